package model

import (
	"fmt"
	"math"

	"github.com/openabnd/engine/abnd"
)

// Line is one row of the model.
type Line struct {
	Key Key
	// Fact says in words what the values of a line mean that is 1 or 0; nil
	// for every other line.
	Fact  *Fact
	Label abnd.Text
	Unit  abnd.Unit
	// Blankable lines are blank where what they read is: a benefit that no
	// scenario pays may lack parameters, a country a poverty line. Every
	// other line must have a value.
	Blankable bool
	// Lacks says that the line rests on a series that the study does not give
	// ([MissingSeries]), and is blankable for that.
	Lacks bool
	// Factor marks a pure number that is an index or a multiplier rather
	// than a share; it is not shown as percent.
	Factor bool
	// Years that the line spans; the zero value is a single cell.
	Years abnd.Years
	// List gives the codes of a choice line, in order.
	List *List
	// Formula computes the line; nil for an input.
	Formula Expr
	// Inputs are the values of an input, one per year or one in all; NaN where
	// not known. A choice is the place of its code in the list, from 0.
	Inputs []float64
	// Source of an input, or of the formula itself where it has one; nil for
	// none.
	Source *abnd.Provenance
	// Group places the line among its neighbours: "economy", "government",
	// "low/benefit/child-grant".
	Group string
}

// Fact is something that is so, 1, or is not, 0: each as a clause without its
// year, as in "the benefit is paid".
type Fact struct {
	Yes, No abnd.Text
}

// IsSeries says whether the line has a value for each year rather than one.
func (l *Line) IsSeries() bool { return l.Years.Len() > 0 }

// IsInput says whether the line is an input of the study.
func (l *Line) IsInput() bool { return l.Formula == nil }

// width is the number of values of the line.
func (l *Line) width() int {
	if l.IsSeries() {
		return l.Years.Len()
	}
	return 1
}

// Model is a set of lines. Add lines, then [Model.Compile] it; after that it
// is not changed and may be read by many goroutines at once.
type Model struct {
	lines      []*Line
	block      []Line // lines are made many at a time
	index      map[Key]int
	unknown    map[Key]Key // see [Model.CountUnknownParts]
	population *abnd.Population
	program    *program
}

// NewModel makes an empty model over a population, which may be nil where no
// formula counts people.
func NewModel(population *abnd.Population) *Model {
	return &Model{index: map[Key]int{}, unknown: map[Key]Key{}, population: population}
}

// Expect prepares a model without lines for about so many of them.
func (m *Model) Expect(lines int) {
	if len(m.lines) == 0 {
		m.lines, m.index = make([]*Line, 0, lines), make(map[Key]int, lines)
	}
}

// linesInBlock is how many lines are made at a time.
const linesInBlock = 64

// Add adds a line. It panics when the key is taken, when the inputs do not
// fit the years, or when the model is compiled: programming errors.
func (m *Model) Add(line Line) Key {
	switch {
	case m.program != nil:
		panic("model: the model is compiled; no line can be added")
	case line.Key == "":
		panic("model: a line needs a key")
	case line.IsInput() && len(line.Inputs) != line.width():
		panic(fmt.Sprintf("model: line %q has %d values for %d places", line.Key, len(line.Inputs), line.width()))
	}
	m.index[line.Key] = len(m.lines)
	if len(m.index) == len(m.lines) {
		panic(fmt.Sprintf("model: two lines have the key %q", line.Key))
	}
	if len(m.block) == cap(m.block) {
		m.block = make([]Line, 0, linesInBlock)
	}
	m.block = append(m.block, line)
	m.lines = append(m.lines, &m.block[len(m.block)-1])
	return line.Key
}

// CountUnknownParts tells which line counts the parts of a sum, or of the sum
// that a line follows from, that are not known; it is blank, or 0, where every
// part is known.
func (m *Model) CountUnknownParts(of, by Key) { m.unknown[of] = by }

// Lines lists the lines in the order in which they were added. The slice
// belongs to the model, and neither it nor a line in it may be changed.
func (m *Model) Lines() []*Line { return m.lines }

// Has says whether there is a line with the key.
func (m *Model) Has(key Key) bool {
	_, ok := m.index[key]
	return ok
}

// Line returns the line with the key. It panics where there is none.
func (m *Model) Line(key Key) *Line {
	i, ok := m.index[key]
	if !ok {
		panic(fmt.Sprintf("model: no line has the key %q", key))
	}
	return m.lines[i]
}

// Population is the frame that the formulas count people in.
func (m *Model) Population() *abnd.Population { return m.population }

// unknown is the engine's mark for a value that is not known. It never
// leaves the package other than as a blank.
var unknown = math.NaN()

func isUnknown(x float64) bool { return math.IsNaN(x) }
