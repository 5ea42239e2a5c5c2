package model

import (
	"fmt"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
)

// Batch makes a batch that draws some inputs of the projection's model and
// wants some of its values; every other input keeps its value. What is drawn is
// known in every draw, but for the inputs of lines that may be blank; a choice is
// drawn as the place of its code. It panics where a drawn cell is no input, or a
// wanted one does not exist.
func (p *Projection) Batch(drawn, wanted []Cell) *Batch {
	c := &batchCompiler{
		projection: p, program: p.model.program, leaves: map[int]map[int]operand{},
		memo: map[int][]operand{}, numbers: map[value]int32{},
	}
	for i, cell := range drawn {
		c.draw(i, cell)
	}
	c.findDependents()
	roots := make([]operand, len(wanted))
	for i, cell := range wanted {
		l, at := c.find(cell)
		roots[i] = c.value(l, at)
	}
	return c.allocate(len(drawn), roots)
}

// operand is a number, or the place of a value in the list of values; -1 for
// a number.
type operand struct {
	at     int32
	number float64
}

func constant(x float64) operand   { return operand{-1, x} }
func (o operand) isConstant() bool { return o.at < 0 }
func (o operand) same(p operand) bool {
	if o.isConstant() && p.isConstant() {
		return math.Float64bits(o.number) == math.Float64bits(p.number)
	}
	return o.at == p.at
}

// value is one operation before slots are given out. Equal values are one:
// what several scenarios have in common is computed once.
type value struct {
	op      batchOp
	a, b, c int32
	x       uint64 // the bits of the constant
}

// The values that no operation makes.
const (
	drawnValue batchOp = 254
	fillValue  batchOp = 255
)

type batchCompiler struct {
	projection *Projection
	program    *program
	leaves     map[int]map[int]operand // drawn cells, by line and year from 0
	mayBeBlank []bool                  // by drawn cell
	dependents []bool                  // by line
	memo       map[int][]operand       // by line and year
	values     []value
	numbers    map[value]int32
	tables     [][]int32 // of gathers: places in values
}

// find is the line of a cell, and the place of its year from 0.
func (c *batchCompiler) find(cell Cell) (line, at int) {
	m := c.projection.model
	l := m.Line(cell.Key)
	if l.IsSeries() {
		if !l.Years.Contains(cell.Year) {
			panic(fmt.Sprintf("model: line %q has no year %d", cell.Key, cell.Year))
		}
		at = int(cell.Year - l.Years.First)
	}
	return m.index[cell.Key], at
}

func (c *batchCompiler) draw(i int, cell Cell) {
	line, at := c.find(cell)
	l := c.projection.model.lines[line]
	if !l.IsInput() {
		panic(fmt.Sprintf("model: line %q is no input that can be drawn", cell.Key))
	}
	c.mayBeBlank = append(c.mayBeBlank, l.Blankable)
	if c.leaves[line] == nil {
		c.leaves[line] = map[int]operand{}
	}
	c.leaves[line][at] = c.add(value{op: drawnValue, a: int32(i)})
}

// findDependents marks the lines that a drawn input can move.
func (c *batchCompiler) findDependents() {
	m := c.projection.model
	c.dependents = make([]bool, len(m.lines))
	for line := range c.leaves {
		c.dependents[line] = true
	}
	moves := func(line int32) (moved bool) {
		walk(m.lines[line].Formula, func(key Key, at lag) {
			moved = moved || at != ofColumn && c.dependents[m.index[key]]
		})
		return moved
	}
	for _, s := range c.program.steps {
		together := s.yearByYear && slices.ContainsFunc(s.lines, moves)
		for _, i := range s.lines {
			c.dependents[i] = c.dependents[i] || together || !s.yearByYear && moves(i)
		}
	}
}

// value is that of a line in a year.
func (c *batchCompiler) value(line, at int) operand {
	l := c.projection.model.lines[line]
	if !c.dependents[line] {
		return c.published(line, at)
	}
	if l.IsInput() {
		if leaf, ok := c.leaves[line][at]; ok {
			return leaf
		}
		return c.published(line, at)
	}
	memo := c.memo[line]
	if memo == nil {
		memo = make([]operand, l.width())
		for i := range memo {
			memo[i].at = notYet
		}
		c.memo[line] = memo
	}
	if memo[at].at == notYet {
		memo[at] = c.node(&c.program.nodes[c.program.roots[line]], l.Years.First+abnd.Year(at))
	}
	return memo[at]
}

const notYet = -2

func (c *batchCompiler) published(line, at int) operand {
	return constant(c.projection.values[int(c.program.offsets[line])+at])
}

// read is a line's value in the year, or in one before it.
func (c *batchCompiler) read(line int, year abnd.Year) operand {
	l := c.projection.model.lines[line]
	switch {
	case !l.IsSeries():
		return c.value(line, 0)
	case !l.Years.Contains(year):
		return constant(unknown)
	}
	return c.value(line, int(year-l.Years.First))
}

// kid is an operand of a node.
func (c *batchCompiler) kid(n *node, i int32) *node { return &c.program.nodes[n.kids+i] }

// node computes a formula in a year as [evaluator.eval] does, as far as it is
// the same in every draw, and adds operations for the rest.
func (c *batchCompiler) node(n *node, year abnd.Year) operand {
	kid := func(i int32) operand { return c.node(c.kid(n, i), year) }
	switch n.op {
	case opZero:
		return constant(0)
	case opOne:
		return constant(1)
	case opUnknown:
		return constant(unknown)
	case opYear:
		return constant(float64(year))
	case opRef:
		return c.read(int(n.line), year)
	case opPrev:
		return c.read(int(n.line), year-1)
	case opAt:
		return c.readAt(int(n.line), kid(0))
	case opFemale, opMale:
		return c.people(n, year, kid(0), kid(1))
	case opKnown:
		return c.known(c.read(int(n.line), year))
	case opIs:
		return c.binary(opEqual, c.read(int(n.line), year), constant(float64(n.kids)))
	case opApply:
		x := kid(0)
		if x.isConstant() {
			return constant(Function(n.line).Of(x.number))
		}
		return c.add(value{op: batchApply, a: x.at, c: n.line})
	case opChoose:
		return c.choose(n, year)
	case opIf:
		return c.branch(n, year)
	case opTotal, opMin, opMax, opAll, opAny:
		return c.fold(n, year)
	}
	return c.binary(n.op, kid(0), kid(1))
}

func (c *batchCompiler) readAt(line int, year operand) operand {
	l := c.projection.model.lines[line]
	if year.isConstant() {
		y := year.number
		if isUnknown(y) || y != math.Trunc(y) || !l.Years.Contains(abnd.Year(y)) {
			return constant(unknown)
		}
		return c.read(line, abnd.Year(y))
	}
	table := make([]int32, l.width())
	for i := range table {
		table[i] = c.filled(c.value(line, i)).at
	}
	c.tables = append(c.tables, table)
	return c.add(value{op: batchGather, a: year.at, c: int32(len(c.tables) - 1), x: math.Float64bits(float64(l.Years.First))})
}

func (c *batchCompiler) people(n *node, year abnd.Year, lo, hi operand) operand {
	op, male := batchFemale, n.op == opMale
	if male {
		op = batchMale
	}
	if lo.isConstant() && hi.isConstant() {
		return constant(c.program.population.between(year, male, lo.number, hi.number))
	}
	return c.add(value{op: op, a: c.filled(lo).at, b: c.filled(hi).at, c: int32(year)})
}

func (c *batchCompiler) branch(n *node, year abnd.Year) operand {
	holds := c.node(c.kid(n, 0), year)
	if holds.isConstant() {
		if holds.number == 0 {
			return c.node(c.kid(n, 2), year)
		}
		return c.node(c.kid(n, 1), year)
	}
	return c.selected(holds, c.node(c.kid(n, 1), year), c.node(c.kid(n, 2), year))
}

// selected is one of two values, by a condition that the draws decide.
func (c *batchCompiler) selected(holds, then, otherwise operand) operand {
	if then.same(otherwise) {
		return then
	}
	return c.add(value{op: batchSelect, a: holds.at, b: c.filled(then).at, c: c.filled(otherwise).at})
}

// known asks whether a value is known.
func (c *batchCompiler) known(x operand) operand {
	if x.isConstant() {
		return constant(truth(!isUnknown(x.number)))
	}
	if v := c.values[x.at]; v.op == drawnValue && !c.mayBeBlank[v.a] {
		return constant(1)
	}
	return c.add(value{op: batchKnown, a: x.at})
}

// choose computes the branch of a choice; every branch where draws decide it.
func (c *batchCompiler) choose(n *node, year abnd.Year) operand {
	choice := c.read(int(n.line), year)
	if choice.isConstant() {
		if isUnknown(choice.number) {
			return constant(unknown)
		}
		return c.node(c.kid(n, int32(choice.number)), year)
	}
	last := n.count - 1
	chosen := c.node(c.kid(n, last), year)
	if !c.known(choice).isConstant() {
		chosen = c.selected(c.binary(opEqual, choice, constant(float64(last))), chosen, constant(unknown))
	}
	for i := last - 1; i >= 0; i-- {
		chosen = c.selected(c.binary(opEqual, choice, constant(float64(i))), c.node(c.kid(n, i), year), chosen)
	}
	return chosen
}

func (c *batchCompiler) fold(n *node, year abnd.Year) operand {
	if n.count == 0 {
		return constant(truth(n.op == opAll))
	}
	op := map[opcode]opcode{opTotal: opAdd, opMin: opMin, opAll: opMin, opMax: opMax, opAny: opMax}[n.op]
	result := c.node(c.kid(n, 0), year)
	for i := int32(1); i < n.count; i++ {
		term := c.node(c.kid(n, i), year)
		// Conditions are 0 or 1: one that always fails, or always holds, can
		// decide alone or have no say.
		if n.op == opAll || n.op == opAny {
			decides := truth(n.op == opAny)
			switch {
			case result.isConstant() && result.number == decides, term.isConstant() && term.number == decides:
				result = constant(decides)
				continue
			case result.isConstant():
				result = term
				continue
			case term.isConstant():
				continue
			}
		}
		result = c.binary(op, result, term)
	}
	return result
}

// batchOps are the operations of two slots by operator.
var batchOps = map[opcode]batchOp{
	opAdd: batchAdd, opSub: batchSub, opMul: batchMul, opDiv: batchDiv, opPow: batchPow,
	opLess: batchLess, opLessEqual: batchLessEqual, opEqual: batchEqual, opMin: batchMin, opMax: batchMax,
}

func (c *batchCompiler) binary(op opcode, l, r operand) operand {
	switch {
	case l.isConstant() && r.isConstant():
		return constant(apply(op, l.number, r.number))
	case r.isConstant() && neutral(op, r.number):
		return l
	case l.isConstant() && neutral(op, l.number) && (op == opAdd || op == opMul):
		return r
	}
	withNumber := func(op batchOp, o operand, x float64) operand {
		return c.add(value{op: op, a: o.at, x: math.Float64bits(x)})
	}
	switch {
	case op == opAdd && r.isConstant():
		return withNumber(batchAddConst, l, r.number)
	case op == opAdd && l.isConstant():
		return withNumber(batchAddConst, r, l.number)
	case op == opSub && r.isConstant():
		return withNumber(batchAddConst, l, -r.number)
	case op == opMul && r.isConstant():
		return withNumber(batchMulConst, l, r.number)
	case op == opMul && l.isConstant():
		return withNumber(batchMulConst, r, l.number)
	}
	return c.add(value{op: batchOps[op], a: c.filled(l).at, b: c.filled(r).at})
}

// neutral says whether the operation leaves every number as it is.
func neutral(op opcode, x float64) bool {
	switch op {
	case opAdd, opSub:
		return x == 0
	case opMul, opDiv:
		return x == 1
	}
	return false
}

// apply computes one operation.
func apply(op opcode, l, r float64) float64 {
	switch op {
	case opAdd:
		return l + r
	case opSub:
		return l - r
	case opMul:
		return l * r
	case opDiv:
		return l / r
	case opPow:
		return power(l, r)
	case opLess:
		return truth(l < r)
	case opLessEqual:
		return truth(l <= r)
	case opEqual:
		return truth(l == r)
	case opMin:
		return min(l, r)
	case opMax:
		return max(l, r)
	}
	panic("model: unknown operator")
}

// add adds a value, or finds the equal one.
func (c *batchCompiler) add(v value) operand {
	at, ok := c.numbers[v]
	if !ok {
		at = int32(len(c.values))
		c.numbers[v] = at
		c.values = append(c.values, v)
	}
	return operand{at: at}
}

// filled makes a slot of a constant, for operations that take slots only.
func (c *batchCompiler) filled(o operand) operand {
	if !o.isConstant() {
		return o
	}
	return c.add(value{op: fillValue, x: math.Float64bits(o.number)})
}
