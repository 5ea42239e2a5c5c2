package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// consumptionTax: points added to the rate of a tax on consumption.
//
//	taxed[t] = consumption[t] × C-efficiency, or revenue today[t] ÷ τ
//	full[t]  = Δτ × taxed[t] × (1 + ε × Δτ ÷ (1 + τ))
//
// C-efficiency is revenue ÷ (standard rate × consumption), taken to stay as it
// is: Keen, M. (2013), The anatomy of the VAT, IMF Working Paper 13/111,
// Washington. The price rises by Δτ ÷ (1 + τ), and what is consumed moves with
// it by the elasticity ε, which is negative or zero.
var consumptionTax = financingRule{
	code:  "consumption-tax",
	title: abnd.T("points added to a consumption tax", "pontos acrescentados a um imposto sobre o consumo"),
	note: abnd.T("The elasticity applies to the revenue that the added points bring. What the present rate loses on a smaller base is not deducted.",
		"A elasticidade aplica-se à receita que os pontos acrescentados trazem. O que a taxa de hoje perde numa base menor não se desconta."),
	needs:  []string{"rate", "rate_today", "elasticity"},
	may:    []string{"efficiency"},
	points: true,
	full: func(m *measure) model.Expr {
		taxed := m.line("taxed", abnd.T("consumption that pays the full rate", "consumo que paga a taxa inteira"), abnd.CurrentMoney, false,
			when(m.known("efficiency"), times(m.base(), m.p("efficiency")), over(m.base(), m.p("rate_today"))))
		reaction := m.line("reaction", abnd.T("consumption after the rise, relative to today", "consumo depois da subida, relativo a hoje"), abnd.PureNumber, true,
			plus(one, times(m.p("elasticity"), over(m.p("rate"), plus(one, m.p("rate_today"))))))
		return times(m.p("rate"), taxed, reaction)
	},
	check: func(c *measureCheck) {
		if _, ok := c.number("efficiency"); !ok && c.value("rate_today") == 0 {
			c.fail("rate_today", "needed", abnd.T("the base is what the tax yields today, but its rate today is 0", "a base é o que o imposto rende hoje, mas a sua taxa de hoje é 0"),
				abnd.T("enter today's rate, or the share that is collected in efficiency and consumption as the base", "indique a taxa de hoje, ou a parte cobrada em efficiency e o consumo como base"))
		}
		c.positive("elasticity", 1+c.value("elasticity")*c.value("rate")/(1+c.value("rate_today")))
	},
}

// ConsumptionTax adds points to the rate of a tax on consumption. Of is
// consumption, with its C-efficiency, or what the tax yields today; Efficiency is
// then 0. See consumptiontax.go.
type ConsumptionTax struct {
	Of         Base
	Points     abnd.Share // added to the rate
	Today      abnd.Share // the rate today
	Efficiency abnd.Share // C-efficiency, where Of is consumption
	Elasticity float64    // of consumption to its price, −2 to 0
}

func (r ConsumptionTax) measure() (string, map[string]abnd.Value) {
	p := r.Of.with(map[string]abnd.Value{"rate": number(r.Points), "rate_today": number(r.Today), "elasticity": abnd.Num(r.Elasticity)})
	if r.Efficiency != 0 {
		p["efficiency"] = number(r.Efficiency)
	}
	return consumptionTax.code, p
}
