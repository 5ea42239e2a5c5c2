package proofs

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTheSwitch(t *testing.T) {
	for word, want := range map[string]bool{"": false, "sample": false, "all": true} {
		if got, err := isAll(word); got != want || err != nil {
			t.Errorf("%q: %v, %v", word, got, err)
		}
	}
	for _, word := range []string{"ALL", "1", "yes", "none"} {
		if _, err := isAll(word); err == nil || !strings.Contains(err.Error(), Variable) {
			t.Errorf("%q is taken: %v", word, err)
		}
	}
}

func TestSamplesAreTakenEvenly(t *testing.T) {
	of := []int{0, 1, 2, 3, 4, 5, 6}
	for n, want := range map[int][]int{0: {}, 1: {3}, 2: {0, 6}, 3: {0, 3, 6}, 4: {0, 2, 4, 6}, 7: of, 9: of} {
		if got := evenly(of, n); !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", n, got, want)
		}
	}
}

// As many cases are tried as the run takes, and at least one: a property that
// is tried on none holds always.
func TestAsManyCasesAreTried(t *testing.T) {
	tried := 0
	Check(t, func(t *rapid.T) {
		rapid.Bool().Draw(t, "anything")
		tried++
	})
	if want := Count(cases.all, cases.sample, cases.short); !rapidSaid() && tried != want || tried == 0 {
		t.Errorf("%d cases were tried, want %d", tried, want)
	}
}

// rapidSaid says whether whoever runs the tests has chosen the number.
func rapidSaid() bool {
	_, said := os.LookupEnv("RAPID_CHECKS")
	return said || slices.ContainsFunc(os.Args, func(arg string) bool { return strings.Contains(arg, "rapid.checks") })
}

func TestAlike(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		a, b   float64
		madeOf []float64
		want   bool
	}{
		{1, 1, nil, true},
		{0, 0, nil, true},
		{inf, inf, nil, true},
		{1, 1 + 1e-13, nil, true},
		{1, 1 + 1e-11, nil, false},
		{1e-224, 1.0000001e-224, nil, false},                 // in itself these are two figures,
		{1e-224, 1.0000001e-224, []float64{5000}, true},      // as shares of 5,000 they are both nobody
		{1.636291369233e-312, 1.63637215628e-312, nil, true}, // and here a float64 has no more digits
		{1e-3, 1e-3 + 1e-11, nil, false},
		{1e-3, 1e-3 + 1e-11, []float64{-5000, 2}, true},
		{1e9, 1e9 + 1e-4, nil, true},
		{nan, 1, nil, false},
		{nan, nan, []float64{5000}, false},
		{inf, 1, nil, false},
		{inf, -inf, nil, false},
	} {
		if got := Alike(Rounded, c.a, c.b, c.madeOf...); got != c.want {
			t.Errorf("%v and %v of %v: %v", c.a, c.b, c.madeOf, got)
		}
		if got := Alike(Rounded, c.b, c.a, c.madeOf...); got != c.want {
			t.Errorf("%v and %v of %v: %v", c.b, c.a, c.madeOf, got)
		}
	}
}

func TestAtMost(t *testing.T) {
	for _, c := range []struct {
		small, large float64
		madeOf       []float64
		want         bool
	}{
		{1, 2, nil, true},
		{2, 1, nil, false},
		{-3, -2, nil, true},
		{1 + 1e-13, 1, nil, true},
		{1 + 1e-11, 1, nil, false},
		{1.0000001e-224, 1e-224, []float64{5000}, true},
		{1e-6, 0, []float64{5000}, false},
		{math.NaN(), 1, nil, false},
	} {
		if got := AtMost(Rounded, c.small, c.large, c.madeOf...); got != c.want {
			t.Errorf("%v at most %v of %v: %v", c.small, c.large, c.madeOf, got)
		}
	}
}

// Every property of the project is tried through [Check], so that one place
// says on how many cases, and nothing is skipped in silence.
func TestPropertiesAreTriedHere(t *testing.T) {
	files := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for call, remedy := range map[string]string{
			"rapid.Check" + "(":     "proofs.Check, which says on how many cases",
			"rapid.MakeCheck" + "(": "proofs.Check, which says on how many cases",
			"\tt.Skip" + "(":        "proofs.Missing, which reports it and fails where nothing may be skipped",
		} {
			if strings.Contains(string(data), call) {
				t.Errorf("%s calls %s); call %s", path, strings.TrimSpace(call), remedy)
			}
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d files: %v", files, err)
	}
}
