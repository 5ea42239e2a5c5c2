package scenarios_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

func TestRunGivesAllErrorsAndNoResult(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Economy.GDP.Value = -1
	s.Country.Currency = ""
	r, found := scenarios.Run(s)
	if r != nil || len(found) != 2 || !found.HasErrors() {
		t.Errorf("result %v, found %v", r != nil, found)
	}
}

func TestWarningsComeWithAResult(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Economy.GDP.Source = ""
	r, found := scenarios.Run(s)
	if r == nil || len(found) != 1 || found[0].Severity != abnd.Warning {
		t.Errorf("result %v, found %v", r != nil, found)
	}
	if r.Study == s || !reflect.DeepEqual(r.Study, s) {
		t.Error("the result has no copy of its study")
	}
}

// A population beyond all numbers passes the checks cell by cell, but its
// sum is infinite and a difference of two costs unknown: the result must not
// pass for a small one.
func TestACostThatCannotBeComputedIsAnError(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Economy.RealGrowth.Extension = abnd.HoldLast // growth per head would make GDP unknown too
	for age := 0; age <= abnd.MaxAge; age++ {
		s.Population.Set(2030, abnd.Female, age, 1.7e308)
	}
	r, found := scenarios.Run(s)
	if r != nil || !found.HasErrors() {
		t.Fatalf("result %v, found %v", r != nil, found)
	}
	for _, d := range found {
		if d.Code != "unknown-result" || !strings.HasPrefix(string(d.Path), "benefits/") || !strings.Contains(d.Problem.EN, "for 2030") || !strings.Contains(d.Problem.PT, "em 2030") {
			t.Errorf("%+v", d)
		}
		if d.Remedy.EN == "" || d.Remedy.PT == "" {
			t.Errorf("no remedy: %+v", d)
		}
	}
}

func TestSelect(t *testing.T) {
	study := studies.Load(t, "TLS")
	ids := func(all []abnd.Scenario) (names []string) {
		for _, s := range all {
			names = append(names, s.ID)
		}
		return names
	}
	for _, c := range []struct{ wanted, got []string }{
		{nil, []string{"status-quo", "low", "high"}},
		{[]string{"high", "low"}, []string{"low", "high"}},
		{[]string{"high", "high"}, []string{"high"}},
	} {
		chosen, found := scenarios.Select(study, c.wanted...)
		if len(found) > 0 || strings.Join(ids(chosen), " ") != strings.Join(c.got, " ") {
			t.Errorf("%v selects %v, %v; want %v", c.wanted, ids(chosen), found, c.got)
		}
	}
	chosen, found := scenarios.Select(study, "low", "hihg", "moderate")
	want := "error: unknown scenario \"hihg\"; did you mean \"high\"? Valid values: status-quo, low, high\nerror: unknown scenario \"moderate\"; valid values: status-quo, low, high"
	if chosen != nil || found.Error() != want || found[0].Problem.PT == "" || found[1].Remedy.PT == "" {
		t.Errorf("selects %v, found\n%v", ids(chosen), found)
	}
}
