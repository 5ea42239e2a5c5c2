package scenarios

import "math"

// agreedBits is how much of a drawn value counts: 20 bits, six digits.
const agreedBits = 20

// agreed rounds a drawn value to its first bits. The distributions come from a
// library whose last bits differ between kinds of processor, and a simulation
// must not: rounded, draws differ only where those last bits are all that
// decides to which side, about once in 10⁹ draws. What it moves is far below
// what is known of any input, and below the error of any number of draws.
func agreed(x float64) float64 {
	const (
		mantissaBits = 52
		dropped      = uint64(1)<<(mantissaBits-agreedBits) - 1
		half         = (dropped + 1) / 2
	)
	return math.Float64frombits((math.Float64bits(x) + half) &^ dropped)
}
