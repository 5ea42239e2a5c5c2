package workbook

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// MATRIX is printed. A row of a sheet can be so high only, and a page ends
// between rows: each guarantee has as many rows as its texts need, none of
// them higher than matrixRowLines lines. Sentences with figures are formulas,
// each in a cell of its own below the matrix, which puts them together.
const matrixRowLines = 16

var matrixWidths = map[abnd.MatrixColumn]float64{
	abnd.ExistingProvisions: 40, abnd.PlannedProvisions: 27, abnd.CoverageAndAdequacy: 37,
	abnd.PolicyGaps: 33, abnd.ImplementationIssues: 33, abnd.MatrixRecommendation: 36,
}

const matrixGuaranteeWidth = 15

// matrixEntry is one sentence of the matrix with its value.
type matrixEntry struct {
	sentence costing.Sentence
	value    string
	at       string // its cell below the matrix; blank for a plain text
}

// chunk is one row of the matrix: the entries of each column.
type chunk map[abnd.MatrixColumn][]*matrixEntry

func (w *resultWriter) matrixPage() *paper.Page {
	about := abnd.T("The assessment matrix of the national dialogue, for printing", "A matriz de avaliação do diálogo nacional, para imprimir")
	p := &paper.Page{
		Name: matrixSheet, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: 1,
		Repeat: [2]int{paper.LabelRow, paper.LabelRow}, OnePageWide: true, Widths: []float64{matrixGuaranteeWidth},
	}
	p.AddTop(abnd.T("MATRIX  ·  Assessment matrix: %s", "MATRIX  ·  Matriz de avaliação: %s").Fill(w.study.Country.Name),
		abnd.T("Columns as in the ABND guide of the ILO. Numbers are live formulas; the analyst's texts are in the sheet TEXTS and come last in each cell. Gaps in the level of benefits are under policy gaps. A dash: no entry.",
			"Colunas do guia ABND da OIT. Os valores estão ligados às células e recalculam-se; os textos do analista estão na folha TEXTS e vêm no fim de cada célula. As lacunas no nível das prestações estão nas lacunas na lei e nas políticas. Um travessão: nada está registado."), w.lang)
	head := paper.Row{At: paper.LabelRow, Height: 22, Cells: []paper.Cell{w.textCell(abnd.T("Guarantee", "Garantia"), paper.LabelLook)}}
	for _, c := range abnd.MatrixColumns() {
		head.Add(w.textCell(c.Name(), paper.LabelLook))
		p.Widths = append(p.Widths, matrixWidths[c])
	}
	p.Rows = append(p.Rows, head)

	type block struct {
		guarantee abnd.Guarantee
		chunks    []chunk
	}
	var blocks []block
	var live []*matrixEntry
	rows := 0
	for _, r := range scenarios.Matrix(w.study, w.lang) {
		b := block{guarantee: r.Guarantee}
		var entries = map[abnd.MatrixColumn][]*matrixEntry{}
		for _, c := range abnd.MatrixColumns() {
			for _, s := range r.Cells[c] {
				e := &matrixEntry{sentence: s, value: strings.TrimSpace(s.In(w.projection, w.lang))}
				if !isPlain(s) {
					live = append(live, e)
				}
				entries[c] = append(entries[c], e)
			}
		}
		b.chunks = matrixChunks(entries)
		rows += len(b.chunks)
		w.matrixRows = rows
		blocks = append(blocks, b)
	}
	below := paper.FirstDataRow + rows + 1 // heading of the sentences
	for i, e := range live {
		e.at = address.At(below+1+i, 2)
	}
	at := paper.FirstDataRow
	for _, b := range blocks {
		for i, c := range b.chunks {
			name := paper.Cell{Look: paper.Look{Kind: matrixLook(i, len(b.chunks)), Number: paper.TextFormat}}
			if i == 0 {
				name = paper.Cell{Value: b.guarantee.Name().In(w.lang), Look: paper.Look{Kind: name.Look.Kind, Number: paper.TextFormat, Wrap: true, Left: true, Bold: true}}
			}
			r := paper.Row{At: at, Cells: []paper.Cell{name}}
			for j, col := range abnd.MatrixColumns() {
				r.Add(w.matrixCell(c[col], i == 0, matrixLook(i, len(b.chunks)), address.Ref{Sheet: matrixSheet, Col: 2 + j, Row: at}))
			}
			p.Rows = append(p.Rows, p.Fitted(r))
			at++
		}
	}
	p.Printed = address.Area{Top: 1, Left: 1, Bottom: at - 1, Right: len(p.Widths)}
	if len(live) > 0 {
		p.Rows = append(p.Rows, paper.Row{At: below, Cells: []paper.Cell{w.textCell(abnd.T("Sentences with values, combined above", "Frases com valores, reunidas acima"), paper.HeadingLook)}})
	}
	for i, e := range live {
		at := address.Ref{Sheet: matrixSheet, Col: 2, Row: below + 1 + i}
		c := w.live(paper.Cell{Value: e.value, Look: paper.Look{Number: paper.TextFormat}}, w.formulas.sentence(e.sentence, matrixSheet, w.lang), at)
		p.Rows = append(p.Rows, paper.Row{At: at.Row, Cells: []paper.Cell{{Value: reader.ComputedRow, Look: paper.Look{Kind: paper.KeyLook}}, c}})
	}
	p.FitTop()
	return p
}

// matrixLook draws a line above the first row of a guarantee and below the
// last one.
func matrixLook(i, of int) paper.LookKind {
	switch {
	case of == 1:
		return paper.FixedLook
	case i == 0:
		return paper.UpperLook
	case i == of-1:
		return paper.LowerLook
	}
	return paper.MiddleLook
}

// matrixChunks parts the entries of a guarantee into rows: every column fills
// one row after the other, in its own order.
func matrixChunks(entries map[abnd.MatrixColumn][]*matrixEntry) []chunk {
	chunks := []chunk{{}}
	for _, col := range abnd.MatrixColumns() {
		i, used := 0, 0
		for _, e := range entries[col] {
			n := paper.LinesOf(bullet+e.value, matrixWidths[col]-paper.Padding)
			if used > 0 && used+n > matrixRowLines {
				i, used = i+1, 0
			}
			if i == len(chunks) {
				chunks = append(chunks, chunk{})
			}
			chunks[i][col] = append(chunks[i][col], e)
			used += n
		}
	}
	return chunks
}

const bullet = "• "

// matrixCell puts the entries of one cell together: a text where none of them
// has figures, else a formula.
func (w *resultWriter) matrixCell(entries []*matrixEntry, first bool, kind paper.LookKind, at address.Ref) paper.Cell {
	c := paper.Cell{Look: paper.Look{Kind: kind, Number: paper.TextFormat, Wrap: true, Left: true}}
	if len(entries) == 0 {
		if first {
			c.Value = "—"
		}
		return c
	}
	var values, parts []string
	text := ""
	for i, e := range entries {
		values = append(values, bullet+e.value)
		if i > 0 {
			text += "\n"
		}
		if text += bullet; e.at == "" {
			text += e.value
			continue
		}
		parts = append(parts, paper.TextLiteral(text), e.at)
		text = ""
	}
	c.Value = strings.Join(values, "\n")
	if len(parts) == 0 {
		return c
	}
	if text != "" {
		parts = append(parts, paper.TextLiteral(text))
	}
	return w.live(c, strings.Join(parts, "&"), at)
}
