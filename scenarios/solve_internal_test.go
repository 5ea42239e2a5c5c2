package scenarios

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The root of a straight line, of curves, and the last place before a step,
// from both sides. The places are known in closed form.
func TestLastBelow(t *testing.T) {
	cases := []struct {
		name       string
		f          func(float64) float64
		a, b, want float64
		calls      int // at most
	}{
		{"straight", func(x float64) float64 { return 3*x - 1 }, 0, 10, 1. / 3, 6},
		{"falling", func(x float64) float64 { return 2 - x/7 }, 1000, 0, 14, 6},
		{"cube", func(x float64) float64 { return x*x*x - 2 }, 0, 5, math.Cbrt(2), 25},
		{"exponential", func(x float64) float64 { return math.Exp(x) - 1e6 }, 0, 40, math.Log(1e6), 60},
		{"step", func(x float64) float64 { return math.Floor(x) - 6.5 }, 0, 100, 7, 80},
		{"end of the numbers", func(x float64) float64 {
			if x > 2 {
				return math.NaN()
			}
			return x - 3
		}, 0, 8, 2, 120},
	}
	for _, c := range cases {
		calls := 0
		x, fx := lastBelow(func(x float64) float64 { calls++; return c.f(x) }, c.a, c.f(c.a), c.b, c.f(c.b), 1e-12)
		if math.Abs(x-c.want) > 1e-11*max(1, math.Abs(c.want)) || fx > 0 || fx != c.f(x) {
			t.Errorf("%s: %v (f = %v), want %v", c.name, x, fx, c.want)
		}
		if calls > c.calls {
			t.Errorf("%s: %d calls of f, more than %d", c.name, calls, c.calls)
		}
	}
}

// randomKnapsack draws blocks with costs of either sign and few different
// numbers, so that ties are common.
func randomKnapsack(r *rand.Rand) *knapsack {
	years := 1 + r.IntN(4)
	k := &knapsack{}
	member := 0
	for range 1 + r.IntN(5) {
		b := &block{}
		for range 1 + r.IntN(2) {
			b.members = append(b.members, member)
			member++
		}
		for i := range 1 + r.IntN(5) {
			o := option{picks: make([]int, len(b.members))}
			if i > 0 {
				for j := range o.picks {
					o.picks[j] = r.IntN(3)
				}
				o.weighted = float64(r.IntN(9) - 1)
				o.people = 2 * o.weighted
			}
			for range years {
				cost := 0.0
				if i > 0 {
					cost = float64(r.IntN(12)-2) / 8
				}
				o.cost = append(o.cost, cost)
				o.mean += cost / float64(years)
			}
			b.options = append(b.options, o)
		}
		k.blocks = append(k.blocks, b)
	}
	for range years {
		k.room = append(k.room, float64(r.IntN(24)-2)/8)
	}
	for range r.IntN(3) {
		if a, b := r.IntN(member), r.IntN(member); a != b {
			if r.IntN(2) == 0 {
				k.rules = append(k.rules, exclusive{a, b})
			} else {
				k.rules = append(k.rules, prerequisite{a, b})
			}
		}
	}
	return k
}

// enumerate looks at every choice with plain loops.
func enumerate(k *knapsack) *packing {
	var best *packing
	chosen := make([]int, len(k.blocks))
	for {
		p := &packing{options: slices.Clone(chosen)}
		cost := make([]float64, len(k.room))
		taken := map[int]bool{}
		for i, b := range k.blocks {
			o := b.options[chosen[i]]
			p.weighted, p.people, p.mean = p.weighted+o.weighted, p.people+o.people, p.mean+o.mean
			for t := range cost {
				cost[t] += o.cost[t]
			}
			for j, m := range b.members {
				taken[m] = o.picks[j] > 0
			}
		}
		fits := true
		for t := range cost {
			fits = fits && cost[t] <= k.room[t]
		}
		for _, r := range k.rules {
			switch r := r.(type) {
			case exclusive:
				fits = fits && !(taken[r[0]] && taken[r[1]])
			case prerequisite:
				fits = fits && (!taken[r.benefit] || taken[r.needs])
			}
		}
		if fits && (best == nil || p.compare(best) < 0) {
			best = p
		}
		at := len(chosen) - 1
		for ; at >= 0; at-- {
			if chosen[at]++; chosen[at] < len(k.blocks[at].options) {
				break
			}
			chosen[at] = 0
		}
		if at < 0 {
			return best
		}
	}
}

// Branch and bound gives the very choice that full enumeration gives, ties
// included.
func TestTheKnapsackAgainstEnumeration(t *testing.T) {
	solved, cut := 0, 0
	for seed := range uint64(2000) {
		k := randomKnapsack(rand.New(rand.NewPCG(seed, 3)))
		want := enumerate(k)
		got, err := k.solve(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Fatalf("seed %d: %+v, enumeration %+v", seed, got, want)
		}
		if want != nil {
			solved++
		}
		all := 1
		for _, b := range k.blocks {
			all *= len(b.options)
		}
		if k.visited < all {
			cut++
		}
	}
	// The random cases are of every kind: solved, not to be solved, cut short.
	if solved < 500 || solved > 1900 || cut < 300 {
		t.Errorf("%d of 2000 have a solution, %d were cut short", solved, cut)
	}
}

func TestTheKnapsackStopsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	// Every choice is as good as any other, so nothing is cut off.
	k := &knapsack{room: []float64{1}}
	for i := range 12 {
		k.blocks = append(k.blocks, &block{members: []int{i}, options: []option{{picks: []int{0}, cost: []float64{0}}, {picks: []int{1}, cost: []float64{0}}}})
	}
	if _, err := k.solve(ctx); err != context.Canceled {
		t.Errorf("error %v", err)
	}
}
