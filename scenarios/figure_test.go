package scenarios_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// A figure that is named by scenario, benefit and measure is the one of that
// value.
func TestKeyOfAFigure(t *testing.T) {
	r := studies.Profile(t, "TLS")
	for _, f := range []scenarios.Figure{
		{Scenario: "high", Measure: "total_cost"},
		{Scenario: "high", Guarantee: abnd.Children, Measure: "beneficiaries"},
		{Scenario: "low", Guarantee: scenarios.AllOf, Benefit: "social-pension", Measure: "benefit_amount"},
		{Scenario: "status-quo", Benefit: scenarios.AllOf, Measure: "new_balance"},
		{Scenario: "children-first", Measure: "total_cost"},
	} {
		key, found := r.Key(f)
		if found != nil {
			t.Fatal(found)
		}
		trace, found := r.Explain(key, 2030, 1)
		if found != nil {
			t.Fatal(found)
		}
		part, benefit := f.Guarantee, f.Benefit
		if part == "" {
			part = scenarios.AllOf
		}
		if benefit == "" {
			benefit = scenarios.AllOf
		}
		if want, ok := valueOf(r, f.Scenario, part, benefit, f.Measure, 2030); !ok || trace.Value != want || trace.Key != key {
			t.Errorf("%+v is %s = %v, want %v", f, key, trace.Value, want)
		}
	}
}

func TestFiguresThatDoNotExist(t *testing.T) {
	r := studies.Profile(t, "TLS")
	_, found := r.Key(scenarios.Figure{Scenario: "hihg", Guarantee: "childern", Benefit: "socialpension", Measure: "totalcost"})
	want := []string{`unknown scenario or package "hihg"; did you mean "high"?`, `unknown measure "totalcost"; did you mean "total_cost"?`,
		`unknown guarantee "childern"; did you mean "children"?`, `unknown benefit "socialpension"; did you mean "social-pension"?`}
	if len(found) != len(want) {
		t.Fatalf("found %v", found)
	}
	for i, d := range found {
		if !strings.Contains(d.In(abnd.English), want[i]) || d.Problem.PT == "" || d.Remedy.PT == "" {
			t.Errorf("%+v, want %s", d, want[i])
		}
	}
	for _, c := range []struct {
		figure scenarios.Figure
		says   string
	}{
		{scenarios.Figure{Scenario: "high", Guarantee: abnd.Children, Measure: "new_balance"}, `"children" has no values of the measure "new_balance"; its measures are beneficiaries, benefit_cost`},
		{scenarios.Figure{Scenario: "high-package", Benefit: "social-pension", Measure: "total_cost"}, `a package has totals only`},
	} {
		if key, found := r.Key(c.figure); key != "" || len(found) != 1 || !strings.Contains(found[0].In(abnd.English), c.says) {
			t.Errorf("%+v is %q, %v", c.figure, key, found)
		}
	}
	for _, c := range []struct {
		key  abnd.Path
		year abnd.Year
		says string
	}{
		{"high/benefit/social-pension/total_cots", 2030, `did you mean "high/benefit/social-pension/total_cost"?`},
		{"nothing", 2030, "the keys are in the results workbook"},
		{"high/total/total_cost", 2055, "the year 2055 is not in 2025-2040; the years are 2025-2040; for example 2040"},
		{"high/total/total_cost", 0, "the year is missing"},
	} {
		if trace, found := r.Explain(c.key, c.year, 1); trace != nil || len(found) != 1 || !strings.Contains(found[0].In(abnd.English), c.says) {
			t.Errorf("%s %d: %v", c.key, c.year, found)
		}
	}
}
