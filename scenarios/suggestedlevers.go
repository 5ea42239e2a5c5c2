package scenarios

import (
	"cmp"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// How many levers are suggested: what moves the cost most is added to what the
// scenarios decide where that is fewer than FewestSuggested. Those that are OpenAtFirst
// are shown at once.
const (
	FewestSuggested = 8
	MostSuggested   = 14
	OpenAtFirst     = 5
)

// SuggestedLevers are levers for a study that has none, of what its scenarios decide
// otherwise than the status quo, or than one another: every parameter of a benefit
// is one, with those that make no sense apart from it ([leverGroups]). The first level
// is what the status quo has, the others are what the scenarios have, in their order.
// Where these are few, the numbers of the benefits are added that move the cost of their
// benefit most, in some scenario, where they are [FactMove] percent lower or higher; they
// have one level, and take a value of the room's own.
//
// They stand in the order of what they make of the cost of the last year: the widest
// difference between two levels ([Result.LeverChanges], on the status quo), and a lever that
// introduces a benefit before those of its parameters. A lever is left out where the study
// could not be costed with one of its levels alone. Levers of the study, and what the room
// has chosen, are passed by.
func (r *Result) SuggestedLevers() []abnd.Lever {
	s := newLeverSuggester(r.Study)
	s.fromScenarios()
	if len(s.levers) < FewestSuggested {
		s.fromCost()
	}
	for i := range min(OpenAtFirst, len(s.levers)) {
		s.levers[i].Open = true
	}
	return s.levers
}

// leverSuggester finds levers for a study.
type leverSuggester struct {
	study     *abnd.Study // without levers and without the room's proposal
	scenarios []abnd.Scenario
	ids       map[string]bool
	levers    []abnd.Lever
}

func newLeverSuggester(study *abnd.Study) *leverSuggester {
	study = study.Clone()
	study.Scenarios = study.Decided()
	study.DropLevers()
	s := &leverSuggester{study: study, ids: map[string]bool{}}
	for _, x := range study.Scenarios {
		s.scenarios = append(s.scenarios, study.Inherited(x))
	}
	return s
}

// statusQuo is the scenario that all others are compared with.
func (s *leverSuggester) statusQuo() abnd.Scenario {
	return s.scenarios[slices.IndexFunc(s.scenarios, func(x abnd.Scenario) bool { return x.ID == abnd.StatusQuo })]
}

// fromScenarios takes the levers that move the cost most of those that the scenarios
// give.
func (s *leverSuggester) fromScenarios() {
	var all []abnd.Lever
	for _, b := range s.study.Benefits {
		for _, codes := range s.leverGroups(b) {
			all = append(all, s.lever(b, codes))
		}
	}
	for _, l := range s.ranked(all) {
		if len(s.levers) < MostSuggested {
			s.take(l)
		}
	}
}

// ranked are levers in the order of what they make of the cost of the last year.
func (s *leverSuggester) ranked(all []abnd.Lever) []abnd.Lever {
	if len(all) == 0 {
		return nil
	}
	with := s.study.Clone()
	with.Levers = all
	r, _ := Run(abnd.WithTried(with))
	if r == nil {
		return nil
	}
	least, most := map[string]float64{}, map[string]float64{}
	for _, c := range r.leverIncrements(abnd.StatusQuo) {
		x := c.Total[len(c.Total)-1]
		if math.IsNaN(x) {
			continue
		}
		if _, known := least[c.Lever]; !known {
			least[c.Lever], most[c.Lever] = x, x
		}
		least[c.Lever], most[c.Lever] = min(least[c.Lever], x), max(most[c.Lever], x)
	}
	effect := func(l abnd.Lever) float64 { return most[l.ID] - least[l.ID] }
	rank := map[string]float64{}
	for _, l := range all {
		rank[l.ID] = effect(l)
		if !putsOn(l) {
			continue
		}
		for _, other := range all {
			if slices.Equal(other.Benefits(), l.Benefits()) {
				rank[l.ID] = max(rank[l.ID], effect(other))
			}
		}
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b abnd.Lever) int { return cmp.Compare(rank[b.ID], rank[a.ID]) })
}

// take adds a lever that the study can be costed with, at every level. A benefit that the
// status quo does not pay has no lever before there is one that introduces it.
func (s *leverSuggester) take(l abnd.Lever) {
	levers := append(slices.Clone(s.levers), l)
	for _, id := range l.Benefits() {
		b, _ := s.study.FindBenefit(id)
		introduced := slices.ContainsFunc(levers, func(x abnd.Lever) bool { return slices.Contains(x.Paths, abnd.JoinPath(id, onCode)) })
		if !costing.Pays(s.statusQuo(), b) && !introduced {
			return
		}
	}
	with := s.study.Clone()
	with.Levers = levers
	for _, level := range l.Levels {
		for i := range levers {
			levers[i].Chosen = 0
		}
		costing.PutOn(with, levers, l)
		levers[len(levers)-1].Chosen = level.Number
		if costing.Check(abnd.WithTried(with)).HasErrors() {
			return
		}
	}
	s.levers = append(s.levers, l)
}

// putsOn reports whether a lever introduces a benefit, or ends it.
func putsOn(l abnd.Lever) bool {
	return slices.ContainsFunc(l.Paths, func(p abnd.Path) bool {
		_, code := abnd.LeverParameter(p)
		return code == onCode
	})
}

// WithLevers is the result of the study with levers in place of its own, and with the
// room's proposal; nil where it cannot be costed with them.
func (r *Result) WithLevers(levers []abnd.Lever) *Result {
	study := r.Study.Clone()
	study.Scenarios = study.Decided()
	study.DropLevers()
	study.Levers = levers
	with, _ := Run(abnd.WithTried(study))
	return with
}
