package country_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
)

// Every text of a profile is in both languages; of the titles of sources, as
// they were published, one is enough. The one may be the other only where it is
// a name: a text of a few words.
func TestProfilesSpeakBothLanguages(t *testing.T) {
	for _, code := range country.Codes() {
		texts := proofs.TextsOf(load(t, code))
		if len(texts) < 300 {
			t.Errorf("%s has %d texts: the test does not see them", code, len(texts))
		}
		for at, text := range texts {
			if complaint := inBoth(at, *text); complaint != "" {
				t.Errorf("%s %s %s: %q, %q", code, at, complaint, text.EN, text.PT)
			}
		}
	}
}

// The test above finds what it is for.
func TestOneLanguageIsFound(t *testing.T) {
	for text, want := range map[abnd.Text]bool{
		{EN: "monthly"}: true, {PT: "mensal"}: true, {EN: "monthly", PT: "mensal"}: false, abnd.Same("INSS"): false, {}: false,
		abnd.Same("The recipients are those of the first quarter."): true,
		abnd.Same("Centro Nacional de Pensões Sociais (CNPS)"):      false,
	} {
		if got := inBoth(".Schemes[0].Note", text) != ""; got != want {
			t.Errorf("%+v: %v", text, got)
		}
	}
}

// nameLength is how many words a name has at most that is the same in both
// languages.
const nameLength = 7

func inBoth(at string, text abnd.Text) string {
	switch {
	case text.IsZero(), strings.HasPrefix(at, ".Sources") && (text.EN != "" || text.PT != ""):
		return ""
	case text.EN == "" || text.PT == "":
		return "is in one language"
	case text.EN == text.PT && (len(strings.Fields(text.EN)) > nameLength || strings.HasPrefix(text.EN, "The ")):
		return "is the same in both languages, and no name"
	}
	return ""
}

// remark is what whoever searched for a figure says of the search: it belongs in
// a note, and is never printed.
var remark = regexp.MustCompile(`(?i)\b(was|were|been) found|\bnot (found|visible|verified|seen|checked)\b|` +
	`se encontr(ou|aram)\b|\bnão (foi|foram) (encontrad|verificad|vist)|\bnão (verificad|visível|visíveis)`)

// What the assessment prints of a profile holds no remark of research. Notes may,
// but for those of SDG, which say why two values differ.
func TestNoRemarkOfResearchIsPrinted(t *testing.T) {
	for _, words := range []string{"Expenditure NOT FOUND", "no rule was found", "Não se encontrou a despesa", "valores não verificados", "page not visible"} {
		if !remark.MatchString(words) {
			t.Errorf("%q is no remark", words)
		}
	}
	if remark.MatchString("A incapacidade é verificada pelo INSS") || remark.MatchString("the foundation pays") {
		t.Error("what is no remark is taken for one")
	}
	for _, code := range country.Codes() {
		study := load(t, code)
		printed := 0
		for at, text := range proofs.TextsOf(study) {
			isNote := strings.HasSuffix(at, ".Note") && !strings.HasPrefix(at, ".Indicators")
			if isNote {
				continue
			}
			printed++
			if slices.ContainsFunc([]string{text.EN, text.PT}, remark.MatchString) {
				t.Errorf("%s %s is printed and says %q, %q", code, at, text.EN, text.PT)
			}
		}
		if printed < 100 {
			t.Errorf("%s: only %d texts are printed", code, printed)
		}
	}
}
