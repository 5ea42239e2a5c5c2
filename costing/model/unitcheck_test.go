package model_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing/model"
)

// unitModel has one input a unit, and a choice; all are single cells.
func unitModel() *Model {
	m := NewModel(nil)
	for key, unit := range map[Key]abnd.Unit{
		"persons": abnd.PersonUnit, "thousands": abnd.ThousandPersons, "money": abnd.CurrentMoney, "real": abnd.BaseYearMoney,
		"index": abnd.PriceIndex, "share": abnd.PureNumber, "percent": abnd.PercentUnit, "amount": abnd.MoneyPerPayment,
		"payments": abnd.Payments, "year": abnd.CalendarYear, "age": abnd.AgeInYears,
	} {
		m.Add(Line{Key: key, Unit: unit, Inputs: []float64{1}})
	}
	m.Add(Line{Key: "choice", Unit: abnd.ChoiceUnit, List: YesNo, Inputs: []float64{0}})
	m.Add(Line{Key: "series", Unit: abnd.CurrentMoney, Years: abnd.Years{First: 2025, Last: 2026}, Inputs: []float64{1, 2}})
	return m
}

func TestUnitsThatDoNotFitAreCaught(t *testing.T) {
	ref := func(key Key) Expr { return Ref{Key: key} }
	truth := func(c Cond) Expr { return If{Cond: c, Then: One{}, Else: Zero{}} }
	for name, c := range map[string]struct {
		unit    abnd.Unit
		formula Expr
		says    string
	}{
		"thousands and persons":          {abnd.PersonUnit, Plus(ref("persons"), ref("thousands")), "10^3 person does not go with person"},
		"money and persons":              {abnd.CurrentMoney, Plus(ref("money"), ref("persons")), "person does not go with money"},
		"current and base-year money":    {abnd.CurrentMoney, Minus(ref("money"), ref("real")), "base-year money does not go with money"},
		"the result is another unit":     {abnd.CurrentMoney, Over(ref("money"), ref("index")), "base-year money where money is wanted"},
		"percent where a share belongs":  {abnd.PureNumber, ref("percent"), "percent where share is wanted"},
		"money per payment, no payments": {abnd.CurrentMoney, Times(ref("persons"), ref("amount")), "money/payment where money is wanted"},
		"in a sum of many":               {abnd.CurrentMoney, Total{[]Expr{ref("money"), ref("money"), ref("share")}}, "share does not go with money"},
		"in a maximum":                   {abnd.CurrentMoney, Extreme{Terms: []Expr{ref("money"), ref("real")}}, "does not go with"},
		"between branches":               {abnd.CurrentMoney, If{Cond: Known{Key: "money"}, Then: ref("money"), Else: ref("persons")}, "does not go with"},
		"between choices":                {abnd.CurrentMoney, Choose{On: "choice", Branches: []Expr{ref("money"), ref("persons")}}, "does not go with"},
		"in a comparison":                {abnd.PureNumber, truth(Compare{LessEqual, ref("money"), ref("persons")}), "does not go with"},
		"deep in a condition":            {abnd.PureNumber, truth(All{[]Cond{Any{[]Cond{Compare{Less, ref("year"), ref("age")}}}}}), "does not go with"},
		"the sum of two years":           {abnd.CalendarYear, Plus(ref("year"), ref("year")), "cannot be computed"},
		"a year and a share":             {abnd.CalendarYear, Plus(ref("year"), One{}), "does not go with"},
		"years and an age":               {abnd.AgeInYears, Minus(One{}, ref("age")), "does not go with"},
		"an age and money":               {abnd.AgeInYears, Plus(ref("age"), ref("money")), "does not go with"},
		"a product with a year":          {abnd.PureNumber, Times(ref("year"), ref("share")), "cannot be computed"},
		"a quotient of ages":             {abnd.PureNumber, Over(ref("age"), ref("age")), "cannot be computed"},
		"an exponent with a unit":        {abnd.PureNumber, Power(ref("share"), ref("money")), "both must be pure numbers"},
		"a base with a unit":             {abnd.CurrentMoney, Power(ref("money"), ref("share")), "both must be pure numbers"},
		"At without a year":              {abnd.CurrentMoney, At{Key: "series", Year: ref("share")}, "share where year is wanted"},
		"youngest age is money":          {abnd.PersonUnit, People{Sex: abnd.Male, Lo: ref("money"), Hi: ref("age")}, "money where age is wanted"},
		"oldest age is a year":           {abnd.PersonUnit, People{Sex: abnd.Male, Lo: ref("age"), Hi: ref("year")}, "year where age is wanted"},
		"choosing on a number":           {abnd.CurrentMoney, Choose{On: "share", Branches: []Expr{ref("money")}}, "share is no choice"},
		"too few branches":               {abnd.CurrentMoney, Choose{On: "choice", Branches: []Expr{ref("money")}}, "1 branches for the 2 codes"},
		"a code of another list":         {abnd.PureNumber, truth(Is{Key: "choice", Code: "maybe"}), `choice cannot be "maybe"`},
		"a code of a number":             {abnd.PureNumber, truth(Is{Key: "share", Code: "yes"}), `share cannot be "yes"`},
		"a comparison as arithmetic":     {abnd.PureNumber, Binary{Less, ref("share"), ref("share")}, "no arithmetic operator"},
		"arithmetic as a comparison":     {abnd.PureNumber, truth(Compare{Mul, ref("share"), ref("share")}), "no comparison"},
		"inside the left of a product":   {abnd.PureNumber, Times(Plus(ref("money"), ref("share")), ref("share")), "does not go with"},
		"inside the right of a product":  {abnd.PureNumber, Times(ref("share"), Plus(ref("money"), ref("share"))), "does not go with"},
		"inside a term of a sum":         {abnd.CurrentMoney, Total{[]Expr{ref("money"), Times(ref("year"), ref("share"))}}, "cannot be computed"},
		"inside the year of At":          {abnd.CurrentMoney, At{Key: "series", Year: Plus(ref("year"), ref("share"))}, "does not go with"},
	} {
		m := unitModel()
		m.Add(Line{Key: "result", Unit: c.unit, Years: abnd.Years{First: 2025, Last: 2026}, Formula: c.formula})
		err := m.Compile()
		if err == nil {
			t.Errorf("%s: compiles", name)
			continue
		}
		if !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "line result") {
			t.Errorf("%s: the error is %q; it should name the line and say %q", name, err, c.says)
		}
	}
}

func TestUnitsThatFitCompile(t *testing.T) {
	ref := func(key Key) Expr { return Ref{Key: key} }
	for name, c := range map[string]struct {
		unit    abnd.Unit
		formula Expr
	}{
		"cost":                      {abnd.CurrentMoney, Times(ref("persons"), ref("amount"), ref("payments"))},
		"an age some years later":   {abnd.AgeInYears, Plus(ref("age"), Minus(ref("year"), ref("year")))},
		"an age a year earlier":     {abnd.AgeInYears, Minus(ref("age"), One{})},
		"years between":             {abnd.PureNumber, Minus(ref("year"), ref("year"))},
		"base-year money":           {abnd.BaseYearMoney, Over(ref("money"), ref("index"))},
		"zero takes any unit":       {abnd.CurrentMoney, Plus(ref("money"), Zero{})},
		"zero takes it on its left": {abnd.CurrentMoney, Minus(Zero{}, ref("money"))},
		"unknown takes any unit":    {abnd.PersonUnit, Unknown{}},
		"a product with zero":       {abnd.CurrentMoney, Times(Zero{}, ref("persons"))},
		"no factors are one":        {abnd.PureNumber, Times()},
		"no terms are zero":         {abnd.CurrentMoney, Total{}},
		"power":                     {abnd.PureNumber, Power(Plus(One{}, ref("share")), Minus(ref("year"), ref("year")))},
		"clamp":                     {abnd.PureNumber, Clamp(ref("share"))},
		"growth":                    {abnd.CurrentMoney, Growth(ref("money"), ref("share"))},
		"people":                    {abnd.PersonUnit, People{Sex: abnd.Female, Lo: Zero{}, Hi: ref("age")}},
	} {
		m := unitModel()
		m.Add(Line{Key: "result", Unit: c.unit, Years: abnd.Years{First: 2025, Last: 2026}, Formula: c.formula})
		if err := m.Compile(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
