package workbook

import (
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

// Widths are in characters of the body font, heights in points.
const (
	lineHeight = 15.0
	keyScale   = 0.75 // keys are written smaller
	boldScale  = 1.1  // labels are bold
	pad        = 2.0
	highestRow = 409
	space      = 0.7
)

// textWidth estimates the width of a text, that of the longest of its lines,
// in digits of the body font.
func textWidth(s string) float64 {
	widest := 0.0
	for line := range strings.Lines(s) {
		width := 0.0
		for _, r := range strings.TrimRight(line, "\r\n") {
			switch {
			case strings.ContainsRune(" .,;:!|'()ijlt", r):
				width += 0.7
			case r >= 'A' && r <= 'Z', r == 'm', r == 'w', r > 0x2e80:
				width += 1.2
			default:
				width++
			}
		}
		widest = max(widest, width)
	}
	return widest
}

// linesOf estimates how many lines a text needs at a width.
func linesOf(s string, width float64) int {
	width = max(width, 1)
	lines := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines++
		used := 0.0
		for word := range strings.FieldsSeq(paragraph) {
			w := textWidth(word)
			if used > 0 && used+space+w > width {
				lines++
				used = 0
			} else if used > 0 {
				used += space
			}
			for used += w; used > width; used -= width {
				lines++
			}
		}
	}
	return max(1, lines)
}

func clampWidth(w, low, high float64) float64 { return math.Ceil(max(low, min(high, w))) }

// columnWidth is wide enough for every number of the column, for its label on
// a few lines, and for its texts, wrapped where they are long.
func columnWidth(s *sheets.Sheet, j int, lang abnd.Lang) float64 {
	column := s.Columns[j]
	low, high := 8.0, 40.0
	switch column.Format {
	case sheets.Persons, sheets.Money:
		low = 12 // room for a larger number to be typed
	case sheets.Share, sheets.Number:
		low = 10
	case sheets.Wrapped:
		high = 60
	}
	if isMixed(s, j) {
		low, high = 12, 30
	}
	body := 0.0
	for _, line := range s.Rows {
		if j >= len(line) {
			continue
		}
		w := textWidth(shown(column, line[j], lang))
		if _, isNumber := line[j].Value.Number(); isNumber {
			low = max(low, w+pad+0.5) // a number that does not fit shows as ####
		} else if line[j].List != nil {
			w += pad // the arrow of the drop-down
		}
		body = max(body, w)
	}
	if column.Format == sheets.Code && column.List != nil {
		for _, code := range column.List.Names() {
			body = max(body, textWidth(code)+pad)
		}
	}
	label := column.Label.In(lang)
	head := textWidth(label) * boldScale / 2.5 // three lines at most, if words allow
	for word := range strings.FieldsSeq(label) {
		head = max(head, textWidth(word)*boldScale)
	}
	head = max(head, min(textWidth(column.Key)*keyScale, 24))
	return clampWidth(max(body, head)+pad, low, max(low, high))
}

// isMixed says whether a column of texts also holds figures, as the column of
// all of a benefit's parameters does.
func isMixed(s *sheets.Sheet, j int) bool {
	if s.Columns[j].Format.IsNumber() {
		return false
	}
	return slices.ContainsFunc(s.Rows, func(line []sheets.Cell) bool { return j < len(line) && line[j].Format.IsNumber() })
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

// pageWidth is the sum of the widths.
func (p *page) pageWidth() float64 {
	sum := 0.0
	for _, w := range p.widths {
		sum += w
	}
	return sum
}
