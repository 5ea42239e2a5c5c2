package paper

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// Head is what a book says about itself at the head and foot of printed pages
// and in its properties.
type Head struct {
	Lang    abnd.Lang
	Title   abnd.Text // of the study
	Country abnd.Text
	Date    string    // ISO 8601; no clock is read
	Status  abnd.Text // of the study, in words
	Version string    // of the program
}

// Write writes pages as an .xlsx file, in their order. The same pages give the
// same bytes.
func Write(pages []*Page, head Head) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := bookWriter{file: f, head: head, looks: looks{file: f, ids: map[Look]int{}}, cells: cellsBySheet(pages), bodies: head.properties()}
	f.SetZipWriter(func(to io.Writer) excelize.ZipWriter { return &sortedZip{to: to, bodies: w.bodies} })
	// Every sheet is made before any is written: links and names point to
	// sheets to come. The sheet that a new file has becomes the first.
	if err := f.SetSheetName("Sheet1", pages[0].Name); err != nil {
		return nil, err
	}
	for _, p := range pages[1:] {
		if _, err := f.NewSheet(p.Name); err != nil {
			return nil, err
		}
	}
	for _, p := range pages {
		if err := w.prepare(p); err != nil {
			return nil, fmt.Errorf("%s: %w", p.Name, err)
		}
		if err := w.stream(p); err != nil {
			return nil, err
		}
	}
	if err := hide(f, pages); err != nil {
		return nil, err
	}
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// hide hides the tabs that are not to be seen, and opens the book on one that
// is. What is hidden is not printed either.
func hide(f *excelize.File, pages []*Page) error {
	first := slices.IndexFunc(pages, func(p *Page) bool { return !p.Unshown })
	if first <= 0 && !slices.ContainsFunc(pages, func(p *Page) bool { return p.Unshown }) {
		return nil
	}
	if first < 0 {
		return fmt.Errorf("workbook: every sheet is hidden")
	}
	f.SetActiveSheet(first)
	for _, p := range pages {
		if p.Unshown {
			if err := f.SetSheetVisible(p.Name, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// bookWriter writes pages into one file.
type bookWriter struct {
	file  *excelize.File
	head  Head
	looks looks
	cells map[string]map[int][]Cell // of all pages, by sheet and row
	// bodies are the parts of the file that are written here and not by
	// excelize, by name; drawn and drawings count them.
	bodies          map[string][]byte
	drawn, drawings int
	titled          int // sheets whose heads have a name
}

// stream writes the rows of a page. What excelize keeps outside the rows must
// have been said before, in prepare: after the rows it would be lost without
// an error.
func (w *bookWriter) stream(p *Page) error {
	s, err := w.file.NewStreamWriter(p.Name)
	if err != nil {
		return err
	}
	if err := setPanes(s, p); err != nil {
		return err
	}
	// From the last to the first: excelize writes the latest first, and Excel
	// wants them in rising order.
	for i := len(p.Widths) - 1; i >= 0; i-- {
		if err := s.SetColWidth(i+1, i+1, p.Widths[i]); err != nil {
			return err
		}
		if slices.Contains(p.Hidden, i+1) {
			if err := s.SetColVisible(i+1, i+1, false); err != nil {
				return err
			}
		}
	}
	var values []any
	for _, r := range p.Rows {
		values = values[:0]
		for i, c := range r.Cells {
			value, err := w.cell(c, address.Ref{Sheet: p.Name, Col: i + 1, Row: r.At})
			if err != nil {
				return err
			}
			values = append(values, value)
		}
		options := excelize.RowOpts{Height: r.Height, Hidden: r.Hidden || r.Folded}
		if r.Folded {
			options.OutlineLevel = 1
		}
		if err := s.SetRow(address.At(r.At, 1), values, options); err != nil {
			return err
		}
	}
	for _, m := range p.Merges {
		if err := s.MergeCell(address.At(m.Top, m.Left), address.At(m.Bottom, m.Right)); err != nil {
			return err
		}
	}
	return s.Flush()
}

// cell makes the value that the stream takes. A text is a text even where it
// begins with "=": only formula makes a formula.
func (w *bookWriter) cell(c Cell, at address.Ref) (any, error) {
	if c == (Cell{}) {
		return nil, nil
	}
	switch x := c.Value.(type) {
	case nil, bool:
	case string:
		c.Value = strings.ReplaceAll(x, "\r\n", "\n")
		c.Look.quoted = c.Formula == "" && x != "" && strings.Contains("=+-@", x[:1])
	case float64:
		// excelize would write these as texts without an error.
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, abnd.Diagnostics{NotFinite(at.String(), x)}
		}
	default:
		panic(fmt.Sprintf("workbook: a cell cannot hold a %T (%s)", x, at))
	}
	id, err := w.looks.id(c.Look)
	if err != nil {
		return nil, err
	}
	return excelize.Cell{StyleID: id, Formula: c.Formula, Value: c.Value}, nil
}

// setPanes keeps the head and the first columns in view.
func setPanes(s *excelize.StreamWriter, p *Page) error {
	if p.FrozenRows == 0 && p.FrozenCols == 0 {
		return nil
	}
	pane := "bottomRight"
	switch {
	case p.FrozenCols == 0:
		pane = "bottomLeft"
	case p.FrozenRows == 0:
		pane = "topRight"
	}
	corner := address.At(p.FrozenRows+1, p.FrozenCols+1)
	return s.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: p.FrozenCols, YSplit: p.FrozenRows, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	})
}

func NotFinite(place string, x float64) abnd.Diagnostic {
	return abnd.Diagnostic{Code: "not-finite", Place: place,
		Problem: abnd.T("the value is not a finite number (%s)", "o valor não é um número finito (%s)").Fill(fmt.Sprint(x)),
		Remedy:  abnd.T("check for a division by zero in the inputs of this result", "verifique se há uma divisão por zero nos dados deste resultado")}
}
