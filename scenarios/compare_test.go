package scenarios_test

import (
	"fmt"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

func TestCompareSetsTwoResultsSideBySide(t *testing.T) {
	before, after := load(t, "TLS"), load(t, "TLS")
	// The frame stays as it is: pregnancies of the last year are told from the
	// births of the next.
	after.Projection.Last, after.LastYear = 2035, before.Projection.Last
	after.Packages = nil
	after.Scenarios[1].ID = "least" // the old one has no such scenario
	for i := range after.Benefits {
		if b := &after.Benefits[i]; b.Guarantee == abnd.Health {
			put(after, b, "amount", abnd.Num(1))
		}
	}
	from, to := run(t, before), run(t, after)
	all := scenarios.Compare(from, to, "total_cost")
	if want := 2 * (4 + 1) * 11; len(all) != want {
		t.Errorf("%d differences, want %d: two scenarios, four guarantees and all, eleven years", len(all), want)
	}
	moved := 0
	for _, d := range all {
		was, _ := from.Value(d.Scenario, abnd.Guarantee(d.Guarantee), scenarios.AllOf, "total_cost", d.Year)
		is, _ := to.Value(d.Scenario, abnd.Guarantee(d.Guarantee), scenarios.AllOf, "total_cost", d.Year)
		if d.Old != was || d.New != is || d.Unit != "USD" || d.Measure != "total_cost" {
			t.Errorf("%+v, want %v and %v", d, was, is)
		}
		if d.Old != d.New {
			moved++
			if d.Scenario != "high" || d.Guarantee != "health" && d.Guarantee != scenarios.AllOf {
				t.Errorf("only health in the high scenario was changed: %+v", d)
			}
		}
	}
	if moved == 0 {
		t.Error("nothing moved")
	}
}

func TestCompareOfAnUnknownMeasurePanics(t *testing.T) {
	defer func() {
		if said := fmt.Sprint(recover()); said != "scenarios: there is no measure happiness" {
			t.Errorf("panic says %q", said)
		}
	}()
	r := run(t, load(t, "TLS"))
	scenarios.Compare(r, r, "happiness")
}

// Some measures exist for benefits only, some for the whole only: what does
// not exist is left out. The study has three scenarios and three packages.
func TestCompareLeavesOutWhatAMeasureHasNot(t *testing.T) {
	r := run(t, load(t, "TLS"))
	years := r.Study.Projection.Len()
	for measure, want := range map[string]int{"new_balance": 6 * years, "target_population": 0, "beneficiaries": 6 * 5 * years} {
		if got := len(scenarios.Compare(r, r, measure)); got != want {
			t.Errorf("%s: %d differences, want %d", measure, got, want)
		}
	}
}
