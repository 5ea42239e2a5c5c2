package model

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
	case batchSelect:
		return []int32{v.a, v.b, v.c}
	case batchAdd, batchSub, batchMul, batchDiv, batchPow, batchLess, batchLessEqual, batchEqual, batchMin, batchMax, batchFemale, batchMale:
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
