package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ceiling: an amount that may not exceed a share of a reference of the same
// year, as no more than half the minimum wage.
//
//	b[t] ≤ share × reference a month[t]
var ceiling = family{
	title: abnd.T("Maximum benefit", "Montante máximo"),
	note: abnd.T("It is applied after all other rules of the amount, with the reference of the same year.",
		"Aplica-se depois de todas as outras regras do montante, com a referência do mesmo ano."),
	specs: []Spec{
		{
			Code: "ceiling_reference", Unit: abnd.ChoiceUnit, List: ReferenceList,
			Label: abnd.T("Reference of the maximum", "Referência do montante máximo"),
		}, {
			Code: "ceiling_share", Unit: abnd.MonthsPerPayment, Low: 0, High: 120,
			Label: abnd.T("Maximum, in months of the reference per payment", "Máximo, em meses da referência por pagamento"),
			Help:  abnd.T("0.5: one payment is at most half the monthly reference.", "0,5: um pagamento é, no máximo, metade da referência mensal."),
		},
	},
	prepare: func(b *benefitLines) {
		branches := make([]model.Expr, len(ReferenceList.Codes))
		for i, c := range ReferenceList.Codes {
			branches[i] = ref(referenceLines[c.Code])
		}
		b.addBlankable("ceiling", abnd.T("Maximum of one payment", "Máximo de um pagamento"), abnd.MoneyPerPayment,
			times(ref(b.parameter("ceiling_share")), choose(b.parameter("ceiling_reference"), branches...)))
		b.most = b.line("ceiling")
	},
	check: func(c *benefitCheck) { c.checkBenchmark("ceiling_reference") },
}

// atMost bounds an amount by the ceiling, where there is one.
func (b *benefitLines) atMost(amount model.Expr) model.Expr {
	if b.most == nil {
		return amount
	}
	return least(amount, b.most)
}

// Ceiling bounds one payment by months of a monthly reference, a code of
// [ReferenceList]; 0.5 is half a month. See ceiling.go.
type Ceiling struct {
	Reference string
	Months    float64
}

func (r Ceiling) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"ceiling_reference": abnd.Code(r.Reference), "ceiling_share": abnd.Num(r.Months)}
}
