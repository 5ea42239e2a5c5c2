package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// PerHeadHealth lists the benefits of health care that are an assumed amount per
// head and no costed package: no volume of care stands behind the amount, and no
// source. Their cost tells what is added, not what care can be given for it.
func PerHeadHealth(study *abnd.Study) []abnd.Benefit {
	var all []abnd.Benefit
	for _, b := range study.Benefits {
		assumed := b.Parameters["amount"].Confidence == abnd.Assumption
		if b.Guarantee == abnd.Health && assumed && !costing.HasInterventions(study, b) && len(scenariosOf(study, b)) > 0 {
			all = append(all, b)
		}
	}
	return all
}
