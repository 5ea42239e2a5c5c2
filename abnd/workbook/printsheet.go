package workbook

import (
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// PRINT and FICHES are pages of paper and nothing else: they lie on a grid of
// narrow columns, in letters that are printed as large as they are, and every
// height is computed, so that it is known where a page ends.
const (
	printColumns = 24
	// Columns are measured in digits of the font of the book. A program that has no
	// Calibri, nor Carlito, draws them a third wider: the grid fits the paper
	// there too, and lies in the middle of it elsewhere.
	printColumnWidth = 4.6
	printScale       = 100 // percent: letters are printed as large as they are set
	// printPoints is the size of the smallest letters.
	printPoints  = 9.0
	headPoints   = 12.0
	titlePoints  = 15.0
	printPadding = 2.25 // points above and below the lines of a cell, together
	// printRoom is the height of a page in points, with a little left over:
	// programs differ in the heights of rows.
	printRoom = 470.0
)

// Of a font the heights of lines and the widths of digits, in its size.
const (
	linesPerPoint  = 1.28
	digitsPerPoint = 0.507
	edgesOfCell    = 9.0 // points: both edges, and an indent
	gridPoints     = 5.25
)

// printCell is a cell over some columns of the grid: a value, or a live
// formula with the value that it gives, or entries one below the other of which
// each may be live.
type printCell struct {
	span    int
	value   any
	formula string // as it stands on the sheet of the page
	look    paper.Look
	entries []printEntry
}

// printEntry is a text, or a formula with what it says.
type printEntry struct{ value, formula string }

// printRow is a row of cells over the grid.
type printRow struct {
	cells  []printCell
	height float64 // 0 for what the texts need
	// head is repeated where a page begins with the row.
	head *printRow
	// with says that the next row stands on the same page.
	with bool
	// charts lie over the row.
	charts []paper.Chart
	// begins says that a page begins here.
	begins bool
}

// printer puts rows together as the pages of a sheet.
type printer struct {
	*resultWriter
	sheet  string
	ranked []scenarios.RankedFact // nil until they are asked for
}

// words is a cell of text.
func (p *printer) words(span int, text abnd.Text, look paper.Look) printCell {
	look.Number, look.Wrap = paper.TextFormat, true
	if look.Points == 0 {
		look.Points = printPoints
	}
	if look.Kind == paper.FixedLook || look.Kind == paper.TotalLook || look.Kind == paper.LabelLook {
		look.Left = !look.Centred
	}
	return printCell{span: span, value: paper.TextOrNothing(text.In(p.lang)), look: look}
}

func (p *printer) cell(span int, text abnd.Text) printCell {
	return p.words(span, text, paper.Look{Kind: paper.FixedLook})
}

func (p *printer) label(span int, text abnd.Text) printCell {
	return p.words(span, text, paper.Look{Kind: paper.LabelLook})
}

// list is a cell of entries; a dash where there is none.
func (p *printer) list(span int, entries []printEntry) printCell {
	c := p.words(span, abnd.Same("—"), paper.Look{Kind: paper.FixedLook})
	if len(entries) > 0 {
		c.value, c.entries = nil, entries
	}
	return c
}

// heading begins a part.
func (p *printer) heading(text abnd.Text) printRow {
	c := p.words(printColumns, text, paper.Look{Kind: paper.HeadingLook, Points: headPoints})
	return printRow{cells: []printCell{c}, with: true}
}

// note explains what stands above or below it.
func (p *printer) note(text abnd.Text) printRow {
	return printRow{cells: []printCell{p.words(printColumns, text, paper.Look{Kind: paper.HelpLook})}}
}

// yearHead is the head of a column of one year.
func (p *printer) yearHead(span int, year abnd.Year) printCell {
	return printCell{span: span, value: float64(year), look: paper.Look{Kind: paper.LabelLook, Number: paper.YearFormat, Centred: true, Points: printPoints}}
}

// wholeMillions is the amount in millions from which on they are printed whole.
const wholeMillions = 1e5

// figure shows a line in a year, live; blank where it is not known or there is no
// such line.
func (p *printer) figure(span int, key model.Key, year abnd.Year, kind paper.LookKind) printCell {
	c := printCell{span: span, look: paper.Look{Kind: kind, Number: paper.GeneralFormat, Points: printPoints}}
	if !p.model.Has(key) {
		return c
	}
	at, there := p.spots[key]
	if !there {
		return c
	}
	line := p.model.Line(key)
	c.value, c.look.Number = p.value(line, year), p.numberOf(line)
	c.look.Shrink = true // of the largest amounts: a number never shows as ####
	if c.look.Number == millionsFormat && p.largestMoney >= wholeMillions {
		c.look.Number = wholeMillionsFormat
	}
	col := at.col
	if at.series {
		col = at.column(year)
	}
	// A reference to an empty cell would show as 0.
	ref := address.Absolute(at.sheet, at.row, col)
	c.formula = `IF(` + ref + `="","",` + ref + `)`
	return c
}

// said is a sentence as an entry; what has no figures is a text.
func (p *printer) said(s costing.Sentence) printEntry {
	e := printEntry{value: strings.TrimSpace(s.In(p.projection, p.lang))}
	if !isPlain(s) {
		e.formula = p.formulas.sentence(s, p.sheet, p.lang)
	}
	return e
}

// room is how many characters of a size fit on a line of so many columns.
func printLine(span int, look paper.Look) float64 {
	points := float64(float64(span)*printColumnWidth*gridPoints) - edgesOfCell
	chars := points / float64(look.Points*digitsPerPoint)
	if look.IsBold() {
		chars /= paper.BoldScale
	}
	return chars
}

const entryMark = "• "

// shown is the text of a cell.
func (c printCell) shown() string {
	if len(c.entries) == 0 {
		s, _ := c.value.(string)
		return s
	}
	var lines []string
	for _, e := range c.entries {
		lines = append(lines, c.mark()+e.value)
	}
	return strings.Join(lines, "\n")
}

// mark stands before each of several entries.
func (c printCell) mark() string {
	if len(c.entries) == 1 {
		return ""
	}
	return entryMark
}

// lines is how many lines the text of a cell takes.
func (c printCell) lines() int { return paper.LinesOf(c.shown(), printLine(c.span, c.look)) }

// tall is the height that a row needs.
func (r printRow) tall() float64 {
	if r.height > 0 {
		return r.height
	}
	tall := 0.0
	for _, c := range r.cells {
		tall = max(tall, math.Ceil(float64(float64(c.lines())*c.look.Points*linesPerPoint))+printPadding)
	}
	return min(tall, paper.HighestRow)
}

// printedPage is a range of rows on one page, and the height that they have.
type printedPage struct {
	from, to int // rows, to excluded
	tall     float64
}

// paged breaks rows into as few pages as they need, and among those ways takes
// the one that fills them most evenly: no page is left half empty behind full
// ones.
func paged(rows []printRow, room float64) []printedPage {
	type best struct {
		pages int
		waste float64
		from  int
		tall  float64
	}
	better := func(a, b best) bool {
		return a.pages < b.pages || a.pages == b.pages && a.waste < b.waste
	}
	of := make([]best, len(rows)+1) // of the rows before
	for end := 1; end <= len(rows); end++ {
		of[end] = best{pages: math.MaxInt32}
		if end < len(rows) && rows[end-1].with {
			continue // no page ends here
		}
		tall := 0.0
		for from := end - 1; from >= 0; from-- {
			tall += rows[from].tall()
			whole := tall
			if head := rows[from].head; head != nil {
				whole += head.tall()
			}
			if whole > room && from < end-1 {
				break
			}
			if before := of[from]; before.pages < math.MaxInt32 && (from == 0 || !rows[from-1].with) {
				free := max(0, room-whole) / room
				if x := (best{before.pages + 1, before.waste + float64(free*free), from, whole}); better(x, of[end]) {
					of[end] = x
				}
			}
			if rows[from].begins {
				break
			}
		}
	}
	var pages []printedPage
	for end := len(rows); end > 0; end = of[end].from {
		pages = append(pages, printedPage{of[end].from, end, of[end].tall})
	}
	slices.Reverse(pages)
	return pages
}

// Pages that are not full are spread: each row that may grow is made higher by as
// much as a reader does not notice.
const mostSpread = 1.45

// spread is by how much the rows of a page are higher than they need be.
func (page printedPage) spread() float64 {
	return max(1, min(mostSpread, printRoom/page.tall))
}

// fill writes the pages onto a sheet: the rows of paper first, and below them
// the entries that cells put together.
func (p *printer) fill(about abnd.Text, rows []printRow) *paper.Page {
	sheet := &paper.Page{Name: p.sheet, About: about, Tab: tabResult, Scale: printScale, Middle: true}
	for range printColumns {
		sheet.Widths = append(sheet.Widths, printColumnWidth)
	}
	pages := paged(rows, printRoom)
	var all []printRow
	for i, page := range pages {
		if i > 0 {
			sheet.Breaks = append(sheet.Breaks, len(all)+1)
		}
		first := len(all)
		if head := rows[page.from].head; head != nil {
			all = append(all, *head)
		}
		all = append(all, rows[page.from:page.to]...)
		for j := first; j < len(all); j++ {
			all[j].height = all[j].tall()
			if len(all[j].charts) == 0 {
				all[j].height = min(math.Floor(float64(all[j].height*page.spread())), paper.HighestRow)
			}
		}
	}
	at := len(all) + 2 // below a blank row: the entries, of which the cells are made
	var below []paper.Row
	work := func(e printEntry) string {
		ref := address.Ref{Sheet: p.sheet, Col: 2, Row: at}
		c := p.live(paper.Cell{Value: e.value, Look: paper.Look{Number: paper.TextFormat}}, e.formula, ref)
		below = append(below, paper.Row{At: at, Cells: []paper.Cell{{Value: reader.ComputedRow, Look: paper.Look{Kind: paper.KeyLook}}, c}})
		at++
		return "$" + address.Column(ref.Col) + "$" + address.At(ref.Row, 1)[1:]
	}
	for i, r := range all {
		row := paper.Row{At: i + 1, Height: r.height}
		for _, c := range r.cells {
			col := len(row.Cells) + 1
			row.Add(p.placed(c, address.Ref{Sheet: p.sheet, Col: col, Row: row.At}, work))
			for range c.span - 1 {
				row.Add(paper.Cell{Look: paper.Look{Kind: c.look.Kind, Number: c.look.Number}})
			}
			if c.span > 1 {
				sheet.Merges = append(sheet.Merges, address.Area{Top: row.At, Left: col, Bottom: row.At, Right: col + c.span - 1})
			}
		}
		sheet.Rows = append(sheet.Rows, row)
		for _, chart := range r.charts {
			chart.At = address.At(row.At, 1)
			sheet.Charts = append(sheet.Charts, chart)
		}
	}
	sheet.Printed = address.Area{Top: 1, Left: 1, Bottom: len(all), Right: printColumns}
	sheet.Rows = append(sheet.Rows, below...)
	p.printedRows[p.sheet] = len(all)
	return sheet
}

// placed is a cell of the grid as a cell of the sheet.
func (p *printer) placed(c printCell, at address.Ref, work func(printEntry) string) paper.Cell {
	out := paper.Cell{Value: c.value, Look: c.look}
	if len(c.entries) == 0 {
		if c.formula != "" {
			return p.live(out, c.formula, at)
		}
		return out
	}
	out.Value = c.shown()
	if len(c.entries) == 1 && c.entries[0].formula != "" {
		return p.live(out, c.entries[0].formula, at)
	}
	var parts []string
	text := ""
	for i, e := range c.entries {
		if i > 0 {
			text += "\n"
		}
		text += c.mark()
		if e.formula == "" {
			text += e.value
			continue
		}
		if text != "" {
			parts = append(parts, paper.TextLiteral(text))
		}
		parts, text = append(parts, work(e)), ""
	}
	if len(parts) == 0 {
		return out
	}
	if text != "" {
		parts = append(parts, paper.TextLiteral(text))
	}
	return p.live(out, strings.Join(parts, "&"), at)
}
