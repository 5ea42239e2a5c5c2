package paper

import (
	"math"
	"slices"
	"strings"
)

// Widths are in characters of the body font, heights in points.
const (
	LineHeight = 15.0
	// CharacterPixels is a character of a column's width, at 100 %.
	CharacterPixels = 7
	KeyScale        = 0.75 // keys are written smaller
	// BoldScale is how much wider a bold text may be: by 3 % in Calibri, by 13 % in
	// DejaVu Sans, which stands for it where neither it nor Carlito is.
	BoldScale  = 1.15
	Padding    = 2.0 // the edges of a cell, and an indent
	HighestRow = 409
	Coarse     = 1.02 // programs that draw on a coarse grid make texts wider
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

// TextWidth estimates the width of a text, that of the longest of its lines,
// in digits of the body font.
func TextWidth(s string) float64 {
	widest := 0
	for line := range strings.Lines(s) {
		widest = max(widest, runesWidth(strings.TrimRight(line, "\r\n")))
	}
	return float64(widest) / 100
}

// OneLine is the width of a column that shows a text on one line.
func OneLine(s string) float64 {
	const slack = 0.3
	return float64(TextWidth(s)*Coarse) + Padding + slack
}

// LinesOf estimates how many lines a text needs at a width. Some programs
// break a line after a hyphen and others do not: the larger number counts.
func LinesOf(s string, width float64) int {
	room := int(100 * max(width, 1) / Coarse)
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

func ClampWidth(w, low, high float64) float64 { return math.Ceil(max(low, min(high, w))) }

// PageWidth is the sum of the widths of what is shown.
func (p *Page) PageWidth() float64 {
	sum := 0.0
	for i := range p.Widths {
		sum += p.shownWidth(i)
	}
	return sum
}

// shownWidth is the width of a column, from 0: none where it is hidden.
func (p *Page) shownWidth(i int) float64 {
	if slices.Contains(p.Hidden, i+1) {
		return 0
	}
	return p.Widths[i]
}
