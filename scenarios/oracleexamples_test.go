package scenarios_test

import (
	"os"
	"testing"

	"github.com/openabnd/engine/abnd/sheets/ruleexamples"
	"github.com/openabnd/engine/costing"
)

// Every worked example agrees with the recomputation, which looks at each
// parameter of the example's rule: a rule that it does not know is found here.
func TestTheOracleKnowsEveryRule(t *testing.T) {
	for _, rule := range costing.RuleGroups() {
		t.Run(rule.Name(), func(t *testing.T) {
			o := newOracle(readExample(t, rule.Name()).study)
			o.agree(t)
			for _, spec := range rule.Specs {
				if !o.asked[spec.Code] {
					t.Errorf("the recomputation does not know %s", spec.Code)
				}
			}
		})
	}
}

// Every two optional rules that go together agree with the recomputation in
// one benefit: the order of the rules and where each takes part are those of
// docs/rules.md.
func TestEveryTwoRulesAgreeWithTheRecomputation(t *testing.T) {
	pairs, err := ruleexamples.Pairs(os.DirFS(exampleFolder))
	if err != nil {
		t.Fatal(err)
	}
	figures := 0
	for _, p := range pairs {
		studies := p.Studies
		if testing.Short() && len(studies) > 1 {
			studies = studies[:1]
		}
		t.Run(p.One.Name()+"+"+p.Other.Name(), func(t *testing.T) {
			for _, s := range studies {
				figures += agree(t, s)
			}
		})
	}
	t.Logf("%d pairs, %d figures", len(pairs), figures)
}
