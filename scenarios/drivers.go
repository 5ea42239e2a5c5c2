package scenarios

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// driver is one row of UNCERTAINTY with the cells of the model that it moves.
type driver struct {
	abnd.Uncertain
	variable costing.Variable
	first    int // of its cells among all drawn cells
	years    []abnd.Year
	quantile quantileFunc // of a single figure
	bounds   []bounds     // of a bounded path, by year
	// deviations is how many standard deviations of a standard normal the bounds of a
	// path are. It comes from a library and may differ in its last bit between
	// processors: only draws, which are rounded, are divided by it.
	deviations float64
	moved      *movedCells // where the study has no ranges
}

// bounds are how far the bounds of a row lie below and above the central path.
type bounds struct{ below, above float64 }

// cells is how many cells of the model the driver moves.
func (d *driver) cells() int {
	if d.moved != nil {
		return len(d.moved.base)
	}
	return max(1, len(d.years))
}

// base is what the study itself has in the cells.
func (d *driver) base(study *abnd.Study) []float64 {
	switch {
	case d.moved != nil:
		return d.moved.base
	case d.ByYear():
		return typed(study, d)
	}
	return []float64{d.variable.Value}
}

// dimensions is how many independent numbers one draw of it takes.
func (d *driver) dimensions() int {
	if d.Distribution == abnd.Persistent {
		return len(d.years)
	}
	return 1
}

// driversOf lists the drivers of a study and the cells that they move.
func driversOf(study *abnd.Study) ([]driver, []model.Cell) {
	variables := map[abnd.Path]costing.Variable{}
	for _, v := range costing.Variables(study) {
		variables[v.Path] = v
	}
	var drivers []driver
	var cells []model.Cell
	for _, u := range study.Uncertain {
		d := driver{Uncertain: u, variable: variables[u.Path], first: len(cells)}
		if !u.ByYear() {
			d.quantile = quantileOf(u, d.variable)
			cells = append(cells, model.Cell{Key: d.variable.Line, Year: d.variable.Year})
			drivers = append(drivers, d)
			continue
		}
		d.years, d.deviations = shockYears(study), score(u.Covers())
		if u.Distribution == abnd.Bounded {
			shock, _ := costing.ShockAt(u.Path)
			d.bounds = boundsOf(study, shock, d.years)
		}
		for _, year := range d.years {
			cells = append(cells, model.Cell{Key: d.variable.Line, Year: year})
		}
		drivers = append(drivers, d)
	}
	return drivers, cells
}

// shockYears are the years in which shocks are drawn: those after the last
// actual year of growth and prices, or those of the projection where none is
// known.
func shockYears(study *abnd.Study) []abnd.Year {
	first := max(study.Economy.RealGrowth.LastActual, study.Economy.Inflation.LastActual) + 1
	if first == 1 {
		first = study.Projection.First
	}
	frame := study.Frame()
	return abnd.Years{First: min(max(first, frame.First), frame.Last), Last: frame.Last}.All()
}

// boundsOf reads the bounds of a shock to the population. Before their first year
// there is no uncertainty; after their last it stays.
func boundsOf(study *abnd.Study, shock costing.ShockSeries, years []abnd.Year) []bounds {
	below, above, _ := shock.Bounds()
	at := func(s abnd.Series, year abnd.Year) float64 {
		last, _ := s.LastPublished()
		return s.Values[min(year, last)]
	}
	all := make([]bounds, len(years))
	for i, year := range years {
		all[i] = bounds{at(*below.Of(study), year), at(*above.Of(study), year)}
	}
	return all
}

// fade makes a persistent shock of independent normals, each counted in the
// deviations at which the bounds lie:
//
//	s[t] = ρ s[t−1] + b √(1−ρ²) z[t],  s[0] = 0
//
// so that it begins with nothing and its spread grows towards the bounds b, which lie
// as far below zero as above. Where the study has typed in shocks, the drawn ones come
// on top.
func (d *driver) fade(z []float64) {
	rho := d.Persistence.Value
	fresh := d.High.Value * math.Sqrt(1-float64(rho*rho))
	last := 0.0
	for t := range z {
		last = float64(rho*last) + float64(fresh*z[t])
		z[t] = last
	}
}

// path gives the shocks of a bounded path that lies so many times as far from the
// central one as the bounds: −1 and 1 are the bounds themselves, to the last bit.
func (b bounds) path(z float64) float64 {
	if z < 0 {
		return z * b.below
	}
	return z * b.above
}

// within keeps a shock within the bounds of its row.
func (d *driver) within(x float64) float64 { return min(max(x, d.variable.Low), d.variable.High) }

// typed is the shock that the study itself has in a year.
func typed(study *abnd.Study, d *driver) []float64 {
	var base []float64
	shock, _ := costing.ShockAt(d.Path)
	for _, year := range d.years {
		base = append(base, shock.Of(study).Values[year])
	}
	return base
}

// cumulated is what a shock adds up to by a year.
func (d *driver) cumulated(shocks []float64, by abnd.Year) float64 {
	sum := 0.0
	for i, year := range d.years {
		if year <= by {
			sum += shocks[i]
		}
	}
	return sum
}

// likelyPath is the most likely path of a persistent shock whose sum up to a
// year lies as many standard deviations away from zero as the bounds: for jointly
// normal shocks, the mean of each given the sum.
func (d *driver) likelyPath(by abnd.Year) []float64 {
	n := len(d.years)
	weights := make([][]float64, n) // of each year's news in each year's shock
	total := make([]float64, n)     // of each year's news in the sum
	for news := range n {
		z := make([]float64, n)
		z[news] = 1
		d.fade(z)
		weights[news] = z
		total[news] = d.cumulated(z, by)
	}
	variance := 0.0
	for _, w := range total {
		variance += float64(w * w)
	}
	path := make([]float64, n)
	if variance == 0 {
		return path
	}
	for t := range path {
		for news := range n {
			path[t] += float64(weights[news][t] * total[news])
		}
		path[t] /= math.Sqrt(variance)
	}
	return path
}

// ends are the low and the high value of a figure that is one number.
func (d *driver) ends() (low, high float64) {
	if d.Distribution == abnd.Discrete {
		return slices.Min(d.Values), slices.Max(d.Values)
	}
	return d.Low.Value, d.High.Value
}
