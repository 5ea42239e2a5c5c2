package workbook

// slate is a page that is written cell by cell, in any order.
type slate struct {
	page *page
	rows map[int]*row
}

func newSlate(p *page) slate { return slate{page: p, rows: map[int]*row{}} }

func (s *slate) row(at int) *row {
	if s.rows[at] == nil {
		s.rows[at] = &row{at: at}
	}
	return s.rows[at]
}

// put puts a cell into a column of a row.
func (s *slate) put(at, col int, c cell) {
	r := s.row(at)
	for len(r.cells) < col {
		r.cells = append(r.cells, cell{})
	}
	r.cells[col-1] = c
}

// settle gives the page its rows.
func (s *slate) settle() {
	for _, r := range s.rows {
		s.page.rows = append(s.page.rows, *r)
	}
	s.page.sortRows()
}
