package costing_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
	"github.com/openabnd/engine/costing/model"
)

// groups of a population that is projected by plain loops, of one width and
// one sex, the last open.
type cohorts struct {
	width       float64
	personYears []float64 // L of the life table, radix one
	fertility   []float64 // births for one woman and year, by group
	share       float64   // of this sex among births
}

// step projects women by one width of the groups, as Preston, Heuveline and
// Guillot (2001) do in Box 6.1: births are those of the mean of the women at
// both ends, and those who come of them live L[0] of the width.
func (c cohorts) step(women []float64) []float64 {
	n := len(women)
	L := c.personYears
	next := make([]float64, n)
	for i := 1; i < n-1; i++ {
		next[i] = women[i-1] * L[i] / L[i-1]
	}
	next[n-1] = (women[n-2] + women[n-1]) * L[n-1] / (L[n-2] + L[n-1])
	var births float64
	for i, f := range c.fertility {
		births += c.width * f * (women[i] + next[i]) / 2
	}
	next[0] = births * c.share * L[0] / c.width
	return next
}

// The plain loops reproduce the textbook, so that they can be the oracle of
// the lines. Oracle: Preston, Heuveline and Guillot (2001), Demography, Box
// 6.1, Sweden, women, 1993: totals of 1998 and 2003 and the youngest group of
// 1998 as printed, to a person in a million for the rounding of the printed
// person-years and rates.
func TestPlainLoopsReproduceTheTextbook(t *testing.T) {
	women := []float64{293395, 248369, 240012, 261346, 285209, 314388, 281290, 286923, 304108,
		324946, 247613, 211351, 215140, 221764, 223506, 183654, 141990, 112424}
	c := cohorts{
		width: 5, share: 1 / (1 + 1.05),
		fertility: []float64{0, 0, 0, 0.0120, 0.0908, 0.1499, 0.1125, 0.0441, 0.0074, 0.0003},
	}
	for _, years := range []float64{497487, 497138, 496901, 496531, 495902, 495168, 494213, 492760,
		490447, 486613, 480665, 471786, 457852, 436153, 402775, 350358, 271512, 291707} {
		c.personYears = append(c.personYears, years/100_000)
	}
	in1998 := c.step(women)
	in2003 := c.step(in1998)
	for name, pair := range map[string][2]float64{
		"1993": {sum(women), 4_397_428}, "1998": {sum(in1998), 4_449_570}, "2003": {sum(in2003), 4_478_712},
		"youngest in 1998": {in1998[0], 293_574},
	} {
		if got, printed := pair[0], pair[1]; math.Abs(got-printed) > 4 {
			t.Errorf("%s: %.0f, printed %.0f", name, got, printed)
		}
	}
}

func sum(xs []float64) (total float64) {
	for _, x := range xs {
		total += x
	}
	return total
}

// steadyStudy is a study whose rates are the same in every year: those of
// Angola around 2028, without migrants.
func steadyStudy(t testing.TB) (*abnd.Study, map[abnd.Sex][]float64) {
	t.Helper()
	w := readWPP(t, "AGO")
	rates := map[abnd.Sex][]float64{}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		single, err := demography.GraduateDeathRates(sex, w.DeathRates[sex][1].Values)
		if err != nil {
			t.Fatal(err)
		}
		rates[sex] = single
		w.DeathRates[sex] = []demography.Period{{Middle: 2028, Values: single}}
		*w.Migrants.Of(sex) = abnd.NewByAge(w.Span, 0, abnd.MaxAge)
		for _, year := range w.Span.All() {
			for age := range abnd.MaxAge + 1 {
				w.Migrants.Of(sex).Set(year, age, 0)
			}
		}
	}
	w.LifeExpectancy = nil
	w.FertilityPattern = w.FertilityPattern[:1]
	for _, year := range w.Span.All() {
		w.TotalFertility.Values[year], w.SexRatio.Values[year] = 4.8, 1.05
	}
	return w.study(t), rates
}

// Oracle: the plain loops that reproduce the textbook, at single ages, with
// the life table of package demography. The lines have a life table of their
// own.
func TestLinesAgreeWithPlainLoops(t *testing.T) {
	s, rates := steadyStudy(t)
	p := projectPopulation(t, s)
	table, err := demography.SingleAgeTable(abnd.Female, rates[abnd.Female])
	if err != nil {
		t.Fatal(err)
	}
	c := cohorts{width: 1, share: 1 / (1 + 1.05), personYears: table.PersonYears, fertility: make([]float64, 50)}
	for age := 15; age < 50; age++ {
		share, _ := s.Demography.FertilityPattern.Get(2030, age)
		c.fertility[age] = 4.8 * share
	}
	women := append([]float64(nil), s.Population.Ages(2024, abnd.Female)...)
	for year := abnd.Year(2025); year <= lastWPPYear; year++ {
		women = c.step(women)
		for age, want := range women {
			if got, _ := p.Population.Get(year, abnd.Female, age); math.Abs(float64(got)-want) > 1e-6*want {
				t.Fatalf("women of %d in %d: %v, plain loops %v", age, year, got, want)
			}
		}
	}
	e0, _ := p.Value(costing.DemographyKey(abnd.Female, "life_expectancy_projected"), 2040)
	if math.Abs(e0-table.Expectancy[0]) > 1e-9 {
		t.Errorf("life expectancy %v, plain loops %v", e0, table.Expectancy[0])
	}
	for age, l := range table.Survivors {
		if got, _ := p.Value(costing.AgeKey(abnd.Female, "survivors", age), 2040); math.Abs(got-l) > 1e-12 {
			t.Errorf("survivors at %d: %v, plain loops %v", age, got, l)
		}
	}
}

// Properties of any projection: the sexes add up, and the population changes
// by what is born, dies and moves.
func TestPopulationIsBalanced(t *testing.T) {
	for _, iso := range wppCountries {
		p := projectPopulation(t, readWPP(t, iso).study(t))
		total := p.Values(costing.PopulationTotalKey)
		women, men := p.Values(costing.DemographyKey(abnd.Female, "population")), p.Values(costing.DemographyKey(abnd.Male, "population"))
		births, deaths, migrants := p.Values(costing.BirthsBetweenKey), p.Values(costing.DeathsBetweenKey), p.Values(costing.MigrantsBetweenKey)
		girls, boys := p.Values(costing.DemographyKey(abnd.Female, "births_between")), p.Values(costing.DemographyKey(abnd.Male, "births_between"))
		for i, year := range p.Population.Years().All() {
			close := func(what string, got, want float64) {
				if !(math.Abs(got-want) <= 1e-9*total[i]) {
					t.Errorf("%s %d, %s: %v, should be %v", iso, year, what, got, want)
				}
			}
			close("women and men", women[i]+men[i], total[i])
			close("all ages", float64(p.Population.Between(year, abnd.Both, 0, abnd.MaxAge)), total[i])
			if i == 0 {
				continue
			}
			close("girls and boys", girls[i]+boys[i], births[i])
			close("balance", total[i]-total[i-1], births[i]-deaths[i]+migrants[i])
		}
	}
}

// Property: without births and migrants nobody is added; every cohort shrinks
// and the whole population is made of those who were there.
func TestClosedCohortsOnlyShrink(t *testing.T) {
	s, _ := steadyStudy(t)
	for year := range s.Demography.TotalFertility.Values {
		s.Demography.TotalFertility.Values[year] = 0
	}
	p := projectPopulation(t, s)
	for year := abnd.Year(2025); year <= lastWPPYear; year++ {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge {
				now, _ := p.Population.Get(year, sex, age)
				if age == 0 {
					if now != 0 {
						t.Fatalf("%v are born in %d", now, year)
					}
					continue
				}
				if before, _ := p.Population.Get(year-1, sex, age-1); now > before || before > 0 && now <= 0 {
					t.Fatalf("%s of %d in %d: %v of %v", sex, age, year, now, before)
				}
			}
		}
		if got, before := p.Population.Between(year, abnd.Both, 0, 100), p.Population.Between(year-1, abnd.Both, 0, 100); got >= before {
			t.Fatalf("%v in %d after %v", got, year, before)
		}
	}
}

// Property: twice the population has twice of everything.
func TestProjectionIsProportional(t *testing.T) {
	s, _ := steadyStudy(t)
	s.Demography.Span.Last = 2030
	once := projectPopulation(t, s)
	proofs.Check(t, func(t *rapid.T) {
		factor := rapid.Float64Range(0.01, 100).Draw(t, "factor")
		doubled := *s
		doubled.Population = abnd.NewPopulation(abnd.Years{First: 2024, Last: 2024})
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age, n := range s.Population.Ages(2024, sex) {
				doubled.Population.Set(2024, sex, age, abnd.Persons(factor*n))
			}
		}
		p, found := costing.ProjectPopulation(&doubled)
		if p == nil {
			t.Fatal(found)
		}
		for _, year := range p.Population.Years().All() {
			if got, want := p.Births[year], factor*once.Births[year]; !proofs.Alike(proofs.Recomputed, got, want) {
				t.Fatalf("births in %d: %v, should be %v", year, got, want)
			}
			if got, want := p.Deaths[year], factor*once.Deaths[year]; !proofs.Alike(proofs.Recomputed, got, want) {
				t.Fatalf("deaths in %d: %v, should be %v", year, got, want)
			}
		}
	})
}

func TestPopulationLinesAreNamedInBothLanguages(t *testing.T) {
	s, _ := steadyStudy(t)
	seen := map[string]model.Key{}
	for _, line := range projectPopulation(t, s).Model().Lines() {
		bilingual(t, string(line.Key), line.Label)
		if line.Group == "" {
			t.Errorf("%s belongs to no group", line.Key)
		}
		if other, taken := seen[line.Label.PT]; taken {
			t.Errorf("%s and %s have one label, %q", line.Key, other, line.Label.PT)
		}
		seen[line.Label.PT] = line.Key
	}
}

// What happened since the mid-year before is blank in the base year; nothing
// else ever is.
func TestPopulationLinesAreBlankInTheBaseYearOnly(t *testing.T) {
	s, _ := steadyStudy(t)
	p := projectPopulation(t, s)
	for _, line := range p.Model().Lines() {
		for i, x := range p.Values(line.Key) {
			if blank := math.IsNaN(x); blank != (line.Blankable && i == 0) {
				t.Errorf("%s, year %d of the projection: %v", line.Key, i, x)
			}
		}
	}
}

func TestBadDemographyIsReported(t *testing.T) {
	hole := func(frame *abnd.ByAge, age int) {
		copied := abnd.NewByAge(frame.Years(), 0, abnd.MaxAge)
		for _, year := range frame.Years().All() {
			for a := range abnd.MaxAge + 1 {
				if x, known := frame.Get(year, a); known && a != age {
					copied.Set(year, a, x)
				}
			}
		}
		*frame = copied
	}
	for name, c := range map[string]struct {
		spoil func(*abnd.Study)
		code  string
		path  string
		says  string
	}{
		"nothing to project with": {func(s *abnd.Study) { s.Demography = abnd.Demography{} }, "no-demography", "demography", "no inputs for a population projection"},
		"a rate for a thousand":   {func(s *abnd.Study) { s.Demography.DeathRates.Male.Set(2030, 60, 21.5) }, "negative-survivors", "demography/male/death_rate/60/2030", "fewer than 0 survivors"},
		"a negative rate":         {func(s *abnd.Study) { s.Demography.DeathRates.Female.Set(2030, 60, -0.1) }, "death-rate", "demography/female/death_rate/60/2030", "-0.1 at age 60"},
		"nobody dies at last":     {func(s *abnd.Study) { s.Demography.DeathRates.Female.Set(2030, 100, 0) }, "death-rate", "demography/female/death_rate/100/2030", "open age"},
		"an age without rate":     {func(s *abnd.Study) { hole(&s.Demography.DeathRates.Female, 7) }, "missing-age", "demography/female/death_rate/7/2024", "ages 7 are missing"},
		"an age without migrants": {func(s *abnd.Study) { hole(&s.Demography.Migrants.Male, 100) }, "missing-age", "demography/male/migrants/100/2024", "ages 100 are missing"},
		"no migrants at all":      {func(s *abnd.Study) { s.Demography.Migrants.Male = abnd.ByAge{} }, "missing-age", "demography/male/migrants/0/2024", "ages 0-100 are missing"},
		"an age without people": {func(s *abnd.Study) {
			p := abnd.NewPopulation(s.Population.Years())
			for age, n := range s.Population.Ages(2024, abnd.Male) {
				p.Set(2024, abnd.Male, age, abnd.Persons(n))
				if age < 3 || age > 5 {
					p.Set(2024, abnd.Female, age, abnd.Persons(n))
				}
			}
			s.Population = p
		}, "missing-age", "population/female/3/2024", "ages 3-5 are missing"},
		"a negative population":  {func(s *abnd.Study) { s.Population.Set(2024, abnd.Male, 4, -1) }, "negative-persons", "population/male/4/2024", "-1"},
		"no base year":           {func(s *abnd.Study) { s.Population = abnd.NewPopulation(abnd.Years{First: 2010, Last: 2020}) }, "missing-year", "population", "base year 2024"},
		"a pattern short of one": {func(s *abnd.Study) { s.Demography.FertilityPattern.Set(2031, 25, 0) }, "fertility-pattern", "demography/fertility_pattern/2031", "not to 100%"},
		"a pattern in percent": {func(s *abnd.Study) {
			for age := 15; age < 50; age++ {
				x, _ := s.Demography.FertilityPattern.Get(2031, age)
				s.Demography.FertilityPattern.Set(2031, age, 100*x)
			}
		}, "fertility-pattern", "demography/fertility_pattern/2031", "percentages"},
		"a negative share": {func(s *abnd.Study) {
			s.Demography.FertilityPattern.Set(2031, 15, -0.01)
		}, "fertility-pattern", "demography/fertility_pattern/15/2031", "-0.01 at age 15"},
		"no pattern":                {func(s *abnd.Study) { s.Demography.FertilityPattern = abnd.ByAge{} }, "missing-age", "demography/fertility_pattern", "shares of fertility by age are missing"},
		"a sex ratio in percent":    {func(s *abnd.Study) { s.Demography.SexRatio.Values[2040] = 105 }, "out-of-range", "demography/sex_ratio/2040", "1.05, not 105"},
		"a share of boys":           {func(s *abnd.Study) { s.Demography.SexRatio.Values[2040] = 0.51 }, "out-of-range", "demography/sex_ratio/2040", "between 0.9 and 1.3"},
		"fertility for a thousand":  {func(s *abnd.Study) { s.Demography.TotalFertility.Values[2025] = 4800 }, "out-of-range", "demography/total_fertility/2025", "births per woman"},
		"years without fertility":   {func(s *abnd.Study) { delete(s.Demography.TotalFertility.Values, 2025) }, "missing-year", "demography/total_fertility", "missing for 2025"},
		"more leave than there are": {func(s *abnd.Study) { s.Demography.Migrants.Female.Set(2026, 90, -1e7) }, "negative-survivors", "demography/female/migrants/90/2026", "emigrants exceed the population"},
	} {
		s, _ := steadyStudy(t)
		c.spoil(s)
		p, found := costing.ProjectPopulation(s)
		if p != nil {
			t.Errorf("%s: it is projected", name)
		}
		seen := false
		for _, d := range found {
			bilingual(t, name, d.Problem)
			text := d.In(abnd.English)
			seen = seen || d.Code == c.code && string(d.Path) == c.path && strings.Contains(text, c.says)
		}
		if !seen {
			t.Errorf("%s: no %s at %s that says %q:\n%v", name, c.code, c.path, c.says, found)
		}
		if len(found) > 3 {
			t.Errorf("%s: %d diagnostics of one slip:\n%v", name, len(found), found)
		}
	}
}

// All slips of a study are reported in one pass.
func TestBadDemographyIsReportedAtOnce(t *testing.T) {
	s, _ := steadyStudy(t)
	s.Demography.DeathRates.Male.Set(2030, 60, 21.5)
	s.Demography.SexRatio.Values[2040] = 105
	s.Demography.FertilityPattern.Set(2031, 25, 0)
	s.Population.Set(2024, abnd.Male, 4, -1)
	if found := costing.CheckDemography(s); len(found) != 4 {
		t.Errorf("%d diagnostics:\n%v", len(found), found)
	}
}

func TestBasePopulationInThousandsIsFound(t *testing.T) {
	s, _ := steadyStudy(t)
	whole := s.Population.Between(2024, abnd.Both, 0, abnd.MaxAge)
	for name, c := range map[string]struct {
		reference abnd.Persons
		severity  string
	}{
		"the same":        {whole, ""},
		"a census apart":  {whole * 1.1, ""},
		"in thousands":    {whole * 1000, "error: "},
		"times thousand":  {whole / 1000, "error: "},
		"another country": {whole * 4, "warning: "},
		"not known":       {0, ""},
	} {
		found := costing.CheckPopulationScale(s, 2024, c.reference, "WPP 2024")
		if c.severity == "" {
			if len(found) > 0 {
				t.Errorf("%s: %v", name, found)
			}
			continue
		}
		if len(found) != 1 || !strings.Contains(found[0].In(abnd.English), c.severity) || found[0].Path != "population/female/0/2024" {
			t.Errorf("%s: %v", name, found)
		}
	}
	if found := costing.CheckPopulationScale(&abnd.Study{}, 2024, whole, "WPP 2024"); len(found) > 0 {
		t.Errorf("a study without population: %v", found)
	}
}

// A study that projects its population answers for what it projects with, and
// in one pass with everything else.
func TestCheckAStudyThatProjectsItsPopulation(t *testing.T) {
	clean := byCohorts(t, "STP")
	usual := map[string]bool{}
	for _, line := range written(costing.Check(clean)) {
		usual[line] = true
	}
	last := clean.Frame().Last
	for name, c := range map[string]struct {
		spoil func(*abnd.Study)
		found []string
	}{
		"as it is":           {func(*abnd.Study) {}, nil},
		"by no known method": {func(s *abnd.Study) { s.PopulationMethod = "cohorts" }, []string{"unknown-reference general/population_method"}},
		"as published":       {func(s *abnd.Study) { s.PopulationMethod = abnd.PublishedPopulation }, []string{"years-missing population"}},
		"from no year":       {func(s *abnd.Study) { s.Demography.Span = abnd.Years{} }, []string{"needed general/population_base"}},
		"to the last year":   {func(s *abnd.Study) { s.Demography.Span.Last = last }, nil},
		"a year too short":   {func(s *abnd.Study) { s.Demography.Span.Last = last - 1 }, []string{"year-outside general/population_base"}},
		"from before":        {func(s *abnd.Study) { s.Demography.Span.First = s.FirstYear - 1 }, []string{"year-outside general/population_base"}},
		"lives of 200 years": {func(s *abnd.Study) {
			s.Demography.LifeExpectancy.Male = abnd.Series{Provenance: printed, Values: map[abnd.Year]float64{2030: 200}}
		}, []string{"life-expectancy demography/male/life_expectancy/2030"}},
		"a sex ratio of 105":  {func(s *abnd.Study) { s.Demography.SexRatio.Values[2030] = 105 }, []string{"out-of-range demography/sex_ratio/2030"}},
		"a negative person":   {func(s *abnd.Study) { s.Population.Set(s.Demography.Span.First, abnd.Male, 4, -1) }, []string{"population-negative population/male/4/2024"}},
		"no births published": {func(s *abnd.Study) { s.Vital.Births = abnd.Series{} }, []string{"births-unknown benefits/maternity-benefit/event"}},
		"births of no source": {func(s *abnd.Study) { s.Vital.Births.Source = "" }, []string{"warning no-source vital/births"}},
		"births carried on":   {func(s *abnd.Study) { s.Vital.Births.Extension = "forever" }, []string{"unknown-reference vital/births/extension"}},
		"no source of deaths": {func(s *abnd.Study) { s.Demography.DeathRates.Female.Source = "" }, []string{"warning no-source demography/female/death_rate"}},
		"no source of ratios": {func(s *abnd.Study) { s.Demography.SexRatio.Source = "" }, []string{"warning no-source demography/sex_ratio"}},
		"no source of shares": {func(s *abnd.Study) { s.Demography.FertilityPattern.Source = "" }, []string{"warning no-source demography/fertility_pattern"}},
		"two slips in a pass": {func(s *abnd.Study) { s.Demography.SexRatio.Values[2030] = 105; s.Country.Currency = "" }, []string{"out-of-range demography/sex_ratio/2030", "needed general/currency"}},
	} {
		s := byCohorts(t, "STP")
		s.Sources = append(s.Sources, abnd.Source{ID: "s1"})
		c.spoil(s)
		found := costing.Check(s)
		speaksBothLanguages(t, found)
		var got []string
		for _, line := range written(found) {
			if !usual[line] {
				got = append(got, line)
			}
		}
		slices.Sort(got)
		slices.Sort(c.found)
		if !slices.Equal(got, c.found) {
			t.Errorf("%s: found %q, want %q", name, got, c.found)
		}
	}
}

// The frames may begin with the base year itself.
func TestAPopulationProjectedFromTheFirstYear(t *testing.T) {
	s := byCohorts(t, "STP")
	for first, wanted := range map[abnd.Year]bool{s.Demography.Span.First - 1: true, s.Demography.Span.First: true, s.Demography.Span.First + 1: false} {
		s.FirstYear = first
		fits := !slices.Contains(written(costing.Check(s)), "year-outside general/population_base")
		if fits != wanted {
			t.Errorf("frames from %d on, the population of %d: it fits is %v", int(first), int(s.Demography.Span.First), fits)
		}
	}
}

// Where all mothers are of one age, births are those women times the total
// fertility.
func TestMothersOfOneAge(t *testing.T) {
	s, _ := steadyStudy(t)
	span := s.Demography.Span
	s.Demography.FertilityPattern = abnd.NewByAge(span, 25, 25)
	for _, year := range span.All() {
		s.Demography.FertilityPattern.Set(year, 25, 1)
	}
	p := projectPopulation(t, s)
	for _, year := range span.All() {
		women, _ := p.Population.Get(year, abnd.Female, 25)
		near(t, "births of "+strconv.Itoa(int(year)), p.Births[year], 4.8*float64(women))
	}
}
