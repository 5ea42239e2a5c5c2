package report_test

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"testing"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// What programs read adds up, benefit by benefit.
func TestDecompositionAddsUp(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		result := studies.Profile(t, code)
		d, found := result.Decompose(scenarios.State{Scenario: "low", Year: 2028}, scenarios.State{Scenario: "high", Year: 2040})
		if found != nil {
			t.Fatal(found)
		}
		var b bytes.Buffer
		if err := report.DecompositionRecords(d, result.Study).CSV(report.NewCSV(&b, report.RFC)); err != nil {
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
