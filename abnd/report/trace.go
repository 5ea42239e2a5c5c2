package report

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing/model"
)

// deepestIndent keeps room for the text of figures that are deep down.
const deepestIndent = 18

// TraceTable writes a trace for people to read, at most [Width] columns wide:
// each figure with its value, below it the formula in words, the conditions
// that chose the formula, and what the formula read, indented. Inputs are
// followed by their source.
func TraceTable(w io.Writer, trace *model.Trace, study *abnd.Study, lang abnd.Lang) error {
	t := traceTable{table: table{lang: lang, out: bufio.NewWriter(w)}, study: study}
	t.figure(trace, 0)
	t.line("")
	t.note(abnd.T("Key: %s", "Chave: %s").Fill(string(trace.Key)), "", "")
	if t.omitted[model.BelowDepth] {
		t.note(abnd.T("… marks the depth limit; --depth 0 shows all levels down to the inputs.", "… marca o limite de --depth; --depth 0 desce até aos dados de base."), "", "")
	}
	if t.part {
		t.note(abnd.T("≥ marks a sum with missing parts (lower bound).", "≥ assinala uma soma com parcelas em falta (limite inferior)."), "", "")
	}
	if t.omitted[model.AlreadyGiven] {
		t.note(abnd.T("↑ marks values that are explained above.", "↑ assinala valores já explicados acima."), "", "")
	}
	return t.out.Flush()
}

type traceTable struct {
	table
	study   *abnd.Study
	omitted map[model.Omission]bool
	part    bool // some figure is known in part
}

func (t *traceTable) figure(x *model.Trace, level int) {
	t.part = t.part || x.Known == abnd.KnownPart
	at := strings.Repeat(" ", min(2*level, deepestIndent))
	below := at + "    "
	name := x.Name.In(t.lang)
	if x.Year != 0 {
		name += ", " + strconv.Itoa(int(x.Year))
	}
	mark := ""
	switch x.Omitted {
	case model.BelowDepth:
		mark = " …"
	case model.AlreadyGiven:
		mark = " ↑"
	}
	if mark != "" {
		if t.omitted == nil {
			t.omitted = map[model.Omission]bool{}
		}
		t.omitted[x.Omitted] = true
	}
	t.line(wrapHard(name+": "+t.value(x)+mark, at, below))
	if x.Kind == model.InputFigure || x.Kind == model.PeopleFigure {
		t.line(wrapHard(t.source(x).In(t.lang), at+"  ", below))
	}
	if input := x.Inherited(); input != nil {
		t.line(wrapHard(abnd.T("from %s; %s", "de %s; %s").Fill(string(input.Key), t.source(input)).In(t.lang), at+"  ", below))
		return
	}
	if x.Kind == model.InputFigure || x.Omitted != model.NotOmitted || x.Formula.IsZero() {
		return
	}
	t.line(wrapHard("= "+x.Formula.In(t.lang), at+"  ", below))
	if len(x.Reasons) > 0 {
		var reasons []string
		for _, r := range x.Reasons {
			if text := r.In(t.lang); !slices.Contains(reasons, text) {
				reasons = append(reasons, text)
			}
		}
		t.line(wrapHard(abnd.T("condition: %s", "condição: %s").Fill(strings.Join(reasons, "; ")).In(t.lang), at+"  ", below))
	}
	// What makes the value comes before what decided on the formula.
	for _, deciding := range []bool{false, true} {
		for _, term := range x.Terms {
			if term.Deciding == deciding {
				t.figure(term, level+1)
			}
		}
	}
}

// withoutZeros leaves out the zeros that end a number with decimals, which say
// nothing of how it is made.
func withoutZeros(s string) string {
	if !strings.ContainsAny(s, ".,") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".,")
}

// value writes a figure with its unit, with enough digits to see how it is
// made; CSV and JSON have every one.
func (t *traceTable) value(x *model.Trace) string {
	const moneyDecimals, personDecimals, percentDecimals, factorDecimals = 2, 1, 4, 6
	switch {
	case !x.Known.Known():
		return abnd.T("not available", "não disponível").In(t.lang)
	case x.Choice.Code != "":
		if label := x.Choice.Label.In(t.lang); label != x.Choice.Code {
			return fmt.Sprintf("%s (%s)", x.Choice.Code, label)
		}
		return x.Choice.Code
	case x.Unit.Kind == abnd.Calendar, x.Unit.Kind == abnd.Age, x.Factor && x.Value == math.Trunc(x.Value):
		return strconv.FormatFloat(x.Value, 'f', -1, 64)
	case x.Unit == abnd.PureNumber && x.Factor, x.Unit == abnd.PriceIndex:
		return formatNumber(x.Value, factorDecimals, t.lang)
	case x.Unit == abnd.PureNumber:
		return x.Known.Marked(withoutZeros(formatNumber(percent*x.Value, percentDecimals, t.lang))) + t.lang.PercentSign()
	}
	decimals := moneyDecimals
	if x.Unit == abnd.PersonUnit || x.Unit == abnd.HouseholdUnit {
		decimals = personDecimals
	}
	if x.Value != 0 && math.Abs(x.Value) < math.Pow10(-decimals) {
		decimals = factorDecimals
	}
	return x.Known.Marked(formatNumber(x.Value, decimals, t.lang)) + " " + sheets.UnitText(x.Unit, t.study.Country.Currency).In(t.lang)
}

// source says where an input comes from, or that it has no source.
func (t *traceTable) source(x *model.Trace) abnd.Text {
	p := x.Source
	switch {
	case p.Source == "" && p.Confidence == abnd.Assumption:
		return abnd.T("source: none; assumption", "fonte: nenhuma; pressuposto")
	case p.Source == "":
		return abnd.T("source: missing", "fonte: em falta")
	}
	text := abnd.T("source: %s", "fonte: %s").Fill(vintage(t.study, p.Source, 0).Title)
	if p.Year != 0 {
		text = abnd.T("%s, %d", "%s, %d").Fill(text, int(p.Year))
	}
	if i := sheets.ConfidenceList.Index(string(p.Confidence)); i >= 0 {
		text = abnd.T("%s; confidence: %s", "%s; confiança: %s").Fill(text, sheets.ConfidenceList.Codes[i].Label)
	}
	return text
}

// traceHeader is a contract with those who read the file.
var traceHeader = []string{"level", "key", "year", "kind", "label", "unit", "value", "deciding", "omitted", "formula", "source", "confidence", "note", "known"}

// TraceCSV writes a trace in the manner of [CSV], one figure a row, each
// before what it is made of; level says how deep it stands. Label and formula
// are English in every language; shares are fractions, a choice is its code,
// and what is not known is empty. known is "part" where the value is that of
// the part of a sum that is known, and else "all".
func TraceCSV(out *CSVWriter, trace *model.Trace, study *abnd.Study) error {
	out.header(traceHeader...)
	var write func(x *model.Trace, level int)
	write = func(x *model.Trace, level int) {
		value := blankCell
		switch {
		case x.Choice.Code != "":
			value = textCell(x.Choice.Code)
		case x.Known.Known():
			value = figureCell(x.Value)
		}
		out.write(
			countCell(level), codeCell(x.Key), yearCell(x.Year), codeCell(x.Kind), textCell(x.Label.EN), textCell(traceUnit(x, study)), value,
			boolCell(x.Deciding), codeCell(x.Omitted), textCell(x.Formula.EN), textCell(x.Source.Source), codeCell(x.Source.Confidence), textCell(x.Source.Note), codeCell(x.Known),
		)
		for _, term := range x.Terms {
			write(term, level+1)
		}
	}
	write(trace, 0)
	return out.end()
}

// traceUnit is the unit of a figure as programs read it.
func traceUnit(x *model.Trace, study *abnd.Study) string {
	return sheets.UnitText(x.Unit, study.Country.Currency).EN
}
