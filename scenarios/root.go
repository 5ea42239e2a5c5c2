package scenarios

import "math"

// machineEpsilon is the distance from 1 to the next number.
const machineEpsilon = 0x1p-52

// lastBelow finds the largest step towards b at which f, which changes its
// sign between a and b, is not above zero: f(a) ≤ 0 < f(b). It is Brent's
// method, which joins bisection with the secant and inverse quadratic
// interpolation (Brent, R. P. (1973), Algorithms for Minimization without
// Derivatives, Prentice-Hall, chapter 4, "zeroin"); it needs f at no more than
// a few dozen places, and at three or four where f is straight. The result is
// the side of the last bracket that keeps f ≤ 0, so it serves a step as well as
// a root. A value of f that is not finite counts as above zero.
func lastBelow(f func(float64) float64, a, fa, b, fb, tolerance float64) (x, fx float64) {
	finite := func(y float64) float64 {
		if math.IsNaN(y) || y > math.MaxFloat64 {
			return math.MaxFloat64
		}
		return y
	}
	fa, fb = finite(fa), finite(fb)
	c, fc := a, fa
	step := b - a
	before := step
	for {
		if (fb > 0) == (fc > 0) { // the root lies between a and b
			c, fc = a, fa
			step = b - a
			before = step
		}
		if math.Abs(fc) < math.Abs(fb) { // b is the best so far
			a, fa, b, fb, c, fc = b, fb, c, fc, b, fb
		}
		limit := float64(2*machineEpsilon*math.Abs(b)) + float64(tolerance/2)
		half := (c - b) / 2
		if math.Abs(half) <= limit || fb == 0 {
			break
		}
		if math.Abs(before) < limit || math.Abs(fa) <= math.Abs(fb) {
			step, before = half, half
		} else {
			step, before = interpolated(a, fa, b, fb, c, fc, half, limit, step, before)
		}
		a, fa = b, fb
		if math.Abs(step) > limit {
			b += step
		} else {
			b += math.Copysign(limit, half)
		}
		fb = finite(f(b))
	}
	if fb <= 0 {
		return b, fb
	}
	return c, fc
}

// interpolated is the next step by secant or inverse quadratic interpolation,
// or half the bracket where that would leave it or gain too little.
func interpolated(a, fa, b, fb, c, fc, half, limit, step, before float64) (next, last float64) {
	s := fb / fa
	var p, q float64
	if a == c {
		p, q = 2*half*s, 1-s
	} else {
		r, t := fb/fc, fa/fc
		p = s * (float64(2*half*t*(t-r)) - float64((b-a)*(r-1)))
		q = (t - 1) * (r - 1) * (s - 1)
	}
	if p > 0 {
		q = -q
	} else {
		p = -p
	}
	if 2*p < float64(3*half*q)-math.Abs(float64(limit*q)) && p < math.Abs(before*q/2) {
		return p / q, step
	}
	return half, half
}
