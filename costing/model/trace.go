package model

import (
	"github.com/openabnd/engine/abnd"
)

// Trace is why a figure is what it is: its formula as it applied in the year,
// and every figure that the formula read, down to the inputs.
//
// The values of the terms, put through Operation again, give the value.
type Trace struct {
	Key   Key
	Label abnd.Text
	// Name is the label with what tells it apart among the terms of the figure
	// above, as in "Total cost (high/guarantee/older)".
	Name abnd.Text
	Unit abnd.Unit
	// Factor marks a pure number that is an index rather than a share.
	Factor bool
	Kind   TraceKind
	Year   abnd.Year // 0 for a single cell
	// Value is that of the year where it is Known. That of a choice is the
	// place of its code in the list; Choice is the code itself.
	Value  float64
	Known  abnd.Knowledge
	Choice ListCode
	// Deciding terms chose the branch of the formula above and are not part
	// of its value.
	Deciding bool
	// Formula is the operation in words, over the labels of the terms; Since
	// the conditions that chose it. Both are blank for an input.
	Formula   abnd.Text
	Operation Operation
	Since     []Decision
	Reasons   []abnd.Text // Since in words
	Terms     []*Trace
	// Omitted says why a computed figure has no terms.
	Omitted OmissionReason
	// Source of an input, or of people.
	Source abnd.Provenance
}

// TraceKind tells the figures of a [Trace] apart.
type TraceKind string

// The kinds: a line with a formula, an input of the study, and people counted
// in the population.
const (
	ComputedFigure TraceKind = "computed"
	InputFigure    TraceKind = "input"
	PeopleFigure   TraceKind = "people"
)

// OmissionReason says why the terms of a computed figure are left out.
type OmissionReason string

// The reasons: none, the limit of depth, or that the same figure is explained
// further up.
const (
	NotOmitted   OmissionReason = ""
	BelowDepth   OmissionReason = "depth"
	AlreadyGiven OmissionReason = "above"
)

// Trace explains a line in a year; the year does not matter for a single
// cell. A depth of 1 gives the formula with the values that it reads, 2 their
// formulas too, and 0 everything down to the inputs. The second result is
// false where the line does not span the year. It panics where there is no
// such line, or with a negative depth.
func (p *Projection) Trace(key Key, year abnd.Year, depth int) (*Trace, bool) {
	if depth < 0 {
		panic("model: a trace cannot have a negative depth")
	}
	line := p.model.Line(key)
	if !line.IsSeries() {
		year = 0
	} else if !line.Years.Contains(year) {
		return nil, false
	}
	t := &tracer{projection: p, depth: depth, given: map[place]int{}}
	x := t.trace(term{key: key, year: year}, 0)
	x.Name = x.Label
	return x, true
}

// place is a figure: a line in a year.
type place struct {
	key  Key
	year abnd.Year
}

type tracer struct {
	projection *Projection
	depth      int
	given      map[place]int // the level at which a figure was explained
}

func (t *tracer) trace(of term, level int) *Trace {
	if of.people != nil {
		return t.people(of, level)
	}
	line := t.projection.model.Line(of.key)
	x := &Trace{Key: of.key, Label: line.Label, Unit: line.Unit, Factor: line.Factor, Year: of.year, Kind: ComputedFigure, Deciding: of.deciding}
	x.Value, _ = t.projection.Value(of.key, of.year)
	x.Known = t.projection.Knowledge(of.key, of.year)
	if line.List != nil && x.Known.Known() {
		x.Choice = line.List.Codes[int(x.Value)]
	}
	if line.IsInput() {
		x.Kind = InputFigure
		if line.Source != nil {
			x.Source = *line.Source
		}
		return x
	}
	if line.IsSeries() && !line.Years.Contains(of.year) {
		return x // the year before the first one: not known, and nothing to explain
	}
	t.explain(x, level, func() (Operation, *reduction) { return t.projection.reduce(line.Formula, of.year) }, line.Group)
	return x
}

// people are a figure of their own: a sum over the population.
func (t *tracer) people(of term, level int) *Trace {
	e := *of.people
	r := &reduction{projection: t.projection, year: of.year}
	x := &Trace{
		Key: of.key, Unit: abnd.PersonUnit, Kind: PeopleFigure, Year: of.year, Deciding: of.deciding,
		Label: abnd.T("Persons, %s, age %v to %v", "Pessoas, %s, dos %v aos %v anos").Fill(SexName(e.Sex), r.value(e.Lo), r.value(e.Hi)),
	}
	x.Value = r.value(e)
	if !isUnknown(x.Value) {
		x.Known = abnd.KnownAll
	}
	if p := t.projection.model.population; p != nil {
		x.Source = p.Provenance
	}
	t.explain(x, level, func() (Operation, *reduction) { return t.projection.reducePeople(e, of.year) }, "")
	return x
}

// explain fills in the formula and the terms, within the depth and once.
func (t *tracer) explain(x *Trace, level int, reduce func() (Operation, *reduction), group string) {
	at := place{x.Key, x.Year}
	// What was explained further down, where the depth may have cut it short,
	// is explained again.
	if before, ok := t.given[at]; ok && (t.depth == 0 || before <= level) {
		x.Omitted = AlreadyGiven
		return
	}
	operation, r := reduce()
	if t.depth > 0 && level >= t.depth && !t.inherits(operation, r) {
		x.Omitted = BelowDepth
		return
	}
	t.given[at] = level
	x.Operation, x.Since = operation, r.since
	for _, of := range r.terms {
		x.Terms = append(x.Terms, t.trace(of, level+1))
	}
	w := words{of: x, group: group, model: t.projection.model}
	for _, term := range x.Terms {
		term.Name = w.qualifiedLabel(term)
	}
	x.Formula = w.text(func(lang abnd.Lang) string { return w.operation(x.Operation, lang, loosest) })
	for _, d := range x.Since {
		x.Reasons = append(x.Reasons, w.text(func(lang abnd.Lang) string { return w.decision(d, lang) }))
	}
}

// inherits says whether a formula only passes on an input, as the cell of a
// parameter does: that input is shown with it at any depth.
func (t *tracer) inherits(o Operation, r *reduction) bool {
	return o.Op == OpTerm && r.terms[o.Term].people == nil && t.projection.model.Line(r.terms[o.Term].key).IsInput()
}

// Inherited is the input that the figure only passes on, as the cell of a
// parameter does; nil for any other figure.
func (t *Trace) Inherited() *Trace {
	if t.Operation.Op != OpTerm || t.Terms[t.Operation.Term].Kind != InputFigure {
		return nil
	}
	return t.Terms[t.Operation.Term]
}

// VisitInputs visits what the figures of some lines are made of, in every year of
// theirs: the inputs and the people that the formulas read in the branches
// that were taken, also those asked only whether they are known, each once. A line for which stop says so is visited as an
// input is, and not looked into.
func (p *Projection) VisitInputs(keys []Key, stop func(Key) bool, visit func(key Key, year abnd.Year, value float64)) {
	seen := map[place]bool{}
	var follow func(term)
	follow = func(of term) {
		again := seen[place{of.key, of.year}]
		seen[place{of.key, of.year}] = true
		var r *reduction
		switch {
		case of.people != nil:
			// The same people may be counted between the ages of several
			// benefits: those are all read.
			_, r = p.reducePeople(*of.people, of.year)
			if !again {
				visit(of.key, of.year, r.value(*of.people))
			}
		case again:
			return
		default:
			line := p.model.Line(of.key)
			if line.IsInput() || stop(of.key) || line.IsSeries() && !line.Years.Contains(of.year) {
				x, ok := p.Value(of.key, of.year)
				if !ok {
					x = unknown
				}
				visit(of.key, of.year, x)
				return
			}
			_, r = p.reduce(line.Formula, of.year)
		}
		for _, next := range r.terms {
			follow(next)
		}
		for _, d := range r.since {
			if d.Key != "" {
				follow(r.termOf(d.Key, of.year))
			}
		}
	}
	for _, key := range keys {
		line := p.model.Line(key)
		if !line.IsSeries() {
			follow(term{key: key})
		}
		for _, year := range line.Years.All() {
			follow(term{key: key, year: year})
		}
	}
}
