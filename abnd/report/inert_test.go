package report

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

func TestInert(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "a": "a", "12": "12", "-12.5": "-12.5", "+3": "+3", "-1e-9": "-1e-9",
		"=1+1": "'=1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t'=1", "\r=1": "'\r'=1",
		"a;=1+1": "a;'=1+1", "a\n-b": "a\n'-b", "a; b": "a; b", "child-benefit": "child-benefit", "-": "'-", "a;\"=1": "a;\"'=1",
	} {
		if got := EscapeFormula(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Whatever the text, no cell that a spreadsheet makes of it begins like a
// formula, cut at commas or at semicolons; numbers pass.
func TestNoTextIsAFormula(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		record := rapid.SliceOfN(rapid.StringOf(rapid.SampledFrom([]rune("=+-@\t\r\n;,\" a1'"))), 1, 4).Draw(t, "record")
		var b bytes.Buffer
		w := NewCSV(&b, RFC)
		cells := make([]Field, len(record))
		for i, text := range record {
			cells[i] = textCell(text)
		}
		w.write(cells...)
		if err := w.end(); err != nil {
			t.Fatal(err)
		}
		for _, comma := range []rune{',', ';'} {
			in := csv.NewReader(bytes.NewReader(b.Bytes()))
			in.Comma, in.LazyQuotes, in.FieldsPerRecord = comma, true, -1
			rows, err := in.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				for _, cell := range row {
					bare := strings.TrimLeft(cell, "\" ")
					if bare != "" && strings.ContainsRune("=+-@", rune(bare[0])) && EscapeFormula(cell) != cell {
						t.Fatalf("%q in %q, cut at %c", cell, b.String(), comma)
					}
				}
			}
		}
	})
}

// A study whose names are formulas gives CSV without any.
func TestNamesThatAreFormulas(t *testing.T) {
	study := studies.Load(t, "TLS")
	const evil = `=HYPERLINK("http://192.0.2.1","x")`
	for i := range study.Schemes {
		study.Schemes[i].Difference = abnd.T(evil, evil)
	}
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	var b bytes.Buffer
	if err := ReconciliationRecords(result).CSV(NewCSV(&b, RFC)); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	guarded := 0
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a cell is %q", cell)
			}
			if cell == "'"+evil {
				guarded++
			}
		}
	}
	if guarded != 2*len(study.Schemes) {
		t.Errorf("%d cells are guarded, want %d", guarded, 2*len(study.Schemes))
	}
}
