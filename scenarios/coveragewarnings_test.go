package scenarios_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
)

// Neither the profiles' shares nor their links contradict their ages.
func TestTheProfilesCoverageIsUnquestioned(t *testing.T) {
	for _, code := range country.Codes() {
		_, found := ran(t, studies.Load(t, code))
		for _, d := range found {
			if slices.Contains([]string{"covers-nobody", "in-group-against-ages", "more-than-the-group"}, d.Code) {
				t.Errorf("%s: %s: %s", code, d.Path, d.Problem.EN)
			}
		}
	}
}

// Each question is asked at its cell, once, in both languages.
func TestCoverageIsQuestioned(t *testing.T) {
	provision := func(s *abnd.Study, group, by string) *abnd.Provision {
		for i := range s.Provisions {
			if p := &s.Provisions[i]; p.Group == group && p.By == by {
				return p
			}
		}
		t.Fatalf("%s has no %s", group, by)
		return nil
	}
	for name, c := range map[string]struct {
		change     func(*abnd.Study)
		path, says string
	}{
		// Of the recipients of 2024 aged 0 to 17, 32.9 % are under 6.
		"in-group-against-ages": {
			func(s *abnd.Study) { provision(s, "early-childhood", "TLS-BDM").InGroup = abnd.Known(0.6, 0) },
			"provisions/early-childhood/TLS-BDM/in_group", "the ages of 2024 give 0.329",
		},
		// 1.6 in 100 of the people of 18 to 59 are more than a prevalence of 1 %.
		"more-than-the-group": {
			func(s *abnd.Study) {
				for i := range s.Groups {
					if s.Groups[i].ID == "severe-disability" {
						s.Groups[i].Share = abnd.Known(0.0128, 0)
					}
				}
			},
			"provisions/severe-disability/TLS-SP-DIS/in_group", "more recipients than people",
		},
		"covers-nobody": {
			func(s *abnd.Study) {
				s.Provisions = slices.DeleteFunc(s.Provisions, func(p abnd.Provision) bool { return p.By == "maternity-benefit" })
			},
			"benefits/maternity-benefit/guarantee", "its ages overlap with the groups mothers",
		},
	} {
		study := studies.Load(t, "TLS")
		c.change(study)
		_, found := ran(t, study)
		var of []abnd.Diagnostic
		for _, d := range found {
			if d.Code == name {
				of = append(of, d)
			}
		}
		if len(of) != 1 || string(of[0].Path) != c.path || !strings.Contains(of[0].Problem.EN, c.says) || of[0].Remedy.PT == "" || of[0].Severity != abnd.Warning {
			t.Errorf("%s: found %v", name, of)
		}
	}
}
