package costing

import (
	"math"

	"github.com/openabnd/engine/abnd"
)

// payers checks that the shares in force in a scenario are no more than the
// whole, and that a last year has a share to end.
func (c *benefitCheck) payers() {
	scheme, _ := c.study.FindScheme(c.benefit.Scheme)
	inherited := SchemePayers(scheme).parameters()
	value := func(code string) (float64, bool) {
		if x, ok := c.number(code); ok {
			return x, true
		}
		return inherited[code].Number()
	}
	sum, last := 0.0, shareExternal
	for _, code := range payerShares {
		x, _ := value(code)
		sum += x
		if _, own := c.number(code); own {
			last = code
		}
	}
	if sum > 1+smallestLeftover {
		c.fail(last, "payers-above-one", payersAboveOne.Fill(percentText(sum)), payersRemedy)
	}
	if _, given := value(externalUntil); given {
		if _, shared := value(shareExternal); !shared {
			c.fail(externalUntil, "external-share-missing", externalMissing, externalRemedy)
		}
	}
}

// schemePayers checks the same of a scheme.
func (c *checker) schemePayers(path abnd.Path, s abnd.Scheme) {
	sum := 0.0
	for _, spec := range payers.specs {
		v, given := SchemePayers(s).parameters()[spec.Code]
		x, _ := v.Number()
		if given && c.bounds(path+"/"+abnd.Path(spec.Code), spec.Label, x, spec.Low, spec.High, spec.Whole) && spec.Code != externalUntil {
			sum += x
		}
	}
	if sum > 1+smallestLeftover {
		c.fail(path+"/"+shareExternal, "payers-above-one", payersAboveOne.Fill(percentText(sum)), payersRemedy)
	}
	if s.ExternalUntil != 0 && !s.ShareExternal.Known {
		c.fail(path+"/"+externalUntil, "external-share-missing", externalMissing, externalRemedy)
	}
}

var (
	payersAboveOne = abnd.T("the State, contributions and external partners together pay %v%% of the cost", "o Estado, as contribuições e os parceiros externos pagam em conjunto %v %% do custo")
	payersRemedy   = abnd.T("correct share_state, share_contributions or share_external so that they add up to 100% or less; leave blank what is not known", "corrija share_state, share_contributions ou share_external, para que não somem mais de 100 %; deixe em branco o que não se sabe")

	externalMissing = abnd.T("there is a last year of external partners, but not the share that they pay", "há um último ano dos parceiros externos, mas não a parte que pagam")
	externalRemedy  = abnd.T("enter share_external, or clear external_until", "indique share_external ou apague external_until")
)

// percentText is a share as percent, rounded to hundredths.
func percentText(share float64) float64 { return math.Round(share*hundred*hundred) / hundred }
