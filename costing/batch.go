package costing

import (
	"fmt"
	"math"

	"github.com/openabnd/engine/abnd"
)

// Cell is one value of a model: a line in a year. The year does not matter
// for a single cell.
type Cell struct {
	Key  Key
	Year abnd.Year
}

// Batch computes some values of a model for many draws of some of its inputs
// at once. It is made of the same formulas as [Model.Evaluate], of which it
// keeps what depends on a drawn input and leads to a wanted value; the rest
// is computed once. Each operation runs over a block of draws, in the order of
// the formula, so that drawing the model's own inputs gives the figures of
// Evaluate to the last bit; only a zero may have another sign.
//
// A Batch is not changed by running and may be shared by goroutines, each
// with its own [BatchScratch].
type Batch struct {
	tape       []instruction
	constants  []pinned
	gathers    [][]int32 // slots by year, for reading a year that is drawn
	slots      int
	columns    int
	inputs     int
	places     []Place
	population *prefixSums
}

// Place says where the result of a wanted value is: in a column of the
// output, which several may share, or nowhere because it is the same in every
// draw.
type Place struct {
	Constant bool
	Value    float64 // where Constant; NaN where not known
	Column   int     // where not
}

// pinned is a slot that holds one number in every draw.
type pinned struct {
	slot  int32
	value float64
}

// instruction is one operation over a block: dst = a op b. Slots hold the
// drawn inputs, then the columns of the output, then what lies between.
type instruction struct {
	op        batchOp
	dst, a, b int32
	c         int32 // the third slot, the table of a gather, the year of a count
	x, y      float64
}

type batchOp uint8

const (
	batchAdd batchOp = iota
	batchAddConst
	batchSub
	batchSubConst
	batchConstSub
	batchMul
	batchMulConst
	batchDiv
	batchDivConst
	batchConstDiv
	batchPow
	batchLess
	batchLessEqual
	batchEqual
	batchMin
	batchMax
	batchRound
	batchKnown
	batchSelect
	batchGather
	batchFemale
	batchMale
	batchCopy

	// Two operations in one pass, each rounded as it would be alone.
	batchMulConstTwice    // (a × x) × y
	batchMulConstMul      // (a × x) × b
	batchMulMulConst      // (a × b) × x
	batchMulMul           // (a × b) × c
	batchMulConstAdd      // (a × x) + b
	batchMulAdd           // (a × b) + c
	batchAddConstMulConst // (a + x) × y
	batchAddConstMul      // (a + x) × b
	batchAddAdd           // (a + b) + c
)

// Places says, for each wanted value, where it comes out.
func (b *Batch) Places() []Place { return b.places }

// Columns is the number of columns of the output.
func (b *Batch) Columns() int { return b.columns }

// Operations is the number of operations that one draw takes.
func (b *Batch) Operations() int { return len(b.tape) }

// BatchScratch is what one goroutine needs to run a batch.
type BatchScratch struct {
	size   int
	slots  [][]float64
	window [][]float64
}

// NewScratch makes room for blocks of up to size draws.
func (b *Batch) NewScratch(size int) *BatchScratch {
	s := &BatchScratch{size: size, slots: make([][]float64, b.slots), window: make([][]float64, b.slots)}
	own := b.slots - b.inputs - b.columns
	room := make([]float64, own*size)
	for i := range own {
		s.slots[b.inputs+b.columns+i] = room[i*size : (i+1)*size]
	}
	for _, p := range b.constants {
		fill(s.slots[p.slot], p.value)
	}
	return s
}

// Run computes n draws: in holds the values of each drawn input, out takes
// those of each column. It allocates nothing. It panics where n is more than
// the scratch has room for, or where the columns do not fit.
func (b *Batch) Run(s *BatchScratch, n int, in, out [][]float64) {
	if n > s.size || len(in) != b.inputs || len(out) != b.columns {
		panic(fmt.Sprintf("costing: a batch of %d inputs and %d columns for blocks of %d was given %d, %d and %d", b.inputs, b.columns, s.size, len(in), len(out), n))
	}
	copy(s.slots, in)
	copy(s.slots[b.inputs:], out)
	w := s.window
	for i, slot := range s.slots {
		w[i] = slot[:n]
	}
	for i := range b.tape {
		b.step(&b.tape[i], w)
	}
}

// step runs one operation over the block.
func (b *Batch) step(t *instruction, w [][]float64) {
	out := w[t.dst]
	a := w[t.a][:len(out)]
	switch t.op {
	case batchAdd:
		r := w[t.b][:len(out)]
		for i := range out {
			out[i] = a[i] + r[i]
		}
	case batchAddConst:
		x := t.x
		for i := range out {
			out[i] = a[i] + x
		}
	case batchSub:
		r := w[t.b][:len(out)]
		for i := range out {
			out[i] = a[i] - r[i]
		}
	case batchSubConst:
		x := t.x
		for i := range out {
			out[i] = a[i] - x
		}
	case batchConstSub:
		x := t.x
		for i := range out {
			out[i] = x - a[i]
		}
	case batchMul:
		r := w[t.b][:len(out)]
		for i := range out {
			out[i] = a[i] * r[i]
		}
	case batchMulConst:
		x := t.x
		for i := range out {
			out[i] = a[i] * x
		}
	case batchDiv:
		r := w[t.b][:len(out)]
		for i := range out {
			out[i] = a[i] / r[i]
		}
	case batchDivConst:
		x := t.x
		for i := range out {
			out[i] = a[i] / x
		}
	case batchConstDiv:
		x := t.x
		for i := range out {
			out[i] = x / a[i]
		}
	case batchCopy:
		copy(out, a)
	default:
		if t.op >= batchMulConstTwice {
			double(t, w, out, a)
		} else {
			b.rarely(t, w, out, a)
		}
	}
}

// double runs two operations in one pass. The conversions keep the first
// result from being fused with the second operation without rounding.
func double(t *instruction, w [][]float64, out, a []float64) {
	x, y := t.x, t.y
	r := w[t.b][:len(out)]
	switch t.op {
	case batchMulConstTwice:
		for i := range out {
			out[i] = float64(a[i]*x) * y
		}
	case batchMulConstMul:
		for i := range out {
			out[i] = float64(a[i]*x) * r[i]
		}
	case batchMulMulConst:
		for i := range out {
			out[i] = float64(a[i]*r[i]) * x
		}
	case batchMulMul:
		third := w[t.c][:len(out)]
		for i := range out {
			out[i] = float64(a[i]*r[i]) * third[i]
		}
	case batchMulConstAdd:
		for i := range out {
			out[i] = float64(a[i]*x) + r[i]
		}
	case batchMulAdd:
		third := w[t.c][:len(out)]
		for i := range out {
			out[i] = float64(a[i]*r[i]) + third[i]
		}
	case batchAddConstMulConst:
		for i := range out {
			out[i] = float64(a[i]+x) * y
		}
	case batchAddConstMul:
		for i := range out {
			out[i] = float64(a[i]+x) * r[i]
		}
	case batchAddAdd:
		third := w[t.c][:len(out)]
		for i := range out {
			out[i] = float64(a[i]+r[i]) + third[i]
		}
	default:
		panic("costing: unknown operation")
	}
}

// rarely runs the operations that are not arithmetic of two numbers.
func (b *Batch) rarely(t *instruction, w [][]float64, out, a []float64) {
	switch t.op {
	case batchPow:
		for i, r := range w[t.b] {
			out[i] = power(a[i], r)
		}
	case batchLess:
		for i, r := range w[t.b] {
			out[i] = truth(a[i] < r)
		}
	case batchLessEqual:
		for i, r := range w[t.b] {
			out[i] = truth(a[i] <= r)
		}
	case batchEqual:
		for i, r := range w[t.b] {
			out[i] = truth(a[i] == r)
		}
	case batchMin:
		for i, r := range w[t.b] {
			out[i] = min(a[i], r)
		}
	case batchMax:
		for i, r := range w[t.b] {
			out[i] = max(a[i], r)
		}
	case batchRound:
		for i, x := range a {
			out[i] = math.Round(x)
		}
	case batchKnown:
		for i, x := range a {
			out[i] = truth(!isUnknown(x))
		}
	case batchSelect:
		then, otherwise := w[t.b], w[t.c]
		for i, holds := range a {
			if holds == 0 {
				out[i] = otherwise[i]
			} else {
				out[i] = then[i]
			}
		}
	case batchGather:
		table := b.gathers[t.c]
		first := abnd.Year(t.x)
		for i, year := range a {
			out[i] = unknown
			if y := abnd.Year(year); float64(y) == year && y >= first && int(y-first) < len(table) {
				out[i] = w[table[y-first]][i]
			}
		}
	case batchFemale, batchMale:
		hi := w[t.b]
		for i, lo := range a {
			out[i] = b.population.between(abnd.Year(t.c), t.op == batchMale, lo, hi[i])
		}
	default:
		panic("costing: unknown operation")
	}
}
