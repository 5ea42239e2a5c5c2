package demography

import "github.com/openabnd/engine/abnd"

// FromAges makes the 101 single ages of a population out of groups of any
// width: edges are the exact ages at which they begin, the first 0, the last
// that of the open group. Groups of five years are divided as [FromGroups]
// does, others along the same curve; a group of one year is what it is. See
// there for open, pattern and the error.
func FromAges(edges []int, groups []float64, open float64, pattern []float64) ([]float64, error) {
	first := edges[len(edges)-1]
	if len(groups) < 2 || first > abnd.MaxAge {
		return nil, problem("%d age groups: at least 2 are required, ending at age %d or below", "%d grupos de idades: são precisos pelo menos 2, que acabem até à idade de %d", len(groups), abnd.MaxAge)
	}
	for i, n := range groups {
		if !(n >= 0) || !finite(groups[i:i+1]) {
			return nil, problem("the group %d-%d has %g persons", "o grupo %d-%d tem %g pessoas", edges[i], edges[i+1]-1, n)
		}
	}
	if !(open >= 0) || !finite([]float64{open}) {
		return nil, problem("the open group %d+ has %g persons", "o grupo aberto %d+ tem %g pessoas", first, open)
	}
	ages := divide(edges, groups)
	if first == abnd.MaxAge {
		return append(ages, open), nil
	}
	var sum float64
	if len(pattern) == abnd.MaxAge+1 {
		for _, n := range pattern[first:] {
			sum += n
		}
	}
	if !(sum > 0) {
		return nil, problem("there are no data to divide the open group %d+ into single ages", "não há dados para dividir o grupo aberto %d+ em idades simples", first)
	}
	for _, n := range pattern[first:] {
		ages = append(ages, open*n/sum)
	}
	return ages, nil
}

// divide takes the finer way where all groups have five years.
func divide(edges []int, groups []float64) []float64 {
	for i, edge := range edges {
		if edge != groupWidth*i {
			return splitByCurve(groups, edges, endSlope{}, endSlope{})
		}
	}
	return SingleAges(groups)
}

// FromGroups makes the 101 single ages of a population out of five-year
// groups 0-4, 5-9, … and the open group after them, with nothing where ages
// end at 100 and over. The groups are divided as [SingleAges] does; the open
// group, which no spline can divide, as another population of the same people
// is by age: pattern has the persons of that one at every single age, 0 to 100
// and over. Groups and the open group keep their totals.
//
// The error names a group that cannot be: negative, not known, or one that no
// pattern divides.
func FromGroups(groups []float64, open float64, pattern []float64) ([]float64, error) {
	edges := make([]int, len(groups)+1)
	for i := range edges {
		edges[i] = groupWidth * i
	}
	return FromAges(edges, groups, open, pattern)
}
