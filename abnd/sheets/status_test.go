package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// What is missing of a status is told at its cell.
func TestTheStatusIsCheckedAtItsCell(t *testing.T) {
	runFaultCases(t, []faultCase{
		{"approved by nobody, at no time", func(f *file) []string {
			f.write("GENERAL", "status", "value", "approved")
			return []string{"needed " + f.cell("GENERAL", "status_by_en", "value").Place, "needed " + f.cell("GENERAL", "status_date", "value").Place}
		}},
		{"in its Portuguese words", func(f *file) []string {
			f.write("GENERAL", "status", "value", "Validado tecnicamente")
			f.write("GENERAL", "status_by_pt", "value", "MSSI")
			return []string{"needed " + f.cell("GENERAL", "status_date", "value").Place}
		}},
		{"no stage", func(f *file) []string { return []string{"choice " + f.write("GENERAL", "status", "value", "final")} }},
		{"no date", func(f *file) []string {
			f.write("GENERAL", "status", "value", "approved")
			f.write("GENERAL", "status_by_en", "value", "MSSI")
			return []string{"date " + f.write("GENERAL", "status_date", "value", "03/04/2026")}
		}},
		{"validated where no figure is", func(f *file) []string {
			return []string{"out-of-place " + f.write("GENERAL", "currency", "validated_by", "MSSI")}
		}},
	})
}

// A file from before study id, status and validation is read, and its study is
// a draft that nobody has validated.
func TestFilesFromBeforeTheStatusAreRead(t *testing.T) {
	study := studies.Load(t, "TLS")
	f := fileOf(t, study)
	general := f.grids[sheets.General]
	general.Rows = slices.DeleteFunc(general.Rows, func(row []sheets.Raw) bool {
		key := row[0].Text
		return key == "study_id" || strings.HasPrefix(key, "status") || strings.HasPrefix(key, "draft_note")
	})
	columns := 0
	for _, g := range f.grids {
		at := slices.IndexFunc(g.Header, func(h sheets.Raw) bool { return h.Text == "validated_by" })
		if at < 0 {
			continue
		}
		columns++
		g.Header = slices.Delete(g.Header, at, at+1)
		for i := range g.Rows {
			g.Rows[i] = slices.Delete(g.Rows[i], at, at+1)
		}
	}
	if columns < 15 {
		t.Errorf("only %d sheets have the column", columns)
	}
	read, _, found := f.read()
	if found.HasErrors() {
		t.Fatal(found)
	}
	study.ID, study.Status = "", abnd.Status{}
	if diff := cmp.Diff(study, read, blankIsBlank); diff != "" {
		t.Errorf("the study is another one (-was +read):\n%s", diff)
	}
	if line := read.Status.Line(); line.In(abnd.Portuguese) != "Estado do estudo: rascunho." {
		t.Errorf("its status reads %q", line.In(abnd.Portuguese))
	}
}

// A country's profile is where a dialogue begins, and says so.
func TestProfilesAreDraftsAndSayWhose(t *testing.T) {
	for _, code := range country.Codes() {
		study := studies.Load(t, code)
		if want := strings.ToLower(code) + "-"; !strings.HasPrefix(study.ID, want) {
			t.Errorf("%s has the id %q", code, study.ID)
		}
		want := abnd.Status{Stage: abnd.Draft, DraftNote: abnd.Text{
			EN: "starting point prepared by abnd; no institution has approved it",
			PT: "ponto de partida preparado pelo abnd; nenhuma instituição o aprovou",
		}}
		if study.Status != want {
			t.Errorf("%s: %+v", code, study.Status)
		}
	}
}
