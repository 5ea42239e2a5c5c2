package report

import (
	"math"
	"strconv"
	"strings"

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

// mostStored is how many figures [Verification] lists.
const mostStored = 40

// Verification lists figures that are not the engine's: the first of them, and
// how many more there are.
func Verification(figures []StoredFigure) Document {
	var b builder
	if len(figures) == 0 {
		return b.Document
	}
	table := &Table{Name: "verification", Columns: heads(abnd.T("Cell|Stored|Program|Figure", "Célula|Guardado|Programa|Valor"))}
	for _, f := range figures[:min(len(figures), mostStored)] {
		name := f.Key
		if f.Year != 0 {
			name += " " + strconv.Itoa(f.Year)
		}
		table.row(words(abnd.Same(f.Cell)), words(shownStored(f.Stored)), words(shownStored(f.Engine)), words(abnd.Same(name)))
	}
	b.add(table)
	if more := len(figures) - mostStored; more > 0 {
		b.say(abnd.T("and %d more; --format csv lists them all", "e mais %d; --format csv mostra-os todos").Fill(more))
	}
	return b.Document
}

// shownStored shortens a text and puts a number into the user's language.
func shownStored(s string) abnd.Text {
	const most = 24
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return abnd.T(s, strings.Replace(s, ".", ",", 1))
	}
	if s == "" {
		return abnd.T("(blank)", "(em branco)")
	}
	if runes := []rune(s); len(runes) > most {
		return abnd.Same(string(runes[:most-1]) + "…")
	}
	return abnd.Same(s)
}

// verificationHeader is a public format: its names do not change.
var verificationHeader = []string{"cell", "key", "year", "stored", "engine"}

// VerificationRecords are figures that are not the engine's in the same format as
// [ResultRecords], one per row.
func VerificationRecords(figures []StoredFigure) Records {
	return Records{verificationHeader, func(yield func(...Field)) {
		for _, f := range figures {
			yield(textCell(f.Cell), textCell(f.Key), yearCell(f.Year), storedCell(f.Stored), storedCell(f.Engine))
		}
	}}
}

// storedCell is what a cell of a workbook holds: a figure or a text.
func storedCell(s string) Field {
	if x, err := strconv.ParseFloat(s, 64); err == nil && !math.IsNaN(x) && !math.IsInf(x, 0) {
		return Field{text: s, figure: true}
	}
	return textCell(s)
}

// VerificationTree is the records of [VerificationRecords] as an object, with
// the manifest and how many figures were compared.
func VerificationTree(manifest Manifest, compared int, figures []StoredFigure) Tree {
	rows := jsonRows{name: "differing"}
	for _, f := range figures {
		rows.rows = append(rows.rows, f)
	}
	return treeOf(struct {
		Manifest
		Compared int `json:"compared"`
	}{manifest, compared}, rows)
}
