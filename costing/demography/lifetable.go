package demography

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
)

// LifeTable is a period life table with a radix of one. Its last age group
// is open. All slices have one value an age group.
type LifeTable struct {
	Age         []int     // exact age at which the group begins
	Rate        []float64 // m: deaths per person-year
	Share       []float64 // a: mean years lived in the group by those who die in it
	Probability []float64 // q: of dying in the group; 1 in the open one
	Survivors   []float64 // l: alive at the beginning, of one who was born
	Deaths      []float64 // d: in the group, of one who was born
	PersonYears []float64 // L: lived in the group, of one who was born
	Remaining   []float64 // T: years lived from the beginning on
	Expectancy  []float64 // e: years to be expected at the beginning
}

// NewLifeTable makes a life table of death rates and of the mean years a that
// those who die in a group live in it:
//
//	q = n·m ÷ (1 + (n − a)·m)   l[x+n] = l·(1 − q)   L = n·l[x+n] + a·d
//
// The last group is open: q = 1, L = l ÷ m; its a is not read. Source:
// Preston, S., Heuveline, P. and Guillot, M. (2001), Demography: Measuring
// and Modeling Population Processes, Blackwell, chapter 3 and Box 3.1.
//
// The error names the first group that would have fewer than no survivors:
// its rate is too high to be one per person-year.
func NewLifeTable(ages []int, rate, share []float64) (LifeTable, error) {
	n := len(ages)
	if n == 0 || len(rate) != n || len(share) < n-1 {
		panic(fmt.Sprintf("demography: life table of %d ages with %d rates and %d shares", n, len(rate), len(share)))
	}
	column := func() []float64 { return make([]float64, n) }
	t := LifeTable{
		Age: ages, Rate: rate, Share: column(), Probability: column(), Survivors: column(), Deaths: column(),
		PersonYears: column(), Remaining: column(), Expectancy: column(),
	}
	alive := 1.0
	for i := range ages {
		t.Survivors[i] = alive
		if i == n-1 {
			if !(rate[i] > 0) {
				return LifeTable{}, problem("the death rate of the open age group %d+ is %g; it must be positive", "a taxa de mortalidade do grupo aberto %d+ é %g; tem de ser positiva", ages[i], rate[i])
			}
			t.Share[i], t.Probability[i], t.Deaths[i], t.PersonYears[i] = 1/rate[i], 1, alive, alive/rate[i]
			break
		}
		width := float64(ages[i+1] - ages[i])
		t.Share[i] = share[i]
		q := width * rate[i] / (1 + float64((width-share[i])*rate[i]))
		if !(rate[i] >= 0 && q <= 1) {
			return LifeTable{}, problem("a death rate of %g at age %d leaves fewer than 0 survivors", "uma taxa de mortalidade de %g na idade %d deixa menos de zero sobreviventes", rate[i], ages[i])
		}
		t.Probability[i], t.Deaths[i] = q, alive*q
		alive -= t.Deaths[i]
		t.PersonYears[i] = float64(width*alive) + float64(share[i]*t.Deaths[i])
	}
	var years float64
	for i := n - 1; i >= 0; i-- {
		years += t.PersonYears[i]
		t.Remaining[i] = years
		if t.Survivors[i] > 0 {
			t.Expectancy[i] = years / t.Survivors[i]
		}
	}
	return t, nil
}

// SeparationFactors holds the coefficients of the mean years lived by those who die
// in infancy and in ages 1-4, as functions of the infant death rate m:
//
//	a = Intercept + Slope·m   where m is below Threshold, else Constant
type SeparationFactors struct {
	Threshold                     float64
	Intercept, Slope, Constant    float64 // infants, years of one
	Intercept4, Slope4, Constant4 float64 // ages 1-4, years of four
}

// SeparationSource is where the coefficients of [SeparationOf] are printed.
func SeparationSource() abnd.Text {
	return abnd.T("Preston, Heuveline and Guillot (2001), Demography, table 3.3, adapted from the West models of Coale and Demeny (1983)",
		"Preston, Heuveline e Guillot (2001), Demography, quadro 3.3, adaptado dos modelos Oeste de Coale e Demeny (1983)")
}

// SeparationOf gives the coefficients for one sex, as printed in
// [SeparationSource]. It panics for both sexes.
func SeparationOf(sex abnd.Sex) SeparationFactors {
	switch sex {
	case abnd.Female:
		return SeparationFactors{
			Threshold: 0.107, Intercept: 0.053, Slope: 2.800, Constant: 0.350,
			Intercept4: 1.522, Slope4: -1.518, Constant4: 1.361,
		}
	case abnd.Male:
		return SeparationFactors{
			Threshold: 0.107, Intercept: 0.045, Slope: 2.684, Constant: 0.330,
			Intercept4: 1.651, Slope4: -2.816, Constant4: 1.352,
		}
	}
	panic(fmt.Sprintf("demography: separation factors of %q", sex))
}

// Infant is a of age 0.
func (s SeparationFactors) Infant(rate float64) float64 {
	if rate < s.Threshold {
		return s.Intercept + float64(s.Slope*rate)
	}
	return s.Constant
}

// Child is a of ages 1-4, years of four, by the death rate of infants.
func (s SeparationFactors) Child(infantRate float64) float64 {
	if infantRate < s.Threshold {
		return s.Intercept4 + float64(s.Slope4*infantRate)
	}
	return s.Constant4
}

// middle of a year of age: those who die in one live half of it.
const middle = 0.5

// SingleAgeTable makes the life table of death rates by single age, the last
// of them open. Those who die in a year of age live half of it, infants as
// [SeparationFactors] says.
func SingleAgeTable(sex abnd.Sex, rate []float64) (LifeTable, error) {
	ages, share := make([]int, len(rate)), make([]float64, len(rate))
	for age := range rate {
		ages[age], share[age] = age, middle
	}
	share[0] = SeparationOf(sex).Infant(rate[0])
	return NewLifeTable(ages, rate, share)
}

// SurvivalRatios gives the share of those of each age group who are alive one
// group width later, as projections use it: L[x+n] ÷ L[x]. The last is that
// of the two oldest groups together into the open one, T ÷ (L + T); it stands
// in the last two places. All groups must be of one width.
func (t LifeTable) SurvivalRatios() []float64 {
	n := len(t.PersonYears)
	ratios := make([]float64, n)
	for i := range n - 2 {
		ratios[i] = t.PersonYears[i+1] / t.PersonYears[i]
	}
	open := t.PersonYears[n-1] / (t.PersonYears[n-2] + t.PersonYears[n-1])
	ratios[n-2], ratios[n-1] = open, open
	return ratios
}
