package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Count reports how many of some inputs are assumptions: figures that nobody
// has published, for the dialogue to decide; and how many somebody has validated.
type Count struct {
	Assumed, All, Validated int
}

func (c *Count) add(p abnd.Provenance) {
	c.All++
	if p.Confidence == abnd.Assumption {
		c.Assumed++
	}
	if p.ValidatedBy != "" {
		c.Validated++
	}
}

// BenefitInputs counts the inputs of the benefits: every cell of BENEFITS
// that is filled in, the base and what scenarios change. A change has the
// provenance of its row.
func BenefitInputs(study *abnd.Study) Count {
	var c Count
	specs := costing.Specs()
	changes := make([]map[string]abnd.Value, len(study.Scenarios))
	for _, b := range study.Benefits {
		for i, s := range study.Scenarios {
			changes[i] = s.Changes[b.ID]
		}
		for _, spec := range specs {
			p := b.Parameters[spec.Code]
			if !p.Value.IsBlank() {
				c.add(p.Provenance)
			}
			for _, own := range changes {
				if !own[spec.Code].IsBlank() {
					c.add(p.Provenance)
				}
			}
		}
	}
	return c
}

// FrameInputs counts the levels and the series of ECO, GGO, LPR and SERIES that
// hold something. A series counts once, however many years it has.
func FrameInputs(study *abnd.Study) Count {
	var c Count
	for _, f := range costing.AllFrameLevels() {
		if level := f.Of(study); level.Known {
			c.add(level.Provenance)
		}
	}
	for _, f := range costing.AllFrameSeries() {
		if s := f.Of(study); costing.SeriesGiven(s) || !f.Later && s.Extension != "" {
			c.add(s.Provenance)
		}
	}
	for _, t := range study.Tables {
		c.add(t.Provenance)
	}
	return c
}

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
