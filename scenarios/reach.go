package scenarios

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Reach is whom a package reaches beyond the status quo. The three are never
// added to one another: who is covered by health care may receive a benefit
// too, and a household is several persons. Who receives two benefits counts
// twice among the recipients.
type Reach struct {
	// Persons and Households that receive benefits of income security.
	Persons, Households float64
	// Health is persons covered by benefits of health care.
	Health float64
}

func (r Reach) plus(other Reach) Reach {
	return Reach{r.Persons + other.Persons, r.Households + other.Households, r.Health + other.Health}
}

// agrees reports whether two reach the same, to a thousandth of a person.
func (r Reach) agrees(other Reach) bool {
	same := func(x, y float64) bool { return math.Round(x*personPlaces) == math.Round(y*personPlaces) }
	return same(r.Persons, other.Persons) && same(r.Households, other.Households) && same(r.Health, other.Health)
}

// reachOf puts the recipients of a benefit where they belong.
func reachOf(study *abnd.Study, b abnd.Benefit, people float64) Reach {
	switch {
	case b.Guarantee == abnd.Health:
		return Reach{Health: people}
	case CountsHouseholds(study, b):
		return Reach{Households: people}
	}
	return Reach{Persons: people}
}

// CountsHouseholds reports whether a recipient of a benefit is a household, in
// one of the scenarios at least: what is counted in two ways is not added to
// persons.
func CountsHouseholds(study *abnd.Study, b abnd.Benefit) bool {
	return slices.ContainsFunc(study.Scenarios, func(s abnd.Scenario) bool {
		return costing.RecipientUnit(study, s.ID, b) == abnd.CountHouseholds
	})
}

// added is how many more people receive a benefit than in the status quo, on
// average over the years.
func (r *Result) added(scenario, benefit string, years []abnd.Year) float64 {
	sum := 0.0
	for _, year := range years {
		is, _ := r.Projection.Value(costing.BenefitKey(scenario, benefit, "beneficiaries"), year)
		was, _ := r.Projection.Value(costing.BenefitKey(abnd.StatusQuo, benefit, "beneficiaries"), year)
		sum += is - was
	}
	return sum / float64(len(years))
}
