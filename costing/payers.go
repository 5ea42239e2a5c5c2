package costing

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Who pays, and until when. A scheme, or a benefit, has shares of its cost that
// the State, contributions and external partners pay, and the last year in
// which the partners do. What they paid is then left for the Treasury, for the
// same people:
//
//	external[t]      = T[t] × share external        to the last year, then 0
//	to take over[t]  = T[t] × share external        from the year after it, else 0
//	contributions[t] = T[t] × share of contributions
//	state[t]         = T[t] × share of the State
//	not known[t]     = T[t] × (1 − the shares that are given)
//
// The five add up to the total cost T. A share that is not given is zero only
// where the others leave nothing; else what it pays is not known, and what the
// others pay is at least what they are given. Without a last year the partners
// are taken to go on, and what is to be taken over is not known.
//
// Who pays is told beside the cost. It changes none of the lines of costs,
// balances and debt: the government's accounts, and the incremental cost that
// is added to them, are those of the whole cost as before.
var payers = family{
	title: abnd.T("Who pays", "Quem paga"),
	note: abnd.T("Blank shares are those of the scheme that the benefit models; what the shares leave is shown as not known. Costs and balances do not change.",
		"As partes em branco são as do regime que a prestação representa; o que as partes deixam mostra-se como não conhecido. Os custos e os saldos não mudam."),
	specs: []Spec{
		payerShare(shareState, abnd.T("Share of the cost paid by the State", "Parte do custo paga pelo Estado"), abnd.T("From the budget, without external partners.", "Do orçamento, sem parceiros externos: componente interna.")),
		payerShare(shareContributions, abnd.T("Share of the cost paid by contributions", "Parte do custo paga por contribuições"), abnd.T("Of workers and employers.", "De trabalhadores e empregadores.")),
		payerShare(shareExternal, abnd.T("Share of the cost paid by external partners", "Parte do custo paga por parceiros externos"), abnd.T("Grants and loans of projects: the external component.", "Donativos e créditos de projectos: componente externa.")),
		{
			Code: externalUntil, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1], Optional: true,
			Label: abnd.T("Last year in which external partners pay", "Último ano em que os parceiros externos pagam"),
			Help:  abnd.T("From the next year on the Treasury must find it. Blank: no end year known.", "A partir do ano seguinte cabe ao Tesouro. Em branco: não se conhece o último ano."),
		},
	},
	check: func(c *benefitCheck) { c.payers() },
}

// The parameters of [Payers], which are also columns of SCHEMES.
const (
	shareState         = "share_state"
	shareContributions = "share_contributions"
	shareExternal      = "share_external"
	externalUntil      = "external_until"
)

func payerShare(code string, label, help abnd.Text) Spec {
	return Spec{Code: code, Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true, Label: label, Help: help}
}

// payerShares are the parameters that part the cost.
var payerShares = []string{shareState, shareContributions, shareExternal}

// Payers are the shares of a benefit's cost that are paid by the State, by
// contributions and by external partners, and the last year of these; figures
// that are not known are blank. See payers.go.
type Payers struct {
	State, Contributions, External abnd.Figure
	ExternalUntil                  abnd.Year // 0 for none known
}

func (p Payers) parameters() map[string]abnd.Value {
	all := map[string]abnd.Value{}
	for code, f := range map[string]abnd.Figure{shareState: p.State, shareContributions: p.Contributions, shareExternal: p.External} {
		if f.Known {
			all[code] = number(f.Value)
		}
	}
	if p.ExternalUntil != 0 {
		all[externalUntil] = number(p.ExternalUntil)
	}
	return all
}

// SchemePayers are the shares that SCHEMES gives for a scheme.
func SchemePayers(s abnd.Scheme) Payers {
	return Payers{s.ShareState, s.ShareContributions, s.ShareExternal, s.ExternalUntil}
}

// HasPayers reports whether a study says of any scheme or benefit who pays for
// it. Without that it has no lines of who pays.
func HasPayers(study *abnd.Study) bool {
	for _, s := range study.Schemes {
		if len(SchemePayers(s).parameters()) > 0 {
			return true
		}
	}
	for _, b := range study.Benefits {
		if payers.inUse(study, b) {
			return true
		}
	}
	return false
}

// The lines of who pays, of a benefit, a projected scheme, and of their sums.
const (
	PaidExternal      = "paid_external"
	PaidContributions = "paid_contributions"
	PaidState         = "paid_state"
	TakeOver          = "take_over"
	PayerUnknown      = "payer_unknown"
)

// PayerLines lists the lines that add up to the total cost.
func PayerLines() []string {
	return []string{PaidState, PaidContributions, PaidExternal, TakeOver, PayerUnknown}
}

// PayerFollows lists the lines that only the sums over all guarantees have: what
// follows from those of [PayerLines], and what sentences are made of.
func PayerFollows() []string {
	var all []string
	for _, code := range PayerLines() {
		all = append(all, code+PayerShareOfGDP)
	}
	return append(all, PaidExternal+payerShareOfCost, PayerUnknown+payerShareOfCost, externalSince, takeOverSince, externalNow, payerUnknownNow,
		externalYear, TakeOverYear, externalFirstShare, externalFirst, externalFirstOfGDP, takeOverFirst, takeOverFirstShare, externalCase, takeOverCase, payerUnknownCase)
}

var payerLabels = map[string]abnd.Text{
	PaidExternal:      abnd.T("Paid by external partners", "Pago por parceiros externos (componente externa)"),
	PaidContributions: abnd.T("Paid by contributions", "Pago por contribuições"),
	PaidState:         abnd.T("Paid by the State", "Pago pelo Estado (componente interna)"),
	TakeOver:          abnd.T("To be taken over by the Treasury after external partners end", "A assumir pelo Tesouro depois do fim do apoio externo"),
	PayerUnknown:      abnd.T("Not known or not decided who pays", "Não se sabe ou não está decidido quem paga"),
}

// payerSums are the sums of who pays. What is known of one is at least that,
// where the payers of a part are not known.
var payerSums = []summedLine{
	{code: PaidExternal, label: payerLabels[PaidExternal], unit: abnd.CurrentMoney, schemes: schemeCarried, partly: true},
	{code: PaidContributions, label: payerLabels[PaidContributions], unit: abnd.CurrentMoney, schemes: schemeCarried, partly: true, known: PaidExternal},
	{code: PaidState, label: payerLabels[PaidState], unit: abnd.CurrentMoney, schemes: schemeCarried, partly: true, known: PaidExternal},
	{code: TakeOver, label: payerLabels[TakeOver], unit: abnd.CurrentMoney, schemes: schemeCarried, partly: true},
	{code: PayerUnknown, label: payerLabels[PayerUnknown], unit: abnd.CurrentMoney, schemes: schemeCarried, known: "total_cost"},
}

// sums are the lines that add up in this study.
func (b *builder) sums() []summedLine {
	if !HasPayers(b.study) {
		return summed
	}
	return append(summed[:len(summed):len(summed)], payerSums...)
}

// Shares that differ from one by less than this differ by rounding.
const (
	payerTolerance   model.Key = "general/payer_tolerance"
	smallestLeftover           = 1e-9
)

// addPayerInputs adds the cells of SCHEMES that say who pays.
func (b *builder) addPayerInputs() {
	if !HasPayers(b.study) {
		return
	}
	b.addCell(payerTolerance, "general", abnd.T("Who pays: smallest share counted as not known", "Quem paga: menor parte que conta como não conhecida"), abnd.PureNumber, smallestLeftover, abnd.Provenance{})
	b.addProjectionLast()
	b.addMoneyUnits()
	for _, s := range b.study.Schemes {
		add := func(code string, unit abnd.Unit, value float64) {
			spec, _ := FindSpec(code)
			b.addCell(schemePayer(s.ID, code), "schemes", abnd.T("%s: %s", "%s: %s").Fill(s.Name, spec.Label), unit, value, s.Provenance)
		}
		add(shareState, abnd.PureNumber, figure(s.ShareState))
		add(shareContributions, abnd.PureNumber, figure(s.ShareContributions))
		add(shareExternal, abnd.PureNumber, figure(s.ShareExternal))
		add(externalUntil, abnd.CalendarYear, yearOf(s.ExternalUntil))
	}
}

func schemePayer(scheme, code string) model.Key { return abnd.JoinPath("schemes", scheme, code) }

// payerLines adds the lines of who pays for the total cost of a group.
type payerLines struct {
	*builder
	group string
	// cells says where a share, or the last year, stands; blank where nothing is said of
	// who pays.
	cells func(code string) model.Key
	said  bool
}

func (p payerLines) key(code string) model.Key { return model.Key(p.group + "/" + code) }

func (p payerLines) add(code string, formula model.Expr) {
	p.model.Add(model.Line{
		Key: p.key(code), Group: p.group, Label: payerLabels[code], Unit: abnd.CurrentMoney, Years: p.study.Projection, Blankable: true, Formula: formula,
	})
}

// count adds the line that says whether what a line is part of is not known in full.
func (p payerLines) count(code string, unknown model.Expr) {
	p.addUnknownParts(model.Line{Key: p.key(code), Group: p.group, Label: payerLabels[code], Years: p.study.Projection}, unknown)
}

// addPayers adds who pays for a benefit: the shares in force are its own or,
// where those are blank, those of the scheme that it models.
func (b *benefitLines) addPayers() {
	if !HasPayers(b.study) {
		return
	}
	own, modelled := payers.inUse(b.study, b.benefit), b.benefit.Scheme != ""
	p := payerLines{builder: b.builder, group: b.own, said: own || modelled}
	switch {
	case own && modelled:
		for _, s := range payers.specs {
			cell, scheme := b.parameter(s.Code), schemePayer(b.benefit.Scheme, s.Code)
			b.addCell("in_force/"+s.Code, abnd.T("%s: own, or that of the scheme", "%s: da prestação ou do regime").Fill(s.Label), s.Unit,
				when(isKnown(cell), ref(cell), when(isKnown(scheme), ref(scheme), blank)))
		}
		p.cells = func(code string) model.Key { return b.cell("in_force/" + code) }
	case own:
		p.cells = b.parameter
	case modelled:
		p.cells = func(code string) model.Key { return schemePayer(b.benefit.Scheme, code) }
	}
	p.addAll()
}

// addSchemePayers adds who pays for a projected scheme in a scenario.
func (b *builder) addSchemePayers(group string, s abnd.Scheme) {
	if !HasPayers(b.study) {
		return
	}
	payerLines{builder: b, group: group, said: true, cells: func(code string) model.Key { return schemePayer(s.ID, code) }}.addAll()
}

func (p payerLines) addAll() {
	whole := p.key("total_cost")
	cost := ref(whole)
	// known is a formula of a cost that is known, and what there is of one that is not.
	known := func(formula, otherwise model.Expr) model.Expr { return when(isKnown(whole), formula, otherwise) }
	paid := less(zero, cost)
	if !p.said {
		for _, code := range []string{PaidExternal, PaidContributions, PaidState, TakeOver} {
			p.add(code, known(when(paid, blank, zero), blank))
		}
		p.add(PayerUnknown, cost)
		p.count(PaidExternal, known(when(paid, one, zero), one))
		p.count(TakeOver, known(when(paid, one, zero), one))
		return
	}
	var given []model.Expr
	for _, code := range payerShares {
		given = append(given, when(isKnown(p.cells(code)), ref(p.cells(code)), zero))
	}
	left := minus(one, totalOf(given...))
	leaves := less(ref(payerTolerance), left)
	until, external := p.cells(externalUntil), p.cells(shareExternal)
	ended := allOf(isKnown(until), less(ref(until), thisYear))
	// of is the cost that a share pays, where it is given; zero where the others leave nothing.
	of := func(share model.Key, amount model.Expr) model.Expr {
		return known(when(paid, when(isKnown(share), amount, when(leaves, blank, zero)), zero), blank)
	}
	p.add(PaidState, of(p.cells(shareState), times(cost, ref(p.cells(shareState)))))
	p.add(PaidContributions, of(p.cells(shareContributions), times(cost, ref(p.cells(shareContributions)))))
	p.add(PaidExternal, of(external, when(ended, zero, times(cost, ref(external)))))
	p.add(TakeOver, of(external, when(ended, times(cost, ref(external)), zero)))
	p.add(PayerUnknown, when(leaves, times(cost, left), zero))
	p.count(PaidExternal, known(when(allOf(paid, leaves), one, zero), one))
	// Of partners who may leave in any year, nobody knows what is left by them.
	open := when(isKnown(until), zero, when(isKnown(external), when(less(zero, ref(external)), one, zero), zero))
	p.count(TakeOver, known(when(paid, when(leaves, one, open), zero), one))
}

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

	three, four := plus(one, two), plus(two, two)
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
	c, lastYear := study.Country.Currency, named(abnd.Same(yearText(last)))
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

// payers checks that the shares in force in a scenario are no more than the
// whole, and that a last year has a share to end.
func (c *benefitCheck) payers() {
	scheme, _ := c.study.FindScheme(c.benefit.Scheme)
	inherited := SchemePayers(scheme).parameters()
	value := func(code string) (float64, bool) {
		if x, ok := c.number(code); ok {
			return x, true
		}
		return inherited[code].Number()
	}
	sum, last := 0.0, shareExternal
	for _, code := range payerShares {
		x, _ := value(code)
		sum += x
		if _, own := c.number(code); own {
			last = code
		}
	}
	if sum > 1+smallestLeftover {
		c.fail(last, "payers-above-one", payersAboveOne.Fill(percentText(sum)), payersRemedy)
	}
	if _, given := value(externalUntil); given {
		if _, shared := value(shareExternal); !shared {
			c.fail(externalUntil, "external-share-missing", externalMissing, externalRemedy)
		}
	}
}

// schemePayers checks the same of a scheme.
func (c *checker) schemePayers(path abnd.Path, s abnd.Scheme) {
	sum := 0.0
	for _, spec := range payers.specs {
		v, given := SchemePayers(s).parameters()[spec.Code]
		x, _ := v.Number()
		if given && c.bounds(path+"/"+abnd.Path(spec.Code), spec.Label, x, spec.Low, spec.High, spec.Whole) && spec.Code != externalUntil {
			sum += x
		}
	}
	if sum > 1+smallestLeftover {
		c.fail(path+"/"+shareExternal, "payers-above-one", payersAboveOne.Fill(percentText(sum)), payersRemedy)
	}
	if s.ExternalUntil != 0 && !s.ShareExternal.Known {
		c.fail(path+"/"+externalUntil, "external-share-missing", externalMissing, externalRemedy)
	}
}

var (
	payersAboveOne = abnd.T("the State, contributions and external partners together pay %v%% of the cost", "o Estado, as contribuições e os parceiros externos pagam em conjunto %v %% do custo")
	payersRemedy   = abnd.T("correct share_state, share_contributions or share_external so that they add up to 100%% or less; leave blank what is not known", "corrija share_state, share_contributions ou share_external, para que não somem mais de 100 %%; deixe em branco o que não se sabe")

	externalMissing = abnd.T("there is a last year of external partners, but not the share that they pay", "há um último ano dos parceiros externos, mas não a parte que pagam")
	externalRemedy  = abnd.T("enter share_external, or clear external_until", "indique share_external ou apague external_until")
)

// percentText is a share as percent, rounded to hundredths.
func percentText(share float64) float64 { return math.Round(share*hundred*hundred) / hundred }
