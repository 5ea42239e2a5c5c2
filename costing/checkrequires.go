package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// requires checks the benefits that a benefit needs, and finds the scenarios
// and packages that pay it without them.
func (c *checker) requires(b abnd.Benefit) {
	path := abnd.JoinPath("benefits", b.ID, "requires")
	for i, id := range b.Requires {
		c.reference(path, abnd.T("benefit", "a prestação"), id, c.benefitIDs())
		switch {
		case id == b.ID:
			c.fail(path, "requires-itself", abnd.T("the benefit requires itself", "a prestação depende de si própria"), abnd.T("enter the id of another benefit, or leave requires blank", "indique o código de outra prestação ou deixe requires em branco"))
			continue
		case slices.Contains(b.Requires[:i], id):
			c.fail(path, "requires-twice", abnd.T("the benefit %q is required twice", "a prestação %q é exigida duas vezes").Fill(id), abnd.T("enter it once", "indique-o uma só vez"))
			continue
		}
		needed, ok := c.study.FindBenefit(id)
		if !ok {
			continue
		}
		paid := func(scenario string, x abnd.Benefit) bool {
			s, ok := c.study.FindScenario(scenario)
			return ok && Pays(c.study.Inherited(s), x)
		}
		alone := func(path abnd.Path, run string) {
			c.warn(path, "requires-unmet", abnd.T("%q pays %q without %q, which it requires", "%q paga %q sem %q, de que esta depende").Fill(run, b.ID, id),
				abnd.T("pay both, or leave requires blank if one makes sense without the other", "pague ambas, ou deixe requires em branco se uma faz sentido sem a outra"))
		}
		for _, s := range c.study.Scenarios {
			if paid(s.ID, b) && !paid(s.ID, needed) {
				alone(ScenarioParameterPath(s.ID, b.ID, "on"), s.ID)
			}
		}
		for _, p := range c.study.Packages {
			if b.Guarantee != needed.Guarantee && paid(p.Scenarios[b.Guarantee], b) && !paid(p.Scenarios[needed.Guarantee], needed) {
				alone(PackageScenarioPath(p.ID, needed.Guarantee), p.ID)
			}
		}
	}
}
