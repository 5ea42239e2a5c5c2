package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// EffectiveCoverage is the code of the measure of coverage, which guarantees
// have: see [CoveredShare].
const EffectiveCoverage = "effective_coverage"

func coverageMeasure() Measure {
	return Measure{
		Code: EffectiveCoverage, Unit: Percent, line: EffectiveCoverage,
		Label: abnd.T("Effective coverage, % of the people of the guarantee's population groups", "Cobertura efectiva, % das pessoas dos grupos da população da garantia"),
	}
}

// CoveredShare is the share of people whom benefits and schemes effectively
// cover: of a population group, or of all groups of a guarantee, each counted
// by its people.
type CoveredShare struct {
	Share Estimate
	// AtLeast says that some group or provision is not known and counts as not
	// covered, so that the share is a lower bound.
	AtLeast bool
}

// percent is the share in percent.
func (c CoveredShare) percent() float64 { return c.Share.Value * percentPerShare }

// CoverageOfGuarantee is the effective coverage of all population groups of a
// guarantee under a scenario or package, in a year of the projection; who is in
// two groups counts twice. It is not known where no group's is, or the size of
// one of them is not; at least nobody is not known either. Under a package that
// takes what covers these groups from several scenarios it is not known.
func (r *Result) CoverageOfGuarantee(id string, g abnd.Guarantee, year abnd.Year) CoveredShare {
	groups := r.Study.GroupsOf(g)
	scenario, ok := r.coveringScenario(id, groups)
	if !ok || len(groups) == 0 {
		return CoveredShare{}
	}
	x, known := r.Projection.Value(costing.GuaranteeKey(scenario, g, EffectiveCoverage), year)
	groupsKnown, _ := r.Projection.Value(costing.GuaranteeKey(scenario, g, costing.GroupsKnown), year)
	return CoveredShare{Share: Estimate{x, known}, AtLeast: known && int(groupsKnown) < len(groups)}
}

// coverageOfGroup is the same of one group.
func (r *Result) coverageOfGroup(id string, group abnd.PopulationGroup, year abnd.Year) CoveredShare {
	scenario, ok := r.coveringScenario(id, []abnd.PopulationGroup{group})
	if !ok {
		return CoveredShare{}
	}
	x := r.remaining(scenario, group, year)
	return CoveredShare{Share: x.Both.Effective, AtLeast: x.Both.Effective.Known && x.AtLeast()}
}

// coveringScenario is the scenario under which groups of one guarantee are
// covered as they are under a package: what the package takes for the
// guarantees of all benefits that count in the groups. Where it takes several,
// none is.
func (r *Result) coveringScenario(id string, groups []abnd.PopulationGroup) (string, bool) {
	i := slices.IndexFunc(r.Study.Packages, func(p abnd.Package) bool { return p.ID == id })
	if i < 0 {
		return id, true
	}
	takes := r.Study.Packages[i].Scenarios
	var scenarios []string
	for _, group := range groups {
		for _, b := range r.Study.Benefits {
			if costing.CountsIn(r.Study, b, group) {
				scenarios = append(scenarios, takes[b.Guarantee])
			}
		}
	}
	scenarios = slices.Compact(slices.Sorted(slices.Values(scenarios)))
	switch len(scenarios) {
	case 0: // the same under every scenario
		return abnd.StatusQuo, true
	case 1:
		return scenarios[0], true
	}
	return "", false
}

// compareCoverage lists the coverage of each guarantee under two scenarios or
// packages.
func compareCoverage(from, to Side, m Measure) []Difference {
	var all []Difference
	for _, g := range abnd.Guarantees() {
		all = append(all, compareShares(from, to, Difference{Guarantee: string(g), Measure: m.Code, Unit: string(m.Unit)}, func(s Side, year abnd.Year) CoveredShare {
			return s.Result.CoverageOfGuarantee(s.Scenario, g, year)
		})...)
	}
	return all
}

// compareGroups lists the same of the population groups that both studies
// have.
func compareGroups(from, to Side, m Measure) []Difference {
	var all []Difference
	for _, group := range to.Result.Study.Groups {
		if _, both := from.Result.Study.FindGroup(group.ID); !both || group.Guarantee == "" {
			continue
		}
		row := Difference{Guarantee: string(group.Guarantee), Group: group.ID, Measure: m.Code, Unit: string(m.Unit)}
		all = append(all, compareShares(from, to, row, func(s Side, year abnd.Year) CoveredShare {
			own, _ := s.Result.Study.FindGroup(group.ID)
			return s.Result.coverageOfGroup(s.Scenario, own, year)
		})...)
	}
	return all
}

// compareShares fills in a row for each year in which a share is known on one
// side at least.
func compareShares(from, to Side, row Difference, of func(Side, abnd.Year) CoveredShare) []Difference {
	var all []Difference
	row.Scenario = to.Scenario
	for _, year := range commonYears(from, to).All() {
		was, is := of(from, year), of(to, year)
		if !was.Share.Known && !is.Share.Known {
			continue
		}
		row.oneSided = was.Share.Known != is.Share.Known
		row.Year, row.Old, row.New, row.OldAtLeast, row.NewAtLeast = year, was.percent(), is.percent(), was.AtLeast, is.AtLeast
		all = append(all, row)
	}
	return all
}
