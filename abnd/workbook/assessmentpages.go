package workbook

import (
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// assessmentPages are the sheets on who is covered and what is missing, as
// far as the study has what they need.
func (w *resultWriter) assessmentPages(result *scenarios.Result) []*paper.Page {
	var pages []*paper.Page
	if len(w.study.Groups) > 0 {
		pages = append(pages, w.coveragePage(), w.gapsPage(result), w.afterPage())
		w.addIndicators()
	}
	if w.model.Has(costing.LifeCycleKey("legal")) {
		pages = append(pages, w.lifeCyclePage())
	}
	return append(pages, w.matrixPage())
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
