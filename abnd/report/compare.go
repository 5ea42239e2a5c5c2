package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// runsOf lists the scenarios and then the packages, or the one of them with the ID.
func runsOf(study *abnd.Study, only string) []string {
	var ids []string
	for _, s := range study.Scenarios {
		ids = append(ids, s.ID)
	}
	for _, p := range study.Packages {
		ids = append(ids, p.ID)
	}
	return slices.DeleteFunc(ids, func(id string) bool { return only != "" && only != id })
}

// runName is the name of a scenario or package.
func runName(study *abnd.Study, id string) abnd.Text {
	if s, ok := study.FindScenario(id); ok {
		return s.Name
	}
	for _, p := range study.Packages {
		if p.ID == id {
			return p.Name
		}
	}
	return abnd.Text{}
}

// runTitle is the name of a scenario or package with its id.
func runTitle(study *abnd.Study, id string) abnd.Text {
	return named(runName(study, id), id)
}

// Comparison is two scenarios side by side: the parameters that differ, then
// each measure by guarantee in the years of [TableYears], with difference and
// ratio.
func Comparison(c scenarios.Comparison) Document {
	t := comparison{Comparison: c}
	t.say(abnd.T("From %s to %s", "%s → %s").Fill(t.sideName(c.From), t.sideName(c.To)))
	if study := c.From.Result.Study; study.BaselineInForce() == c.To.Result.Study.BaselineInForce() {
		t.baseline(study)
	}
	t.section(abnd.Text{})
	if len(c.Parameters)+len(c.Figures)+len(c.LeftOut) == 0 {
		t.say(abnd.T("No differences.", "Não há nenhuma diferença."))
		return t.Document
	}
	t.parameters()
	for _, m := range scenarios.ComparedMeasures() {
		t.measure(m)
	}
	t.leftOut()
	return t.Document
}

type comparison struct {
	scenarios.Comparison
	builder
}

func (t *comparison) sideName(s scenarios.Side) abnd.Text {
	name := runTitle(s.Result.Study, s.Scenario)
	if t.From.Name != t.To.Name {
		name = abnd.T("%s in %s", "%s em %s").Fill(name, s.Name)
	}
	return name
}

func (t *comparison) parameters() {
	count := abnd.T("%s parameters differ.", "%s parâmetros diferem.")
	if len(t.Parameters) == 1 {
		count = abnd.T("%s parameter differs.", "%s parâmetro difere.")
	}
	t.say(count.Fill(countText(len(t.Parameters))))
	var part abnd.Text
	var table *Table
	from, to := t.heads()
	for _, p := range t.Parameters {
		if of := t.partName(p); of != part {
			part = of
			table = &Table{Name: "parameters", Columns: []Column{{Head: part}, {Head: from}, {Head: to}}}
			t.section(abnd.Text{}, table)
		}
		format := sheets.Code
		if spec, ok := costing.FindSpec(p.Parameter); ok && p.Benefit != "" {
			format = sheets.FormatOf(spec)
		}
		was, is := changedValues(format, p.Old, p.New)
		table.row(words(p.Label), was, is)
	}
}

// headRoom is how many characters the head of a column has room for, with the
// gap before it.
const headRoom = 13

// heads are the heads of the two columns: the scenarios, or the files where
// both are of one scenario, or else only which is which.
func (t *comparison) heads() (from, to abnd.Text) {
	a, b := cut(t.From.Scenario), cut(t.To.Scenario)
	if a != b {
		return abnd.Same(a), abnd.Same(b)
	}
	a, b = cut(t.From.Name), cut(t.To.Name)
	if a == t.From.Name && b == t.To.Name && a != b {
		return abnd.Same(a), abnd.Same(b)
	}
	return abnd.T("From", "De"), abnd.T("To", "Para")
}

// cut shortens a name to the room of a head.
func cut(name string) string {
	if runes(name) >= headRoom {
		return string([]rune(name)[:headRoom-2]) + "…"
	}
	return name
}

// partName is whose parameter it is.
func (t *comparison) partName(p scenarios.ParameterDifference) abnd.Text {
	switch {
	case p.Benefit != "":
		return t.benefitName(p.Benefit)
	case p.Guarantee != "":
		return abnd.T("Package: scenario of each guarantee", "Pacote: cenário de cada garantia")
	}
	return abnd.T("The whole study", "Todo o estudo")
}

func (t *comparison) benefitName(id string) abnd.Text {
	for _, study := range []*abnd.Study{t.To.Result.Study, t.From.Result.Study} {
		if b, ok := study.FindBenefit(id); ok {
			return abnd.T("%s (%s)", "%s (%s)").Fill(b.Name, id)
		}
	}
	return abnd.Same(id)
}

// measure shows the figures of one measure that differ.
func (t *comparison) measure(m scenarios.Measure) {
	var of []scenarios.Difference
	var all []float64
	for _, d := range t.Figures {
		if d.Measure == m.Code {
			of = append(of, d)
			all = append(all, d.Old, d.New)
		}
	}
	if len(of) == 0 {
		return
	}
	name, s, unit := m.Label, decimals(2), Number
	currency := t.To.Result.Study.Country.Currency
	switch m.Unit {
	case scenarios.Money:
		s, unit = chooseScale(moneyScales, moneyLimit, headRoom-1, all), Money
		name = abnd.T("%s, %s", "%s, %s").Fill(name, s.Name.Fill(currency))
	case scenarios.Persons, scenarios.Households:
		s, unit = chooseScale(personScales, personsLimit, headRoom-1, all), Persons
		name = abnd.T("%s, %s", "%s, %s").Fill(name, s.Name)
	}
	from, to := t.heads()
	table := &Table{Name: "comparison", Columns: []Column{{}, {}, {Head: from}, {Head: to}, {Head: abnd.T("Difference", "Diferença")}, {Head: abnd.T("Ratio", "Razão")}}}
	years, bounded := TableYears(t.Years()), false
	for _, g := range scenarios.Parts() {
		part := partName(g)
		for _, d := range of {
			if d.Guarantee != string(g) || !slices.Contains(years, d.Year) {
				continue
			}
			bounded = bounded || d.Known() == abnd.KnownPart
			ratio := unknownCell
			if r, ok := d.Ratio(); ok {
				ratio = numberCell(r, 3)
			}
			difference := figure(unit, d.Change(), abnd.KnownAll, s)
			difference.Signed = true
			table.row(words(part), yearOf(d.Year), figure(unit, d.Old, boundKnown(d.OldAtLeast), s), figure(unit, d.New, boundKnown(d.NewAtLeast), s), difference, ratio)
			part = abnd.Text{}
		}
	}
	t.section(name, table)
	switch {
	case m.Code == scenarios.EffectiveCoverage:
		t.note(coverageNote)
	case bounded:
		t.note(partNote)
	}
}

// boundKnown is what is known of a figure that may be a lower bound.
func boundKnown(bound bool) abnd.Knowledge {
	if bound {
		return abnd.KnownPart
	}
	return abnd.KnownAll
}

// partNote says what a sum is of which a part is known.
var partNote = abnd.T("≥ is a lower bound: data are missing for a part of the sum; differences refer to the available part.",
	"≥ é um limite inferior: faltam dados de uma parcela da soma; as diferenças referem-se à parte disponível.")

// coverageNote says what a figure of coverage means.
var coverageNote = abnd.T("≥ is a lower bound: data are missing for some provisions; differences refer to the available part. A person in two groups is counted twice.",
	"≥ é um limite inferior: faltam dados de alguns regimes ou prestações; as diferenças referem-se à parte disponível. Uma pessoa em dois grupos é contada duas vezes.")

// leftOut says what is known of one side only.
func (t *comparison) leftOut() {
	if len(t.LeftOut) == 0 {
		return
	}
	t.section(abnd.T("Not compared, because data are available for only one side in at least some years:", "Não se compara, por só haver dados de um dos lados, pelo menos em alguns anos:"))
	for _, m := range scenarios.ComparedMeasures() {
		var of []abnd.Text
		for _, p := range t.LeftOut {
			if p.Measure == m.Code {
				of = append(of, partName(abnd.Guarantee(p.Guarantee)))
			}
		}
		if len(of) > 0 {
			t.note(abnd.T("%s: %s", "%s: %s").Fill(m.Label, abnd.Joined(of, ", ")))
		}
	}
}

// compareHeader is a public format: its names do not change.
var compareHeader = []string{"kind", "guarantee", "benefit", "parameter", "label", "year", "measure", "unit", "from", "to", "difference",
	"ratio", "group", "lower_bound", "known"}

// CompareRecords are a comparison in the same format as [ResultRecords], with two
// kinds of records: "parameter" for one that differs, with shares as fractions
// and blanks empty, and "result" for a figure that differs in any year, with
// difference and ratio, empty where from is zero. The label is English. After
// the figures by guarantee come those of coverage by population group;
// lower_bound says which side is one: "from", "to" or "both"; known is "part"
// where one is and else "all".
func CompareRecords(c scenarios.Comparison) Records {
	return Records{compareHeader, func(yield func(...Field)) {
		currency := c.To.Result.Study.Country.Currency
		for _, p := range c.Parameters {
			yield(textCell("parameter"), codeCell(p.Guarantee), textCell(p.Benefit), textCell(p.Parameter), textCell(p.Label.EN), blankCell, blankCell,
				textCell(abnd.UnitText(p.Unit, currency).EN), valueCell(p.Old), valueCell(p.New), blankCell, blankCell, blankCell, blankCell, blankCell)
		}
		for _, d := range slices.Concat(c.Figures, c.Groups) {
			ratio := blankCell
			if r, ok := d.Ratio(); ok {
				ratio = figureCell(r)
			}
			yield(textCell("result"), textCell(d.Guarantee), codeCell(scenarios.AllOf), blankCell, blankCell, countCell(d.Year), codeCell(d.Measure), textCell(d.Unit),
				figureCell(d.Old), figureCell(d.New), figureCell(d.Change()), ratio, textCell(d.Group), textCell(lowerBound(d)), codeCell(d.Known()))
		}
	}}
}

// lowerBound says which figures of a row are lower bounds.
func lowerBound(d scenarios.Difference) string {
	switch {
	case d.OldAtLeast && d.NewAtLeast:
		return "both"
	case d.OldAtLeast:
		return "from"
	case d.NewAtLeast:
		return "to"
	}
	return ""
}

type jsonParameter struct {
	Guarantee string       `json:"guarantee"`
	Benefit   string       `json:"benefit,omitempty"`
	Parameter string       `json:"parameter"`
	Label     ManifestText `json:"label"`
	Unit      string       `json:"unit"`
	From      any          `json:"from"`
	To        any          `json:"to"`
}

type jsonCompared struct {
	Guarantee  string                `json:"guarantee"`
	Year       int                   `json:"year"`
	Measure    scenarios.MeasureCode `json:"measure"`
	Unit       string                `json:"unit"`
	From       float64               `json:"from"`
	To         float64               `json:"to"`
	Difference float64               `json:"difference"`
	Ratio      *float64              `json:"ratio"`
	Group      string                `json:"group,omitempty"`
	LowerBound string                `json:"lower_bound,omitempty"`
	Known      string                `json:"known"`
}

// jsonPart is a [scenarios.ComparedPart].
type jsonPart struct {
	Measure   scenarios.MeasureCode `json:"measure"`
	Guarantee string                `json:"guarantee"`
}

// CompareTree is a comparison as an object: the manifests of both sides with
// the scenario of each and its fingerprint, then the records of
// [CompareRecords], one per line, and what is known of one side only.
func CompareTree(c scenarios.Comparison, from, to Manifest) Tree {
	type side struct {
		Scenario    string   `json:"scenario"`
		Fingerprint string   `json:"fingerprint"`
		Manifest    Manifest `json:"manifest"`
	}
	head := struct {
		From side `json:"from"`
		To   side `json:"to"`
	}{
		side{c.From.Scenario, c.From.Result.Fingerprint(c.From.Scenario), from},
		side{c.To.Scenario, c.To.Result.Fingerprint(c.To.Scenario), to},
	}
	parameters, results, leftOut := jsonRows{name: "parameters"}, jsonRows{name: "results"}, jsonRows{name: "left_out"}
	for _, p := range c.LeftOut {
		leftOut.rows = append(leftOut.rows, jsonPart(p))
	}
	currency := c.To.Result.Study.Country.Currency
	for _, p := range c.Parameters {
		parameters.rows = append(parameters.rows, jsonParameter{string(p.Guarantee), p.Benefit, p.Parameter, manifestText(p.Label, c.To.Result.Study.Country.ISO3),
			abnd.UnitText(p.Unit, currency).EN, jsonValue(p.Old), jsonValue(p.New)})
	}
	for _, d := range slices.Concat(c.Figures, c.Groups) {
		row := jsonCompared{d.Guarantee, int(d.Year), d.Measure, d.Unit, d.Old, d.New, d.Change(), nil, d.Group, lowerBound(d), string(d.Known())}
		if r, ok := d.Ratio(); ok {
			row.Ratio = &r
		}
		results.rows = append(results.rows, row)
	}
	return treeOf(head, parameters, results, leftOut)
}
