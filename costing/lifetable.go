package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography"
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
func (b *builder) addLifeTable(sex abnd.Sex) {
	ref := func(line string, age int) Expr { return Ref{AgeKey(sex, line, age)} }
	lived := b.addSeparation(sex)
	years := make([]Expr, abnd.MaxAge+1)
	for age := range years {
		b.addByAge(sex, "death_rate", age, abnd.PureNumber, b.study.Demography.DeathRates.Of(sex))
		ax := Expr(Ref{halfYear})
		if age == 0 {
			ax = lived
		}
		rate := ref("death_rate", age)
		open := age == abnd.MaxAge

		probability := Over(rate, Plus(One{}, Times(Minus(One{}, ax), rate)))
		survivors, personYears := Expr(One{}), Over(ref("survivors", age), rate)
		if open {
			probability = One{}
		} else {
			next := ref("survivors", age+1)
			personYears = Plus(next, Times(ax, Minus(ref("survivors", age), next)))
		}
		if age > 0 {
			survivors = Times(ref("survivors", age-1), Minus(One{}, ref("death_probability", age-1)))
		}
		b.addAgeLine(sex, "death_probability", age, abnd.PureNumber, probability)
		b.addAgeLine(sex, "survivors", age, abnd.PureNumber, survivors)
		b.addAgeLine(sex, "person_years", age, abnd.PureNumber, personYears)
		years[age] = ref("person_years", age)
	}
	for age := range years {
		b.addBetween(AgeKey(sex, "survival", age), ageLabel("survival", sex, age), abnd.PureNumber, b.sinceMidYear(func(read func(Key) Expr) Expr {
			now := read(AgeKey(sex, "person_years", age))
			if age == 0 {
				return now
			}
			before := read(AgeKey(sex, "person_years", age-1))
			if age == abnd.MaxAge {
				before = Plus(before, now)
			}
			return Over(now, before)
		}))
	}
	b.addDemographyLine(DemographyKey(sex, "life_expectancy"), abnd.T("Life expectancy at birth, years, %s", "Esperança de vida à nascença, anos, %s").Fill(sexName(sex)),
		abnd.PureNumber, Total{years})
}

// addSeparation adds the mean years lived by those who die in infancy, and
// the coefficients of its formula. It returns the line.
func (b *builder) addSeparation(sex abnd.Sex) Expr {
	s := demography.SeparationOf(sex)
	from := abnd.Provenance{Confidence: abnd.High, Note: demography.SeparationSource}
	cell := func(code string, en, pt string, value float64) Expr {
		key := DemographyKey(sex, "infant_"+code)
		b.model.Add(Line{
			Key: key, Group: "demography", Factor: true, Inputs: []float64{value}, Source: from,
			Label: abnd.T(en+", %s", pt+", %s").Fill(sexName(sex)),
		})
		return Ref{key}
	}
	threshold := cell("threshold", "Years lived by those who die in infancy: death rate from which they are constant", "Anos vividos por quem morre na infância: taxa a partir da qual são constantes", s.Threshold)
	intercept := cell("intercept", "Years lived by those who die in infancy: intercept", "Anos vividos por quem morre na infância: ordenada na origem", s.Intercept)
	slope := cell("slope", "Years lived by those who die in infancy: slope by the death rate", "Anos vividos por quem morre na infância: declive pela taxa de mortalidade", s.Slope)
	constant := cell("constant", "Years lived by those who die in infancy: constant", "Anos vividos por quem morre na infância: constante", s.Constant)
	rate := Ref{AgeKey(sex, "death_rate", 0)}
	key := DemographyKey(sex, "infant_years")
	b.addDemographyLine(key, abnd.T("Years lived by those who die in infancy, %s", "Anos vividos por quem morre na infância, %s").Fill(sexName(sex)), abnd.PureNumber,
		If{Cond: Compare{Less, rate, threshold}, Then: Plus(intercept, Times(slope, rate)), Else: constant})
	return Ref{key}
}

// sinceMidYear is the mean of a formula in the calendar year before and in
// this one, weighted by the halves of them that lie between two mid-years.
// Nothing lies before the base year.
func (b *builder) sinceMidYear(of func(read func(Key) Expr) Expr) Expr {
	before := of(func(key Key) Expr { return Prev{key} })
	now := of(func(key Key) Expr { return Ref{key} })
	return b.afterBase(Unknown{}, Plus(Times(Ref{halfYear}, before), Times(Minus(One{}, Ref{halfYear}), now)))
}

// afterBase is base in the base year and then in every later one.
func (b *builder) afterBase(base, then Expr) Expr {
	return If{Cond: Compare{Equal, ThisYear{}, Ref{populationBaseYear}}, Then: base, Else: then}
}
