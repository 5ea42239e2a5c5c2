package scenarios_test

import (
	"fmt"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
)

// Each number of each option at the least and at the greatest that it may be,
// and each parameter left out, is refused or computes, as the recomputation
// does: nothing is divided by nobody, and no blank becomes an unknown cost.
func TestEveryParameterAtItsBoundsAndBlank(t *testing.T) {
	w := newWorkbench(t)
	w.mayCostNothing = true
	stride, n := proofs.Count(1, 3, 10), 0
	for _, o := range options {
		filled := plainBenefit.with(o)
		for _, spec := range costing.Specs() {
			if _, ofOption := o.set[spec.Code]; filled[spec.Code] == nil || !ofOption {
				continue
			}
			if n++; n%stride == 0 {
				less := filled.and(nil)
				delete(less, spec.Code)
				w.run(fmt.Sprintf("%s without %s", o, spec.Code), w.with(less, companion))
			}
			if spec.IsChoice() {
				continue
			}
			for _, x := range []float64{spec.Low, min(spec.High, 1e15)} {
				if n++; n%stride == 0 {
					w.run(fmt.Sprintf("%s, %s = %v", o, spec.Code, x), w.with(filled.and(parameters{spec.Code: x}), companion))
				}
			}
		}
	}
	w.count("parameters at their bounds, and blank")
}
