package report_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// What some existing schemes of Timor-Leste cost in 2025 is not known, so that
// the total of that year is at least what is known, as [scenarios.Result.Value]
// has it; what a scenario adds to it is known, and so is the balance.
func TestFiscalTableMarksBounds(t *testing.T) {
	table := func(study *abnd.Study) string {
		t.Helper()
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		var b strings.Builder
		if err := report.FiscalTable(&b, result, "high", abnd.English); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	study, found := country.Load("TLS")
	if study == nil {
		t.Fatal(found)
	}
	text := table(study)
	for label, want := range map[string]string{
		"Total cost":                "Total cost ≥ 5.46 9.08 9.72 9.27",
		"  % of GDP with offshore":  "% of GDP with offshore petroleum ≥ 5.34 9.08 9.72 9.27",
		"Balance before the fund":   "Balance before the fund -51.55 -55.16 -57.16 -57.96",
		"* ≥ is at least and ≤ at ": "* ≥ is at least and ≤ at most: a part of the cost is not known, and what it",
	} {
		var row string
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, label) {
				row = strings.Join(strings.Fields(line), " ")
			}
		}
		if row != want {
			t.Errorf("%q is %q, want %q\n%s", label, row, want, text)
		}
	}
}
