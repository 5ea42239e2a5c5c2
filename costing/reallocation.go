package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// reallocatedShare: a share of a stated line of the budget that is spent on
// social protection instead.
//
//	full[t] = share × line of the budget[t]
//
// Ortiz, I., Cummins, M. and Karunanethy, K. (2017), Fiscal space for social
// protection and the SDGs, Extension of Social Security Series 48, ILO, Geneva,
// chapter on reallocating public expenditures.
var reallocatedShare = financingRule{
	code:  reallocatedCode,
	title: abnd.T("share of a budget line reallocated", "parte de uma rubrica orçamental reafectada"),
	note: abnd.T("The base is the budget line: an item of GGO, or one that is entered and named. What the line no longer pays for is not in the results.",
		"A base é a rubrica: uma de GGO, ou uma indicada e designada. O que a rubrica deixa de pagar não está nos resultados."),
	needs: []string{"rate"},
	full:  func(m *measure) model.Expr { return times(m.p("rate"), m.base()) },
}

const reallocatedCode = "reallocated-share"

// ReallocatedShare takes a share of a line of the budget. See reallocation.go.
type ReallocatedShare struct {
	Of    Base
	Share abnd.Share
}

func (r ReallocatedShare) measure() (string, map[string]abnd.Value) {
	return reallocatedShare.code, r.Of.with(map[string]abnd.Value{"rate": number(r.Share)})
}
