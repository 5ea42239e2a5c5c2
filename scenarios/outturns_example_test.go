package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// What was due, paid and appropriated in Mozambique in 2024: what is in arrears
// is a figure of its own, and the model goes on owing what is due.
func ExampleResult_OutturnsSince() {
	study, found := country.Load("MOZ")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, _ := scenarios.Run(study)
	for _, x := range result.OutturnsSince() {
		if x.Scheme.ID != "MOZ-PSSB-OLD" || x.Year != 2024 {
			continue
		}
		for _, line := range []string{"model", "due", "paid", "arrears", "appropriated"} {
			v, _ := x.Value(line)
			fmt.Printf("%-13s MZN %7.1f million\n", line, v/1e6)
		}
		execution, _ := x.Value("execution")
		fmt.Printf("execution     %.0f%%\n", 100*execution)
	}
	// Output:
	// model         MZN  4871.6 million
	// due           MZN  4428.7 million
	// paid          MZN   242.5 million
	// arrears       MZN  4186.2 million
	// appropriated  MZN  4849.4 million
	// execution     5%
}
