package scenarios_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// A scenario that builds on another one costs what the same scenario costs
// with everything written out; wherever it stands in the list.
func TestScenariosBuildOnOthers(t *testing.T) {
	s := studies.Load(t, "TLS")
	middle := abnd.Scenario{ID: "middle", BasedOn: "low"}
	middle.Change("social-pension", "indexation", abnd.Code(costing.IndexWages))
	upper := abnd.Scenario{ID: "upper", BasedOn: "middle"}
	upper.Change("child-benefit", "age_max", abnd.Num(7))
	s.Scenarios = append([]abnd.Scenario{upper, middle}, s.Scenarios...)
	got := studies.Run(t, s)

	plain := studies.Load(t, "TLS")
	low, _ := plain.FindScenario("low")
	written := abnd.Scenario{ID: "upper"}
	for benefit, changes := range low.Changes {
		for code, v := range changes {
			written.Change(benefit, code, v)
		}
	}
	written.Change("social-pension", "indexation", abnd.Code(costing.IndexWages))
	written.Change("child-benefit", "age_max", abnd.Num(7))
	plain.Scenarios = append(plain.Scenarios, written)
	want := studies.Run(t, plain)

	chosen, _ := scenarios.Select(s, "upper")
	is, should := got.Tidy(chosen), want.Tidy([]abnd.Scenario{written})
	if len(is) != len(should) || len(is) == 0 {
		t.Fatalf("%d rows, want %d", len(is), len(should))
	}
	for i := range is {
		if is[i] != should[i] {
			t.Fatalf("%+v, want %+v", is[i], should[i])
		}
	}
	x, _ := got.Projection.Trace(costing.BenefitKey("upper", "social-pension", "parameter/indexation"), 0, 1)
	if x.Inherited() == nil || x.Inherited().Key != "scenarios/middle/social-pension/indexation" {
		t.Errorf("the value comes from %+v", x.Inherited())
	}
}

func TestScenariosThatCannotBuildOnOthers(t *testing.T) {
	for _, c := range []struct {
		on   [3]string // of status-quo, low, high
		says []string
	}{
		{[3]string{"", "hihg", ""}, []string{`did you mean "high"?`}},
		{[3]string{"", "low", ""}, []string{"in a cycle: low → low"}},
		{[3]string{"", "high", "low"}, []string{"in a cycle: low → high → low", "in a cycle: high → low → high"}},
		{[3]string{"low", "high", "low"}, []string{"in a cycle: low → high → low", "in a cycle: high → low → high"}},
	} {
		s := studies.Load(t, "TLS")
		for i, id := range c.on {
			s.Scenarios[i].BasedOn = id
		}
		r, found := scenarios.Run(s)
		var based abnd.Diagnostics
		for _, d := range found {
			if strings.HasSuffix(string(d.Path), "/based_on") {
				based = append(based, d)
			}
		}
		if r != nil || len(based) != len(c.says) {
			t.Errorf("%v: %v", c.on, found)
			continue
		}
		for i, d := range based {
			if !strings.Contains(d.In(abnd.English), c.says[i]) || d.Problem.PT == "" || d.Remedy.PT == "" {
				t.Errorf("%v: %v, want %q", c.on, d, c.says[i])
			}
		}
	}
}
