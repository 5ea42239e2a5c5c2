package javascript_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/dop251/goja"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing/model/javascript"
	"github.com/openabnd/engine/costing/model/samebits"
)

// Oracle: the functions of the engine, bit by bit, at random numbers and at those
// where functions have their ends.
func TestFunctionsHaveTheBitsOfTheEngine(t *testing.T) {
	vm := goja.New()
	if _, err := vm.RunString(javascript.Source); err != nil {
		t.Fatal(err)
	}
	functions := map[string]func(float64, float64) float64{
		"exp":   func(x, _ float64) float64 { return samebits.Exp(x) },
		"log":   func(x, _ float64) float64 { return samebits.Log(x) },
		"pow":   samebits.Pow,
		"asin":  func(x, _ float64) float64 { return samebits.Asin(x) },
		"round": func(x, _ float64) float64 { return math.Round(x) },
	}
	numbers := proofs.Count(20_000, 2_000, 500)
	r := rand.New(rand.NewPCG(20, 26))
	ends := []float64{
		0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1.5, -2.5, 2, 3, -3, 0.49999999999999994, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64,
		math.SmallestNonzeroFloat64, 2e-310, -2e-310, 709.9, -708.5, -744.9, -746, 1 << 53, 1<<53 - 1, 1e19, -1e19, math.Sqrt2, 1000, 1001, -1001, 1e-300,
	}
	for name, engine := range functions {
		value, err := vm.RunString(name)
		if err != nil {
			t.Fatal(err)
		}
		f, ok := goja.AssertFunction(value)
		if !ok {
			t.Fatalf("%s is no function", name)
		}
		differ := 0
		check := func(x, y float64) {
			got, err := f(goja.Undefined(), vm.ToValue(x), vm.ToValue(y))
			if err != nil {
				t.Fatal(err)
			}
			want := engine(x, y)
			if g := got.ToFloat(); math.Float64bits(g) != math.Float64bits(want) && !(math.IsNaN(g) && math.IsNaN(want)) && differ < 5 {
				differ++
				t.Errorf("%s(%v, %v) is %v, the engine has %v", name, x, y, g, want)
			}
		}
		for _, x := range ends {
			for _, y := range ends {
				check(x, y)
			}
		}
		for range numbers {
			check(math.Float64frombits(r.Uint64()), math.Float64frombits(r.Uint64()))
			check(r.NormFloat64()*10, r.NormFloat64()*10)
			check(r.Float64(), float64(r.IntN(60)-30))
			check(1+r.Float64()/10, 40*r.Float64())
		}
	}
	proofs.Tell(t, "JavaScript: %d functions at %d numbers, every bit the engine's", len(functions), len(ends)*len(ends)+4*numbers)
}
