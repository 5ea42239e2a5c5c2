package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// What is asked of the institution: the payments a month of a scenario, and how many
// more those are than today.
func ExampleResult_MoreTasks() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	result, _ := scenarios.Run(study)
	then, found := result.At(scenarios.Figure{Scenario: "high", Measure: scenarios.PaymentsAMonth, Year: 2030})
	if found != nil {
		fmt.Println(found)
		return
	}
	more := result.MoreTasks("high", scenarios.PaymentsAMonth, 2030)
	fmt.Printf("%.0f payments a month, %.0f more than in the status quo\n", then.Value, more.Value)
	// Output:
	// 404025 payments a month, 230337 more than in the status quo
}

// Recounted from the recipients of the benefits: who is new in a year, how many
// payments there are a month, and that sums are of their benefits.
func TestTasksAreRecountedFromRecipients(t *testing.T) {
	for _, code := range []string{"TLS", "MOZ"} {
		r := studies.Profile(t, code)
		s := r.Study
		at := func(key model.Key, year abnd.Year) float64 {
			if !r.Projection.Model().Has(key) {
				return 0 // meals and days of work are no payments
			}
			x, _ := r.Projection.Value(key, year)
			return x
		}
		summed := false
		for _, scenario := range s.Scenarios {
			for _, year := range s.Projection.All()[1:] {
				sums := map[model.Key]float64{}
				for _, b := range s.Benefits {
					key := func(line string) model.Key { return costing.BenefitKey(scenario.ID, b.ID, line) }
					if b.Guarantee == abnd.Health {
						if r.Projection.Model().Has(key(costing.Registrations)) {
							t.Errorf("%s: health care registers", key(""))
						}
						continue
					}
					want := max(0, at(key("beneficiaries"), year)-at(key("beneficiaries"), year-1))
					_, happens := scenario.Value(b, "event").Code()
					if _, insured := scenario.Value(b, "participation").Number(); happens || insured {
						want = at(key("beneficiaries"), year)
					}
					if at(key("active"), year) == 0 {
						want = 0
					}
					if got := at(key(costing.Registrations), year); math.Abs(got-want) > 1e-6*max(1, want) {
						t.Errorf("%s in %d: %v registrations, want %v", key(""), year, got, want)
					}
					line := costing.Registrations
					if costing.RecipientUnit(s, scenario.ID, b) == abnd.CountHouseholds {
						line = costing.HouseholdRegistrations
					}
					sums[costing.GuaranteeKey(scenario.ID, b.Guarantee, line)] += want
					sums[costing.TotalKey(scenario.ID, line)] += want
					sums[costing.TotalKey(scenario.ID, costing.PaidAMonth)] += at(key(costing.PaidAMonth), year)
				}
				for key, want := range sums {
					got := at(key, year)
					summed = summed || got > 0
					if math.Abs(got-want) > 1e-6*max(1, want) {
						t.Errorf("%s in %d: %v, want %v", key, year, got, want)
					}
				}
				for _, m := range []scenarios.MeasureCode{scenarios.Registrations, scenarios.PaymentsAMonth} {
					then, _ := r.At(scenarios.Figure{Scenario: scenario.ID, Measure: m, Year: year})
					now, _ := r.At(scenarios.Figure{Scenario: abnd.StatusQuo, Measure: m, Year: year})
					if more := r.MoreTasks(scenario.ID, m, year); math.Abs(more.Value-(then.Value-now.Value)) > 1e-6*max(1, then.Value) {
						t.Errorf("%s of %s in %d: %v more, want %v", m, scenario.ID, year, more, then.Value-now.Value)
					}
				}
			}
		}
		if !summed {
			t.Errorf("%s: nobody is registered", code)
		}
	}
}

// A benefit of the status quo whose amount a scenario doubles is told of, for a
// percentage doubles its administration: not where the scenario only pays more people, and not where
// its tasks are costed.
func TestAdministrationThatFollowsAmountsIsTold(t *testing.T) {
	change := func(code string, x float64, base map[string]abnd.Value) []string {
		s := readExample(t, "take-up").study
		for i := range s.Benefits {
			b := &s.Benefits[i]
			b.Parameters["admin_share"] = abnd.Parameter{Value: abnd.Num(0.1), Provenance: madeUp}
			for code, v := range base {
				b.Parameters[code] = abnd.Parameter{Value: v, Provenance: madeUp}
			}
			s.Scenarios[0].Change(b.ID, "on", abnd.Code("yes"))
			if i == 0 {
				s.Scenarios[1].Change(b.ID, code, abnd.Num(x))
			}
		}
		r, found := scenarios.Run(s)
		if r == nil {
			t.Fatal(found)
		}
		var ids []string
		for _, b := range r.AdministrationFollowsAmounts(s.Scenarios) {
			ids = append(ids, b.ID)
		}
		return ids
	}
	first := readExample(t, "take-up").study.Benefits[0].ID
	if got := change("amount", 1e4, nil); !slices.Equal(got, []string{first}) {
		t.Errorf("a higher amount: %v", got)
	}
	if got := change("share", 0.5, nil); got != nil {
		t.Errorf("fewer people: %v", got)
	}
	tasks := map[string]abnd.Value{"payment_cost": abnd.Num(1), "workload_indexation": abnd.Code("none")}
	if got := change("amount", 1e4, tasks); got != nil {
		t.Errorf("costs of tasks: %v", got)
	}
}
