package workbook

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// widest is the widest range that a number can have.
const widest = 1e15

// inputRules are the rules of an input sheet: drop-downs and bounds for the
// cells that may be changed, notes for every cell or label that has help.
func (b *book) inputRules(s *sheets.Sheet) []paper.Rule {
	lang := b.meta.Lang
	var set, numbers paper.RuleSet
	for j, column := range s.Columns {
		if !column.Help.IsZero() {
			set.Add(paper.LabelRow, j+1, paper.RuleKind{}.Noted(column.Label.In(lang), column.Help.In(lang)))
		}
	}
	for i, line := range s.Rows {
		for j, c := range line {
			var kind paper.RuleKind
			var column sheets.Column
			if j < len(s.Columns) {
				column = s.Columns[j]
			}
			if c.Input {
				kind = b.typed(column, c)
				if kind.Number {
					numbers.Add(paper.FirstDataRow+i, j+1, paper.RuleKind{Number: true})
				}
			}
			if !c.Help.IsZero() {
				kind = kind.Noted(column.Label.In(lang), c.Help.In(lang))
			}
			set.Add(paper.FirstDataRow+i, j+1, kind)
		}
	}
	for _, all := range numbers.Rules() {
		b.numbers[s.Code] = all.Areas()
	}
	return set.Rules()
}

// What a cell says of what is typed into it by mistake; made once for thousands
// of cells.
var (
	chooseCode = abnd.T("Choose a code from the drop-down list. The sheet LISTS explains the codes.",
		"Escolha um código da lista pendente. A folha LISTS explica os códigos.")
	giveNumber = abnd.T("Enter a number. Leave the cell blank if data are not available.",
		"Escreva um número. Deixe a célula em branco se não há dados.")
	giveYear       = abnd.T("Enter a year, e.g. 2030.", "Escreva um ano, por exemplo 2030.")
	giveWithin     = abnd.T("Enter a number from %s to %s. Leave the cell blank if data are not available.", "Escreva um número de %s a %s. Deixe a célula em branco se não há dados.")
	giveWhole      = abnd.T("Enter a whole number from %s to %s. Leave the cell blank if data are not available.", "Escreva um número inteiro de %s a %s. Deixe a célula em branco se não há dados.")
	giveAtLeast    = abnd.T("Enter a number of %s or more. Leave the cell blank if data are not available.", "Escreva um número igual ou superior a %s. Deixe a célula em branco se não há dados.")
	giveYearOfData = abnd.T("Enter a year of the data, from %d to %d (see GENERAL).", "Escreva um ano dos dados, de %d a %d (ver GENERAL).")
)

// typed is what may be typed into an input cell.
func (b *book) typed(column sheets.Column, c sheets.Cell) paper.RuleKind {
	list := c.List
	if list == nil {
		list = column.List
	}
	format := formatOf(column, c)
	if format == sheets.Code && list != nil {
		codes, _ := b.listRange(list.Name)
		return paper.RuleKind{List: codes, Firm: true, Problem: chooseCode}
	}
	if !format.IsNumber() {
		return paper.RuleKind{}
	}
	if text, isText := c.Value.Code(); isText && text != "" {
		return paper.RuleKind{} // a column of numbers that also holds choices
	}
	kind := paper.RuleKind{Number: true, Low: -widest, High: widest, Problem: giveNumber}
	if format == sheets.YearNo {
		kind.Whole, kind.Low, kind.High = true, 1900, 2200
		kind.Problem = giveYear
		if years := b.meta.Years; costing.IsYearOfData(c.Path) && years.Len() > 0 {
			// The years of the data may be changed too: it asks, and lets go on.
			kind.Low, kind.High = float64(years.First), float64(years.Last)
			kind.Problem = giveYearOfData.Fill(int(years.First), int(years.Last))
			return kind
		}
	}
	if of, ok := costing.BoundOf(c.Path); ok {
		kind.Whole, kind.Low, kind.High, kind.Firm = of.Whole, of.Low, of.High, true
		kind.Problem = giveWithin.Fill(bound(format, of.Low), bound(format, of.High))
		switch {
		case of.IsOpen():
			kind.Problem = giveAtLeast.Fill(bound(format, of.Low))
		case of.Whole:
			kind.Problem = giveWhole.Fill(bound(format, of.Low), bound(format, of.High))
		}
	}
	return kind
}

func bound(format sheets.Format, x float64) abnd.Text {
	if format == sheets.Share {
		digits := strconv.FormatFloat(100*x, 'g', -1, 64)
		return abnd.InEach(func(lang abnd.Lang) string { return digits + lang.PercentSign() })
	}
	return abnd.Same(strconv.FormatFloat(x, 'f', -1, 64))
}
