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
	if err := m.checkReferences(); err != nil {
		return err
	}
	var faults []error
	for i := range m.lines {
		l := &m.lines[i]
		if l.IsInput() {
			continue
		}
		if err := m.wantUnit(l.Formula, l.Unit); err != nil {
			faults = append(faults, fmt.Errorf("line %s: %w", l.Key, err))
		}
	}
	steps, cycles := m.order()
	faults = append(faults, cycles...)
	if err := errors.Join(faults...); err != nil {
		return err
	}
	m.program = m.translate(steps)
	return nil
}

// checkReferences finds formulas that name no line, or a line that does not
// span the years in which it is read.
func (m *Model) checkReferences() error {
	var faults []error
	for i := range m.lines {
		l := &m.lines[i]
		walk(l.Formula, func(key Key, at lag) {
			if at == ofColumn {
				if !l.IsSeries() {
					faults = append(faults, fmt.Errorf("line %s: one cell has no year of its own, so it cannot count people or read the year", l.Key))
				}
				return
			}
			j, ok := m.index[key]
			if !ok {
				faults = append(faults, fmt.Errorf("line %s: there is no line %s", l.Key, key))
				return
			}
			read := &m.lines[j]
			switch {
			case !read.IsSeries() && at != sameYear:
				faults = append(faults, fmt.Errorf("line %s: %s is one cell and has no other years", l.Key, key))
			case read.IsSeries() && !l.IsSeries() && at != anyYear:
				faults = append(faults, fmt.Errorf("line %s: one cell cannot read the series %s without a year", l.Key, key))
			case read.IsSeries() && at != anyYear && !read.Years.Covers(l.Years):
				faults = append(faults, fmt.Errorf("line %s (%s): %s has the years %s only", l.Key, l.Years, key, read.Years))
			}
		})
	}
	return errors.Join(faults...)
}

// order groups the lines into steps, each computable from those before it. A
// step of several lines, or of one that reads its own past, runs year by
// year. The groups are the strongly connected components of the references
// (Tarjan, R. (1972), Depth-first search and linear graph algorithms, SIAM
// J. Comput. 1(2)); inside one, references to the same year must not cycle.
func (m *Model) order() (steps [][]int, cycles []error) {
	edges := make([][]int, len(m.lines))
	sameYearEdges := make([][]int, len(m.lines))
	wholeEdges := make([][]int, len(m.lines))
	for i := range m.lines {
		walk(m.lines[i].Formula, func(key Key, at lag) {
			if at == ofColumn {
				return
			}
			j := m.index[key]
			edges[i] = append(edges[i], j)
			switch at {
			case sameYear:
				sameYearEdges[i] = append(sameYearEdges[i], j)
			case anyYear:
				wholeEdges[i] = append(wholeEdges[i], j)
			}
		})
	}
	for _, group := range components(edges) {
		if len(group) == 1 && !slices.Contains(edges[group[0]], group[0]) {
			steps = append(steps, group)
			continue
		}
		// The references inside the group, by place in it: there are many
		// small groups among thousands of lines.
		within := func(all [][]int) [][]int {
			kept := make([][]int, len(group))
			for n, i := range group {
				for _, j := range all[i] {
					if at, inside := slices.BinarySearch(group, j); inside {
						kept[n] = append(kept[n], at)
					}
				}
			}
			return kept
		}
		for n, read := range within(wholeEdges) {
			for _, at := range read {
				cycles = append(cycles, fmt.Errorf("line %s reads other years of %s, which depends on it", m.lines[group[n]].Key, m.lines[group[at]].Key))
			}
		}
		same := within(sameYearEdges)
		var step []int
		for _, part := range components(same) {
			isCycle := len(part) > 1 || slices.Contains(same[part[0]], part[0])
			for n, at := range part {
				part[n] = group[at]
			}
			if isCycle {
				cycles = append(cycles, m.cycleError(part))
			}
			step = append(step, part...)
		}
		steps = append(steps, step)
	}
	return steps, cycles
}

func (m *Model) cycleError(lines []int) error {
	names := make([]string, len(lines))
	for i, l := range lines {
		names[i] = string(m.lines[l].Key)
	}
	slices.Sort(names)
	return fmt.Errorf("these lines depend on one another in a cycle: %s", strings.Join(names, ", "))
}

// components returns the strongly connected components of the graph, each
// after those that it refers to, in ascending order.
func components(edges [][]int) [][]int {
	const unseen = 0
	var (
		found   [][]int
		stack   []int
		number  = make([]int, len(edges))
		low     = make([]int, len(edges))
		onStack = make([]bool, len(edges))
		count   int
		visit   func(int)
	)
	visit = func(v int) {
		count++
		number[v], low[v] = count, count
		stack = append(stack, v)
		onStack[v] = true
		for _, w := range edges[v] {
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
		group := slices.Clone(stack[cut:])
		for _, w := range group {
			onStack[w] = false
		}
		stack = stack[:cut]
		slices.Sort(group)
		found = append(found, group)
	}
	for v := range edges {
		if number[v] == unseen {
			visit(v)
		}
	}
	return found
}

// translate turns the formulas into nodes that refer to lines by place.
func (m *Model) translate(steps [][]int) *program {
	p := &program{offsets: make([]int, len(m.lines)), roots: make([]*node, len(m.lines))}
	for i := range m.lines {
		p.offsets[i] = p.size
		p.size += m.lines[i].width()
		p.longest = max(p.longest, m.lines[i].width())
		if !m.lines[i].IsInput() {
			p.roots[i] = m.node(m.lines[i].Formula)
			p.depth = max(p.depth, p.roots[i].depth())
		}
	}
	for _, lines := range steps {
		s := step{lines: lines}
		for _, i := range lines {
			walk(m.lines[i].Formula, func(key Key, at lag) {
				if at == yearBefore && slices.Contains(lines, m.index[key]) {
					s.yearByYear = true
				}
			})
		}
		p.steps = append(p.steps, s)
	}
	if m.population != nil {
		p.population = newPrefixSums(m.population)
	}
	return p
}

func (m *Model) node(e Expr) *node     { return Read(e, translation{m}) }
func (m *Model) condNode(c Cond) *node { return ReadCond(c, translation{m}) }

// translation is the reading that makes the nodes which are evaluated.
type translation struct{ model *Model }

func (r translation) nodes(terms ...Expr) []*node {
	out := make([]*node, len(terms))
	for i, t := range terms {
		out[i] = Read(t, r)
	}
	return out
}

func (r translation) conds(terms []Cond) []*node {
	out := make([]*node, len(terms))
	for i, t := range terms {
		out[i] = ReadCond(t, r)
	}
	return out
}

func (r translation) Zero() *node         { return &node{op: opZero} }
func (r translation) One() *node          { return &node{op: opOne} }
func (r translation) Unknown() *node      { return &node{op: opUnknown} }
func (r translation) ThisYear() *node     { return &node{op: opYear} }
func (r translation) Ref(e Ref) *node     { return &node{op: opRef, line: r.model.index[e.Key]} }
func (r translation) Prev(e Prev) *node   { return &node{op: opPrev, line: r.model.index[e.Key]} }
func (r translation) Total(e Total) *node { return &node{op: opTotal, kids: r.nodes(e.Terms...)} }
func (r translation) Binary(e Binary) *node {
	return &node{op: opAdd + opcode(e.Op), kids: r.nodes(e.L, e.R)}
}

func (r translation) At(e At) *node {
	return &node{op: opAt, line: r.model.index[e.Key], kids: r.nodes(e.Year)}
}

func (r translation) People(e People) *node {
	op := opFemale
	if e.Sex == abnd.Male {
		op = opMale
	}
	return &node{op: op, kids: r.nodes(e.Lo, e.Hi)}
}

func (r translation) Extreme(e Extreme) *node {
	op := opMin
	if e.Greatest {
		op = opMax
	}
	return &node{op: op, kids: r.nodes(e.Terms...)}
}

func (r translation) Apply(e Apply) *node {
	return &node{op: opApply, code: int(e.Function), kids: r.nodes(e.X)}
}

func (r translation) If(e If) *node {
	return &node{op: opIf, kids: []*node{ReadCond(e.Cond, r), Read(e.Then, r), Read(e.Else, r)}}
}

func (r translation) Choose(e Choose) *node {
	return &node{op: opChoose, line: r.model.index[e.On], kids: r.nodes(e.Branches...)}
}

func (r translation) Compare(c Compare) *node {
	return &node{op: opAdd + opcode(c.Op), kids: r.nodes(c.L, c.R)}
}
func (r translation) All(c All) *node     { return &node{op: opAll, kids: r.conds(c.Terms)} }
func (r translation) Any(c Any) *node     { return &node{op: opAny, kids: r.conds(c.Terms)} }
func (r translation) Known(c Known) *node { return &node{op: opKnown, line: r.model.index[c.Key]} }

func (r translation) Is(c Is) *node {
	return &node{op: opIs, line: r.model.index[c.Key], code: r.model.Line(c.Key).List.Index(c.Code)}
}
