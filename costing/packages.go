package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// PackageScenarioPath is the path of the scenario that a package takes for a
// guarantee.
func PackageScenarioPath(id string, g abnd.Guarantee) model.Key {
	return abnd.JoinPath("packages", id, string(g))
}

// PackageKey is the key of a package's line over all guarantees.
func PackageKey(id, line string) model.Key { return abnd.JoinPath("package", id, line) }

// PackageGuaranteeKey is the key of a package's line for one guarantee.
func PackageGuaranteeKey(id string, g abnd.Guarantee, line string) model.Key {
	return abnd.JoinPath("package", id, "guarantee", string(g), line)
}

// PackageIncomeSecurityKey is the key of a package's line over the guarantees
// of income security.
func PackageIncomeSecurityKey(id, line string) model.Key {
	return abnd.JoinPath("package", id, string(abnd.IncomeSecurity), line)
}

// ScenarioList is the list of the study's own scenarios: packages never take the
// room's proposal, and nothing is based on it.
func ScenarioList(s *abnd.Study) *model.List {
	list := &model.List{Name: "scenarios"}
	for _, x := range s.Decided() {
		list.Codes = append(list.Codes, model.ListCode{Code: x.ID, Label: x.Name})
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
	groups := map[abnd.Guarantee]string{}
	for _, g := range abnd.Guarantees() {
		groups[g] = sumGroup(PackageGuaranteeKey(p.ID, g, ""))
		choice := PackageScenarioPath(p.ID, g)
		b.addChoice(choice, "packages", g.Name(), list, p.Scenarios[g], abnd.Provenance{})
		take := func(code string) {
			like := b.model.Line(GuaranteeKey(abnd.StatusQuo, g, code))
			decided := b.study.Decided()
			branches := make([]model.Expr, len(decided))
			for i, s := range decided {
				branches[i] = ref(GuaranteeKey(s.ID, g, code))
			}
			line := *like
			line.Key, line.Group, line.Formula = PackageGuaranteeKey(p.ID, g, code), groups[g], choose(choice, branches...)
			b.model.Add(line)
		}
		for _, s := range b.sums() {
			// Which sums and counts there are follows from the guarantee's benefits
			// and schemes, so that every scenario has the same.
			for _, code := range []string{s.code + unknownLine, s.code} {
				if b.model.Has(GuaranteeKey(abnd.StatusQuo, g, code)) {
					take(code)
				}
			}
		}
		b.addComparisons(groups[g])
		b.addIncrementalShare(groups[g])
	}
	total := sumGroup(PackageKey(p.ID, ""))
	b.addOver(groups, sumGroup(PackageIncomeSecurityKey(p.ID, "")), total)
	b.addMoreTasks(total)
	b.addFiscalLines(total)
	b.addPayerTotals(total)
}
