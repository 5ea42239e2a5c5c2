package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/scenarios"
	"github.com/openabnd/engine/scenarios/published"
)

// A self-test that cannot fail would be none: each thing that is put wrong is
// named, and the exit status says so.
func TestSelftestCanFail(t *testing.T) {
	proofs.OfAll(t)
	sound := func() selfTested {
		return selfTested{
			cases: published.BuiltIn, codes: []string{"TLS"}, run: scenarios.Run,
			load: country.Load,
		}
	}
	lost := func(string) (*abnd.Study, abnd.Diagnostics) {
		var found abnd.Diagnostics
		found.AddError("", "lost", abnd.Same("lost"), abnd.Text{})
		return nil, found
	}
	for name, c := range map[string]struct {
		spoil func(*selfTested)
		says  string
	}{
		"sound": {func(*selfTested) {}, ""},
		"a case outside its tolerance": {func(s *selfTested) {
			s.cases = func() ([]published.Outcome, abnd.Diagnostics) {
				outcomes, found := published.BuiltIn()
				outcomes[0].Model *= 2
				return outcomes, found
			}
		}, fmt.Sprintf("%-52s %7d  FAILED: 1", "published cases predicted within their tolerance", 14)},
		"a calibrated case outside its tolerance": {func(s *selfTested) {
			s.cases = func() ([]published.Outcome, abnd.Diagnostics) {
				outcomes, found := published.BuiltIn()
				outcomes[len(outcomes)-1].Model *= 2
				return outcomes, found
			}
		}, fmt.Sprintf("%-52s %7d  FAILED: 1", "published cases calibrated, within their tolerance", 26)},
		"no cases":          {func(s *selfTested) { s.cases = func() ([]published.Outcome, abnd.Diagnostics) { return nil, nil } }, "published cases"},
		"a profile is lost": {func(s *selfTested) { s.load = lost }, "lost"},
		"a profile that cannot be costed": {func(s *selfTested) {
			s.run = func(*abnd.Study) (*scenarios.Result, abnd.Diagnostics) {
				return nil, abnd.Diagnostics{{Problem: abnd.T("no cost", "sem custo")}}
			}
		}, "no cost"},
		"a population that does not add up": {func(s *selfTested) {
			s.run = func(study *abnd.Study) (*scenarios.Result, abnd.Diagnostics) {
				result, found := scenarios.Run(study)
				result.Projection.Model().Population().Set(2030, abnd.Male, 3, 1)
				return result, found
			}
		}, "single ages of both sexes"},
		"another engine for the workbook": {func(s *selfTested) {
			runs := 0
			s.run = func(study *abnd.Study) (*scenarios.Result, abnd.Diagnostics) {
				if runs++; runs == 2 {
					study.Economy.GDP.Value *= 2
				}
				return scenarios.Run(study)
			}
		}, "the workbook, read back"},
	} {
		t.Run(name, func(t *testing.T) {
			tested := sound()
			c.spoil(&tested)
			var out bytes.Buffer
			a := &app{stdout: bufio.NewWriter(&out), lang: abnd.English}
			err := a.selftest(context.Background(), tested)
			if flushed := a.stdout.Flush(); flushed != nil {
				t.Fatal(flushed)
			}
			if c.says == "" {
				if err != nil || !strings.HasSuffix(out.String(), "\nPASSED\n") {
					t.Errorf("%v\n%s", err, out.String())
				}
				return
			}
			var f *failure
			if !errors.As(err, &f) || f.status != statusOutside || !strings.HasSuffix(out.String(), "\nFAILED\n") {
				t.Errorf("%v\n%s", err, out.String())
			}
			for _, line := range strings.Split(out.String(), "\n") {
				if strings.Contains(line, "FAILED: ") && strings.Contains(line, c.says) {
					return
				}
			}
			t.Errorf("no line says %q:\n%s", c.says, out.String())
		})
	}
}
