package model_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing/model"
)

// strange formulas and conditions that the engine does not know.
type (
	strangeExpr struct{ Expr }
	strangeCond struct{ Cond }
)

func TestMisusePanicsWithAClearMessage(t *testing.T) {
	compiled := func() *Model {
		m := NewModel(nil)
		m.Add(Line{Key: "x", Formula: One{}})
		if err := m.Compile(); err != nil {
			t.Fatal(err)
		}
		return m
	}
	for name, c := range map[string]struct {
		misuse func()
		says   string
	}{
		"a key that is taken": {func() {
			m := NewModel(nil)
			m.Add(Line{Key: "x", Formula: One{}})
			m.Add(Line{Key: "x", Formula: Zero{}})
		}, `two lines have the key "x"`},
		"a line without a key":     {func() { NewModel(nil).Add(Line{Formula: One{}}) }, "needs a key"},
		"too few inputs":           {func() { NewModel(nil).Add(Line{Key: "x", Years: span, Inputs: []float64{1}}) }, `"x" has 1 values for 4 places`},
		"too many inputs":          {func() { NewModel(nil).Add(Line{Key: "x", Inputs: []float64{1, 2}}) }, `"x" has 2 values for 1 places`},
		"neither input nor rule":   {func() { NewModel(nil).Add(Line{Key: "x"}) }, `"x" has 0 values for 1 places`},
		"a line after compiling":   {func() { compiled().Add(Line{Key: "y", Formula: One{}}) }, "the model is compiled"},
		"a line that is not there": {func() { compiled().Line("y") }, `no line has the key "y"`},
		"values that are not there": {func() {
			p, _ := compiled().Evaluate()
			p.Values("y")
		}, `no line has the key "y"`},
		"a strange formula": {func() {
			m := NewModel(nil)
			m.Add(Line{Key: "x", Formula: strangeExpr{}})
			_ = m.Compile()
		}, "unknown kind of formula"},
		"a strange condition": {func() {
			m := NewModel(nil)
			m.Add(Line{Key: "x", Formula: If{strangeCond{}, One{}, Zero{}}})
			_ = m.Compile()
		}, "unknown kind of condition"},
	} {
		func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, c.says) {
					t.Errorf("%s: panic says %q, should say %q", name, said, c.says)
				}
			}()
			c.misuse()
		}()
	}
}

func TestModelTellsItsLines(t *testing.T) {
	population := abnd.NewPopulation(span)
	m := NewModel(&population)
	m.Add(input("rate", abnd.PureNumber, 0.1))
	if key := m.Add(Line{Key: "series", Years: span, Formula: Ref{"rate"}}); key != "series" {
		t.Errorf("Add returns %q", key)
	}
	rate, series := m.Line("rate"), m.Line("series")
	if !rate.IsInput() || rate.IsSeries() || series.IsInput() || !series.IsSeries() {
		t.Error("inputs and series are mixed up")
	}
	if !m.Has("rate") || m.Has("nowhere") || len(m.Lines()) != 2 || m.Lines()[1].Key != "series" {
		t.Error("the lines are not as added")
	}
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	if p.Model() != m || m.Population() != &population {
		t.Error("model or population is another one")
	}
}

func TestListFindsItsCodes(t *testing.T) {
	if YesNo.Index(Yes) != 0 || YesNo.Index(No) != 1 || YesNo.Index("maybe") != -1 {
		t.Error("places of the codes are wrong")
	}
	if got := fmt.Sprint(YesNo.Names()); got != "[yes no]" {
		t.Error(got)
	}
}

func TestOperatorsAreWrittenAsInAFormula(t *testing.T) {
	var written string
	for _, op := range []Op{Add, Sub, Mul, Div, Pow, Less, LessEqual, Equal} {
		written += op.Symbol() + " "
	}
	if written != "+ - * / ^ < <= = " {
		t.Error(written)
	}
}
