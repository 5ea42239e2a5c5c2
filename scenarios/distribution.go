package scenarios

import (
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model/samebits"
)

// quantileFunc turns a probability between 0 and 1 into a value: the inverse of
// the distribution function.
type quantileFunc func(p float64) float64

// quantileOf is the quantile function of one uncertain figure. A normal or
// lognormal is cut at the bounds of the figure, so that no share leaves 0..1.
func quantileOf(u abnd.Uncertain, v costing.Variable) quantileFunc {
	low, high := u.Low.Value, u.High.Value
	if u.Distribution != abnd.Discrete && low == high {
		return func(float64) float64 { return low }
	}
	switch u.Distribution {
	case abnd.Uniform:
		return within(distuv.Uniform{Min: low, Max: high}.Quantile, low, high)
	case abnd.Triangular:
		return within(distuv.NewTriangle(low, high, costing.CentralOf(u, v), nil).Quantile, low, high)
	case abnd.PERT:
		return pert(low, costing.CentralOf(u, v), high)
	case abnd.Normal:
		d := distuv.Normal{Mu: (low + high) / 2, Sigma: (high - low) / (2 * score(u.Covers()))}
		return cut(d, v)
	case abnd.Lognormal:
		d := distuv.LogNormal{Mu: (samebits.Log(low) + samebits.Log(high)) / 2, Sigma: (samebits.Log(high) - samebits.Log(low)) / (2 * score(u.Covers()))}
		return cut(d, v)
	case abnd.Discrete:
		return discrete(u.Values, u.Weights)
	}
	panic("scenarios: " + string(u.Distribution) + " is drawn by year")
}

// score is the number of standard deviations on either side of the mean of a
// normal that hold this share of the probability.
func score(coverage float64) float64 { return distuv.UnitNormal.Quantile((1 + coverage) / 2) }

// pertWeight is how much the most likely value counts in the mean of PERT
// (Malcolm, D., Roseboom, J., Clark, C., Fazar, W. (1959), Application of a
// technique for research and development program evaluation, Operations
// Research 7(5)).
const pertWeight = 4

func pert(low, mode, high float64) quantileFunc {
	width := high - low
	beta := distuv.Beta{Alpha: 1 + pertWeight*(mode-low)/width, Beta: 1 + pertWeight*(high-mode)/width}
	return within(func(p float64) float64 { return low + float64(width*beta.Quantile(p)) }, low, high)
}

// cut is the distribution given that it lies within the bounds of the figure.
func cut(d interface {
	Quantile(float64) float64
	CDF(float64) float64
}, v costing.Variable) quantileFunc {
	from, to := d.CDF(v.Low), d.CDF(v.High)
	return within(func(p float64) float64 { return d.Quantile(from + float64(p*(to-from))) }, v.Low, v.High)
}

// within is a distribution that does not leave its bounds by the rounding of
// [agreed].
func within(q quantileFunc, low, high float64) quantileFunc {
	return func(p float64) float64 { return min(max(agreed(q(p)), low), high) }
}

// discrete takes the values in rising order, so that a higher probability is
// a higher value, as correlations want it.
func discrete(values, weights []float64) quantileFunc {
	order := make([]int, len(values))
	total := 0.0
	for i := range order {
		order[i] = i
		total += weight(weights, i)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case values[i] < values[j]:
			return -1
		case values[i] > values[j]:
			return 1
		}
		return 0
	})
	return func(p float64) float64 {
		below, last := 0.0, 0
		for _, i := range order {
			if w := weight(weights, i); w > 0 {
				last = i
				if below += w; p*total < below {
					return values[i]
				}
			}
		}
		return values[last] // rounding of the sum
	}
}

func weight(weights []float64, i int) float64 {
	if len(weights) == 0 {
		return 1
	}
	return weights[i]
}
