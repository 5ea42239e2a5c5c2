package costing

import "github.com/openabnd/engine/abnd"

// history: amounts that a government has set from year to year. Each applies
// from its own year on; only the last one is indexed, from its year.
var history = family{
	title: abnd.T("History of amounts", "Histórico dos montantes"),
	specs: []Spec{
		datedAmount("amount_2", abnd.T("Second amount", "Segundo montante")),
		stepYear("amount_2_year", abnd.T("Second amount from", "Segundo montante a partir de")),
		datedAmount("amount_3", abnd.T("Third amount", "Terceiro montante")),
		stepYear("amount_3_year", abnd.T("Third amount from", "Terceiro montante a partir de")),
		datedAmount("amount_4", abnd.T("Fourth amount", "Quarto montante")),
		stepYear("amount_4_year", abnd.T("Fourth amount from", "Quarto montante a partir de")),
	},
	prepare: func(b *benefitLines) {
		first := Ref{b.parameter("amount_year")}
		setYear, last := Expr(first), Expr(first)
		for _, code := range laterAmounts {
			year := b.parameter(code + "_year")
			setYear = If{b.hasCome(code), Ref{year}, setYear}
			last = If{Known{year}, Ref{year}, last}
		}
		b.addBlankable("set_amount", abnd.T("Amount in force, before indexation", "Montante em vigor, antes da indexação"), abnd.MoneyPerPayment,
			b.stepped(b.setAmount, laterAmounts...))
		b.addBlankable("set_year", abnd.T("Year of the amount in force", "Ano do montante em vigor"), abnd.CalendarYear, setYear)
		b.addCell("last_year", abnd.T("Year of the last amount", "Ano do último montante"), abnd.CalendarYear, last)
		b.setAmount, b.setYear = b.line("set_amount"), b.line("set_year")
		b.addFactor("history_index", abnd.T("Index of the last amount", "Índice do último montante"),
			If{Compare{Equal, b.line("set_year"), b.line("last_year")}, b.indexed, One{}})
		b.indexed = b.line("history_index")
	},
	check: func(c *benefitCheck) {
		c.pairs(laterAmounts...)
		c.inOrder("amount_year", "amount_2_year", "amount_3_year", "amount_4_year")
		for _, code := range laterAmounts {
			if year, ok := c.number(code + "_year"); ok && !c.study.Frame().Contains(abnd.Year(year)) {
				c.fail(code+"_year", "year-outside",
					abnd.T("the year of the amount, %v, is outside the frame %s", "o ano do montante, %v, está fora do período %s").Fill(year, c.study.Frame()),
					abnd.T("give a year of the frame", "indique um ano do período"))
			}
		}
	},
}

// laterAmounts are the codes of the amounts after the first.
var laterAmounts = []string{"amount_2", "amount_3", "amount_4"}

func datedAmount(code string, label abnd.Text) Spec {
	return Spec{Code: code, Label: label, Unit: abnd.MoneyPerPayment, Low: 0, High: maxMoney, Optional: true}
}

// AmountsFrom are the amounts that follow the first one, by the year from
// which each applies: three at most. See history.go.
type AmountsFrom map[abnd.Year]abnd.Money

func (r AmountsFrom) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{}
	for i, year := range sortedKeys(r) {
		if i == len(laterAmounts) {
			panic("costing: AmountsFrom takes three amounts at most")
		}
		p[laterAmounts[i]], p[laterAmounts[i]+"_year"] = number(r[year]), number(year)
	}
	return p
}
