package costing_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
)

// Who is newly covered and who is left out follows from the groups, which is the
// oracle: health has no part in it. A package that takes all from one scenario
// covers whom that covers.
func TestNewlyCoveredIsTheSumOfTheGroups(t *testing.T) {
	for _, code := range []string{"TLS", "MOZ"} {
		study := studies.Load(t, code)
		m, found := costing.Build(study)
		if m == nil {
			t.Fatal(found)
		}
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		for _, s := range study.Scenarios {
			for _, year := range study.Projection.All() {
				newly, people, covered := 0.0, 0.0, 0.0
				for _, g := range study.Groups {
					if g.Guarantee == "" || g.Guarantee == abnd.Health {
						continue
					}
					now, known := p.Value(costing.ScenarioCoverageKey(s.ID, g.ID, "covered"), year)
					before, both := p.Value(costing.ScenarioCoverageKey(abnd.StatusQuo, g.ID, "covered"), year)
					size, _ := p.Value(costing.CoverageKey(g.ID, "size"), year)
					people += size
					if known {
						covered += now
					}
					if known && both {
						newly += now - before
					}
				}
				for line, want := range map[string]float64{costing.NewlyCovered: newly, costing.LeftOut: people - covered, costing.Covered: covered} {
					got, known := p.Value(costing.IncomeSecurityKey(s.ID, line), year)
					if !known || math.Abs(got-want) > 1e-9*people {
						t.Errorf("%s, %s in %d: %s is %v (%v), the groups say %v", code, s.ID, year, line, got, known, want)
					}
					compared++
				}
			}
		}
		for _, pack := range study.Packages {
			from := pack.Scenarios[abnd.Children]
			for _, g := range abnd.Guarantees() {
				if pack.Scenarios[g] != from {
					from = ""
				}
			}
			for _, line := range costing.IncomeCoverageLines() {
				if from == "" {
					continue
				}
				got, gotKnown := p.Value(costing.PackageIncomeSecurityKey(pack.ID, line), study.Projection.Last)
				want, wantKnown := p.Value(costing.IncomeSecurityKey(from, line), study.Projection.Last)
				if got != want && !(math.IsNaN(got) && math.IsNaN(want)) || gotKnown != wantKnown {
					t.Errorf("%s: %s of %s is %v, of %s %v", code, line, pack.ID, got, from, want)
				}
				compared++
			}
		}
		if compared < 100 {
			t.Errorf("%s: only %d figures were compared", code, compared)
		}
	}
}
