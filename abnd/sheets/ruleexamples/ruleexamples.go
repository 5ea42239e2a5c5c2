// Package ruleexamples puts the benefit rules together, two by two, with the
// figures of their worked examples: for tests that ask which rules go together
// and whether they are computed alike wherever they do.
package ruleexamples

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
)

// Sample is a benefit of a worked example that uses a rule, and its study. Its
// parameters are those of the scenario that pays it, for every scenario.
type Sample struct {
	Study   *abnd.Study
	Benefit abnd.Benefit
}

// Of gives the benefits that use the rule in its worked example, which is a
// folder of its name in examples.
func Of(examples fs.FS, rule costing.RuleGroup) ([]Sample, error) {
	own, err := fs.Sub(examples, rule.Name())
	if err != nil {
		return nil, err
	}
	study, found := sheets.Load(sheets.Folder{Name: rule.Name(), Files: own}, sheets.Folder{Files: examples})
	if len(found) > 0 {
		return nil, fmt.Errorf("the example of %s: %w", rule.Name(), found)
	}
	plan := study.Inherited(study.Scenarios[len(study.Scenarios)-1])
	for i := range study.Benefits {
		b := &study.Benefits[i]
		for _, spec := range costing.Specs() {
			if v := plan.Value(*b, spec.Code); !v.IsBlank() {
				b.Parameters[spec.Code] = abnd.Parameter{Value: v, Provenance: b.Provenance}
			}
		}
	}
	for i := range study.Scenarios {
		study.Scenarios[i].Changes = nil
	}
	var all []Sample
	for _, b := range study.Benefits {
		if slices.ContainsFunc(rule.Specs, func(s costing.Spec) bool { return !b.Parameters[s.Code].Value.IsBlank() }) {
			all = append(all, Sample{study, b})
		}
	}
	return all, nil
}

// With is the sample's study with the parameters of another rule in its
// benefit as well, which clear those whose place they take. The amount is that
// of the earlier of the two amount years, a benefit that the rule names comes
// along, and core lists more parameters that are the other benefit's.
func (s Sample) With(rule costing.RuleGroup, other Sample, core ...string) *abnd.Study {
	study := s.Study.Clone()
	i := slices.IndexFunc(study.Benefits, func(b abnd.Benefit) bool { return b.ID == s.Benefit.ID })
	own, from := study.Benefits[i].Parameters, other.Benefit.Parameters
	for _, spec := range rule.Specs {
		p, ok := from[spec.Code]
		if !ok || p.Value.IsBlank() {
			continue
		}
		if id, _ := p.Value.Code(); spec.OfBenefits {
			named, _ := other.Study.FindBenefit(id)
			named.ID = "named"
			study.Benefits = append(study.Benefits, named)
			p.Value = abnd.Code(named.ID)
		}
		if second, _ := p.Value.Code(); spec.List == costing.GuaranteeList && second == string(study.Benefits[i].Guarantee) {
			p.Value = abnd.Code(string(another(study.Benefits[i].Guarantee)))
		}
		own[spec.Code] = p
		for _, replaced := range costing.Specs() {
			if slices.Contains(replaced.ReplacedBy, spec.Code) {
				delete(own, replaced.Code)
			}
		}
	}
	for _, spec := range rule.Specs {
		if on := spec.NeededIf; putsToUse(on, spec.NeededFor, rule) {
			own[on] = from[on]
		}
	}
	year, _ := own["amount_year"].Value.Number()
	if theirs, ok := from["amount_year"].Value.Number(); ok && theirs < year {
		core = append(core, "amount_year")
	}
	for _, code := range core {
		own[code] = from[code]
	}
	return study
}

// another is a guarantee beside one: a benefit cannot be split over one alone.
func another(g abnd.Guarantee) abnd.Guarantee {
	all := abnd.Guarantees()
	return all[(slices.Index(all, g)+1)%len(all)]
}

// putsToUse reports whether a choice of another rule puts the rule to use, with
// codes that need no more than it.
func putsToUse(choice string, codes []string, rule costing.RuleGroup) bool {
	own := func(code string) bool {
		return slices.ContainsFunc(rule.Specs, func(s costing.Spec) bool { return s.Code == code })
	}
	return choice != "" && !own(choice) && !slices.ContainsFunc(costing.Specs(), func(s costing.Spec) bool {
		return s.NeededIf == choice && !own(s.Code) && slices.ContainsFunc(s.NeededFor, func(code string) bool { return slices.Contains(codes, code) })
	})
}

// Pair is two optional rules in one benefit.
type Pair struct {
	One, Other costing.RuleGroup
	// Studies have both rules in one benefit and no errors: for each way to put
	// the figures of the two examples together one.
	Studies []*abnd.Study
	// Refused are the errors of the other ways.
	Refused abnd.Diagnostics
}

// refusals are the errors of checks that keep two rules apart. Any other error
// of a pair is one of the figures that were put together here.
var refusals = []string{
	"not-together", "rules-apart", "replaced-twice", "two-targetings", "event-ages", "precedence-births", "precedence-households", "convergence-payments",
}

// Apart reports whether the two rules do not go together in any way, and in the
// second result whether that is because a check keeps them apart.
func (p Pair) Apart() (apart, told bool) {
	return len(p.Studies) == 0, len(p.Reasons()) > 0
}

// Reasons are the errors by which checks keep the two rules apart. That births
// have no ages is one only where it is said of another rule's.
func (p Pair) Reasons() (reasons abnd.Diagnostics) {
	for _, d := range p.Refused {
		if slices.Contains(refusals, d.Code) && !strings.HasSuffix(string(d.Path), "/age_min") {
			reasons = append(reasons, d)
		}
	}
	return reasons
}

// Pairs lists every two optional rules, in the order in which they apply.
func Pairs(examples fs.FS) ([]Pair, error) {
	var rules []costing.RuleGroup
	samples := map[string][]Sample{}
	for _, g := range costing.RuleGroups() {
		if !g.Optional {
			continue
		}
		all, err := Of(examples, g)
		if err != nil {
			return nil, err
		}
		rules, samples[g.Name()] = append(rules, g), all
	}
	var pairs []Pair
	for i, one := range rules {
		for _, other := range rules[i+1:] {
			p := Pair{One: one, Other: other}
			for _, x := range samples[one.Name()] {
				for _, y := range samples[other.Name()] {
					p.try(x.With(other, y))
					p.try(y.With(one, x))
					if len(p.Studies) == 0 { // health inflation needs its own index
						p.try(x.With(other, y, "indexation"))
						p.try(y.With(one, x, "indexation"))
					}
				}
			}
			pairs = append(pairs, p)
		}
	}
	return pairs, nil
}

func (p *Pair) try(study *abnd.Study) {
	found := costing.Check(study)
	if !found.HasErrors() {
		p.Studies = append(p.Studies, study)
		return
	}
	for _, d := range found {
		if d.Severity == abnd.Error {
			p.Refused = append(p.Refused, d)
		}
	}
}
