package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// PayerSentences say in words who pays under a scenario or package, from when
// the Treasury must find what external partners paid, and for how much nobody
// knows. None where the study says nothing of who pays. A sentence may come to
// nothing.
func PayerSentences(study *abnd.Study, total model.Key, statusQuo bool) []Sentence {
	if !HasPayers(study) {
		return nil
	}
	key := func(code string) model.Key { return total + model.Key(code) }
	last := study.Projection.Last
	c, lastYear := study.Country.Currency, yearNamed(last)
	money := func(code string, year abnd.Year) Part { return Part{Figure: key(code), Year: year, As: AsMoney} }
	what := named(abnd.T("the known cost", "do custo conhecido"))
	if statusQuo {
		what = named(abnd.T("the known cost of existing schemes", "do custo conhecido dos regimes existentes"))
	}
	share, year := percent(key(externalFirstShare)), Part{Figure: key(externalYear), As: AsYear}
	external := Sentence{On: key(externalCase), Cases: []Words{
		saying(abnd.T("It is not known whether external partners pay.", "Não se sabe se há parceiros externos a pagar.")),
		saying(abnd.T("External partners pay nothing of the known cost.", "Os parceiros externos nada pagam do custo conhecido.")),
		saying(abnd.T("External partners pay %s of %s in %s.", "Os parceiros externos pagam %s %s em %s."), share, what, year),
		saying(abnd.T("External partners pay at least %s of %s in %s.", "Os parceiros externos pagam no mínimo %s %s em %s."), share, what, year),
	}}
	from := Part{Figure: key(TakeOverYear), As: AsYear}
	amount, ofGDP := money(takeOverFirst, 0), percent(key(takeOverFirstShare))
	amountLast, ofGDPLast := money(TakeOver, last), percentIn(key(TakeOver+PayerShareOfGDP), last)
	find := func(en, pt string) Words {
		return saying(abnd.T("From %s the Treasury must find "+en+c+" %s a year (%s of GDP) for the same people; in %s, "+c+" %s (%s).",
			"A partir de %s o Tesouro tem de suportar "+pt+"%s "+c+" por ano (%s do PIB) para as mesmas pessoas; em %s, %s "+c+" (%s)."),
			from, amount, ofGDP, lastYear, amountLast, ofGDPLast)
	}
	takeOver := Sentence{On: key(takeOverCase), Cases: []Words{
		{},
		saying(abnd.T("No end of their support is known up to %s; if it ended, the Treasury would have to find "+c+" %s a year (%s of GDP in %s) for the same people.",
			"Não se conhece o fim desse apoio até %s; se acabasse, o Tesouro teria de suportar %s "+c+" por ano (%s do PIB em %s) para as mesmas pessoas."),
			lastYear, money(externalFirst, 0), percent(key(externalFirstOfGDP)), year),
		saying(abnd.T("What they pay for is no longer paid in %s, and the Treasury takes over nothing.", "O que pagam já não é pago em %s, e nada passa para o Tesouro."), lastYear),
		find("", ""),
		find("at least ", "no mínimo "),
	}}
	unknown := Sentence{On: key(payerUnknownCase), Cases: []Words{
		{},
		saying(abnd.T("Not known or not decided who pays: "+c+" %s in %s (%s of the total cost).", "Não se sabe ou não está decidido quem paga: %s "+c+" em %s (%s do custo total)."),
			money(PayerUnknown, last), lastYear, percentIn(key(PayerUnknown+payerShareOfCost), last)),
	}}
	return []Sentence{external, takeOver, unknown}
}
