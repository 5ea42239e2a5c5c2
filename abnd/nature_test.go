package abnd_test

import (
	"fmt"
	"testing"

	"github.com/openabnd/engine/abnd"
)

// The gap is what stands after its word, in either language and case; a note
// without the word names none.
func TestANoteNamesItsGap(t *testing.T) {
	for note, want := range map[string]string{
		"":                 "",
		"a gap in the law": "",
		"gap: the outturn": "the outturn",
		"Paid in full. Gap: the outturn; it would be in the accounts.": "the outturn; it would be in the accounts",
		"Pago na íntegra. Lacuna: a execução.":                         "a execução",
		"lacuna:": "",
	} {
		if got := (abnd.Provenance{Note: abnd.Same(note)}).Gap(); got.In(abnd.English) != want || got.In(abnd.Portuguese) != want {
			t.Errorf("%q: %q, want %q", note, got, want)
		}
	}
	two := abnd.Provenance{Note: abnd.T("Gap: the outturn.", "Lacuna: a execução.")}.Gap()
	if two.In(abnd.English) != "the outturn" || two.In(abnd.Portuguese) != "a execução" {
		t.Errorf("in two languages the gap is %q", two)
	}
}

// Three words are natures; each has a name in both languages.
func TestNaturesHaveNames(t *testing.T) {
	for _, n := range abnd.Natures() {
		if name := n.Name(); !n.Valid() || name.EN == "" || name.PT == "" || name.EN == name.PT {
			t.Errorf("%q: %+v", n, name)
		}
	}
	if abnd.Nature("").Valid() || abnd.Nature("guess").Valid() {
		t.Error("another word is a nature")
	}
}

func ExampleNature() {
	for _, n := range abnd.Natures() {
		fmt.Println(n.Name().In(abnd.English), "·", n.Name().In(abnd.Portuguese))
	}
	// Output:
	// fact · facto
	// decision of the dialogue · decisão do diálogo
	// expectation · previsão
}
