package workbook

import (
	"math"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// inputPage lays one input sheet out.
func (b *book) inputPage(s *sheets.Sheet) *paper.Page {
	lang := b.meta.Lang
	p := &paper.Page{Name: s.Code, About: s.Title, Tab: paper.TabInput, FrozenRows: paper.LabelRow,
		FrozenCols: min(s.Frozen, len(s.Columns)), Repeat: [2]int{paper.KeyRow, paper.LabelRow}}
	columns, rows := s.InOtherLanguage(lang)
	for j, column := range s.Columns {
		if column.Hidden && !slices.Contains(columns, j+1) {
			columns = append(columns, j+1)
		}
	}
	p.Hidden = columns
	p.AddTop(abnd.Same(s.Code+"  ·  "+s.Title.In(lang)), s.Help, lang)

	keys, labels := paper.Row{At: paper.KeyRow, Hidden: true}, paper.Row{At: paper.LabelRow}
	lines := 1
	for j, column := range s.Columns {
		width := min(columnWidth(s, j, lang, noteWidth), widestInView(s, j, columns))
		p.Widths = append(p.Widths, width)
		label := column.Label.In(lang)
		if !slices.Contains(columns, j+1) {
			lines = max(lines, paper.LinesOf(label, (width-paper.Padding)/paper.BoldScale))
		}
		keys.Add(paper.Cell{Value: paper.TextOrNothing(column.Key), Look: paper.Look{Kind: paper.KeyLook}})
		labels.Add(labelCell(column, label))
	}
	widenNotes(p, s, lang)
	labels.Height = float64(paper.LineHeight*float64(lines)) + 3
	p.Rows = append(p.Rows, keys, labels)
	p.FitTop()

	for i, line := range s.Rows {
		r := paper.Row{At: paper.FirstDataRow + i, Hidden: slices.Contains(rows, i)}
		for j, c := range line {
			column := sheets.Column{}
			if j < len(s.Columns) {
				column = s.Columns[j]
			}
			shown := inputCell(column, c, lang)
			if c.Means {
				shown.Formula = b.meaning(s, line, column, paper.FirstDataRow+i)
				if shown.Value == nil {
					shown.Value = ""
				}
			}
			r.Add(shown)
		}
		p.Rows = append(p.Rows, p.Fitted(r))
	}
	p.Rules = b.inputRules(s)
	return p
}

// widestInView is how wide a column may be that stays in view: together they
// leave most of the screen to the figures, however long their texts are.
func widestInView(s *sheets.Sheet, j int, hidden []int) float64 {
	if j >= s.Frozen {
		return math.Inf(1)
	}
	shown := 0
	for col := range s.Frozen {
		if !slices.Contains(hidden, col+1) {
			shown++
		}
	}
	return math.Floor(paper.WidestFrozen / float64(max(shown, 1)))
}

// labelCell heads a column. Years are numbers, for formulas to work with.
func labelCell(column sheets.Column, label string) paper.Cell {
	c := paper.Cell{Value: paper.TextOrNothing(label), Look: paper.Look{Kind: paper.LabelLook, Wrap: true, Centred: column.Format.IsNumber(), Left: !column.Format.IsNumber()}}
	if year, err := strconv.Atoi(label); err == nil && label == column.Key {
		c.Value, c.Look.Number = float64(year), paper.YearFormat
	}
	return c
}

// inputCell is one cell of an input sheet: blue where it may be changed.
func inputCell(column sheets.Column, c sheets.Cell, lang abnd.Lang) paper.Cell {
	format := formatOf(column, c)
	out := paper.Cell{Look: paper.Look{Kind: paper.FixedLook, Number: numberFormat(format, c.Value)}}
	switch {
	case c.Input:
		out.Look.Kind = paper.InputLook
	case c.Means, len(column.Means) > 0 && !c.Label.IsZero():
		out.Look.Kind = paper.WordsLook
	case c.Value.IsBlank() && c.Label.IsZero():
		return paper.Cell{Look: paper.Look{Kind: paper.ClosedLook}}
	}
	if x, isNumber := c.Value.Number(); isNumber {
		out.Value = x
	} else {
		out.Value = paper.TextOrNothing(shown(column, c, lang))
		// A text in a column of numbers keeps its place at the left.
		if _, isText := out.Value.(string); isText {
			out.Look.Number = paper.TextFormat
		}
	}
	out.Look.Wrap = !format.IsNumber()
	// Figures of a column that is mostly text begin where the texts do.
	out.Look.Left = !column.Format.IsNumber()
	return out
}
