package costing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// checkCase changes the clean study and says what must be found: "code path"
// of every diagnostic, no more and no fewer, with "warning " before it where
// it is one.
type checkCase struct {
	name   string
	change func(*abnd.Study)
	found  []string
}

func runCheckCases(t *testing.T, cases []checkCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := smallStudy()
			c.change(s)
			found := costing.Check(s)
			got, want := written(found), slices.Clone(c.found)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("found\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
			speaksBothLanguages(t, found)
			if m, _ := costing.Build(s); (m == nil) != found.HasErrors() {
				t.Errorf("errors %v, but model %v", found.HasErrors(), m != nil)
			}
		})
	}
}

func written(found abnd.Diagnostics) []string {
	var all []string
	for _, d := range found {
		line := fmt.Sprintf("%s %s", d.Code, d.Path)
		if d.Severity == abnd.Warning {
			line = "warning " + line
		}
		all = append(all, line)
	}
	return all
}

// speaksBothLanguages: a diagnostic says what is wrong and what would mend
// it, in each language, with every placeholder filled.
func speaksBothLanguages(t *testing.T, found abnd.Diagnostics) {
	t.Helper()
	for _, d := range found {
		for _, text := range []string{d.Problem.EN, d.Problem.PT, d.Remedy.EN, d.Remedy.PT} {
			if text == "" || strings.Contains(text, "%!") {
				t.Errorf("%s %s: texts are incomplete: %q", d.Code, d.Path, []string{d.Problem.EN, d.Problem.PT, d.Remedy.EN, d.Remedy.PT})
				break
			}
		}
		if d.Problem.EN == d.Problem.PT {
			t.Errorf("%s %s: not translated: %q", d.Code, d.Path, d.Problem.EN)
		}
	}
}
