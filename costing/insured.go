package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// insured: a short-term branch of social insurance: maternity, sickness,
// unemployment. The age range, the sex and the share of the core say who may
// be insured, its amount is the monthly reference wage, its beneficiaries are
// the cases of the year.
//
//	insured[t]  = N[t] × participation × wage employment × compliance[t]
//	cases[t]    = insured[t] × take-up[t] × incidence    (or births: maternity.go)
//	benefit[t]  = max(wage[t] × replacement rate, floor share × reference[t])   a month
//	cost[t]     = cases[t] × benefit[t] × duration × share paid
//
// The duration, in months, takes the place of the payments a year, which must
// be blank. A case counts in the year in which it begins, however long it
// lasts. The rule of ceiling.go bounds the monthly benefit from above, and
// bounds it last. Take-up, area and the other shares that are reached count
// for cases only; the persons insured pay contributions whatever they are.
//
// This is the usual projection of short-term benefits: Plamondon, P. and
// others (2002), Actuarial practice in social security, ILO and ISSA, Geneva.
var insured = family{
	title: abnd.T("Short-term contributory branches", "Prestações imediatas do regime contributivo"),
	note: abnd.T("The target group are the insured persons, so participation, wage employment and compliance are included in "+
		"target_population; take-up, area and other reductions apply only to the cases. Beneficiaries are the cases, "+
		"counted in the year in which they begin, however long they last. The amount of the benefit is for one month and "+
		"already indexed; the maximum benefit is applied last.",
		"O grupo-alvo são os segurados, pelo que a actividade, o emprego por conta de outrem e o cumprimento "+
			"contributivo estão incluídos em target_population; a adesão, a parte do país e outras reduções aplicam-se "+
			"apenas aos casos. Os beneficiários são os casos, contados no ano em que começam, por muito que durem. O "+
			"montante da prestação é o de um mês, já actualizado; o montante máximo aplica-se no fim."),
	specs: []Spec{
		{
			Code: "participation", Nature: Circumstance, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Labour force participation", "Taxa de actividade"),
			Help:  abnd.T("Share of the age range that works or is looking for work.", "Proporção do intervalo de idades que trabalha ou procura trabalho."),
		}, {
			Code: "wage_employment", Nature: Circumstance, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Wage employment, share of the labour force", "Emprego por conta de outrem, proporção da população activa"),
			Help:  abnd.T("Employees, or all persons insured by law, as a share of those who work or are looking for work.", "Trabalhadores por conta de outrem, ou quem a lei segura, entre os activos."),
		}, {
			Code: "compliance", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true,
			Label: abnd.T("Compliance: share of employees who are insured", "Cumprimento contributivo: proporção dos trabalhadores que estão inscritos"),
			Help:  abnd.T("Registered and contributing. Or enter the id of a table by year below; the table takes precedence.", "Inscritos e a contribuir. Ou indique abaixo o código de uma tabela por ano; a tabela prevalece."),
		}, {
			Code: "compliance_table", Nature: Outlook, Unit: abnd.ChoiceUnit, OfTables: true, Optional: true,
			Label: abnd.T("Table of compliance", "Tabela do cumprimento contributivo"),
			Help:  abnd.T("The id of a row of SERIES.", "O código de uma linha da folha SERIES."),
		}, {
			Code: "incidence", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 12, ReplacedBy: []string{"births_relative"},
			Label: abnd.T("Incidence: cases per insured person per year", "Incidência: casos por segurado e ano"),
			Help:  abnd.T("Births per insured woman, spells of sickness, losses of a job.", "Partos por mulher segurada, baixas por doença, perdas de emprego."),
		}, {
			Code: "replacement_rate", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Replacement rate", "Taxa de substituição"),
			Help:  abnd.T("Monthly benefit as a share of the reference wage (the amount of the benefit).", "Prestação mensal em proporção do salário de referência (o montante da prestação)."),
		}, {
			Code: "duration", Nature: Response, Unit: abnd.Months, Low: 0, High: 24,
			Label: abnd.T("Average duration of a case", "Duração média de um caso"),
			Help:  abnd.T("Instead of payments per year; in months with decimals: 45 days are 1.5. Counted in the year in which the case begins.", "Em vez dos pagamentos por ano; em meses com fracção: 45 dias são 1,5. Conta no ano em que o caso começa."),
		}, {
			Code: "floor_reference", Unit: abnd.ChoiceUnit, List: ReferenceList, Optional: true,
			Label: abnd.T("Reference of the minimum", "Referência do limite mínimo"),
			Help:  abnd.T("Blank: no minimum.", "Em branco: não há limite mínimo."),
		}, {
			Code: "floor_share", Unit: abnd.MonthsPerPayment, Low: 0, High: 120, Optional: true,
			Label: abnd.T("Minimum, in months of the reference per payment", "Limite mínimo, em meses da referência por pagamento"),
			Help:  abnd.T("0.5: a month of benefit is at least half the monthly reference.", "0,5: um mês de prestação é, no mínimo, metade da referência mensal."),
		},
	},
	prepare: func(b *benefitLines) {
		p := func(code string) model.Expr { return ref(b.parameter(code)) }
		b.addBlankable("compliance", abnd.T("Compliance", "Cumprimento contributivo"), abnd.PureNumber,
			when(isKnown(b.parameter("compliance_table")), b.table("compliance_table"), p("compliance")))
		everyone := b.people
		b.people = func(sex abnd.Sex) model.Expr {
			return times(everyone(sex), p("participation"), p("wage_employment"), b.line("compliance"))
		}
		label := abnd.T("Insured persons", "Segurados")
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			b.add(ofSex("insured_persons", sex), sexLabel(label, sex), abnd.PersonUnit, b.whenPaid(b.lineOfSex("target_population", sex)))
		}
		b.add("insured_persons", label, abnd.PersonUnit, b.bothSexes("insured_persons"))
		incidence := p("incidence")
		if b.incidence != nil {
			incidence = b.incidence(incidence)
		}
		b.reached = append(b.reached, incidence)

		b.addBlankable("reference_wage", abnd.T("Monthly reference wage", "Salário de referência mensal"), abnd.MoneyPerPayment,
			times(b.setAmount, b.indexed))
		replaced := times(b.line("reference_wage"), p("replacement_rate"))
		floored := b.parameter("floor_reference")
		b.addBlankable("benefit_floor", abnd.T("Minimum monthly benefit", "Prestação mensal mínima"), abnd.MoneyPerPayment,
			when(isKnown(floored), times(p("floor_share"), b.reference("floor_reference")), zero))
		b.addBlankable("month_of_benefit", abnd.T("Monthly benefit, before the maximum", "Prestação mensal, antes do limite máximo"), abnd.MoneyPerPayment,
			// A maximum would pass over a blank in a spreadsheet.
			when(isKnown(b.cell("benefit_floor")), when(less(replaced, b.line("benefit_floor")), b.line("benefit_floor"), replaced), blank))
		b.setAmount, b.indexed = b.line("month_of_benefit"), one
		b.paymentTimes = func(ratio model.Expr) model.Expr {
			month := times(replaced, ratio)
			return when(isKnown(b.cell("benefit_floor")), when(less(month, b.line("benefit_floor")), b.line("benefit_floor"), month), blank)
		}
		b.addBlankable("payments_per_case", abnd.T("Payments per case", "Pagamentos por caso"), abnd.Payments,
			over(p("duration"), b.monthlyPayment()))
		b.payments = b.line("payments_per_case")
	},
	check: func(c *benefitCheck) {
		c.eitherOr("compliance", "compliance_table",
			abnd.T("an insurance branch needs the compliance rate of employers", "um ramo de seguro precisa da taxa de cumprimento contributivo dos empregadores"))
		c.without("participation", births,
			abnd.T("births are not cases of persons insured: their number comes from VITAL", "os nascimentos não são casos de segurados: o seu número vem de VITAL"),
			abnd.T("enter the ages of the insured, and births per insured woman in incidence, or births_relative", "indique as idades dos segurados e os partos por mulher segurada em incidence, ou births_relative"))
		c.requireBoth("floor_reference", "floor_share")
		if c.code("floor_reference") != "" {
			c.checkBenchmark("floor_reference")
		}
		floor, okFloor := c.number("floor_share")
		most, okMost := c.number("ceiling_share")
		if okFloor && okMost && c.code("floor_reference") == c.code("ceiling_reference") && floor > most {
			c.fail("floor_share", "floor-above-ceiling",
				abnd.T("the minimum, %v of the reference, is above the maximum, %v", "o limite mínimo, %v da referência, é superior ao máximo, %v").Fill(floor, most),
				abnd.T("lower the minimum or raise the maximum", "baixe o mínimo ou suba o máximo"))
		}
	},
}

// monthlyPayment is the time that one monthly payment covers.
func (b *benefitLines) monthlyPayment() model.Expr {
	return b.definition("payment_of_a_month", abnd.T("Payment of one month", "Pagamento de um mês"), abnd.MonthsPerPayment, 1)
}

// reference is the monthly reference that a choice names.
func (b *benefitLines) reference(code string) model.Expr {
	branches := make([]model.Expr, len(ReferenceList.Codes))
	for i, c := range ReferenceList.Codes {
		branches[i] = ref(referenceLines[c.Code])
	}
	return choose(b.parameter(code), branches...)
}

// InsuredBranch is a short-term branch of social insurance. The monthly
// reference wage is the benefit's amount: a [FlatAmount], or a
// [ShareOfReference] of the average wage. It takes the place of the payments
// a year. See insured.go.
type InsuredBranch struct {
	Participation   abnd.Share // labour force, of the age range
	WageEmployment  abnd.Share // employees, of the labour force
	Compliance      abnd.Share // insured, of employees
	ComplianceTable string     // ID of a table by year, instead
	Incidence       float64    // cases per insured person a year
	ReplacementRate abnd.Share
	Months          float64 // average duration of a case
}

func (r InsuredBranch) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{
		"participation": number(r.Participation), "wage_employment": number(r.WageEmployment),
		"incidence": abnd.Num(r.Incidence), "replacement_rate": number(r.ReplacementRate), "duration": abnd.Num(r.Months),
		"payments": {},
	}
	if r.ComplianceTable != "" {
		p["compliance_table"] = abnd.Code(r.ComplianceTable)
	} else {
		p["compliance"] = number(r.Compliance)
	}
	return p
}

// BenefitFloor is the least that a month of an insured branch pays: months of
// a monthly reference, a code of [ReferenceList]; 0.5 is half a month. For
// the most that it pays see [Ceiling]. See insured.go.
type BenefitFloor struct {
	Reference string
	Months    float64
}

func (r BenefitFloor) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"floor_reference": abnd.Code(r.Reference), "floor_share": abnd.Num(r.Months)}
}
