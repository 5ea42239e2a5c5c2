package wdi_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/economy/wdi"
	"github.com/openabnd/engine/costing/economy/weo"
)

const lastYear = 2024

// imf is Cabo Verde in the IMF's file, whose figures are written here in the
// layouts of the World Bank.
func imf(t *testing.T) weo.Country {
	t.Helper()
	f, err := os.Open("../weo/testdata/weo_october_2025.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, found := weo.ReadText(f, weo.Wanted{Name: "weo.xls", Country: "CPV"})
	if found.HasErrors() {
		t.Fatal(found)
	}
	return c
}

// row writes a series with quotation marks, or bare; blanks as none says.
func row(c weo.Country, subject, code string, quote, none string, scale float64) string {
	cells := []string{"Cabo Verde", "CPV", "Name, with a comma", code}
	for year := abnd.Year(2009); year <= 2025; year++ {
		x, ok := c.Series[subject].Values[year]
		if cell := none; ok && year <= lastYear {
			cells = append(cells, fmt.Sprintf("%.17g", x*scale))
		} else {
			cells = append(cells, cell)
		}
	}
	for i, cell := range cells {
		if quote != "" || strings.Contains(cell, ",") {
			cells[i] = `"` + cell + `"`
		}
	}
	return strings.Join(cells, ",")
}

func header(form string, quote string) string {
	columns := []string{"Country Name", "Country Code", "Indicator Name", "Indicator Code"}
	if form != "%d" {
		columns = []string{"Country Name", "Country Code", "Series Name", "Series Code"}
	}
	for year := 2009; year <= 2025; year++ {
		columns = append(columns, strings.ReplaceAll(form, "%d", fmt.Sprint(year)))
	}
	return quote + strings.Join(columns, quote+","+quote) + quote
}

var codes = []struct{ subject, code string }{{"NGDP", "NY.GDP.MKTP.CN"}, {"NGDP_R", "NY.GDP.MKTP.KN"}, {"PCPI", "FP.CPI.TOTL"}, {"PPPEX", "PA.NUS.PPP"}}

// layouts are the files as the World Bank publishes them.
func layouts(c weo.Country) map[string][]string {
	var page []string
	var bank, whole strings.Builder
	fmt.Fprintln(&bank, header("%d [YR%d]", ""))
	fmt.Fprintln(&whole, header("%d", ""))
	for _, k := range codes {
		text := "\ufeff\"Data Source\",\"World Development Indicators\",\r\n\r\n\"Last Updated Date\",\"2025-07-01\",\r\n\r\n" + header("%d", `"`) + ",\r\n" +
			strings.ReplaceAll(row(c, k.subject, k.code, `"`, "", 1), "CPV", "AGO") + ",\r\n" + row(c, k.subject, k.code, `"`, "", 1) + ",\r\n"
		page = append(page, text)
		fmt.Fprintln(&bank, row(c, k.subject, k.code, "", "..", 1))
		fmt.Fprintln(&whole, row(c, k.subject, k.code, "", "", 1))
	}
	fmt.Fprint(&bank, "\n\n\nData from database: World Development Indicators\nLast Updated: 07/01/2025\n")
	return map[string][]string{"pages": page, "DataBank": {bank.String()}, "whole": {whole.String()}}
}

func read(country string, files ...string) (wdi.Country, abnd.Diagnostics) {
	r := wdi.NewReader(country)
	for i, text := range files {
		r.Read(fmt.Sprintf("API_%d.csv", i+1), strings.NewReader(text))
	}
	return r.Country()
}

// The same figures give the same frames as the IMF's file: growth, deflator,
// prices and purchasing power parity to twelve digits, GDP that of the last year.
func TestFramesAreThoseOfTheOtherReader(t *testing.T) {
	c := imf(t)
	want, _ := c.Frames(2010)
	for name, files := range layouts(c) {
		country, found := read("CPV", files...)
		if len(found) > 0 {
			t.Errorf("%s: %v", name, found)
			continue
		}
		got, found := country.Frames(2010)
		if len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
		if name != "whole" && (got.Source.ID != "wdi2025" || country.Updated != "2025-07-01") {
			t.Errorf("%s: %+v, updated %q", name, got.Source, country.Updated)
		}
		if got.GDP.Value != c.Series["NGDP"].Values[lastYear] || got.GDP.Figure.Year != lastYear {
			t.Errorf("%s: GDP %+v", name, got.GDP)
		}
		for what, pair := range map[string][2]abnd.Series{
			"growth": {got.RealGrowth, want.RealGrowth}, "deflator": {got.DeflatorGrowth, want.DeflatorGrowth},
			"inflation": {got.Inflation, want.Inflation}, "PPP": {got.PPP, want.PPP},
		} {
			if len(pair[0].Values) < 14 || pair[0].LastActual != lastYear || pair[0].Source != got.Source.ID {
				t.Errorf("%s: %s: %+v", name, what, pair[0])
			}
			for year, x := range pair[0].Values {
				if y := pair[1].Values[year]; math.Abs(x-y) > 1e-12*math.Max(1, math.Abs(y)) {
					t.Errorf("%s: %s of %d is %v, want %v", name, what, year, x, y)
				}
			}
		}
	}
}

// Published rates stand in where there are no levels.
func TestRatesAlone(t *testing.T) {
	text := header("%d", "") + "\n"
	for i, code := range []string{"NY.GDP.MKTP.KD.ZG", "NY.GDP.DEFL.KD.ZG", "FP.CPI.TOTL.ZG"} {
		text += "Cabo Verde,CPV,n," + code + strings.Repeat(fmt.Sprintf(",%d.5", i+1), 17) + "\n"
	}
	country, found := read("cpv", text)
	if found.HasErrors() {
		t.Fatal(found)
	}
	f, found := country.Frames(2010)
	if len(found) != 1 || found[0].Code != "not-given" || f.GDP.Known {
		t.Errorf("%v", found)
	}
	if f.RealGrowth.Values[2020] != 0.015 || f.DeflatorGrowth.Values[2020] != 0.025 || f.Inflation.Values[2020] != 0.035 {
		t.Errorf("%v %v %v", f.RealGrowth.Values, f.DeflatorGrowth.Values, f.Inflation.Values)
	}
}

// A spreadsheet has saved the file with semicolons and decimal commas.
func TestSavedAgain(t *testing.T) {
	c := imf(t)
	text := layouts(c)["DataBank"][0]
	text = strings.ReplaceAll(text, `"Name, with a comma"`, "Name")
	same := []string{"..", ".."} // and the points of the codes
	for _, k := range codes {
		same = append(same, k.code, k.code)
	}
	text = strings.NewReplacer(append(same, ",", ";", ".", ",")...).Replace(text)
	country, found := read("CPV", text)
	if found.HasErrors() || len(found) != 1 || found[0].Severity != abnd.Remark {
		t.Fatal(found)
	}
	if got, want := country.Series["NY.GDP.MKTP.CN"][2020], c.Series["NGDP"].Values[2020]; got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// What is wrong is told with the line, in both languages.
func TestFaults(t *testing.T) {
	c := imf(t)
	good := layouts(c)["whole"][0]
	for name, f := range map[string]struct {
		files []string
		code  string
	}{
		"another country":   {[]string{strings.ReplaceAll(good, "CPV", "CPX")}, "unknown-country"},
		"twice":             {[]string{good, good}, "row-twice"},
		"text":              {[]string{strings.Replace(good, "CN,", "CN,none", 1)}, "text-for-number"},
		"cut":               {[]string{good[:len(good)-60]}, "file-cut"},
		"no indicator":      {[]string{strings.NewReplacer("NY.", "XX.", "FP.", "XX.", "PA.", "XX.").Replace(good)}, "no-indicator"},
		"list of countries": {[]string{"\"Country Code\",\"Region\",\"IncomeGroup\",\n\"CPV\",\"a\",\"b\",\n"}, "other-file"},
		"other file":        {[]string{"a,b\n1,2\n"}, "no-header"},
		"zip":               {[]string{"PK\x03\x04xxxx"}, "file-archive"},
		"empty":             {[]string{""}, "file-empty"},
	} {
		_, found := read("CPV", f.files...)
		if !found.HasErrors() || found[0].Code != f.code {
			t.Errorf("%s: %v, want %s", name, found, f.code)
		}
		for _, d := range found {
			if d.Problem.PT == "" || d.Problem.PT == d.Problem.EN || d.Remedy.PT == "" {
				t.Errorf("%s: %+v", name, d)
			}
		}
	}
}

// Whatever a file holds, reading it ends with a country or with a problem in
// both languages, never with part of one.
func FuzzRead(f *testing.F) {
	f.Add([]byte("\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2025-07-01\",\n\n\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2023\",\"2024\",\n\"a\",\"CPV\",\"b\",\"NY.GDP.MKTP.CN\",\"1\",\"2.5\",\n"))
	f.Add([]byte("Country Name;Country Code;Series Name;Series Code;2023 [YR2023]\na;CPV;b;NY.GDP.MKTP.KD.ZG;1,5\n\nLast Updated: 07/01/2025\n"))
	f.Add([]byte("\"Country Code\",\"Region\",\"IncomeGroup\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, found := read("CPV", string(data))
		if found.HasErrors() == (len(c.Series) > 0) {
			t.Errorf("%v with %v", c, found)
		}
		frames, more := c.Frames(2010)
		for _, s := range []abnd.Series{frames.RealGrowth, frames.DeflatorGrowth, frames.Inflation, frames.PPP, frames.ExchangeRate} {
			for year, x := range s.Values {
				if math.IsNaN(x) {
					t.Errorf("%d: no number", year)
				}
			}
		}
		for _, d := range append(found, more...) {
			if d.Problem.EN == "" || d.Problem.PT == "" || strings.Contains(d.Problem.PT, "%!") {
				t.Errorf("%+v", d)
			}
		}
	})
}
