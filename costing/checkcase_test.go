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

// A remedy names what is near to what was written, or says how a share is
// written; for money it gives no end.
func TestRemediesNameWhatIsNear(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*abnd.Study)
		remedy string
	}{
		"a benefit":            {func(s *abnd.Study) { s.Scenarios[1].Change("pensoin", "on", abnd.Code("yes")) }, `did you mean "pension"? Valid values: pension, new-pension, grant`},
		"a parameter":          {func(s *abnd.Study) { set(s, "grant", "age_mim", abnd.Num(1)) }, `did you mean "age_min"?`},
		"a scheme":             {func(s *abnd.Study) { s.Benefits[2].Replaces = []string{"cahs"} }, `did you mean "cash"? Valid values: old, cash, idle`},
		"a recommendation":     {func(s *abnd.Study) { s.Benefits[2].Recommendations = []string{"R2"} }, `did you mean "R1"? Valid values: R1`},
		"a scenario":           {func(s *abnd.Study) { s.Scenarios[2].BasedOn = "middle" }, "valid values: status-quo, low, high"},
		"a share of everyone":  {func(s *abnd.Study) { set(s, "grant", "share", abnd.Num(100)) }, "shares are from 0% to 100%: enter 100%, or 1 in a cell that is not formatted as a percentage"},
		"a share beyond":       {func(s *abnd.Study) { set(s, "grant", "share", abnd.Num(101)) }, "enter a number from 0 to 1"},
		"an amount below zero": {func(s *abnd.Study) { set(s, "grant", "amount", abnd.Num(-5)) }, "enter a number of 0 or more"},
		"an age of 101":        {func(s *abnd.Study) { set(s, "grant", "age_max", abnd.Num(101)) }, "enter a number from 0 to 100"},
		"a fraction of an age": {func(s *abnd.Study) { set(s, "grant", "age_max", abnd.Num(2.5)) }, "drop the fraction"},
		"a figure in a text": {func(s *abnd.Study) {
			*s = *assessed(abnd.ExclusiveOverlap)
			s.MatrixTexts = []abnd.MatrixText{{Guarantee: abnd.Older, Column: abnd.PlannedProvisions, Text: abnd.T("{older.efective}", "Um.")}}
		}, `did you mean "older.effective"?`},
		"a macro scenario":     {func(s *abnd.Study) { s.Macro = "slwo"; s.MacroScenarios = []abnd.MacroScenario{{ID: "slow"}} }, `did you mean "slow"? Valid values: slow`},
		"a package":            {func(s *abnd.Study) { s.Packages = []abnd.Package{allOf("p", "hihg")} }, `did you mean "high"? Valid values: status-quo, low, high`},
		"a source of a figure": {func(s *abnd.Study) { s.Economy.GDP.Source = "s3" }, `did you mean "s1"? Valid values: s1, s2`},
		"a table of a benefit": {func(s *abnd.Study) {
			set(s, "grant", "take_up_rule", abnd.Code("table"))
			set(s, "grant", "take_up_table", abnd.Code("paht"))
		}, `did you mean "path"? Valid values: path`},
		"a code of a parameter": {func(s *abnd.Study) { set(s, "grant", "sex", abnd.Code("femal")) }, `did you mean "female"? Valid values: both, female, male`},
	} {
		s := smallStudy()
		c.change(s)
		found := costing.Check(s)
		if len(found) == 0 {
			t.Errorf("%s: nothing is found", name)
			continue
		}
		if got := found[0].Remedy.EN; got != c.remedy {
			t.Errorf("%s: the remedy is %q, want %q", name, got, c.remedy)
		}
	}
}
