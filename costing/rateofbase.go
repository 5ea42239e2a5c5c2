package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// rateOfBase: a rate on any base that is named, as on wealth, resources or
// transfers of money.
//
//	full[t] = rate × base[t]
//
// The base grows by its buoyancy: see financingbase.go.
var rateOfBase = financingRule{
	code:  "rate-of-base",
	title: abnd.T("rate on a named base", "taxa sobre uma base designada"),
	note: abnd.T("For a levy on wealth, natural resources or transfers of money. The base does not react to the rate.",
		"Para um imposto sobre a riqueza, os recursos naturais ou as transferências de dinheiro. A base não reage à taxa."),
	needs:  []string{"rate"},
	points: true,
	full:   func(m *measure) model.Expr { return times(m.p("rate"), m.base()) },
}

// RateOfBase levies a rate on a base. See rateofbase.go.
type RateOfBase struct {
	Of   Base
	Rate abnd.Share
}

func (r RateOfBase) measure() (string, map[string]abnd.Value) {
	return rateOfBase.code, r.Of.with(map[string]abnd.Value{"rate": number(r.Rate)})
}
