package workbook

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing/model"
)

// numberFormat is the format code for a cell of the format.
func numberFormat(format sheets.Format, value abnd.Value) string {
	x, known := value.Number()
	switch format {
	case sheets.Text, sheets.Wrapped, sheets.Code, sheets.Codes:
		if known {
			return paper.GeneralFormat
		}
		// As text, "2026-01-31" or "1/2" typed into the cell stays what it is.
		return paper.TextFormat
	case sheets.YearNo, sheets.Whole:
		return paper.YearFormat
	case sheets.Persons:
		return paper.WholeFormat
	case sheets.Share:
		return paper.PercentFormat
	case sheets.Money:
		switch {
		case !known, math.Abs(x) < 1000 && x == math.Trunc(x):
			return paper.SmallFormat
		case x != math.Trunc(x) && math.Abs(x) < 1e6:
			return paper.DecimalsFormat
		}
		return paper.WholeFormat
	case sheets.Number:
		if known && hasManyDecimals(x) {
			return paper.DecimalsFormat
		}
	}
	return paper.GeneralFormat
}

// hasManyDecimals reports whether a number that is not very small has more than the
// four decimals that tell a reader anything.
func hasManyDecimals(x float64) bool {
	const small, shift = 0.01, 1e4
	return math.Abs(x) >= small && math.Abs(float64(x*shift)-math.Round(x*shift)) > small
}

// showNumber writes x about as the format shows it, to measure the column.
func showNumber(format sheets.Format, x float64) string {
	switch format {
	case sheets.YearNo, sheets.Whole:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case sheets.Share:
		return strconv.FormatFloat(100*x, 'f', 2, 64) + "%"
	case sheets.Persons:
		return paper.Grouped(strconv.FormatFloat(x, 'f', 0, 64))
	case sheets.Money:
		if numberFormat(format, abnd.Num(x)) == paper.DecimalsFormat {
			return paper.Grouped(strconv.FormatFloat(x, 'f', 4, 64))
		}
		return paper.Grouped(strconv.FormatFloat(x, 'f', 0, 64))
	case sheets.Number:
		if hasManyDecimals(x) {
			return paper.Grouped(strconv.FormatFloat(x, 'f', 4, 64))
		}
	}
	// General shows eleven digits at most.
	s := strconv.FormatFloat(x, 'g', -1, 64)
	return s[:min(len(s), 12)]
}

// How wide a note may be, in characters: with the room of who validated it, so that
// both still go on one printed page, and where there is room beside them. Wide notes make
// low rows, and the figures of more of them are on the first screen.
const (
	noteWidth     = 46.0
	wideNoteWidth = 80.0
)

// widenNotes gives the notes of a sheet what room its printed pages have side by side.
func widenNotes(p *paper.Page, s *sheets.Sheet, lang abnd.Lang) {
	for j, column := range s.Columns {
		if isNote(column) && !slices.Contains(p.Hidden, j+1) {
			p.Widths[j] = max(p.Widths[j], min(columnWidth(s, j, lang, wideNoteWidth), p.Widths[j]+p.RoomBeside()))
		}
	}
}

func isNote(column sheets.Column) bool {
	return column.Format == sheets.Wrapped && strings.HasPrefix(column.Key, sheets.NoteColumn+"_")
}

// columnWidth is wide enough for every number of the column, for its label on
// a few lines, and for its texts, wrapped where they are long; a note has a width of its
// own.
func columnWidth(s *sheets.Sheet, j int, lang abnd.Lang, note float64) float64 {
	column := s.Columns[j]
	low, high := 8.0, 40.0
	switch column.Format {
	case sheets.Persons, sheets.Money:
		low = 12 // room for a larger number to be typed
	case sheets.Share, sheets.Number:
		low = 10
	case sheets.Wrapped:
		high = 60
		if isNote(column) {
			high = note
		}
	}
	if isMixed(s, j) {
		low, high = 12, 30
		if takesText(s, j) {
			low = 24
		}
	}
	body := 0.0 // with its edges
	for _, line := range s.Rows {
		if j >= len(line) {
			continue
		}
		w := paper.TextWidth(shown(column, line[j], lang))
		if _, isNumber := line[j].Value.Number(); isNumber {
			low = max(low, w+paper.Padding+0.5) // a number that does not fit shows as ####
		} else if line[j].List != nil {
			w += paper.Padding // the arrow of the drop-down
		}
		body = max(body, float64(w*paper.Coarse)+paper.Padding)
	}
	for _, line := range s.Rows {
		s.CodedIn(line, column, func(_ int, list *model.List) {
			for _, c := range list.Codes {
				body = max(body, min(paper.OneLine(c.Label.In(lang)), widestMeaning))
			}
		})
	}
	if column.Format == sheets.Code && column.List != nil {
		for _, code := range column.List.Names() {
			body = max(body, paper.OneLine(code)+paper.Padding)
		}
	}
	if body <= paper.Padding && column.Format == sheets.Wrapped {
		low = 40 // nothing there yet: room to type
	}
	const shortLabel = 18 // on one line
	label := column.Label.In(lang)
	head := paper.TextWidth(label) * paper.BoldScale
	if column.Format.IsNumber() || head > shortLabel {
		head /= 2.5 // three lines at most, if words allow
	}
	for word := range strings.FieldsSeq(label) {
		head = max(head, paper.TextWidth(word)*paper.BoldScale)
	}
	return paper.ClampWidth(max(body, float64(head*paper.Coarse)+paper.Padding), low, max(low, high))
}

// widestMeaning is how wide a column is made for what its codes may mean.
const widestMeaning = 30

// isMixed reports whether a column of texts also holds figures, as the column of
// all of a benefit's parameters does.
func isMixed(s *sheets.Sheet, j int) bool {
	if s.Columns[j].Format.IsNumber() {
		return false
	}
	return slices.ContainsFunc(s.Rows, func(line []sheets.Cell) bool { return j < len(line) && line[j].Format.IsNumber() })
}

// takesText reports whether free text may be typed into the column.
func takesText(s *sheets.Sheet, j int) bool {
	return slices.ContainsFunc(s.Rows, func(line []sheets.Cell) bool {
		return j < len(line) && line[j].Input && line[j].List == nil && (line[j].Format == sheets.Text || line[j].Format == sheets.Wrapped)
	})
}

// shown is what the cell shows.
func shown(column sheets.Column, c sheets.Cell, lang abnd.Lang) string {
	x, isNumber := c.Value.Number()
	if !isNumber {
		code, _ := c.Value.Code()
		if column.Auto && !c.Label.IsZero() {
			return c.Label.In(lang)
		}
		return code
	}
	return showNumber(formatOf(column, c), x)
}

// formatOf is the format of a cell: its own, or its column's where it has
// none. (A cell of free text in a column of numbers is a text by its value.)
func formatOf(column sheets.Column, c sheets.Cell) sheets.Format {
	if c.Format == sheets.Text {
		return column.Format
	}
	return c.Format
}
