package costing

import (
	"github.com/openabnd/engine/abnd"
)

// poverty: targeting on the poor, with its errors.
//
//	B[t] = N[t] × take-up[t] × (h[t] × (1 − exclusion error) + (1 − h[t]) × inclusion error)
//
// h is the poverty headcount of the target group, one share or a table by
// year. The exclusion error is the share of the poor who are left out, the
// inclusion error the share of those not poor who are let in.
var poverty = family{
	title: abnd.T("Poverty targeting", "Focalização na pobreza"),
	note: abnd.T("The rates of exclusion and inclusion error are shares of the poor and of the non-poor in the target group "+
		"that the other rules leave.",
		"As taxas de erro de exclusão e de inclusão são proporções dos pobres e dos não pobres do grupo-alvo que as "+
			"outras regras deixam."),
	specs: []Spec{
		{
			Code: "poverty_rate", Nature: Circumstance, Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true,
			Label: abnd.T("Poverty headcount of the target group", "Incidência da pobreza no grupo-alvo"),
			Help:  abnd.T("Or enter the id of a table by year below; the table takes precedence.", "Ou indique abaixo o código de uma tabela por ano; a tabela prevalece."),
		}, {
			Code: "poverty_table", Nature: Outlook, Unit: abnd.ChoiceUnit, OfTables: true, Optional: true,
			Label: abnd.T("Table of the poverty headcount", "Tabela da incidência da pobreza"),
		}, {
			Code: "exclusion_error", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Exclusion error rate", "Taxa de erro de exclusão"),
			Help:  abnd.T("Share of the poor who are excluded.", "Proporção dos pobres que são excluídos."),
		}, {
			Code: "inclusion_error", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Inclusion error rate", "Taxa de erro de inclusão"),
			Help:  abnd.T("Share of the non-poor who receive the benefit.", "Proporção dos não pobres que recebem a prestação."),
		},
	},
	prepare: func(b *benefitLines) {
		rate := when(isKnown(b.parameter("poverty_table")), b.table("poverty_table"), ref(b.parameter("poverty_rate")))
		b.addBlankable("poor_share", abnd.T("Share of the target group that is poor", "Proporção do grupo-alvo que é pobre"), abnd.PureNumber, rate)
		left := minus(one, ref(b.parameter("exclusion_error")))
		b.addBlankable("poor_reached", abnd.T("Poor who are reached, share of the target group", "Pobres alcançados, proporção do grupo-alvo"), abnd.PureNumber,
			times(b.line("poor_share"), left))
		b.addBlankable("targeting", abnd.T("Reached by targeting, share of the target group", "Alcançados pela focalização, proporção do grupo-alvo"), abnd.PureNumber,
			plus(b.line("poor_reached"), times(minus(one, b.line("poor_share")), ref(b.parameter("inclusion_error")))))
		b.reached = append(b.reached, b.line("targeting"))
		b.add("poor_beneficiaries", abnd.T("Beneficiaries who are poor", "Beneficiários pobres"), abnd.PersonUnit,
			b.whenPaid(when(equal(b.line("targeting"), zero), zero, over(times(b.line("beneficiaries"), b.line("poor_reached")), b.line("targeting")))))
	},
	check: func(c *benefitCheck) {
		if c.scenario.Value(c.benefit, "poverty_rate").IsBlank() && c.scenario.Value(c.benefit, "poverty_table").IsBlank() {
			c.fail("poverty_rate", "needed", abnd.T("poverty targeting needs the poverty headcount", "a focalização na pobreza precisa da incidência da pobreza"),
				abnd.T("enter poverty_rate, e.g. 35%, or the id of a table in poverty_table", "indique poverty_rate, por exemplo 35 %, ou o código de uma tabela em poverty_table"))
		}
	},
}

// PovertyTargeting reaches the poor of the target group, with the errors of
// the selection. See poverty.go.
type PovertyTargeting struct {
	Headcount                      abnd.Share
	ExclusionError, InclusionError abnd.Share
}

func (r PovertyTargeting) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"poverty_rate": number(r.Headcount), "exclusion_error": number(r.ExclusionError), "inclusion_error": number(r.InclusionError),
	}
}
