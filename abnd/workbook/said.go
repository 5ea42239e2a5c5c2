package workbook

import (
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// said is a text or a figure in its two readings: the formula of a cell, and
// what the engine says that the formula gives. They are put together from the
// same parts, so that neither can say more than the other.
type said struct {
	formula string
	value   any // float64, or string: blank for what is not known
}

// text is what is shown of it in a sentence.
func (s said) text() string {
	switch x := s.value.(type) {
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case string:
		return x
	}
	return ""
}

func (s said) number() (float64, bool) {
	x, ok := s.value.(float64)
	return x, ok
}

func (s said) isBlank() bool { return s.value == nil || s.value == "" }

// asked is a condition in its two readings.
type asked struct {
	formula string
	holds   bool
}

func words(s string) said { return said{paper.TextLiteral(s), s} }

var saidNothing = said{blankText, ""}

// joinedWords writes texts after one another.
func joinedWords(parts ...said) said {
	var formulas []string
	var value strings.Builder
	for _, p := range parts {
		if p.formula == blankText {
			continue
		}
		formulas = append(formulas, p.formula)
		value.WriteString(p.text())
	}
	if len(formulas) == 0 {
		return saidNothing
	}
	return said{strings.Join(formulas, "&"), value.String()}
}

func ifSo(c asked, then, otherwise said) said {
	out := said{"IF(" + c.formula + "," + then.formula + "," + otherwise.formula + ")", otherwise.value}
	if c.holds {
		out.value = then.value
	}
	return out
}

// isBlankCell and its like ask of a cell.
func isBlankCell(s said) asked { return asked{s.formula + `=""`, s.isBlank()} }
func isFilledCell(s said) asked {
	return asked{s.formula + `<>""`, !s.isBlank()}
}

func isSame(a, b said) asked {
	same := a.value == b.value || a.isBlank() && b.isBlank()
	return asked{a.formula + "=" + b.formula, same}
}

func isText(a said, code string) asked {
	return asked{a.formula + "=" + paper.TextLiteral(code), a.value == code}
}

// isMore asks whether one figure is above another; it is not asked of blanks,
// which a spreadsheet puts above every number.
func isMore(a, b said) asked {
	x, okX := a.number()
	y, okY := b.number()
	return asked{"AND(" + a.formula + `<>"",` + b.formula + `<>"",` + a.formula + ">" + b.formula + ")", okX && okY && x > y}
}

// isNought asks whether a figure is known and is zero; a spreadsheet takes a blank for
// one.
func isNought(s said) asked {
	x, known := s.number()
	return asked{"AND(" + s.formula + `<>"",` + s.formula + "=0)", known && x == 0}
}

func all(terms ...asked) asked {
	out := asked{holds: true}
	var parts []string
	for _, t := range terms {
		parts = append(parts, t.formula)
		out.holds = out.holds && t.holds
	}
	out.formula = "AND(" + strings.Join(parts, ",") + ")"
	return out
}

func anyOfThem(terms ...asked) asked {
	out := asked{}
	var parts []string
	for _, t := range terms {
		parts = append(parts, t.formula)
		out.holds = out.holds || t.holds
	}
	out.formula = "OR(" + strings.Join(parts, ",") + ")"
	return out
}

func not(a asked) asked { return asked{"IF(" + a.formula + ",0,1)=1", !a.holds} }

// minusOf is the difference of two figures, blank where either is not known.
func minusOf(a, b said) said {
	x, okX := a.number()
	y, okY := b.number()
	if !okX || !okY {
		return said{"IFERROR(" + a.formula + "-" + b.formula + "," + blankText + ")", ""}
	}
	return said{"IFERROR(" + a.formula + "-" + b.formula + "," + blankText + ")", x - y}
}

// teller writes figures as they stand in a sentence, and finds what cells hold.
type teller struct {
	*resultWriter
	sheet string // on which the formulas stand
}

// cell is the cell of a line in a year; 0 for one without years.
func (t teller) cell(key model.Key, year abnd.Year) said {
	r := renderer{formulas: t.formulas, sheet: t.sheet}
	return said{r.ref(key, year), t.value(t.model.Line(key), year)}
}

// inAllYears is the sum of a line over all years.
func (t teller) inAllYears(key model.Key) said {
	at, line := t.spots[key], t.model.Line(key)
	sum := 0.0
	for _, year := range line.Years.All() {
		x, _ := t.projection.Value(key, year)
		sum += x
	}
	return said{"SUM(" + address.Absolute(at.sheet, at.row, at.col) + ":" + absolute(at.row, at.column(at.last)) + ")", sum}
}

// constant is a number that formulas take from its cell.
func (t teller) constant(key model.Key) string { return t.cell(key, 0).formula }

// figure writes the figure of a cell as its parameter is read: a share in
// percent, an amount with its cents, a code by its label.
func (t teller) figure(at said, spec *costing.Spec, list *model.List) said {
	missing := costing.NotKnown().In(t.lang)
	x, known := at.number()
	hundred := t.constant(costing.HundredthsKey)
	var shown said
	switch {
	case list != nil && len(list.Codes) > 0:
		return t.labelOf(at, list)
	case spec.IsChoice():
		return said{at.formula + `&""`, at.text()}
	case spec.Unit == abnd.PureNumber && !isWholeCount(spec):
		shown = said{withDecimal(at.formula+"*"+hundred, "1", t.lang) + "&" + paper.TextLiteral(t.lang.PercentSign()), t.decimals(x*percents, 1) + t.lang.PercentSign()}
	case spec.Whole, spec.Unit == abnd.CalendarYear, spec.Unit == abnd.AgeInYears:
		shown = said{at.formula + `&""`, at.text()}
	default: // an amount: cents where it has any
		whole := withGroups(at.formula, "0", hundred+"*"+hundred, t.lang)
		cents := withDecimal(at.formula, t.constant(costing.CentsKey), t.lang)
		shown = said{"IF(" + at.formula + "=ROUND(" + at.formula + ",0)," + whole + "," + cents + ")", t.decimals(x, centDigits)}
		if x == math.Round(x) {
			shown.value = t.grouped(x)
		}
	}
	if !known {
		shown.value = missing
	}
	return said{"IF(" + at.formula + `="",` + paper.TextLiteral(missing) + "," + shown.formula + ")", shown.value}
}

const (
	percents   = 100
	centDigits = 2
)

// isWholeCount reports whether a parameter counts something, and is no share.
func isWholeCount(spec *costing.Spec) bool { return spec.Whole && spec.Unit == abnd.PureNumber }

// decimals writes a number with so many decimals, rounded as a spreadsheet does.
func (t teller) decimals(x float64, places int) string {
	_, mark := costing.Separators(t.lang)
	scale := math.Pow10(places)
	return strings.Replace(strconv.FormatFloat(math.Round(x*scale)/scale, 'f', places, 64), ".", mark, 1)
}

// grouped writes a whole number in groups of three digits.
func (t teller) grouped(x float64) string {
	group, _ := costing.Separators(t.lang)
	return strings.ReplaceAll(paper.Grouped(strconv.FormatFloat(x, 'f', 0, 64)), ",", group)
}

// labelOf writes the label of a code; the code itself where its list does not
// have it.
func (t teller) labelOf(at said, list *model.List) said {
	place, ok := t.formulas.lists(list.Name)
	if !ok || len(list.Codes) > mostChoices {
		return said{at.formula + `&""`, at.text()}
	}
	var labels []string
	for _, c := range list.Codes {
		labels = append(labels, paper.TextLiteral(c.Label.In(t.lang)))
	}
	out := said{value: at.text()}
	if label, ok := list.Label(at.text()); ok {
		out.value = label.In(t.lang)
	}
	out.formula = "IFERROR(CHOOSE(MATCH(" + at.formula + "," + place + ",0)," + strings.Join(labels, ",") + ")," + at.formula + `&"")`
	return out
}
