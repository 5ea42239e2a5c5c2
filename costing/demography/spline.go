package demography

import "fmt"

// curve is a cubic Hermite interpolant: it passes through the knots and has
// the given slope at each. Outside the knots it goes on as a straight line.
type curve struct {
	x, y, slope []float64
}

// splineSlopes gives the slopes at the knots of the cubic spline with
// continuous second derivative. At an end it has the given slope, or no
// curvature where that is free (the natural spline).
func splineSlopes(x, y []float64, first, last endSlope) []float64 {
	n := len(x)
	below, diagonal, above, right := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i := 1; i < n-1; i++ {
		before, after := x[i]-x[i-1], x[i+1]-x[i]
		below[i], diagonal[i], above[i] = after, 2*(before+after), before
		right[i] = 3 * (float64(after*secant(x, y, i-1)) + float64(before*secant(x, y, i)))
	}
	diagonal[0], above[0], right[0] = 2, 1, 3*secant(x, y, 0)
	if first.given {
		above[0], right[0] = 0, 2*first.slope
	}
	below[n-1], diagonal[n-1], right[n-1] = 1, 2, 3*secant(x, y, n-2)
	if last.given {
		below[n-1], right[n-1] = 0, 2*last.slope
	}
	// Gaussian elimination of a tridiagonal system, which is diagonally
	// dominant, so no pivot can vanish.
	for i := 1; i < n; i++ {
		w := below[i] / diagonal[i-1]
		diagonal[i] -= float64(w * above[i-1])
		right[i] -= float64(w * right[i-1])
	}
	slopes := make([]float64, n)
	slopes[n-1] = right[n-1] / diagonal[n-1]
	for i := n - 2; i >= 0; i-- {
		slopes[i] = (right[i] - float64(above[i]*slopes[i+1])) / diagonal[i]
	}
	return slopes
}

// endSlope is the slope of a spline at one of its ends, where it is given.
type endSlope struct {
	given bool
	slope float64
}

// monotoneCurve interpolates so that the curve rises where the data rise and
// falls where they fall: a cubic spline whose slopes are cut back by the
// filter of Hyman, J. M. (1983), Accurate monotonicity preserving cubic
// interpolation, SIAM J. Sci. Stat. Comput. 4(4), 645-654. At a turning point
// of the data the curve is level.
func monotoneCurve(x, y []float64, first, last endSlope) curve {
	slopes := splineSlopes(x, y, first, last)
	n := len(x)
	for i := range slopes {
		before, after := secant(x, y, max(i-1, 0)), secant(x, y, min(i, n-2))
		if before*after <= 0 {
			slopes[i] = 0
			continue
		}
		const steepest = 3 // times the flatter secant: the limit of monotonicity
		least := min(abs(before), abs(after))
		if before > 0 {
			slopes[i] = min(max(slopes[i], 0), steepest*least)
		} else {
			slopes[i] = -min(max(-slopes[i], 0), steepest*least)
		}
	}
	return curve{x: x, y: y, slope: slopes}
}

// at is the value of the curve at x.
func (c curve) at(x float64) float64 {
	last := len(c.x) - 1
	switch {
	case x <= c.x[0]:
		return c.y[0] + float64(c.slope[0]*(x-c.x[0]))
	case x >= c.x[last]:
		return c.y[last] + float64(c.slope[last]*(x-c.x[last]))
	}
	i := 0
	for c.x[i+1] < x {
		i++
	}
	h := c.x[i+1] - c.x[i]
	t := (x - c.x[i]) / h
	u := 1 - t
	fromHere := u * u * (1 + float64(2*t)) * c.y[i]
	fromNext := t * t * (1 + float64(2*u)) * c.y[i+1]
	bend := h * t * u * (float64(u*c.slope[i]) - float64(t*c.slope[i+1]))
	return float64(fromHere) + float64(fromNext) + float64(bend)
}

func secant(x, y []float64, i int) float64 { return (y[i+1] - y[i]) / (x[i+1] - x[i]) }

func abs(x float64) float64 { return max(x, -x) }

// splitByCurve divides groups into single ages along the monotone spline of
// their running sum, so that every group keeps its total and no age is
// negative. edges are the exact ages between the groups, one more than there
// are groups.
func splitByCurve(groups []float64, edges []int, first, last endSlope) []float64 {
	if len(edges) != len(groups)+1 || len(groups) < 2 {
		panic(fmt.Sprintf("demography: %d edges for %d groups", len(edges), len(groups)))
	}
	x, sum := make([]float64, len(edges)), make([]float64, len(edges))
	for i, edge := range edges {
		x[i] = float64(edge)
		if i > 0 {
			sum[i] = sum[i-1] + groups[i-1]
		}
	}
	c := monotoneCurve(x, sum, first, last)
	var ages []float64
	for g, total := range groups {
		start := len(ages)
		var added float64
		for age := edges[g]; age < edges[g+1]; age++ {
			n := max(c.at(float64(age+1))-c.at(float64(age)), 0)
			ages = append(ages, n)
			added += n
		}
		keepTotal(ages[start:], added, total)
	}
	return ages
}

// keepTotal scales ages that add to sum so that they add to total; rounding
// is the only difference there should be.
func keepTotal(ages []float64, sum, total float64) {
	for i := range ages {
		if sum == 0 {
			ages[i] = total / float64(len(ages))
		} else {
			ages[i] *= total / sum
		}
	}
}
