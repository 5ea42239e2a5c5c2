package scenarios_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func TestMeasuresAreNamedInBothLanguages(t *testing.T) {
	seen := map[scenarios.MeasureCode]bool{}
	for _, m := range scenarios.Measures() {
		if m.Label.EN == "" || m.Label.PT == "" || m.Unit == "" {
			t.Errorf("%s: label %+v, unit %q", m.Code, m.Label, m.Unit)
		}
		if seen[m.Code] {
			t.Errorf("two measures have the code %s", m.Code)
		}
		seen[m.Code] = true
		if found, ok := scenarios.FindMeasure(m.Code); !ok || found.Label != m.Label {
			t.Errorf("%s is not found by its code", m.Code)
		}
	}
	if _, ok := scenarios.FindMeasure("happiness"); ok {
		t.Error("a measure is found that does not exist")
	}
}

// How many rows there are is counted from the definition: a benefit has
// fourteen figures a year that are not by sex and two that are; a guarantee thirteen
// and one; income security thirteen and the whole seventeen, which have no people; each
// figure by sex is three rows. A scheme that is carried on by its expenditure
// has its cost and four comparisons. Of Mozambique's old age only households are
// paid, one figure without sex, and which persons receive other schemes is not
// known; no more is how many households the schemes of active age reach.
// Existing schemes of health are missing from its sums, which are not known in
// the two years before it is paid: seven of cost, and its beneficiaries.
func TestTidyHasOneRowAFigure(t *testing.T) {
	s := studies.Load(t, "MOZ")
	r := studies.Run(t, s)
	low, _ := scenarios.Select(s, "low")
	// Who pays, and what is asked of the institution, have rows where they are known
	// only: counted apart.
	rows, payers := parted(r.Tidy(low), func(row scenarios.Row) bool { return ofPayers(row.Measure) })
	rows, tasks := parted(rows, func(row scenarios.Row) bool { return ofTasks(row.Measure) })
	if len(payers) == 0 || len(tasks) == 0 {
		t.Error("nobody is known to pay, or to be registered and paid")
	}
	carried := len(costing.ProjectedSchemes(s))
	want := s.Projection.Len() * (len(s.Benefits)*(14+2*3) + carried*5 + 3*(13+3) + (13 + 1) + 13 + 17)
	const before = 2 // years in which the scenario pays nothing new
	want -= before * (7 + 3)
	if carried == 0 {
		t.Error("no scheme is carried on by its expenditure")
	}
	// In the low scenario the old-age grant is off and costs zero: its
	// target group and amount are known nonetheless.
	if len(rows) != want {
		t.Errorf("%d rows, want %d", len(rows), want)
	}
	seen := map[string]bool{}
	for _, row := range rows {
		key := fmt.Sprint(row.Scenario, row.Guarantee, row.Benefit, row.Sex, row.Year, row.Measure)
		if seen[key] {
			t.Fatalf("twice: %+v", row)
		}
		seen[key] = true
		if math.IsNaN(row.Value) || math.IsInf(row.Value, 0) || row.Unit == "" || row.Scenario != "low" {
			t.Fatalf("%+v", row)
		}
	}
}

// ofPayers reports whether a measure says who pays.
func ofPayers(m scenarios.MeasureCode) bool {
	return strings.HasPrefix(string(m), "paid_") || strings.HasPrefix(string(m), "take_over") || strings.HasPrefix(string(m), "payer_unknown")
}

// ofTasks reports whether a measure says what is asked of the institution.
func ofTasks(m scenarios.MeasureCode) bool {
	return m == scenarios.Registrations || m == scenarios.HouseholdRegistrations || m == scenarios.PaymentsAMonth
}

// parted parts items by what is said of them: those of which it is not true first.
func parted[T any](items []T, is func(T) bool) (others, those []T) {
	for _, x := range items {
		if is(x) {
			those = append(those, x)
		} else {
			others = append(others, x)
		}
	}
	return others, those
}

func TestTidyFollowsTheStudy(t *testing.T) {
	s := studies.Load(t, "MOZ")
	r := studies.Run(t, s)
	rows := r.Tidy(s.Scenarios)
	first, last := rows[0], rows[len(rows)-1]
	if first.Scenario != "status-quo" || first.Guarantee != "health" || first.Measure != "target_population" || first.Sex != "female" || first.Year != s.Projection.First {
		t.Errorf("the first row is %+v", first)
	}
	if last.Scenario != "high-package" || last.Guarantee != scenarios.AllOf || last.Benefit != scenarios.AllOf || last.Measure != scenarios.PayerUnknownPercentGDP || last.Year != s.Projection.Last {
		t.Errorf("the last row is %+v", last)
	}
}

// Units are the currency's, and percent is percent at the edge: a total cost
// of one percent of GDP is the figure 1.
func TestTidyUnits(t *testing.T) {
	s := studies.Load(t, "MOZ")
	r := studies.Run(t, s)
	units := map[scenarios.MeasureCode]string{}
	for _, row := range r.Tidy(s.Scenarios) {
		if row.Measure == "target_population" && row.Unit == string(scenarios.Households) {
			continue // of a benefit that households receive
		}
		if was, ok := units[row.Measure]; ok && was != row.Unit {
			t.Fatalf("%s has the units %s and %s", row.Measure, was, row.Unit)
		}
		units[row.Measure] = row.Unit
	}
	for measure, want := range map[scenarios.MeasureCode]string{
		"beneficiaries": "persons", "benefit_amount": "MZN per payment", "total_cost": "MZN", "percent_gdp": "percent",
		"total_cost_base_year": "MZN at 2025 prices", "new_balance": "MZN", "new_balance_percent_gdp": "percent",
	} {
		if units[measure] != want {
			t.Errorf("%s is in %q, want %q", measure, units[measure], want)
		}
	}
	cost, _ := valueOf(r, "high", scenarios.AllOf, scenarios.AllOf, "total_cost", 2030)
	gdp, _ := r.Projection.Value("frame/gdp", 2030)
	percent, ok := valueOf(r, "high", scenarios.AllOf, scenarios.AllOf, "percent_gdp", 2030)
	if !ok || math.Abs(percent-100*cost/gdp) > 1e-12 {
		t.Errorf("%v %%, want %v", percent, 100*cost/gdp)
	}
}

func TestValueOfPartAndWhole(t *testing.T) {
	s := studies.Load(t, "TLS")
	r := studies.Run(t, s)
	sum := 0.0
	for _, b := range s.Benefits {
		if b.Guarantee == abnd.Older {
			x, ok := valueOf(r, "high", abnd.Older, b.ID, "total_cost", 2035)
			if !ok || x <= 0 {
				t.Errorf("%s costs %v (known %v)", b.ID, x, ok)
			}
			sum += x
		}
	}
	veterans, _ := r.Projection.Value("high/scheme/TLS-VET/total_cost", 2035)
	sum += veterans // a scheme known by its expenditure
	if got, _ := valueOf(r, "high", abnd.Older, scenarios.AllOf, "total_cost", 2035); veterans != 80e6 || math.Abs(got-sum) > 1e-9*sum {
		t.Errorf("the guarantee costs %v, its benefits %v", got, sum)
	}
	if _, ok := valueOf(r, "high", abnd.Older, scenarios.AllOf, "total_cost", 2099); ok {
		t.Error("a cost outside the projection is known")
	}
}
