package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Who is covered that is not covered in the status quo, and who is left out: of
// each guarantee, and of those of income security together. Persons covered by
// health care are never added to them.
//
//	newly covered[t] = Σ (covered[g,t] − covered of the status quo[g,t])     groups g of which both are known
//	left out[t]      = people[t] − covered[t]
//
// Who is in two population groups counts twice, as in the coverage of a guarantee.
// A package covers the groups of a guarantee as the scenario does that it takes
// for the benefits that count in them; where it takes several, nothing is known.

// The lines of who is covered, for [GuaranteeKey], [IncomeSecurityKey] and their
// like of packages.
const (
	Covered      = guaranteeCovered
	CoveredShare = guaranteeCoverage
	NewlyCovered = "newly_covered"
	LeftOut      = "left_out"
	// GroupsUnknown counts the population groups of income security in which the
	// coverage of some provision is not known as one figure: what is covered is
	// then at least what the lines say.
	GroupsUnknown = "groups_unknown"
)

// IncomeCoverageLines are the lines of who is covered by income security.
func IncomeCoverageLines() []string {
	return []string{NewlyCovered, LeftOut, guaranteeCovered, guaranteePeople, GroupsUnknown}
}

var (
	newlyCoveredLabel = abnd.T("People covered who are not covered in the status quo", "Pessoas cobertas que na situação actual não o estão")
	leftOutLabel      = abnd.T("People of the population groups who are not covered", "Pessoas dos grupos da população sem cobertura")
	unknownLabel      = abnd.T("Population groups without data for some provision", "Grupos da população sem dados de algum regime ou prestação")
)

// coverageGroup is the group of the lines of who is covered under a scenario or
// package.
func coverageGroup(id ...string) string { return string(abnd.JoinPath(append(id, "coverage")...)) }

// addNewlyCovered adds who is newly covered of the groups of a guarantee.
func (b *builder) addNewlyCovered(s abnd.Scenario, g abnd.Guarantee) {
	var terms []model.Expr
	var told []model.Cond
	for _, group := range b.study.GroupsOf(g) {
		now, before := ScenarioCoverageKey(s.ID, group.ID, "covered"), ScenarioCoverageKey(abnd.StatusQuo, group.ID, "covered")
		both := allOf(isKnown(now), isKnown(before))
		told = append(told, both)
		terms = append(terms, when(both, minus(ref(now), ref(before)), zero))
	}
	if len(terms) > 0 {
		b.addCovered(GuaranteeKey(s.ID, g, NewlyCovered), coverageGroup(s.ID), newlyCoveredLabel, when(anyOf(told...), totalOf(terms...), blank))
	}
}

// addCovered adds a line that counts people who are covered or not.
func (b *builder) addCovered(key model.Key, group string, label abnd.Text, formula model.Expr) {
	b.model.Add(model.Line{Key: key, Group: group, Label: label, Unit: abnd.PersonUnit, Years: b.study.Projection, Blankable: true, Formula: formula})
}

// addIncomeCoverage adds who is covered by income security: of is the key of a
// guarantee's line, own that of the sum.
func (b *builder) addIncomeCoverage(group string, of func(g abnd.Guarantee, line string) model.Key, own func(line string) model.Key) {
	var has []abnd.Guarantee
	for _, g := range abnd.IncomeSecurityGuarantees() {
		if b.model.Has(of(g, guaranteeCovered)) {
			has = append(has, g)
		}
	}
	if len(has) == 0 {
		return
	}
	sum := func(line string) model.Expr {
		var terms []model.Expr
		var told []model.Cond
		for _, g := range has {
			key := of(g, line)
			told = append(told, isKnown(key))
			terms = append(terms, when(isKnown(key), ref(key), zero))
		}
		return when(anyOf(told...), totalOf(terms...), blank)
	}
	b.addCovered(own(NewlyCovered), group, newlyCoveredLabel, sum(NewlyCovered))
	b.addCovered(own(guaranteeCovered), group, b.model.Line(of(has[0], guaranteeCovered)).Label, sum(guaranteeCovered))
	// Term by term: a size that is not known makes the whole not known.
	people := model.Expr(ref(of(has[0], guaranteePeople)))
	groups := 0
	var known []model.Expr
	for i, g := range has {
		if i > 0 {
			people = plus(people, ref(of(g, guaranteePeople)))
		}
		groups += len(b.study.GroupsOf(g))
		known = append(known, zeroIfUnknown(of(g, GroupsKnown)))
	}
	b.addCovered(own(guaranteePeople), group, b.model.Line(of(has[0], guaranteePeople)).Label, people)
	b.addCovered(own(LeftOut), group, leftOutLabel, minus(ref(own(guaranteePeople)), ref(own(guaranteeCovered))))
	b.model.Add(model.Line{Key: own(GroupsUnknown), Group: group, Label: unknownLabel, Years: b.study.Projection, Factor: true, Blankable: true,
		Formula: minus(b.whole(groups), totalOf(known...))})
}

// addPackageCoverage adds who is covered under a package: of each guarantee as
// under the scenario that it takes for the benefits that count in its groups.
func (b *builder) addPackageCoverage(p abnd.Package) {
	group := coverageGroup("package", p.ID)
	for _, g := range abnd.Guarantees() {
		for _, line := range GuaranteeCoverageLines() {
			like := GuaranteeKey(abnd.StatusQuo, g, line)
			if !b.model.Has(like) {
				continue
			}
			copied := *b.model.Line(like)
			copied.Key, copied.Group, copied.Blankable = PackageGuaranteeKey(p.ID, g, line), group, true
			copied.Formula = b.takenFor(p, g, func(scenario string) model.Expr { return ref(GuaranteeKey(scenario, g, line)) })
			b.model.Add(copied)
		}
	}
	b.addIncomeCoverage(group,
		func(g abnd.Guarantee, line string) model.Key { return PackageGuaranteeKey(p.ID, g, line) },
		func(line string) model.Key { return PackageIncomeSecurityKey(p.ID, line) })
}

// takenFor is the figure of the scenario that a package takes for the groups of a
// guarantee: that of the guarantees of all benefits that count in them.
func (b *builder) takenFor(p abnd.Package, g abnd.Guarantee, of func(scenario string) model.Expr) model.Expr {
	var choices []model.Key
	for _, group := range b.study.GroupsOf(g) {
		for _, benefit := range b.study.Benefits {
			choice := PackageScenarioPath(p.ID, benefit.Guarantee)
			if CountsIn(b.study, benefit, group) && !slices.Contains(choices, choice) {
				choices = append(choices, choice)
			}
		}
	}
	if len(choices) == 0 { // the same under every scenario
		return of(abnd.StatusQuo)
	}
	codes := b.model.Line(choices[0]).List.Codes
	if len(choices) == 1 {
		branches := make([]model.Expr, len(codes))
		for i, c := range codes {
			branches[i] = of(c.Code)
		}
		return choose(choices[0], branches...)
	}
	var taken model.Expr = blank
	for _, c := range slices.Backward(codes) {
		var all []model.Cond
		for _, choice := range choices {
			all = append(all, isCode(choice, c.Code))
		}
		taken = when(allOf(all...), of(c.Code), taken)
	}
	return taken
}

// CountsIn reports whether a benefit changes who is covered of a group: it reaches
// the group, or stands for a scheme that does, or replaces one.
func CountsIn(study *abnd.Study, b abnd.Benefit, group abnd.PopulationGroup) bool {
	return slices.ContainsFunc(study.Provisions, func(p abnd.Provision) bool {
		return p.Group == group.ID && (p.By == b.ID || p.By == b.Scheme || slices.Contains(b.Replaces, p.By))
	})
}
