package scenarios_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// A benefit over two guarantees adds up in every sum, and its change is told of
// each guarantee by its part: by every factor as much as the share says.
func TestASplitBenefitAddsUpAndDecomposesByItsParts(t *testing.T) {
	whole, study := studies.Profile(t, "TLS"), studies.Load(t, "TLS")
	for i := range study.Benefits {
		if b := &study.Benefits[i]; b.ID == "social-pension" {
			b.Parameters["guarantee_2"] = abnd.Parameter{Value: abnd.Code(string(abnd.ActiveAge)), Provenance: b.Provenance}
			b.Parameters["guarantee_2_share"] = abnd.Parameter{Value: abnd.Num(0.2), Provenance: b.Provenance}
		}
	}
	r := studies.Run(t, study)
	for _, id := range r.Identities() {
		if len(id.Faults) > 0 {
			t.Errorf("%s: %+v", id.Code, id.Faults[0])
		}
	}
	from, to := scenarios.State{Scenario: "status-quo", Year: 2025}, scenarios.State{Scenario: "high", Year: 2040}
	before, after := decompose(t, whole, from, to), decompose(t, r, from, to)
	contributions := func(d scenarios.Decomposition, g abnd.Guarantee, f scenarios.Factor) float64 {
		for _, c := range d.Contributions {
			if c.Guarantee == g && c.Benefit == "social-pension" && c.Factor == f {
				return c.Value
			}
		}
		return 0
	}
	some := false
	for _, f := range scenarios.Factors() {
		all := contributions(before, abnd.Older, f)
		some = some || all != 0
		for g, part := range map[abnd.Guarantee]float64{abnd.Older: 0.8, abnd.ActiveAge: 0.2} {
			if x := contributions(after, g, f); math.Abs(x-part*all) > 1e-9*math.Abs(all) {
				t.Errorf("%s of %s: %v, want %v of %v", f, g, x, part, all)
			}
		}
	}
	if !some {
		t.Error("nothing changes")
	}
	for _, g := range scenarios.Parts() {
		was, is := after.Cost(g)
		parts := 0.0
		for _, f := range scenarios.Factors() {
			parts += after.Sum(g, f)
		}
		if math.Abs(parts-(is.Value-was.Value)) > 1e-9*is.Value {
			t.Errorf("%s: the parts give %v of %v", g, parts, is.Value-was.Value)
		}
	}
}

// A prevalence that rises with age makes more recipients of a population that grows
// older, and that is population and no targeting, which nobody has changed.
func TestAgeingWithinSharesByAgeIsPopulation(t *testing.T) {
	study := studies.Load(t, "TLS")
	for i := range study.Benefits {
		b := &study.Benefits[i]
		if b.ID != "child-disability-supplement" {
			continue
		}
		for code, x := range map[string]float64{"share_2_age": 5, "share_2": 0.02, "share_3_age": 10, "share_3": 0.05} {
			b.Parameters[code] = abnd.Parameter{Value: abnd.Num(x), Provenance: b.Provenance}
		}
	}
	r := studies.Run(t, study)
	d := decompose(t, r, scenarios.State{Scenario: "high", Year: 2030}, scenarios.State{Scenario: "high", Year: 2040})
	addsUp(t, r, d)
	population := 0.0
	for _, c := range d.Contributions {
		switch {
		case c.Benefit != "child-disability-supplement":
		case c.Factor == scenarios.TargetingFactor:
			t.Errorf("%+v", c)
		case c.Factor == scenarios.PopulationFactor:
			population = c.Value
		}
	}
	if population == 0 {
		t.Errorf("%+v", d.Contributions)
	}
}
