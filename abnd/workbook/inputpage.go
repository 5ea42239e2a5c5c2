package workbook

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

// inputPage lays one input sheet out.
func (b *Book) inputPage(s *sheets.Sheet) *page {
	lang := b.meta.Lang
	p := &page{name: s.Code, about: s.Title, tab: tabInput, frozenRows: labelRow,
		frozenCols: min(s.Frozen, len(s.Columns)), repeat: [2]int{keyRow, labelRow}}
	p.addTop(abnd.Same(s.Code+"  ·  "+s.Title.In(lang)), s.Help, lang)

	keys, labels := row{at: keyRow}, row{at: labelRow}
	lines := 1
	for j, column := range s.Columns {
		width := columnWidth(s, j, lang)
		p.widths = append(p.widths, width)
		label := column.Label.In(lang)
		lines = max(lines, linesOf(label, (width-pad)/boldScale))
		keys.add(cell{value: text(column.Key), look: look{kind: keyLook}})
		labels.add(labelCell(column, label))
	}
	labels.height = float64(lineHeight*float64(lines)) + 3
	p.rows = append(p.rows, keys, labels)
	p.fitTop()

	for i, line := range s.Rows {
		r := row{at: firstDataRow + i}
		for j, c := range line {
			column := sheets.Column{}
			if j < len(s.Columns) {
				column = s.Columns[j]
			}
			r.add(inputCell(column, c, lang))
		}
		p.rows = append(p.rows, p.fitted(r))
	}
	p.rules = b.inputRules(s)
	return p
}

// labelCell heads a column. Years are numbers, for formulas to work with.
func labelCell(column sheets.Column, label string) cell {
	c := cell{value: text(label), look: look{kind: labelLook, wrap: true, centred: column.Format.IsNumber(), left: !column.Format.IsNumber()}}
	if year, err := strconv.Atoi(label); err == nil && label == column.Key {
		c.value, c.look.number = float64(year), yearFormat
	}
	return c
}

// inputCell is one cell of an input sheet: blue where it may be changed.
func inputCell(column sheets.Column, c sheets.Cell, lang abnd.Lang) cell {
	format := formatOf(column, c)
	out := cell{look: look{kind: fixedLook, number: numberFormat(format, c.Value)}}
	switch {
	case c.Input:
		out.look.kind = inputLook
	case c.Value.IsBlank() && c.Label.IsZero():
		return cell{look: look{kind: closedLook}}
	}
	if x, isNumber := c.Value.Number(); isNumber {
		out.value = x
	} else {
		out.value = text(shown(column, c, lang))
		// A text in a column of numbers keeps its place at the left.
		if _, isText := out.value.(string); isText {
			out.look.number = textFormat
		}
	}
	out.look.wrap = !format.IsNumber()
	// Figures of a column that is mostly text begin where the texts do.
	out.look.left = !column.Format.IsNumber()
	return out
}
