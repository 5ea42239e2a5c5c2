package report

import (
	"math"

	"github.com/openabnd/engine/abnd"
)

// Completeness says how much of a study is known, by measures that do not
// stand for one another: a study may know every scheme and assume all of its
// options.
type Completeness struct {
	// SchemeFields counts, over the existing schemes in force, six things
	// that a scheme is described by: legal basis, who is eligible, amount,
	// recipients, expenditure and financing.
	SchemeFields Known
	// Inputs counts the inputs of [BenefitInputs] and [FrameInputs]: known
	// are those that are no assumption.
	Inputs Known
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
	benefits, frames := BenefitInputs(study), FrameInputs(study)
	c.Inputs.All = benefits.All + frames.All
	c.Validated = Known{Known: benefits.Validated + frames.Validated, All: c.Inputs.All}
	c.Inputs.Known = c.Inputs.All - benefits.Assumed - frames.Assumed
	return c
}
