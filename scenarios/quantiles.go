package scenarios

import (
	"math"
	"slices"

	"github.com/openabnd/engine/costing/model/samebits"
)

// spreadProbabilities are the percentiles that are reported.
var spreadProbabilities = [...]float64{0.05, 0.25, 0.5, 0.75, 0.95}

// percentiles are those of spreadProbabilities.
type percentiles [len(spreadProbabilities)]float64

// unknownPercentiles are those of figures of which one is not known.
func unknownPercentiles() percentiles {
	var p percentiles
	for i := range p {
		p[i] = math.NaN()
	}
	return p
}

// exactPercentiles interpolates between the order statistics (definition 7 of
// Hyndman, R., Fan, Y. (1996), Sample quantiles in statistical packages, The
// American Statistician 50(4)). It reorders the values.
func exactPercentiles(values []float64) percentiles {
	if slices.ContainsFunc(values, math.IsNaN) || len(values) == 0 {
		return unknownPercentiles()
	}
	var p percentiles
	var ranks []int // of the values beside each percentile
	for _, q := range spreadProbabilities {
		k := int(q * float64(len(values)-1))
		ranks = append(ranks, k, min(k+1, len(values)-1))
	}
	slices.Sort(ranks)
	placeAll(values, 0, slices.Compact(ranks))
	for i, q := range spreadProbabilities {
		at := float64(q * float64(len(values)-1))
		k := int(at)
		p[i] = values[k]
		if rest := at - float64(k); rest > 0 {
			p[i] += float64(rest * (values[k+1] - p[i]))
		}
	}
	return p
}

// placeAll puts the values of some ranks at their places, the middle one
// first, so that the others are looked for in shorter stretches. x begins with
// rank first.
func placeAll(x []float64, first int, ranks []int) {
	if len(ranks) == 0 {
		return
	}
	middle := len(ranks) / 2
	k := ranks[middle] - first
	place(x, k)
	placeAll(x[:k], first, ranks[:middle])
	placeAll(x[k+1:], first+k+1, ranks[middle+1:])
}

// place puts the value of rank k at its place, no greater ones before it and
// no smaller ones after it (Hoare, C. (1961), Algorithm 65: Find,
// Communications of the ACM 4(7)).
func place(x []float64, k int) {
	lo, hi := 0, len(x)-1
	for lo < hi {
		pivot := median(x[lo], x[lo+(hi-lo)/2], x[hi])
		i, j := lo, hi
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			hi = j
		case k >= i:
			lo = i
		default:
			return
		}
	}
}

func median(a, b, c float64) float64 { return max(min(a, b), min(max(a, b), c)) }

// SketchError is the relative error of percentiles where there are more than
// [ExactDraws] draws: a percentile p is reported between p × (1 − SketchError)
// and p × (1 + SketchError).
const SketchError = 0.0005

// sketch counts values in bins whose limits are a constant ratio apart
// (Masson, C., Rim, J., Lee, H. (2019), DDSketch, Proceedings of the VLDB
// Endowment 12(12)). Its size depends on the range of the values and not on
// how many there are; counts of several sketches add up in any order.
type sketch struct {
	above, below bins // of positive values, and of the size of negative ones
	zeros        uint64
	unknown      bool
}

// bins are counts from the bin number first on.
type bins struct {
	first  int
	counts []uint64
}

// binRatio is the logarithm of the ratio between the limits of a bin.
var binRatio = samebits.Log((1 + SketchError) / (1 - SketchError))

func (s *sketch) add(values []float64) {
	for _, x := range values {
		switch {
		case x > 0:
			s.above.add(binOf(x), 1)
		case x < 0:
			s.below.add(binOf(-x), 1)
		case x == 0:
			s.zeros++
		default:
			s.unknown = true
		}
	}
}

func binOf(x float64) int { return int(math.Ceil(samebits.Log(x) / binRatio)) }

// value is the middle of a bin: its relative distance to the limits is
// SketchError.
func valueOf(bin int) float64 { return samebits.Exp(float64(bin)*binRatio) * (1 - SketchError) }

func (b *bins) add(bin int, count uint64) {
	switch {
	case len(b.counts) == 0:
		b.first = bin
		b.counts = make([]uint64, 1)
	case bin < b.first:
		b.counts = append(make([]uint64, b.first-bin), b.counts...)
		b.first = bin
	case bin-b.first >= len(b.counts):
		b.counts = append(b.counts, make([]uint64, bin-b.first-len(b.counts)+1)...)
	}
	b.counts[bin-b.first] += count
}

// merge adds the counts of another sketch.
func (s *sketch) merge(other *sketch) {
	for i, n := range other.above.counts {
		if n > 0 {
			s.above.add(other.above.first+i, n)
		}
	}
	for i, n := range other.below.counts {
		if n > 0 {
			s.below.add(other.below.first+i, n)
		}
	}
	s.zeros += other.zeros
	s.unknown = s.unknown || other.unknown
}

// percentiles reads the value of the nearest rank.
func (s *sketch) percentiles(draws int) percentiles {
	if s.unknown {
		return unknownPercentiles()
	}
	var p percentiles
	for i, q := range spreadProbabilities {
		p[i] = s.rank(uint64(math.Round(q * float64(draws-1))))
	}
	return p
}

// rank is the value that so many are below.
func (s *sketch) rank(k uint64) float64 {
	for i := len(s.below.counts) - 1; i >= 0; i-- {
		if n := s.below.counts[i]; k < n {
			return -valueOf(s.below.first + i)
		} else {
			k -= n
		}
	}
	if k < s.zeros {
		return 0
	}
	k -= s.zeros
	for i, n := range s.above.counts {
		if k < n {
			return valueOf(s.above.first + i)
		}
		k -= n
	}
	panic("scenarios: a rank beyond the number of draws")
}
