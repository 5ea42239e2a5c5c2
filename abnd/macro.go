package abnd

// MacroScenario is another path of the frames: a set of changes to their
// series. The whole study takes one of them, or none: [Study.Macro].
type MacroScenario struct {
	ID      string
	Name    Text
	Changes []MacroChange
}

// MacroKind says what a change does to the value of a series.
type MacroKind string

// The kinds of change.
const (
	AddTo   MacroKind = "add"
	Replace MacroKind = "replace"
)

// MacroChange changes one series in a range of years. Two changes of one
// series in one scenario must not meet in a year.
type MacroChange struct {
	Series string // the key of a row of ECO, GGO, VITAL or LPR: "real_growth"
	Kind   MacroKind
	From   Year
	To     Year // 0: to the end
	Value  Figure
	Provenance
}

// FindMacro returns the macro scenario with the ID.
func (s *Study) FindMacro(id string) (MacroScenario, bool) {
	for _, m := range s.MacroScenarios {
		if m.ID == id {
			return m, true
		}
	}
	return MacroScenario{}, false
}
