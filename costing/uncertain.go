package costing

import (
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
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
	Line model.Key
	Year abnd.Year
	// ByYear marks a shock: a row of figures rather than one.
	ByYear bool

	put func(*abnd.Study, float64)
}

// Put gives the figure another value in a study that has it. A shock takes it
// in every year of the frame.
func (v Variable) Put(study *abnd.Study, x float64) { v.put(study, x) }

// leastLevel keeps GDP, wages and prices above zero: they are divided by.
const leastLevel = 1e-6

// Variables lists the figures of a study that can be uncertain, in the order
// of its sheets: numbers on benefits, the scenarios' own values among them,
// levels, long-run values and values by year of the frames, expenditures of
// projected schemes, and the shocks. Blank figures are none: there is nothing
// that could lie elsewhere.
func Variables(study *abnd.Study) []Variable {
	return variables(study, func(abnd.Path) bool { return true })
}

// variables are those of [Variables] that are wanted.
func variables(study *abnd.Study, wanted func(abnd.Path) bool) []Variable {
	var all []Variable
	add := func(v Variable, known bool) {
		if v.Line == "" {
			v.Line = v.Path
		}
		if known && wanted(v.Path) {
			all = append(all, v)
		}
	}
	for _, f := range AllFrameLevels() {
		level := f.Of(study)
		put := func(s *abnd.Study, x float64) { f.Of(s).Value = x }
		add(Variable{put: put, Path: f.Path() + "/level", Label: f.Label, Unit: f.Unit, Value: level.Value, Low: leastLevel, High: maxMoney}, level.Known)
	}
	series := func(path model.Key, label abnd.Text, unit abnd.Unit, of func(*abnd.Study) *abnd.Series, low, high float64) {
		s := of(study)
		add(Variable{
			put:  func(s *abnd.Study, x float64) { of(s).LongRun.Value = x },
			Path: path + "/long_run", Label: abnd.T("%s: long-run value", "%s: valor de longo prazo").Fill(label), Unit: unit,
			Value: s.LongRun.Value, Low: low, High: high,
		}, s.LongRun.Known && s.Extension.TakesLongRun())
		for _, year := range sortedYears(s.Values) {
			add(Variable{
				put:  func(s *abnd.Study, x float64) { of(s).Values[year] = x },
				Path: path + abnd.Path("/"+strconv.Itoa(int(year))), Label: abnd.T("%s, %d", "%s, %d").Fill(label, int(year)), Unit: unit,
				Value: s.Values[year], Low: low, High: high, Line: path, Year: year,
			}, study.Frame().Contains(year))
		}
	}
	for _, f := range AllFrameSeries() {
		series(f.Path(), f.Label, f.Unit, f.Of, f.Low, f.High)
	}
	for i := range study.Tables {
		t := &study.Tables[i]
		series(tablePath(t.ID), t.Name, abnd.PureNumber, func(s *abnd.Study) *abnd.Series { return &s.Tables[i].Series }, 0, 1)
	}
	for _, s := range ProjectedSchemes(study) {
		place := slices.IndexFunc(study.Schemes, func(other abnd.Scheme) bool { return other.ID == s.ID })
		add(Variable{
			put:  func(study *abnd.Study, x float64) { study.Schemes[place].Expenditure.Value = x },
			Path: abnd.JoinPath("schemes", s.ID, "expenditure"), Label: abnd.T("%s: reported expenditure", "%s: despesa comunicada").Fill(s.Name),
			Unit: abnd.CurrentMoney, Value: s.Expenditure.Value, High: maxMoney,
		}, s.Expenditure.Known)
	}
	for i, b := range study.Benefits {
		for spec := range specsOf(study, b) {
			if spec.IsChoice() {
				continue
			}
			label := func() abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(b.Name, spec.Label) }
			v := Variable{Unit: spec.Unit, Low: spec.Low, High: spec.High, Whole: spec.Whole}
			if x, known := b.Parameters[spec.Code].Value.Number(); known {
				base := v
				if base.Path = ParameterPath(b.ID, spec.Code); wanted(base.Path) {
					base.Label, base.Value = label(), x
					base.put = func(study *abnd.Study, x float64) {
						p := study.Benefits[i].Parameters[spec.Code]
						p.Value = abnd.Num(x)
						study.Benefits[i].Parameters[spec.Code] = p
					}
					add(base, true)
				}
			}
			for j, s := range study.Scenarios {
				x, known := s.Changes[b.ID][spec.Code].Number()
				if !known || s.Proposed { // its figures are those of LEVERS
					continue
				}
				own := v
				if own.Path = ScenarioParameterPath(s.ID, b.ID, spec.Code); wanted(own.Path) {
					own.Label, own.Value = abnd.T("%s (%s)", "%s (%s)").Fill(label(), s.Name), x
					own.put = func(study *abnd.Study, x float64) { study.Scenarios[j].Change(b.ID, spec.Code, abnd.Num(x)) }
					add(own, true)
				}
			}
		}
	}
	for _, s := range AllShocks() {
		add(Variable{Path: s.Path(), Label: s.Label, Low: s.Low, High: s.High, ByYear: true, put: func(study *abnd.Study, x float64) {
			values := map[abnd.Year]float64{}
			for _, year := range study.Frame().All() {
				values[year] = x
			}
			s.Of(study).Values = values
		}}, !s.Bound)
	}
	return all
}

// FindVariable returns the figure with the path.
func FindVariable(study *abnd.Study, path abnd.Path) (Variable, bool) {
	for _, v := range variables(study, func(other abnd.Path) bool { return other == path }) {
		return v, true
	}
	return Variable{}, false
}
