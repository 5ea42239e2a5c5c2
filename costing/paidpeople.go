package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// paidPeople: what is due and not paid, in two shares that do not move the same
// things. The share of recipients who are paid, p, moves beneficiaries, so
// coverage and cost; the share of the year's payments that are made, q, moves
// cost and what each gets, so adequacy. After the last year of which they are
// known, what is due is paid in full, in the status quo as elsewhere, unless a
// scenario states otherwise. The difference is in arrears, and no saving.
//
//	B[s,t]     = enrolled[s,t] × p[t]
//	C[t]       = B[t] × b[t] × payments in the year × q[t]
//	arrears[t] = enrolled[t] × b[t] × payments in the year × (1 − p[t] × q[t])
//	p[t], q[t] = 1                              after the last year of the shares
//
// Mozambique, 2023: of 639,636 households enrolled in the Basic Social Subsidy
// 302,897 were paid (O País, on data of INAS of December 2023): p = 0.474.
var paidPeople = family{
	title: abnd.T("Recipients and payments in arrears", "Beneficiários e pagamentos em atraso"),
	note: abnd.T("Enrolled are the beneficiaries before the share of recipients. Those who are not paid stay enrolled and are owed what is due: "+
		"enrolled × entitlement × (1 − share of recipients × share of payments) is shown as in arrears, and is not part of the cost. "+
		"A year in which less was paid is no policy: enter the last year of which the shares are known, and from the next one on "+
		"all that is due is paid.",
		"Os inscritos são os beneficiários antes da proporção a quem se paga. Quem não é pago continua inscrito e é credor do que lhe é devido: "+
			"inscritos × valor devido × (1 − proporção dos beneficiários × parte dos pagamentos) mostra-se como em atraso e não faz parte do custo. "+
			"Um ano em que se pagou menos não é uma política: indique o último ano de que se conhecem as partes; a partir do "+
			"seguinte paga-se tudo o que é devido."),
	specs: []Spec{
		{
			Code: "share_recipients_paid", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true,
			Label: abnd.T("Share of recipients who are paid", "Proporção dos beneficiários a quem se paga"),
			Help:  abnd.T("Of those enrolled. It moves coverage and cost, and not what each gets. Blank: all.", "Dos inscritos. Altera a cobertura e o custo, mas não o que cada pessoa recebe. Em branco: todos."),
		}, {
			Code: "share_recipients_paid_table", Nature: Outlook, Unit: abnd.ChoiceUnit, OfTables: true, Optional: true,
			Label: abnd.T("Table of the share of recipients who are paid", "Tabela da proporção dos beneficiários a quem se paga"),
			Help:  abnd.T("The id of a row of SERIES; it replaces the constant share.", "O código de uma linha da folha SERIES; conta em vez da proporção constante."),
		}, {
			Code: "shares_paid_until", Nature: Circumstance, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1], Optional: true,
			Label: abnd.T("Last year of the shares paid", "Último ano das partes pagas"),
			Help:  abnd.T("Last year in which the shares of recipients and of payments hold; later, what is due is paid in full. Blank: they hold in all years.", "Último ano em que valem as partes dos beneficiários e dos pagamentos; depois, paga-se tudo o que é devido. Em branco: valem em todos os anos."),
		},
	},
	prepare: func(b *benefitLines) {
		until := b.parameter("shares_paid_until")
		b.addCell("shares_paid_last", abnd.T("Last year of the shares paid, used", "Último ano das partes pagas, usado"), abnd.CalendarYear,
			when(isKnown(until), ref(until), ref(projectionLast)))
		after := less(b.line("shares_paid_last"), thisYear)
		table, share := b.parameter("share_recipients_paid_table"), b.parameter("share_recipients_paid")
		b.addBlankable("recipients_paid", abnd.T("Share of recipients who are paid, in the year", "Proporção dos beneficiários a quem se paga, no ano"), abnd.PureNumber,
			when(after, one, when(isKnown(table), b.table("share_recipients_paid_table"), when(isKnown(share), ref(share), one))))
		b.recipientsPaid = b.line("recipients_paid")
		b.addBlankable("payments_made_share", abnd.T("Share of payments made, in the year", "Parte dos pagamentos feita, no ano"), abnd.PureNumber,
			when(after, one, b.sharePaid))
		b.sharePaid = b.line("payments_made_share")
	},
}

// addArrears adds what is due to those who are enrolled and not paid.
func (b *benefitLines) addArrears() {
	if b.recipientsPaid == nil {
		return
	}
	b.add("arrears", abnd.T("Due and not paid: in arrears", "Devido e não pago: em atraso"), abnd.CurrentMoney,
		b.whenPaid(b.inPartOfYear(append(append([]model.Expr{b.line("enrolled")}, b.entitled()...), minus(one, times(b.recipientsPaid, b.sharePaid)))...)))
}

// RecipientsPaid pays a share of the recipients who are enrolled, up to a year
// after which what is due is paid in full; with no year it goes on. See
// paidpeople.go.
type RecipientsPaid struct {
	Share abnd.Share
	Until abnd.Year
}

func (r RecipientsPaid) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{"share_recipients_paid": number(r.Share)}
	if r.Until != 0 {
		p["shares_paid_until"] = number(r.Until)
	}
	return p
}

// SharesPaidUntil is the last year in which the shares of recipients and of
// payments that are paid hold. See paidpeople.go.
type SharesPaidUntil abnd.Year

func (r SharesPaidUntil) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"shares_paid_until": number(r)}
}
