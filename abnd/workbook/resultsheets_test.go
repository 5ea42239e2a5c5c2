package workbook

import (
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// Every sheet of a workbook is an input, which is read back, or a row of the
// one list of result sheets, which is passed by; tabs come in the list's order.
// The oracle is the list of input sheets of package sheets.
func TestEverySheetIsAnInputOrInTheList(t *testing.T) {
	proofs.NotShort(t)
	seen := map[string]bool{}
	for _, code := range shippedCodes() {
		study := studies.Load(t, code)
		b, _ := laidOut(t, study)
		last := 0
		for _, p := range b.pages {
			_, isInput := sheets.FirstKeys()[p.Name]
			at := slices.IndexFunc(resultSheets(), func(s resultSheet) bool {
				return s.name == p.Name || s.family && len(p.Name) > len(s.name) && p.Name[:len(s.name)] == s.name || isInput && s.name == ""
			})
			if at < 0 || isInput == IsResult(p.Name) {
				t.Errorf("%s: the sheet %s is an input: %v, and a result: %v", code, p.Name, isInput, IsResult(p.Name))
				continue
			}
			if at < last {
				t.Errorf("%s: the tab %s comes too late", code, p.Name)
			}
			last, seen[resultSheets()[at].name] = at, true
		}
	}
	for _, s := range resultSheets() {
		if !seen[s.name] && !s.answer && s.build != nil && s.when == nil {
			t.Errorf("no workbook has the sheet %s", s.name)
		}
	}
	if IsResult(sheets.Economy) || !IsResult(" checks ") || !IsResult("bs 12") {
		t.Error("an input is taken for a result, or a result for an input")
	}
}
