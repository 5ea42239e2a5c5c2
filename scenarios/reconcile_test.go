package scenarios_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

func reconcile(t *testing.T, study *abnd.Study) map[string]scenarios.Reconciled {
	t.Helper()
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	all := map[string]scenarios.Reconciled{}
	for i, x := range result.Reconcile() {
		if x.Scheme.ID != study.Schemes[i].ID {
			t.Errorf("row %d is %s, the study has %s", i, x.Scheme.ID, study.Schemes[i].ID)
		}
		all[x.Scheme.ID] = x
	}
	return all
}

func timorLeste(t *testing.T) *abnd.Study {
	t.Helper()
	study := studies.Load(t, "TLS")
	return study
}

// Timor-Leste 2016: 94,287 recipients of the old-age and disability pensions
// (86,974 and 7,313), USD 30 a month: USD 33.94 million due, 31.9 million
// paid, 94 %. Source: ILO, Social Protection in Action, October 2016; the
// ratio is exact to the two decimals in which it is published.
func TestTimorLeste2016(t *testing.T) {
	x := reconcile(t, timorLeste(t))["TLS-SP-OLD"]
	for code, want := range map[string]struct{ value, tolerance float64 }{
		"recipients": {94287, 0}, "entitlement": {94287 * 30 * 12, 1e-6}, "expenditure": {31.9e6, 0},
		"expenditure_year": {2016, 0}, "share_paid": {0.94, 0.005},
	} {
		if got, known := x.Value(code); !known || math.Abs(got-want.value) > want.tolerance {
			t.Errorf("%s is %v (known: %v), published %v", code, got, known, want.value)
		}
	}
	old, _ := x.Value("model_cost")
	part, _ := reconcile(t, timorLeste(t))["TLS-SP-DIS"].Value("model_cost")
	if part <= 0 || old <= part {
		t.Errorf("the joint cost %v does not hold that of disability, %v", old, part)
	}
}

// The verdict follows the ratio and the reason, and without a comparison
// says why there is none.
func TestVerdicts(t *testing.T) {
	for name, c := range map[string]struct {
		scheme string
		change func(*abnd.Scheme)
		want   scenarios.Verdict
	}{
		"as published":           {"TLS-SP-OLD", func(*abnd.Scheme) {}, scenarios.Explained},
		"without a reason":       {"TLS-SP-OLD", func(s *abnd.Scheme) { s.Difference = abnd.Text{} }, scenarios.Unexplained},
		"a reason in Portuguese": {"TLS-SP-OLD", func(s *abnd.Scheme) { s.Difference.EN = "" }, scenarios.Explained},
		"no year":                {"TLS-SP-OLD", func(s *abnd.Scheme) { s.Expenditure.Year = 0 }, scenarios.NotKnown},
		"just within 5 %":        {"TLS-SP-OLD", func(s *abnd.Scheme) { s.Expenditure.Value, s.Difference = modelCost(t)/1.049, abnd.Text{} }, scenarios.Agrees},
		"just beyond 5 %":        {"TLS-SP-OLD", func(s *abnd.Scheme) { s.Expenditure.Value, s.Difference = modelCost(t)/0.949, abnd.Text{} }, scenarios.Unexplained},
		"a part":                 {"TLS-SP-DIS", func(*abnd.Scheme) {}, scenarios.WithinAnother},
		"repealed":               {"TLS-BDMJF-CHILD", func(*abnd.Scheme) {}, scenarios.NotModelled},
		"nothing found":          {"TLS-TRANS", func(*abnd.Scheme) {}, scenarios.NotKnown},
	} {
		study := timorLeste(t)
		for i := range study.Schemes {
			if study.Schemes[i].ID == c.scheme {
				c.change(&study.Schemes[i])
			}
		}
		if got := reconcile(t, study)[c.scheme].Verdict; got != c.want {
			t.Errorf("%s: the verdict is %s, not %s", name, got, c.want)
		}
	}
}

func modelCost(t *testing.T) float64 {
	cost, _ := reconcile(t, timorLeste(t))["TLS-SP-OLD"].Value("model_cost")
	return cost
}

// Every profile says why a cost that can be compared differs.
func TestEveryDifferenceOfAProfileHasAReason(t *testing.T) {
	for _, code := range country.Codes() {
		study := studies.Load(t, code)
		for id, x := range reconcile(t, study) {
			if x.Verdict == scenarios.Unexplained {
				ratio, _ := x.Value("ratio")
				t.Errorf("%s: %s differs by a ratio of %v and no reason is given", code, id, ratio)
			}
		}
	}
}
