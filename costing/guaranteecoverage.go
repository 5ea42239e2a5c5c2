package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// GuaranteeCoverageLines are the lines of a guarantee's coverage under a
// scenario, for [GuaranteeKey]: the share that is covered, and what it is made
// of.
func GuaranteeCoverageLines() []string {
	return []string{guaranteeCoverage, guaranteeCovered, guaranteePeople, GroupsKnown, NewlyCovered}
}

const (
	guaranteeCoverage = "effective_coverage"
	guaranteeCovered  = "covered"
	guaranteePeople   = "people_of_groups"
	// GroupsKnown is the line that counts the population groups of a guarantee
	// in which the coverage of every provision is known as one figure: where
	// some is not, its coverage is a lower bound.
	GroupsKnown = "groups_known"
)

// addGuaranteeCoverage adds the effective coverage of all population groups of
// a guarantee under a scenario, each group counted by its people:
//
//	coverage[t] = Σ covered[g,t] ÷ Σ size[g,t]
//
// Who is in two groups counts twice. What is not known counts as not covered;
// at least nobody is no knowledge.
func (b *builder) addGuaranteeCoverage(s abnd.Scenario, g abnd.Guarantee) {
	var covered []model.Key
	var people model.Expr
	var known []model.Expr
	for _, group := range b.study.GroupsOf(g) {
		of := ScenarioCoverageKey(s.ID, group.ID, "covered")
		complete := equal(ref(ScenarioCoverageKey(s.ID, group.ID, "exact")), ref(ScenarioCoverageKey(s.ID, group.ID, "provisions")))
		covered = append(covered, of)
		// Term by term, not as a Total: in a workbook SUM passes over the group
		// whose size is not known, and + does not.
		if size := (ref(CoverageKey(group.ID, "size"))); people == nil {
			people = size
		} else {
			people = plus(people, size)
		}
		known = append(known, when(allOf(isKnown(of), complete), one, zero))
	}
	if len(covered) == 0 {
		return
	}
	key := func(line string) model.Key { return GuaranteeKey(s.ID, g, line) }
	add := func(l model.Line) {
		l.Group, l.Years, l.Blankable = coverageGroup(s.ID), b.study.Projection, true
		b.model.Add(l)
	}
	reached := sumOf(knownOrNoneOf(covered))
	told := anyOf(equal(ref(key(GroupsKnown)), b.whole(len(covered))), less(zero, reached))
	add(model.Line{
		Key: key(guaranteeCovered), Label: abnd.T("Effective coverage, people of the guarantee's population groups", "Cobertura efectiva, pessoas dos grupos da população da garantia"),
		Unit: abnd.PersonUnit, Formula: when(told, reached, blank),
	})
	add(model.Line{
		Key: key(guaranteePeople), Label: abnd.T("People of the guarantee's population groups", "Pessoas dos grupos da população da garantia"),
		Unit: abnd.PersonUnit, Formula: people,
	})
	add(model.Line{
		Key: key(GroupsKnown), Label: abnd.T("Population groups with data for every provision", "Grupos da população com dados de todos os regimes e prestações"),
		Factor: true, Formula: totalOf(known...),
	})
	add(model.Line{
		Key: key(guaranteeCoverage), Label: abnd.T("Effective coverage, share of the people of the guarantee's population groups", "Cobertura efectiva, proporção das pessoas dos grupos da população da garantia"),
		Formula: over(ref(key(guaranteeCovered)), ref(key(guaranteePeople))),
	})
}
