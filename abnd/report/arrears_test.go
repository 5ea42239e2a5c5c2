package report_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// The table of costs says what it leaves out: what is due and not paid, in the years
// and scenarios shown, and of a study that pays all that is due nothing.
func TestTheTableSaysWhatIsInArrears(t *testing.T) {
	said := func(change func(*abnd.Study), years ...abnd.Year) string {
		study := studies.Load(t, "TLS")
		change(study)
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		var all []string
		for _, section := range report.Results(result, study.Scenarios[:1], years).Sections {
			for _, block := range section.Blocks {
				if p, ok := block.(report.Paragraph); ok && strings.Contains(p.Text.EN, "in arrears") {
					all = append(all, p.Text.In(abnd.English))
				}
			}
		}
		return strings.Join(all, "\n")
	}
	if got := said(func(*abnd.Study) {}, 2025, 2030); got != "" {
		t.Errorf("with all paid: %q", got)
	}
	unpaid := func(s *abnd.Study) {
		s.Scenarios[0].Change("bolsa-da-mae", "share_paid", abnd.Num(0.5))
		s.Scenarios[0].Change("bolsa-da-mae", "shares_paid_until", abnd.Num(2028))
	}
	// In full the status quo of 2025 costs USD 6,981,204, all of it benefits: half of it.
	want := "Bolsa da Mãe (bolsa-da-mae), Status quo (status-quo): USD 3,490,602 due in 2025 to those enrolled are not paid. They are in arrears: no saving, and not in the cost."
	if got := said(unpaid, 2025, 2030); got != want {
		t.Errorf("half paid to 2028: %q, want %q", got, want)
	}
}
