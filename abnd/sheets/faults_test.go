package sheets_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// faultCase breaks a file of Timor-Leste and says what must be found: "code
// place" of every diagnostic, no more and no fewer.
type faultCase struct {
	name  string
	spoil func(*file) []string
}

func runFaultCases(t *testing.T, cases []faultCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := fileOf(t, studies.Load(t, "TLS"))
			want := c.spoil(f)
			study, _, found := f.read()
			if study != nil {
				t.Error("a study is made of it nonetheless")
			}
			var got []string
			for _, d := range found {
				got = append(got, strings.TrimSpace(d.Code+" "+d.Place))
				for _, text := range []string{d.Problem.EN, d.Problem.PT, d.Remedy.EN, d.Remedy.PT} {
					if text == "" || strings.Contains(text, "%!") {
						t.Errorf("%s: texts are incomplete: %+v %+v", d.Code, d.Problem, d.Remedy)
					}
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("found\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
		})
	}
}

func (f *file) header(sheet, key string) *sheets.Raw {
	return &f.grids[sheet].Header[f.column(sheet, key)]
}

func (f *file) addColumn(sheet, key string) string {
	g := f.grids[sheet]
	at := place(sheet, len(g.Header), 0)
	g.Header = append(g.Header, sheets.Raw{Kind: sheets.RawText, Text: key, Place: at})
	return at
}

// repeat adds a copy of a row at the end and returns it.
func (f *file) repeat(sheet string, begins ...string) []sheets.Raw {
	g := f.grids[sheet]
	row := slices.Clone(g.Rows[f.row(sheet, begins...)])
	for i := range row {
		row[i].Place = place(sheet, i, len(g.Rows)+1)
	}
	g.Rows = append(g.Rows, row)
	return row
}

func (f *file) drop(sheet string, begins ...string) {
	g := f.grids[sheet]
	at := f.row(sheet, begins...)
	g.Rows = slices.Delete(g.Rows, at, at+1)
}

func TestSheetsAndHeaders(t *testing.T) {
	runFaultCases(t, []faultCase{
		{"a sheet is missing", func(f *file) []string { delete(f.grids, "SERIES"); return []string{"sheet-missing"} }},
		{"a sheet of nearly the name of one that is missing", func(f *file) []string {
			delete(f.grids, "SERIES")
			f.grids["SERIE"] = &sheets.Grid{Code: "SERIE", Place: "SERIE"}
			return []string{"sheet-missing", "unknown-sheet SERIE"}
		}},
		{"a sheet twice", func(f *file) []string {
			again := *f.grids["GGO"]
			again.Place = "GGO (2)"
			f.grids["GGO (2)"] = &again
			return []string{"sheet-twice GGO (2)"}
		}},
		{"a column of another name", func(f *file) []string {
			h := f.header("ECO", "level")
			h.Text = "levle"
			return []string{"unknown-column " + h.Place, "column-missing ECO"}
		}},
		{"a column twice", func(f *file) []string { return []string{"column-twice " + f.addColumn("BENEFITS", "low")} }},
		{"a year twice, once as a number", func(f *file) []string {
			at := f.addColumn("ECO", "")
			last := len(f.grids["ECO"].Header) - 1
			f.grids["ECO"].Header[last] = sheets.Raw{Kind: sheets.RawNumber, Number: 2025, Place: at}
			return []string{"column-twice " + at}
		}},
		{"a year that is none", func(f *file) []string {
			h := f.header("ECO", "2025")
			h.Text = "20255"
			found := []string{"unknown-column " + h.Place}
			for _, row := range []string{"6", "7", "8", "12", "13", "14"} { // the rows of ECO with figures by year
				found = append(found, "series-hole ECO!A"+row)
			}
			return found
		}},
		{"a column is missing", func(f *file) []string {
			h := f.header("SOURCES", "licence")
			h.Kind, h.Text = sheets.RawBlank, ""
			return []string{"column-missing SOURCES"}
		}},
		{"population without years", func(f *file) []string {
			f.grids["POP"].Header = f.grids["POP"].Header[:2]
			return []string{"years-missing POP"}
		}},
		{"every sheet is missing", func(f *file) []string {
			clear(f.grids)
			const needed = 11 // the others came later, and may be missing
			return slices.Repeat([]string{"sheet-missing"}, needed)
		}},
	})
}

func TestRows(t *testing.T) {
	runFaultCases(t, []faultCase{
		{"a row twice", func(f *file) []string { return []string{"row-twice " + f.repeat("ECO", "gdp")[0].Place} }},
		{"a parameter twice", func(f *file) []string {
			return []string{"row-twice " + f.repeat("BENEFITS", "child-benefit", "amount")[1].Place}
		}},
		{"an unknown row", func(f *file) []string {
			c := f.cell("GGO", "revenue", "key")
			c.Text = "revenues"
			return []string{"unknown-row " + c.Place}
		}},
		{"an unknown parameter", func(f *file) []string {
			c := f.cell("BENEFITS", "child-benefit amount", "parameter")
			c.Text = "ammount"
			return []string{"unknown-row " + c.Place}
		}},
		{"a row is missing", func(f *file) []string { f.drop("GENERAL", "currency"); return []string{"row-missing GENERAL"} }},
		{"a row without a benefit", func(f *file) []string {
			row := f.repeat("BENEFITS", "child-benefit", "amount")
			row[0] = sheets.Raw{}
			return []string{"needed " + row[1].Place}
		}},
		{"neither sex", func(f *file) []string {
			c := f.cell("POP", "female 50", "sex")
			c.Text = "women"
			return []string{"choice " + c.Place}
		}},
		{"an age twice", func(f *file) []string { return []string{"row-twice " + f.repeat("POP", "male", "50")[1].Place} }},
		{"an age that is a group", func(f *file) []string {
			at := f.write("POP", "male 50", "age", 50.5)
			return []string{"age " + at}
		}},
		{"an age above the open interval", func(f *file) []string { return []string{"age " + f.write("POP", "male 50", "age", 101.0)} }},
	})
}

func TestCells(t *testing.T) {
	child := func(v any) func(*file) string {
		return func(f *file) string { return f.write("BENEFITS", "child-benefit amount", "base", v) }
	}
	cases := []faultCase{
		{"a text among figures", func(f *file) []string {
			return []string{"text-for-number " + f.write("ECO", "inflation", "2026", "high")}
		}},
		{"a figure that is infinite", func(f *file) []string {
			return []string{"text-for-number " + f.write("ECO", "inflation", "2026", math.Inf(1))}
		}},
		{"a truth value", func(f *file) []string {
			at := child("TRUE")(f)
			f.cell("BENEFITS", "child-benefit amount", "base").Kind = sheets.RawBool
			return []string{"text-for-number " + at}
		}},
		{"a year with a fraction", func(f *file) []string { return []string{"year " + f.write("GENERAL", "price_year", "value", 2025.5)} }},
		{"a year of two digits", func(f *file) []string {
			return []string{"year " + f.write("SCHEMES", "TLS-SP-OLD", "recipients_year", 16.0)}
		}},
		{"a figure where none belongs", func(f *file) []string { return []string{"out-of-place " + f.write("ECO", "gdp", "2026", 5.0)} }},
		{"an index for the GDP", func(f *file) []string { return []string{"out-of-place " + f.write("ECO", "gdp", "index", "cpi")} }},
		{"an extension for a level", func(f *file) []string {
			return []string{"out-of-place " + f.write("ECO", "poverty_line", "extension", "hold")}
		}},
		{"a level for a series", func(f *file) []string { return []string{"out-of-place " + f.write("GGO", "revenue", "level", 0.3)} }},
		{"a scenario's own name", func(f *file) []string {
			return []string{"out-of-place " + f.write("BENEFITS", "child-benefit name_en", "high", "More")}
		}},
		{"a source for a name", func(f *file) []string {
			return []string{"out-of-place " + f.write("BENEFITS", "child-benefit name_en", "source", "wpp2024")}
		}},
		{"neither yes nor no", func(f *file) []string {
			return []string{"choice " + f.write("RECOMMENDATIONS", "R1", "to_be_costed", "maybe")}
		}},
		{"several at once", func(f *file) []string {
			return []string{
				"text-for-number " + child("twenty")(f), "year " + f.write("GENERAL", "price_year", "value", 1.0),
				"out-of-place " + f.write("GGO", "expenditure", "index", "cpi"),
			}
		}},
	}
	for kind, code := range map[sheets.RawKind]string{
		sheets.RawError: "error-value", sheets.RawNoValue: "formula-without-value", sheets.RawUnreadable: "unreadable",
	} {
		spoil := func(sheet, row, column string) func(*file) []string {
			return func(f *file) []string {
				at := f.write(sheet, row, column, "#DIV/0!")
				f.cell(sheet, row, column).Kind = kind
				return []string{code + " " + at}
			}
		}
		cases = append(cases,
			faultCase{code + " for a number", spoil("ECO", "inflation", "2026")},
			faultCase{code + " for a text", spoil("SCHEMES", "TLS-SP-OLD", "legal_basis_en")})
	}
	runFaultCases(t, cases)
}

// What the checks of the study find is placed in the file, too.
func TestFaultsOfTheStudyHaveAPlace(t *testing.T) {
	runFaultCases(t, []faultCase{
		{"a share of the base", func(f *file) []string {
			return []string{"out-of-range " + f.write("BENEFITS", "child-benefit share", "base", 12.0)}
		}},
		{"a share of a scenario", func(f *file) []string {
			return []string{"out-of-range " + f.write("BENEFITS", "child-benefit share", "high", 12.0)}
		}},
		{"a choice", func(f *file) []string {
			return []string{"unknown-reference " + f.write("BENEFITS", "child-benefit sex", "base", "girls")}
		}},
		{"a population", func(f *file) []string {
			return []string{"population-negative " + f.write("POP", "male 50", "2030", -1.0)}
		}},
		{"an index", func(f *file) []string {
			return []string{"unknown-reference " + f.write("ECO", "poverty_line", "index", "prices")}
		}},
		{"a source", func(f *file) []string {
			return []string{"unknown-reference " + f.write("GGO", "revenue", "source", "imf")}
		}},
		{"a table", func(f *file) []string {
			return []string{"out-of-range " + f.write("SERIES", "first-1000-days", "2030", 60.0)}
		}},
		{"a currency", func(f *file) []string { return []string{"needed " + f.write("GENERAL", "currency", "value", "")} }},
	})
}

// How a number came to be text is guessed, its value is not.
func TestTextForANumberIsAnswered(t *testing.T) {
	for text, want := range map[string][2]string{
		"1.234,5": {"does not guess whether the comma or the point is the decimal mark", "não adivinha se a vírgula ou o ponto"},
		"12%":     {"enter the share as a number: 12%", "escreva a proporção como número: 0,12"},
		"12 % ":   {"enter the share as a number", "escreva a proporção"},
		"n/a":     {"leave the cell blank if there are no data", "deixe a célula em branco"},
		"–":       {"leave the cell blank", "deixe a célula em branco"},
		"twenty":  {"digits and one decimal mark", "algarismos e um sinal decimal"},
		"0x10":    {"digits and one decimal mark", "algarismos"},
		"1e999":   {"digits and one decimal mark", "algarismos"},
	} {
		for _, kind := range []sheets.RawKind{sheets.RawText, sheets.RawUntyped} {
			f := fileOf(t, studies.Load(t, "TLS"))
			at := f.write("BENEFITS", "child-benefit amount", "base", text)
			f.cell("BENEFITS", "child-benefit amount", "base").Kind = kind
			_, _, found := f.read()
			if len(found) != 1 || found[0].Code != "text-for-number" || found[0].Place != at {
				t.Errorf("%q: found %v", text, found)
				continue
			}
			d := found[0]
			if !strings.Contains(d.Remedy.EN, want[0]) || !strings.Contains(d.Remedy.PT, want[1]) || !strings.Contains(d.Problem.EN, fmt.Sprintf("%q", text)) {
				t.Errorf("%q is answered with %s", text, d.In(abnd.English))
			}
		}
	}
}

func TestAMisspeltNameIsAnsweredWithTheNearest(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	f.header("ECO", "level").Text = "levle"
	f.cell("GGO", "revenue", "key").Text = "revenues"
	f.cell("BENEFITS", "child-benefit amount", "parameter").Text = "xylophone"
	f.grids["SHEMES"] = f.grids["SCHEMES"]
	f.grids["SHEMES"].Code = "SHEMES"
	delete(f.grids, "SCHEMES")
	_, _, found := f.read()
	said := map[string]string{}
	for _, d := range found {
		said[d.Problem.EN] = d.Remedy.EN
	}
	for problem, remedy := range map[string]string{
		`the column "levle" is ignored`: `did you mean "level"?`,
		`unknown row "revenues"`:        `did you mean "revenue"?`,
		`the sheet "SHEMES" is ignored`: `did you mean "SCHEMES"?`,
		`unknown row "xylophone"`:       `enter one of the `,
	} {
		if got, ok := said[problem]; !ok || !strings.HasPrefix(got, remedy) {
			t.Errorf("%s is answered with %q (found %v)", problem, got, ok)
		}
	}
}

// Numbers in text cells are written out, cells that were left out at the end
// of a row are blank, blank rows do not count, and cells without a place have
// that of their row.
func TestWhatAFileMayLeaveOut(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	f.write("SOURCES", "wpp2024", "year", 2024.0)
	f.write("SOURCES", "wpp2024", "page", 0.5)
	g := f.grids["SCHEMES"]
	for i := range g.Rows {
		for len(g.Rows[i]) > 0 && g.Rows[i][len(g.Rows[i])-1].Kind == sheets.RawBlank {
			g.Rows[i] = g.Rows[i][:len(g.Rows[i])-1]
		}
	}
	g.Rows = append(g.Rows, nil, []sheets.Raw{{}, {}})
	study, _, found := f.read()
	if study == nil {
		t.Fatal(found)
	}
	if got := study.Sources[0]; got.Year != "2024" || got.Page != "0.5" {
		t.Errorf("year %q, page %q", got.Year, got.Page)
	}
	if len(study.Schemes) != len(studies.Load(t, "TLS").Schemes) {
		t.Errorf("%d schemes", len(study.Schemes))
	}

	f = fileOf(t, studies.Load(t, "TLS"))
	c := f.cell("BENEFITS", "child-benefit amount", "base")
	c.Place, c.Kind, c.Text = "", sheets.RawText, "twenty"
	row := place("BENEFITS", 0, f.row("BENEFITS", "child-benefit", "amount")+1)
	if _, _, found := f.read(); len(found) != 1 || found[0].Place != row {
		t.Errorf("found %v, want it at %s", found, row)
	}
}
