package workbook

import (
	"regexp"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing"
)

// A name is no address of a cell (letters and then digits, or R1C1), in any program, and no
// two differ by their case alone: the rules of Office Open XML and of LibreOffice.
func TestNamesOfKeySeriesAreNames(t *testing.T) {
	proofs.NotShort(t)
	valid := regexp.MustCompile(`^[a-z][a-z0-9]*(_[A-Za-z0-9]+)*$`)
	cell := regexp.MustCompile(`^(?i)([a-z]{1,3}[0-9]+|[rc]|r[0-9]*c[0-9]*)$`)
	for _, code := range shippedCodes() {
		study := studies.Load(t, code)
		_, w := laidOut(t, study)
		seen := map[string]bool{}
		for _, n := range w.definedNames() {
			lower := strings.ToLower(n.Name)
			if !valid.MatchString(n.Name) || cell.MatchString(n.Name) || seen[lower] {
				t.Errorf("%s: %q is no name", code, n.Name)
			}
			seen[lower] = true
		}
		for _, want := range []string{"years", "gdp", "population", "cost_status_quo", "cost_high", "cost_of_gdp_high", "cost_high_children", "beneficiaries_high_older"} {
			if !seen[want] {
				t.Errorf("%s: no cells are named %s", code, want)
			}
		}
	}
}

// The cells of a name hold the series that it is of: as many as the projection
// has years, with the engine's values.
func TestNamesPointAtTheirSeries(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	b, w := laidOut(t, study)
	values := map[address.Ref]any{}
	for _, p := range b.pages {
		for _, r := range p.Rows {
			for i, c := range r.Cells {
				values[address.Ref{Sheet: p.Name, Col: i + 1, Row: r.At}] = c.Value
			}
		}
	}
	for _, s := range w.keySeries() {
		at := cellRef{sheet: SumSheet, row: yearRow, col: yearColumn, first: study.Projection.First}
		if s.key != "" {
			at = w.spots[s.key]
		}
		for _, year := range study.Projection.All() {
			want, known := float64(year), true
			if s.key != "" {
				want, known = w.projection.Value(s.key, year)
			}
			got := values[address.Ref{Sheet: at.sheet, Col: at.column(year), Row: at.row}]
			if known && got != want || !known && got != "" && got != nil {
				t.Errorf("%s in %d is %v, the engine's %v", s.name, year, got, want)
			}
		}
		first := address.Absolute(at.sheet, at.row, at.column(study.Projection.First))
		last := address.Absolute(at.sheet, at.row, at.column(study.Projection.Last))
		if to := w.across(s); to != first+":"+last[strings.LastIndex(last, "!")+1:] {
			t.Errorf("%s is %s", s.name, to)
		}
	}
}

// Auditors find no sum of literal ones: a number other than 0 and 1 is a cell.
func TestNoFormulaAddsOnes(t *testing.T) {
	proofs.NotShort(t)
	ones := regexp.MustCompile(`(^|[^\w.$])1\+\(*1([^\w.]|$)|\(1,1[,)]`)
	literal := regexp.MustCompile(`"[^"]*"`)
	for _, code := range shippedCodes() {
		b, _ := shipped(t, code)
		formulas := 0
		for at, formula := range formulasOf(b) {
			formulas++
			if bare := literal.ReplaceAllString(formula, `""`); ones.MatchString(bare) {
				t.Errorf("%s: %s is %s", code, at, formula)
			}
		}
		if formulas < 1000 {
			t.Errorf("%s has %d formulas", code, formulas)
		}
	}
}

// Every computed line of a benefit's sheet says how, with the label of what it reads
// and no value; in Portuguese it says so in Portuguese.
func TestBenefitSheetsSayHow(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	_, w := laidOut(t, study)
	for _, bl := range w.benefits {
		for _, block := range bl.blocks {
			for _, r := range block.lines {
				if how := w.model.How(r.line.Key, abnd.English); (how == "") != r.line.IsInput() {
					t.Errorf("%s is said to be %q", r.line.Key, how)
				}
			}
		}
	}
	key := costing.BenefitKey("high", study.Benefits[0].ID, "total_cost")
	for lang, want := range map[abnd.Lang]string{abnd.English: "Benefit expenditure", abnd.Portuguese: "Despesa com prestações"} {
		if how := w.model.How(key, lang); !strings.Contains(how, want) {
			t.Errorf("the total cost is %q", how)
		}
	}
}
