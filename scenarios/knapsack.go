package scenarios

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// knapsack is the choice of one option from each block so that the costs of
// every year stay within their room and as many people as possible are
// reached: a multiple-choice knapsack with as many dimensions as years.
// Rules say which benefits exclude or need one another.
//
// The optimum is exact. It is found by branch and bound (Land, A. H. and Doig,
// A. G. (1960), An automatic method of solving discrete programming problems,
// Econometrica 28(3)). The bound on what a part of the choices can still reach is,
// for each year by itself, the optimum where options may be mixed in parts:
// that knapsack takes the steps of the concave hulls of the options by people
// per cost (Sinha, P. and Zoltners, A. A. (1979), The multiple-choice knapsack
// problem, Operations Research 27(3)). The least over the years holds.
type knapsack struct {
	blocks []*block
	room   []float64 // by year with a ceiling: share of GDP that the status quo leaves
	rules  []rule

	order   []int       // in which blocks are decided
	steps   [][]stepUp  // by year, most people per cost first
	floor   [][]float64 // by depth and year: least cost of the blocks still open
	start   [][]float64 // by depth and year: people whom that reaches
	chosen  []int       // by block: the option
	state   []decision  // by selectable
	used    []float64
	best    *packing
	visited int
}

// decision is what has become of a benefit.
type decision uint8

const (
	open decision = iota
	left
	taken
)

// rule says which benefits go together, and whether those decided so far
// break it.
type rule interface{ broken(state []decision) bool }

// exclusive takes at most one of some benefits.
type exclusive []int

func (r exclusive) broken(state []decision) bool {
	n := 0
	for _, i := range r {
		if state[i] == taken {
			n++
		}
	}
	return n > 1
}

// prerequisite takes one benefit only with another.
type prerequisite struct{ benefit, needs int }

func (r prerequisite) broken(state []decision) bool {
	return state[r.benefit] == taken && state[r.needs] == left
}

// searchSlack is the slack of the search, half of that of the computed study,
// which may round the other way.
const searchSlack = ceilingSlack / 2

// stepUp is one step of a block's hull.
type stepUp struct {
	depth        int // at which the block is decided
	cost, people float64
}

// packing is a whole choice.
type packing struct {
	options                []int // by block
	weighted, people, mean float64
}

// The places to which two packings are compared: a thousandth of a person,
// a millionth of a millionth of GDP. What differs by less is a tie.
const (
	personPlaces = 1e3
	costPlaces   = 1e12
)

// compare orders packings, the better one first: more people, then less cost
// on average, then the earlier options.
func (p *packing) compare(q *packing) int {
	person := func(x float64) float64 { return math.Round(x * personPlaces) }
	cost := func(x float64) float64 { return math.Round(x * costPlaces) }
	return cmp.Or(
		cmp.Compare(person(q.weighted), person(p.weighted)),
		cmp.Compare(cost(p.mean), cost(q.mean)),
		slices.Compare(p.options, q.options))
}

// solve finds the best packing; nil where none fits.
func (k *knapsack) solve(ctx context.Context) (*packing, error) {
	k.prepare()
	err := k.branch(ctx, 0)
	return k.best, err
}

func (k *knapsack) prepare() {
	most := func(b *block) float64 {
		m := 0.0
		for _, o := range b.options {
			m = max(m, o.weighted)
		}
		return m
	}
	for i := range k.blocks {
		k.order = append(k.order, i)
	}
	// The blocks that matter most first: their choices settle what the others
	// can still do.
	slices.SortStableFunc(k.order, func(a, b int) int { return cmp.Compare(most(k.blocks[b]), most(k.blocks[a])) })
	k.chosen, k.used = make([]int, len(k.blocks)), make([]float64, len(k.room))
	members := 0
	for _, b := range k.blocks {
		members += len(b.members)
	}
	k.state = make([]decision, members)
	depths := len(k.order)
	k.floor, k.start, k.steps = make([][]float64, depths+1), make([][]float64, depths+1), make([][]stepUp, len(k.room))
	k.floor[depths], k.start[depths] = make([]float64, len(k.room)), make([]float64, len(k.room))
	for depth := depths - 1; depth >= 0; depth-- {
		k.floor[depth], k.start[depth] = slices.Clone(k.floor[depth+1]), slices.Clone(k.start[depth+1])
		for t := range k.room {
			cheapest, steps := hullOf(k.blocks[k.order[depth]].options, t)
			k.floor[depth][t] += cheapest.cost[t]
			k.start[depth][t] += cheapest.weighted
			for _, s := range steps {
				s.depth = depth
				k.steps[t] = append(k.steps[t], s)
			}
		}
	}
	for _, steps := range k.steps {
		slices.SortStableFunc(steps, func(a, b stepUp) int { return cmp.Compare(b.people/b.cost, a.people/a.cost) })
	}
}

// hullOf is the concave hull of people over the cost of one year: the cheapest
// option, and the steps up from it, each with fewer people per cost than the
// one before.
func hullOf(options []option, t int) (cheapest option, steps []stepUp) {
	sorted := slices.Clone(options)
	slices.SortStableFunc(sorted, func(a, b option) int {
		return cmp.Or(cmp.Compare(a.cost[t], b.cost[t]), cmp.Compare(b.weighted, a.weighted))
	})
	var hull []option
	for _, o := range sorted {
		if len(hull) > 0 && o.weighted <= hull[len(hull)-1].weighted {
			continue // dearer and no better
		}
		for len(hull) > 1 {
			a, b := hull[len(hull)-2], hull[len(hull)-1]
			if (b.weighted-a.weighted)*(o.cost[t]-b.cost[t]) > (o.weighted-b.weighted)*(b.cost[t]-a.cost[t]) {
				break
			}
			hull = hull[:len(hull)-1]
		}
		hull = append(hull, o)
	}
	for i, o := range hull[1:] {
		steps = append(steps, stepUp{cost: o.cost[t] - hull[i].cost[t], people: o.weighted - hull[i].weighted})
	}
	return hull[0], steps
}

// bound is the most that the open blocks can add to what is reached; false
// where even their cheapest options do not fit.
func (k *knapsack) bound(depth int) (float64, bool) {
	least := math.Inf(1)
	for t := range k.room {
		room := k.room[t] - k.used[t] - k.floor[depth][t]
		if room < -ceilingSlack {
			return 0, false
		}
		reached := k.start[depth][t]
		for _, s := range k.steps[t] {
			if s.depth < depth {
				continue
			}
			if s.cost > room {
				reached += s.people * max(0, room) / s.cost
				break
			}
			room -= s.cost
			reached += s.people
		}
		least = min(least, reached)
	}
	return least, true
}

func (k *knapsack) branch(ctx context.Context, depth int) error {
	k.visited++
	if k.visited%1024 == 0 && ctx.Err() != nil {
		return ctx.Err()
	}
	rest, fits := k.bound(depth)
	if !fits || slices.ContainsFunc(k.rules, func(r rule) bool { return r.broken(k.state) }) {
		return nil
	}
	if depth == len(k.order) {
		k.take()
		return nil
	}
	if k.best != nil {
		reached := rest
		for _, at := range k.order[:depth] {
			reached += k.blocks[at].options[k.chosen[at]].weighted
		}
		// A tie is decided by cost, so it is not cut off.
		if margin := 1/personPlaces + float64(1e-12*math.Abs(reached)); reached < k.best.weighted-margin {
			return nil
		}
	}
	at := k.order[depth]
	b := k.blocks[at]
	tries := make([]int, len(b.options))
	for i := range tries {
		tries[i] = i
	}
	slices.SortStableFunc(tries, func(x, y int) int { return cmp.Compare(b.options[y].weighted, b.options[x].weighted) })
	was := slices.Clone(k.used)
	for _, i := range tries {
		k.chosen[at] = i
		for t, cost := range b.options[i].cost {
			k.used[t] = was[t] + cost
		}
		for j, m := range b.members {
			if k.state[m] = left; b.options[i].picks[j] > 0 {
				k.state[m] = taken
			}
		}
		if err := k.branch(ctx, depth+1); err != nil {
			return err
		}
	}
	copy(k.used, was)
	for _, m := range b.members {
		k.state[m] = open
	}
	return nil
}

// take keeps the present choice where it fits and is the best so far. Sums
// are taken in the order of the blocks, whatever the order of the search.
func (k *knapsack) take() {
	p := &packing{options: slices.Clone(k.chosen)}
	cost := make([]float64, len(k.room))
	for i, b := range k.blocks {
		o := b.options[k.chosen[i]]
		p.weighted += o.weighted
		p.people += o.people
		p.mean += o.mean
		for t := range cost {
			cost[t] += o.cost[t]
		}
	}
	for t := range cost {
		if cost[t] > k.room[t]+searchSlack {
			return
		}
	}
	if k.best == nil || p.compare(k.best) < 0 {
		k.best = p
	}
}
