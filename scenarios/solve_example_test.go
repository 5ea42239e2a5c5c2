package scenarios_test

import (
	"context"
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// What child benefit fits when the total may cost 11.8 % of non-oil GDP in 2030?
func ExampleSolveTarget() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	solution, found := scenarios.SolveTarget(context.Background(), study, scenarios.Target{
		Parameter: "high/child-benefit.amount", Year: 2030, Of: scenarios.OfTotal, Ceiling: 0.118,
	})
	if solution == nil {
		fmt.Println(found) // why there is none
		return
	}
	fmt.Printf("USD %.2f a month costs %.2f %%; now it is USD %.0f\n", solution.Value, 100*solution.Cost, solution.Present.Value)
	// Output:
	// USD 13.34 a month costs 11.80 %; now it is USD 20
}

// Packages with 1 % of non-oil GDP more a year, where children count twice.
func ExamplePackages() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	solution, found := scenarios.Packages(context.Background(), study, scenarios.PackageProblem{
		Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, study.Projection, 0.01),
		Weights:  map[string]float64{"children": 2},
		Most:     4,
	})
	if solution == nil {
		fmt.Println(found)
		return
	}
	for _, p := range solution.Packages { // the dearest first, without and with health care
		fmt.Printf("%d: %.2f %% at most, %.0f receive, %.0f with health care: %s\n", p.Number, 100*p.Peak, p.Reach.Persons, p.Reach.Health, p.LevelsText(solution.Choices))
	}
	// Output:
	// 1: 0.84 % at most, 72900 receive, 0 with health care: disability-pension=low pregnancy-benefit=high maternity-benefit=high bolsa-da-mae=low maternity-insurance=high
	// 2: 0.98 % at most, 61601 receive, 1000738 with health care: pregnancy-benefit=low maternity-benefit=low bolsa-da-mae=low maternity-insurance=high health-package=low
}

// Cost of reaching more people.
func ExampleFrontier() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	points, found := scenarios.Frontier(context.Background(), study, scenarios.PackageProblem{
		Levels:   []string{"low"},
		Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, study.Projection, 0.01),
	})
	if found != nil {
		fmt.Println(found)
		return
	}
	for _, p := range scenarios.Thinned(points, 4) { // of each way to take health care
		fmt.Printf("%q: %.2f %% for %.0f\n", p.Health, 100*p.Peak, p.Reach.Persons)
	}
	// Output:
	// "": 0.67 % for 63760
	// "": 0.00 % for 0
	// "low": 1.11 % for 63760
	// "low": 0.45 % for 0
}

// When can the benefits of the high scenario start, the child benefit first,
// if the total may cost 11 % of non-oil GDP?
func ExamplePhase() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	plan, found := scenarios.Phase(context.Background(), study, scenarios.PhasingProblem{
		Run: "high", Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, study.Projection, 0.11), Order: []string{"child-benefit", "health-package"},
	})
	if plan == nil {
		fmt.Println(found)
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
	// 5 0.01 0.02 cost above the status quo
}

// Ceilings from a row of the sheet SERIES.
func ExampleTableEnvelope() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	study.Tables = append(study.Tables, abnd.Table{ID: "fiscal-path", Series: abnd.Series{
		Provenance: abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption, Note: abnd.Same("illustrative assumption: agreed in the workshop")},
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
