package model_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing/model"
)

// Oracle: published constants, as testdata/functions/values.csv names them, to
// one unit in the last place of what a float64 holds. Spreadsheets are held to
// the same file.
func TestFunctionsGiveThePublishedValues(t *testing.T) {
	seen := map[Function]int{}
	for _, v := range proofs.FunctionValues(t, "../..") {
		f, ok := functionIn(v.Formula)
		if !ok {
			t.Errorf("no function is written %s", v.Formula)
			continue
		}
		seen[f]++
		got := f.Of(v.X)
		if unit := math.Nextafter(math.Abs(v.Value), math.Inf(1)) - math.Abs(v.Value); !same([]float64{got}, []float64{v.Value}) && !(math.Abs(got-v.Value) <= unit) {
			t.Errorf("%s of %v is %v, want %v", v.Formula, v.X, got, v.Value)
		}
		if unknown := f.Of(math.NaN()); !math.IsNaN(unknown) {
			t.Errorf("%s of what is not known is %v", v.Formula, unknown)
		}
	}
	for _, f := range Functions() {
		if seen[f] < 3 {
			t.Errorf("%s has %d values only", f.Operator(), seen[f])
		}
	}
}

func functionIn(formula string) (Function, bool) {
	for _, f := range Functions() {
		if f.InSheet("x") == formula {
			return f, true
		}
	}
	return 0, false
}

// A function that makes a pure number of a pure number refuses money, and
// rounding gives back what it was given.
func TestUnitsOfFunctions(t *testing.T) {
	for _, f := range Functions() {
		m := NewModel(nil)
		m.Add(input("money", abnd.CurrentMoney, 2))
		m.Add(Line{Key: "x", Unit: abnd.CurrentMoney, Formula: Apply{f, Ref{"money"}}})
		err := m.Compile()
		if (f == RoundOff) != (err == nil) {
			t.Errorf("%s of money: %v", f.Operator(), err)
		}
		if err != nil && !strings.Contains(err.Error(), "line x") {
			t.Errorf("%s of money: the line is not named: %v", f.Operator(), err)
		}
	}
}
