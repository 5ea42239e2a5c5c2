package scenarios

import (
	"math/rand/v2"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
)

// The oracle is the definition: what a cause adds where it takes effect, as
// the mean over every order of the causes.
func TestShapleyIsTheMeanOverAllOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= 6; n++ {
		values := make([]float64, 1<<n)
		for i := range values {
			values[i] = r.NormFloat64()
		}
		want := make([]float64, n)
		orders := 0
		var permute func(set uint, left int)
		order := []int{}
		permute = func(set uint, left int) {
			if left == 0 {
				orders++
				at := uint(0)
				for _, i := range order {
					want[i] += values[at|1<<i] - values[at]
					at |= 1 << i
				}
				return
			}
			for i := range n {
				if set&(1<<i) == 0 {
					order = append(order, i)
					permute(set|1<<i, left-1)
					order = order[:len(order)-1]
				}
			}
		}
		permute(0, n)
		sum := 0.0
		for i, got := range shapley(n, func(set uint) float64 { return values[set] }) {
			sum += got
			if w := want[i] / float64(orders); !proofs.Alike(proofs.Rounded, got, w, 1) {
				t.Errorf("%d of %d: %v, want %v", i, n, got, w)
			}
		}
		if change := values[len(values)-1] - values[0]; !proofs.Alike(proofs.Rounded, sum, change, 1) {
			t.Errorf("%d causes add up to %v, the change is %v", n, sum, change)
		}
	}
}
