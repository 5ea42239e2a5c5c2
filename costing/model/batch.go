package model

import (
	"fmt"

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
	c         int32 // the third slot, the table of a gather, the year of a count, a function
	x         float64
}

type batchOp uint8

const (
	batchAdd batchOp = iota
	batchAddConst
	batchSub
	batchMul
	batchMulConst
	batchDiv
	batchPow
	batchLess
	batchLessEqual
	batchEqual
	batchMin
	batchMax
	batchApply
	batchKnown
	batchSelect
	batchGather
	batchFemale
	batchMale
	batchCopy
)

// Places says, for each wanted value, where it comes out.
func (b *Batch) Places() []Place { return b.places }

// Columns is the number of columns of the output.
func (b *Batch) Columns() int { return b.columns }

// Operations is the number of operations that one draw takes.
func (b *Batch) Operations() int { return len(b.tape) }

// chunk is how many draws are computed at a time: few enough that what lies
// between stays in the processor's nearer caches, and enough that going
// through the operations costs little.
const chunk = 128

// BatchScratch is what one goroutine needs to run a batch.
type BatchScratch struct {
	size   int
	own    [][]float64 // the slots that are neither inputs nor columns
	window [][]float64 // every slot in the draws of a chunk
}

// NewScratch makes room for blocks of up to size draws.
func (b *Batch) NewScratch(size int) *BatchScratch {
	s := &BatchScratch{size: size}
	given := b.inputs + b.columns
	width := min(size, chunk)
	room := make([]float64, (b.slots-given)*width)
	s.own = make([][]float64, b.slots-given)
	for i := range s.own {
		s.own[i] = room[i*width : (i+1)*width]
	}
	for _, p := range b.constants {
		fill(s.own[int(p.slot)-given], p.value)
	}
	s.window = make([][]float64, b.slots)
	return s
}

// Run computes n draws: in holds the values of each drawn input, out takes
// those of each column. It allocates nothing. It panics where n is more than
// the scratch has room for, or where the columns do not fit.
func (b *Batch) Run(s *BatchScratch, n int, in, out [][]float64) {
	if n > s.size || len(in) != b.inputs || len(out) != b.columns {
		panic(fmt.Sprintf("model: a batch of %d inputs and %d columns for blocks of %d was given %d, %d and %d", b.inputs, b.columns, s.size, len(in), len(out), n))
	}
	for first := 0; first < n; first += chunk {
		b.runChunk(s, first, min(first+chunk, n), in, out)
	}
}

// runChunk computes the draws from first to before last.
func (b *Batch) runChunk(s *BatchScratch, first, last int, in, out [][]float64) {
	w := s.window
	for i, values := range in {
		w[i] = values[first:last]
	}
	for i, values := range out {
		w[b.inputs+i] = values[first:last]
	}
	for i, values := range s.own {
		w[b.inputs+b.columns+i] = values[:last-first]
	}
	for i := range b.tape {
		b.step(&b.tape[i], w)
	}
}
