package abnd

import (
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate that is most likely meant by a misspelt
// word, or "" where none comes close: at most a third of its letters differ
// (Levenshtein, V. (1966), Binary codes capable of correcting deletions,
// insertions and reversals, Soviet Physics Doklady 10(8)). Case is ignored;
// the first of equals wins.
func Nearest(word string, candidates []string) string {
	best, distance := "", -1
	letters := []rune(strings.ToLower(word))
	for _, candidate := range candidates {
		most := (utf8.RuneCountInString(candidate) + 2) / 3
		if distance >= 0 {
			most = min(most, distance-1) // only a nearer one is of use
		}
		if d := editDistance(letters, []rune(strings.ToLower(candidate)), most); d <= most {
			best, distance = candidate, d
		}
	}
	return best
}

// editDistance counts the letters in which two words differ. It gives up, with
// a number above the most that is of use, where it sees that there are more:
// a word is held against thousands, and nearly all are far from it.
func editDistance(a, b []rune, most int) int {
	if d := max(len(a)-len(b), len(b)-len(a)); d > most {
		return d
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		diagonal := row[0]
		row[0] = i + 1
		least := row[0]
		for j, s := range b {
			cost := diagonal
			if r != s {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, cost)
			least = min(least, row[j+1])
		}
		if least > most {
			return least
		}
	}
	return row[len(b)]
}
