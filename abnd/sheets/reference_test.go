package sheets_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
)

var update = flag.Bool("update", false, "rewrite the reference of the sheets in docs")

// The reference of the sheets is made from the columns and rows that the
// reader of workbooks knows.
func TestReferenceOfTheSheets(t *testing.T) {
	for file, lang := range map[string]abnd.Lang{"sheets.md": abnd.English, "folhas.md": abnd.Portuguese} {
		path := filepath.Join("..", "..", "docs", file)
		want := referenceOfSheets(t, lang)
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what the sheets are; run go test ./abnd/sheets -run Reference -update", path)
		}
	}
}

// everySheet is a study that has every sheet, and in them only the rows that
// are in any study.
func everySheet(t *testing.T) []sheets.Sheet {
	t.Helper()
	study := country.Blank()
	study.Country.ISO3 = "TLS"
	if found := country.ProjectByCohorts(study, demography.Medium, study.Projection.Last); found != nil {
		t.Fatal(found)
	}
	study.Fund = abnd.Fund{Name: abnd.T("Fund", "Fundo"), Published: []abnd.EmptyYear{{}}}
	return sheets.Write(study)
}

var sheetsTitle = abnd.T(`# Sheets and columns

[Em português](folhas.md)

Every input sheet with its columns and, if they are fixed, its rows, generated from the definitions by which the program
reads a workbook or a folder of CSV files. [The workbook](workbook.md) explains how a sheet is built, the meaning of columns beyond their
labels and the contents of the calculated sheets; [rules.md](rules.md) has the rows of BENEFITS.

*Optional* columns may be missing in a file. Columns and rows are found by their keys, in any order. ¤ is the national currency. A row
with an *extension* has *long_run* and *last_actual* too.`,
	`# Folhas e colunas

[In English](sheets.md)

Todas as folhas de dados com as suas colunas e, onde são fixas, as suas linhas, feitas das definições com que o programa lê um
livro ou uma pasta de CSV. [O livro](livro.md) diz como é feita uma folha, o que as colunas querem dizer além dos seus
rótulos e o que contêm as folhas calculadas; [regras.md](regras.md) tem as linhas de BENEFITS.

As colunas *facultativas* podem faltar num ficheiro. As colunas e as linhas são encontradas pelas chaves, em qualquer ordem. ¤ é a moeda
nacional. Uma linha com *extension* tem também *long_run* e *last_actual*.`)

var (
	columnsHead = abnd.T("| column | label and help | contains |", "| coluna | o que é | contém |")
	rowsHead    = abnd.T("| row | label | unit | columns to fill in |", "| linha | o que é | unidade | preenche-se em |")
)

func referenceOfSheets(t *testing.T, lang abnd.Lang) string {
	var b strings.Builder
	b.WriteString(sheetsTitle.In(lang) + "\n")
	for _, s := range everySheet(t) {
		fmt.Fprintf(&b, "\n## %s\n\n%s. %s\n\n%s\n|---|---|---|\n", s.Code, s.Title.In(lang), s.Help.In(lang), columnsHead.In(lang))
		for _, line := range columnLines(s, lang) {
			b.WriteString(line)
		}
		if s.Columns[0].Key == "key" {
			fmt.Fprintf(&b, "\n%s\n|---|---|---|---|\n", rowsHead.In(lang))
			for _, row := range s.Rows {
				b.WriteString(rowLine(s, row, lang))
			}
		}
	}
	return b.String()
}

// columnLines describe the columns of a sheet; those by year, and those of the
// scenarios, stand for however many a study has.
func columnLines(s sheets.Sheet, lang abnd.Lang) []string {
	var lines []string
	add := func(key, what, holds string) {
		if line := fmt.Sprintf("| %s | %s | %s |\n", key, strings.ReplaceAll(what, "|", "\\|"), holds); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	var origin []string
	for _, c := range s.Columns {
		switch {
		case c.Auto && c.Help.IsZero(), c.Key == "key":
			// for the eye alone; and the rows are listed below
		case isProvenance(c):
			origin = append(origin, "`"+c.Key+"`")
		case isYear(c.Key):
			add(abnd.T("years", "anos").In(lang), abnd.T("One column per year.", "Uma coluna por ano.").In(lang), "")
		case s.Code == sheets.Benefits && slices.Contains([]string{abnd.StatusQuo, "low", "high"}, c.Key):
			add(abnd.T("scenarios", "cenários").In(lang), abnd.T("One column per id of SCENARIOS. ", "Uma coluna por cada id de SCENARIOS. ").In(lang)+c.Help.In(lang), "")
		default:
			what := c.Label.In(lang)
			if !c.Help.IsZero() {
				what += ". " + c.Help.In(lang)
			}
			add("`"+c.Key+"`", what, describeContent(c, lang))
		}
	}
	if len(origin) > 0 {
		add(strings.Join(origin, ", "), abnd.T("[where the figures are from](workbook.md#provenance)", "[a origem dos valores](livro.md#origem-dos-valores)").In(lang), "")
	}
	return lines
}

// isProvenance says whether a column holds where a figure is from, of which it
// is: columns that most sheets share.
func isProvenance(c sheets.Column) bool {
	switch c.Key {
	case "confidence", "note_en", "note_pt", "validated_by":
		return true
	case "source", "year":
		return !c.Help.IsZero()
	}
	return false
}

func isYear(key string) bool { return len(key) == 4 && strings.Trim(key, "0123456789") == "" }

var formatWords = map[sheets.Format]abnd.Text{
	sheets.Text:    abnd.T("text", "texto"),
	sheets.Wrapped: abnd.T("text", "texto"),
	sheets.Code:    abnd.T("a code", "um código"),
	sheets.Codes:   abnd.T("ids", "ids"),
	sheets.YearNo:  abnd.T("year", "ano"),
	sheets.Whole:   abnd.T("whole number", "número inteiro"),
	sheets.Persons: abnd.T("persons", "pessoas"),
	sheets.Money:   abnd.T("money", "dinheiro"),
	sheets.Share:   abnd.T("share", "proporção"),
	sheets.Number:  abnd.T("number", "número"),
}

// fewCodes is how many codes a table shows; the note of a column with more of
// them says where they are from.
const fewCodes = 10

func describeContent(c sheets.Column, lang abnd.Lang) string {
	holds := formatWords[c.Format].In(lang)
	switch {
	case c.List != nil && c.List.Name == costing.ScenarioList(country.Empty()).Name:
		holds = abnd.T("an id of SCENARIOS", "um id de SCENARIOS").In(lang)
	case c.List != nil && len(c.List.Codes) <= fewCodes:
		holds = "`" + strings.Join(c.List.Names(), "`, `") + "`"
	}
	if c.Optional {
		holds += abnd.T("; optional", "; facultativa").In(lang)
	}
	if c.Auto {
		holds += abnd.T("; filled in by the program", "; preenchida pelo programa").In(lang)
	}
	return holds
}

// rowLine describes a fixed row: its key, its label and unit, and the columns
// that are open in it.
func rowLine(s sheets.Sheet, row []sheets.Cell, lang abnd.Lang) string {
	var key, label, unit string
	var open []string
	for i, c := range s.Columns {
		cell := row[i]
		switch {
		case c.Key == "key":
			key, _ = cell.Value.Code()
		case c.Key == "label":
			label = cell.Label.In(lang)
		case c.Key == "unit":
			unit = cell.Label.In(lang)
		case !cell.Input || isProvenance(c) || c.Key == "long_run" || c.Key == "last_actual":
		case isYear(c.Key):
			open = append(open, abnd.T("years", "anos").In(lang))
		case cell.List != nil && len(cell.List.Codes) <= fewCodes:
			open = append(open, fmt.Sprintf("`%s` (`%s`)", c.Key, strings.Join(cell.List.Names(), "`, `")))
		default:
			open = append(open, "`"+c.Key+"`")
		}
	}
	return fmt.Sprintf("| `%s` | %s | %s | %s |\n", key, label, unit, strings.Join(slices.Compact(open), ", "))
}
