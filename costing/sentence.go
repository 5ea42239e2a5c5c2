package costing

import (
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Sentence is a text with figures of the model in it. Like a line it has many
// readings: the workbook writes it as a formula over the same cells, so that
// the text follows an edit.
type Sentence struct {
	// On is a line whose value, from 0, chooses among Cases; blank where
	// there is one case only.
	On    model.Key
	Cases []Words
	// Listed are the names that follow the only case, where it has any: the
	// sentence is then said if one of them is, else it is blank.
	Listed []Listed
}

// Words are the parts of a sentence in order.
type Words []Part

// Part is a text, or the figure of a line.
type Part struct {
	Text   abnd.Text
	Figure model.Key // blank for a text
	Year   abnd.Year // of a line by year; 0 for a single cell
	As     NumberStyle
	// Path is where a study has the text, without the language: groups/older/name.
	// Blank for the words of the program.
	Path abnd.Path
	// Before stands before a text of a study, where there is one; Closed ends it
	// with a full stop, where it has none.
	Before abnd.Text
	Closed bool
	// Given is a line without whose value the part is not said.
	Given model.Key
}

// Listed is a name in the list of a sentence, and when it is in it: where the
// line On is Is, or where it is not known.
type Listed struct {
	On      model.Key
	Is      int
	Unknown bool
	Name    Part
	// Where Lacks is not known while Has is, the name is not in the list: another
	// sentence says so. Both or neither are given.
	Lacks, Has model.Key
}

// said reports whether the name is in the list.
func (l Listed) said(p *model.Projection) bool {
	if l.Lacks != "" {
		_, lacks := p.Value(l.Lacks, 0)
		_, has := p.Value(l.Has, 0)
		if !lacks && has {
			return false
		}
	}
	x, ok := p.Value(l.On, 0)
	if l.Unknown {
		return !ok
	}
	return ok && x == float64(l.Is)
}

// ListBegins and ListParts stand before the first name of a list and before each
// other: a list is written with both, of which the first stays.
const (
	ListBegins = ":"
	ListParts  = "; "
)

// NumberStyle says how a figure is written in a sentence.
type NumberStyle uint8

// The ways to write a figure.
const (
	AsPeople  NumberStyle = iota // persons, rounded to three digits: about 253,000, about 11.6 million
	AsPercent                    // a share in percent with one decimal
	AsYear                       // a calendar year
	AsRounded                    // persons as AsPeople, without the word about: in texts whose author says it
	AsCount                      // persons as AsRounded, where no noun follows: 11.6 million
	AsPoints                     // a difference of shares in percentage points with one decimal, without a sign
	AsMoney                      // money as AsRounded; from a billion on in billions or trillions with one decimal
	AsAmount                     // an amount in whole units, or with cents where it has any
)

// notKnown stands in a sentence for a figure that is not known.
var notKnown = abnd.T("not available", "não disponível")

// NotKnown is what stands in a sentence for a figure that is not known.
func NotKnown() abnd.Text { return notKnown }

// In writes the sentence with the figures of a projection.
func (s Sentence) In(p *model.Projection, lang abnd.Lang) string {
	words := s.Cases[0]
	if s.On != "" {
		i, ok := p.Value(s.On, 0)
		if !ok {
			return notKnown.In(lang)
		}
		words = s.Cases[int(i)]
	}
	var text strings.Builder
	if len(s.Listed) > 0 {
		return s.list(p, lang)
	}
	for i, part := range words {
		if part.Given != "" {
			if _, ok := p.Value(part.Given, 0); !ok {
				continue
			}
		}
		if part.Figure == "" {
			text.WriteString(part.text(lang))
			continue
		}
		x, ok := p.Value(part.Figure, part.Year)
		if !ok {
			text.WriteString(notKnown.In(lang))
			continue
		}
		text.WriteString(part.As.write(x, i == 0, lang))
	}
	return text.String()
}

// list writes a sentence with names.
func (s Sentence) list(p *model.Projection, lang abnd.Lang) string {
	var names strings.Builder
	for _, l := range s.Listed {
		if l.said(p) {
			names.WriteString(ListParts + l.Name.text(lang))
		}
	}
	if names.Len() == 0 {
		return ""
	}
	return strings.ReplaceAll(s.Cases[0].plain(lang)+ListBegins+names.String()+".", ListBegins+ListParts, ListBegins+" ")
}

// plain is words without figures.
func (w Words) plain(lang abnd.Lang) string {
	var text strings.Builder
	for _, part := range w {
		text.WriteString(part.text(lang))
	}
	return text.String()
}

// text writes a part that is no figure.
func (p Part) text(lang abnd.Lang) string {
	t := p.Text.In(lang)
	if p.Path == "" || t == "" {
		return t
	}
	if p.Closed && !strings.HasSuffix(t, ".") {
		t += "."
	}
	return p.Before.In(lang) + t
}

const hundred = 100

// HundredthsKey is the line by which a sentence of the workbook writes a share
// as percent.
const HundredthsKey model.Key = "general/hundredths"

// noBreak parts the thousands in Portuguese.
const noBreak = "\u00a0"

// Separators are what a language puts between thousands, and before decimals,
// in sentences.
func Separators(lang abnd.Lang) (group, decimal string) {
	if lang.IsPortuguese() {
		return noBreak, ","
	}
	return ",", "."
}

// People of a sentence are a projection of hundreds of inputs: three digits are
// as much as they say. From a million on they are written in millions.
const (
	keptDigits  = 3
	digitsBelow = 6 // of what is written without the word million
	cents       = 2 // digits of an amount of money that is not whole
	million     = 1e6
)

// The lines by which a sentence of the workbook rounds people.
const (
	KeptDigitsKey  model.Key = "general/sentence_digits"
	DigitsBelowKey model.Key = "general/digits_below_million"
	MillionKey     model.Key = "general/million"
	CentsKey       model.Key = "general/cents"
)

// addSentences adds the numbers that sentences are written with.
func (b *builder) addSentences() {
	for _, n := range []struct {
		key   model.Key
		label abnd.Text
		value float64
	}{
		{HundredthsKey, abnd.T("Hundredths in one", "Centésimas numa unidade"), hundred},
		{KeptDigitsKey, abnd.T("Digits of a number of people in a sentence", "Algarismos de um número de pessoas numa frase"), keptDigits},
		{DigitsBelowKey, abnd.T("Maximum digits of a number below a million", "Máximo de algarismos de um número inferior a um milhão"), digitsBelow},
		{MillionKey, abnd.T("A million", "Um milhão"), million},
		{CentsKey, abnd.T("Decimals of an amount in a sentence", "Casas decimais de um montante numa frase"), cents},
	} {
		b.model.Add(model.Line{Key: n.key, Group: "general", Label: n.label, Factor: true, Inputs: []float64{n.value}})
	}
	b.addMoneyUnits()
}

var (
	about      = abnd.T("about ", "cerca de ")
	aboutFirst = abnd.T("About ", "Cerca de ")
	inMillions = abnd.T(" million", " milhões de")
	// bareMillions is the same where no noun follows.
	bareMillions = abnd.T(" million", " milhões")
)

// BareMillions stands after a number of millions where no noun follows.
func BareMillions() abnd.Text { return bareMillions }

// About stands before a number of people that is rounded: first in its
// sentence, or not.
func About(first bool) abnd.Text {
	if first {
		return aboutFirst
	}
	return about
}

// InMillions stands after a number of millions of people.
func InMillions() abnd.Text { return inMillions }

// write writes a figure with the separators of a language: people in groups
// of three digits, shares and millions without. first says that it begins the
// sentence.
func (s NumberStyle) write(x float64, first bool, lang abnd.Lang) string {
	group, mark := Separators(lang)
	switch s {
	case AsYear:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case AsPercent:
		return fixed(x*hundred, 1, "", mark) + lang.PercentSign()
	case AsPoints:
		return fixed(x*hundred, 1, "", mark)
	}
	if s == AsAmount {
		if x != math.Round(x) {
			return fixed(x, cents, "", mark)
		}
		return fixed(x, 0, group, mark)
	}
	if s == AsMoney {
		for _, u := range MoneyUnits() {
			if x >= u.Of {
				return fixed(x/u.Of, 1, "", mark) + u.Name.In(lang)
			}
		}
	}
	rounded, millions := RoundedPeople(x, lang)
	if millions && s == AsCount {
		return rounded + bareMillions.In(lang)
	}
	if millions {
		rounded += inMillions.In(lang)
	}
	if s == AsPeople && peopleDigits(x) > keptDigits {
		return About(first).In(lang) + rounded
	}
	return rounded
}

// Write writes a figure as it stands within a sentence, or that it is not known.
func (s NumberStyle) Write(x float64, known bool, lang abnd.Lang) string {
	if !known {
		return notKnown.In(lang)
	}
	return s.write(x, false, lang)
}

// MoneyUnit is a number of units of money that has a name.
type MoneyUnit struct {
	Of   float64
	Key  model.Key // of the line that a workbook reads it from
	Name abnd.Text // with the blank before it
}

// MoneyUnits lists those above the million, the largest first. A thousand
// millions is a billion in English and no bilião in Portuguese.
func MoneyUnits() []MoneyUnit {
	return []MoneyUnit{
		{1e12, "general/trillion", abnd.T(" trillion", " biliões de")},
		{1e9, "general/billion", abnd.T(" billion", " mil milhões de")},
	}
}

// addMoneyUnits adds the numbers that sentences divide money by.
func (b *builder) addMoneyUnits() {
	for _, u := range MoneyUnits() {
		b.model.Add(model.Line{Key: u.Key, Group: "general", Label: abnd.T("Unit of money in sentences:%s", "Unidade de dinheiro em frases:%s").Fill(u.Name), Factor: true, Inputs: []float64{u.Of}})
	}
}

// RoundedPeople writes a number of people with three digits, as a sentence has
// it; in millions from a million on, and then it says so.
func RoundedPeople(x float64, lang abnd.Lang) (rounded string, millions bool) {
	group, mark := Separators(lang)
	digits := peopleDigits(x)
	switch {
	case digits <= keptDigits:
		return fixed(x, 0, group, mark), false
	case digits <= digitsBelow:
		return fixed(x, keptDigits-digits, group, mark), false
	}
	return fixed(x/million, keptDigits+digitsBelow-digits, "", mark), true
}

// peopleDigits is how many digits a whole number of people has.
func peopleDigits(x float64) int {
	return len(strconv.FormatFloat(math.Round(math.Abs(x)), 'f', 0, 64))
}

// fixed is Excel's FIXED: a number with so many decimals, or rounded to so many
// places before the mark where they are below zero, with what parts thousands
// and decimals.
func fixed(x float64, places int, thousands, mark string) string {
	scale := math.Pow10(places)
	digits := strconv.FormatFloat(math.Round(math.Abs(x)*scale)/scale, 'f', max(0, places), 64)
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
			all = append(all, Part{Text: abnd.T(en[i], pt[i])})
		}
		if i < len(figures) {
			all = append(all, figures[i])
		}
	}
	return all
}

func people(key model.Key) Part  { return Part{Figure: key, As: AsPeople} }
func percent(key model.Key) Part { return Part{Figure: key, As: AsPercent} }

// percentIn is the share of a line in one year.
func percentIn(key model.Key, year abnd.Year) Part {
	return Part{Figure: key, Year: year, As: AsPercent}
}

// yearNamed puts a year into both languages of a sentence.
func yearNamed(year abnd.Year) Part { return named(abnd.Same("%d").Fill(int(year))) }

// named puts a name into both languages of a sentence.
func named(name abnd.Text) Part { return Part{Text: name} }

// nameAt is a name that a study has at a path, from which a workbook reads it.
func nameAt(name abnd.Text, path ...string) Part {
	return Part{Text: name, Path: abnd.JoinPath(path...)}
}

// NameOfGroup is the name of a population group in a sentence.
func NameOfGroup(g abnd.PopulationGroup) Part { return nameAt(g.Name, "groups", g.ID, "name") }

// NameOfScheme is the name of a scheme in a sentence.
func NameOfScheme(s abnd.Scheme) Part { return nameAt(s.Name, "schemes", s.ID, "name") }

// NameOfBenefit is the name of a benefit in a sentence.
func NameOfBenefit(b abnd.Benefit) Part { return nameAt(b.Name, "benefits", b.ID, "name") }

// NameOfScenario is the name of a scenario in a sentence.
func NameOfScenario(s abnd.Scenario) Part { return nameAt(s.Name, "scenario-list", s.ID, "name") }
