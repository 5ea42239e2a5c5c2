package costing

import (
	"regexp"
	"testing"
)

// The names are folders, so they are plain and each is of one rule; together
// the rules have every parameter once.
func TestRuleGroupsHaveNamesOfTheirOwn(t *testing.T) {
	plain := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	names, parameters := map[string]bool{}, map[string]bool{}
	for _, g := range RuleGroups() {
		if !plain.MatchString(g.Name()) || names[g.Name()] {
			t.Errorf("%q is no name for a folder, or is twice", g.Name())
		}
		names[g.Name()] = true
		for _, s := range g.Specs {
			if parameters[s.Code] {
				t.Errorf("%s is in two rules", s.Code)
			}
			parameters[s.Code] = true
		}
	}
	if len(parameters) != len(Specs()) || !names["take-up"] || !names["periodic-indexation"] {
		t.Errorf("%d of %d parameters in %v", len(parameters), len(Specs()), names)
	}
}
