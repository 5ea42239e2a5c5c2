package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// bands: amounts by age band, as 60–69, 70–79, 80 and over. The benefit's own
// amount is that of the youngest band; each later band has an age from which
// it counts and an amount in the same money.
//
//	b[t] = b1 + Σ (b[k] − b[k−1]) × P[age ≥ a(k)] ÷ P[age ≥ lo]
//
// which is the mean of the bands' amounts weighted by the people in each, or by
// the recipients where a register counts them by age (register.go).
//
// Where the benefit has later amounts, the bands are in the money of the last
// one that is known or, if that is later, of the one in force when the bands
// begin. An amount announced for a year after that changes the youngest band
// alone: the others are carried on into its money, so that they go on being
// indexed as before.
//
//	b[k] × I[year of the amount in force] ÷ I[year of the bands' money]
var bands = family{
	title: abnd.T("Amounts by age band", "Montantes por escalão etário"),
	note: abnd.T("The amount is the mean over the people of the age range and sex, each with the amount of the band of their "+
		"age; of the recipients, where a register counts them by age. All bands are in prices of the last known amount or, if that is later, of the amount in force in "+
		"bands_year, and are indexed from its year; an amount announced for a later year changes only the youngest band.",
		"O montante é a média das pessoas do intervalo de idades e do sexo, cada uma com o montante do escalão da sua "+
			"idade; ou dos beneficiários, se um registo os conta por idade. Todos os escalões estão a preços do último montante conhecido ou, se for posterior, do que está em vigor "+
			"em bands_year, e são actualizados a partir do ano deste; um montante anunciado para depois só muda o primeiro "+
			"escalão."),
	specs: []Spec{
		bandAge("band_2_age", abnd.T("Second band from age", "Segundo escalão a partir da idade")),
		datedAmount("band_2_amount", abnd.T("Amount of the second band", "Montante do segundo escalão")),
		bandAge("band_3_age", abnd.T("Third band from age", "Terceiro escalão a partir da idade")),
		datedAmount("band_3_amount", abnd.T("Amount of the third band", "Montante do terceiro escalão")),
		bandAge("band_4_age", abnd.T("Fourth band from age", "Quarto escalão a partir da idade")),
		datedAmount("band_4_amount", abnd.T("Amount of the fourth band", "Montante do quarto escalão")),
		stepYear("bands_year", abnd.T("Bands from the year", "Escalões a partir do ano")),
	},
	prepare: func(b *benefitLines) {
		inMoney := b.bandMoney()
		all := b.addBandPeople("band_all", abnd.T("People of the age range", "Pessoas do intervalo de idades"), b.youngest)
		below := b.setAmount
		terms := []model.Expr{}
		for i, k := range bandCodes {
			age, amount := b.parameter(k+"_age"), times(append([]model.Expr{ref(b.parameter(k + "_amount"))}, inMoney...)...)
			from := greatest(b.youngest, ref(age))
			people := b.addBandPeople(k+"_people", abnd.T("People in band %d, from its age on", "Pessoas do escalão %d, a partir da idade deste").Fill(i+2), when(isKnown(age), from, b.youngest))
			terms = append(terms, when(isKnown(age), times(minus(amount, below), people), zero))
			below = when(isKnown(age), amount, below)
		}
		mean := when(equal(all, zero), b.setAmount, plus(b.setAmount, over(totalOf(terms...), all)))
		start := b.parameter("bands_year")
		notYet := allOf(isKnown(start), less(thisYear, ref(start)))
		b.addBlankable("mean_amount", abnd.T("Mean amount of the bands, before indexation", "Montante médio dos escalões, antes da actualização"), abnd.MoneyPerPayment,
			when(notYet, b.setAmount, mean))
		b.setAmount = b.line("mean_amount")
	},
	check: func(c *benefitCheck) {
		for _, k := range bandCodes {
			c.requireBoth(k+"_age", k+"_amount")
		}
		c.inOrder("age_min", "band_2_age", "band_3_age", "band_4_age")
		if _, ok := c.number("band_2_age"); !ok {
			c.fail("band_2_age", "needed", abnd.T("the age of the second band is missing", "falta a idade do segundo escalão"),
				abnd.T("enter the age together with its amount, or clear all parameters of the bands", "indique a idade com o seu montante ou apague todos os parâmetros dos escalões"))
		}
	},
}

// bandMoney is what carries the amounts of the bands into the money of the
// amount in force; nothing where there is one amount.
func (b *benefitLines) bandMoney() []model.Expr {
	if !history.inUse(b.study, b.benefit) {
		return nil
	}
	start := b.parameter("bands_year")
	b.addCell("bands_money_year", abnd.T("Price year of the bands", "Ano dos preços dos escalões"), abnd.CalendarYear,
		b.lastDated(func(year model.Expr) model.Cond {
			return anyOf(allOf(isKnown(start), atMost(year, ref(start))), alreadyKnown(year))
		}))
	since, now := b.line("bands_money_year"), b.setYear
	carried := b.indexBetween(b.parameter("indexation"), IndexationList, since, now, ref(b.parameter("index_rate")))
	if healthInflation.inUse(b.study, b.benefit) {
		carried = times(carried, power(plus(one, ref(b.parameter("health_inflation_over_cpi"))), minus(now, since)))
	}
	b.addFactor("bands_index", abnd.T("Bands converted to the prices of the amount in force", "Escalões convertidos para os preços do montante em vigor"),
		when(less(since, now), carried, one))
	return []model.Expr{b.line("bands_index")}
}

// bandCodes begin the codes of the bands after the first.
var bandCodes = []string{"band_2", "band_3", "band_4"}

func bandAge(code string, label abnd.Text) Spec {
	return Spec{Code: code, Label: label, Unit: abnd.AgeInYears, Whole: true, Low: 0, High: abnd.MaxAge, Optional: true}
}

// addBandPeople adds the people of the target's sex from an age to the oldest.
func (b *benefitLines) addBandPeople(code string, label abnd.Text, from model.Expr) model.Expr {
	people := func(sex abnd.Sex) model.Expr { return b.ofTheSex(sex, b.countedFrom(sex, from)) }
	b.addBlankable(code, label, abnd.PersonUnit, plus(people(abnd.Female), people(abnd.Male)))
	return b.line(code)
}

// AmountBands are the amounts by the age from which each applies, above the
// youngest band: three at most. See bands.go.
type AmountBands map[int]abnd.Money

func (r AmountBands) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{}
	for i, age := range sortedKeys(r) {
		if i == len(bandCodes) {
			panic("costing: AmountBands takes three bands at most")
		}
		p[bandCodes[i]+"_age"], p[bandCodes[i]+"_amount"] = number(age), number(r[age])
	}
	return p
}

// BandsFrom is the year from which the amount bands count; before it the
// amount is one for all ages. See bands.go.
type BandsFrom abnd.Year

func (r BandsFrom) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"bands_year": number(abnd.Year(r))}
}
