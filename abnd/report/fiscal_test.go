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
	study, _, err := country.Load("TLS")
	if err != nil {
		t.Fatal(err)
	}
	text := table(study)
	for label, want := range map[string]string{
		"Total cost":                         "Total cost ≥ 5.46 9.08 9.72 9.27",
		"  % of GDP with offshore":           "% of GDP with offshore petroleum ≥ 5.34 9.08 9.72 9.27",
		"Government balance before the fund": "Government balance before the fund -51.55 -55.16 -57.16 -57.96",
		"* ≥ = at least, ":                   "* ≥ = at least, ≤ = at most: data are missing for a part of the cost, which",
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
