// Package address writes and reads where cells stand in a workbook: as people
// and formulas name them, D14 or ECO!$D$14. Rows and columns are counted from 1.
package address

import (
	"strconv"
	"strings"
)

// The last row and column that the format has.
const (
	LastRow    = 1_048_576
	lastColumn = 16_384
)

// Column writes a column number, counted from 1, as letters: 28 is "AB".
func Column(col int) string {
	var letters [4]byte
	return string(appendColumn(letters[:0], col))
}

func appendColumn(to []byte, col int) []byte {
	var letters [4]byte
	i := len(letters)
	for col > 0 && i > 0 {
		col--
		i--
		letters[i] = byte('A' + col%26)
		col /= 26
	}
	return append(to, letters[i:]...)
}

// At writes a row and a column, counted from 1, as "D14".
func At(row, col int) string {
	var at [16]byte
	return string(Append(at[:0], row, col))
}

// Append appends what [At] writes.
func Append(to []byte, row, col int) []byte {
	return strconv.AppendInt(appendColumn(to, col), int64(row), 10)
}

// Parse reads "D14" or "$D$14".
func Parse(s string) (row, col int, ok bool) {
	s = strings.ReplaceAll(s, "$", "")
	i := 0
	for ; i < len(s) && i < 3; i++ {
		letter := s[i] &^ 0x20 // upper case
		if letter < 'A' || letter > 'Z' {
			break
		}
		col = col*26 + int(letter-'A') + 1
	}
	if i == len(s) || s[i] < '1' || s[i] > '9' {
		return 0, 0, false
	}
	row, err := strconv.Atoi(s[i:])
	return row, col, err == nil && row <= LastRow && col >= 1 && col <= lastColumn
}

// Area is a rectangle of cells, its edges included.
type Area struct {
	Top, Left, Bottom, Right int
}

func (a Area) String() string {
	if a.Top == a.Bottom && a.Left == a.Right {
		return At(a.Top, a.Left)
	}
	return At(a.Top, a.Left) + ":" + At(a.Bottom, a.Right)
}

// ParseArea reads "B2:D4".
func ParseArea(s string) (a Area, ok bool) {
	from, to, two := strings.Cut(s, ":")
	if !two {
		to = from
	}
	var okFrom, okTo bool
	a.Top, a.Left, okFrom = Parse(from)
	a.Bottom, a.Right, okTo = Parse(to)
	return a, okFrom && okTo && a.Top <= a.Bottom && a.Left <= a.Right
}

// Quoted writes a sheet's name as formulas want it: in quotes where it is
// more than letters and digits, or looks like a cell.
func Quoted(sheet string) string {
	plain := sheet != "" && (sheet[0] < '0' || sheet[0] > '9')
	for _, r := range sheet {
		if !(r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			plain = false
		}
	}
	if _, _, isCell := Parse(sheet); plain && !isCell {
		return sheet
	}
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
}

// Absolute writes a reference that does not move when a formula is copied:
// ECO!$D$14.
func Absolute(sheet string, row, col int) string {
	return Quoted(sheet) + "!$" + Column(col) + "$" + strconv.Itoa(row)
}

// Ref is where one cell stands in a book.
type Ref struct {
	Sheet    string
	Col, Row int
}

// String writes the address as diagnostics do: ECO!D14.
func (a Ref) String() string { return a.Sheet + "!" + At(a.Row, a.Col) }

// Absolute writes the address for a formula: ECO!$D$14.
func (a Ref) Absolute() string { return Absolute(a.Sheet, a.Row, a.Col) }
