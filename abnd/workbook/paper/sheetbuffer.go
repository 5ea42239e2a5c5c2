package paper

// SheetBuffer is a page that is written cell by cell, in any order.
type SheetBuffer struct {
	Page *Page
	Rows map[int]*Row
}

func NewSheetBuffer(p *Page) SheetBuffer { return SheetBuffer{Page: p, Rows: map[int]*Row{}} }

func (s *SheetBuffer) Row(at int) *Row {
	if s.Rows[at] == nil {
		s.Rows[at] = &Row{At: at}
	}
	return s.Rows[at]
}

// Put puts a cell into a column of a row.
func (s *SheetBuffer) Put(at, col int, c Cell) {
	r := s.Row(at)
	for len(r.Cells) < col {
		r.Cells = append(r.Cells, Cell{})
	}
	r.Cells[col-1] = c
}

// Flush gives the page its rows.
func (s *SheetBuffer) Flush() {
	for _, r := range s.Rows {
		s.Page.Rows = append(s.Page.Rows, *r)
	}
	s.Page.SortRows()
}

// NumberIn is the number that stands in a cell of the sheet.
func (s *SheetBuffer) NumberIn(row, col int) (float64, bool) {
	r := s.Row(row)
	if len(r.Cells) < col {
		return 0, false
	}
	x, ok := r.Cells[col-1].Value.(float64)
	return x, ok
}
