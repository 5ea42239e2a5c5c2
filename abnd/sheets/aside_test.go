package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// row makes cells of one row of a sheet from texts; "" is a blank cell.
func (f *file) addRow(sheet string, texts ...string) string {
	g := f.grids[sheet]
	row := make([]sheets.Raw, len(texts))
	for i, text := range texts {
		row[i].Place = place(sheet, i, len(g.Rows)+1)
		if text != "" {
			row[i].Kind, row[i].Text = sheets.RawText, text
		}
	}
	g.Rows = append(g.Rows, row)
	return row[slices.IndexFunc(row, func(c sheets.Raw) bool { return c.Kind != sheets.RawBlank })].Place
}

func (f *file) addBlankRow(sheet string) {
	f.grids[sheet].Rows = append(f.grids[sheet].Rows, nil)
}

// What the owner of a file keeps beside the study changes nothing of it, and
// is said in one remark. The oracle is the study of the file without it.
func TestWhatIsNoPartOfTheStudyIsLeftAside(t *testing.T) {
	want := studies.Load(t, "TLS")
	for _, c := range []struct {
		name   string
		add    func(*file)
		remark string
	}{
		{"sheets", func(f *file) {
			f.grids["my workings"] = &sheets.Grid{Code: "my workings", Place: "my workings"}
			f.grids["Folha1"] = &sheets.Grid{Code: "Folha1", Place: "Folha1"}
		}, `"Folha1"`},
		{"a sheet named as one that is there", func(f *file) { f.grids["SERIE"] = &sheets.Grid{Code: "SERIE", Place: "SERIE"} }, `the sheet "SERIE"`},
		{"a column", func(f *file) { f.addColumn("SCHEMES", "colour") }, `the column "colour" (SCHEMES!`},
		{"two columns of one name", func(f *file) { f.addColumn("ECO", "to ask"); f.addColumn("ECO", "to ask") }, `the columns "to ask" (ECO!`},
		{"a scenario that is not listed", func(f *file) { f.addColumn("BENEFITS", "moderate") }, `"moderate"`},
		{"a note by its word", func(f *file) { f.addRow("SCHEMES", "Nota: valores provisórios") }, "the note in SCHEMES!A"},
		{"a source right of the first column", func(f *file) { f.addRow("ECO", "", "Fonte: FMI, WEO") }, "the note in ECO!B"},
		{"a source in two cells", func(f *file) { f.addRow("ECO", "Source", "IMF") }, "the note in ECO!A"},
		{"a mark", func(f *file) { f.addRow("BENEFITS", "# to be agreed", "", "with the ministry") }, "the note in BENEFITS!A"},
		{"numbered notes", func(f *file) { f.addRow("GGO", "Nota 1"); f.addRow("GGO", "Notes: 2, 3") }, "the notes in GGO!A"},
		{"a sentence after a blank row", func(f *file) {
			f.addBlankRow("SCHEMES")
			f.addRow("SCHEMES", "Valores provisórios do ministério")
			f.addRow("SCHEMES", "Elaborado por", "J. da Silva")
		}, "the notes in SCHEMES!A"},
	} {
		f := fileOf(t, want)
		c.add(f)
		got, _, found := f.read()
		if len(found) != 1 || found[0].Severity != abnd.Remark || found[0].Code != "left-aside" || !strings.Contains(found[0].Problem.EN, c.remark) ||
			found[0].Problem.PT == found[0].Problem.EN || found[0].Remedy.PT == "" {
			t.Errorf("%s: %v", c.name, found)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// What may be a row of the table is one, wherever it stands: an id without
// figures, a row with numbers, a row before which there is no blank one.
func TestWhatMayBeARowIsNoNote(t *testing.T) {
	for name, add := range map[string]func(*file){
		"an id alone after a blank row": func(f *file) { f.addBlankRow("SCHEMES"); f.addRow("SCHEMES", "mother-grant") },
		"an id in several words, and figures": func(f *file) {
			f.addBlankRow("SCHEMES")
			f.addRow("SCHEMES", "Bolsa da Mãe", "Bolsa da Mãe", "", "children")
		},
		"several words without a blank row": func(f *file) { f.addRow("SCHEMES", "Bolsa da Mãe") },
		"an id that begins like a note":     func(f *file) { f.addRow("SCHEMES", "source-grant", "x") },
		"the id of a source":                func(f *file) { f.addRow("SOURCES", "source"); f.addRow("SCHEMES", "fonte", "x") },
	} {
		f := fileOf(t, studies.Load(t, "TLS"))
		add(f)
		if _, _, found := f.read(); !found.HasErrors() {
			t.Errorf("%s: %v", name, found)
		}
	}
	// A blank row inside a table ends nothing.
	f := fileOf(t, studies.Load(t, "TLS"))
	for _, sheet := range []string{"BENEFITS", "POP", "SOURCES", "RECS"} {
		if g := f.grids[sheet]; g != nil {
			g.Rows = slices.Insert(g.Rows, 2, nil)
		}
	}
	if study, _, found := f.read(); len(found) > 0 || !cmp.Equal(study, studies.Load(t, "TLS")) {
		t.Errorf("a blank row inside a table: %v", found)
	}
}

// A long list is cut, with the number of the others.
func TestTheRemarkStaysShort(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	for range 9 {
		f.addRow("SCHEMES", "# mine")
	}
	_, _, found := f.read()
	if len(found) != 1 || !strings.Contains(found[0].Problem.EN, "and 3 more") || !strings.Contains(found[0].Problem.PT, "e mais 3") {
		t.Error(found)
	}
}
