package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/sheets"
)

// diffOf compares two countries: everything differs.
func diffOf(t *testing.T, from, to string) report.Diff {
	t.Helper()
	d := report.Diff{FromName: from, ToName: to, From: studies.Profile(t, from), To: studies.Profile(t, to)}
	for _, c := range sheets.Diff(d.From.Study, d.To.Study) {
		d.Inputs = append(d.Inputs, report.ChangedInput{Change: c})
	}
	d.Scenarios = d.To.Study.Scenarios
	return d
}

// What programs read holds every change and every difference, the same ones.
func TestDiffCSVAndJSON(t *testing.T) {
	d := diffOf(t, "TLS", "MOZ")
	var asCSV, asJSON bytes.Buffer
	if err := report.DiffRecords(d).CSV(report.NewCSV(&asCSV, report.RFC)); err != nil {
		t.Fatal(err)
	}
	if err := report.DiffTree(d, report.NewManifest(d.From.Study, "1", "TLS", ""), report.NewManifest(d.To.Study, "1", "MOZ", "")).JSON(&asJSON); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&asCSV).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Manifest struct{ From, To report.Manifest }
		Inputs   []struct {
			Path     string
			Old, New any
		}
		Results []struct {
			Scenario string
			Old, New float64
		}
	}
	if err := json.Unmarshal(asJSON.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, r := range records[1:] {
		kinds[r[0]]++
	}
	if kinds["input"] != len(d.Inputs) || len(read.Inputs) != len(d.Inputs) || kinds["result"] == 0 || kinds["result"] != len(read.Results) || len(kinds) != 2 {
		t.Errorf("%v in CSV, %d inputs and %d results in JSON, for %d changes", kinds, len(read.Inputs), len(read.Results), len(d.Inputs))
	}
	if read.Manifest.From.Country.ISO3 != "TLS" || read.Manifest.To.Country.ISO3 != "MOZ" {
		t.Errorf("%+v", read.Manifest)
	}
	for _, r := range read.Results {
		if r.Old == r.New {
			t.Errorf("no difference: %+v", r)
		}
	}
}

// A growth rate of a year before every amount moves the index and not its
// ratios: what the arithmetic rounds is no difference.
func TestDiffIgnoresRounding(t *testing.T) {
	d := diffOf(t, "TLS", "TLS")
	study := d.From.Study
	study.Economy.RealGrowth.Values[2011] += 0.01
	d.From = studies.Run(t, study)
	var b bytes.Buffer
	if err := report.DiffRecords(d).CSV(report.NewCSV(&b, report.RFC)); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "result") {
		t.Errorf("%s", b.String())
	}
}
