package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
)

// spokenBy is how the test asks each verb for what it prints; one that prints no
// text of a study has none, and is asked for its help alone.
var spokenBy = map[string][]string{
	"gaps": {"gaps", "FILE"}, "matrix": {"matrix", "FILE"}, "page": nil, "reconcile": {"reconcile", "FILE"},
	"cost":        {"cost", "FILE"},
	"decompose":   {"decompose", "FILE", "--scenario", "SCENARIO", "--from", "2026", "--to", "2035"},
	"bridge":      {"bridge", "FILE", "--benefit", "BENEFIT", "--year", "2030", "--their", "total=1000000"},
	"explain":     {"explain", "FILE", "--scenario", "SCENARIO", "--year", "2030"},
	"sensitivity": {"sensitivity", "FILE", "--scenario", "SCENARIO"},
	"simulate":    {"simulate", "FILE", "--draws", "50"},
	"compare":     {"compare", "FILE", "low", "SCENARIO"},
	"institution": {"institution", "FILE"}, "impact": {"impact", "FILE"},
	"levers": {"levers", "FILE"},
	"fiscal": {"fiscal", "FILE"}, "solve": {"solve", "FILE", "--ceiling", "5%"},
	"check": {"check", "FILE"}, "population": {"population", "FILE"},
	"diff": {"diff", "COUNTRY", "RESULTS"}, "verify": {"verify", "RESULTS"},
	"new": nil, "import": nil, "menu": nil, "completion": nil,
	// Of no study in particular: asked once.
	"countries": nil, "validate": nil, "survey": nil, "selftest": nil, "version": nil,
}

// ofNoStudy are the verbs that print the texts of no study, or of all.
var ofNoStudy = []string{"countries", "validate", "survey", "selftest", "version"}

// Whoever works in Portuguese reads Portuguese: no command and no sheet of the
// workbook shows a text that stands in the study or in the program in English,
// and none holds a sentence in English but the titles of sources.
func TestPortugueseThroughout(t *testing.T) {
	proofs.NotShort(t)
	said := englishOfTheProgram(t)
	for _, v := range verbs() {
		if _, known := spokenBy[v.name]; !known {
			t.Errorf("say in spokenBy how %s is asked", v.name)
		}
		_, help, _ := runHere(t, "--lang", "pt", v.name, "--help")
		said.report(t, v.name+" --help", help)
	}
	everyone := said
	for _, code := range country.Codes() {
		everyone = everyone.with(studies.Load(t, code))
	}
	for _, verb := range ofNoStudy {
		if verb == "selftest" && !proofs.All() {
			continue // it takes longest, and says what the help says
		}
		_, out, messages := runHere(t, "--lang", "pt", verb)
		everyone.report(t, verb, out+"\n"+messages)
	}
	for _, code := range proofs.Sample(country.Codes(), 1) {
		e := said.with(studies.Load(t, code))
		for place, text := range portugueseOf(t, studies.Load(t, code), slices.Sorted(maps.Keys(spokenBy))...) {
			e.report(t, code+" "+place, text)
		}
	}
}

// What the test above is for: texts of a study that stand in English only are
// found, in a command and on a sheet, and so is a sentence that nobody knows.
func TestEnglishIsFound(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	scheme := slices.IndexFunc(study.Schemes, func(s abnd.Scheme) bool { return s.Status == abnd.InForce && s.Frequency.EN == "monthly" })
	study.Schemes[scheme].Frequency.PT = ""
	study.Groups[0].Name.PT = ""
	study.MatrixTexts[0].Text.PT = "This is the benefit that was not translated."
	e, all := englishOfTheProgram(t).with(study), portugueseOf(t, study, "matrix")
	for _, want := range []struct{ text, place string }{
		{"monthly", "matrix"}, {study.Groups[0].Name.EN, "COVERAGE!"}, {study.MatrixTexts[0].Text.PT, "MATRIX!"},
	} {
		found := false
		for place, text := range all {
			for _, is := range e.find(text) {
				found = found || strings.HasPrefix(place, want.place) && strings.Contains(is, strings.TrimRight(want.text, "."))
			}
		}
		if !found {
			t.Errorf("%q is not found in %s", want.text, want.place)
		}
	}
	if _, out, _ := runHere(t, "--lang", "en", "matrix", "TLS"); len(e.find(out)) < 50 {
		t.Errorf("of a matrix in English only %q is found to be English", e.find(out))
	}
}

// portugueseOf is all that verbs and the results workbook say of a study in
// Portuguese, by the verb or by sheet and cell.
func portugueseOf(t *testing.T, study *abnd.Study, asked ...string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	input, output := filepath.Join(dir, "estudo.xlsx"), filepath.Join(dir, "resultados.xlsx")
	data, err := workbook.Template(study, workbook.Options{Lang: abnd.Portuguese})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(input, data, 0o600); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	ask := func(name string, args ...string) {
		_, out, messages := runHere(t, append([]string{"--lang", "pt"}, args...)...)
		all[name] = out + "\n" + messages
	}
	ask("cost -o", "cost", input, "-o", output)
	named := strings.NewReplacer("FILE", input, "RESULTS", output, "COUNTRY", study.Country.ISO3,
		"SCENARIO", study.Scenarios[len(study.Scenarios)-1].ID, "BENEFIT", study.Benefits[0].ID)
	for _, verb := range asked {
		if args := spokenBy[verb]; args != nil {
			ask(verb, strings.Fields(named.Replace(strings.Join(args, " ")))...)
		}
	}
	written, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	addCells(t, all, written)
	return all
}

// isCode reports whether a cell holds what programs read: an id of several
// words, or a word to choose from a list.
func isCode(sheet, text string) bool {
	return idOfWords.MatchString(text) || sheet == "LISTS" && oneWord.MatchString(text)
}

var (
	idOfWords = regexp.MustCompile(`^[a-z\d]+([-_/][a-z\d]+)+$`)
	oneWord   = regexp.MustCompile(`^[a-z]+$`)
)

// addCells adds the texts of every sheet, each of a sheet once, but for what stands in the columns and
// rows that are for English.
func addCells(t *testing.T, all map[string]string, data []byte) {
	t.Helper()
	pages, found := reader.ReadSheets(data, "resultados.xlsx")
	if found.HasErrors() {
		t.Fatal(found)
	}
	isEnglish := func(raw sheets.Raw) bool { return strings.HasSuffix(raw.Text, "_en") }
	for _, page := range pages {
		seen := map[string]bool{}
		if page.Name == sheets.Sources {
			continue // titles, authors and pages, as published
		}
		closed := map[int]bool{}
		for _, c := range page.Cells.Rows[paper.KeyRow] {
			closed[c.Col] = isEnglish(c.Raw)
		}
		for row, cells := range page.Cells.Rows {
			if slices.ContainsFunc(cells, func(c reader.Cell) bool { return isEnglish(c.Raw) }) && row != paper.KeyRow {
				continue
			}
			for _, c := range cells {
				if c.Raw.Kind == sheets.RawText && !closed[c.Col] && row != paper.KeyRow && !isCode(page.Name, c.Raw.Text) && !seen[c.Raw.Text] {
					seen[c.Raw.Text] = true
					all[page.Name+"!"+address.At(row, c.Col)] = c.Raw.Text
				}
			}
		}
	}
}
