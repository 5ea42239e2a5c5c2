package model_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing/model"
)

var blank = math.NaN()

// values evaluates one formula over span in a model that holds a few inputs.
func values(t *testing.T, unit abnd.Unit, formula Expr) []float64 {
	t.Helper()
	m := NewModel(nil)
	m.Add(input("series", abnd.PureNumber, 10, 20, 30, 40))
	m.Add(input("holes", abnd.PureNumber, 1, blank, 3, blank))
	m.Add(input("two", abnd.PureNumber, 2))
	m.Add(input("none", abnd.PureNumber, blank))
	m.Add(input("y2026", abnd.CalendarYear, 2026))
	m.Add(input("y2026½", abnd.CalendarYear, 2026.5))
	m.Add(input("noyear", abnd.CalendarYear, blank))
	m.Add(Line{Key: "yes", Unit: abnd.ChoiceUnit, List: YesNo, Inputs: []float64{0}})
	m.Add(Line{Key: "no", Unit: abnd.ChoiceUnit, List: YesNo, Inputs: []float64{1}})
	m.Add(Line{Key: "unchosen", Unit: abnd.ChoiceUnit, List: YesNo, Inputs: []float64{blank}})
	m.Add(Line{Key: "long", Years: abnd.Years{First: 2020, Last: 2030}, Inputs: []float64{20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30}})
	m.Add(Line{Key: "x", Unit: unit, Years: span, Formula: formula})
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return p.Values("x")
}

func same(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !(math.IsNaN(a[i]) && math.IsNaN(b[i])) {
			return false
		}
	}
	return true
}

func TestEveryOperation(t *testing.T) {
	series, two, holes := Ref{"series"}, Ref{"two"}, Ref{"holes"}
	truth := func(c Cond) Expr { return If{c, One{}, Zero{}} }
	in2026 := Ref{"y2026"}
	never, always := Compare{Equal, One{}, Zero{}}, Compare{Equal, One{}, One{}}
	for name, c := range map[string]struct {
		formula Expr
		want    []float64
	}{
		"sum":                        {Plus(series, two), []float64{12, 22, 32, 42}},
		"difference":                 {Minus(series, two), []float64{8, 18, 28, 38}},
		"product of three":           {Times(series, two, two), []float64{40, 80, 120, 160}},
		"quotient":                   {Over(series, two), []float64{5, 10, 15, 20}},
		"power":                      {Power(two, Minus(ThisYear{}, in2026)), []float64{0.5, 1, 2, 4}},
		"growth":                     {Growth(two, series), []float64{22, 42, 62, 82}},
		"total":                      {Total{[]Expr{series, two, holes}}, []float64{13, blank, 35, blank}},
		"empty total":                {Total{}, []float64{0, 0, 0, 0}},
		"least":                      {Extreme{Terms: []Expr{series, Times(two, two, two, two), One{}}}, []float64{1, 1, 1, 1}},
		"greatest":                   {Extreme{Greatest: true, Terms: []Expr{series, Times(series, two), two}}, []float64{20, 40, 60, 80}},
		"greatest with a blank":      {Extreme{Greatest: true, Terms: []Expr{holes, two}}, []float64{2, blank, 3, blank}},
		"clamp from below and above": {Clamp(Over(Minus(ThisYear{}, in2026), two)), []float64{0, 0, 0.5, 1}},
		"a blank spreads":            {Plus(series, holes), []float64{11, blank, 33, blank}},
		"the unknown":                {Unknown{}, []float64{blank, blank, blank, blank}},
		"known":                      {truth(Known{"holes"}), []float64{1, 0, 1, 0}},
		"a known cell":               {truth(Known{"two"}), []float64{1, 1, 1, 1}},
		"an unknown cell":            {truth(Known{"none"}), []float64{0, 0, 0, 0}},
		"less":                       {truth(Compare{Less, ThisYear{}, in2026}), []float64{1, 0, 0, 0}},
		"less or equal":              {truth(Compare{LessEqual, ThisYear{}, in2026}), []float64{1, 1, 0, 0}},
		"equal":                      {truth(Compare{Equal, ThisYear{}, in2026}), []float64{0, 1, 0, 0}},
		"a blank compares to nobody": {truth(Any{[]Cond{Compare{LessEqual, holes, two}, Compare{Less, two, holes}}}), []float64{1, 0, 1, 0}},
		"all":                        {truth(All{[]Cond{Known{"holes"}, Compare{Less, in2026, ThisYear{}}}}), []float64{0, 0, 1, 0}},
		"any":                        {truth(Any{[]Cond{Known{"holes"}, Compare{Less, in2026, ThisYear{}}}}), []float64{1, 0, 1, 1}},
		"all of none":                {truth(All{}), []float64{1, 1, 1, 1}},
		"any of none":                {truth(Any{}), []float64{0, 0, 0, 0}},
		"is":                         {truth(Is{"yes", Yes}), []float64{1, 1, 1, 1}},
		"is not":                     {truth(Is{"no", Yes}), []float64{0, 0, 0, 0}},
		"a blank choice is nothing":  {truth(Any{[]Cond{Is{"unchosen", Yes}, Is{"unchosen", No}}}), []float64{0, 0, 0, 0}},
		"if by year":                 {If{Compare{Equal, ThisYear{}, in2026}, series, two}, []float64{2, 20, 2, 2}},
		"the branch not taken":       {Plus(If{never, Unknown{}, two}, If{always, two, Unknown{}}), []float64{4, 4, 4, 4}},
		"choose first":               {Choose{"yes", []Expr{series, two}}, []float64{10, 20, 30, 40}},
		"choose second":              {Choose{"no", []Expr{series, two}}, []float64{2, 2, 2, 2}},
		"choose with a blank":        {Choose{"unchosen", []Expr{series, two}}, []float64{blank, blank, blank, blank}},
		"a longer series":            {Ref{"long"}, []float64{25, 26, 27, 28}},
		"the year before, longer":    {Prev{"long"}, []float64{24, 25, 26, 27}},
		"the year before, none":      {Prev{"series"}, []float64{blank, 10, 20, 30}},
		"the year before, guarded":   {If{Compare{Less, ThisYear{}, in2026}, two, Prev{"series"}}, []float64{2, 10, 20, 30}},
		"at":                         {At{"series", in2026}, []float64{20, 20, 20, 20}},
		"at this year":               {At{"series", ThisYear{}}, []float64{10, 20, 30, 40}},
		"at no whole year":           {At{"series", Ref{"y2026½"}}, []float64{blank, blank, blank, blank}},
		"at an unknown year":         {At{"series", Ref{"noyear"}}, []float64{blank, blank, blank, blank}},
	} {
		if got := values(t, abnd.PureNumber, c.formula); !same(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if got := values(t, abnd.CalendarYear, ThisYear{}); !same(got, []float64{2025, 2026, 2027, 2028}) {
		t.Errorf("this year: %v", got)
	}
}

// Outside the years of the line At is unknown, on both sides and far away.
func TestAtOutsideTheYearsIsUnknown(t *testing.T) {
	for _, year := range []float64{2024, 2029, 0, -5, 1e15, math.Inf(1), math.Inf(-1)} {
		m := NewModel(nil)
		m.Add(input("series", abnd.PureNumber, 10, 20, 30, 40))
		m.Add(input("year", abnd.CalendarYear, year))
		m.Add(Line{Key: "x", Formula: At{"series", Ref{"year"}}})
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		if x, ok := p.Value("x", 0); ok {
			t.Errorf("in %v it is %v", year, x)
		}
	}
}

// A stock and its flow depend on one another through the past. Worked by
// hand, with interest of 10 % on the debt before and a primary balance of 5:
//
//	2025  debt 100 (given)
//	2026  interest 10,   balance −5,     debt 100 × 1.1 − 5     = 105
//	2027  interest 10.5, balance −5.5,   debt 105 × 1.1 − 5     = 110.5
//	2028  interest 11.05, balance −6.05, debt 110.5 × 1.1 − 5   = 116.55
func TestAStockAndItsFlow(t *testing.T) {
	m := NewModel(nil)
	m.Add(input("first", abnd.CalendarYear, 2025))
	m.Add(input("start", abnd.CurrentMoney, 100))
	m.Add(input("rate", abnd.PureNumber, 0.1))
	m.Add(input("primary", abnd.CurrentMoney, 5))
	inFirst := Compare{Equal, ThisYear{}, Ref{"first"}}
	m.Add(Line{Key: "debt", Unit: abnd.CurrentMoney, Years: span, Formula: If{inFirst, Ref{"start"}, Minus(Prev{"debt"}, Ref{"balance"})}})
	m.Add(Line{Key: "balance", Unit: abnd.CurrentMoney, Years: span, Formula: Minus(Ref{"primary"}, Ref{"interest"})})
	m.Add(Line{Key: "interest", Unit: abnd.CurrentMoney, Years: span, Formula: Times(Prev{"debt"}, Ref{"rate"})})
	// What reads the stock comes after it, whole years at a time.
	m.Add(Line{Key: "change", Unit: abnd.CurrentMoney, Years: span, Formula: Minus(Ref{"debt"}, Prev{"debt"})})
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[Key][]float64{
		"debt":     {100, 105, 110.5, 116.55},
		"interest": {blank, 10, 10.5, 11.05},
		"balance":  {blank, -5, -5.5, -6.05},
		"change":   {blank, 5, 5.5, 6.05},
	} {
		for i, x := range p.Values(key) {
			if math.IsNaN(x) != math.IsNaN(want[i]) || math.Abs(x-want[i]) > 1e-12 {
				t.Errorf("%s in %d = %v, want %v", key, 2025+i, x, want[i])
			}
		}
	}
}

// Lines of one cycle through the past may start in different years.
func TestALaggedCycleWithDifferentStarts(t *testing.T) {
	m := NewModel(nil)
	whole := abnd.Years{First: 2020, Last: 2023}
	m.Add(input("first", abnd.CalendarYear, 2020))
	m.Add(Line{Key: "a", Years: whole, Formula: If{Compare{Equal, ThisYear{}, Ref{"first"}}, One{}, Plus(Prev{"a"}, Prev{"a"})}})
	m.Add(Line{Key: "b", Years: abnd.Years{First: 2022, Last: 2023}, Formula: Plus(Ref{"a"}, Prev{"a"})})
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	if a, b := p.Values("a"), p.Values("b"); !same(a, []float64{1, 2, 4, 8}) || !same(b, []float64{6, 12}) {
		t.Errorf("a %v, b %v", a, b)
	}
}

func TestValueTellsWhatIsNotKnown(t *testing.T) {
	m := NewModel(nil)
	m.Add(input("series", abnd.PureNumber, 10, blank))
	m.Add(input("cell", abnd.PureNumber, 7))
	m.Add(Line{Key: "choice", Unit: abnd.ChoiceUnit, List: YesNo, Inputs: []float64{1}})
	m.Add(Line{Key: "unchosen", Unit: abnd.ChoiceUnit, List: YesNo, Inputs: []float64{blank}})
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		key  Key
		year abnd.Year
		x    float64
		ok   bool
	}{
		{"series", 2025, 10, true}, {"series", 2026, 0, false}, {"series", 2024, 0, false}, {"series", 2027, 0, false},
		{"cell", 0, 7, true}, {"cell", 2099, 7, true},
	} {
		if x, ok := p.Value(c.key, c.year); x != c.x || ok != c.ok {
			t.Errorf("%s in %d: %v, %v; want %v, %v", c.key, c.year, x, ok, c.x, c.ok)
		}
	}
	if p.Choice("choice") != No || p.Choice("unchosen") != "" {
		t.Errorf("choices %q and %q", p.Choice("choice"), p.Choice("unchosen"))
	}
}

// Floating point says that anything to the power of zero is one, even what is
// not a number; here what is not known stays so, as in the workbook.
func TestUnknownToThePowerOfZeroIsUnknown(t *testing.T) {
	nothing := Minus(Ref{"two"}, Ref{"two"})
	for name, formula := range map[string]Expr{
		"base":     Power(Ref{"none"}, nothing),
		"exponent": Power(One{}, Ref{"none"}),
	} {
		if got := values(t, abnd.PureNumber, formula); !same(got, []float64{blank, blank, blank, blank}) {
			t.Errorf("unknown %s: %v", name, got)
		}
	}
}
