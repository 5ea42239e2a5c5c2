package sheets

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// mergedCells finds cells of a table that were merged: what they show stands
// in the first of them alone, so that the others would be read as blank.
type mergedCells struct {
	*reader
	sheet string
	order []string // ranges
	cells map[string]int
	place map[string]string
}

// readColumns are the places of the columns that are read.
func readColumns(columns []Column, index map[string]int) []int {
	auto := map[string]bool{}
	for _, c := range columns {
		auto[c.Key] = c.Auto
	}
	var all []int
	for key, i := range index {
		if !auto[key] {
			all = append(all, i)
		}
	}
	slices.Sort(all)
	return all
}

func everyColumn(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// add looks at one row in the columns that are read.
func (m *mergedCells) add(row []Raw, columns []int) {
	for _, i := range columns {
		if i >= len(row) || row[i].Merged == "" {
			continue
		}
		if m.cells == nil {
			m.cells, m.place = map[string]int{}, map[string]string{}
		}
		at := row[i].Merged
		if m.cells[at]++; m.cells[at] == 1 {
			m.order = append(m.order, at)
		}
		if row[i].Kind != RawBlank {
			m.place[at] = row[i].Place
		}
	}
}

// report says which ranges cover more than one cell that is read.
func (m *mergedCells) report() {
	for _, at := range m.order {
		if m.cells[at] > 1 {
			m.fail(m.sheet+"!"+at, "merged-cells", abnd.T("the cells %s are merged: only the first of them has a value", "as células %s estão unidas: só a primeira tem valor").Fill(at),
				abnd.T("select them, choose Unmerge Cells, and enter the value of each cell", "seleccione-as, escolha Anular União de Células e escreva o valor de cada célula"))
		}
	}
}
