package abnd_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
)

func TestTextFallsBackToTheOtherLanguage(t *testing.T) {
	for _, c := range []struct {
		text abnd.Text
		lang abnd.Lang
		want string
	}{
		{abnd.T("scheme", "regime"), abnd.English, "scheme"},
		{abnd.T("scheme", "regime"), abnd.Portuguese, "regime"},
		{abnd.T("scheme", ""), abnd.Portuguese, "scheme"},
		{abnd.T("", "regime"), abnd.English, "regime"},
		{abnd.Same("USD"), abnd.Portuguese, "USD"},
		{abnd.Text{}, abnd.English, ""},
	} {
		if got := c.text.In(c.lang); got != c.want {
			t.Errorf("%+v in %s = %q, want %q", c.text, c.lang, got, c.want)
		}
	}
}

func TestFillSpeaksEachLanguage(t *testing.T) {
	label := abnd.T("the youngest age", "a idade mínima")
	got := abnd.T("%s cannot be %v in %d", "%s não pode ser %v em %d").Fill(label, 1.5, 2025)
	want := abnd.T("the youngest age cannot be 1.5 in 2025", "a idade mínima não pode ser 1,5 em 2025")
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// Portuguese has a decimal comma, in every format; a number that is not a
// float64 has no decimals to mark.
func TestFillWritesTheDecimalMarkOfTheLanguage(t *testing.T) {
	for format, want := range map[string][2]string{
		"%v": {"0.25", "0,25"}, "%.3f": {"0.250", "0,250"}, "%6.2f|": {"  0.25|", "  0,25|"}, "%-6.1f|": {"0.2   |", "0,2   |"}, "%g %%": {"0.25 %", "0,25 %"},
	} {
		if got := abnd.Same(format).Fill(0.25); got != abnd.T(want[0], want[1]) {
			t.Errorf("%q: %+v, want %q", format, got, want)
		}
	}
	if got := abnd.Same("%v in %d").Fill("v1.5", 2025); got != abnd.Same("v1.5 in 2025") {
		t.Errorf("a text is changed: %+v", got)
	}
}

// A number in a sentence has no exponent. Its thousands are parted but in one
// of four digits, which may be a year.
func TestFillWritesNumbersAsPeopleDo(t *testing.T) {
	for x, want := range map[float64][2]string{
		2003934960: {"2,003,934,960", "2\u00a0003\u00a0934\u00a0960"}, -1234567.25: {"-1,234,567.25", "-1\u00a0234\u00a0567,25"},
		10000: {"10,000", "10\u00a0000"}, 9999.5: {"9999.5", "9999,5"}, 2030: {"2030", "2030"}, 0.00001: {"0.00001", "0,00001"}, 0: {"0", "0"},
		math.Inf(1): {"+Inf", "+Inf"},
	} {
		for _, verb := range []string{"%v", "%g"} {
			if got := abnd.Same(verb).Fill(x); got != abnd.T(want[0], want[1]) {
				t.Errorf("%s of %f: %+v, want %q", verb, x, got, want)
			}
		}
	}
}

// A language without a text stays without one: Fill must not make up
// "%!(EXTRA …)", and must not change the arguments of the caller.
func TestFillLeavesABlankLanguageBlank(t *testing.T) {
	args := []any{abnd.T("scheme", "regime")}
	if got := abnd.T("no %s", "").Fill(args...); got != abnd.T("no scheme", "") {
		t.Errorf("got %+v", got)
	}
	if got := abnd.T("no %s", "nenhum %s").Fill(args...); got != abnd.T("no scheme", "nenhum regime") {
		t.Errorf("second use of the arguments: got %+v", got)
	}
}

func TestOnlyATextWithoutLanguagesIsZero(t *testing.T) {
	for text, want := range map[abnd.Text]bool{{}: true, {EN: "a"}: false, {PT: "a"}: false} {
		if text.IsZero() != want {
			t.Errorf("IsZero(%+v) = %v", text, !want)
		}
	}
}

func TestLangsAreTwo(t *testing.T) {
	if l := abnd.Langs(); len(l) != 2 || l[0] != abnd.English || l[1] != abnd.Portuguese {
		t.Errorf("got %v", l)
	}
}
