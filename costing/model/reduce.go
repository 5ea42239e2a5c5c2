package model

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
)

// Operation is a formula as it applies in one year: only the branch that was
// taken, over terms, years and the numbers 0 and 1.
type Operation struct {
	Op Operator
	// Term is the place, among the terms, of what an [OpTerm] reads.
	Term int
	// Number is that of an [OpNumber]: 0, 1 or a calendar year.
	Number float64
	// Args are the operands of every other operator, in order.
	Args []Operation
	// Sex is whom [OpPeople] counts, between the ages of its two operands.
	Sex abnd.Sex
}

// Operator says what an [Operation] does. It is part of the contract with
// those who read a trace.
type Operator string

// The operators. A blank is a value that is not known.
const (
	OpTerm     Operator = "term"
	OpNumber   Operator = "number"
	OpBlank    Operator = "blank"
	OpAdd      Operator = "+"
	OpSubtract Operator = "-"
	OpMultiply Operator = "*"
	OpDivide   Operator = "/"
	OpPower    Operator = "^"
	OpSum      Operator = "sum"
	OpLeast    Operator = "min"
	OpGreatest Operator = "max"
	OpRound    Operator = "round"
	OpPeople   Operator = "people"
)

// Decision is a condition that chose a branch of a formula, as it turned out:
// it holds.
type Decision struct {
	Relation    Relation
	Left, Right Operation // the sides of a comparison; Left is the choice of an [IsCode], or what is not known
	Code        ListCode  // of an [IsCode] or [IsNotCode]
	Key         Key       // the line of [HasValue] or [HasNone]
	Label       abnd.Text // its label
}

// Relation is what a [Decision] says of its sides. It is part of the contract
// with those who read a trace.
type Relation string

// The relations.
const (
	IsLess     Relation = "<"
	IsAtMost   Relation = "<="
	IsEqual    Relation = "="
	IsNotEqual Relation = "!="
	IsAtLeast  Relation = ">="
	IsGreater  Relation = ">"
	IsCode     Relation = "is"
	IsNotCode  Relation = "is not"
	HasValue   Relation = "known"
	HasNone    Relation = "blank"
	// IsUnknown is a comparison that cannot be made, for its left side is not
	// known: it does not hold.
	IsUnknown Relation = "unknown"
)

// relations are how a comparison turned out: where it holds, and where not.
var relations = map[Op]struct{ holds, fails Relation }{
	Less:      {IsLess, IsAtLeast},
	LessEqual: {IsAtMost, IsGreater},
	Equal:     {IsEqual, IsNotEqual},
}

// term is something that a formula reads in one year: a line, or the people
// between two ages.
type term struct {
	key    Key
	year   abnd.Year // 0 for a single cell
	people *People   // nil for a line
	// deciding terms are read by a condition alone.
	deciding bool
}

// reduction is a formula as it applies in one year.
type reduction struct {
	projection *Projection
	year       abnd.Year
	terms      []term
	places     map[place]int // of the terms, where there are many
	since      []Decision
	deciding   bool // while a condition is read
	// single translates one formula after another.
	single *translation
}

// translate is to translate a formula; the one before it is no longer needed.
func (r *reduction) translate() *translation {
	if r.single == nil {
		r.single = newTranslation(r.projection.model)
	}
	r.single.all = r.single.all[:0]
	return r.single
}

// reduce takes the branches of a formula that apply in a year.
func (p *Projection) reduce(e Expr, year abnd.Year) (Operation, *reduction) {
	r := &reduction{projection: p, year: year}
	return r.expr(e), r
}

// reducePeople gives the ages of a count of people.
func (p *Projection) reducePeople(e People, year abnd.Year) (Operation, *reduction) {
	r := &reduction{projection: p, year: year}
	return Operation{Op: OpPeople, Sex: e.Sex, Args: []Operation{r.expr(e.Lo), r.expr(e.Hi)}}, r
}

// valueOf computes a formula, or a condition as 1 or 0, in one year: the one
// that a translation has just given.
func (p *Projection) valueOf(t *translation, n node, year abnd.Year) float64 {
	e := &evaluator{model: p.model, program: p.model.program, nodes: t.all, values: p.values, scratch: make([]float64, 2*(t.depth+1))}
	var out [1]float64
	e.eval(&n, year, out[:])
	return out[0]
}

func (r *reduction) value(e Expr) float64 {
	t := r.translate()
	return r.projection.valueOf(t, Read(e, t), r.year)
}

func (r *reduction) holds(c Cond) bool {
	t := r.translate()
	return r.projection.valueOf(t, ReadCond(c, t), r.year) != 0
}

var binaryOperators = map[Op]Operator{Add: OpAdd, Sub: OpSubtract, Mul: OpMultiply, Div: OpDivide, Pow: OpPower}

func (r *reduction) expr(e Expr) Operation { return Read(e, r) }

func (r *reduction) Zero() Operation         { return Operation{Op: OpNumber} }
func (r *reduction) One() Operation          { return Operation{Op: OpNumber, Number: 1} }
func (r *reduction) Unknown() Operation      { return Operation{Op: OpBlank} }
func (r *reduction) ThisYear() Operation     { return Operation{Op: OpNumber, Number: float64(r.year)} }
func (r *reduction) Ref(e Ref) Operation     { return r.line(e.Key, r.year) }
func (r *reduction) Prev(e Prev) Operation   { return r.line(e.Key, r.year-1) }
func (r *reduction) Total(e Total) Operation { return Operation{Op: OpSum, Args: r.all(e.Terms...)} }

func (r *reduction) People(e People) Operation {
	return r.term(term{key: r.peopleKey(e), people: &e, year: r.year})
}

func (r *reduction) Binary(e Binary) Operation {
	return Operation{Op: binaryOperators[e.Op], Args: r.all(e.L, e.R)}
}

func (r *reduction) Extreme(e Extreme) Operation {
	op := OpLeast
	if e.Greatest {
		op = OpGreatest
	}
	return Operation{Op: op, Args: r.all(e.Terms...)}
}

func (r *reduction) Apply(e Apply) Operation {
	return Operation{Op: e.Function.Operator(), Args: r.all(e.X)}
}

func (r *reduction) If(e If) Operation {
	if r.decide(e.Cond) {
		return r.expr(e.Then)
	}
	return r.expr(e.Else)
}

func (r *reduction) Choose(e Choose) Operation {
	choice, ok := r.projection.Value(e.On, r.year)
	if !ok {
		r.since = append(r.since, r.known(e.On, false))
		return Operation{Op: OpBlank}
	}
	r.decideIs(e.On, int(choice), true)
	return r.expr(e.Branches[int(choice)])
}

// peopleKey is the path of the people between two ages: "population/female/0-5".
func (r *reduction) peopleKey(e People) Key {
	lo, hi := r.value(e.Lo), r.value(e.Hi)
	if isUnknown(lo) || isUnknown(hi) {
		return abnd.JoinPath("population", string(e.Sex))
	}
	return abnd.JoinPath("population", string(e.Sex), fmt.Sprintf("%v-%v", lo, hi))
}

func (r *reduction) all(terms ...Expr) []Operation {
	out := make([]Operation, len(terms))
	for i, t := range terms {
		out[i] = r.expr(t)
	}
	return out
}

func (r *reduction) line(key Key, year abnd.Year) Operation { return r.term(r.termOf(key, year)) }

// termOf is a line in a year; a single cell has none.
func (r *reduction) termOf(key Key, year abnd.Year) term {
	if !r.projection.model.Line(key).IsSeries() {
		year = 0
	}
	return term{key: key, year: year}
}

// At reads the year that the formula names; which one that is decides.
func (r *reduction) At(e At) Operation {
	x := r.value(e.Year)
	year := r.readCondition(e.Year)
	if isUnknown(x) || !r.projection.model.Line(e.Key).Years.Contains(abnd.Year(x)) {
		return Operation{Op: OpBlank}
	}
	r.since = append(r.since, Decision{Relation: IsEqual, Left: year, Right: Operation{Op: OpNumber, Number: x}})
	return r.line(e.Key, abnd.Year(x))
}

// readCondition reads a formula that does not make the value but decides on it.
func (r *reduction) readCondition(e Expr) Operation {
	was := r.deciding
	r.deciding = true
	o := r.expr(e)
	r.deciding = was
	return o
}

// term notes what is read, once.
func (r *reduction) term(t term) Operation {
	t.deciding = r.deciding
	at := place{t.key, t.year}
	i, known := r.find(at)
	if known {
		r.terms[i].deciding = r.terms[i].deciding && t.deciding
		return Operation{Op: OpTerm, Term: i}
	}
	r.terms = append(r.terms, t)
	if r.places != nil {
		r.places[at] = i
	}
	return Operation{Op: OpTerm, Term: i}
}

// fewTerms are looked through; more of them, as in the sum of many benefits,
// have a table.
const fewTerms = 16

// find is where a term is, or where it would come.
func (r *reduction) find(at place) (i int, known bool) {
	if len(r.terms) > fewTerms {
		if r.places == nil {
			r.places = map[place]int{}
			for i, t := range r.terms {
				r.places[place{t.key, t.year}] = i
			}
		}
		if i, known := r.places[at]; known {
			return i, true
		}
		return len(r.terms), false
	}
	for i := range r.terms {
		if r.terms[i].key == at.key && r.terms[i].year == at.year {
			return i, true
		}
	}
	return len(r.terms), false
}

// decide says whether a condition holds, and notes what made it so: of
// several conditions that must all hold, the first that does not.
func (r *reduction) decide(c Cond) bool {
	holds := r.holds(c)
	r.note(c, holds)
	return holds
}

func (r *reduction) note(c Cond, holds bool) { ReadCond(c, outcome{r, holds}) }

// outcome is the reading that notes how a condition turned out.
type outcome struct {
	*reduction
	holds bool
}

func (o outcome) All(c All) (none nothing) {
	o.noteAll(c.Terms, o.holds, true)
	return none
}

func (o outcome) Any(c Any) (none nothing) {
	o.noteAll(c.Terms, o.holds, false)
	return none
}

func (o outcome) Known(c Known) (none nothing) {
	o.since = append(o.since, o.known(c.Key, o.holds))
	return none
}

func (o outcome) Is(c Is) (none nothing) {
	o.decideIs(c.Key, o.projection.model.Line(c.Key).List.Index(c.Code), o.holds)
	return none
}

func (o outcome) Compare(c Compare) (none nothing) {
	d := Decision{Left: o.readCondition(c.L), Right: o.readCondition(c.R)}
	switch {
	case o.holds:
		d.Relation = relations[c.Op].holds
	case isUnknown(o.value(c.L)):
		d.Relation = IsUnknown
	case isUnknown(o.value(c.R)):
		d.Relation, d.Left = IsUnknown, d.Right
	default:
		d.Relation = relations[c.Op].fails
	}
	o.since = append(o.since, d)
	return none
}

// noteAll notes the terms of All, which all hold or one does not, or of Any,
// of which one holds or none does.
func (r *reduction) noteAll(terms []Cond, holds, all bool) {
	for _, t := range terms {
		if holds == all {
			r.note(t, holds)
		} else if r.holds(t) == holds {
			r.note(t, holds)
			return
		}
	}
}

func (r *reduction) known(key Key, holds bool) Decision {
	d := Decision{Relation: HasNone, Key: key, Label: r.projection.model.Line(key).Label}
	if holds {
		d.Relation = HasValue
	}
	return d
}

func (r *reduction) decideIs(key Key, code int, holds bool) {
	d := Decision{Relation: IsNotCode, Code: r.projection.model.Line(key).List.Codes[code]}
	if holds {
		d.Relation = IsCode
	}
	d.Left = r.readCondition(Ref{key})
	r.since = append(r.since, d)
}
