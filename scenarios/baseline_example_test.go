package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// The increment of a scenario over the status quo of the law, and over the one that
// keeps its value: what lies between them undoes erosion.
func ExampleResult_At_baselines() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, _ := scenarios.Run(study)
	for _, measure := range []scenarios.MeasureCode{scenarios.IncrementalPercentGDPLaw, scenarios.IncrementalPercentGDPKept} {
		x, found := result.At(scenarios.Figure{Scenario: "high", Guarantee: abnd.Older, Measure: measure, Year: 2040})
		if found != nil {
			fmt.Println(found)
			return
		}
		fmt.Printf("%.2f%% of %s  %s\n", x.Value, study.GDPName.EN, measure)
	}
	// Output:
	// 2.71% of non-oil GDP  incremental_percent_gdp_law
	// 1.88% of non-oil GDP  incremental_percent_gdp_kept
}
