package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// NewRecipients are those who receive benefits of income security under a
// scenario or package and not in the status quo.
type NewRecipients struct {
	Persons    float64
	Households float64 // of benefits that households receive, one recipient each
}

// NewRecipients counts, for one year, how many more benefits of income security
// are received than in the status quo: fewer where the figure is negative. Who
// gains health care alone is not counted: a head that is covered by health care
// and one that receives cash cannot be added, and neither can persons and
// households. Existing schemes of which no recipients are known are the same on
// both sides until a benefit takes their place, and are not counted.
func (r *Result) NewRecipients(id string, year abnd.Year) NewRecipients {
	var n NewRecipients
	for _, b := range r.Study.Benefits {
		if !slices.Contains(abnd.IncomeSecurityGuarantees(), b.Guarantee) {
			continue
		}
		of := func(scenario string) (float64, *float64) {
			x, _ := r.Projection.Value(costing.BenefitKey(scenario, b.ID, personsLine), year)
			if costing.RecipientUnit(r.Study, scenario, b) == abnd.CountHouseholds {
				return x, &n.Households
			}
			return x, &n.Persons
		}
		is, into := of(r.scenarioOf(id, b.Guarantee))
		*into += is
		was, from := of(abnd.StatusQuo)
		*from -= was
	}
	return n
}
