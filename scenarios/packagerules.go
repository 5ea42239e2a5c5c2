package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// undecided is the state of a benefit of which nothing is chosen yet; else it
// is the alternative.
const undecided = -1

// rule says which benefits go together, and whether those decided so far
// break it; open, whether one of its benefits is undecided; names, whether a
// choice is one of them. The state holds the alternative of each choice.
type rule interface {
	broken(state []int) bool
	open(state []int) bool
	names(choice int) bool
}

// exclusive takes at most one of some benefits.
type exclusive []int

func (r exclusive) broken(state []int) bool {
	n := 0
	for _, i := range r {
		if state[i] > 0 {
			n++
		}
	}
	return n > 1
}

func (r exclusive) open(state []int) bool {
	return slices.ContainsFunc(r, func(i int) bool { return state[i] == undecided })
}

func (r exclusive) names(choice int) bool { return slices.Contains(r, choice) }

// prerequisite takes one benefit only with another: allowed says by their
// alternatives which go together.
type prerequisite struct {
	benefit, needs int
	allowed        [][]bool
}

func (r prerequisite) broken(state []int) bool {
	return state[r.benefit] != undecided && state[r.needs] != undecided && !r.allowed[state[r.benefit]][state[r.needs]]
}

func (r prerequisite) open(state []int) bool {
	return state[r.benefit] == undecided || state[r.needs] == undecided
}

func (r prerequisite) names(choice int) bool { return choice == r.benefit || choice == r.needs }

// withheld is a benefit of which some alternatives cannot be taken at all.
type withheld struct {
	benefit int
	allowed []bool
}

func (r withheld) broken(state []int) bool {
	return state[r.benefit] != undecided && !r.allowed[state[r.benefit]]
}

func (r withheld) open(state []int) bool { return state[r.benefit] == undecided }

func (r withheld) names(choice int) bool { return choice == r.benefit }

// paid reports whether an alternative pays its benefit.
func (a alternative) paid() bool {
	on, _ := a.values["on"].Code()
	return on == model.Yes
}

// needs lists the pairs of benefits of which the first is taken only with the
// second: those of the study, then others.
func needs(study *abnd.Study, pairs [][2]string) [][2]string {
	var all [][2]string
	for _, b := range study.Benefits {
		for _, id := range b.Requires {
			all = append(all, [2]string{b.ID, id})
		}
	}
	for _, pair := range pairs {
		if !slices.Contains(all, pair) {
			all = append(all, pair)
		}
	}
	return all
}

// rulesOf reads which benefits go together. What the study requires of a
// benefit counts like what is asked for; a benefit that needs one which no
// scenario pays is then never taken.
func rulesOf(r *Result, choices []selectable, groups [][]string, pairs [][2]string) ([]rule, abnd.Diagnostics) {
	var found abnd.Diagnostics
	known := costing.BenefitList(r.Study).Names()
	// placeOf is the place among the choices; −1 where nothing is chosen.
	placeOf := func(id string) int {
		if !slices.Contains(known, id) {
			found.AddError("", "unknown-benefit", abnd.T("unknown benefit %q", "não existe a prestação %q").Fill(id), abnd.Suggestion(id, known))
		}
		return slices.IndexFunc(choices, func(s selectable) bool { return s.benefit.ID == id })
	}
	var rules []rule
	for _, group := range groups {
		var one exclusive
		for i, id := range group {
			if slices.Contains(group[:i], id) {
				found.AddError("", "exclusive-twice", abnd.T("%q excludes itself", "%q exclui-se a si própria").Fill(id), abnd.T("name each benefit once", "indique cada prestação uma vez"))
			}
			if at := placeOf(id); at >= 0 {
				one = append(one, at)
			}
		}
		if len(group) < 2 {
			found.AddError("", "exclusive-one", abnd.T("one benefit alone excludes nothing", "uma só prestação não exclui nada"), abnd.T("enter two or more ids, e.g. a,b", "indique dois ou mais códigos, por exemplo a,b"))
		}
		rules = append(rules, one)
	}
	for _, pair := range needs(r.Study, pairs) {
		at, needed := placeOf(pair[0]), placeOf(pair[1])
		if found != nil {
			continue
		}
		if pair[0] == pair[1] {
			found.AddError("", "requires-itself", abnd.T("%q cannot require itself", "%q não pode depender de si própria").Fill(pair[0]), abnd.T("enter two benefits, e.g. a:b", "indique duas prestações, por exemplo a:b"))
			continue
		}
		// Nothing to hold back, or nothing that could be missing.
		if at < 0 || choices[at].alternatives[0].paid() || needed < 0 && r.paysInStatusQuo(pair[1]) {
			continue
		}
		if needed < 0 || !slices.ContainsFunc(choices[needed].alternatives, alternative.paid) {
			if slices.Contains(pairs, pair) {
				found.AddError("", "requires-never", abnd.T("%q requires %q, which is not paid in any scenario", "%q depende de %q, que nenhum cenário paga").Fill(pair[0], pair[1]),
					abnd.T("put it on in a scenario, or leave the condition out", "active-a num cenário ou retire a condição"))
			}
			held := withheld{benefit: at}
			for _, a := range choices[at].alternatives {
				held.allowed = append(held.allowed, !a.paid())
			}
			rules = append(rules, held)
			continue
		}
		rules = append(rules, pairOf(choices, at, needed, func(one, other alternative) bool { return !one.paid() || other.paid() }))
	}
	return rules, found
}

// pairOf is the rule that one benefit is taken only with another, by what
// their alternatives allow.
func pairOf(choices []selectable, benefit, needed int, allows func(one, other alternative) bool) prerequisite {
	rule := prerequisite{benefit: benefit, needs: needed}
	for _, one := range choices[benefit].alternatives {
		var row []bool
		for _, other := range choices[needed].alternatives {
			row = append(row, allows(one, other))
		}
		rule.allowed = append(rule.allowed, row)
	}
	return rule
}

func (r *Result) paysInStatusQuo(id string) bool {
	b, _ := r.Study.FindBenefit(id)
	on, _ := r.valueIn(abnd.StatusQuo, b, "on").Code()
	return on == model.Yes
}
