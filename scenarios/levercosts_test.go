package scenarios_test

import (
	"math"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// withChosen is a country whose room has chosen some levels.
func withChosen(t *testing.T, code, from string, levels map[string]int) *abnd.Study {
	t.Helper()
	study, found := country.Load(code)
	if found.HasErrors() {
		t.Fatal(found)
	}
	study.TryFrom = from
	for id, level := range levels {
		i := slices.IndexFunc(study.Levers, func(l abnd.Lever) bool { return l.ID == id })
		study.Levers[i].Chosen = level
	}
	return study
}

// TestLeverEffectsAreThoseOfTheStudy chooses a level in the study: the oracle is
// what that costs, computed anew.
func TestLeverEffectsAreThoseOfTheStudy(t *testing.T) {
	proofs.NotShort(t)
	const year, later = 2030, 2035
	study := withChosen(t, "TLS", "low", map[string]int{"child-on": 2, "child-age": 3, "child-amount": 2, "child-start": 2})
	now := figuresOf(t, abnd.WithTried(study))
	effects := now.LeverEffects([]abnd.Year{year, later})
	levels, checked := 0, 0
	for _, l := range study.Levers {
		levels += len(l.Levels)
	}
	if len(effects) != levels {
		t.Fatalf("%d effects of %d levels", len(effects), levels)
	}
	for i, e := range effects {
		if i%4 != 0 { // each takes a costing
			continue
		}
		checked++
		other := study.Clone()
		at := slices.IndexFunc(other.Levers, func(l abnd.Lever) bool { return l.ID == e.Lever })
		other.Levers[at].Chosen = e.Level
		with := figuresOf(t, abnd.WithTried(other))
		for _, y := range e.Years {
			value := func(r *scenarios.Result, key model.Key) float64 {
				x, _ := r.Projection.Value(key, y.Year)
				return x
			}
			total := costing.TotalKey(abnd.Tried, "total_cost")
			want := value(with, total) - value(now, total)
			left := value(with, "frame/envelope_amount") - value(with, costing.FiscalKey(abnd.Tried, "increment"))
			if y.Cost.Value != want || !y.Cost.Known || math.Abs(y.Left.Value-left) > 1e-6 {
				t.Errorf("%s %d in %d: %v of %v, %v left of %v", e.Lever, e.Level, y.Year, y.Cost.Value, want, y.Left.Value, left)
			}
			if !e.Why.IsZero() && want != 0 {
				t.Errorf("%s %d changes %v, and nothing: %s", e.Lever, e.Level, want, e.Why.EN)
			}
		}
		if e.Chosen && e.Years[0].Cost.Value != 0 {
			t.Errorf("%s %d is chosen and changes %v", e.Lever, e.Level, e.Years[0].Cost.Value)
		}
	}
	if checked < 8 {
		t.Errorf("%d levels were checked", checked)
	}
}

// TestLeverCostsDoNotDependOnTheRoom: the oracle is the study in which that lever
// alone is moved, and what puts its benefit on.
func TestLeverCostsDoNotDependOnTheRoom(t *testing.T) {
	const year = 2030
	costs := run(t, abnd.WithTried(withChosen(t, "TLS", "high", map[string]int{"child-on": 1, "child-amount": 4, "pension-index": 3}))).LeverCosts()
	check := func(lever, from string, level int, chosen map[string]int) {
		t.Helper()
		study := withChosen(t, "TLS", from, chosen)
		r := figuresOf(t, abnd.WithTried(study))
		i := slices.IndexFunc(costs, func(c scenarios.LeverCost) bool { return c.Lever == lever && c.From == from && c.Level == level })
		at := year - study.Projection.First
		total, _ := r.Projection.Value(costing.TotalKey(abnd.Tried, "total_cost"), year)
		own, _ := r.Projection.Value(costing.BenefitKey(abnd.Tried, "child-benefit", "total_cost"), year)
		if costs[i].Total[at] != total || costs[i].Own[at] != own {
			t.Errorf("%s %d on %s costs %v, of it %v; want %v, of it %v", lever, level, from, costs[i].Total[at], costs[i].Own[at], total, own)
		}
	}
	check("child-age", "low", 0, map[string]int{"child-on": 2})
	check("child-age", "low", 4, map[string]int{"child-on": 2, "child-age": 4})
	check("child-on", "high", 1, map[string]int{"child-on": 1})
	check("child-start", abnd.StatusQuo, 3, map[string]int{"child-on": 2, "child-start": 3})
}
