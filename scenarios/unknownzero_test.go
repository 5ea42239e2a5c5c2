package scenarios_test

import (
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// Of Guinea-Bissau no existing scheme is known well enough to be costed, but for
// the budget of all social assistance: without that, what its status quo costs
// is not known, and no reader of the results is told that it is nothing. What a
// scenario adds is known.
func TestASumOfNothingKnownIsNotKnown(t *testing.T) {
	study := studies.Load(t, "GNB")
	study.Schemes = slices.DeleteFunc(study.Schemes, func(s abnd.Scheme) bool { return s.ID == "GNB-SA" })
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	first, last := study.Projection.First, study.Projection.Last
	for _, measure := range []scenarios.MeasureCode{"total_cost", "percent_gdp"} {
		if x, known := valueOf(result, abnd.StatusQuo, scenarios.AllOf, scenarios.AllOf, measure, first); known {
			t.Errorf("%s of the status quo is %g", measure, x)
		}
		if x, known := valueOf(result, "high", scenarios.AllOf, scenarios.AllOf, measure, last); !known || x == 0 {
			t.Errorf("%s of the high scenario is %g, known %v", measure, x, known)
		}
	}
	if x, known := valueOf(result, abnd.StatusQuo, abnd.Older, scenarios.AllOf, "beneficiaries", first); known {
		t.Errorf("%g people receive something", x)
	}
	increments := 0
	for _, r := range result.Tidy(study.Scenarios) {
		if r.Scenario != abnd.StatusQuo || r.Guarantee != scenarios.AllOf {
			continue
		}
		switch r.Measure {
		case "total_cost", "total_cost_base_year", "benefit_cost", "admin_cost", "beneficiaries", "percent_gdp", "percent_expenditure", "percent_revenue":
			t.Errorf("%+v", r)
		case "incremental_cost":
			increments++
		}
	}
	if want := study.Projection.Len(); increments != want {
		t.Errorf("%d increments, want %d", increments, want)
	}
}
