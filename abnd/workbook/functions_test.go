package workbook

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing/model"
)

// Oracle: LibreOffice, and the published values that the engine is held to.
// Where a function is not defined the cell shows a blank, as the engine does.
// LibreOffice saves fifteen digits.
func TestLibreOfficeAgreesOnFunctions(t *testing.T) {
	lo := newLibreOffice(t)
	values := proofs.FunctionValues(t, "../..")
	// One sheet with a number in A and the function of it in B, written by
	// what writes every formula.
	const sheet, savedDigits = "F", 1e-14
	m := model.NewModel(nil)
	f := &formulas{model: m, spots: map[model.Key]cellRef{}}
	book := excelize.NewFile()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	for i, v := range values {
		n := strconv.Itoa(i + 1)
		read := m.Add(model.Line{Key: model.Key("x" + n), Inputs: []float64{v.X}})
		f.spots[read] = cellRef{sheet: sheet, row: i + 1, col: 1}
		line := model.Line{Key: model.Key("f" + n), Blankable: true, Formula: model.Apply{Function: functionNamed(t, v.Formula), X: model.Ref{Key: read}}}
		text := f.formula(&line, cellRef{sheet: sheet, row: i + 1, col: 2}, 0)
		if want := strings.ReplaceAll(v.Formula, "x", "$A$"+n); text != "IFERROR("+want+`,"")` {
			t.Errorf("the formula is %s, want %s", text, want)
		}
		if err := book.SetCellValue(sheet, "A"+n, v.X); err != nil {
			t.Fatal(err)
		}
		if err := book.SetCellFormula(sheet, "B"+n, text); err != nil {
			t.Fatal(err)
		}
	}
	var data bytes.Buffer
	if err := book.Write(&data); err != nil {
		t.Fatal(err)
	}
	computed := lo.recalculate(t, map[string][]byte{"functions": data.Bytes()})["functions"]
	for i, v := range values {
		got := computed[address.Ref{Sheet: sheet, Col: 2, Row: i + 1}]
		if math.IsNaN(v.Value) {
			if got.Kind != sheets.RawBlank && got.Text != "" {
				t.Errorf("%s of %v shows %+v and is not defined", v.Formula, v.X, got)
			}
			continue
		}
		if !(math.Abs(got.Number-v.Value) <= math.Abs(v.Value)*savedDigits) {
			t.Errorf("%s of %v is %v in LibreOffice, want %v", v.Formula, v.X, got.Number, v.Value)
		}
	}
}

func functionNamed(t *testing.T, formula string) model.Function {
	t.Helper()
	for _, f := range model.Functions() {
		if f.InSheet("x") == formula {
			return f
		}
	}
	t.Fatalf("no function is written %s", formula)
	return 0
}
