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

// Timor-Leste, June 2024: 97,644 recipients of the old-age and disability
// pensions, 28,896 at USD 60 a month, 44,045 at 80, 15,978 at 100, and 8,725 with
// disability at 60; USD 22,141,674 paid for a quarter. Source: president of the
// INSS, Independente, 19 June 2024. Four quarters are the entitlement of a year
// to three in ten thousand.
func TestTimorLeste2024(t *testing.T) {
	x := reconcile(t, timorLeste(t))["TLS-SP-OLD"]
	for code, want := range map[string]struct{ value, tolerance float64 }{
		"recipients": {97_644, 0}, "entitlement": {4 * 22_141_674, 3e-4 * 88.5e6}, "expenditure": {88.5e6, 0},
		"expenditure_year": {2024, 0}, "share_paid": {1, 0.001},
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
	of2016 := func(change func(*abnd.Scheme)) func(*abnd.Scheme) { // what was paid at USD 30
		return func(s *abnd.Scheme) {
			s.Expenditure = abnd.Known(31.9e6, 2016)
			change(s)
		}
	}
	for name, c := range map[string]struct {
		scheme string
		change func(*abnd.Scheme)
		want   scenarios.Verdict
	}{
		"as published":           {"TLS-BDM", func(*abnd.Scheme) {}, scenarios.Agrees},
		"with administration":    {"TLS-SP-OLD", func(*abnd.Scheme) {}, scenarios.Explained},
		"as of 2016":             {"TLS-SP-OLD", of2016(func(*abnd.Scheme) {}), scenarios.Explained},
		"without a reason":       {"TLS-SP-OLD", of2016(func(s *abnd.Scheme) { s.Difference = abnd.Text{} }), scenarios.Unexplained},
		"a reason in Portuguese": {"TLS-SP-OLD", of2016(func(s *abnd.Scheme) { s.Difference.EN = "" }), scenarios.Explained},
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
