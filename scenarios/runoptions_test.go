package scenarios_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// The figures that are computed without the cells of parameters are those of the
// whole model, to the last bit, with the same diagnostics and fingerprints: of
// every country, and where a scenario is based on another.
func TestFiguresAloneAreThoseOfARun(t *testing.T) {
	proofs.NotShort(t)
	all := map[string]*abnd.Study{}
	for _, code := range country.Codes() {
		all[code] = studies.Load(t, code)
	}
	based := studies.Load(t, "TLS")
	last := &based.Scenarios[len(based.Scenarios)-1]
	above := abnd.Scenario{ID: "above", Name: abnd.Same("above"), BasedOn: last.ID}
	above.Change(based.Benefits[0].ID, "take_up", abnd.Num(0.5))
	based.Scenarios = append(based.Scenarios, above)
	all["based"] = based
	for name, study := range all {
		whole, found := scenarios.Run(study)
		short, same := scenarios.RunWith(study, scenarios.RunOptions{Figures: true})
		if whole == nil || short == nil || !slices.Equal(found, same) {
			t.Fatalf("%s: %v; %v", name, found, same)
		}
		again, more := scenarios.RunWith(study, scenarios.RunOptions{Figures: true, Checked: true})
		checked := costing.Check(study)
		if again == nil || !slices.Equal(append(checked, more...), found) || again.Fingerprint("high") != whole.Fingerprint("high") {
			t.Errorf("%s, checked before: %v and %v; want %v", name, checked, more, found)
		}
		m := short.Projection.Model()
		left := 0
		for _, line := range whole.Projection.Model().Lines() {
			if !m.Has(line.Key) {
				if left++; line.Group != "benefits" {
					t.Errorf("%s: %s is missing", name, line.Key)
				}
				continue
			}
			got := short.Projection.Values(line.Key)
			for i, want := range whole.Projection.Values(line.Key) {
				if math.Float64bits(got[i]) != math.Float64bits(want) && !(math.IsNaN(got[i]) && math.IsNaN(want)) {
					t.Errorf("%s: %s is %v, want %v", name, line.Key, got[i], want)
				}
			}
			if short := m.Line(line.Key); short.Label != line.Label || short.Unit != line.Unit || short.Group != line.Group || short.Blankable != line.Blankable {
				t.Errorf("%s: %s is another line", name, line.Key)
			}
		}
		if all := len(whole.Projection.Model().Lines()); left == 0 || left+len(m.Lines()) != all {
			t.Errorf("%s: %d lines and %d left out, want %d", name, len(m.Lines()), left, all)
		}
		for _, s := range study.Scenarios {
			if short.Fingerprint(s.ID) != whole.Fingerprint(s.ID) || strings.TrimSpace(short.Fingerprint(s.ID)) == "" {
				t.Errorf("%s: the fingerprints of %s differ", name, s.ID)
			}
		}
	}
}
