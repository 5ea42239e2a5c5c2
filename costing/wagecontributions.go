package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// contributionRate: points added to the rate of contributions, or a rate on wages
// that are newly covered.
//
//	full[t] = Δrate × covered wage bill[t] × compliance
//
// Plamondon, P. and others (2002), Actuarial practice in social security, ILO and
// ISSA, Geneva: contributions are the rate times the insurable earnings, as far as
// they are paid.
var contributionRate = financingRule{
	code:  "contribution-rate",
	title: abnd.T("contribution rate on a covered wage bill", "taxa de contribuição sobre uma massa salarial coberta"),
	note: abnd.T("Wages and employment do not react. With base wage-bill the insured are those of LPR: efficiency is then the share of what they owe that is paid.",
		"Os salários e o emprego não reagem. Com a base wage-bill os segurados são os de LPR: efficiency é então a parte paga do que devem."),
	needs:  []string{"rate", "efficiency"},
	points: true,
	full: func(m *measure) model.Expr {
		return times(m.p("rate"), m.base(), m.p("efficiency"))
	},
	check: func(c *measureCheck) {
		c.bounds(c.at("efficiency"), findFinancingSpec("efficiency").Label, c.value("efficiency"), 0, 1, false)
	},
}

// WageContributions adds points to the rate of contributions on a wage bill: see
// [BaseOf] with [WageBill]. See wagecontributions.go.
type WageContributions struct {
	Of         Base
	Points     abnd.Share
	Compliance abnd.Share // paid, of what is due
}

func (r WageContributions) measure() (string, map[string]abnd.Value) {
	return contributionRate.code, r.Of.with(map[string]abnd.Value{"rate": number(r.Points), "efficiency": number(r.Compliance)})
}
