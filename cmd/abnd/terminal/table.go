package terminal

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
)

// layout is how a kind of table stands in a terminal.
type layout struct {
	indent string
	label  labels
	// columns are the widths from the first column on; the last serves all that follow.
	columns []column
	// ruled heads groups of columns by rules.
	ruled bool
	// hangs says that long headings over it hang.
	hangs bool
	// write writes tables that no widths can describe.
	write func(*writer, *report.Table, layout)
}

// labels says how the first column takes labels that are too long for it.
type labels uint8

const (
	oneLine labels = iota // it is never longer
	wrapped               // the figures stand on the last line
	above                 // the label has lines of its own
)

// column is the width of a column with the gap before it.
type column struct {
	gap, width int
	left       bool // at the left end
	// room is how many characters a figure may take before it loses decimals; 0 is any.
	room int
	// power is how many characters a figure may take before it gets an exponent, with so many
	// digits.
	power, digits int
	// cut is how many characters a head may take.
	cut int
	// margin is what a label leaves free before it takes another line.
	margin int
}

func right(width int) column { return column{width: width} }
func left(width int) column  { return column{width: width, left: true} }

// layouts are those of the kinds of tables that have one of their own; others
// have that of [writer.automatic].
func layouts() map[string]layout {
	return map[string]layout{
		"cost": {columns: []column{left(11),
			{gap: 1, width: 7, room: 7}, {gap: 1, width: 7, room: 7}, {gap: 1, width: 6, room: 6}, // in each year alike
		}, ruled: true},
		"payers":         {columns: []column{left(26), {gap: 1, width: 9, room: 9}, {gap: 1, width: 7, room: 7}}, ruled: true},
		"coverage":       {label: wrapped, columns: []column{left(33), right(12), right(15)}},
		"reconciliation": {hangs: true, indent: indent, columns: []column{left(36), right(15), right(15), right(12)}},
		"decomposition":  {write: (*writer).decomposition},
		"outturns":       {hangs: true, indent: indent, columns: []column{left(34), right(11)}},
		"tornado": {indent: indent, label: above, columns: []column{
			{width: 12, room: 12}, {width: 14, room: 12}, right(11), right(11), right(11), right(13), {gap: 1, left: true},
		}},
		"spread":       {columns: []column{left(4), {gap: 2, width: 11, left: true}, {width: 9, room: 8}}},
		"drivers":      {write: (*writer).drivers},
		"parameters":   {write: (*writer).changes},
		"changes":      {write: (*writer).changes},
		"comparison":   {columns: []column{left(12), {gap: 2, width: 4, left: true}, right(13), right(13), right(13), right(16)}},
		"countries":    {columns: []column{left(12), {gap: 2, width: 4, left: true}, {width: 10, cut: 10}}},
		"fiscal":       {columns: []column{left(38), right(10)}},
		"target":       {label: wrapped, columns: []column{{width: 40, left: true, margin: 1}, right(14), right(13)}},
		"ceilings":     {columns: []column{left(14), right(13)}},
		"left-out":     {label: wrapped, columns: []column{{width: 40, left: true, margin: 1}, right(14), right(13)}},
		"package":      {label: wrapped, columns: []column{{width: 40, left: true, margin: 1}, left(14), right(13)}},
		"packages":     {columns: []column{right(4), right(9), right(7), right(10)}},
		"phasing":      {write: (*writer).phasing},
		"plan":         {columns: []column{left(12), right(12)}},
		"population":   {columns: []column{left(27), {gap: 1, width: 8, room: 8}}},
		"verification": {write: (*writer).verification},
		"validation": {label: above, columns: []column{
			{width: 22, power: 18, digits: 6}, {width: 22, power: 18, digits: 6}, {width: 18, power: 18, digits: 6}, {width: 10, power: 10,
				digits: 3}, {width: 8, power: 10, digits: 3},
		}},
	}
}

func (t *writer) table(table *report.Table) {
	l, known := layouts()[table.Name]
	if !known {
		l = t.automatic(table)
	}
	if l.write != nil {
		l.write(t, table, l)
		return
	}
	columns := l.of(table)
	if l.ruled {
		t.line(t.groups(table, columns))
	} else if len(table.Groups) > 0 {
		t.line(t.plainGroups(table, columns))
	}
	heads, any := make([]report.Cell, len(table.Columns)), false
	for i, c := range table.Columns {
		heads[i] = report.Cell{Unit: report.Words, Text: c.Head}
		if cut := columns[i].cut; cut > 0 {
			heads[i].Text = cutTo(c.Head, cut)
		}
		any = any || !c.Head.IsZero()
	}
	if any {
		t.row(l, columns, heads)
	}
	for _, r := range table.Rows {
		if r.Apart {
			t.line("")
		}
		if !r.Over.IsZero() {
			over := r.Over.In(t.lang)
			if strings.HasPrefix(over, " ") {
				t.line(over)
			} else {
				t.wrap(r.Over, "", "")
			}
			continue
		}
		t.row(l, columns, r.Cells)
		for i, detail := range r.Details {
			t.wrap(detail, indent, strings.Repeat(indent, i+1))
		}
	}
}

// automatic is the layout of a table that has none of its own: columns as wide
// as what is in them, texts at the left and figures at the right. Long labels
// take several lines where the figures leave them no room.
func (t *writer) automatic(table *report.Table) layout {
	const least = 12 // for labels
	l := layout{label: wrapped, ruled: len(table.Groups) > 0, columns: make([]column, len(table.Columns))}
	for i, c := range table.Columns {
		l.columns[i] = column{width: runes(c.Head.In(t.lang)), left: true}
	}
	for _, r := range table.Rows {
		at := 0
		for _, c := range r.Cells {
			at += max(1, c.Span)
			of := &l.columns[at-1]
			of.width = max(of.width, runes(c.In(t.lang)))
			of.left = of.left && (c.Unit == report.Words || c.Unit == report.Blank)
		}
	}
	room := report.Width
	for i := range l.columns[1:] {
		of := &l.columns[i+1]
		of.gap = len(indent)
		room -= of.gap + of.width
	}
	l.columns[0].width = min(l.columns[0].width, max(least, room))
	return l
}

// of are the columns of a table: those of the layout, and the narrow ones of
// marks, which move together where there are many.
func (l layout) of(table *report.Table) []column {
	columns := make([]column, len(table.Columns))
	used, marks := len(l.indent), 0
	from := 0
	if l.label == above {
		from = 1
	}
	for i, c := range table.Columns {
		switch {
		case i < from:
		case c.Mark:
			marks++
			continue
		case marks > 0:
			columns[i] = column{gap: 1, left: true} // what follows the marks
			continue
		case l.ruled && i > 0:
			columns[i] = l.columns[1+(i-1)%(len(l.columns)-1)]
		default:
			columns[i] = l.columns[min(i-from, len(l.columns)-1)]
		}
		used += columns[i].gap + columns[i].width
	}
	gap, first := 0, true
	const wide = 2 // a mark with its gap
	if used+len(indent)+wide*marks <= report.Width {
		gap = 1
	}
	for i, c := range table.Columns {
		if c.Mark {
			columns[i] = column{gap: gap, left: true}
			if first {
				columns[i].gap = len(indent)
			}
			first = false
		}
	}
	return columns
}

// row writes the cells of a row.
func (t *writer) row(l layout, columns []column, cells []report.Cell) {
	line := l.indent
	if l.label == above {
		if label := t.cell(cells[0], column{}); label != "" {
			t.line(report.Wrap(label, report.Width, "", indent))
		}
		cells, columns = cells[1:], columns[1:]
	}
	at := 0
	for i, cell := range cells {
		c := columns[at]
		if cell.Span > 1 {
			c = spanned(columns[at : at+cell.Span])
		}
		at += max(1, cell.Span)
		text := t.cell(cell, c)
		if i == 0 && l.label == wrapped {
			lines := strings.Split(report.Wrap(text, c.width-c.margin, "", indent), "\n")
			for _, l := range lines[:len(lines)-1] {
				t.line(l)
			}
			text = lines[len(lines)-1]
		}
		line += strings.Repeat(" ", c.gap)
		if c.left {
			line += padRight(text, c.width)
		} else {
			line += padLeft(text, c.width)
		}
	}
	t.line(line)
}

// spanned is some columns as one.
func spanned(columns []column) column {
	c := columns[0]
	for _, more := range columns[1:] {
		c.width += more.gap + more.width
		c.room += more.gap + more.width
	}
	return c
}

// cell writes a cell within the room of its column.
func (t *writer) cell(c report.Cell, in column) string {
	text := c.In(t.lang)
	switch {
	case c.Unit == report.Words, c.Unit == report.Share:
	case in.room > 0:
		return c.Fit(t.lang, in.room)
	case in.power > 0 && runes(c.In(abnd.English)) >= in.power:
		return abnd.Same("%." + fmt.Sprint(in.digits) + "g").Fill(c.Value).In(t.lang)
	}
	return text
}

// groups are headings over groups of columns, in the middle of a rule.
func (t *writer) groups(table *report.Table, columns []column) string {
	line, at := "", 0
	for _, g := range table.Groups {
		of := spanned(columns[at : at+g.Columns])
		at += g.Columns
		if g.Head.IsZero() {
			line += strings.Repeat(" ", of.gap+of.width)
			continue
		}
		line += strings.Repeat(" ", of.gap) + ruled(g.Head.In(t.lang), of.width)
	}
	return line
}

// plainGroups are headings at the right end of groups of columns.
func (t *writer) plainGroups(table *report.Table, columns []column) string {
	line, at := "", 0
	for _, g := range table.Groups {
		width := spanned(columns[at : at+g.Columns]).width
		if at > 0 {
			line, width = line+indent, width-len(indent)
		}
		at += g.Columns
		line += padLeft(g.Head.In(t.lang), width)
	}
	return line
}

// cutTo shortens a head so that a gap remains before it.
func cutTo(head abnd.Text, width int) abnd.Text {
	return abnd.InEach(func(lang abnd.Lang) string {
		name := head.In(lang)
		if runes(name) >= width {
			return string([]rune(name)[:width-2]) + "…"
		}
		return name
	})
}

// decomposition writes a table whose heads are in two lines, of which the last
// word is the lower one, and whose first column has what the others leave.
func (t *writer) decomposition(table *report.Table, _ layout) {
	const least = 9
	over, under, widths, room := []string{""}, []string{""}, []int{0}, report.Width
	for _, c := range table.Columns[1:] {
		name := c.Head.In(t.lang)
		i := strings.LastIndex(name, " ")
		over, under = append(over, name[:max(i, 0)]), append(under, name[i+1:])
		width := max(least, runes(over[len(over)-1])+1, runes(under[len(under)-1])+1)
		widths, room = append(widths, width), room-width
	}
	write := func(texts []string) {
		line := padRight(texts[0], room)
		for i, text := range texts[1:] {
			line += padLeft(text, widths[i+1])
		}
		t.line(line)
	}
	write(over)
	write(under)
	for _, r := range table.Rows {
		write(t.texts(r.Cells))
	}
}

func (t *writer) texts(cells []report.Cell) []string {
	all := make([]string, len(cells))
	for i, c := range cells {
		all[i] = c.In(t.lang)
	}
	return all
}

// drivers writes figures with names beside them that take several lines.
func (t *writer) drivers(table *report.Table, _ layout) {
	const width = 6
	for _, r := range table.Rows {
		texts := t.texts(r.Cells)
		t.line(report.Wrap(texts[1], report.Width, padLeft(texts[0], width)+indent, strings.Repeat(" ", width)+indent+indent))
	}
}

// phasing writes benefits with the letter that stands for each.
func (t *writer) phasing(table *report.Table, _ layout) {
	l := layout{label: wrapped, columns: []column{{width: 40, left: true, margin: 1}, right(14), right(13)}}
	const letter = 4
	row := func(cells []report.Cell) {
		mark := padRight(cells[0].In(t.lang), letter)
		name := cells[1]
		name.Text = abnd.Same(mark + name.In(t.lang))
		t.row(l, l.columns, append([]report.Cell{name}, cells[2:]...))
	}
	var heads []report.Cell
	for _, c := range table.Columns {
		heads = append(heads, report.Cell{Unit: report.Words, Text: c.Head})
	}
	row(heads)
	for _, r := range table.Rows {
		row(r.Cells)
	}
}

// verification writes columns that are as wide as what is in them.
func (t *writer) verification(table *report.Table, _ layout) {
	var rows [][]string
	var heads []string
	for _, c := range table.Columns {
		heads = append(heads, c.Head.In(t.lang))
	}
	rows = append(rows, heads)
	for _, r := range table.Rows {
		rows = append(rows, t.texts(r.Cells))
	}
	for _, r := range rows {
		line := ""
		for i, text := range r {
			width := runes(slices.MaxFunc(rows, func(a, b []string) int { return runes(a[i]) - runes(b[i]) })[i])
			if i == 1 || i == 2 {
				line += padLeft(text, width) + indent
			} else {
				line += padRight(text, width) + indent
			}
		}
		t.line(line)
	}
}
