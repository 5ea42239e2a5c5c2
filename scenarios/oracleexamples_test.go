package scenarios_test

import (
	"os"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets/ruleexamples"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
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

// A recomputation that lacks a parameter of a rule is found out: in the rule's
// worked example it gets another figure, or one fewer, or cannot go on. So each
// parameter of the one list of rules is computed in it, and not only looked at.
func TestAnOracleThatLacksAParameterIsFoundOut(t *testing.T) {
	proofs.NotShort(t)
	for _, rule := range costing.RuleGroups() {
		example := readExample(t, rule.Name()).study
		result := studies.Run(t, example)
		figures := newOracle(example).compareWith(result).figures
		for _, spec := range rule.Specs {
			o := newOracle(example)
			o.unknown = map[string]bool{spec.Code: true}
			if o.agreesWith(result, figures) {
				t.Errorf("%s: without %s the recomputation gets the same figures", rule.Name(), spec.Code)
			}
		}
	}
}

// agreesWith says whether so many figures of a result are those of the
// recomputation. One that stops at a code which it does not have disagrees.
func (o *oracle) agreesWith(result *scenarios.Result, figures int) (agrees bool) {
	defer func() {
		if recover() != nil {
			agrees = false
		}
	}()
	c := o.compareWith(result)
	return c.wrong == 0 && c.figures == figures
}

// Every two optional rules that go together agree with the recomputation in
// one benefit: the order of the rules and where each takes part are those of
// docs/rules.md.
func TestEveryTwoRulesAgreeWithTheRecomputation(t *testing.T) {
	proofs.NotShort(t)
	pairs, err := ruleexamples.Pairs(os.DirFS(exampleFolder))
	if err != nil {
		t.Fatal(err)
	}
	compared, figures := 0, 0
	for i, p := range pairs {
		if i%proofs.Count(1, 1, 4) != 0 {
			continue
		}
		compared++
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
	t.Logf("%d of %d pairs, %d figures", compared, len(pairs), figures)
}
