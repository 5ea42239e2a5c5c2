package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// caption is the line under a chart: where its figures are from, and how far
// they are known. What counts the parts without data is live.
type caption struct {
	sheet string // on which its figures stand
	// unknown are the counts of parts without data of the sums that are drawn.
	unknown []model.Key
	// known counts what is known, of all: a live formula, and its value.
	known   string
	knownIs int
	of      int
	ofWhat  abnd.Text
	// note is what is to be said of the figures when written; blank for nothing.
	note abnd.Text
}

// captioned writes a caption below the chart whose first row is at: where it is
// from, and in a row of its own, live, how far it is known.
func (w *resultWriter) captioned(b *paper.SheetBuffer, at, columns int, c caption) {
	text := strings.TrimSpace(w.sourceOfChart(c.sheet).In(w.lang) + " " + c.note.In(w.lang))
	look := paper.Look{Kind: paper.HelpLook, Wrap: true}
	underChart(b, at+paper.CaptionAfter, columns, paper.Cell{Value: text, Look: look})
	if text, formula := w.howFarKnown(c); formula != "" {
		row := at + paper.RemarkAfter
		underChart(b, row, columns, w.live(paper.Cell{Value: text, Look: look}, formula, address.Ref{Sheet: b.Page.Name, Col: 1, Row: row}))
	}
}

// sourceOfChart says where the figures of a chart are from, of which facts are
// known how many.
func (w *resultWriter) sourceOfChart(sheet string) abnd.Text {
	facts := costing.CountInputs(w.study).Facts
	return abnd.T("Source: calculated from the inputs of this workbook (sheet %s; references: %s). Facts with a source when written: %d of %d.",
		"Fonte: cálculo a partir dos dados deste livro (folha %s; referências: %s). Factos com fonte à data da escrita: %d de %d.").
		Fill(sheet, sheets.Sources, facts.Published, facts.All)
}

// howFarKnown says how much of what a chart draws is known, and its formula;
// blank where nothing counts that.
func (w *resultWriter) howFarKnown(c caption) (text, formula string) {
	var parts []string
	if c.known != "" {
		before, after := abnd.T("Known: ", "Conhecidos: ").In(w.lang), abnd.T(" of %d %s. ", " de %d %s. ").Fill(c.of, c.ofWhat).In(w.lang)
		parts = append(parts, paper.TextLiteral(before), c.known, paper.TextLiteral(after))
		text += before + fmt.Sprint(c.knownIs) + after
	}
	if most, cells := w.mostUnknown(c.unknown); cells != "" {
		before, after := abnd.T("Parts without data: up to ", "Parcelas sem dados: até ").In(w.lang), abnd.T("; the totals are then at least what is drawn.", "; os totais são então, no mínimo, os desenhados.").In(w.lang)
		parts = append(parts, fmt.Sprintf(`IF(%[1]s>0,%[2]s&%[1]s&%[3]s,"")`, cells, paper.TextLiteral(before), paper.TextLiteral(after)))
		if most > 0 {
			text += before + fmt.Sprint(most) + after
		}
	}
	return text, strings.Join(parts, "&")
}

// mostUnknown is the largest count of parts without data in any year, and its
// formula; blank where there is no such count.
func (w *resultWriter) mostUnknown(keys []model.Key) (most int, formula string) {
	var ranges []string
	for _, key := range keys {
		if area, ok := w.unknownRange(key); ok {
			ranges = append(ranges, area)
			for _, year := range w.study.Projection.All() {
				x, _ := w.projection.Value(costing.UnknownParts(key), year)
				most = max(most, int(x))
			}
		}
	}
	if len(ranges) == 0 {
		return 0, ""
	}
	return most, "MAX(0," + strings.Join(ranges, ",") + ")"
}

// unknownRange is where the parts without data of a sum are counted over the
// years; false where they are not.
func (w *resultWriter) unknownRange(key model.Key) (string, bool) {
	missing := costing.UnknownParts(key)
	s, placed := w.spots[missing]
	if !placed || !w.model.Has(missing) || !s.series {
		return "", false
	}
	return w.projectedRange(missing), true
}

// noteOf is the cell with the note of the row of an input series, in the
// language of the workbook.
func (w *resultWriter) noteOf(path abnd.Path) (paper.Cell, address.Ref, bool) {
	var at address.Ref
	found := false
	for year := w.study.FirstYear; year <= w.study.Projection.Last && !found; year++ {
		at, found = w.book.address(path + abnd.Path(fmt.Sprintf("/%d", int(year))))
	}
	i := slices.IndexFunc(w.book.inputs, func(s sheets.Sheet) bool { return s.Code == at.Sheet })
	if !found || i < 0 {
		return paper.Cell{}, at, false
	}
	for j, c := range w.book.inputs[i].Columns {
		if c.Key == sheets.NoteColumn+"_"+columnLang(w.lang) {
			at.Col = j + 1
			cell, ok := w.book.cellAt(at)
			return cell, at, ok
		}
	}
	return paper.Cell{}, at, false
}

// underChart writes a text below a chart of a sheet, over so many columns.
func underChart(b *paper.SheetBuffer, at, columns int, c paper.Cell) {
	width := 0.0
	for _, x := range b.Page.Widths[:columns] {
		width += x
	}
	b.Put(at, 1, c)
	if columns > 1 {
		b.Page.Merges = append(b.Page.Merges, address.Area{Top: at, Left: 1, Bottom: at, Right: columns})
	}
	if s, ok := c.Value.(string); ok {
		b.Row(at).Height = max(b.Row(at).Height, paper.LineHeight*float64(paper.LinesOf(s, width-paper.Padding)))
	}
}
