package costing

import (
	"github.com/openabnd/engine/abnd"
)

// schoolDays: a benefit, or something in kind, for each pupil and school day.
//
//	B[t] = N[t] × take-up[t] × enrolment[t]
//	C[t] = B[t] × amount a day[t] × school days × share paid
//
// The amount is that of one day. School days take the place of the payments a
// year, which must be blank. Enrolment is the share of the target group that
// goes to school: constant, on a ramp or a logistic, or from a table by year;
// take-up is that of the pupils. Timor-Leste's school meals cost USD 0.42 a pupil and
// school day (Tatoli, 2022).
var schoolDays = family{
	title: abnd.T("Pupils and school days", "Alunos e dias lectivos"),
	note: abnd.T("The amount is per day; the take-up rate refers to the pupils.",
		"O montante é por dia; a taxa de adesão refere-se aos alunos."),
	specs: []Spec{
		{
			Code: "school_days", Nature: Circumstance, Unit: abnd.Payments, Whole: true, Low: 1, High: 366, Optional: true,
			Label: abnd.T("School days per year", "Dias lectivos por ano"),
			Help:  abnd.T("Instead of payments per year; the amount is per day.", "Em vez dos pagamentos por ano; o montante é por dia."),
		}, {
			Code: "enrolment_rule", Nature: Outlook, Unit: abnd.ChoiceUnit, List: shareRuleList, Optional: true,
			Label: abnd.T("Enrolment rule", "Regra da matrícula"),
			Help:  abnd.T("How the enrolled share of the target group develops: constant, ramp, table or logistic.", "Como evolui a parte do grupo-alvo que está matriculada: constant (constante), ramp (expansão gradual), table (tabela) ou logistic (logística)."),
		},
		shareOfRule("enrolment", "enrolment_rule", abnd.T("Enrolment rate (initial)", "Taxa de matrícula (inicial)"), constantTakeUp, rampTakeUp, logisticTakeUp).being(Response),
		shareOfRule("enrolment_target", "enrolment_rule", abnd.T("Enrolment rate (final)", "Taxa de matrícula (final)"), rampTakeUp, logisticTakeUp).being(Outlook),
		yearOfRule("enrolment_start", "enrolment_rule", abnd.T("Enrolment: last year at initial rate", "Matrícula: último ano com a taxa inicial"), rampTakeUp, logisticTakeUp),
		yearOfRule("enrolment_end", "enrolment_rule", abnd.T("Enrolment: first year at final rate", "Matrícula: primeiro ano com a taxa final"), rampTakeUp, logisticTakeUp),
		{
			Code: "enrolment_table", Nature: Outlook, Unit: abnd.ChoiceUnit, OfTables: true, NeededIf: "enrolment_rule", NeededFor: []string{tableTakeUp},
			Label: abnd.T("Table of the enrolment rate", "Tabela da taxa de matrícula"),
			Help:  abnd.T("The id of a row of SERIES.", "O código de uma linha da folha SERIES."),
		},
		oddsFactor("enrolment_odds_factor", "enrolment_rule", abnd.T("Enrolment: yearly factor of the logistic scale-up", "Matrícula: factor anual da expansão logística")),
	},
	prepare: func(b *benefitLines) {
		days := b.parameter("school_days")
		b.addBlankable("enrolment", abnd.T("Enrolled share of the target group", "Alunos matriculados, em % do grupo-alvo"), abnd.PureNumber,
			when(isKnown(b.parameter("enrolment_rule")), b.path("enrolment_rule", "enrolment", "enrolment_target", "enrolment_start", "enrolment_end", "enrolment_table", ref(b.parameter("enrolment_odds_factor"))), one))
		b.addBlankable("pupils", abnd.T("Pupils of the target group", "Alunos do grupo-alvo"), abnd.PersonUnit,
			times(b.line("target_population"), b.line("enrolment")))
		b.reached = append(b.reached, b.line("enrolment"))
		b.payments = when(isKnown(days), ref(days), b.payments)
	},
	check: func(c *benefitCheck) {
		c.ruled("enrolment_rule", "enrolment", "enrolment_target", "enrolment_start", "enrolment_end", "enrolment_table", "enrolment_odds_factor")
		c.requireBoth("school_days", "enrolment_rule")
		c.rejectFamilies("school_days", insured, interventions)
		if rule := c.code("enrolment_rule"); rule == rampTakeUp || rule == logisticTakeUp {
			c.inOrder("enrolment_start", "enrolment_end")
		}
	},
}

// SchoolDays pays each pupil for each school day; the amount is that of one
// day. It takes the place of the payments a year. Enrolment is the share of
// the target group that goes to school; [EnrolmentRamp] or [EnrolmentTable]
// after it lets it change. See schooldays.go.
type SchoolDays struct {
	Days      int
	Enrolment abnd.Share
}

func (r SchoolDays) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"school_days": number(r.Days), "payments": {},
		"enrolment_rule": abnd.Code(constantTakeUp), "enrolment": number(r.Enrolment),
	}
}

// EnrolmentRamp is an enrolment that goes in a straight line from one share
// in Start to another in End. See schooldays.go.
type EnrolmentRamp TakeUpRamp

func (r EnrolmentRamp) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"enrolment_rule": abnd.Code(rampTakeUp), "enrolment": number(r.From), "enrolment_target": number(r.To),
		"enrolment_start": number(r.Start), "enrolment_end": number(r.End),
	}
}

// EnrolmentTable is an enrolment by year, from the study's table with this
// ID. See schooldays.go.
type EnrolmentTable string

func (r EnrolmentTable) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"enrolment_rule": abnd.Code(tableTakeUp), "enrolment_table": abnd.Code(string(r))}
}
