package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// A ministry has its old-age pensioners and the amount of the youngest; the
// study has more people, a mean over the ages, and what is not paid.
func ExampleResult_Bridge() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, found := scenarios.Run(study)
	if result == nil {
		fmt.Println(found)
		return
	}
	theirs, found := scenarios.ParseTheirs([]string{"people=88919,amount=60,months=12"}, abnd.English)
	if found != nil {
		fmt.Println(found)
		return
	}
	bridge, found := result.Bridge(scenarios.State{Scenario: abnd.StatusQuo, Year: 2026}, "social-pension", theirs)
	if found != nil {
		fmt.Println(found)
		return
	}
	fmt.Printf("theirs: USD %.2f m\n", bridge.TheirTotal/1e6)
	for _, step := range bridge.Steps {
		if step.Effect != 0 {
			fmt.Printf("%s: %+.2f m\n", step.Factor.Label().In(abnd.English), step.Effect/1e6)
		}
	}
	fmt.Printf("the study: USD %.2f m\n", bridge.StudyTotal/1e6)
	// Output:
	// theirs: USD 64.02 m
	// People: +8.24 m
	// Amount of one payment: +13.15 m
	// Share paid: -4.59 m
	// Administration: +3.61 m
	// the study: USD 84.42 m
}
