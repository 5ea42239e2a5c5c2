package demography_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing/demography"
	"pgregory.net/rapid"
)

// Properties: groups and the open group keep their totals, nothing is
// negative, and the open group falls as the pattern does.
func TestFromGroupsKeepsTotals(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		groups := rapid.SliceOfN(rapid.Float64Range(0, 1e6), 2, abnd.MaxAge/5).Draw(t, "groups")
		open := rapid.Float64Range(0, 1e5).Draw(t, "open")
		pattern := make([]float64, abnd.MaxAge+1)
		for age := range pattern {
			pattern[age] = 1e6 * math.Exp(-float64(age)/10)
		}
		ages, err := FromGroups(groups, open, pattern)
		if err != nil {
			t.Fatal(err)
		}
		if len(ages) != abnd.MaxAge+1 {
			t.Fatalf("%d ages", len(ages))
		}
		sum := func(from, to int) (s float64) {
			for age := from; age < to; age++ {
				if ages[age] < 0 {
					t.Fatalf("%g persons of age %d", ages[age], age)
				}
				s += ages[age]
			}
			return s
		}
		// An age of a small group is made of its large neighbours too.
		people := max(open, slices.Max(groups))
		for g, n := range groups {
			if got := sum(5*g, 5*g+5); !proofs.Alike(proofs.Recomputed, got, n, people) {
				t.Fatalf("group %d has %g of %g", g, got, n)
			}
		}
		if got := sum(5*len(groups), abnd.MaxAge+1); !proofs.Alike(proofs.Recomputed, got, open, people) {
			t.Fatalf("the open group has %g of %g", got, open)
		}
	})
}

func TestFromGroupsRefuses(t *testing.T) {
	good := []float64{3, 2, 1}
	for name, c := range map[string]struct {
		groups  []float64
		open    float64
		pattern []float64
		says    string
	}{
		"negative":      {[]float64{3, -2, 1}, 1, make([]float64, 101), "5-9 has -2"},
		"unknown":       {[]float64{3, 2, math.NaN()}, 1, make([]float64, 101), "10-14"},
		"open negative": {good, -1, make([]float64, 101), "15+ has -1"},
		"no pattern":    {good, 1, nil, "15+ into single ages"},
		"empty pattern": {good, 1, make([]float64, 101), "15+ into single ages"},
		"one group":     {good[:1], 1, nil, "1 age groups"},
		"too many":      {make([]float64, 21), 1, nil, "21 age groups"},
	} {
		if _, err := FromGroups(c.groups, c.open, c.pattern); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
