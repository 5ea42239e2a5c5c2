package proofs

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// FunctionValue is a published value of a function: a row of
// testdata/functions/values.csv.
type FunctionValue struct {
	Formula  string  // as a spreadsheet writes it, of x
	X, Value float64 // the value is NaN where the function is not defined
}

// FunctionValues reads the published values to which the engine and the
// spreadsheets are held; top is the folder of the project.
func FunctionValues(t testing.TB, top string) []FunctionValue {
	t.Helper()
	file, err := os.Open(filepath.Join(top, "testdata", "functions", "values.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []FunctionValue
	for _, row := range rows[1:] {
		all = append(all, FunctionValue{row[0], Number(t, row[1]), Number(t, row[2])})
	}
	return all
}

// Number is the number that a text writes; not a number where it is blank.
func Number(t testing.TB, text string) float64 {
	t.Helper()
	if text == "" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
