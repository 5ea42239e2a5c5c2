package textfile

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Mark is the decimal mark of a file.
type Mark uint8

// The marks. Unknown is that of a file in which nothing tells them apart.
const (
	Point Mark = iota
	Comma
	Unknown
)

// A comma or point that can only be a decimal mark: no three digits follow it,
// or nothing but a zero stands before it.
const sureDigits = `(?:\d+%[1]s(?:\d{1,2}|\d{4,})?|0%[1]s\d+|%[1]s\d+|\d{4,}%[1]s\d+)`

const exponent = `(?:[eE][-+]?\d+)?`

var (
	surePoint = regexp.MustCompile(`^[-+]?` + strings.ReplaceAll(sureDigits, "%[1]s", `\.`) + exponent + `$`)
	sureComma = regexp.MustCompile(`^[-+]?` + strings.ReplaceAll(sureDigits, "%[1]s", `,`) + exponent + `$`)
	// grouped are thousands with a space between them, as Portuguese writes
	// them, maybe one that does not break.
	grouped = regexp.MustCompile(`^[-+]?\d{1,3}(?:[ \x{a0}\x{2009}\x{202f}]\d{3})+(?:[.,]\d*)?$`)
)

// markOf finds the decimal mark of a table. Columns that commas separate have
// the point, as RFC 4180 files do, unless only the comma is sure to be one.
func markOf(rows []Row, separator rune) Mark {
	points, commas := false, false
	for _, row := range rows {
		for _, cell := range row.Cells {
			mark, sure := MarkIn(cell)
			points = points || sure && mark == Point
			commas = commas || sure && mark == Comma
		}
	}
	switch {
	case commas && !points:
		return Comma
	case points && !commas, separator == ',':
		return Point
	}
	return Unknown
}

// MarkIn is the decimal mark that a cell shows, where it can be no other.
func MarkIn(cell string) (Mark, bool) {
	cell = strings.TrimSpace(cell)
	switch {
	case surePoint.MatchString(cell):
		return Point, true
	case sureComma.MatchString(cell):
		return Comma, true
	}
	return Unknown, false
}

// Parse reads a number of a file with the mark. A form that could be two
// numbers, as "1.234" where the mark is not known, is none. In a file with the
// point, which programs write, nothing else is read; people write the others,
// so that a space may stand between thousands.
func (m Mark) Parse(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if m == Point {
		return plain(s)
	}
	if grouped.MatchString(s) {
		s = strings.Map(func(r rune) rune {
			if strings.ContainsRune(" \u00a0\u2009\u202f", r) {
				return -1
			}
			return r
		}, s)
		// The space has shown what separates thousands.
		return plain(strings.Replace(s, ",", ".", 1))
	}
	switch {
	case m == Comma && strings.Contains(s, "."):
		return 0, false
	case m == Comma, m == Unknown && sureComma.MatchString(s):
		s = strings.Replace(s, ",", ".", 1)
	case m == Unknown && strings.Contains(s, ".") && !surePoint.MatchString(s):
		return 0, false
	}
	return plain(s)
}

// plain reads digits, a decimal point, maybe an exponent. Words like NaN and
// forms like 0x1p-2 are no numbers here.
func plain(s string) (float64, bool) {
	if s == "" || strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsInf(x, 0)
}
