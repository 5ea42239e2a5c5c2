package abnd

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate that is most likely meant by a misspelt
// word, or "" where none comes close: at most a third of its letters differ,
// two that were swapped counting as one. Case is ignored; the first of equals
// wins.
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

// NearestOf lists as many candidates as asked for, those nearest to a word
// first, however far they are: of a long list, what its reader may have meant.
func NearestOf(word string, candidates []string, few int) []string {
	letters := []rune(strings.ToLower(word))
	near := slices.Clone(candidates)
	distance := func(candidate string) int {
		other := []rune(strings.ToLower(candidate))
		return editDistance(letters, other, max(len(letters), len(other)))
	}
	slices.SortStableFunc(near, func(a, b string) int { return distance(a) - distance(b) })
	return near[:min(few, len(near))]
}

// A remedy lists so many names, or so many after one that is near; of more it
// gives the few that are nearest.
const (
	mostListed = 12
	mostBeside = 6
	fewListed  = 3
)

// DidYouMean asks whether a name was meant.
func DidYouMean(name string) Text { return T("did you mean %q?", "queria dizer %q?").Fill(name) }

// Suggestion is the remedy for a name that is unknown: the nearest one, if one
// comes close, and those that are valid, if a reader can take them in.
func Suggestion(word string, known []string) Text {
	near := Nearest(word, known)
	switch {
	case near != "" && len(known) <= mostBeside:
		return T("%s Valid values: %s", "%s Valores válidos: %s").Fill(DidYouMean(near), strings.Join(known, ", "))
	case near != "":
		return DidYouMean(near)
	case len(known) == 0:
		return T("there is none yet", "ainda não há nenhum")
	case len(known) <= mostListed:
		return T("valid values: %s", "valores válidos: %s").Fill(strings.Join(known, ", "))
	}
	return T("enter one of the %d that exist, e.g. %s", "indique um dos %d que existem, por exemplo %s").
		Fill(len(known), strings.Join(NearestOf(word, known, fewListed), ", "))
}

// editDistance counts letters that are changed, left out, put in, or swapped
// with their neighbour (Damerau, F. (1964), A technique for computer detection
// and correction of spelling errors, Communications of the ACM 7(3)). It gives
// up, with a number above the most that is of use, where it sees that there are
// more: a word is held against thousands, and nearly all are far from it.
func editDistance(a, b []rune, most int) int {
	if d := max(len(a)-len(b), len(b)-len(a)); d > most {
		return d
	}
	before, last := make([]int, len(b)+1), make([]int, len(b)+1) // the rows of the two letters before
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, before
		row[0] = i + 1
		least := row[0]
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		// A swap reaches back two rows, and costs one.
		if i > 0 && least > most+1 {
			return least
		}
	}
	return row[len(b)]
}
