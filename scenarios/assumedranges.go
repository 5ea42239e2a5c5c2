package scenarios

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// A study that says nothing of its uncertainty can still be asked which of its
// figures matter. Each fact and each expectation x that is a number is then taken
// from (1 − r) x to (1 + r) x, any value alike, r being [FactMove] percent:
//
//	x′ = min(high, max(low, x × f))    f uniform from 1 − r to 1 + r
//
// low and high being what the figure can be at all. The known years of a series
// move by one factor, its later ones by another, and the projected people of all ages
// by one. Decisions of the dialogue are not moved; nor are ages, calendar years, counts
// that have no fraction, and zeros, of which a percentage means nothing. The
// ranges are the same for what is measured well and what is guessed: they rank
// figures and are no estimate of uncertainty.

// AssumedRanges says what was moved in place of the ranges that a study does not
// have.
type AssumedRanges struct {
	// Figures is how many facts and expectations were moved; 0 where the study has
	// ranges.
	Figures int
	// Cut is how many of them were cut at a limit of theirs, as a share at 1.
	Cut int
}

// InUse reports whether the study has no ranges of its own.
func (a AssumedRanges) InUse() bool { return a.Figures > 0 }

// Note says what was done and that it is no estimate.
func (a AssumedRanges) Note() abnd.Text {
	note := abnd.T("No ranges in the study: ±%d%% on each of %d facts and expectations, all values equally likely, which is no estimate of uncertainty.",
		"O estudo não tem intervalos: ±%d %% em cada um de %d factos e previsões, com todos os valores igualmente prováveis, o que não é uma estimativa da incerteza.").Fill(FactMove, a.Figures)
	if a.Cut > 0 {
		note = abnd.T("%s %d of these ranges are cut at a limit, such as 100%%.", "%s %d destes intervalos são cortados num limite, como 100 %%.").Fill(note, a.Cut)
	}
	return note
}

// warning is what was done as a diagnostic.
func (a AssumedRanges) warning() abnd.Diagnostics {
	var found abnd.Diagnostics
	found.AddWarning("uncertainty", "no-ranges",
		abnd.T("the study has no ranges: each of %d facts and expectations is moved by ±%d%%, which is no estimate of uncertainty",
			"o estudo não tem intervalos: cada um de %d factos e previsões varia ±%d %%, o que não é uma estimativa da incerteza").Fill(a.Figures, FactMove),
		abnd.T("enter in UNCERTAINTY the inputs that are uncertain, with their low and high values", "indique em UNCERTAINTY os valores incertos, com o seu mínimo e máximo"))
	return found
}

// movedCells are the figures of a model that one factor moves.
type movedCells struct {
	base      []float64
	low, high float64 // what each can be
	// people says that the cells are deviations of the population, which is moved with
	// them.
	people bool
	// single says that the figure is one number, and told by its value; several
	// are told by the factor.
	single bool
}

// at is a cell at a factor.
func (m *movedCells) at(cell int, factor float64) float64 {
	x := m.base[cell] * factor
	if m.people {
		x = float64((1+m.base[cell])*factor) - 1
	}
	return min(max(x, m.low), m.high)
}

// factor is what has moved the cells to where they are, read off the largest.
func (m *movedCells) factor(of func(cell int) float64) float64 {
	if m.people {
		return (1 + of(0)) / (1 + m.base[0])
	}
	largest := 0
	for i, x := range m.base {
		if math.Abs(x) > math.Abs(m.base[largest]) {
			largest = i
		}
	}
	return of(largest) / m.base[largest]
}

// told is the figure of the driver when its cells are so.
func (m *movedCells) told(cells []float64) float64 {
	if m.single {
		return cells[0]
	}
	return m.factor(func(cell int) float64 { return cells[cell] })
}

// isCut reports whether a limit keeps a cell from its whole range.
func (m *movedCells) isCut() bool {
	for _, factor := range []float64{factLeft, 2 - factLeft} {
		for i, x := range m.base {
			if !m.people && m.at(i, factor) != x*factor {
				return true
			}
		}
	}
	return false
}

// withPeopleMoved is the study with a shock to the population that formulas
// read, of zero.
func withPeopleMoved(study *abnd.Study) *abnd.Study {
	moved := *study
	moved.Uncertain = []abnd.Uncertain{{Path: costing.PopulationShockPath, Distribution: abnd.Uniform}}
	return &moved
}

// assumedDrivers are the facts and expectations of a study without ranges, each with
// the range that is assumed, and the cells that they move. The model must be that
// of [withPeopleMoved].
func assumedDrivers(study *abnd.Study) ([]driver, []model.Cell) {
	var drivers []driver
	var cells [][]model.Cell
	at := map[abnd.Path]int{}
	driverOf := func(path abnd.Path, v costing.Variable, m movedCells) int {
		i, ok := at[path]
		if !ok {
			i = len(drivers)
			at[path] = i
			drivers = append(drivers, factorDriver(path, v, m))
			cells = append(cells, nil)
		}
		return i
	}
	natureOf, labels := costing.NatureOf(study), seriesLabels(study)
	for _, v := range costing.Variables(study) {
		nature := natureOf(v.Path)
		if v.ByYear || v.Whole || v.Unit == abnd.CalendarYear || v.Unit == abnd.AgeInYears || nature != abnd.Fact && nature != abnd.Expectation {
			continue
		}
		path, of := v.Path, v
		if v.Year != 0 {
			path = abnd.JoinPath(string(v.Line), string(nature))
			of.Unit, of.Label = abnd.PureNumber, factorLabel(labels[v.Line], nature)
		} else if v.Value == 0 {
			continue
		}
		i := driverOf(path, of, movedCells{low: v.Low, high: v.High, single: v.Year == 0})
		drivers[i].moved.base = append(drivers[i].moved.base, v.Value)
		cells[i] = append(cells[i], model.Cell{Key: v.Line, Year: v.Year})
	}
	if shock, ok := costing.ShockAt(costing.PopulationShockPath); ok && study.Population.Years().Len() > 0 {
		years := shockYears(study)
		label := abnd.T("Population from %d on (factor)", "População a partir de %d (factor)").Fill(int(years[0]))
		i := driverOf(shock.Path(), costing.Variable{Label: label, Unit: abnd.PureNumber}, movedCells{low: shock.Low, high: shock.High, people: true})
		for _, year := range years {
			drivers[i].moved.base = append(drivers[i].moved.base, shock.Of(study).Values[year])
			cells[i] = append(cells[i], model.Cell{Key: shock.Path(), Year: year})
		}
	}
	return ordered(drivers, cells)
}

// factorDriver moves figures by one factor, up and down by [FactMove] percent.
func factorDriver(path abnd.Path, v costing.Variable, m movedCells) driver {
	u := abnd.Uncertain{Path: path, Distribution: abnd.Uniform, Low: abnd.Known(factLeft, 0), High: abnd.Known(2-factLeft, 0)}
	v.Path = path
	return driver{Uncertain: u, variable: v, moved: &m, quantile: quantileOf(u, v)}
}

// factorLabel names the years of a series that one factor moves.
func factorLabel(series abnd.Text, nature abnd.Nature) abnd.Text {
	if nature == abnd.Fact {
		return abnd.T("%s: known years (factor)", "%s: anos conhecidos (factor)").Fill(series)
	}
	return abnd.T("%s: years to come (factor)", "%s: anos futuros (factor)").Fill(series)
}

// ordered gives the drivers that can move their places among all the cells.
func ordered(all []driver, cells [][]model.Cell) (drivers []driver, flat []model.Cell) {
	for i, d := range all {
		if !d.moved.people && allZero(d.moved.base) {
			continue
		}
		d.first = len(flat)
		flat = append(flat, cells[i]...)
		drivers = append(drivers, d)
	}
	return drivers, flat
}

func allZero(values []float64) bool {
	for _, x := range values {
		if x != 0 {
			return false
		}
	}
	return true
}

// uncertainty is what of a result is uncertain.
type uncertainty struct {
	drivers []driver
	cells   []model.Cell
	assumed AssumedRanges
}

// uncertaintyOf is that of a study that was checked: its own ranges or, where it has
// none, those that are assumed.
func uncertaintyOf(study *abnd.Study) uncertainty {
	if len(study.Uncertain) > 0 {
		drivers, cells := driversOf(study)
		return uncertainty{drivers: drivers, cells: cells}
	}
	drivers, cells := assumedDrivers(study)
	u := uncertainty{drivers: drivers, cells: cells, assumed: AssumedRanges{Figures: len(drivers)}}
	for _, d := range drivers {
		if d.moved.isCut() {
			u.assumed.Cut++
		}
	}
	return u
}

// onlyMoving leaves out the assumed ranges that change none of the wanted figures, of
// which a study has hundreds.
func (u uncertainty) onlyMoving(result *Result, wanted []model.Cell) uncertainty {
	if !u.assumed.InUse() {
		return u
	}
	moving := uncertainty{assumed: u.assumed}
	u.atEnds(result, wanted, result.Study.Projection.Last, func(i int, low, high, own func(wanted int) float64) {
		for j := range wanted {
			if low(j) != own(j) || high(j) != own(j) {
				d := u.drivers[i]
				cells := u.cells[d.first:][:d.cells()]
				d.first = len(moving.cells)
				moving.drivers, moving.cells = append(moving.drivers, d), append(moving.cells, cells...)
				return
			}
		}
	})
	return moving
}

// atEnds computes the wanted figures with each driver at its low and at its high,
// the others at the study's own values, and tells them driver by driver. A shock is
// taken to its end of a year.
func (u uncertainty) atEnds(result *Result, wanted []model.Cell, by abnd.Year, tell func(driver int, low, high, own func(wanted int) float64)) {
	const atOnce = 128 // drivers in a block
	batch := result.Projection.Batch(u.cells, wanted)
	width := 2*min(atOnce, len(u.drivers)) + 1
	scratch := batch.NewScratch(width)
	in, out := rows(len(u.cells), width), rows(batch.Columns(), width)
	base := make([]float64, 0, len(u.cells))
	for i := range u.drivers {
		base = append(base, u.drivers[i].base(result.Study)...)
	}
	draw := func(k int) func(int) float64 {
		return func(wanted int) float64 {
			place := batch.Places()[wanted]
			if place.Constant {
				return place.Value
			}
			return out[place.Column][k]
		}
	}
	for first := 0; first < len(u.drivers); first += atOnce {
		block := u.drivers[first:min(first+atOnce, len(u.drivers))]
		for j, x := range base {
			for k := range in[j] {
				in[j][k] = x
			}
		}
		for i := range block {
			d := &block[i]
			low, high := d.extremes(base[d.first:][:d.cells()], by)
			for j, cell := range in[d.first:][:d.cells()] {
				cell[2*i], cell[2*i+1] = low[j], high[j]
			}
		}
		draws := 2*len(block) + 1
		batch.Run(scratch, draws, in, out)
		for i := range block {
			tell(first+i, draw(2*i), draw(2*i+1), draw(draws-1))
		}
	}
}
