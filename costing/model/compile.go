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
	read, err := m.reads()
	if err != nil {
		return err
	}
	var faults []error
	for _, l := range m.lines {
		if l.IsInput() {
			continue
		}
		if err := m.wantUnit(l.Formula, l.Unit); err != nil {
			faults = append(faults, fmt.Errorf("line %s: %w", l.Key, err))
		}
	}
	steps, cycles := m.order(read)
	faults = append(faults, cycles...)
	if err := errors.Join(faults...); err != nil {
		return err
	}
	m.program = m.translate(steps, read)
	return nil
}

// reading is a line, by its place in the model, that a formula reads, and in
// which year.
type reading struct {
	line int
	at   lag
}

// reads are the lines that the formula of each line reads. It finds formulas
// that name no line, or a line that does not span the years in which it is
// read.
func (m *Model) reads() ([][]reading, error) {
	var faults []error
	reads := make([][]reading, len(m.lines))
	var found []reading
	for i, l := range m.lines {
		found = found[:0]
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
			found = append(found, reading{j, at})
			read := m.lines[j]
			switch {
			case !read.IsSeries() && at != sameYear:
				faults = append(faults, fmt.Errorf("line %s: %s is one cell and has no other years", l.Key, key))
			case read.IsSeries() && !l.IsSeries() && at != anyYear:
				faults = append(faults, fmt.Errorf("line %s: one cell cannot read the series %s without a year", l.Key, key))
			case read.IsSeries() && at != anyYear && !read.Years.Covers(l.Years):
				faults = append(faults, fmt.Errorf("line %s (%s): %s has the years %s only", l.Key, l.Years, key, read.Years))
			}
		})
		reads[i] = slices.Clone(found)
	}
	return reads, errors.Join(faults...)
}

// order groups the lines into steps, each computable from those before it. A
// step of several lines, or of one that reads its own past, runs year by
// year. The groups are the strongly connected components of the references
// (Tarjan, R. (1972), Depth-first search and linear graph algorithms, SIAM
// J. Comput. 1(2)); inside one, references to the same year must not cycle.
func (m *Model) order(reads [][]reading) (steps [][]int, cycles []error) {
	for _, group := range components(reads) {
		if len(group) == 1 && !slices.ContainsFunc(reads[group[0]], func(r reading) bool { return r.line == group[0] }) {
			steps = append(steps, group)
			continue
		}
		// The references inside the group, by place in it: there are many
		// small groups among thousands of lines.
		within := func(at lag) [][]reading {
			kept := make([][]reading, len(group))
			for n, i := range group {
				for _, r := range reads[i] {
					if place, inside := slices.BinarySearch(group, r.line); inside && r.at == at {
						kept[n] = append(kept[n], reading{place, at})
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
		same := within(sameYear)
		var step []int
		for _, part := range components(same) {
			isCycle := len(part) > 1 || slices.ContainsFunc(same[part[0]], func(r reading) bool { return r.line == part[0] })
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
func components(edges [][]reading) [][]int {
	const unseen = 0
	var (
		found   [][]int
		every   = make([]int, 0, len(edges)) // the groups one after another
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
		for _, r := range edges[v] {
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
		at := len(every)
		every = append(every, stack[cut:]...)
		group := every[at:len(every):len(every)]
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
func (m *Model) translate(steps [][]int, reads [][]reading) *program {
	p := &program{offsets: make([]int, len(m.lines)), roots: make([]*node, len(m.lines)), steps: make([]step, 0, len(steps))}
	sharing := &translation{m, make([]*node, len(m.lines))}
	for i := range m.lines {
		p.offsets[i] = p.size
		p.size += m.lines[i].width()
		p.longest = max(p.longest, m.lines[i].width())
		if !m.lines[i].IsInput() {
			p.roots[i] = Read(m.lines[i].Formula, sharing)
			p.depth = max(p.depth, p.roots[i].depth())
		}
	}
	for _, lines := range steps {
		s := step{lines: lines}
		for _, i := range lines {
			s.yearByYear = s.yearByYear || slices.ContainsFunc(reads[i], func(r reading) bool {
				return r.at == yearBefore && slices.Contains(lines, r.line)
			})
		}
		p.steps = append(p.steps, s)
	}
	if m.population != nil {
		p.population = newPrefixSums(m.population)
	}
	return p
}

func (m *Model) node(e Expr) *node     { return Read(e, &translation{model: m}) }
func (m *Model) condNode(c Cond) *node { return ReadCond(c, &translation{model: m}) }

// translation is the reading that makes the nodes which are evaluated. Nodes
// are not changed, so formulas that read one line in the same way share its.
type translation struct {
	model *Model
	refs  []*node // by line; nil where no node is shared
}

// The nodes that are the same in every formula.
var zeroNode, oneNode, unknownNode, yearNode = &node{op: opZero}, &node{op: opOne}, &node{op: opUnknown}, &node{op: opYear}

func (r *translation) nodes(terms ...Expr) []*node {
	out := make([]*node, len(terms))
	for i, t := range terms {
		out[i] = Read(t, r)
	}
	return out
}

func (r *translation) conds(terms []Cond) []*node {
	out := make([]*node, len(terms))
	for i, t := range terms {
		out[i] = ReadCond(t, r)
	}
	return out
}

func (r *translation) Zero() *node       { return zeroNode }
func (r *translation) One() *node        { return oneNode }
func (r *translation) Unknown() *node    { return unknownNode }
func (r *translation) ThisYear() *node   { return yearNode }
func (r *translation) Prev(e Prev) *node { return &node{op: opPrev, line: r.model.index[e.Key]} }
func (r *translation) Ref(e Ref) *node {
	line := r.model.index[e.Key]
	if r.refs == nil {
		return &node{op: opRef, line: line}
	}
	if r.refs[line] == nil {
		r.refs[line] = &node{op: opRef, line: line}
	}
	return r.refs[line]
}

func (r *translation) Total(e Total) *node { return &node{op: opTotal, kids: r.nodes(e.Terms...)} }
func (r *translation) Binary(e Binary) *node {
	return &node{op: opAdd + opcode(e.Op), kids: r.nodes(e.L, e.R)}
}

func (r *translation) At(e At) *node {
	return &node{op: opAt, line: r.model.index[e.Key], kids: r.nodes(e.Year)}
}

func (r *translation) People(e People) *node {
	op := opFemale
	if e.Sex == abnd.Male {
		op = opMale
	}
	return &node{op: op, kids: r.nodes(e.Lo, e.Hi)}
}

func (r *translation) Extreme(e Extreme) *node {
	op := opMin
	if e.Greatest {
		op = opMax
	}
	return &node{op: op, kids: r.nodes(e.Terms...)}
}

func (r *translation) Apply(e Apply) *node {
	return &node{op: opApply, code: int(e.Function), kids: r.nodes(e.X)}
}

func (r *translation) If(e If) *node {
	return &node{op: opIf, kids: []*node{ReadCond(e.Cond, r), Read(e.Then, r), Read(e.Else, r)}}
}

func (r *translation) Choose(e Choose) *node {
	return &node{op: opChoose, line: r.model.index[e.On], kids: r.nodes(e.Branches...)}
}

func (r *translation) Compare(c Compare) *node {
	return &node{op: opAdd + opcode(c.Op), kids: r.nodes(c.L, c.R)}
}
func (r *translation) All(c All) *node     { return &node{op: opAll, kids: r.conds(c.Terms)} }
func (r *translation) Any(c Any) *node     { return &node{op: opAny, kids: r.conds(c.Terms)} }
func (r *translation) Known(c Known) *node { return &node{op: opKnown, line: r.model.index[c.Key]} }

func (r *translation) Is(c Is) *node {
	return &node{op: opIs, line: r.model.index[c.Key], code: r.model.Line(c.Key).List.Index(c.Code)}
}
