package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing/model"
)

// Explanation shows a trace: each figure with its value, below it the formula
// in words, the conditions that chose the formula, and what the formula read,
// further in. Inputs are followed by their source.
func Explanation(trace *model.Trace, study *abnd.Study) Document {
	t := traceOutline{study: study, omitted: map[model.OmissionReason]bool{}}
	t.figure(trace, 0)
	var b builder
	b.add(t.Outline)
	b.section(abnd.Text{})
	b.say(abnd.T("Key: %s", "Chave: %s").Fill(string(trace.Key)))
	if t.omitted[model.BelowDepth] {
		b.say(abnd.T("… marks the depth limit; --depth 0 shows all levels down to the inputs.", "… marca o limite de --depth; --depth 0 desce até aos dados de base."))
	}
	if t.part {
		b.say(abnd.T("≥ marks a sum with missing parts (lower bound).", "≥ assinala uma soma com parcelas em falta (limite inferior)."))
	}
	if t.omitted[model.AlreadyGiven] {
		b.say(abnd.T("↑ marks values that are explained above.", "↑ assinala valores já explicados acima."))
	}
	return b.Document
}

type traceOutline struct {
	Outline
	study   *abnd.Study
	omitted map[model.OmissionReason]bool
	part    bool // some figure is known in part
}

func (t *traceOutline) figure(x *model.Trace, level int) {
	t.part = t.part || x.Known == abnd.KnownPart
	name := x.Name
	if x.Year != 0 {
		name = abnd.Same("%s, %d").Fill(name, int(x.Year))
	}
	mark := ""
	switch x.Omitted {
	case model.BelowDepth:
		mark = " …"
	case model.AlreadyGiven:
		mark = " ↑"
	}
	t.omitted[x.Omitted] = true
	item := OutlineItem{Level: level, Text: abnd.Same("%s: %s%s").Fill(name, t.value(x), mark)}
	add := func(text abnd.Text) { item.Details = append(item.Details, oneLine(text)) }
	if x.Kind == model.InputFigure || x.Kind == model.PeopleFigure {
		add(SourceOf(t.study, x.Source))
	}
	input := x.Inherited()
	made := input == nil && x.Kind != model.InputFigure && x.Omitted == model.NotOmitted && !x.Formula.IsZero()
	if input != nil {
		add(abnd.T("from %s; %s", "de %s; %s").Fill(string(input.Key), SourceOf(t.study, input.Source)))
	}
	if made {
		add(abnd.Same("= %s").Fill(x.Formula))
		if len(x.Reasons) > 0 {
			add(abnd.T("condition: %s", "condição: %s").Fill(reasons(x)))
		}
	}
	t.Items = append(t.Items, item)
	if !made {
		return
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

// reasons are the conditions that chose a formula, each once.
func reasons(x *model.Trace) abnd.Text {
	return abnd.InEach(func(lang abnd.Lang) string {
		var all []string
		for _, r := range x.Reasons {
			if text := r.In(lang); !slices.Contains(all, text) {
				all = append(all, text)
			}
		}
		return strings.Join(all, "; ")
	})
}

// decimalsUpTo is how many decimals a number has, to so many at most: 94%
// says as much as 94.0000%.
func decimalsUpTo(x float64, most int) int {
	_, fraction, _ := strings.Cut(strings.TrimRight(strconv.FormatFloat(x, 'f', most, 64), "0"), ".")
	return len(fraction)
}

// value is a figure with its unit, with enough digits to see how it is made;
// CSV and JSON have every one.
func (t *traceOutline) value(x *model.Trace) abnd.Text {
	const moneyDecimals, personDecimals, percentDecimals, factorDecimals = 2, 1, 4, 6
	switch {
	case !x.Known.Known():
		return abnd.T("not available", "não disponível")
	case x.Choice.Code != "":
		return abnd.InEach(func(lang abnd.Lang) string {
			if label := x.Choice.Label.In(lang); label != x.Choice.Code {
				return fmt.Sprintf("%s (%s)", x.Choice.Code, label)
			}
			return x.Choice.Code
		})
	case x.Unit.Kind == abnd.Calendar, x.Unit.Kind == abnd.Age, x.Factor && x.Value == math.Trunc(x.Value):
		return abnd.Same(plainDigits(x.Value))
	case x.Unit == abnd.PureNumber && x.Factor, x.Unit == abnd.PriceIndex:
		return numberText(x.Value, factorDecimals)
	case x.Unit == abnd.PureNumber:
		return abnd.InEach(figure(Share, x.Value, x.Known, decimals(decimalsUpTo(percent*x.Value, percentDecimals))).In)
	}
	places := moneyDecimals
	if x.Unit == abnd.PersonUnit || x.Unit == abnd.HouseholdUnit {
		places = personDecimals
	}
	if x.Value != 0 && math.Abs(x.Value) < math.Pow10(-places) {
		places = factorDecimals
	}
	return abnd.Same("%s %s").Fill(markedText(x.Known, x.Value, places), abnd.UnitText(x.Unit, t.study.Country.Currency))
}

// SourceOf says where an input comes from, or that it has no source.
func SourceOf(study *abnd.Study, p abnd.Provenance) abnd.Text {
	text := abnd.T("source: missing", "fonte: em falta")
	switch {
	case p.Source == "" && p.Confidence == abnd.Assumption:
		text = abnd.T("source: none; assumption", "fonte: nenhuma; pressuposto")
	case p.Source != "":
		text = publishedIn(study, p)
	}
	if p.ValidatedBy != "" {
		text = abnd.T("%s; validated by %s", "%s; validado por: %s").Fill(text, p.ValidatedBy)
	}
	return text
}

// publishedIn names a source with its year and confidence.
func publishedIn(study *abnd.Study, p abnd.Provenance) abnd.Text {
	text := abnd.T("source: %s", "fonte: %s").Fill(vintage(study, p.Source, 0).Title)
	if p.Year != 0 {
		text = abnd.T("%s, %d", "%s, %d").Fill(text, int(p.Year))
	}
	if i := sheets.ConfidenceList.Index(string(p.Confidence)); i >= 0 {
		text = abnd.T("%s; confidence: %s", "%s; confiança: %s").Fill(text, sheets.ConfidenceList.Codes[i].Label)
	}
	return text
}

// traceHeader is a public format: its names do not change.
var traceHeader = []string{"level", "key", "year", "kind", "label", "unit", "value", "deciding", "omitted", "formula", "source", "confidence", "note", "known"}

// TraceRecords are a trace in the same format as [ResultRecords], one figure per row,
// each before what it is made of; level says how deep it stands. Label, formula
// and note are English in every language; shares are fractions, a choice is its
// code, and what is not known is empty. known is "part" where the value is
// that of the part of a sum that is known, and else "all".
func TraceRecords(trace *model.Trace, study *abnd.Study) Records {
	return Records{traceHeader, func(yield func(...Field)) {
		var write func(x *model.Trace, level int)
		write = func(x *model.Trace, level int) {
			value := blankCell
			switch {
			case x.Choice.Code != "":
				value = textCell(x.Choice.Code)
			case x.Known.Known():
				value = figureCell(x.Value)
			}
			yield(
				countCell(level), codeCell(x.Key), yearCell(x.Year), codeCell(x.Kind), textCell(x.Label.EN), textCell(traceUnit(x, study)), value,
				boolCell(x.Deciding), codeCell(x.Omitted), textCell(x.Formula.EN), textCell(x.Source.Source), codeCell(x.Source.Confidence),
				textCell(x.Source.Note.In(abnd.English)), codeCell(x.Known),
			)
			for _, term := range x.Terms {
				write(term, level+1)
			}
		}
		write(trace, 0)
	}}
}

// traceUnit is the unit of a figure as programs read it.
func traceUnit(x *model.Trace, study *abnd.Study) string {
	return abnd.UnitText(x.Unit, study.Country.Currency).EN
}
