package workbook

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/scenarios"
)

func pageOf(t *testing.T, b *book, name string) *paper.Page {
	t.Helper()
	for _, p := range b.pages {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("there is no sheet %s", name)
	return nil
}

// The row of a report on several schemes names all of them, and the explanation is
// asked for by the heading of its column. The oracle is TLS-SP-OLD, whose expenditure
// is that of both social pensions.
func TestReconcileNamesWhatItAdds(t *testing.T) {
	b, w := shipped(t, "TLS")
	p := pageOf(t, b, reconcileSheet)
	sums := 0
	for i, x := range w.verdicts {
		at := slices.IndexFunc(p.Rows, func(r paper.Row) bool { return r.At == w.layout.reconciled[i].row })
		name := p.Rows[at].Cells[0].Value.(string)
		for _, m := range x.Members {
			if !strings.Contains(name, m.Name.EN+" ("+m.ID+")") {
				t.Errorf("the row of %s, which adds %s, is %q", x.Scheme.ID, m.ID, name)
			}
		}
		if len(x.Members) > 1 {
			sums++
		}
		if x.Scheme.ID == "TLS-SP-OLD" && !strings.Contains(name, "TLS-SP-DIS") {
			t.Errorf("the sum of both social pensions is %q", name)
		}
	}
	if sums < 2 {
		t.Errorf("%d rows are sums", sums)
	}
	for _, r := range p.Rows[:paper.LabelRow-2] {
		for _, c := range r.Cells {
			if s, _ := c.Value.(string); strings.Contains(s, "difference_") || strings.Contains(s, "Enter the explanation") && !strings.Contains(s, sheets.DifferenceLabel.EN) {
				t.Errorf("row %d: %q", r.At, s)
			}
		}
	}
}

// The sheet has a row for every scheme, those of which nothing is known too,
// prints in landscape with its head on every page, and is not read back.
func TestReconcileSheet(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range shippedCodes() {
		study := studies.Load(t, code)
		b, _ := laidOut(t, study)
		p := pageOf(t, b, reconcileSheet)
		if p.Portrait || !p.OnePageWide || p.Repeat != [2]int{paper.LabelRow, paper.LabelRow} || p.About.IsZero() || !IsResult(reconcileSheet) {
			t.Errorf("%s: the sheet is not ready to be printed", code)
		}
		rows := 0
		for _, r := range p.Rows {
			if r.At < paper.FirstDataRow {
				continue
			}
			if name := r.Cells[0].Value.(string); !strings.Contains(name, study.Schemes[rows].ID) {
				t.Errorf("%s: row %d is %q, not %s", code, r.At, name, study.Schemes[rows].ID)
			}
			rows++
			for _, c := range r.Cells[nameColumn : len(r.Cells)-1] {
				if c.Formula == "" {
					t.Errorf("%s: a cell of row %d is no live formula: %v", code, r.At, c.Value)
				}
			}
			known := r.Cells[verdictColumn()-1].Value != scenarios.NotKnown.Name().EN
			if r.Cells[nameColumn].Value == 0.0 || known && r.Cells[verdictColumn()-1].Value == "" {
				t.Errorf("%s: row %d shows a zero for what is not known", code, r.At)
			}
		}
		if rows != len(study.Schemes) {
			t.Errorf("%s: %d rows for %d schemes", code, rows, len(study.Schemes))
		}
	}
}

// A difference without a reason is counted as a remark and leaves the light
// over the checks as it is.
func TestADifferenceWithoutAReasonIsARemark(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	for i := range study.Schemes {
		study.Schemes[i].Difference = abnd.Text{}
		if s := &study.Schemes[i]; s.ID == "TLS-SP-OLD" {
			s.Expenditure = abnd.Known(31.9e6, 2016)
		}
	}
	b, w := laidOut(t, study)
	if light := w.computed[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].value; light != okText {
		t.Errorf("the light shows %v", light)
	}
	found := false
	for _, r := range pageOf(t, b, checksSheet).Rows {
		if len(r.Cells) == 0 {
			continue
		}
		if c := r.Cells[len(r.Cells)-1]; strings.HasPrefix(c.Formula, "COUNTIFS("+reconcileSheet) {
			found = true
			if c.Value != 1.0 {
				t.Errorf("CHECKS counts %v remarks, not the one on TLS-SP-OLD", c.Value)
			}
		}
	}
	if !found {
		t.Error("CHECKS does not count the remarks")
	}
}

// Excel takes at most 255 characters in one literal.
func TestTextLiteral(t *testing.T) {
	for text, want := range map[string]string{
		"":                          `""`,
		`say "no"`:                  `"say ""no"""`,
		strings.Repeat("é", 201):    `"` + strings.Repeat("é", 200) + `"&"é"`,
		strings.Repeat(`"`, 2) + "": `""""""`,
	} {
		if got := paper.TextLiteral(text); got != want {
			t.Errorf("%q is written %s", text, got)
		}
	}
}

// A study without schemes has an empty sheet and still adds up.
func TestReconcileWithoutSchemes(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	study.Schemes, study.Outturns, study.Provisions = nil, nil, nil
	for i := range study.Benefits {
		study.Benefits[i].Scheme, study.Benefits[i].Replaces = "", nil
	}
	b, w := laidOut(t, study)
	if light := w.computed[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].value; light != okText {
		t.Errorf("the light shows %v", light)
	}
	if p := pageOf(t, b, reconcileSheet); p.Rows[len(p.Rows)-1].At >= paper.FirstDataRow {
		t.Error("the sheet has rows of no scheme")
	}
	if len(sheets.Write(study)) == 0 {
		t.Error("the study is not written")
	}
}
