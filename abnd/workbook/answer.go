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

// The sheets of answers. The reader passes them by.
const (
	BridgeSheet      = "BRIDGE"
	CompareSheet     = "COMPARE"
	DecomposeSheet   = "DECOMPOSE"
	SensitivitySheet = "SENSITIVITY"
	SimulationSheet  = "SIMULATION"
	SolveSheet       = "SOLVE"
)

// Answer is what was found about a study, as one more sheet of its results
// workbook. What the sheet shows of the workbook is a live formula; what only
// the engine's method can give is a shaded value, with a live line that says
// whether the inputs have moved since.
type Answer interface {
	sheet() string
	about() abnd.Text
	// facts say how the answer was found; MANIFEST lists them.
	facts() []Fact
	write(a *answerPage)
}

// basis is a figure of the results that an answer was made from: its total
// cost in a year, or in all of them where the year is 0.
type basis struct {
	key  model.Key
	name abnd.Text
	year abnd.Year
}

// answerPage is the sheet of an answer while it is written.
type answerPage struct {
	*resultWriter
	paper.SheetBuffer
	next   int
	blocks []int // rows that begin a part of the sheet
}

// The columns of the block that says what an answer was made from. The state
// takes two.
const (
	basisNameColumn = 1 + iota
	basisYearColumn
	basisThenColumn
	basisNowColumn
	basisStateColumn
	_
	basisKeyColumn
)

// What the live line of an answer shows.
var (
	upToDate = abnd.T("up to date", "actualizado")
	outdated = abnd.T("inputs changed: run again", "dados alterados: executar de novo")
)

func (w *resultWriter) answerPage(answer Answer) *paper.Page {
	p := &paper.Page{Name: answer.sheet(), About: answer.about(), Tab: tabAnswer, FrozenRows: paper.LabelRow, OnePageWide: true}
	a := &answerPage{resultWriter: w, SheetBuffer: paper.NewSheetBuffer(p), next: paper.LabelRow}
	answer.write(a)
	a.Flush()
	p.FitTop()
	p.FitRows()
	slices.Sort(a.blocks)
	p.BreakBetween(a.blocks)
	return p
}

// tabAnswer is the colour of the tabs of answers.
const tabAnswer = "C55A11"

// begin writes the title, and widths of the columns in characters.
func (a *answerPage) begin(title, help abnd.Text, widths ...float64) {
	a.Page.Widths = widths
	a.Page.AddTop(title, help, a.lang)
}

// madeFrom writes the figures that the answer was made from, as they were and
// as they are, and what the shading means. blocks are inputs that the answer
// alone depends on.
func (a *answerPage) madeFrom(figures []basis, blocks ...inputBlock) {
	for i, t := range []abnd.Text{
		abnd.T("Inputs used", "Dados usados"), abnd.T("Year", "Ano"), abnd.T("At calculation", "No cálculo"),
		abnd.T("Current value", "Valor actual"), abnd.T("Status", "Situação"), {},
	} {
		c := a.textCell(t, paper.LabelLook)
		c.Look.Wrap, c.Look.Centred, c.Look.Left = true, i > 0, i == 0
		a.Put(paper.LabelRow, i+1, c)
	}
	a.Page.Merges = append(a.Page.Merges, address.Area{Top: paper.LabelRow, Left: basisStateColumn, Bottom: paper.LabelRow, Right: basisStateColumn + 1})
	a.Row(paper.LabelRow).Height = 32
	a.next = paper.FirstDataRow
	for _, b := range figures {
		a.figureThen(b)
	}
	col := len(a.Page.Widths) + 2
	for _, b := range blocks {
		col = a.blockThen(b, col)
	}
	a.Page.Lights = append(a.Page.Lights, paper.StatusCell{Area: address.Area{Top: paper.FirstDataRow, Left: basisStateColumn, Bottom: a.next - 1, Right: basisStateColumn}, Good: upToDate.In(a.lang)})
	a.Put(a.next, basisNameColumn, paper.Cell{Value: abnd.T("Shaded", "Sombreado").In(a.lang), Look: paper.Look{Kind: paper.AnswerLook, Wrap: true, Left: true}})
	a.note(a.next, basisYearColumn, basisKeyColumn, abnd.T("Calculated by the program when the sheet was written; these values are not updated with the workbook. Everything else is a live formula.",
		"Calculado pelo programa quando a folha foi escrita; não se recalcula com o livro. Tudo o resto são fórmulas que se recalculam."))
	a.next++
}

// figureThen writes one figure as it was and as it is.
func (a *answerPage) figureThen(b basis) {
	line := a.model.Line(b.key)
	s := a.spots[b.key]
	year, value := any(float64(b.year)), a.value(line, b.year)
	now := address.Absolute(s.sheet, s.row, s.column(b.year))
	if b.year == 0 {
		year, value = line.Years.String(), a.sumOf(b.key)
		now = "SUM(" + a.rangeOf(b.key) + ")"
	}
	number := paper.Look{Kind: paper.FixedLook, Number: a.numberOf(line)}
	shown := number
	shown.Kind = paper.AnswerLook
	name := abnd.T("%s, %s", "%s, %s")
	if b.year == 0 {
		name = abnd.T("%s, %s, sum of the years", "%s, %s, soma dos anos")
	}
	a.Put(a.next, basisNameColumn, a.textCell(name.Fill(b.name, a.unitOf(line)), paper.FixedLook))
	a.Put(a.next, basisYearColumn, paper.Cell{Value: year, Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat, Centred: true}})
	a.Put(a.next, basisThenColumn, paper.Cell{Value: value, Look: shown})
	a.Put(a.next, basisNowColumn, a.live(paper.Cell{Value: value, Look: number}, now, a.at(basisNowColumn)))
	a.state()
	a.Put(a.next, basisKeyColumn, keyCell(b.key))
	a.next++
}

// inputBlock is a part of an input sheet that only an answer reads: columns
// by their keys.
type inputBlock struct{ sheet, first, last string }

// uncertaintyBlocks are what only sensitivity and simulation read.
var uncertaintyBlocks = []inputBlock{{sheets.Uncertainty, "distribution", "weights"}, {sheets.Correlations, "a", "coefficient"}}

// blockThen keeps a copy of a part of an input sheet in the columns from col
// on, at the right of what is read, and says how many of its cells are others
// now. It gives the column after the copy.
func (a *answerPage) blockThen(b inputBlock, col int) int {
	i := slices.IndexFunc(a.book.inputs, func(s sheets.Sheet) bool { return s.Code == b.sheet })
	if i < 0 || len(a.book.inputs[i].Rows) == 0 {
		return col
	}
	input := a.book.inputs[i]
	column := func(key string) int {
		return 1 + slices.IndexFunc(input.Columns, func(c sheets.Column) bool { return c.Key == key })
	}
	first, last := column(b.first), column(b.last)
	a.Put(paper.LabelRow, col, paper.Cell{Value: abnd.T("%s at calculation", "%s no cálculo").Fill(b.sheet).In(a.lang), Look: paper.Look{Kind: paper.KeyLook}})
	for r := range input.Rows {
		at := paper.FirstDataRow + r
		for c := first; c <= last; c++ {
			if x, ok := a.book.cellAt(address.Ref{Sheet: b.sheet, Col: c, Row: at}); ok && x.Value != nil {
				a.Put(at, col+c-first, paper.Cell{Value: x.Value, Look: paper.Look{Kind: paper.KeyLook}})
			}
		}
	}
	// One row more: figures may be added below.
	end := paper.FirstDataRow + len(input.Rows)
	formula := fmt.Sprintf("SUMPRODUCT((%s!$%s$%d:$%s$%d<>$%s$%d:$%s$%d)*1)", b.sheet, address.Column(first), paper.FirstDataRow, address.Column(last), end,
		address.Column(col), paper.FirstDataRow, address.Column(col+last-first), end)
	number := paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}
	a.Put(a.next, basisNameColumn, a.textCell(abnd.T("Cells of %s changed since then", "Células de %s alteradas desde então").Fill(b.sheet), paper.FixedLook))
	a.Put(a.next, basisYearColumn, paper.Cell{Look: paper.Look{Kind: paper.FixedLook}})
	a.Put(a.next, basisThenColumn, paper.Cell{Value: 0.0, Look: paper.Look{Kind: paper.AnswerLook, Number: paper.WholeFormat}})
	a.Put(a.next, basisNowColumn, a.live(paper.Cell{Value: 0.0, Look: number}, formula, a.at(basisNowColumn)))
	a.state()
	a.next++
	return col + last - first + 2
}

// state says in the row whether what was is still so.
func (a *answerPage) state() {
	then, now := address.At(a.next, basisThenColumn), address.At(a.next, basisNowColumn)
	formula := fmt.Sprintf(`IFERROR(IF(%[1]s,%[2]s,%[3]s),%[3]s)`, a.same(then, now), paper.TextLiteral(upToDate.In(a.lang)), paper.TextLiteral(outdated.In(a.lang)))
	a.Put(a.next, basisStateColumn, a.live(paper.Cell{Value: upToDate.In(a.lang), Look: paper.Look{Kind: paper.CheckLook, Number: paper.TextFormat, Centred: true, Wrap: true}}, formula, a.at(basisStateColumn)))
	a.Put(a.next, basisStateColumn+1, paper.Cell{Look: paper.Look{Kind: paper.CheckLook}})
	a.Page.Merges = append(a.Page.Merges, address.Area{Top: a.next, Left: basisStateColumn, Bottom: a.next, Right: basisStateColumn + 1})
}

// same is the condition that two cells agree within the tolerance of CHECKS, or
// that nothing is known in both. MAX and MIN pass over a cell that is blank;
// its negative would be an error.
func (a *answerPage) same(x, y string, scale ...string) string {
	of := strings.Join(append([]string{x}, scale...), ",")
	return fmt.Sprintf(`AND((%[1]s="")=(%[2]s=""),MAX(%[1]s,%[2]s)-MIN(%[1]s,%[2]s)<=%[3]s*(MAX(0,%[4]s)-MIN(0,%[4]s)))`,
		x, y, address.Absolute(checksSheet, toleranceRow, checkLeftColumn), of)
}

// agrees writes a check that two cells are one, in a column of the row: OK or
// the difference. scale are the cells that the two were made of.
func (a *answerPage) agrees(col int, number, x, y string, scale ...string) {
	a.Put(a.next, col, a.live(paper.Cell{Value: okText, Look: paper.Look{Kind: paper.CheckLook, Number: number, Centred: true}},
		fmt.Sprintf(`IF(%s,"%s",%s-%s)`, a.same(x, y, scale...), okText, x, y), a.at(col)))
	a.Page.Lights = append(a.Page.Lights, paper.StatusCell{Area: address.Area{Top: a.next, Left: col, Bottom: a.next, Right: col}, Good: okText})
}

// at is a cell of the row that is being written.
func (a *answerPage) at(col int) address.Ref {
	return address.Ref{Sheet: a.Page.Name, Col: col, Row: a.next}
}

// heading begins a part of the sheet.
func (a *answerPage) heading(t abnd.Text) {
	a.next++
	a.blocks = append(a.blocks, a.next)
	a.Put(a.next, 1, a.textCell(t, paper.HeadingLook))
	a.Row(a.next).Height = 20
	a.next++
}

// head writes the heads of columns, from the first one on; a column without a
// name has none.
func (a *answerPage) head(names ...abnd.Text) {
	const edges = 4 // points
	lines := 1
	for i, t := range names {
		if t.IsZero() {
			continue
		}
		c := a.textCell(t, paper.LabelLook)
		c.Look.Wrap, c.Look.Centred, c.Look.Left = true, i > 0, i == 0
		a.Put(a.next, i+1, c)
		lines = max(lines, paper.LinesOf(t.In(a.lang), (a.Page.Widths[i]-paper.Padding)/paper.BoldScale))
	}
	a.Row(a.next).Height = edges + float64(paper.LineHeight*float64(lines))
	a.next++
}

// note writes a text over several columns of a row.
func (a *answerPage) note(at, from, to int, t abnd.Text) {
	width := 0.0
	for _, w := range a.Page.Widths[from-1 : to] {
		width += w
	}
	s := t.In(a.lang)
	a.Put(at, from, paper.Cell{Value: s, Look: paper.Look{Kind: paper.HelpLook, Wrap: true}})
	a.Page.Merges = append(a.Page.Merges, address.Area{Top: at, Left: from, Bottom: at, Right: to})
	a.Row(at).Height = max(a.Row(at).Height, paper.LineHeight*float64(paper.LinesOf(s, width-paper.Padding)))
}

// writeNote writes a remark over the columns that are read.
func (a *answerPage) writeNote(t abnd.Text) {
	a.note(a.next, 1, basisKeyColumn, t)
	a.next++
}

// given writes a figure of the engine's method; one that is not known is blank.
func (a *answerPage) given(col int, value any, number string) {
	if x, ok := value.(float64); ok && math.IsNaN(x) {
		value = nil
	}
	a.Put(a.next, col, paper.Cell{Value: value, Look: paper.Look{Kind: paper.AnswerLook, Number: number}})
}

// figure writes a live reference to a figure of the results.
func (a *answerPage) figure(col int, key model.Key, year abnd.Year, kind paper.LookKind) float64 {
	line, s := a.model.Line(key), a.spots[key]
	value := a.value(line, year)
	a.Put(a.next, col, a.live(paper.Cell{Value: value, Look: paper.Look{Kind: kind, Number: a.numberOf(line)}}, address.Absolute(s.sheet, s.row, s.column(year)), a.at(col)))
	x, _ := value.(float64)
	return x
}

// worked writes a live formula over the sheet's own cells. of is the size of
// what a difference was made of, 0 for what is none.
func (a *answerPage) worked(col int, value any, formula, number string, kind paper.LookKind, of float64) {
	a.Put(a.next, col, a.between(paper.Cell{Value: value, Look: paper.Look{Kind: kind, Number: number}}, formula, a.at(col), of))
}

// draw puts a chart over the next rows.
func (a *answerPage) draw(c paper.Chart) {
	a.next++
	if !slices.Contains(a.blocks, a.next-1) { // a chart stays with its heading
		a.blocks = append(a.blocks, a.next-1)
	}
	c.At = address.At(a.next, 1)
	a.Page.Charts = append(a.Page.Charts, c)
	a.captioned(&a.SheetBuffer, a.next, min(basisKeyColumn, len(a.Page.Widths)), caption{sheet: a.Page.Name})
	a.next += paper.ChartRows
}

// down is a part of a column of the sheet, for a chart.
func (a *answerPage) down(col, first, last int) string {
	return fmt.Sprintf("%[1]s!$%[2]s$%[3]d:$%[2]s$%[4]d", a.Page.Name, address.Column(col), first, last)
}

// key is the key of a figure of a run. A package has figures of benefits in
// the scenario that it takes.
func (a *answerPage) key(run string, g abnd.Guarantee, benefit string, measure scenarios.MeasureCode) model.Key {
	if benefit != scenarios.AllOf {
		run = a.scenarioIn(run, g)
		g = scenarios.AllOf
	}
	key, found := a.result.Key(scenarios.Figure{Scenario: run, Guarantee: g, Benefit: benefit, Measure: measure})
	if found != nil {
		panic("workbook: " + found.Error())
	}
	return key
}

// scenarioIn is the scenario that a package takes for a guarantee, or the
// scenario itself.
func (a *answerPage) scenarioIn(run string, g abnd.Guarantee) string {
	for _, p := range a.study.Packages {
		if p.ID == run {
			return p.Scenarios[g]
		}
	}
	return run
}

// totalOf is the total cost of a run as a basis.
func (a *answerPage) totalOf(run string, year abnd.Year) basis {
	return basis{a.key(run, scenarios.AllOf, scenarios.AllOf, scenarios.TotalCost), abnd.T("%s: total cost", "%s: custo total").Fill(runName(a.study, run)), year}
}

// totalsOf is the same with how many of its parts are not known, where that can
// be.
func (a *answerPage) totalsOf(run string, year abnd.Year) []basis {
	total := a.totalOf(run, year)
	all := []basis{total}
	if missing := costing.UnknownParts(total.key); a.model.Has(missing) {
		all = append(all, basis{missing, abnd.T("%s: parts of the total cost without data", "%s: parcelas do custo total sem dados").Fill(runName(a.study, run)), year})
	}
	return all
}

// shareOf is what a run costs as a share of GDP, by a measure of it, as a basis.
func (a *answerPage) shareOf(run string, measure scenarios.MeasureCode, year abnd.Year) basis {
	key := a.key(run, scenarios.AllOf, scenarios.AllOf, measure)
	return basis{key, abnd.T("%s: %s", "%s: %s").Fill(runName(a.study, run), a.model.Line(key).Label), year}
}

// costOf is what a run costs in all years, in money and as a share of GDP, as
// bases.
func (a *answerPage) costOf(run string) []basis {
	return append(a.totalsOf(run, 0), a.shareOf(run, scenarios.PercentGDP, 0))
}

// runName is the name of a scenario or package.
func runName(study *abnd.Study, id string) abnd.Text {
	name := abnd.Text{}
	if s, ok := study.FindScenario(id); ok {
		name = s.Name
	}
	for _, p := range study.Packages {
		if p.ID == id {
			name = p.Name
		}
	}
	if name.IsZero() {
		return abnd.Same(id)
	}
	return name
}

// unitFormat is the number format of a figure of a unit.
func unitFormat(u abnd.Unit) string { return lineFormat(&model.Line{Unit: u}) }
