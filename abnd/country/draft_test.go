package country_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/sheets"
)

// A draft may lack anything and comes back as it was written; a fault of the
// sheets themselves would lose a part of it, and gives none.
func TestDraftsAreReadUnchecked(t *testing.T) {
	want := country.Blank()
	written := grids(sheets.Write(want))
	got, found := sheets.ReadUnchecked(written)
	if got == nil || len(found) > 0 {
		t.Fatal(found)
	}
	if diff := cmp.Diff(want.Benefits, got.Benefits, cmp.Comparer(func(a, b abnd.Value) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want.Economy, got.Economy); diff != "" {
		t.Error(diff)
	}
	written[0].Header[0].Text = "kye"
	if got, found := sheets.ReadUnchecked(written); got != nil || !found.HasErrors() {
		t.Errorf("a draft of faulty sheets: %v", found)
	}
}
