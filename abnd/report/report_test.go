package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
)

func TestTableYears(t *testing.T) {
	for _, c := range []struct {
		projection abnd.Years
		want       []abnd.Year
	}{
		{abnd.Years{First: 2025, Last: 2040}, []abnd.Year{2025, 2030, 2040}},
		{abnd.Years{First: 2030, Last: 2040}, []abnd.Year{2030, 2040}},
		{abnd.Years{First: 2025, Last: 2030}, []abnd.Year{2025, 2030}},
		{abnd.Years{First: 2012, Last: 2022}, []abnd.Year{2012, 2022}},
		{abnd.Years{First: 2027, Last: 2027}, []abnd.Year{2027}},
	} {
		got := report.TableYears(c.projection)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.projection, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %v, want %v", c.projection, got, c.want)
			}
		}
	}
}

func TestCSVKeepsEveryDigit(t *testing.T) {
	result := studies.Profile(t, "TLS")
	rows := result.Tidy(result.Study.Scenarios)
	var b bytes.Buffer
	if err := report.ResultRecords(rows).CSV(report.NewCSV(&b, report.RFC)); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b.Bytes(), []byte("\r")) {
		t.Error("lines must end in LF alone")
	}
	records, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(records[0], ","); got != "scenario,guarantee,benefit,sex,year,measure,unit,value,known" {
		t.Errorf("header %q", got)
	}
	if len(records) != len(rows)+1 {
		t.Fatalf("%d records for %d rows", len(records), len(rows))
	}
	for i, r := range rows {
		x, err := strconv.ParseFloat(records[i+1][7], 64)
		if err != nil || x != r.Value || records[i+1][8] != string(r.Known) || !r.Known.Known() {
			t.Fatalf("row %d: %q is not %v", i, records[i+1][7], r.Value)
		}
	}
}

func TestJSONHoldsTheRows(t *testing.T) {
	result := studies.Profile(t, "MOZ")
	rows := result.Tidy(result.Study.Scenarios)
	write := func() []byte {
		var b bytes.Buffer
		if err := report.ResultTree(report.NewManifest(result.Study, "1.2.3", "MOZ", ""), rows).JSON(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	data := write()
	if !bytes.Equal(data, write()) {
		t.Error("two runs differ")
	}
	if !bytes.HasSuffix(data, []byte("}\n")) {
		t.Error("the file must end in a newline")
	}
	var read struct {
		Manifest report.Manifest `json:"manifest"`
		Results  []struct {
			Scenario, Guarantee, Benefit, Sex, Measure, Unit string
			Year                                             int
			Value                                            float64
		} `json:"results"`
	}
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Results) != len(rows) {
		t.Fatalf("%d results for %d rows", len(read.Results), len(rows))
	}
	for i, r := range rows {
		if got := read.Results[i]; got.Value != r.Value || got.Scenario != r.Scenario || got.Year != int(r.Year) || got.Unit != r.Unit {
			t.Fatalf("row %d: %+v is not %+v", i, got, r)
		}
	}
	if m := read.Manifest; m.Country.ISO3 != "MOZ" || m.Projection.First != 2025 || m.GDPBase.PT != "PIB" || len(m.Sources) == 0 || m.ToolVersion != "1.2.3" {
		t.Errorf("manifest %+v", m)
	}
}

func TestJSONWithoutRows(t *testing.T) {
	var b bytes.Buffer
	if err := report.ResultTree(report.NewManifest(&abnd.Study{}, "1", "x", "y"), nil).JSON(&b); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) {
		t.Errorf("not JSON: %s", b.String())
	}
}
