package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// pensioners: contributory pensions in payment, as the status quo needs them:
// a known number of pensioners in one year that grows at a given rate.
//
//	N[s,t] = pensioners × (1 + growth)^(t − base year) × share of the sex
//
// Times the average pension, which is the benefit's amount, it gives the
// expenditure on pensions for some years ahead. It is no valuation: it knows
// nothing of entry, service, mortality or reserves, and cannot say whether a
// fund lasts. That is another job, an actuary's (ILO, ISSA (2016), Guidelines
// on actuarial work for social security).
//
// The number is given, not counted: the age range of the benefit chooses
// nobody. It says of whom the pensioners are a share, in the line of
// contributory coverage.
var pensioners = family{
	title: abnd.T("Contributory pensions in payment", "Pensões contributivas em pagamento"),
	note: abnd.T("The number of pensioners is an input, not derived from the population: the age limits select no one and are "+
		"used only for comparison. Share and sex apply to the number.",
		"O número de pensionistas é um dado e não resulta da população: os limites de idade não seleccionam ninguém e "+
			"servem apenas de comparação. Proporção e sexo aplicam-se ao número."),
	specs: []Spec{
		{
			Code: "pensioners", Nature: Circumstance, Unit: abnd.PersonUnit, Low: 0, High: maxMoney,
			Label: abnd.T("Pensioners in the base year", "Pensionistas no ano-base"),
			Help:  abnd.T("Persons with a pension in payment. The age range is then used only for comparison.", "Pessoas com pensão em pagamento. O intervalo de idades serve então só de comparação."),
		}, {
			Code: "pensioners_year", Nature: Circumstance, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1],
			Label: abnd.T("Base year of the pensioners", "Ano-base dos pensionistas"),
		}, {
			Code: "pensioners_growth", Nature: Outlook, Unit: abnd.PureNumber, Low: lowestRate, High: highestRate,
			Label: abnd.T("Annual growth of the number of pensioners", "Crescimento anual do seu número"),
		}, {
			Code: "pensioners_female", Nature: Circumstance, Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Share of pensioners who are women", "Proporção de mulheres entre os pensionistas"),
		},
	},
	prepare: func(b *benefitLines) {
		p := func(code string) model.Expr { return ref(b.parameter(code)) }
		b.addBlankable("pensioners", abnd.T("Pensioners", "Pensionistas"), abnd.PersonUnit,
			times(p("pensioners"), power(plus(one, p("pensioners_growth")), minus(thisYear, p("pensioners_year")))))
		counted := b.people
		b.people = func(sex abnd.Sex) model.Expr {
			share := p("pensioners_female")
			if sex == abnd.Male {
				share = minus(one, share)
			}
			return times(b.line("pensioners"), share)
		}
		everyone := plus(counted(abnd.Female), counted(abnd.Male))
		b.addBlankable("age_range_people", abnd.T("People of the age range, both sexes", "Pessoas do intervalo de idades, ambos os sexos"), abnd.PersonUnit, when(allOf(isKnown(b.parameter("age_min")), isKnown(b.parameter("age_max"))), everyone, blank))
		b.addBlankable("pensioner_coverage", abnd.T("Pensioners, share of the age range", "Pensionistas, proporção do intervalo de idades"), abnd.PureNumber,
			when(equal(b.line("age_range_people"), zero), blank, over(b.line("pensioners"), b.line("age_range_people"))))
	},
	check: func(c *benefitCheck) {
		c.without("pensioners", bands,
			abnd.T("pensioners are entered as a number without ages, so their amount cannot depend on age bands", "os pensionistas são um número dado, sem idades, logo o montante não pode seguir escalões etários"),
			abnd.T("enter the average pension, and clear the bands", "indique a pensão média e apague os escalões"))
		c.rejectCombination("pensioners", "participation", "event")
	},
}

// Pensioners are contributory pensions in payment: so many persons in a year,
// whose number grows. The average pension is the benefit's amount. See
// pensioners.go.
type Pensioners struct {
	Number      abnd.Persons
	Year        abnd.Year
	Growth      abnd.Share // a year
	FemaleShare abnd.Share
}

func (r Pensioners) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"pensioners": number(r.Number), "pensioners_year": number(r.Year), "pensioners_growth": number(r.Growth), "pensioners_female": number(r.FemaleShare),
	}
}
