package demography

import "github.com/openabnd/engine/abnd"

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
	first := groupWidth * len(groups)
	if len(groups) < 2 || first > abnd.MaxAge {
		return nil, problem("%d groups of five years are not between 2 and %d, up to the open group", "%d grupos de cinco anos não estão entre 2 e %d, até ao grupo aberto", len(groups), abnd.MaxAge/groupWidth)
	}
	for i, n := range groups {
		if !(n >= 0) || !finite(groups[i:i+1]) {
			return nil, problem("the group %d-%d has %g persons", "o grupo %d-%d tem %g pessoas", groupWidth*i, groupWidth*i+groupWidth-1, n)
		}
	}
	if !(open >= 0) || !finite([]float64{open}) {
		return nil, problem("the open group %d+ has %g persons", "o grupo aberto %d+ tem %g pessoas", first, open)
	}
	ages := SingleAges(groups)
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
		return nil, problem("nothing is known by which to divide the open group %d+ into single ages", "não se sabe como dividir o grupo aberto %d+ em idades simples", first)
	}
	for _, n := range pattern[first:] {
		ages = append(ages, open*n/sum)
	}
	return ages, nil
}
