package scenarios_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
)

// Benefits that use several rules at once, drawn so that every option of every
// rule begins some of them, with other figures and a companion that uses rules
// too, agree with the recomputation. Every rule and every parameter is among
// what was compared.
func TestDrawnRulesAgreeWithTheRecomputation(t *testing.T) {
	proofs.NotShort(t)
	w := newWorkbench(t)
	compared := map[string]int{}
	rules, figures := 0, 0
	for seed := range proofs.Count(4, 2, 1) * len(options) {
		r := rand.New(rand.NewPCG(uint64(seed), 1115))
		l := links[r.IntN(len(links))]
		mine, theirs := []option{options[seed%len(options)]}, []option{}
		s := l.study(w, plainBenefit.with(mine...).and(l.set), companion)
		if costing.Check(s).HasErrors() { // it does not go with the link
			l = link{}
			s = w.with(plainBenefit.with(mine...), companion)
		}
		for range 6 {
			more, to := options[r.IntN(len(options))], &mine
			if r.IntN(3) == 0 {
				more, to = more.ofCompanion(), &theirs
			}
			longer := append((*to)[:len(*to):len(*to)], more)
			own, other := mine, theirs
			if to == &mine {
				own = longer
			} else {
				other = longer
			}
			tried := l.study(w, drawn(r, plainBenefit.with(own...).and(l.set)), drawn(r, companion.with(other...)))
			if !meetAll(longer) || costing.Check(tried).HasErrors() {
				continue
			}
			s, *to = tried, longer
		}
		figures += agree(t, s)
		if t.Failed() {
			t.Fatalf("seed %d: %v and %v", seed, mine, theirs)
		}
		rules += len(mine) + len(theirs)
		for _, b := range s.Benefits {
			for code := range b.Parameters {
				compared[code]++
			}
		}
	}
	for _, rule := range costing.RuleGroups() {
		for _, spec := range rule.Specs {
			if compared[spec.Code] == 0 {
				t.Errorf("%s of the rule %q was compared in no study", spec.Code, rule.Name())
			}
		}
	}
	t.Logf("%d options of rules in benefits, %d figures", rules, figures)
}

func meetAll(all []option) bool {
	for i, a := range all {
		for _, b := range all[i+1:] {
			if !a.meet(b) {
				return false
			}
		}
	}
	return true
}

// drawn gives the numbers other values near their own. Years and whole numbers
// stay, and so do shares that add to one, and months of entitlement, which the
// recomputation takes in tenths.
func drawn(r *rand.Rand, filled parameters) parameters {
	other := filled.and(nil)
	for _, spec := range costing.Specs() {
		v, ok := filled[spec.Code]
		if !ok || spec.IsChoice() || spec.Whole || spec.Code == "entitlement_months" ||
			strings.HasPrefix(spec.Code, "child_share_") || strings.HasPrefix(spec.Code, "scale_share_") {
			continue
		}
		x, _ := asValue(v).Number()
		other[spec.Code] = max(spec.Low, min(spec.High, x*between(r, 0.85, 1.15)))
	}
	return other
}
