package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// history: amounts that a government has set, or announced, from year to
// year. Each applies from its own year on, and the amount in force is indexed
// by the benefit's rule from that year until the next one takes over.
//
// Up to the last year of known amounts an amount is a fact: while an amount
// of such a year is still to come, the one in force stays what it is. One
// that is announced for a later year changes nothing before its own.
//
//	b[t] = b[k]                  while a known amount is still to come
//	b[t] = b[k] × I[t] ÷ I[k]    else; k: the year of the amount in force
var history = family{
	title: abnd.T("Successive amounts", "Montantes sucessivos"),
	note: abnd.T("Each amount is in prices of its year and in force from that year on. It is indexed from its year until the "+
		"next amount replaces it, but is not indexed while another amount is still to come whose year is not after the "+
		"last year of known amounts (that of GENERAL, or the year before the projection).",
		"Cada montante está a preços do seu ano e vigora a partir dele. É actualizado a partir do seu ano até o seguinte "+
			"o substituir, mas não é actualizado enquanto estiver para vir outro montante de um ano que não é posterior ao "+
			"último ano com montantes conhecidos (o de GENERAL, ou o anterior à projecção)."),
	specs: []Spec{
		datedAmount("amount_2", abnd.T("Second amount", "Segundo montante")).withHelp(laterAmountHelp),
		stepYear("amount_2_year", abnd.T("Second amount from", "Segundo montante a partir de")).withHelp(laterYearHelp),
		datedAmount("amount_3", abnd.T("Third amount", "Terceiro montante")).withHelp(laterAmountHelp),
		stepYear("amount_3_year", abnd.T("Third amount from", "Terceiro montante a partir de")).withHelp(laterYearHelp),
		datedAmount("amount_4", abnd.T("Fourth amount", "Quarto montante")).withHelp(laterAmountHelp),
		stepYear("amount_4_year", abnd.T("Fourth amount from", "Quarto montante a partir de")).withHelp(laterYearHelp),
	},
	prepare: func(b *benefitLines) {
		b.addBlankable("set_amount", abnd.T("Amount in force, before indexation", "Montante em vigor, antes da actualização"), abnd.MoneyPerPayment,
			b.stepped(b.setAmount, laterAmounts...))
		b.addBlankable("set_year", abnd.T("Year of the amount in force", "Ano do montante em vigor"), abnd.CalendarYear,
			b.lastDated(func(year model.Expr) model.Cond { return atMost(year, thisYear) }))
		b.addCell("known_year", abnd.T("Year of the last known amount", "Ano do último montante conhecido"), abnd.CalendarYear, b.lastDated(alreadyKnown))
		b.setAmount, b.setYear = b.line("set_amount"), b.line("set_year")
		b.addFactor("history_index", abnd.T("Index of the amount in force", "Índice do montante em vigor"),
			when(less(b.line("set_year"), b.line("known_year")), one, b.indexed))
		b.indexed = b.line("history_index")
	},
	check: func(c *benefitCheck) {
		c.pairs(laterAmounts...)
		c.inOrder("amount_year", "amount_2_year", "amount_3_year", "amount_4_year")
		for _, code := range laterAmounts {
			if year, ok := c.number(code + "_year"); ok && !c.study.Frame().Contains(abnd.Year(year)) {
				c.fail(code+"_year", "year-outside",
					abnd.T("the year of the amount, %v, is outside the data years %s", "o ano de referência do montante, %v, está fora dos anos dos dados, %s").Fill(year, c.study.Frame()),
					abnd.T("enter one of these years", "indique um desses anos"))
			}
		}
	},
}

// laterAmounts are the codes of the amounts after the first.
var laterAmounts = []string{"amount_2", "amount_3", "amount_4"}

var (
	laterAmountHelp = abnd.T("In force from its year on, in prices of that year, and indexed from then on.",
		"Em vigor a partir do seu ano, a preços desse ano, e actualizado a partir daí.")
	laterYearHelp = abnd.T("Known (up to known_amounts_until of GENERAL): the previous amount stays unchanged until then. Announced (later): the previous amount is indexed until then.",
		"Conhecido (até known_amounts_until de GENERAL): o montante anterior mantém-se até lá. Anunciado (depois): o montante anterior é actualizado até lá.")
)

// lastDated is the year of the last of the dated amounts that count: that of
// the first where no later one does.
func (b *benefitLines) lastDated(counts func(year model.Expr) model.Cond) model.Expr {
	last := model.Expr(ref(b.parameter("amount_year")))
	for _, code := range laterAmounts {
		year := b.parameter(code + "_year")
		last = when(allOf(isKnown(year), counts(ref(year))), ref(year), last)
	}
	return last
}

// alreadyKnown holds where the year of a dated amount is not after the last
// year of known amounts: that of GENERAL, or the one before the projection.
// No amount is of a year before the frames.
func alreadyKnown(year model.Expr) model.Cond {
	return anyOf(
		allOf(isKnown(knownAmounts), atMost(year, ref(knownAmounts))),
		less(year, when(isKnown(knownAmounts), ref(firstYear), ref(firstProjected))),
	)
}

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
