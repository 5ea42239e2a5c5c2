package workbook

import (
	"strconv"
	"strings"
)

// The last row and column that the format has.
const (
	lastRow    = 1_048_576
	lastColumn = 16_384
)

// columnName writes a column number, counted from 1, as letters: 28 is "AB".
func columnName(col int) string {
	var letters [4]byte
	i := len(letters)
	for col > 0 && i > 0 {
		col--
		i--
		letters[i] = byte('A' + col%26)
		col /= 26
	}
	return string(letters[i:])
}

// address writes a row and a column, counted from 1, as "D14".
func address(row, col int) string { return columnName(col) + strconv.Itoa(row) }

// parseAddress reads "D14" or "$D$14".
func parseAddress(s string) (row, col int, ok bool) {
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
	return row, col, err == nil && row <= lastRow && col >= 1 && col <= lastColumn
}

// area is a rectangle of cells, its edges included.
type area struct {
	top, left, bottom, right int
}

func (a area) String() string {
	if a.top == a.bottom && a.left == a.right {
		return address(a.top, a.left)
	}
	return address(a.top, a.left) + ":" + address(a.bottom, a.right)
}

// parseArea reads "B2:D4".
func parseArea(s string) (a area, ok bool) {
	from, to, two := strings.Cut(s, ":")
	if !two {
		to = from
	}
	var okFrom, okTo bool
	a.top, a.left, okFrom = parseAddress(from)
	a.bottom, a.right, okTo = parseAddress(to)
	return a, okFrom && okTo && a.top <= a.bottom && a.left <= a.right
}

// quoted writes a sheet's name as formulas want it: in quotes where it is
// more than letters and digits, or looks like a cell.
func quoted(sheet string) string {
	plain := sheet != "" && (sheet[0] < '0' || sheet[0] > '9')
	for _, r := range sheet {
		if !(r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			plain = false
		}
	}
	if _, _, isCell := parseAddress(sheet); plain && !isCell {
		return sheet
	}
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
}

// absolute writes a reference that does not move when a formula is copied:
// ECO!$D$14.
func absolute(sheet string, row, col int) string {
	return quoted(sheet) + "!$" + columnName(col) + "$" + strconv.Itoa(row)
}
