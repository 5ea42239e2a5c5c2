package scenarios

import "math/bits"

// shapley shares the change of a value among n causes: v gives the value when
// the causes in the set, a mask of bits, have taken effect. Each cause gets
// the mean of what it adds over all orders in which they can take effect, so
// that the shares add up to v(all) − v(none), exactly and without a rest.
//
//	φ(i) = Σ over S without i of |S|! (n − |S| − 1)! ÷ n! × (v(S and i) − v(S))
//
// Shapley, L. (1953), A value for n-person games; for distributions and their
// factors, Shorrocks, A. (2013), Decomposition procedures for distributional
// analysis: a unified framework based on the Shapley value, Journal of Economic
// Inequality 11. Unlike a decomposition by logarithms it needs no rule for
// zeros.
func shapley(n int, v func(set uint) float64) []float64 {
	values := make([]float64, 1<<n)
	for set := range values {
		values[set] = v(uint(set))
	}
	weights := make([]float64, n) // by the size of the set
	for size := range weights {
		// size! (n − size − 1)! ÷ n! = 1 ÷ (n × (n − 1 choose size))
		weights[size] = 1 / (float64(n) * binomial(n-1, size))
	}
	shares := make([]float64, n)
	for set, before := range values {
		weight := bits.OnesCount(uint(set))
		for i := range shares {
			if with := set | 1<<i; with != set {
				shares[i] += float64(weights[weight] * (values[with] - before))
			}
		}
	}
	return shares
}

func binomial(n, k int) float64 {
	c := 1.0
	for i := range k {
		c = c * float64(n-i) / float64(i+1)
	}
	return c
}
