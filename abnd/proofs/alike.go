package proofs

import "math"

// Rounded is the relative tolerance of figures that are computed in two ways:
// the order of some hundred additions and multiplications takes away less
// than the last three of sixteen digits.
const Rounded = 1e-12

// Recomputed is the relative tolerance against a second computation that also
// takes powers in another way and adds up many people: the last seven of
// sixteen digits, which no fault of a formula hides in.
const Recomputed = 1e-9

// vanishing is a size below which figures are all nothing: near it the products
// of drawn shares leave the range in which a float64 keeps its digits.
const vanishing = 1e-280

// Alike reports whether two figures are the same but for rounding: they differ by
// no more than the tolerance times the largest of the two and of what they
// were made of.
//
// What they were made of is to be given wherever a figure can be much smaller
// than that: the difference of two costs, or a share of some people that is
// next to nothing. Its last digits are those of the large figures, so that
// a tolerance relative to the figure alone would ask for digits that nobody
// has, and one that is absolute would see nothing in small money.
// A figure that is not a number is like none.
func Alike(tolerance, a, b float64, madeOf ...float64) bool {
	return math.Abs(a-b) <= slack(tolerance, a, b, madeOf) || a == b
}

// AtMost reports whether a figure is no more than another but for rounding, as
// [Alike] has it.
func AtMost(tolerance, small, large float64, madeOf ...float64) bool {
	return small-large <= slack(tolerance, small, large, madeOf) || small == large
}

func slack(tolerance, a, b float64, madeOf []float64) float64 {
	scale := max(math.Abs(a), math.Abs(b), vanishing)
	for _, x := range madeOf {
		scale = max(scale, math.Abs(x))
	}
	if math.IsInf(scale, 0) {
		return 0 // nothing is near it
	}
	return tolerance * scale
}
