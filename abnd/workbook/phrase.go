package workbook

import (
	"fmt"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// phrase is a text over cells of one sheet: the formula that writes it, and what
// that comes to. Both are made in one step, so that they cannot part.
type phrase struct{ formula, value string }

// seen is a figure in a cell: where it stands, and what the engine says of it.
type seen struct {
	at    string // $J$12
	x     float64
	known bool
}

// condition is what is asked of figures: as a formula, and whether it holds.
type condition struct {
	formula string
	holds   bool
}

func isSeen(s seen) condition { return condition{s.at + "<>" + blankText, s.known} }

// above reports whether a figure is known and above zero: a text, as what is not
// known is, would be above every number.
func above(s seen) condition {
	return condition{fmt.Sprintf(`AND(%[1]s<>"",%[1]s>0)`, s.at), s.known && s.x > 0}
}

// below reports whether a figure is known and less than another.
func below(s, most seen) condition {
	return condition{fmt.Sprintf(`AND(%[1]s<>"",%[1]s<%[2]s)`, s.at, most.at), s.known && most.known && s.x < most.x}
}

func either(a, b condition) condition {
	return condition{"OR(" + a.formula + "," + b.formula + ")", a.holds || b.holds}
}

func both(a, b condition) condition {
	return condition{"AND(" + a.formula + "," + b.formula + ")", a.holds && b.holds}
}

// phraser writes phrases on a sheet in a language.
type phraser struct {
	renderer
	lang abnd.Lang
}

func (p phraser) say(t abnd.Text) phrase {
	s := t.In(p.lang)
	return phrase{paper.TextLiteral(s), s}
}

// figure writes a figure in a style.
func (p phraser) figure(s seen, as costing.NumberStyle) phrase {
	return phrase{p.figureAt(s.at, as, false, p.lang), as.Write(s.x, s.known, p.lang)}
}

// saying splits a text at %s marks and puts phrases there, in the same order in
// both languages.
func (p phraser) saying(t abnd.Text, of ...phrase) phrase {
	parts := strings.Split(t.In(p.lang), "%s")
	if len(parts) != len(of)+1 {
		panic("workbook: the phrase " + t.EN + " does not fit its parts")
	}
	var all []phrase
	for i, s := range parts {
		if s != "" {
			all = append(all, phrase{paper.TextLiteral(s), s})
		}
		if i < len(of) {
			all = append(all, of[i])
		}
	}
	return joined(all...)
}

func joined(all ...phrase) phrase {
	var formulas []string
	value := ""
	for _, x := range all {
		formulas = append(formulas, x.formula)
		value += x.value
	}
	return phrase{strings.Join(formulas, "&"), value}
}

// where is one phrase where a condition holds, and otherwise the other.
func where(c condition, then, otherwise phrase) phrase {
	x := phrase{"IF(" + c.formula + "," + then.formula + "," + otherwise.formula + ")", otherwise.value}
	if c.holds {
		x.value = then.value
	}
	return x
}

// bounded is a figure with a mark before it where a condition holds: at least, at most.
func bounded(c condition, mark, figure phrase) phrase {
	return joined(where(c, mark, nothing()), figure)
}

// nothing is the empty phrase.
func nothing() phrase { return phrase{formula: blankText} }
