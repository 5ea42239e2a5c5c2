package reader

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

// Sheet is one sheet of a file with all that its cells hold.
type Sheet struct {
	Name  string
	Cells *Cells
}

// ReadSheets reads every worksheet of a workbook, results included, in the order
// of their tabs. Sheets are nil where there is an error.
func ReadSheets(data []byte, name string) (all []Sheet, ds abnd.Diagnostics) {
	ds = enter(data, name, func(p *container) abnd.Diagnostics {
		r := reader{container: p, name: name}
		list, ok := r.sheets()
		if !ok {
			return r.ds
		}
		var sheets []Sheet
		for _, sheet := range list {
			if sheet.kind != "worksheet" {
				continue
			}
			// Results are larger than inputs: each sheet may be as large as
			// those are together.
			p.cells = maxCells
			if cells := r.cellsOf(sheet, sheet.name); cells != nil {
				sheets = append(sheets, Sheet{sheet.name, cells})
			}
		}
		if len(r.ds) == 0 {
			all = sheets
		}
		return r.ds
	})
	return all, ds
}

// At is what a cell holds.
func (s Sheet) At(row, col int) (sheets.Raw, bool) {
	raw, ok := sheets.Raw{}, false
	for _, f := range s.Cells.Rows[row] {
		if f.Col == col {
			raw, ok = f.Raw, true // of two, the later one counts
		}
	}
	return raw, ok
}
