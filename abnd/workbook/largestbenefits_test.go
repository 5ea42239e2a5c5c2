package workbook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Half of what Timor-Leste pays older persons is for veterans, and the chart says
// so. The oracle are the lines of the projection.
func TestTheChartNamesWhatAGuaranteeIsMadeOf(t *testing.T) {
	_, w := shipped(t, "TLS")
	year := w.study.Projection.First
	said := w.largestBenefits(abnd.StatusQuo).In(abnd.English)
	total, _ := w.projection.Value(costing.GuaranteeKey(abnd.StatusQuo, abnd.Older, "total_cost"), year)
	veterans := false
	for _, s := range costing.ProjectedSchemes(w.study) {
		x, known := w.projection.Value(costing.SchemeKey(abnd.StatusQuo, s.ID, "total_cost"), year)
		if !known || len(s.Guarantees) != 1 || s.Guarantees[0] != abnd.Older {
			continue
		}
		named := strings.Contains(said, fmt.Sprintf("%s (%.1f%%)", s.Name.EN, 100*x/total))
		if named != (x >= total/4) {
			t.Errorf("%s is %v of %v: %s", s.Name.EN, x, total, said)
		}
		veterans = veterans || named && strings.Contains(strings.ToLower(s.Name.EN), "veteran")
	}
	if !veterans {
		t.Errorf("veterans are not named: %s", said)
	}
}
