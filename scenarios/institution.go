package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// MoreTasks is how much more of a measure of tasks, [Registrations],
// [HouseholdRegistrations] or [PaymentsAMonth], a scenario or package asks of the
// institution than the status quo: fewer where it is negative. Of tasks that are
// known in part it is the difference of what is known. A measure that counts no
// tasks, or none of the study's, is not known.
func (r *Result) MoreTasks(run string, measure MeasureCode, year abnd.Year) Amount {
	m, _ := FindMeasure(measure)
	key := r.keyOf(run, AllOf, AllOf, m.line) + model.Key(costing.MoreThanStatusQuo)
	if !r.Projection.Model().Has(key) {
		return Amount{}
	}
	return r.amount(m, key, year)
}

// ScenarioFor is the scenario that a package takes for a guarantee, or the
// scenario itself.
func (r *Result) ScenarioFor(run string, g abnd.Guarantee) string { return r.scenarioOf(run, g) }

// AdministrationFollowsAmounts lists the benefits of the status quo whose amounts some
// of these scenarios raise, so that a percentage of spending raises their administration
// with them, although nobody more is registered or paid: those with a percentage and
// no costs of tasks, in the order of the study.
func (r *Result) AdministrationFollowsAmounts(of []abnd.Scenario) []abnd.Benefit {
	var all []abnd.Benefit
	for _, b := range r.Study.Benefits {
		if costing.CostsTasks(r.Study, b) {
			continue
		}
		for _, s := range of {
			if s.ID != abnd.StatusQuo && r.raisesByPercentage(s.ID, b) {
				all = append(all, b)
				break
			}
		}
	}
	return all
}

// raisesByPercentage reports whether a scenario pays more of a benefit than the status quo
// does in some year, and administers it by a percentage.
func (r *Result) raisesByPercentage(scenario string, b abnd.Benefit) bool {
	of := func(scenario, line string, year abnd.Year) float64 {
		return r.known(costing.BenefitKey(scenario, b.ID, line), year).x
	}
	for _, year := range r.Study.Projection.All() {
		if of(scenario, "parameter/admin_share", year) > 0 && of(abnd.StatusQuo, "benefit_cost", year) > 0 && of(scenario, "benefit_cost", year) > 0 &&
			!near(of(scenario, "benefit_amount", year), of(abnd.StatusQuo, "benefit_amount", year)) &&
			of(scenario, "benefit_amount", year) > of(abnd.StatusQuo, "benefit_amount", year) {
			return true
		}
	}
	return false
}
