package report

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// partWidth is how wide a column of a decomposition is at least, for each
// guarantee and the total. The factors have the rest of the line.
const partWidth = 9

// headOf is the name of a guarantee in two lines, of which the last word is the
// lower one.
func headOf(g abnd.Guarantee, lang abnd.Lang) (over, under string) {
	name := tableName(g).In(lang)
	i := strings.LastIndex(name, " ")
	return name[:max(i, 0)], name[i+1:]
}

// DecompositionTable writes a decomposition for people to read, at most
// [Width] columns wide: the cost before, what each factor adds, and the cost
// after, by guarantee. Factors that add nothing are left out.
func DecompositionTable(w io.Writer, d scenarios.Decomposition, study *abnd.Study, lang abnd.Lang) error {
	t := table{lang: lang, out: bufio.NewWriter(w)}
	var all []float64
	for _, g := range scenarios.Parts() {
		from, to := d.Cost(g)
		all = append(all, from.Value, to.Value)
		for _, f := range scenarios.Factors() {
			all = append(all, d.Sum(g, f))
		}
	}
	s := chooseScale(moneyScales, moneyLimit, partWidth-1, all)
	widths, room := map[abnd.Guarantee]int{}, Width
	for _, g := range scenarios.Parts() {
		over, under := headOf(g, lang)
		widths[g] = max(partWidth, utf8.RuneCountInString(over)+1, utf8.RuneCountInString(under)+1)
		room -= widths[g]
	}
	t.note(abnd.T("From %s, %d, to %s, %d: total cost in %s, current prices", "%s, %d → %s, %d: custo total em %s, preços correntes").
		Fill(stateName(study, d.From), int(d.From.Year), stateName(study, d.To), int(d.To.Year), s.name.Fill(study.Country.Currency)), "", "")
	t.line("")
	row := func(label abnd.Text, value func(abnd.Guarantee) string) {
		line := padRight(label.In(lang), room)
		for _, g := range scenarios.Parts() {
			line += padLeft(value(g), widths[g])
		}
		t.line(line)
	}
	amount := func(x scenarios.Amount) string { return t.marked(x, s) }
	row(abnd.Text{}, func(g abnd.Guarantee) string { over, _ := headOf(g, lang); return over })
	row(abnd.Text{}, func(g abnd.Guarantee) string { _, under := headOf(g, lang); return under })
	row(abnd.T("Initial cost", "Custo inicial"), func(g abnd.Guarantee) string { from, _ := d.Cost(g); return amount(from) })
	for _, f := range scenarios.Factors() {
		any := false
		for _, c := range d.Contributions {
			any = any || c.Factor == f
		}
		if any {
			row(abnd.T(" %s", " %s").Fill(f.Label()), func(g abnd.Guarantee) string {
				switch x := d.Sum(g, f); {
				case x != 0:
					return change(x/s.divisor, s.decimals, lang)
				case !d.Known(g).Known():
					return notKnown
				}
				return formatNumber(0, s.decimals, lang)
			})
		}
	}
	row(abnd.T("Final cost", "Custo final"), func(g abnd.Guarantee) string { _, to := d.Cost(g); return amount(to) })
	t.line("")
	for _, g := range scenarios.Parts() {
		if d.Known(g) != abnd.KnownAll {
			t.note(abnd.T("* … = not available; ≥ = at least (data are missing for a part of the sum). The factors refer to the available part.",
				"* … = não disponível; ≥ = no mínimo (faltam dados de uma parcela da soma). Os factores referem-se à parte disponível."), "", indent)
			break
		}
	}
	t.note(abnd.T("* Shapley values: each factor’s average contribution over all orders of change. They add up to the change.",
		"* Valores de Shapley: a contribuição média de cada factor em todas as ordens de variação. A sua soma é igual à variação."), "", indent)
	return t.out.Flush()
}

func stateName(study *abnd.Study, s scenarios.State) abnd.Text {
	return runTitle(study, s.Scenario)
}

// decompositionHeader is a contract with those who read the file.
var decompositionHeader = []string{"guarantee", "benefit", "factor", "unit", "value", "known"}

// The records of [DecompositionCSV] that are no factor.
const (
	costBefore = "cost_from"
	costAfter  = "cost_to"
)

// decompositionRow is one record of a decomposition.
type decompositionRow struct {
	Guarantee string  `json:"guarantee"`
	Benefit   string  `json:"benefit"`
	Factor    string  `json:"factor"`
	Unit      string  `json:"unit"`
	Value     float64 `json:"value"`
	Known     string  `json:"known"`
}

// decompositionRows lists for each benefit its cost before, what each factor
// adds to it, and its cost after.
func decompositionRows(d scenarios.Decomposition, currency string) []decompositionRow {
	var rows []decompositionRow
	for _, c := range d.Costs {
		add := func(factor string, x float64) {
			rows = append(rows, decompositionRow{string(c.Guarantee), c.Benefit, factor, currency, x, string(abnd.KnownAll)})
		}
		add(costBefore, c.From)
		for _, part := range d.Contributions {
			if part.Benefit == c.Benefit {
				add(string(part.Factor), part.Value)
			}
		}
		add(costAfter, c.To)
	}
	return rows
}

// DecompositionCSV writes a decomposition in the manner of [CSV], one part a
// row: for each benefit or scheme its cost before as cost_from, what each
// factor adds to it, and its cost after as cost_to. A factor that adds nothing
// has no row.
func DecompositionCSV(out *CSVWriter, d scenarios.Decomposition, study *abnd.Study) error {
	out.header(decompositionHeader...)
	for _, r := range decompositionRows(d, study.Country.Currency) {
		out.write(textCell(r.Guarantee), textCell(r.Benefit), textCell(r.Factor), textCell(r.Unit), figureCell(r.Value), textCell(r.Known))
	}
	return out.end()
}

// DecompositionJSON writes the records of [DecompositionCSV] as an object,
// with the manifest, the two states and the method.
func DecompositionJSON(w io.Writer, manifest Manifest, d scenarios.Decomposition, study *abnd.Study) error {
	type state struct {
		Scenario string `json:"scenario"`
		Year     int    `json:"year"`
	}
	head := struct {
		Manifest
		Method string `json:"method"`
		From   state  `json:"from"`
		To     state  `json:"to"`
	}{manifest, scenarios.ShapleyMethod, state{d.From.Scenario, int(d.From.Year)}, state{d.To.Scenario, int(d.To.Year)}}
	rows := jsonRows{name: "parts"}
	for _, r := range decompositionRows(d, study.Country.Currency) {
		rows.rows = append(rows.rows, r)
	}
	return writeJSON(w, head, rows)
}
