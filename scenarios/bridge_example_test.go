package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// A ministry has 88,919 pensions of USD 60 for twelve months; the study 100,000
// of USD 70, of which 94 % is paid, and 5 % of administration.
func ExampleResult_Bridge() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	register := abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption}
	pension := costing.NewBenefit("pension", abnd.Older, abnd.T("Pension", "Pensão"), register,
		costing.From(2025), costing.Ages{Min: 60, Max: abnd.MaxAge, Sex: abnd.Both, Share: 1},
		costing.Pensioners{Number: 100_000, Year: 2026, FemaleShare: 0.5}, costing.TakeUp(1), costing.FlatAmount{Amount: 70, Year: 2025},
		costing.Delivery{PaymentsPerYear: 12, SharePaid: 0.94}, costing.AdministrationShare(0.05))
	statusQuo := abnd.Scenario{ID: abnd.StatusQuo}
	statusQuo.Change("pension", "on", abnd.Code(model.Yes))
	study.DropLevers()
	study.Schemes, study.Outturns, study.Packages, study.Benefits = nil, nil, nil, []abnd.Benefit{pension}
	study.Provisions, study.Recommended, study.Scenarios = nil, nil, []abnd.Scenario{statusQuo}
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
	bridge, found := result.Bridge(scenarios.State{Scenario: abnd.StatusQuo, Year: 2026}, "pension", theirs)
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
	// People: +8.59 m
	// Amount of one payment: +11.27 m
	// Share paid: -4.54 m
	// Administration: +3.57 m
	// the study: USD 82.91 m
}
