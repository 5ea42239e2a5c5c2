package report

import (
	"regexp"
	"strconv"
	"strings"
)

// EscapeFormula is a text as it stands in a CSV file. A spreadsheet runs as a formula
// what begins with =, +, -, @, a tab or a carriage return, and text that people
// typed, or that came with a file, may begin so. Such a text gets an
// apostrophe before it; a number, also a negative one, stays what it is. The
// same goes for what follows a semicolon, a tab or a new line inside the text,
// because where Windows separates columns by semicolons, as in Portugal, Excel
// cuts there.
func EscapeFormula(text string) string {
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return escapeSignedText(text)
}

// escapeSignedText is [EscapeFormula] for what is known to be a text: one that reads as a
// number with a sign is guarded too, for in a file that is cut at other marks
// it may not end where the number does.
func escapeSignedText(text string) string {
	if text != "" && strings.ContainsRune(formulaStarts, rune(text[0])) {
		text = "'" + text
	}
	return formulaInside.ReplaceAllString(text, "${1}'${2}")
}

const formulaStarts = "=+-@\t\r"

var formulaInside = regexp.MustCompile("([;\t\r\n][\" ]*)([=+@-])")
