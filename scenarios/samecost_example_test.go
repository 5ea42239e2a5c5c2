package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// What else the money of a child benefit could do: the same cost, to everybody, to fewer
// ages or to the poorest, with three in ten of them left out.
func ExampleResult_SameCost() {
	study, _ := country.Load("TLS")
	result, _ := scenarios.RunWith(study, scenarios.RunOptions{Figures: true})
	money, found := result.SameCost(costing.SameCost{Scenario: "high", Benefit: "child-benefit", Poorest: abnd.Known(0.3, 0), Exclusion: abnd.Known(0.3, 0)})
	if found != nil {
		fmt.Println(found) // what is missing, and what would mend it
		return
	}
	for _, use := range money.Uses {
		people, _ := use.Figure(scenarios.UseRecipients)
		amount, _ := use.Figure(scenarios.UseAmount)
		gap, _ := use.Figure(scenarios.PovertyGapClosed)
		missed, _ := use.Figure(scenarios.PoorWithoutGain)
		fmt.Printf("%s: %.0f children, USD %.2f a month of %d; closes %.1f %% of the gap (%.1f to %.1f); %.0f %% of the poor gain nothing\n",
			use.Use, people.Value, amount.Value, study.Consumption.Year, gap.Value, gap.From, gap.To, missed.Value)
	}
	// Output:
	// scenario: 145315 children, USD 17.42 a month of 2014; closes 15.0 % of the gap (11.8 to 17.7); 52 % of the poor gain nothing
	// universal: 178849 children, USD 14.15 a month of 2014; closes 15.3 % of the gap (15.3 to 15.3); 43 % of the poor gain nothing
	// youngest: 145315 children, USD 17.42 a month of 2014; closes 15.0 % of the gap (15.0 to 15.0); 52 % of the poor gain nothing
	// poorest: 62897 children, USD 39.81 a month of 2014; closes 23.2 % of the gap (22.2 to 27.0); 69 % of the poor gain nothing
}
