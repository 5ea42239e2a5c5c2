package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Adequacy is per person: what a benefit is worth a month to each of those whom
// it is meant for, against the benchmark of the group. It is told of the first
// and the last year of the projection, since a benefit that is not indexed
// loses its value.
//
//	a month  = benefit expenditure ÷ (beneficiaries × persons whom each payment is meant for) ÷ 12
//	adequacy = a month ÷ benchmark
//
// A scheme for which no benefit stands keeps the amount that it was reported
// with. Of a new benefit, what its recipients get on average counts, payments
// that fail included.

// addAdequacy adds what a provision is worth under a scenario.
func (u underScenario) addAdequacy(p abnd.Provision) {
	if !isOfIncome(u.group) {
		return
	}
	name := u.nameOf(p)
	monthly := u.coverageLines.of(p, "monthly")
	var formula model.Expr
	if benefits := u.benefitsOf(p); len(benefits) > 0 {
		var paid, meant []model.Expr
		for _, b := range benefits {
			paid = append(paid, ref(BenefitKey(u.scenario.ID, b.ID, "benefit_cost")))
			meant = append(meant, times(ref(BenefitKey(u.scenario.ID, b.ID, "beneficiaries")), u.meantForEach(p, b)))
		}
		to := sum(meant)
		formula = when(equal(to, zero), blank, over(over(sum(paid), to), ref(monthsPerYear)))
	} else {
		formula = ifKnown(monthly)
		if still := u.stillPaid(p); len(still) > 0 {
			formula = when(equal(times(still...), zero), blank, formula)
		}
	}
	u.add(u.of(p, "monthly"), abnd.T("%s: benefit per person per month", "%s: prestação por pessoa e mês").Fill(name), abnd.MoneyPerMonth, formula)
	ratios := make([]model.Expr, len(adequacyBenchmarks))
	for i, benchmark := range adequacyBenchmarks {
		ratios[i] = over(ref(u.of(p, "monthly")), ref(benchmark))
	}
	u.add(u.of(p, "adequacy"), abnd.T("%s: benefit per person, share of the group's benchmark", "%s: prestação por pessoa, proporção da referência do grupo").Fill(name), abnd.PureNumber,
		choose(GroupPath(u.group.ID, "benchmark"), ratios...))
}

// meantForEach is the number of persons whom the payment to one beneficiary of
// a benefit is meant for.
func (u underScenario) meantForEach(p abnd.Provision, b abnd.Benefit) model.Expr {
	if householdScale.inUse(u.study, b) {
		members := isCode(BenefitKey(u.scenario.ID, b.ID, "parameter/scale_counts"), scaleCountsPersons)
		// The size is in persons of a household, the beneficiaries are households.
		size := BenefitKey(u.scenario.ID, b.ID, "household_size")
		return when(members, one, over(ref(size), ref(model.Key("general/"+householdOfOne))))
	}
	if s, ok := u.study.FindScheme(p.By); ok {
		return u.meantFor(p, s)
	}
	return one
}

// stillPaid are the factors by which a scheme that no benefit stands for is
// paid until a benefit that replaces it is.
func (u underScenario) stillPaid(p abnd.Provision) []model.Expr {
	return u.leftBy(u.scenario.ID, successors(u.study, p.By))
}

// isOfIncome reports whether the group is of a guarantee of income, whose
// benefits can be adequate or not.
func isOfIncome(g abnd.PopulationGroup) bool {
	return slices.Contains(abnd.IncomeSecurityGuarantees(), g.Guarantee)
}

// hasAdequacyOver reports whether the adequacy of a scheme's benefit is told by
// year: in a group of income in which the scheme counts.
func (c *coverageLines) hasAdequacyOver(p abnd.Provision) bool {
	return isOfIncome(c.group) && countsAsCoverage(c.study, p, c.group)
}

// addAdequacyOver adds the adequacy of a scheme's benefit in the first and the
// last year of the status quo.
func (c *coverageLines) addAdequacyOver(p abnd.Provision, s abnd.Scheme) {
	under := ScenarioCoverageKey(abnd.StatusQuo, c.group.ID, "by", p.By, "adequacy")
	for _, at := range []struct {
		code  string
		label abnd.Text
		year  model.Key
	}{
		{"first", abnd.T("%s: adequacy in the first year", "%s: adequação no primeiro ano"), firstProjected},
		{"last", abnd.T("%s: adequacy in the last year, if nothing changes", "%s: adequação no último ano, se nada mudar"), projectionLast},
	} {
		c.add(c.of(p, "adequacy/"+at.code), at.label.Fill(s.Name), abnd.PureNumber, inYear(under, ref(at.year)))
	}
}
