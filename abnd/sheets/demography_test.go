package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing/demography"
)

// projected is the profile of a country that projects its population.
func projected(t testing.TB, code string) *abnd.Study {
	t.Helper()
	study := studies.Load(t, code)
	if found := country.ProjectByCohorts(study, demography.Medium, 2045); found != nil {
		t.Fatal(found)
	}
	return study
}

func TestProjectedStudiesComeBack(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range []string{"TLS", "MOZ"} {
		study := projected(t, code)
		checkRoundTrip(t, t, study)
		// A path of life expectancy that begins late, of one sex only.
		study.Demography.LifeExpectancy.Male = abnd.Series{
			Provenance: abnd.Provenance{Source: "wpp2024", Confidence: abnd.Low, Note: abnd.Same("national target")},
			Values:     map[abnd.Year]float64{2030: 68, 2031: 68.5},
		}
		checkRoundTrip(t, t, study)
	}
}

// A study may keep what it could be projected with while it takes the
// population as published.
func TestDemographyOfAPublishedPopulationComesBack(t *testing.T) {
	study := studies.Load(t, "TLS")
	study.Demography = projected(t, "TLS").Demography
	checkRoundTrip(t, t, study)
}

// Files from before the sheets and the rows of GENERAL are read as ever, and
// a study that has nothing to project with is written as ever.
func TestPublishedPopulationHasNoSheetsOfDemography(t *testing.T) {
	for _, s := range sheets.Write(studies.Load(t, "TLS")) {
		if slices.Contains([]string{"DEMO", "MORT", "FERT", "MIG"}, s.Code) {
			t.Errorf("the sheet %s is written", s.Code)
		}
	}
	f := fileOf(t, studies.Load(t, "TLS"))
	f.drop("GENERAL", "population_method")
	f.drop("GENERAL", "population_base")
	study, _, found := f.read()
	if study == nil {
		t.Fatal(found)
	}
	if _, is := study.PopulationBase(); is {
		t.Error("the population is projected")
	}
}

// After the base year POP holds what was computed: it is not read.
func TestLaterPopulationIsNotRead(t *testing.T) {
	f := fileOf(t, projected(t, "TLS"))
	f.write("POP", "female 30", "2030", 12345.0)
	study, _, found := f.read()
	if study == nil {
		t.Fatal(found)
	}
	if study.Population.Years().Contains(2030) {
		if _, known := study.Population.Get(2030, abnd.Female, 30); known {
			t.Error("a computed population is taken for an input")
		}
	}
}

func projectedFile(t *testing.T) *file { return fileOf(t, projected(t, "TLS")) }

func TestFaultsOfDemographyHaveAPlace(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*file) []string
		says  string
	}{
		{"a death rate for a thousand", func(f *file) []string {
			return []string{"negative-survivors " + f.write("MORT", "male 60", "2030", 21.5)}
		}, "not per thousand: 0.0215"},
		{"a pattern that does not add up", func(f *file) []string {
			f.write("FERT", "25", "2031", 0.5)
			return []string{"fertility-pattern " + f.cell("FERT", "15", "2031").Place}
		}, "not to 100%"},
		{"a missing age", func(f *file) []string {
			f.cell("MORT", "female 7", "2024").Kind = sheets.RawBlank
			return []string{"missing-age " + f.cell("MORT", "female 7", "2024").Place}
		}, "ages 7 are missing"},
		{"a sex ratio in percent", func(f *file) []string {
			return []string{"out-of-range " + f.write("DEMO", "sex_ratio", "2040", 105.0)}
		}, "1.05, not 105"},
		{"a year without fertility", func(f *file) []string {
			f.cell("DEMO", "total_fertility", "2040").Kind = sheets.RawBlank
			return []string{"missing-year " + f.cell("DEMO", "total_fertility", "key").Place}
		}, "missing for 2040"},
		{"more leave than there are", func(f *file) []string {
			// Half of the year's migrants leave by mid-year, half after it.
			return []string{"negative-survivors " + f.write("MIG", "female 90", "2026", -1e7), "negative-survivors " + f.cell("MIG", "female 90", "2027").Place}
		}, "emigrants exceed the population"},
		{"a life expectancy out of reach", func(f *file) []string {
			return []string{"no-source " + f.cell("DEMO", "life_expectancy_male", "key").Place, "life-expectancy " + f.write("DEMO", "life_expectancy_male", "2030", 150.0)}
		}, "150 years"},
		{"a text among rates", func(f *file) []string {
			return []string{"text-for-number " + f.write("MORT", "male 60", "2030", "high")}
		}, "text"},
		{"an age twice", func(f *file) []string { return []string{"row-twice " + f.repeat("MIG", "male", "50")[1].Place} }, "is duplicated"},
		{"neither sex", func(f *file) []string {
			c := f.cell("MORT", "female 50", "sex")
			c.Text = "women"
			return []string{"choice " + c.Place}
		}, "not a valid sex"},
		{"a figure where a source belongs", func(f *file) []string {
			return []string{"out-of-place " + f.write("DEMO", "migrants_male", "2030", 5.0)}
		}, "must be empty"},
		{"an unknown method", func(f *file) []string {
			return []string{"unknown-reference " + f.write("GENERAL", "population_method", "value", "cohorts")}
		}, `did you mean "cohort"`},
		{"no base year", func(f *file) []string {
			f.cell("GENERAL", "population_base", "value").Kind = sheets.RawBlank
			return []string{"needed " + f.cell("GENERAL", "population_base", "value").Place}
		}, "base year"},
		{"a base year before the frame", func(f *file) []string {
			return []string{"needed POP", "year-outside " + f.write("GENERAL", "population_base", "value", 2009.0)}
		}, "a base year of 2010 or later"},
		{"a sheet is missing", func(f *file) []string { delete(f.grids, "MIG"); return []string{"sheet-missing"} }, "MIG"},
		{"a source that is none", func(f *file) []string {
			return []string{"unknown-reference " + f.write("DEMO", "death_rates_female", "source", "imf")}
		}, "imf"},
		{"a hole in the base", func(f *file) []string {
			f.cell("POP", "female 50", "2024").Kind = sheets.RawBlank
			return []string{"population-hole " + f.cell("POP", "female 50", "2024").Place}
		}, "missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := projectedFile(t)
			want := c.spoil(f)
			study, _, found := f.read()
			if study != nil {
				t.Error("a study is made of it nonetheless")
			}
			var got []string
			texts := ""
			for _, d := range found {
				got = append(got, strings.TrimSpace(d.Code+" "+d.Place))
				texts += d.In(abnd.English) + "\n"
				for _, text := range []string{d.Problem.EN, d.Problem.PT, d.Remedy.EN, d.Remedy.PT} {
					if text == "" || strings.Contains(text, "%!") {
						t.Errorf("%s: texts are incomplete: %+v %+v", d.Code, d.Problem, d.Remedy)
					}
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("found\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
			if !strings.Contains(texts, c.says) {
				t.Errorf("%q is not said in\n%s", c.says, texts)
			}
		})
	}
}

// What changed in the assumptions is listed by cell, as every other input.
func TestDiffOfDemography(t *testing.T) {
	was, is := projected(t, "TLS"), projected(t, "TLS")
	is.Demography.TotalFertility.Values[2030] = 2
	is.Demography.DeathRates.Male.Set(2031, 60, 0.02)
	changes := sheets.Diff(was, is)
	if len(changes) != 2 || changes[0].Sheet != "DEMO" || changes[1].Sheet != "MORT" {
		t.Fatalf("%+v", changes)
	}
	if got := changes[1].Label.EN; got != "male, age 60 (2031)" {
		t.Errorf("the change is called %q", got)
	}
}
