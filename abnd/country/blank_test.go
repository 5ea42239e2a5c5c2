package country_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// grids turns written sheets into what a file would give back.
func grids(written []sheets.Sheet) []sheets.Grid {
	var all []sheets.Grid
	for _, s := range written {
		g := sheets.Grid{Code: s.Code, Place: s.Code}
		for _, c := range s.Columns {
			g.Header = append(g.Header, sheets.Raw{Kind: sheets.RawText, Text: c.Key, Place: s.Code})
		}
		for _, cells := range s.Rows {
			var row []sheets.Raw
			for i, c := range cells {
				raw := sheets.Raw{Place: s.Code + ":" + s.Columns[i].Key}
				if x, ok := c.Value.Number(); ok {
					raw.Kind, raw.Number, raw.Text = sheets.RawNumber, x, c.Value.String()
				} else if code, ok := c.Value.Code(); ok {
					raw.Kind, raw.Text = sheets.RawText, code
				}
				row = append(row, raw)
			}
			g.Rows = append(g.Rows, row)
		}
		all = append(all, g)
	}
	return all
}

// A blank study lacks what only its country knows, and nothing else.
func TestBlankLacksOnlyItsCountry(t *testing.T) {
	_, found := sheets.Read(grids(sheets.Write(country.Blank())))
	missing := map[abnd.Path]bool{
		"general/country_iso3": true, "general/currency": true, "population": true, "economy/gdp/level": true,
		"economy/real_growth":                   true, // and the other series, in the same warning
		"benefits/example-disability/reference": true, // the poverty line
	}
	seen := map[abnd.Path]bool{}
	for _, d := range found {
		if d.Code == "population-hole" || d.Code == "example" {
			continue
		}
		if !missing[d.Path] {
			t.Errorf("%s: %s", d.Path, d.In(abnd.English))
		}
		seen[d.Path] = true
		if d.Code == "series-missing" {
			for _, name := range []string{"Real GDP growth", "deflator", "inflation", "revenue", "expenditure"} {
				if !strings.Contains(d.Problem.EN, name) {
					t.Errorf("%s is missing, and nobody says so: %s", name, d.Problem.EN)
				}
			}
		}
	}
	for path := range missing {
		if !seen[path] {
			t.Errorf("%s is missing, and nobody says so", path)
		}
	}
}

// With the frames of a country filled in, the examples are costed.
func TestBlankCanBeFilledIn(t *testing.T) {
	profile, found := country.Load("TLS")
	if profile == nil {
		t.Fatal(found)
	}
	study := country.Blank()
	study.Country, study.Population, study.Economy, study.Government = profile.Country, profile.Population, profile.Economy, profile.Government
	study.Sources = append(study.Sources, profile.Sources...)
	read, found := sheets.Read(grids(sheets.Write(study)))
	study = read.Study
	if len(found) != 1 || found[0].Code != "example" || found[0].Severity != abnd.Warning {
		t.Fatal(found)
	}
	result, found := scenarios.Run(study)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, b := range study.Benefits {
		if x, known := valueOf(result, "high", abnd.Guarantee(scenarios.AllOf), b.ID, "total_cost", 2040); !known || x <= 0 {
			t.Errorf("%s costs %v in the high scenario", b.ID, x)
		}
	}
}

// Every call makes a study of its own.
func TestBlankIsNotShared(t *testing.T) {
	one := country.Blank()
	one.Scenarios[1].Change("example-child", "age_max", abnd.Num(17))
	one.Tables[0].Values[2030] = 1
	two := country.Blank()
	if _, changed := two.Scenarios[1].Changes["example-child"]["age_max"]; changed || two.Tables[0].Values[2030] == 1 {
		t.Error("a change of one blank study is seen in another")
	}
}

// An empty study runs and costs nothing once it has its frames: what a
// country without a profile starts from.
func TestEmptyCostsNothing(t *testing.T) {
	profile := load(t, "TLS")
	study := country.Empty()
	country.Identify(study, "tls", "")
	if study.Country != profile.Country || study.GDPName != profile.GDPName || study.Title != profile.Title {
		t.Errorf("%+v, %v, %v", study.Country, study.GDPName, study.Title)
	}
	study.Population, study.Government, study.Sources = profile.Population, profile.Government, profile.Sources
	wages, line, minimum, average := study.Economy.WageGrowth, study.Economy.PovertyLine, study.Economy.MinimumWage, study.Economy.AverageWage
	study.Economy = profile.Economy
	study.Economy.WageGrowth, study.Economy.PovertyLine, study.Economy.MinimumWage, study.Economy.AverageWage = wages, line, minimum, average
	read, found := sheets.Read(grids(sheets.Write(study)))
	study = read.Study
	if len(found) != 1 || found[0].Code != "no-benefits" || found.HasErrors() {
		t.Fatal(found)
	}
	result, found := scenarios.Run(study)
	if found.HasErrors() {
		t.Fatal(found)
	}
	for _, id := range []string{abnd.StatusQuo, "low", "high"} {
		if x, known := valueOf(result, id, abnd.Guarantee(scenarios.AllOf), scenarios.AllOf, "total_cost", 2040); !known || x != 0 {
			t.Errorf("%s costs %v, known %v", id, x, known)
		}
	}
}

// A study is told its country once; what it has is kept.
func TestIdentify(t *testing.T) {
	s := country.Empty()
	country.Identify(s, "lao", "Lao People's Democratic Republic")
	if s.Country.ISO3 != "LAO" || s.Country.Currency != "" || s.Title.PT != "Lao People's Democratic Republic: estimativa de custos de um piso de proteção social" || s.GDPName.EN != "GDP" {
		t.Errorf("%+v, %v", s.Country, s.Title)
	}
	s.Country.Currency, s.Country.Name.PT = "LAK", "Laos"
	before := *s
	country.Identify(s, "LAO", "Laos")
	if s.Country != before.Country || s.Title != before.Title {
		t.Errorf("%+v, %v", s.Country, s.Title)
	}
}

// The projection starts after what is known, and never before a blank one.
func TestProjectAfter(t *testing.T) {
	for last, want := range map[abnd.Year]abnd.Years{0: {First: 2025, Last: 2040}, 2023: {First: 2025, Last: 2040}, 2027: {First: 2028, Last: 2043}} {
		s := country.Empty()
		if country.ProjectAfter(s, last); s.Projection != want || s.PriceYear != want.First {
			t.Errorf("after %d: %v, prices of %d", last, s.Projection, s.PriceYear)
		}
	}
}

// The example that an imported workbook shows is no part of the study; without
// the mark of its rows it is, and is costed as it stands. In both languages.
func TestExampleIsNoPartUntilItsMarkGoes(t *testing.T) {
	profile, found := country.Load("TLS")
	if profile == nil {
		t.Fatal(found)
	}
	for _, lang := range []abnd.Lang{abnd.English, abnd.Portuguese} {
		study := country.Empty()
		study.Country, study.Population, study.Sources = profile.Country, profile.Population, profile.Sources
		study.Economy, study.Government = profile.Economy, profile.Government
		written := sheets.Write(study)
		sheets.AddCommented(written, country.Example(study, lang), lang)
		commented := grids(written)
		read, found := sheets.Read(commented)
		back := read.Study
		if len(found) != 1 || found[0].Code != "no-benefits" {
			t.Fatalf("%s: %v, want one warning that there is no benefit", lang, found)
		}
		if len(back.Schemes)+len(back.Benefits) != 0 {
			t.Errorf("%s: %d schemes, %d benefits", lang, len(back.Schemes), len(back.Benefits))
		}
		for _, g := range commented {
			for _, row := range g.Rows {
				if text := row[0].Text; strings.HasPrefix(text, "#") && !strings.HasPrefix(text, "# ") {
					row[0].Text = text[1:]
				}
			}
		}
		read, found = sheets.Read(commented)
		back = read.Study
		if len(found) != 1 || found[0].Code != "example" {
			t.Fatalf("%s: %v, want one warning of the examples", lang, found)
		}
		result, found := scenarios.Run(back)
		if result == nil {
			t.Fatal(found)
		}
		year := back.Projection.Last
		// 5 % of GDP per head a month for 80 % of the children, with 5 % of administration.
		children := float64(back.Population.Between(year, abnd.Both, 0, 2))
		perHead, _ := result.Projection.Value("frame/gdp_per_head", back.Projection.First)
		want := children * 0.8 * 0.05 * perHead * 1.05
		if got, ok := result.Projection.Value(costing.BenefitKey("high", "example-child", "total_cost"), year); !ok || math.Abs(got/want-1) > 1e-12 {
			t.Errorf("%s: the example costs %v (known %v), want %v", lang, got, ok, want)
		}
	}
}
