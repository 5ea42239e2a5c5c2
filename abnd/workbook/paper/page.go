package paper

import (
	"fmt"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// Page is one worksheet, laid out and ready to be written: what excelize must
// know before a sheet is streamed, and the rows in their order. Input sheets,
// contents and lists are pages, and so is any computed sheet.
type Page struct {
	Name       string
	Label      abnd.Text // shown on the contents sheet instead of the name; blank for the name
	About      abnd.Text // one sentence for the contents sheet
	Tab        string    // colour of the tab
	Widths     []float64 // of the columns from A, in characters
	Hidden     []int     // columns, from 1, that are not shown
	FrozenRows int
	FrozenCols int
	OnePage    bool   // printed on a single page
	Portrait   bool   // printed upright
	Middle     bool   // printed in the middle between narrow margins
	Unshown    bool   // its tab is hidden: it is there for the formulas of others
	Repeat     [2]int // first and last row repeated on each printed page; 0 for none
	Rules      []Rule // what may be typed where
	Links      []Link
	Merges     []address.Area
	// OnePageWide prints every column on one page, whatever their width;
	// printCols is how many columns are printed, 0 for all.
	OnePageWide bool
	PrintCols   int
	Printed     address.Area // what is printed, where that is not all rows from the first on
	Breaks      []int        // rows that begin a new page
	Scale       uint         // percentage that it is printed at; 0 fits it to the paper
	Lights      []StatusCell // cells that show whether all is well
	HideErrors  bool         // a cell that holds an error looks like a blank one
	Charts      []Chart      // drawn over the cells
	Names       []Name       // of cells anywhere in the book
	// Notes is how many rows of text stand below the head, each over a screen.
	Notes int
	// Open says that the sheet is not protected: a group of rows cannot be opened
	// on a sheet that is.
	Open bool
	Rows []Row // in rising order of at
}

// The rows of an input sheet.
const (
	titleRow     = 1
	helpRow      = 2
	BackRow      = 3 // the way back to the contents
	KeyRow       = 4
	LabelRow     = 5
	FirstDataRow = 6
)

// Row is one row of a page; cells begin in column A.
type Row struct {
	At     int
	Height float64 // in points; 0 lets the program fit it to its text
	Hidden bool
	// Folded rows are in a group that is opened by a button at the left.
	Folded bool
	Cells  []Cell
}

func (r *Row) Add(cells ...Cell) { r.Cells = append(r.Cells, cells...) }

// Cell is one cell: a value, or a live formula with the value that it gives.
// value is nil, a string, a float64 or a bool. A string is text whatever it
// begins with; only formula makes a formula.
type Cell struct {
	Value   any
	Formula string // without the equals sign
	Look    Look
}

// Link leads from a cell to another place in the book.
type Link struct {
	At   address.Area
	To   string // "ECO!A1"
	hint string
}

// Name is a name of cells that the whole book knows.
type Name struct {
	Name string // ASCII, and no address of a cell
	To   string // the cells, absolute, with their sheet
}

// Colours of tabs.
const (
	TabInput = "2E75B6"
	TabFixed = "A6A6A6"
	TabGuide = "1F3864"
)

// ContentsSheet is the first sheet of a book of inputs, and near the front of every other.
const ContentsSheet = "CONTENTS"

// BackLabel leads back to the contents.
var BackLabel = abnd.T("← Contents", "← Índice")

// AddTop writes title, help and the way back to the contents, in the first
// column that is shown: which are hidden is to be said before.
func (p *Page) AddTop(title, help abnd.Text, lang abnd.Lang) {
	left := p.firstShown()
	top := func(c Cell) []Cell { return append(make([]Cell, left-1), c) }
	p.Rows = append(p.Rows,
		Row{At: titleRow, Height: 24, Cells: top(Cell{Value: title.In(lang), Look: Look{Kind: TitleLook}})},
		Row{At: helpRow, Cells: top(Cell{Value: TextOrNothing(help.In(lang)), Look: Look{Kind: HelpLook, Wrap: true}})},
		Row{At: BackRow, Cells: top(Cell{Value: BackLabel.In(lang), Look: Look{Kind: LinkLook}})})
	p.Links = append(p.Links, Link{At: address.Area{Top: BackRow, Left: left, Bottom: BackRow, Right: left}, To: address.Quoted(ContentsSheet) + "!A1"})
}

// firstShown is the first column that is not hidden, from 1.
func (p *Page) firstShown() int {
	for col := 1; ; col++ {
		if !slices.Contains(p.Hidden, col) {
			return col
		}
	}
}

// WithTitle is the page with a few words more in its title, where it has one.
func (p *Page) WithTitle(words string) *Page {
	at := -1
	if len(p.Rows) > 0 {
		at = slices.IndexFunc(p.Rows[0].Cells, func(c Cell) bool { return c.Look.Kind == TitleLook })
	}
	if at < 0 {
		return p
	}
	titled := *p
	titled.Rows = slices.Clone(p.Rows)
	title := &titled.Rows[0]
	title.Cells = slices.Clone(title.Cells)
	title.Cells[at].Value = fmt.Sprint(title.Cells[at].Value, "  ·  ", words)
	return &titled
}

// FitTop spreads the help over enough columns to be read, and gives its row
// the height it needs: programs do not fit the height of merged cells. Call it
// once the widths are known.
func (p *Page) FitTop() {
	p.spreadNotes()
	const readable = 110 // characters a line
	left := p.firstShown()
	last, width := p.columnsWithin(readable)
	for i := range p.Rows {
		r := &p.Rows[i]
		if r.At != helpRow || len(r.Cells) < left || r.Cells[left-1].Value == nil {
			continue
		}
		if last > left {
			p.Merges = append(p.Merges, address.Area{Top: helpRow, Left: left, Bottom: helpRow, Right: last})
		}
		r.Height = min(LineHeight*float64(LinesOf(r.Cells[left-1].Value.(string), width-Padding)), HighestRow)
	}
}

// columnsWithin is how many columns are shown within so many characters, one at least,
// and how wide they are.
func (p *Page) columnsWithin(most float64) (columns int, width float64) {
	for columns < len(p.Widths) && (width == 0 || width+p.shownWidth(columns) <= most) {
		width += p.shownWidth(columns)
		columns++
	}
	return columns, width
}

// spreadNotes lets the notes run over a screen, and gives their rows the height that
// they need.
func (p *Page) spreadNotes() {
	const screen = 190 // characters
	last, width := p.columnsWithin(screen)
	for i := range p.Rows {
		r := &p.Rows[i]
		if r.At < FirstDataRow || r.At >= FirstDataRow+p.Notes {
			continue
		}
		r.Cells[0].Look.Wrap = true
		r.Height = min(LineHeight*float64(LinesOf(r.Cells[0].Value.(string), width-Padding)), HighestRow)
		p.Merges = append(p.Merges, address.Area{Top: r.At, Left: 1, Bottom: r.At, Right: last})
	}
}

// Fitted gives a row the height of its longest wrapped text. Excel would fit
// it by itself; other programs show one line of it.
func (p *Page) Fitted(r Row) Row {
	lines := 1
	for i, c := range r.Cells {
		if s, isText := c.Value.(string); isText && c.Look.Wrap && i < len(p.Widths) && p.shownWidth(i) > 0 {
			room := p.Widths[i] - Padding
			if c.Look.IsBold() {
				room /= BoldScale
			}
			lines = max(lines, LinesOf(s, room))
		}
	}
	if lines > 1 {
		r.Height = min(LineHeight*float64(lines), HighestRow)
	}
	return r
}

// AddHeading adds the heading of a block, with a narrow gap above it where the
// row before it is free.
func (p *Page) AddHeading(at int, heading Cell) {
	const gap, high = 8, 18
	if p.Rows[len(p.Rows)-1].At < at-1 {
		p.Rows = append(p.Rows, Row{At: at - 1, Height: gap})
	}
	p.Rows = append(p.Rows, Row{At: at, Height: high, Cells: []Cell{heading}})
}

// FitColumn makes a column as wide as the longest of its texts that wrap,
// the head among them, between low and high.
func (p *Page) FitColumn(col int, low, high float64) {
	widest := 0.0
	for _, r := range p.Rows {
		if r.At < LabelRow || len(r.Cells) < col {
			continue
		}
		c := r.Cells[col-1]
		if s, isText := c.Value.(string); isText && c.Look.Wrap {
			w := OneLine(s)
			if c.Look.IsBold() {
				w = float64((w-Padding)*BoldScale) + Padding
			}
			widest = max(widest, w)
		}
	}
	p.Widths[col-1] = ClampWidth(widest, low, high)
}

// FitAmounts makes columns equally wide, for the largest number in them as an
// amount with cents and for one ten times as large, and at least low.
func (p *Page) FitAmounts(low float64, cols ...int) {
	const room, edges = 10.0, 1.5
	largest := 0.0
	for _, r := range p.Rows {
		for _, col := range cols {
			if len(r.Cells) < col {
				continue
			}
			if x, isNumber := r.Cells[col-1].Value.(float64); isNumber {
				largest = max(largest, math.Abs(x))
			}
		}
	}
	width := math.Ceil(max(low, edges+TextWidth(Grouped(fmt.Sprintf("%.2f", -room*largest)))))
	for _, col := range cols {
		p.Widths[col-1] = width
	}
}

// FitRows gives every row without a height the one that it needs.
func (p *Page) FitRows() {
	for i, r := range p.Rows {
		if r.Height == 0 && r.At >= FirstDataRow {
			p.Rows[i] = p.Fitted(r)
		}
	}
}

// dimension is the area that has cells.
func (p *Page) dimension() address.Area {
	a := address.Area{Top: 1, Left: 1, Bottom: 1, Right: 1}
	for _, r := range p.Rows {
		a.Bottom = max(a.Bottom, r.At)
		a.Right = max(a.Right, len(r.Cells))
	}
	return a
}

// TextOrNothing is a cell's value: no empty string is written into a cell.
func TextOrNothing(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// SortRows puts the rows in rising order, as the stream wants them.
func (p *Page) SortRows() {
	slices.SortStableFunc(p.Rows, func(a, b Row) int { return a.At - b.At })
}
