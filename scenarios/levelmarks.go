package scenarios

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
)

// AsInStatusQuo is the mark of a benefit that is taken as in the status quo.
const AsInStatusQuo = "–"

// LevelMark is the mark of one scenario in a narrow column: the first letter of
// its ID as a capital, or its number in the list where another has the letter.
// The status quo, blank, has [AsInStatusQuo].
func LevelMark(levels []string, level string) string {
	if level == "" || level == abnd.StatusQuo {
		return AsInStatusQuo
	}
	at, unique := 0, true
	for i, other := range levels {
		if other == level {
			at = i
		} else if initial(other) == initial(level) {
			unique = false
		}
	}
	if unique {
		return initial(level)
	}
	return strconv.Itoa(at + 1)
}

// initial is the first letter of an ID as a capital.
func initial(id string) string {
	first, _ := utf8.DecodeRuneInString(id)
	return string(unicode.ToUpper(first))
}

// BenefitMark is the letter of a benefit over its narrow column: a, b, …, z,
// aa, ab, ….
func BenefitMark(i int) string {
	const letters = 26
	mark := string(rune('a' + i%letters))
	for i = i/letters - 1; i >= 0; i = i/letters - 1 {
		mark = string(rune('a'+i%letters)) + mark
	}
	return mark
}

// lossTexts say what a loss is: before, after, year.
var lossTexts = map[LossKind]abnd.Text{
	FewerCovered:    abnd.T("%s: %s thousand fewer people covered in %d (%s instead of %s)", "%s: menos %s milhares de pessoas abrangidas em %d (%s em vez de %s)"),
	FewerRecipients: abnd.T("%s: %s thousand fewer recipients in %d (%s instead of %s)", "%s: menos %s milhares de beneficiários em %d (%s em vez de %s)"),
}

// Text says in words what is lost. People writes a number of people in
// thousands, and money an amount a year.
func (l Loss) Text(people, money func(float64) abnd.Text) abnd.Text {
	if l.Kind == LowerAmount {
		return abnd.T("%s: %s per recipient per year in %d instead of %s", "%s: %s por ano e beneficiário em %d em vez de %s").Fill(l.Name, money(l.After), int(l.Year), money(l.Before))
	}
	text := lossTexts[l.Kind]
	if l.AtLeast {
		text = abnd.T("%s: %s thousand fewer people certain to be covered in %d (%s instead of %s)", "%s: menos %s milhares de pessoas com cobertura certa em %d (%s em vez de %s)")
	}
	return text.Fill(l.Name, people(l.Before-l.After), int(l.Year), people(l.After), people(l.Before))
}

// LevelsText lists what a package takes: benefits with their scenario, those as
// in the status quo left out.
func (p ListedPackage) LevelsText(choices []abnd.Benefit) string {
	var all []string
	for i, level := range p.Levels {
		if level != "" {
			all = append(all, choices[i].ID+"="+level)
		}
	}
	if len(all) == 0 {
		return abnd.StatusQuo
	}
	return strings.Join(all, " ")
}
