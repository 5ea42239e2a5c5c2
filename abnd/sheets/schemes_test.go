package sheets_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// Files from before the reconciliation lack its columns: they are read, and
// what the columns would have said is not known. A mistyped one is named.
func TestFilesWithoutTheReconciliationAreRead(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	delete(f.grids, sheets.Outturns) // which came later
	for _, key := range []string{"payments", "recipients_amount", "recipients_cover", "expenditure_covers", "difference_en", "difference_pt"} {
		*f.header(sheets.Schemes, key) = sheets.Raw{}
	}
	study, _, found := f.read()
	if study == nil || len(found) > 0 {
		t.Fatal(found)
	}
	for _, s := range study.Schemes {
		if s.Payments != (abnd.Figure{}) || s.RecipientsAmount != (abnd.Figure{}) || s.RecipientsCover != nil || s.ExpenditureCovers != nil || !s.Difference.IsZero() {
			t.Errorf("%s has what the file does not say: %+v", s.ID, s)
		}
	}
	f = fileOf(t, studies.Load(t, "TLS"))
	f.header(sheets.Schemes, "payments").Text = "paymnets"
	if _, _, found := f.read(); len(found) != 1 || found[0].Code != "unknown-column" {
		t.Errorf("a mistyped column: %v", found)
	}
}
