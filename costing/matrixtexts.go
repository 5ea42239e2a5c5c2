package costing

import (
	"strings"

	"github.com/openabnd/engine/abnd"
)

// placeholderMeasures are the figures of a group that a text of the matrix
// can name, as in {older.effective}.
var placeholderMeasures = []struct {
	code string
	line []string
	as   NumberStyle
}{
	{"size", []string{"size_now"}, AsRounded},
	{"legal", []string{"legal"}, AsPercent},
	{"effective", []string{"effective"}, AsPercent},
	{"effective_low", []string{"effective_low"}, AsPercent},
	{"effective_high", []string{"effective_high"}, AsPercent},
	{"left_out", []string{"gap", "left_out"}, AsRounded},
	{"left_out_share", []string{"gap", "left_out", "share"}, AsPercent},
	{"policy", []string{"gap", "policy"}, AsRounded},
	{"policy_share", []string{"gap", "policy", "share"}, AsPercent},
	{"implementation", []string{"gap", "implementation"}, AsRounded},
	{"implementation_share", []string{"gap", "implementation", "share"}, AsPercent},
	{"adequacy", []string{"gap", "adequacy"}, AsRounded},
	{"adequacy_share", []string{"gap", "adequacy", "share"}, AsPercent},
}

// PlaceholderMeasures lists the figures that a text of the matrix can name
// of each group.
func PlaceholderMeasures() []string {
	codes := make([]string, len(placeholderMeasures))
	for i, m := range placeholderMeasures {
		codes[i] = m.code
	}
	return codes
}

// placeholder finds the figure that {group.measure} stands for.
func placeholder(study *abnd.Study, name string) (Part, bool) {
	group, measure, _ := strings.Cut(name, ".")
	if _, ok := study.FindGroup(group); !ok {
		return Part{}, false
	}
	for _, m := range placeholderMeasures {
		if m.code == measure {
			return Part{Figure: CoverageKey(group, m.line...), As: m.as}, true
		}
	}
	return Part{}, false
}

// piece of a text with placeholders: plain text, or what stands in braces.
type piece struct {
	text    string
	isPlace bool
}

// pieces splits a text at its placeholders. A brace that is not closed is
// plain text.
func pieces(text string) []piece {
	var all []piece
	for text != "" {
		before, rest, open := strings.Cut(text, "{")
		inside, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			return append(all, piece{text: text})
		}
		if before != "" {
			all = append(all, piece{text: before})
		}
		all = append(all, piece{text: strings.TrimSpace(inside), isPlace: true})
		text = after
	}
	return all
}

// MatrixSentence is a text of the assessment matrix in one language, with its
// placeholders as live figures. The study must be free of errors.
func MatrixSentence(study *abnd.Study, text string) Sentence {
	var parts Words
	for _, p := range pieces(text) {
		if part, ok := placeholder(study, p.text); p.isPlace && ok {
			parts = append(parts, part)
			continue
		}
		parts = append(parts, Part{Text: abnd.Same(p.text)})
	}
	return Sentence{Cases: []Words{parts}}
}

// placeholders checks what a text of the matrix names in braces.
func (c *checker) placeholders(path abnd.Path, t abnd.MatrixText) {
	var known []string
	for _, g := range c.study.Groups {
		for _, m := range placeholderMeasures {
			known = append(known, g.ID+"."+m.code)
		}
	}
	for _, in := range []struct{ cell, text string }{{"text_en", t.Text.EN}, {"text_pt", t.Text.PT}} {
		for _, p := range pieces(in.text) {
			if !p.isPlace {
				continue
			}
			if _, ok := placeholder(c.study, p.text); ok {
				continue
			}
			remedy := abnd.T("enter {group.measure} with a group of GROUPS and one of the measures %s", "escreva {grupo.medida} com um grupo de GROUPS e uma de %s").Fill(strings.Join(PlaceholderMeasures(), ", "))
			if near := abnd.Nearest(p.text, known); near != "" {
				remedy = abnd.DidYouMean(near)
			}
			c.fail(path+"/"+abnd.Path(in.cell), "unknown-placeholder", abnd.T("%q is not a valid measure of the assessment", "%q não é uma medida válida da avaliação").Fill("{"+p.text+"}"), remedy)
		}
	}
}
