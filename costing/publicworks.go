package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// How the time worked is given.
const (
	workInDays   = "days"
	workInMonths = "months"
)

var workTimeList = &model.List{Name: "works_time", Codes: []model.ListCode{
	{Code: workInDays, Label: abnd.T("days per year", "dias por ano")},
	{Code: workInMonths, Label: abnd.T("months per year and days per month", "meses por ano e dias por mês")},
}}

// publicWorks: wages for a season of work, in rural and urban areas, and what
// the works cost beside them.
//
//	days = Σ share(area) × days(area)
//	yearly wage = Σ share(area) × days(area) × wage(area)
//	C[t] = B[t] × (yearly wage ÷ days) × I[t] ÷ I[base] × days × share paid
//	non-wage cost[t] = C[t] × non-wage share
//
// The target group counts workers. Days are given, or are months × days a
// month; where the wage is that of a month, there is one such day in a month.
// The wages take the place of the amount rule and the days that of the
// payments a year: both must be blank. Later amounts and age bands, which
// would change the wage, do not go with them.
//
// Materials, tools and supervision are a share of the wage bill: with the
// labour intensity λ of the works, the share of wages in what they cost, it is
// (1 − λ) ÷ λ. They have a line of their own and are counted with
// administration, so that the cost of benefits is what reaches the workers
// (Subbarao, K., C. del Ninno, C. Andrews and C. Rodríguez-Alas (2013), Public
// works as a safety net, World Bank).
//
// Mozambique's PASP paid MT 650 a month for 4 months in rural areas and 6 in
// urban ones, 2012–15.
var publicWorks = family{
	title: abnd.T("Public works", "Trabalhos públicos"),
	note: abnd.T("The amount of the benefit is the mean daily wage of rural and urban workers together, weighted by their "+
		"days, not an annual amount; if working time is in months and a month has one day, it is the monthly wage. The "+
		"payments per year are the mean number of days.",
		"O montante da prestação é o salário médio diário dos trabalhadores rurais e urbanos em conjunto, ponderado "+
			"pelos seus dias, e não um montante anual; se o tempo é dado em meses e um mês tem um dia, é o salário mensal. "+
			"Os pagamentos por ano são o número médio de dias."),
	specs: []Spec{
		{
			Code: "works_time", Unit: abnd.ChoiceUnit, List: workTimeList, Optional: true,
			Label: abnd.T("Public works: unit of working time", "Unidade do tempo de trabalho"),
			Help:  abnd.T("days: days of work per year; months: months per year and days of work per month.", "days: dias de trabalho por ano; months: meses por ano, com os dias de trabalho por mês."),
		},
		{
			Code: "works_rural_share", Unit: abnd.PureNumber, Low: 0, High: 1, NeededIf: "works_time", NeededFor: workTimeList.Names(),
			Label: abnd.T("Share of workers in rural areas", "Proporção de trabalhadores em zonas rurais"),
			Help:  abnd.T("The others work in urban areas.", "Os restantes trabalham em zonas urbanas."),
		},
		workDays("works_rural_days", abnd.T("Days of work per year, rural", "Dias de trabalho por ano, zonas rurais")),
		workDays("works_urban_days", abnd.T("Days of work per year, urban", "Dias de trabalho por ano, zonas urbanas")),
		workMonths("works_rural_months", abnd.T("Months of work per year, rural", "Meses de trabalho por ano, zonas rurais")),
		workMonths("works_urban_months", abnd.T("Months of work per year, urban", "Meses de trabalho por ano, zonas urbanas")),
		{
			Code: "works_days_month", Unit: abnd.PaymentsPerMonth, Low: 0, High: 31, NeededIf: "works_time", NeededFor: []string{workInMonths},
			Label: abnd.T("Days of work paid per month", "Dias de trabalho pagos por mês"),
			Help:  abnd.T("1 if the wage is monthly.", "1 quando o salário é mensal."),
		},
		workWage("works_rural_wage", abnd.T("Wage per day or month of work, rural", "Salário por dia ou mês de trabalho, zonas rurais")),
		workWage("works_urban_wage", abnd.T("Wage per day or month of work, urban", "Salário por dia ou mês de trabalho, zonas urbanas")),
		{
			Code: "works_nonwage", Unit: abnd.PureNumber, Low: 0, High: 10, NeededIf: "works_time", NeededFor: workTimeList.Names(),
			Label: abnd.T("Non-wage costs, share of the wage bill", "Custos não salariais, proporção da massa salarial"),
			Help:  abnd.T("Materials, tools, supervision; included in administrative cost.", "Materiais, ferramentas, supervisão; incluídos no custo administrativo."),
		},
	},
	prepare: func(b *benefitLines) {
		p := func(code string) model.Expr { return ref(b.parameter(code)) }
		time := b.parameter("works_time")
		days := func(area string) model.Expr {
			return choose(time, p("works_"+area+"_days"), times(p("works_"+area+"_months"), p("works_days_month")))
		}
		rural := p("works_rural_share")
		urban := minus(one, rural)
		// An area without workers needs neither days nor a wage.
		part := func(share, of model.Expr) model.Expr {
			return when(equal(share, zero), zero, times(share, of))
		}
		b.addCell("work_days", abnd.T("Days or months of work paid per worker per year, mean", "Dias ou meses de trabalho pagos por trabalhador e ano, média"), abnd.Payments,
			plus(part(rural, days("rural")), part(urban, days("urban"))))
		b.addCell("work_year_wage", abnd.T("Annual wage per worker, mean, before indexation", "Salário por trabalhador e ano, média, antes da actualização"), abnd.MoneyPerHead,
			plus(part(rural, times(days("rural"), p("works_rural_wage"))), part(urban, times(days("urban"), p("works_urban_wage")))))
		b.addBlankable("work_wage", abnd.T("Wage per day or month of work, mean, before indexation", "Salário por dia ou mês de trabalho, média, antes da actualização"), abnd.MoneyPerPayment,
			when(isKnown(time), when(equal(b.line("work_days"), zero), zero, over(b.line("work_year_wage"), b.line("work_days"))), b.setAmount))
		b.setAmount = b.line("work_wage")
		b.payments = when(isKnown(time), b.line("work_days"), b.payments)
		b.add("nonwage_cost", abnd.T("Non-wage costs of the works, included in administrative cost", "Custos não salariais dos trabalhos, no custo administrativo"), abnd.CurrentMoney,
			b.whenPaid(when(isKnown(time), times(b.line("benefit_cost"), p("works_nonwage")), zero)))
		b.overheads = append(b.overheads, overhead{cost: b.line("nonwage_cost"), share: when(isKnown(time), p("works_nonwage"), zero)})
	},
	check: func(c *benefitCheck) {
		rule := c.code("works_time")
		c.ruled("works_time", "works_rural_share", "works_rural_days", "works_urban_days", "works_rural_months", "works_urban_months",
			"works_days_month", "works_rural_wage", "works_urban_wage", "works_nonwage")
		c.rejectCombination("works_time", "amount_2", "band_2_age")
		c.rejectFamilies("works_time", insured, interventions)
		rural, ok := c.number("works_rural_share")
		if rule == "" || !ok {
			return
		}
		for i, area := range []string{"rural", "urban"} {
			if share := []float64{rural, 1 - rural}[i]; share > 0 {
				c.wantFor("works_"+area+"_"+rule, "works_rural_share")
				c.wantFor("works_"+area+"_wage", "works_rural_share")
			}
		}
	},
}

func workDays(code string, label abnd.Text) Spec {
	return Spec{
		Code: code, Unit: abnd.Payments, Low: 0, High: 366, Optional: true, ReadIf: "works_time", ReadFor: []string{workInDays}, Label: label,
		Help: abnd.T("Required if working time is in days and there are workers in this area.", "Necessário se o tempo é indicado em dias e alguém aí trabalha."),
	}
}

func workMonths(code string, label abnd.Text) Spec {
	return Spec{
		Code: code, Unit: abnd.Months, Low: 0, High: monthsInAYear, Optional: true, ReadIf: "works_time", ReadFor: []string{workInMonths}, Label: label,
		Help: abnd.T("Required if working time is in months and there are workers in this area.", "Necessário se o tempo é indicado em meses e alguém aí trabalha."),
	}
}

func workWage(code string, label abnd.Text) Spec {
	return Spec{
		Code: code, Unit: abnd.MoneyPerPayment, Low: 0, High: maxMoney, Optional: true, Label: label,
		Help: abnd.T("Of a day; of a month where one day is paid per month. In prices of the amount year; required if there are workers in this area.", "De um dia; de um mês onde se paga um dia por mês. A preços do ano de referência do montante; necessário se alguém aí trabalha."),
	}
}

// WorkSeason is what one worker does in a year: days, or months where
// [PublicWorks] says how many days a month has, and the wage of a day.
type WorkSeason struct {
	Days, Months float64
	Wage         abnd.Money
}

// PublicWorks pays wages for a season of work in rural and urban areas. It
// takes the place of the amount rule and of the payments a year. See
// publicworks.go.
type PublicWorks struct {
	RuralShare   abnd.Share // of the workers
	Rural, Urban WorkSeason
	// DaysPerMonth of work; 0 where the seasons are given in days.
	DaysPerMonth float64
	NonWage      abnd.Share // materials, tools: share of the wage bill
	Year         abnd.Year  // in whose money the wages are
}

func (r PublicWorks) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{
		"works_time": abnd.Code(workInDays), "works_rural_share": number(r.RuralShare), "works_nonwage": number(r.NonWage),
		"amount_year": number(r.Year), "payments": {},
	}
	if r.DaysPerMonth != 0 {
		p["works_time"], p["works_days_month"] = abnd.Code(workInMonths), abnd.Num(r.DaysPerMonth)
	}
	seasons := map[string]WorkSeason{}
	if r.RuralShare > 0 {
		seasons["rural"] = r.Rural
	}
	if r.RuralShare < 1 {
		seasons["urban"] = r.Urban
	}
	for area, season := range seasons {
		p["works_"+area+"_wage"] = number(season.Wage)
		if r.DaysPerMonth != 0 {
			p["works_"+area+"_months"] = abnd.Num(season.Months)
		} else {
			p["works_"+area+"_days"] = abnd.Num(season.Days)
		}
	}
	clearAmount(p)
	return p
}
