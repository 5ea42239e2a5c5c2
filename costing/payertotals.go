package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// addPayerTotals adds what follows from the sums of who pays over all
// guarantees: shares of the cost and of GDP, the first year in which external
// partners pay, and the first in which something is to be taken over.
func (b *builder) addPayerTotals(group string) {
	if !HasPayers(b.study) {
		return
	}
	p := payerLines{builder: b, group: group}
	of := func(code string) model.Expr { return ref(p.key(code)) }
	add := func(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: p.key(code), Group: group, Label: label, Unit: unit, Years: b.study.Projection, Blankable: true, Formula: formula})
	}
	whole := p.key("total_cost")
	ofCost := func(code string) model.Expr {
		return when(allOf(isKnown(whole), less(zero, of("total_cost"))), over(of(code), of("total_cost")), blank)
	}
	add(PaidExternal+payerShareOfCost, abnd.T("Paid by external partners, share of total cost", "Pago por parceiros externos, parte do custo total"), abnd.PureNumber, ofCost(PaidExternal))
	add(PayerUnknown+payerShareOfCost, abnd.T("Not known or not decided who pays, share of total cost", "Não se sabe ou não está decidido quem paga, parte do custo total"), abnd.PureNumber, ofCost(PayerUnknown))
	gdp := b.study.GDPName
	for _, code := range PayerLines() {
		add(code+PayerShareOfGDP, abnd.T("%s, %% of %s", "%s, em %% do %s").Fill(payerLabels[code], gdp), abnd.PureNumber, over(of(code), ref(frameGDP)))
	}
	first := equal(thisYear, ref(firstProjected))
	since := func(code string, amount string, label abnd.Text) {
		key := p.key(code)
		now := when(allOf(isKnown(p.key(amount)), less(zero, of(amount))), thisYear, zero)
		add(code, abnd.T("%s (0: none so far)", "%s (0: nenhum até aqui)").Fill(label), abnd.CalendarYear, when(first, now, when(less(zero, prev(key)), prev(key), now)))
	}
	since(externalSince, PaidExternal, abnd.T("First year in which external partners pay", "Primeiro ano em que pagam parceiros externos"))
	since(takeOverSince, TakeOver, abnd.T("First year in which the Treasury must take over", "Primeiro ano em que o Tesouro tem de assumir"))
	now := func(code, amount string, label abnd.Text) {
		b.model.Add(model.Line{
			Key: p.key(code), Group: group, Label: label, Factor: true, Years: b.study.Projection,
			Formula: when(allOf(isKnown(p.key(amount)), less(zero, of(amount))), one, zero),
		})
	}
	now(externalNow, PaidExternal, abnd.T("External partners are known to pay (1) or not (0)", "Sabe-se que há parceiros externos a pagar (1) ou não (0)"))
	now(payerUnknownNow, PayerUnknown, abnd.T("It is not known who pays for a part (1) or it is (0)", "Não se sabe quem paga uma parte (1) ou sabe-se (0)"))
	b.addPayerCells(p)
}

// PayerShareOfGDP ends the name of a line of who pays that is a share of GDP, as
// the sums over all guarantees have it.
const PayerShareOfGDP = "_share_of_gdp"

// TakeOverYear is the name of the cell with the first year in which the Treasury
// must take over; blank where there is none.
const TakeOverYear = "take_over_year"

// payerShareOfCost ends that of a share of the total cost.
const payerShareOfCost = "_share_of_cost"

// The lines by which sentences find their years.
const (
	externalSince = "external_since"
	takeOverSince = "take_over_since"
	// externalNow is 1 in years in which partners pay, payerUnknownNow in those in
	// which a part of the known cost has no known payer.
	externalNow     = "external_now"
	payerUnknownNow = "payer_unknown_now"
)

// The cells of sentences: figures of a year that is itself a result, and which case holds.
const (
	externalYear       = "external_year"
	externalFirstShare = "external_first_share"
	externalFirst      = "external_first"
	externalFirstOfGDP = "external_first_share_of_gdp"
	takeOverFirst      = "take_over_first"
	takeOverFirstShare = "take_over_first_share"
	externalCase       = "external_case"
	takeOverCase       = "take_over_case"
	payerUnknownCase   = "payer_unknown_case"
)

// addPayerCells adds the figures of [PayerSentences] that are of a year which
// is itself a result, and which of their cases holds.
func (b *builder) addPayerCells(p payerLines) {
	cell := func(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: p.key(code), Group: p.group, Label: label, Unit: unit, Blankable: true, Formula: formula})
	}
	state := func(code string, label abnd.Text, formula model.Expr) {
		b.model.Add(model.Line{Key: p.key(code), Group: p.group, Label: label, Blankable: true, Factor: true, Formula: formula})
	}
	atEnd := func(code string) model.Expr { return inYear(p.key(code), ref(projectionLast)) }
	year := func(code, since string, label abnd.Text) {
		cell(code, label, abnd.CalendarYear, when(less(zero, atEnd(since)), atEnd(since), blank))
	}
	year(externalYear, externalSince, abnd.T("First year in which external partners pay", "Primeiro ano em que pagam parceiros externos"))
	year(TakeOverYear, takeOverSince, abnd.T("First year in which the Treasury must take over", "Primeiro ano em que o Tesouro tem de assumir"))
	in := func(code, year string, label abnd.Text, unit abnd.Unit, of model.Key) {
		cell(code, label, unit, when(isKnown(p.key(year)), inYear(of, ref(p.key(year))), blank))
	}
	in(externalFirstShare, externalYear, abnd.T("Paid by external partners in that year, share of total cost", "Pago por parceiros externos nesse ano, parte do custo total"), abnd.PureNumber, p.key(PaidExternal+payerShareOfCost))
	in(externalFirst, externalYear, abnd.T("Paid by external partners in that year", "Pago por parceiros externos nesse ano"), abnd.CurrentMoney, p.key(PaidExternal))
	in(externalFirstOfGDP, externalYear, abnd.T("Paid by external partners in that year, share of GDP", "Pago por parceiros externos nesse ano, parte do PIB"), abnd.PureNumber, p.key(PaidExternal+PayerShareOfGDP))
	in(takeOverFirst, TakeOverYear, abnd.T("To be taken over by the Treasury in that year", "A assumir pelo Tesouro nesse ano"), abnd.CurrentMoney, p.key(TakeOver))
	in(takeOverFirstShare, TakeOverYear, abnd.T("To be taken over by the Treasury in that year, share of GDP", "A assumir pelo Tesouro nesse ano, parte do PIB"), abnd.PureNumber, p.key(TakeOver+PayerShareOfGDP))

	// lacks is 1 where parts of a sum are not known in a year.
	lacks := func(sum string, year model.Expr) model.Expr {
		missing := UnknownParts(p.key(sum))
		if !b.model.Has(missing) {
			return zero
		}
		return when(less(zero, inYear(missing, year)), one, zero)
	}
	external, takeOver := p.key(externalYear), p.key(TakeOverYear)
	state(externalCase, abnd.T("Summary: 0 if it is not known whether external partners pay, 1 if they pay nothing, 2 if they pay, 3 if they pay at least so much", "Resumo: 0 se não se sabe se há parceiros externos a pagar, 1 se nada pagam, 2 se pagam, 3 se pagam no mínimo"),
		when(isKnown(external), plus(two, inYear(p.key(payerUnknownNow), ref(external))), when(equal(atEnd(payerUnknownNow), zero), one, zero)))
	state(takeOverCase, abnd.T("Summary: 3 if the Treasury must take over, 4 if at least so much, 1 if partners go on to the last year, 2 if what they pay for ends before it, 0 otherwise", "Resumo: 3 se o Tesouro tem de assumir, 4 se no mínimo tanto, 1 se os parceiros continuam até ao último ano, 2 se o que pagam acaba antes, 0 nos outros casos"),
		when(isKnown(takeOver), when(equal(lacks(TakeOver, ref(takeOver)), zero), three, four),
			when(isKnown(external), when(equal(atEnd(externalNow), one), one, two), zero)))
	state(payerUnknownCase, abnd.T("Summary: 1 if it is not known who pays for a part in the last year", "Resumo: 1 se não se sabe quem paga uma parte no último ano"), atEnd(payerUnknownNow))
}
