package scenarios_test

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// valueOf is a figure of a result and whether anything is known of it. A name
// that does not exist is the test's own slip.
func valueOf(r *scenarios.Result, scenario string, g abnd.Guarantee, benefit, measure string, year abnd.Year) (float64, bool) {
	x, err := r.Value(scenarios.Figure{Scenario: scenario, Guarantee: g, Benefit: benefit, Measure: measure, Year: year})
	if err != nil {
		panic(err)
	}
	return x.Value, x.Known.Known()
}
