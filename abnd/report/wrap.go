package report

import (
	"slices"
	"strings"
)

// Width is how many columns what people read may take: the width of a
// terminal, and of a page in a fixed-width font.
const Width = 80

// Wrap breaks text into lines of at most width columns, the first after the
// prefix first, the others after rest. A word that is longer than a line, as an
// address or a path, is broken; line breaks in the text are kept.
func Wrap(text string, width int, first, rest string) string {
	var lines []string
	prefix := first
	most := max(1, width-max(runes(first), runes(rest)))
	for _, paragraph := range strings.Split(text, "\n") {
		line := prefix
		empty := true
		for _, word := range pieces(strings.Split(paragraph, " "), most, width-runes(prefix)) {
			if !empty && runes(line)+1+runes(word) > width {
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

// pieces are words, those that are longer than most in pieces. The first one
// may have more room.
func pieces(words []string, most, atFirst int) []string {
	var all []string
	for i, word := range words {
		if i == 0 && runes(word) <= atFirst {
			all = append(all, word)
			continue
		}
		for piece := range slices.Chunk([]rune(word), most) {
			all = append(all, string(piece))
		}
	}
	return all
}
