package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing/model"
)

// meaning is the formula that says what the codes in a row mean, as the sheet of
// lists has it. Of several columns it names those that hold a code.
func (b *book) meaning(s *sheets.Sheet, line []sheets.Cell, column sheets.Column, row int) string {
	var parts, before []string
	s.CodedIn(line, column, func(at int, list *model.List) {
		cell := address.At(row, at+1)
		text := b.lookUp(cell, list)
		if len(column.Means) > 1 && s.Columns[at].Key != column.Means[0] {
			text = fmt.Sprintf(`%s$%d&": "&%s`, address.Column(at+1), paper.LabelRow, text)
		}
		if len(before) > 0 {
			text = fmt.Sprintf(`IF(%s="","","; ")&%s`, strings.Join(before, "&"), text)
		}
		parts = append(parts, fmt.Sprintf(`IF(%s="","",%s)`, cell, text))
		before = append(before, cell)
	})
	return strings.Join(parts, "&")
}

// lookUp is the formula that finds what a code means.
func (b *book) lookUp(cell string, list *model.List) string {
	codes, meanings := b.lists.area(list.Name, 0), b.lists.area(list.Name, 1)
	return fmt.Sprintf("IFERROR(INDEX(%s,MATCH(%s,%s,0)),%s)", meanings, cell, codes, paper.TextLiteral(sheets.NoMeaning.In(b.meta.Lang)))
}

// area is the range of the codes of a list, or, one column on, of what they mean.
func (t *listTable) area(name string, right int) string {
	i := t.at[name]
	col, first := "$"+address.Column(2*t.places[i].stack+1+right)+"$", t.places[i].row+2
	return listsSheet + "!" + col + strconv.Itoa(first) + ":" + col + strconv.Itoa(first+len(t.lists[i].Codes)-1)
}
