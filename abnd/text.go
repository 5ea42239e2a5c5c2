package abnd

import (
	"fmt"
	"strings"
)

// Lang is a language in which the project speaks, by its BCP 47 tag.
type Lang string

// The languages. Portuguese is that of Portugal, Africa and Timor, in the
// orthography of 1990 (proteção, atual) or, with which Angola and Mozambique
// write, in that of 1945 (protecção, actual).
const (
	English         Lang = "en"
	Portuguese      Lang = "pt"
	OlderPortuguese Lang = "pt-colb1945"
)

// Langs lists the languages in a fixed order, Portuguese in the orthography of
// 1990 alone.
func Langs() []Lang { return []Lang{English, Portuguese} }

// IsPortuguese reports whether the language is Portuguese, in either orthography.
func (l Lang) IsPortuguese() bool { return l == Portuguese || l == OlderPortuguese }

// For is the language as the country of the ISO 3166 code (of three letters)
// writes it: Portuguese in the older orthography for Angola and Mozambique, in
// that of 1990 for any other. Without a country it is the same.
func (l Lang) For(iso3 string) Lang {
	switch {
	case !l.IsPortuguese() || iso3 == "":
		return l
	case strings.EqualFold(iso3, "AGO") || strings.EqualFold(iso3, "MOZ"):
		return OlderPortuguese
	}
	return Portuguese
}

// PercentSign is what follows the digits of a percentage: 9% in English, and
// with a space, 9 %, in Portuguese.
func (l Lang) PercentSign() string {
	if l.IsPortuguese() {
		return " %"
	}
	return "%"
}

// Text is a sentence or label in every language of the project. As a literal
// with its fields it is a name that the owner of a study has written, which is
// shown as it stands in either orthography; [T] makes the program's own texts.
type Text struct {
	EN, PT string
	// pt1990 is PT in the orthography of 1990, blank where that is the same.
	pt1990 string
}

// T makes a Text of the program: pt is in the older orthography, from which
// that of 1990 follows by [Orthography1990].
func T(en, pt string) Text { return spelt(en, pt, ownIn1990(pt)) }

// Same makes a Text that reads the same in every language: a name, a code.
func Same(s string) Text { return Text{EN: s, PT: s} }

// InEach makes a Text of what in writes in each language and orthography.
func InEach(in func(Lang) string) Text {
	return spelt(in(English), in(OlderPortuguese), in(Portuguese))
}

// Joined are texts one after another in each language, with something between them.
func Joined(texts []Text, between string) Text {
	return InEach(func(lang Lang) string {
		all := make([]string, len(texts))
		for i, t := range texts {
			all[i] = t.In(lang)
		}
		return strings.Join(all, between)
	})
}

func spelt(en, older, new string) Text {
	if new == older {
		new = ""
	}
	return Text{EN: en, PT: older, pt1990: new}
}

// In returns the text in lang, or the other language where that is blank.
func (t Text) In(lang Lang) string {
	first, second := t.EN, t.in1990()
	switch lang {
	case Portuguese:
		first, second = second, first
	case OlderPortuguese:
		first, second = t.PT, t.EN
	}
	if first == "" {
		return second
	}
	return first
}

// in1990 is the Portuguese in the orthography of 1990.
func (t Text) in1990() string {
	if t.pt1990 == "" {
		return t.PT
	}
	return t.pt1990
}

// Owned is the text as the owner of a study has it who writes in lang: of the
// program's two spellings of Portuguese, one, and from then on a name like others.
func (t Text) Owned(lang Lang) Text {
	if t.PT == "" {
		return t
	}
	return Text{EN: t.EN, PT: t.In(lang)}
}

// EditPortuguese changes the Portuguese in both orthographies.
func (t Text) EditPortuguese(edit func(string) string) Text {
	return spelt(t.EN, edit(t.PT), edit(t.in1990()))
}

// Reads reports whether s is the text in one of its languages, in either
// orthography and in any case.
func (t Text) Reads(s string) bool {
	return strings.EqualFold(s, t.EN) || strings.EqualFold(s, t.PT) || strings.EqualFold(s, t.in1990())
}

// Equal reports whether both read the same in every language and orthography.
func (t Text) Equal(other Text) bool { return t == other }

// IsZero reports whether no language has a text.
func (t Text) IsZero() bool { return t == Text{} }

// Fill is fmt.Sprintf on each language. An argument that is itself a Text is
// put in that language, and a float64 is written as people write numbers in it:
// with %v or %g without an exponent and, from 10,000 on, in thousands.
func (t Text) Fill(args ...any) Text {
	older := false // whether an argument has a spelling of its own
	for _, a := range args {
		x, ok := a.(Text)
		older = older || ok && x.pt1990 != ""
	}
	in := func(lang Lang, format string) string {
		if format == "" {
			return ""
		}
		local := make([]any, len(args))
		for i, a := range args {
			switch x := a.(type) {
			case Text:
				a = x.In(lang)
			case float64:
				a = numberIn{x, lang}
			}
			local[i] = a
		}
		return fmt.Sprintf(format, local...)
	}
	filled := Text{EN: in(English, t.EN), PT: in(OlderPortuguese, t.PT)}
	if older || t.pt1990 != "" {
		return spelt(filled.EN, filled.PT, in(Portuguese, t.in1990()))
	}
	return filled
}
