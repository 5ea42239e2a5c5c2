package model_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing/model"
)

var span = abnd.Years{First: 2025, Last: 2028}

func input(key Key, unit abnd.Unit, values ...float64) Line {
	line := Line{Key: key, Unit: unit, Inputs: values}
	if len(values) > 1 {
		line.Years = abnd.Years{First: span.First, Last: span.First + abnd.Year(len(values)) - 1}
	}
	return line
}

func TestCompileNamesMissingLinesAndWrongYears(t *testing.T) {
	later := abnd.Years{First: 2026, Last: 2028}
	for name, c := range map[string]struct {
		line Line
		says string
	}{
		"a missing line":            {Line{Key: "x", Years: span, Formula: Ref{"nowhere"}}, "line x: there is no line nowhere"},
		"missing in a condition":    {Line{Key: "x", Years: span, Formula: If{Known{"nowhere"}, One{}, Zero{}}}, "there is no line nowhere"},
		"missing as a choice":       {Line{Key: "x", Years: span, Formula: Choose{On: "nowhere"}}, "there is no line nowhere"},
		"the past of one cell":      {Line{Key: "x", Years: span, Formula: Prev{"cell"}}, "cell is one cell and has no other years"},
		"any year of one cell":      {Line{Key: "x", Years: span, Formula: At{"cell", ThisYear{}}}, "cell is one cell and has no other years"},
		"a series in one cell":      {Line{Key: "x", Formula: Ref{"series"}}, "one cell cannot read the series series without a year"},
		"years that are not there":  {Line{Key: "x", Years: span, Formula: Ref{"later"}}, "line x (2025-2028): later has the years 2026-2028 only"},
		"the past of a later start": {Line{Key: "x", Years: span, Formula: Prev{"later"}}, "later has the years 2026-2028 only"},
	} {
		m := NewModel(nil)
		m.Add(input("cell", abnd.PureNumber, 1))
		m.Add(input("series", abnd.PureNumber, 1, 2, 3, 4))
		m.Add(Line{Key: "later", Years: later, Inputs: []float64{1, 2, 3}})
		m.Add(c.line)
		if err := m.Compile(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: the error is %v; it should say %q", name, err, c.says)
		}
		if p, err := m.Evaluate(); p != nil || err == nil {
			t.Errorf("%s: evaluates nonetheless", name)
		}
	}
}

func TestACycleIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		lines []Line
		says  string
	}{
		"two lines": {
			[]Line{{Key: "b", Years: span, Formula: Ref{"a"}}, {Key: "a", Years: span, Formula: Plus(Ref{"b"}, Ref{"free"})}, {Key: "free", Years: span, Formula: One{}}},
			"depend on one another in a cycle: a, b",
		},
		"itself":          {[]Line{{Key: "a", Years: span, Formula: Plus(Ref{"a"}, One{})}}, "in a cycle: a"},
		"a single cell":   {[]Line{{Key: "a", Formula: Ref{"b"}}, {Key: "b", Formula: Ref{"a"}}}, "in a cycle: a, b"},
		"beside its past": {[]Line{{Key: "a", Years: span, Formula: Plus(Ref{"b"}, Prev{"b"})}, {Key: "b", Years: span, Formula: Ref{"a"}}}, "in a cycle: a, b"},
		"any year of a dependant": {
			[]Line{{Key: "a", Years: span, Formula: At{"b", ThisYear{}}}, {Key: "b", Years: span, Formula: Ref{"a"}}},
			"line a reads other years of b, which depends on it",
		},
	} {
		m := NewModel(nil)
		for _, l := range c.lines {
			m.Add(l)
		}
		if err := m.Compile(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: the error is %v; it should say %q", name, err, c.says)
		}
	}
}

func TestAllFaultsComeInOnePass(t *testing.T) {
	m := NewModel(nil)
	m.Add(input("money", abnd.CurrentMoney, 1))
	m.Add(input("persons", abnd.PersonUnit, 1))
	m.Add(Line{Key: "first", Unit: abnd.CurrentMoney, Formula: Ref{"persons"}})
	m.Add(Line{Key: "second", Unit: abnd.PersonUnit, Formula: Ref{"money"}})
	m.Add(Line{Key: "loop", Formula: Ref{"loop"}})
	expectAll(t, m.Compile(), "line first", "line second", "in a cycle: loop")

	missing := NewModel(nil)
	missing.Add(Line{Key: "first", Formula: Ref{"nowhere"}})
	missing.Add(Line{Key: "second", Formula: Plus(Ref{"nothing"}, Ref{"none"})})
	expectAll(t, missing.Compile(), "no line nowhere", "no line nothing", "no line none")
}

func expectAll(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("it compiles")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not in the error:\n%v", part, err)
		}
	}
}

// The order in which lines are added must not matter: each pass adds the
// same chain of lines from another end.
func TestTheOrderOfLinesIsDerived(t *testing.T) {
	lines := []Line{
		input("a", abnd.PureNumber, 1, 2, 3, 4),
		{Key: "b", Years: span, Formula: Plus(Ref{"a"}, One{})},
		{Key: "c", Years: span, Formula: Times(Ref{"b"}, Ref{"b"})},
		{Key: "d", Years: span, Formula: Minus(Ref{"c"}, Ref{"a"})},
	}
	for shift := range lines {
		m := NewModel(nil)
		for i := range lines {
			m.Add(lines[(len(lines)-i+shift)%len(lines)])
		}
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []float64{3, 7, 13, 21} { // (a+1)² − a
			if got := p.Values("d")[i]; got != want {
				t.Errorf("start %d: d = %v in year %d, want %v", shift, got, i, want)
			}
		}
	}
}

func TestCompileTwiceDoesNothing(t *testing.T) {
	m := NewModel(nil)
	m.Add(Line{Key: "x", Formula: One{}})
	if err := m.Compile(); err != nil {
		t.Fatal(err)
	}
	if err := m.Compile(); err != nil {
		t.Fatal(err)
	}
}

// A single cell stands in no column, so it has no year to read.
func TestCompileRefusesTheYearInASingleCell(t *testing.T) {
	for name, formula := range map[string]Expr{
		"year":   ThisYear{},
		"people": People{Sex: abnd.Female, Lo: Zero{}, Hi: Zero{}},
	} {
		m := NewModel(nil)
		unit := abnd.CalendarYear
		if name == "people" {
			unit = abnd.PersonUnit
		}
		m.Add(Line{Key: "cell", Unit: unit, Formula: formula})
		if err := m.Compile(); err == nil || !strings.Contains(err.Error(), "line cell: one cell has no year") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
