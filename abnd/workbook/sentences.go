package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// sentence writes a sentence as a formula over the cells of its figures. FIXED
// writes digits with the separators of the computer on which the workbook is
// opened, which are put right: a sentence has those of its own language
// everywhere. A format code in TEXT would be read differently in each locale.
func (f *formulas) sentence(s costing.Sentence, sheet string, lang abnd.Lang) string {
	r := renderer{formulas: f, sheet: sheet}
	if len(s.Listed) > 0 {
		return r.listed(s, lang)
	}
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
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w.Given != "" {
			// All that hangs on one line is asked for once.
			end := i
			for end < len(words) && words[end].Given == w.Given {
				end++
			}
			inner := slices.Clone(words[i:end])
			for j := range inner {
				inner[j].Given = ""
			}
			flush()
			parts = append(parts, fmt.Sprintf(`IF(%s="","",%s)`, r.ref(w.Given, 0), r.words(inner, lang)))
			i = end - 1
			continue
		}
		if w.Figure == "" && !r.isName(w) {
			text += asText(w, lang)
			continue
		}
		flush()
		if w.Figure == "" {
			parts = append(parts, r.name(w, lang))
			continue
		}
		parts = append(parts, r.figure(w, i == 0, lang))
	}
	flush()
	if len(parts) == 0 {
		return blankText
	}
	return strings.Join(parts, "&")
}

// asText is a part that is no figure as the engine writes it.
func asText(p costing.Part, lang abnd.Lang) string {
	return costing.Sentence{Cases: []costing.Words{{p}}}.In(nil, lang)
}

// isName reports whether the text of a part has a cell of its own.
func (r renderer) isName(p costing.Part) bool {
	_, ok := r.named(p.Path, abnd.English)
	return ok
}

// named is the cell of a text of the study in a language.
func (r renderer) named(path abnd.Path, lang abnd.Lang) (string, bool) {
	if path == "" || r.texts == nil {
		return "", false
	}
	in := abnd.English
	if lang.IsPortuguese() {
		in = abnd.Portuguese
	}
	at, ok := r.texts(path + "_" + abnd.Path(in))
	if !ok {
		return "", false
	}
	return r.on(at.Sheet) + "$" + address.Column(at.Col) + "$" + strconv.Itoa(at.Row), true
}

// name reads a text of the study from its cell, or from that of the other
// language where it is blank, so that another name there is one here.
func (r renderer) name(p costing.Part, lang abnd.Lang) string {
	other := abnd.Portuguese
	if lang.IsPortuguese() {
		other = abnd.English
	}
	first, _ := r.named(p.Path, lang)
	second, ok := r.named(p.Path, other)
	said := func(at string) string {
		text := at
		if before := p.Before.In(lang); before != "" {
			text = paper.TextLiteral(before) + "&" + text
		}
		if p.Closed {
			text += fmt.Sprintf(`&IF(MID(%[1]s,LEN(%[1]s),1)=".","",".")`, at)
		}
		return text
	}
	rest := blankText
	if ok {
		rest = second
		if p.Closed || !p.Before.IsZero() {
			rest = fmt.Sprintf(`IF(%s="","",%s)`, second, said(second))
		}
	}
	return fmt.Sprintf(`IF(%s="",%s,%s)`, first, rest, said(first))
}

// listed writes a sentence with the names for which it holds.
func (r renderer) listed(s costing.Sentence, lang abnd.Lang) string {
	var conditions, names []string
	for _, l := range s.Listed {
		on := r.ref(l.On, 0)
		holds := on + `=""`
		if !l.Unknown {
			holds = on + "=" + r.whole(l.Is)
		}
		if l.Lacks != "" {
			holds = fmt.Sprintf(`AND(%s,OR(%s<>"",%s=""))`, holds, r.ref(l.Lacks, 0), r.ref(l.Has, 0))
		}
		said := paper.TextLiteral(costing.ListParts + asText(l.Name, lang))
		if r.isName(l.Name) {
			said = paper.TextLiteral(costing.ListParts) + "&" + r.name(l.Name, lang)
		}
		conditions, names = append(conditions, holds), append(names, fmt.Sprintf(`IF(%s,%s,"")`, holds, said))
	}
	return fmt.Sprintf(`IF(OR(%s),SUBSTITUTE(%s&%s&".",%s,%s),"")`, strings.Join(conditions, ","), r.words(append(slices.Clone(s.Cases[0]), costing.Part{Text: abnd.Same(costing.ListBegins)}), lang), strings.Join(names, "&"),
		paper.TextLiteral(costing.ListBegins+costing.ListParts), paper.TextLiteral(costing.ListBegins+" "))
}

// whole is a whole number in a formula: 0, 1, or the cell of another.
func (r renderer) whole(n int) string {
	if n <= 1 {
		return strconv.Itoa(n)
	}
	return r.ref(costing.NumberKey(n), 0)
}

// roundedPeople writes a number of people rounded to three digits, as the engine does:
// LEN counts the digits of the whole number. about stands before what is
// rounded; it is blank in texts whose author says it.
func (r renderer) roundedPeople(at, tenThousand string, about, inMillions abnd.Text, lang abnd.Lang) string {
	digits, kept, below := "LEN(FIXED("+at+",0,TRUE))", r.ref(costing.KeptDigitsKey, 0), r.ref(costing.DigitsBelowKey, 0)
	rounded := withGroups(at, kept+"-"+digits, tenThousand, lang)
	millions := withDecimal(at+"/"+r.ref(costing.MillionKey, 0), kept+"+"+below+"-"+digits, lang)
	return fmt.Sprintf("IF(%s<=%s,FIXED(%s,0),%s&IF(%s<=%s,%s,%s&%s))",
		digits, kept, at, paper.TextLiteral(about.In(lang)), digits, below, rounded, millions, paper.TextLiteral(inMillions.In(lang)))
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
	case costing.AsYear:
		shown = at + `&""`
	case costing.AsCount:
		shown = r.roundedPeople(at, hundred+"*"+hundred, abnd.Text{}, costing.BareMillions(), lang)
	case costing.AsAmount:
		shown = fmt.Sprintf("IF(%s=ROUND(%s,0),%s,%s)", at, at, withGroups(at, "0", hundred+"*"+hundred, lang), withDecimal(at, r.ref(costing.CentsKey, 0), lang))
	case costing.AsRounded:
		shown = r.roundedPeople(at, hundred+"*"+hundred, abnd.Text{}, costing.InMillions(), lang)
	case costing.AsMoney:
		shown = r.roundedPeople(at, hundred+"*"+hundred, abnd.Text{}, costing.InMillions(), lang)
		for _, u := range slices.Backward(costing.MoneyUnits()) {
			unit := r.ref(u.Key, 0)
			shown = fmt.Sprintf("IF(%s>=%s,%s&%s,%s)", at, unit, withDecimal(at+"/"+unit, "1", lang), paper.TextLiteral(u.Name.In(lang)), shown)
		}
	default:
		shown = r.roundedPeople(at, hundred+"*"+hundred, costing.About(first), costing.InMillions(), lang)
	}
	return fmt.Sprintf("IF(%s=\"\",%s,%s)", at, paper.TextLiteral(costing.NotKnown().In(lang)), shown)
}

// withDecimal writes a number with so many decimals, ungrouped. What a zero with
// a decimal has besides its zeros is the decimal mark of the computer.
func withDecimal(x, places string, lang abnd.Lang) string {
	_, decimal := costing.Separators(lang)
	return fmt.Sprintf(`SUBSTITUTE(FIXED(%s,%s,1),SUBSTITUTE(FIXED(0,1,1),"0",""),%s)`, x, places, paper.TextLiteral(decimal))
}

// withGroups writes a number without decimals, rounded to so many places before
// the mark, in groups of three digits. What ten thousand has besides its digits
// is the computer's mark between them; where it groups nothing, neither does the
// sentence.
func withGroups(x, places, tenThousand string, lang abnd.Lang) string {
	group, _ := costing.Separators(lang)
	return fmt.Sprintf(`IF(LEN(FIXED(%[3]s,0))=LEN(%[3]s),FIXED(%[1]s,%[2]s),SUBSTITUTE(FIXED(%[1]s,%[2]s),SUBSTITUTE(SUBSTITUTE(FIXED(%[3]s,0),"0",""),"1",""),%[4]s))`,
		x, places, tenThousand, paper.TextLiteral(group))
}

// isPlain reports whether a sentence has neither figures nor names that stand in a
// cell: it is then a text and no formula, whatever it begins with.
func isPlain(s costing.Sentence) bool {
	for _, words := range s.Cases {
		for _, p := range words {
			if p.Figure != "" || p.Path != "" {
				return false
			}
		}
	}
	return s.On == "" && len(s.Listed) == 0
}
