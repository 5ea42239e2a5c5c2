package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// A child benefit and a pension on the frames of Timor-Leste, in a low and a
// high scenario.
func Example() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	room := abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption, Note: abnd.Same("agreed in the workshop")}
	child := costing.NewBenefit("child", abnd.Children, abnd.T("Child benefit", "Abono de família"), room,
		costing.From(2027), costing.Ages{Min: 0, Max: 2, Sex: abnd.Both, Share: 1},
		costing.TakeUpRamp{From: 0, To: 0.9, Start: 2026, End: 2030},
		costing.FlatAmount{Amount: 20, Year: 2025}, costing.Indexed(costing.IndexCPI), costing.AdministrationShare(0.05))
	pension := costing.NewBenefit("pension", abnd.Older, abnd.T("Pension", "Pensão"), room,
		costing.From(2027), costing.Ages{Min: 65, Max: abnd.MaxAge, Sex: abnd.Both, Share: 1}, costing.TakeUp(0.95),
		costing.ShareOfReference{Reference: "poverty-line", Share: 0.5, Year: 2025}, costing.Indexed(costing.IndexPovertyLine))

	low, high := abnd.Scenario{ID: "low"}, abnd.Scenario{ID: "high"}
	low.Change("child", "on", abnd.Code(model.Yes))
	high.Change("child", "on", abnd.Code(model.Yes))
	high.Change("child", "age_max", abnd.Num(5))
	high.Change("pension", "on", abnd.Code(model.Yes))
	study.DropLevers() // they move other benefits
	study.Schemes, study.Outturns, study.Packages, study.Benefits = nil, nil, nil, []abnd.Benefit{child, pension}
	study.Provisions, study.Recommended, study.Scenarios = nil, nil, []abnd.Scenario{{ID: abnd.StatusQuo}, low, high}

	result, found := scenarios.Run(study)
	if result == nil {
		fmt.Println(found)
		return
	}
	for _, id := range []string{"low", "high"} {
		cost, found := result.At(scenarios.Figure{Scenario: id, Measure: scenarios.TotalCost, Year: 2030})
		if found != nil {
			fmt.Println(found) // a name that does not exist, with the nearest one
			return
		}
		share, _ := result.At(scenarios.Figure{Scenario: id, Measure: scenarios.PercentGDP, Year: 2030})
		fmt.Printf("%s: USD %s m in 2030, %.2f %% of %s\n", id, cost.Known.Marked(fmt.Sprintf("%.1f", cost.Value/1e6)), share.Value, study.GDPName.In(abnd.English))
	}
	// Output:
	// low: USD 22.7 m in 2030, 0.81 % of non-oil GDP
	// high: USD 73.6 m in 2030, 2.63 % of non-oil GDP
}

// What if: the high scenario with another age limit, beside the one it was.
func ExampleApply() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	setting, found := scenarios.ParseSetting(study, "high/child-benefit.age_max=7", abnd.English)
	if found != nil {
		fmt.Println(found)
		return
	}
	wider, _ := scenarios.Apply(study, []scenarios.Setting{setting})
	before, _ := scenarios.Run(study)
	after, _ := scenarios.Run(wider)
	c, _ := scenarios.CompareScenarios(scenarios.Side{Result: before, Scenario: "high"}, scenarios.Side{Result: after, Scenario: "high"})
	for _, p := range c.Parameters {
		fmt.Printf("%s, %s: %v → %v\n", p.Benefit, p.Label.EN, p.Old, p.New)
	}
	fmt.Println("same fingerprint:", before.Fingerprint("high") == after.Fingerprint("high"))
	// Output:
	// child-benefit, Maximum age: 5 → 7
	// same fingerprint: false
}

// Why the old-age guarantee costs more in the high scenario than in the low.
func ExampleResult_Decompose() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, _ := scenarios.Run(study)
	d, found := result.Decompose(scenarios.State{Scenario: "low", Year: 2030}, scenarios.State{Scenario: "high", Year: 2030})
	if found != nil {
		fmt.Println(found)
		return
	}
	from, to := d.Cost(abnd.Older)
	fmt.Printf("USD %.2f m\n", from.Value/1e6)
	for _, f := range scenarios.Factors() {
		if x := d.Sum(abnd.Older, f); x != 0 {
			fmt.Printf("%+.2f %s\n", x/1e6, f.Label().EN)
		}
	}
	fmt.Printf("USD %.2f m\n", to.Value/1e6)
	// Output:
	// USD 181.42 m
	// +16.74 Take-up rate
	// +11.55 Real benefit level
	// USD 209.71 m
}

// How the cost of a benefit is made, one formula deep.
func ExampleResult_Explain() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, _ := scenarios.Run(study)
	key, _ := result.Key(scenarios.Figure{Scenario: "low", Benefit: "social-pension", Measure: scenarios.BenefitCost})
	trace, found := result.Explain(key, 2030, 1)
	if found != nil {
		fmt.Println(found)
		return
	}
	fmt.Println(trace.Name.EN, "=", trace.Formula.EN)
	for _, term := range trace.Terms {
		if !term.Deciding {
			fmt.Printf("%s: %.4f\n", term.Name.EN, term.Value)
		}
	}
	// Output:
	// Benefit expenditure = Beneficiaries × Amount of one payment × Payments per year × Share of payments made, in the year
	// Beneficiaries: 95004.4732
	// Amount of one payment: 84.7267
	// Payments per year: 12.0000
	// Share of payments made, in the year: 1.0000
}

// What a package costs more than the envelope is paid for by the measures of
// the study, or is the gap.
func ExampleResult_Fiscal() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, _ := scenarios.Run(study)
	need, _ := result.Fiscal("high-package", scenarios.ToBeFinanced, 2030)
	financed, _ := result.Fiscal("high-package", scenarios.Financed, 2030)
	fmt.Printf("2030: USD %.1f million to be financed, %.1f financed\n", need.Value/1e6, financed.Value/1e6)
	_, found = result.Fiscal("high-package", "finance", 2030)
	fmt.Println(found)
	year, open := result.GapYear("high-package")
	fmt.Println("the gap opens:", open, year)
	// Output:
	// 2030: USD 86.3 million to be financed, 44.2 financed
	// error: unknown measure "finance"; did you mean "financed"?
	// the gap opens: true 2027
}
