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
	note: abnd.T("The poor who are left out and those not poor who are let in are shares of the target group that is reached by "+
		"the other rules.",
		"Os pobres que ficam de fora e os não pobres que são incluídos são proporções do grupo-alvo alcançado pelas "+
			"outras regras."),
	specs: []Spec{
		{
			Code: "poverty_rate", Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true,
			Label: abnd.T("Poverty headcount of the target group", "Incidência da pobreza no grupo-alvo"),
			Help:  abnd.T("Or name a table by year below; the table counts.", "Ou indique abaixo uma tabela por ano; conta a tabela."),
		}, {
			Code: "poverty_table", Unit: abnd.ChoiceUnit, OfTables: true, Optional: true,
			Label: abnd.T("Table of the poverty headcount", "Tabela da incidência da pobreza"),
		}, {
			Code: "exclusion_error", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Exclusion error", "Erro de exclusão"),
			Help:  abnd.T("Share of the poor who are left out.", "Proporção dos pobres que ficam de fora."),
		}, {
			Code: "inclusion_error", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Inclusion error", "Erro de inclusão"),
			Help:  abnd.T("Share of those not poor who are let in.", "Proporção dos não pobres que são incluídos."),
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
				abnd.T("give poverty_rate, or a table in poverty_table", "indique poverty_rate ou uma tabela em poverty_table"))
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
