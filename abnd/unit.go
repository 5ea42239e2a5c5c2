package abnd

import (
	"strconv"
	"strings"
)

// UnitKind tells numbers that can be added and multiplied from those that
// only mark a point or a choice.
type UnitKind uint8

// The kinds of unit.
const (
	Quantity UnitKind = iota // persons, money, shares and what is made of them
	Calendar                 // a calendar year
	Age                      // an age in completed years
	Choice                   // one code of a list
)

// Unit is the unit of a figure or of a line: a product of powers of the base
// dimensions. The zero value is a pure number: a share, a rate, an index.
//
// Money at current prices and money at the prices of the base year are two
// dimensions, so that adding one to the other is caught; a price index is
// their quotient. Scale is a power of ten, so that thousands of persons can
// never meet persons: inside the engine it is always 0.
type Unit struct {
	Kind                                 UnitKind
	Money, RealMoney                     int8
	Person, Household, Payment, MonthDim int8
	Dollar, International                int8
	Scale                                int8
}

// The units in use.
var (
	PureNumber       = Unit{}
	PersonUnit       = Unit{Person: 1}
	HouseholdUnit    = Unit{Household: 1}
	CurrentMoney     = Unit{Money: 1}
	BaseYearMoney    = Unit{RealMoney: 1}
	PriceIndex       = Unit{Money: 1, RealMoney: -1}
	MoneyPerHead     = Unit{Money: 1, Person: -1}
	MoneyPerMonth    = Unit{Money: 1, Person: -1, MonthDim: -1}
	MoneyPerPayment  = Unit{Money: 1, Person: -1, Payment: -1}
	Payments         = Unit{Payment: 1}
	Months           = Unit{MonthDim: 1}
	MonthsPerPayment = Unit{MonthDim: 1, Payment: -1}
	PaymentsPerMonth = Unit{Payment: 1, MonthDim: -1}

	PersonsPerHousehold      = Unit{Person: 1, Household: -1}
	MoneyPerHouseholdPayment = Unit{Money: 1, Household: -1, Payment: -1}

	DollarMoney            = Unit{Dollar: 1}
	MoneyPerDollar         = Unit{Money: 1, Dollar: -1}
	MoneyPerInternational  = Unit{Money: 1, International: -1}
	InternationalPerPerson = Unit{International: 1, Person: -1}
	RealMoneyPerPerson     = Unit{RealMoney: 1, Person: -1}

	PercentUnit     = Unit{Scale: -2}
	ThousandPersons = Unit{Person: 1, Scale: 3}
	MillionMoney    = Unit{Money: 1, Scale: 6}
	CalendarYear    = Unit{Kind: Calendar}
	AgeInYears      = Unit{Kind: Age}
	ChoiceUnit      = Unit{Kind: Choice}
)

// Times is the unit of a product.
func (u Unit) Times(v Unit) Unit {
	u.Money += v.Money
	u.RealMoney += v.RealMoney
	u.Person += v.Person
	u.Household += v.Household
	u.Payment += v.Payment
	u.MonthDim += v.MonthDim
	u.Dollar += v.Dollar
	u.International += v.International
	u.Scale += v.Scale
	return u
}

// Per is the unit of a quotient.
func (u Unit) Per(v Unit) Unit {
	v.Money, v.RealMoney, v.Person = -v.Money, -v.RealMoney, -v.Person
	v.Dollar, v.International = -v.Dollar, -v.International
	v.Household, v.Payment, v.MonthDim, v.Scale = -v.Household, -v.Payment, -v.MonthDim, -v.Scale
	return u.Times(v)
}

// String writes the unit as in "money/person/payment"; a pure number is
// "share".
func (u Unit) String() string {
	switch u.Kind {
	case Calendar:
		return "year"
	case Age:
		return "age"
	case Choice:
		return "choice"
	}
	if u == PercentUnit {
		return "percent"
	}
	var above, below []string
	for _, d := range []struct {
		name  string
		power int8
	}{
		{"money", u.Money}, {"base-year money", u.RealMoney}, {"dollar", u.Dollar}, {"international dollar", u.International}, {"person", u.Person},
		{"household", u.Household}, {"payment", u.Payment}, {"month", u.MonthDim},
	} {
		for range d.power {
			above = append(above, d.name)
		}
		for range -d.power {
			below = append(below, d.name)
		}
	}
	text := strings.Join(above, "·")
	if text == "" && len(below) == 0 {
		text = "share"
	} else if text == "" {
		text = "1"
	}
	for _, name := range below {
		text += "/" + name
	}
	if u.Scale != 0 {
		text = "10^" + strconv.Itoa(int(u.Scale)) + " " + text
	}
	return text
}

// parseUnit reads what [Unit.String] writes for the units in use.
func parseUnit(s string) (Unit, bool) {
	for _, u := range []Unit{
		PureNumber, PersonUnit, HouseholdUnit, CurrentMoney, BaseYearMoney, PriceIndex, MoneyPerHead,
		MoneyPerMonth, MoneyPerPayment, Payments, Months, MonthsPerPayment, PercentUnit,
		PaymentsPerMonth, PersonsPerHousehold, MoneyPerHouseholdPayment,
		DollarMoney, MoneyPerDollar, MoneyPerInternational, InternationalPerPerson, RealMoneyPerPerson,
		ThousandPersons, MillionMoney, CalendarYear, AgeInYears, ChoiceUnit,
	} {
		if u.String() == s {
			return u, true
		}
	}
	return Unit{}, false
}
