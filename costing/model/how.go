package model

import (
	"fmt"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// How says the formula of a line in words, whole and without a value: with the
// names of the lines that it reads, every branch and its condition. A trace says
// what of it applied in one year. It is blank for an input.
func (m *Model) How(key Key, lang abnd.Lang) string {
	line := m.Line(key)
	if line.Formula == nil {
		return ""
	}
	return Read(line.Formula, how{model: m, line: line, lang: lang})
}

// how is the reading in words; around is how tightly what stands around a part
// holds it.
type how struct {
	model  *Model
	line   *Line
	lang   abnd.Lang
	around binding
}

var (
	howThisYear = abnd.T("the year", "o ano")
	howUnknown  = abnd.T("not known", "por apurar")
	howPrev     = abnd.T("%s of the year before", "%s do ano anterior")
	howAt       = abnd.T("%s in the year “%s”", "%s no ano «%s»")
	howPeople   = abnd.T("%s aged from %s to %s", "%s de %s a %s anos")
	howSex      = map[abnd.Sex]abnd.Text{abnd.Female: abnd.T("women", "mulheres"), abnd.Male: abnd.T("men", "homens")}
	howSum      = abnd.T("sum of (%s)", "soma de (%s)")
	howIf       = abnd.T("%[2]s if %[1]s, otherwise %[3]s", "%[2]s se %[1]s, senão %[3]s")
	howChoose   = abnd.T("by “%s”: %s", "segundo «%s»: %s")
	howKnown    = abnd.T("“%s” is known", "se conhece «%s»")
	howIs       = abnd.T("“%s” is “%s”", "«%s» é «%s»")
)

// inside is the reading of a part that something holds.
func (h how) inside(around binding) how {
	h.around = around
	return h
}

func (h how) expr(e Expr, around binding) string { return Read(e, h.inside(around)) }

// held puts a part in parentheses where what stands around it would take it apart.
func (h how) held(text string, mine binding) string {
	if mine < h.around {
		return "(" + text + ")"
	}
	return text
}

// name is the label of a line, with its key where it would read as the line
// itself.
func (h how) name(key Key) string {
	line := h.model.Line(key)
	label := line.Label.In(h.lang)
	if line.Label == h.line.Label && key != h.line.Key {
		label += " (" + string(key) + ")"
	}
	return label
}

func (h how) Zero() string         { return "0" }
func (h how) One() string          { return "1" }
func (h how) Unknown() string      { return howUnknown.In(h.lang) }
func (h how) ThisYear() string     { return howThisYear.In(h.lang) }
func (h how) Ref(e Ref) string     { return h.name(e.Key) }
func (h how) Prev(e Prev) string   { return fmt.Sprintf(howPrev.In(h.lang), h.name(e.Key)) }
func (h how) Known(c Known) string { return fmt.Sprintf(howKnown.In(h.lang), h.name(c.Key)) }

func (h how) At(e At) string {
	return fmt.Sprintf(howAt.In(h.lang), h.name(e.Key), h.expr(e.Year, loosest))
}

func (h how) People(e People) string {
	return fmt.Sprintf(howPeople.In(h.lang), howSex[e.Sex].In(h.lang), h.expr(e.Lo, loosest), h.expr(e.Hi, loosest))
}

func (h how) Binary(e Binary) string {
	mine := map[Op]binding{Add: sums, Sub: sums, Mul: products, Div: products, Pow: tightest}[e.Op]
	sign := map[Op]string{Add: " + ", Sub: " − ", Mul: " × ", Div: " ÷ ", Pow: " ^ "}[e.Op]
	return h.held(h.expr(e.L, mine)+sign+h.expr(e.R, mine+1), mine)
}

func (h how) list(terms []Expr) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = h.expr(t, loosest)
	}
	return strings.Join(parts, "; ")
}

func (h how) Total(e Total) string {
	switch len(e.Terms) {
	case 0:
		return "0"
	case 1:
		return Read(e.Terms[0], h)
	}
	return fmt.Sprintf(howSum.In(h.lang), h.list(e.Terms))
}

func (h how) Extreme(e Extreme) string {
	word := leastWord
	if e.Greatest {
		word = greatestWord
	}
	return word.In(h.lang) + " (" + h.list(e.Terms) + ")"
}

func (h how) Apply(e Apply) string {
	return e.Function.Words().In(h.lang) + " (" + h.expr(e.X, loosest) + ")"
}

func (h how) If(e If) string {
	return h.held(fmt.Sprintf(howIf.In(h.lang), ReadCond(e.Cond, h.inside(loosest)), h.expr(e.Then, sums), h.expr(e.Else, sums)), loosest)
}

func (h how) Choose(e Choose) string {
	codes := h.model.Line(e.On).List.Codes
	parts := make([]string, len(e.Branches))
	for i, b := range e.Branches {
		parts[i] = codes[i].Label.In(h.lang) + ": " + h.expr(b, sums)
	}
	return h.held(fmt.Sprintf(howChoose.In(h.lang), h.name(e.On), strings.Join(parts, "; ")), loosest)
}

func (h how) Compare(c Compare) string {
	sign := map[Op]string{Less: " < ", LessEqual: " ≤ ", Equal: " = "}[c.Op]
	return h.expr(c.L, sums) + sign + h.expr(c.R, sums)
}

func (h how) conds(terms []Cond, word abnd.Text) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = ReadCond(t, h.inside(sums))
	}
	text := strings.Join(parts, word.In(h.lang))
	if len(terms) < 2 {
		return text
	}
	return h.held(text, loosest)
}

func (h how) All(c All) string { return h.conds(c.Terms, andWord) }
func (h how) Any(c Any) string { return h.conds(c.Terms, orWord) }

func (h how) Is(c Is) string {
	list := h.model.Line(c.Key).List
	code := abnd.Same(c.Code)
	if list != nil {
		if label, ok := list.Label(c.Code); ok {
			code = label
		}
	}
	return fmt.Sprintf(howIs.In(h.lang), h.name(c.Key), code.In(h.lang))
}
