package workbook

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// coveragePage shows who is covered of each group today: the group, and below
// it each scheme.
func (w *resultWriter) coveragePage() *paper.Page {
	about := abnd.T("Who is covered: each population group by law and in fact, scheme by scheme, and what the benefits are worth",
		"Quem está coberto: cobertura legal e efectiva de cada grupo da população, regime a regime, e quanto valem as prestações")
	p := &paper.Page{
		Name: CoverageSheet, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: nameColumn,
		Repeat: [2]int{paper.LabelRow, paper.LabelRow}, OnePageWide: true, PrintCols: nameColumn + len(coverageMeasures),
	}
	p.AddTop(abnd.T("COVERAGE  ·  Who is covered in %d", "COVERAGE  ·  Quem está coberto em %d").Fill(int(w.study.Projection.First)),
		abnd.T("Bold: the group, its size in %d and what its schemes cover together. Below it each scheme: persons and share of the group in the year of the count. Blank: not known, never zero; where fewer schemes are known than there are, coverage is at least so much. Least and most hold whatever the overlap. Change GROUPS and PROVISIONS: every figure follows.",
			"A negrito: o grupo, a sua dimensão em %d e o que os seus regimes cobrem em conjunto. Por baixo, cada regime: pessoas e proporção do grupo no ano da contagem. Em branco: não se conhece, nunca zero; onde se conhecem menos regimes do que os que há, a cobertura é pelo menos essa. O mínimo e o máximo valem qualquer que seja a acumulação. Altere GROUPS e PROVISIONS: todos os valores se actualizam.").
			Fill(int(w.study.Projection.First)), w.lang)
	const nameWidth, workingWidth, keyWidth = 46, 11, 40
	p.Widths = []float64{nameWidth}
	head := paper.Row{At: paper.LabelRow, Cells: []paper.Cell{w.textCell(abnd.T("Group, and its schemes", "Grupo e os seus regimes"), paper.LabelLook)}}
	for i, m := range w.coverage.measures() {
		label := m.label
		if m.provision == "monthly" {
			label = abnd.T("%s (%s)", "%s (%s)").Fill(label, w.study.Country.Currency)
		}
		head.Add(w.textCell(label, paper.LabelLook))
		width := float64(workingWidth)
		if i < len(coverageMeasures) {
			width = max(width-1, widestWord(label.In(w.lang)))
		}
		p.Widths = append(p.Widths, width)
	}
	head.Add(w.textCell(abnd.T("Key", "Chave"), paper.LabelLook))
	p.Widths = append(p.Widths, keyWidth)
	for i := range head.Cells {
		head.Cells[i].Look.Wrap, head.Cells[i].Look.Centred, head.Cells[i].Look.Left = true, i > 0, i == 0
	}
	p.Rows = append(p.Rows, p.Fitted(head))
	var starts []int
	for _, b := range w.coverage.blocks {
		starts = append(starts, b.row)
		name := b.guarantee.Name()
		if b.guarantee == "" {
			name = noGuarantee
		}
		p.AddHeading(b.row, w.textCell(name, paper.HeadingLook))
		for _, g := range b.groups {
			p.Rows = append(p.Rows, w.coverageRow(g.group.Name, g.row, paper.TotalLook, costing.CoverageKey(g.group.ID), func(m coverageMeasure) paper.Cell {
				return w.measureCell(m.group, paper.TotalLook, func(code string) model.Key { return costing.CoverageKey(g.group.ID, code) })
			}))
			for _, x := range g.provisions {
				name := x.name
				if x.provision.Role == abnd.TakesOut {
					name = abnd.T("%s (takes out of the group)", "%s (retira do grupo)").Fill(name)
				}
				of := func(code string) model.Key { return costing.CoverageKey(g.group.ID, "by", x.provision.By, code) }
				p.Rows = append(p.Rows, w.coverageRow(indented(name), x.row, paper.FixedLook, of(""), func(m coverageMeasure) paper.Cell {
					if m.provision == legalInput {
						return w.copied(costing.ProvisionPath(x.provision, "legal"), address.Ref{Sheet: CoverageSheet, Col: w.measureOf(legalInput), Row: x.row})
					}
					return w.measureCell(m.provision, paper.FixedLook, of)
				}))
			}
		}
	}
	p.FitTop()
	p.FitRows()
	p.BreakBetween(starts)
	return p
}

// noGuarantee heads the groups that only an indicator is measured in.
var noGuarantee = abnd.T("Of no single guarantee", "De nenhuma garantia em particular")

func indented(t abnd.Text) abnd.Text { return abnd.T("    %s", "    %s").Fill(t) }

func (w *resultWriter) coverageRow(name abnd.Text, at int, kind paper.LookKind, key model.Key, cellOf func(coverageMeasure) paper.Cell) paper.Row {
	r := paper.Row{At: at, Cells: []paper.Cell{w.textCell(name, kind)}}
	for _, m := range w.coverage.measures() {
		r.Add(cellOf(m))
	}
	r.Add(keyCell(abnd.Path(strings.TrimSuffix(string(key), "/"))))
	return r
}

// measureCell is the cell of a line; grey where there is none.
func (w *resultWriter) measureCell(code string, kind paper.LookKind, key func(string) model.Key) paper.Cell {
	if code == "" || !w.model.Has(key(code)) {
		return paper.Cell{Look: paper.Look{Kind: paper.ClosedLook}}
	}
	c := w.lineCell(w.model.Line(key(code)), 0, kind)
	if w.model.Line(key(code)).Factor {
		c.Look.Number = paper.WholeFormat // it is a count or a state
	}
	return c
}

// measureOf is the column of a provision's measure.
func (w *resultWriter) measureOf(provision string) int {
	for i, m := range w.coverage.measures() {
		if m.provision == provision {
			return measureColumn(i)
		}
	}
	panic("workbook: COVERAGE has no column " + provision)
}

// copied shows the cell of a line once more, blank where it is.
func (w *resultWriter) copied(key model.Key, at address.Ref) paper.Cell {
	line := w.model.Line(key)
	s := w.spots[key]
	from := address.Absolute(s.sheet, s.row, s.col)
	c := paper.Cell{Value: w.value(line, 0), Look: paper.Look{Kind: paper.FixedLook, Number: lineFormat(line)}}
	return w.live(c, `IF(`+from+`="","",`+from+`)`, at)
}
