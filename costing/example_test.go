package costing_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// A model of two inputs and two formulas. Units are checked when it is
// compiled: persons times money per payment times payments is money.
func ExampleModel() {
	years := abnd.Years{First: 2025, Last: 2027}
	m := model.NewModel(nil)
	m.Add(model.Line{Key: "recipients", Unit: abnd.PersonUnit, Years: years, Inputs: []float64{1000, 1100, 1200}})
	m.Add(model.Line{Key: "amount", Unit: abnd.MoneyPerPayment, Inputs: []float64{30}})
	m.Add(model.Line{Key: "payments", Unit: abnd.Payments, Inputs: []float64{12}})
	m.Add(model.Line{Key: "cost", Unit: abnd.CurrentMoney, Years: years,
		Formula: model.Times(model.Ref{Key: "recipients"}, model.Ref{Key: "amount"}, model.Ref{Key: "payments"})})
	m.Add(model.Line{Key: "increase", Unit: abnd.CurrentMoney, Years: years,
		Formula: model.Minus(model.Ref{Key: "cost"}, model.Prev{Key: "cost"})})

	p, err := m.Evaluate()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, year := range years.All() {
		cost, _ := p.Value("cost", year)
		increase, known := p.Value("increase", year)
		fmt.Println(year, cost, increase, known)
	}

	wrong := model.NewModel(nil)
	wrong.Add(model.Line{Key: "persons", Unit: abnd.PersonUnit, Inputs: []float64{1}})
	wrong.Add(model.Line{Key: "thousands", Unit: abnd.ThousandPersons, Inputs: []float64{1}})
	wrong.Add(model.Line{Key: "sum", Unit: abnd.PersonUnit,
		Formula: model.Plus(model.Ref{Key: "persons"}, model.Ref{Key: "thousands"})})
	fmt.Println(wrong.Compile())
	// Output:
	// 2025 360000 0 false
	// 2026 396000 36000 true
	// 2027 432000 36000 true
	// line sum: 10^3 person does not go with person
}

// grantOf costs a grant for all children under 3 on the small study of these
// tests, 5,700 children, and prints one line of it.
func grantOf(line string, rules ...costing.Rule) {
	s := smallStudy()
	rules = append([]costing.Rule{costing.Paid{From: 2022}, costing.Ages{Min: 0, Max: 2, Sex: abnd.Both, Share: 1},
		costing.TakeUp(1), costing.FlatAmount{Amount: 10, Year: 2022}}, rules...)
	s.Benefits = append(s.Benefits, costing.NewBenefit("example", abnd.Children, abnd.T("Example", "Exemplo"), printed, rules...))
	m, found := costing.Build(s)
	if m == nil {
		fmt.Println(found)
		return
	}
	p, _ := m.Evaluate()
	for _, year := range s.Projection.All() {
		x, _ := p.Value(costing.BenefitKey("low", "example", line), year)
		fmt.Printf("%d %.2f\n", year, x)
	}
}

// Take-up rises from 20 % in 2022, the last year at the start, to 80 % in
// 2024, the first year at the target.
func ExampleTakeUpRamp() {
	grantOf("beneficiaries", costing.TakeUpRamp{From: 0.2, To: 0.8, Start: 2022, End: 2024})
	// Output:
	// 2022 1140.00
	// 2023 2850.00
	// 2024 4560.00
	// 2025 4560.00
}

// An amount of 2022 that follows consumer prices, 6 % a year.
func ExampleIndexed() {
	grantOf("benefit_amount", costing.Indexed(costing.IndexCPI))
	// Output:
	// 2022 10.00
	// 2023 10.60
	// 2024 11.24
	// 2025 11.91
}

// A new pension replaces the scheme "old" from 2024: the benefit that stands
// for that scheme stops, and what it would have cost is taken off the
// increment of the new one. By hand: 68,400 people of 65 and over × 0.9 × 30 ×
// 12 × 1.05 = 23,269,680; 77,900 of 60 and over × 40 × 12 × 1.06² =
// 42,013,651, and so on by 6 % a year.
func ExampleBuild_replacing() {
	s := smallStudy()
	m, found := costing.Build(s)
	if m == nil {
		fmt.Println(found)
		return
	}
	p, _ := m.Evaluate()
	for _, year := range s.Projection.All() {
		was, _ := p.Value(costing.BenefitKey(abnd.StatusQuo, "pension", "total_cost"), year)
		old, _ := p.Value(costing.BenefitKey("high", "pension", "total_cost"), year)
		renewed, _ := p.Value(costing.BenefitKey("high", "new-pension", "total_cost"), year)
		more, _ := p.Value(costing.BenefitKey("high", "new-pension", "incremental_cost"), year)
		fmt.Printf("%d status quo %.0f; high: old %.0f, new %.0f, more %.0f\n", year, was, old, renewed, more)
	}
	// Output:
	// 2022 status quo 23269680; high: old 23269680, new 0, more 0
	// 2023 status quo 23269680; high: old 23269680, new 0, more 0
	// 2024 status quo 23269680; high: old 0, new 42013651, more 18743971
	// 2025 status quo 23269680; high: old 0, new 44534470, more 21264790
}

// An excise of 2 becomes one of 3 on something that costs 10. It yields 1 million
// today, so 500,000 units pay it. The price rises by a tenth, and with an elasticity
// of −0.6 the units fall by 6 %: 470,000 × 3 less 1 million.
func ExampleNewFinancing() {
	study := smallStudy()
	study.Financing = []abnd.Financing{costing.NewFinancing("tobacco", abnd.NewTax, abnd.T("Higher excise on tobacco", "Imposto mais alto sobre o tabaco"),
		abnd.T("tobacco", "tabaco"), 2023, abnd.Provenance{Confidence: abnd.Assumption},
		costing.Excise{Of: costing.BaseAmount(1e6, 2023), Today: 2, New: 3, Price: 10, Elasticity: -0.6, PassThrough: 1})}
	study.Government.Envelope = abnd.Series{Extension: abnd.HoldLast, Values: map[abnd.Year]float64{2022: 0}, Provenance: abnd.Provenance{Confidence: abnd.Assumption}}
	m, found := costing.Build(study)
	if m == nil {
		fmt.Println(found)
		return
	}
	p, _ := m.Evaluate()
	for _, year := range []abnd.Year{2022, 2023} {
		yield, _ := p.Value(costing.YieldKey("tobacco"), year)
		fmt.Printf("%d: %.0f\n", year, yield)
	}
	fmt.Println(costing.EnvelopeAssumed(study))
	// Output:
	// 2022: 0
	// 2023: 410000
	// true
}
