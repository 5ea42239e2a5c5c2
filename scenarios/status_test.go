package scenarios_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// The id of a study, its status and who has validated its figures are no
// figures: the fingerprints are those of the study without them.
func TestFingerprintsDoNotReadWhoStandsForAStudy(t *testing.T) {
	prints := func(study *abnd.Study) map[string]string {
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		return result.Fingerprints()
	}
	study := studies.Load(t, "TLS")
	before := prints(study)
	study.ID, study.Status = "another", abnd.Status{Stage: abnd.Approved, By: abnd.Same("MSSI"), Date: "2026-05-12"}
	study.Economy.GDP.ValidatedBy, study.Population.ValidatedBy = "INE", "INE"
	for code, p := range study.Benefits[0].Parameters {
		p.ValidatedBy, p.Nature = "MSSI", abnd.Decision
		study.Benefits[0].Parameters[code] = p
	}
	if diff := cmp.Diff(before, prints(study)); diff != "" {
		t.Errorf("without -, with +\n%s", diff)
	}
}

// A study whose figures are set for a run is not what was approved, and a figure
// that is set is not what was validated; the study itself and its other figures
// stay as they were.
func TestWhatIsSetIsNotWhatWasApproved(t *testing.T) {
	study := studies.Load(t, "TLS")
	approved := abnd.Status{Stage: abnd.Approved, By: abnd.Same("MSSI"), Date: "2026-05-12"}
	study.Status = approved
	study.Economy.GDP.ValidatedBy, study.Economy.Inflation.ValidatedBy, study.Economy.WageGrowth.ValidatedBy = "INE", "BCTL", "BCTL"
	b, _ := study.FindBenefit("child-benefit")
	for _, code := range []string{"amount", "age_max", "payments"} {
		p := b.Parameters[code]
		p.ValidatedBy = "MSSI"
		b.Parameters[code] = p
	}
	var settings []scenarios.Setting
	for _, text := range []string{"economy.gdp=2000000000", "economy.inflation=3%", "high/child-benefit.age_max=7", "child-benefit.amount=25"} {
		s, found := scenarios.ParseSetting(study, text, abnd.English)
		if found != nil {
			t.Fatal(found)
		}
		settings = append(settings, s)
	}
	set, found := scenarios.Apply(study, settings)
	if set == nil {
		t.Fatal(found)
	}
	if !set.Status.IsDraft() || study.Status != approved {
		t.Errorf("the status is %+v, that of the study itself %+v", set.Status, study.Status)
	}
	if same, _ := scenarios.Apply(study, nil); same.Status != approved {
		t.Errorf("without a setting the status is %+v", same.Status)
	}
	changed, _ := set.FindBenefit("child-benefit")
	for what, got := range map[string][2]string{
		"GDP": {set.Economy.GDP.ValidatedBy, ""}, "inflation": {set.Economy.Inflation.ValidatedBy, ""}, "wages": {set.Economy.WageGrowth.ValidatedBy, "BCTL"},
		"amount": {changed.Parameters["amount"].ValidatedBy, ""}, "age": {changed.Parameters["age_max"].ValidatedBy, ""},
		"payments": {changed.Parameters["payments"].ValidatedBy, "MSSI"}, "age before": {b.Parameters["age_max"].ValidatedBy, "MSSI"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s is validated by %q, want %q", what, got[0], got[1])
		}
	}
}
