package workbook

import (
	"math"
	"strconv"
	"strings"

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
	specs := boundedSpecs()
	lang := b.meta.Lang
	var set paper.RuleSet
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
				kind = b.typed(column, c, specs)
			}
			if !c.Help.IsZero() {
				kind = kind.Noted(column.Label.In(lang), c.Help.In(lang))
			}
			set.Add(paper.FirstDataRow+i, j+1, kind)
		}
	}
	return set.Rules()
}

// boundedSpecs are the parameters of benefits by their codes, and those of the
// rules of financing.
func boundedSpecs() map[abnd.Path]costing.Spec {
	specs := map[abnd.Path]costing.Spec{}
	for _, spec := range costing.Specs() {
		specs[abnd.Path(spec.Code)] = spec
	}
	for _, spec := range costing.FinancingSpecs() {
		specs[financingSpec(spec.Code)] = spec
	}
	return specs
}

// What a cell says of what is typed into it by mistake; made once for thousands
// of cells.
var (
	chooseCode = abnd.T("Choose a code from the drop-down list. The sheet LISTS explains the codes.",
		"Escolha um código da lista pendente. A folha LISTS explica os códigos.")
	giveNumber = abnd.T("Enter a number. Leave the cell blank if data are not available.",
		"Escreva um número. Deixe a célula em branco se não há dados.")
	giveYear   = abnd.T("Enter a year, e.g. 2030.", "Escreva um ano, por exemplo 2030.")
	giveWithin = abnd.T("Enter a number from %s to %s.", "Escreva um número de %s a %s.")
)

// typed is what may be typed into an input cell.
func (b *book) typed(column sheets.Column, c sheets.Cell, specs map[abnd.Path]costing.Spec) paper.RuleKind {
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
	}
	if spec, ok := specOf(c.Path, specs); ok && !math.IsInf(spec.Low, 0) && !math.IsInf(spec.High, 0) && spec.Low < spec.High {
		kind.Whole, kind.Low, kind.High, kind.Firm = spec.Whole, spec.Low, spec.High, true
		kind.Problem = giveWithin.Fill(bound(format, spec.Low), bound(format, spec.High))
	}
	return kind
}

// financingSpec tells a parameter of financing from one of a benefit.
func financingSpec(code string) abnd.Path { return abnd.JoinPath("financing", code) }

// specOf finds the bounds of a parameter of a benefit, or of a rule of financing.
// Other figures have none that hold in every country.
func specOf(path abnd.Path, specs map[abnd.Path]costing.Spec) (costing.Spec, bool) {
	parts := strings.Split(string(path), "/")
	key := abnd.Path(parts[len(parts)-1])
	switch parts[0] {
	case "benefits", "scenarios":
	case "financing":
		key = financingSpec(string(key))
	default:
		return costing.Spec{}, false
	}
	spec, ok := specs[key]
	return spec, ok && !spec.IsChoice()
}

func bound(format sheets.Format, x float64) abnd.Text {
	if format == sheets.Share {
		digits := strconv.FormatFloat(100*x, 'g', -1, 64)
		return abnd.InEach(func(lang abnd.Lang) string { return digits + lang.PercentSign() })
	}
	return abnd.Same(strconv.FormatFloat(x, 'f', -1, 64))
}
