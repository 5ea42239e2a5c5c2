package sheets_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// What the profile of Timor-Leste says of its own uncertainty, and a list of
// values with it, comes back as it was written.
func TestUncertaintyComesBack(t *testing.T) {
	study := studies.Load(t, "TLS")
	if len(study.Uncertain) == 0 || len(study.Correlations) == 0 || len(study.Shocks.PopulationAbove.Values) == 0 {
		t.Fatal("the profile says nothing of its uncertainty")
	}
	study.Uncertain = append(study.Uncertain, abnd.Uncertain{
		Path: "benefits/social-pension/age_min", Distribution: abnd.Discrete, Values: []float64{60, 65}, Weights: []float64{3, 1},
		Provenance: abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption},
	})
	study.Shocks.Growth.Values = map[abnd.Year]float64{2030: -0.02}
	back, _, found := fileOf(t, study).read()
	if back == nil {
		t.Fatal(found)
	}
	for _, d := range []string{
		cmp.Diff(study.Uncertain, back.Uncertain), cmp.Diff(study.Correlations, back.Correlations), cmp.Diff(study.Shocks, back.Shocks),
	} {
		if d != "" {
			t.Error(d)
		}
	}
}

// Files from before there was uncertainty have none of its sheets.
func TestAFileWithoutUncertaintyIsRead(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	for _, name := range []string{sheets.Shocks, sheets.Uncertainty, sheets.Correlations} {
		delete(f.grids, name)
	}
	study, _, found := f.read()
	if study == nil || found.HasErrors() {
		t.Fatal(found)
	}
	if len(study.Uncertain)+len(study.Correlations)+len(study.Shocks.PopulationBelow.Values) != 0 {
		t.Error("there is uncertainty out of nothing")
	}
}

// Files from before there were shocks by cohort have no rows of them; those that there
// were are still needed.
func TestAFileWithoutCohortsIsRead(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	delete(f.grids, sheets.Uncertainty)
	delete(f.grids, sheets.Correlations)
	remove := func(which func(key string) bool) {
		g := f.grids[sheets.Shocks]
		g.Rows = slices.DeleteFunc(g.Rows, func(row []sheets.Raw) bool { return which(row[0].Text) })
	}
	remove(func(key string) bool {
		return !slices.Contains([]string{"growth_shock", "price_shock", "population_shock", "population_below", "population_above"}, key)
	})
	study, _, found := f.read()
	if study == nil || len(study.Shocks.Born.Below.Values) != 0 || len(study.Shocks.PopulationBelow.Values) == 0 {
		t.Fatal(found)
	}
	remove(func(key string) bool { return key == "price_shock" })
	if _, _, found = f.read(); !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool { return d.Code == "row-missing" }) {
		t.Errorf("that a row is missing is not told: %v", found)
	}
}

func TestUncertaintyFaults(t *testing.T) {
	runFaultCases(t, []faultCase{
		{"low above high", func(f *file) []string {
			f.write("UNCERTAINTY", "scenarios/low/disability-pension/take_up_target", "high", 0.95)
			return []string{"low-above-high " + f.write("UNCERTAINTY", "scenarios/low/disability-pension/take_up_target", "low", 0.999),
				"text-for-number " + f.write("UNCERTAINTY", "benefits/social-pension/admin_share", "low", "0,9%")}
		}},
	})
}

// A shock that no formula reads has no cells to type into: a workbook must
// follow whatever is typed into a blue cell.
func TestShocksThatNothingReadsAreClosed(t *testing.T) {
	cohorts := []bool{true, true, true, true, true, true, true, true, true}
	without := studies.Load(t, "MOZ") // neither prices nor people of all ages are uncertain there
	without.Uncertain = slices.DeleteFunc(without.Uncertain, func(u abnd.Uncertain) bool { return u.Path == "shocks/price_shock" })
	for study, want := range map[*abnd.Study][]bool{
		studies.Load(t, "TLS"): append([]bool{true, true, false, true, true}, cohorts...),
		without:                append([]bool{true, false, false, true, true}, cohorts...),
	} {
		code := study.Country.ISO3
		for _, s := range sheets.Write(study) {
			if s.Code != sheets.Shocks {
				continue
			}
			for i, row := range s.Rows {
				if last := row[len(row)-1]; last.Input != want[i] {
					t.Errorf("%s: row %d can be typed into: %v", code, i, last.Input)
				}
			}
		}
	}
}
