package model_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing/model"
)

// Oracle: published constants, as testdata/functions/values.csv names them, to
// one unit in the last place of what a float64 holds. Spreadsheets are held to
// the same file.
func TestFunctionsGiveThePublishedValues(t *testing.T) {
	file, err := os.Open("../../testdata/functions/values.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[Function]int{}
	for _, row := range rows[1:] {
		f, ok := functionIn(row[0])
		if !ok {
			t.Errorf("no function is written %s", row[0])
			continue
		}
		seen[f]++
		x, want := number(t, row[1]), math.NaN()
		if row[2] != "" {
			want = number(t, row[2])
		}
		got := f.Of(x)
		if unit := math.Nextafter(math.Abs(want), math.Inf(1)) - math.Abs(want); !same([]float64{got}, []float64{want}) && !(math.Abs(got-want) <= unit) {
			t.Errorf("%s of %v is %v, want %v", row[0], x, got, want)
		}
		if unknown := f.Of(math.NaN()); !math.IsNaN(unknown) {
			t.Errorf("%s of what is not known is %v", row[0], unknown)
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

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
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
