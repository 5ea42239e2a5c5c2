package workbook

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// page is one worksheet, laid out and ready to be written: what excelize must
// know before a sheet is streamed, and the rows in their order. Input sheets,
// contents and lists are pages, and so is any computed sheet.
type page struct {
	name       string
	about      abnd.Text // one sentence for the contents sheet
	tab        string    // colour of the tab
	widths     []float64 // of the columns from A, in characters
	frozenRows int
	frozenCols int
	onePage    bool   // printed on a single page
	portrait   bool   // printed upright
	repeat     [2]int // first and last row repeated on each printed page; 0 for none
	rules      []rule // what may be typed where
	links      []link
	merges     []address.Area
	// onePageWide prints every column on one page, whatever their width;
	// printCols is how many columns are printed, 0 for all.
	onePageWide bool
	printCols   int
	printed     address.Area // what is printed, where that is not all rows from the first on
	breaks      []int        // rows that begin a new page
	scale       uint         // percentage that it is printed at; 0 fits it to the paper
	lights      []lamp       // cells that show whether all is well
	charts      []chart      // drawn over the cells
	rows        []row        // in rising order of at
}

// row is one row of a page; cells begin in column A.
type row struct {
	at     int
	height float64 // in points; 0 lets the program fit it to its text
	cells  []cell
}

func (r *row) add(cells ...cell) { r.cells = append(r.cells, cells...) }

// cell is one cell: a value, or a live formula with the value that it gives.
// value is nil, a string, a float64 or a bool. A string is text whatever it
// begins with; only formula makes a formula.
type cell struct {
	value   any
	formula string // without the equals sign
	look    look
}

// link leads from a cell to another place in the book.
type link struct {
	at   address.Area
	to   string // "ECO!A1"
	hint string
}

// Colours of tabs.
const (
	tabInput = "2E75B6"
	tabFixed = "A6A6A6"
	tabGuide = "1F3864"
)

// backLabel leads back to the contents.
var backLabel = abnd.T("← Contents", "← Índice")

// addTop writes title, help and the way back to the contents.
func (p *page) addTop(title, help abnd.Text, lang abnd.Lang) {
	p.rows = append(p.rows,
		row{at: titleRow, height: 24, cells: []cell{{value: title.In(lang), look: look{kind: titleLook}}}},
		row{at: helpRow, cells: []cell{{value: text(help.In(lang)), look: look{kind: helpLook, wrap: true}}}},
		row{at: backRow, cells: []cell{{value: backLabel.In(lang), look: look{kind: linkLook}}}})
	p.links = append(p.links, link{at: address.Area{Top: backRow, Left: 1, Bottom: backRow, Right: 1}, to: address.Quoted(ContentsSheet) + "!A1"})
}

// fitTop spreads the help over enough columns to be read, and gives its row
// the height it needs: programs do not fit the height of merged cells. Call it
// once the widths are known.
func (p *page) fitTop() {
	const readable = 110 // characters a line
	width, last := 0.0, 0
	for last < len(p.widths) && (last == 0 || width+p.widths[last] <= readable) {
		width += p.widths[last]
		last++
	}
	for i := range p.rows {
		r := &p.rows[i]
		if r.at != helpRow || len(r.cells) == 0 || r.cells[0].value == nil {
			continue
		}
		if last > 1 {
			p.merges = append(p.merges, address.Area{Top: helpRow, Left: 1, Bottom: helpRow, Right: last})
		}
		r.height = min(lineHeight*float64(linesOf(r.cells[0].value.(string), width-pad)), highestRow)
	}
}

// fitted gives a row the height of its longest wrapped text. Excel would fit
// it by itself; other programs show one line of it.
func (p *page) fitted(r row) row {
	lines := 1
	for i, c := range r.cells {
		if s, isText := c.value.(string); isText && c.look.wrap && i < len(p.widths) {
			room := p.widths[i] - pad
			if c.look.kind == totalLook || c.look.kind == labelLook {
				room /= boldScale
			}
			lines = max(lines, linesOf(s, room))
		}
	}
	if lines > 1 {
		r.height = min(lineHeight*float64(lines), highestRow)
	}
	return r
}

// addHeading adds the heading of a block, with a narrow gap above it where the
// row before it is free.
func (p *page) addHeading(at int, heading cell) {
	const gap, high = 8, 18
	if p.rows[len(p.rows)-1].at < at-1 {
		p.rows = append(p.rows, row{at: at - 1, height: gap})
	}
	p.rows = append(p.rows, row{at: at, height: high, cells: []cell{heading}})
}

// fitColumn makes a column as wide as the longest of its texts that wrap,
// the head among them, between low and high.
func (p *page) fitColumn(col int, low, high float64) {
	widest := 0.0
	for _, r := range p.rows {
		if r.at < labelRow || len(r.cells) < col {
			continue
		}
		c := r.cells[col-1]
		if s, isText := c.value.(string); isText && c.look.wrap {
			w := oneLine(s)
			if c.look.kind == totalLook || c.look.kind == labelLook {
				w = float64((w-pad)*boldScale) + pad
			}
			widest = max(widest, w)
		}
	}
	p.widths[col-1] = clampWidth(widest, low, high)
}

// fitAmounts makes columns equally wide, for the largest number in them as an
// amount with cents and for one ten times as large, and at least low.
func (p *page) fitAmounts(low float64, cols ...int) {
	const room, edges = 10.0, 1.5
	largest := 0.0
	for _, r := range p.rows {
		for _, col := range cols {
			if len(r.cells) < col {
				continue
			}
			if x, isNumber := r.cells[col-1].value.(float64); isNumber {
				largest = max(largest, math.Abs(x))
			}
		}
	}
	width := math.Ceil(max(low, edges+textWidth(grouped(fmt.Sprintf("%.2f", -room*largest)))))
	for _, col := range cols {
		p.widths[col-1] = width
	}
}

// fitRows gives every row without a height the one that it needs.
func (p *page) fitRows() {
	for i, r := range p.rows {
		if r.height == 0 && r.at >= firstDataRow {
			p.rows[i] = p.fitted(r)
		}
	}
}

// dimension is the area that has cells.
func (p *page) dimension() address.Area {
	a := address.Area{Top: 1, Left: 1, Bottom: 1, Right: 1}
	for _, r := range p.rows {
		a.Bottom = max(a.Bottom, r.at)
		a.Right = max(a.Right, len(r.cells))
	}
	return a
}

// text is a cell's value: no empty string is written into a cell.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func itoa(n int) string { return strconv.Itoa(n) }

// sortRows puts the rows in rising order, as the stream wants them.
func (p *page) sortRows() {
	slices.SortStableFunc(p.rows, func(a, b row) int { return a.at - b.at })
}
