package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography"
	"github.com/openabnd/engine/costing/model"
)

// addLifeTable adds the life table of every year for one sex, with a radix of
// one, and the survival from one mid-year to the next.
//
//	q[a] = m ÷ (1 + (1 − ax)·m)     ax: half a year, in infancy by its own formula
//	l[a] = l[a−1] × (1 − q[a−1])    L[a] = l[a+1] + ax × (l[a] − l[a+1])
//	L[100+] = l ÷ m                 e0 = ΣL
//
// Survival into age a between two mid-years is the mean of the ratios of the
// two calendar years: L[a] ÷ L[a−1]; at birth L[0]; and for the open age
// L[100+] ÷ (L[99] + L[100+]), which those of 99 and of 100 and over share.
//
// Source: Preston, Heuveline and Guillot (2001), Demography, chapters 3 and 6.
func (b *builder) addLifeTable(sex abnd.Sex, factors []float64) {
	ofAge := func(line string, age int) model.Expr { return ref(AgeKey(sex, line, age)) }
	b.addDeathRates(sex, factors)
	lived := b.addSeparation(sex)
	years := make([]model.Expr, abnd.MaxAge+1)
	for age := range years {
		ax := model.Expr(ref(halfYear))
		if age == 0 {
			ax = lived
		}
		rate := b.deathRate(sex, age)
		open := age == abnd.MaxAge

		probability := over(rate, plus(one, times(minus(one, ax), rate)))
		survivors, personYears := model.Expr(one), over(ofAge("survivors", age), rate)
		if open {
			probability = one
		} else {
			next := ofAge("survivors", age+1)
			personYears = plus(next, times(ax, minus(ofAge("survivors", age), next)))
		}
		if age > 0 {
			survivors = times(ofAge("survivors", age-1), minus(one, ofAge("death_probability", age-1)))
		}
		b.addAgeLine(sex, "death_probability", age, abnd.PureNumber, probability)
		b.addAgeLine(sex, "survivors", age, abnd.PureNumber, survivors)
		b.addAgeLine(sex, "person_years", age, abnd.PureNumber, personYears)
		years[age] = ofAge("person_years", age)
	}
	for age := range years {
		b.addBetween(AgeKey(sex, "survival", age), ageLabel("survival", sex, age), abnd.PureNumber, b.sinceMidYear(func(read func(model.Key) model.Expr) model.Expr {
			now := read(AgeKey(sex, "person_years", age))
			if age == 0 {
				return now
			}
			before := read(AgeKey(sex, "person_years", age-1))
			if age == abnd.MaxAge {
				before = plus(before, now)
			}
			return over(now, before)
		}))
	}
	b.addDemographyLine(demographyKey(sex, "life_expectancy_projected"), abnd.T("Life expectancy at birth, years, %s", "Esperança de vida à nascença, anos, %s").Fill(model.SexName(sex)),
		abnd.PureNumber, totalOf(years...))
}

// addDeathRates adds the death rates of one sex and, where the study has a path
// of life expectancy, the factors that move them onto it:
//
//	rate used = rate × factor of the year
//
// A factor is no formula: it is solved for, as [demography.MortalityFactor]
// says.
func (b *builder) addDeathRates(sex abnd.Sex, factors []float64) {
	for age := range abnd.MaxAge + 1 {
		b.addByAge(sex, "death_rate", age, abnd.PureNumber, b.study.Demography.DeathRates.Of(sex))
	}
	if factors == nil {
		return
	}
	factor := demographyKey(sex, "mortality_factor")
	b.model.Add(model.Line{
		Key: factor, Group: DemographyGroup, Years: b.study.Demography.Span, Inputs: factors, Factor: true,
		Label:  abnd.T("Factor of death rates for the path of life expectancy, %s", "Factor das taxas de mortalidade que dá a trajectória da esperança de vida, %s").Fill(model.SexName(sex)),
		Source: &b.study.Demography.LifeExpectancy.Of(sex).Provenance,
	})
	for age := range abnd.MaxAge + 1 {
		b.addAgeLine(sex, "death_rate_used", age, abnd.PureNumber, times(ref(AgeKey(sex, "death_rate", age)), ref(factor)))
	}
}

// deathRate is the rate that the life table is made of.
func (b *builder) deathRate(sex abnd.Sex, age int) model.Expr {
	if used := AgeKey(sex, "death_rate_used", age); b.model.Has(used) {
		return ref(used)
	}
	return ref(AgeKey(sex, "death_rate", age))
}

// mortalityFactors solves for the factors of death rates that give the path of
// life expectancy of each sex; nil for a sex without one. The rates must have
// been checked.
func mortalityFactors(s *abnd.Study) (map[abnd.Sex][]float64, abnd.Diagnostics) {
	var found abnd.Diagnostics
	d := &s.Demography
	all := map[abnd.Sex][]float64{}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		path := d.LifeExpectancy.Of(sex)
		for i, year := range d.Span.All() {
			wanted, ok := path.Values[year]
			if !ok {
				continue
			}
			if all[sex] == nil {
				all[sex] = slices.Repeat([]float64{1}, d.Span.Len())
			}
			rates := make([]float64, abnd.MaxAge+1)
			for age := range rates {
				rates[age], _ = d.DeathRates.Of(sex).Get(year, age)
			}
			factor, err := demography.MortalityFactor(sex, rates, wanted)
			if err != nil {
				found.AddError(abnd.JoinPath(string(LifeExpectancyKey(sex)), yearText(year)), "life-expectancy", demography.TextOf(err),
					abnd.T("enter years at birth, e.g. 65.4, that the death rates of MORT can give", "escreva anos à nascença, 65,4, a que as taxas de MORT possam chegar"))
				continue
			}
			all[sex][i] = factor
		}
	}
	return all, found
}

// addSeparation adds the mean years lived by those who die in infancy, and
// the coefficients of its formula. It returns the line.
func (b *builder) addSeparation(sex abnd.Sex) model.Expr {
	s := demography.SeparationOf(sex)
	from := abnd.Provenance{Confidence: abnd.High, Note: demography.SeparationSource()}
	cell := func(code string, en, pt string, value float64) model.Expr {
		key := demographyKey(sex, "infant_"+code)
		b.model.Add(model.Line{
			Key: key, Group: DemographyGroup, Factor: true, Inputs: []float64{value}, Source: &from,
			Label: abnd.T(en+", %s", pt+", %s").Fill(model.SexName(sex)),
		})
		return ref(key)
	}
	threshold := cell("threshold", "Years lived by those who die in infancy: death rate from which they are constant", "Anos vividos por quem morre na infância: taxa a partir da qual são constantes", s.Threshold)
	intercept := cell("intercept", "Years lived by those who die in infancy: intercept", "Anos vividos por quem morre na infância: ordenada na origem", s.Intercept)
	slope := cell("slope", "Years lived by those who die in infancy: slope by the death rate", "Anos vividos por quem morre na infância: declive pela taxa de mortalidade", s.Slope)
	constant := cell("constant", "Years lived by those who die in infancy: constant", "Anos vividos por quem morre na infância: constante", s.Constant)
	rate := b.deathRate(sex, 0)
	key := demographyKey(sex, "infant_years")
	b.addDemographyLine(key, abnd.T("Years lived by those who die in infancy, %s", "Anos vividos por quem morre na infância, %s").Fill(model.SexName(sex)), abnd.PureNumber,
		when(less(rate, threshold), plus(intercept, times(slope, rate)), constant))
	return ref(key)
}

// sinceMidYear is the mean of a formula in the calendar year before and in
// this one, weighted by the halves of them that lie between two mid-years.
// Nothing lies before the base year.
func (b *builder) sinceMidYear(of func(read func(model.Key) model.Expr) model.Expr) model.Expr {
	before := of(func(key model.Key) model.Expr { return prev(key) })
	now := of(func(key model.Key) model.Expr { return ref(key) })
	return b.afterBase(blank, plus(times(ref(halfYear), before), times(minus(one, ref(halfYear)), now)))
}

// afterBase is base in the base year and then in every later one.
func (b *builder) afterBase(base, then model.Expr) model.Expr {
	return when(equal(thisYear, ref(PopulationBaseKey)), base, then)
}
