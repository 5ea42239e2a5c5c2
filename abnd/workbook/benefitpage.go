package workbook

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing/model"
)

// tabResult is the colour of the tabs of computed sheets.
const tabResult = "548235"

// benefitPage is the sheet of one benefit: rows are lines, columns years, a
// block for each scenario; below them the parameters that each one uses.
func (w *resultWriter) benefitPage(bl benefitLayout) *page {
	p := w.computedPage(bl.sheet,
		abnd.Same(bl.sheet+"  ·  "+bl.name.In(w.lang)),
		abnd.T("%s (%s): %s", "%s (%s): %s").Fill(bl.name, bl.id, bl.guarantee.ShortName()),
		abnd.T("Guarantee: %s. All values here are updated when blue cells of the input sheets are changed.",
			"Garantia: %s. Todos os valores desta folha se actualizam quando se alteram células azuis das folhas de dados.").Fill(bl.guarantee.Name()),
		[...]abnd.Text{abnd.T("Line", "Rubrica"), abnd.T("Scenario", "Cenário"), abnd.T("Unit", "Unidade")})
	var starts []int
	for _, b := range bl.blocks {
		starts = append(starts, b.row)
		p.addHeading(b.row, w.textCell(b.heading, headingLook))
		for _, r := range b.lines {
			kind := fixedLook
			if r.line.Key == lineKeyOf(r.line.Group, "total_cost") {
				kind = totalLook
			}
			lead := []cell{w.textCell(r.line.Label, kind), w.textCell(b.heading, kind), w.textCell(w.unitOf(r.line), kind)}
			p.rows = append(p.rows, row{at: r.row, cells: w.keyed(r.line, lead, kind)})
		}
	}
	if len(bl.parameters) > 0 {
		w.addParameters(p, bl)
		starts = append(starts, bl.headRow)
	}
	w.finish(p, starts)
	return p
}

// addParameters adds the parameters that each scenario uses, side by side.
func (w *resultWriter) addParameters(p *page, bl benefitLayout) {
	head := row{at: bl.headRow, height: 32, cells: []cell{
		w.textCell(abnd.T("Parameters used by each scenario", "Parâmetros usados por cada cenário"), labelLook),
		w.textCell(abnd.T("Source (confidence)", "Fonte (confiança)"), labelLook),
		w.textCell(abnd.T("Unit", "Unidade"), labelLook),
	}}
	for _, s := range w.study.Scenarios {
		head.add(cell{value: text(s.Name.In(w.lang)), look: look{kind: labelLook, wrap: true, centred: true}})
	}
	p.rows = append(p.rows, head)
	for _, r := range bl.parameters {
		line := r.cells[0]
		out := row{at: r.row, cells: []cell{
			w.textCell(line.Label, fixedLook), w.textCell(w.provenanceOf(bl.id, line), fixedLook), w.textCell(w.unitOf(line), fixedLook),
		}}
		for _, l := range r.cells {
			out.add(w.lineCell(l, 0, fixedLook))
		}
		p.rows = append(p.rows, out)
	}
}

func lineKeyOf(group, code string) abnd.Path { return abnd.Path(group + "/" + code) }

// provenanceOf names the source of a parameter and its confidence; a cell that
// is computed has none of its own.
func (w *resultWriter) provenanceOf(benefit string, line *model.Line) abnd.Text {
	code := string(line.Key[strings.LastIndex(string(line.Key), "/")+1:])
	b, _ := w.study.FindBenefit(benefit)
	from := b.Parameters[code].Provenance
	i := sheets.ConfidenceList.Index(string(from.Confidence))
	switch {
	case i < 0 || string(from.Confidence) == from.Source:
		return abnd.Same(from.Source)
	case from.Source == "":
		return sheets.ConfidenceList.Codes[i].Label
	}
	return abnd.T("%s (%s)", "%s (%s)").Fill(from.Source, sheets.ConfidenceList.Codes[i].Label)
}
