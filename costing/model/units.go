package model

import (
	"cmp"
	"fmt"

	"github.com/openabnd/engine/abnd"
)

// unitOf infers the unit of a formula and checks that its parts fit. The
// second result is false where any unit will do, as for zero.
func (m *Model) unitOf(e Expr) (abnd.Unit, bool, error) {
	u := Read(e, unitReading{m})
	return u.unit, u.known, u.err
}

// inferred is the unit of a formula.
type inferred struct {
	unit  abnd.Unit
	known bool // or else any will do
	err   error
}

// unitReading is the reading that infers units and checks that they fit.
type unitReading struct{ model *Model }

func (r unitReading) of(unit abnd.Unit) inferred { return inferred{unit: unit, known: true} }
func (r unitReading) line(key Key) inferred      { return r.of(r.model.Line(key).Unit) }
func (r unitReading) same(terms ...Expr) inferred {
	unit, known, err := r.model.sameUnit(terms...)
	return inferred{unit, known, err}
}

// where gives the unit if there is no fault.
func (r unitReading) where(err error, unit abnd.Unit) inferred {
	if err != nil {
		return inferred{err: err}
	}
	return r.of(unit)
}

func (r unitReading) Zero() inferred             { return inferred{} }
func (r unitReading) One() inferred              { return r.of(abnd.PureNumber) }
func (r unitReading) Unknown() inferred          { return inferred{} }
func (r unitReading) ThisYear() inferred         { return r.of(abnd.CalendarYear) }
func (r unitReading) Ref(e Ref) inferred         { return r.line(e.Key) }
func (r unitReading) Prev(e Prev) inferred       { return r.line(e.Key) }
func (r unitReading) Total(e Total) inferred     { return r.same(e.Terms...) }
func (r unitReading) Extreme(e Extreme) inferred { return r.same(e.Terms...) }

func (r unitReading) At(e At) inferred {
	return r.where(r.model.wantUnit(e.Year, abnd.CalendarYear), r.model.Line(e.Key).Unit)
}

func (r unitReading) People(e People) inferred {
	return r.where(cmp.Or(r.model.wantUnit(e.Lo, abnd.AgeInYears), r.model.wantUnit(e.Hi, abnd.AgeInYears)), abnd.PersonUnit)
}

func (r unitReading) Apply(e Apply) inferred {
	if functionTable[e.Function].keepsUnit {
		return Read(e.X, r)
	}
	return r.where(r.model.wantUnit(e.X, abnd.PureNumber), abnd.PureNumber)
}

func (r unitReading) If(e If) inferred {
	if err := ReadCond(e.Cond, r); err != nil {
		return inferred{err: err}
	}
	return r.same(e.Then, e.Else)
}

func (r unitReading) Choose(e Choose) inferred {
	list := r.model.Line(e.On).List
	if list == nil {
		return inferred{err: fmt.Errorf("%s is no choice", e.On)}
	}
	if len(list.Codes) != len(e.Branches) {
		return inferred{err: fmt.Errorf("%d branches for the %d codes of %s", len(e.Branches), len(list.Codes), e.On)}
	}
	return r.same(e.Branches...)
}

func (r unitReading) Binary(e Binary) inferred {
	unit, known, err := r.model.unitOfBinary(e)
	return inferred{unit, known, err}
}

func (m *Model) unitOfBinary(e Binary) (abnd.Unit, bool, error) {
	l, lKnown, err := m.unitOf(e.L)
	if err != nil {
		return abnd.Unit{}, false, err
	}
	r, rKnown, err := m.unitOf(e.R)
	if err != nil {
		return abnd.Unit{}, false, err
	}
	switch e.Op {
	case Add, Sub:
		if e.Op == Sub && l == abnd.CalendarYear && r == abnd.CalendarYear {
			return abnd.PureNumber, true, nil
		}
		unit, known, err := m.sameUnit(e.L, e.R)
		if err == nil && unit.Kind != abnd.Quantity {
			err = fmt.Errorf("%s %s %s cannot be computed", l, e.Op.Symbol(), r)
		}
		return unit, known, err
	case Mul, Div:
		if l.Kind != abnd.Quantity || r.Kind != abnd.Quantity {
			return abnd.Unit{}, false, fmt.Errorf("%s %s %s cannot be computed", l, e.Op.Symbol(), r)
		}
		if e.Op == Mul {
			return l.Times(r), lKnown && rKnown, nil
		}
		return l.Per(r), lKnown && rKnown, nil
	case Pow:
		if l != abnd.PureNumber || r != abnd.PureNumber {
			return abnd.Unit{}, false, fmt.Errorf("%s ^ %s: both must be pure numbers", l, r)
		}
		return abnd.PureNumber, true, nil
	}
	return abnd.Unit{}, false, fmt.Errorf("%s is no arithmetic operator", e.Op.Symbol())
}

// sameUnit checks that the formulas have one unit and returns it.
func (m *Model) sameUnit(terms ...Expr) (unit abnd.Unit, known bool, err error) {
	for _, t := range terms {
		u, k, err := m.unitOf(t)
		if err != nil {
			return unit, known, err
		}
		if k && known && u != unit {
			return unit, known, fmt.Errorf("%s does not go with %s", u, unit)
		}
		if k {
			unit, known = u, true
		}
	}
	return unit, known, nil
}

func (m *Model) wantUnit(e Expr, want abnd.Unit) error {
	got, known, err := m.unitOf(e)
	if err == nil && known && got != want {
		err = fmt.Errorf("%s where %s is wanted", got, want)
	}
	return err
}

func (r unitReading) Compare(c Compare) error {
	if c.Op < Less {
		return fmt.Errorf("%s is no comparison", c.Op.Symbol())
	}
	return r.same(c.L, c.R).err
}

func (r unitReading) All(c All) error { return r.each(c.Terms) }
func (r unitReading) Any(c Any) error { return r.each(c.Terms) }

func (r unitReading) each(terms []Cond) error {
	for _, t := range terms {
		if err := ReadCond(t, r); err != nil {
			return err
		}
	}
	return nil
}

func (r unitReading) Known(Known) error { return nil }

func (r unitReading) Is(c Is) error {
	list := r.model.Line(c.Key).List
	if list == nil || list.Index(c.Code) < 0 {
		return fmt.Errorf("%s cannot be %q", c.Key, c.Code)
	}
	return nil
}
