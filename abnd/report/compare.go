package report

import (
	"bufio"
	"io"
	"slices"
	"strconv"
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

// CompareTable writes two scenarios side by side for people to read, at most
// [Width] columns wide: the parameters that differ, then each measure by
// guarantee in the years of [TableYears], with difference and ratio.
func CompareTable(w io.Writer, c scenarios.Comparison, lang abnd.Lang) error {
	t := compareTable{Comparison: c, diffTable: diffTable{table: table{result: c.To.Result, lang: lang, out: bufio.NewWriter(w)}}}
	t.note(abnd.T("From %s to %s", "De %s para %s").Fill(t.sideName(c.From), t.sideName(c.To)), "", "")
	t.line("")
	if len(c.Parameters) == 0 && len(c.Figures) == 0 {
		t.note(abnd.T("There is no difference.", "Não há nenhuma diferença."), "", "")
		return t.out.Flush()
	}
	t.parameters()
	for _, measure := range scenarios.ComparedMeasures() {
		t.measure(measure)
	}
	return t.out.Flush()
}

type compareTable struct {
	scenarios.Comparison
	diffTable
}

func (t *compareTable) sideName(s scenarios.Side) abnd.Text {
	name := abnd.T("%s (%s)", "%s (%s)").Fill(runName(s.Result.Study, s.Scenario), s.Scenario)
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
	benefit := ""
	for i, p := range t.Parameters {
		if i == 0 || p.Benefit != benefit {
			benefit = p.Benefit
			t.line("")
			t.inputRow("", t.benefitName(benefit), t.head(t.Comparison.From), t.head(t.Comparison.To))
		}
		format := sheets.Code
		if spec, ok := costing.FindSpec(p.Parameter); ok && benefit != "" {
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

// head is the head of a side's column: its scenario, or the file where both
// are of one scenario.
func (t *compareTable) head(s scenarios.Side) string {
	if t.Comparison.From.Scenario == t.Comparison.To.Scenario {
		return cut(s.Name, figureWidth)
	}
	return cut(s.Scenario, figureWidth)
}

// cut shortens a name so that a gap remains in a column of the width.
func cut(name string, width int) string {
	if utf8.RuneCountInString(name) >= width {
		return string([]rune(name)[:width-2]) + "…"
	}
	return name
}

func (t *compareTable) benefitName(id string) string {
	for _, study := range []*abnd.Study{t.Comparison.To.Result.Study, t.Comparison.From.Result.Study} {
		if b, ok := study.FindBenefit(id); ok {
			return b.Name.In(t.lang) + " (" + id + ")"
		}
	}
	return abnd.T("Package: scenario of each guarantee", "Pacote: cenário de cada garantia").In(t.lang)
}

// measure writes the figures of one measure that differ.
func (t *compareTable) measure(code string) {
	m, _ := scenarios.FindMeasure(code)
	var of []scenarios.Difference
	var all []float64
	for _, d := range t.Figures {
		if d.Measure == code {
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
	case scenarios.Persons:
		s = chooseScale(personScales, personsLimit, figureWidth-1, all)
		name = abnd.T("%s, %s", "%s, %s").Fill(name, s.name)
	}
	t.line("")
	t.note(name, "", "")
	t.costRow("", "", t.head(t.Comparison.From), t.head(t.Comparison.To), abnd.T("Difference", "Diferença").In(t.lang), abnd.T("Ratio", "Razão").In(t.lang))
	years := TableYears(t.common())
	for _, g := range parts() {
		part := partName(g).In(t.lang)
		for _, d := range of {
			if d.Guarantee != string(g) || !slices.Contains(years, d.Year) {
				continue
			}
			ratio := notKnown
			if r, ok := d.Ratio(); ok {
				ratio = formatNumber(r, 3, t.lang)
			}
			t.costRow(part, strconv.Itoa(int(d.Year)), formatNumber(d.Old/s.divisor, s.decimals, t.lang), formatNumber(d.New/s.divisor, s.decimals, t.lang),
				change(d.Change()/s.divisor, s.decimals, t.lang), ratio)
			part = ""
		}
	}
}

func (t *compareTable) common() abnd.Years {
	a, b := t.Comparison.From.Result.Study.Projection, t.Comparison.To.Result.Study.Projection
	return abnd.Years{First: max(a.First, b.First), Last: min(a.Last, b.Last)}
}

// compareHeader is a contract with those who read the file.
var compareHeader = []string{"kind", "guarantee", "benefit", "parameter", "label", "year", "measure", "unit", "from", "to", "difference", "ratio"}

// CompareCSV writes a comparison in the manner of [CSV], with two kinds of
// records: "parameter" for one that differs, with shares as fractions and
// blanks empty, and "result" for a figure that differs in any year, with
// difference and ratio, empty where from is zero. The label is English.
func CompareCSV(w io.Writer, c scenarios.Comparison) error {
	out := newCSV(w)
	if err := out.Write(compareHeader); err != nil {
		return err
	}
	currency := c.To.Result.Study.Country.Currency
	for _, p := range c.Parameters {
		if err := out.Write([]string{"parameter", string(p.Guarantee), p.Benefit, p.Parameter, p.Label.EN, "", "",
			sheets.UnitText(p.Unit, currency).EN, p.Old.String(), p.New.String(), "", ""}); err != nil {
			return err
		}
	}
	digits := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	for _, d := range c.Figures {
		ratio := ""
		if r, ok := d.Ratio(); ok {
			ratio = digits(r)
		}
		if err := out.Write([]string{"result", d.Guarantee, scenarios.AllOf, "", "", strconv.Itoa(int(d.Year)), d.Measure, d.Unit,
			digits(d.Old), digits(d.New), digits(d.Change()), ratio}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
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
}

// CompareJSON writes a comparison as an object: the manifests of both sides
// with the scenario of each, then the records of [CompareCSV], one a line.
func CompareJSON(w io.Writer, c scenarios.Comparison, from, to Manifest) error {
	type side struct {
		Scenario string   `json:"scenario"`
		Manifest Manifest `json:"manifest"`
	}
	head := struct {
		From side `json:"from"`
		To   side `json:"to"`
	}{side{c.From.Scenario, from}, side{c.To.Scenario, to}}
	parameters, results := jsonRows{name: "parameters"}, jsonRows{name: "results"}
	currency := c.To.Result.Study.Country.Currency
	for _, p := range c.Parameters {
		parameters.rows = append(parameters.rows, jsonParameter{string(p.Guarantee), p.Benefit, p.Parameter, ManifestText(p.Label),
			sheets.UnitText(p.Unit, currency).EN, jsonValue(p.Old), jsonValue(p.New)})
	}
	for _, d := range c.Figures {
		row := jsonCompared{d.Guarantee, int(d.Year), d.Measure, d.Unit, d.Old, d.New, d.Change(), nil}
		if r, ok := d.Ratio(); ok {
			row.Ratio = &r
		}
		results.rows = append(results.rows, row)
	}
	return writeJSON(w, head, parameters, results)
}
