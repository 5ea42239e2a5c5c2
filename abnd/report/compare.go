package report

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

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
	name := runName(study, id)
	if name.IsZero() {
		return abnd.Same(id)
	}
	return abnd.T("%s (%s)", "%s (%s)").Fill(name, id)
}

// CompareTable writes two scenarios side by side for people to read, at most
// [Width] columns wide: the parameters that differ, then each measure by
// guarantee in the years of [TableYears], with difference and ratio.
func CompareTable(w io.Writer, c scenarios.Comparison, lang abnd.Lang) error {
	t := compareTable{Comparison: c, diffTable: diffTable{table: table{result: c.To.Result, lang: lang, out: bufio.NewWriter(w)}}}
	t.note(abnd.T("From %s to %s", "%s → %s").Fill(t.sideName(c.From), t.sideName(c.To)), "", "")
	t.line("")
	if len(c.Parameters)+len(c.Figures)+len(c.LeftOut) == 0 {
		t.note(abnd.T("No differences.", "Não há nenhuma diferença."), "", "")
		return t.out.Flush()
	}
	t.parameters()
	for _, m := range scenarios.ComparedMeasures() {
		t.measure(m)
	}
	t.leftOut()
	return t.out.Flush()
}

type compareTable struct {
	scenarios.Comparison
	diffTable
}

func (t *compareTable) sideName(s scenarios.Side) abnd.Text {
	name := runTitle(s.Result.Study, s.Scenario)
	if t.Comparison.From.Name != t.Comparison.To.Name {
		name = abnd.T("%s in %s", "%s em %s").Fill(name, s.Name)
	}
	return name
}

func (t *compareTable) parameters() {
	count := abnd.T("%s parameters differ.", "%s parâmetros diferem.")
	if len(t.Parameters) == 1 {
		count = abnd.T("%s parameter differs.", "%s parâmetro difere.")
	}
	t.note(count.Fill(number(len(t.Parameters))), "", "")
	if len(t.Parameters) == 0 {
		return
	}
	t.valueWidth = longestValue
	part := ""
	from, to := t.heads()
	for _, p := range t.Parameters {
		if of := t.partName(p); of != part {
			part = of
			t.line("")
			t.inputRow("", part, from, to)
		}
		format := sheets.Code
		if spec, ok := costing.FindSpec(p.Parameter); ok && p.Benefit != "" {
			format = sheets.FormatOf(spec)
		}
		was, is := t.values(ChangedInput{Change: sheets.Change{Format: format, Old: p.Old, New: p.New}})
		if isLong(was, is) {
			t.line(wrapHard(p.Label.In(t.lang)+": "+was+" → "+is, indent, indent+indent))
			continue
		}
		t.inputRow("", p.Label.In(t.lang), was, is)
	}
}

// heads are the heads of the two columns: the scenarios, or the files where
// both are of one scenario, or else only which is which.
func (t *compareTable) heads() (from, to string) {
	a, b := t.Comparison.From, t.Comparison.To
	if from, to = cut(a.Scenario, figureWidth), cut(b.Scenario, figureWidth); from != to {
		return from, to
	}
	if from, to = cut(a.Name, figureWidth), cut(b.Name, figureWidth); from == a.Name && to == b.Name && from != to {
		return from, to
	}
	return abnd.T("From", "De").In(t.lang), abnd.T("To", "Para").In(t.lang)
}

// cut shortens a name so that a gap remains in a column of the width.
func cut(name string, width int) string {
	if utf8.RuneCountInString(name) >= width {
		return string([]rune(name)[:width-2]) + "…"
	}
	return name
}

// partName is whose parameter it is.
func (t *compareTable) partName(p scenarios.ParameterDifference) string {
	switch {
	case p.Benefit != "":
		return t.benefitName(p.Benefit)
	case p.Guarantee != "":
		return abnd.T("Package: scenario of each guarantee", "Pacote: cenário de cada garantia").In(t.lang)
	}
	return abnd.T("The whole study", "Todo o estudo").In(t.lang)
}

func (t *compareTable) benefitName(id string) string {
	for _, study := range []*abnd.Study{t.Comparison.To.Result.Study, t.Comparison.From.Result.Study} {
		if b, ok := study.FindBenefit(id); ok {
			return b.Name.In(t.lang) + " (" + id + ")"
		}
	}
	return id
}

// measure writes the figures of one measure that differ.
func (t *compareTable) measure(m scenarios.Measure) {
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
	name, s := m.Label, scale{divisor: 1, decimals: 2}
	currency := t.Comparison.To.Result.Study.Country.Currency
	switch m.Unit {
	case scenarios.Money:
		s = chooseScale(moneyScales, moneyLimit, figureWidth-1, all)
		name = abnd.T("%s, %s", "%s, %s").Fill(name, s.name.Fill(currency))
	case scenarios.Persons, scenarios.Households:
		s = chooseScale(personScales, personsLimit, figureWidth-1, all)
		name = abnd.T("%s, %s", "%s, %s").Fill(name, s.name)
	}
	t.line("")
	t.note(name, "", "")
	from, to := t.heads()
	t.costRow("", "", from, to, abnd.T("Difference", "Diferença").In(t.lang), abnd.T("Ratio", "Razão").In(t.lang))
	years, bounded := TableYears(t.Comparison.Years()), false
	for _, g := range scenarios.Parts() {
		part := partName(g).In(t.lang)
		for _, d := range of {
			if d.Guarantee != string(g) || !slices.Contains(years, d.Year) {
				continue
			}
			bounded = bounded || d.Known() == abnd.KnownPart
			ratio := notKnown
			if r, ok := d.Ratio(); ok {
				ratio = formatNumber(r, 3, t.lang)
			}
			t.costRow(part, strconv.Itoa(int(d.Year)), atLeast(d.OldAtLeast)+formatNumber(d.Old/s.divisor, s.decimals, t.lang), atLeast(d.NewAtLeast)+formatNumber(d.New/s.divisor, s.decimals, t.lang),
				change(d.Change()/s.divisor, s.decimals, t.lang), ratio)
			part = ""
		}
	}
	switch {
	case m.Code == scenarios.EffectiveCoverage:
		t.note(coverageNote, "", indent)
	case bounded:
		t.note(partNote, "", indent)
	}
}

// partNote says what a sum is of which a part is known.
var partNote = abnd.T("* ≥ is a lower bound: data are missing for a part of the sum; differences refer to the available part.",
	"* ≥ é um limite inferior: faltam dados de uma parcela da soma; as diferenças referem-se à parte disponível.")

// coverageNote says what a figure of coverage means.
var coverageNote = abnd.T("* ≥ is a lower bound: data are missing for some provisions; differences refer to the available part. A person in two groups is counted twice.",
	"* ≥ é um limite inferior: faltam dados de alguns regimes ou prestações; as diferenças referem-se à parte disponível. Uma pessoa em dois grupos é contada duas vezes.")

// leftOut says what is known of one side only.
func (t *compareTable) leftOut() {
	if len(t.LeftOut) == 0 {
		return
	}
	t.line("")
	t.note(abnd.T("Not compared, because data are available for only one side in at least some years:", "Não se compara, por só haver dados de um dos lados, pelo menos em alguns anos:"), "", "")
	for _, m := range scenarios.ComparedMeasures() {
		var of []string
		for _, p := range t.LeftOut {
			if p.Measure == m.Code {
				of = append(of, partName(abnd.Guarantee(p.Guarantee)).In(t.lang))
			}
		}
		if len(of) > 0 {
			t.note(abnd.T("* %s: %s", "* %s: %s").Fill(m.Label, strings.Join(of, ", ")), "", indent)
		}
	}
}

// atLeast marks a lower bound.
func atLeast(bound bool) string {
	if bound {
		return abnd.AtLeastMark
	}
	return ""
}

// compareHeader is a contract with those who read the file.
var compareHeader = []string{"kind", "guarantee", "benefit", "parameter", "label", "year", "measure", "unit", "from", "to", "difference", "ratio", "group", "lower_bound", "known"}

// CompareCSV writes a comparison in the manner of [CSV], with two kinds of
// records: "parameter" for one that differs, with shares as fractions and
// blanks empty, and "result" for a figure that differs in any year, with
// difference and ratio, empty where from is zero. The label is English. After
// the figures by guarantee come those of coverage by population group;
// lower_bound says which side is one: "from", "to" or "both"; known is "part"
// where one is and else "all".
func CompareCSV(out *CSVWriter, c scenarios.Comparison) error {
	out.header(compareHeader...)
	currency := c.To.Result.Study.Country.Currency
	for _, p := range c.Parameters {
		out.write(textCell("parameter"), codeCell(p.Guarantee), textCell(p.Benefit), textCell(p.Parameter), textCell(p.Label.EN), blankCell, blankCell,
			textCell(sheets.UnitText(p.Unit, currency).EN), valueCell(p.Old), valueCell(p.New), blankCell, blankCell, blankCell, blankCell, blankCell)
	}
	for _, d := range slices.Concat(c.Figures, c.Groups) {
		ratio := blankCell
		if r, ok := d.Ratio(); ok {
			ratio = figureCell(r)
		}
		out.write(textCell("result"), textCell(d.Guarantee), codeCell(scenarios.AllOf), blankCell, blankCell, countCell(d.Year), textCell(d.Measure), textCell(d.Unit),
			figureCell(d.Old), figureCell(d.New), figureCell(d.Change()), ratio, textCell(d.Group), textCell(lowerBound(d)), codeCell(d.Known()))
	}
	return out.end()
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
	Guarantee  string   `json:"guarantee"`
	Year       int      `json:"year"`
	Measure    string   `json:"measure"`
	Unit       string   `json:"unit"`
	From       float64  `json:"from"`
	To         float64  `json:"to"`
	Difference float64  `json:"difference"`
	Ratio      *float64 `json:"ratio"`
	Group      string   `json:"group,omitempty"`
	LowerBound string   `json:"lower_bound,omitempty"`
	Known      string   `json:"known"`
}

// jsonPart is a [scenarios.ComparedPart].
type jsonPart struct {
	Measure   string `json:"measure"`
	Guarantee string `json:"guarantee"`
}

// CompareJSON writes a comparison as an object: the manifests of both sides
// with the scenario of each and its fingerprint, then the records of
// [CompareCSV], one a line, and what is known of one side only.
func CompareJSON(w io.Writer, c scenarios.Comparison, from, to Manifest) error {
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
			sheets.UnitText(p.Unit, currency).EN, jsonValue(p.Old), jsonValue(p.New)})
	}
	for _, d := range slices.Concat(c.Figures, c.Groups) {
		row := jsonCompared{d.Guarantee, int(d.Year), d.Measure, d.Unit, d.Old, d.New, d.Change(), nil, d.Group, lowerBound(d), string(d.Known())}
		if r, ok := d.Ratio(); ok {
			row.Ratio = &r
		}
		results.rows = append(results.rows, row)
	}
	return writeJSON(w, head, parameters, results, leftOut)
}
