package abnd

import "strings"

// Nature says of an input how it can be known: whether it is found, decided or
// expected. It changes no figure; it says what an input without a source is: of
// a fact a gap that can be closed, of a decision no fault.
//
// By rule a figure of a year that has passed is a fact, as are what the status
// quo pays and what is so whoever pays: prevalences, sizes of households, counts,
// lines, school days, prices. What a scenario changes and a benefit that nobody
// pays yet are decisions, and the later years of every series and take-up to come
// are expectations. The costing rules declare it of each parameter; a row of a
// benefit may say otherwise.
type Nature string

// The natures.
const (
	Fact        Nature = "fact"        // somebody can find it out
	Decision    Nature = "decision"    // the dialogue decides it
	Expectation Nature = "expectation" // nobody finds or decides it
)

// Natures lists the three.
func Natures() []Nature { return []Nature{Fact, Decision, Expectation} }

// Name is the nature in a word.
func (n Nature) Name() Text {
	switch n {
	case Fact:
		return T("fact", "facto")
	case Decision:
		return T("decision of the dialogue", "decisão do diálogo")
	case Expectation:
		return T("expectation", "previsão")
	}
	return Same(string(n))
}

// Valid reports whether n is one of the three.
func (n Nature) Valid() bool { return n == Fact || n == Decision || n == Expectation }

// gapWords begin, in a note, what is not known of a figure and where it would
// be found: "gap: the sizes of the households were not found; they would be in
// the register of the institution".
var gapWords = []string{"gap:", "Gap:", "lacuna:", "Lacuna:"}

// Gap is what the note says after the word "gap:" or "lacuna:": what is missing
// of the figure, and where it would be found, without a full stop at its end. Blank
// where it says nothing so.
func (p Provenance) Gap() Text {
	return Text{EN: gapIn(p.Note.EN), PT: gapIn(p.Note.PT)}
}

func gapIn(note string) string {
	for _, word := range gapWords {
		if _, gap, said := strings.Cut(note, word); said {
			return strings.TrimSuffix(strings.TrimSpace(gap), ".")
		}
	}
	return ""
}
