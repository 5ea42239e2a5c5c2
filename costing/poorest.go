package costing

import (
	"github.com/openabnd/engine/abnd"
)

// poorest: the poorest share of the target group is selected by a ranking,
// such as a proxy means test. Who is poor is known to the ranking only in
// part; how many are selected is not in doubt.
//
//	B[t] = N[t] × take-up[t] × p
//	poor among the selected = r × min(p, h) + (1 − r) × p × h     share of N
//
// p is the share selected, h the poverty headcount of the target group and r
// the accuracy of the ranking: 1 selects the poorest without a fault, 0 draws
// lots. At r = 1 the poor come first; at r = 0 they are among the selected as
// among everyone; between the two, a share r of the places is given by a
// faultless ranking and the rest by lot. The exclusion error that follows is
// 1 − poor among the selected ÷ h.
var poorest = family{
	title: abnd.T("Proxy means test", "Os mais pobres segundo um teste indirecto de meios (PMT)"),
	note: abnd.T("The accuracy changes which persons are selected, not how many.",
		"A precisão altera que pessoas são seleccionadas, e não quantas."),
	specs: []Spec{
		{
			Code: "poorest_share", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Share selected (poorest)", "Proporção seleccionada (mais pobres)"),
			Help:  abnd.T("0.4: the poorest 40% of the target group by the ranking.", "0,4: os 40 % mais pobres do grupo-alvo segundo a ordenação."),
		}, {
			Code: "ranking_accuracy", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Accuracy of the ranking", "Precisão da ordenação"),
			Help:  abnd.T("1: no errors; 0: random selection. It changes who is selected, not how many.", "1: sem erros; 0: selecção aleatória. Altera quem é seleccionado, e não quantos."),
		}, {
			Code: "ranked_headcount", Nature: Circumstance, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Poverty headcount among the persons ranked", "Incidência da pobreza entre os ordenados"),
			Help:  abnd.T("Share of the target group that is poor.", "Proporção do grupo-alvo que é pobre."),
		},
	},
	prepare: func(b *benefitLines) {
		p, r, h := ref(b.parameter("poorest_share")), ref(b.parameter("ranking_accuracy")), ref(b.parameter("ranked_headcount"))
		b.reached = append(b.reached, p)
		b.addCell("poor_selected", abnd.T("Poor who are selected, share of the target group", "Pobres seleccionados, proporção do grupo-alvo"), abnd.PureNumber,
			plus(times(r, least(p, h)), times(minus(one, r), p, h)))
		b.add("poor_among_selected", abnd.T("Beneficiaries who are poor, by the ranking", "Beneficiários pobres, segundo a ordenação"), abnd.PersonUnit,
			b.whenPaid(when(equal(p, zero), zero, over(times(b.line("beneficiaries"), b.line("poor_selected")), p))))
	},
	check: func(c *benefitCheck) {
		if code, ok := c.fillsIn(poverty); ok {
			c.fail(code, "two-targetings", abnd.T("the poorest are selected by a proxy means test, so %s is not used", "os mais pobres são seleccionados por um teste indirecto de meios, logo não se usa: %s").Fill(code),
				abnd.T("clear this cell, or clear poorest_share, ranking_accuracy and ranked_headcount", "apague esta célula, ou apague poorest_share, ranking_accuracy e ranked_headcount"))
		}
	},
}

// PoorestShare selects the poorest share of the target group by a ranking of
// some accuracy, 0 to 1. See poorest.go.
type PoorestShare struct {
	Share, Accuracy, Headcount abnd.Share
}

func (r PoorestShare) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"poorest_share": number(r.Share), "ranking_accuracy": number(r.Accuracy), "ranked_headcount": number(r.Headcount),
	}
}
