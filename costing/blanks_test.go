package costing_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func countries(t testing.TB) map[string]*abnd.Study {
	all := map[string]*abnd.Study{"small": smallStudy(), "without history": withoutHistory(smallStudy())}
	for _, code := range country.Codes() {
		s := studies.Load(t, code)
		all[code] = s
	}
	return all
}

// Unknown is unknown, but nothing else is: a line that is not declared
// blankable has a value in every year. The parameter cells are blank where
// the analyst left them so.
func TestOnlyBlankableLinesAreBlank(t *testing.T) {
	for name, s := range countries(t) {
		p := project(t, s)
		computed := 0
		for _, line := range p.Model().Lines() {
			if line.IsInput() || line.Blankable || strings.Contains(string(line.Key), "/parameter/") {
				continue
			}
			computed++
			for i, x := range p.Values(line.Key) {
				if x != x {
					t.Errorf("%s: %s has no value in place %d", name, line.Key, i)
					break
				}
			}
		}
		if computed < 100 {
			t.Errorf("%s: only %d lines were looked at", name, computed)
		}
	}
}

// A benefit that no scenario pays costs nothing, however blank it is.
func TestABlankBenefitThatIsOffCostsNothing(t *testing.T) {
	s := smallStudy()
	s.Benefits = append(s.Benefits, abnd.Benefit{
		ID: "idea", Guarantee: abnd.Health, Name: abnd.T("Idea", "Ideia"),
		Parameters: map[string]abnd.Parameter{"on": {Value: abnd.Code(model.No), Provenance: printed}},
	})
	p := project(t, s)
	for _, line := range []string{"beneficiaries", "benefit_cost", "admin_cost", "total_cost", "incremental_cost", "base_year_cost", "share_of_gdp"} {
		for _, year := range s.Projection.All() {
			if x, ok := p.Value(costing.BenefitKey("high", "idea", line), year); !ok || x != 0 {
				t.Errorf("%s in %d = %v (known %v), want 0", line, year, x, ok)
			}
		}
	}
	if _, ok := p.Value(costing.BenefitKey("high", "idea", "target_population"), 2022); ok {
		t.Error("a target group without ages is a number")
	}
}

// A scheme of unknown cost has no line: nothing can be taken for zero.
func TestASchemeOfUnknownCostHasNoLine(t *testing.T) {
	m := project(t, smallStudy()).Model()
	if m.Has("schemes/idle/cost") || !m.Has("schemes/old/cost") || !m.Has("schemes/cash/cost") {
		t.Error("the cost lines are those of old and cash only")
	}
}
