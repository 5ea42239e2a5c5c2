package workbook

import (
	"fmt"
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
		abnd.T("Columns as in the ABND guide of the ILO. Numbers and names are live formulas; the analyst's texts are in the sheet TEXTS and come last in each cell. What is not known stands apart, below each guarantee. Gaps in the level of benefits are under policy gaps. A dash: no entry.",
			"Colunas do guia ABND da OIT. Os valores e os nomes estão ligados às células e actualizam-se; os textos do analista estão na folha TEXTS e vêm no fim de cada célula. O que está por apurar figura à parte, por baixo de cada garantia. As lacunas no nível das prestações estão nas lacunas na lei e nas políticas. Um travessão: nada está registado."), w.lang)
	head := paper.Row{At: paper.LabelRow, Height: 22, Cells: []paper.Cell{w.textCell(abnd.T("Guarantee", "Garantia"), paper.LabelLook)}}
	for _, c := range abnd.MatrixColumns() {
		head.Add(w.textCell(c.Name(), paper.LabelLook))
		p.Widths = append(p.Widths, matrixWidths[c])
	}
	p.Rows = append(p.Rows, head)

	blocks, live := w.matrixBlocks()
	rows := 0
	for _, b := range blocks {
		rows += len(b.chunks)
	}
	w.matrixRows = rows
	below := paper.FirstDataRow + rows + 1 // heading of the sentences
	for i, e := range live {
		e.at = address.At(below+1+i, 2)
	}
	at := paper.FirstDataRow
	for _, b := range blocks {
		for i, c := range b.chunks {
			name := paper.Cell{Look: paper.Look{Kind: matrixLook(i, len(b.chunks)), Number: paper.TextFormat}}
			if i == 0 {
				name = paper.Cell{Value: b.name.In(w.lang), Look: paper.Look{Kind: name.Look.Kind, Number: paper.TextFormat, Wrap: true, Left: true, Bold: !b.notKnown}}
			}
			r := paper.Row{At: at, Cells: []paper.Cell{name}}
			for j, col := range abnd.MatrixColumns() {
				dash := i == 0 && (!b.notKnown || len(c[col]) > 0)
				r.Add(w.matrixCell(c[col], dash, matrixLook(i, len(b.chunks)), address.Ref{Sheet: matrixSheet, Col: 2 + j, Row: at}))
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

// matrixBlock is what the matrix says of a guarantee, or what is not known of it.
type matrixBlock struct {
	name     abnd.Text
	notKnown bool
	chunks   []chunk
}

// notKnownLabel heads what is not known of a guarantee.
var notKnownLabel = abnd.T("Not known", "Por apurar")

// matrixBlocks parts the matrix into blocks, and lists the entries that are
// formulas.
func (w *resultWriter) matrixBlocks() (blocks []matrixBlock, live []*matrixEntry) {
	block := func(name abnd.Text, notKnown bool, cells map[abnd.MatrixColumn][]costing.Sentence) {
		entries := map[abnd.MatrixColumn][]*matrixEntry{}
		for _, c := range abnd.MatrixColumns() {
			for _, s := range cells[c] {
				e := &matrixEntry{sentence: s, value: strings.TrimSpace(s.In(w.projection, w.lang))}
				if !isPlain(s) {
					live = append(live, e)
				}
				entries[c] = append(entries[c], e)
			}
		}
		blocks = append(blocks, matrixBlock{name, notKnown, matrixChunks(entries)})
	}
	for _, r := range scenarios.Matrix(w.study, w.lang) {
		block(r.Guarantee.Name(), false, r.Cells)
		if len(r.NotKnown) > 0 {
			block(notKnownLabel, true, r.NotKnown)
		}
	}
	return blocks, live
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
			n := 0
			if e.value != "" {
				n = paper.LinesOf(bullet+e.value, matrixWidths[col]-paper.Padding)
			}
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

// noEntry stands where a column says nothing of a guarantee.
const noEntry = "—"

// matrixCell puts the entries of one cell together, without those that have
// nothing to say: a text where none of them has figures or names, else a formula.
// dash says that an empty cell shows so.
func (w *resultWriter) matrixCell(entries []*matrixEntry, dash bool, kind paper.LookKind, at address.Ref) paper.Cell {
	c := paper.Cell{Look: paper.Look{Kind: kind, Number: paper.TextFormat, Wrap: true, Left: true}}
	var values, parts, all []string
	plain := ""
	flush := func() {
		if plain != "" {
			parts = append(parts, paper.TextLiteral(plain))
			plain = ""
		}
	}
	certain := false // some entry cannot be blank
	for _, e := range entries {
		if e.value != "" {
			values = append(values, bullet+e.value)
		}
		if e.at == "" {
			plain += "\n" + bullet + e.value
			certain = true
			continue
		}
		flush()
		parts, all = append(parts, fmt.Sprintf(`IF(%s="","",%s&%s)`, e.at, paper.TextLiteral("\n"+bullet), e.at)), append(all, e.at)
	}
	flush()
	empty := ""
	if dash {
		empty = noEntry
	}
	if len(values) > 0 {
		c.Value = strings.Join(values, "\n")
	} else if empty != "" {
		c.Value = empty
	}
	if len(all) == 0 {
		return c
	}
	if c.Value == nil {
		c.Value = ""
	}
	// Every entry begins on a new line; the first stands where the cell begins.
	formula := fmt.Sprintf(`SUBSTITUTE(%s&%s,%s,"",1)`, paper.TextLiteral("\n"), strings.Join(parts, "&"), paper.TextLiteral("\n\n"))
	if !certain {
		formula = fmt.Sprintf(`IF(%s="",%s,%s)`, strings.Join(all, "&"), paper.TextLiteral(empty), formula)
	}
	return w.live(c, formula, at)
}
