package workbook

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
)

// loadShocked reaches the years of the shocks.
func loadShocked(t *testing.T) *abnd.Study {
	study := loadOver(t, "TLS", ruleYears)
	study.DropLevers()
	return study
}

// Shocks typed into their rows move the formulas as they move the engine, and
// the formulas are those of the workbook without them.
func TestLibreOfficeFollowsShocks(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	b, _ := laidOut(t, loadShocked(t))
	unedited := formulasOf(b)
	study := loadShocked(t)
	study.Shocks.Growth.Values = map[abnd.Year]float64{2027: -0.02, 2030: 0.01}
	study.Shocks.Prices.Values = map[abnd.Year]float64{2026: 0.03}
	study.Shocks.Born.Shock.Values = map[abnd.Year]float64{2028: 0.05, 2032: -0.1}
	study.Shocks.Young.Shock.Values = map[abnd.Year]float64{2028: -0.02, 2031: 0.2}
	study.Shocks.Older.Shock.Values = map[abnd.Year]float64{2030: 0.1, 2032: -0.05}
	for at, formula := range p.add(t, "shocks", study) {
		if unedited[at] != formula && !isByTexts(at, formula) {
			t.Fatalf("a shock changes the formula of %s:\n%s\n%s", at, unedited[at], formula)
		}
	}
	proofs.Tell(t, "compared %d cells after shocks", p.run(t))
}
