package workbook

import (
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing"
)

// rule says what may be typed into some cells, and the note that shows when
// one of them is chosen.
type rule struct {
	ruleKind
	areas []address.Area
}

// ruleKind is a rule without its cells; cells with equal kinds share a rule.
type ruleKind struct {
	list          string // range of the drop-down's codes
	number, whole bool
	low, high     float64
	// A firm rule lets nothing else in; otherwise Excel asks, and the user
	// may go on: reading the workbook judges the figure then.
	firm          bool
	problem       abnd.Text
	title, prompt string
}

// What Excel holds of a message, and the widest range that a number can have.
const (
	maxPromptTitle = 32
	maxPrompt      = 255
	widest         = 1e15
)

// inputRules are the rules of an input sheet: drop-downs and bounds for the
// cells that may be changed, notes for every cell or label that has help.
func (b *Book) inputRules(s *sheets.Sheet) []rule {
	specs := map[string]costing.Spec{}
	for _, spec := range costing.Specs() {
		specs[spec.Code] = spec
	}
	lang := b.meta.Lang
	var set ruleSet
	for j, column := range s.Columns {
		if !column.Help.IsZero() {
			set.add(labelRow, j+1, ruleKind{}.noted(column.Label.In(lang), column.Help.In(lang)))
		}
	}
	for i, line := range s.Rows {
		for j, c := range line {
			var kind ruleKind
			var column sheets.Column
			if j < len(s.Columns) {
				column = s.Columns[j]
			}
			if c.Input {
				kind = b.typed(column, c, specs)
			}
			if !c.Help.IsZero() {
				kind = kind.noted(column.Label.In(lang), c.Help.In(lang))
			}
			set.add(firstDataRow+i, j+1, kind)
		}
	}
	return set.rules()
}

// typed is what may be typed into an input cell.
func (b *Book) typed(column sheets.Column, c sheets.Cell, specs map[string]costing.Spec) ruleKind {
	list := c.List
	if list == nil {
		list = column.List
	}
	format := formatOf(column, c)
	if format == sheets.Code && list != nil {
		codes, _ := b.ListRange(list.Name)
		return ruleKind{list: codes, firm: true, problem: abnd.T("Choose a code from the drop-down list. The sheet LISTS explains the codes.",
			"Escolha um código da lista pendente. A folha LISTS explica os códigos.")}
	}
	if !format.IsNumber() {
		return ruleKind{}
	}
	if text, isText := c.Value.Code(); isText && text != "" {
		return ruleKind{} // a column of numbers that also holds choices
	}
	kind := ruleKind{number: true, low: -widest, high: widest, problem: abnd.T("Enter a number. Leave the cell blank if data are not available.",
		"Escreva um número. Deixe a célula em branco se não há dados.")}
	if format == sheets.YearNo {
		kind.whole, kind.low, kind.high = true, 1900, 2200
		kind.problem = abnd.T("Enter a year, e.g. 2030.", "Escreva um ano, por exemplo 2030.")
	}
	if spec, ok := specOf(c.Path, specs); ok && !math.IsInf(spec.Low, 0) && !math.IsInf(spec.High, 0) && spec.Low < spec.High {
		kind.whole, kind.low, kind.high, kind.firm = spec.Whole, spec.Low, spec.High, true
		kind.problem = abnd.T("Enter a number from %s to %s.", "Escreva um número de %s a %s.").
			Fill(bound(format, spec.Low), bound(format, spec.High))
	}
	return kind
}

// specOf finds the bounds of a benefit's parameter. Other figures have none
// that hold in every country.
func specOf(path abnd.Path, specs map[string]costing.Spec) (costing.Spec, bool) {
	parts := strings.Split(string(path), "/")
	if parts[0] != "benefits" && parts[0] != "scenarios" {
		return costing.Spec{}, false
	}
	spec, ok := specs[parts[len(parts)-1]]
	return spec, ok && !spec.IsChoice()
}

func bound(format sheets.Format, x float64) abnd.Text {
	if format == sheets.Share {
		digits := strconv.FormatFloat(100*x, 'g', -1, 64)
		return abnd.InEach(func(lang abnd.Lang) string { return digits + lang.PercentSign() })
	}
	return abnd.Same(strconv.FormatFloat(x, 'f', -1, 64))
}

func (k ruleKind) noted(title, prompt string) ruleKind {
	k.title, k.prompt = shortened(title, maxPromptTitle), shortened(prompt, maxPrompt)
	return k
}

// shortened cuts a text to n UTF-16 units, which is how Excel counts.
func shortened(s string, n int) string {
	if utf16Len(s) <= n {
		return s
	}
	for runes := []rune(s); len(runes) > 0; {
		runes = runes[:len(runes)-1]
		if cut := strings.TrimSpace(string(runes)) + "…"; utf16Len(cut) <= n {
			return cut
		}
	}
	return ""
}

// ruleSet gathers cells, row by row, into rules over few areas.
type ruleSet struct {
	kinds []ruleKind
	areas map[ruleKind][]address.Area
}

func (s *ruleSet) add(row, col int, kind ruleKind) {
	if kind == (ruleKind{}) {
		return
	}
	if s.areas == nil {
		s.areas = map[ruleKind][]address.Area{}
	}
	areas := s.areas[kind]
	if len(areas) == 0 {
		s.kinds = append(s.kinds, kind)
	} else if last := &areas[len(areas)-1]; last.Top == row && last.Right == col-1 {
		last.Right = col
		return
	}
	s.areas[kind] = append(areas, address.Area{Top: row, Left: col, Bottom: row, Right: col})
}

func (s *ruleSet) rules() []rule {
	out := make([]rule, len(s.kinds))
	for i, kind := range s.kinds {
		out[i] = rule{kind, stacked(s.areas[kind])}
	}
	return out
}

// stacked joins areas of one row each, given row by row, that lie on top of
// one another.
func stacked(areas []address.Area) []address.Area {
	var out []address.Area
	open := map[[2]int]int{} // columns → index in out of the area that ends with them
	for _, a := range areas {
		columns := [2]int{a.Left, a.Right}
		if i, ok := open[columns]; ok && out[i].Bottom == a.Top-1 {
			out[i].Bottom = a.Bottom
			continue
		}
		open[columns] = len(out)
		out = append(out, a)
	}
	return out
}
