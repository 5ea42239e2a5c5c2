package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
)

// Who calls a study validated or approved says by whom and when; a draft needs
// neither, and one that has them is asked about.
func TestAStatusSaysByWhomAndWhen(t *testing.T) {
	by := abnd.Text{PT: "Ministério da Solidariedade Social"}
	for name, c := range map[string]struct {
		id     string
		status abnd.Status
		want   map[abnd.Path]string // path and code of what is found
	}{
		"blank":                 {"", abnd.Status{}, nil},
		"draft":                 {"tls-2026", abnd.Status{Stage: abnd.Draft, DraftNote: by}, nil},
		"approved":              {"", abnd.Status{Stage: abnd.Approved, By: by, Date: "2026-05-12"}, nil},
		"validated by nobody":   {"", abnd.Status{Stage: abnd.TechnicallyValidated, Date: "2026-05-12"}, map[abnd.Path]string{"general/status_by_en": "needed"}},
		"approved at no time":   {"", abnd.Status{Stage: abnd.Approved, By: by}, map[abnd.Path]string{"general/status_date": "needed"}},
		"approved, no more":     {"", abnd.Status{Stage: abnd.Approved}, map[abnd.Path]string{"general/status_by_en": "needed", "general/status_date": "needed"}},
		"approved on some day":  {"", abnd.Status{Stage: abnd.Approved, By: by, Date: "12 May"}, map[abnd.Path]string{"general/status_date": "date"}},
		"no such stage":         {"", abnd.Status{Stage: "final"}, map[abnd.Path]string{"general/status": "choice"}},
		"no such id":            {"Timor-Leste 2026", abnd.Status{}, map[abnd.Path]string{"general/study_id": "id"}},
		"draft of an authority": {"", abnd.Status{By: by}, map[abnd.Path]string{"general/status": "status-draft"}},
	} {
		t.Run(name, func(t *testing.T) {
			study := studies.Load(t, "TLS")
			study.ID, study.Status = c.id, c.status
			got := map[abnd.Path]string{}
			for _, d := range costing.Check(study) {
				switch d.Path {
				case "general/study_id", "general/status", "general/status_by_en", "general/status_date":
					got[d.Path] = d.Code
					if d.Remedy.IsZero() || d.Problem.EN == d.Problem.PT {
						t.Errorf("%v has no remedy, or is in one language", d)
					}
					if wantError := d.Code != "status-draft"; (d.Severity == abnd.Error) != wantError {
						t.Errorf("%v: severity %v", d, d.Severity)
					}
				}
			}
			if len(got) != len(c.want) {
				t.Errorf("found %v, want %v", got, c.want)
			}
			for path, code := range c.want {
				if got[path] != code {
					t.Errorf("%s: found %q, want %q", path, got[path], code)
				}
			}
		})
	}
}
