package workbook

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/scenarios"
)

// A scheme, an institution, a group, a benefit and a scenario that are called
// otherwise in their cells are called so in the sentences of MATRIX and GAPS. The
// formulas are those of the workbook before: the oracle is LibreOffice, which
// reads the names from the cells, against the engine's text of the renamed study.
func TestLibreOfficeAgreesAfterRenaming(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	for _, lang := range abnd.Langs() {
		laid := func(study *abnd.Study) (*book, *resultWriter) {
			result, found := scenarios.Run(study)
			if result == nil {
				t.Fatal(found)
			}
			b, w, err := resultBook(result, Options{Lang: lang})
			if err != nil {
				t.Fatal(err)
			}
			return b, w
		}
		unedited := formulasOf(first(laid(loadShort(t))))
		study := loadShort(t)
		again := func(name *abnd.Text) string {
			was := *name
			swap := func(s string) string { return s[:len(s)-1] + "Q" } // of the same length: the rows of MATRIX stay
			*name = abnd.Text{EN: swap(was.EN), PT: swap(was.PT)}
			return was.In(lang)
		}
		old := []string{again(&study.Schemes[0].Name), again(&study.Schemes[0].Institution)}
		for i := range study.Groups {
			old = append(old, again(&study.Groups[i].Name))
		}
		for i := range study.Benefits {
			again(&study.Benefits[i].Name)
		}
		for i := range study.Scenarios {
			again(&study.Scenarios[i].Name)
		}
		name := "renamed-" + string(lang)
		moved := 0
		b, w := laid(study)
		formulas := formulasOf(b)
		p.books[name], p.writers[name] = poisoned(t, b), w
		for at, formula := range formulas {
			if at.Sheet != matrixSheet && at.Sheet != gapsSheet {
				continue
			}
			if unedited[at] != formula {
				t.Errorf("another name changes the formula of %s:\n%s\n%s", at, unedited[at], formula)
			}
			said, _ := w.computed[at].value.(string)
			if strings.Contains(said, "Q") {
				moved++
			}
			for _, o := range old[:2] {
				if strings.Contains(said, o+":") || strings.Contains(said, o+".") {
					t.Errorf("%s still says %q", at, o)
				}
			}
		}
		if moved < 20 {
			t.Errorf("%s: only %d sentences have another name", lang, moved)
		}
	}
	if p.run(t) == 0 {
		t.Error("nothing was compared")
	}
}
