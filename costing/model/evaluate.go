package model

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model/samebits"
)

// program is a compiled model: what [Model.Evaluate] runs.
type program struct {
	steps      []step
	nodes      []node  // of all formulas
	roots      []int32 // by line: the place of its formula's, or noFormula
	offsets    []int32 // where each line's values begin
	size       int     // values in all
	longest    int     // years of the longest line
	depth      int     // of the deepest formula
	population *prefixSums
}

// noFormula stands for the place of an input's node.
const noFormula = -1

// step are lines that are computed one after another; or year by year, where
// they read one another's past.
type step struct {
	lines      []int32
	yearByYear bool
}

type opcode uint8

// The operators follow opAdd in the order of Op.
const (
	opZero opcode = iota
	opOne
	opUnknown
	opYear
	opRef
	opPrev
	opAt
	opFemale
	opMale
	opTotal
	opMin
	opMax
	opApply
	opIf
	opChoose
	opAll
	opAny
	opKnown
	opIs
	opAdd
	opSub
	opMul
	opDiv
	opPow
	opLess
	opLessEqual
	opEqual
)

// node is a part of a formula. Its operands stand side by side among the nodes.
// There are millions of them, so one number has several uses.
type node struct {
	op    opcode
	line  int32 // that is read; of an opApply its function
	kids  int32 // where the operands begin; of an opIs the place of its code
	count int32 // how many operands there are
}

// Projection holds the value of every line of a model.
type Projection struct {
	model  *Model
	values []float64
}

// Evaluate computes every line. It compiles the model where that was not yet
// done and returns what [Model.Compile] found wrong.
func (m *Model) Evaluate() (*Projection, error) {
	if err := m.Compile(); err != nil {
		return nil, err
	}
	e := &evaluator{model: m, program: m.program, nodes: m.program.nodes, values: make([]float64, m.program.size)}
	// Two buffers a level of the deepest formula, each one line long.
	e.scratch = make([]float64, 2*(m.program.depth+1)*m.program.longest)
	for i := range m.lines {
		if m.lines[i].IsInput() {
			copy(e.values[m.program.offsets[i]:], m.lines[i].Inputs)
		}
	}
	for _, s := range m.program.steps {
		e.run(s)
	}
	return &Projection{model: m, values: e.values}, nil
}

// Model is the model that was computed.
func (p *Projection) Model() *Model { return p.model }

// Values returns the values of a line, one per year or one in all. A value
// that is not known is NaN. The slice belongs to the projection and must not
// be changed. It panics where there is no such line.
func (p *Projection) Values(key Key) []float64 {
	line := p.model.Line(key)
	at := p.model.program.offsets[p.model.index[key]]
	return p.values[at:][:line.width()]
}

// Value returns a line's value in a year; the year does not matter for a
// single cell. The second result is false where the value is not known or
// the line does not span the year. It panics where there is no such line.
func (p *Projection) Value(key Key, year abnd.Year) (float64, bool) {
	line, values := p.model.Line(key), p.Values(key)
	i := 0
	if line.IsSeries() {
		if !line.Years.Contains(year) {
			return 0, false
		}
		i = int(year - line.Years.First)
	}
	if isUnknown(values[i]) {
		return 0, false
	}
	return values[i], true
}

// Knowledge says how much is known of a line in a year: of a sum a part, where
// the line beside it counts parts that are not known.
func (p *Projection) Knowledge(key Key, year abnd.Year) abnd.Knowledge {
	if _, known := p.Value(key, year); !known {
		return abnd.KnownNone
	}
	if missing := p.model.unknown[key]; missing != "" {
		if n, _ := p.Value(missing, year); n > 0 {
			return abnd.KnownPart
		}
	}
	return abnd.KnownAll
}

// Choice returns the code that a choice line has; blank where it has none.
func (p *Projection) Choice(key Key) string {
	i, ok := p.Value(key, 0)
	if !ok {
		return ""
	}
	return p.model.Line(key).List.Codes[int(i)].Code
}

type evaluator struct {
	model   *Model
	program *program
	nodes   []node
	values  []float64
	scratch []float64
	used    int
}

// kid is an operand of a node.
func (e *evaluator) kid(n *node, i int32) *node { return &e.nodes[n.kids+i] }

func (e *evaluator) run(s step) {
	if !s.yearByYear {
		for _, i := range s.lines {
			line := e.model.lines[i]
			e.eval(&e.nodes[e.program.roots[i]], line.Years.First, e.values[e.program.offsets[i]:][:line.width()])
		}
		return
	}
	// Lines that read one another's past span the same years: each covers the
	// others.
	for y, year := range e.model.lines[s.lines[0]].Years.All() {
		for _, i := range s.lines {
			e.eval(&e.nodes[e.program.roots[i]], year, e.values[e.program.offsets[i]:][y:y+1])
		}
	}
}

// borrow takes a buffer of n values; the caller gives it back with release.
func (e *evaluator) borrow(n int) []float64 {
	buffer := e.scratch[e.used : e.used+n]
	e.used += n
	return buffer
}

func (e *evaluator) release(n int) { e.used -= n }

// eval computes a formula for the len(out) years from first on. Conditions
// give 1 or 0.
func (e *evaluator) eval(n *node, first abnd.Year, out []float64) {
	switch n.op {
	case opZero:
		fill(out, 0)
	case opOne:
		fill(out, 1)
	case opUnknown:
		fill(out, unknown)
	case opYear:
		for i := range out {
			out[i] = float64(int(first) + i)
		}
	case opRef:
		e.read(n.line, first, 0, out)
	case opPrev:
		e.read(n.line, first, -1, out)
	case opAt:
		e.eval(e.kid(n, 0), first, out)
		for i, year := range out {
			out[i] = e.readAt(n.line, year)
		}
	case opFemale, opMale:
		e.people(n, first, out)
	case opKnown:
		e.read(n.line, first, 0, out)
		for i, x := range out {
			out[i] = truth(!isUnknown(x))
		}
	case opIs:
		e.read(n.line, first, 0, out)
		for i, x := range out {
			out[i] = truth(x == float64(n.kids))
		}
	case opApply:
		e.eval(e.kid(n, 0), first, out)
		for i, x := range out {
			out[i] = Function(n.line).Of(x)
		}
	case opChoose:
		e.choose(n, first, out)
	case opIf:
		e.branch(n, first, out)
	case opTotal, opMin, opMax, opAll, opAny:
		e.fold(n, first, out)
	default:
		e.binary(n, first, out)
	}
}

// read copies a line's values for the years first+shift and on.
func (e *evaluator) read(line int32, first abnd.Year, shift int, out []float64) {
	l := e.model.lines[line]
	at := int(e.program.offsets[line])
	if !l.IsSeries() {
		fill(out, e.values[at])
		return
	}
	from := int(first-l.Years.First) + shift
	for i := range out {
		if from+i < 0 {
			out[i] = unknown
		} else {
			out[i] = e.values[at+from+i]
		}
	}
}

func (e *evaluator) readAt(line int32, year float64) float64 {
	l := e.model.lines[line]
	if isUnknown(year) || year != math.Trunc(year) || !l.Years.Contains(abnd.Year(year)) {
		return unknown
	}
	return e.values[int(e.program.offsets[line])+int(abnd.Year(year)-l.Years.First)]
}

func (e *evaluator) people(n *node, first abnd.Year, out []float64) {
	hi := e.borrow(len(out))
	e.eval(e.kid(n, 0), first, out)
	e.eval(e.kid(n, 1), first, hi)
	for i := range out {
		out[i] = e.program.population.between(first+abnd.Year(i), n.op == opMale, out[i], hi[i])
	}
	e.release(len(out))
}

func (e *evaluator) choose(n *node, first abnd.Year, out []float64) {
	// A choice is one cell, so one branch serves every year.
	choice := e.values[e.program.offsets[n.line]]
	if isUnknown(choice) {
		fill(out, unknown)
		return
	}
	e.eval(e.kid(n, int32(choice)), first, out)
}

// branch computes each run of years with the branch that holds in it, and
// only that one.
func (e *evaluator) branch(n *node, first abnd.Year, out []float64) {
	holds := e.borrow(len(out))
	e.eval(e.kid(n, 0), first, holds)
	for from := 0; from < len(out); {
		to := from + 1
		for to < len(out) && holds[to] == holds[from] {
			to++
		}
		taken := e.kid(n, 1)
		if holds[from] == 0 {
			taken = e.kid(n, 2)
		}
		e.eval(taken, first+abnd.Year(from), out[from:to])
		from = to
	}
	e.release(len(out))
}

func (e *evaluator) fold(n *node, first abnd.Year, out []float64) {
	if n.count == 0 {
		fill(out, truth(n.op == opAll))
		return
	}
	e.eval(e.kid(n, 0), first, out)
	buffer := e.borrow(len(out))
	for i := int32(1); i < n.count; i++ {
		term := e.operand(e.kid(n, i), first, buffer)
		switch n.op {
		case opTotal:
			for i, x := range term {
				out[i] += x
			}
		case opMin, opAll:
			for i, x := range term {
				out[i] = min(out[i], x)
			}
		case opMax, opAny:
			for i, x := range term {
				out[i] = max(out[i], x)
			}
		}
	}
	e.release(len(out))
}

// operand gives the values of a formula that are only read: those of a line
// where they lie, or else computed into the buffer.
func (e *evaluator) operand(n *node, first abnd.Year, buffer []float64) []float64 {
	if n.op == opRef || n.op == opPrev {
		shift := 0
		if n.op == opPrev {
			shift = -1
		}
		if l := e.model.lines[n.line]; l.IsSeries() {
			if from := int(first-l.Years.First) + shift; from >= 0 {
				at := int(e.program.offsets[n.line]) + from
				return e.values[at : at+len(buffer)]
			}
		}
	}
	e.eval(n, first, buffer)
	return buffer
}

func (e *evaluator) binary(n *node, first abnd.Year, out []float64) {
	buffer := e.borrow(len(out))
	// The left side may be computed into out, which is then read and written
	// place by place.
	left := e.operand(e.kid(n, 0), first, out)[:len(out)]
	right := e.operand(e.kid(n, 1), first, buffer)[:len(out)]
	switch n.op {
	case opAdd:
		for i := range out {
			out[i] = left[i] + right[i]
		}
	case opSub:
		for i := range out {
			out[i] = left[i] - right[i]
		}
	case opMul:
		for i := range out {
			out[i] = left[i] * right[i]
		}
	case opDiv:
		for i := range out {
			out[i] = left[i] / right[i]
		}
	case opPow:
		for i := range out {
			out[i] = power(left[i], right[i])
		}
	case opLess:
		for i := range out {
			out[i] = truth(left[i] < right[i])
		}
	case opLessEqual:
		for i := range out {
			out[i] = truth(left[i] <= right[i])
		}
	case opEqual:
		for i := range out {
			out[i] = truth(left[i] == right[i])
		}
	}
	e.release(len(out))
}

// power is [samebits.Pow], but for unknown values: those to the power of zero are
// unknown, not one.
func power(base, exponent float64) float64 {
	if isUnknown(base) || isUnknown(exponent) {
		return unknown
	}
	return samebits.Pow(base, exponent)
}

func fill(out []float64, x float64) {
	for i := range out {
		out[i] = x
	}
}

func truth(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// prefixSums answers how many people there are between two ages without
// adding them up each time.
type prefixSums struct {
	years abnd.Years
	sums  [2][]float64 // by sex, female first: [year][age+1]
}

func newPrefixSums(p *abnd.Population) *prefixSums {
	const width = abnd.MaxAge + 2
	s := &prefixSums{years: p.Years()}
	for i, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		s.sums[i] = make([]float64, width*p.Years().Len())
		for y, year := range p.Years().All() {
			sums := s.sums[i][y*width : (y+1)*width]
			for age, n := range p.Ages(year, sex) {
				sums[age+1] = sums[age] + n
			}
		}
	}
	return s
}

// between counts the ages a with lo <= a <= hi; the bounds need not be whole.
func (s *prefixSums) between(year abnd.Year, male bool, lo, hi float64) float64 {
	if isUnknown(lo) || isUnknown(hi) || !s.years.Contains(year) {
		return unknown
	}
	from := int(max(math.Ceil(lo), 0))
	to := int(min(math.Floor(hi), abnd.MaxAge)) + 1
	if to <= from {
		return 0
	}
	sums := s.sums[0]
	if male {
		sums = s.sums[1]
	}
	row := sums[int(year-s.years.First)*(abnd.MaxAge+2):]
	return row[to] - row[from]
}
