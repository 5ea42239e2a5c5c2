package costing_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// withCohortShocks gives each group of cohorts its deviation in a year; a blank is
// none that the study declares.
func withCohortShocks(s *abnd.Study, year abnd.Year, born, young, older float64) *abnd.Study {
	for x, of := range map[*abnd.Series]float64{&s.Shocks.Born.Shock: born, &s.Shocks.Young.Shock: young, &s.Shocks.Older.Shock: older} {
		if !math.IsNaN(of) {
			*x = abnd.Series{Provenance: s.Population.Provenance, Values: map[abnd.Year]float64{year: of}}
		}
	}
	return s
}

// By hand. The year before the projection, 2021, is the last that is known, so in
// 2025 those of 0 to 3 were born since, those who were under 40 are 4 to 43, and the
// others 44 and over. Of 1,000 women of every age with 10 % more born, 20 % more young
// and 10 % fewer older ones there are 4 × 1,100 + 40 × 1,200 + 57 × 900 = 103,700, and
// of men nine tenths of it.
func TestCohortShocksByHand(t *testing.T) {
	p := project(t, withCohortShocks(smallStudy(), 2025, 0.1, 0.2, -0.1))
	wantLine(t, p, "frame/born_after_age", 2025, 4)
	wantLine(t, p, "frame/settled_from_age", 2025, 44)
	wantLine(t, p, "frame/population", 2025, 103_700*1.9)
	wantLine(t, p, costing.GivenPopulationKey, 2025, 101_000*1.9)
	wantLine(t, p, "frame/population", 2024, 101_000*1.9)                           // no shock is entered
	wantLine(t, p, targetOf("low", "grant", abnd.Female), 2025, 3*1000*1.1)         // aged 0 to 2
	wantLine(t, p, targetOf("status-quo", "pension", abnd.Male), 2025, 36*900*0.9)  // 65 and over
	wantLine(t, p, targetOf("high", "new-pension", abnd.Female), 2025, 41*1000*0.9) // 60 and over
	known := smallStudy()
	known.Population.LastEstimate = 2024
	p = project(t, withCohortShocks(known, 2025, 0.1, 0.2, -0.1))
	wantLine(t, p, targetOf("low", "grant", abnd.Female), 2025, 1000*1.1+2*1000*1.2) // only those of age 0 were born since
}

func targetOf(scenario, benefit string, sex abnd.Sex) model.Key {
	return costing.BenefitKey(scenario, benefit, "target_population/"+string(sex))
}

// Who is already born does not move with births: pensioners of any year of the
// projection are what they were, and children born since are as many more.
func TestPensionersDoNotMoveWithBirths(t *testing.T) {
	s := studies.Load(t, "TLS")
	before := project(t, s)
	none := math.NaN()
	after := project(t, withCohortShocks(studies.Load(t, "TLS"), 2040, 0.3, none, none))
	key := costing.TotalKey(abnd.StatusQuo, "total_cost")
	pension := costing.BenefitKey(abnd.StatusQuo, "social-pension", "total_cost")
	if was, is := valueOfLine(t, before, pension, 2040), valueOfLine(t, after, pension, 2040); was != is {
		t.Errorf("births move the pension of 2040 from %v to %v", was, is)
	}
	if was, is := valueOfLine(t, before, key, 2040), valueOfLine(t, after, key, 2040); was == is {
		t.Error("births move nothing of the status quo")
	}
	was, is := valueOfLine(t, before, "frame/population", 2040), valueOfLine(t, after, "frame/population", 2040)
	born := float64(s.Population.Between(2040, abnd.Both, 0, 2040-2023-1))
	if want := was + 0.3*born; math.Abs(is/want-1) > 1e-12 {
		t.Errorf("the population is %v, want %v", is, want)
	}
}

func valueOfLine(t *testing.T, p *model.Projection, key model.Key, year abnd.Year) float64 {
	t.Helper()
	x, ok := p.Value(key, year)
	if !ok {
		t.Fatalf("%s is not known in %d", key, int(year))
	}
	return x
}

// The oracle is a population that is changed person by person: the costs of a study
// with shocks are those of one whose POP has the people with the shocks in it. Registers
// count in a year before the shocks, and GDP is not per head.
func TestCohortShocksAgainstAChangedPopulation(t *testing.T) {
	proofs.NotShort(t)
	const born, young, older = 0.15, -0.2, 0.05
	for _, code := range []string{"TLS", "MOZ", "CPV"} {
		for _, year := range []abnd.Year{2026, 2033, 2040} {
			shocked := project(t, withCohortShocks(studies.Load(t, code), year, born, young, older))
			other := studies.Load(t, code)
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				for age := 0; age <= abnd.MaxAge; age++ {
					deviation := older
					switch since := int(year - other.Population.LastEstimate); {
					case age < since:
						deviation = born
					case age < since+abnd.SettledAge:
						deviation = young
					}
					n, _ := other.Population.Get(year, sex, age)
					other.Population.Set(year, sex, age, n*abnd.Persons(1+deviation))
				}
			}
			changed := project(t, other)
			for _, scenario := range other.Scenarios {
				key := costing.TotalKey(scenario.ID, "total_cost")
				got, known := shocked.Value(key, year)
				want, _ := changed.Value(key, year)
				if known && math.Abs(got/want-1) > 1e-9 {
					t.Errorf("%s %s %d: the total is %v, with a changed population %v", code, scenario.ID, int(year), got, want)
				}
			}
		}
	}
}

// Shocks of zero leave every figure as it is, to the bit.
func TestCohortShocksOfZeroChangeNothing(t *testing.T) {
	without := smallStudy()
	p, q := project(t, without), project(t, withCohortShocks(smallStudy(), 2025, 0, 0, 0))
	for _, line := range p.Model().Lines() {
		for _, year := range line.Years.All() {
			was, known := p.Value(line.Key, year)
			is, still := q.Value(line.Key, year)
			if known != still || known && was != is {
				t.Fatalf("%s in %d is %v, was %v", line.Key, int(year), is, was)
			}
		}
	}
}

func TestCheckCohortShocks(t *testing.T) {
	bounded := func(code string) abnd.Uncertain {
		return abnd.Uncertain{Path: abnd.JoinPath("shocks", code), Distribution: abnd.Bounded, Provenance: printed}
	}
	tenth := abnd.Series{Provenance: printed, Values: map[abnd.Year]float64{2025: 0.1}}
	with := func(rows ...abnd.Uncertain) func(*abnd.Study) {
		return func(s *abnd.Study) {
			s.Uncertain = rows
			s.Shocks.PopulationBelow, s.Shocks.PopulationAbove = tenth, tenth
			s.Shocks.Born.Below, s.Shocks.Born.Above = tenth, tenth
		}
	}
	const all = "uncertainty/shocks/population_shock"
	runCheckCases(t, []checkCase{
		{"bounds of births", with(bounded("born_shock")), nil},
		{"bounds that are missing", with(bounded("older_shock")), []string{"needed shocks/older_below", "needed shocks/older_above"}},
		{"bounds of prices", with(bounded("price_shock")), []string{"by-year uncertainty/shocks/price_shock/distribution"}},
		{"bounds laid on all ages", with(bounded("population_shock")), []string{"warning population-all-ages " + all}},
		{"all ages and again by cohort", with(bounded("population_shock"), bounded("born_shock")), []string{"population-twice " + all}},
		{"a bound above everybody", func(s *abnd.Study) {
			s.Shocks.Older.Below = abnd.Series{Provenance: printed, Values: map[abnd.Year]float64{2025: 1.2}}
		}, []string{"out-of-range shocks/older_below/2025"}},
	})
	s := smallStudy()
	with(bounded("population_shock"))(s)
	found := costing.Check(s)
	if len(found) != 1 || !strings.Contains(found[0].Remedy.EN, "shocks/born_shock") || !strings.Contains(found[0].Remedy.PT, "shocks/born_shock") {
		t.Error(found)
	}
}
