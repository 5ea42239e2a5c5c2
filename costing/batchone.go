package costing

import (
	"math"

	"github.com/openabnd/engine/abnd"
)

// runOne computes one draw. v holds every slot.
func (b *Batch) runOne(v []float64, in, out [][]float64) {
	for i, values := range in {
		v[i] = values[0]
	}
	for i := range b.tape {
		t := &b.tape[i]
		a := v[t.a]
		var x float64
		switch t.op {
		case batchAdd:
			x = a + v[t.b]
		case batchAddConst:
			x = a + t.x
		case batchSub:
			x = a - v[t.b]
		case batchMul:
			x = a * v[t.b]
		case batchMulConst:
			x = a * t.x
		case batchDiv:
			x = a / v[t.b]
		case batchPow:
			x = power(a, v[t.b])
		case batchLess:
			x = truth(a < v[t.b])
		case batchLessEqual:
			x = truth(a <= v[t.b])
		case batchEqual:
			x = truth(a == v[t.b])
		case batchMin:
			x = min(a, v[t.b])
		case batchMax:
			x = max(a, v[t.b])
		case batchRound:
			x = math.Round(a)
		case batchKnown:
			x = truth(!isUnknown(a))
		case batchSelect:
			x = v[t.b]
			if a == 0 {
				x = v[t.c]
			}
		case batchGather:
			table := b.gathers[t.c]
			first := abnd.Year(t.x)
			if y := abnd.Year(a); float64(y) == a && y >= first && int(y-first) < len(table) {
				x = v[table[y-first]]
			} else {
				x = unknown
			}
		case batchFemale, batchMale:
			x = b.population.between(abnd.Year(t.c), t.op == batchMale, a, v[t.b])
		case batchCopy:
			x = a
		case batchMulConstMul:
			x = float64(a*t.x) * v[t.b]
		case batchMulMulConst:
			x = float64(a*v[t.b]) * t.x
		case batchMulMul:
			x = float64(a*v[t.b]) * v[t.c]
		case batchMulAdd:
			x = float64(a*v[t.b]) + v[t.c]
		case batchAddConstMul:
			x = float64(a+t.x) * v[t.b]
		case batchAddAdd:
			x = float64(a+v[t.b]) + v[t.c]
		default:
			panic("costing: unknown operation")
		}
		v[t.dst] = x
	}
	for i, values := range out {
		values[0] = v[b.inputs+i]
	}
}
