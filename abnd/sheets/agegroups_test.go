package sheets_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

const census = `sex,group,2010,2022
female,0-4,100,110
female,5 - 9,90,100
female,10–14,80,95
female,15+,500,600
male,0-4,105,115
male,5-9,95,105
male,10-14,85,100
male,15+,450,550
`

// ofTheOpenGroup is a population that falls evenly with age.
func ofTheOpenGroup(abnd.Year, abnd.Sex) []float64 {
	ages := make([]float64, abnd.MaxAge+1)
	for age := range ages {
		ages[age] = float64(2*abnd.MaxAge - age)
	}
	return ages
}

func readCensus(t *testing.T, text string) (*abnd.Population, abnd.Diagnostics) {
	t.Helper()
	grid, found := sheets.ReadCSV("POP", "census.csv", strings.NewReader(text))
	if found.HasErrors() {
		t.Fatal(found)
	}
	return sheets.ReadAgeGroups(grid, ofTheOpenGroup)
}

func TestSingleAgesOfACensus(t *testing.T) {
	p, found := readCensus(t, census)
	if p == nil {
		t.Fatal(found)
	}
	for _, c := range []struct {
		year   abnd.Year
		sex    abnd.Sex
		lo, hi int
		want   abnd.Persons
	}{
		{2010, abnd.Female, 5, 9, 90}, {2022, abnd.Male, 10, 14, 100}, {2022, abnd.Female, 15, 100, 600}, {2010, abnd.Both, 0, 100, 1505},
	} {
		if got := p.Between(c.year, c.sex, c.lo, c.hi); math.Abs(float64(got-c.want)) > 1e-9 {
			t.Errorf("%d %s %d-%d: %v, want %v", int(c.year), c.sex, c.lo, c.hi, got, c.want)
		}
	}
	if _, known := p.Get(2015, abnd.Female, 0); known {
		t.Error("a year between two censuses is known")
	}
}

func TestFaultsOfACensusHaveAPlace(t *testing.T) {
	for name, c := range map[string]struct{ from, to, want string }{
		"a group of another width": {"male,5-9", "male,5-8", `census.csv:7: error: "5-8" is not the group 5-9`},
		"no open group":            {"female,15+", "female,15-19", `census.csv:5: error: "15-19" is not the group 15+`},
		"a hole":                   {"male,0-4,105", "male,0-4,", "census.csv:6: error: the persons of the group are missing"},
		"a text":                   {"male,0-4,105", "male,0-4,many", `census.csv:6: error: "many" is text where a number belongs`},
		"fewer than nobody":        {"male,0-4,105", "male,0-4,-5", "census.csv:6: error: a population cannot be -5"},
		"neither sex":              {"\nmale,0-4", "\nmen,0-4", `census.csv:6: error: "men" is no sex`},
		"no year":                  {"2010,2022", "persons,all", "give columns sex, group and the years"},
		"no men":                   {census[strings.Index(census, "male,0-4,105"):], "", "there are no groups, male"},
	} {
		p, found := readCensus(t, strings.Replace(census, c.from, c.to, 1))
		text := ""
		for _, d := range found {
			text += d.In(abnd.English) + "\n"
		}
		if p != nil || !strings.Contains(text, c.want) {
			t.Errorf("%s: %q is not said in\n%s", name, c.want, text)
		}
	}
	grid, _ := sheets.ReadCSV("POP", "census.csv", strings.NewReader(census))
	if p, found := sheets.ReadAgeGroups(grid, func(abnd.Year, abnd.Sex) []float64 { return nil }); p != nil || len(found) != 4 {
		t.Errorf("the open group is divided by nothing: %v", found)
	}
}
