package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// tlsChosen is Timor-Leste with a level, a value and another base chosen.
func tlsChosen(t *testing.T) *abnd.Study {
	t.Helper()
	study := studies.Load(t, "TLS")
	study.TryFrom = "low"
	for i := range study.Levers {
		switch study.Levers[i].ID {
		case "child-age":
			study.Levers[i].Chosen = 3
		case "child-amount":
			study.Levers[i].Own = abnd.Num(15)
		}
	}
	return study
}

// What a room has chosen comes back, and the proposal itself is no scenario of
// the file. The oracle is the study that was written.
func TestChoicesComeBack(t *testing.T) {
	study := tlsChosen(t)
	checkRoundTrip(t, t, study)
	with, found := sheets.Read(asCSV(t, abnd.WithTried(study)))
	if found.HasErrors() || !slices.EqualFunc(with.Study.Scenarios, study.Scenarios, func(a, b abnd.Scenario) bool { return a.ID == b.ID }) {
		t.Errorf("%v", found)
	}
}

// What is wrong with levers and choices is told with its cell.
func TestFaultsOfLeversHaveTheirCells(t *testing.T) {
	lever := func(s *abnd.Study, id string) *abnd.Lever {
		return &s.Levers[slices.IndexFunc(s.Levers, func(l abnd.Lever) bool { return l.ID == id })]
	}
	for name, c := range map[string]struct {
		change func(*abnd.Study)
		place  string // the beginning of its place, and a word of the problem
		says   string
	}{
		"unknown benefit":   {func(s *abnd.Study) { lever(s, "child-age").Paths = []abnd.Path{"child-benefits/age_max"} }, "LEVERS", "child-benefits"},
		"unknown parameter": {func(s *abnd.Study) { lever(s, "child-age").Paths = []abnd.Path{"child-benefit/age_maxi"} }, "LEVERS", "age_maxi"},
		"two levers on one": {func(s *abnd.Study) { lever(s, "child-amount").Paths = []abnd.Path{"child-benefit/age_max"} }, "LEVERS", "moved twice"},
		"beyond its bounds": {func(s *abnd.Study) { lever(s, "child-age").Levels[1].Values[0] = abnd.Num(1000) }, "LEVERS", "1000"},
		"no code":           {func(s *abnd.Study) { lever(s, "child-on").Levels[1].Values[0] = abnd.Code("maybe") }, "LEVERS", "maybe"},
		"no level":          {func(s *abnd.Study) { lever(s, "child-on").Chosen = 5 }, "TRY", "no level 5"},
		"own value":         {func(s *abnd.Study) { lever(s, "child-age").Own = abnd.Num(-3) }, "TRY", "-3"},
		"unknown scenario":  {func(s *abnd.Study) { s.TryFrom = "lower" }, "TRY", "lower"},
		"reserved":          {func(s *abnd.Study) { s.Scenarios[2].ID = abnd.Tried; s.Packages = nil }, "SCENARIOS", abnd.Tried},
		"without effect":    {func(s *abnd.Study) { lever(s, "child-age").Chosen = 3 }, "TRY", "does not pay"},
	} {
		study := studies.Load(t, "TLS")
		c.change(study)
		_, found := sheets.Read(asCSV(t, study))
		if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool {
			return strings.HasPrefix(d.Place, c.place) && strings.Contains(d.Problem.EN, c.says) && d.Problem.PT != d.Problem.EN
		}) {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// A row of TRY whose lever LEVERS no longer has counts for nothing where nothing is
// chosen in it, and is an error with its cell where a level is. The oracle is the same
// study without levers.
func TestRowsOfTryWithoutLever(t *testing.T) {
	for _, chosen := range []int{0, 2} {
		study := studies.Load(t, "TLS")
		study.Levers[0].Chosen = chosen
		grids := asCSV(t, study)
		at := slices.IndexFunc(grids, func(g sheets.Grid) bool { return g.Code == sheets.Levers })
		grids[at].Rows = nil
		with, found := sheets.Read(grids)
		if chosen != 0 {
			if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool {
				return strings.HasPrefix(d.Place, sheets.Try) && strings.Contains(d.Problem.EN, study.Levers[0].ID)
			}) {
				t.Errorf("a level of a lever that is not there: %v", found)
			}
			continue
		}
		if with == nil || len(with.Study.Levers) > 0 {
			t.Fatalf("levers come from nowhere: %v", found)
		}
		study.Levers = with.Study.Levers
		if diff := cmp.Diff(sheets.Write(study), sheets.Write(with.Study), cmp.Comparer(func(a, b abnd.Value) bool { return a == b })); found.HasErrors() || diff != "" {
			t.Errorf("%v; want -, got +\n%.2000s", found, diff)
		}
	}
}
