package workbook

import "github.com/openabnd/engine/abnd"

// storedSheet is one sheet of a file with all that its cells hold.
type storedSheet struct {
	name  string
	cells *sparse
}

// readAll reads every worksheet of a workbook, results included, in the order
// of their tabs. Sheets are nil where there is an error.
func readAll(data []byte, name string) (all []storedSheet, ds abnd.Diagnostics) {
	ds = enter(data, name, func(p *pack) abnd.Diagnostics {
		r := reader{pack: p, name: name}
		list, ok := r.sheets()
		if !ok {
			return r.ds
		}
		var sheets []storedSheet
		for _, sheet := range list {
			if sheet.kind != "worksheet" {
				continue
			}
			// Results are larger than inputs: each sheet may be as large as
			// those are together.
			p.cells = maxCells
			if cells := r.cellsOf(sheet, sheet.name); cells != nil {
				sheets = append(sheets, storedSheet{sheet.name, cells})
			}
		}
		if len(r.ds) == 0 {
			all = sheets
		}
		return r.ds
	})
	return all, ds
}
