package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
)

// dropRows takes the rows with these keys out of a sheet.
func (f *file) dropRows(sheet string, drop func(key string) bool) {
	g := f.grids[sheet]
	g.Rows = slices.DeleteFunc(g.Rows, func(row []sheets.Raw) bool { return drop(row[0].Text) })
}

// A file from before labour, macro scenarios and financing has neither their
// sheets nor their rows: they are blank, and all else is read.
func TestAFileWithoutTheLaterFramesIsRead(t *testing.T) {
	written := studies.Load(t, "TLS")
	f := fileOf(t, written)
	for _, name := range []string{sheets.Labour, sheets.Macro, sheets.Financing} {
		delete(f.grids, name)
	}
	var later []string
	for _, s := range costing.AllFrameSeries() {
		if s.Later {
			later = append(later, s.Code)
		}
	}
	for _, name := range []string{sheets.Economy, sheets.Government, sheets.Vital} {
		f.dropRows(name, func(key string) bool { return slices.Contains(later, key) })
	}
	f.dropRows(sheets.General, func(key string) bool {
		return strings.HasPrefix(key, "gdp2_name") || key == "growth_from" || key == "macro"
	})
	study, _, found := f.read()
	if study == nil || len(found) > 0 {
		t.Fatal(found)
	}
	for _, s := range costing.AllFrameSeries() {
		if s.Later && costing.SeriesGiven(s.Of(study)) {
			t.Errorf("%s has %d values", s.Path(), len(s.Of(study).Values))
		}
	}
	if study.Financing != nil || study.MacroScenarios != nil || !study.SecondGDPName.IsZero() {
		t.Errorf("financing %v, macro scenarios %v", study.Financing, study.MacroScenarios)
	}
	for _, change := range sheets.Diff(written, study) {
		if !change.New.IsBlank() {
			t.Errorf("%s is %v", change.Path, change.New)
		}
	}
}

// A file from before the year of a long-run value has no column for it: what is
// held is held, and a value that it would be needed for is asked for in the row.
// In a row that goes to no long-run value the cell must stay empty.
func TestTheYearOfALongRunValueMayBeMissing(t *testing.T) {
	written := studies.Load(t, "TLS")
	written.Economy.RealGrowth.Extension, written.Economy.RealGrowth.LongRunYear = abnd.HoldLast, 0
	f := fileOf(t, written)
	g := f.grids[sheets.Economy]
	at := slices.IndexFunc(g.Header, func(c sheets.Raw) bool { return c.Text == "long_run_year" })
	for i := range g.Rows {
		g.Rows[i] = slices.Delete(slices.Clone(g.Rows[i]), at, at+1)
	}
	g.Header = slices.Delete(slices.Clone(g.Header), at, at+1)
	study, places, found := f.read()
	if study == nil || len(found) > 0 {
		t.Fatal(found)
	}
	if changes := sheets.Diff(written, study); len(changes) > 0 {
		t.Errorf("changed on the way: %+v", changes)
	}
	study.Economy.RealGrowth.Extension = abnd.ConvergePerHead
	needed := costing.Check(study)
	if len(needed) == 0 || needed[0].Path != "economy/real_growth/long_run_year" || places.Find(needed[0].Path) == "" {
		t.Errorf("the year is not asked for: %v", needed)
	}

	f = fileOf(t, studies.Load(t, "TLS"))
	g = f.grids[sheets.Economy]
	for i, row := range g.Rows {
		if row[0].Text == "gdp" || row[0].Text == "wage_growth" {
			g.Rows[i][at] = sheets.Raw{Kind: sheets.RawNumber, Number: 2035, Place: row[at].Place}
		}
	}
	if _, _, found := f.read(); len(found) != 2 || found[0].Code != "out-of-place" || found[1].Code != "out-of-place" {
		t.Errorf("a year where none belongs: %v", found)
	}
}

// Rows of one id make one macro scenario, in their order.
func TestMacroScenariosAndMeasuresComeBack(t *testing.T) {
	written := studies.Load(t, "TLS")
	written.Macro, written.GrowthFrom, written.Baseline = "inflation-shock", abnd.GrowthGiven, abnd.BaselinePrices
	written.Financing[0].For = []string{"low", "high-package"}
	written.Financing[0].End = 2035
	study, places, found := fileOf(t, written).read()
	if study == nil || len(found) > 0 {
		t.Fatal(found)
	}
	if len(study.MacroScenarios) != 3 || len(study.MacroScenarios[2].Changes) != 2 || study.MacroScenarios[2].Changes[1].Series != "deflator_growth" {
		t.Errorf("macro scenarios %+v", study.MacroScenarios)
	}
	if study.Macro != "inflation-shock" || study.GrowthFrom != abnd.GrowthGiven || study.Baseline != abnd.BaselinePrices || study.SecondGDPName != written.SecondGDPName {
		t.Errorf("GENERAL: %q, %q, %+v", study.Macro, study.GrowthFrom, study.SecondGDPName)
	}
	if changes := sheets.Diff(written, study); len(changes) > 0 {
		t.Errorf("changed on the way: %+v", changes)
	}
	for _, path := range []abnd.Path{"macro/inflation-shock/deflator_growth/1/value", "financing/excises/share", "labour/participation_male/2020", "government/debt/2030", "general/macro", "general/baseline"} {
		if at := places.Find(path); !strings.ContainsAny(at, "0123456789") {
			t.Errorf("%s is placed in %q", path, at)
		}
	}
}

func TestFaultsOfTheLaterFrames(t *testing.T) {
	runFaultCases(t, []faultCase{
		{"participation in percent", func(f *file) []string {
			return []string{"out-of-range " + f.write("LPR", "participation_female", "2020", 61.0)}
		}},
		{"a measure in percent", func(f *file) []string {
			return []string{"out-of-range " + f.write("FINANCING", "excises", "share", 5.0)}
		}},
		{"a closure that is none", func(f *file) []string {
			return []string{"unknown-reference " + f.write("GENERAL", "growth_from", "value", "guess")}
		}},
		{"a macro scenario that is none", func(f *file) []string {
			return []string{"unknown-reference " + f.write("GENERAL", "macro", "value", "slow")}
		}},
		{"a macro scenario with two names", func(f *file) []string {
			g := f.grids["MACRO"]
			last := g.Rows[len(g.Rows)-1]
			last[1].Text = "Another name"
			return []string{"name-differs " + last[1].Place}
		}},
		{"an unknown row", func(f *file) []string {
			c := f.cell("LPR", "informal_share", "key")
			c.Text = "informal"
			return []string{"unknown-row " + c.Place}
		}},
	})
}
