package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// RECONCILE has a row for each existing scheme: its name, the lines that
// people read, the verdict, the analyst's reason, what the engine sees; then,
// not printed, the workings and the key.

// reconcileRow is the row of one scheme.
type reconcileRow struct {
	costing.Reconciliation
	row int
}

func verdictColumn() int { return nameColumn + len(costing.ReconciliationLines()) + 1 }
func reasonColumn() int  { return verdictColumn() + 1 }
func causesColumn() int  { return verdictColumn() + 2 }

func (l *layout) placeReconciliations() {
	for i, r := range costing.Reconciliations(l.study) {
		row := paper.FirstDataRow + i
		l.reconciled = append(l.reconciled, reconcileRow{r, row})
		for j, code := range costing.ReconciliationLines() {
			l.spots[costing.ReconciliationKey(r.Scheme.ID, code)] = cellRef{sheet: reconcileSheet, row: row, col: nameColumn + 1 + j}
		}
		for j, code := range costing.ReconciliationWorkings() {
			l.spots[costing.ReconciliationKey(r.Scheme.ID, code)] = cellRef{sheet: reconcileSheet, row: row, col: causesColumn() + 1 + j}
		}
	}
}

// reconcilePage sets every existing scheme beside what was reported of it.
func (w *resultWriter) reconcilePage() *paper.Page {
	about := abnd.T("Existing schemes: model compared with reported data, with explanations",
		"Regimes existentes: modelo comparado com os dados comunicados, com explicações")
	p := &paper.Page{
		Name: reconcileSheet, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: nameColumn,
		Repeat: [2]int{paper.LabelRow, paper.LabelRow}, OnePageWide: true, PrintCols: causesColumn(),
	}
	first := int(w.study.Projection.First)
	p.AddTop(abnd.T("RECONCILE  ·  Existing schemes: model %d compared with reported data", "RECONCILE  ·  Regimes existentes: modelo de %d comparado com os dados comunicados").Fill(first),
		abnd.T("Blank: not available. Differences and ratios compare amounts of the years shown, without deflating them; the %% of %s, and the change in prices and population since the report, show how much of the difference is due to the years. Enter the explanation in the column \"%s\" of SCHEMES, which stands there in each language.",
			"Em branco: não disponível. As diferenças e razões comparam montantes dos anos indicados, sem os deflacionar; as percentagens do %s e a variação dos preços e da população desde o ano dos dados comunicados mostram quanto da diferença se deve aos anos. Indique a explicação na coluna «%s» de SCHEMES, que aí figura em cada língua.").Fill(w.study.GDPName, sheets.DifferenceLabel), w.lang)
	w.verdicts = w.result.Reconcile()
	const nameWidth, ratioWidth, verdictWidth, reasonWidth, causesWidth, workingWidth = 30, 9, 15, 50, 42, 10
	p.Widths = []float64{nameWidth}
	heads := []abnd.Text{abnd.T("Scheme", "Regime")}
	if len(w.verdicts) > 0 {
		for _, code := range costing.ReconciliationLines() {
			line := w.reconcileLine(w.verdicts[0], code)
			head := w.headOf(line)
			width := max(ratioWidth, widestWord(head.In(w.lang)))
			if inMillions(line) || line.Unit == abnd.PersonUnit {
				width = max(width, w.reportWidth())
			}
			heads, p.Widths = append(heads, head), append(p.Widths, width)
		}
	}
	for len(heads) < verdictColumn()-1 { // a study without schemes
		heads, p.Widths = append(heads, abnd.Text{}), append(p.Widths, ratioWidth)
	}
	heads = append(heads, abnd.T("Result", "Resultado"), abnd.T("Explanation", "Explicação"), abnd.T("Automatic notes", "Notas automáticas"))
	p.Widths = append(p.Widths, verdictWidth, reasonWidth, causesWidth)
	if len(w.verdicts) > 0 {
		for _, code := range costing.ReconciliationWorkings() {
			heads = append(heads, w.headOf(w.reconcileLine(w.verdicts[0], code)))
			p.Widths = append(p.Widths, workingWidth)
		}
	}
	heads = append(heads, abnd.T("Key", "Chave"))
	p.Widths = append(p.Widths, 40)
	head := paper.Row{At: paper.LabelRow}
	for _, h := range heads {
		head.Add(w.textCell(h, paper.LabelLook))
		head.Cells[len(head.Cells)-1].Look.Wrap = true
	}
	p.Rows = append(p.Rows, p.Fitted(head))
	for i, x := range w.verdicts {
		p.Rows = append(p.Rows, p.Fitted(paper.Row{At: w.layout.reconciled[i].row, Cells: w.reconcileCells(x, w.layout.reconciled[i].row)}))
	}
	p.FitTop()
	return p
}

// schemesNamed names the schemes whose sum a row has, each with its ID.
func schemesNamed(schemes []abnd.Scheme) abnd.Text {
	return abnd.InEach(func(lang abnd.Lang) string {
		names := make([]string, len(schemes))
		for i, s := range schemes {
			names[i] = s.ID
			if !s.Name.IsZero() {
				names[i] = s.Name.In(lang) + " (" + s.ID + ")"
			}
		}
		return strings.Join(names, " + ")
	})
}

func (w *resultWriter) reconcileLine(x scenarios.Reconciled, code string) *model.Line {
	return w.model.Line(costing.ReconciliationKey(x.Scheme.ID, code))
}

// headOf names a line and its unit, where that is not seen.
func (w *resultWriter) headOf(line *model.Line) abnd.Text {
	if inMillions(line) {
		return abnd.T("%s (%s)", "%s (%s)").Fill(line.Label, w.unitOf(line))
	}
	return line.Label
}

// widestWord is the width of a head that breaks between words only.
func widestWord(head string) float64 {
	const fallback = 1 // bold letters of other fonts are wider
	widest := 0.0
	for _, word := range strings.Fields(head) {
		widest = max(widest, math.Ceil(float64(paper.TextWidth(word)*paper.BoldScale)+paper.Padding+fallback))
	}
	return widest
}

// reportWidth fits the largest figure of the sheet, with room for edits.
func (w *resultWriter) reportWidth() float64 {
	const room, least, edges = 10, 9.0, 1.5
	widest := least
	for _, x := range w.verdicts {
		for _, code := range costing.ReconciliationLines() {
			v, known := x.Value(code)
			line := w.reconcileLine(x, code)
			switch {
			case known && inMillions(line):
				widest = max(widest, edges+paper.TextWidth(paper.Grouped(fmt.Sprintf("%.2f", -room*math.Abs(v)/million))))
			case known && line.Unit == abnd.PersonUnit:
				widest = max(widest, edges+paper.TextWidth(paper.Grouped(fmt.Sprintf("%.0f", room*v))))
			}
		}
	}
	return math.Ceil(widest)
}

func (w *resultWriter) reconcileCells(x scenarios.Reconciled, at int) []paper.Cell {
	id := x.Scheme.ID
	cells := []paper.Cell{w.textCell(schemesNamed(x.Members), paper.FixedLook)}
	for _, code := range costing.ReconciliationLines() {
		cells = append(cells, w.lineCell(w.reconcileLine(x, code), 0, paper.FixedLook))
	}
	here := func(code string) string {
		s := w.spots[costing.ReconciliationKey(id, code)]
		return address.At(s.row, s.col)
	}
	wrapped := paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}
	cells = append(cells,
		w.live(paper.Cell{Value: x.Verdict.Name().In(w.lang), Look: wrapped}, w.verdictFormula(x, here, address.At(at, reasonColumn())), address.Ref{Sheet: reconcileSheet, Col: verdictColumn(), Row: at}),
		w.live(paper.Cell{Value: x.Scheme.Difference.In(w.lang), Look: wrapped}, w.reasonFormula(id), address.Ref{Sheet: reconcileSheet, Col: reasonColumn(), Row: at}),
		w.live(paper.Cell{Value: joinCauses(x.Applying, w.lang), Look: wrapped}, w.causesFormula(x, here), address.Ref{Sheet: reconcileSheet, Col: causesColumn(), Row: at}))
	for _, code := range costing.ReconciliationWorkings() {
		cells = append(cells, w.lineCell(w.reconcileLine(x, code), 0, paper.FixedLook))
	}
	return append(cells, keyCell(costing.ReconciliationKey(id, "")))
}

// verdictFormula is the verdict of [scenarios.Result.Reconcile], live.
func (w *resultWriter) verdictFormula(x scenarios.Reconciled, here func(string) string, reason string) string {
	name := func(v scenarios.Verdict) string { return paper.TextLiteral(v.Name().In(w.lang)) }
	unknown := fmt.Sprintf(`IF(AND(%s<>"",%s=""),%s,%s)`, here("expenditure"), here("model_cost"), name(scenarios.NotModelled), name(scenarios.NotKnown))
	if len(x.Within) > 0 {
		unknown = name(scenarios.WithinAnother)
	}
	known := fmt.Sprintf(`IF(%s=0,%s,IF(%s="",%s,%s))`, here("beyond"), name(scenarios.Agrees), reason, name(scenarios.Unexplained), name(scenarios.Explained))
	if x.ByConstruction {
		known = name(scenarios.ByConstruction)
	}
	return fmt.Sprintf(`IF(%s="",%s,%s)`, here("beyond"), unknown, known)
}

// reasonFormula shows the analyst's reason in the language of the file, or in
// the other where that has none.
func (w *resultWriter) reasonFormula(scheme string) string {
	keys := []string{"difference_en", "difference_pt"}
	if w.lang.IsPortuguese() {
		slices.Reverse(keys)
	}
	cellOf := func(key string) string {
		a, ok := w.book.address(abnd.JoinPath("schemes", scheme, key))
		if !ok {
			panic("workbook: " + sheets.Schemes + " has no " + key)
		}
		return a.Absolute()
	}
	first, second := cellOf(keys[0]), cellOf(keys[1])
	return fmt.Sprintf(`IF(%[1]s<>"",%[1]s,IF(%[2]s<>"",%[2]s,""))`, first, second)
}

const causeGap = "; "

func joinCauses(causes []costing.Cause, lang abnd.Lang) string {
	texts := make([]string, len(causes))
	for i, c := range causes {
		texts[i] = c.Text.In(lang)
	}
	return strings.Join(texts, causeGap)
}

// causesFormula joins the causes that hold, with a gap before each but the
// first.
func (w *resultWriter) causesFormula(x scenarios.Reconciled, here func(string) string) string {
	if len(x.Causes) == 0 {
		return blankText
	}
	var parts, before []string // before are the conditions of earlier causes
	always := false            // an earlier cause holds whatever the figures
	for _, c := range x.Causes {
		text := paper.TextLiteral(c.Text.In(w.lang))
		switch {
		case always:
			text = paper.TextLiteral(causeGap + c.Text.In(w.lang))
		case len(before) > 0:
			text = fmt.Sprintf(`IF(OR(%s),%s,"")&%s`, strings.Join(before, ","), paper.TextLiteral(causeGap), text)
		}
		if c.Line == "" {
			parts, always = append(parts, text), true
			continue
		}
		holds := here(string(c.Line[strings.LastIndex(string(c.Line), "/")+1:])) + "=1"
		parts, before = append(parts, fmt.Sprintf(`IF(%s,%s,"")`, holds, text)), append(before, holds)
	}
	return strings.Join(parts, "&")
}

// verdictRange is the column of verdicts.
func (w *resultWriter) verdictRange() string {
	rows := w.layout.reconciled
	col := address.Column(verdictColumn())
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", reconcileSheet, col, rows[0].row, col, rows[len(rows)-1].row)
}
