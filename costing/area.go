package costing

import (
	"github.com/openabnd/engine/abnd"
)

// area: the share of the country in which the benefit is introduced, widened
// year by year: districts, municipalities.
//
//	B[t] = N[t] × take-up[t] × area[t]
var area = family{
	title: abnd.T("Roll-out over the country", "Expansão gradual no território"),
	specs: []Spec{
		{
			Code: "area_rule", Nature: Outlook, Unit: abnd.ChoiceUnit, List: shareRuleList,
			Label: abnd.T("Roll-out: rule over time", "Expansão gradual: regra"),
			Help:  abnd.T("How the share of the country in which the benefit is paid develops: constant, ramp, table or logistic.", "Como evolui a parte do país em que a prestação é paga: constant (constante), ramp (expansão gradual), table (tabela) ou logistic (logística)."),
		},
		shareOfRule("area", "area_rule", abnd.T("Roll-out: share of the country (initial)", "Expansão gradual: parte do país (inicial)"), constantTakeUp, rampTakeUp, logisticTakeUp).being(Response),
		shareOfRule("area_target", "area_rule", abnd.T("Roll-out: share of the country (final)", "Expansão gradual: parte do país (final)"), rampTakeUp, logisticTakeUp).being(Outlook),
		yearOfRule("area_start", "area_rule", abnd.T("Roll-out: last year at the initial share", "Expansão gradual: último ano com a parte inicial"), rampTakeUp, logisticTakeUp),
		yearOfRule("area_end", "area_rule", abnd.T("Roll-out: first year at the final share", "Expansão gradual: primeiro ano com a parte final"), rampTakeUp, logisticTakeUp),
		{
			Code: "area_table", Nature: Outlook, Unit: abnd.ChoiceUnit, OfTables: true, NeededIf: "area_rule", NeededFor: []string{tableTakeUp},
			Label: abnd.T("Roll-out: table of the share of the country", "Expansão gradual: tabela da parte do país"),
			Help:  abnd.T("The id of a row of SERIES.", "O código de uma linha da folha SERIES."),
		},
		oddsFactor("area_odds_factor", "area_rule", abnd.T("Roll-out: yearly factor of the logistic scale-up", "Expansão gradual: factor anual da expansão logística")),
	},
	prepare: func(b *benefitLines) {
		b.addBlankable("area", abnd.T("Roll-out: share of the country in which the benefit is paid", "Expansão gradual: parte do país em que a prestação é paga"), abnd.PureNumber,
			b.path("area_rule", "area", "area_target", "area_start", "area_end", "area_table", ref(b.parameter("area_odds_factor"))))
		b.reached = append(b.reached, b.line("area"))
	},
	check: func(c *benefitCheck) {
		if rule := c.code("area_rule"); rule == rampTakeUp || rule == logisticTakeUp {
			c.inOrder("area_start", "area_end")
		}
	},
}

func shareOfRule(code, rule string, label abnd.Text, kinds ...string) Spec {
	return Spec{Code: code, Label: label, Unit: abnd.PureNumber, Low: 0, High: 1, NeededIf: rule, NeededFor: kinds}
}

func yearOfRule(code, rule string, label abnd.Text, kinds ...string) Spec {
	return Spec{Code: code, Nature: Outlook, Label: label, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1], NeededIf: rule, NeededFor: kinds}
}

// AreaRamp widens the share of the country in which a benefit is paid, in a
// straight line from one share in Start to another in End. See area.go.
type AreaRamp TakeUpRamp

func (r AreaRamp) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"area_rule": abnd.Code(rampTakeUp), "area": number(r.From), "area_target": number(r.To),
		"area_start": number(r.Start), "area_end": number(r.End),
	}
}
