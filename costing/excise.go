package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// excise: a higher tax on a unit of something, as tobacco, alcohol, sugar or
// fuel.
//
//	q0[t]   = revenue today[t] ÷ t0, or sales[t] × share that pays ÷ price
//	q1 ÷ q0 = 1 + ε × pass-through × (t1 − t0) ÷ price
//	full[t] = t1 × q1[t] − t0 × q0[t]
//
// Tesche, J., Mugosa, A., Cizmovic, M. and Vulovic, V. (2023), A toolkit on modeling
// the impacts of tobacco taxes, Tobacconomics, University of Illinois Chicago: the
// quantity moves by the elasticity ε with the price, which takes up a part of the
// tax.
var excise = financingRule{
	code:  "excise",
	title: abnd.T("higher excise per unit", "imposto especial mais alto por unidade"),
	note: abnd.T("The base, in money, is what the excise yields today or, with efficiency, the sales at today's price. As it grows, the taxes and the price per unit are taken to move with prices.",
		"A base, em dinheiro, é o que o imposto rende hoje ou, com efficiency, as vendas ao preço de hoje. À medida que cresce, supõe-se que os impostos e o preço por unidade acompanham os preços."),
	needs: []string{"tax_today", "tax_new", "unit_price", "elasticity", "pass_through"},
	may:   []string{"efficiency"},
	full: func(m *measure) model.Expr {
		sold := m.line("sold", abnd.T("units that pay, today's demand", "unidades que pagam, com a procura de hoje"), abnd.PureNumber, true,
			when(m.known("efficiency"), over(times(m.base(), m.p("efficiency")), m.p("unit_price")), over(m.base(), m.p("tax_today"))))
		reaction := m.line("reaction", abnd.T("units sold after the rise, relative to today", "unidades vendidas depois da subida, relativas a hoje"), abnd.PureNumber, true,
			plus(one, times(m.p("elasticity"), m.p("pass_through"), over(minus(m.p("tax_new"), m.p("tax_today")), m.p("unit_price")))))
		return minus(times(m.p("tax_new"), sold, reaction), times(m.p("tax_today"), sold))
	},
	check: func(c *measureCheck) {
		before, after := c.value("tax_today"), c.value("tax_new")
		if _, ok := c.number("efficiency"); !ok && before == 0 {
			c.fail("tax_today", "needed", abnd.T("the base is what the excise yields today, but the excise today is 0", "a base é o que o imposto rende hoje, mas o imposto de hoje é 0"),
				abnd.T("enter today's excise, or the share that pays in efficiency and the sales as the base", "indique o imposto de hoje, ou a parte que paga em efficiency e as vendas como base"))
		}
		reaction := 1 + c.value("elasticity")*c.value("pass_through")*(after-before)/c.value("unit_price")
		if c.positive("elasticity", reaction) && after*reaction < before {
			c.warn("tax_new", "yields-less", abnd.T("the new excise yields less than that of today", "o novo imposto rende menos do que o de hoje"),
				abnd.T("check both amounts, the price and the elasticity", "verifique ambos os montantes, o preço e a elasticidade"))
		}
	},
}

// Excise raises the tax on a unit of something from Today to New. PaidBy is the
// share of sales that pays it, where Of is sales at today's price; leave it 0
// where Of is what the excise yields today. See excise.go.
type Excise struct {
	Of          Base
	Today, New  abnd.Money // tax on a unit
	Price       abnd.Money // of a unit today, taxes included
	Elasticity  float64    // of the quantity to its price, −2 to 0
	PassThrough abnd.Share // of the tax, to the price
	PaidBy      abnd.Share
}

func (r Excise) measure() (string, map[string]abnd.Value) {
	p := r.Of.with(map[string]abnd.Value{
		"tax_today": number(r.Today), "tax_new": number(r.New), "unit_price": number(r.Price),
		"elasticity": abnd.Num(r.Elasticity), "pass_through": number(r.PassThrough),
	})
	if r.PaidBy != 0 {
		p["efficiency"] = number(r.PaidBy)
	}
	return excise.code, p
}
