package sheets_test

import (
	"fmt"
	"math"
	"slices"
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
		"a text":                   {"male,0-4,105", "male,0-4,many", `census.csv:6: error: expected a number, found the text "many"`},
		"fewer than nobody":        {"male,0-4,105", "male,0-4,-5", "census.csv:6: error: a population of -5 is not possible"},
		"neither sex":              {"\nmale,0-4", "\nyoung,0-4", `census.csv:6: error: "young" is not a valid sex`},
		"a subtotal":               {"male,10-14", "male,0-9,1,1\nmale,10-14", `"0-9" contains ages that "0-4" also contains`},
		"a date of Excel":          {"male,5-9", "male,05-Sep", `"05-Sep" is a date`},
		"a date of Excel, pt":      {"male,10-14", "male,out/14", `"out/14" is a date`},
		"an age in doubt":          {"male,10-14", "male,about 12", `"about 12" is not a valid age group`},
		"M alone":                  {"\nmale,", "\nM,", `"M" is not a valid sex`},
		"no year":                  {"2010,2022", "persons,all", "enter the columns sex, group and the years"},
		"no men":                   {census[strings.Index(census, "male,0-4,105"):], "", "there are no age groups, male"},
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

// The usual groups of ages, in both languages and any order, give the same
// groups. The oracle is the sum of each group that was written.
func TestGroupsOfEveryCensus(t *testing.T) {
	for name, c := range map[string]struct {
		header string
		groups []string // of one sex
		edges  []int
	}{
		"0 and 1-4":        {"sex,group,2022", []string{"0", "1-4", "5-9", "10-14", "15-19", "65+"}, nil},
		"Portuguese":       {"Sexo,Grupo etário,2022", []string{"Menos de 1 ano", "1 a 4 anos", "5 a 9 anos", "10 – 14", "15 a 19 anos", "20 anos e mais"}, []int{0, 1, 5, 10, 15, 20}},
		"ten years":        {"sex,age group,2022", []string{"0-9", "10-19", "20-29 years", "30 years and over"}, []int{0, 10, 20, 30}},
		"single years":     {"sex,age,2022", []string{"0", "1", "2", "3", "4", "5-9", "10 to 14", "15 and older"}, []int{0, 1, 2, 3, 4, 5, 10, 15}},
		"in another order": {"sex,ages,2022", []string{"10+", "5-9", "under 5"}, []int{10, 5, 0}},
	} {
		if c.edges == nil {
			c.groups, c.edges = c.groups[:5], []int{0, 1, 5, 10, 15}
			c.groups[4] = "15 ou mais"
		}
		for _, names := range [][2]string{{"female", "male"}, {"Mulheres", "Homens"}, {"M", "H"}, {"F", "M"}, {"mulheres", "homens"}} {
			var text strings.Builder
			text.WriteString(c.header + "\n")
			for s, sex := range names {
				for i, group := range c.groups {
					fmt.Fprintf(&text, "%s,%s,%d\n", sex, group, 1000*(s+1)+10*i)
				}
			}
			p, found := readCensus(t, text.String())
			if p == nil || len(found) > 0 {
				t.Errorf("%s %v: %v", name, names, found)
				continue
			}
			for s, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				for i, from := range c.edges {
					to := abnd.MaxAge
					for _, e := range c.edges {
						if e > from {
							to = min(to, e-1)
						}
					}
					if got, want := float64(p.Between(2022, sex, from, to)), float64(1000*(s+1)+10*i); math.Abs(got-want) > 1e-9 {
						t.Errorf("%s %v: ages %d-%d have %v persons, want %v", name, names, from, to, got, want)
					}
				}
			}
		}
	}
}

// Totals and persons whose age is not stated are named, and count nowhere.
func TestTotalsOfACensusAreNamed(t *testing.T) {
	want, _ := readCensus(t, census)
	got, found := readCensus(t, census+"female,Total,770,905\nmale,Todas as idades,735,870\nboth,Total,1505,1775\nboth,0-4,205,225\n")
	if got == nil || len(found) != 1 || found[0].Severity != abnd.Remark || found[0].Code != "totals" || !got.Equal(*want) {
		t.Errorf("totals: %v", found)
	}
	got, found = readCensus(t, census+"female,Total,777,905\nmale,idade não declarada,12,0\n")
	var said []string
	for _, d := range found {
		said = append(said, fmt.Sprint(d.Severity, " ", d.Code, " ", d.Place))
	}
	if got == nil || !got.Equal(*want) || !slices.Equal(said, []string{"1 age-not-stated census.csv:11", "1 sum census.csv:10", "2 totals "}) {
		t.Errorf("%q\n%v", said, found)
	}
}
