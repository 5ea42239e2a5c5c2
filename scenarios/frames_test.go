package scenarios_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

func everyYear(value float64) abnd.Series {
	return abnd.Series{
		Provenance: abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption},
		Extension:  abnd.HoldLast, Values: map[abnd.Year]float64{2010: value},
	}
}

// What does not fit in the frames is found once they are computed, with the
// figure and the year.
func TestFramesThatDoNotFit(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*abnd.Study)
		found  string // severity, code and path
	}{
		"items above the total": {func(s *abnd.Study) { s.Government.Taxes.Share = everyYear(0.9) }, "error items-do-not-add-up government/revenue/2010"},
		"items below the total": {func(s *abnd.Study) {
			g := &s.Government
			g.Taxes.Share, g.Grants.Share, g.OtherRevenue.Share = everyYear(0.1), everyYear(0.01), everyYear(0.01)
		}, "error items-do-not-add-up government/revenue/2010"},
		"thousands given as persons": {func(s *abnd.Study) { s.Labour.LabourForce = everyYear(10_258) }, "warning labour-force-differs labour/labour_force_published/2010"},
		"more insured than employed": {func(s *abnd.Study) { s.Labour.Insured = everyYear(50e6) }, "error insured-exceed-employed labour/insured_persons/2010"},
		"a debt that begins after its balance": {func(s *abnd.Study) {
			s.Government.Debt.Values = map[abnd.Year]float64{2030: 0.8}
		}, "error debt-unknown government/debt"},
	} {
		s := studies.Load(t, "MOZ")
		c.change(s)
		result, found := scenarios.Run(s)
		if len(found) != 1 || found[0].Severity.Name().EN+" "+found[0].Code+" "+string(found[0].Path) != c.found {
			t.Errorf("%s: found %v, want %s", name, found, c.found)
			continue
		}
		if (result == nil) != found.HasErrors() {
			t.Errorf("%s: a result %v with errors %v", name, result != nil, found.HasErrors())
		}
		d := found[0]
		if d.Problem.PT == "" || d.Remedy.PT == "" || d.Problem.EN == d.Problem.PT {
			t.Errorf("%s is not translated: %+v", name, d)
		}
	}
}

// One item that is known and smaller than the total is no fault: the rest is
// of no known item.
func TestOneItemOfTheAccountsMayBeKnown(t *testing.T) {
	s := studies.Load(t, "MOZ")
	s.Government.Taxes.Share = everyYear(0.15)
	if _, found := scenarios.Run(s); len(found) > 0 {
		t.Error(found)
	}
}

// The rows of the fiscal results say the same as the figures one by one, and
// one package alone gives its own rows.
func TestFiscalRows(t *testing.T) {
	r, found := scenarios.Run(studies.Load(t, "TLS"))
	if r == nil {
		t.Fatal(found)
	}
	kinds := map[string]int{}
	for _, row := range r.FiscalRows("") {
		outlook, ofFund := fundFigure(r, row)
		if !ofPayers(row.Measure) && !ofFund && row.Measure != scenarios.GapOpens { // known in some scenarios and not in others
			kinds[row.Kind]++
		}
		switch {
		case row.Kind == scenarios.OfFinancing:
			if x, _ := r.Yield(row.ID, row.Year); x != row.Value {
				t.Fatalf("%+v, the yield is %v", row, x)
			}
		case row.Kind == scenarios.OfStudy:
			if x, ok := r.Rate(row.Measure, row.Year); !ok || x != row.Value {
				t.Fatalf("%+v, the rate is %v", row, x)
			}
		case row.Measure == "gap_opens":
			if year, _ := r.GapYear(row.ID); year != row.Year {
				t.Fatalf("%+v, the gap opens in %d", row, year)
			}
		case ofFund:
			if outlook != row.Value {
				t.Fatalf("%+v, the outlook is %v", row, outlook)
			}
		default:
			if x, found := r.Fiscal(row.ID, row.Measure, row.Year); found != nil || x.Value != row.Value || x.Known != row.Known {
				t.Fatalf("%+v, the figure is %v", row, x)
			}
		}
	}
	if kinds[scenarios.OfFinancing] != 3*16 || kinds[scenarios.OfStudy] != 3*16 || kinds[scenarios.OfScenario] == 0 || kinds[scenarios.OfPackage] != kinds[scenarios.OfScenario] {
		t.Errorf("rows by kind: %v", kinds)
	}
	for _, row := range r.FiscalRows("children-first") {
		if row.Kind != scenarios.OfFinancing && row.Kind != scenarios.OfStudy && row.ID != "children-first" {
			t.Fatalf("%+v is of another package", row)
		}
	}
}

// fundFigure is the figure of [scenarios.FundOutlook] that a row has; false where
// it has none of them.
func fundFigure(r *scenarios.Result, row scenarios.FiscalRow) (float64, bool) {
	o, ok := r.FundOutlook(row.ID)
	if !ok {
		return 0, false
	}
	figures := map[scenarios.MeasureCode]float64{scenarios.FundShareOfWithdrawals: o.Due.Value}
	for i, code := range []scenarios.MeasureCode{scenarios.FundEmptyYear, scenarios.FundEmptyYearEarly, scenarios.FundEmptyYearLate} {
		figures[code] = float64(o.Empty[i])
	}
	for i, code := range []scenarios.MeasureCode{scenarios.FundYearsForward, scenarios.FundYearsForwardEarly, scenarios.FundYearsForwardLate} {
		figures[code] = o.Forward[i].Value
	}
	x, ok := figures[row.Measure]
	return x, ok
}

// A macro scenario leaves the years before it as they are, and slower growth
// makes the same scheme a larger share of GDP.
func TestSlowerGrowthMakesTheFloorDearer(t *testing.T) {
	base, _ := scenarios.Run(studies.Load(t, "TLS"))
	s := studies.Load(t, "TLS")
	s.Macro = "low-growth"
	slow, found := scenarios.Run(s)
	if slow == nil || len(found) > 0 {
		t.Fatal(found)
	}
	for _, id := range []string{"low", "high"} {
		was, _ := valueOf(base, id, scenarios.AllOf, scenarios.AllOf, "percent_gdp", 2025)
		is, _ := valueOf(slow, id, scenarios.AllOf, scenarios.AllOf, "percent_gdp", 2025)
		if was != is {
			t.Errorf("%s: %v %% of GDP in 2025, %v before the change", id, is, was)
		}
	}
	was, _ := valueOf(base, "low", scenarios.AllOf, scenarios.AllOf, "percent_gdp", 2040)
	is, _ := valueOf(slow, "low", scenarios.AllOf, scenarios.AllOf, "percent_gdp", 2040)
	if is <= was {
		t.Errorf("%v %% of GDP in 2040 with slower growth, %v without", is, was)
	}
}
