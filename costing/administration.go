package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// administration: what it costs to run the benefit.
//
//	A[t] = α × C[t]
var administration = family{
	title: abnd.T("Administration", "Administração"),
	specs: []Spec{
		{
			Code: "admin_share", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Administrative cost, % of benefit expenditure", "Custo administrativo, em % das prestações"),
		},
	},
	lines: func(b *benefitLines) {
		b.add("admin_cost", abnd.T("Administrative cost", "Custo administrativo"), abnd.CurrentMoney,
			b.whenPaid(b.administrationOf(b.line("benefit_cost"), func(x overhead) model.Expr { return x.cost })))
	},
}

// overhead is administration beside its share of benefits. Where it is a share of
// them itself, share says which; nil for one that the amount does not change.
type overhead struct{ cost, share model.Expr }

// administrationOf is what it costs to run a benefit that pays so much.
func (b *benefitLines) administrationOf(benefits model.Expr, beside func(overhead) model.Expr) model.Expr {
	terms := []model.Expr{times(benefits, ref(b.parameter("admin_share")))}
	for _, x := range b.overheads {
		terms = append(terms, beside(x))
	}
	return totalOf(terms...)
}

// AdministrationShare is the cost of administration as a share of benefits.
// See administration.go.
type AdministrationShare abnd.Share

func (r AdministrationShare) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"admin_share": number(r)}
}
