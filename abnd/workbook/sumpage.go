package workbook

import "github.com/openabnd/engine/abnd"

// sumPage is the sheet of sums: a section for each measure, with every
// scenario, its guarantees and their total.
func (w *resultWriter) sumPage() *page {
	p := w.computedPage(SumSheet,
		abnd.T("SUM  ·  Costs by scenario and guarantee", "SUM  ·  Custos por cenário e garantia"),
		abnd.T("Costs by scenario and guarantee, share of GDP, new balance", "Custos por cenário e garantia, proporção do PIB, novo saldo"),
		abnd.T("Money at current prices unless said otherwise. \"Benefits received\" counts a person with two benefits twice. GDP is the %s. An ellipsis: not known.",
			"Valores a preços correntes, salvo indicação em contrário. «Prestações recebidas» conta duas vezes quem recebe duas. O PIB é o %s. Reticências: não se sabe.").Fill(w.study.GDPName),
		[...]abnd.Text{abnd.T("Scenario or package", "Cenário ou pacote"), abnd.T("Guarantee", "Garantia"), abnd.T("Unit", "Unidade")})
	var blocks []int
	for _, s := range w.sum.sections {
		blocks = append(blocks, s.row)
		p.addHeading(s.row, w.textCell(s.heading, headingLook))
		for _, l := range s.lines {
			kind := fixedLook
			if l.total && s.hasParts() {
				kind = totalLook
			}
			lead := []cell{w.textCell(l.name, kind), w.textCell(l.part, kind), w.textCell(w.unitOf(l.line), kind)}
			p.rows = append(p.rows, row{at: l.row, cells: w.keyed(l.line, lead, kind)})
		}
	}
	w.finish(p, blocks)
	return p
}
