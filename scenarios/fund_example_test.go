package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// In which year Timor-Leste's Petroleum Fund is empty, in the three cases (0: not
// by the last year of the study), and by how many years a scenario brings the
// central one forward.
func ExampleResult_FundOutlook() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, _ := scenarios.Run(study)
	for _, id := range []string{"status-quo", "low", "high"} {
		outlook, _ := result.FundOutlook(id)
		central, early, late := outlook.Empty[0], outlook.Empty[1], outlook.Empty[2]
		fmt.Printf("%s: %d, early %d, late %d; forward %.0f; %.1f%% of withdrawals\n", id, central, early, late, outlook.Forward[0].Value, outlook.Due.Value)
	}
	fmt.Println(result.FundSentence("high").EN)
	// Output:
	// status-quo: 2038, early 2035, late 0; forward 0; 0.0% of withdrawals
	// low: 2038, early 2035, late 0; forward 0; 2.0% of withdrawals
	// high: 2037, early 2035, late 0; forward 1; 5.5% of withdrawals
	// Petroleum Fund: the year in which it is empty is brought forward by one year, from 2038 to 2037. 5.5% of the withdrawals are due to it.
}
