package scenarios

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Difference is one figure of two results side by side.
type Difference struct {
	Scenario  string // or a package; of the new side, where the two differ
	Guarantee string // AllOf for the sum
	Year      abnd.Year
	Measure   string
	Unit      string
	Old, New  float64
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
// have. Equal figures are listed too. A measure of benefits only has none.
func Compare(from, to *Result, measure string) []Difference {
	m := mustMeasure(measure)
	was := from.runs()
	var all []Difference
	for _, id := range to.runs() {
		if slices.Contains(was, id) {
			all = append(all, compareRun(Side{Result: from, Scenario: id}, Side{Result: to, Scenario: id}, m)...)
		}
	}
	return all
}

func mustMeasure(code string) Measure {
	m, ok := FindMeasure(code)
	if !ok {
		panic("scenarios: there is no measure " + code)
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

func compareRun(from, to Side, m Measure) []Difference {
	var all []Difference
	for _, g := range append(abnd.Guarantees(), AllOf) {
		if !from.Result.has(m, from.Scenario, g) || !to.Result.has(m, to.Scenario, g) {
			continue
		}
		for _, year := range to.Result.Study.Projection.All() {
			was, okWas := from.Result.Value(from.Scenario, g, AllOf, m.Code, year)
			is, okIs := to.Result.Value(to.Scenario, g, AllOf, m.Code, year)
			if okWas && okIs {
				all = append(all, Difference{
					Scenario: to.Scenario, Guarantee: string(g), Year: year, Measure: m.Code, Unit: to.Result.UnitOf(m), Old: was, New: is,
				})
			}
		}
	}
	return all
}

// has says whether a measure has a sum for the guarantee.
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
	Figures    []Difference
	// Unlike says in what else the two differ, so that a figure that differs
	// need not be the scenarios' doing.
	Unlike abnd.Diagnostics
}

// ParameterDifference is a parameter whose value in force differs: of a
// benefit, or the scenario that a package takes for a guarantee. A value is
// blank where there is none, or no such benefit.
type ParameterDifference struct {
	Benefit   string         // blank for a choice of a package
	Guarantee abnd.Guarantee // of the benefit, or of the choice
	Parameter string
	Label     abnd.Text
	Unit      abnd.Unit
	Old, New  abnd.Value
}

// ComparedMeasures are the measures of a [Comparison], in its order. A measure
// that is added to [Measures] and has sums can be added here.
func ComparedMeasures() []string {
	return []string{"total_cost", "percent_gdp", "beneficiaries", "new_balance", "new_balance_percent_gdp"}
}

// CompareScenarios sets two scenarios or packages side by side, of one result
// or of two: in the years that both have. It panics where a result has no
// such scenario.
func CompareScenarios(from, to Side) Comparison {
	for _, side := range []Side{from, to} {
		if !slices.Contains(side.Result.runs(), side.Scenario) {
			panic("scenarios: there is no scenario " + side.Scenario)
		}
	}
	c := Comparison{From: from, To: to, Parameters: differentParameters(from, to)}
	if from.Result != to.Result {
		c.Unlike = append(Unlike(from.Result.Study, to.Result.Study, from.Name, to.Name), unlikeFrames(from, to)...)
	}
	for _, measure := range ComparedMeasures() {
		for _, d := range compareRun(from, to, mustMeasure(measure)) {
			if d.Differs() {
				c.Figures = append(c.Figures, d)
			}
		}
	}
	return c
}

// Differs says whether the figures differ by more than the rounding of the
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

// parametersOf collects the values in force of a scenario, or the choices of
// a package, in New.
func parametersOf(side Side) (map[parameterKey]ParameterDifference, []parameterKey) {
	study := side.Result.Study
	values := map[parameterKey]ParameterDifference{}
	var order []parameterKey
	add := func(d ParameterDifference) {
		key := parameterKey{d.Benefit, d.Parameter}
		values[key] = d
		order = append(order, key)
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

// Unlike warns where two studies do not measure the same thing: another GDP,
// base year of prices, projection or currency. The names are those of the
// studies.
func Unlike(from, to *abnd.Study, nameFrom, nameTo string) abnd.Diagnostics {
	var found abnd.Diagnostics
	year := func(y abnd.Year) abnd.Text { return abnd.T("%d", "%d").Fill(int(y)) }
	for _, c := range []struct {
		what     abnd.Text
		old, new abnd.Text
	}{
		{abnd.T("the GDP that costs are compared with", "o PIB com que se comparam os custos"), from.GDPName, to.GDPName},
		{abnd.T("the base year of prices", "o ano-base dos preços"), year(from.PriceYear), year(to.PriceYear)},
		{abnd.T("the projection", "a projecção"), abnd.Same(from.Projection.String()), abnd.Same(to.Projection.String())},
		{abnd.T("the currency", "a moeda"), abnd.Same(from.Country.Currency), abnd.Same(to.Country.Currency)},
	} {
		// A name that differs in one language only is told in that one.
		if c.old.EN == c.new.EN {
			c.old.EN, c.new.EN = c.old.PT, c.new.PT
		} else if c.old.PT == c.new.PT {
			c.old.PT, c.new.PT = c.old.EN, c.new.EN
		}
		if c.old != c.new {
			found.AddWarning("", "unlike", abnd.T("%s is not the same: %s in %s, %s in %s", "%s não é igual: %s em %s, %s em %s").
				Fill(c.what, c.old, nameFrom, c.new, nameTo), abnd.Text{})
		}
	}
	return found
}

// unlikeFrames warns where two sides are not computed from the same people
// and the same economy.
func unlikeFrames(from, to Side) abnd.Diagnostics {
	var found abnd.Diagnostics
	if differentPeople(from.Result, to.Result) {
		found.AddWarning("", "unlike-population", abnd.T("the population is not the same in %s and %s", "a população não é igual em %s e %s").Fill(from.Name, to.Name), abnd.Text{})
	}
	var frames []abnd.Text
	for _, f := range costing.AllFrameSeries() {
		if differentValues(from, to, f.Used()) {
			frames = append(frames, f.Label)
		}
	}
	for _, f := range costing.AllFrameLevels() {
		if differentValues(from, to, abnd.JoinPath("frame", f.Code)) {
			frames = append(frames, f.Label)
		}
	}
	if len(frames) > 0 {
		found.AddWarning("", "unlike-frames", abnd.T("not the same in %s and %s: %s", "não é igual em %s e %s: %s").Fill(from.Name, to.Name, joinTexts(frames)), abnd.Text{})
	}
	return found
}

func joinTexts(all []abnd.Text) abnd.Text {
	var en, pt []string
	for _, t := range all {
		en, pt = append(en, t.EN), append(pt, t.PT)
	}
	return abnd.T(strings.Join(en, ", "), strings.Join(pt, ", "))
}

// differentPeople compares two populations in the years that both studies
// cost.
func differentPeople(from, to *Result) bool {
	a, b := from.Study.Projection, to.Study.Projection
	was, is := from.Projection.Model().Population(), to.Projection.Model().Population()
	for year := max(a.First, b.First); year <= min(a.Last, b.Last); year++ {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			if !slices.Equal(was.Ages(year, sex), is.Ages(year, sex)) {
				return true
			}
		}
	}
	return false
}

// differentValues compares a line of the frames in the years that both cost.
func differentValues(from, to Side, key costing.Key) bool {
	a, b := from.Result.Study.Projection, to.Result.Study.Projection
	for year := max(a.First, b.First); year <= min(a.Last, b.Last); year++ {
		x, okX := from.Result.valueOrNone(key, year)
		y, okY := to.Result.valueOrNone(key, year)
		if okX != okY || (Difference{Old: x, New: y}).Differs() {
			return true
		}
	}
	return false
}

// valueOrNone is the value of a line that only some studies have, as one of
// the frames that may be blank.
func (r *Result) valueOrNone(key costing.Key, year abnd.Year) (float64, bool) {
	if !r.Projection.Model().Has(key) {
		return 0, false
	}
	return r.Projection.Value(key, year)
}
