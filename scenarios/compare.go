package scenarios

import (
	"github.com/openabnd/engine/abnd"
)

// Difference is one figure of two results side by side.
type Difference struct {
	Scenario  string
	Guarantee string // AllOf for the sum
	Year      abnd.Year
	Measure   string
	Unit      string
	Old, New  float64
}

// Compare lists the figures of a measure that two results give for each
// scenario, guarantee and year, sums included: those of the scenarios and
// years that both have. Equal figures are listed too. A measure of benefits
// only has none.
func Compare(from, to *Result, measure string) []Difference {
	m, ok := FindMeasure(measure)
	if !ok {
		panic("scenarios: there is no measure " + measure)
	}
	var all []Difference
	for _, s := range to.Study.Scenarios {
		if _, both := from.Study.FindScenario(s.ID); !both {
			continue
		}
		for _, g := range append(abnd.Guarantees(), AllOf) {
			if m.benefitsOnly || m.totalOnly && g != AllOf {
				continue // no such sum
			}
			for _, year := range to.Study.Projection.All() {
				was, okWas := from.Value(s.ID, g, AllOf, measure, year)
				is, okIs := to.Value(s.ID, g, AllOf, measure, year)
				if okWas && okIs {
					all = append(all, Difference{
						Scenario: s.ID, Guarantee: string(g), Year: year, Measure: measure, Unit: to.UnitOf(m), Old: was, New: is,
					})
				}
			}
		}
	}
	return all
}
