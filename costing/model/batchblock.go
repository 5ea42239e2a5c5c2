package model

import (
	"gonum.org/v1/gonum/floats"

	"github.com/openabnd/engine/abnd"
)

// step runs one operation over a chunk of draws. What gonum does with the
// processor's vectors is left to it. It adds and subtracts as 1 × x + y and
// −1 × x + y, which are exact, fused or not; its other scaled sums are not
// used, because a processor that fuses them rounds once instead of twice.
func (b *Batch) step(t *instruction, w [][]float64) {
	out := w[t.dst]
	a := w[t.a][:len(out)]
	switch t.op {
	case batchAdd:
		floats.AddTo(out, a, w[t.b])
	case batchAddConst:
		x := t.x
		for i := range out {
			out[i] = a[i] + x
		}
	case batchSub:
		floats.SubTo(out, a, w[t.b])
	case batchMul:
		r := w[t.b][:len(out)]
		for i := range out {
			out[i] = a[i] * r[i]
		}
	case batchMulConst:
		floats.ScaleTo(out, t.x, a)
	case batchDiv:
		floats.DivTo(out, a, w[t.b])
	case batchCopy:
		copy(out, a)
	default:
		b.rarely(t, w, out, a)
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
	case batchApply:
		for i, x := range a {
			out[i] = Function(t.c).Of(x)
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
		panic("model: unknown operation")
	}
}
