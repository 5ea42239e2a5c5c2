package demography

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model/samebits"
)

// LifeExpectancy at birth, in years, of death rates by single age.
func LifeExpectancy(sex abnd.Sex, rate []float64) (float64, error) {
	t, err := SingleAgeTable(sex, rate)
	if err != nil {
		return 0, err
	}
	return t.Expectancy[0], nil
}

// ShiftToLifeExpectancy multiplies death rates by single age by their
// [MortalityFactor], so that the pattern by age stays.
func ShiftToLifeExpectancy(sex abnd.Sex, rate []float64, years float64) ([]float64, error) {
	factor, err := MortalityFactor(sex, rate, years)
	if err != nil {
		return nil, err
	}
	shifted := make([]float64, len(rate))
	for i, m := range rate {
		shifted[i] = m * factor
	}
	return shifted, nil
}

// MortalityFactor is the one factor of death rates by single age that gives
// the wanted life expectancy at birth. It lies between a tenth and ten; the
// error says when none does: the pattern is then of another country or time.
func MortalityFactor(sex abnd.Sex, rate []float64, years float64) (float64, error) {
	if !finite(rate) || !(years > 0) {
		return 0, problem("a life expectancy of %g years cannot be reached", "não se pode chegar a uma esperança de vida de %g anos", years)
	}
	shifted := make([]float64, len(rate))
	expectancy := func(logFactor float64) float64 {
		factor := samebits.Exp(logFactor)
		for i, m := range rate {
			shifted[i] = m * factor
		}
		t, err := SingleAgeTable(sex, shifted)
		if err != nil {
			return 0 // so high a rate that nobody is left
		}
		return t.Expectancy[0]
	}
	// Life expectancy falls as the factor rises, so the factor lies between
	// two ends that are drawn together by false position, the Illinois algorithm:
	// Dowell, M. and Jarratt, P. (1971), A modified regula falsi method for
	// computing the root of an equation, BIT 11.
	low, high := -math.Ln10, math.Ln10
	above, below := expectancy(low)-years, expectancy(high)-years
	if !(above >= 0 && below <= 0) {
		return 0, problem("the death rates would have to be multiplied or divided by more than ten to give a life expectancy of %g years", "as taxas de mortalidade teriam de ser multiplicadas ou divididas por mais de dez para dar uma esperança de vida de %g anos", years)
	}
	const exact, rounds = 1e-9, 100 // years; far more rounds than are needed
	var side int
	for range rounds {
		between := (float64(low*below) - float64(high*above)) / (below - above)
		off := expectancy(between) - years
		switch {
		case math.Abs(off) < exact:
			return samebits.Exp(between), nil
		case off > 0:
			low, above = between, off
			if side > 0 { // the other end stood still twice
				below /= 2
			}
			side = 1
		default:
			high, below = between, off
			if side < 0 {
				above /= 2
			}
			side = -1
		}
	}
	return 0, problem("no factor of the death rates gives a life expectancy of %g years", "não se encontrou um factor das taxas de mortalidade que dê uma esperança de vida de %g anos", years)
}

// finite reports whether every number is one.
func finite(xs []float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
