package report_test

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios/published"
)

// Figures and names of any length leave the columns apart and the lines
// within the width.
func TestValidationTableHoldsAnything(t *testing.T) {
	var outcomes []published.Outcome
	for _, x := range []abnd.Money{1, 12_345_678_901_234, 1e15, 9.9999e20, 1.7e308, abnd.Money(math.Inf(1))} {
		for _, y := range []abnd.Money{1, 1e9, 1e18} {
			outcomes = append(outcomes, published.Outcome{
				ID: strings.Repeat("id", 50), Currency: "USD", Model: x, Published: y, Tolerance: 0.999999,
				Description: strings.Repeat("word ", 30), Source: strings.Repeat("address/", 30),
			})
		}
	}
	for _, lang := range abnd.Langs() {
		var b bytes.Buffer
		if err := report.ValidationTable(&b, outcomes, lang); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > report.Width {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
}

func TestValidationTableOfOneCase(t *testing.T) {
	var b bytes.Buffer
	o := published.Outcome{ID: "a", Currency: "USD", Model: 1234.4, Published: 1200, Tolerance: 0.02, Description: "Pension", Source: "Somebody"}
	if err := report.ValidationTable(&b, []published.Outcome{o}, abnd.Portuguese); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"a (USD): FORA DA TOLERÂNCIA\n", "1\u00a0234", "1\u00a0200", "    34    2,8333       2\n", "  Pension\n  Fonte: Somebody\n",
		"\n1 caso: 0 dentro da tolerância, 1 fora.\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("there is no %q in\n%s", want, b.String())
		}
	}
}
