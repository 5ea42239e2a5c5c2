package abnd

import "strings"

// Nearest returns the candidate that is most likely meant by a misspelt
// word, or "" where none comes close: at most a third of its letters differ,
// two that were swapped counting as one. Case is ignored; the first of equals
// wins.
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

// editDistance counts letters that are changed, left out, put in, or swapped
// with their neighbour (Damerau, F. (1964), A technique for computer detection
// and correction of spelling errors, Communications of the ACM 7(3)).
func editDistance(a, b []rune) int {
	var before, last []int // the rows of the two letters before
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
