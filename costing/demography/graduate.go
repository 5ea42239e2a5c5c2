package demography

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model/samebits"
)

// AbridgedAges are the exact ages at which the groups of an abridged life
// table begin: 0, 1, 5, 10 and on by five to 95, and 100 and over.
func AbridgedAges() []int {
	ages := []int{0, 1}
	for age := groupWidth; age <= abnd.MaxAge; age += groupWidth {
		ages = append(ages, age)
	}
	return ages
}

// GraduateDeathRates turns the death rates of the groups of [AbridgedAges]
// into rates by single age, 0 to 100 and over.
//
// The rates of infants and of the open group stay as they are. Between them
// the logarithm of the rate is a monotone cubic spline over age, whose value
// in the middle of each group is chosen so that the rate of the group,
// deaths over person-years in the life table of the single ages, is exactly
// the one that was given. The knots of children lie on the logarithm of age,
// because mortality falls as a power of age there.
func GraduateDeathRates(sex abnd.Sex, abridged []float64) ([]float64, error) {
	ages := AbridgedAges()
	if len(abridged) != len(ages) {
		return nil, problem("%d death rates for the %d age groups 0, 1-4, 5-9 … %d+", "%d taxas de mortalidade para os %d grupos de idades 0, 1-4, 5-9 … %d+", len(abridged), len(ages), abnd.MaxAge)
	}
	for i, m := range abridged {
		if !(m > 0) || math.IsInf(m, 0) {
			return nil, problem("the death rate of the group from age %d is %g; it must be positive", "a taxa de mortalidade do grupo a partir dos %d anos é %g; tem de ser positiva", ages[i], m)
		}
	}
	last := len(ages) - 1
	x, y := make([]float64, len(ages)), make([]float64, len(ages))
	for i, age := range ages {
		switch {
		case i == last:
			// The open group stands where its members are on average.
			x[i] = ageScale(float64(age) + 1/abridged[i])
		case i == 0:
			x[i] = ageScale(middle)
		default:
			x[i] = ageScale(float64(float64(age+ages[i+1]) / 2))
		}
		y[i] = samebits.Log(abridged[i])
	}
	single := make([]float64, abnd.MaxAge+1)
	single[0], single[abnd.MaxAge] = abridged[0], abridged[last]
	// Each round corrects the middle of every group by what the group is off.
	const rounds, exact = 50, 1e-12
	for range rounds {
		c := monotoneCurve(x, y, endSlope{}, endSlope{})
		for age := 1; age < abnd.MaxAge; age++ {
			single[age] = samebits.Exp(c.at(ageScale(float64(age) + middle)))
		}
		t, err := SingleAgeTable(sex, single)
		if err != nil {
			return nil, err
		}
		var worst float64
		for i := 1; i < last; i++ {
			var deaths, years float64
			for age := ages[i]; age < ages[i+1]; age++ {
				deaths += t.Deaths[age]
				years += t.PersonYears[age]
			}
			off := samebits.Log(abridged[i]) - samebits.Log(deaths/years)
			y[i] += off
			worst = max(worst, math.Abs(off))
		}
		if worst < exact {
			return single, nil
		}
	}
	return nil, problem("the death rates cannot be graduated to single ages; check whether one of them is far from its neighbours", "não é possível decompor as taxas de mortalidade em idades simples; verifique se alguma está longe das vizinhas")
}

// ageScale stretches the ages of children, where mortality falls steeply: it
// is the logarithm of age for them and nearly straight for adults.
func ageScale(age float64) float64 {
	const bend = 5 // years: about where childhood mortality has levelled off
	return float64(bend*samebits.Log(age)) + age
}

// AbridgedRates is the reverse of [GraduateDeathRates]: the death rates of
// the abridged groups in the life table of the single ages.
func AbridgedRates(sex abnd.Sex, single []float64) ([]float64, error) {
	t, err := SingleAgeTable(sex, single)
	if err != nil {
		return nil, err
	}
	ages := AbridgedAges()
	abridged := make([]float64, len(ages))
	for i, from := range ages {
		to := abnd.MaxAge + 1
		if i+1 < len(ages) {
			to = ages[i+1]
		}
		var deaths, years float64
		for age := from; age < to; age++ {
			deaths += t.Deaths[age]
			years += t.PersonYears[age]
		}
		abridged[i] = deaths / years
	}
	return abridged, nil
}
