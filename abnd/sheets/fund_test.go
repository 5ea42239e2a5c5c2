package sheets_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// A study without a fund has no sheet of one, and a file without it is read.
func TestTheFundHasASheetWhereThereIsOne(t *testing.T) {
	has := func(study *abnd.Study) bool {
		return slices.ContainsFunc(sheets.Write(study), func(s sheets.Sheet) bool { return s.Code == sheets.Fund })
	}
	if !has(studies.Load(t, "TLS")) || has(studies.Load(t, "MOZ")) {
		t.Error("Timor-Leste has a fund, Mozambique none that is followed")
	}
	f := fileOf(t, studies.Load(t, "TLS"))
	delete(f.grids, sheets.Fund)
	study, _, found := f.read()
	if study == nil || len(found) > 0 || !study.Fund.IsZero() {
		t.Errorf("found %v, fund %+v", found, study.Fund)
	}
}

// The fund comes back as it was written, with its published years in order.
func TestTheFundComesBack(t *testing.T) {
	written := studies.Load(t, "TLS")
	written.Fund.Receipts.Values[2027], written.Fund.Receipts.Extension = 12e6, abnd.WithGDP
	study, places, found := fileOf(t, written).read()
	if study == nil || len(found) > 0 {
		t.Fatal(found)
	}
	if diff := cmp.Diff(written.Fund, study.Fund); diff != "" {
		t.Error(diff)
	}
	if len(study.Fund.Published) < 5 || study.Fund.Published[3].Year != 2038 {
		t.Errorf("published years %+v", study.Fund.Published)
	}
	for _, path := range []abnd.Path{"fund/name_en", "fund/balance/value", "fund/balance/year", "fund/return/low", "fund/receipts/2027", "fund/published/2/high"} {
		if places.Find(path) == "" {
			t.Errorf("%s has no place", path)
		}
	}
}

// A balance that cannot be read is said once, at its cell: which receipts are
// needed follows from it.
func TestAnUnreadableBalance(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	at := f.write(sheets.Fund, "balance", "value", "18.61bn")
	_, _, found := f.read()
	if len(found) != 1 || found[0].Code != "text-for-number" || found[0].Place != at {
		t.Errorf("found %v, want one fault at %s", found, at)
	}
}

// What is typed where nothing belongs is said, and so is a row that is none.
func TestFaultsOfTheFund(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	f.write(sheets.Fund, "balance", "low", 1.0)
	f.write(sheets.Fund, "return", "2026", 1.0)
	f.write(sheets.Fund, "receipts", "value", 1.0)
	_, _, found := f.read()
	var codes []string
	for _, d := range found {
		codes = append(codes, d.Code)
		if d.Place == "" {
			t.Errorf("%s has no place", d.Code)
		}
	}
	if !slices.Equal(codes, []string{"out-of-place", "out-of-place", "out-of-place"}) {
		t.Errorf("found %v", found)
	}
}
