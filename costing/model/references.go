package model

// walk visits the formula's references; lag tells how each is read. The year
// of the column is visited too, without a key.
func walk(e Expr, visit func(Key, lag)) {
	if e != nil {
		Read(e, references{visit})
	}
}

// references is the reading that finds what a formula reads.
type references struct{ visit func(Key, lag) }

// nothing is what a reading gives that only visits.
type nothing struct{}

func (r references) all(terms ...Expr) (none nothing) {
	for _, t := range terms {
		Read(t, r)
	}
	return none
}

func (r references) conds(terms []Cond) (none nothing) {
	for _, t := range terms {
		ReadCond(t, r)
	}
	return none
}

func (r references) line(key Key, at lag) (none nothing) {
	r.visit(key, at)
	return none
}

func (r references) Zero() (none nothing)      { return none }
func (r references) One() (none nothing)       { return none }
func (r references) Unknown() (none nothing)   { return none }
func (r references) ThisYear() nothing         { return r.line("", ofColumn) }
func (r references) Ref(e Ref) nothing         { return r.line(e.Key, sameYear) }
func (r references) Prev(e Prev) nothing       { return r.line(e.Key, yearBefore) }
func (r references) Binary(e Binary) nothing   { return r.all(e.L, e.R) }
func (r references) Total(e Total) nothing     { return r.all(e.Terms...) }
func (r references) Extreme(e Extreme) nothing { return r.all(e.Terms...) }
func (r references) Apply(e Apply) nothing     { return r.all(e.X) }
func (r references) Compare(c Compare) nothing { return r.all(c.L, c.R) }
func (r references) All(c All) nothing         { return r.conds(c.Terms) }
func (r references) Any(c Any) nothing         { return r.conds(c.Terms) }
func (r references) Known(c Known) nothing     { return r.line(c.Key, sameYear) }
func (r references) Is(c Is) nothing           { return r.line(c.Key, sameYear) }

func (r references) At(e At) nothing {
	r.visit(e.Key, anyYear)
	return r.all(e.Year)
}

func (r references) People(e People) nothing {
	r.visit("", ofColumn)
	return r.all(e.Lo, e.Hi)
}

func (r references) If(e If) nothing {
	ReadCond(e.Cond, r)
	return r.all(e.Then, e.Else)
}

func (r references) Choose(e Choose) nothing {
	r.visit(e.On, sameYear)
	return r.all(e.Branches...)
}

// Reads visits the lines that a formula reads.
func Reads(e Expr, visit func(Key)) {
	walk(e, func(key Key, _ lag) {
		if key != "" {
			visit(key)
		}
	})
}

// lag tells in which year a formula reads a line.
type lag uint8

const (
	sameYear lag = iota
	yearBefore
	anyYear
	ofColumn // no line is read, but the year of the column itself
)
