package abnd

import (
	"fmt"
	"io"
	"strings"
)

// Lang is a language in which the project speaks.
type Lang string

// The languages. Portuguese is that of Portugal, Africa and Timor.
const (
	English    Lang = "en"
	Portuguese Lang = "pt"
)

// Langs lists the languages in a fixed order.
func Langs() []Lang { return []Lang{English, Portuguese} }

// Text is a sentence or label in every language of the project.
type Text struct {
	EN, PT string
}

// T makes a Text.
func T(en, pt string) Text { return Text{EN: en, PT: pt} }

// Same makes a Text that reads the same in every language: a name, a code.
func Same(s string) Text { return Text{EN: s, PT: s} }

// In returns the text in lang, or the other language where that is blank.
func (t Text) In(lang Lang) string {
	first, second := t.EN, t.PT
	if lang == Portuguese {
		first, second = t.PT, t.EN
	}
	if first == "" {
		return second
	}
	return first
}

// IsZero says whether no language has a text.
func (t Text) IsZero() bool { return t == Text{} }

// Fill is fmt.Sprintf on each language. An argument that is itself a Text is
// put in that language, and a float64 has that language's decimal mark.
func (t Text) Fill(args ...any) Text {
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
				if lang == Portuguese {
					a = withComma(x)
				}
			}
			local[i] = a
		}
		return fmt.Sprintf(format, local...)
	}
	return Text{EN: in(English, t.EN), PT: in(Portuguese, t.PT)}
}

// withComma is a number that is written with a decimal comma.
type withComma float64

// Format writes the number as fmt would, but for the decimal mark.
func (x withComma) Format(f fmt.State, verb rune) {
	text := fmt.Sprintf(fmt.FormatString(f, verb), float64(x))
	io.WriteString(f, strings.Replace(text, ".", ",", 1))
}
