package samebits

import "math"

// ln2High and ln2Low add up to the logarithm of 2 with twice the digits of a
// float64: the high part ends in enough zeros that its product with any
// exponent of a float64 is exact.
const (
	ln2High = 0x1.62e42feep-1
	ln2Low  = math.Ln2 - ln2High
)

// Beyond these e^x is infinite or zero.
const (
	largestExp  = 709.782712893384
	smallestExp = -745.1332191019412
)

// expTerms is how many terms of its series e^r takes: with |r| at most half
// the logarithm of 2 the first one left out, r^15/15!, is below 10⁻¹⁹.
const expTerms = 14

// Exp is e to the power x. Its error is below one unit in the last place.
//
// Reduction by powers of two and the power series, as in Muller, J.-M. (2016),
// Elementary Functions: Algorithms and Implementation, 3rd edition, chapters 3
// and 11.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x), math.IsInf(x, 1):
		return x
	case x > largestExp:
		return math.Inf(1)
	case x < smallestExp:
		return 0
	}
	twos := math.Round(x / math.Ln2)
	high := x - float64(twos*ln2High) // exact
	low := float64(twos * ln2Low)
	r := high - low
	// The series of (e^r − 1 − r) ÷ r², from its smallest term.
	var sum float64
	for n := expTerms; n >= 2; n-- {
		sum = float64(sum*r) + 1/factorials[n]
	}
	// What r lost to rounding is added last.
	lost := (high - r) - low
	tail := float64(float64(r*r)*sum) + lost
	return math.Ldexp(1+(r+tail), int(twos))
}

// factorials are exact: 14! is below 2^53.
var factorials = func() (f [expTerms + 1]float64) {
	f[0] = 1
	for n := 1; n <= expTerms; n++ {
		f[n] = f[n-1] * float64(n)
	}
	return f
}()

// logTerms is how many terms of its series the logarithm takes: with |s| at
// most 0.172 the first one left out is below 10⁻¹⁸ of the first.
const logTerms = 11

// Log is the natural logarithm of x; minus infinity of zero and not a number
// of less. Its error is below one unit in the last place.
//
// ln(2^k × m) = k ln 2 + 2 artanh(s) with s = (m − 1) ÷ (m + 1), as in Muller,
// J.-M. (2016), Elementary Functions: Algorithms and Implementation, 3rd
// edition, chapters 3 and 11.
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x), math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	m, twos := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, twos = 2*m, twos-1
	}
	f := m - 1 // exact
	s := f / (2 + f)
	z := float64(s * s)
	// 2 artanh(s) = 2s + s × rest, rest = 2 (z/3 + z²/5 + …)
	var rest float64
	for n := logTerms; n >= 1; n-- {
		rest = float64(z * (rest + 2/float64(2*n+1)))
	}
	// 2s = f − s f: so f, which is exact, carries most of the sum. As
	// ln(1 + f) = f − (h − s (h + rest)) with h = f²/2, rest is small beside it.
	h := float64(0.5 * float64(f*f))
	k := float64(twos)
	inner := float64(s*(h+rest)) + float64(k*ln2Low)
	return float64(k*ln2High) - ((h - inner) - f)
}

// Pow is x to the power y, with the special values of [math.Pow]. A whole y
// is a product and no more than [math.Pow] does; the fraction of another one
// goes through [Exp] and [Log].
func Pow(x, y float64) float64 {
	whole, fraction := math.Modf(y)
	if fraction == 0 || !(x > 0) || math.Abs(y) == 0.5 || math.IsNaN(y) || math.IsInf(x, 0) || math.IsInf(y, 0) {
		// No logarithm is taken here: math.Pow multiplies, or takes a square
		// root, which is exact to the last bit everywhere.
		return math.Pow(x, y)
	}
	// Both parts lie on one side of 1, so that the first one is never
	// infinite or zero where the product is not.
	return math.Pow(x, whole) * Exp(float64(fraction*Log(x)))
}

// asinTerms is how many terms of its series the arcsine takes after the first:
// with |x| at most a half the first one left out is below 10⁻¹⁸ of the first.
const asinTerms = 26

// asinCoefficients are those of x³, x⁵ … in the series of the arcsine: each is
// the one before times (2n − 1)² ÷ (2n (2n + 1)).
var asinCoefficients = func() (c [asinTerms + 1]float64) {
	c[0] = 1
	for n := 1; n <= asinTerms; n++ {
		odd, even := float64(2*n-1), float64(2*n)
		c[n] = c[n-1] * float64(odd*odd) / float64(even*(even+1))
	}
	return c
}()

// Asin is the angle in radians, from −π/2 to π/2, whose sine is x; not a number
// where x is outside −1..1. Its error is below two units in the last place.
//
// The power series up to a half, and asin(x) = π/2 − 2 asin(√((1 − x)/2)) above
// it: Abramowitz, M. and Stegun, I. (1964), Handbook of Mathematical Functions,
// 4.4.40 and 4.4.32 with the half-angle formula 4.3.20.
func Asin(x float64) float64 {
	switch {
	case x < 0:
		return -Asin(-x)
	case x > 0.5:
		// Both the difference and its half are exact; below 0 there is no root.
		return math.Pi/2 - float64(2*asinSeries(math.Sqrt((1-x)/2)))
	}
	return asinSeries(x)
}

func asinSeries(x float64) float64 {
	z := float64(x * x)
	var sum float64
	for n := asinTerms; n >= 1; n-- {
		sum = float64(z * (asinCoefficients[n] + sum))
	}
	return x + float64(x*sum)
}
