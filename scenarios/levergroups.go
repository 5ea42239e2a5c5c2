package scenarios

import (
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

const (
	onCode         = "on"
	indexationCode = "indexation"
)

// leverGroups are the parameters of a benefit that the scenarios have otherwise than
// the status quo, or than one another, in groups that one lever moves: a rule that is
// chosen with what it reads, indexation with the year in whose money an amount is, an
// optional rule, what another rule has blank in the status quo, and, for a benefit that
// is introduced, what it cannot be paid without. What a scenario says of a benefit that it
// does not pay is not asked. A group of more parameters than a lever can move is none.
func (s *leverSuggester) leverGroups(b abnd.Benefit) [][]string {
	var codes []string
	for _, spec := range costing.SpecsOf(s.study, b) {
		if s.differs(b, spec.Code) {
			codes = append(codes, spec.Code)
		}
	}
	first := make([]int, len(codes)) // of the group of each
	for i := range codes {
		first[i] = i
		for j := range i {
			if !s.tied(b, codes[i], codes[j]) && !s.tied(b, codes[j], codes[i]) {
				continue
			}
			from, to := max(first[i], first[j]), min(first[i], first[j])
			for k := range i + 1 {
				if first[k] == from {
					first[k] = to
				}
			}
		}
	}
	var groups [][]string
	for i := range codes {
		var group []string
		for j, code := range codes {
			if first[j] == i {
				group = append(group, code)
			}
		}
		if len(group) == 0 || len(group) > abnd.MostLeverPaths {
			continue
		}
		lead := slices.Index(group, leading(group))
		groups = append(groups, slices.Concat(group[lead:lead+1], group[:lead], group[lead+1:]))
	}
	return groups
}

// paying are the scenarios that say something of a parameter of a benefit: the status quo,
// and those that pay it. Whether it is paid, all of them say.
func (s *leverSuggester) paying(b abnd.Benefit, code string) []abnd.Scenario {
	return slices.DeleteFunc(slices.Clone(s.scenarios), func(x abnd.Scenario) bool {
		return x.ID != abnd.StatusQuo && code != onCode && !costing.Pays(x, b)
	})
}

// differs reports whether two scenarios have another value of a parameter.
func (s *leverSuggester) differs(b abnd.Benefit, code string) bool {
	now := s.statusQuo().Value(b, code)
	return slices.ContainsFunc(s.paying(b, code), func(x abnd.Scenario) bool { return x.Value(b, code) != now })
}

// tied reports whether a parameter makes no sense without a first one.
func (s *leverSuggester) tied(b abnd.Benefit, first, code string) bool {
	spec, _ := costing.FindSpec(code)
	today := s.statusQuo()
	isBlank := func(code string) bool { return today.Value(b, code).IsBlank() }
	choice, codes := spec.ReadWhere()
	switch {
	case first == choice:
		return true
	case first == indexationCode:
		return spec.Unit == abnd.CalendarYear && strings.HasPrefix(code, "amount")
	case first == onCode && !costing.Pays(today, b):
		now, _ := today.Value(b, choice).Code()
		return isBlank(code) && !spec.Optional && (choice == "" || slices.Contains(codes, now))
	}
	return costing.SameRule(first, code) && (costing.IsOfOptionalRule(code) || isBlank(first) && isBlank(code))
}

// lever is the lever of some parameters of a benefit, with a level for what the status quo
// has and one for each other set of values of a scenario.
func (s *leverSuggester) lever(b abnd.Benefit, codes []string) abnd.Lever {
	lead := leading(codes)
	l := abnd.Lever{ID: s.id(b.ID, lead), Name: named(b.Name, b.ID)}
	if spec, _ := costing.FindSpec(lead); lead != onCode {
		l.Name = abnd.T("%s: %s", "%s: %s").Fill(l.Name, spec.Label)
	}
	for _, code := range codes {
		l.Paths = append(l.Paths, abnd.JoinPath(b.ID, code))
	}
	var of [][]abnd.Text // the scenarios of each level
	for _, x := range s.paying(b, lead) {
		values := make([]abnd.Value, len(codes))
		for i, code := range codes {
			values[i] = x.Value(b, code)
		}
		if lead == onCode && !costing.Pays(x, b) && x.ID != abnd.StatusQuo && !costing.Pays(s.statusQuo(), b) {
			continue // whatever else it says: it is as today
		}
		at := slices.IndexFunc(l.Levels, func(level abnd.LeverLevel) bool { return slices.Equal(level.Values, values) })
		switch {
		case at < 0 && len(l.Levels) == abnd.MostLevels:
			continue
		case at < 0:
			at = len(l.Levels)
			l.Levels = append(l.Levels, abnd.LeverLevel{Number: at + 1, Values: values, Sentence: s.sentence(codes, values)})
			of = append(of, nil)
		}
		if x.ID != abnd.StatusQuo {
			of[at] = append(of[at], named(x.Name, x.ID))
		}
	}
	for i := range l.Levels {
		l.Levels[i].Word = abnd.Joined(of[i], ", ")
	}
	switch {
	case lead == onCode || costing.Pays(s.statusQuo(), b):
		l.Levels[0].Word = abnd.T("as today", "como hoje")
	case len(of[0]) == 0:
		l.Levels[0].Word = abnd.T("base value", "valor de base")
	}
	return l
}

// named is a name, or the ID of what has none.
func named(name abnd.Text, id string) abnd.Text {
	if name.IsZero() {
		return abnd.Same(id)
	}
	return name
}

// leading is the parameter that gives a lever its name: whether the benefit is paid, or
// the first choice, or the first parameter.
func leading(codes []string) string {
	if slices.Contains(codes, onCode) {
		return onCode
	}
	for _, code := range codes {
		if spec, _ := costing.FindSpec(code); spec.IsChoice() {
			return code
		}
	}
	return codes[0]
}

// id is an ID that no other lever has.
func (s *leverSuggester) id(benefit, code string) string {
	const most = 40 // characters of an ID
	ending := "-" + strings.ReplaceAll(code, "_", "-")
	id := benefit[:min(len(benefit), most-len(ending))] + ending
	for n := 2; s.ids[id]; n++ {
		numbered := ending + "-" + strconv.Itoa(n)
		id = benefit[:min(len(benefit), most-len(numbered))] + numbered
	}
	s.ids[id] = true
	return id
}
