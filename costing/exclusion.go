package costing

import (
	"github.com/openabnd/engine/abnd"
)

// exclusion: people of the target group who are left out because they receive
// another benefit, such as a contributory pension.
//
//	B[t] = N[t] × take-up[t] × (1 − excluded share)
var exclusion = family{
	title: abnd.T("Exclusion of recipients of other benefits", "Exclusão de quem recebe outra prestação"),
	specs: []Spec{
		{
			Code: "excluded_share", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Share that receives another benefit", "Proporção que recebe outra prestação"),
			Help:  abnd.T("E.g. pension test: share of the target group with a contributory pension.", "Condicionada a não ter outra pensão: proporção do grupo-alvo com pensão contributiva."),
		},
	},
	prepare: func(b *benefitLines) {
		b.reached = append(b.reached, minus(one, ref(b.parameter("excluded_share"))))
	},
}

// ExcludedShare leaves out the share of the target group that receives
// another benefit. See exclusion.go.
type ExcludedShare abnd.Share

func (r ExcludedShare) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"excluded_share": number(r)}
}
