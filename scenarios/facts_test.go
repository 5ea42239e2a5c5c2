package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// meanOfStatusQuo is the status quo's mean cost over the projection, % of GDP.
func meanOfStatusQuo(t *testing.T, s *abnd.Study) float64 {
	t.Helper()
	r, found := scenarios.RunWith(s, scenarios.RunOptions{Checked: true})
	if r == nil {
		t.Fatal(found)
	}
	sum, n := 0.0, 0
	for _, year := range s.Projection.All() {
		if x, known := r.Projection.Value(costing.TotalKey(abnd.StatusQuo, "share_of_gdp"), year); known {
			sum += 100 * x
			n++
		}
	}
	return sum / float64(n)
}

// The oracle is brute force: for every fact a study of its own in which it is a
// tenth lower, built and computed anew; fewer people are fewer people at every
// age. What is not listed moves nothing.
func TestRankedFactsAgainstBruteForce(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range proofs.Sample(country.Codes(), 2) {
		s := studies.Load(t, code)
		effects := map[abnd.Path]float64{}
		base := meanOfStatusQuo(t, s)
		for _, f := range scenarios.RankFacts(studies.Profile(t, code)) {
			effects[f.Path] = f.Effect
		}
		if len(effects) == 0 {
			t.Fatalf("%s: nothing moves it", code)
		}
		check := func(path abnd.Path, moved *abnd.Study) {
			want := meanOfStatusQuo(t, moved) - base
			if got := effects[path]; math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
				t.Errorf("%s: %s moves %v, computed anew %v", code, path, got, want)
			}
			delete(effects, path)
		}
		lower := map[abnd.Path]*abnd.Study{} // a series moves in all of its known years
		for in := range costing.Inputs(s) {
			if in.Nature != abnd.Fact {
				continue
			}
			for _, v := range costing.Variables(s) {
				if v.ByYear || v.Unit == abnd.CalendarYear || v.Unit == abnd.AgeInYears {
					continue
				}
				if v.Path == in.Path || v.Year != 0 && v.Line == in.Path && v.Year <= in.Last {
					if lower[in.Path] == nil {
						lower[in.Path] = s.Clone()
					}
					v.Put(lower[in.Path], v.Value-0.1*math.Abs(v.Value))
				}
			}
		}
		for path, moved := range lower {
			check(path, moved)
		}
		fewer := s.Clone()
		for _, year := range s.Population.Years().All() {
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				for age := 0; age <= abnd.MaxAge; age++ {
					if n, known := s.Population.Get(year, sex, age); known {
						fewer.Population.Set(year, sex, age, 0.9*n)
					}
				}
			}
		}
		check("population", fewer)
		for path := range effects {
			t.Errorf("%s: %s is no fact that could be moved", code, path)
		}
	}
}

// The greatest comes first, and all of them are facts of the study, with their
// own source.
func TestRankedFactsAreInOrder(t *testing.T) {
	for _, code := range country.Codes() {
		s := studies.Load(t, code)
		natureOf := costing.NatureOf(s)
		ranked := scenarios.RankFacts(studies.Profile(t, code))
		if !slices.IsSortedFunc(ranked, func(a, b scenarios.RankedFact) int {
			if math.Abs(a.Effect) > math.Abs(b.Effect) {
				return -1
			}
			return 1
		}) {
			t.Errorf("%s: %+v", code, ranked)
		}
		for _, f := range ranked {
			if natureOf(f.Path) != abnd.Fact && !isSeriesWithFacts(s, f.Path) || f.Label.IsZero() {
				t.Errorf("%s: %s is a %q", code, f.Path, natureOf(f.Path))
			}
		}
	}
}

func isSeriesWithFacts(s *abnd.Study, path abnd.Path) bool {
	for in := range costing.Inputs(s) {
		if in.Path == path && in.Nature == abnd.Fact {
			return true
		}
	}
	return false
}

// Of the ten facts that move each country's status quo most, every one has a
// source, or its note names the gap: what is missing, and where it would be found.
func TestTheFactsThatMatterMostAreSourcedOrNamed(t *testing.T) {
	for _, code := range country.Codes() {
		ranked := scenarios.RankFacts(studies.Profile(t, code))
		if len(ranked) == 0 {
			t.Errorf("%s: no fact moves the status quo", code)
		}
		for i, f := range ranked[:min(len(ranked), scenarios.LeadingFacts)] {
			t.Logf("%s %2d  %.4f  %s  %s  %s", code, i+1, f.Effect, f.Path, f.Source, f.Gap())
			if f.Sourced() && f.Source == "" || !f.Sourced() && f.Gap().IsZero() {
				t.Errorf("%s: %s (place %d, %.4f points of GDP) has neither a source nor a named gap (\"Gap: … not found; it would be in …\" in its note)",
					code, f.Path, i+1, f.Effect)
			}
		}
	}
}

// A status quo that costs nothing is moved by nothing.
func TestNothingIsRankedWithoutACost(t *testing.T) {
	s := studies.Load(t, "GNB")
	for i := range s.Schemes {
		s.Schemes[i].Projection = ""
	}
	for _, b := range scenarios.StatusQuoOnly(s).Benefits {
		t.Fatalf("%s is paid", b.ID)
	}
	if ranked := scenarios.RankFacts(studies.Run(t, s)); len(ranked) != 0 {
		t.Errorf("ranked %+v", ranked)
	}
}

// The facts that move the status quo of Cabo Verde most, and where they are from.
func ExampleRankFacts() {
	study, _ := country.Load("CPV")
	result, _ := scenarios.Run(study)
	for _, f := range scenarios.RankFacts(result)[:4] {
		fmt.Printf("%.3f %s (%s)\n", f.Effect, f.Label.In(abnd.English), f.Confidence)
	}
	fmt.Println("percentage points of GDP, if each is", scenarios.FactMove, "% lower")
	// Output:
	// 0.360 Nominal GDP in one year (high)
	// -0.140 Real GDP growth, up to 2024 (high)
	// -0.130 Sickness benefit: reported expenditure (medium)
	// -0.117 Contributory old-age pension: reported expenditure (medium)
	// percentage points of GDP, if each is 10 % lower
}
