package workbook

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// tabResult is the colour of the tabs of computed sheets.
const tabResult = "548235"

// benefitPage is the sheet of one benefit: rows are lines, columns years, a
// block for each scenario; below them the parameters that each one uses. Those have
// scenarios and not years in their columns: so every block has its own head, and of
// the head of the sheet only the title is repeated on paper.
func (w *resultWriter) benefitPage(bl benefitLayout) *paper.Page {
	p := w.computedPage(bl.sheet,
		abnd.Same(bl.sheet+"  ·  "+bl.name.In(w.lang)),
		abnd.T("%s, sheet %s (%s)", "%s, folha %s (%s)").Fill(bl.guarantee.ShortName(), bl.sheet, bl.id),
		abnd.T("Guarantee: %s. All values here are updated when blue cells of the input sheets are changed.",
			"Garantia: %s. Todos os valores desta folha se actualizam quando se alteram células azuis das folhas de dados.").Fill(bl.guarantee.Name()),
		[...]abnd.Text{abnd.T("Line", "Rubrica"), abnd.T("Scenario", "Cenário"), abnd.T("Unit", "Unidade")})
	p.Label = bl.name
	p.Rows[len(p.Rows)-1].Add(w.textCell(abnd.T("How it is computed", "Como se calcula"), paper.LabelLook))
	p.Widths = append(p.Widths, howWidth)
	var starts []int
	for i, b := range bl.blocks {
		starts = append(starts, b.row)
		heading := b.heading
		if b.continued {
			heading = abnd.T("%s (continued)", "%s (continuação)").Fill(heading)
		}
		p.AddHeading(b.row, w.textCell(heading, paper.HeadingLook))
		if i > 0 { // above the first stands the head of the sheet
			w.addYears(&p.Rows[len(p.Rows)-1])
		}
		for _, r := range b.lines {
			kind := paper.FixedLook
			if r.line.Key == lineKeyOf(r.line.Group, "total_cost") {
				kind = paper.TotalLook
			}
			lead := []paper.Cell{w.benefitLabel(r, bl.sheet, kind), w.textCell(b.heading, kind), w.textCell(w.unitOf(r.line), kind)}
			cells := append(w.keyed(p, r.line, lead, kind), w.howCell(r.line))
			p.Rows = append(p.Rows, paper.Row{At: r.row, Cells: cells})
		}
	}
	if len(bl.parameters) > 0 {
		w.addParameters(p, bl)
		starts = append(starts, bl.headRows...)
	}
	p.RepeatTitle()
	w.finish(p, starts)
	return p
}

// addYears puts the years of the projection into the row of a heading.
func (w *resultWriter) addYears(heading *paper.Row) {
	for len(heading.Cells) < yearColumn-1 {
		heading.Add(paper.Cell{})
	}
	for _, year := range w.study.Projection.All() {
		heading.Add(yearCell(year))
	}
}

// addParameters adds the parameters that each scenario uses, side by side.
func (w *resultWriter) addParameters(p *paper.Page, bl benefitLayout) {
	head := paper.Row{Cells: []paper.Cell{
		w.textCell(abnd.T("Parameters used by each scenario", "Parâmetros usados por cada cenário"), paper.LabelLook),
		w.textCell(abnd.T("Source (confidence)", "Fonte (confiança)"), paper.LabelLook),
		w.textCell(abnd.T("Unit", "Unidade"), paper.LabelLook),
	}}
	for _, s := range w.study.Scenarios {
		head.Add(paper.Cell{Value: paper.TextOrNothing(s.Name.In(w.lang)), Look: paper.Look{Kind: paper.LabelLook, Wrap: true, Centred: true}})
	}
	for _, at := range bl.headRows {
		head.At = at
		p.Rows = append(p.Rows, head)
	}
	for _, r := range bl.parameters {
		line := r.cells[0]
		out := paper.Row{At: r.row, Cells: []paper.Cell{
			w.textCell(line.Label, paper.FixedLook), w.textCell(w.provenanceOf(bl.id, line), paper.FixedLook), w.textCell(w.unitOf(line), paper.FixedLook),
		}}
		for _, l := range r.cells {
			out.Add(w.lineCell(l, 0, paper.FixedLook))
		}
		p.Rows = append(p.Rows, out)
	}
	p.SortRows()
}

// benefitLabel is the label of a line, with the ages of its band where it has one.
func (w *resultWriter) benefitLabel(r placed, sheet string, kind paper.LookKind) paper.Cell {
	c := w.textCell(r.line.Label, kind)
	if s, ok := costing.BandLabel(w.model, r.line); ok {
		c.Value = s.In(w.projection, w.lang)
		return w.live(c, w.formulas.sentence(s, sheet, w.lang), address.Ref{Sheet: sheet, Col: nameColumn, Row: r.row})
	}
	return c
}

// howWidth is wide enough for most rules; longer ones run on to the right, where
// nothing stands.
const howWidth = 90

// howCell says in words how a line is computed: the rule with the names of what it
// reads, without a value that an edit could change. It is not printed.
func (w *resultWriter) howCell(line *model.Line) paper.Cell {
	return paper.Cell{Value: paper.TextOrNothing(w.model.How(line.Key, w.lang)), Look: paper.Look{Kind: paper.HelpLook, Number: paper.TextFormat}}
}

func lineKeyOf(group, code string) abnd.Path { return abnd.Path(group + "/" + code) }

// provenanceOf names the source of a parameter and its confidence; a cell that
// is computed has none of its own.
func (w *resultWriter) provenanceOf(benefit string, line *model.Line) abnd.Text {
	code := string(line.Key[strings.LastIndex(string(line.Key), "/")+1:])
	b, _ := w.study.FindBenefit(benefit)
	from := b.Parameters[code].Provenance
	confidence, known := sheets.ConfidenceList.Label(string(from.Confidence))
	switch {
	case !known || string(from.Confidence) == from.Source:
		return abnd.Same(from.Source)
	case from.Source == "":
		return confidence
	}
	return abnd.T("%s (%s)", "%s (%s)").Fill(from.Source, confidence)
}

// benefitPages are the sheets of the benefits, in the order of the study.
func (w *resultWriter) benefitPages(request) []*paper.Page {
	pages := make([]*paper.Page, len(w.benefits))
	for i, bl := range w.benefits {
		pages[i] = w.benefitPage(bl)
	}
	return pages
}
