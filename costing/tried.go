package costing

import (
	"math"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// LeverLevelPath is the path of what a level of a lever says: its number
// ("level"), its values, its word.
func LeverLevelPath(lever string, number int, code string) model.Key {
	return abnd.JoinPath("levers", lever, strconv.Itoa(number), code)
}

// LeverValueCode is the code of the value that a level has for the parameter of
// that place in its lever, from 0: "value", "value_2" and so on.
func LeverValueCode(place int) string {
	if place == 0 {
		return "value"
	}
	return "value_" + strconv.Itoa(place+1)
}

// LeverPath is the path of what a lever says of itself.
func LeverPath(lever, code string) model.Key { return abnd.JoinPath("levers", lever, code) }

// TryPath is the path of what the room chooses for a lever: its level, or a
// value of its own.
func TryPath(lever, code string) model.Key { return abnd.JoinPath("try", lever, code) }

// TryFrom is the path of the scenario that the room's proposal is based on.
const TryFrom model.Key = "try/based_on"

// LeverSpec is the parameter of a lever with that place; nil where the path
// names none.
func LeverSpec(l abnd.Lever, place int) *Spec {
	if place >= len(l.Paths) {
		return nil
	}
	_, code := abnd.LeverParameter(l.Paths[place])
	return specsByCode()[code]
}

// TakesOwn reports whether one value of the room's own can be meant for every
// parameter of a lever: they have one unit and one list of codes.
func TakesOwn(l abnd.Lever) bool {
	first := LeverSpec(l, 0)
	for place := range l.Paths {
		s := LeverSpec(l, place)
		if s == nil || s.Unit != first.Unit || s.List != first.List || s.OfTables != first.OfTables || s.OfBenefits != first.OfBenefits {
			return false
		}
	}
	return first != nil && !first.IsChoice() // a choice is said by a level
}

// addTryInputs adds the cells of LEVERS and of TRY, where the study has the
// room's proposal.
func (b *builder) addTryInputs() {
	i := slices.IndexFunc(b.study.Scenarios, b.study.IsOfLevers)
	if i < 0 || b.inForce {
		return
	}
	b.proposal = b.study.Scenarios[i].ID
	b.addChoice(TryFrom, "try", abnd.T("The proposal is based on the scenario", "A proposta baseia-se no cenário"), ScenarioList(b.study), b.study.TriedFrom(), abnd.Provenance{})
	for _, l := range b.study.Levers {
		b.addLever(l)
	}
}

func (b *builder) addLever(l abnd.Lever) {
	number := func(key model.Key, group string, label abnd.Text, n int) {
		b.model.Add(model.Line{Key: key, Group: group, Label: label, Factor: true, Blankable: true, Inputs: []float64{levelNumber(n)}})
	}
	for _, level := range l.Levels {
		named := abnd.T("%s: level %d", "%s: nível %d").Fill(l.Name, level.Number)
		number(LeverLevelPath(l.ID, level.Number, "level"), "levers", named, level.Number)
		for place := range l.Paths {
			b.addLeverValue(LeverLevelPath(l.ID, level.Number, LeverValueCode(place)), "levers", named, LeverSpec(l, place), level.Value(place))
		}
	}
	number(TryPath(l.ID, "level"), "try", abnd.T("%s: level chosen", "%s: nível escolhido").Fill(l.Name), l.Chosen)
	if TakesOwn(l) {
		b.addLeverValue(TryPath(l.ID, "value"), "try", abnd.T("%s: own value", "%s: valor próprio").Fill(l.Name), LeverSpec(l, 0), l.Own)
	}
	for place, path := range l.Paths {
		spec := LeverSpec(l, place)
		id, _ := abnd.LeverParameter(path)
		benefit, _ := b.study.FindBenefit(id)
		b.model.Add(model.Line{
			Key: TrySetPath(l.ID, place), Group: "try", Unit: spec.Unit, List: spec.ListIn(b.study), Factor: spec.isCount(), Blankable: true,
			Label:   abnd.T("The proposal sets %s: %s", "A proposta fixa %s: %s").Fill(benefit.Name, spec.Label),
			Formula: leverSets(l, place),
		})
	}
}

// TrySetPath is the key of what a lever sets its parameter of that place to;
// blank where it leaves it.
func TrySetPath(lever string, place int) model.Key {
	return TryPath(lever, "set_"+LeverValueCode(place))
}

// leverSets is the value of the level that is chosen, or the room's own where
// none is.
func leverSets(l abnd.Lever, place int) model.Expr {
	own, chosen := TryPath(l.ID, "value"), TryPath(l.ID, "level")
	var set model.Expr = blank // by a number that no level has
	for _, level := range slices.Backward(l.Levels) {
		value := LeverLevelPath(l.ID, level.Number, LeverValueCode(place))
		set = when(equal(ref(chosen), ref(LeverLevelPath(l.ID, level.Number, "level"))), when(isKnown(value), ref(value), blank), set)
	}
	var otherwise model.Expr = blank
	if TakesOwn(l) {
		otherwise = when(isKnown(own), ref(own), blank)
	}
	return when(isKnown(chosen), set, otherwise)
}

// addLeverValue adds a cell with a value for a parameter.
func (b *builder) addLeverValue(key model.Key, group string, label abnd.Text, spec *Spec, v abnd.Value) {
	line := parameterLine(key, spec, &parameterCells{list: spec.ListIn(b.study)}, v)
	line.Group, line.Label, line.Blankable = group, label, true
	b.model.Add(line)
}

// isProposal reports whether the scenario is the room's proposal, with formulas
// over the cells of its levers.
func (b *benefitLines) isProposal() bool { return b.proposal != "" && b.scenario.ID == b.proposal }

// tried is a parameter of the room's proposal: what its lever sets, or what the
// scenario has that the proposal is based on, whichever that is.
//
//	tried = value of the chosen level; else the room's own value; else that of the scenario
func (b *benefitLines) tried(code string) model.Expr {
	decided := b.study.Decided()
	of := func(scenario string) model.Expr {
		return ref(BenefitKey(scenario, b.benefit.ID, "parameter/"+code))
	}
	branches := make([]model.Expr, len(decided))
	for i, s := range decided {
		branches[i] = of(s.ID)
	}
	// A cell that is cleared with the rest of TRY is the status quo again.
	inherits := when(isKnown(TryFrom), choose(TryFrom, branches...), of(abnd.StatusQuo))
	at, place := b.study.Moves(b.benefit.ID, code)
	if at < 0 {
		return inherits
	}
	set := TrySetPath(b.study.Levers[at].ID, place)
	return when(isKnown(set), ref(set), inherits)
}

// TriedPath is the cell of TRY by which the proposal has its value of a
// parameter; ok is false where no lever moves it.
func TriedPath(study *abnd.Study, benefit, parameter string) (path abnd.Path, ok bool) {
	at, _ := study.Moves(benefit, parameter)
	switch {
	case at < 0 || !study.Levers[at].IsMoved():
		return "", false
	case study.Levers[at].Chosen != 0:
		return TryPath(study.Levers[at].ID, "level"), true
	}
	return TryPath(study.Levers[at].ID, "value"), true
}

// levelNumber is the number of a level as an input, blank for none.
func levelNumber(n int) float64 {
	if n == 0 {
		return math.NaN()
	}
	return float64(n)
}

// PutOn chooses, among the levers of a study, those levels that put on the benefits
// that a lever moves without putting them on itself.
func PutOn(study *abnd.Study, levers []abnd.Lever, l abnd.Lever) {
	for _, id := range l.Benefits() {
		at, place := study.Moves(id, "on")
		if at < 0 || levers[at].ID == l.ID {
			continue
		}
		for _, level := range levers[at].Levels {
			if code, _ := level.Value(place).Code(); code == model.Yes {
				levers[at].Chosen = level.Number
				break
			}
		}
	}
}
