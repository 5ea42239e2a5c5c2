package published_test

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// valueOf is a figure of a result and whether anything is known of it. A name
// that does not exist is the test's own slip.
func valueOf(r *scenarios.Result, scenario string, g abnd.Guarantee, benefit string, measure scenarios.MeasureCode, year abnd.Year) (float64, bool) {
	x, found := r.At(scenarios.Figure{Scenario: scenario, Guarantee: g, Benefit: benefit, Measure: measure, Year: year})
	if found != nil {
		panic(found)
	}
	return x.Value, x.Known.Known()
}
