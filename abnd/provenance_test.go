package abnd_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/openabnd/engine/abnd"
)

func TestAValueIsOneOfThree(t *testing.T) {
	for _, c := range []struct {
		value   abnd.Value
		text    string
		blank   bool
		number  float64
		isNum   bool
		code    string
		isACode bool
	}{
		{value: abnd.Value{}, blank: true},
		{value: abnd.Code(""), blank: true},
		{value: abnd.Num(0), text: "0", isNum: true},
		{value: abnd.Num(0.923134), text: "0.923134", number: 0.923134, isNum: true},
		{value: abnd.Num(1e-20), text: "1e-20", number: 1e-20, isNum: true},
		{value: abnd.Code("cpi"), text: "cpi", code: "cpi", isACode: true},
		{value: abnd.Code("12"), text: "12", code: "12", isACode: true},
	} {
		number, isNum := c.value.Number()
		code, isACode := c.value.Code()
		if c.value.String() != c.text || c.value.IsBlank() != c.blank || number != c.number || isNum != c.isNum || code != c.code || isACode != c.isACode {
			t.Errorf("%#v: text %q, blank %v, number %v %v, code %q %v", c.value, c.value.String(), c.value.IsBlank(), number, isNum, code, isACode)
		}
	}
}

func TestAValueIsWrittenWithAllItsDigits(t *testing.T) {
	for _, x := range []float64{0.1 + 0.2, math.Pi * 1e12, math.MaxFloat64, math.SmallestNonzeroFloat64, -1.0 / 3} {
		back, err := strconv.ParseFloat(abnd.Num(x).String(), 64)
		if err != nil || back != x {
			t.Errorf("%v is written %q and read back as %v", x, abnd.Num(x), back)
		}
	}
}

func TestValuesCompare(t *testing.T) {
	if !cmp.Equal(abnd.Num(1), abnd.Num(1)) || cmp.Equal(abnd.Num(1), abnd.Code("1")) || cmp.Equal(abnd.Value{}, abnd.Num(0)) {
		t.Error("values of different kinds must differ, equal ones must not")
	}
}

func TestKnownFigure(t *testing.T) {
	if got, want := abnd.Known(30, 2010), (abnd.Figure{Value: 30, Known: true, Year: 2010}); got != want {
		t.Errorf("got %+v", got)
	}
}

func TestConfidencesGoFromBestToWorst(t *testing.T) {
	want := []abnd.Confidence{"high", "medium", "low", "assumption"}
	if diff := cmp.Diff(want, abnd.Confidences()); diff != "" {
		t.Error(diff)
	}
}

// The oracle is the decimal notation of what spreadsheets write. A figure that
// is kept stays as it is, and what has no digits is left alone.
func TestAFigureIsKeptToFifteenDigits(t *testing.T) {
	for x, want := range map[float64]float64{
		0: 0, 25: 25, -0.1: -0.1, 1.0 / 3: 0.333333333333333, 2.8 / 100: 0.028, 0.031451547887469476: 0.0314515478874695,
		123456789012345678: 123456789012346000, math.MaxFloat64: math.MaxFloat64, math.Inf(1): math.Inf(1),
	} {
		if got := abnd.Kept(x); got != want || abnd.Kept(got) != got {
			t.Errorf("%v is kept as %v, want %v", x, got, want)
		}
	}
	if !math.IsNaN(abnd.Kept(math.NaN())) {
		t.Error("what is no number has become one")
	}
}
