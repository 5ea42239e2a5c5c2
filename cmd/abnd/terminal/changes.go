package terminal

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
)

// The columns of changed values: one that is wider than longestValue is
// written below its label.
const (
	longestValue  = 18
	shortestValue = 9
)

// changes writes inputs with their old and new values, with the cell of each
// before it where cells are known.
type changes struct {
	*writer
	cellWidth, valueWidth int
}

func isLong(was, is string) bool { return max(runes(was), runes(is)) > longestValue }

func (t *writer) changes(table *report.Table, _ layout) {
	c := changes{writer: t, valueWidth: longestValue}
	withCells := len(table.Columns) > 3
	if withCells {
		c.cellWidth, c.valueWidth = t.cellWidth+t.markWidth, t.valueWidth
	}
	var heads []string
	for _, column := range table.Columns {
		heads = append(heads, column.Head.In(t.lang))
	}
	if !withCells {
		heads = slices.Insert(heads, 0, "", "")
	}
	c.row(heads[0], heads[2], heads[3], heads[4])
	for _, r := range table.Rows {
		texts := t.texts(r.Cells)
		if withCells {
			c.change(texts[0]+texts[1], texts[2], texts[3], texts[4], r.Details)
			continue
		}
		label, was, is := texts[0], texts[1], texts[2]
		if isLong(was, is) {
			t.line(report.Wrap(label+": "+was+" → "+is, report.Width, indent, indent+indent))
			continue
		}
		c.row("", label, was, is)
	}
}

// measure finds the widths of all tables of changes with cells in a document.
func (t *writer) measure(d report.Document) {
	t.valueWidth = shortestValue
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			table, ok := b.(*report.Table)
			if !ok || table.Name != "changes" {
				continue
			}
			for _, r := range table.Rows {
				texts := t.texts(r.Cells)
				if !isLong(texts[3], texts[4]) {
					t.valueWidth = max(t.valueWidth, runes(texts[3]), runes(texts[4]))
				}
				t.cellWidth, t.markWidth = max(t.cellWidth, runes(texts[0])), max(t.markWidth, runes(texts[1]))
			}
			if t.cellWidth > 0 {
				t.cellWidth = max(t.cellWidth, runes(table.Columns[0].Head.In(t.lang)))
			}
		}
	}
}

func (c *changes) change(cell, label, was, is string, details []abnd.Text) {
	if isLong(was, is) {
		c.row(cell, label, "", "")
	} else {
		c.row(cell, label, was, is)
	}
	under := c.under() + indent
	for _, detail := range details {
		c.wrap(detail, under, under)
	}
	if isLong(was, is) {
		rest := under + indent
		c.wrap(abnd.T("before: %s", "antes: %s").Fill(was), under, rest)
		c.wrap(abnd.T("after: %s", "depois: %s").Fill(is), under, rest)
	}
}

// under is the indent of what stands in the column of labels.
func (c *changes) under() string {
	if c.cellWidth == 0 {
		return indent
	}
	return indent + strings.Repeat(" ", c.cellWidth) + indent
}

// row writes one row; the label takes as many lines as it needs.
func (c *changes) row(cell, label, was, is string) {
	first := c.under()
	if c.cellWidth > 0 {
		first = indent + padRight(cell, c.cellWidth) + indent
	}
	width := report.Width
	if was != "" {
		width -= 2 * (len(indent) + c.valueWidth)
	}
	lines := strings.Split(report.Wrap(strings.ReplaceAll(label, "\n", " "), width, first, c.under()+indent), "\n")
	if was != "" {
		lines[0] = padRight(lines[0], width) + indent + padLeft(was, c.valueWidth) + indent + padLeft(is, c.valueWidth)
	}
	for _, l := range lines {
		c.line(l)
	}
}
