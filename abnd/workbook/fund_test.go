package workbook

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
)

// TestLibreOfficeAgreesOnTheFund proves the fund of Timor-Leste as it is and with
// other figures typed into blue cells: emptied early and put off, never empty, known
// later, with receipts, and under another path of the economy. No formula changes
// with them.
func TestLibreOfficeAgreesOnTheFund(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	load := func() *abnd.Study { return withFewBenefits(t) } // over all years: it is empty late
	base := formulasOf(first(laidOut(t, load())))
	for name, edit := range map[string]func(*abnd.Study){
		"as-built": func(*abnd.Study) {},
		"small": func(s *abnd.Study) {
			s.Fund.Balance.Value /= 4
			s.Fund.Return.Low, s.Fund.Execution.High = abnd.Known(-0.1, 0), abnd.Known(1.4, 0)
		},
		"lasting": func(s *abnd.Study) { s.Fund.Balance.Value *= 10 },
		"later": func(s *abnd.Study) {
			s.Fund.Balance.Figure.Year = 2027
			s.Fund.Receipts.Values[2027], s.Fund.Receipts.Values[2028], s.Fund.Receipts.Extension = 1e8, 9e8, abnd.WithGDP
			s.Fund.SustainableShare.Value, s.Fund.DiscountRate.Value = 0.05, 0.08
			s.Macro = "low-growth"
		},
	} {
		s := load()
		edit(s)
		if found := costing.Check(s); found.HasErrors() {
			t.Fatal(found)
		}
		if got := p.add(t, name, s); !sameFormulas(got, base) {
			t.Errorf("%s: typing into blue cells changes a formula", name)
		}
	}
	proofs.Tell(t, "compared %d cells of 4 workbooks", p.run(t))
}

// A study without a fund has no sheet of it and no row, one with a fund has both,
// and says the year in which it is empty beside the published ones.
func TestTheFundInTheWorkbook(t *testing.T) {
	hasSheet := func(b *book) bool {
		return slices.ContainsFunc(b.inputs, func(s sheets.Sheet) bool { return s.Code == sheets.Fund })
	}
	without, w := shipped(t, "MOZ")
	if hasSheet(without) || w.model.Has(costing.FiscalKey(abnd.StatusQuo, costing.FundBalance)) {
		t.Error("Mozambique has a fund")
	}
	with, w := shipped(t, "TLS")
	if !hasSheet(with) {
		t.Error("Timor-Leste has no fund")
	}
	var said []string
	for _, b := range w.layout.fiscal {
		for _, x := range b.told {
			if text := x.sentence.In(w.projection, abnd.English); strings.HasPrefix(text, "Petroleum Fund: ") || strings.HasPrefix(text, "Published years: ") {
				said = append(said, b.id+" "+text)
			}
		}
	}
	if len(said) != 1+len(w.study.Scenarios)+len(w.study.Packages) || !strings.Contains(said[0], "empty in 2038") || !strings.Contains(said[1], "IMF, Article IV (2022) 2038") {
		t.Errorf("it is said:\n%s", strings.Join(said, "\n"))
	}
}
