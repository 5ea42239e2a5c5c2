package terminal

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
)

// Beside an answer many warnings of one kind are one line with their number;
// errors, remarks and what comes once or twice are written in full, and so is
// everything where it is asked for.
func TestWarningsOfOneKindAreOneLine(t *testing.T) {
	var found abnd.Diagnostics
	for i := range 7 {
		found.AddWarning(abnd.Path(fmt.Sprintf("a/%d", i)), "no-source", abnd.T("no source", "sem fonte"), abnd.T("name one", "indique uma"))
	}
	found.AddWarning("b", "other", abnd.T("other", "outro"), abnd.Text{})
	found.AddError("c", "wrong", abnd.T("wrong", "errado"), abnd.Text{})
	found = append(found, abnd.Diagnostic{Severity: abnd.Remark, Code: "left-aside", Problem: abnd.T("aside", "de lado")})
	var brief, all strings.Builder
	if err := Diagnostics(&brief, found, abnd.English); err != nil {
		t.Fatal(err)
	}
	want := "c: error: wrong\na/0: warning: no source; name one (and 6 more of this kind; abnd check lists them)\nb: warning: other\nremark: aside\n1 error, 8 warnings, 1 remark\n"
	if brief.String() != want {
		t.Errorf("got\n%swant\n%s", brief.String(), want)
	}
	if err := AllDiagnostics(&all, found, abnd.Portuguese); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(all.String(), "sem fonte; indique uma\n"); n != 7 || !strings.HasSuffix(all.String(), "1 erro, 8 avisos, 1 observação\n") {
		t.Errorf("got\n%s", all.String())
	}
	var remarks strings.Builder
	if err := Diagnostics(&remarks, found[len(found)-1:], abnd.English); err != nil || remarks.String() != "remark: aside\n" {
		t.Errorf("%q, %v", remarks.String(), err)
	}
}

func TestDiagnostics(t *testing.T) {
	var found abnd.Diagnostics
	found.AddWarning("benefits/a", "w", abnd.T("look here", "veja aqui"), abnd.Text{})
	found.AddError("benefits/b", "e", abnd.T("this is wrong", "isto está errado"), abnd.T("mend it", "corrija"))
	found[1].Place = "BENEFITS!D14"
	for lang, want := range map[abnd.Lang]string{
		abnd.English:    "BENEFITS!D14: error: this is wrong; mend it\nbenefits/a: warning: look here\n1 error, 1 warning\n",
		abnd.Portuguese: "BENEFITS!D14: erro: isto está errado; corrija\nbenefits/a: aviso: veja aqui\n1 erro, 1 aviso\n",
	} {
		var b bytes.Buffer
		if err := Diagnostics(&b, found, lang); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s:\n%swant\n%s", lang, b.String(), want)
		}
	}
}
