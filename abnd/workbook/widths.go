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
	boldScale  = 1.05 // labels are bold
	pad        = 2.0  // the edges of a cell, and an indent
	highestRow = 409
	coarse     = 1.02 // programs that draw on a coarse grid make texts wider
)

// advances are the widths of the printable ASCII characters in Calibri, in
// hundredths of a digit. Its usual substitutes, Carlito and DejaVu Sans, have
// digits of another width, but texts of nearly the same width in digits.
var advances = [...]uint8{
	45, 64, 79, 98, 100, 141, 135, 44, 60, 60, 98, 98, 49, 60, 50, 76, // space to /
	100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 53, 53, 98, 98, 98, 91, // 0 to ?
	176, 114, 107, 105, 121, 96, 91, 124, 123, 50, 63, 103, 83, 169, 127, 131, // @ to O
	102, 133, 107, 91, 96, 127, 112, 176, 102, 96, 92, 61, 76, 61, 98, 98, // P to _
	57, 95, 104, 83, 104, 98, 60, 93, 104, 45, 47, 90, 45, 158, 104, 104, // ` to o
	104, 104, 69, 77, 66, 104, 89, 141, 85, 89, 78, 62, 91, 62, 98, // p to ~
}

// plainLetters are the letters À to ÿ without their accents, which add no
// width; a dot stands for those that are not of this kind.
const plainLetters = "AAAAAA.CEEEEIIII.NOOOOO.OUUUUY..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"

// advance is the width of a character in hundredths of a digit.
func advance(r rune) int {
	if r >= 'À' && r <= 'ÿ' {
		if c := plainLetters[r-'À']; c != '.' {
			r = rune(c)
		}
	}
	switch {
	case r >= ' ' && int(r-' ') < len(advances):
		return int(advances[r-' '])
	case r > 0x2e80: // letters of East Asia are as wide as they are high
		return 200
	case r >= 0x2000:
		return 180 // dashes, arrows
	}
	return 115
}

func runesWidth(s string) int {
	width := 0
	for _, r := range s {
		width += advance(r)
	}
	return width
}

// textWidth estimates the width of a text, that of the longest of its lines,
// in digits of the body font.
func textWidth(s string) float64 {
	widest := 0
	for line := range strings.Lines(s) {
		widest = max(widest, runesWidth(strings.TrimRight(line, "\r\n")))
	}
	return float64(widest) / 100
}

// oneLine is the width of a column that shows a text on one line.
func oneLine(s string) float64 {
	const slack = 0.3
	return float64(textWidth(s)*coarse) + pad + slack
}

// linesOf estimates how many lines a text needs at a width. Some programs
// break a line after a hyphen and others do not: the larger number counts.
func linesOf(s string, width float64) int {
	room := int(100 * max(width, 1) / coarse)
	lines := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines += max(linesOfWords(paragraph, room, false), linesOfWords(paragraph, room, true))
	}
	return max(1, lines)
}

// linesOfWords is the number of lines of a paragraph; room is in hundredths.
func linesOfWords(paragraph string, room int, atHyphens bool) int {
	lines, used := 1, 0
	put := func(part string, gap int) {
		w := runesWidth(part)
		if used > 0 && used+gap+w > room {
			lines++
			used = 0
		} else if used > 0 {
			used += gap
		}
		for used += w; used > room; used -= room {
			lines++
		}
	}
	for word := range strings.FieldsSeq(paragraph) {
		gap := advance(' ')
		if atHyphens {
			for part := range strings.SplitAfterSeq(word, "-") {
				if part != "" {
					put(part, gap)
					gap = 0
				}
			}
			continue
		}
		put(word, gap)
	}
	return lines
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
		if takesText(s, j) {
			low = 24
		}
	}
	body := 0.0 // with its edges
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
		body = max(body, float64(w*coarse)+pad)
	}
	if column.Format == sheets.Code && column.List != nil {
		for _, code := range column.List.Names() {
			body = max(body, oneLine(code)+pad)
		}
	}
	if body <= pad && column.Format == sheets.Wrapped {
		low = 40 // nothing there yet: room to type
	}
	const shortLabel = 18 // on one line
	label := column.Label.In(lang)
	head := textWidth(label) * boldScale
	if column.Format.IsNumber() || head > shortLabel {
		head /= 2.5 // three lines at most, if words allow
	}
	for word := range strings.FieldsSeq(label) {
		head = max(head, textWidth(word)*boldScale)
	}
	head = max(head, min(textWidth(column.Key)*keyScale, 24))
	return clampWidth(max(body, float64(head*coarse)+pad), low, max(low, high))
}

// isMixed says whether a column of texts also holds figures, as the column of
// all of a benefit's parameters does.
func isMixed(s *sheets.Sheet, j int) bool {
	if s.Columns[j].Format.IsNumber() {
		return false
	}
	return slices.ContainsFunc(s.Rows, func(line []sheets.Cell) bool { return j < len(line) && line[j].Format.IsNumber() })
}

// takesText says whether free text may be typed into the column.
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

// pageWidth is the sum of the widths.
func (p *page) pageWidth() float64 {
	sum := 0.0
	for _, w := range p.widths {
		sum += w
	}
	return sum
}
