package country_test

import (
	"fmt"
	"log"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// A study from nothing: the figures that every study needs, one benefit, and the
// scenario that pays it. docs/go-library.md has the same program.
//
// By hand: 78,000 people at each of 36 ages, of whom 90 % receive 400,000 twelve
// times, are 12.13 trillion; a GDP of 300 trillion that grows by 4 % and 5 % for
// five years is 465.8 trillion.
func ExampleEmpty() {
	from := abnd.Provenance{Source: "mine", Confidence: abnd.Assumption}
	held := func(x float64) abnd.Series {
		return abnd.Series{Provenance: from, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{2026: x}}
	}
	study := country.Empty()
	study.Country = abnd.Country{ISO3: "LAO", Name: abnd.Same("Laos"), Currency: "LAK"}
	study.FirstYear, study.PriceYear, study.Projection = 2025, 2026, abnd.Years{First: 2026, Last: 2030}
	study.Sources, study.Population = []abnd.Source{{ID: "mine", Title: abnd.Same("Round figures")}}, abnd.NewPopulation(study.Frame())
	study.Population.Provenance = from
	for _, year := range study.Frame().All() {
		for age := range abnd.MaxAge + 1 {
			study.Population.Set(year, abnd.Female, age, 40_000)
			study.Population.Set(year, abnd.Male, age, 38_000)
		}
	}
	study.Economy.GDP = abnd.Level{Figure: abnd.Known(300e12, 2025), Provenance: from}
	study.Economy.RealGrowth, study.Economy.DeflatorGrowth, study.Economy.Inflation = held(0.04), held(0.05), held(0.05)
	study.Government.Revenue, study.Government.Expenditure = held(0.18), held(0.19)
	study.Benefits = []abnd.Benefit{costing.NewBenefit("pension", abnd.Older, abnd.T("Pension", "Pensão"), from,
		costing.From(2027), costing.Ages{Min: 65, Max: abnd.MaxAge, Sex: abnd.Both, Share: 1}, costing.TakeUp(0.9), costing.FlatAmount{Amount: 400_000, Year: 2026})}
	study.Scenarios[1].Change("pension", "on", abnd.Code("yes"))
	result, found := scenarios.Run(study)
	if result == nil {
		log.Fatal(found)
	}
	share, _ := result.At(scenarios.Figure{Scenario: "low", Measure: scenarios.PercentGDP, Year: 2030})
	fmt.Printf("%.2f %% of GDP in 2030, known: %s\n", share.Value, share.Known)
	// Output: 2.60 % of GDP in 2030, known: all
}
