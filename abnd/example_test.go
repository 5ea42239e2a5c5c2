package abnd_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
)

func ExamplePopulation_Between() {
	p := abnd.NewPopulation(abnd.Years{First: 2025, Last: 2025})
	for age := 0; age <= abnd.MaxAge; age++ {
		p.Set(2025, abnd.Female, age, 1000)
		p.Set(2025, abnd.Male, age, 900)
	}
	fmt.Println("children 0-2:", p.Between(2025, abnd.Both, 0, 2))
	fmt.Println("women 60 and over:", p.Between(2025, abnd.Female, 60, abnd.MaxAge))
	// Output:
	// children 0-2: 5700
	// women 60 and over: 41000
}

func ExampleDiagnostics() {
	var found abnd.Diagnostics
	found.AddWarning("benefits/child-grant/amount", "no-source",
		abnd.T("the figure has no source", "o valor não tem fonte"), abnd.Text{})
	found.AddError("benefits/child-grant/share", "out-of-range",
		abnd.T("the share cannot be %v", "a proporção não pode ser %v").Fill(12),
		abnd.T("for 12 %% write %v", "para 12 %% escreva %v").Fill(0.12))
	for _, d := range found.Sorted() {
		fmt.Println(d.In(abnd.Portuguese))
	}
	fmt.Println("can be costed:", !found.HasErrors())
	// Output:
	// benefits/child-grant/share: erro: a proporção não pode ser 12; para 12 % escreva 0,12
	// benefits/child-grant/amount: aviso: o valor não tem fonte
	// can be costed: false
}

func ExampleScenario_Value() {
	grant := abnd.Benefit{ID: "child-grant", Parameters: map[string]abnd.Parameter{
		"amount": {Value: abnd.Num(20)}, "take_up": {Value: abnd.Num(0.8)},
	}}
	var high abnd.Scenario
	high.Change("child-grant", "amount", abnd.Num(30))
	fmt.Println(high.Value(grant, "amount"), high.Value(grant, "take_up"))
	// Output: 30 0.8
}

func ExampleUnit_Times() {
	fmt.Println(abnd.PersonUnit.Times(abnd.MoneyPerPayment).Times(abnd.Payments))
	fmt.Println(abnd.CurrentMoney.Per(abnd.PriceIndex))
	// Output:
	// money
	// base-year money
}
