package report

import (
	"strings"
	"unicode/utf8"
)

// Width is how many columns what people read may take: the width of a
// terminal, and of a page in a fixed-width font.
const Width = 80

// Wrap breaks text into lines of at most width columns, the first after the
// prefix first, the others after rest. A word that is longer than a line
// stands alone on one; line breaks in the text are kept.
func Wrap(text string, width int, first, rest string) string {
	var lines []string
	prefix := first
	for _, paragraph := range strings.Split(text, "\n") {
		line := prefix
		empty := true
		for _, word := range strings.Split(paragraph, " ") {
			if word == "" {
				continue
			}
			if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
				lines = append(lines, line)
				line, empty = rest, true
			}
			if !empty {
				line += " "
			}
			line, empty = line+word, false
		}
		lines = append(lines, strings.TrimRight(line, " "))
		prefix = rest
	}
	return strings.Join(lines, "\n")
}
