package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// How a rate leaves its last published value. It goes to a goal by steps that
// become equal where the goal stands still, and is there in the year that the
// study names:
//
//	used[t] = used[t−1] + (goal[t] − used[t−1]) ÷ (year − t + 1)   before the year
//	used[t] = goal[t]                                             from it on, or where no year is named
//
// A projection of some years says nothing of the decades after it, and growth
// that is held grows without end: what is known of growth in the long run is that
// it returns to a mean (Pritchett, L. and Summers, L. (2014), Asiaphoria meets
// regression to the mean, NBER Working Paper 20573).

const frameInflation model.Key = "frame/inflation"

// longRunYear is the path of the year in which a series is at its goal.
func longRunYear(path model.Key) model.Key { return path + "/long_run_year" }

// goalOf is what a series goes to:
//
//	the long-run value
//	(1 + the long-run value) × population[t] ÷ population[t−1] − 1   where it is of growth per head
//	consumer price inflation[t]                                      for the deflator
func (b *builder) goalOf(extension abnd.Extension, path model.Key) model.Expr {
	longRun := ref(path + "/long_run")
	switch {
	case extension == abnd.ConvergePerHead:
		return minus(times(plus(one, longRun), over(ref(framePopulation), prev(framePopulation))), one)
	case extension != abnd.WithPrices:
		return longRun
	case SeriesGiven(&b.study.Economy.Inflation):
		return ref(frameInflation)
	}
	// A deflator that follows other prices does not rest on prices that are not
	// given.
	return blank
}

// goingTo is a series on its way to a goal.
func goingTo(goal model.Expr, path, used model.Key) model.Expr {
	year := longRunYear(path)
	step := over(minus(goal, prev(used)), plus(minus(ref(year), thisYear), one))
	return when(allOf(isKnown(year), less(thisYear, ref(year))), plus(prev(used), step), goal)
}
