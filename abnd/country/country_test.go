package country_test

import (
	"testing"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
)

func TestProfilesAreSound(t *testing.T) {
	for _, code := range country.Codes() {
		study, found, err := country.Load(code)
		if err != nil {
			t.Fatalf("%s:\n%v", code, err)
		}
		for _, d := range found {
			t.Errorf("%s", d.In("en"))
		}
		m, found := costing.Build(study)
		if found.HasErrors() {
			t.Fatal(found)
		}
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{"status-quo", "low", "high"} {
			t.Log(code, s, p.Values(costing.TotalKey(s, "share_of_gdp")))
			t.Log(code, s, p.Values(costing.TotalKey(s, "incremental_cost")))
		}
		t.Log(len(m.Lines()))
	}
}
