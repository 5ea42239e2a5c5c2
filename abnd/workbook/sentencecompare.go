package workbook

import (
	"strings"
	"unicode"
)

// groupMarks may stand between thousands, whatever the computer's settings.
const groupMarks = ",. '’\u00a0\u2009\u202f"

// sameSentence reports whether two sentences are the same words with the same
// figures: the separators in a figure are those of the computer that computed
// the workbook, and say nothing about it.
func sameSentence(stored, engine string) bool {
	a, b := []rune(stored), []rune(engine)
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if unicode.IsDigit(a[i]) && unicode.IsDigit(b[j]) {
			n, x := figureAt(a[i:])
			m, y := figureAt(b[j:])
			if x != y {
				return false
			}
			i, j = i+n, j+m
			continue
		}
		if a[i] != b[j] {
			return false
		}
		i, j = i+1, j+1
	}
	return i == len(a) && j == len(b)
}

// figureAt reads a number in groups of three digits, or with decimals, and
// gives its length and its digits, with "." before decimals. A last mark that
// exactly three digits follow parts thousands: the decimals of sentences are
// fewer.
func figureAt(s []rune) (length int, figure string) {
	const group = 3
	var digits strings.Builder
	run := 0 // digits read since the last mark
	read := func() {
		for run = 0; length < len(s) && unicode.IsDigit(s[length]); run++ {
			digits.WriteRune(s[length])
			length++
		}
	}
	read()
	for length+1 < len(s) && strings.ContainsRune(groupMarks, s[length]) && unicode.IsDigit(s[length+1]) {
		after := length + 1
		for after < len(s) && unicode.IsDigit(s[after]) {
			after++
		}
		switch n := after - length - 1; {
		case n == group:
			length++
			read()
		case s[length] == '.' || s[length] == ',':
			digits.WriteByte('.')
			length++
			read()
			return length, digits.String()
		default:
			return length, digits.String() // a space between two numbers
		}
	}
	return length, digits.String()
}
