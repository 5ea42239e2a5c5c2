package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// exemptionRemoved: an exemption from a tax, or a subsidy, that is removed in
// part or in whole, with a part of it paid back to those who lose it.
//
//	full[t] = share removed × cost of the exemption[t] × (1 − compensation)
//
// The cost is the revenue forgone, at today's behaviour: Heady, C. and Mansour, M.
// (2019), Tax expenditure reporting and its use in fiscal management, How to Note
// 19/01, IMF, Washington.
var exemptionRemoved = financingRule{
	code:  "exemption-removed",
	title: abnd.T("exemption or subsidy removed", "isenção ou subsídio eliminado"),
	note: abnd.T("The base is what the exemption or subsidy costs in a year. Revenue forgone is an upper bound of what its removal brings, as nobody reacts.",
		"A base é o que a isenção ou o subsídio custa num ano. A receita perdida é um limite superior do que a eliminação traz, porque ninguém reage."),
	needs: []string{"rate", "compensation"},
	full: func(m *measure) model.Expr {
		return times(m.p("rate"), m.base(), minus(one, m.p("compensation")))
	},
}

// ExemptionRemoved ends a share of an exemption or subsidy, whose cost is Of, and
// pays a share of that back. See exemption.go.
type ExemptionRemoved struct {
	Of           Base
	Removed      abnd.Share
	Compensation abnd.Share
}

func (r ExemptionRemoved) measure() (string, map[string]abnd.Value) {
	return exemptionRemoved.code, r.Of.with(map[string]abnd.Value{"rate": number(r.Removed), "compensation": number(r.Compensation)})
}
