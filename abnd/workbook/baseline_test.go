package workbook

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// TestLibreOfficeAgreesOnBaselines proves the baselines, each chosen in a workbook
// of its own, also where what the status quo pays, a rule of indexation or a
// scenario's own amount is typed in: no formula changes with them.
func TestLibreOfficeAgreesOnBaselines(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	load := func() *abnd.Study { return withFewBenefits(t) }
	base := formulasOf(first(laidOut(t, load())))
	edits := map[abnd.Baseline]func(*abnd.Study){
		abnd.BaselinePrices: func(*abnd.Study) {},
		abnd.BaselineGDP: func(s *abnd.Study) {
			low, _ := s.FindScenario("low")
			low.Change("social-pension", "amount", abnd.Num(55))
			b, _ := s.FindBenefit("bolsa-da-mae")
			b.Parameters["indexation"] = abnd.Parameter{Value: abnd.Code(costing.IndexCPI), Provenance: b.Provenance}
			s.KnownAmountsUntil = s.Projection.First + 1
		},
		abnd.BaselineLaw: func(s *abnd.Study) {
			b, _ := s.FindBenefit("child-benefit")
			b.Parameters["on"] = abnd.Parameter{Value: abnd.Code(model.Yes), Provenance: b.Provenance}
		},
	}
	for _, baseline := range []abnd.Baseline{abnd.BaselinePrices, abnd.BaselineGDP, abnd.BaselineLaw} {
		s := load()
		s.Baseline = baseline
		edits[baseline](s)
		if found := costing.Check(s); found.HasErrors() {
			t.Fatal(found)
		}
		if got := p.add(t, string(baseline), s); !sameFormulas(got, base) {
			t.Errorf("%s: typing into blue cells changes a formula", baseline)
		}
	}
	proofs.Tell(t, "compared %d cells of 3 workbooks", p.run(t))
}
