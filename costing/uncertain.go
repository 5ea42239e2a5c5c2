package costing

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
)

// Variable is a figure of the study that an uncertainty can name: one number
// that the formulas read.
type Variable struct {
	Path  abnd.Path
	Label abnd.Text
	Unit  abnd.Unit
	Value float64
	// A value must lie in Low..High; Whole ones have no fraction.
	Low, High float64
	Whole     bool
	// Line and Year say where the model holds the figure; the year is 0 for a
	// single cell.
	Line Key
	Year abnd.Year
	// ByYear marks a shock: a row of figures rather than one.
	ByYear bool
}

// leastLevel keeps GDP, wages and prices above zero: they are divided by.
const leastLevel = 1e-6

// Variables lists the figures of a study that can be uncertain, in the order
// of its sheets: numbers on benefits, the scenarios' own values among them,
// levels, long-run values and values by year of the frames, expenditures of
// projected schemes, and the shocks. Blank figures are none: there is nothing
// that could lie elsewhere.
func Variables(study *abnd.Study) []Variable {
	var all []Variable
	add := func(v Variable, known bool) {
		if v.Line == "" {
			v.Line = v.Path
		}
		if known {
			all = append(all, v)
		}
	}
	for _, f := range AllFrameLevels() {
		level := f.Of(study)
		add(Variable{Path: f.Path() + "/level", Label: f.Label, Unit: f.Unit, Value: level.Value, Low: leastLevel, High: maxMoney}, level.Known)
	}
	series := func(path Key, label abnd.Text, unit abnd.Unit, s *abnd.Series, low, high float64) {
		add(Variable{
			Path: path + "/long_run", Label: abnd.T("%s: long-run value", "%s: valor de longo prazo").Fill(label), Unit: unit,
			Value: s.LongRun.Value, Low: low, High: high,
		}, s.LongRun.Known && s.Extension == abnd.LongRunValue)
		for _, year := range sortedYears(s.Values) {
			add(Variable{
				Path: path + abnd.Path("/"+strconv.Itoa(int(year))), Label: abnd.T("%s, %d", "%s, %d").Fill(label, int(year)), Unit: unit,
				Value: s.Values[year], Low: low, High: high, Line: path, Year: year,
			}, study.Frame().Contains(year))
		}
	}
	for _, f := range AllFrameSeries() {
		series(f.Path(), f.Label, f.Unit, f.Of(study), f.Low, f.High)
	}
	for i := range study.Tables {
		t := &study.Tables[i]
		series(tablePath(t.ID), t.Name, abnd.PureNumber, &t.Series, 0, 1)
	}
	for _, s := range ProjectedSchemes(study) {
		add(Variable{
			Path: abnd.JoinPath("schemes", s.ID, "expenditure"), Label: abnd.T("%s: reported expenditure", "%s: despesa declarada").Fill(s.Name),
			Unit: abnd.CurrentMoney, Value: s.Expenditure.Value, High: maxMoney,
		}, s.Expenditure.Known)
	}
	for _, b := range study.Benefits {
		for _, spec := range SpecsOf(study, b) {
			if spec.IsChoice() {
				continue
			}
			v := Variable{
				Path: ParameterPath(b.ID, spec.Code), Label: abnd.T("%s: %s", "%s: %s").Fill(b.Name, spec.Label),
				Unit: spec.Unit, Low: spec.Low, High: spec.High, Whole: spec.Whole,
			}
			x, known := b.Parameters[spec.Code].Value.Number()
			v.Value = x
			add(v, known)
			for _, s := range study.Scenarios {
				own := v
				own.Path = ScenarioParameterPath(s.ID, b.ID, spec.Code)
				own.Label = abnd.T("%s (%s)", "%s (%s)").Fill(v.Label, s.Name)
				own.Value, known = s.Changes[b.ID][spec.Code].Number()
				add(own, known)
			}
		}
	}
	for _, s := range AllShocks() {
		add(Variable{Path: s.Path(), Label: s.Label, Low: s.Low, High: s.High, ByYear: true}, !s.Bound)
	}
	return all
}

// FindVariable returns the figure with the path.
func FindVariable(study *abnd.Study, path abnd.Path) (Variable, bool) {
	for _, v := range Variables(study) {
		if v.Path == path {
			return v, true
		}
	}
	return Variable{}, false
}
