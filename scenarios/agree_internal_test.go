package scenarios

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd/proofs"
)

// Properties: a rounded value is near, has few digits, keeps its sign and the
// order of two values; what has few digits stays what it is.
func TestDrawnValuesAreRoundedToTheirFirstBits(t *testing.T) {
	const step = 1.0 / (1 << agreedBits)
	for _, x := range []float64{0, 1, -1, 0.5, 0.75, -12, 65536, 1 << 40} {
		if agreed(x) != x {
			t.Errorf("%g became %g", x, agreed(x))
		}
	}
	proofs.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-1e15, 1e15).Draw(t, "x")
		y := agreed(x)
		if math.Abs(y-x) > math.Abs(x)*step {
			t.Errorf("%g became %g", x, y)
		}
		if agreed(y) != y {
			t.Errorf("%g is rounded once to %g and again to %g", x, y, agreed(y))
		}
		if fraction, _ := math.Frexp(y); fraction*(2<<agreedBits) != math.Trunc(fraction*(2<<agreedBits)) {
			t.Errorf("%g has more than %d bits", y, agreedBits+1)
		}
		if z := rapid.Float64Range(-1e15, 1e15).Draw(t, "z"); (x < z) && agreed(x) > agreed(z) {
			t.Errorf("%g < %g, but %g > %g", x, z, agreed(x), agreed(z))
		}
		if away := math.Nextafter(x, math.Inf(1)); agreed(away) != y && math.Abs(agreed(away)-y) > math.Abs(x)*2*step {
			t.Errorf("neighbours %g and %g are far apart", y, agreed(away))
		}
	})
}
