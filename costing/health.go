package costing

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Health care is costed as a package per head: persons covered × cost per
// head. Each rule here adds one thing to that: inflation of its own, visits
// with a unit cost, a premium that is subsidised, what is left to households.
//
// The methods are those of Cichon, M. and others (1999), Modelling in health
// care finance, ILO and ISSA, Geneva.

// healthInflation: the cost of health care rises by more, or less, than
// consumer prices. The benefit must be indexed to consumer prices.
//
//	I[t] ÷ I[base] = CPI[t] ÷ CPI[base] × (1 + excess)^(t − base)
var healthInflation = family{
	title: abnd.T("Inflation of health care", "Inflação dos cuidados de saúde"),
	note: abnd.T("With successive amounts, the years count from the year of the amount in force. The amount must be indexed "+
		"to consumer prices.",
		"Com montantes sucessivos, os anos contam a partir do ano do montante em vigor. O montante tem de ser "+
			"actualizado pelos preços no consumidor."),
	specs: []Spec{
		{
			Code: "health_inflation_over_cpi", Nature: Outlook, Unit: abnd.PureNumber, Low: lowestRate, High: highestRate,
			Label: abnd.T("Health inflation above consumer prices, per year", "Inflação da saúde acima dos preços no consumidor, por ano"),
			Help:  abnd.T("0.02: the cost per head rises by 2% per year more than consumer prices.", "0,02: o custo por pessoa sobe por ano mais 2 % do que os preços no consumidor."),
		},
	},
	prepare: func(b *benefitLines) {
		// A history comes after this rule and gates the index that it makes.
		since := b.setYear
		if history.inUse(b.study, b.benefit) {
			since = b.line("set_year")
		}
		b.addFactor("health_index", abnd.T("Index of the cost of health care (amount year = 1)", "Índice do custo da saúde (ano de referência = 1)"),
			times(b.indexed, power(plus(one, ref(b.parameter("health_inflation_over_cpi"))), minus(thisYear, since))))
		b.indexed = b.line("health_index")
	},
	check: func(c *benefitCheck) {
		if code := c.code("indexation"); code != "" && code != IndexCPI {
			c.fail("indexation", "not-cpi",
				abnd.T("health inflation is entered above consumer prices, but the amount is indexed to %q", "a inflação da saúde está indicada acima dos preços no consumidor, mas o montante evolui com %q").Fill(code),
				abnd.T("choose %s, or clear health_inflation_over_cpi", "escolha %s ou apague health_inflation_over_cpi").Fill(IndexCPI))
		}
	},
}

// HealthInflation is how much more than consumer prices the cost of health
// care rises a year. It indexes the benefit to consumer prices. See health.go.
type HealthInflation abnd.Share

func (r HealthInflation) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"health_inflation_over_cpi": number(r), "indexation": abnd.Code(IndexCPI)}
}

// interventions: up to three kinds of visit or treatment, each with its
// volume per person covered and its unit cost, in the money of the amount
// year. They add to the benefit's own amount, which is 0 where they are all.
//
//	b[base] = amount + Σ visits[k] × unit cost[k] ÷ payments a year
//
// Each visit is a payment to who gives it: 2.5 visits a year at 4 are 10 a
// person and year.
var interventions = family{
	title: abnd.T("Health interventions", "Intervenções de saúde"),
	note: abnd.T("Each visit is a payment to its provider. The annual cost is spread over the payments per year and does not "+
		"depend on their number.",
		"Cada consulta é um pagamento a quem a presta. O custo anual reparte-se pelos pagamentos por ano e não depende "+
			"do número destes."),
	specs: func() (all []Spec) {
		ordinals := []abnd.Text{abnd.T("first", "primeira"), abnd.T("second", "segunda"), abnd.T("third", "terceira")}
		for i, code := range interventionCodes {
			all = append(all, Spec{
				Code: code + "_visits", Nature: Response, Unit: abnd.Payments, Low: 0, High: 366, Optional: true,
				Label: abnd.T("Visits per person per year, %s intervention", "Consultas por pessoa e ano, %s intervenção").Fill(ordinals[i]),
				Help:  abnd.T("Visits, treatments or days in hospital, per person covered.", "Consultas, tratamentos ou dias de internamento, por pessoa abrangida."),
			}, Spec{
				Code: code + "_cost", Nature: Circumstance, Unit: abnd.MoneyPerPayment, Low: 0, High: maxMoney, Optional: true,
				Label: abnd.T("Unit cost of a visit, %s intervention", "Custo unitário de uma consulta, %s intervenção").Fill(ordinals[i]),
				Help:  abnd.T("In prices of the amount year.", "A preços do ano de referência do montante."),
			})
		}
		return all
	}(),
	prepare: func(b *benefitLines) {
		var terms []model.Expr
		for _, code := range interventionCodes {
			visits, cost := b.parameter(code+"_visits"), b.parameter(code+"_cost")
			terms = append(terms, when(allOf(isKnown(visits), isKnown(cost)), times(ref(visits), ref(cost)), zero))
		}
		b.addCell("interventions_cost", abnd.T("Interventions, cost per person and year, in the amount year", "Intervenções, custo por pessoa e ano, no ano de referência do montante"), abnd.MoneyPerHead,
			totalOf(terms...))
		b.setAmount = plus(b.setAmount, over(b.line("interventions_cost"), ref(b.parameter("payments"))))
	},
	check: func(c *benefitCheck) {
		for i, code := range interventionCodes {
			c.requireBoth(code+"_visits", code+"_cost")
			if i > 0 && c.has(code+"_visits") && !c.has(interventionCodes[i-1]+"_visits") {
				c.fail(interventionCodes[i-1]+"_visits", "order",
					abnd.T("the intervention %d has values, but %d before it is blank", "está indicada a intervenção %d, mas não a %d antes dela").Fill(i+1, i),
					abnd.T("enter the values from the first one on, without gaps", "indique os valores a partir do primeiro, sem falhas"))
			}
		}
		for _, code := range interventionCodes {
			c.rejectCombination(code+"_visits", "school_days", "payment_rule", "works_time", "scale_counts", "duration")
		}
		if n, ok := c.number("payments"); ok && n == 0 {
			c.fail("payments", "not-positive",
				abnd.T("the visits of a year cannot be spread over 0 payments", "as consultas de um ano não se podem repartir por 0 pagamentos"),
				abnd.T("enter 1 for a cost per head per year", "escreva 1 para um custo anual por pessoa"))
		}
	},
}

// interventionCodes begin the codes of the interventions.
var interventionCodes = []string{"intervention_1", "intervention_2", "intervention_3"}

// Intervention is one kind of visit or treatment: how many a person covered
// has in a year, and what one costs in the money of the amount year.
type Intervention struct {
	Visits   float64
	UnitCost abnd.Money
}

// Interventions are the visits that a health package pays for: three kinds at
// most. They add to the benefit's amount. See health.go.
type Interventions []Intervention

func (r Interventions) parameters() map[string]abnd.Value {
	if len(r) > len(interventionCodes) {
		panic(fmt.Sprintf("costing: Interventions takes %d kinds at most", len(interventionCodes)))
	}
	p := map[string]abnd.Value{}
	for i, one := range r {
		p[interventionCodes[i]+"_visits"], p[interventionCodes[i]+"_cost"] = abnd.Num(one.Visits), number(one.UnitCost)
	}
	return p
}

// premium: health insurance whose premium government pays in part. The
// benefit's amount is the full premium; members pay the rest themselves. With
// the rule of poverty.go those reached are the poor.
//
//	b[t]            = premium[t] × subsidy
//	members pay[t]  = B[t] × (premium[t] − b[t]) × payments a year
var premium = family{
	title: abnd.T("Premium subsidy", "Comparticipação do Estado no prémio"),
	note: abnd.T("The amount of the benefit is the part of the premium that government pays; it already includes the index.",
		"O montante da prestação é o que o Estado paga do prémio; o índice já está nele."),
	specs: []Spec{
		{
			Code: "premium_subsidy", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Share of the premium paid by government", "Parte do prémio paga pelo Estado"),
			Help:  abnd.T("1: members pay nothing. The amount of the benefit is the full premium.", "1: os membros nada pagam. O montante da prestação é o prémio inteiro."),
		},
	},
	prepare: func(b *benefitLines) {
		b.addBlankable("premium", abnd.T("Premium, one payment", "Prémio, um pagamento"), abnd.MoneyPerPayment, times(b.setAmount, b.indexed))
		b.setAmount, b.indexed = times(b.line("premium"), ref(b.parameter("premium_subsidy"))), one
		b.add("members_premium", abnd.T("Premiums that members pay themselves", "Prémios pagos pelos próprios membros"), abnd.CurrentMoney,
			b.whenPaid(b.inPartOfYear(b.line("beneficiaries"), minus(b.line("premium"), b.line("benefit_amount")), b.payments)))
	},
	check: func(c *benefitCheck) {
		c.rejectCombination("premium_subsidy", "participation") // contributions go by wages
	},
}

// PremiumSubsidy is the share of an insurance premium, the benefit's amount,
// that government pays. See health.go.
type PremiumSubsidy abnd.Share

func (r PremiumSubsidy) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"premium_subsidy": number(r)}
}

// outOfPocket: what of a package of health care is left to households, given
// what the whole package costs per head of the target group. It moves with
// the index of the benefit.
//
//	package[t]             = N[t] × package per head × I[t] ÷ I[base]
//	households[t]          = max(package[t] − C[t], 0)
//	out-of-pocket share[t] = households[t] ÷ package[t]
//
// It takes the target group to use the package whoever pays; where people go
// without care because they must pay, households spend less.
var outOfPocket = family{
	title: abnd.T("Out-of-pocket share", "Pagamentos directos das famílias"),
	note: abnd.T("The whole target group uses the health package, whoever pays for it.",
		"Todo o grupo-alvo usa o pacote, qualquer que seja a entidade que o paga."),
	specs: []Spec{
		{
			Code: "package_per_head", Unit: abnd.MoneyPerHead, Low: 0, High: maxMoney,
			Label: abnd.T("Total cost of the health package per person per year", "Custo total do pacote de saúde por pessoa e ano"),
			Help:  abnd.T("All payers together, in prices of the amount year.", "De todas as entidades que o pagam, a preços do ano de referência do montante."),
		},
	},
	prepare: func(b *benefitLines) {
		b.addBlankable("package_cost", abnd.T("Total cost of the health package for the target group", "Custo total do pacote de saúde para o grupo-alvo"), abnd.CurrentMoney,
			times(b.line("target_population"), ref(b.parameter("package_per_head")), b.indexed))
		b.addBlankable("household_cost", abnd.T("Part of the health package paid by households", "Parte do pacote de saúde paga pelas famílias"), abnd.CurrentMoney,
			greatest(minus(b.line("package_cost"), b.line("benefit_cost")), zero))
		b.addBlankable("out_of_pocket_share", abnd.T("Out-of-pocket share of the health package", "Pagamentos directos das famílias, em % do pacote de saúde"), abnd.PureNumber,
			when(equal(b.line("package_cost"), zero), blank, over(b.line("household_cost"), b.line("package_cost"))))
	},
	check: func(c *benefitCheck) {
		c.rejectCombination("package_per_head", "participation") // a cash benefit pays for no care
	},
}

// HealthPackage is what a whole package of health care costs per person a
// year, in the money of the amount year; what the benefit does not pay of it
// is left to households. See health.go.
type HealthPackage abnd.Money

func (r HealthPackage) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"package_per_head": number(r)}
}

// HasInterventions reports whether volumes of care with their unit costs stand
// behind a benefit.
func HasInterventions(study *abnd.Study, b abnd.Benefit) bool { return interventions.inUse(study, b) }
