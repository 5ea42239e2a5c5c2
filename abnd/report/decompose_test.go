package report_test

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// What programs read adds up, benefit by benefit; what people read fits.
func TestDecompositionReports(t *testing.T) {
	for _, code := range country.Codes() {
		result := run(t, code)
		d, found := result.Decompose(scenarios.State{Scenario: "low", Year: 2028}, scenarios.State{Scenario: "high", Year: 2040})
		if found != nil {
			t.Fatal(found)
		}
		for _, lang := range abnd.Langs() {
			var b bytes.Buffer
			if err := report.DecompositionTable(&b, d, result.Study, lang); err != nil {
				t.Fatal(err)
			}
			fits(t, b.String())
		}
		var b bytes.Buffer
		if err := report.DecompositionCSV(report.NewCSV(&b, report.RFC), d, result.Study); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		left, size := map[string]float64{}, 1.0
		for _, row := range rows[1:] {
			x, err := strconv.ParseFloat(row[4], 64)
			if err != nil {
				t.Fatal(err)
			}
			size = max(size, math.Abs(x))
			if row[2] == "cost_to" {
				x = -x
			}
			left[row[1]] += x
		}
		for benefit, x := range left {
			if math.Abs(x) > 1e-9*size {
				t.Errorf("%s %s: %v is left over", code, benefit, x)
			}
		}
	}
}

func TestCompareTablesFitATerminal(t *testing.T) {
	var countries []scenarios.Country
	for _, code := range country.Codes() {
		result := run(t, code)
		countries = append(countries, scenarios.Country{Name: code, Result: result})
		c, found := scenarios.CompareScenarios(scenarios.Side{Result: result, Scenario: "low", Name: "a-workbook-with-a-long-name.xlsx"},
			scenarios.Side{Result: result, Scenario: "high", Name: "another-workbook-with-a-long-name.xlsx"})
		if found != nil {
			t.Fatal(found)
		}
		for _, lang := range abnd.Langs() {
			var b bytes.Buffer
			if err := report.CompareTable(&b, c, lang); err != nil {
				t.Fatal(err)
			}
			fits(t, b.String())
		}
	}
	for _, lang := range abnd.Langs() {
		var b bytes.Buffer
		if err := report.CountriesTable(&b, append(countries, countries...), []string{"low", "high"}, lang); err != nil {
			t.Fatal(err)
		}
		fits(t, b.String())
	}
}

func fits(t *testing.T, text string) {
	t.Helper()
	for _, line := range strings.Split(text, "\n") {
		if n := utf8.RuneCountInString(line); n > report.Width || strings.TrimRight(line, " ") != line {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}
