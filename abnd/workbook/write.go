package workbook

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// Bytes writes the book as an .xlsx file: contents first, then the sheets in
// their order, lists last. The same book gives the same bytes.
func (b *Book) Bytes() ([]byte, error) {
	pages := append([]*page{b.contentsPage()}, b.pages...)
	if b.hasInputs() {
		pages = append(pages, b.lists.page(b.meta.Lang))
	}

	f := excelize.NewFile()
	defer f.Close()
	w := bookWriter{file: f, meta: b.meta, looks: looks{file: f, ids: map[look]int{}}, cells: cellsBySheet(pages), bodies: b.meta.properties()}
	f.SetZipWriter(func(to io.Writer) excelize.ZipWriter { return &sortedZip{to: to, bodies: w.bodies} })
	// Every sheet is made before any is written: links and names point to
	// sheets to come. The sheet that a new file has becomes the first.
	if err := f.SetSheetName("Sheet1", pages[0].name); err != nil {
		return nil, err
	}
	for _, p := range pages[1:] {
		if _, err := f.NewSheet(p.name); err != nil {
			return nil, err
		}
	}
	for _, p := range pages {
		if err := w.prepare(p); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		if err := w.stream(p); err != nil {
			return nil, err
		}
	}
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// bookWriter writes pages into one file.
type bookWriter struct {
	file  *excelize.File
	meta  Meta
	looks looks
	cells map[string]map[int][]cell // of all pages, by sheet and row
	// bodies are the parts of the file that are written here and not by
	// excelize, by name; drawn and drawings count them.
	bodies          map[string][]byte
	drawn, drawings int
}

// stream writes the rows of a page. What excelize keeps outside the rows must
// have been said before, in prepare: after the rows it would be lost without
// an error.
func (w *bookWriter) stream(p *page) error {
	s, err := w.file.NewStreamWriter(p.name)
	if err != nil {
		return err
	}
	if err := setPanes(s, p); err != nil {
		return err
	}
	// From the last to the first: excelize writes the latest first, and Excel
	// wants them in rising order.
	for i := len(p.widths) - 1; i >= 0; i-- {
		if err := s.SetColWidth(i+1, i+1, p.widths[i]); err != nil {
			return err
		}
	}
	var values []any
	for _, r := range p.rows {
		values = values[:0]
		for i, c := range r.cells {
			value, err := w.cell(c, address.Ref{Sheet: p.name, Col: i + 1, Row: r.at})
			if err != nil {
				return err
			}
			values = append(values, value)
		}
		if err := s.SetRow(address.At(r.at, 1), values, excelize.RowOpts{Height: r.height}); err != nil {
			return err
		}
	}
	for _, m := range p.merges {
		if err := s.MergeCell(address.At(m.Top, m.Left), address.At(m.Bottom, m.Right)); err != nil {
			return err
		}
	}
	return s.Flush()
}

// cell makes the value that the stream takes. A text is a text even where it
// begins with "=": only formula makes a formula.
func (w *bookWriter) cell(c cell, at address.Ref) (any, error) {
	if c == (cell{}) {
		return nil, nil
	}
	switch x := c.value.(type) {
	case nil, bool:
	case string:
		c.value = strings.ReplaceAll(x, "\r\n", "\n")
		c.look.quoted = c.formula == "" && x != "" && strings.Contains("=+-@", x[:1])
	case float64:
		// excelize would write these as texts without an error.
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, abnd.Diagnostics{notFinite(at.String(), x)}
		}
	default:
		panic(fmt.Sprintf("workbook: a cell cannot hold a %T (%s)", x, at))
	}
	id, err := w.looks.id(c.look)
	if err != nil {
		return nil, err
	}
	return excelize.Cell{StyleID: id, Formula: c.formula, Value: c.value}, nil
}

// setPanes keeps the head and the first columns in view.
func setPanes(s *excelize.StreamWriter, p *page) error {
	if p.frozenRows == 0 && p.frozenCols == 0 {
		return nil
	}
	pane := "bottomRight"
	switch {
	case p.frozenCols == 0:
		pane = "bottomLeft"
	case p.frozenRows == 0:
		pane = "topRight"
	}
	corner := address.At(p.frozenRows+1, p.frozenCols+1)
	return s.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: p.frozenCols, YSplit: p.frozenRows, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	})
}
