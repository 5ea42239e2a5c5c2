package model

import (
	"cmp"
	"fmt"

	"github.com/openabnd/engine/abnd"
)

// inferred is the unit of a formula.
type inferred struct {
	unit  abnd.Unit
	known bool // or else any will do, as for zero
	err   error
}

// unitReading is the reading that infers units and checks that they fit.
type unitReading struct {
	model *Model
}

func (r *unitReading) of(unit abnd.Unit) inferred { return inferred{unit: unit, known: true} }
func (r *unitReading) line(key Key) inferred      { return r.of(r.lineOf(key).Unit) }

// lineOf is a line that is there.
func (r *unitReading) lineOf(key Key) *Line {
	return r.model.lines[r.model.index[key]]
}

// where gives the unit if there is no fault.
func (r *unitReading) where(err error, unit abnd.Unit) inferred {
	if err != nil {
		return inferred{err: err}
	}
	return r.of(unit)
}

func (r *unitReading) Zero() inferred             { return inferred{} }
func (r *unitReading) One() inferred              { return r.of(abnd.PureNumber) }
func (r *unitReading) Unknown() inferred          { return inferred{} }
func (r *unitReading) ThisYear() inferred         { return r.of(abnd.CalendarYear) }
func (r *unitReading) Ref(e Ref) inferred         { return r.line(e.Key) }
func (r *unitReading) Prev(e Prev) inferred       { return r.line(e.Key) }
func (r *unitReading) Total(e Total) inferred     { return r.same(e.Terms...) }
func (r *unitReading) Extreme(e Extreme) inferred { return r.same(e.Terms...) }

func (r *unitReading) At(e At) inferred {
	return r.where(r.want(e.Year, abnd.CalendarYear), r.lineOf(e.Key).Unit)
}

func (r *unitReading) People(e People) inferred {
	return r.where(cmp.Or(r.want(e.Lo, abnd.AgeInYears), r.want(e.Hi, abnd.AgeInYears)), abnd.PersonUnit)
}

func (r *unitReading) Apply(e Apply) inferred {
	if functionTable[e.Function].keepsUnit {
		return Read(e.X, r)
	}
	return r.where(r.want(e.X, abnd.PureNumber), abnd.PureNumber)
}

func (r *unitReading) If(e If) inferred {
	if err := ReadCond(e.Cond, r); err != nil {
		return inferred{err: err}
	}
	return r.same(e.Then, e.Else)
}

func (r *unitReading) Choose(e Choose) inferred {
	list := r.lineOf(e.On).List
	if list == nil {
		return inferred{err: fmt.Errorf("%s is no choice", e.On)}
	}
	if len(list.Codes) != len(e.Branches) {
		return inferred{err: fmt.Errorf("%d branches for the %d codes of %s", len(e.Branches), len(list.Codes), e.On)}
	}
	return r.same(e.Branches...)
}

func (r *unitReading) Binary(e Binary) inferred {
	left, right := Read(e.L, r), Read(e.R, r)
	if err := cmp.Or(left.err, right.err); err != nil {
		return inferred{err: err}
	}
	l, r2 := left.unit, right.unit
	switch e.Op {
	case Add, Sub:
		if e.Op == Sub && l == abnd.CalendarYear && r2 == abnd.CalendarYear {
			return r.of(abnd.PureNumber)
		}
		if l == abnd.AgeInYears && left.known && right.known && r2 == abnd.PureNumber {
			return left // some years later or earlier
		}
		both := left.with(right)
		if both.err == nil && both.unit.Kind != abnd.Quantity {
			both.err = fmt.Errorf("%s %s %s cannot be computed", l, e.Op.Symbol(), r2)
		}
		return both
	case Mul, Div:
		if l.Kind != abnd.Quantity || r2.Kind != abnd.Quantity {
			return inferred{err: fmt.Errorf("%s %s %s cannot be computed", l, e.Op.Symbol(), r2)}
		}
		known := left.known && right.known
		if e.Op == Mul {
			return inferred{unit: l.Times(r2), known: known}
		}
		return inferred{unit: l.Per(r2), known: known}
	case Pow:
		if l != abnd.PureNumber || r2 != abnd.PureNumber {
			return inferred{err: fmt.Errorf("%s ^ %s: both must be pure numbers", l, r2)}
		}
		return r.of(abnd.PureNumber)
	}
	return inferred{err: fmt.Errorf("%s is no arithmetic operator", e.Op.Symbol())}
}

// with is the one unit of what must have the same.
func (u inferred) with(v inferred) inferred {
	switch {
	case u.err != nil || !v.known && v.err == nil:
		return u
	case v.err == nil && u.known && v.unit != u.unit:
		u.err = fmt.Errorf("%s does not go with %s", v.unit, u.unit)
		return u
	}
	return v
}

// same checks that the formulas have one unit and gives it.
func (r *unitReading) same(terms ...Expr) inferred {
	var all inferred
	for _, t := range terms {
		if all = all.with(Read(t, r)); all.err != nil {
			break
		}
	}
	return all
}

// want checks that a formula has a unit.
func (r *unitReading) want(e Expr, want abnd.Unit) error {
	got := Read(e, r)
	if got.err == nil && got.known && got.unit != want {
		got.err = fmt.Errorf("%s where %s is wanted", got.unit, want)
	}
	return got.err
}

func (r *unitReading) Compare(c Compare) error {
	if c.Op < Less {
		return fmt.Errorf("%s is no comparison", c.Op.Symbol())
	}
	return r.same(c.L, c.R).err
}

func (r *unitReading) All(c All) error { return r.each(c.Terms) }
func (r *unitReading) Any(c Any) error { return r.each(c.Terms) }

func (r *unitReading) each(terms []Cond) error {
	for _, t := range terms {
		if err := ReadCond(t, r); err != nil {
			return err
		}
	}
	return nil
}

func (r *unitReading) Known(Known) error { return nil }

func (r *unitReading) Is(c Is) error {
	list := r.lineOf(c.Key).List
	if list == nil || list.Index(c.Code) < 0 {
		return fmt.Errorf("%s cannot be %q", c.Key, c.Code)
	}
	return nil
}
