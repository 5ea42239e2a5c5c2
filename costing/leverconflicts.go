package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// LeverConflict is what stands against a lever, or beside it, in what the proposal
// has of other levers. The engine asks it of a study, the sheet TRY by formulas.
type LeverConflict struct {
	Says abnd.Text
	// Other is the lever that it is with; its ID is blank where no lever moves what
	// stands against it, which is then as in the scenario.
	Other abnd.Lever
	// Both says that it is one only where both levers are moved.
	Both bool
	// When are conditions on the proposal that must all hold.
	When []ParameterTest
}

// ParameterTest asks one thing of a parameter of the proposal: whether it is a
// code, or whether as a number it is above, or not below, another one.
type ParameterTest struct {
	Benefit, Parameter string
	Is                 string // the code; blank where numbers are compared
	Not                bool   // it must not be that code
	OrSame             bool   // as large will do
	ThanBenefit, Than  string // the benefit and the parameter that it is compared with
}

// holds asks it of a scenario with all that it inherits.
func (p ParameterTest) holds(study *abnd.Study, s abnd.Scenario) bool {
	value := func(id, code string) abnd.Value {
		b, _ := study.FindBenefit(id)
		return s.Value(b, code)
	}
	if p.Is != "" {
		code, _ := value(p.Benefit, p.Parameter).Code()
		return (code == p.Is) != p.Not
	}
	x, okX := value(p.Benefit, p.Parameter).Number()
	y, okY := value(p.ThanBenefit, p.Than).Number()
	return okX && okY && (x > y || p.OrSame && x == y)
}

// Holds reports whether the conflict is there as the room has moved its levers. The
// study has the proposal. A lever is in no conflict before it, or the other, is
// moved.
func (c LeverConflict) Holds(study *abnd.Study, l abnd.Lever) bool {
	tried, ok := study.FindScenario(abnd.Tried)
	if !ok || !l.IsMoved() && !c.Other.IsMoved() || c.Both && !(l.IsMoved() && c.Other.IsMoved()) {
		return false
	}
	tried = study.Inherited(tried)
	return !slices.ContainsFunc(c.When, func(p ParameterTest) bool { return !p.holds(study, tried) })
}

// LeverConflicts are those that a lever can come into, the gravest first. They do
// not depend on what the room has chosen.
func LeverConflicts(study *abnd.Study, l abnd.Lever) []LeverConflict {
	f := conflictFinder{study: study, lever: l}
	for _, id := range l.Benefits() {
		b, ok := study.FindBenefit(id)
		if !ok {
			continue
		}
		f.ages(b)
		f.years(b)
		f.required(b)
		f.replaced(b)
		f.samePersons(b)
	}
	return f.all
}

type conflictFinder struct {
	study *abnd.Study
	lever abnd.Lever
	all   []LeverConflict
}

// moves reports whether the lever moves one of the parameters of a benefit.
func (f *conflictFinder) moves(b abnd.Benefit, codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool {
		return slices.Contains(f.lever.Paths, abnd.JoinPath(b.ID, code))
	})
}

// other is another lever that moves one of the parameters of a benefit.
func (f *conflictFinder) other(id string, codes ...string) (l abnd.Lever) {
	for _, code := range codes {
		if at, _ := f.study.Moves(id, code); at >= 0 && f.study.Levers[at].ID != f.lever.ID {
			return f.study.Levers[at]
		}
	}
	return l
}

// add adds a conflict with the name of the other lever behind it, where there is one.
func (f *conflictFinder) add(other abnd.Lever, says abnd.Text, when ...ParameterTest) {
	if other.ID != "" {
		says = abnd.T("%s: see the lever \"%s\"", "%s: ver a alavanca «%s»").Fill(says, other.Name)
	}
	f.all = append(f.all, LeverConflict{Says: says, Other: other, When: when})
}

// isOn asks whether the proposal pays a benefit.
func isOn(id string) ParameterTest {
	return ParameterTest{Benefit: id, Parameter: "on", Is: model.Yes}
}

func isAbove(id, code, than string) ParameterTest {
	return ParameterTest{Benefit: id, Parameter: code, ThanBenefit: id, Than: than}
}

// ages are crossed where the youngest is above the oldest.
func (f *conflictFinder) ages(b abnd.Benefit) {
	if f.moves(b, "age_min", "age_max") {
		f.add(f.other(b.ID, "age_min", "age_max"), abnd.T("the maximum age is below the minimum age: nobody is reached", "a idade máxima é inferior à mínima: não se chega a ninguém"), isOn(b.ID), isAbove(b.ID, "age_min", "age_max"))
	}
}

// years of the benefit and of its scale-up that do not go together.
func (f *conflictFinder) years(b abnd.Benefit) {
	if f.moves(b, "start", "end") {
		f.add(f.other(b.ID, "start", "end"), abnd.T("it ends before it starts: nothing is paid", "acaba antes de começar: nada se paga"), isOn(b.ID), isAbove(b.ID, "start", "end"))
	}
	if !f.moves(b, "start", "ramp_start", "ramp_end") {
		return
	}
	other := f.other(b.ID, "ramp_start", "ramp_end", "start")
	ramp := ParameterTest{Benefit: b.ID, Parameter: "take_up_rule", Is: "ramp"}
	f.add(other, abnd.T("the scale-up is over before the first year: all are reached at once", "a expansão acaba antes do primeiro ano: chega-se logo a todos"), isOn(b.ID), ramp, isAbove(b.ID, "start", "ramp_end"))
	f.add(other, abnd.T("the scale-up begins before the first year: a part of it is done when payment starts", "a expansão começa antes do primeiro ano: uma parte está feita quando se começa a pagar"), isOn(b.ID), ramp, isAbove(b.ID, "start", "ramp_start"))
}

// required are benefits without which this one makes no sense.
func (f *conflictFinder) required(b abnd.Benefit) {
	for _, id := range b.Requires {
		with, ok := f.study.FindBenefit(id)
		if !ok {
			continue
		}
		f.add(f.other(id, "on"), abnd.T("%s needs %s, which the proposal does not pay", "%s precisa de %s, que a proposta não paga").Fill(b.Name, with.Name),
			isOn(b.ID), ParameterTest{Benefit: id, Parameter: "on", Is: model.Yes, Not: true})
	}
}

// replaced are benefits of schemes that end where another benefit starts.
func (f *conflictFinder) replaced(b abnd.Benefit) {
	for _, x := range f.study.Benefits {
		if x.ID == b.ID {
			continue
		}
		by, replaced := b, x
		if slices.Contains(x.Replaces, b.Scheme) && b.Scheme != "" {
			by, replaced = x, b
		} else if x.Scheme == "" || !slices.Contains(b.Replaces, x.Scheme) {
			continue
		}
		other := f.leverOf(x)
		if other.ID == "" {
			continue // nothing that the room moves
		}
		f.add(other, abnd.T("%s takes the place of %s", "%s substitui %s").Fill(by.Name, replaced.Name), isOn(by.ID), isOn(replaced.ID))
		f.all[len(f.all)-1].Both = true // or it is what the replacement is for
	}
}

// leverOf is another lever that moves a benefit.
func (f *conflictFinder) leverOf(b abnd.Benefit) (l abnd.Lever) {
	for _, l := range f.study.Levers {
		if l.ID != f.lever.ID && slices.Contains(l.Benefits(), b.ID) {
			return l
		}
	}
	return l
}

// samePersons are of the ages of two benefits of one guarantee that no scenario of
// the study pays twice.
func (f *conflictFinder) samePersons(b abnd.Benefit) {
	for _, x := range f.study.Benefits {
		if x.ID == b.ID || x.Guarantee != b.Guarantee || !f.moves(b, "on", "age_min", "age_max") {
			continue
		}
		other := f.other(x.ID, "on", "age_min", "age_max")
		if other.ID == "" || f.overlapsAnywhere(b, x) {
			continue
		}
		f.add(other, abnd.T("%s is paid at some of the same ages", "%s paga-se a algumas das mesmas idades").Fill(x.Name), append([]ParameterTest{isOn(b.ID), isOn(x.ID)}, overlap(b, x)...)...)
	}
}

// overlap asks whether two benefits have an age in common.
func overlap(b, x abnd.Benefit) []ParameterTest {
	return []ParameterTest{
		{Benefit: b.ID, Parameter: "age_max", ThanBenefit: x.ID, Than: "age_min", OrSame: true},
		{Benefit: x.ID, Parameter: "age_max", ThanBenefit: b.ID, Than: "age_min", OrSame: true},
	}
}

// overlapsAnywhere reports whether a scenario of the study has an age in common for
// two benefits, whether it pays them or not.
func (f *conflictFinder) overlapsAnywhere(b, x abnd.Benefit) bool {
	return slices.ContainsFunc(f.study.Decided(), func(s abnd.Scenario) bool {
		s = f.study.Inherited(s)
		return !slices.ContainsFunc(overlap(b, x), func(p ParameterTest) bool { return !p.holds(f.study, s) })
	})
}

// MovedTogether says what a lever moves where that is more than one thing; blank
// where it is one.
func MovedTogether(l abnd.Lever) abnd.Text {
	var labels []abnd.Text
	for place := range l.Paths {
		if s := LeverSpec(l, place); s != nil && !slices.Contains(labels, s.Label) {
			labels = append(labels, s.Label)
		}
	}
	if len(labels) < 2 {
		return abnd.Text{}
	}
	all := labels[0]
	for _, label := range labels[1:] {
		all = abnd.T("%s; %s", "%s; %s").Fill(all, label)
	}
	return abnd.T("moves together: %s", "move em conjunto: %s").Fill(all)
}
