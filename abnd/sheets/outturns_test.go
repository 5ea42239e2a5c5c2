package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// Rows of OUTTURN come back as they were written, and are found at their cells.
func TestOutturnsComeBack(t *testing.T) {
	written := studies.Load(t, "TLS")
	written.Outturns = []abnd.Outturn{{
		Scheme: "TLS-SP-OLD", Year: 2024, Measure: abnd.PaidOut, Component: abnd.External, Value: abnd.Known(12_345_678, 0), Covers: []string{"TLS-SP-DIS"},
		Date: "2024-12-31", Difference: abnd.T("why", "porquê"),
		Provenance: abnd.Provenance{Year: 2024, Source: "diligente-2024", Confidence: abnd.Low, Note: abnd.T("note", "nota")},
	}, {Scheme: "TLS-SP-OLD", Year: 2024, Measure: abnd.RecipientsDue, Provenance: abnd.Provenance{Year: 2024, Confidence: abnd.Assumption}}}
	study, places, found := fileOf(t, written).read()
	if study == nil {
		t.Fatal(found)
	}
	if !slices.EqualFunc(study.Outturns, written.Outturns, func(x, y abnd.Outturn) bool {
		covers := slices.Equal(x.Covers, y.Covers)
		x.Covers, y.Covers = nil, nil
		return covers && x.Scheme == y.Scheme && x.Year == y.Year && x.Measure == y.Measure && x.Component == y.Component && x.Value == y.Value &&
			x.Date == y.Date && x.Difference == y.Difference && x.Provenance == y.Provenance
	}) {
		t.Errorf("read %+v", study.Outturns)
	}
	if changes := sheets.Diff(written, study); len(changes) > 0 {
		t.Errorf("changed on the way: %+v", changes)
	}
	for _, key := range []string{"scheme", "value", "date", "difference_pt", "source"} {
		if at := places.Find(abnd.JoinPath("outturns", "TLS-SP-OLD", "2024", "paid", "external", key)); !strings.HasPrefix(at, "OUTTURN!") {
			t.Errorf("%s is placed in %q", key, at)
		}
	}
}

// A file from before the sheet is read; what is wrong in it is told at its cell.
func TestFaultsOfOutturns(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	delete(f.grids, sheets.Outturns)
	if study, _, found := f.read(); study == nil || study.Outturns != nil {
		t.Errorf("without the sheet: %v", found)
	}
	runFaultCases(t, []faultCase{
		{"a scheme that is none", func(f *file) []string {
			return []string{"unknown-reference " + f.write("OUTTURN", "TLS-BDM", "scheme", "TLS-BDN")}
		}},
		{"a measure that is none", func(f *file) []string {
			return []string{"unknown-reference " + f.write("OUTTURN", "TLS-BDM", "measure", "spent")}
		}},
		{"no day of the calendar", func(f *file) []string {
			return []string{"date " + f.write("OUTTURN", "TLS-BDM", "date", "June 2024")}
		}},
		{"a row twice", func(f *file) []string {
			g := f.grids["OUTTURN"]
			g.Rows = append(g.Rows, g.Rows[len(g.Rows)-1])
			return []string{"row-twice " + g.Rows[len(g.Rows)-1][0].Place}
		}},
	})
}
