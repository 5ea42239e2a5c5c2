package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// What a scenario asks of the institution that runs its benefits: whom it registers
// in a year, and how many payments it makes in a month.
//
//	stay[t]             = min(B[t], B[t−1]); 0 of a benefit for an event
//	registrations[t]    = B[t] − stay[t] + stay[t] ÷ n
//	payments a month[t] = B[t] × payments × part of the year[t] ÷ 12
//
// A birth, a pregnancy or a case of insurance is registered when it happens, so that
// nobody has such a benefit from the year before. n is registration_every of [workload]; without it nobody is registered again. Every
// benefit in cash or in kind has these lines, whatever its administration costs, so
// that they can be held against those of the status quo. They move no cost.
//
// Health care pays who gives it, and has them only with the rule of tasks; its
// sums have none. What is given by day, school meals and days of public works, is no
// number of payments, and only the rule of tasks says to count it so.
//
// The tasks are those of Grosh, M. and others (2008), For Protection and Promotion,
// World Bank, chapters 4 and 5.

// The lines of what is asked of the institution, of benefits and sums. The
// registrations of a benefit that households receive are of households, and have a
// sum of their own.
const (
	Registrations          = "registrations"
	HouseholdRegistrations = "household_registrations"
	PaidAMonth             = "paid_a_month"
)

// MoreThanStatusQuo ends the name of the line over all guarantees that says how much more of
// a task there is than in the status quo.
const MoreThanStatusQuo = "_more"

var (
	registrationsLabel          = abnd.T("Registrations in the year", "Inscrições no ano")
	householdRegistrationsLabel = abnd.T("Registrations of households in the year", "Inscrições de agregados no ano")
	paidAMonthLabel             = abnd.T("Payments a month, on average over the year", "Pagamentos por mês, em média do ano")
)

// TaskSums lists the lines that add up what is asked of the institution.
func TaskSums() []string { return []string{Registrations, HouseholdRegistrations, PaidAMonth} }

// taskSums are those sums.
var taskSums = []summedLine{
	{code: Registrations, label: registrationsLabel, unit: abnd.PersonUnit, counts: abnd.CountPersons, schemes: schemeLacking, task: true},
	{code: HouseholdRegistrations, label: householdRegistrationsLabel, unit: abnd.PersonUnit, of: Registrations, counts: abnd.CountHouseholds, schemes: schemeLacking, task: true},
	{code: PaidAMonth, label: paidAMonthLabel, unit: abnd.PersonUnit, schemes: schemeLacking, task: true},
}

// TasksNote says what is counted and what is not.
func TasksNote() abnd.Text {
	return abnd.T("Registrations are those by whom the recipients exceed those of the year before and, with registration_every, those who are registered again; of births, pregnancies and cases of insurance each is one. Elsewhere who takes the place of somebody who left is not counted, so that they are at least so many. Payments a month are a mean of the year. Health care, which pays providers, is left out, and so are payments by day: school meals and public works.",
		"As inscrições são os beneficiários a mais em relação ao ano anterior e, com registration_every, os que se inscrevem de novo; cada nascimento, gravidez ou caso de seguro é uma. Nas outras prestações, quem entra no lugar de quem saiu não é contado, pelo que são, no mínimo, essas. Os pagamentos por mês são uma média do ano. Não se contam os cuidados de saúde, que pagam a prestadores, nem o que se dá por dia: refeições escolares e trabalhos públicos.")
}

// HasTasks reports whether a benefit has registrations: all but health care do.
func HasTasks(study *abnd.Study, b abnd.Benefit) bool {
	return workload.inUse(study, b) || slices.ContainsFunc(GuaranteesOf(b), func(g abnd.Guarantee) bool { return g != abnd.Health })
}

// CountsPayments reports whether the payments of a benefit are counted: not of
// what is given by day.
func CountsPayments(study *abnd.Study, b abnd.Benefit) bool {
	return workload.inUse(study, b) || HasTasks(study, b) && !schoolDays.inUse(study, b) && !publicWorks.inUse(study, b)
}

// addTasks adds what a benefit asks of the institution. In the first year of the
// projection those of a benefit that began before are registered already.
func (b *benefitLines) addTasks() {
	if !HasTasks(b.study, b.benefit) {
		return
	}
	recipients := b.line("beneficiaries")
	registeredBefore := when(less(ref(b.parameter("start")), thisYear), recipients, zero)
	before := when(equal(thisYear, ref(firstProjected)), registeredBefore, prev(b.cell("beneficiaries")))
	stay := least(recipients, before)
	switch {
	case insured.inUse(b.study, b.benefit):
		stay = zero
	case births.inUse(b.study, b.benefit):
		stay = when(isKnown(b.parameter("event")), zero, stay)
	}
	registered := minus(recipients, stay)
	if workload.inUse(b.study, b.benefit) {
		every := b.parameter("registration_every")
		registered = plus(registered, when(isKnown(every), over(stay, ref(every)), zero))
	}
	b.add(Registrations, registrationsLabel, abnd.PersonUnit, b.whenPaid(registered))
	if CountsPayments(b.study, b.benefit) {
		b.add(PaidAMonth, paidAMonthLabel, abnd.PersonUnit,
			b.whenPaid(b.inPartOfYear(recipients, over(times(b.payments, b.monthlyPayment()), ref(monthsPerYear)))))
	}
}

// addMoreTasks adds how much more there is to do than in the status quo, of a
// scenario or package.
func (b *builder) addMoreTasks(group string) {
	for _, s := range taskSums {
		key, before := model.Key(group+"/"+s.code), TotalKey(abnd.StatusQuo, s.code)
		if !b.model.Has(key) || !b.model.Has(before) {
			continue
		}
		b.model.Add(model.Line{
			Key: key + MoreThanStatusQuo, Group: group, Unit: s.unit, Years: b.study.Projection,
			Blankable: b.model.Line(key).Blankable || b.model.Line(before).Blankable, Formula: minus(ref(key), ref(before)),
			Label: abnd.T("%s: more than in the status quo", "%s: a mais do que na situação actual").Fill(s.label),
		})
	}
}
