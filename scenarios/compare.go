package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// Difference is one figure of two results side by side.
type Difference struct {
	Scenario  string // or a package
	Guarantee string // AllOf for the sum
	Year      abnd.Year
	Measure   string
	Unit      string
	Old, New  float64
}

// Compare lists the figures of a measure that two results give for each
// scenario and package, guarantee and year, sums included: those that both
// have. Equal figures are listed too. A measure of benefits only has none.
func Compare(from, to *Result, measure string) []Difference {
	m, ok := FindMeasure(measure)
	if !ok {
		panic("scenarios: there is no measure " + measure)
	}
	was := from.runs()
	var all []Difference
	for _, id := range to.runs() {
		if slices.Contains(was, id) {
			all = append(all, compareRun(from, to, id, m)...)
		}
	}
	return all
}

// runs lists what has sums of its own: the scenarios, then the packages.
func (r *Result) runs() []string {
	var ids []string
	for _, s := range r.Study.Scenarios {
		ids = append(ids, s.ID)
	}
	for _, p := range r.Study.Packages {
		ids = append(ids, p.ID)
	}
	return ids
}

func compareRun(from, to *Result, id string, m Measure) []Difference {
	var all []Difference
	for _, g := range append(abnd.Guarantees(), AllOf) {
		if !from.has(m, id, g) || !to.has(m, id, g) {
			continue
		}
		for _, year := range to.Study.Projection.All() {
			was, okWas := from.Value(id, g, AllOf, m.Code, year)
			is, okIs := to.Value(id, g, AllOf, m.Code, year)
			if okWas && okIs {
				all = append(all, Difference{
					Scenario: id, Guarantee: string(g), Year: year, Measure: m.Code, Unit: to.UnitOf(m), Old: was, New: is,
				})
			}
		}
	}
	return all
}

// has says whether a measure has a sum for the guarantee.
func (r *Result) has(m Measure, id string, g abnd.Guarantee) bool {
	return !m.benefitsOnly && r.Projection.Model().Has(r.keyOf(id, g, AllOf, m.line))
}
