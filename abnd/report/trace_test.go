package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"testing"

	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// The JSON alone, read by names and without any of our types, gives every
// value of the tree again.
func TestTraceJSONCanBeComputedAgain(t *testing.T) {
	result := studies.Profile(t, "TLS")
	trace, _ := result.Projection.Trace(costing.TotalKey("high", "share_of_gdp"), 2030, 0)
	var b bytes.Buffer
	if err := report.TraceTree(report.NewManifest(result.Study, "1", "TLS", ""), trace, result.Study).JSON(&b); err != nil {
		t.Fatal(err)
	}
	var file struct {
		Version  int            `json:"trace_version"`
		Manifest map[string]any `json:"manifest"`
		Trace    map[string]any `json:"trace"`
	}
	if err := json.Unmarshal(b.Bytes(), &file); err != nil {
		t.Fatal(err)
	}
	if file.Version != 1 || file.Manifest["tool"] != "abnd" {
		t.Errorf("version %d, manifest %v", file.Version, file.Manifest)
	}
	list := func(x any) []any { all, _ := x.([]any); return all }
	var compute func(figure, operation map[string]any) float64
	compute = func(figure, operation map[string]any) float64 {
		var args []float64
		for _, a := range list(operation["args"]) {
			args = append(args, compute(figure, a.(map[string]any)))
		}
		switch operation["op"] {
		case "term":
			value, ok := list(figure["terms"])[int(operation["term"].(float64))].(map[string]any)["value"].(float64)
			if !ok {
				return math.NaN()
			}
			return value
		case "number":
			return operation["number"].(float64)
		case "+":
			return args[0] + args[1]
		case "-":
			return args[0] - args[1]
		case "*":
			return args[0] * args[1]
		case "/":
			return args[0] / args[1]
		case "^":
			return math.Pow(args[0], args[1])
		case "sum":
			sum := 0.0
			for _, a := range args {
				sum += a
			}
			return sum
		case "max":
			return math.Max(args[0], args[1])
		case "min":
			return math.Min(args[0], args[1])
		case "people": // who are counted is checked in costing
			return math.NaN()
		}
		t.Fatalf("an operator %v", operation["op"])
		return 0
	}
	computed, sourced := 0, 0
	var walk func(map[string]any)
	walk = func(figure map[string]any) {
		if source, ok := figure["source"].(map[string]any); ok {
			sourced++
			if _, said := source["id"].(string); !said {
				t.Errorf("%v does not say whether it has a source", figure["key"])
			}
		} else if figure["kind"] != "computed" {
			t.Errorf("%v has no source", figure["key"])
		}
		if operation, ok := figure["operation"].(map[string]any); ok {
			want, isNumber := figure["value"].(float64)
			if got := compute(figure, operation); isNumber && !math.IsNaN(got) {
				computed++
				if math.Abs(got-want) > 1e-12*math.Abs(want) {
					t.Errorf("%v: %v, want %v", figure["key"], got, want)
				}
			}
		}
		for _, term := range list(figure["terms"]) {
			walk(term.(map[string]any))
		}
	}
	walk(file.Trace)
	if computed < 300 || sourced < 100 {
		t.Errorf("%d figures computed again, %d with a source", computed, sourced)
	}
}

func TestTraceCSVHasOneRowAFigure(t *testing.T) {
	result := studies.Profile(t, "TLS")
	trace, _ := result.Projection.Trace(costing.BenefitKey("high", "social-pension", "total_cost"), 2030, 0)
	var b bytes.Buffer
	if err := report.TraceRecords(trace, result.Study).CSV(report.NewCSV(&b, report.RFC)); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	var walk func(*model.Trace)
	walk = func(x *model.Trace) {
		count++
		for _, term := range x.Terms {
			walk(term)
		}
	}
	walk(trace)
	if len(rows) != count+1 || rows[1][0] != "0" || rows[1][1] != string(trace.Key) {
		t.Errorf("%d rows for %d figures; the first is %v", len(rows), count, rows[1])
	}
}
