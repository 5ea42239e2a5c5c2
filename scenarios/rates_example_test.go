package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// Interest against the growth of nominal GDP in Mozambique, and what the debt of
// the status quo would be if the one were as high as the other after the last
// published year.
func ExampleResult_Rate() {
	study, found := country.Load("MOZ")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, _ := scenarios.Run(study)
	for _, m := range scenarios.RateMeasures() {
		x, _ := result.Rate(m.Code, 2040)
		fmt.Printf("%.2f %% %s\n", x, m.Label.EN)
	}
	for _, measure := range []scenarios.MeasureCode{scenarios.DebtPercentGDP, scenarios.DebtAtGrowthPercentGDP} {
		x, found := result.Fiscal("status-quo", measure, 2040)
		if found != nil {
			fmt.Println(found)
			return
		}
		fmt.Printf("%.1f %% of GDP: %s\n", x.Value, measure)
	}
	// Output:
	// 6.00 % Effective interest rate on debt
	// 9.20 % Growth of nominal GDP
	// -3.20 % Interest less growth (r − g)
	// 33.5 % of GDP: debt_percent_gdp
	// 49.1 % of GDP: debt_at_growth_percent_gdp
}

// A setting on the rule that extends growth: what holding the last published
// value makes of Cabo Verde's cost in 2040.
func ExampleParseSetting_extension() {
	study, found := country.Load("CPV")
	if study == nil {
		fmt.Println(found)
		return
	}
	setting, found := scenarios.ParseSetting(study, "economy.real_growth.extension=hold", "en")
	if found != nil {
		fmt.Println(found)
		return
	}
	held, found := scenarios.Apply(study, []scenarios.Setting{setting})
	if held == nil {
		fmt.Println(found)
		return
	}
	was, _ := scenarios.Run(study)
	is, _ := scenarios.Run(held)
	for _, result := range []*scenarios.Result{was, is} {
		x, _ := result.At(scenarios.Figure{Scenario: "low", Measure: "percent_gdp", Year: 2040})
		fmt.Printf("%s: %.2f %% of GDP\n", result.Study.Economy.RealGrowth.Extension, x.Value)
	}
	// Output:
	// converge-per-head: 3.74 % of GDP
	// hold: 3.59 % of GDP
}
