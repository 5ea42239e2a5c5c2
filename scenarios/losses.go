package scenarios

import (
	"context"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// LossKind says what somebody has less of than in the status quo.
type LossKind string

// The kinds of loss.
const (
	// FewerCovered: fewer people of a population group are covered, at the low
	// end of what is known.
	FewerCovered LossKind = "fewer-covered"
	// FewerRecipients: a benefit, together with those that take its place, has
	// fewer recipients.
	FewerRecipients LossKind = "fewer-recipients"
	// LowerAmount: a recipient is paid less in a year.
	LowerAmount LossKind = "lower-amount"
)

// Loss is what a package takes from whom, against the status quo.
type Loss struct {
	Kind LossKind
	// Of is the ID of the population group, for [FewerCovered], or of the
	// benefit.
	Of   string
	Name abnd.Text
	// Year is the one in which most is lost, and Before and After what there is
	// in it in the status quo and with the package: people, or money a year.
	Year          abnd.Year
	Before, After float64
	// AtLeast says that more people may be covered with the package: coverage
	// is not known as one figure.
	AtLeast bool
}

const (
	// somebody is how many people are more than the rounding of sums.
	somebody = 0.5
	// lessMoney is the part of an amount that is less than rounding.
	lessMoney = 1e-9
)

// worst keeps the year in which most is lost, and reports whether it is this one.
func (l *Loss) worst(year abnd.Year, before, after float64) bool {
	if l.Year != 0 && before-after <= l.Before-l.After {
		return false
	}
	l.Year, l.Before, l.After = year, before, after
	return true
}

// losses lists what a scenario takes away against the status quo: of
// population groups, and of benefits. A benefit that another one replaces, or
// to which it gives way, is looked at together with it.
func (r *Result) losses(scenario string, benefits []string, groups []abnd.PopulationGroup) []Loss {
	var all []Loss
	keep := func(l Loss) {
		if l.Year != 0 {
			all = append(all, l)
		}
	}
	for _, g := range groups {
		l := Loss{Kind: FewerCovered, Of: g.ID, Name: g.Name}
		for _, year := range r.Study.Projection.All() {
			before, _ := r.surelyCovered(abnd.StatusQuo, g, year)
			after, atLeast := r.surelyCovered(scenario, g, year)
			if before.Known && after.Known && after.Value < before.Value-somebody && l.worst(year, before.Value, after.Value) {
				l.AtLeast = atLeast
			}
		}
		keep(l)
	}
	for _, id := range benefits {
		b, _ := r.Study.FindBenefit(id)
		fewer, lower := Loss{Kind: FewerRecipients, Of: id, Name: b.Name}, Loss{Kind: LowerAmount, Of: id, Name: b.Name}
		for _, year := range r.Study.Projection.All() {
			r.lossOf(scenario, b, year, &fewer, &lower)
		}
		keep(fewer)
		keep(lower)
	}
	return all
}

// inOrder puts losses in the order of the study: groups, then benefits.
func (c *packageChoice) inOrder(all []Loss) []Loss {
	place := func(l Loss) int {
		if l.Kind == FewerCovered {
			return slices.IndexFunc(c.study.Groups, func(g abnd.PopulationGroup) bool { return g.ID == l.Of })
		}
		return len(c.study.Groups) + slices.IndexFunc(c.study.Benefits, func(b abnd.Benefit) bool { return b.ID == l.Of })
	}
	slices.SortStableFunc(all, func(a, b Loss) int { return place(a) - place(b) })
	return all
}

// surelyCovered is how many people of a group are covered in a scenario at the
// low end of what is known, and whether more may be.
func (r *Result) surelyCovered(scenario string, g abnd.PopulationGroup, year abnd.Year) (Estimate, bool) {
	x := r.remaining(scenario, g, year)
	return x.Both.Covered, x.AtLeast()
}

// lossOf looks at one benefit in one year.
func (r *Result) lossOf(scenario string, b abnd.Benefit, year abnd.Year, fewer, lower *Loss) {
	was, is := r.paidTo(abnd.StatusQuo, b.ID, year), r.paidTo(scenario, b.ID, year)
	if was.people <= somebody {
		return
	}
	together, instead, comparable := is.people, paidOut{}, true
	for _, other := range r.inPlaceOf(scenario, b) {
		x := r.paidTo(scenario, other.ID, year)
		before := r.paidTo(abnd.StatusQuo, other.ID, year)
		if x.people <= somebody {
			continue
		}
		comparable = comparable && CountsHouseholds(r.Study, other) == CountsHouseholds(r.Study, b)
		together += max(0, x.people-before.people)
		instead.people, instead.money = instead.people+x.people, instead.money+x.money
	}
	if comparable && together < was.people-somebody {
		fewer.worst(year, was.people, together)
	}
	before := was.money / was.people
	switch {
	case is.people > somebody:
		// More or fewer recipients may be others, of another age and amount: then
		// the amount of one payment tells.
		same := is.people > was.people-somebody && is.people < was.people+somebody
		paysLess := is.amount < was.amount*(1-lessMoney)
		if after := is.money / is.people; paysLess || same && after < before*(1-lessMoney) {
			lower.worst(year, before, after)
		}
	case comparable && instead.people > somebody:
		if after := instead.money / instead.people; after < before*(1-lessMoney) {
			lower.worst(year, before, after)
		}
	}
}

// paidOut is what a benefit pays in a year: to how many, together, and in one
// payment.
type paidOut struct{ people, money, amount float64 }

func (r *Result) paidTo(scenario, benefit string, year abnd.Year) paidOut {
	of := func(line string) float64 {
		x, _ := r.Projection.Value(costing.BenefitKey(scenario, benefit, line), year)
		return x
	}
	return paidOut{of("beneficiaries"), of("benefit_cost"), of("benefit_amount")}
}

// inPlaceOf lists the benefits that replace the scheme for which another one
// stands, and the one to which it gives way.
func (r *Result) inPlaceOf(scenario string, b abnd.Benefit) []abnd.Benefit {
	way, _ := r.valueIn(scenario, b, "yields_to").Code()
	var all []abnd.Benefit
	for _, other := range r.Study.Benefits {
		if other.ID != b.ID && (other.ID == way || b.Scheme != "" && slices.Contains(other.Replaces, b.Scheme)) {
			all = append(all, other)
		}
	}
	return all
}

// mayTake reports whether some group may be less covered in a scenario: one of
// the benefits has fewer recipients than in the status quo, or replaces a
// scheme whose recipients are not counted as a benefit.
func (r *Result) mayTake(scenario string, benefits []string) bool {
	for _, id := range benefits {
		b, _ := r.Study.FindBenefit(id)
		for _, year := range r.Study.Projection.All() {
			was, is := r.paidTo(abnd.StatusQuo, id, year), r.paidTo(scenario, id, year)
			if is.people < was.people-somebody || is.people > somebody && len(b.Replaces) > 0 {
				return true
			}
		}
	}
	return false
}

// weighLosses finds what the options take from whom, and takes away those that
// take something unless they are allowed. A group that one block may leave with
// less can be covered by another, so the blocks that count in such a group are
// decided together, and measured again. Where these are too many to be combined
// and losses are allowed, they are found later, package by package.
func (c *packageChoice) weighLosses(ctx context.Context, weight func(abnd.Benefit) float64, allowed bool) (abnd.Diagnostics, error) {
	apart, refused := c.blocks, c.refused
	if c.joinGroups() {
		found, err := c.compute(ctx, weight)
		switch {
		case err != nil:
			return nil, err
		case found != nil && allowed:
			c.blocks, c.refused = apart, refused
			return nil, nil
		case found != nil:
			return failing("", "too-many", found[0].Problem, abnd.T("choose among fewer scenarios, or allow packages with losses: --allow-losses", "escolha entre menos cenários, ou admita pacotes com perdas: --allow-losses")), nil
		}
	}
	c.losing = true
	if allowed {
		return nil, nil
	}
	for _, b := range c.blocks {
		b.options = slices.DeleteFunc(b.options, func(o option) bool { return len(o.losses) > 0 })
	}
	return nil, nil
}

// guaranteed are the population groups of the guarantees, in which losses are
// measured. Those that only an indicator is measured in hold the same people
// once more: everybody, all children.
func guaranteed(study *abnd.Study) []abnd.PopulationGroup {
	return slices.DeleteFunc(slices.Clone(study.Groups), func(g abnd.PopulationGroup) bool { return g.Guarantee == "" })
}

// joinGroups makes one block of those that count in a population group which
// one of them may leave with less, and reports whether there is such a group.
func (c *packageChoice) joinGroups() bool {
	counts := func(b *block, g abnd.PopulationGroup) bool {
		return slices.ContainsFunc(b.all, func(id string) bool {
			benefit, _ := c.study.FindBenefit(id)
			return costing.CountsIn(c.status.Study, benefit, g)
		})
	}
	joined := false
	c.blocks = slices.Clone(c.blocks)
	for _, g := range guaranteed(c.study) {
		var inside, outside []*block
		takes := false
		for _, b := range c.blocks {
			if !counts(b, g) {
				outside = append(outside, b)
				continue
			}
			inside = append(inside, b)
			takes = takes || slices.ContainsFunc(b.options, func(o option) bool { return o.takes })
		}
		if !takes {
			continue
		}
		one := &block{groups: []abnd.PopulationGroup{g}}
		for _, b := range inside {
			one.members, one.all, one.groups = append(one.members, b.members...), append(one.all, b.all...), append(one.groups, b.groups...)
			one.options = append(one.options, b.options...) // until they are combined, for what they take
		}
		slices.Sort(one.members)
		c.blocks, joined = append(outside, one), true
	}
	slices.SortFunc(c.blocks, func(a, b *block) int { return a.members[0] - b.members[0] })
	return joined
}
