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

// packaged are the lines of a package: those of the scenario chosen for each
// guarantee, and their sums. A benefit that replaces a scheme of another
// guarantee does so in its own scenario only, so a package that takes
// different scenarios for the two counts that scheme as its scenario does.
var packaged = []string{"beneficiaries", "total_cost", "incremental_cost"}

// addPackage adds the lines of a package.
func (b *builder) addPackage(p abnd.Package) {
	group := string(abnd.JoinPath("package", p.ID))
	list := ScenarioList(b.study)
	add := func(key Key, like *Line, formula Expr) {
		b.model.Add(Line{Key: key, Group: group, Label: like.Label, Unit: like.Unit, Years: b.study.Projection, Formula: formula})
	}
	for _, g := range abnd.Guarantees() {
		b.addChoice(PackageScenarioPath(p.ID, g), "packages", g.Name(), list, p.Scenarios[g], abnd.Provenance{})
	}
	for _, code := range packaged {
		like := b.model.Line(TotalKey(abnd.StatusQuo, code))
		var parts []Expr
		for _, g := range abnd.Guarantees() {
			branches := make([]Expr, len(b.study.Scenarios))
			for i, s := range b.study.Scenarios {
				branches[i] = Ref{GuaranteeKey(s.ID, g, code)}
			}
			key := PackageGuaranteeKey(p.ID, g, code)
			add(key, like, Choose{On: PackageScenarioPath(p.ID, g), Branches: branches})
			parts = append(parts, Ref{key})
		}
		add(PackageKey(p.ID, code), like, Total{parts})
	}
	for _, g := range abnd.Guarantees() {
		for _, c := range comparisons(b.study) {
			if c.code == "share_of_gdp" {
				b.addComparison(group, string(abnd.JoinPath(group, "guarantee", string(g))), c)
			}
		}
	}
	b.addComparisons(group)
	b.addIncrementalShare(group)
	b.addFiscalLines(group)
}
