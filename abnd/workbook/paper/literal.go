package paper

import "strings"

// TextLiteral writes a text into a formula; Excel takes at most 255
// characters between two quotes.
func TextLiteral(s string) string {
	const most = 200
	var parts []string
	for runes := []rune(s); ; {
		n := min(most, len(runes))
		parts = append(parts, `"`+strings.ReplaceAll(string(runes[:n]), `"`, `""`)+`"`)
		if runes = runes[n:]; len(runes) == 0 {
			return strings.Join(parts, "&")
		}
	}
}
