package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The ways to say for which months a benefit is paid.
const (
	paidInSeason   = "season"
	paidAfterEvent = "event"
)

var paymentList = &model.List{Name: "payment_rule", Codes: []model.ListCode{
	{Code: paidInSeason, Label: abnd.T("some months of each year", "alguns meses de cada ano")},
	{Code: paidAfterEvent, Label: abnd.T("some months after an event", "alguns meses após um acontecimento")},
}}

// What the amount of a benefit that is paid for months is given for.
const (
	amountPerPayment = "payment"
	amountPerMonth   = "month"
)

var amountPerList = &model.List{Name: "amount_per", Codes: []model.ListCode{
	{Code: amountPerPayment, Label: abnd.T("one payment", "um pagamento")},
	{Code: amountPerMonth, Label: abnd.T("one month", "um mês")},
}}

// payments: how many payments there are where they follow from months, and
// benefits that are paid once.
//
//	payments in the year = months paid ÷ months covered by one payment
//	amount of one payment = amount a month × months covered, where it is given by the month
//
// season: so many months of every year, at most twelve: all of them for a
// benefit paid every quarter, the working months for a seasonal one. event:
// so many months for each person of the target group, who are those with an
// event in the year, as births; all of them are counted in the year of the
// event. A fraction of a payment is a mean. These take the place of the
// payments a year, which must be blank. Angola's Kwenda gives Kz 11,000 a
// month, paid as 33,000 a quarter.
//
// A benefit that is paid once has beneficiaries in its first year only: those
// who are in the target group then. Nobody who enters the group later is paid.
// For a grant once in the life of each person, as at birth, take instead the
// group that reaches the event in each year, with one payment.
var payments = family{
	title: abnd.T("Periodic and seasonal payments", "Pagamentos periódicos e sazonais"),
	note: abnd.T("All months after an event are counted in the year of the event. A benefit that is paid once has no "+
		"beneficiaries after its first year.",
		"Todos os meses após um acontecimento contam no ano deste. Uma prestação paga uma só vez não tem beneficiários "+
			"depois do primeiro ano."),
	specs: []Spec{
		{
			Code: "payment_rule", Unit: abnd.ChoiceUnit, List: paymentList, Optional: true,
			Label: abnd.T("Months that are paid", "Meses que são pagos"),
			Help:  abnd.T("season: months of each year; event: months after an event. Instead of payments per year.", "season: meses de cada ano; event: meses após um acontecimento. Em vez dos pagamentos por ano."),
		}, {
			Code: "months_paid", Unit: abnd.Months, Low: 0, High: 120, NeededIf: "payment_rule", NeededFor: paymentList.Names(),
			Label: abnd.T("Months paid, in the year or after the event", "Meses pagos, no ano ou após o acontecimento"),
		}, {
			Code: "months_per_payment", Unit: abnd.MonthsPerPayment, Low: 0.25, High: 12, NeededIf: "payment_rule", NeededFor: paymentList.Names(),
			Label: abnd.T("Months covered by one payment", "Meses cobertos por um pagamento"),
			Help:  abnd.T("1 for a monthly payment, 3 for a quarterly one.", "1 para um pagamento mensal, 3 para um trimestral."),
		}, {
			Code: "amount_per", Unit: abnd.ChoiceUnit, List: amountPerList, NeededIf: "payment_rule", NeededFor: paymentList.Names(),
			Label: abnd.T("The amount covers", "O montante cobre"),
			Help:  abnd.T("month: one payment is the amount times the months that it covers; payment: the amount is one payment.", "month: um pagamento é o montante vezes os meses que cobre."),
		}, {
			Code: "paid_once", Unit: abnd.ChoiceUnit, List: model.YesNo, Optional: true,
			Label: abnd.T("Paid in its first year only", "Pago apenas no primeiro ano"),
			Help:  abnd.T("yes: only to the target group of that year; no payments later.", "yes: a quem está no grupo-alvo nesse ano e a mais ninguém depois."),
		},
	},
	prepare: func(b *benefitLines) {
		rule, covers := b.parameter("payment_rule"), ref(b.parameter("months_per_payment"))
		b.addCell("payments_made", abnd.T("Payments in the year, or after the event", "Pagamentos no ano, ou após o acontecimento"), abnd.Payments,
			over(ref(b.parameter("months_paid")), covers))
		b.payments = when(isKnown(rule), b.line("payments_made"), b.payments)

		monthly := b.definition("payment_of_a_month", abnd.T("Payment of one month", "Pagamento de um mês"), abnd.MonthsPerPayment, 1)
		byMonth := allOf(isKnown(rule), isCode(b.parameter("amount_per"), amountPerMonth))
		b.addBlankable("period_amount", abnd.T("Amount of one payment, before indexation", "Montante de um pagamento, antes da actualização"), abnd.MoneyPerPayment,
			when(byMonth, times(b.setAmount, over(covers, monthly)), b.setAmount))
		b.setAmount = b.line("period_amount")

		first := equal(thisYear, ref(b.parameter("start")))
		b.addFactor("once", abnd.T("Paid in this year: 1, otherwise 0", "Pago neste ano: 1; se não, 0"),
			when(isCode(b.parameter("paid_once"), model.Yes), when(first, one, zero), one))
		b.reached = append(b.reached, b.line("once"))
	},
	check: func(c *benefitCheck) {
		c.ruled("payment_rule", "months_paid", "months_per_payment", "amount_per")
		c.rejectFamilies("payment_rule", insured, interventions)
		if c.code("payment_rule") == paidAfterEvent {
			c.rejectCombination("payment_rule", "event") // whose months of entitlement would count twice
		}
		months, okMonths := c.number("months_paid")
		covers, okCovers := c.number("months_per_payment")
		if c.code("payment_rule") == paidInSeason && months > monthsInAYear {
			c.fail("months_paid", "out-of-range", abnd.T("a year has no %v months", "um ano não tem %v meses").Fill(months),
				abnd.T("enter at most 12, or choose event in payment_rule", "indique, no máximo, 12 ou escolha event em payment_rule"))
		}
		if c.code("payment_rule") != "" && okMonths && okCovers && months > 0 && covers > months {
			c.fail("months_per_payment", "order", abnd.T("one payment covers %v months, but only %v are paid", "um pagamento cobre %v meses, mas só são pagos %v").Fill(covers, months),
				abnd.T("enter at most the months that are paid", "indique, no máximo, os meses que são pagos"))
		}
		if start, ok := c.number("start"); ok && c.code("paid_once") == model.Yes && abnd.Year(start) < c.study.Projection.First {
			c.fail("start", "paid-before", abnd.T("a benefit that is paid once has its first year in %v, before the projection", "uma prestação paga uma só vez começa em %v, antes da projecção").Fill(start),
				abnd.T("enter a first year within the projection, or clear paid_once", "indique um primeiro ano dentro da projecção ou apague paid_once"))
		}
	},
}

// Season pays some months of each year, one payment for so many of them. It
// takes the place of the payments a year. See payments.go.
type Season struct {
	Months, MonthsPerPayment float64
	// AmountPerMonth says that the amount is that of a month rather than of a
	// payment.
	AmountPerMonth bool
}

func (r Season) parameters() map[string]abnd.Value {
	return paidMonths(paidInSeason, r.Months, r.MonthsPerPayment, r.AmountPerMonth)
}

// AfterEvent pays some months to each person who has an event in the year,
// one payment for so many of them. It takes the place of the payments a year.
// See payments.go.
type AfterEvent struct {
	Months, MonthsPerPayment float64
	// AmountPerMonth says that the amount is that of a month rather than of a
	// payment.
	AmountPerMonth bool
}

func (r AfterEvent) parameters() map[string]abnd.Value {
	return paidMonths(paidAfterEvent, r.Months, r.MonthsPerPayment, r.AmountPerMonth)
}

func paidMonths(rule string, months, covers float64, perMonth bool) map[string]abnd.Value {
	per := amountPerPayment
	if perMonth {
		per = amountPerMonth
	}
	return map[string]abnd.Value{
		"payment_rule": abnd.Code(rule), "months_paid": abnd.Num(months), "months_per_payment": abnd.Num(covers),
		"amount_per": abnd.Code(per), "payments": {},
	}
}

// PaidOnce pays a benefit in its first year only. See payments.go.
type PaidOnce struct{}

func (PaidOnce) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"paid_once": abnd.Code(model.Yes)}
}
