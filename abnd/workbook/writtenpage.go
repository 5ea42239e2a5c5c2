package workbook

import (
	"fmt"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/scenarios"
)

// writtenSheet holds every number and code of the blue cells as it was when the
// file was written, so that the workbook can say by itself what was changed since.
// Names, notes and sources are not among them: they move no result.
const writtenSheet = "WRITTEN"

// The columns of WRITTEN; the copies stand under the columns of their own sheets.
const (
	writtenWhere       = 1
	writtenRowColumn   = 2
	writtenWhat        = 3
	writtenCountColumn = 4 // cells changed, or the figure as written
	writtenWas         = 5
	writtenNow         = 6
	writtenRunning     = 7 // rows with a change so far, or the place of one
	writtenSingle      = 8 // column of the only change in a row
	writtenCopies      = 8 // before the first of the copies
)

// The rows of WRITTEN: the count, the results of each run, the first changes, the
// copies.
const (
	writtenCountRow     = paper.FirstDataRow
	writtenElsewhereRow = writtenCountRow + 1 // without what the room tries
	writtenRunsHead     = writtenCountRow + 3
	changesShown        = 20
	copyWidth           = 16 // in characters: as many digits as a figure has
)

// writtenRunRow is the row of a run.
func writtenRunRow(i int) int { return writtenRunsHead + 1 + i }

// writtenPages builds the sheet.
func (w *resultWriter) writtenPages(r request) []*paper.Page {
	p := &paper.Page{
		Name: writtenSheet, FrozenRows: paper.LabelRow, FrozenCols: writtenWhat, OnePageWide: true, Repeat: [2]int{paper.LabelRow, paper.LabelRow},
		About: abnd.T("What was changed in this file since abnd wrote it, and what that does to the cost", "O que mudou neste ficheiro desde que abnd o escreveu, e o efeito no custo"),
	}
	p.Widths = []float64{24, 7, 60, 18, 18, 18, 10, 10}
	p.AddTop(abnd.T("WRITTEN  ·  What was changed in workshop", "WRITTEN  ·  O que mudou na sessão de trabalho"),
		abnd.T("Numbers and codes of the blue cells as they were when abnd wrote this file, and the first %d rows that differ now. Changing them is what the workbook is for: nothing here is an error. Names, notes and sources are not compared.",
			"Números e códigos das células azuis como eram quando abnd escreveu este ficheiro, e as primeiras %d linhas que agora diferem. O livro serve para isso: nada aqui é um erro. Nomes, notas e fontes não se comparam.").Fill(changesShown), w.lang)
	x := &writtenCells{resultWriter: w, work: paper.NewSheetBuffer(p), page: p}
	x.inputs = r.inputs
	x.runs()
	x.copies()
	x.changes()
	x.work.Flush()
	p.FitTop()
	// The copies are for the formulas: they are not printed.
	p.Printed = address.Area{Top: 1, Left: 1, Bottom: x.changesHead() + changesShown, Right: writtenNow}
	return []*paper.Page{p}
}

// writtenCells writes the sheet.
type writtenCells struct {
	*resultWriter
	work   paper.SheetBuffer
	page   *paper.Page
	inputs []*paper.Page
	// first and last are the rows of the copies, widest how many columns they have.
	first, last, widest int
}

func (x *writtenCells) put(row, col int, c paper.Cell) { x.work.Put(row, col, c) }

func (x *writtenCells) label(row, col int, t abnd.Text, kind paper.LookKind) {
	x.put(row, col, paper.Cell{Value: paper.TextOrNothing(t.In(x.lang)), Look: paper.Look{Kind: kind, Number: paper.TextFormat, Left: kind != paper.HeadingLook, Wrap: kind == paper.FixedLook}})
}

// calc puts a formula with what it gives in a file in which nothing was changed.
func (x *writtenCells) calc(row, col int, value any, formula string, look paper.Look) {
	x.put(row, col, x.live(paper.Cell{Value: value, Look: look}, formula, address.Ref{Sheet: writtenSheet, Col: col, Row: row}))
}

func (x *writtenCells) head(row int, labels ...abnd.Text) {
	for i, t := range labels {
		x.label(row, 1+i, t, paper.LabelLook)
	}
}

// changesHead is the row that heads the list of changes.
func (x *writtenCells) changesHead() int { return writtenRunRow(len(x.summaryRuns())) + 2 }

// runs writes what each scenario and package costs, as it was and as it is.
func (x *writtenCells) runs() {
	years := x.study.Projection
	unit := abnd.T("% of GDP", "% do PIB")
	x.head(paper.LabelRow, abnd.T("Where", "Onde"), abnd.T("Row", "Linha"), abnd.T("What", "O quê"), abnd.T("Cells changed", "Células alteradas"), abnd.T("As written", "Como estava"), abnd.T("Now", "Agora"))
	x.label(writtenElsewhereRow, writtenWhat, abnd.T("of them, on other sheets than TRY", "das quais, em folhas que não TRY"), paper.FixedLook)
	x.label(writtenCountRow, writtenWhat, abnd.T("Blue cells changed since abnd wrote this file", "Células azuis alteradas desde que abnd escreveu este ficheiro"), paper.TotalLook)
	x.head(writtenRunsHead, unit, abnd.Text{}, abnd.T("Cost in the year picked on SUMMARY", "Custo no ano escolhido em SUMMARY"), abnd.T("As written", "Como estava"), abnd.T("Now", "Agora"), abnd.T("Change", "Diferença"))
	for i, year := range years.All() {
		x.put(writtenRunsHead, writtenCopies+1+i, yearCell(year))
	}
	percent := paper.Look{Kind: paper.FixedLook, Number: paper.PercentFormat}
	yearPlace := onSummary(yearPlaceRow, calcFirst)
	for i, r := range x.summaryRuns() {
		row := writtenRunRow(i)
		x.label(row, writtenWhat, abnd.Same(r.name), paper.FixedLook)
		key := r.sums.key(scenarios.AllOf, "share_of_gdp")
		for j, year := range years.All() {
			cell := paper.Cell{Value: x.value(x.model.Line(key), year), Look: percent}
			if cell.Value == "" {
				cell.Value = nil // what was not known
			}
			x.put(row, writtenCopies+1+j, cell)
		}
		was := fmt.Sprintf("INDEX($%s$%d:$%s$%d,1,%s)", address.Column(writtenCopies+1), row, address.Column(writtenCopies+years.Len()), row, yearPlace)
		value := x.value(x.model.Line(key), x.view.year)
		x.calc(row, writtenCountColumn, value, fmt.Sprintf(`IF(%[1]s="","",%[1]s)`, was), percent)
		x.calc(row, writtenWas, value, onSummary(runRow(i), sharesColumn), percent)
		change := any("")
		if value != "" {
			change = 0.0
		}
		left, right := address.At(row, writtenCountColumn), address.At(row, writtenWas)
		x.put(row, writtenNow, x.between(paper.Cell{Value: change, Look: percent}, fmt.Sprintf(`IF(OR(%[1]s="",%[2]s=""),"",%[2]s-%[1]s)`, left, right), address.Ref{Sheet: writtenSheet, Col: writtenNow, Row: row}, 1))
	}
}

// copies writes the inputs as they are when the file is written: a row for each
// row of an input sheet that has a number or a code, with the count of those that
// differ now.
func (x *writtenCells) copies() {
	x.widest = x.study.Projection.Len()
	head := x.changesHead() + changesShown + 3
	x.label(head-1, 1, abnd.T("The inputs as abnd wrote them", "Os dados como abnd os escreveu"), paper.HeadingLook)
	x.head(head, abnd.T("Sheet", "Folha"), abnd.T("Row", "Linha"), abnd.T("What", "O quê"), abnd.T("Cells changed", "Células alteradas"), abnd.Text{}, abnd.T("Now, where one changed", "Agora, se mudou uma"),
		abnd.T("So far", "Até aqui"), abnd.T("Column", "Coluna"))
	x.first = head + 2
	row := x.first
	for _, s := range x.resultWriter.inputs {
		for _, p := range x.inputs {
			if p.Name == s.Code {
				row = x.copySheet(row, s, p)
			}
		}
	}
	x.last = row - 1
	for col := 1; col <= x.widest; col++ {
		x.put(head, writtenCopies+col, paper.Cell{Value: float64(col), Look: paper.Look{Kind: paper.LabelLook, Number: paper.YearFormat, Centred: true}})
		x.put(head+1, writtenCopies+col, paper.Cell{Value: address.Column(col), Look: paper.Look{Kind: paper.LabelLook, Number: paper.TextFormat, Centred: true}})
		x.page.Widths = append(x.page.Widths, copyWidth)
	}
	count := fmt.Sprintf("SUM(%s)", x.down(writtenCountColumn))
	x.calc(writtenCountRow, writtenCountColumn, 0.0, count, paper.Look{Kind: paper.TotalLook, Number: paper.WholeFormat})
	elsewhere := fmt.Sprintf("SUMPRODUCT((%s<>%s)*%s)", x.down(writtenWhere), paper.TextLiteral(sheets.Try), x.down(writtenCountColumn))
	x.calc(writtenElsewhereRow, writtenCountColumn, 0.0, elsewhere, paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat})
}

// down is a column of the copies.
func (x *writtenCells) down(col int) string {
	return fmt.Sprintf("$%s$%d:$%s$%d", address.Column(col), x.first, address.Column(col), x.last)
}

// isCompared reports whether a cell holds a number or a code that may be changed.
func isCompared(column sheets.Column, c sheets.Cell) bool {
	format := formatOf(column, c)
	return c.Input && !column.Auto && (format.IsNumber() || format == sheets.Code)
}

// copySheet writes the rows of one sheet.
func (x *writtenCells) copySheet(row int, s sheets.Sheet, p *paper.Page) int {
	rows := map[int]paper.Row{}
	for _, r := range p.Rows {
		rows[r.At] = r
	}
	for i, line := range s.Rows {
		at := paper.FirstDataRow + i
		cells := rows[at].Cells
		var parts []address.Area // of columns that follow one another
		for j, c := range line {
			if j >= len(s.Columns) || j >= len(cells) || cells[j].Formula != "" || !isCompared(s.Columns[j], c) {
				continue
			}
			col := j + 1
			copied := paper.Cell{Value: cells[j].Value, Look: paper.Look{Kind: paper.FixedLook, Shrink: true}}
			x.put(row, writtenCopies+col, copied)
			x.widest = max(x.widest, col)
			if n := len(parts); n > 0 && parts[n-1].Right == col-1 {
				parts[n-1].Right = col
				continue
			}
			parts = append(parts, address.Area{Top: at, Left: col, Bottom: at, Right: col})
		}
		if len(parts) == 0 {
			continue
		}
		x.compare(row, s, at, cells, parts)
		row++
	}
	return row
}

// compare writes what is asked of a row: how many cells differ, which one where it
// is one, and what it holds now. A zero is no blank.
func (x *writtenCells) compare(row int, s sheets.Sheet, at int, cells []paper.Cell, parts []address.Area) {
	head := x.first - 2
	var counts, columns []string
	for _, a := range parts {
		now := fmt.Sprintf("%s!$%s%d:$%s%d", address.Quoted(s.Code), address.Column(a.Left), at, address.Column(a.Right), at)
		was := fmt.Sprintf("$%s%d:$%s%d", address.Column(writtenCopies+a.Left), row, address.Column(writtenCopies+a.Right), row)
		places := fmt.Sprintf("$%s$%d:$%s$%d", address.Column(writtenCopies+a.Left), head, address.Column(writtenCopies+a.Right), head)
		differs := fmt.Sprintf(`(((%[1]s<>%[2]s)+((%[1]s="")+(%[2]s="")=1))>0)`, now, was)
		counts = append(counts, "SUMPRODUCT("+differs+"*1)")
		columns = append(columns, "SUMPRODUCT("+differs+"*"+places+")")
	}
	whole := paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}
	text := paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Left: true}
	x.put(row, writtenWhere, paper.Cell{Value: s.Code, Look: text})
	x.put(row, writtenRowColumn, paper.Cell{Value: float64(at), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat}})
	x.put(row, writtenWhat, paper.Cell{Value: paper.TextOrNothing(rowName(s, cells, x.lang)), Look: text})
	x.calc(row, writtenCountColumn, 0.0, "IFERROR("+strings.Join(counts, "+")+",1)", whole)
	count := address.At(row, writtenCountColumn)
	single := address.At(row, writtenSingle)
	x.calc(row, writtenSingle, 0.0, fmt.Sprintf("IFERROR(IF(%s=1,%s,0),0)", count, strings.Join(columns, "+")), whole)
	before := address.At(row-1, writtenRunning)
	if row == x.first {
		before = "0"
	}
	x.calc(row, writtenRunning, 0.0, fmt.Sprintf("%s+MIN(1,%s)", before, count), whole)
	all := fmt.Sprintf("%s!$A%d:$%s%d", address.Quoted(s.Code), at, address.Column(parts[len(parts)-1].Right), at)
	cell := fmt.Sprintf("INDEX(%s,1,%s)", all, single)
	x.calc(row, writtenNow, "", fmt.Sprintf(`IF(%s=0,"",IF(%s="",%s,%s))`, single, cell, paper.TextLiteral(blankWord.In(x.lang)), cell), paper.Look{Kind: paper.FixedLook, Left: true})
}

// blankWord stands for a cell that is blank.
var blankWord = abnd.T("(blank)", "(em branco)")

// rowName names a row by what stands before its figures: the texts of the columns
// that stay in view, in the language of the reader.
func rowName(s sheets.Sheet, cells []paper.Cell, lang abnd.Lang) string {
	const longest, columns = 90, 4
	var parts []string
	for j, c := range cells {
		text, isText := c.Value.(string)
		of := s.Columns[j]
		other := of.Lang != "" && (of.Lang == abnd.English) != (lang == abnd.English)
		if j >= max(s.Frozen, columns) || of.Hidden || other || !isText || text == "" || len(parts) > 0 && parts[len(parts)-1] == text {
			continue
		}
		parts = append(parts, text)
	}
	return paper.Shortened(strings.Join(parts, " · "), longest)
}

// changes lists the first rows in which something was changed.
func (x *writtenCells) changes() {
	head := x.changesHead()
	x.label(head-1, 1, abnd.T("The first rows that were changed", "As primeiras linhas alteradas"), paper.HeadingLook)
	x.head(head, abnd.T("Where", "Onde"), abnd.T("No.", "N.º"), abnd.T("What", "O quê"), abnd.T("Cells changed", "Células alteradas"), abnd.T("As written", "Como estava"), abnd.T("Now", "Agora"))
	in := func(col int, place string) string { return fmt.Sprintf("INDEX(%s,%s)", x.down(col), place) }
	area := fmt.Sprintf("$%s$%d:$%s$%d", address.Column(writtenCopies+1), x.first, address.Column(writtenCopies+x.widest), x.last)
	letters := fmt.Sprintf("$%s$%d:$%s$%d", address.Column(writtenCopies+1), x.first-1, address.Column(writtenCopies+x.widest), x.first-1)
	fixed := paper.Look{Kind: paper.FixedLook, Left: true}
	for k := range changesShown {
		row := head + 1 + k
		x.put(row, writtenRowColumn, paper.Cell{Value: float64(k + 1), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat}})
		place := address.At(row, writtenRunning)
		x.calc(row, writtenRunning, 0.0, fmt.Sprintf("IFERROR(MATCH(%s,%s,0),0)", address.At(row, writtenRowColumn), x.down(writtenRunning)), paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat})
		shown := func(col int, formula string) {
			x.calc(row, col, "", fmt.Sprintf(`IF(%s=0,"",%s)`, place, formula), fixed)
		}
		single := in(writtenSingle, place)
		shown(writtenWhere, fmt.Sprintf(`IF(%s=0,%s&%s&%s,%s&"!"&INDEX(%s,1,%s)&%s)`, single, in(writtenWhere, place), paper.TextLiteral(inRow.In(x.lang)), in(writtenRowColumn, place),
			in(writtenWhere, place), letters, single, in(writtenRowColumn, place)))
		shown(writtenWhat, in(writtenWhat, place))
		shown(writtenCountColumn, in(writtenCountColumn, place))
		was := fmt.Sprintf("INDEX(%s,%s,%s)", area, place, single)
		shown(writtenWas, fmt.Sprintf(`IF(%s=0,"",IF(%s="",%s,%s))`, single, was, paper.TextLiteral(blankWord.In(x.lang)), was))
		shown(writtenNow, in(writtenNow, place))
	}
}

// inRow parts a sheet from a row of it.
var inRow = abnd.T(", row ", ", linha ")
