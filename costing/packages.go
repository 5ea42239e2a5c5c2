package costing

import "github.com/openabnd/engine/abnd"

// PackageScenarioPath is the path of the scenario that a package takes for a
// guarantee.
func PackageScenarioPath(id string, g abnd.Guarantee) Key {
	return abnd.JoinPath("packages", id, string(g))
}

// PackageKey is the key of a package's line over all guarantees.
func PackageKey(id, line string) Key { return abnd.JoinPath("package", id, line) }

// PackageGuaranteeKey is the key of a package's line for one guarantee.
func PackageGuaranteeKey(id string, g abnd.Guarantee, line string) Key {
	return abnd.JoinPath("package", id, "guarantee", string(g), line)
}

// ScenarioList is the list of the study's scenarios.
func ScenarioList(s *abnd.Study) *List {
	list := &List{Name: "scenarios"}
	for _, x := range s.Scenarios {
		list.Codes = append(list.Codes, ListCode{x.ID, x.Name})
	}
	return list
}

// addPackage adds the lines of a package: every sum that a scenario has, taken
// for each guarantee from the scenario chosen for it, and over all guarantees;
// then what follows from them, as for a scenario. A benefit that replaces a
// scheme of another guarantee does so in its own scenario only, so a package
// that takes different scenarios for the two counts that scheme as its
// scenario does.
func (b *builder) addPackage(p abnd.Package) {
	list := ScenarioList(b.study)
	add := func(key Key, group string, like *Line, formula Expr) {
		b.model.Add(Line{Key: key, Group: group, Label: like.Label, Unit: like.Unit, Years: b.study.Projection, Formula: formula})
	}
	for _, g := range abnd.Guarantees() {
		group := string(abnd.JoinPath("package", p.ID, "guarantee", string(g)))
		choice := PackageScenarioPath(p.ID, g)
		b.addChoice(choice, "packages", g.Name(), list, p.Scenarios[g], abnd.Provenance{})
		for _, sum := range summed {
			branches := make([]Expr, len(b.study.Scenarios))
			for i, s := range b.study.Scenarios {
				branches[i] = Ref{GuaranteeKey(s.ID, g, sum.code)}
			}
			like := b.model.Line(GuaranteeKey(abnd.StatusQuo, g, sum.code))
			add(PackageGuaranteeKey(p.ID, g, sum.code), group, like, Choose{On: choice, Branches: branches})
		}
		b.addComparisons(group)
		b.addIncrementalShare(group)
	}
	group := string(abnd.JoinPath("package", p.ID))
	for _, sum := range summed {
		var parts []Expr
		for _, g := range abnd.Guarantees() {
			parts = append(parts, Ref{PackageGuaranteeKey(p.ID, g, sum.code)})
		}
		add(PackageKey(p.ID, sum.code), group, b.model.Line(TotalKey(abnd.StatusQuo, sum.code)), Total{parts})
	}
	b.addComparisons(group)
	b.addIncrementalShare(group)
	b.addFiscalLines(group)
}
