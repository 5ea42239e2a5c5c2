package report_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// What is shown keeps the ceiling too: a value is rounded down where more
// costs more, and up where more costs less.
func TestASolvedValueIsRoundedToTheSafeSide(t *testing.T) {
	for _, c := range []struct {
		code   string
		rising bool
		value  float64
		en, pt string
	}{
		{"amount", true, 18.9799, "18.97", "18,97"},
		{"amount", false, 18.9701, "18.98", "18,98"},
		{"amount", true, 18.98, "18.98", "18,98"},
		{"amount", false, 18.98, "18.98", "18,98"},
		{"amount", true, 18.98 - 1e-13, "18.98", "18,98"},
		{"take_up", true, 0.43219, "0.4321", "0,4321"},
		{"age_max", true, 17, "17", "17"},
		{"start", false, 2031, "2031", "2031"},
	} {
		spec, ok := costing.FindSpec(c.code)
		if !ok {
			t.Fatal(c.code)
		}
		s := &scenarios.TargetSolution{Spec: spec, Rising: c.rising}
		for lang, want := range map[abnd.Lang]string{abnd.English: c.en, abnd.Portuguese: c.pt} {
			if got := report.SolvedValue(s, c.value).In(lang); got != want {
				t.Errorf("%s %v, rising %v: %q, want %q", c.code, c.value, c.rising, got, want)
			}
		}
	}
}
