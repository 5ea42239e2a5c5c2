package scenarios

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// knapsack is the choice of one option from each block so that the costs of
// every year stay within their room and many people are reached: a
// multiple-choice knapsack with as many dimensions as years. Rules say which
// benefits exclude or need one another.
//
// It finds the choices that reach most people, as many of them as are asked
// for, in an order that nothing but the input decides. The list is exact: no
// choice that is not on it reaches more. It is found by branch and bound (Land, A. H. and Doig,
// A. G. (1960), An automatic method of solving discrete programming problems,
// Econometrica 28(3)). The bound on what a part of the choices can still reach is,
// for each year by itself, the optimum where options may be mixed in parts:
// that knapsack takes the steps of the concave hulls of the options by people
// per cost (Sinha, P. and Zoltners, A. A. (1979), The multiple-choice knapsack
// problem, Operations Research 27(3)). The least over the years holds. A part
// of the choices is given up where it reaches fewer than the last of a list
// that is full already.
type knapsack struct {
	blocks []*block
	room   []float64 // by year with a ceiling: share of GDP that the status quo leaves
	rules  []rule
	most   int // how many choices are wanted; 0 is one
	// full leaves out what could reach more people without leaving the room: a
	// choice of which one option can be exchanged for one that reaches more.
	full bool

	order   []int       // in which blocks are decided
	steps   [][]stepUp  // by year, most people per cost first
	floor   [][]float64 // by depth and year: least cost of the blocks still open
	top     [][]float64 // by depth and year: greatest cost of the blocks still open
	start   [][]float64 // by depth and year: people whom that reaches
	chosen  []int       // by block: the option
	state   []int       // by selectable: the alternative, or undecided
	used    []float64
	found   []*packing // those that reach most first
	visited int
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
	options        []int // by block
	weighted, mean float64
	reach          Reach
}

// The places to which two packings are compared: a thousandth of a person,
// a millionth of a millionth of GDP. What differs by less is a tie.
const (
	personPlaces = 1e3
	costPlaces   = 1e12
)

// compare orders packings: more people first, then more who are covered by
// health care, then less cost on average, then the earlier options.
func (p *packing) compare(q *packing) int {
	person := func(x float64) float64 { return math.Round(x * personPlaces) }
	cost := func(x float64) float64 { return math.Round(x * costPlaces) }
	return cmp.Or(
		cmp.Compare(person(q.weighted), person(p.weighted)),
		cmp.Compare(person(q.reach.Health), person(p.reach.Health)),
		cmp.Compare(cost(p.mean), cost(q.mean)),
		slices.Compare(p.options, q.options))
}

// solve finds the packings that reach most people; none where nothing fits.
func (k *knapsack) solve(ctx context.Context) ([]*packing, error) {
	if slices.ContainsFunc(k.blocks, func(b *block) bool { return len(b.options) == 0 }) {
		return nil, nil
	}
	k.most = max(k.most, 1)
	k.prepare()
	err := k.branch(ctx, 0)
	return k.found, err
}

// first is the first of some packings; nil where there is none.
func first(found []*packing) *packing {
	if len(found) == 0 {
		return nil
	}
	return found[0]
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
	k.state = make([]int, members)
	for i := range k.state {
		k.state[i] = undecided
	}
	depths := len(k.order)
	k.floor, k.top, k.start, k.steps = make([][]float64, depths+1), make([][]float64, depths+1), make([][]float64, depths+1), make([][]stepUp, len(k.room))
	k.floor[depths], k.top[depths], k.start[depths] = make([]float64, len(k.room)), make([]float64, len(k.room)), make([]float64, len(k.room))
	for depth := depths - 1; depth >= 0; depth-- {
		k.floor[depth], k.top[depth], k.start[depth] = slices.Clone(k.floor[depth+1]), slices.Clone(k.top[depth+1]), slices.Clone(k.start[depth+1])
		for t := range k.room {
			cheapest, steps := hullOf(k.blocks[k.order[depth]].options, t)
			k.floor[depth][t] += cheapest.cost[t]
			k.top[depth][t] += dearest(k.blocks[k.order[depth]].options, t)
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

// dearest is the greatest cost of some options in one year.
func dearest(options []option, t int) float64 {
	most := math.Inf(-1)
	for _, o := range options {
		most = max(most, o.cost[t])
	}
	return most
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
	if k.full && k.canGrow(depth) {
		return nil
	}
	if depth == len(k.order) {
		k.take()
		return nil
	}
	if len(k.found) == k.most {
		reached := rest
		for _, at := range k.order[:depth] {
			reached += k.blocks[at].options[k.chosen[at]].weighted
		}
		// A tie is decided by what follows in the order, so it is not cut off.
		if margin := 1/personPlaces + float64(1e-12*math.Abs(reached)); reached < k.found[k.most-1].weighted-margin {
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
			k.state[m] = b.options[i].picks[j]
		}
		if err := k.branch(ctx, depth+1); err != nil {
			return err
		}
	}
	copy(k.used, was)
	for _, m := range b.members {
		k.state[m] = undecided
	}
	return nil
}

// canGrow reports whether one of the options that are decided can be exchanged
// for one that reaches more people, whatever becomes of the open blocks: even
// their dearest options leave the room for it, and no rule is broken.
func (k *knapsack) canGrow(depth int) bool {
	for _, at := range k.order[:depth] {
		b := k.blocks[at]
		now := b.options[k.chosen[at]]
		for _, o := range b.options {
			if o.weighted > now.weighted+1/personPlaces && k.hasRoomFor(depth, now, o) && !k.breaks(b, now, o) {
				return true
			}
		}
	}
	return false
}

func (k *knapsack) hasRoomFor(depth int, now, other option) bool {
	for t := range k.room {
		if k.used[t]-now.cost[t]+other.cost[t]+k.top[depth][t] > k.room[t]+searchSlack {
			return false
		}
	}
	return true
}

// breaks reports whether an exchange breaks a rule, or may, because a benefit of
// the rule is still open.
func (k *knapsack) breaks(b *block, now, other option) bool {
	if len(k.rules) == 0 {
		return false
	}
	put := func(picks []int) {
		for j, m := range b.members {
			k.state[m] = picks[j]
		}
	}
	put(other.picks)
	defer put(now.picks)
	return slices.ContainsFunc(k.rules, func(r rule) bool { return r.broken(k.state) || r.open(k.state) })
}

// take keeps the present choice where it fits and is among the first. Sums
// are taken in the order of the blocks, whatever the order of the search.
func (k *knapsack) take() {
	p := &packing{options: slices.Clone(k.chosen)}
	cost := make([]float64, len(k.room))
	for i, b := range k.blocks {
		o := b.options[k.chosen[i]]
		p.weighted += o.weighted
		p.reach = p.reach.plus(o.reach)
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
	at, _ := slices.BinarySearchFunc(k.found, p, func(q, p *packing) int { return q.compare(p) })
	k.found = slices.Insert(k.found, at, p)
	k.found = k.found[:min(len(k.found), max(k.most, 1))]
}
