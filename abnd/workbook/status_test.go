package workbook

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/scenarios"
)

// approval is the status of a study that somebody stands for.
var approval = abnd.Status{
	Stage: abnd.Approved, Date: "2026-05-12", Document: "Res. 3/2026",
	By: abnd.Text{EN: "Ministry of Labour & Social Action", PT: "Ministério do Trabalho & Acção Social"},
}

// Every sheet that has a title says the stage of the study on the screen, and
// every printed page the whole status, in books of inputs and of results.
func TestEverySheetSaysTheStatus(t *testing.T) {
	proofs.NotShort(t)
	study := loadForRules(t)
	study.Country.ISO3 = "MOZ" // whose Portuguese has a tag of its own
	for _, status := range []abnd.Status{study.Status, approval} {
		study.Status = status
		input, err := Template(study, Options{Lang: abnd.Portuguese})
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{"inputs": input, "results": results(t, study, abnd.Portuguese)} {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			stage, line := status.Stage.Name().In(abnd.OlderPortuguese), status.Line().In(abnd.OlderPortuguese)
			for _, sheet := range f.GetSheetList() {
				title, _ := f.GetCellValue(sheet, "A1")
				for _, cell := range []string{"B1", "C1", "D1"} { // the first column that is shown
					if title == "" {
						title, _ = f.GetCellValue(sheet, cell)
					}
				}
				if !strings.HasSuffix(title, "  ·  "+stage) {
					t.Errorf("%s: the title of %s is %q, without %q", name, sheet, title, stage)
				}
				head, _ := f.GetHeaderFooter(sheet)
				if !strings.Contains(head.OddHeader, "\n"+strings.ReplaceAll(line, "&", "&&")+"&R") {
					t.Errorf("%s: the head of the pages of %s is %q, without %q", name, sheet, head.OddHeader, line)
				}
				if !strings.Contains(head.OddFooter, "Página &P de &N") {
					t.Errorf("%s: the foot of the pages of %s is %q", name, sheet, head.OddFooter)
				}
			}
			if properties, _ := f.GetDocProps(); properties.ContentStatus != line {
				t.Errorf("%s: the status among the properties of the file is %q", name, properties.ContentStatus)
			}
			f.Close()
		}
	}
}

// A long status gives way, and the head of pages stays within what a file may
// hold; a status that is short is whole.
func TestALongStatusIsCutInTheHeadOfPages(t *testing.T) {
	study := loadForRules(t)
	study.Status = approval
	study.Status.By = abnd.Same(strings.Repeat("Ministry & ", 40))
	data, err := Template(study, Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	head, _ := f.GetHeaderFooter("GENERAL")
	if n := paper.UTF16Len(head.OddHeader); n > excelize.MaxFieldLength {
		t.Errorf("it has %d characters", n)
	}
	if !strings.Contains(head.OddHeader, "\nStatus of the study: approved (2026-05-12, Ministry && Ministry") || !strings.Contains(head.OddHeader, "…&R") {
		t.Errorf("it is %q", head.OddHeader)
	}
}

// Studies of different stages that stand side by side are each named with
// theirs, and no title claims one for both.
func TestAComparisonSaysTheStatusOfBoth(t *testing.T) {
	sides := make([]scenarios.Side, 2)
	for i, status := range []abnd.Status{{}, approval} {
		study := loadForRules(t)
		study.Status = status
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		sides[i] = scenarios.Side{Result: result, Scenario: "low", Name: []string{"old", "new"}[i]}
	}
	b, _, err := comparisonBook(compared(t, sides[0], sides[1]), ComparedSource{}, ComparedSource{}, Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	want := "old: draft; new: approved (2026-05-12, Ministry of Labour & Social Action; Res. 3/2026)"
	if got := b.meta.Status.In(abnd.English); got != want || !b.meta.Stage.IsZero() {
		t.Errorf("the status is %q, the stage %q", got, b.meta.Stage.In(abnd.English))
	}
	page, _ := cellsOf(t, b, ManifestSheet)
	said := ""
	for _, r := range page.Rows {
		if label, value := manifestRow(r); strings.HasSuffix(label, ": Status of the study") {
			said += label + " " + value + "\n"
		}
	}
	if said != "old: Status of the study draft\nnew: Status of the study approved (2026-05-12, Ministry of Labour & Social Action; Res. 3/2026)\n" {
		t.Errorf("MANIFEST says %q", said)
	}
}

// Who changes the status in GENERAL after the results were written is told that
// MANIFEST does not say so.
func TestVerifySeesAChangedStatus(t *testing.T) {
	proofs.OfAll(t)
	study := loadForRules(t)
	data := results(t, study, abnd.English)
	study.Status = approval
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	v, found := Verify(data, "results.xlsx", result)
	if found.HasErrors() {
		t.Fatal(found)
	}
	if len(v.Origin) != 1 || v.Origin[0].Key != "Status of the study" || len(v.Differing) != 0 {
		t.Errorf("%+v, %d figures", v.Origin, len(v.Differing))
	}
}
