package samebits_test

import (
	"fmt"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing/model/samebits"
)

const digits = 200 // bits of the oracle, far more than the 53 of a float64

// bigExp is e^x to some 190 bits: the series of x ÷ 2^40, squared 40 times.
func bigExp(x float64) *big.Float {
	const halvings = 40
	precise := func() *big.Float { return new(big.Float).SetPrec(digits + halvings) }
	r := precise().SetFloat64(x)
	r.SetMantExp(r, -halvings)
	sum, term := precise().SetInt64(1), precise().SetInt64(1)
	for n := range int64(12) {
		term.Mul(term, r)
		term.Quo(term, precise().SetInt64(n+1))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// off is how far got is from the truth, in units of got's last place.
func off(got float64, truth *big.Float) float64 {
	unit := math.Nextafter(math.Abs(got), math.Inf(1)) - math.Abs(got)
	d := new(big.Float).SetPrec(digits).Sub(new(big.Float).SetPrec(digits).SetFloat64(got), truth)
	d.Quo(d, new(big.Float).SetFloat64(unit))
	x, _ := d.Float64()
	return math.Abs(x)
}

// Oracle: the power series in 240 bits, independent of both this package and
// package math.
func TestExpIsRightToTheLastPlace(t *testing.T) {
	var worst float64
	proofs.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-700, 700).Draw(t, "x")
		if rapid.Bool().Draw(t, "small") {
			x /= 700
		}
		u := off(samebits.Exp(x), bigExp(x))
		worst = max(worst, u)
		if !(u < 1) {
			t.Fatalf("Exp(%v) is %.2f units off", x, u)
		}
	})
	t.Logf("worst error %.3f units in the last place", worst)
}

// Oracle: if y is near ln x then ln x = y + ln(x ÷ e^y), where x ÷ e^y is so
// near to 1 that it is its own logarithm but for 1 and a square.
func TestLogIsRightToTheLastPlace(t *testing.T) {
	var worst float64
	proofs.Check(t, func(t *rapid.T) {
		x := math.Ldexp(rapid.Float64Range(0.5, 1).Draw(t, "mantissa"), rapid.IntRange(-1000, 1000).Draw(t, "exponent"))
		if rapid.Bool().Draw(t, "near one") {
			x = rapid.Float64Range(0.5, 2).Draw(t, "x")
		}
		y := samebits.Log(x)
		if x == 1 {
			if y != 0 {
				t.Fatalf("Log(1) = %v", y)
			}
			return
		}
		rest := new(big.Float).SetPrec(digits).SetFloat64(x)
		rest.Quo(rest, bigExp(y))
		rest.Sub(rest, big.NewFloat(1))
		u := off(y, rest.Add(rest, new(big.Float).SetPrec(digits).SetFloat64(y)))
		worst = max(worst, u)
		if !(u < 1) {
			t.Fatalf("Log(%v) is %.2f units off", x, u)
		}
	})
	t.Logf("worst error %.3f units in the last place", worst)
}

// Oracle: sine and cosine by their power series in 240 bits, and two steps of
// Newton from the angle that package math gives.
func TestAsinIsRightToTwoPlaces(t *testing.T) {
	var worst float64
	proofs.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-1, 1).Draw(t, "x")
		if rapid.Bool().Draw(t, "near one") {
			x = math.Copysign(1-math.Ldexp(rapid.Float64Range(0, 1).Draw(t, "left"), rapid.IntRange(-50, 0).Draw(t, "exponent")), x)
		}
		u := off(samebits.Asin(x), bigAsin(x))
		worst = max(worst, u)
		if !(u < 2) {
			t.Fatalf("Asin(%v) is %.2f units off", x, u)
		}
	})
	t.Logf("at worst %.2f units in the last place", worst)
}

func bigAsin(x float64) *big.Float {
	precise := func() *big.Float { return new(big.Float).SetPrec(digits) }
	angle := precise().SetFloat64(math.Asin(x))
	for range 2 {
		sine, cosine := precise(), precise()
		term := precise().SetInt64(1)
		for n := int64(0); n < 80; n++ {
			signed := precise().Set(term)
			if n%4 >= 2 {
				signed.Neg(signed)
			}
			if n%2 == 0 {
				cosine.Add(cosine, signed)
			} else {
				sine.Add(sine, signed)
			}
			term.Mul(term, angle)
			term.Quo(term, precise().SetInt64(n+1))
		}
		if cosine.Sign() <= 0 || math.Abs(x) == 1 {
			break // at a right angle there is nothing to mend
		}
		step := precise().Sub(sine, precise().SetFloat64(x))
		angle.Sub(angle, step.Quo(step, cosine))
	}
	return angle
}

// Oracle: package math, which is right to about one unit; the error of the
// fraction's exponent grows with the logarithm of x.
func TestPowIsNearThatOfPackageMath(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(1e-6, 1e6).Draw(t, "x")
		y := rapid.Float64Range(-40, 40).Draw(t, "y")
		got, want := samebits.Pow(x, y), math.Pow(x, y)
		if math.Abs(got-want) > 2e-14*want {
			t.Fatalf("Pow(%v, %v) = %v, want %v", x, y, got, want)
		}
	})
}

func TestSpecialValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	values := []float64{-inf, -745.2, -2, -1, -0.5, math.Copysign(0, -1), 0, 0.5, 1, 1.5, 2, 3, 710, 1e300, inf, nan, math.SmallestNonzeroFloat64}
	same := func(name string, got, want float64) {
		t.Helper()
		switch {
		case math.IsNaN(want) && math.IsNaN(got):
		case want == 0 && got == 0 && math.Signbit(want) == math.Signbit(got):
		case got == want, math.Abs(got-want) <= 1e-14*math.Abs(want):
		default:
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	for _, x := range values {
		same(fmt.Sprintf("Exp(%v)", x), samebits.Exp(x), math.Exp(x))
		if x != math.SmallestNonzeroFloat64 { // which package math gets wrong on amd64
			same(fmt.Sprintf("Log(%v)", x), samebits.Log(x), math.Log(x))
		}
		for _, y := range values {
			if x != math.SmallestNonzeroFloat64 {
				same(fmt.Sprintf("Pow(%v, %v)", x, y), samebits.Pow(x, y), math.Pow(x, y))
			}
		}
	}
	// 5e-324 is 2^-1074.
	same("Log(5e-324)", samebits.Log(math.SmallestNonzeroFloat64), -1074*math.Ln2)
}

// The bits of a few results, which every machine must give. They were
// computed on linux/amd64; the errors above say that they are right.
func TestSameBitsEverywhere(t *testing.T) {
	for _, c := range []struct {
		name string
		got  float64
		want uint64
	}{
		{"Exp(0.1)", samebits.Exp(0.1), 0x3ff1aec7b35a00d4},
		{"Exp(-3.7)", samebits.Exp(-3.7), 0x3f99511fc6871044},
		{"Exp(12.3456789)", samebits.Exp(12.3456789), 0x410c12618e7a3c20},
		{"Log(0.0123)", samebits.Log(0.0123), 0xc01197b635f81342},
		{"Log(3)", samebits.Log(3), 0x3ff193ea7aad030a},
		{"Log(1.0000001)", samebits.Log(1.0000001), 0x3e7ad7f2847b6492},
		{"Asin(0.3)", samebits.Asin(0.3), 0x3fd380159e14f6ff},
		{"Asin(0.9)", samebits.Asin(0.9), 0x3ff1ea93705fa172},
		{"Pow(2.5, -3.3)", samebits.Pow(2.5, -3.3), 0x3fa8e478b03adaaa},
		{"Pow(1.03, 17)", samebits.Pow(1.03, 17), 0x3ffa72105bde0d1f},
		{"Pow(0.004, 0.45)", samebits.Pow(0.004, 0.45), 0x3fb556b1d5c225ee},
	} {
		if bits := math.Float64bits(c.got); bits != c.want {
			t.Errorf("%s = %#x, want %#x", c.name, bits, c.want)
		}
	}
}

func ExamplePow() {
	fmt.Printf("%.6f\n", samebits.Pow(1.02, 2.5))
	// Output: 1.050752
}
