package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

// A measure with a rule comes back with its parameters, each from its own cell; a
// file without those columns has no rule.
func TestFinancingRulesComeBack(t *testing.T) {
	written := studies.Load(t, "TLS")
	from := written.Financing[0].Provenance
	of := costing.BaseAmount(15e6, 2024).Buoyant(0.9, 2024)
	rules := map[string]costing.FinancingRule{
		"vat":     costing.ConsumptionTax{Of: costing.BaseShare(0.65), Points: 0.025, Today: 0.1, Efficiency: 0.4, Elasticity: -0.5},
		"tobacco": costing.Excise{Of: of, Today: 0.5, New: 0.75, Price: 2.5, Elasticity: -0.6, PassThrough: 1},
		"wages":   costing.WageContributions{Of: of, Points: 0.02, Compliance: 0.8},
		"fuel":    costing.ExemptionRemoved{Of: of, Removed: 0.5, Compensation: 0.25},
		"budget":  costing.ReallocatedShare{Of: costing.BaseOf("expenditure"), Share: 0.01},
		"levy":    costing.RateOfBase{Of: of, Rate: 0.01},
	}
	for _, id := range []string{"vat", "tobacco", "wages", "fuel", "budget", "levy"} {
		written.Financing = append(written.Financing, costing.NewFinancing(id, abnd.NewTax, abnd.Same(id), abnd.T("base", "base"), 2027, from, rules[id]))
	}
	written.Government.EnvelopeBy, written.Government.EnvelopeYear = abnd.T("Ministry of Finance", "Ministério das Finanças"), 2025
	written.Government.Envelope.Provenance = abnd.Provenance{Source: written.Sources[0].ID, Confidence: abnd.High}
	f := fileOf(t, written)
	study, places, found := f.read()
	if study == nil || len(found) > 0 {
		t.Fatal(found)
	}
	if changes := sheets.Diff(written, study); len(changes) > 0 {
		t.Errorf("changed on the way: %+v", changes)
	}
	if diff := cmp.Diff(written.Financing, study.Financing, cmp.Comparer(abnd.Value.Equal)); diff != "" {
		t.Error(diff)
	}
	if costing.EnvelopeAssumed(study) {
		t.Errorf("who gave the envelope is lost: %+v", study.Government)
	}
	seen := map[string]bool{}
	for _, spec := range costing.FinancingSpecs() {
		at := places.Find(costing.FinancingPath("vat", spec.Code))
		if !strings.HasPrefix(at, "FINANCING!") || seen[at] {
			t.Errorf("%s is placed in %q", spec.Code, at)
		}
		seen[at] = true
	}
	runFaultCases(t, []faultCase{
		{"a rate in percent", func(f *file) []string {
			f.write("FINANCING", "excises", "share", sheets.RawBlank)
			f.write("FINANCING", "excises", "rule", "rate-of-base")
			f.write("FINANCING", "excises", "base_name_en", "remittances")
			f.write("FINANCING", "excises", "base_share", 0.1)
			return []string{"out-of-range " + f.write("FINANCING", "excises", "rate", 5.0)}
		}},
		{"a rule that is none", func(f *file) []string {
			return []string{"unknown-reference " + f.write("FINANCING", "excises", "rule", "vat")}
		}},
		{"text for a rate", func(f *file) []string {
			return []string{"text-for-number " + f.write("FINANCING", "excises", "rate", "two percent")}
		}},
	})
}

// A file from before the rules has neither their columns nor the rows on who gave
// the envelope, and may have a kind that is now of another option.
func TestAFileFromBeforeTheFinancingRulesIsRead(t *testing.T) {
	written := studies.Load(t, "TLS")
	f := fileOf(t, written)
	g := f.grids[sheets.Financing]
	later := map[string]bool{"rule": true, "base_name_en": true, "base_name_pt": true}
	for _, spec := range costing.FinancingSpecs() {
		later[spec.Code] = true
	}
	dropColumns := func(cells []sheets.Raw) []sheets.Raw {
		var kept []sheets.Raw
		for i, c := range cells {
			if !later[g.Header[i].Text] {
				kept = append(kept, c)
			}
		}
		return kept
	}
	for i := range g.Rows {
		g.Rows[i] = dropColumns(g.Rows[i])
	}
	g.Header = dropColumns(g.Header)
	f.dropRows(sheets.General, func(key string) bool { return strings.HasPrefix(key, "envelope_") })
	last := g.Rows[len(g.Rows)-1]
	for i, h := range g.Header {
		if h.Text == "kind" {
			last[i].Text = "efficiency"
		}
	}
	study, _, found := f.read()
	if study == nil {
		t.Fatal(found)
	}
	for _, m := range study.Financing {
		if m.Rule != "" || m.Parameters != nil || !m.Base.IsZero() {
			t.Errorf("%s has the rule %q of %v", m.ID, m.Rule, m.Parameters)
		}
	}
	if got := study.Financing[len(study.Financing)-1].Kind; got != abnd.Reallocation {
		t.Errorf("efficiency is read as %q", got)
	}
	var codes []string
	for _, d := range found {
		codes = append(codes, d.Severity.Name().EN+" "+d.Code)
	}
	// A reallocation from before them does not say from what.
	if want := []string{"remark kind-renamed", "warning from-what", "warning from-what"}; !slices.Equal(codes, want) {
		t.Errorf("found %v, want %v", codes, want)
	}
}
