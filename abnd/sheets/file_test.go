package sheets_test

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

// file holds sheets as a workbook would: a header of keys in row 1, typed
// cells below, each with its place.
type file struct {
	t     testing.TB
	grids map[string]*sheets.Grid
}

func fileOf(t testing.TB, study *abnd.Study) *file {
	f := &file{t: t, grids: map[string]*sheets.Grid{}}
	for _, s := range sheets.Write(study) {
		g := &sheets.Grid{Code: s.Code, Place: s.Code}
		for i, c := range s.Columns {
			g.Header = append(g.Header, sheets.Raw{Kind: sheets.RawText, Text: c.Key, Place: place(s.Code, i, 0)})
		}
		for j, cells := range s.Rows {
			var row []sheets.Raw
			for i, c := range cells {
				row = append(row, rawOf(c, s.Columns[i], place(s.Code, i, j+1)))
			}
			g.Rows = append(g.Rows, row)
		}
		f.grids[s.Code] = g
	}
	return f
}

func rawOf(c sheets.Cell, column sheets.Column, at string) sheets.Raw {
	r := sheets.Raw{Place: at, Text: c.Value.String()}
	if x, ok := c.Value.Number(); ok {
		r.Kind, r.Number = sheets.RawNumber, x
	} else if !c.Value.IsBlank() {
		r.Kind = sheets.RawText
	}
	if column.Auto {
		r.Kind, r.Text = sheets.RawText, c.Label.In(abnd.English)
	}
	return r
}

// place writes a cell's address: column 0, row 0 is A1.
func place(sheet string, column, row int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return fmt.Sprintf("%s!%s%d", sheet, letters, row+1)
}

// all lists the sheets in their order, those of unknown names last.
func (f *file) all() []sheets.Grid {
	var all []sheets.Grid
	for _, name := range sheets.Names() {
		if g, ok := f.grids[name]; ok {
			all = append(all, *g)
		}
	}
	for name, g := range f.grids {
		if g.Code != name || sheetIsUnknown(name) {
			all = append(all, *g)
		}
	}
	return all
}

func sheetIsUnknown(name string) bool {
	_, known := sheets.FirstKeys()[name]
	return !known
}

func (f *file) read() (*abnd.Study, sheets.CellIndex, abnd.Diagnostics) {
	in, found := sheets.Read(f.all())
	return in.Study, in.Places, found
}

// column finds the place of a header.
func (f *file) column(sheet, key string) int {
	for i, h := range f.grids[sheet].Header {
		if h.Text == key {
			return i
		}
	}
	f.t.Fatalf("%s has no column %q", sheet, key)
	return 0
}

// row finds the first row that begins with these cells.
func (f *file) row(sheet string, begins ...string) int {
next:
	for i, row := range f.grids[sheet].Rows {
		for j, text := range begins {
			if row[j].Text != text {
				continue next
			}
		}
		return i
	}
	f.t.Fatalf("%s has no row %q", sheet, begins)
	return 0
}

// cell is one cell, by the beginning of its row ("child-benefit amount") and
// its column.
func (f *file) cell(sheet, row, column string) *sheets.Raw {
	return &f.grids[sheet].Rows[f.row(sheet, strings.Fields(row)...)][f.column(sheet, column)]
}

// write puts text, or a number, into a cell and returns its place.
func (f *file) write(sheet, row, column string, v any) string {
	c := f.cell(sheet, row, column)
	switch v := v.(type) {
	case sheets.RawKind:
		c.Kind = v
	case string:
		c.Kind, c.Text = sheets.RawText, v
	case float64:
		c.Kind, c.Number, c.Text = sheets.RawNumber, v, fmt.Sprint(v)
	}
	return c.Place
}

// asCSV writes the sheets as CSV files and reads them back.
func asCSV(t testing.TB, study *abnd.Study) []sheets.Grid {
	t.Helper()
	var grids []sheets.Grid
	for _, s := range sheets.Write(study) {
		var text strings.Builder
		w := csv.NewWriter(&text)
		var header []string
		for _, c := range s.Columns {
			header = append(header, c.Key)
		}
		must(t, w.Write(header))
		for _, cells := range s.Rows {
			var record []string
			for _, c := range cells {
				record = append(record, c.Value.String())
			}
			must(t, w.Write(record))
		}
		w.Flush()
		g, found := sheets.ReadCSV(s.Code, s.Code+".csv", strings.NewReader(text.String()))
		if len(found) > 0 {
			t.Fatal(found)
		}
		grids = append(grids, g)
	}
	return grids
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
