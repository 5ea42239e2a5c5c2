package workbook

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// sumPage is the sheet of sums: a section for each measure, with every
// scenario, its guarantees and their sums. Under a total stands how many of its
// parts are not known: it is then at least what it says.
func (w *resultWriter) sumPage() *paper.Page {
	p := w.computedPage(SumSheet,
		abnd.T("SUM  ·  Costs by scenario and guarantee", "SUM  ·  Custos por cenário e garantia"),
		abnd.T("Costs by scenario and guarantee, % of GDP, government balance", "Custos por cenário e garantia, em % do PIB, saldo orçamental"),
		abnd.T("Current prices unless stated otherwise. Beneficiaries are counted per benefit: a person receiving two benefits is counted twice.%s Blank: not available; a sum with missing parts is a lower bound. Increments stand side by side over the status quo of the law, which government expenditure (GGO) already contains, and over the one that keeps its value.",
			"Valores a preços correntes, salvo indicação em contrário. Os beneficiários contam-se por prestação: uma pessoa que recebe duas é contada duas vezes.%s Em branco: não disponível; uma soma com parcelas em falta é um limite inferior. A despesa adicional mostra-se lado a lado face à situação actual da lei, já incluída na despesa pública (GGO), e face à situação actual com o valor real mantido.").Fill(gdpNote(w.study)),
		[...]abnd.Text{abnd.T("Scenario or package", "Cenário ou pacote"), abnd.T("Guarantee", "Garantia"), abnd.T("Unit", "Unidade")})
	var blocks []int
	for _, s := range w.sum.sections {
		blocks = append(blocks, s.row)
		if s.workings && p.Printed.Bottom == 0 {
			p.Printed = printedAbove(p, s.row)
		}
		p.AddHeading(s.row, w.textCell(s.heading, paper.HeadingLook))
		for _, x := range s.told {
			cells := []paper.Cell{w.textCell(x.name, paper.FixedLook), w.told(x, SumSheet, detailColumn)}
			p.Rows = append(p.Rows, paper.Row{At: x.row, Height: sentenceHeight, Cells: cells})
		}
		for _, l := range s.lines {
			kind := paper.FixedLook
			if l.total && s.hasParts() {
				kind = paper.TotalLook
			}
			lead := []paper.Cell{w.textCell(l.name, kind), w.textCell(l.part, kind), w.textCell(w.unitOf(l.line), kind)}
			cells := w.keyed(p, l.line, lead, kind)
			if l.copied {
				cells = w.repeated(l, lead, kind)
			}
			p.Rows = append(p.Rows, paper.Row{At: l.row, Cells: cells})
		}
	}
	w.finish(p, blocks)
	return p
}

// repeated is a row that shows a line which stands elsewhere on the sheet. It
// has no key: the line has one place.
func (w *resultWriter) repeated(l sumLine, lead []paper.Cell, kind paper.LookKind) []paper.Cell {
	cells := slices.Clone(lead)
	at := w.spots[l.line.Key]
	for _, year := range l.line.Years.All() {
		c := paper.Cell{Value: w.value(l.line, year), Look: paper.Look{Kind: kind, Number: w.numberOf(l.line)}}
		cells = append(cells, w.live(c, address.At(at.row, at.column(year)), address.Ref{Sheet: SumSheet, Col: at.column(year), Row: l.row}))
	}
	return cells
}
