package scenarios_test

import (
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// sensitivity says what the numbers that a benefit is given move, in the plan.
type sensitivity struct {
	// moved holds, for each group of lines that was asked for, the parameters
	// that move one of its figures; any those that move some line of the benefits.
	moved []map[string]bool
	any   map[string]bool
	// seen are other figures that were asked for, at each of the points.
	seen []float64
}

// points are where each number is tried: as it is, with bounds that bind, and
// with those of the amount out of the way in years near the first and the
// last. A number that moves nothing at any of them is not read.
var points = []map[string]float64{
	{},
	{"floor_share": 20},
	{"ceiling_share": 0.001},
	{"ceiling_share": 100, "floor_share": 0},
	{"start": 2025, "ceiling_share": 100, "floor_share": 0},
	{"start": 2026, "ceiling_share": 100, "floor_share": 0},
	{"start": 2027, "ceiling_share": 100, "floor_share": 0},
	{"start": 2029, "ceiling_share": 100, "floor_share": 0},
}

// sensitivityOf tries other values of each number of a benefit at each point.
func sensitivityOf(r *scenarios.Result, drawn string, seen []abnd.Path, groups ...[]abnd.Path) sensitivity {
	b, _ := r.Study.FindBenefit(drawn)
	var cells []model.Cell
	var codes []string
	var now []float64
	var tries [][]float64
	trials := 1 // at a point; the first leaves all as it is
	for _, spec := range costing.Specs() {
		v, ok := b.Parameters[spec.Code].Value.Number()
		if !ok {
			continue
		}
		cells, codes = append(cells, model.Cell{Key: costing.ParameterPath(drawn, spec.Code)}), append(codes, spec.Code)
		now, tries = append(now, v), append(tries, others(spec, v))
		trials += len(tries[len(tries)-1])
	}

	s := sensitivity{any: map[string]bool{}}
	all := cellsOf(r, seen)
	ends := []int{len(all)} // where the figures of each group end
	for _, group := range groups {
		all = append(all, cellsOf(r, group)...)
		ends, s.moved = append(ends, len(all)), append(s.moved, map[string]bool{})
	}
	all = append(all, linesOf(r, drawn)...)
	batch := r.Projection.Batch(cells, all)
	n := trials * len(points)
	in, out := make([][]float64, len(cells)), make([][]float64, batch.Columns())
	for i := range out {
		out[i] = make([]float64, n)
	}
	for i := range in {
		in[i] = make([]float64, 0, n)
		for _, point := range points {
			x, ok := point[codes[i]]
			if !ok {
				x = now[i]
			}
			in[i] = append(in[i], slices.Repeat([]float64{x}, trials)...)
		}
	}
	of := make([]int, 1, trials) // the number that a trial changes
	for i := range tries {
		for _, x := range tries[i] {
			for p := range points {
				in[i][p*trials+len(of)] = x
			}
			of = append(of, i)
		}
	}
	batch.Run(batch.NewScratch(n), n, in, out)

	for w, place := range batch.Places() {
		moved := s.any // of the group in which the figure is
		for g := range groups {
			if ends[g] <= w && w < ends[g+1] {
				moved = s.moved[g]
			}
		}
		for p := range points {
			first := p * trials
			if w < ends[0] {
				s.seen = append(s.seen, drawnAt(place, out, first))
			}
			if place.Constant {
				continue
			}
			column := out[place.Column][first : first+trials]
			for trial := 1; trial < trials; trial++ {
				if code := codes[of[trial]]; !moved[code] && !sameFigure(column[0], column[trial]) {
					moved[code], s.any[code] = true, true
				}
			}
		}
	}
	return s
}

func drawnAt(p model.Place, out [][]float64, trial int) float64 {
	if p.Constant {
		return p.Value
	}
	return out[p.Column][trial]
}

func sameFigure(x, y float64) bool {
	return proofs.Alike(proofs.Recomputed, x, y) || math.IsNaN(x) && math.IsNaN(y)
}

func sameFigures(x, y []float64) bool { return slices.EqualFunc(x, y, sameFigure) }

// others are values to try in place of one, within the bounds of the parameter.
func others(spec costing.Spec, now float64) (all []float64) {
	to := []float64{now / 50, now / 2, now * 0.95, now * 1.05, now * 2, now * 50}
	switch {
	case spec.Unit == abnd.CalendarYear:
		to = []float64{now - 3, now - 2, now - 1, now + 1, now + 2, now + 3}
	case spec.Whole:
		to = []float64{math.Floor(now / 2), now - 1, now + 1, now * 2}
	}
	for _, x := range to {
		if x = max(spec.Low, min(spec.High, x)); x != now {
			all = append(all, x)
		}
	}
	return all
}

// cellsOf are the lines in each year of the projection.
func cellsOf(r *scenarios.Result, lines []abnd.Path) (all []model.Cell) {
	for _, key := range lines {
		if !r.Projection.Model().Has(key) {
			continue
		}
		for _, year := range r.Study.Projection.All() {
			all = append(all, model.Cell{Key: key, Year: year})
		}
	}
	return all
}

// linesOf are the cells of all lines of a benefit in the plan but those of its
// parameters.
func linesOf(r *scenarios.Result, benefit string) (all []model.Cell) {
	group := string(abnd.JoinPath("plan", "benefit", benefit))
	for _, line := range r.Projection.Model().Lines() {
		switch {
		case line.Group != group || strings.Contains(string(line.Key), "/parameter/"):
		case line.Years.Len() == 0:
			all = append(all, model.Cell{Key: line.Key})
		default:
			all = append(all, cellsOf(r, []abnd.Path{line.Key})...)
		}
	}
	return all
}
