package costing

import (
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Sentence is a text with figures of the model in it. Like a line it has many
// readings: the workbook writes it as a formula over the same cells, so that
// the text follows an edit.
type Sentence struct {
	// On is a line whose value, from 0, chooses among Cases; blank where
	// there is one case only.
	On    Key
	Cases []Words
}

// Words are the parts of a sentence in order.
type Words []Part

// Part is a text, or the figure of a line that is a single cell.
type Part struct {
	Text   abnd.Text
	Figure Key // blank for a text
	As     Shown
}

// Shown says how a figure is written in a sentence.
type Shown uint8

// The ways to write a figure.
const (
	AsPeople  Shown = iota // whole persons with thousands separators
	AsPercent              // a share in percent with one decimal
)

// Decimals is the number of digits after the decimal mark.
func (s Shown) Decimals() int {
	if s == AsPercent {
		return 1
	}
	return 0
}

// notKnown stands in a sentence for a figure that is not known.
var notKnown = abnd.T("not known", "não se sabe")

// NotKnown is what stands in a sentence for a figure that is not known.
func NotKnown() abnd.Text { return notKnown }

// In writes the sentence with the figures of a projection.
func (s Sentence) In(p *Projection, lang abnd.Lang) string {
	words := s.Cases[0]
	if s.On != "" {
		i, ok := p.Value(s.On, 0)
		if !ok {
			return notKnown.In(lang)
		}
		words = s.Cases[int(i)]
	}
	var text strings.Builder
	for _, part := range words {
		if part.Figure == "" {
			text.WriteString(part.Text.In(lang))
			continue
		}
		x, ok := p.Value(part.Figure, 0)
		if !ok {
			text.WriteString(notKnown.In(lang))
			continue
		}
		text.WriteString(part.As.write(x, lang))
	}
	return text.String()
}

const hundred = 100

// HundredthsKey is the line by which a sentence of the workbook writes a share
// as percent.
const HundredthsKey Key = "general/hundredths"

// noBreak parts the thousands in Portuguese.
const noBreak = "\u00a0"

// Separators are what a language puts between thousands, and before decimals,
// in sentences.
func Separators(lang abnd.Lang) (group, decimal string) {
	if lang == abnd.Portuguese {
		return noBreak, ","
	}
	return ",", "."
}

// write writes a figure as a language groups its digits.
func (s Shown) write(x float64, lang abnd.Lang) string {
	if s == AsPercent {
		x *= hundred
	}
	thousands, mark := Separators(lang)
	scale := math.Pow10(s.Decimals())
	digits := strconv.FormatFloat(math.Round(math.Abs(x)*scale)/scale, 'f', s.Decimals(), 64)
	whole, decimals, _ := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + thousands + whole[i:]
	}
	if decimals != "" {
		whole += mark + decimals
	}
	if x < 0 && strings.ContainsAny(whole, "123456789") {
		whole = "-" + whole
	}
	if s == AsPercent {
		whole += " %"
	}
	return whole
}

// saying splits a text at %s marks and puts figures there, in the order of the
// English text; both languages must have the marks in the same order.
func saying(t abnd.Text, figures ...Part) Words {
	en, pt := strings.Split(t.EN, "%s"), strings.Split(t.PT, "%s")
	if len(en) != len(figures)+1 || len(pt) != len(en) {
		panic("costing: the sentence " + strconv.Quote(t.EN) + " does not fit its figures")
	}
	var all Words
	for i := range en {
		if en[i] != "" || pt[i] != "" {
			all = append(all, Part{Text: abnd.Text{EN: en[i], PT: pt[i]}})
		}
		if i < len(figures) {
			all = append(all, figures[i])
		}
	}
	return all
}

func people(key Key) Part  { return Part{Figure: key, As: AsPeople} }
func percent(key Key) Part { return Part{Figure: key, As: AsPercent} }

// named puts a name into both languages of a sentence.
func named(name abnd.Text) Part { return Part{Text: name} }
