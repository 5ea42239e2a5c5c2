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
	about := abnd.T("Coverage: legal and effective coverage of each population group, by scheme, and adequacy of benefits",
		"Cobertura: cobertura legal e efectiva de cada grupo da população, por regime, e adequação das prestações")
	p := &paper.Page{
		Name: CoverageSheet, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: nameColumn,
		Repeat: [2]int{paper.LabelRow, paper.LabelRow}, OnePageWide: true, PrintCols: nameColumn + len(coverageMeasures),
	}
	p.AddTop(abnd.T("COVERAGE  ·  Legal and effective coverage in %d", "COVERAGE  ·  Cobertura legal e efectiva em %d").Fill(int(w.study.Projection.First)),
		abnd.T("Bold rows: population group, its size in %d and its total coverage. Rows below: each scheme, its beneficiaries and their share of the group in the reference year. Blank: not available. If data are missing for some schemes, total coverage is a lower bound. At least / at most: bounds for any overlap between schemes. Effective coverage counts those who were paid, with the members of their households; direct recipients are those to whom it is paid. Changes in GROUPS and PROVISIONS update all values.",
			"Linhas a negrito: grupo da população, a sua dimensão em %d e a sua cobertura total. Linhas por baixo: cada regime, os seus beneficiários e a proporção do grupo no ano de referência. Em branco: não disponível. Se faltam dados de alguns regimes, a cobertura total é um limite inferior. No mínimo / no máximo: limites para qualquer acumulação de regimes. A cobertura efectiva conta as pessoas a quem se pagou, com os membros dos seus agregados; os beneficiários directos são aqueles a quem se paga. As alterações em GROUPS e PROVISIONS actualizam todos os valores.").
			Fill(int(w.study.Projection.First)), w.lang)
	const nameWidth, workingWidth, keyWidth = 46, 11, 40
	const peopleWidth = 13 // for tens of millions in bold
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
		if strings.HasPrefix(m.provision, "persons") {
			width = peopleWidth
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
					name = abnd.T("%s (excludes from the group)", "%s (exclui do grupo)").Fill(name)
				} else if s, _ := w.study.FindScheme(x.provision.By); !s.CountsIn(g.group.Guarantee) {
					name = abnd.T("%s (not in cash, not counted)", "%s (não é em dinheiro, não conta)").Fill(name)
				} else if share := x.provision.InGroup; share.Known && share.Value == 0 {
					name = abnd.T("%s (not counted in the group)", "%s (não conta no grupo)").Fill(name)
				}
				of := func(code string) model.Key { return costing.CoverageKey(g.group.ID, "by", x.provision.By, code) }
				p.Rows = append(p.Rows, w.coverageRow(indented(name), x.row, paper.FixedLook, of(""), func(m coverageMeasure) paper.Cell {
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
var noGuarantee = abnd.T("Groups not linked to one guarantee", "Grupos não ligados a uma só garantia")

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
