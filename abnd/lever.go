package abnd

import (
	"maps"
	"slices"
	"strings"
)

// Tried is the ID of the scenario that the levers make: the room's proposal.
// No scenario of a study may have it; [WithTried] adds it.
const Tried = "tried"

// TriedName is what [Tried] is called where it is shown.
var TriedName = T("The room's proposal", "A proposta da sala")

// MostLeverPaths is how many parameters one lever can move together, and
// MostLevels how many levels it can have: what a room sees at one glance.
const (
	MostLeverPaths = 6
	MostLevels     = 5
)

// Lever is something that a room can decide: it moves one parameter of a
// benefit, or a few together, to one of its levels or to a value of the room's
// own.
type Lever struct {
	ID   string
	Name Text
	// Paths are the parameters that it moves, as "child-benefit/age_max".
	Paths []Path
	// Open levers are shown at once, the others where they are asked for.
	Open   bool
	Levels []LeverLevel
	// Chosen is the number of the level that the room tries, 0 for none. Own is
	// a value of its own for every parameter, taken where no level is chosen.
	Chosen int
	Own    Value
}

// LeverLevel is one position of a lever.
type LeverLevel struct {
	// Number is what is typed to choose it.
	Number int
	// Values are one for each parameter of the lever. A blank one leaves its
	// parameter as it is in the scenario that the proposal is based on.
	Values []Value
	// Word describes the level: "as today", "wider", "at the national line". No
	// level is a standard of Recommendation 202, which sets no amount.
	Word     Text
	Sentence Text
}

// Value is what the level sets the lever's parameter of that place to.
func (l LeverLevel) Value(place int) Value {
	if place >= len(l.Values) {
		return Value{}
	}
	return l.Values[place]
}

// Level is the level with the number, and whether there is one.
func (l Lever) Level(number int) (LeverLevel, bool) {
	i := slices.IndexFunc(l.Levels, func(x LeverLevel) bool { return x.Number == number })
	if i < 0 {
		return LeverLevel{}, false
	}
	return l.Levels[i], true
}

// IsMoved reports whether the room has chosen a level or typed a value.
func (l Lever) IsMoved() bool { return l.Chosen != 0 || !l.Own.IsBlank() }

// Value is what the lever sets its parameter of that place to; blank where it
// leaves it. A level that is chosen comes before a value of the room's own.
func (l Lever) Value(place int) Value {
	if l.Chosen == 0 {
		return l.Own
	}
	level, _ := l.Level(l.Chosen)
	return level.Value(place)
}

// Benefits are the IDs of the benefits that the lever moves, each once.
func (l Lever) Benefits() []string {
	var all []string
	for _, path := range l.Paths {
		if id, _ := LeverParameter(path); id != "" && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// Moves is the place of the lever among the study's that moves a parameter, and
// the place of the parameter in it; -1 where none does.
func (s *Study) Moves(benefit, parameter string) (lever, place int) {
	for i := range s.Levers {
		for place, path := range s.Levers[i].Paths {
			if of, code := LeverParameter(path); of == benefit && code == parameter {
				return i, place
			}
		}
	}
	return -1, -1
}

// LeverParameter is the benefit and the parameter that a path of a lever names;
// blank where it is not one of two parts.
func LeverParameter(path Path) (benefit, parameter string) {
	benefit, parameter, ok := strings.Cut(string(path), "/")
	if !ok || strings.Contains(parameter, "/") {
		return "", ""
	}
	return benefit, parameter
}

// IsTrying reports whether the room has moved a lever: then the proposal is
// shown wherever scenarios are. Before, it is the scenario that it is based on.
func (s *Study) IsTrying() bool { return slices.ContainsFunc(s.Levers, Lever.IsMoved) }

// TriedFrom is the ID of the scenario that the proposal is based on.
func (s *Study) TriedFrom() string {
	if s.TryFrom == "" {
		return StatusQuo
	}
	return s.TryFrom
}

// Decided lists the scenarios of the study itself: without the proposal.
func (s *Study) Decided() []Scenario {
	i := slices.IndexFunc(s.Scenarios, func(x Scenario) bool { return x.Proposed })
	if i < 0 {
		return s.Scenarios
	}
	return slices.Delete(slices.Clone(s.Scenarios), i, i+1)
}

// Shown lists the scenarios that results show: with the proposal where the room
// has moved a lever, or something else has changed it.
func (s *Study) Shown() []Scenario {
	if s.IsTrying() || slices.ContainsFunc(s.Scenarios, func(x Scenario) bool { return x.Proposed && !s.IsOfLevers(x) }) {
		return s.Scenarios
	}
	return s.Decided()
}

// WithTried is the study with the room's proposal as its last scenario; the
// study itself where it has no levers, or has the proposal already.
func WithTried(s *Study) *Study {
	if len(s.Levers) == 0 || len(s.Decided()) < len(s.Scenarios) {
		return s
	}
	s = s.Clone()
	tried := Scenario{
		ID: Tried, Name: TriedName, BasedOn: s.TriedFrom(), Proposed: true,
		Description: T("What the levers of the sheet TRY make of the scenario that it is based on.", "O que as alavancas da folha TRY fazem do cenário em que se baseia."),
	}
	tried.Changes = s.leverChanges()
	s.Scenarios = append(s.Scenarios, tried)
	return s
}

// leverChanges are what the levers change as they stand.
func (s *Study) leverChanges() map[string]map[string]Value {
	var all Scenario
	for _, l := range s.Levers {
		for place, path := range l.Paths {
			benefit, parameter := LeverParameter(path)
			if v := l.Value(place); benefit != "" && !v.IsBlank() {
				all.Change(benefit, parameter, v)
			}
		}
	}
	return all.Changes
}

// IsOfLevers reports whether a scenario is the room's proposal as the levers
// stand. One that something else has changed since, as a search for a value does,
// is a scenario like any other.
func (s *Study) IsOfLevers(scenario Scenario) bool {
	if !scenario.Proposed || scenario.BasedOn != s.TriedFrom() {
		return false
	}
	return maps.EqualFunc(scenario.Changes, s.leverChanges(), maps.Equal[map[string]Value, map[string]Value])
}

// DropLevers takes the levers, and what the room has chosen, out of the study:
// before scenarios or many benefits are.
func (s *Study) DropLevers() { s.Levers, s.TryFrom = nil, "" }

// DropLeversOf takes the levers that move a benefit out of the study, before the
// benefit is.
func (s *Study) DropLeversOf(benefit string) {
	s.Levers = slices.DeleteFunc(slices.Clone(s.Levers), func(l Lever) bool {
		return slices.ContainsFunc(l.Paths, func(p Path) bool {
			of, _ := LeverParameter(p)
			return of == benefit
		})
	})
}
