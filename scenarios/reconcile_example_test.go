package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// What was reported of the social pensions of Timor-Leste beside what the
// model says of them in its first year.
func ExampleResult_Reconcile() {
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
	for _, x := range result.Reconcile() {
		year, _ := x.Value("expenditure_year")
		due, _ := x.Value("entitlement")
		share, known := x.Value("share_paid")
		if !known {
			continue
		}
		fmt.Printf("%s in %.0f: USD %.2f m due, share paid %.2f; %s\n", x.Scheme.ID, year, due/1e6, share, x.Verdict.Name().In(abnd.English))
	}
	// Output:
	// TLS-SP-OLD in 2024: USD 88.54 m due, share paid 1.00; differs: explained
	// TLS-BDM in 2024: USD 7.02 m due, share paid 1.00; agrees
	// TLS-BDMJF-CHILD in 2022: USD 0.82 m due, share paid 8.45; no cost in the model
	// TLS-EOY22 in 2022: USD 80.00 m due, share paid 0.88; no cost in the model
}
