package scenarios

import (
	"cmp"
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
				o.reach = Reach{Persons: 2 * o.weighted, Health: float64(r.IntN(2))}
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
				allowed := [][]bool{{true, true, true}, {false, true, true}, {false, r.IntN(2) == 0, true}}
				k.rules = append(k.rules, prerequisite{a, b, allowed})
			}
		}
	}
	return k
}

// enumerate looks at every choice with plain loops, and lists those that are
// wanted in their order.
func enumerate(k *knapsack) []*packing {
	type choice struct {
		p      *packing
		chosen []int
	}
	var all []choice
	fits := func(chosen []int) bool {
		cost := make([]float64, len(k.room))
		pick := map[int]int{}
		for i, b := range k.blocks {
			o := b.options[chosen[i]]
			for t := range cost {
				cost[t] += o.cost[t]
			}
			for j, m := range b.members {
				pick[m] = o.picks[j]
			}
		}
		for t := range cost {
			if cost[t] > k.room[t] {
				return false
			}
		}
		for _, r := range k.rules {
			switch r := r.(type) {
			case exclusive:
				if pick[r[0]] > 0 && pick[r[1]] > 0 {
					return false
				}
			case prerequisite:
				if !r.allowed[pick[r.benefit]][pick[r.needs]] {
					return false
				}
			}
		}
		return true
	}
	grows := func(chosen []int) bool {
		for i, b := range k.blocks {
			for at, o := range b.options {
				other := slices.Clone(chosen)
				other[i] = at
				if o.weighted > b.options[chosen[i]].weighted && fits(other) {
					return true
				}
			}
		}
		return false
	}
	chosen := make([]int, len(k.blocks))
	for at := 0; at >= 0; {
		if fits(chosen) && !(k.full && grows(chosen)) {
			p := &packing{options: slices.Clone(chosen)}
			for i, b := range k.blocks {
				o := b.options[chosen[i]]
				p.weighted, p.mean = p.weighted+o.weighted, p.mean+o.mean
				p.reach = Reach{Persons: p.reach.Persons + o.reach.Persons, Health: p.reach.Health + o.reach.Health}
			}
			all = append(all, choice{p, p.options})
		}
		for at = len(chosen) - 1; at >= 0; at-- {
			if chosen[at]++; chosen[at] < len(k.blocks[at].options) {
				break
			}
			chosen[at] = 0
		}
	}
	// More people first, then more with health care, then the cheaper, then the
	// earlier options, which is the order in which they were met.
	slices.SortStableFunc(all, func(a, b choice) int {
		switch {
		case a.p.weighted != b.p.weighted:
			return cmp.Compare(b.p.weighted, a.p.weighted)
		case a.p.reach.Health != b.p.reach.Health:
			return cmp.Compare(b.p.reach.Health, a.p.reach.Health)
		case math.Abs(a.p.mean-b.p.mean) > 1e-9:
			return cmp.Compare(a.p.mean, b.p.mean)
		}
		return 0
	})
	var first []*packing
	for _, x := range all[:min(len(all), max(1, k.most))] {
		first = append(first, x.p)
	}
	return first
}

// Branch and bound gives the very list that full enumeration gives, ties
// included: of one choice or several, of all or of those to which nothing can
// be added.
func TestTheKnapsackAgainstEnumeration(t *testing.T) {
	solved, cut, long := 0, 0, 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 3))
		k := randomKnapsack(r)
		k.most, k.full = []int{1, 4, 10}[r.IntN(3)], r.IntN(2) == 0
		want := enumerate(k)
		got, err := k.solve(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		write := func(all []*packing) string {
			text := ""
			for _, p := range all {
				text += fmt.Sprintf("%+v\n", *p)
			}
			return text
		}
		if write(got) != write(want) {
			t.Fatalf("seed %d, %d of them, full %v:\n%senumeration\n%s", seed, k.most, k.full, write(got), write(want))
		}
		if want != nil {
			solved++
		}
		if len(want) > 3 {
			long++
		}
		all := 1
		for _, b := range k.blocks {
			all *= len(b.options)
		}
		if k.visited < all {
			cut++
		}
	}
	// The random cases are of every kind: solved, not to be solved, several, cut
	// short.
	if solved < 750 || solved > 2900 || cut < 450 || long < 300 {
		t.Errorf("%d of 3000 have a solution, %d several, %d were cut short", solved, long, cut)
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
