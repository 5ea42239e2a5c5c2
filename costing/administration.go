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
			b.whenPaid(totalOf(append([]model.Expr{times(b.line("benefit_cost"), ref(b.parameter("admin_share")))}, b.overheads...)...)))
	},
}

// AdministrationShare is the cost of administration as a share of benefits.
// See administration.go.
type AdministrationShare abnd.Share

func (r AdministrationShare) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"admin_share": number(r)}
}
