package workbook

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// The sheet has a row for every year of a scheme in OUTTURN, each figure a live
// formula; what is in arrears is the difference of the two cells before it, and no
// cell of another sheet reads it.
func TestArrearsSheet(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "MOZ")
	b, w := laidOut(t, study)
	p := pageOf(t, b, arrearsSheet)
	if !p.OnePageWide || p.Repeat != [2]int{paper.LabelRow, paper.LabelRow} || p.About.IsZero() || !IsResult(arrearsSheet) {
		t.Error("the sheet is not ready to be printed")
	}
	years := costing.OutturnYears(study)
	rows, sums := 0, 0
	for _, r := range p.Rows {
		if r.At < paper.FirstDataRow {
			continue
		}
		y := years[rows]
		rows++
		if name := r.Cells[0].Value.(string); !strings.Contains(name, y.Scheme.ID) || r.Cells[arrearsYearColumn-1].Value != float64(y.Year) {
			t.Errorf("row %d is %q of %v, not %s of %d", r.At, name, r.Cells[arrearsYearColumn-1].Value, y.Scheme.ID, int(y.Year))
		}
		for _, m := range y.Members {
			if name := r.Cells[0].Value.(string); !strings.Contains(name, m.Name.EN+" ("+m.ID+")") {
				t.Errorf("row %d has figures of %s and is %q", r.At, m.ID, name)
			}
		}
		sums = max(sums, len(y.Members))
		for _, code := range []string{"arrears", "execution", "model_over_appropriated"} {
			at := w.spots[costing.OutturnKey(y.Scheme.ID, y.Year, code)]
			if c := r.Cells[at.col-1]; c.Formula == "" {
				t.Errorf("%s of %d in row %d is no live formula: %v", code, int(y.Year), r.At, c.Value)
			}
		}
	}
	if rows != len(years) || rows == 0 || sums < 2 {
		t.Errorf("%d rows for %d years, of %d schemes at most", rows, len(years), sums)
	}
	for _, page := range b.pages {
		for _, r := range page.Rows {
			for _, c := range r.Cells {
				if page.Name != arrearsSheet && page.Name != checksSheet && strings.Contains(c.Formula, arrearsSheet+"!") {
					t.Errorf("%s reads %s: %s", page.Name, arrearsSheet, c.Formula)
				}
			}
		}
	}
}

// The verdict and the reason on the sheet are those of the engine.
func TestVerdictsOfArrears(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	for i := range study.Outturns {
		if o := &study.Outturns[i]; o.Scheme == "TLS-BDM" && o.Year == 2026 {
			o.Difference = abnd.Text{}
		}
	}
	_, w := laidOut(t, study)
	verdicts := map[scenarios.Verdict]int{}
	for i, x := range w.result.Outturns() {
		verdicts[x.Verdict]++
		at := address.Ref{Sheet: arrearsSheet, Col: arrearsVerdictColumn(), Row: w.layout.arrears[i].row}
		if got := w.computed[at].value; got != x.Verdict.Name().EN {
			t.Errorf("%s in %d: %v, not %s", x.Scheme.ID, int(x.Year), got, x.Verdict)
		}
	}
	if verdicts[scenarios.Unexplained] != 1 || verdicts[scenarios.Explained] == 0 || verdicts[scenarios.Agrees] == 0 {
		t.Errorf("verdicts %v", verdicts)
	}
}

// A study without figures of years has no such sheet.
func TestNoArrearsSheetWithoutOutturns(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	study.Outturns = nil
	b, _ := laidOut(t, study)
	for _, p := range b.pages {
		if p.Name == arrearsSheet {
			t.Error("there is a sheet of arrears")
		}
	}
}

// The sheet and the two shares are proved with components, with what is not known,
// and after figures were typed and taken away. The oracle is LibreOffice, which reads
// the formulas.
func TestLibreOfficeAgreesOnArrears(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	row := func(year abnd.Year, m abnd.OutturnMeasure, c abnd.Component, value float64) abnd.Outturn {
		return abnd.Outturn{
			Scheme: "TLS-SP-OLD", Year: year, Measure: m, Component: c, Value: abnd.Known(value, 0),
			Provenance: abnd.Provenance{Year: year, Confidence: abnd.Assumption},
		}
	}
	study := loadForRules(t)
	study.Outturns = append(study.Outturns,
		row(2026, abnd.Due, abnd.Internal, 70e6), row(2026, abnd.Due, abnd.External, 30e6),
		row(2026, abnd.PaidOut, abnd.Internal, 60e6), row(2026, abnd.PaidOut, abnd.External, 5e6),
		row(2026, abnd.Appropriated, abnd.Internal, 65e6), row(2026, abnd.Appropriated, "", 95e6),
		row(2026, abnd.RecipientsDue, "", 100_000), row(2026, abnd.RecipientsPaid, "", 80_000))
	study.Scenarios[0].Change("social-pension", "share_recipients_paid", abnd.Num(0.6))
	study.Scenarios[0].Change("social-pension", "shares_paid_until", abnd.Num(2028))
	study.Scenarios[1].Change("social-pension", "share_recipients_paid", abnd.Num(0.9))
	study.Scenarios[1].Change("social-pension", "shares_paid_until", abnd.Num(2027))
	p.add(t, "components", study)
	edited := study.Clone()
	for i := range edited.Outturns {
		o := &edited.Outturns[i]
		switch {
		case o.Year == 2026 && o.Measure == abnd.PaidOut && o.Component == abnd.External:
			o.Value = abnd.Figure{}
		case o.Year == 2026 && o.Measure == abnd.Appropriated && o.Whole() == abnd.WholeComponent:
			o.Value = abnd.Known(0, 0)
		case o.Value.Known:
			o.Value.Value *= 1.3
		}
		o.Difference = abnd.Text{PT: o.Difference.PT}
	}
	p.add(t, "edited", edited)
	proofs.Tell(t, "compared %d cells of 2 workbooks", p.run(t))
}
