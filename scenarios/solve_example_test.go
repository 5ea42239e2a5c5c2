package scenarios_test

import (
	"context"
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// What child benefit fits when the total may cost 9 % of non-oil GDP in 2030?
func ExampleSolveTarget() {
	study, _, err := country.Load("TLS")
	if err != nil {
		fmt.Println(err)
		return
	}
	solution, found, err := scenarios.SolveTarget(context.Background(), study, scenarios.Target{
		Parameter: "high/child-benefit.amount", Year: 2030, Of: scenarios.OfTotal, Ceiling: 0.09,
	})
	if solution == nil {
		fmt.Println(found, err) // why there is none
		return
	}
	fmt.Printf("USD %.2f a month costs %.2f %%; now it is USD %.0f\n", solution.Value, 100*solution.Cost, solution.Present.Value)
	// Output:
	// USD 18.97 a month costs 9.00 %; now it is USD 20
}

// The package that reaches most people with 1 % of non-oil GDP more a year,
// where children count twice.
func ExampleBestPackage() {
	study, _, err := country.Load("TLS")
	if err != nil {
		fmt.Println(err)
		return
	}
	solution, found, err := scenarios.BestPackage(context.Background(), study, scenarios.PackageProblem{
		Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, study.Projection, 0.01),
		Weights:  map[string]float64{"children": 2},
	})
	if solution == nil {
		fmt.Println(found, err)
		return
	}
	for _, item := range solution.Items {
		if item.Level != "" {
			fmt.Printf("%s: %s, %.0f people\n", item.Benefit.ID, item.Level, item.People)
		}
	}
	// Output:
	// maternity-insurance: high, 856 people
	// child-disability-supplement: high, 2078 people
	// school-age-benefit: high, 100259 people
	// health-package: low, 1000738 people
}

// Cost against people: the packages that no other one beats.
func ExampleFrontier() {
	study, _, err := country.Load("TLS")
	if err != nil {
		fmt.Println(err)
		return
	}
	points, found, err := scenarios.Frontier(context.Background(), study, scenarios.PackageProblem{
		Levels:   []string{"low"},
		Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, study.Projection, 0.01),
	})
	if points == nil {
		fmt.Println(found, err)
		return
	}
	dearest, cheapest := points[0], points[len(points)-1]
	fmt.Printf("%d packages, from %.2f %% for %.0f people to %.2f %% for %.0f\n", len(points), 100*dearest.Peak, dearest.People, 100*cheapest.Peak, cheapest.People)
	// Output:
	// 36 packages, from 1.60 % for 1091380 people to 0.00 % for 0
}

// When can the benefits of the high scenario start, the child benefit first,
// if the total may cost 8 % of non-oil GDP?
func ExamplePhase() {
	study, _, err := country.Load("TLS")
	if err != nil {
		fmt.Println(err)
		return
	}
	plan, found, err := scenarios.Phase(context.Background(), study, scenarios.PhasingProblem{
		Run: "high", Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, study.Projection, 0.08), Order: []string{"child-benefit", "health-package"},
	})
	if plan == nil {
		fmt.Println(found, err)
		return
	}
	for _, item := range plan.Items[:2] { // a start of 0 is never
		fmt.Println(item.Benefit.ID, item.Planned, item.Start)
	}
	// Output:
	// child-benefit 2027 2027
	// health-package 2027 0
}

func ExampleParseShareOfGDP() {
	for _, text := range []string{"1.5%gdp", "1,5 % PIB", "1.5"} {
		share, found := scenarios.ParseShareOfGDP(text)
		fmt.Println(share, found.Err() != nil)
	}
	// Output:
	// 0.015 false
	// 0.015 false
	// 0 true
}

// A path: 1 % of GDP until 2029, 2 % from then on.
func ExampleFlatEnvelope() {
	path := scenarios.FlatEnvelope(scenarios.OfIncrement, abnd.Years{First: 2026, Last: 2030}, 0.01)
	path.Ceilings[2030] = 0.02
	fmt.Println(len(path.Ceilings), path.Ceilings[2029], path.Ceilings[2030], path.Of.Name().EN)
	// Output:
	// 5 0.01 0.02 cost over the status quo
}

// Ceilings from a row of the sheet SERIES.
func ExampleTableEnvelope() {
	study, _, err := country.Load("TLS")
	if err != nil {
		fmt.Println(err)
		return
	}
	study.Tables = append(study.Tables, abnd.Table{ID: "fiscal-path", Series: abnd.Series{
		Provenance: abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption, Note: "illustrative assumption: agreed in the workshop"},
		Extension:  abnd.HoldLast, Values: map[abnd.Year]float64{2025: 0.06, 2026: 0.065, 2027: 0.07},
	}})
	result, found := scenarios.Run(study)
	if result == nil {
		fmt.Println(found)
		return
	}
	path, _ := scenarios.TableEnvelope(result, scenarios.OfTotal, "fiscal-path", 2026)
	fmt.Println(path.Ceilings[2026], path.Ceilings[2040])
	// Output:
	// 0.065 0.07
}
