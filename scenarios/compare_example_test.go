package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// One scenario beside itself: what it costs if growth is slower.
func ExampleCompareScenarios() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	setting, found := scenarios.ParseSetting(study, "general.macro=low-growth", abnd.English)
	if found != nil {
		fmt.Println(found)
		return
	}
	slow, _ := scenarios.Apply(study, []scenarios.Setting{setting})
	given, _ := scenarios.Run(study)
	slower, _ := scenarios.Run(slow)
	c, found := scenarios.CompareScenarios(
		scenarios.Side{Result: given, Scenario: "high", Name: "given"},
		scenarios.Side{Result: slower, Scenario: "high", Name: "slower"},
	)
	if found != nil {
		fmt.Println(found)
		return
	}
	fmt.Println(c.Warnings[0].Problem.EN)
	for _, d := range c.Figures {
		if d.Measure == "percent_gdp" && d.Guarantee == scenarios.AllOf && d.Year == 2040 {
			ratio, _ := d.Ratio()
			fmt.Printf("%d: %.2f and %.2f %% of GDP, ratio %.3f\n", d.Year, d.Old, d.New, ratio)
		}
	}
	// Output:
	// the macroeconomic scenario differs: none in given, low-growth in slower
	// 2040: 11.84 and 12.55 % of GDP, ratio 1.060
}

// Two countries side by side: how many of the older people are covered.
func ExampleCompareCountries() {
	var countries []scenarios.Country
	for _, code := range []string{"TLS", "CPV"} {
		study, found := country.Load(code)
		if study == nil {
			fmt.Println(found)
			return
		}
		result, _ := scenarios.Run(study)
		countries = append(countries, scenarios.Country{Name: code, Result: result})
	}
	for _, f := range scenarios.CompareCountries(countries, []string{"high"}) {
		if f.Guarantee != string(abnd.Older) || f.Year != 2030 || f.Measure == scenarios.CountryPercentGDP {
			continue
		}
		bound := ""
		if f.AtLeast {
			bound = "at least "
		}
		fmt.Printf("%s %s: %s%.1f %s\n", f.Country, f.Measure, bound, f.Value, f.Unit)
	}
	// Output:
	// TLS effective_coverage: at least 93.8 percent
	// CPV effective_coverage: 92.1 percent
	// TLS benefit_ppp: 283.4 international dollars of 2025
	// CPV benefit_ppp: 173.5 international dollars of 2025
	// TLS percent_poverty_line: 143.0 percent
	// CPV percent_poverty_line: 99.7 percent
}
