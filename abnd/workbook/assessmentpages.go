package workbook

import (
	"slices"

	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// inputPages are the sheets of inputs with what results add to them.
func (w *resultWriter) inputPages(r request) []*paper.Page {
	if hasGroups(w) {
		w.addIndicators()
	}
	if w.try.made { // which stands elsewhere, with its results
		return slices.DeleteFunc(slices.Clone(r.inputs), func(p *paper.Page) bool { return p.Name == sheets.Try })
	}
	return r.inputs
}

// addIndicators fills in the columns of SDG with the study's own coverage,
// beside what was published.
func (w *resultWriter) addIndicators() {
	for _, i := range w.study.Indicators {
		for _, code := range indicatorColumns {
			key := costing.IndicatorKey(i.Code, code)
			if !w.model.Has(key) {
				continue
			}
			s := w.spots[key]
			for _, p := range w.book.pages {
				if p.Name != s.sheet {
					continue
				}
				for r := range p.Rows {
					if p.Rows[r].At == s.row {
						p.Rows[r].Cells[s.col-1] = w.lineCell(w.model.Line(key), 0, paper.FixedLook)
					}
				}
			}
		}
	}
}
