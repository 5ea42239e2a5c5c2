package scenarios

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// SensitivityOptions say which figure is looked at.
type SensitivityOptions struct {
	Scenario string // or a package
	Year     abnd.Year
	// Ceiling is the share of GDP that the total cost should stay under; 0 for
	// none.
	Ceiling float64
}

// Sensitivity is the one-at-a-time effect of each uncertain input, the others at the
// study's own values.
type Sensitivity struct {
	Study   *abnd.Study
	Options SensitivityOptions
	Cost    float64 // at the study's own values, whole units of currency
	Percent float64 // of GDP
	// Known says how much of the total is known. Where nothing is, Cost and
	// Percent are zero and nothing moves it: Moves is empty.
	Known abnd.Knowledge
	// Assumed says what was moved where the study has no ranges; what changes
	// nothing is then not among the moves.
	Assumed AssumedRanges
	// Moves are ordered by what they do to the share of GDP, the greatest
	// first: a tornado.
	Moves []Move
}

// Move is what one uncertain figure does between its low and its high.
type Move struct {
	Path  abnd.Path
	Label abnd.Text
	Unit  abnd.Unit
	// Low, Value and High of the figure. Of a shock they are what it adds up to
	// by the year; of the population, its size in that year beside the central
	// path.
	Low, Value, High        float64
	LowCost, HighCost       float64 // total cost, whole units of currency
	LowPercent, HighPercent float64 // total cost, % of GDP
	// Elasticity is by how many percent the cost changes for one percent of the
	// figure, on the way from low to high (the arc elasticity); NaN for shocks
	// and where it has no meaning.
	Elasticity float64
	// Flips says that low or high alone brings the total to the other side of
	// the ceiling.
	Flips bool
}

// Swing is the distance in percentage points of GDP between low and high.
func (m Move) Swing() float64 { return math.Abs(m.HighPercent - m.LowPercent) }

// RunSensitivity moves every uncertain figure of a study to its low and to its
// high, one at a time. A shock by year takes its most likely path to the low
// or high end of what it adds up to by the year. A study without ranges has
// [AssumedRanges], and a warning says so. Where the study has errors,
// or nothing in it can be moved, the result is nil and the diagnostics say
// why; so it is for a scenario or year that the study does not have,
// and for a context that is cancelled.
func RunSensitivity(ctx context.Context, study *abnd.Study, o SensitivityOptions) (*Sensitivity, abnd.Diagnostics) {
	result, of, found := runUncertain(study)
	if result == nil {
		return nil, found
	}
	if unknown := append(result.unknownRun(o.Scenario), uncostedYear(study, o.Year)...); unknown != nil {
		return nil, append(found, unknown...)
	}
	found = append(found, result.brokenCeiling(o.Ceiling)...)
	wanted := []model.Cell{
		{Key: result.keyOf(o.Scenario, AllOf, AllOf, "total_cost"), Year: o.Year},
		{Key: result.keyOf(o.Scenario, AllOf, AllOf, "share_of_gdp"), Year: o.Year},
	}
	s := &Sensitivity{Study: study, Options: o, Known: result.Projection.Knowledge(wanted[1].Key, o.Year), Assumed: of.assumed}
	if !s.Known.Known() {
		return s, found
	}
	s.Cost, _ = result.Projection.Value(wanted[0].Key, o.Year)
	s.Percent, _ = result.Projection.Value(wanted[1].Key, o.Year)
	s.Percent *= percentPerShare

	of.onlyMoving(result, wanted).moves(result, wanted, s)
	slices.SortStableFunc(s.Moves, func(a, b Move) int { return cmp.Compare(b.Swing(), a.Swing()) })
	if err := ctx.Err(); err != nil {
		return nil, stopped(found, err)
	}
	return s, found
}

// moves adds what each driver does to the total cost and to its share of GDP, which are
// wanted in this order.
func (u uncertainty) moves(result *Result, wanted []model.Cell, s *Sensitivity) {
	o := s.Options
	over := func(percent float64) bool { return percent > percentPerShare*o.Ceiling }
	u.atEnds(result, wanted, o.Year, func(i int, low, high, _ func(wanted int) float64) {
		d := &u.drivers[i]
		base := d.base(result.Study)
		from, to := d.extremes(base, o.Year)
		m := Move{
			Path: d.Path, Label: d.variable.Label, Unit: d.variable.Unit, Elasticity: math.NaN(),
			Low: d.measure(from, o.Year), Value: d.measure(base, o.Year), High: d.measure(to, o.Year),
			LowCost: low(0), HighCost: high(0), LowPercent: percentPerShare * low(1), HighPercent: percentPerShare * high(1),
		}
		if !d.ByYear() {
			m.Elasticity = arcElasticity(m.Low, m.High, m.LowCost, m.HighCost)
		}
		m.Flips = o.Ceiling != 0 && (over(m.LowPercent) != over(s.Percent) || over(m.HighPercent) != over(s.Percent))
		s.Moves = append(s.Moves, m)
	})
}

// extremes are the values of the driver's cells at its low and its high.
func (d *driver) extremes(base []float64, by abnd.Year) (low, high []float64) {
	switch d.Distribution {
	case abnd.Persistent:
		path := d.likelyPath(by)
		for t := range path {
			low, high = append(low, d.within(base[t]-path[t])), append(high, d.within(base[t]+path[t]))
		}
	case abnd.Bounded:
		for t, b := range d.bounds {
			low, high = append(low, d.within(base[t]+b.path(-1))), append(high, d.within(base[t]+b.path(1)))
		}
	default:
		from, to := d.ends()
		if d.moved == nil {
			return []float64{from}, []float64{to}
		}
		for j := range base {
			low, high = append(low, d.moved.at(j, from)), append(high, d.moved.at(j, to))
		}
	}
	return low, high
}

// measure is what the driver's cells come to in a year.
func (d *driver) measure(cells []float64, year abnd.Year) float64 {
	switch d.Distribution {
	case abnd.Persistent:
		return d.cumulated(cells, year)
	case abnd.Bounded:
		if year < d.years[0] {
			return 0
		}
		return cells[year-d.years[0]]
	}
	if d.moved != nil {
		return d.moved.told(cells)
	}
	return cells[0]
}

// arcElasticity is the relative change of y over that of x, each beside the
// middle of its two values (Allen, R. (1934), The concept of arc elasticity of
// demand, Review of Economic Studies 1(3)).
func arcElasticity(x0, x1, y0, y1 float64) float64 {
	if x0 == x1 || x0+x1 == 0 || y0+y1 == 0 {
		return math.NaN()
	}
	return (y1 - y0) / (y1 + y0) * (x1 + x0) / (x1 - x0)
}
