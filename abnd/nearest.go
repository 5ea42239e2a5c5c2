package abnd

import "strings"

// Nearest returns the candidate that is most likely meant by a misspelt
// word, or "" where none comes close: at most a third of its letters differ
// (Levenshtein, V. (1966), Binary codes capable of correcting deletions,
// insertions and reversals, Soviet Physics Doklady 10(8)). Case is ignored;
// the first of equals wins.
func Nearest(word string, candidates []string) string {
	best, distance := "", -1
	for _, candidate := range candidates {
		d := editDistance([]rune(strings.ToLower(word)), []rune(strings.ToLower(candidate)))
		if limit := (len([]rune(candidate)) + 2) / 3; d <= limit && (distance < 0 || d < distance) {
			best, distance = candidate, d
		}
	}
	return best
}

func editDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range b {
			cost := diagonal
			if r != s {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, cost)
		}
	}
	return row[len(b)]
}
