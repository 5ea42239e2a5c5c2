package scenarios

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd/proofs"
)

// The oracle sorts everything.
func TestPercentilesAgainstSorting(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e3, 1e3), 1, 200).Draw(t, "values")
		if rapid.Bool().Draw(t, "ties") {
			for i := range values {
				values[i] = math.Round(values[i] / 100)
			}
		}
		sorted := slices.Clone(values)
		slices.Sort(sorted)
		for i, got := range exactPercentiles(values) {
			at := spreadProbabilities[i] * float64(len(sorted)-1)
			k := int(at)
			want := sorted[k]
			if k+1 < len(sorted) {
				want += (at - float64(k)) * (sorted[k+1] - sorted[k])
			}
			if !proofs.Alike(proofs.Rounded, got, want, 1e3) {
				t.Errorf("P%v is %v, want %v", 100*spreadProbabilities[i], got, want)
			}
		}
	})
}

// A sketch is within its error of the value of the nearest rank, and the same
// whatever it was merged of.
func TestSketchKeepsItsError(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e12), 1, 300).Draw(t, "values")
		cut := rapid.IntRange(0, len(values)).Draw(t, "cut")
		var whole, a, b sketch
		whole.add(values)
		a.add(values[:cut])
		b.add(values[cut:])
		b.merge(&a)
		sorted := slices.Clone(values)
		slices.Sort(sorted)
		merged := b.percentiles(len(values))
		for i, got := range whole.percentiles(len(values)) {
			want := sorted[int(math.Round(spreadProbabilities[i]*float64(len(sorted)-1)))]
			if math.Abs(got-want) > SketchError*math.Abs(want)*(1+1e-9) {
				t.Errorf("P%v is %v, want %v", 100*spreadProbabilities[i], got, want)
			}
			if merged[i] != got {
				t.Errorf("merged it is %v, whole %v", merged[i], got)
			}
		}
	})
}

func TestRanksShareTies(t *testing.T) {
	if got, want := ranksOf([]float64{3, 1, 3, 2}), []float64{2.5, 0, 2.5, 1}; !slices.Equal(got, want) {
		t.Errorf("ranks are %v, want %v", got, want)
	}
}
