package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
)

// TestImpactWithoutASurvey: a study that lacks a survey, or a figure of it, says so and
// gives no number.
func TestImpactWithoutASurvey(t *testing.T) {
	for name, change := range map[string]func(*abnd.Study){
		"no survey":    func(s *abnd.Study) { s.Consumption = abnd.ConsumptionDistribution{} },
		"no headcount": func(s *abnd.Study) { delete(s.Consumption.Figures, "headcount") },
	} {
		s := studies.Load(t, "TLS")
		change(s)
		result := studies.Run(t, s)
		var out bytes.Buffer
		if err := report.Impact(result, "").Markdown(&out, abnd.English); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), "Not available: the sheet DISTRIBUTION lacks figures of the survey") {
			t.Errorf("%s: %s", name, out.String())
		}
		if rows := result.ImpactRows(""); len(rows) != 0 {
			t.Errorf("%s: there are rows: %v", name, rows)
		}
	}
}
