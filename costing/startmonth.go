package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// startMonth: a benefit whose payments begin within its first year. Of that
// year's payments those from the month on are made, the others never.
//
//	part of the year[t] = (12 − month + 1) ÷ 12   in the first year of payment
//	                    = 1                       in the others
//	C[t] = B[t] × b[t] × payments in the year × share paid × part of the year[t]
//
// Those who are paid from July on are recipients of that year like any others.
var startMonth = family{
	title: abnd.T("Start within the year", "Início durante o ano"),
	note: abnd.T("It counts in the first year of payment only: recipients and the amount of a payment are those of a whole year, while "+
		"benefit expenditure, contributions and premiums are those of the months from the first payment on. Administration per "+
		"beneficiary, fixed and of set-up is that of the whole year, as preparation comes before payment.",
		"Só conta no primeiro ano de pagamento: os beneficiários e o montante de um pagamento são os de um ano inteiro; a despesa com "+
			"prestações, as contribuições e os prémios são os dos meses a partir do primeiro pagamento. A administração por beneficiário, "+
			"fixa e de arranque é a do ano inteiro, porque a preparação antecede o pagamento."),
	specs: []Spec{{
		Code: "start_month", Unit: abnd.Months, Whole: true, Low: 1, High: monthsInAYear, Optional: true,
		Label: abnd.T("Month of the first payment", "Mês do primeiro pagamento"),
		Help:  abnd.T("Of the first year: 1 is January, 7 July, 12 December. Blank: the whole year.", "Do primeiro ano: 1 é Janeiro, 7 Julho, 12 Dezembro. Em branco: o ano inteiro."),
	}},
	prepare: func(b *benefitLines) {
		month := b.parameter("start_month")
		january := b.definition("first_month", abnd.T("First month of a year", "Primeiro mês de um ano"), abnd.Months, 1)
		part := over(minus(ref(monthsPerYear), minus(ref(month), january)), ref(monthsPerYear))
		b.addFactor("part_of_year", abnd.T("Part of the year that is paid", "Parte do ano que é paga"),
			when(allOf(isKnown(month), equal(thisYear, ref(b.parameter("start")))), part, one))
		b.partOfYear = append(b.partOfYear, b.line("part_of_year"))
	},
	check: func(c *benefitCheck) {
		c.rejectCombination("start_month", "paid_once")
		if c.has("start_month") && len(c.benefit.Replaces) > 0 {
			c.fail("start_month", "replaces-within-year",
				abnd.T("the scheme that this benefit replaces ends on 1 January, so nobody would be paid until its first month", "o regime que esta prestação substitui acaba em 1 de Janeiro, pelo que ninguém receberia até ao primeiro mês dela"),
				abnd.T("leave start_month blank, or enter the year after as the first year", "deixe start_month em branco ou indique o ano seguinte como primeiro"))
		}
	},
}

// StartMonth is the month of its first year in which a benefit is paid for the
// first time: 7 for July. See startmonth.go.
type StartMonth int

func (r StartMonth) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"start_month": number(r)}
}

// inPartOfYear are the factors of what is paid in a year, where some of it is
// left out in the first.
func (b *benefitLines) inPartOfYear(factors ...model.Expr) model.Expr {
	return times(append(factors, b.partOfYear...)...)
}
