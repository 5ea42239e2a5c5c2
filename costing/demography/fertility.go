package demography

import "math"

// patternTolerance is how far the shares of a pattern may be from adding to
// one: published percentages are rounded.
const patternTolerance = 0.005

// SingleAgeFertility divides the shares of total fertility that fall to
// five-year groups of mothers, fractions that add to one, among single ages;
// the first group begins at age first, usually 15. The running sum is a
// monotone cubic spline that ends level, so groups keep their shares and none
// is negative. It begins as it comes, because where girls bear children before
// the first age of the pattern, the rate at that age is not nothing.
// Multiplied by total fertility, births for one woman, the shares are rates.
func SingleAgeFertility(first int, groups []float64) ([]float64, error) {
	if len(groups) < 2 {
		return nil, problem("%d age groups are too few for a fertility pattern", "%d grupos de idades são poucos para uma estrutura da fecundidade", len(groups))
	}
	edges := make([]int, len(groups)+1)
	var sum float64
	for i, share := range groups {
		edges[i] = first + groupWidth*i
		edges[i+1] = edges[i] + groupWidth
		if !(share >= 0) {
			return nil, problem("the share of fertility at ages %d-%d is %g; it cannot be negative", "a proporção da fecundidade dos %d-%d anos é %g; não pode ser negativa", edges[i], edges[i+1]-1, share)
		}
		sum += share
	}
	if !(math.Abs(sum-1) <= patternTolerance) {
		return nil, problem("the shares of fertility by age add up to %.4g%%, not to 100%%", "a soma das proporções da fecundidade por idade é %.4g %%, e não 100 %%", 100*sum)
	}
	ages := splitByCurve(groups, edges, endSlope{}, endSlope{given: true})
	keepTotal(ages, sum, 1)
	return ages, nil
}
