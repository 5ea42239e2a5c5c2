package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Difference is one figure of two results side by side.
type Difference struct {
	Scenario  string // or a package; of the new side, where the two differ
	Guarantee string // AllOf for the sum
	Year      abnd.Year
	Measure   MeasureCode
	Unit      string
	Old, New  float64
	// Group is the population group of which the figure is; blank where it is
	// of the guarantee.
	Group string
	// OldAtLeast and NewAtLeast say that the figure is a lower bound.
	OldAtLeast, NewAtLeast bool
	// oneSided says that only one of the figures is known.
	oneSided bool
}

// Known reports whether both figures are known to the full or, one of them at
// least, in part. What is known of one side only is not compared.
func (d Difference) Known() abnd.Knowledge {
	switch {
	case d.oneSided:
		return abnd.KnownNone
	case d.OldAtLeast || d.NewAtLeast:
		return abnd.KnownPart
	}
	return abnd.KnownAll
}

// Change is how much the new figure is above the old one.
func (d Difference) Change() float64 { return d.New - d.Old }

// Ratio is the new figure by the old one; not known where that is zero.
func (d Difference) Ratio() (float64, bool) {
	if d.Old == 0 {
		return 0, false
	}
	return d.New / d.Old, true
}

// Compare lists the figures of a measure that two results give for each
// scenario and package, guarantee and year, sums included: those that both
// have. Equal figures are listed too. A measure of benefits only has none; one
// that does not exist is an error that suggests the nearest.
func Compare(from, to *Result, measure MeasureCode) ([]Difference, abnd.Diagnostics) {
	m, found := measureOf(measure)
	if found != nil {
		return nil, found
	}
	was := from.runs()
	var all []Difference
	for _, id := range to.runs() {
		if slices.Contains(was, id) {
			rows := compareRun(Side{Result: from, Scenario: id}, Side{Result: to, Scenario: id}, m)
			all = append(all, slices.DeleteFunc(rows, func(d Difference) bool { return d.oneSided })...)
		}
	}
	return all, nil
}

// mustMeasure finds a measure by a code that this package writes itself.
func mustMeasure(code MeasureCode) Measure {
	m, ok := FindMeasure(code)
	if !ok {
		panic("scenarios: there is no measure " + string(code))
	}
	return m
}

// runs lists what has sums of its own: the scenarios, then the packages.
func (r *Result) runs() []string {
	var ids []string
	for _, s := range r.Study.Scenarios {
		ids = append(ids, s.ID)
	}
	for _, p := range r.Study.Packages {
		ids = append(ids, p.ID)
	}
	return ids
}

// compareRun lists the sums of a measure that one side at least knows.
func compareRun(from, to Side, m Measure) []Difference {
	var all []Difference
	for _, g := range Parts() {
		if !from.Result.has(m, from.Scenario, g) || !to.Result.has(m, to.Scenario, g) {
			continue
		}
		for _, year := range to.Result.Study.Projection.All() {
			was := from.Result.sum(from.Scenario, g, m, year)
			is := to.Result.sum(to.Scenario, g, m, year)
			if was.Known.Known() || is.Known.Known() {
				all = append(all, Difference{
					Scenario: to.Scenario, Guarantee: string(g), Year: year, Measure: m.Code, Unit: to.Result.UnitOf(m), Old: was.Value, New: is.Value,
					OldAtLeast: was.Known == abnd.KnownPart, NewAtLeast: is.Known == abnd.KnownPart,
					oneSided: was.Known.Known() != is.Known.Known(),
				})
			}
		}
	}
	return all
}

// has reports whether a measure has a sum for the guarantee.
func (r *Result) has(m Measure, id string, g abnd.Guarantee) bool {
	return !m.benefitsOnly && r.Projection.Model().Has(r.keyOf(id, g, AllOf, m.line))
}

// Side is one of the two that are compared: a scenario or package of a
// result.
type Side struct {
	Result   *Result
	Scenario string
	Name     string // of the file or profile; told where two studies are not alike
}

// Comparison is two scenarios side by side: what they are made of, and what
// comes of it. What is equal is left out; a scenario compared with itself is
// empty.
type Comparison struct {
	From, To   Side
	Parameters []ParameterDifference
	// Figures are those by guarantee, and of all of them.
	Figures []Difference
	// Groups are the figures of coverage by population group, of which those by
	// guarantee are made.
	Groups []Difference
	// LeftOut lists what is known of one side only in some year, and is not
	// compared in it.
	LeftOut []ComparedPart
	// Warnings say in what else the two differ, so that a figure that differs
	// need not be the scenarios' doing.
	Warnings abnd.Diagnostics
}

// Years are the years that both sides cost.
func (c Comparison) Years() abnd.Years { return commonYears(c.From, c.To) }

func commonYears(from, to Side) abnd.Years {
	a, b := from.Result.Study.Projection, to.Result.Study.Projection
	return abnd.Years{First: max(a.First, b.First), Last: min(a.Last, b.Last)}
}

// ParameterDifference is a parameter whose value in force differs: of a
// benefit, the scenario that a package takes for a guarantee, or a choice of
// the whole study. A value is blank where there is none, or no such benefit.
type ParameterDifference struct {
	Benefit   string         // blank for a choice of a package or of the study
	Guarantee abnd.Guarantee // of the benefit, or of the choice; blank for the study
	Parameter string
	Label     abnd.Text
	Unit      abnd.Unit
	Old, New  abnd.Value
}

// ComparedMeasures are the measures of a [Comparison], in its order: some of
// [Measures], and effective coverage. A measure that has sums can be added.
func ComparedMeasures() []Measure {
	return []Measure{
		mustMeasure(TotalCost), mustMeasure(PercentGDP), mustMeasure(Beneficiaries), mustMeasure(ReceivingHouseholds), coverageMeasure(),
		mustMeasure(NewBalance), mustMeasure(NewBalancePercentGDP),
	}
}

// CompareScenarios sets two scenarios or packages side by side, of one result
// or of two: in the years that both have. A scenario that a result does not have is
// an error that suggests the nearest one.
func CompareScenarios(from, to Side) (Comparison, abnd.Diagnostics) {
	var unknown abnd.Diagnostics
	for _, side := range []Side{from, to} {
		unknown = append(unknown, side.Result.unknownRun(side.Scenario)...)
	}
	if unknown != nil {
		return Comparison{}, unknown
	}
	c := Comparison{From: from, To: to, Parameters: differentParameters(from, to)}
	if from.Result != to.Result {
		c.Warnings = append(ComparabilityWarnings(from.Result.Study, to.Result.Study, from.Name, to.Name), frameWarnings(from, to)...)
	}
	for _, m := range ComparedMeasures() {
		compared := compareRun
		if m.Code == EffectiveCoverage {
			compared = compareCoverage
		}
		rows := compared(from, to, m)
		for _, d := range rows {
			if part := (ComparedPart{d.Measure, d.Guarantee}); d.oneSided && !slices.Contains(c.LeftOut, part) {
				c.LeftOut = append(c.LeftOut, part)
			}
		}
		c.Figures = append(c.Figures, differing(rows)...)
	}
	c.Groups = differing(compareGroups(from, to, coverageMeasure()))
	return c, nil
}

func differing(all []Difference) []Difference {
	return slices.DeleteFunc(all, func(d Difference) bool { return d.oneSided || !d.Differs() })
}

// ComparedPart is one measure of one guarantee, or of AllOf them.
type ComparedPart struct {
	Measure   MeasureCode
	Guarantee string
}

// Differs reports whether the figures differ by more than the rounding of the
// arithmetic: an index from another year gives the same ratio but for its
// last digits.
func (d Difference) Differs() bool {
	const rounding = 1e-11 // of the larger figure
	return max(d.New-d.Old, d.Old-d.New) > rounding*max(d.New, -d.New, d.Old, -d.Old)
}

// parameterKey names a parameter of a benefit.
type parameterKey struct{ benefit, code string }

// differentParameters lists the values in force that are not the same: in the
// order of the new study, then what only the old one has.
func differentParameters(from, to Side) []ParameterDifference {
	was, order := parametersOf(from)
	is, all := parametersOf(to)
	for _, key := range order {
		if _, both := is[key]; !both {
			all = append(all, key)
		}
	}
	var found []ParameterDifference
	for _, key := range all {
		d, ok := is[key]
		if !ok {
			d = was[key]
			d.Old, d.New = d.New, abnd.Value{}
		} else {
			d.Old = was[key].New
		}
		if d.Old != d.New {
			found = append(found, d)
		}
	}
	return found
}

// parametersOf collects the choices of the study, and the values in force of a
// scenario or the choices of a package, in New.
func parametersOf(side Side) (map[parameterKey]ParameterDifference, []parameterKey) {
	study := side.Result.Study
	values := map[parameterKey]ParameterDifference{}
	var order []parameterKey
	add := func(d ParameterDifference) {
		key := parameterKey{d.Benefit, d.Parameter}
		values[key] = d
		order = append(order, key)
	}
	for _, g := range generalSettings() {
		if g.chosen != nil {
			add(ParameterDifference{Parameter: generalRoom + "." + g.code, Label: g.label, Unit: abnd.ChoiceUnit, New: abnd.Code(g.chosen(study))})
		}
	}
	for _, p := range study.Packages {
		if p.ID == side.Scenario {
			for _, g := range abnd.Guarantees() {
				add(ParameterDifference{Guarantee: g, Parameter: string(g), Label: g.Name(), Unit: abnd.ChoiceUnit, New: abnd.Code(p.Scenarios[g])})
			}
			return values, order
		}
	}
	scenario, _ := study.FindScenario(side.Scenario)
	scenario = study.Inherited(scenario)
	for _, b := range study.Benefits {
		for _, spec := range costing.Specs() {
			if v := scenario.Value(b, spec.Code); !v.IsBlank() {
				add(ParameterDifference{Benefit: b.ID, Guarantee: b.Guarantee, Parameter: spec.Code, Label: spec.Label, Unit: spec.Unit, New: v})
			}
		}
	}
	return values, order
}
