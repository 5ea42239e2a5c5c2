package costing

import (
	"math"
	"slices"
)

// reads lists the values that one reads.
func (c *batchCompiler) reads(v value) []int32 {
	switch v.op {
	case drawnValue, fillValue:
		return nil
	case batchGather:
		return append([]int32{v.a}, c.tables[v.c]...)
	case batchSelect, batchMulMul, batchMulAdd, batchAddAdd:
		return []int32{v.a, v.b, v.c}
	case batchMulConstMul, batchMulMulConst, batchAddConstMul, batchAdd, batchSub, batchMul, batchDiv, batchPow, batchLess, batchLessEqual, batchEqual, batchMin, batchMax, batchFemale, batchMale:
		return []int32{v.a, v.b}
	}
	return []int32{v.a}
}

// allocate keeps the values that lead to a root, gives each a slot, and gives
// a slot to another value once it has been read for the last time.
func (c *batchCompiler) allocate(inputs int, roots []operand) *Batch {
	b := &Batch{inputs: inputs, population: c.program.population, places: make([]Place, len(roots))}
	last := make([]int, len(c.values)) // where each value is read for the last time; 0 where never
	columns := map[int32]int{}
	for i, r := range roots {
		if r.isConstant() {
			b.places[i] = Place{Constant: true, Value: r.number}
			continue
		}
		if _, ok := columns[r.at]; !ok {
			columns[r.at] = b.columns
			b.columns++
		}
		b.places[i] = Place{Column: columns[r.at]}
		last[r.at] = len(c.values)
	}
	for i := len(c.values) - 1; i >= 0; i-- {
		if last[i] > 0 {
			for _, j := range c.reads(c.values[i]) {
				last[j] = max(last[j], i)
			}
		}
	}
	c.fuse(last)
	slots := make([]int32, len(c.values))
	next := int32(inputs + b.columns)
	var free []int32
	take := func() int32 {
		if n := len(free); n > 0 {
			slot := free[n-1]
			free = free[:n-1]
			return slot
		}
		next++
		return next - 1
	}
	// Constants keep their slots: they are filled once.
	for i, v := range c.values {
		if v.op == fillValue && last[i] > 0 {
			slots[i] = take()
			b.constants = append(b.constants, pinned{slots[i], math.Float64frombits(v.x)})
		}
	}
	for i, v := range c.values {
		if last[i] == 0 || v.op == fillValue {
			continue
		}
		column, isColumn := columns[int32(i)]
		if v.op == drawnValue {
			slots[i] = v.a
			if isColumn {
				b.tape = append(b.tape, instruction{op: batchCopy, dst: int32(inputs + column), a: v.a})
			}
			continue
		}
		t := instruction{op: v.op, c: v.c, x: math.Float64frombits(v.x)}
		read := c.reads(v)
		t.a = slots[read[0]]
		switch {
		case v.op != batchGather && len(read) == 3:
			t.b, t.c = slots[read[1]], slots[read[2]]
		case v.op != batchGather && len(read) == 2:
			t.b = slots[read[1]]
		case v.op == batchGather:
			table := make([]int32, len(read)-1)
			for k, j := range read[1:] {
				table[k] = slots[j]
			}
			t.c = int32(len(b.gathers))
			b.gathers = append(b.gathers, table)
		}
		slices.Sort(read)
		for _, j := range slices.Compact(read) {
			_, kept := columns[j]
			if op := c.values[j].op; last[j] == i && !kept && op != drawnValue && op != fillValue && v.op != batchGather && v.op != batchSelect {
				free = append(free, slots[j])
			}
		}
		if isColumn {
			t.dst = int32(inputs + column)
		} else {
			t.dst = take()
		}
		slots[i] = t.dst
		b.tape = append(b.tape, t)
	}
	b.slots = int(next)
	return b
}

// fuse joins a value that is read once with the operation that reads it, so
// that what lies between is neither written nor read. Both operations stay as
// they are, one after the other.
func (c *batchCompiler) fuse(last []int) {
	uses := make([]int, len(c.values))
	for i, v := range c.values {
		if last[i] > 0 {
			for _, j := range c.reads(v) {
				uses[j]++
			}
		}
	}
	for i := range c.values {
		v := c.values[i]
		if last[i] == 0 {
			continue
		}
		for _, order := range [][2]int32{{v.a, v.b}, {v.b, v.a}} {
			inner, other := order[0], order[1]
			if uses[inner] != 1 || last[inner] != i { // a root lasts longer
				continue
			}
			if joined, ok := join(c.values[inner], v, other); ok {
				c.values[i], last[inner] = joined, 0
				for _, j := range c.reads(joined) {
					last[j] = max(last[j], i)
				}
				break
			}
			if v.op != batchAdd && v.op != batchMul {
				break // the order of the two matters
			}
		}
	}
}

// join makes one value of an operation and the one that reads its result;
// other is what the outer one reads besides.
func join(inner, outer value, other int32) (value, bool) {
	switch {
	case outer.op == batchMulConst && inner.op == batchMul:
		return value{op: batchMulMulConst, a: inner.a, b: inner.b, x: outer.x}, true
	case outer.op == batchMul && inner.op == batchMulConst:
		return value{op: batchMulConstMul, a: inner.a, b: other, x: inner.x}, true
	case outer.op == batchMul && inner.op == batchMul:
		return value{op: batchMulMul, a: inner.a, b: inner.b, c: other}, true
	case outer.op == batchMul && inner.op == batchAddConst:
		return value{op: batchAddConstMul, a: inner.a, b: other, x: inner.x}, true
	case outer.op == batchAdd && inner.op == batchMul:
		return value{op: batchMulAdd, a: inner.a, b: inner.b, c: other}, true
	case outer.op == batchAdd && inner.op == batchAdd:
		return value{op: batchAddAdd, a: inner.a, b: inner.b, c: other}, true
	}
	return value{}, false
}
