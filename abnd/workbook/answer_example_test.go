package workbook_test

import (
	"context"
	"fmt"
	"log"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

// fewYears is the study of Timor-Leste over five years, computed.
func fewYears() *scenarios.Result {
	study, found := country.Load("TLS")
	if study == nil {
		log.Fatal(found)
	}
	study.Projection.Last = study.Projection.First + 4
	result, found := scenarios.Run(study)
	if result == nil {
		log.Fatal(found)
	}
	return result
}

// A results workbook with the sheet DECOMPOSE. Whoever verifies the file hears
// whether the answer is still one about its inputs.
func ExampleDecompositionAnswer() {
	result := fewYears()
	change, found := result.Decompose(scenarios.State{Scenario: "low", Year: 2028}, scenarios.State{Scenario: "high", Year: 2028})
	if found != nil {
		log.Fatal(found)
	}
	data, err := workbook.Results(result, workbook.Options{Lang: abnd.English}, workbook.DecompositionAnswer(change))
	if err != nil {
		log.Fatal(err)
	}
	verification, found := workbook.Verify(data, "why.xlsx", result)
	if found != nil {
		log.Fatal(found)
	}
	for _, answer := range verification.Answers {
		fmt.Println(answer.Sheet, "compared:", answer.Compared, "outdated:", answer.Outdated)
	}
	// Output: DECOMPOSE compared: 4 outdated: false
}

// Several answers, each of another kind, go into one workbook.
func ExampleResults_answers() {
	result := fewYears()
	ctx := context.Background()
	tornado, found := scenarios.RunSensitivity(ctx, result.Study, scenarios.SensitivityOptions{Scenario: "high", Year: 2028})
	if tornado == nil {
		log.Fatal(found)
	}
	fan, found := scenarios.Simulate(ctx, result.Study, scenarios.SimulationOptions{Draws: 100, Seed: 1})
	if fan == nil {
		log.Fatal(found)
	}
	data, err := workbook.Results(result, workbook.Options{Lang: abnd.Portuguese}, workbook.SensitivityAnswer(tornado), workbook.SimulationAnswer(fan, []string{"low", "high"}))
	if err != nil {
		log.Fatal(err)
	}
	verification, _ := workbook.Verify(data, "sure.xlsx", result)
	for _, answer := range verification.Answers {
		fmt.Println(answer.Sheet)
	}
	// Output:
	// SENSITIVITY
	// SIMULATION
}

// Two studies cannot stand live in one workbook: they are compared in one of
// its own.
func ExampleComparison() {
	was, is := fewYears(), fewYears()
	comparison, _ := scenarios.CompareScenarios(scenarios.Side{Result: was, Scenario: "low", Name: "before.xlsx"}, scenarios.Side{Result: is, Scenario: "high", Name: "after.xlsx"})
	data, err := workbook.Comparison(comparison, workbook.ComparedSource{InputName: "before.xlsx"}, workbook.ComparedSource{InputName: "after.xlsx"}, workbook.Options{Lang: abnd.English})
	fmt.Println(len(data) > 0, err)
	// Output: true <nil>
}
