package workbook

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// coveragePage shows who is covered of each group today: the group, and below
// it each scheme.
func (w *resultWriter) coveragePage() *page {
	about := abnd.T("Coverage: legal and effective coverage of each population group, by scheme, and adequacy of benefits",
		"Cobertura: cobertura legal e efectiva de cada grupo da população, por regime, e adequação das prestações")
	p := &page{
		name: CoverageSheet, about: about, tab: tabResult, frozenRows: labelRow, frozenCols: nameColumn,
		repeat: [2]int{labelRow, labelRow}, onePageWide: true, printCols: nameColumn + len(coverageMeasures),
	}
	p.addTop(abnd.T("COVERAGE  ·  Legal and effective coverage in %d", "COVERAGE  ·  Cobertura legal e efectiva em %d").Fill(int(w.study.Projection.First)),
		abnd.T("Bold rows: population group, its size in %d and its total coverage. Rows below: each scheme, its beneficiaries and their share of the group in the reference year. Blank: not available. If data are missing for some schemes, total coverage is a lower bound. At least / at most: bounds for any overlap between schemes. Changes in GROUPS and PROVISIONS update all values.",
			"Linhas a negrito: grupo da população, a sua dimensão em %d e a sua cobertura total. Linhas por baixo: cada regime, os seus beneficiários e a proporção do grupo no ano de referência. Em branco: não disponível. Se faltam dados de alguns regimes, a cobertura total é um limite inferior. No mínimo / no máximo: limites para qualquer acumulação de regimes. As alterações em GROUPS e PROVISIONS actualizam todos os valores.").
			Fill(int(w.study.Projection.First)), w.lang)
	const nameWidth, workingWidth, keyWidth = 46, 11, 40
	p.widths = []float64{nameWidth}
	head := row{at: labelRow, cells: []cell{w.textCell(abnd.T("Group, and its schemes", "Grupo e os seus regimes"), labelLook)}}
	for i, m := range w.coverage.measures() {
		label := m.label
		if m.provision == "monthly" {
			label = abnd.T("%s (%s)", "%s (%s)").Fill(label, w.study.Country.Currency)
		}
		head.add(w.textCell(label, labelLook))
		width := float64(workingWidth)
		if i < len(coverageMeasures) {
			width = max(width-1, widestWord(label.In(w.lang)))
		}
		p.widths = append(p.widths, width)
	}
	head.add(w.textCell(abnd.T("Key", "Chave"), labelLook))
	p.widths = append(p.widths, keyWidth)
	for i := range head.cells {
		head.cells[i].look.wrap, head.cells[i].look.centred, head.cells[i].look.left = true, i > 0, i == 0
	}
	p.rows = append(p.rows, p.fitted(head))
	var starts []int
	for _, b := range w.coverage.blocks {
		starts = append(starts, b.row)
		name := b.guarantee.Name()
		if b.guarantee == "" {
			name = noGuarantee
		}
		p.addHeading(b.row, w.textCell(name, headingLook))
		for _, g := range b.groups {
			p.rows = append(p.rows, w.coverageRow(g.group.Name, g.row, totalLook, costing.CoverageKey(g.group.ID), func(m coverageMeasure) cell {
				return w.measureCell(m.group, totalLook, func(code string) model.Key { return costing.CoverageKey(g.group.ID, code) })
			}))
			for _, x := range g.provisions {
				name := x.name
				if x.provision.Role == abnd.TakesOut {
					name = abnd.T("%s (excludes from the group)", "%s (exclui do grupo)").Fill(name)
				}
				of := func(code string) model.Key { return costing.CoverageKey(g.group.ID, "by", x.provision.By, code) }
				p.rows = append(p.rows, w.coverageRow(indented(name), x.row, fixedLook, of(""), func(m coverageMeasure) cell {
					if m.provision == legalInput {
						return w.copied(costing.ProvisionPath(x.provision, "legal"), address.Ref{Sheet: CoverageSheet, Col: w.measureOf(legalInput), Row: x.row})
					}
					return w.measureCell(m.provision, fixedLook, of)
				}))
			}
		}
	}
	p.fitTop()
	p.fitRows()
	p.breakBetween(starts)
	return p
}

// noGuarantee heads the groups that only an indicator is measured in.
var noGuarantee = abnd.T("Groups not linked to one guarantee", "Grupos não ligados a uma só garantia")

func indented(t abnd.Text) abnd.Text { return abnd.T("    %s", "    %s").Fill(t) }

func (w *resultWriter) coverageRow(name abnd.Text, at int, kind lookKind, key model.Key, cellOf func(coverageMeasure) cell) row {
	r := row{at: at, cells: []cell{w.textCell(name, kind)}}
	for _, m := range w.coverage.measures() {
		r.add(cellOf(m))
	}
	r.add(keyCell(abnd.Path(strings.TrimSuffix(string(key), "/"))))
	return r
}

// measureCell is the cell of a line; grey where there is none.
func (w *resultWriter) measureCell(code string, kind lookKind, key func(string) model.Key) cell {
	if code == "" || !w.model.Has(key(code)) {
		return cell{look: look{kind: closedLook}}
	}
	c := w.lineCell(w.model.Line(key(code)), 0, kind)
	if w.model.Line(key(code)).Factor {
		c.look.number = wholeFormat // it is a count or a state
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
func (w *resultWriter) copied(key model.Key, at address.Ref) cell {
	line := w.model.Line(key)
	s := w.spots[key]
	from := address.Absolute(s.sheet, s.row, s.col)
	c := cell{value: w.value(line, 0), look: look{kind: fixedLook, number: lineFormat(line)}}
	return w.live(c, `IF(`+from+`="","",`+from+`)`, at)
}
