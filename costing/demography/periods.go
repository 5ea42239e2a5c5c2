package demography

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model/samebits"
)

// Period holds figures by group for a period of years.
type Period struct {
	Middle float64 // of the period in calendar time: 2028 is 1 January 2028
	Values []float64
}

// FiveYears makes the period from 1 July of a year to 30 June five years
// later, in which the UN publishes rates.
func FiveYears(first abnd.Year, values []float64) Period {
	return Period{Middle: float64(first) + middle + float64(groupWidth)/2, Values: values}
}

// At reads the figures of a calendar year out of periods in order of time:
// on the straight line between the middles of two periods, and before the
// first middle and after the last as they are there. It panics without
// periods.
func At(periods []Period, year abnd.Year) []float64 {
	return between(periods, year, func(before, after, weight float64) float64 {
		return float64((1-weight)*before) + float64(weight*after)
	})
}

// AtRates is [At] for rates that fall or rise by so much percent a year, as
// death rates do: the straight line is that of their logarithms. Rates must
// be positive.
func AtRates(periods []Period, year abnd.Year) []float64 {
	return between(periods, year, func(before, after, weight float64) float64 {
		return samebits.Pow(before, 1-weight) * samebits.Pow(after, weight)
	})
}

func between(periods []Period, year abnd.Year, mix func(before, after, weight float64) float64) []float64 {
	if len(periods) == 0 {
		panic("demography: there are no periods")
	}
	at := float64(year) + middle
	i := 0
	for i < len(periods)-1 && periods[i+1].Middle <= at {
		i++
	}
	before, after, weight := periods[i], periods[i], 0.0
	if at > before.Middle && i < len(periods)-1 {
		after = periods[i+1]
		weight = (at - before.Middle) / (after.Middle - before.Middle)
	}
	values := make([]float64, len(before.Values))
	for k := range values {
		values[k] = mix(before.Values[k], after.Values[k], weight)
	}
	return values
}
