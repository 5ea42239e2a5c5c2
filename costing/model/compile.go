package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Compile checks the model and derives the order of evaluation. All faults
// are reported in one pass: a reference to no line, units that do not fit,
// years that are not covered, a cycle. Calling it again does nothing.
func (m *Model) Compile() error {
	if m.program != nil {
		return nil
	}
	c := newCompiler(m)
	var unread, faults []error
	units, visit := &unitReading{m}, c.visit
	for i, l := range m.lines {
		c.place(i)
		if wrong := c.readsOf(l, visit); len(wrong) > 0 {
			unread = append(unread, wrong...)
			continue
		}
		if l.IsInput() {
			continue
		}
		if err := units.want(l.Formula, l.Unit); err != nil {
			faults = append(faults, fmt.Errorf("line %s: %w", l.Key, err))
			continue
		}
		c.program.roots[i] = c.nodes.root(Read(l.Formula, c.nodes))
	}
	c.begins = append(c.begins, int32(len(c.reads)))
	if err := errors.Join(unread...); err != nil {
		return err
	}
	steps, cycles := c.order()
	if err := errors.Join(append(faults, cycles...)...); err != nil {
		return err
	}
	p := c.program
	p.steps, p.nodes, p.depth = steps, c.nodes.all, c.nodes.depth
	if m.population != nil {
		p.population = newPrefixSums(m.population)
	}
	m.program = p
	return nil
}

// compiler compiles a model: of thousands of lines, so what it knows of one it
// keeps in few bytes.
type compiler struct {
	model   *Model
	program *program
	nodes   *translation
	// reads are the lines that formulas read, those of one line after those of
	// another; begins is where those of each begin.
	reads  []reading
	begins []int32
	line   *Line   // whose formula is being read
	faults []error // that were found in it
}

// About so many lines a line reads, and so many nodes its formula has.
const readsExpected, nodesExpected = 4, 6

func newCompiler(m *Model) *compiler {
	n := len(m.lines)
	return &compiler{
		model: m, program: &program{offsets: make([]int32, n), roots: make([]int32, n)},
		nodes: &translation{model: m, all: make([]node, 0, nodesExpected*n)},
		reads: make([]reading, 0, readsExpected*n), begins: make([]int32, 0, n+1),
	}
}

// place gives a line its place among the values.
func (c *compiler) place(i int) {
	p, width := c.program, c.model.lines[i].width()
	p.offsets[i], p.roots[i] = int32(p.size), noFormula
	p.size += width
	p.longest = max(p.longest, width)
}

// reading is a line, by its place in the model, that a formula reads, and in
// which year.
type reading struct {
	line int32
	at   lag
}

// of are the readings of a line.
func (c *compiler) of(line int) []reading { return c.reads[c.begins[line]:c.begins[line+1]] }

// readsOf notes what the formula of a line reads. It finds a formula that names
// no line, or a line that does not span the years in which it is read.
func (c *compiler) readsOf(l *Line, visit func(Key, lag)) (faults []error) {
	c.line, c.faults = l, nil
	c.begins = append(c.begins, int32(len(c.reads)))
	walk(l.Formula, visit)
	return c.faults
}

func (c *compiler) visit(key Key, at lag) {
	l := c.line
	fail := func(format string, args ...any) { c.faults = append(c.faults, fmt.Errorf(format, args...)) }
	if at == ofColumn {
		if !l.IsSeries() {
			fail("line %s: one cell has no year of its own, so it cannot count people or read the year", l.Key)
		}
		return
	}
	j, ok := c.model.index[key]
	if !ok {
		fail("line %s: there is no line %s", l.Key, key)
		return
	}
	c.reads = append(c.reads, reading{int32(j), at})
	read := c.model.lines[j]
	switch {
	case !read.IsSeries() && at != sameYear:
		fail("line %s: %s is one cell and has no other years", l.Key, key)
	case read.IsSeries() && !l.IsSeries() && at != anyYear:
		fail("line %s: one cell cannot read the series %s without a year", l.Key, key)
	case read.IsSeries() && at != anyYear && !read.Years.Covers(l.Years):
		fail("line %s (%s): %s has the years %s only", l.Key, l.Years, key, read.Years)
	}
}

// order groups the lines into steps, each computable from those before it.
// Lines that read one another's past, or one that reads its own, are a step
// that runs year by year. The groups are the strongly connected components of
// the references (Tarjan, R. (1972), Depth-first search and linear graph
// algorithms, SIAM J. Comput. 1(2)); inside one, references to the same year
// must not cycle.
func (c *compiler) order() (steps []step, cycles []error) {
	m := c.model
	sorted := make([]int32, 0, len(m.lines))
	// Lines one after another, of which each is a group of its own, are one step.
	plain := 0
	end := func() {
		if plain < len(sorted) {
			steps = append(steps, step{lines: sorted[plain:]})
		}
		plain = len(sorted)
	}
	components(len(m.lines), c.of, func(group []int32) {
		first := int(group[0])
		if len(group) == 1 && !slices.ContainsFunc(c.of(first), func(r reading) bool { return r.line == group[0] }) {
			if !m.lines[first].IsInput() {
				sorted = append(sorted, group[0])
			}
			return
		}
		// The references inside the group, by place in it: there are many
		// small groups among thousands of lines.
		within := func(at lag) [][]reading {
			kept := make([][]reading, len(group))
			for n, i := range group {
				for _, r := range c.of(int(i)) {
					if place, inside := slices.BinarySearch(group, r.line); inside && r.at == at {
						kept[n] = append(kept[n], reading{int32(place), at})
					}
				}
			}
			return kept
		}
		for n, read := range within(anyYear) {
			for _, r := range read {
				cycles = append(cycles, fmt.Errorf("line %s reads other years of %s, which depends on it", m.lines[group[n]].Key, m.lines[group[r.line]].Key))
			}
		}
		end()
		same := within(sameYear)
		components(len(group), func(n int) []reading { return same[n] }, func(part []int32) {
			isCycle := len(part) > 1 || slices.ContainsFunc(same[part[0]], func(r reading) bool { return r.line == part[0] })
			begins := len(sorted)
			for _, n := range part {
				sorted = append(sorted, group[n])
			}
			if isCycle {
				cycles = append(cycles, m.cycleError(sorted[begins:]))
			}
		})
		steps = append(steps, step{lines: sorted[plain:], yearByYear: true})
		plain = len(sorted)
	})
	end()
	return steps, cycles
}

func (m *Model) cycleError(lines []int32) error {
	names := make([]string, len(lines))
	for i, l := range lines {
		names[i] = string(m.lines[l].Key)
	}
	slices.Sort(names)
	return fmt.Errorf("these lines depend on one another in a cycle: %s", strings.Join(names, ", "))
}

// components finds the strongly connected components of a graph of n vertices,
// each after those that it refers to, in ascending order. What it gives is
// overwritten by the next.
func components(n int, edges func(int) []reading, found func(group []int32)) {
	const unseen = 0
	var (
		stack   []int32
		number  = make([]int32, n)
		low     = make([]int32, n)
		onStack = make([]bool, n)
		count   int32
		visit   func(int32)
	)
	visit = func(v int32) {
		count++
		number[v], low[v] = count, count
		stack = append(stack, v)
		onStack[v] = true
		for _, r := range edges(int(v)) {
			w := r.line
			if number[w] == unseen {
				visit(w)
				low[v] = min(low[v], low[w])
			} else if onStack[w] {
				low[v] = min(low[v], number[w])
			}
		}
		if low[v] != number[v] {
			return
		}
		cut := len(stack) - 1
		for stack[cut] != v {
			cut--
		}
		group := stack[cut:]
		for _, w := range group {
			onStack[w] = false
		}
		stack = stack[:cut]
		slices.Sort(group)
		found(group)
	}
	for v := range n {
		if number[v] == unseen {
			visit(int32(v))
		}
	}
}

// translation is the reading that makes the nodes which are evaluated. They
// refer to lines by place.
type translation struct {
	model *Model
	all   []node // those that are made, but for the last
	terms []node // of formulas that are being read
	level int    // how deep the formula is that is being read
	depth int    // of the deepest formula
}

// newTranslation is to translate single formulas over a model.
func newTranslation(m *Model) *translation {
	const few = 8 // nodes, and operands of them that are being read
	return &translation{model: m, all: make([]node, 0, few), terms: make([]node, 0, few)}
}

// root adds the node of a whole formula, and gives its place.
func (r *translation) root(n node) int32 {
	r.all = append(r.all, n)
	return int32(len(r.all) - 1)
}

// line is the place of a line that is there.
func (r *translation) line(key Key) int32 {
	return int32(r.model.index[key])
}

// under adds the operands of a node, which read makes, side by side.
func (r *translation) under(n node, operands int, read func(int) node) node {
	begins := len(r.terms)
	r.level++
	for i := range operands {
		r.terms = append(r.terms, read(i))
	}
	r.level--
	n.kids, n.count = int32(len(r.all)), int32(operands)
	r.all = append(r.all, r.terms[begins:]...)
	r.terms = r.terms[:begins]
	return n
}

// made counts a node for the depth of its formula.
func (r *translation) made(n node) node {
	r.depth = max(r.depth, r.level+1)
	return n
}

func (r *translation) nodes(n node, terms ...Expr) node {
	return r.under(r.made(n), len(terms), func(i int) node { return Read(terms[i], r) })
}

func (r *translation) conds(n node, terms []Cond) node {
	return r.under(r.made(n), len(terms), func(i int) node { return ReadCond(terms[i], r) })
}

func (r *translation) Zero() node     { return r.made(node{op: opZero}) }
func (r *translation) One() node      { return r.made(node{op: opOne}) }
func (r *translation) Unknown() node  { return r.made(node{op: opUnknown}) }
func (r *translation) ThisYear() node { return r.made(node{op: opYear}) }
func (r *translation) Ref(e Ref) node { return r.made(node{op: opRef, line: r.line(e.Key)}) }
func (r *translation) Prev(e Prev) node {
	return r.made(node{op: opPrev, line: r.line(e.Key)})
}

func (r *translation) Total(e Total) node { return r.nodes(node{op: opTotal}, e.Terms...) }
func (r *translation) Binary(e Binary) node {
	return r.nodes(node{op: opAdd + opcode(e.Op)}, e.L, e.R)
}

func (r *translation) At(e At) node { return r.nodes(node{op: opAt, line: r.line(e.Key)}, e.Year) }

func (r *translation) People(e People) node {
	op := opFemale
	if e.Sex == abnd.Male {
		op = opMale
	}
	return r.nodes(node{op: op}, e.Lo, e.Hi)
}

func (r *translation) Extreme(e Extreme) node {
	op := opMin
	if e.Greatest {
		op = opMax
	}
	return r.nodes(node{op: op}, e.Terms...)
}

func (r *translation) Apply(e Apply) node {
	return r.nodes(node{op: opApply, line: int32(e.Function)}, e.X)
}

func (r *translation) If(e If) node {
	return r.under(r.made(node{op: opIf}), 3, func(i int) node {
		switch i {
		case 0:
			return ReadCond(e.Cond, r)
		case 1:
			return Read(e.Then, r)
		}
		return Read(e.Else, r)
	})
}

func (r *translation) Choose(e Choose) node {
	return r.nodes(node{op: opChoose, line: r.line(e.On)}, e.Branches...)
}

func (r *translation) Compare(c Compare) node {
	return r.nodes(node{op: opAdd + opcode(c.Op)}, c.L, c.R)
}
func (r *translation) All(c All) node     { return r.conds(node{op: opAll}, c.Terms) }
func (r *translation) Any(c Any) node     { return r.conds(node{op: opAny}, c.Terms) }
func (r *translation) Known(c Known) node { return r.made(node{op: opKnown, line: r.line(c.Key)}) }

func (r *translation) Is(c Is) node {
	line := r.line(c.Key)
	return r.made(node{op: opIs, line: line, kids: int32(r.model.lines[line].List.Index(c.Code))})
}
