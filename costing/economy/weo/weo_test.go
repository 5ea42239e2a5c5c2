package weo_test

import (
	"bytes"
	"encoding/binary"
	"iter"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/economy/weo"
)

func text(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/weo_october_2025.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r", "")
}

func read(file, country string) (weo.Country, abnd.Diagnostics) {
	return weo.ReadText(strings.NewReader(file), weo.Wanted{Name: "weo.xls", Country: country})
}

func mustRead(t testing.TB, file, country string) weo.Country {
	t.Helper()
	c, found := read(file, country)
	if len(found) > 0 {
		t.Fatalf("%s: %v", country, found)
	}
	return c
}

// Figures of the IMF's World Economic Outlook database, October 2025.
func TestFiguresAreThoseOfTheIMF(t *testing.T) {
	for _, c := range []struct {
		country, subject string
		year             abnd.Year
		want             float64
	}{
		{"MOZ", "NGDP", 2024, 1_453_541_000_000}, {"MOZ", "NGDP", 2010, 387_549_000_000},
		{"TLS", "NGDP_R", 2024, 1_692_000_000}, {"TLS", "NGDP_D", 2024, 115.069},
		{"CPV", "NGDP_RPCH", 2020, -20.805}, {"CPV", "NGDP", 2025, 298_457_000_000},
	} {
		got := mustRead(t, text(t), c.country).Series[c.subject].Values[c.year]
		if math.Abs(got-c.want) > 1e-12*math.Abs(c.want) {
			t.Errorf("%s %s %d: %v, the IMF has %v", c.country, c.subject, c.year, got, c.want)
		}
	}
	tls := mustRead(t, text(t), "tls")
	if tls.Name != "Timor-Leste" || tls.Currency != "U.S. dollar" || tls.Vintage != (weo.Vintage{Month: "October", Year: 2025}) {
		t.Errorf("%q, %q, %v", tls.Name, tls.Currency, tls.Vintage)
	}
	if s := tls.Vintage.Source(); s.ID != "weo2025oct" || s.Title.EN != "World Economic Outlook database, October 2025" {
		t.Errorf("%+v", s)
	}
	if s := tls.Series["NGDP"]; s.LastActual != 2024 || len(s.Values) != 21 {
		t.Errorf("last actual %d, %d values", s.LastActual, len(s.Values))
	}
	if n := len(tls.Series["LUR"].Values); n != 0 {
		t.Errorf("%d rates of unemployment, the IMF gives none", n)
	}
}

// The encodings that the IMF used give the same country.
func TestEncodingsGiveTheSameFigures(t *testing.T) {
	file := strings.ReplaceAll(text(t), "Cabo Verdean escudo", "escudo de São Vicente")
	want := mustRead(t, file, "CPV")
	if want.Currency != "escudo de São Vicente" {
		t.Errorf("currency %q", want.Currency)
	}
	var wide, latin []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + strings.ReplaceAll(file, "\n", "\r\n"))) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	for _, r := range file {
		latin = append(latin, byte(r))
	}
	for name, data := range map[string][]byte{"UTF-16": wide, "Latin-1": latin} {
		got, found := weo.ReadText(bytes.NewReader(data), weo.Wanted{Name: "weo.xls", Country: "CPV"})
		if len(found) > 0 || !same(got, want) {
			t.Errorf("%s: %v", name, found)
		}
	}
	if got, found := weo.ReadRows(workbook(t, file), weo.Wanted{Name: "weo.xls", Country: "CPV"}); len(found) > 0 || !same(got, want) {
		t.Errorf("rows of a workbook: %v", found)
	}
}

// same compares figures; the forms have other lines, and only the text has a
// note on the vintage and the currency.
func same(a, b weo.Country) bool {
	return a.Name == b.Name && maps.EqualFunc(a.Series, b.Series, func(x, y weo.Series) bool {
		return x.LastActual == y.LastActual && maps.Equal(x.Values, y.Values)
	})
}

// workbook turns the text into the rows of the form of October 2025: other
// names of columns, one more frequency, numbers without commas.
func workbook(t testing.TB, file string) iter.Seq2[int, []string] {
	t.Helper()
	lines := strings.Split(file, "\n")
	head := strings.Split(lines[0], "\t")
	at := func(name string) int { return slices.Index(head, name) }
	first := at("Country/Series-specific Notes") + 1
	last := at("Estimates Start After")
	rows := [][]string{append([]string{"DATASET", "SERIES_CODE", "COUNTRY.ID", "COUNTRY", "INDICATOR.ID", "INDICATOR", "FREQUENCY", "SCALE", "UNIT", "LATEST_ACTUAL_ANNUAL_DATA"}, head[first:last]...)}
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != len(head) {
			continue
		}
		for i, c := range cells {
			if c = strings.Trim(c, `"`); i >= first && i < last {
				c = strings.ReplaceAll(c, ",", "")
			}
			if cells[i] = c; c == "n/a" || c == "--" {
				cells[i] = ""
			}
		}
		scale := cells[at("Scale")]
		if scale == "" {
			scale = "Units"
		}
		iso, subject := cells[at("ISO")], cells[at("WEO Subject Code")]
		meta := []string{"IMF.RES:WEO", iso + "." + subject + ".A", iso, cells[at("Country")], subject, cells[at("Subject Descriptor")], "Annual", scale, cells[at("Units")], cells[last]}
		rows = append(rows, append(meta, cells[first:last]...))
		meta = slices.Clone(meta)
		meta[6] = "Quarterly"
		rows = append(rows, append(meta, cells[first:last]...))
	}
	return slices.All(rows)
}

// A last actual year may be a fiscal year: the one in which it ends.
func TestLastActualYears(t *testing.T) {
	for written, want := range map[string]abnd.Year{
		"2023": 2023, "FY2023/24": 2024, "FY1999/00": 2000, "FY2022/2023": 2023, "FY2024": 2024, "2024.0": 2024, "": 0, "0": 0, "n/a": 0,
	} {
		file := strings.ReplaceAll(text(t), "\t2024\n", "\t"+written+"\n")
		if got := mustRead(t, file, "TLS").Series["NGDP"].LastActual; got != want {
			t.Errorf("%q: %d, want %d", written, got, want)
		}
	}
	c, found := read(strings.Replace(text(t), "\t2024\n", "\tFY2023/25\n", 1), "CPV")
	if found.HasErrors() || len(found) != 1 || found[0].Place != "weo.xls:2:Estimates Start After" || c.Series["NGDP"].LastActual != 0 {
		t.Errorf("an odd year: %v", found)
	}
}

// Kosovo and Palestine have codes of the IMF's own.
func TestCodesOfTheIMF(t *testing.T) {
	for imf, iso := range map[string]string{"KOS": "XKX", "UVK": "XKX", "WBG": "PSE"} {
		if c, found := read(strings.ReplaceAll(text(t), "\tCPV\t", "\t"+imf+"\t"), iso); len(found) > 0 || c.ISO3 != iso {
			t.Errorf("%s: %v", iso, found)
		}
	}
}

// The chained GDP of the frames is the IMF's in every year: NGDP of
// Mozambique and Cabo Verde; NGDP_R × NGDP_D ÷ 100 of Timor-Leste, whose NGDP
// takes in offshore petroleum in 2019–2025. Revenue is that of the IMF. The
// tolerance is the rounding of double precision over twenty factors.
func TestFramesAreTheIMFs(t *testing.T) {
	for _, c := range []struct {
		country string
		partial bool
		level   abnd.Year
	}{{"MOZ", false, 2023}, {"CPV", false, 2024}, {"TLS", true, 2024}} {
		of := mustRead(t, text(t), c.country)
		f, found := of.Frames(2010)
		if f.Partial != c.partial || len(found) > 0 != c.partial || f.GDP.Figure.Year != c.level {
			t.Errorf("%s: partial %v, level of %d, %v", c.country, f.Partial, f.GDP.Figure.Year, found)
		}
		gdp := map[abnd.Year]float64{c.level: f.GDP.Value}
		for y := c.level + 1; y <= 2030; y++ {
			gdp[y] = gdp[y-1] * (1 + f.RealGrowth.Values[y]) * (1 + f.DeflatorGrowth.Values[y])
		}
		for y := c.level; y > 2010; y-- {
			gdp[y-1] = gdp[y] / (1 + f.RealGrowth.Values[y]) / (1 + f.DeflatorGrowth.Values[y])
		}
		for y := abnd.Year(2010); y <= 2030; y++ {
			want := of.Series["NGDP"].Values[y]
			if c.partial {
				want = of.Series["NGDP_R"].Values[y] * of.Series["NGDP_D"].Values[y] / 100
			}
			if math.Abs(gdp[y]-want) > 1e-12*want {
				t.Errorf("%s %d: GDP %v, the IMF has %v", c.country, y, gdp[y], want)
			}
			if got, want := f.Revenue.Values[y]*gdp[y], of.Series["GGR"].Values[y]; math.Abs(got-want) > 1e-12*want {
				t.Errorf("%s %d: revenue %v, the IMF has %v", c.country, y, got, want)
			}
		}
		// 2010 has no year before it in the file: growth is the IMF's percentage.
		if got, want := f.RealGrowth.Values[2010], of.Series["NGDP_RPCH"].Values[2010]/100; got != want {
			t.Errorf("%s: growth of 2010 %v, the IMF has %v", c.country, got, want)
		}
		if got, want := f.Inflation.Values[2025], of.Series["PCPIPCH"].Values[2025]/100; math.Abs(got-want) > 1e-4 {
			t.Errorf("%s: inflation of 2025 %v, the IMF has %v", c.country, got, want)
		}
		if f.PPP.Confidence != abnd.Medium || f.PPP.Note.IsZero() {
			t.Errorf("%s: %+v", c.country, f.PPP.Provenance)
		}
		if got, want := f.PPP.Values[2025], map[string]float64{"MOZ": 25.754, "CPV": 47.073, "TLS": 0.3}[c.country]; got != want {
			t.Errorf("%s: PPPEX of 2025 %v, the IMF has %v", c.country, got, want)
		}
	}
}

// What a file does not give stays blank, and is told; what a study has is
// then kept.
func TestFramesThatAreNotGiven(t *testing.T) {
	var lines []string
	for _, line := range strings.Split(text(t), "\n") {
		if !strings.Contains(line, "\tGG") && !strings.Contains(line, "\tPCPI") {
			lines = append(lines, line)
		}
	}
	noParity := strings.ReplaceAll(strings.Join(lines, "\n"), "\tPPPEX\t", "\tother\t")
	f, found := mustRead(t, noParity, "MOZ").Frames(2020)
	if len(found) != 3 || found.HasErrors() {
		t.Errorf("%v", found)
	}
	kept := abnd.Series{Values: map[abnd.Year]float64{2020: 0.2}, Extension: abnd.HoldLast}
	study := &abnd.Study{Government: abnd.Government{Revenue: kept}}
	study.Economy.RealGrowth = abnd.Series{Extension: abnd.Converge, LongRun: abnd.Known(0.03, 0), LongRunYear: 2035}
	f.PutInto(study)
	f.PutInto(study)
	if study.Government.Revenue.Values[2020] != 0.2 || len(study.Economy.Inflation.Values)+len(study.Economy.PPP.Values) > 0 {
		t.Errorf("%+v", study.Government)
	}
	if g := study.Economy.RealGrowth; g.Extension != abnd.Converge || !g.LongRun.Known || g.LongRunYear != 2035 || len(g.Values) != 11 || g.Source != "weo2025oct" {
		t.Errorf("%+v", g)
	}
	if len(study.Sources) != 1 || study.Economy.GDP.Value != mustRead(t, text(t), "MOZ").Series["NGDP"].Values[2023] {
		t.Errorf("%+v, %v", study.Sources, study.Economy.GDP)
	}
	// Shares of GDP where only those are given.
	f, _ = mustRead(t, strings.ReplaceAll(text(t), "\tGGR\t", "\tother\t"), "MOZ").Frames(2020)
	if got := f.Revenue.Values[2020]; math.Abs(got-0.2767) > 1e-4 {
		t.Errorf("revenue of 2020 %v, GGR_NGDP is 27.67 %%", got)
	}
	// Nothing at all.
	f, found = (weo.Country{}).Frames(2020)
	if len(found) != 6 || f.GDP.Known {
		t.Errorf("%v", found)
	}
}

// Each fault of a file is told with its line and column in both languages,
// and gives no figure.
func TestFaultsAreTold(t *testing.T) {
	good := text(t)
	lines := strings.Split(good, "\n")
	cell := func(line int, old, new string) string {
		c := slices.Clone(lines)
		if !strings.Contains(c[line], old) {
			t.Fatalf("%q has no %q", c[line], old)
		}
		c[line] = strings.Replace(c[line], old, new, 1)
		return strings.Join(c, "\n")
	}
	decimalCommas := strings.NewReplacer(".", ",", ",", "").Replace(good)
	for name, c := range map[string]struct{ country, file, code, place, says string }{
		"unknown country": {"XQZ", good, "unknown-country", "weo.xls", "the file has CPV, MOZ, TLS"},
		"near country":    {"TLX", good, "unknown-country", "weo.xls", `did you mean "TLS"?`},
		"no header":       {"CPV", strings.Join(lines[1:], "\n"), "no-header", "weo.xls", "not a World Economic Outlook file"},
		"text":            {"CPV", cell(1, "151.963", "15l.963"), "text-for-number", "weo.xls:2:2010", `found the text "15l.963"`},
		"bad commas":      {"CPV", cell(1, "151.963", "15,1.963"), "text-for-number", "weo.xls:2:2010", `found the text "15,1.963"`},
		"too large":       {"CPV", cell(1, "151.963", "151963000000000"), "out-of-range", "weo.xls:2:2010", "larger than any figure"},
		"infinite":        {"CPV", cell(1, "151.963", "1e999"), "text-for-number", "weo.xls:2:2010", "1e999"},
		"twice":           {"CPV", good + lines[1], "row-twice", "weo.xls:52:WEO Subject Code", "first at weo.xls:2"},
		"scale":           {"CPV", cell(1, "Billions", "Lakhs"), "scale", "weo.xls:2:Scale", `"Lakhs"`},
		"year twice":      {"CPV", cell(0, "2011", "2010"), "column-twice", "weo.xls:1:2010", "two columns"},
		"decimal commas":  {"CPV", decimalCommas, "decimal-comma", "weo.xls:2:2010", "as downloaded"},
		"workbook":        {"CPV", "PK\x03\x04", "file-archive", "weo.xls", "workbook"},
		"web page":        {"CPV", "<html>", "file-html", "weo.xls", "web page"},
		"empty":           {"CPV", "", "file-empty", "weo.xls", "empty"},
		"cut":             {"CPV", good[:300] + "\x00", "file-unknown", "weo.xls", "is not text"},
	} {
		got, found := read(c.file, c.country)
		at := slices.IndexFunc(found, func(d abnd.Diagnostic) bool { return d.Code == c.code })
		if at < 0 {
			t.Errorf("%s: no %s among\n%v", name, c.code, found)
			continue
		}
		if d := found[at]; !strings.HasPrefix(d.Place, c.place) || c.place != "weo.xls" && d.Place != c.place || !strings.Contains(d.In(abnd.English), c.says) {
			t.Errorf("%s: %s", name, d.In(abnd.English))
		}
		bothLanguages(t, found)
		if len(got.Series) > 0 {
			t.Errorf("%s: figures all the same", name)
		}
	}
	bad := lines[0] + "\n" + strings.ReplaceAll(strings.Join(lines[1:], "\n"), "\t1", "\tx1")
	if _, found := read(bad, "CPV"); len(found) != 21 || found[20].Code != "and-more" {
		t.Errorf("%d faults: %v", len(found), found)
	}
}

func bothLanguages(t testing.TB, found abnd.Diagnostics) {
	t.Helper()
	for _, d := range found {
		if d.Code == "" || d.Problem.EN == "" || d.Problem.PT == "" || d.Problem.EN == d.Problem.PT || d.Remedy.EN == d.Remedy.PT {
			t.Errorf("%+v", d)
		}
	}
}

func TestVintagesInNames(t *testing.T) {
	for name, want := range map[string]weo.Vintage{
		"WEOOct2025all.xlsx": {Month: "October", Year: 2025}, "WEOApr2024all.xls": {Month: "April", Year: 2024}, "weo-september-2011.xls": {Month: "September", Year: 2011},
		"weo.xls": {}, "WEOxyz2025.xls": {},
	} {
		if got := weo.VintageOf(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if s := (weo.Vintage{}).Source(); s.ID != "weo" || s.Year != "" {
		t.Errorf("%+v", s)
	}
}

// Whatever a file holds, reading it ends with figures that are finite or with
// a problem in both languages.
func FuzzReadText(f *testing.F) {
	lines := strings.Split(text(f), "\n")
	f.Add([]byte(strings.Join(lines[:3], "\n")))
	f.Add([]byte("COUNTRY.ID\tINDICATOR.ID\tSCALE\tLATEST_ACTUAL_ANNUAL_DATA\t2024\nCPV\tNGDP\tBillions\tFY2023/24\t\"1,234.5\"\n"))
	f.Add([]byte("\xff\xfeI\x00S\x00O\x00\t\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, found := weo.ReadText(bytes.NewReader(data), weo.Wanted{Name: "x", Country: "CPV"})
		if found.HasErrors() == (len(c.Series) > 0) {
			t.Errorf("%d series with %v", len(c.Series), found)
		}
		bothLanguages(t, found)
		frames, found := c.Frames(2010)
		bothLanguages(t, found)
		for _, s := range []abnd.Series{frames.RealGrowth, frames.DeflatorGrowth, frames.Inflation, frames.PPP, frames.Revenue, frames.Expenditure} {
			for year, x := range s.Values {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Errorf("%d: %v", year, x)
				}
			}
		}
	})
}

// The text that a spreadsheet has saved with commas, or semicolons, gives the
// figures of the text as published; texts in quotation marks may run over
// lines. A file that was cut is refused with the line, and one by groups of
// countries is named.
func TestTextThatASpreadsheetHasSaved(t *testing.T) {
	good := text(t)
	want := mustRead(t, good, "MOZ")
	for _, separator := range []string{",", ";"} {
		var b strings.Builder
		for _, line := range strings.Split(strings.TrimRight(strings.ReplaceAll(good, "\r", ""), "\n"), "\n") {
			for i, cell := range strings.Split(line, "\t") {
				if i > 0 {
					b.WriteString(separator)
				}
				cell = strings.ReplaceAll(strings.Trim(cell, `"`), `"`, `""`)
				b.WriteString(`"` + strings.ReplaceAll(cell, "Primary", "Primary\n") + `"`)
			}
			b.WriteString("\r\n")
		}
		got, found := read(b.String(), "MOZ")
		if found.HasErrors() || len(found) == 0 || found[len(found)-1].Code != "text-form" {
			t.Errorf("%q: %v", separator, found)
		}
		for subject, s := range want.Series {
			if !maps.Equal(s.Values, got.Series[subject].Values) {
				t.Errorf("%q: %s is %v, want %v", separator, subject, got.Series[subject].Values, s.Values)
			}
		}
	}
	lines := strings.Split(strings.ReplaceAll(good, "\r", ""), "\n")
	cut := strings.Join(lines[:3], "\n")
	cut = cut[:strings.LastIndex(cut, "\t")]
	if _, found := read(cut, "MOZ"); !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool { return d.Code == "file-cut" && d.Place == "weo.xls:3" }) {
		t.Errorf("cut: %v", found)
	}
	groups := "WEO Country Group Code\tWEO Subject Code\tCountry Group Name\tUnits\tScale\t2024\n001\tNGDP_RPCH\tWorld\tPercent\t\t3.1\n"
	if _, found := read(groups, "MOZ"); len(found) != 1 || found[0].Code != "other-file" || !strings.Contains(found[0].Remedy.EN, "WEOApr2025all.xls") {
		t.Errorf("groups: %v", found)
	}
}
