package scenarios_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

func outturnsOf(t *testing.T, study *abnd.Study) []scenarios.Outturn {
	t.Helper()
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	return result.OutturnsSince()
}

// Of every profile the status quo of a year is within 5 % of what was due and
// appropriated, or a reason is given in both languages; of Timor-Leste and
// Mozambique there are figures of 2024 to 2026.
func TestEveryOutturnOfAProfileHasAReason(t *testing.T) {
	years := map[string]map[abnd.Year]bool{}
	for _, code := range country.Codes() {
		years[code] = map[abnd.Year]bool{}
		for _, x := range outturnsOf(t, studies.Load(t, code)) {
			years[code][x.Year] = true
			if x.Verdict == scenarios.Unexplained {
				ratio, _ := x.Value("model_over_appropriated")
				t.Errorf("%s in %d differs (%v of the appropriation) and no reason is given", x.Scheme.ID, x.Year, ratio)
			}
			if r := x.Reason(); (r.EN == "") != (r.PT == "") {
				t.Errorf("%s in %d has a reason in one language alone: %q, %q", x.Scheme.ID, x.Year, r.EN, r.PT)
			}
		}
	}
	for _, code := range []string{"TLS", "MOZ"} {
		for year := abnd.Year(2024); year <= 2026; year++ {
			if !years[code][year] {
				t.Errorf("%s has nothing of %d", code, year)
			}
		}
	}
}

// The model of a year before the projection is that of the status quo of that
// very year, computed alone; of one that the study has no frames for nothing is
// known. By hand, June 2024: (28,896 × 60 + 44,045 × 80 + 15,978 × 100 + 8,725 × 60)
// × 12 = USD 88,543,920 due to the recipients of both pensions of Timor-Leste
// (INSS, Independente, 19 June 2024), with 5 % of administration USD 92,971,116.
func TestTheModelOfAPastYear(t *testing.T) {
	study := timorLeste(t)
	study.Outturns = append(study.Outturns, abnd.Outturn{Scheme: "TLS-SP-OLD", Year: 1999, Measure: abnd.Due, Provenance: abnd.Provenance{Confidence: abnd.Assumption}})
	found := 0
	for _, x := range outturnsOf(t, study) {
		v, known := x.Value("model")
		switch {
		case x.Scheme.ID == "TLS-SP-OLD" && x.Year == 2024:
			if found++; !known || math.Abs(v-92_971_116) > 1e-6*v {
				t.Errorf("the model owes %v in 2024 (known: %v)", v, known)
			}
		case x.Year == 1999:
			if found++; known || x.Verdict != scenarios.NotKnown {
				t.Errorf("the model owes %v in 1999, %s", v, x.Verdict)
			}
		}
	}
	if found != 2 {
		t.Errorf("%d of the two years are there", found)
	}
}
