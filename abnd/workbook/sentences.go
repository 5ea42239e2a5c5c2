package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// sentence writes a sentence as a formula over the cells of its figures. FIXED
// writes digits with the separators of the computer on which the workbook is
// opened, which are put right: a sentence has those of its own language
// everywhere. A format code in TEXT would be read differently in each locale.
func (f *formulas) sentence(s costing.Sentence, sheet string, lang abnd.Lang) string {
	r := renderer{formulas: f, sheet: sheet}
	if s.On == "" {
		return r.words(s.Cases[0], lang)
	}
	cases := make([]string, len(s.Cases))
	for i, c := range s.Cases {
		cases[i] = r.words(c, lang)
	}
	on := r.ref(s.On, 0)
	return fmt.Sprintf(`IF(%s="",%s,CHOOSE(%s+1,%s))`, on, paper.TextLiteral(costing.NotKnown().In(lang)), on, strings.Join(cases, ","))
}

// words joins texts and figures; texts that follow one another become one.
func (r renderer) words(words costing.Words, lang abnd.Lang) string {
	var parts []string
	text := ""
	flush := func() {
		if text != "" {
			parts = append(parts, paper.TextLiteral(text))
			text = ""
		}
	}
	for i, w := range words {
		if w.Figure == "" {
			text += w.Text.In(lang)
			continue
		}
		flush()
		parts = append(parts, r.figure(w, i == 0, lang))
	}
	flush()
	if len(parts) == 0 {
		return blankText
	}
	return strings.Join(parts, "&")
}

// roundedPeople writes a number of people rounded to three digits, as the engine does:
// LEN counts the digits of the whole number. about stands before what is
// rounded; it is blank in texts whose author says it.
func (r renderer) roundedPeople(at, tenThousand string, about abnd.Text, lang abnd.Lang) string {
	digits, kept, below := "LEN(FIXED("+at+",0,TRUE))", r.ref(costing.KeptDigitsKey, 0), r.ref(costing.DigitsBelowKey, 0)
	rounded := withGroups(at, kept+"-"+digits, tenThousand, lang)
	millions := withDecimal(at+"/"+r.ref(costing.MillionKey, 0), kept+"+"+below+"-"+digits, lang)
	return fmt.Sprintf("IF(%s<=%s,FIXED(%s,0),%s&IF(%s<=%s,%s,%s&%s))",
		digits, kept, at, paper.TextLiteral(about.In(lang)), digits, below, rounded, millions, paper.TextLiteral(costing.InMillions().In(lang)))
}

// figure writes one figure of a sentence, which it may begin, or that it is not
// known.
func (r renderer) figure(p costing.Part, first bool, lang abnd.Lang) string {
	return r.figureAt(r.ref(p.Figure, p.Year), p.As, first, lang)
}

// figureAt is the same of the figure in a cell.
func (r renderer) figureAt(at string, as costing.NumberStyle, first bool, lang abnd.Lang) string {
	hundred := r.ref(costing.HundredthsKey, 0)
	shown := ""
	switch as {
	case costing.AsPercent:
		shown = withDecimal(at+"*"+hundred, "1", lang) + "&" + paper.TextLiteral(lang.PercentSign())
	case costing.AsPoints:
		shown = withDecimal(at+"*"+hundred, "1", lang)
	case costing.AsExact:
		shown = fmt.Sprintf("IF(%[1]s=ROUND(%[1]s,0),%[2]s,%[3]s)", at, withGroups(at, "0", hundred+"*"+hundred, lang), withDecimal(at, "1+1", lang))
	case costing.AsYear:
		shown = at + `&""`
	case costing.AsRounded:
		shown = r.roundedPeople(at, hundred+"*"+hundred, abnd.Text{}, lang)
	case costing.AsMoney:
		shown = r.roundedPeople(at, hundred+"*"+hundred, abnd.Text{}, lang)
		for _, u := range slices.Backward(costing.MoneyUnits()) {
			unit := r.ref(u.Key, 0)
			shown = fmt.Sprintf("IF(%s>=%s,%s&%s,%s)", at, unit, withDecimal(at+"/"+unit, "1", lang), paper.TextLiteral(u.Name.In(lang)), shown)
		}
	default:
		shown = r.roundedPeople(at, hundred+"*"+hundred, costing.About(first), lang)
	}
	return fmt.Sprintf("IF(%s=\"\",%s,%s)", at, paper.TextLiteral(costing.NotKnown().In(lang)), shown)
}

// withDecimal writes a number with so many decimals, ungrouped. The second
// character of a half is the decimal mark of the computer.
func withDecimal(x, places string, lang abnd.Lang) string {
	_, decimal := costing.Separators(lang)
	return fmt.Sprintf("SUBSTITUTE(FIXED(%s,%s,1),MID(FIXED(1/(1+1),1),1+1,1),%s)", x, places, paper.TextLiteral(decimal))
}

// withGroups writes a number without decimals, rounded to so many places before
// the mark, in groups of three digits. The third character of ten thousand is
// the computer's mark between them; where it groups nothing, neither does the
// sentence.
func withGroups(x, places, tenThousand string, lang abnd.Lang) string {
	group, _ := costing.Separators(lang)
	return fmt.Sprintf("IF(LEN(FIXED(%[3]s,0))=LEN(%[3]s),FIXED(%[1]s,%[2]s),SUBSTITUTE(FIXED(%[1]s,%[2]s),MID(FIXED(%[3]s,0),1+1+1,1),%[4]s))",
		x, places, tenThousand, paper.TextLiteral(group))
}

// isPlain reports whether a sentence has no figures: it is then a text and no
// formula, whatever it begins with.
func isPlain(s costing.Sentence) bool {
	for _, words := range s.Cases {
		for _, p := range words {
			if p.Figure != "" {
				return false
			}
		}
	}
	return s.On == ""
}
