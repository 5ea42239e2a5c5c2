package workbook

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/efp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func results(t testing.TB, study *abnd.Study, lang abnd.Lang) []byte {
	t.Helper()
	r, found := scenarios.Run(study)
	if r == nil {
		t.Fatal(found)
	}
	data, err := Results(r, Options{Lang: lang, Version: "test", InputName: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The result is itself an input: what it was made from comes back.
func TestResultsReadBackAsTheStudy(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range shippedCodes() {
		for _, lang := range abnd.Langs() {
			study := studies.Load(t, code)
			grids, found := reader.ReadGrids(shippedFile(t, code, lang), "results.xlsx", sheets.FirstKeys(), IsResult)
			if found.HasErrors() {
				t.Fatal(found)
			}
			read, found := sheets.Read(grids)
			back := read.Study
			if back == nil {
				t.Fatalf("%s, %s: %v", code, lang, found)
			}
			if diff := cmp.Diff(study, back, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s, %s: the study that comes back differs (-was +is):\n%s", code, lang, diff)
			}
		}
	}
}

func TestResultsSameInputSameBytes(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range shippedCodes() {
		if !bytes.Equal(shippedFile(t, code, abnd.Portuguese), results(t, studies.Load(t, code), abnd.Portuguese)) {
			t.Errorf("%s: two writings of one result differ", code)
		}
	}
}

// The dialect that Excel since 2010 and LibreOffice agree on.
var dialect = map[string]bool{
	"SUM": true, "SUMIFS": true, "COUNTIFS": true, "INDEX": true, "MATCH": true, "CHOOSE": true, "IF": true,
	"AND": true, "OR": true, "MIN": true, "MAX": true, "IFERROR": true, "ROUND": true, "FIXED": true, "LEN": true, "SUMPRODUCT": true, "NA": true,
	"SUBSTITUTE": true, "MID": true, "LN": true, "SQRT": true, "ASIN": true,
	"ISNUMBER": true, "ISTEXT": true, "ROW": true, "COLUMN": true, "ADDRESS": true,
}

// longestFormula that Excel reads.
const longestFormula = 8192

// Every formula is made of the dialect's functions and operators, and types
// no number but zero and one, and is short enough to be read. The oracle is a tokeniser of Excel's own
// grammar.
func TestFormulasKeepToTheDialect(t *testing.T) {
	proofs.NotShort(t)
	count := 0
	for _, code := range shippedCodes() {
		b, _ := shipped(t, code)
		count += keepsToDialect(t, formulasOf(b))
	}
	if count < 10_000 {
		t.Fatalf("only %d formulas were checked", count)
	}
	proofs.Tell(t, "checked %d formulas", count)
}

// keepsToDialect checks formulas and says how many they are.
func keepsToDialect(t *testing.T, formulas map[address.Ref]string) int {
	t.Helper()
	for at, formula := range formulas {
		if n := paper.UTF16Len(formula); n > longestFormula {
			t.Errorf("%s has a formula of %d characters", at, n)
		}
		parser := efp.ExcelParser()
		for _, token := range parser.Parse(formula) {
			switch {
			case token.TType == efp.TokenTypeFunction && token.TSubType == efp.TokenSubTypeStart && !dialect[token.TValue]:
				t.Errorf("%s uses %s, which is not in the dialect: %s", at, token.TValue, formula)
			case token.TType == efp.TokenTypeOperand && token.TSubType == efp.TokenSubTypeNumber && token.TValue != "0" && token.TValue != "1":
				t.Errorf("%s types the number %s: %s", at, token.TValue, formula)
			case token.TType == efp.TokenTypeUnknown:
				t.Errorf("%s cannot be parsed at %q: %s", at, token.TValue, formula)
			}
		}
	}
	return len(formulas)
}

var cellReference = regexp.MustCompile(`(\$?)([A-Z]{1,3})(\$?)([0-9]+)`)

// relative writes a formula with columns counted from its own, so that equal
// formulas in a row read the same.
func relative(formula string, col int) string {
	return cellReference.ReplaceAllStringFunc(formula, func(ref string) string {
		part := cellReference.FindStringSubmatch(ref)
		_, c, ok := address.Parse(part[2] + part[4])
		if !ok || part[1] == "$" {
			return ref
		}
		return fmt.Sprintf("C[%d]%s%s", c-col, part[3], part[4])
	})
}

// One formula a row, copied across the years: in any row of years, each
// formula is its neighbour's, moved.
func TestOneFormulaPerRow(t *testing.T) {
	proofs.NotShort(t)
	rows := 0
	for _, code := range shippedCodes() {
		_, w := shipped(t, code)
		for _, line := range w.model.Lines() {
			if line.IsInput() || !line.IsSeries() {
				continue
			}
			rows++
			at := w.spots[line.Key]
			first := relative(w.formulas.formula(line, at, line.Years.First), at.col)
			for _, year := range line.Years.All() {
				if got := relative(w.formulas.formula(line, at, year), at.column(year)); got != first {
					t.Errorf("%s: %s changes its formula in %d:\n%s\n%s", code, line.Key, year, first, got)
					break
				}
			}
		}
	}
	proofs.Tell(t, "checked %d rows", rows)
}

// The formula that stands in a cell of a row of years, which is rendered once and
// copied across, is the one that is rendered for its own year.
func TestRowsAreCopiedAcross(t *testing.T) {
	proofs.NotShort(t)
	compared := 0
	for _, code := range shippedCodes() {
		_, w := shipped(t, code)
		for _, line := range w.model.Lines() {
			at := w.spots[line.Key]
			if line.IsInput() {
				continue
			}
			row, ok := w.formulas.rowOf(line, at)
			if !ok {
				continue
			}
			for _, year := range line.Years.All() {
				compared++
				if got, want := row.in(year), w.formulas.formula(line, at, year); got != want {
					t.Fatalf("%s: %s in %d is\n%s\nnot\n%s", code, line.Key, year, got, want)
				}
			}
		}
	}
	if compared < 10000 {
		t.Fatalf("only %d formulas were compared", compared)
	}
	proofs.Tell(t, "compared %d formulas", compared)
}

// What previewers and data tools see, the stored value, is the engine's
// figure to the last digit, read from the raw XML.
func TestStoredValuesAreTheEngines(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range shippedCodes() {
		_, w := shipped(t, code)
		stored := allCells(t, shippedFile(t, code, abnd.English))
		for at, want := range w.computed {
			switch x := want.value.(type) {
			case float64:
				if got := stored[at]; got.Kind != sheets.RawNumber || got.Number != x {
					t.Errorf("%s: %s stores %q, the engine says %v", code, at, got.Text, x)
				}
			case string:
				if got := stored[at]; got.Text != strings.TrimSpace(x) { // as the reader gives it
					t.Errorf("%s: %s stores %q, the engine says %q", code, at, got.Text, x)
				}
			}
		}
		proofs.Tell(t, "%s: compared %d stored values", code, len(w.computed))
	}
}

// Every computed line of the model has its row, and says so in its key.
func TestEveryLineIsInTheWorkbook(t *testing.T) {
	for _, code := range shippedCodes() {
		_, w := shipped(t, code)
		for _, line := range w.model.Lines() {
			if _, ok := w.spots[line.Key]; !ok {
				t.Errorf("%s: the line %s has no place", code, line.Key)
			}
		}
	}
}

func TestEveryCheckIsOK(t *testing.T) {
	for _, code := range shippedCodes() {
		_, w := shipped(t, code)
		if got := w.computed[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].value; got != okText {
			t.Errorf("%s: the light shows %v", code, got)
		}
	}
}

func BenchmarkResultsTLS(b *testing.B) {
	study := studies.Load(b, "TLS")
	r, found := scenarios.Run(study)
	if r == nil {
		b.Fatal(found)
	}
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		data, err := Results(r, Options{Lang: abnd.English})
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size)/1e3, "kB/file")
}

// What is not known is a blank in its cell, with the formula that will give it,
// and no number that a format hides; a known zero is a zero. Below a total
// stands how many of its parts are not known, wherever the total stands.
func TestUnknownSumsAreBlank(t *testing.T) {
	proofs.NotShort(t)
	blanks, zeros, counts := 0, 0, 0
	for _, code := range []string{"GNB", "STP"} {
		_, w := shipped(t, code)
		p := w.sumPage()
		for _, r := range p.Rows {
			if len(r.Cells) <= yearColumn {
				continue
			}
			c := r.Cells[yearColumn-1]
			switch {
			case c.Formula == "":
			case strings.Contains(c.Look.Number, "…"):
				t.Errorf("%s row %d: the format is %q", code, r.At, c.Look.Number)
			case c.Value == "":
				blanks++
			case c.Value == 0.0:
				zeros++
			}
		}
		for _, s := range w.sum.sections {
			for i, l := range s.lines {
				if !l.total || l.part != allGuarantees || !w.model.Has(costing.UnknownParts(l.line.Key)) {
					continue
				}
				counts++
				if below := s.lines[i+1]; !below.unknown || below.line.Key != costing.UnknownParts(l.line.Key) || below.row != l.row+1 {
					t.Errorf("%s: below %s stands %s", code, l.line.Key, below.line.Key)
				}
			}
		}
	}
	if blanks == 0 || zeros == 0 || counts == 0 {
		t.Errorf("%d blanks, %d zeros, %d counts", blanks, zeros, counts)
	}
}
