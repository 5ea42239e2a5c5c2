package report

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
)

// StoredFigure is a figure that a results workbook stores and that is not the
// engine's. Values have every digit; a blank is a blank cell.
type StoredFigure struct {
	Cell   string `json:"cell"`
	Key    string `json:"key,omitempty"`
	Year   int    `json:"year,omitempty"`
	Stored string `json:"stored"`
	Engine string `json:"engine"`
}

// mostStored is how many figures the table of [VerificationTable] lists.
const mostStored = 40

// VerificationTable lists figures that are not the engine's, for people: the
// first of them, and how many more there are.
func VerificationTable(w io.Writer, figures []StoredFigure, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	rows := [][]string{{
		abnd.T("Cell", "Célula").In(lang), abnd.T("Stored", "Guardado").In(lang),
		abnd.T("Program", "Programa").In(lang), abnd.T("Input", "Valor").In(lang),
	}}
	for _, f := range figures[:min(len(figures), mostStored)] {
		name := f.Key
		if f.Year != 0 {
			name += " " + strconv.Itoa(f.Year)
		}
		rows = append(rows, []string{f.Cell, shownStored(f.Stored, lang), shownStored(f.Engine, lang), name})
	}
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, text := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	for _, r := range rows {
		line := ""
		for i, text := range r {
			gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text))
			switch i {
			case 1, 2:
				line += gap + text + "  "
			default:
				line += text + gap + "  "
			}
		}
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
	if more := len(figures) - mostStored; more > 0 {
		fmt.Fprintln(out, abnd.T("and %d more; --format csv lists them all", "e mais %d; --format csv mostra-os todos").Fill(more).In(lang))
	}
	return out.Flush()
}

// shownStored shortens a text and puts a number into the user's language.
func shownStored(s string, lang abnd.Lang) string {
	const most = 24
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		if lang.IsPortuguese() {
			return strings.Replace(s, ".", ",", 1)
		}
		return s
	}
	if s == "" {
		return abnd.T("(blank)", "(em branco)").In(lang)
	}
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

// verificationHeader is a contract with those who read the file.
var verificationHeader = []string{"cell", "key", "year", "stored", "engine"}

// VerificationCSV writes figures that are not the engine's in the manner of
// [CSV], one a row.
func VerificationCSV(out *CSVWriter, figures []StoredFigure) error {
	out.header(verificationHeader...)
	for _, f := range figures {
		out.write(textCell(f.Cell), textCell(f.Key), yearCell(f.Year), storedCell(f.Stored), storedCell(f.Engine))
	}
	return out.end()
}

// storedCell is what a cell of a workbook holds: a figure or a text.
func storedCell(s string) cell {
	if x, err := strconv.ParseFloat(s, 64); err == nil && !math.IsNaN(x) && !math.IsInf(x, 0) {
		return cell{text: s, figure: true}
	}
	return textCell(s)
}

// VerificationJSON writes the records of [VerificationCSV] as an object, with
// the manifest and how many figures were compared.
func VerificationJSON(w io.Writer, manifest Manifest, compared int, figures []StoredFigure) error {
	rows := jsonRows{name: "differing"}
	for _, f := range figures {
		rows.rows = append(rows.rows, f)
	}
	return writeJSON(w, struct {
		Manifest
		Compared int `json:"compared"`
	}{manifest, compared}, rows)
}
