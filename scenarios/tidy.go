package scenarios

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// AllOf is the guarantee or benefit of a row that sums over all of them.
const AllOf = "all"

// TotalSex is the sex of a row that is not by sex.
const TotalSex = "total"

// Row is one figure of the results.
type Row struct {
	Scenario  string // or a package: its ID
	Guarantee string // AllOf for the sum over guarantees
	Benefit   string // AllOf for the sum over benefits; an existing scheme known by its expenditure has its own ID
	Sex       string // "female", "male" or "total"
	Year      abnd.Year
	Measure   string
	Unit      string // with the currency's code: "USD", "USD per payment", "persons", "percent"
	Value     float64
}

// percentPerShare turns a share into percent, at the edge of the engine.
const percentPerShare = 100

// Value returns one figure of a scenario's or package's results: a benefit's or a projected
// scheme's, a guarantee's where benefit is AllOf, or the scenario's where both are. The second result is
// false where it is not known. It panics on a name that does not exist.
func (r *Result) Value(scenario string, guarantee abnd.Guarantee, benefit, measure string, year abnd.Year) (float64, bool) {
	m, ok := FindMeasure(measure)
	if !ok {
		panic(fmt.Sprintf("scenarios: there is no measure %q", measure))
	}
	return r.value(m, r.keyOf(scenario, guarantee, benefit, m.line), year)
}

// Sum is [Result.Value] of a guarantee, or of AllOf them. A sum of 0 over
// existing schemes of which too little is known is not known either:
// [costing.ZeroIsUnknown].
func (r *Result) Sum(scenario string, guarantee abnd.Guarantee, measure string, year abnd.Year) (float64, bool) {
	x, ok := r.Value(scenario, guarantee, AllOf, measure, year)
	return r.unlessHiding(x, ok, mustMeasure(measure).line, guarantee)
}

func (r *Result) unlessHiding(x float64, known bool, line string, g abnd.Guarantee) (float64, bool) {
	over := []abnd.Guarantee{g}
	if g == AllOf {
		over = abnd.Guarantees()
	}
	return x, known && (x != 0 || !costing.ZeroIsUnknown(r.Study, line, over...))
}

func (r *Result) value(m Measure, key costing.Key, year abnd.Year) (float64, bool) {
	x, ok := r.Projection.Value(key, year)
	if m.Unit == Percent {
		x *= percentPerShare
	}
	return x, ok
}

func (r *Result) keyOf(scenario string, guarantee abnd.Guarantee, benefit, line string) costing.Key {
	switch {
	case benefit != AllOf:
		if _, ok := r.Study.FindBenefit(benefit); !ok {
			return costing.SchemeKey(scenario, benefit, line)
		}
		return costing.BenefitKey(scenario, benefit, line)
	case r.isPackage(scenario) && line == EffectiveCoverage:
		if covering, ok := r.coveringScenario(scenario, r.groupsOf(guarantee)); ok {
			return costing.GuaranteeKey(covering, guarantee, line)
		}
		return costing.PackageGuaranteeKey(scenario, guarantee, line)
	case r.isPackage(scenario) && guarantee != AllOf:
		return costing.PackageGuaranteeKey(scenario, guarantee, line)
	case r.isPackage(scenario):
		return costing.PackageKey(scenario, line)
	case guarantee != AllOf:
		return costing.GuaranteeKey(scenario, guarantee, line)
	}
	return costing.TotalKey(scenario, line)
}

func (r *Result) isPackage(id string) bool {
	return slices.ContainsFunc(r.Study.Packages, func(p abnd.Package) bool { return p.ID == id })
}

// Tidy lists the results of the scenarios, one figure a row: by scenario,
// guarantee, benefit, measure, sex and year, in the order of the study. Where
// every scenario is asked for, the packages that combine them follow with
// their sums. Figures that are not known have no row.
func (r *Result) Tidy(scenarios []abnd.Scenario) []Row {
	var rows []Row
	for _, s := range scenarios {
		for _, g := range abnd.Guarantees() {
			for _, b := range r.Study.Benefits {
				if b.Guarantee == g {
					rows = r.add(rows, s.ID, g, b.ID)
				}
			}
			for _, scheme := range costing.ProjectedSchemes(r.Study) {
				if scheme.Guarantees[0] == g {
					rows = r.add(rows, s.ID, g, scheme.ID)
				}
			}
			rows = r.add(rows, s.ID, g, AllOf)
		}
		rows = r.add(rows, s.ID, AllOf, AllOf)
	}
	if len(scenarios) < len(r.Study.Scenarios) {
		return rows
	}
	for _, p := range r.Study.Packages {
		for _, g := range append(abnd.Guarantees(), AllOf) {
			rows = r.add(rows, p.ID, g, AllOf)
		}
	}
	return rows
}

func (r *Result) add(rows []Row, scenario string, g abnd.Guarantee, benefit string) []Row {
	for _, m := range Measures() {
		if m.benefitsOnly && benefit == AllOf || m.totalOnly && g != AllOf {
			continue
		}
		sexes := []string{TotalSex}
		if m.bySex {
			sexes = []string{string(abnd.Female), string(abnd.Male), TotalSex}
		}
		for _, sex := range sexes {
			line := m.line
			if sex != TotalSex {
				line += "/" + sex
			}
			key := r.keyOf(scenario, g, benefit, line)
			if !r.Projection.Model().Has(key) {
				continue // an existing scheme and a package have fewer lines
			}
			for _, year := range r.Study.Projection.All() {
				x, ok := r.value(m, key, year)
				if benefit == AllOf {
					x, ok = r.unlessHiding(x, ok, line, g)
				}
				if ok {
					rows = append(rows, Row{
						Scenario: scenario, Guarantee: string(g), Benefit: benefit, Sex: sex,
						Year: year, Measure: m.Code, Unit: r.UnitOf(m), Value: x,
					})
				}
			}
		}
	}
	return rows
}

// UnitOf writes a measure's unit with the currency of the study.
func (r *Result) UnitOf(m Measure) string {
	currency := r.Study.Country.Currency
	switch m.Unit {
	case Money:
		return currency
	case MoneyBaseYear:
		return fmt.Sprintf("%s at %d prices", currency, r.Study.PriceYear)
	case MoneyByPayment:
		return currency + " per payment"
	}
	return string(m.Unit)
}
