package javascript

import (
	_ "embed" // the program
	"math"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Source is the program that computes a [Program]: a function, abndModel, of the
// data as an object.
//
//go:embed model.js
var Source string

// Program is a model, or a part of it, as data. The package's comment documents
// the fields.
type Program struct {
	Version    int         `json:"version"`
	Keys       []model.Key `json:"keys"`
	Spans      []int       `json:"spans"`
	Of         []int       `json:"of"`
	Roots      []int       `json:"roots"`
	Code       []int       `json:"code"`
	Steps      [][]int     `json:"steps"`
	Inputs     []Number    `json:"inputs"`
	Population *People     `json:"population"`
}

// People are those of a population by year and single age.
type People struct {
	First  abnd.Year `json:"first"`
	Female []Number  `json:"female"`
	Male   []Number  `json:"male"`
}

// Number is written in the fewest digits that give it back, and as null where it
// is not known.
type Number float64

// MarshalJSON writes the number.
func (n Number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, float64(n), 'g', -1, 64), nil
}

// Of is the program of a part of the model of a projection. It panics where a key
// is of no line.
func Of(projection *model.Projection, part Part) Program {
	m := projection.Model()
	lines, live := part.of(m)
	p := Program{Version: version}
	reading := &formula{model: m, line: make(map[model.Key]int, len(lines))}
	for i, l := range lines {
		reading.line[l.Key] = i
	}
	spans := map[abnd.Years]int{}
	for _, l := range lines {
		p.Keys = append(p.Keys, l.Key)
		p.Of = append(p.Of, p.span(spans, l))
		if !live[l.Key] {
			p.Roots = append(p.Roots, noFormula)
			for _, x := range projection.Values(l.Key) {
				p.Inputs = append(p.Inputs, Number(x))
			}
			continue
		}
		p.Roots = append(p.Roots, len(p.Code))
		p.Code = append(p.Code, model.Read(l.Formula, reading)...)
	}
	for _, s := range m.Steps() {
		step := []int{0}
		if s.YearByYear {
			step[0] = 1
		}
		for _, l := range s.Lines {
			if i, kept := reading.line[l.Key]; kept && live[l.Key] {
				step = append(step, i)
			}
		}
		if len(step) > 1 {
			p.Steps = append(p.Steps, step)
		}
	}
	if reading.counts {
		p.Population = peopleOf(m.Population())
	}
	return p
}

// peopleOf is a whole population.
func peopleOf(population *abnd.Population) *People {
	p := &People{First: population.Years().First}
	for _, year := range population.Years().All() {
		for _, n := range population.Ages(year, abnd.Female) {
			p.Female = append(p.Female, Number(n))
		}
		for _, n := range population.Ages(year, abnd.Male) {
			p.Male = append(p.Male, Number(n))
		}
	}
	return p
}

// span is the place of the years of a line in the list of spans.
func (p *Program) span(known map[abnd.Years]int, l *model.Line) int {
	at, ok := known[l.Years]
	if !ok {
		at = len(known)
		known[l.Years] = at
		p.Spans = append(p.Spans, int(l.Years.First), l.Years.Len())
	}
	return at
}
