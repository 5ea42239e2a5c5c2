package scenarios_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// withoutLevers is a country of which nobody has said what a room can decide.
func withoutLevers(t *testing.T, code string) *abnd.Study {
	t.Helper()
	study := studies.Load(t, code)
	study.DropLevers()
	return study
}

// costsOf is what a scenario costs, by benefit and year of the projection.
func costsOf(t *testing.T, r *scenarios.Result, scenario string) []float64 {
	t.Helper()
	var all []float64
	for _, b := range r.Study.Benefits {
		for _, year := range r.Study.Projection.All() {
			x, ok := r.Projection.Value(costing.BenefitKey(scenario, b.ID, "total_cost"), year)
			if !ok {
				t.Fatalf("the cost of %s in %s in %d is not known", b.ID, scenario, year)
			}
			all = append(all, x)
		}
	}
	return all
}

// costOf is what the benefits of a scenario cost in a year.
func costOf(t *testing.T, r *scenarios.Result, scenario string, year abnd.Year) float64 {
	t.Helper()
	sum := 0.0
	for _, b := range r.Study.Benefits {
		x, ok := r.Projection.Value(costing.BenefitKey(scenario, b.ID, "total_cost"), year)
		if !ok {
			t.Fatalf("the cost of %s in %s in %d is not known", b.ID, scenario, year)
		}
		sum += x
	}
	return sum
}

// TestSuggestedLeversOfCountries: the oracles are the rules for LEVERS, the status quo, which
// the first levels are, and the scenarios of the study, typed anew with what the levers
// can move and nothing else.
func TestSuggestedLeversOfCountries(t *testing.T) {
	for _, code := range proofs.Sample(country.Codes(), proofs.Count(6, 3, 1)) {
		t.Run(code, func(t *testing.T) {
			study := withoutLevers(t, code)
			levers := run(t, study).SuggestedLevers()
			study.Levers = levers
			if found := costing.Check(study); found.HasErrors() {
				t.Fatal(found)
			}
			if len(levers) < scenarios.FewestSuggested || len(levers) > scenarios.MostSuggested {
				t.Errorf("%d levers are suggested", len(levers))
			}
			paths := map[abnd.Path]bool{}
			for i, l := range levers {
				if l.Open != (i < scenarios.OpenAtFirst) {
					t.Errorf("%s, number %d, is open: %v", l.ID, i+1, l.Open)
				}
				for _, p := range l.Paths {
					if paths[p] {
						t.Errorf("two levers move %s", p)
					}
					paths[p] = true
				}
				for _, level := range l.Levels {
					if level.Word.EN == "" || level.Word.PT == "" || level.Sentence.EN == "" || level.Sentence.PT == "" {
						t.Errorf("level %d of %s is not told in both languages: %v, %v", level.Number, l.ID, level.Word, level.Sentence)
					}
				}
			}

			// What the levers can move of a scenario, once by their levels and once typed.
			try := func(scenario string, typed bool) *scenarios.Result {
				of := withoutLevers(t, code)
				of.Levers = slices.Clone(levers)
				x, _ := of.FindScenario(scenario)
				x = of.Inherited(x)
				own := abnd.Scenario{ID: "typed", Name: abnd.Same("typed")}
				for i, l := range of.Levers {
					b, _ := of.FindBenefit(l.Benefits()[0])
					var values []abnd.Value
					for _, p := range l.Paths {
						_, parameter := abnd.LeverParameter(p)
						values = append(values, x.Value(b, parameter))
						own.Change(b.ID, parameter, x.Value(b, parameter))
					}
					at := slices.IndexFunc(l.Levels, func(level abnd.LeverLevel) bool { return slices.Equal(level.Values, values) })
					switch {
					case at >= 0:
						of.Levers[i].Chosen = l.Levels[at].Number
					case costing.Pays(x, b):
						t.Errorf("no level of %s has what %s has: %v", l.ID, scenario, values)
					}
				}
				if typed {
					of.DropLevers()
					of.Scenarios = append(of.Scenarios, own)
					return figuresOf(t, of)
				}
				return figuresOf(t, abnd.WithTried(of))
			}
			for _, s := range study.Decided() {
				if s.ID == abnd.StatusQuo {
					continue
				}
				got, want := costsOf(t, try(s.ID, false), abnd.Tried), costsOf(t, try(s.ID, true), "typed")
				if !slices.Equal(got, want) {
					t.Errorf("the levels of %s cost %v, typed %v", s.ID, got, want)
				}
			}
			for i := range study.Levers {
				study.Levers[i].Chosen = 1
			}
			first := figuresOf(t, abnd.WithTried(study))
			if got, want := costsOf(t, first, abnd.Tried), costsOf(t, first, abnd.StatusQuo); !slices.Equal(got, want) {
				t.Errorf("the first levels cost %v, the status quo %v", got, want)
			}
		})
	}
}

// TestSuggestedLeversAreOrdered: the oracle is what each level costs with the setting of its
// parameters in a scenario that is else the status quo, computed one by one.
func TestSuggestedLeversAreOrdered(t *testing.T) {
	proofs.NotShort(t)
	const code = "STP"
	study := withoutLevers(t, code)
	result := run(t, study)
	levers := result.SuggestedLevers()
	if again := result.SuggestedLevers(); !reflect.DeepEqual(levers, again) {
		t.Error("asked again, it suggests others")
	}
	last := study.Projection.Last
	changes := result.WithLevers(levers).LeverChanges(last)
	study.Scenarios = append(study.Scenarios, abnd.Scenario{ID: "typed", Name: abnd.Same("typed")})
	cost := func(settings ...string) float64 {
		var all []scenarios.Setting
		for _, text := range settings {
			s, found := scenarios.ParseSetting(study, text, abnd.English)
			if found.HasErrors() {
				t.Fatal(found)
			}
			all = append(all, s)
		}
		with, found := scenarios.Apply(study, all)
		if found.HasErrors() {
			t.Fatal(found)
		}
		return costOf(t, figuresOf(t, with), "typed", last)
	}
	n, widest := 0, math.Inf(1)
	for _, l := range levers {
		b, _ := study.FindBenefit(l.Benefits()[0])
		now, _ := study.FindScenario(abnd.StatusQuo)
		var on []string
		if !slices.Contains(l.Paths, abnd.JoinPath(b.ID, "on")) && !costing.Pays(now, b) {
			on = append(on, "typed/"+b.ID+".on="+model.Yes)
		}
		left := cost(on...)
		least, most := left, left
		for _, level := range l.Levels {
			settings := slices.Clone(on)
			for place, p := range l.Paths {
				if v := level.Value(place); !v.IsBlank() {
					settings = append(settings, fmt.Sprintf("typed/%s=%s", p, v))
				}
			}
			x := cost(settings...)
			least, most = min(least, x), max(most, x)
			if c := changes[n]; c.Lever != l.ID || c.Level != level.Number || !c.Cost.Known || math.Abs(c.Cost.Value-(x-left)) > 1e-9*left {
				t.Errorf("level %d of %s changes %v by setting, and %+v", level.Number, l.ID, x-left, c)
			}
			n++
		}
		if introduces := on == nil && !costing.Pays(now, b); !introduces && most-least > widest {
			t.Errorf("%s changes the cost by %v, those before it by %v at most", l.ID, most-least, widest)
		} else if !introduces {
			widest = most - least
		}
	}
	if n != len(changes) {
		t.Errorf("%d levels of %d", n, len(changes))
	}
}

// TestSuggestedLeversOfOneScenario: where no scenario decides anything, the levers are the
// numbers that move the cost most. The oracle is the cost with each of them a tenth lower
// and higher, computed one by one.
func TestSuggestedLeversOfOneScenario(t *testing.T) {
	study := withoutLevers(t, "TLS")
	study.Scenarios = study.Scenarios[:1]
	study.Scenarios[0].Changes = nil
	study.Packages, study.Uncertain, study.Correlations = nil, nil, nil
	levers := run(t, study).SuggestedLevers()
	if len(levers) != scenarios.FewestSuggested {
		t.Fatalf("%d levers", len(levers))
	}
	swing := func(p abnd.Path) float64 {
		var ends [2]float64
		for i, factor := range []float64{0.9, 1.1} {
			with := study.Clone()
			v, ok := costing.FindVariable(with, "benefits/"+p)
			if !ok {
				t.Fatalf("no number %s", p)
			}
			v.Put(with, min(v.High, v.Value*factor))
			ends[i] = costOf(t, figuresOf(t, with), abnd.StatusQuo, study.Projection.Last)
		}
		return math.Abs(ends[1] - ends[0])
	}
	before := math.Inf(1)
	for _, l := range levers {
		if len(l.Paths) != 1 || len(l.Levels) != 1 || l.Levels[0].Word.EN != "as today" || !costing.TakesOwn(l) {
			t.Errorf("%s: %v, %v", l.ID, l.Paths, l.Levels)
		}
		is := swing(l.Paths[0])
		if is == 0 || is > before*(1+1e-9) {
			t.Errorf("%s moves the cost by %v, the one before it by %v", l.ID, is, before)
		}
		before = is
	}
}
