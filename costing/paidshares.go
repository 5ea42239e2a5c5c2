package costing

import (
	"github.com/openabnd/engine/abnd"
)

// paidShares: the share of the entitlement that is paid, year by year, as
// delivery gets better. The table counts in place of the constant share; a
// scenario without one keeps the constant.
//
//	C[t] = B[t] × b[t] × payments in the year × share paid[t]
//
// Timor-Leste, 2016: of 94,287 pensions of USD 30 for twelve months, or
// 33.94 million, 31.9 million were paid: 0.94.
var paidShares = family{
	title: abnd.T("Share of entitlement paid by year", "Parte paga do valor devido, por ano"),
	specs: []Spec{
		{
			Code: "share_paid_table", Nature: Outlook, Unit: abnd.ChoiceUnit, OfTables: true, Optional: true,
			Label: abnd.T("Table of the share of entitlements actually paid", "Tabela da parte do valor devido efectivamente paga"),
			Help:  abnd.T("The id of a row of SERIES; it replaces the constant share.", "O código de uma linha da folha SERIES; conta em vez da proporção constante."),
		},
	},
	prepare: func(b *benefitLines) {
		b.addBlankable("share_paid", abnd.T("Share of entitlements actually paid, by year", "Parte do valor devido efectivamente paga, por ano"), abnd.PureNumber,
			when(isKnown(b.parameter("share_paid_table")), b.table("share_paid_table"), b.sharePaid))
		b.sharePaid = b.line("share_paid")
	},
}

// PaidShareTable takes the share of entitlement paid from the study's table
// with this ID. See paidshares.go.
type PaidShareTable string

func (r PaidShareTable) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"share_paid_table": abnd.Code(string(r))}
}
