package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook"
)

// The extracts of the official files.
const (
	peopleFile     = "../../costing/demography/wpp/testdata/WPP2024_PopulationBySingleAgeSex_Medium.csv.gz"
	indicatorsFile = "../../costing/demography/wpp/testdata/WPP2024_Demographic_Indicators_Medium.csv"
	economyFile    = "../../costing/economy/weo/testdata/weo_october_2025.txt"
)

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	status, out, messages := runHere(t, args...)
	if status != statusDone {
		t.Fatalf("%v: status %d\n%s%s", args, status, out, messages)
	}
	return messages
}

func draft(t *testing.T, path string) *abnd.Study {
	t.Helper()
	in, _ := workbook.Open(path)
	study, found := in.Draft()
	if study == nil {
		t.Fatal(found)
	}
	return study
}

// What is imported for Timor-Leste is what its profile holds, which was made
// from the same publications by other means: population and births to the
// person; growth, prices and government accounts to the twelve digits that the
// profile keeps, the level of GDP to the dollar. How they go on after that the
// profile alone decides, with sources of its own: an import holds.
func TestImportGivesTheProfile(t *testing.T) {
	proofs.NotShort(t)
	dir := t.TempDir()
	first, second := filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "b.xlsx")
	mustRun(t, "import", "wpp", peopleFile, "--indicators", indicatorsFile, "--country", "tls", "-o", first)
	mustRun(t, "import", "weo", economyFile, "--into", first, "-o", second)
	got := draft(t, second)
	want := studies.Load(t, "TLS")
	// The profile says more of its population: how many the census counted.
	if note := got.Population.Provenance.Note; strings.HasPrefix(want.Population.Provenance.Note.EN, note.EN) {
		want.Population.Provenance.Note = note
	}
	if !got.Population.Equal(want.Population) {
		t.Errorf("POP: %v, %+v, want %v, %+v", got.Population.Years(), got.Population.Provenance, want.Population.Years(), want.Population.Provenance)
	}
	if got.Country != want.Country || got.GDPName != want.GDPName || got.Projection != want.Projection || got.PriceYear != want.PriceYear ||
		got.FirstYear != want.FirstYear {
		t.Errorf("GENERAL: %+v %v %v", got.Country, got.GDPName, got.Projection)
	}
	if diff := cmp.Diff(want.Vital.Births.Values, got.Vital.Births.Values); diff != "" {
		t.Error(diff)
	}
	if g, w := got.Economy.GDP, want.Economy.GDP; math.Abs(g.Value-w.Value) > 1 || g.Figure.Year != w.Figure.Year || g.Source != w.Source {
		t.Errorf("GDP %+v, want %+v", g, w)
	}
	for name, s := range map[string][2]abnd.Series{
		"real_growth":     {got.Economy.RealGrowth, want.Economy.RealGrowth},
		"deflator_growth": {got.Economy.DeflatorGrowth, want.Economy.DeflatorGrowth},
		"inflation":       {got.Economy.Inflation, want.Economy.Inflation},
		"revenue":         {got.Government.Revenue, want.Government.Revenue},
		"expenditure":     {got.Government.Expenditure, want.Government.Expenditure},
	} {
		if len(s[0].Values) != len(s[1].Values) || s[0].LastActual != s[1].LastActual || !strings.HasPrefix(s[1].Source, s[0].Source) || s[0].Extension != abnd.HoldLast {
			t.Errorf("%s: %+v, want %+v", name, s[0], s[1])
		}
		for year, x := range s[1].Values {
			if y, ok := s[0].Values[year]; !ok || math.Abs(x-y) > 1e-11 {
				t.Errorf("%s %d: %v, want %v", name, year, y, x)
			}
		}
	}
	for _, id := range []string{"wpp2024", "weo2025oct"} {
		if !slices.ContainsFunc(got.Sources, func(s abnd.Source) bool { return s.ID == id }) {
			t.Errorf("SOURCES lacks %s", id)
		}
	}
}

// Everything else of the workbook that is imported into stays: its benefits,
// scenarios, schemes, tables and benchmarks.
func TestImportKeepsTheRest(t *testing.T) {
	proofs.NotShort(t)
	dir := t.TempDir()
	old, last := filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "b.xlsx")
	mustRun(t, "new", "TLS", "-o", old)
	mustRun(t, "import", "weo", economyFile, "--into", old, "-o", last)
	want, got := draft(t, old), draft(t, last)
	for _, s := range []*abnd.Study{want, got} {
		s.Economy.GDP, s.Economy.RealGrowth, s.Economy.DeflatorGrowth, s.Economy.Inflation = abnd.Level{}, abnd.Series{}, abnd.Series{}, abnd.Series{}
		s.Economy.PPP, s.Government = abnd.Series{}, abnd.Government{}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// economyWorkbook writes the extract in the form of October 2025: other names
// of columns, numbers, and the other sheets of the official workbook.
func economyWorkbook(t testing.TB, text string) []byte {
	t.Helper()
	lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	names := strings.NewReplacer("WEO Subject Code", "INDICATOR.ID", "Subject Descriptor", "INDICATOR", "ISO", "COUNTRY.ID",
		"Estimates Start After", "LATEST_ACTUAL_ANNUAL_DATA",
		"Scale", "SCALE", "Units", "UNIT", "Country\tSub", "COUNTRY\tSub", "\tCountry\t", "\tCOUNTRY\t")
	lines[0] = names.Replace(lines[0])
	var rows bytes.Buffer
	for i, line := range lines {
		fmt.Fprintf(&rows, `<row r="%d">`, i+1)
		for n, cell := range strings.Split(line, "\t") {
			cell = strings.Trim(cell, `"`)
			if number := strings.ReplaceAll(cell, ",", ""); i > 0 && n > 8 && number != "n/a" && number != "--" && number != "" {
				fmt.Fprintf(&rows, "<c><v>%s</v></c>", number)
				continue
			}
			rows.WriteString(`<c t="inlineStr"><is><t>`)
			if err := xml.EscapeText(&rows, []byte(cell)); err != nil {
				t.Fatal(err)
			}
			rows.WriteString("</t></is></c>")
		}
		rows.WriteString("</row>")
	}
	const main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const packages = "http://schemas.openxmlformats.org/package/2006/relationships"
	sheet := func(data string) string {
		return `<worksheet xmlns="` + main + `"><sheetData>` + data + `</sheetData></worksheet>`
	}
	link := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="` + office + "/" + kind + `" Target="` + target + `"/>`
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"_rels/.rels", `<Relationships xmlns="` + packages + `">` + link("r1", "officeDocument", "xl/workbook.xml") + `</Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets><sheet name="Countries" r:id="r1"/><sheet name="Country Groups" r:id="r2"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packages + `">` + link("r1", "worksheet", "worksheets/a.xml") + link("r2",
			"worksheet", "worksheets/b.xml") + `</Relationships>`},
		{"xl/worksheets/a.xml", sheet(rows.String())}, {"xl/worksheets/b.xml", sheet("")},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, part[1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The workbook form gives the study that the text form gives.
func TestImportOfTheWorkbookForm(t *testing.T) {
	proofs.NotShort(t)
	dir := t.TempDir()
	text, err := os.ReadFile(economyFile)
	if err != nil {
		t.Fatal(err)
	}
	official := filepath.Join(dir, "WEOOct2025all.xlsx")
	if err := os.WriteFile(official, economyWorkbook(t, string(text)), 0o666); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "import", "weo", official, "--country", "MOZ", "-o", filepath.Join(dir, "a.xlsx"))
	mustRun(t, "import", "weo", economyFile, "--country", "MOZ", "-o", filepath.Join(dir, "b.xlsx"))
	a, b := draft(t, filepath.Join(dir, "a.xlsx")), draft(t, filepath.Join(dir, "b.xlsx"))
	if diff := cmp.Diff(b, a); diff != "" {
		t.Error(diff)
	}
}

// An interrupt while reading ends the import; no file and no part of one is
// left.
func TestImportIsInterrupted(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	for _, args := range [][]string{{"wpp", peopleFile}, {"weo", economyFile}} {
		var messages bytes.Buffer
		args = append(append([]string{"import"}, args...), "--country", "TLS", "-o", filepath.Join(dir, "x.xlsx"))
		status := run(ctx, args, strings.NewReader(""), io.Discard, &messages)
		if status != statusFailed || messages.String() != "abnd: interrupted; nothing was written\n" {
			t.Errorf("%v: status %d, %q", args, status, messages.String())
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// Progress is told only to whoever asks, unless messages go to a terminal.
func TestImportProgress(t *testing.T) {
	dir := t.TempDir()
	quiet := mustRun(t, "import", "wpp", peopleFile, "--country", "TLS", "-o", filepath.Join(dir, "a.xlsx"))
	told := mustRun(t, "import", "wpp", peopleFile, "--country", "TLS", "-o", filepath.Join(dir, "b.xlsx"), "--progress", "--lang", "pt")
	if strings.Contains(quiet, "%") || !strings.Contains(told, ": lidos 100 % de 108 KB\n") || strings.Contains(told, "\r") {
		t.Errorf("%q\n%q", quiet, told)
	}
}
