package costing

import "github.com/openabnd/engine/abnd"

// GuaranteeCoverageLines are the lines of a guarantee's coverage under a
// scenario, for [GuaranteeKey]: the share that is covered, and what it is made
// of.
func GuaranteeCoverageLines() []string {
	return []string{guaranteeCoverage, guaranteeCovered, guaranteePeople, GroupsKnown}
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
	var covered []Key
	var people Expr
	var known []Expr
	for _, group := range b.study.Groups {
		if group.Guarantee != g {
			continue
		}
		of := ScenarioCoverageKey(s.ID, group.ID, "covered")
		complete := Compare{Equal, Ref{ScenarioCoverageKey(s.ID, group.ID, "exact")}, Ref{ScenarioCoverageKey(s.ID, group.ID, "provisions")}}
		covered = append(covered, of)
		// Term by term, not as a Total: in a workbook SUM passes over the group
		// whose size is not known, and + does not.
		if size := (Ref{CoverageKey(group.ID, "size")}); people == nil {
			people = size
		} else {
			people = Plus(people, size)
		}
		known = append(known, If{All{[]Cond{Known{of}, complete}}, One{}, Zero{}})
	}
	if len(covered) == 0 {
		return
	}
	key := func(line string) Key { return GuaranteeKey(s.ID, g, line) }
	add := func(l Line) {
		l.Group, l.Years, l.Blankable = string(abnd.JoinPath(s.ID, "coverage")), b.study.Projection, true
		b.model.Add(l)
	}
	reached := sumOf(knownOrNoneOf(covered))
	told := Any{[]Cond{Compare{Equal, Ref{key(GroupsKnown)}, countOf(len(covered))}, Compare{Less, Zero{}, reached}}}
	add(Line{
		Key: key(guaranteeCovered), Label: abnd.T("Effective coverage, people of the guarantee's population groups", "Cobertura efectiva, pessoas dos grupos da população da garantia"),
		Unit: abnd.PersonUnit, Formula: If{told, reached, Unknown{}},
	})
	add(Line{
		Key: key(guaranteePeople), Label: abnd.T("People of the guarantee's population groups", "Pessoas dos grupos da população da garantia"),
		Unit: abnd.PersonUnit, Formula: people,
	})
	add(Line{
		Key: key(GroupsKnown), Label: abnd.T("Population groups with data for every provision", "Grupos da população com dados de todos os regimes e prestações"),
		Factor: true, Formula: Total{known},
	})
	add(Line{
		Key: key(guaranteeCoverage), Label: abnd.T("Effective coverage, share of the people of the guarantee's population groups", "Cobertura efectiva, proporção das pessoas dos grupos da população da garantia"),
		Formula: Over(Ref{key(guaranteeCovered)}, Ref{key(guaranteePeople)}),
	})
}
