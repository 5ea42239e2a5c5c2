package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

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
