package scenarios_test

import (
	"context"
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// uncertainGrant is a child grant on the frames of Timor-Leste whose take-up
// and amount are not certain.
func uncertainGrant() *abnd.Study {
	study, found := country.Load("TLS")
	if study == nil {
		panic(found)
	}
	room := abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption, Note: abnd.Same("agreed in the workshop")}
	grant := costing.NewBenefit("grant", abnd.Children, abnd.T("Grant", "Subsídio"), room,
		costing.From(2027), costing.Ages{Min: 0, Max: 2, Sex: abnd.Both, Share: 1}, costing.TakeUp(0.8), costing.FlatAmount{Amount: 20, Year: 2025})
	all := abnd.Scenario{ID: "all"}
	all.Change("grant", "on", abnd.Code(model.Yes))
	study.Schemes, study.Outturns, study.Provisions, study.Packages, study.Recommended = nil, nil, nil, nil, nil
	study.DropLevers()
	study.Benefits, study.Scenarios = []abnd.Benefit{grant}, []abnd.Scenario{{ID: abnd.StatusQuo}, all}
	study.Uncertain = []abnd.Uncertain{
		{Path: "benefits/grant/take_up", Distribution: abnd.Triangular, Low: abnd.Known(0.6, 0), High: abnd.Known(0.9, 0), Provenance: room},
		{Path: "benefits/grant/amount", Distribution: abnd.Uniform, Low: abnd.Known(18, 0), High: abnd.Known(25, 0), Provenance: room},
	}
	study.Correlations = nil
	return study
}

func ExampleSimulate() {
	study := uncertainGrant()
	sim, found := scenarios.Simulate(context.Background(), study, scenarios.SimulationOptions{Draws: 10_000, Seed: 1, Method: scenarios.LatinHypercube})
	if sim == nil {
		fmt.Println(found)
		return
	}
	for _, s := range sim.Spreads {
		if s.Scenario == "all" && s.Guarantee == scenarios.AllOf && s.Measure == "total_cost" && s.Year == 2030 {
			fmt.Printf("USD %.1f m, 90 %% of draws between %.1f and %.1f\n", s.Point/1e6, s.P5/1e6, s.P95/1e6)
		}
	}
	fmt.Printf("first driver: %s\n", sim.Drivers[0].Path)
	// Output:
	// USD 17.4 m, 90 % of draws between 14.4 and 21.7
	// first driver: benefits/grant/amount
}

func ExampleRunSensitivity() {
	study := uncertainGrant()
	s, found := scenarios.RunSensitivity(context.Background(), study, scenarios.SensitivityOptions{Scenario: "all", Year: 2030})
	if s == nil {
		fmt.Println(found)
		return
	}
	for _, m := range s.Moves {
		fmt.Printf("%s: USD %.1f m to %.1f m, elasticity %.1f\n", m.Path, m.LowCost/1e6, m.HighCost/1e6, m.Elasticity)
	}
	// Output:
	// benefits/grant/take_up: USD 13.1 m to 19.6 m, elasticity 1.0
	// benefits/grant/amount: USD 15.7 m to 21.8 m, elasticity 1.0
}

// A study without ranges is still asked which of its figures matter. What comes
// out is no estimate of uncertainty, and says so.
func ExampleAssumedRanges() {
	study := uncertainGrant()
	study.Uncertain = nil
	s, found := scenarios.RunSensitivity(context.Background(), study, scenarios.SensitivityOptions{Scenario: "all", Year: 2030})
	if s == nil {
		fmt.Println(found)
		return
	}
	fmt.Println(s.Assumed.InUse(), found[len(found)-1].Code)
	for _, m := range s.Moves {
		if m.LowCost != m.HighCost {
			fmt.Printf("%s: USD %.1f m to %.1f m\n", m.Path, m.LowCost/1e6, m.HighCost/1e6)
		}
	}
	// Output:
	// true no-ranges
	// benefits/grant/take_up: USD 15.7 m to 19.2 m
	// shocks/population_shock: USD 15.7 m to 19.2 m
	// benefits/grant/share_paid: USD 15.7 m to 17.4 m
}
