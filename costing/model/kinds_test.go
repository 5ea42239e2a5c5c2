package model_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/scripts"
	. "github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/costing/model/javascript"
)

// kindSample is a formula of one kind over the inputs of [sampleModel], with
// what it is in 2026, worked by hand, and how it is said.
type kindSample struct {
	formula Expr
	unit    abnd.Unit
	want    float64
	words   string
}

var kindSamples = map[string]kindSample{
	"Zero":     {Zero{}, abnd.PureNumber, 0, "0"},
	"One":      {One{}, abnd.PureNumber, 1, "1"},
	"Unknown":  {Unknown{}, abnd.PureNumber, math.NaN(), "not available"},
	"ThisYear": {ThisYear{}, abnd.CalendarYear, 2026, "2026"},
	"Ref":      {Ref{"series"}, abnd.PureNumber, 4, "Series"},
	"Prev":     {Prev{"series"}, abnd.PureNumber, 2, "Series 2025"},
	"At":       {At{"series", Ref{"year"}}, abnd.PureNumber, 8, "Series 2027"},
	"People":   {People{abnd.Female, Ref{"age"}, Ref{"age"}}, abnd.PersonUnit, 1001007, "Persons, female, age 7 to 7"},
	"Binary":   {Binary{Sub, Ref{"three"}, Ref{"five"}}, abnd.PureNumber, -2, "Three − Five"},
	"Total":    {Total{[]Expr{Ref{"three"}, Ref{"five"}, Ref{"series"}}}, abnd.PureNumber, 12, "Three + Five + Series"},
	"Extreme":  {Extreme{Greatest: true, Terms: []Expr{Ref{"three"}, Ref{"five"}}}, abnd.PureNumber, 5, "the highest of (Three; Five)"},
	"Apply":    {Apply{Sqrt, Ref{"series"}}, abnd.PureNumber, 2, "square root of (Series)"},
	"If":       {If{Compare{Less, Ref{"five"}, Ref{"three"}}, Zero{}, Ref{"five"}}, abnd.PureNumber, 5, "Five"},
	"Choose":   {Choose{"choice", []Expr{Zero{}, Ref{"three"}}}, abnd.PureNumber, 3, "Three"},
}

func sampleModel(s kindSample) *Model {
	m := NewModel(distinct(span))
	named := func(label string, line Line) {
		line.Label = abnd.Same(label)
		m.Add(line)
	}
	named("Three", input("three", abnd.PureNumber, 3))
	named("Five", input("five", abnd.PureNumber, 5))
	named("Series", input("series", abnd.PureNumber, 2, 4, 8, 16))
	named("Year", input("year", abnd.CalendarYear, 2027))
	named("Age", input("age", abnd.AgeInYears, 7))
	named("Choice", Line{Key: "choice", Unit: abnd.ChoiceUnit, List: YesNo, Inputs: []float64{1}})
	named("Blank", Line{Key: "blank", Blankable: true, Inputs: []float64{math.NaN()}})
	named("Sample", Line{Key: "sample", Unit: s.unit, Years: span, Formula: s.formula, Blankable: true})
	return m
}

// Every kind of formula is computed, drawn and said: the compiler asks for the
// methods of a reading, and this for what lies behind them. A kind without a
// sample fails; the oracle of each is its sample.
func TestEveryKindOfFormulaHasEveryReading(t *testing.T) {
	const year = abnd.Year(2026)
	same := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	kinds := reflect.TypeFor[Reading[int]]()
	for i := range kinds.NumMethod() {
		name := kinds.Method(i).Name
		s, ok := kindSamples[name]
		if !ok {
			t.Errorf("%s: this test has no sample of the kind", name)
			continue
		}
		m := sampleModel(s)
		p, err := m.Evaluate()
		if err != nil {
			t.Errorf("%s: units or translation: %v", name, err)
			continue
		}
		got := p.Values("sample")[year-span.First]
		if !same(got, s.want) {
			t.Errorf("%s: evaluate (evaluate.go) gives %v, want %v", name, got, s.want)
		}
		drawn := []Cell{{Key: "three"}, {Key: "five"}, {Key: "year"}, {Key: "age"}}
		in := [][]float64{{3}, {5}, {2027}, {7}}
		for _, y := range span.All() {
			drawn, in = append(drawn, Cell{"series", y}), append(in, []float64{math.Exp2(float64(y - span.First + 1))})
		}
		b := p.Batch(drawn, []Cell{{"sample", year}})
		out := make([][]float64, b.Columns())
		for i := range out {
			out[i] = make([]float64, 1)
		}
		b.Run(b.NewScratch(1), 1, in, out)
		place := b.Places()[0]
		if got = place.Value; !place.Constant {
			got = out[place.Column][0]
		}
		if !same(got, s.want) {
			t.Errorf("%s: batch (batchcompile.go, batchblock.go) gives %v, want %v", name, got, s.want)
		}
		if got = inJavaScript(t, p)[year-span.First]; !same(got, s.want) {
			t.Errorf("%s: JavaScript (javascript/formula.go, model.js) gives %v, want %v", name, got, s.want)
		}
		if x, _ := p.Trace("sample", year, 0); x.Formula.EN != s.words {
			t.Errorf("%s: words (words.go) say %q, want %q", name, x.Formula.EN, s.words)
		}
	}
	if len(kindSamples) != kinds.NumMethod() {
		t.Errorf("%d samples of %d kinds", len(kindSamples), kinds.NumMethod())
	}
}

// inJavaScript are the values of the sample as JavaScript computes them.
func inJavaScript(t *testing.T, p *Projection) []float64 {
	s := scripts.New(t, p, javascript.Part{})
	s.Run()
	return s.Values("sample")
}

// Oracle: the engine. A function without its case in model.js fails.
func TestEveryFunctionHasJavaScript(t *testing.T) {
	for _, f := range Functions() {
		p, err := sampleModel(kindSample{formula: Apply{f, Ref{"three"}}}).Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		got, want := inJavaScript(t, p)[0], p.Values("sample")[0]
		if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%s of 3 is %v in JavaScript, %v by the engine", f.Operator(), got, want)
		}
	}
}

// condSamples are conditions of every kind over the inputs of [sampleModel], one
// that holds in 2026 and one that does not.
var condSamples = map[string][2]Cond{
	"Compare": {Compare{LessEqual, Ref{"three"}, Ref{"three"}}, Compare{Equal, Ref{"five"}, Ref{"three"}}},
	"All":     {All{[]Cond{Known{"three"}, Is{"choice", No}}}, All{[]Cond{Known{"three"}, Is{"choice", Yes}}}},
	"Any":     {Any{[]Cond{Is{"choice", Yes}, Known{"three"}}}, Any{}},
	"Known":   {Known{"series"}, Known{"blank"}},
	"Is":      {Is{"choice", No}, Is{"choice", Yes}},
}

// Every kind of condition is computed by the engine and by JavaScript; the oracle
// is its sample. A kind without one fails.
func TestEveryKindOfConditionHasEveryReading(t *testing.T) {
	kinds := reflect.TypeFor[CondReading[int]]()
	for i := range kinds.NumMethod() {
		name := kinds.Method(i).Name
		s, ok := condSamples[name]
		if !ok {
			t.Errorf("%s: this test has no sample of the kind", name)
			continue
		}
		for j, want := range []float64{1, 0} {
			p, err := sampleModel(kindSample{formula: If{s[j], One{}, Zero{}}}).Evaluate()
			if err != nil {
				t.Errorf("%s: units or translation: %v", name, err)
				continue
			}
			if got := p.Values("sample")[1]; got != want {
				t.Errorf("%s: evaluate (evaluate.go) gives %v, want %v", name, got, want)
			}
			if got := inJavaScript(t, p)[1]; got != want {
				t.Errorf("%s: JavaScript (javascript/formula.go, model.js) gives %v, want %v", name, got, want)
			}
		}
	}
	if len(condSamples) != kinds.NumMethod() {
		t.Errorf("%d samples of %d kinds", len(condSamples), kinds.NumMethod())
	}
}

// A condition on a line that is 1 or 0 is a clause of what it means; of any
// other number it stays a comparison. The oracle is the sentence.
func TestAConditionOnAFactIsAClause(t *testing.T) {
	m := NewModel(nil)
	paid := &Fact{Yes: abnd.T("the benefit is paid", "a prestação é paga"), No: abnd.T("the benefit is not paid", "a prestação não é paga")}
	add := func(key Key, group string, fact *Fact, value float64) {
		line := input(key, abnd.PureNumber, value, value)
		line.Label, line.Group, line.Fact, line.Factor = abnd.Same(string(key)), group, fact, true
		m.Add(line)
	}
	add("on", "", paid, 1)
	add("off", "low/benefit/grant", paid, 0)
	add("count", "", nil, 3)
	either := Total{[]Expr{Ref{"on"}, Ref{"off"}}}
	years := abnd.Years{First: span.First, Last: span.First + 1}
	conditions := map[string]struct {
		cond Cond
		want abnd.Text
	}{
		"paid":          {Compare{Equal, Ref{"on"}, Zero{}}, abnd.T("the benefit is paid in 2026", "a prestação é paga em 2026")},
		"the year past": {Compare{Equal, Prev{"on"}, Zero{}}, abnd.T("the benefit is paid in 2025", "a prestação é paga em 2025")},
		"not paid":      {Compare{Equal, Ref{"off"}, Zero{}}, abnd.T("the benefit is not paid (low/benefit/grant) in 2026", "a prestação não é paga (low/benefit/grant) em 2026")},
		"one of them": {Compare{Less, Zero{}, either}, abnd.T("the benefit is paid in 2026 or the benefit is paid (low/benefit/grant) in 2026",
			"a prestação é paga em 2026 ou a prestação é paga (low/benefit/grant) em 2026")},
		"a number":       {Compare{Equal, Ref{"count"}, Zero{}}, abnd.Same("count ≠ 0")},
		"another number": {Compare{Less, Ref{"on"}, Ref{"count"}}, abnd.Same("on < count")},
	}
	for name, c := range conditions {
		m.Add(Line{Key: Key(name), Unit: abnd.PureNumber, Years: years, Formula: If{c.cond, One{}, Zero{}}})
	}
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range conditions {
		if x, _ := p.Trace(Key(name), 2026, 0); len(x.Reasons) != 1 || !x.Reasons[0].Equal(c.want) {
			t.Errorf("%s: %+v, want %+v", name, x.Reasons, c.want)
		}
	}
}
