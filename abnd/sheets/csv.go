package sheets

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// ReadCSV reads one sheet from text: a header of keys, then the rows. It may
// be in any form that package textfile reads; one that this program would not
// write is said in a remark. name is what the user knows the file as.
func ReadCSV(code, name string, r io.Reader) (Grid, abnd.Diagnostics) {
	g := Grid{Code: code, Place: name}
	table, found := textfile.Read(name, r)
	for _, row := range table.Rows {
		cells := make([]Raw, len(row.Cells))
		for i, text := range row.Cells {
			cells[i] = Raw{Kind: RawUntyped, Text: text, Place: fmt.Sprintf("%s:%d", name, row.Lines[i]), Decimal: table.Decimal}
			if text == "" {
				cells[i].Kind = RawBlank
			}
		}
		if g.Header == nil {
			g.Header = cells
			continue
		}
		if row.AfterBlank {
			g.Rows = append(g.Rows, nil)
		}
		g.Rows = append(g.Rows, cells)
	}
	if !found.HasErrors() && !table.IsPlain() {
		found = append(found, table.Remark(name))
	}
	return g, found
}

// oneRemark joins the remarks on what files were taken for: one for each form.
func oneRemark(found abnd.Diagnostics) abnd.Diagnostics {
	var joined abnd.Diagnostics
	for _, d := range found {
		same := func(e abnd.Diagnostic) bool {
			return e.Severity == abnd.Remark && d.Severity == abnd.Remark && e.Code == d.Code && e.Problem == d.Problem
		}
		if i := slices.IndexFunc(joined, same); i >= 0 {
			joined[i].Place = strings.Join([]string{joined[i].Place, d.Place}, ", ")
			continue
		}
		joined = append(joined, d)
	}
	return joined
}
