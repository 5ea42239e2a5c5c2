package costing_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
)

// conflictsOf chooses levels and lists the warnings of levers that stand against one
// another.
func conflictsOf(study *abnd.Study, levels map[string]int) []string {
	for i := range study.Levers {
		study.Levers[i].Chosen = levels[study.Levers[i].ID]
	}
	var all []string
	for _, d := range costing.Check(study) {
		if d.Code == "lever-conflict" {
			all = append(all, d.Problem.EN)
		}
	}
	return all
}

// TestLeversThatStandAgainstOneAnother: what the room chooses in Mozambique and in
// Timor-Leste, told once each and with the other lever's name.
func TestLeversThatStandAgainstOneAnother(t *testing.T) {
	moz := studies.Load(t, "MOZ")
	if got := conflictsOf(moz, map[string]int{"child-age": 2}); len(got) != 0 {
		t.Errorf("one lever conflicts with another that is not moved: %q", got)
	}
	got := conflictsOf(moz, map[string]int{"child-age": 2, "child-older-on": 2})
	if len(got) != 1 || !strings.Contains(got[0], "same ages") || !strings.Contains(got[0], "Child grant, ages 2 to 4") {
		t.Errorf("children of 2 to 4 years have two grants: %q", got)
	}

	tls := studies.Load(t, "TLS")
	if got := conflictsOf(tls, map[string]int{"child-on": 2, "child-start": 3}); len(got) != 0 {
		t.Errorf("the scale-up goes with the first year: %q", got)
	}
	at := slices.IndexFunc(tls.Levers, func(l abnd.Lever) bool { return l.ID == "child-start" })
	tls.Levers[at].Paths = tls.Levers[at].Paths[:1]
	for i := range tls.Levers[at].Levels {
		tls.Levers[at].Levels[i].Values = tls.Levers[at].Levels[i].Values[:1]
	}
	got = conflictsOf(tls, map[string]int{"child-on": 2, "child-start": 3})
	if len(got) != 1 || !strings.Contains(got[0], "the scale-up begins before the first year") {
		t.Errorf("the scale-up stays where it was: %q", got)
	}
}
