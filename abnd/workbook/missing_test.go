package workbook

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
)

// What rests on a series that is not given is blank in the workbook as it is in
// the engine: no sum passes over the blank of a part, no cell shows an error.
func TestLibreOfficeAgreesWithoutSeries(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	add := func(name string, study *abnd.Study, codes ...string) {
		for _, f := range costing.AllFrameSeries() {
			for _, code := range codes {
				if f.Code == code {
					*f.Of(study) = abnd.Series{Extension: abnd.HoldLast}
				}
			}
		}
		if found := costing.Check(study); found.HasErrors() {
			t.Fatal(found)
		}
		p.add(t, name, study)
	}
	add("none", loadShort(t), "real_growth", "deflator_growth", "inflation", "wage_growth", "revenue", "expenditure")
	add("no-prices", loadShort(t), "inflation")
	add("no-growth", loadShortOf(t, "MOZ"), "real_growth", "deflator_growth")
	add("no-accounts", loadShortOf(t, "CPV"), "revenue", "expenditure")
	add("no-wages", loadShortOf(t, "AGO"), "wage_growth", "inflation")
	proofs.Tell(t, "compared %d cells", p.run(t))
}
