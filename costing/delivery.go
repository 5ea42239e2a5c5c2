package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// delivery: how often a benefit is paid and how much of it arrives.
//
//	C[t] = B[t] × b[t] × payments in the year × share of entitlement paid
var delivery = family{
	title: abnd.T("Payments", "Pagamentos"),
	specs: []Spec{
		{
			Code: "payments", Unit: abnd.Payments, Low: 0, High: 366, ReplacedBy: []string{"school_days", "payment_rule", "works_time", "duration"},
			Label: abnd.T("Payments per year", "Pagamentos por ano"),
			Help:  abnd.T("12 for a monthly benefit; 4 months of benefit are 4.", "12 para uma prestação mensal; 4 meses de prestação são 4."),
		}, {
			Code: "share_paid", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Share of entitlements actually paid", "Parte do valor devido efectivamente paga"),
			Help:  abnd.T("Below 100% if payments are missed or people join during the year. It moves what each gets; who is not paid at all is share_recipients_paid.", "Inferior a 100 % se há pagamentos falhados ou entradas durante o ano. Altera o que cada pessoa recebe; a quem nada se paga é share_recipients_paid."),
		},
	},
	lines: func(b *benefitLines) {
		b.add("benefit_cost", abnd.T("Benefit expenditure", "Despesa com prestações"), abnd.CurrentMoney,
			b.whenPaid(b.inPartOfYear(append(append([]model.Expr{b.line("beneficiaries")}, b.entitled()...), b.sharePaid)...)))
		b.addArrears()
	},
	check: func(c *benefitCheck) { c.arrearsSaved() },
}

// Delivery reports how many payments a year there are and what share of the
// entitlement is paid. See delivery.go.
type Delivery struct {
	PaymentsPerYear float64
	SharePaid       abnd.Share
}

func (r Delivery) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"payments": abnd.Num(r.PaymentsPerYear), "share_paid": number(r.SharePaid)}
}
