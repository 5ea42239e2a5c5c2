package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// A partner pays half of a benefit until 2028: from 2029 the Treasury must find
// that half, for the same people.
func ExampleResult_ExternalEnds() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	for i := range study.Schemes {
		if s := &study.Schemes[i]; s.ID == "TLS-BDM" {
			s.ShareState, s.ShareExternal, s.ExternalUntil = abnd.Known(0.5, 0), abnd.Known(0.5, 0), 2028
		}
	}
	result, found := scenarios.Run(study)
	if result == nil {
		fmt.Println(found)
		return
	}
	until, _ := result.ExternalEnds("low")
	fmt.Println("partners pay until", until)
	for _, year := range []abnd.Year{until, until + 1} {
		of := func(m scenarios.MeasureCode) float64 {
			x, _ := result.At(scenarios.Figure{Scenario: "low", Benefit: "bolsa-da-mae", Measure: m, Year: year})
			return x.Value
		}
		fmt.Println(year, of(scenarios.PaidByExternal) > 0, of(scenarios.TreasuryTakesOver) == of(scenarios.TotalCost)/2)
	}
	// Output:
	// partners pay until 2028
	// 2028 true false
	// 2029 false true
}
