package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// EffectiveCoverage is the code of the measure of coverage: see [CoveredShare].
const EffectiveCoverage = "effective_coverage"

func coverageMeasure() Measure {
	return Measure{
		Code: EffectiveCoverage, Unit: Percent,
		Label: abnd.T("Effective coverage, % of the people of the guarantee's groups", "Cobertura efectiva, % das pessoas dos grupos da garantia"),
	}
}

// CoveredShare is the share of some population groups that benefits and
// schemes effectively cover, each group counted by its people: who is in two
// groups counts twice.
type CoveredShare struct {
	Share Estimate
	// AtLeast says that some group or provision is not known and counts as not
	// covered, so that the share is a lower bound.
	AtLeast bool
}

// percent is the share in percent.
func (c CoveredShare) percent() float64 { return c.Share.Value * percentPerShare }

// CoverageOfGuarantee is the effective coverage of all population groups of a
// guarantee under a scenario or package, in a year of the projection. It is
// not known where no group's is, or the size of one of them is not; at least
// nobody is not known either.
func (r *Result) CoverageOfGuarantee(id string, g abnd.Guarantee, year abnd.Year) CoveredShare {
	var groups []abnd.PopulationGroup
	for _, group := range r.Study.Groups {
		if group.Guarantee == g {
			groups = append(groups, group)
		}
	}
	return r.covered(id, groups, year)
}

func (r *Result) covered(id string, groups []abnd.PopulationGroup, year abnd.Year) CoveredShare {
	var share CoveredShare
	people, size := 0.0, 0.0
	for _, group := range groups {
		scenario, ok := r.coveringScenario(id, group)
		if !ok {
			return CoveredShare{}
		}
		x := r.remaining(scenario, group, year)
		if !x.Size.Known {
			return CoveredShare{}
		}
		size += x.Size.Value
		if x.Covered.Known {
			share.Share.Known = true
			people += x.Covered.Value
		}
		if !x.Covered.Known || x.KnownProvisions < x.Provision {
			share.AtLeast = true
		}
	}
	if size == 0 || share.AtLeast && people == 0 {
		return CoveredShare{}
	}
	share.Share.Value = people / size
	return share
}

// coveringScenario is the scenario under which a group is covered as it is
// under a package: what the package takes for the guarantees of all benefits
// that count in the group. Where it takes several, none is.
func (r *Result) coveringScenario(id string, group abnd.PopulationGroup) (string, bool) {
	i := slices.IndexFunc(r.Study.Packages, func(p abnd.Package) bool { return p.ID == id })
	if i < 0 {
		return id, true
	}
	takes := r.Study.Packages[i].Scenarios
	var scenarios []string
	for _, b := range r.Study.Benefits {
		if r.countsIn(b, group) {
			scenarios = append(scenarios, takes[b.Guarantee])
		}
	}
	if len(scenarios) == 0 {
		scenarios = []string{takes[group.Guarantee]}
	}
	return scenarios[0], len(slices.Compact(slices.Sorted(slices.Values(scenarios)))) == 1
}

// countsIn says whether a benefit changes who is covered of a group: it
// reaches the group, or stands for a scheme that does, or replaces one.
func (r *Result) countsIn(b abnd.Benefit, group abnd.PopulationGroup) bool {
	return slices.ContainsFunc(r.Study.ProvisionsOf(group.ID), func(p abnd.Provision) bool {
		return p.By == b.ID || p.By == b.Scheme || slices.Contains(b.Replaces, p.By)
	})
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
			return s.Result.covered(s.Scenario, []abnd.PopulationGroup{own}, year)
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
