package scenarios

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/openabnd/engine/abnd"
)

// ranks gives Spearman's correlation of every driver with the total cost of
// every scenario as a share of GDP. Drivers or costs that never move have
// none.
func (r *simulationRun) ranks() []Driver {
	drawn := make([][]float64, len(r.drawn))
	for i, x := range r.drawn {
		drawn[i] = ranksOf(x)
	}
	var all []Driver
	for _, run := range r.result.runs() {
		if r.result.isPackage(run) {
			continue // its drivers are those of its scenarios
		}
		for j, year := range r.options.Years {
			cost := r.shareOfGDP(run, year)
			if cost == nil {
				continue
			}
			cost = ranksOf(cost)
			var some []Driver
			for i, d := range r.drivers {
				rank := stat.Correlation(drawn[i*len(r.options.Years)+j], cost, nil)
				if !math.IsNaN(rank) {
					some = append(some, Driver{Scenario: run, Year: year, Path: d.Path, Label: d.variable.Label, Rank: rank})
				}
			}
			slices.SortStableFunc(some, func(a, b Driver) int { return cmp.Compare(math.Abs(b.Rank), math.Abs(a.Rank)) })
			all = append(all, some...)
		}
	}
	return all
}

// shareOfGDP are the kept draws of a total; nil where it never moves, or is
// not known.
func (r *simulationRun) shareOfGDP(run string, year abnd.Year) []float64 {
	for _, f := range r.figures {
		if f.run == run && f.guarantee == AllOf && f.year == year && f.measure.Unit == Percent && !f.place.Constant && !math.IsNaN(r.sums[f.place.Column].mean) {
			return r.columns[f.place.Column]
		}
	}
	return nil
}

// ranksOf gives every value its rank; equal ones share the mean of theirs.
func ranksOf(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(x[i], x[j]) })
	ranks := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			ranks[k] = float64(i+j-1) / 2
		}
		i = max(j, i+1)
	}
	return ranks
}
