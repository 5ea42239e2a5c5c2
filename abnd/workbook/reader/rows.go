package reader

import (
	"path/filepath"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Row is one row of a sheet that is not ours: its cells as text, numbers with
// a decimal point and every digit.
type Row struct {
	Number int // as Excel counts
	Cells  []string
}

// ReadRowsFile reads one sheet of the workbook at path: see [ReadRows].
func ReadRowsFile(path, sheet string) ([]Row, abnd.Diagnostics) {
	data, found := ReadBytes(path)
	if found != nil {
		return nil, found
	}
	return ReadRows(data, filepath.Base(path), sheet)
}

// ReadRows reads one sheet of a workbook that somebody else has made, as the
// IMF's: the first whose name is the one given, whatever its case, or the only
// one. name is the file's name, for the messages. Limits are those of [ReadGrids]. A
// cell that holds an error has its text, as "#N/A"; a formula without a value is
// blank. Rows are nil where there is an error.
func ReadRows(data []byte, name, sheet string) ([]Row, abnd.Diagnostics) {
	cells, ds := foreignCells(data, name, sheet)
	if len(ds) > 0 {
		return nil, ds
	}
	var rows []Row
	total := 0
	for _, n := range cells.RowNumbers() {
		width := 0
		for _, f := range cells.Rows[n] {
			width = max(width, f.Col)
		}
		if total += width; total > maxCells {
			return nil, abnd.Diagnostics{tooLarge(name)}
		}
		row := Row{Number: n, Cells: make([]string, width)}
		for _, f := range cells.Rows[n] {
			row.Cells[f.Col-1] = f.Raw.Text
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func foreignCells(data []byte, name, sheet string) (cells *Cells, ds abnd.Diagnostics) {
	ds = enter(data, name, func(p *container) abnd.Diagnostics {
		r := reader{container: p, name: name}
		list, ok := r.sheets()
		if !ok {
			return r.ds
		}
		var names []string
		worksheets := 0
		for _, s := range list {
			if s.kind == "worksheet" || s.kind == "." {
				worksheets++
			}
		}
		for _, s := range list {
			names = append(names, s.name)
			// A text that was saved as a workbook has one sheet, of its own name.
			if !strings.EqualFold(strings.TrimSpace(s.name), sheet) && worksheets > 1 {
				continue
			}
			if found := r.cellsOf(s, s.name); found != nil {
				if d, ok := found.beyond(s.name); ok {
					r.ds = append(r.ds, d)
				}
				cells = found
			}
			return r.ds
		}
		return abnd.Diagnostics{{Code: "sheet-missing", Place: name,
			Problem: abnd.T("the workbook has no sheet %q; it has %s", "o livro não tem a folha %q; tem %s").Fill(sheet, strings.Join(names, ", ")),
			Remedy:  abnd.T("give the workbook as downloaded from its publisher", "indique o livro tal como foi obtido junto de quem o publica")}}
	})
	return cells, ds
}

// cellsOf reads the cells of a sheet, which their places call by the name
// given; nil where that fails.
func (r *reader) cellsOf(sheet listed, name string) *Cells {
	var cells *Cells
	err := r.container.scan(sheet.part, func(from tokens) (err error) {
		cells, err = readCells(from, name, r.shared, &r.container.cells)
		return err
	})
	if err != nil {
		r.fail(sheet.name, err)
		return nil
	}
	return cells
}
