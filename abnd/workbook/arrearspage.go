package workbook

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// ARREARS has a row for each year of a scheme of which OUTTURN has figures: the
// scheme, the year, the lines that people read, how the model stands to them and
// the analyst's reason; then, not printed, the workings and the key.

// arrearsRow is the row of one year of a scheme.
type arrearsRow struct {
	costing.OutturnYear
	row int
}

const arrearsYearColumn = nameColumn + 1

func arrearsVerdictColumn() int { return arrearsYearColumn + len(costing.OutturnLines()) + 1 }
func arrearsReasonColumn() int  { return arrearsVerdictColumn() + 1 }

func (l *layout) placeArrears() {
	for i, y := range costing.OutturnYears(l.study) {
		row := paper.FirstDataRow + i
		l.arrears = append(l.arrears, arrearsRow{y, row})
		for j, code := range arrearsLines() {
			l.spots[costing.OutturnKey(y.Scheme.ID, y.Year, code)] = cellRef{sheet: arrearsSheet, row: row, col: arrearsColumn(j)}
		}
	}
}

// arrearsLines are the lines of a year: those that people read, then what they
// are made of.
func arrearsLines() []string {
	return slices.Concat(costing.OutturnLines(), costing.OutturnWorkings())
}

// arrearsColumn is the column of a line: the workings stand after the reason.
func arrearsColumn(line int) int {
	if line < len(costing.OutturnLines()) {
		return arrearsYearColumn + 1 + line
	}
	return arrearsReasonColumn() + 1 + line - len(costing.OutturnLines())
}

// arrearsPage sets what was due, paid and appropriated side by side.
func (w *resultWriter) arrearsPage() *paper.Page {
	about := abnd.T("Existing schemes by year: due, paid, in arrears, appropriated", "Regimes existentes por ano: devido, pago, em atraso, dotação")
	p := &paper.Page{
		Name: arrearsSheet, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: arrearsYearColumn,
		Repeat: [2]int{paper.LabelRow, paper.LabelRow}, OnePageWide: true, PrintCols: arrearsReasonColumn(),
	}
	p.AddTop(abnd.T("ARREARS  ·  Due, paid and appropriated, by year", "ARREARS  ·  Devido, pago e dotação, por ano"),
		abnd.T("Blank: not available. What is due and not paid is in arrears: it is no saving, and no cost falls by it. The model has a cost in the years of the projection only; abnd reconcile shows that of earlier years too. Enter the figures and the explanation in OUTTURN.",
			"Em branco: não disponível. O que é devido e não se pagou está em atraso: não é poupança e não reduz nenhum custo. O modelo só tem custo nos anos da projecção; abnd reconcile mostra também o dos anos anteriores. Indique os valores e a explicação em OUTTURN."), w.lang)
	const nameWidth, yearWidth, ratioWidth, verdictWidth, reasonWidth, workingWidth = 30, 8, 10, 15, 50, 10
	all := w.result.Outturns()
	heads, widths := []abnd.Text{abnd.T("Scheme", "Regime"), abnd.T("Year", "Ano")}, []float64{nameWidth, yearWidth}
	said := []abnd.Text{abnd.T("Result", "Resultado"), abnd.T("Explanation", "Explicação")}
	for j, code := range arrearsLines() {
		line := w.model.Line(costing.OutturnKey(all[0].Scheme.ID, all[0].Year, code))
		width := max(ratioWidth, widestWord(w.headOf(line).In(w.lang)))
		if j == len(costing.OutturnLines()) {
			heads, widths = append(heads, said...), append(widths, verdictWidth, reasonWidth)
		}
		if inMillions(line) || line.Unit == abnd.PersonUnit {
			width = max(width, w.arrearsWidth(all))
		}
		heads, widths = append(heads, w.headOf(line)), append(widths, width)
	}
	heads, p.Widths = append(heads, abnd.T("Key", "Chave")), append(widths, 40)
	head := paper.Row{At: paper.LabelRow}
	for _, h := range heads {
		head.Add(w.textCell(h, paper.LabelLook))
		head.Cells[len(head.Cells)-1].Look.Wrap = true
	}
	p.Rows = append(p.Rows, p.Fitted(head))
	for i, x := range all {
		at := w.layout.arrears[i].row
		p.Rows = append(p.Rows, p.Fitted(paper.Row{At: at, Cells: w.arrearsCells(x, at)}))
	}
	p.FitTop()
	return p
}

// arrearsWidth fits the largest figure of the sheet, with room for edits.
func (w *resultWriter) arrearsWidth(all []scenarios.Outturn) float64 {
	const room, edges = 10, 1.5
	widest := 0.0
	for _, x := range all {
		for _, code := range costing.OutturnLines() {
			v, known := x.Value(code)
			switch line := w.model.Line(costing.OutturnKey(x.Scheme.ID, x.Year, code)); {
			case known && inMillions(line):
				widest = max(widest, edges+paper.TextWidth(paper.Grouped(fmt.Sprintf("%.2f", -room*v/million))))
			case known && line.Unit == abnd.PersonUnit:
				widest = max(widest, edges+paper.TextWidth(paper.Grouped(fmt.Sprintf("%.0f", room*v))))
			}
		}
	}
	return widest
}

func (w *resultWriter) arrearsCells(x scenarios.Outturn, at int) []paper.Cell {
	line := func(code string) paper.Cell {
		return w.lineCell(w.model.Line(costing.OutturnKey(x.Scheme.ID, x.Year, code)), 0, paper.FixedLook)
	}
	cells := []paper.Cell{w.textCell(schemesNamed(x.Members), paper.FixedLook), {Value: float64(x.Year), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat}}}
	for _, code := range costing.OutturnLines() {
		cells = append(cells, line(code))
	}
	wrapped := paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}
	cells = append(cells,
		w.live(paper.Cell{Value: x.Verdict.Name().In(w.lang), Look: wrapped}, w.arrearsVerdict(x, at), address.Ref{Sheet: arrearsSheet, Col: arrearsVerdictColumn(), Row: at}),
		w.live(paper.Cell{Value: x.Reason().In(w.lang), Look: wrapped}, w.arrearsReasonFormula(x), address.Ref{Sheet: arrearsSheet, Col: arrearsReasonColumn(), Row: at}))
	for _, code := range costing.OutturnWorkings() {
		cells = append(cells, line(code))
	}
	return append(cells, keyCell(costing.OutturnKey(x.Scheme.ID, x.Year, "")))
}

// arrearsVerdict is the verdict of [scenarios.Result.Outturns], live.
func (w *resultWriter) arrearsVerdict(x scenarios.Outturn, at int) string {
	here := func(code string) string {
		s := w.spots[costing.OutturnKey(x.Scheme.ID, x.Year, code)]
		return address.At(s.row, s.col)
	}
	name := func(v scenarios.Verdict) string { return paper.TextLiteral(v.Name().In(w.lang)) }
	unknown := name(scenarios.NotKnown)
	if len(x.Uncosted(w.study)) == len(x.Members) {
		unknown = name(scenarios.NotModelled)
	}
	known := fmt.Sprintf(`IF(%s=0,%s,IF(%s="",%s,%s))`, here("beyond"), name(scenarios.Agrees), address.At(at, arrearsReasonColumn()), name(scenarios.Unexplained), name(scenarios.Explained))
	if x.ByConstruction {
		known = name(scenarios.ByConstruction)
	}
	return fmt.Sprintf(`IF(%s="",%s,%s)`, here("beyond"), unknown, known)
}

// arrearsReasonFormula shows the first reason that the rows of a year give, in the
// language of the file, or in the other where that has none.
func (w *resultWriter) arrearsReasonFormula(x scenarios.Outturn) string {
	keys := []string{"difference_en", "difference_pt"}
	if w.lang.IsPortuguese() {
		slices.Reverse(keys)
	}
	formula := blankText
	for _, row := range slices.Backward(x.Rows) {
		for _, key := range slices.Backward(keys) {
			a, ok := w.book.address(costing.OutturnPath(row) + "/" + abnd.Path(key))
			if !ok {
				panic("workbook: OUTTURN has no " + key)
			}
			formula = fmt.Sprintf(`IF(%[1]s<>"",%[1]s,%[2]s)`, a.Absolute(), formula)
		}
	}
	return formula
}
