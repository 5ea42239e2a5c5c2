package wpp_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography/wpp"
)

const (
	populationFile = "testdata/WPP2024_PopulationBySingleAgeSex_Medium.csv.gz"
	indicatorsFile = "testdata/WPP2024_Demographic_Indicators_Medium.csv"
)

func open(t testing.TB, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// text is the population file unpacked.
func text(t testing.TB) string {
	t.Helper()
	z, err := gzip.NewReader(open(t, populationFile))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// rows is the header and the lines in which a country has a year.
func rows(t testing.TB, iso3 string, years ...int) []string {
	t.Helper()
	all := strings.Split(strings.ReplaceAll(text(t), "\r", ""), "\n")
	out := all[:1:1]
	for _, line := range all[1:] {
		for _, year := range years {
			if strings.Contains(line, ","+iso3+",") && strings.Contains(line, fmt.Sprintf(",Medium,%d,", year)) {
				out = append(out, line)
			}
		}
	}
	if len(out) == 1 {
		t.Fatalf("there is no %s %v", iso3, years)
	}
	return out
}

func read(w wpp.Selection, files ...string) (wpp.Frame, abnd.Diagnostics) {
	p := wpp.NewPeople(w)
	for i, f := range files {
		p.Read(fmt.Sprintf("f%d.csv", i+1), strings.NewReader(f))
	}
	return p.Frame()
}

// Totals of World Population Prospects 2024, 1 July, as its tables print
// them; the sum of ages rounded to a whole person each is within five.
func TestTotalsAreThoseOfTheUN(t *testing.T) {
	p := wpp.NewPeople(wpp.Selection{Country: "tls"})
	p.Read("x.csv.gz", open(t, populationFile))
	f, found := p.Frame()
	if len(found) > 0 || f.Location != "Timor-Leste" || f.Population.Years() != (abnd.Years{First: 2010, Last: 2075}) {
		t.Fatalf("%s %v: %v", f.Location, f.Population.Years(), found)
	}
	for year, want := range map[abnd.Year]float64{2025: 1_418_539, 2030: 1_519_820, 2040: 1_718_264} {
		if got := float64(f.Population.Between(year, abnd.Both, 0, abnd.MaxAge)); math.Abs(got-want) > 5 {
			t.Errorf("%d: %v persons, the UN has %v", year, got, want)
		}
	}
	// Girls of age 0 in 2010: 15.431 thousand in the file.
	if n, _ := f.Population.Get(2010, abnd.Female, 0); n != 15_431 {
		t.Errorf("%v girls, want 15431", n)
	}
}

// However the file is packed and its columns are ordered, and whether or not
// it has the columns of 2022 and later, the figures are the same.
func TestFormsOfTheFileGiveTheSameFigures(t *testing.T) {
	lines := rows(t, "CPV", 2024, 2025)
	want, found := read(wpp.Selection{Country: "CPV"}, strings.Join(lines, "\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	older := func(keep ...int) string {
		var b strings.Builder
		for _, line := range lines {
			cells := strings.Split(line, ",")
			for i, k := range keep {
				if i > 0 {
					b.WriteByte(',')
				}
				b.WriteString(cells[k])
			}
			b.WriteString("\r\n")
		}
		return b.String()
	}
	// The columns of the revision of 2019, from its readme.
	of2019 := older(1, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)
	packed := string(zipped([]byte(of2019)))
	for name, c := range map[string]struct {
		wanted wpp.Selection
		file   string
	}{
		"2019 by name":     {wpp.Selection{Country: "CPV", Location: "cabo verde"}, of2019},
		"2019 by number":   {wpp.Selection{Country: "CPV", Location: "132"}, of2019},
		"2019 packed":      {wpp.Selection{Country: "CPV", Location: "132"}, packed},
		"other order":      {wpp.Selection{Country: "CPV", Variant: "MEDIUM"}, older(18, 17, 14, 12, 11, 9, 3)},
		"mark of UTF-8":    {wpp.Selection{Country: "CPV"}, "\ufeff" + strings.Join(lines, "\n")},
		"quoted":           {wpp.Selection{Country: "CPV"}, strings.ReplaceAll(strings.Join(lines, "\n"), "Cabo Verde", `"Cabo ""Verde"", islands"`)},
		"estimates by tag": {wpp.Selection{Country: "CPV"}, strings.ReplaceAll(strings.Join(lines, "\n"), "Medium,2024,", "Estimates,2024,")},
	} {
		got, found := read(c.wanted, c.file)
		if len(found) > 0 || !got.Population.Equal(want.Population) {
			t.Errorf("%s: %v, %v", name, got.Population.Years(), found)
		}
		if name == "quoted" && got.Location != `Cabo "Verde", islands` {
			t.Errorf("the name is read as %q", got.Location)
		}
	}
}

// The estimates and the projection are files of their own, in any order, and
// another variant takes its estimates from the medium one: only its first
// year and later are its own.
func TestFilesAndVariantsAreJoined(t *testing.T) {
	estimates := strings.Join(rows(t, "CPV", 2022, 2023), "\n")
	medium := strings.Join(rows(t, "CPV", 2024, 2025), "\n")
	for _, files := range [][]string{{estimates, medium}, {medium, estimates}} {
		f, found := read(wpp.Selection{Country: "CPV"}, files...)
		if len(found) > 0 || f.Population.Years() != (abnd.Years{First: 2022, Last: 2025}) {
			t.Errorf("%v: %v", f.Population.Years(), found)
		}
	}
	// Here the men of the high variant have a 10 before each figure of the
	// medium one, and rows have no totals.
	both := []string{estimates}
	for _, line := range rows(t, "CPV", 2024, 2025)[1:] {
		cells := strings.Split(line, ",")
		cells[11], cells[17], cells[19] = "High", "10"+cells[17], ""
		both = append(both, strings.Join(cells, ","))
	}
	f, found := read(wpp.Selection{Country: "CPV", Variant: "high"}, strings.Join(both, "\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	m, _ := read(wpp.Selection{Country: "CPV"}, estimates, medium)
	a, _ := f.Population.Get(2024, abnd.Male, 0)
	b, _ := m.Population.Get(2024, abnd.Male, 0)
	if a <= b || f.Population.Between(2023, abnd.Both, 0, 100) != m.Population.Between(2023, abnd.Both, 0, 100) {
		t.Errorf("boys of 2024: %v in the high variant, %v in the medium one; 2023: %v and %v", a, b,
			f.Population.Between(2023, abnd.Both, 0, 100), m.Population.Between(2023, abnd.Both, 0, 100))
	}
	// From a later year on: what is before is not even looked at.
	bad := strings.Replace(estimates, "2022.5,80,80,", "2022.5,80+,80,", 1)
	if f, found = read(wpp.Selection{Country: "CPV", From: 2023}, bad, medium); len(found) > 0 || f.Population.Years().First != 2023 {
		t.Errorf("from 2023: %v, %v", f.Population.Years(), found)
	}
}

// Each fault of a file is told with line, column, remedy and in both
// languages, and gives no figure.
func TestFaultsAreTold(t *testing.T) {
	good := strings.Join(rows(t, "CPV", 2025), "\n")
	header := good[:strings.IndexByte(good, '\n')]
	lines := strings.Split(good, "\n")
	without := func(n int) string { return strings.Join(slices.Delete(slices.Clone(lines), n, n+1), "\n") }
	with := func(n int, old, new string) string {
		c := slices.Clone(lines)
		if !strings.Contains(c[n], old) {
			t.Fatalf("line %q has no %q", c[n], old)
		}
		c[n] = strings.Replace(c[n], old, new, 1)
		return strings.Join(c, "\n")
	}
	cell := func(n, column int, value string) string {
		c := slices.Clone(lines)
		cells := strings.Split(c[n], ",")
		cells[column] = value
		c[n] = strings.Join(cells, ",")
		return strings.Join(c, "\n")
	}
	packed := string(zipped([]byte(good)))
	five := strings.NewReplacer(",0,0,1,", ",0-4,0,5,").Replace(good)
	for name, c := range map[string]struct {
		wanted      wpp.Selection
		file        string
		code, place string
		says        string
	}{
		"unknown country": {wpp.Selection{Country: "CPW"}, good, "unknown-country", "f1.csv", `did you mean "CPV"?`},
		"far country":     {wpp.Selection{Country: "LAO"}, good, "unknown-country", "f1.csv", "the file has CPV"},
		"unknown variant": {wpp.Selection{Country: "CPV", Variant: "hihg"}, good, "unknown-variant", "f1.csv:2:Variant", "the files contain Medium"},
		"missing age":     {wpp.Selection{Country: "CPV"}, without(31), "age-missing", "f1.csv:31", "the age 30 in 2025 is missing"},
		"row twice":       {wpp.Selection{Country: "CPV"}, good + "\n" + lines[1], "row-twice", "f1.csv:103", "first at f1.csv:2"},
		"negative":        {wpp.Selection{Country: "CPV"}, cell(5, 17, "-1"), "out-of-range", "f1.csv:6:PopMale", "-1 thousand"},
		"persons":         {wpp.Selection{Country: "CPV"}, cell(5, 18, "4012345"), "out-of-range", "f1.csv:6:PopFemale", "if these are persons"},
		"text":            {wpp.Selection{Country: "CPV"}, cell(5, 18, "4 012"), "text-for-number", "f1.csv:6:PopFemale", `found the text "4 012"`},
		"not a number":    {wpp.Selection{Country: "CPV"}, cell(5, 18, "NaN"), "text-for-number", "f1.csv:6:PopFemale", `found the text "NaN"`},
		"blank":           {wpp.Selection{Country: "CPV"}, cell(5, 18, ""), "needed", "f1.csv:6:PopFemale", "missing"},
		"wrong total":     {wpp.Selection{Country: "CPV"}, cell(5, 19, "9.0"), "sum", "f1.csv:6:PopTotal", "not the sum"},
		"year":            {wpp.Selection{Country: "CPV"}, cell(5, 12, "20255"), "year", "f1.csv:6:Time", "not a valid calendar year"},
		"January":         {wpp.Selection{Country: "CPV"}, cell(1, 13, "2025"), "january", "f1.csv:2:MidPeriod", "1 January"},
		"five-year ages":  {wpp.Selection{Country: "CPV"}, five, "five-year", "f1.csv:2:AgeGrp", "WPP2024_PopulationBySingleAgeSex_Medium"},
		"five-year time":  {wpp.Selection{Country: "CPV"}, cell(1, 12, "2025-2030"), "five-year", "f1.csv:2:Time", "five-year periods"},
		"open at 80":      {wpp.Selection{Country: "CPV"}, cell(81, 14, "80+"), "age", "f1.csv:82:AgeGrp", `"80+" is not a valid single age`},
		"open quotation":  {wpp.Selection{Country: "CPV"}, with(3, "Cabo Verde", `"Cabo Verde`), "csv", "f1.csv:4", "quotation mark"},
		"short line":      {wpp.Selection{Country: "CPV"}, with(3, ",Medium", ""), "csv", "f1.csv:4", "19 columns, but the header has 20"},
		"cut gzip":        {wpp.Selection{Country: "CPV"}, packed[:len(packed)/2], "file-truncated", "f1.csv", "is truncated"},
		"zip":             {wpp.Selection{Country: "CPV"}, "PK\x03\x04", "file-archive", "f1.csv", "unpack it"},
		"empty":           {wpp.Selection{Country: "CPV"}, "", "file-empty", "f1.csv", "empty"},
		"header only":     {wpp.Selection{Country: "CPV"}, header, "no-rows", "f1.csv", "does not contain a country"},
		"other columns":   {wpp.Selection{Country: "CPV"}, "a,b\n1,2\n", "column-missing", "f1.csv:1", "download WPP2024_PopulationBySingleAgeSex"},
		"column twice":    {wpp.Selection{Country: "CPV"}, strings.Replace(good, "PopTotal", "PopMale", 1), "column-twice", "f1.csv:1:PopMale", "is duplicated"},
		"indicators":      {wpp.Selection{Country: "CPV"}, string(readAll(t, indicatorsFile)), "other-file", "f1.csv", "--indicators"},
		"no codes":        {wpp.Selection{Country: "CPV"}, strings.Replace(good, "ISO3_code", "other", 1), "no-codes", "f1.csv:1", "--location"},
		"far name":        {wpp.Selection{Country: "CPV", Location: "Cape Verde"}, strings.Replace(good, "ISO3_code", "other", 1), "unknown-country", "f1.csv", `did you mean "Cabo Verde"?`},
		"gap of years":    {wpp.Selection{Country: "CPV"}, strings.Join(rows(t, "CPV", 2022, 2025), "\n"), "years-missing", "f1.csv", "2023 to 2024"},
	} {
		f, found := read(c.wanted, c.file)
		at := slices.IndexFunc(found, func(d abnd.Diagnostic) bool { return d.Code == c.code })
		if at < 0 {
			t.Errorf("%s: no %s among\n%v", name, c.code, found)
			continue
		}
		d := found[at]
		if !strings.HasPrefix(d.Place, c.place) || c.place != "f1.csv" && d.Place != c.place || !strings.Contains(d.In(abnd.English), c.says) {
			t.Errorf("%s: %s", name, d.In(abnd.English))
		}
		bothLanguages(t, found)
		if f.Population.AnyKnown() {
			t.Errorf("%s: a frame all the same", name)
		}
	}
}

func bothLanguages(t testing.TB, found abnd.Diagnostics) {
	t.Helper()
	for _, d := range found {
		if d.Code == "" || d.Place == "" && d.Code != "and-more" && d.Code != "years-missing" || d.Problem.EN == "" || d.Problem.PT == "" || d.Problem.EN == d.Problem.PT || d.Remedy.EN == d.Remedy.PT {
			t.Errorf("%+v", d)
		}
	}
}

func readAll(t testing.TB, path string) []byte {
	t.Helper()
	data, err := io.ReadAll(open(t, path))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A damaged column has one fault in each line; a screenful is told.
func TestFaultsAreBounded(t *testing.T) {
	bad := strings.ReplaceAll(strings.Join(rows(t, "CPV", 2025), "\n"), ",2025,", ",xxxx,")
	_, found := read(wpp.Selection{Country: "CPV"}, bad)
	if len(found) != 21 || found[20].Code != "and-more" || !strings.Contains(found[20].Problem.EN, "81") {
		t.Errorf("%d faults: %v", len(found), found)
	}
}

// Timor-Leste in WPP 2024: births of 2024 and 2030 30.489 and 31.41 thousand;
// in 2024 107.1 boys per 100 girls and 2.627456 births per woman.
func TestIndicators(t *testing.T) {
	got, found := wpp.ReadIndicators("x.csv", open(t, indicatorsFile), wpp.Selection{Country: "TLS"})
	if len(found) > 0 {
		t.Fatal(found)
	}
	if got.Births[2024] != 30_489 || got.Births[2030] != 31_410 {
		t.Errorf("births %v and %v", got.Births[2024], got.Births[2030])
	}
	if s, f := got.SexRatioAtBirth[2024], got.TotalFertility[2024]; math.Abs(s-1.071) > 1e-12 || f != 2.627456 {
		t.Errorf("sex ratio %v, fertility %v", s, f)
	}
	if n := got.Population[2025]; math.Abs(n-1_418_539) > 5 {
		t.Errorf("%v persons in 2025", n)
	}
	if len(got.NetMigration) == 0 || len(got.LifeExpectancyFemale) == 0 || got.LifeExpectancyMale[2024] >= got.LifeExpectancyFemale[2024] {
		t.Errorf("migration %v, life expectancy %v and %v", len(got.NetMigration), got.LifeExpectancyMale[2024], got.LifeExpectancyFemale[2024])
	}
	file := string(readAll(t, indicatorsFile))
	for name, c := range map[string]struct{ file, code, says string }{
		"population": {text(t), "other-file", "by age"},
		"twice":      {file + strings.SplitAfter(file, "\n")[1], "row-twice", "first at x.csv:2"},
		"range":      {strings.Replace(file, ",103.300,", ",1.033,", 1), "out-of-range", "must be between 80 and 140"},
		"empty":      {"", "file-empty", "empty"},
	} {
		_, found := wpp.ReadIndicators("x.csv", strings.NewReader(c.file), wpp.Selection{Country: "CPV"})
		if len(found) == 0 || found[0].Code != c.code || !strings.Contains(found[0].In(abnd.English), c.says) {
			t.Errorf("%s: %v", name, found)
		}
		bothLanguages(t, found)
	}
	high := strings.ReplaceAll(file, ",Medium,", ",High,")
	if _, found := wpp.ReadIndicators("x.csv", strings.NewReader(high), wpp.Selection{Country: "TLS"}); len(found) != 1 || found[0].Code != "unknown-variant" {
		t.Errorf("variant: %v", found)
	}
	both := file + strings.ReplaceAll(file[strings.IndexByte(file, '\n')+1:], ",Medium,20", ",High,21")
	if got, found := wpp.ReadIndicators("x.csv", strings.NewReader(both), wpp.Selection{Country: "CPV", Variant: "High"}); len(found) > 0 || got.Births[2025] == 0 || got.Births[2125] != got.Births[2025] {
		t.Errorf("estimates of another variant: %v, %v", got.Births[2025], found)
	}
}

func TestEditions(t *testing.T) {
	for name, want := range map[string]wpp.Revision{
		"WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz": {Year: 2024, LastEstimate: 2023},
		"wpp2022_x.csv": {Year: 2022, LastEstimate: 2021}, "WPP2019_PopulationBySingleAgeSex_1950-2019.csv": {Year: 2019}, "population.csv": {},
	} {
		if got := wpp.EditionOf(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if s := wpp.EditionOf("WPP2024.csv").Source(); s.ID != "wpp2024" || s.Year != "2024" {
		t.Errorf("%+v", s)
	}
	if s := (wpp.Revision{}).Source(); s.ID != "wpp" || s.Year != "" {
		t.Errorf("%+v", s)
	}
}

// A file that a spreadsheet has saved again, in any form, gives the figures of
// the file as it was fetched, and says what it was taken for.
func TestFilesThatASpreadsheetHasSavedAreRead(t *testing.T) {
	good := strings.Join(rows(t, "CPV", 2024, 2025), "\n") + "\n"
	read := func(text string) (wpp.Frame, abnd.Diagnostics) {
		return read(wpp.Selection{Country: "CPV", From: 2024}, text)
	}
	want, found := read(good)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for says, text := range map[string]string{
		"semicolons, decimal comma": strings.NewReplacer(",", ";", ".", ",").Replace(good),
		"tabs, decimal point":       strings.ReplaceAll(good, ",", "\t"),
	} {
		got, found := read(strings.ReplaceAll(text, "\n", "\r"))
		if len(found) != 1 || found[0].Severity != abnd.Remark || !strings.Contains(found[0].Problem.EN, says) || !got.Population.Equal(want.Population) {
			t.Errorf("%s: %v, %v instead of %v", says, found, got.Population.Ages(2024, abnd.Male)[:3], want.Population.Ages(2024, abnd.Male)[:3])
		}
	}
	cut := strings.TrimRight(good, "\n")
	cut = cut[:strings.LastIndex(cut, ",")]
	if _, found := read(cut); len(found) == 0 || found[0].Code != "file-cut" || found[0].Place != "f1.csv:"+strconv.Itoa(strings.Count(cut, "\n")+1) {
		t.Errorf("a cut file: %v", found)
	}
}
