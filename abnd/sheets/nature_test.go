package sheets_test

import (
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// A file from before the column of natures is read, and what its figures are
// follows from the rules; a row that says it is read so, in either language, and
// another word is told at its cell.
func TestTheNatureOfARow(t *testing.T) {
	study := studies.Load(t, "STP")
	said := 0
	for _, b := range study.Benefits {
		for _, p := range b.Parameters {
			if p.Nature != "" {
				said++
			}
		}
	}
	if said == 0 {
		t.Fatal("no row of the profile says what it is")
	}
	f := fileOf(t, study)
	g := f.grids[sheets.Benefits]
	at := slices.IndexFunc(g.Header, func(h sheets.Raw) bool { return h.Text == "nature" })
	g.Header = slices.Delete(g.Header, at, at+1)
	for i := range g.Rows {
		g.Rows[i] = slices.Delete(g.Rows[i], at, at+1)
	}
	read, _, found := f.read()
	if found.HasErrors() {
		t.Fatal(found)
	}
	for _, b := range read.Benefits {
		for code, p := range b.Parameters {
			if p.Nature != "" {
				t.Errorf("%s/%s is a %q", b.ID, code, p.Nature)
			}
		}
	}
	for written, want := range map[string]abnd.Nature{"decision": abnd.Decision, "Facto": abnd.Fact, "previsão": abnd.Expectation} {
		f = fileOf(t, study)
		f.write(sheets.Benefits, "programa-familia payments", "nature", written)
		read, _, found = f.read()
		b, _ := read.FindBenefit("programa-familia")
		if got := b.Parameters["payments"].Nature; got != want || found.HasErrors() {
			t.Errorf("%q is read as %q: %v", written, got, found)
		}
	}
	runFaultCases(t, []faultCase{
		{"no nature", func(f *file) []string {
			return []string{"choice " + f.write(sheets.Benefits, "social-pension payments", "nature", "guess")}
		}},
		{"the nature of a name", func(f *file) []string {
			return []string{"out-of-place " + f.write(sheets.Benefits, "social-pension name_en", "nature", "fact")}
		}},
	})
}
