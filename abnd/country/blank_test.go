package country_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/sheets"
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
	_, _, found := sheets.Read(grids(sheets.Write(country.Blank())))
	missing := map[abnd.Path]bool{
		"general/country_iso3": true, "general/currency": true, "population": true, "economy/gdp/level": true,
		"economy/real_growth": true, "economy/deflator_growth": true, "economy/inflation": true,
		"government/revenue": true, "government/expenditure": true,
		"benefits/example-disability/reference": true, // the poverty line
	}
	seen := map[abnd.Path]bool{}
	for _, d := range found {
		if d.Code == "population-hole" {
			continue
		}
		if !missing[d.Path] {
			t.Errorf("%s: %s", d.Path, d.In(abnd.English))
		}
		seen[d.Path] = true
	}
	for path := range missing {
		if !seen[path] {
			t.Errorf("%s is missing, and nobody says so", path)
		}
	}
}

// With the frames of a country filled in, the examples are costed.
func TestBlankCanBeFilledIn(t *testing.T) {
	profile, _, err := country.Load("TLS")
	if err != nil {
		t.Fatal(err)
	}
	study := country.Blank()
	study.Country, study.Population, study.Economy, study.Government = profile.Country, profile.Population, profile.Economy, profile.Government
	study.Sources = append(study.Sources, profile.Sources...)
	study, _, found := sheets.Read(grids(sheets.Write(study)))
	if len(found) > 0 {
		t.Fatal(found)
	}
	result, found := scenarios.Run(study)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, b := range study.Benefits {
		if x, known := result.Value("high", abnd.Guarantee(scenarios.AllOf), b.ID, "total_cost", 2040); !known || x <= 0 {
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
