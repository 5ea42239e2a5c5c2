package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
)

// What is wrong in the sheets of the assessment has its cell, all of it in one
// pass, in both languages.
func TestAssessmentFaultsHaveTheirCells(t *testing.T) {
	type fault struct {
		sheet, row, column string
		value              sheets.Raw
		code               string
	}
	text := func(s string) sheets.Raw { return sheets.Raw{Kind: sheets.RawText, Text: s} }
	number := func(x float64) sheets.Raw { return sheets.Raw{Kind: sheets.RawNumber, Number: x} }
	faults := []fault{
		{"GROUPS", "residents", "share", number(45), "out-of-range"},
		{"GROUPS", "older", "overlap", text("some"), "unknown-reference"},
		{"GROUPS", "older", "age_max", number(20), "age-order"},
		{"GROUPS", "severe-disability", "of", text("households"), "unknown-reference"},
		{"GROUPS", "poor-active", "adequate", number(50), "out-of-range"},
		{"PROVISIONS", "older TLS-SP-OLD", "by", text("TLS-SP-OLT"), "unknown-reference"},
		{"PROVISIONS", "older TLS-VET", "role", text("includes"), "unknown-reference"},
		{"PROVISIONS", "residents TLS-SNS", "legal", number(100), "out-of-range"},
		{"PROVISIONS", "mothers TLS-INSS-PAR", "recipients", number(-1), "out-of-range"},
		{"SDG", "1.3.1-older", "published", number(89.7), "out-of-range"},
		{"SDG", "1.3.1-children", "group", text("child"), "unknown-reference"},
		{"TEXTS", "older implementation", "text_en", text("{older.left}"), "unknown-placeholder"},
		{"RECOMMENDATIONS", "R5", "gaps", text("older/money"), "unknown-reference"},
	}
	f := fileOf(t, studies.Load(t, "TLS"))
	want := map[string]string{}
	for _, x := range faults {
		cell := f.cell(x.sheet, x.row, x.column)
		x.value.Place = cell.Place
		*cell = x.value
		want[cell.Place] = x.code
	}
	study, _, found := f.read()
	if study != nil {
		t.Error("a study is made of it nonetheless")
	}
	got := map[string]string{}
	for _, d := range found {
		if d.Severity == abnd.Error {
			got[d.Place] = d.Code
		}
		for _, s := range []string{d.Problem.EN, d.Problem.PT, d.Remedy.EN, d.Remedy.PT} {
			if s == "" || strings.Contains(s, "%!") {
				t.Errorf("%s: texts are incomplete: %+v", d.Code, d)
			}
		}
	}
	for place, code := range want {
		if got[place] != code {
			t.Errorf("%s: found %q, want %q", place, got[place], code)
		}
		delete(got, place)
	}
	if len(got) > 0 {
		t.Errorf("found besides: %v", got)
	}
}

// A file from before the assessment has neither its sheets nor the column of
// gaps, and reads as a study without groups.
func TestFilesFromBeforeTheAssessment(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	for _, name := range []string{"GROUPS", "PROVISIONS", "SDG", "TEXTS"} {
		delete(f.grids, name)
	}
	column := f.column("RECOMMENDATIONS", "gaps")
	g := f.grids["RECOMMENDATIONS"]
	g.Header = slices.Delete(slices.Clone(g.Header), column, column+1)
	for i := range g.Rows {
		g.Rows[i] = slices.Delete(slices.Clone(g.Rows[i]), column, column+1)
	}
	study, _, found := f.read()
	if study == nil {
		t.Fatal(found)
	}
	if len(study.Groups)+len(study.Provisions)+len(study.Indicators)+len(study.MatrixTexts)+len(study.Recommended[0].Gaps) != 0 {
		t.Error("the study has an assessment")
	}
	if found := costing.Check(study); found.HasErrors() {
		t.Error(found)
	}
}

// What the results workbook writes beside the published indicators is not read
// back.
func TestTheStudysOwnCoverageIsNotRead(t *testing.T) {
	study := studies.Load(t, "TLS")
	f := fileOf(t, study)
	*f.cell("SDG", "1.3.1-older", "own") = sheets.Raw{Kind: sheets.RawNumber, Number: 7}
	back, _, found := f.read()
	if back == nil {
		t.Fatal(found)
	}
	if back.Indicators[2].Published != study.Indicators[2].Published {
		t.Errorf("the published value is %v", back.Indicators[2].Published)
	}
}
