package model

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
)

// unitOf infers the unit of a formula and checks that its parts fit. The
// second result is false where any unit will do, as for zero.
func (m *Model) unitOf(e Expr) (abnd.Unit, bool, error) {
	switch e := e.(type) {
	case Zero, Unknown:
		return abnd.Unit{}, false, nil
	case One:
		return abnd.PureNumber, true, nil
	case ThisYear:
		return abnd.CalendarYear, true, nil
	case Ref:
		return m.Line(e.Key).Unit, true, nil
	case Prev:
		return m.Line(e.Key).Unit, true, nil
	case At:
		if err := m.wantUnit(e.Year, abnd.CalendarYear); err != nil {
			return abnd.Unit{}, false, err
		}
		return m.Line(e.Key).Unit, true, nil
	case People:
		if err := m.wantUnit(e.Lo, abnd.AgeInYears); err != nil {
			return abnd.Unit{}, false, err
		}
		return abnd.PersonUnit, true, m.wantUnit(e.Hi, abnd.AgeInYears)
	case Total:
		return m.sameUnit(e.Terms...)
	case Extreme:
		return m.sameUnit(e.Terms...)
	case Round:
		return m.unitOf(e.X)
	case If:
		if err := m.checkCond(e.Cond); err != nil {
			return abnd.Unit{}, false, err
		}
		return m.sameUnit(e.Then, e.Else)
	case Choose:
		list := m.Line(e.On).List
		if list == nil {
			return abnd.Unit{}, false, fmt.Errorf("%s is no choice", e.On)
		}
		if len(list.Codes) != len(e.Branches) {
			return abnd.Unit{}, false, fmt.Errorf("%d branches for the %d codes of %s", len(e.Branches), len(list.Codes), e.On)
		}
		return m.sameUnit(e.Branches...)
	case Binary:
		return m.unitOfBinary(e)
	}
	panic("model: unknown kind of formula")
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

func (m *Model) checkCond(c Cond) error {
	switch c := c.(type) {
	case Compare:
		if c.Op < Less {
			return fmt.Errorf("%s is no comparison", c.Op.Symbol())
		}
		_, _, err := m.sameUnit(c.L, c.R)
		return err
	case All:
		for _, t := range c.Terms {
			if err := m.checkCond(t); err != nil {
				return err
			}
		}
		return nil
	case Any:
		for _, t := range c.Terms {
			if err := m.checkCond(t); err != nil {
				return err
			}
		}
		return nil
	case Known:
		return nil
	case Is:
		list := m.Line(c.Key).List
		if list == nil || list.Index(c.Code) < 0 {
			return fmt.Errorf("%s cannot be %q", c.Key, c.Code)
		}
		return nil
	}
	panic("model: unknown kind of condition")
}
