package scenarios

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// leverDraws computes the room's proposal for many choices at once: a draw has
// the scenario that it is based on and the level of every lever.
type leverDraws struct {
	study   *abnd.Study
	years   []abnd.Year
	drawn   []model.Cell
	place   map[model.Key]int // of a drawn input
	in      [][]float64       // by drawn input, then by draw
	out     [][]float64
	batch   *model.Batch
	columns map[model.Cell]int // places of the wanted values
}

// newLeverDraws prepares the draws of a result that has the proposal with its
// cells; the values that are wanted are those of the lines in every year of the
// projection.
func newLeverDraws(r *Result, wanted []model.Key) *leverDraws {
	d := &leverDraws{study: r.Study, years: r.Study.Projection.All(), place: map[model.Key]int{}, columns: map[model.Cell]int{}}
	draw := func(key model.Key) {
		d.place[key] = len(d.drawn)
		d.drawn = append(d.drawn, model.Cell{Key: key})
	}
	draw(costing.TryFrom)
	for _, l := range d.study.Levers {
		draw(costing.TryPath(l.ID, "level"))
		if costing.TakesOwn(l) {
			draw(costing.TryPath(l.ID, "value"))
		}
	}
	d.in = make([][]float64, len(d.drawn))
	var cells []model.Cell
	for _, key := range wanted {
		for _, year := range d.years {
			c := model.Cell{Key: key, Year: year}
			d.columns[c] = len(cells)
			cells = append(cells, c)
		}
	}
	d.batch = r.Projection.Batch(d.drawn, cells)
	return d
}

// add makes a draw of what the room has chosen, and returns its place.
func (d *leverDraws) add(from string, levers []abnd.Lever) int {
	at := len(d.in[0])
	put := func(key model.Key, x float64) {
		i := d.place[key]
		d.in[i] = append(d.in[i], x)
	}
	put(costing.TryFrom, float64(slices.Index(costing.ScenarioList(d.study).Names(), from)))
	for _, l := range levers {
		level := math.NaN()
		if l.Chosen != 0 {
			level = float64(l.Chosen)
		}
		put(costing.TryPath(l.ID, "level"), level)
		if costing.TakesOwn(l) {
			own := math.NaN()
			if x, ok := l.Own.Number(); ok {
				own = x
			}
			put(costing.TryPath(l.ID, "value"), own)
		}
	}
	return at
}

// run computes every draw.
func (d *leverDraws) run() {
	n := len(d.in[0])
	d.out = make([][]float64, d.batch.Columns())
	for i := range d.out {
		d.out[i] = make([]float64, n)
	}
	d.batch.Run(d.batch.NewScratch(n), n, d.in, d.out)
}

// value is a line in a year of a draw; NaN where it is not known.
func (d *leverDraws) value(draw int, key model.Key, year abnd.Year) float64 {
	p := d.batch.Places()[d.columns[model.Cell{Key: key, Year: year}]]
	if p.Constant {
		return p.Value
	}
	return d.out[p.Column][draw]
}
