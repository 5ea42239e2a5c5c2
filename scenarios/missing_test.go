package scenarios_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func withoutPrices(t *testing.T) *abnd.Study {
	t.Helper()
	study := studies.Load(t, "TLS")
	study.Economy.Inflation = abnd.Series{Extension: abnd.HoldLast}
	return study
}

// A cost that follows a series that is not given is blank, and one warning says
// of which benefits. A benefit whose own parameters leave it blank is an error
// as ever: the series would not help.
func TestCostsWithoutASeries(t *testing.T) {
	study := withoutPrices(t)
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	told := 0
	for _, d := range found {
		if d.Code == "blank-result" {
			told++
			for _, b := range study.Benefits {
				blank := false
				for _, s := range study.Scenarios {
					for _, year := range study.Projection.All() {
						_, known := result.Projection.Value(costing.BenefitKey(s.ID, b.ID, "incremental_cost"), year)
						blank = blank || !known
					}
				}
				if strings.Contains(d.Problem.EN, b.ID) != blank {
					t.Errorf("%s is blank: %v, and the warning is %s", b.ID, blank, d.Problem.EN)
				}
			}
		}
	}
	if told != 1 {
		t.Errorf("told %d times", told)
	}

	// What is shown is known nowhere as zero.
	for _, row := range result.Tidy(study.Scenarios) {
		if row.Measure == "percent_expenditure" && !row.Known.Known() && row.Value != 0 {
			t.Errorf("%+v", row)
		}
	}
}

// Nothing is said of financing and debt where the growth of GDP is not known: a gap
// that is not known is not none.
func TestNothingIsSaidOfFinancingWithoutGrowth(t *testing.T) {
	study := withoutPrices(t)
	study.Economy.RealGrowth = abnd.Series{Extension: abnd.HoldLast}
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	for _, row := range result.FiscalRows("") {
		if row.Measure == "gap" || row.Measure == "debt_percent_gdp" {
			t.Errorf("%+v", row)
		}
	}
	for _, s := range study.Scenarios {
		if text := result.FiscalSentence(s.ID); strings.Contains(text.EN, "gap") {
			t.Errorf("%s: %s", s.ID, text.EN)
		}
	}
}
