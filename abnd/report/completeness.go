package report

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Completeness says how much of a study is known, by measures that do not
// stand for one another: a study may know every scheme and assume all of its
// options.
type Completeness struct {
	// SchemeFields counts, over the existing schemes in force, six things
	// that a scheme is described by: legal basis, who is eligible, amount,
	// recipients, expenditure and financing.
	SchemeFields Known
	// Inputs are those of [costing.Inputs], counted apart by what they are.
	Inputs costing.InputCounts
	// Facts of them: known are those that are no assumption.
	Facts Known
	// Published counts all inputs, facts or not: known are those that are no
	// assumption.
	Published Known
	// Validated counts the same inputs: known are those for which somebody stands.
	Validated Known
}

// Known reports how many of some things are known.
type Known struct {
	Known, All int
}

// Share is the share that is known; not a number where there is nothing to
// know.
func (k Known) Share() float64 {
	if k.All == 0 {
		return math.NaN()
	}
	return float64(k.Known) / float64(k.All)
}

func (k *Known) add(known bool) {
	k.All++
	if known {
		k.Known++
	}
}

// CompletenessOf measures a study.
func CompletenessOf(study *abnd.Study) Completeness {
	var c Completeness
	for _, s := range study.Schemes {
		if s.Status != abnd.InForce {
			continue
		}
		for _, known := range []bool{
			!s.LegalBasis.IsZero(), !s.Eligibility.IsZero(), s.Benefit.Known, s.Recipients.Known, s.Expenditure.Known, !s.Financing.IsZero(),
		} {
			c.SchemeFields.add(known)
		}
	}
	c.Inputs = costing.CountInputs(study)
	c.Facts = Known{Known: c.Inputs.Facts.Published, All: c.Inputs.Facts.All}
	for in := range costing.Inputs(study) {
		c.Published.add(in.Published())
	}
	c.Validated = Known{Known: c.Inputs.Validated(), All: c.Inputs.All()}
	return c
}
