package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// SchemeCount reports how many of the existing schemes that are paid today are
// in the totals: a benefit stands for them, or their expenditure is carried
// on.
type SchemeCount struct {
	Costed, InForce int
}

// CostedSchemes counts the existing schemes in force.
func CostedSchemes(study *abnd.Study) SchemeCount {
	var c SchemeCount
	for _, s := range study.Schemes {
		if s.Status == abnd.InForce {
			c.InForce++
		}
	}
	c.Costed = c.InForce - len(costing.UncostedSchemes(study))
	return c
}
