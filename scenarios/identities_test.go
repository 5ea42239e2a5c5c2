package scenarios_test

import (
	"fmt"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// Every identity holds in every profile, in every year and scenario in which
// its figures are known; each is checked at least once a scenario or year.
func TestIdentitiesHold(t *testing.T) {
	for _, code := range country.Codes() {
		study := studies.Load(t, code)
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		for _, id := range result.Identities() {
			if id.Checked < study.Projection.Len() || len(id.Faults) > 0 || id.Name.EN == id.Name.PT || id.Code == "" {
				t.Errorf("%s: %+v", code, id)
			}
		}
	}
}

// An identity is checked against the study, not against what made the figure:
// a population that is changed under a result is found.
func TestIdentitiesCanFail(t *testing.T) {
	study := studies.Load(t, "TLS")
	result, _ := scenarios.Run(study)
	n, _ := result.Projection.Model().Population().Get(2030, abnd.Female, 20)
	result.Projection.Model().Population().Set(2030, abnd.Female, 20, n+1)
	for _, id := range result.Identities() {
		want := 0
		if id.Code == "population" {
			want = 1
		}
		if len(id.Faults) != want || want == 1 && (id.Faults[0].Year != 2030 || id.Faults[0].Other-id.Faults[0].Value != 1) {
			t.Errorf("%s: %+v", id.Code, id.Faults)
		}
	}
}

// What must hold between the figures of any result.
func ExampleResult_Identities() {
	study, _ := country.Load("TLS")
	result, _ := scenarios.Run(study)
	for _, id := range result.Identities()[:2] {
		fmt.Println(id.Name.EN, len(id.Faults))
	}
	// Output:
	// the four guarantees add up to the total 0
	// benefits and schemes add to the total 0
}
