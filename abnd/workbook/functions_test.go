package workbook

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing/model"
)

// Oracle: LibreOffice, and the published values that the engine is held to.
// Where a function is not defined the cell shows a blank, as the engine does.
// LibreOffice saves fifteen digits.
func TestLibreOfficeAgreesOnFunctions(t *testing.T) {
	lo := newLibreOffice(t)
	file, err := os.Open("../../testdata/functions/values.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	// One sheet with a number in A and the function of it in B, written by
	// what writes every formula.
	const sheet, savedDigits = "F", 1e-14
	m := model.NewModel(nil)
	f := &formulas{model: m, spots: map[model.Key]cellRef{}}
	book := excelize.NewFile()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		x, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		n := strconv.Itoa(i + 1)
		read := m.Add(model.Line{Key: model.Key("x" + n), Inputs: []float64{x}})
		f.spots[read] = cellRef{sheet: sheet, row: i + 1, col: 1}
		line := model.Line{Key: model.Key("f" + n), Blankable: true, Formula: model.Apply{Function: functionNamed(t, row[0]), X: model.Ref{Key: read}}}
		text := f.formula(&line, cellRef{sheet: sheet, row: i + 1, col: 2}, 0)
		if want := strings.ReplaceAll(row[0], "x", "$A$"+n); text != "IFERROR("+want+`,"")` {
			t.Errorf("the formula is %s, want %s", text, want)
		}
		if err := book.SetCellValue(sheet, "A"+n, x); err != nil {
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
	for i, row := range rows {
		got := computed[address.Ref{Sheet: sheet, Col: 2, Row: i + 1}]
		if row[2] == "" {
			if got.Kind != sheets.RawBlank && got.Text != "" {
				t.Errorf("%s of %s shows %+v and is not defined", row[0], row[1], got)
			}
			continue
		}
		want, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		if !(math.Abs(got.Number-want) <= math.Abs(want)*savedDigits) {
			t.Errorf("%s of %s is %v in LibreOffice, want %v", row[0], row[1], got.Number, want)
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
