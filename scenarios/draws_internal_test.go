package scenarios

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
	"pgregory.net/rapid"
)

// Of degree q there are φ(2^q − 1) ÷ q primitive polynomials: 1, 1, 2, 2, 6,
// 6, 18, 16, 48, 60 (OEIS A011260).
func TestPrimitivePolynomials(t *testing.T) {
	counts := map[int]int{}
	for _, p := range primitives(1 + 1 + 2 + 2 + 6 + 6 + 18 + 16 + 48 + 60) {
		counts[degree(p)]++
	}
	for i, want := range []int{1, 1, 2, 2, 6, 6, 18, 16, 48, 60} {
		if counts[i+1] != want {
			t.Errorf("%d of degree %d, want %d", counts[i+1], i+1, want)
		}
	}
}

// A Sobol' sequence puts one of its first 2^k points into each of 2^k equal
// slices of every dimension, shifted digitally or not; so do the points of
// every later stretch of that length.
func TestSobolIsEven(t *testing.T) {
	s := newSobol(60, rand.New(rand.NewPCG(1, 1)))
	for _, k := range []uint{4, 9} {
		for _, from := range []uint64{0, 3 << k} {
			for d := range 60 {
				seen := make([]bool, 1<<k)
				for i := range uint64(1) << k {
					seen[int(s.at(from+i, d)*float64(int(1)<<k))] = true
				}
				if slices.Contains(seen, false) {
					t.Fatalf("dimension %d, 2^%d points from %d: a slice is empty", d, k, from)
				}
			}
		}
	}
}

// Pairs of dimensions are even too, as the first ones are known to be: four
// points in each quarter of the unit square.
func TestSobolIsEvenInPairs(t *testing.T) {
	s := newSobol(2, rand.New(rand.NewPCG(1, 1)))
	count := map[[2]int]int{}
	for i := range uint64(16) {
		count[[2]int{int(4 * s.at(i, 0)), int(4 * s.at(i, 1))}]++
	}
	if len(count) != 16 {
		t.Errorf("16 points are in %d of 16 squares", len(count))
	}
}

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
