package survey

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// groups are the results by fifth, area and sex of the head; areas and heads
// only where the survey names them for every household.
func (e *estimator) groups(schemes []int, line float64) []Group {
	fifth := e.fifths(func(h *Household) float64 { return h.before(schemes) })
	var all []Group
	var parts []func(i int) bool
	for f := range fifthsOfAll {
		all = append(all, Group{Kind: FifthGroup, Name: fifthName(f)})
		parts = append(parts, func(i int) bool { return fifth[i] == f })
	}
	areas := e.names(func(h *Household) string { return h.Area })
	for _, area := range areas {
		all = append(all, Group{Kind: AreaGroup, Name: abnd.Same(area)})
		parts = append(parts, func(i int) bool { return e.Households[i].Area == area })
	}
	for _, sex := range e.names(func(h *Household) string { return string(h.HeadSex) }) {
		all = append(all, Group{Kind: HeadGroup, Name: headName(abnd.Sex(sex))})
		parts = append(parts, func(i int) bool { return e.Households[i].HeadSex == abnd.Sex(sex) })
	}
	for g := range all {
		e.fill(&all[g], parts[g], schemes, line)
	}
	for _, kind := range []GroupKind{FifthGroup, AreaGroup, HeadGroup} {
		hideWithin(all, kind)
	}
	return all
}

// fill computes the results of a group.
func (e *estimator) fill(g *Group, in func(i int) bool, schemes []int, line float64) {
	whenIn := func(x of) of {
		return func(i int, h *Household) float64 {
			if in(i) {
				return x(i, h)
			}
			return 0
		}
	}
	covered := func(_ int, h *Household) float64 {
		if h.of(schemes).Receives {
			return h.Size
		}
		return 0
	}
	paid := func(_ int, h *Household) float64 { return h.of(schemes).Amount }
	own := e.within(in, schemes)
	// A share of the whole is an estimate over the whole sample, whose numerator
	// is the group's: what it rests on is the group.
	share := func(x of) Estimate {
		s := e.ratio(nil, schemes, whenIn(x), x)
		s.Households, s.Clusters, s.Receiving = own.Households, own.Clusters, own.Receiving
		return s
	}
	g.Persons = e.total(in, nil, persons)
	g.Mean = e.ratio(in, nil, func(_ int, h *Household) float64 { return h.Consumption }, persons)
	g.Headcount = e.ratio(in, nil, func(_ int, h *Household) float64 { return h.Size * fgt(h.perHead(), line, 0) }, persons)
	g.Coverage = e.ratio(in, schemes, covered, persons)
	g.Incidence, g.Money = share(covered), share(paid)
	g.Adequacy = e.ratio(func(i int) bool { return in(i) && e.Households[i].of(schemes).Receives }, schemes, paid,
		func(_ int, h *Household) float64 { return h.Consumption })
	for _, x := range g.figures() {
		x.check()
	}
}

// figures lists what is shown of a group.
func (g *Group) figures() []*Estimate {
	return []*Estimate{&g.Persons, &g.Mean, &g.Headcount, &g.Coverage, &g.Incidence, &g.Money, &g.Adequacy}
}

// hideWithin hides what could be told by subtraction from the groups of a kind,
// figure by figure: the whole is shown beside them.
func hideWithin(all []Group, kind GroupKind) {
	var figures [][]*Estimate
	for g := range all {
		if all[g].Kind != kind {
			continue
		}
		for i, x := range all[g].figures() {
			if len(figures) <= i {
				figures = append(figures, nil)
			}
			figures[i] = append(figures[i], x)
		}
	}
	for _, parts := range figures {
		HideBySubtraction(parts)
	}
}

// names are those that the households have of something, sorted; none where
// one lacks it.
func (e *estimator) names(of func(*Household) string) []string {
	seen := map[string]bool{}
	for i := range e.Households {
		name := of(&e.Households[i])
		if name == "" {
			return nil
		}
		seen[name] = true
	}
	var all []string
	for name := range seen {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func fifthName(f int) abnd.Text {
	return []abnd.Text{
		abnd.T("poorest fifth", "quinto mais pobre"), abnd.T("second fifth", "segundo quinto"), abnd.T("middle fifth", "quinto do meio"),
		abnd.T("fourth fifth", "quarto quinto"), abnd.T("richest fifth", "quinto mais rico"),
	}[f]
}

func headName(sex abnd.Sex) abnd.Text {
	if sex == abnd.Female {
		return abnd.T("headed by a woman", "chefiado por uma mulher")
	}
	return abnd.T("headed by a man", "chefiado por um homem")
}
