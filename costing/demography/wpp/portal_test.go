package wpp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography/wpp"
)

// The layouts of the UN Data Portal: that of its site, and that of its
// interface for programs.
const (
	siteHeader = "IndicatorId,IndicatorName,IndicatorShortName,Source,SourceYear,Author,LocationId,Location,Iso2,Iso3,TimeId,Time,VariantId,Variant,SexId,Sex," +
		"AgeId,AgeStart,AgeEnd,Age,CategoryId,Category,EstimateTypeId,EstimateType,EstimateMethodId,EstimateMethod,Value"
	siteRow = `47,Population by 1-year age groups and sex,Population by 1-year age groups and sex,World Population Prospects,2024,"United Nations, DESA, Population Division",132,Cabo Verde,CV,CPV,1,%d,4,Median,1,%s,` +
		"1,%d,%d,%s,0,Not applicable,1,Model-based Estimates,2,%s,%v"
	programHeader = "LocationId|Location|Iso3|Iso2|LocationTypeId|IndicatorId|Indicator|IndicatorDisplayName|SourceId|Source|Revision|VariantId|Variant|VariantShortName|VariantLabel|" +
		"TimeId|TimeLabel|TimeMid|CategoryId|Category|EstimateTypeId|EstimateType|EstimateMethodId|EstimateMethod|SexId|Sex|AgeId|AgeLabel|AgeStart|AgeEnd|AgeMid|Value"
	programRow = "132|Cabo Verde|CPV|CV|4|47|Population by 1-year age groups and sex|Population by 1-year age groups and sex|27|World Population Prospects|0|4|Median|Median|Median|" +
		"73|%[1]d|%[1]d.5|0|Not applicable|1|Model-based Estimates|2|%[6]s|1|%[2]s|1|%[5]s|%[3]d|%[4]d|0|%[7]v"
)

// portalText writes the population of a study in one of the layouts.
func portalText(p *abnd.Population, header, row string, scale float64) string {
	var out strings.Builder
	fmt.Fprintln(&out, header)
	for _, year := range p.Years().All() {
		method := "Projection"
		if year <= 2023 {
			method = "Interpolation"
		}
		for age := range abnd.MaxAge + 1 {
			label := fmt.Sprint(age)
			if age == abnd.MaxAge {
				label = "100+"
			}
			sum := 0.0
			for sex, word := range map[abnd.Sex]string{abnd.Female: "Female", abnd.Male: "Male"} {
				n, _ := p.Get(year, sex, age)
				sum += float64(n)
				fmt.Fprintf(&out, row+"\n", int(year), word, age, age+1, label, method, float64(n)/scale)
			}
			fmt.Fprintf(&out, row+"\n", int(year), "Both sexes", age, age+1, label, method, sum/scale)
		}
	}
	return out.String()
}

func published(t *testing.T) wpp.Frame {
	t.Helper()
	people := wpp.NewPeople(wpp.Selection{Country: "CPV", From: 2022})
	people.Read(populationFile, open(t, populationFile))
	frame, found := people.Frame()
	if len(found) > 0 {
		t.Fatal(found)
	}
	return frame
}

// The file of the Data Portal gives to the person what the file of the World
// Population Prospects gives: the oracle is that file, in the other layout.
func TestPortalGivesThePublishedPopulation(t *testing.T) {
	want := published(t)
	want.Population = cut(&want.Population, 2022, 2025)
	thousands := portalText(&want.Population, siteHeader, siteRow, 1000)
	thousands = strings.ReplaceAll(thousands, "age groups and sex,Population", "age groups and sex (thousands),Population")
	for name, text := range map[string]string{
		"site":                  portalText(&want.Population, siteHeader, siteRow, 1),
		"program":               "sep =|\n" + portalText(&want.Population, programHeader, programRow, 1),
		"program, without hint": strings.ReplaceAll(portalText(&want.Population, programHeader, programRow, 1), "|", ","),
		"thousands":             thousands,
	} {
		people := wpp.NewPeople(wpp.Selection{Country: "CPV", From: 2022})
		people.Read(name, strings.NewReader(text))
		got, found := people.Frame()
		if found.HasErrors() {
			t.Errorf("%s: %v", name, found)
			continue
		}
		if !got.Population.Equal(want.Population) || got.Location != "Cabo Verde" {
			t.Errorf("%s: %s, %v, the population is another", name, got.Location, got.Population.Years())
		}
		if e := people.Edition(); e.LastEstimate != 2023 {
			t.Errorf("%s: %+v, estimates end in 2023", name, e)
		}
	}
}

func cut(p *abnd.Population, first, last abnd.Year) abnd.Population {
	out := abnd.NewPopulation(abnd.Years{First: first, Last: last})
	for _, year := range out.Years().All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				n, _ := p.Get(year, sex, age)
				out.Set(year, sex, age, n)
			}
		}
	}
	return out
}

// What is wrong with such a file is told with its line and what would mend it.
func TestFaultsOfThePortal(t *testing.T) {
	frame := published(t)
	population := cut(&frame.Population, 2023, 2024)
	good := portalText(&population, siteHeader, siteRow, 1)
	lines := strings.Split(good, "\n")
	for name, c := range map[string]struct{ text, want string }{
		"five-year groups":    {strings.Replace(good, ",1,0,1,0,0,Not", ",1,0,4,0-4,0,Not", 1), "five-year"},
		"other indicator":     {strings.ReplaceAll(good, "Population by 1-year age groups and sex", "Total fertility rate"), "other-file"},
		"thousands unsaid":    {portalText(&population, siteHeader, siteRow, 1000), "unit"},
		"a missing age":       {strings.Join(append(append([]string{}, lines[:10]...), lines[13:]...), "\n"), "age-missing"},
		"twice":               {good + lines[1] + "\n" + lines[2] + "\n", "row-twice"},
		"another sex":         {strings.ReplaceAll(good, ",Female,", ",Frauen,"), "choice"},
		"another country":     {strings.ReplaceAll(good, "CPV", "TLS"), "unknown-country"},
		"cut in the last row": {good[:len(good)-20], "file-cut"},
	} {
		people := wpp.NewPeople(wpp.Selection{Country: "CPV"})
		people.Read("portal.csv", strings.NewReader(c.text))
		_, found := people.Frame()
		if !found.HasErrors() || found[0].Code != c.want {
			t.Errorf("%s: %v, want %s", name, found, c.want)
		}
		for _, d := range found {
			if d.Code == "and-more" {
				continue
			}
			if d.Problem.PT == "" || d.Problem.PT == d.Problem.EN || !strings.HasPrefix(d.Place, "portal.csv") {
				t.Errorf("%s: %+v", name, d)
			}
		}
	}
}

// The Excel editions are named for what they are, with the one that is read.
func TestExcelEditionIsNamed(t *testing.T) {
	for name, begin := range map[string]string{
		"WPP2024_POP_F01_1_POPULATION_SINGLE_AGE_BOTH_SEXES.xlsx": "PK\x03\x04", "WPP2010_POP.XLS": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	} {
		people := wpp.NewPeople(wpp.Selection{Country: "CPV"})
		people.Read(name, strings.NewReader(begin+strings.Repeat("x", 600)))
		_, found := people.Frame()
		if len(found) != 1 || found[0].Code != "excel-edition" || !strings.Contains(found[0].Remedy.PT, "WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz") {
			t.Errorf("%s: %v", name, found)
		}
	}
}
