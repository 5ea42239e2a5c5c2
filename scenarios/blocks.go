package scenarios

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// selectable is a benefit with the alternatives that a search chooses from.
// The first is the status quo's.
type selectable struct {
	benefit      abnd.Benefit
	alternatives []alternative
}

// alternative is one set of values of a benefit: a scenario's, or a start year.
type alternative struct {
	name   string // the scenario or the year; blank for the status quo
	values map[string]abnd.Value
}

// block is the benefits that act on one another's cost or recipients: what one
// of them costs depends on what becomes of the others, so they are decided
// together. Most blocks are one benefit.
type block struct {
	members []int // of the selectables, rising
	// all are the IDs of the benefits whose cost moves with the block, those
	// among which nothing is chosen included.
	all     []string
	options []option
	// groups are population groups whose coverage depends on no other block.
	groups []abnd.PopulationGroup
}

// option is one choice for every member of a block.
type option struct {
	picks []int // by member: the alternative
	// cost over the status quo by year with a ceiling, share of GDP.
	cost []float64
	// reach is whom the option adds to the status quo, on average over the
	// years that count; weighted counts the recipients of income security with
	// the weights.
	reach    Reach
	weighted float64
	mean     float64 // of cost
	losses   []Loss
	// takes says that somebody may receive less than in the status quo: a
	// benefit has fewer recipients in some year, or another scheme is replaced.
	takes bool
}

// mostTogether is how many combinations of one block are computed at most.
const mostTogether = 5000

// blocksOf groups the selectables of a study. Two benefits are in one block
// where one of them replaces the scheme for which the other stands, both
// replace the same scheme, or one names the other in a parameter (yields_to,
// converges_to) in any alternative.
func blocksOf(r *Result, all []selectable) []*block {
	study := r.Study
	of := make([]int, len(study.Benefits)) // the group of each benefit
	for i := range of {
		of[i] = i
	}
	join := func(a, b int) {
		from, to := of[a], of[b]
		for i := range of {
			if of[i] == from {
				of[i] = to
			}
		}
	}
	place := map[string]int{}
	for i, b := range study.Benefits {
		place[b.ID] = i
	}
	values := make([][]map[string]abnd.Value, len(study.Benefits))
	for i, b := range study.Benefits {
		values[i] = []map[string]abnd.Value{r.valuesIn(abnd.StatusQuo, b)}
	}
	for _, s := range all {
		for _, a := range s.alternatives {
			values[place[s.benefit.ID]] = append(values[place[s.benefit.ID]], a.values)
		}
	}
	for i, b := range study.Benefits {
		for j, other := range study.Benefits {
			if slices.ContainsFunc(b.Replaces, func(scheme string) bool {
				return scheme == other.Scheme || slices.Contains(other.Replaces, scheme)
			}) {
				join(i, j)
			}
		}
		for _, spec := range costing.Specs() {
			if !spec.OfBenefits {
				continue
			}
			for _, v := range values[i] {
				if id, ok := v[spec.Code].Code(); ok {
					if j, known := place[id]; known {
						join(i, j)
					}
				}
			}
		}
	}
	byGroup := map[int]*block{}
	var blocks []*block
	for k, s := range all {
		group := of[place[s.benefit.ID]]
		b := byGroup[group]
		if b == nil {
			b = &block{}
			for i, benefit := range study.Benefits {
				if of[i] == group {
					b.all = append(b.all, benefit.ID)
				}
			}
			byGroup[group] = b
			blocks = append(blocks, b)
		}
		b.members = append(b.members, k)
	}
	return blocks
}

// combine lists every combination of the members' alternatives, the status
// quo's first.
func (b *block) combine(all []selectable) abnd.Diagnostics {
	n := 1
	for _, m := range b.members {
		if n *= len(all[m].alternatives); n > mostTogether {
			return failing("", "too-many", abnd.T("the benefits %s interact, and they have more than %d combinations to be costed jointly", "as prestações %s influenciam-se mutuamente e há mais de %d combinações delas para calcular").Fill(strings.Join(b.all, ", "), mostTogether),
				abnd.T("choose among fewer scenarios, or remove one of the links between the benefits, e.g. yields_to", "escolha entre menos cenários ou retire uma das ligações entre as prestações, por exemplo yields_to"))
		}
	}
	picks := make([]int, len(b.members))
	for {
		b.options = append(b.options, option{picks: slices.Clone(picks)})
		at := len(picks) - 1
		for ; at >= 0; at-- {
			if picks[at]++; picks[at] < len(all[b.members[at]].alternatives) {
				break
			}
			picks[at] = 0
		}
		if at < 0 {
			return nil
		}
	}
}

// bare is the study with these scenarios after the status quo and without what
// only reads them: packages, and the assessment but for some population groups.
// The scenarios inherit nothing.
func (r *Result) bare(scenarios []abnd.Scenario, groups []abnd.PopulationGroup) *abnd.Study {
	to := r.Study.Clone()
	to.DropLevers()
	to.Scenarios = append([]abnd.Scenario{r.flattened(abnd.StatusQuo)}, scenarios...)
	to.Packages, to.Indicators, to.MatrixTexts = nil, nil, nil
	to.Groups = groups
	to.Provisions = slices.DeleteFunc(to.Provisions, func(p abnd.Provision) bool {
		return !slices.ContainsFunc(groups, func(g abnd.PopulationGroup) bool { return g.ID == p.Group })
	})
	for i := range to.Recommended {
		to.Recommended[i].Gaps = nil
	}
	return to
}

// measured computes the options of all blocks: their cost over the status quo
// and the recipients that they add. Options of different blocks do not act on
// one another, so one computed scenario serves an option of every block. What
// the study does not allow, as a benefit that converges to one that is left
// out, is no option; how many those are is returned.
func measured(ctx context.Context, status *Result, all []selectable, blocks []*block, e Envelope, count []abnd.Year, weight func(abnd.Benefit) float64) (refused int, err error) {
	rounds := 0
	var groups []abnd.PopulationGroup
	for _, b := range blocks {
		rounds = max(rounds, len(b.options))
		groups = append(groups, b.groups...)
	}
	scenario := func(round int, of []*block) abnd.Scenario {
		s := abnd.Scenario{ID: fmt.Sprintf("option-%d", round)}
		for _, b := range of {
			if round < len(b.options) {
				b.put(&s, all, b.options[round].picks)
			}
		}
		status.fill(&s, abnd.StatusQuo)
		return s
	}
	const together = 32 // scenarios of one run
	for first := 0; first < rounds; first += together {
		var batch []abnd.Scenario
		for round := first; round < min(rounds, first+together); round++ {
			batch = append(batch, scenario(round, blocks))
		}
		if err := ctx.Err(); err != nil {
			return refused, err
		}
		if r, _ := Run(status.bare(batch, groups)); r != nil {
			for i, s := range batch {
				for _, b := range blocks {
					if first+i < len(b.options) {
						b.read(r, s.ID, first+i, e, count, weight)
					}
				}
			}
			continue
		}
		for i, s := range batch { // something is not allowed: one by one
			for _, b := range blocks {
				if first+i >= len(b.options) {
					continue
				}
				if err := ctx.Err(); err != nil {
					return refused, err
				}
				if r, _ := Run(status.bare([]abnd.Scenario{scenario(first+i, []*block{b})}, groups)); r != nil {
					b.read(r, s.ID, first+i, e, count, weight)
				}
			}
		}
	}
	for _, b := range blocks {
		n := len(b.options)
		b.options = slices.DeleteFunc(b.options, func(o option) bool { return o.cost == nil })
		refused += n - len(b.options)
	}
	return refused, nil
}

// put sets an option's values in a scenario.
func (b *block) put(s *abnd.Scenario, all []selectable, picks []int) {
	for i, m := range b.members {
		for code, value := range all[m].alternatives[picks[i]].values {
			s.Change(all[m].benefit.ID, code, value)
		}
	}
}

// read takes what an option does from the scenario that it was computed in.
func (b *block) read(r *Result, scenario string, at int, e Envelope, count []abnd.Year, weight func(abnd.Benefit) float64) {
	o := &b.options[at]
	for _, year := range e.years(r.Study) {
		sum := 0.0
		for _, id := range b.all {
			x, _ := r.Projection.Value(costing.BenefitKey(scenario, id, OfIncrement.line()), year)
			sum += x
		}
		o.cost = append(o.cost, sum)
		o.mean += sum
	}
	o.mean /= float64(len(o.cost))
	for _, id := range b.all {
		benefit, _ := r.Study.FindBenefit(id)
		people := r.added(scenario, id, count)
		o.reach = o.reach.plus(reachOf(r.Study, benefit, people))
		if benefit.Guarantee != abnd.Health {
			o.weighted += float64(people * weight(benefit))
		}
	}
	o.losses, o.takes = r.losses(scenario, b.all, b.groups), r.mayTake(scenario, b.all)
}
