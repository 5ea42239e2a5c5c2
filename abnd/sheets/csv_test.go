package sheets_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

func TestReadCSVKeepsTheLines(t *testing.T) {
	text := "key,note\ngdp,\"two\nlines, \"\"quoted\"\"\"\n\nrevenue,,more\n"
	g, found := sheets.ReadCSV("ECO", "TLS/ECO.csv", strings.NewReader(text))
	if len(found) > 0 || g.Code != "ECO" || g.Place != "TLS/ECO.csv" || len(g.Header) != 2 || len(g.Rows) != 3 || g.Rows[1] != nil {
		t.Fatalf("%+v, %v", g, found)
	}
	for _, c := range []struct {
		cell sheets.Raw
		want sheets.Raw
	}{
		{g.Header[1], sheets.Raw{Kind: sheets.RawUntyped, Text: "note", Place: "TLS/ECO.csv:1"}},
		{g.Rows[0][0], sheets.Raw{Kind: sheets.RawUntyped, Text: "gdp", Place: "TLS/ECO.csv:2"}},
		{g.Rows[0][1], sheets.Raw{Kind: sheets.RawUntyped, Text: "two\nlines, \"quoted\"", Place: "TLS/ECO.csv:2"}},
		{g.Rows[2][0], sheets.Raw{Kind: sheets.RawUntyped, Text: "revenue", Place: "TLS/ECO.csv:5"}},
		{g.Rows[2][1], sheets.Raw{Kind: sheets.RawBlank, Place: "TLS/ECO.csv:5"}},
		{g.Rows[2][2], sheets.Raw{Kind: sheets.RawUntyped, Text: "more", Place: "TLS/ECO.csv:5"}},
	} {
		if c.cell != c.want {
			t.Errorf("%+v, want %+v", c.cell, c.want)
		}
	}
}

func TestReadCSVSaysWhatIsNoCSV(t *testing.T) {
	_, found := sheets.ReadCSV("ECO", "ECO.csv", strings.NewReader("key,note\ngdp,\"open\n"))
	if len(found) != 1 || found[0].Code != "csv" || found[0].Place != "ECO.csv:2" || found[0].Problem.PT == "" || !found.HasErrors() {
		t.Errorf("%+v", found)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestReadCSVPassesOnWhatTheReaderSays(t *testing.T) {
	_, found := sheets.ReadCSV("ECO", "ECO.csv", broken{})
	if len(found) != 1 || !strings.Contains(found[0].Problem.EN, "the disk is gone") {
		t.Errorf("%+v", found)
	}
}

// What spreadsheets and people write as numbers, and what is none.
func TestNumbersInCSV(t *testing.T) {
	for text, want := range map[string]float64{"20": 20, " 20 ": 20, "2.5e1": 25, "+3": 3, "0.1": 0.1, "1E3": 1000} {
		f := fileOf(t, studies.Load(t, "TLS"))
		c := f.cell("BENEFITS", "child-benefit amount", "base")
		*c = sheets.Raw{Kind: sheets.RawUntyped, Text: text, Place: c.Place}
		study, _, found := f.read()
		if study == nil {
			t.Errorf("%q: %v", text, found)
			continue
		}
		b, _ := study.FindBenefit("child-benefit")
		if x, ok := b.Parameters["amount"].Value.Number(); !ok || x != want {
			t.Errorf("%q is read as %v", text, x)
		}
	}
	for _, text := range []string{"NaN", "Inf", "0x1p-2", "1_000", "1 000", "1,5", "--1", ".", "e"} {
		f := fileOf(t, studies.Load(t, "TLS"))
		c := f.cell("BENEFITS", "child-benefit amount", "base")
		*c = sheets.Raw{Kind: sheets.RawUntyped, Text: text, Place: c.Place}
		if study, _, found := f.read(); study != nil || len(found) != 1 || found[0].Code != "text-for-number" {
			t.Errorf("%q is taken for a number, or not told: %v", text, found)
		}
	}
}
