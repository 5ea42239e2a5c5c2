package workbook

import (
	"fmt"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// TRY is an input sheet with its results on the same page: from above what the
// room chooses, before and after by year beside a chart, the row "now" with the
// log below it, and what is worked out for all of that. Its first column is what
// the reader goes by: rows that begin with [reader.ComputedRow] are passed by.

// The columns of TRY before those that all parts share.
const (
	tryKeyColumn = 1 + iota
	tryNameColumn
	tryLevelColumn
	tryOwnColumn
	tryGridColumn // the first of the columns of equal width
)

// Widths of the columns, in characters; a screen of 1600 pixels holds some 215.
const (
	tryNameWidth  = 31
	tryLevelWidth = 9
	tryOwnWidth   = 13
	tryGridWidth  = 10.5
)

// How many characters the texts beside a lever have to a line.
const (
	tryWordsWidth  = 34
	tryLevelsWidth = 66
	tryRemarkWidth = 34
)

// tryLayout is where the parts of TRY stand; its sheet is only made where the
// study has the room's proposal.
type tryLayout struct {
	made   bool
	levers []abnd.Lever // in the order of the sheet
	grid   float64      // the width of a column
	// The spans, in columns, of what stands beside a lever, and where they begin.
	words, remark, levels          int
	wordsColumn, remarkColumn      int
	levelsColumn, lastColumn       int
	resultsRow, figuresRow, nowRow int // the heads of the parts
	logRows                        int
	worksRow                       int
	workings                       []tryWorking
	rows                           []tryRow // of before and after
}

// tryWorking is the row of what a lever sets one of its parameters to.
type tryWorking struct {
	lever, place int
	row          int
}

// The columns of the workings of a parameter.
const (
	trySetColumn    = tryGridColumn     // what the lever sets
	tryBaseColumn   = tryGridColumn + 1 // what the parameter is in the scenario that is picked
	tryReasonColumn = tryGridColumn + 2 // why it has no effect
)

// leversRow is the row of the first lever: that of the scenario comes before.
const (
	tryBaseRow   = paper.FirstDataRow
	tryLeversRow = paper.FirstDataRow + 1
)

// The rows of the results, below their heads.
const tryLeastLogRows = 6

// placeTry gives the parts of TRY their rows, and the lines that it works out
// their cells.
func (l *layout) placeTry(inputs []sheets.Sheet) {
	has := slices.ContainsFunc(inputs, func(s sheets.Sheet) bool { return s.Code == sheets.Try })
	if !has || len(l.study.Levers) == 0 || !l.model.Has(costing.TrySetPath(l.study.Levers[0].ID, 0)) {
		return
	}
	t := tryLayout{made: true, levers: sheets.InTry(l.study.Levers)}
	t.resultsRow = tryLeversRow + len(t.levers) + 1
	t.figuresRow = t.resultsRow + 1 // the years
	t.rows = l.tryRows()
	t.nowRow = t.figuresRow + len(t.rows) + 1
	t.logRows = max(tryLeastLogRows, len(l.study.Log)+len(sheets.TableNames()))
	t.worksRow = t.nowRow + 3 + t.logRows + 2
	row := t.worksRow + 2
	for i, lever := range t.levers {
		for place := range lever.Paths {
			t.workings = append(t.workings, tryWorking{i, place, row})
			key := costing.TrySetPath(lever.ID, place)
			l.spots[key] = cellRefOf(l.model.Line(key), sheets.Try, row, trySetColumn)
			row++
		}
	}
	l.try = t
}

// fitTry makes the columns wide enough for the amounts, and gives what stands
// beside a lever as many of them as it needs.
func (w *resultWriter) fitTry() {
	t := &w.try
	const edges = 1.5
	t.grid = tryGridWidth
	for _, s := range w.study.Scenarios {
		for _, x := range w.projection.Values(costing.TotalKey(s.ID, tryCost)) {
			if !math.IsNaN(x) {
				t.grid = max(t.grid, math.Ceil(edges+paper.TextWidth(paper.Grouped(fmt.Sprintf("%.2f", -x/million)))))
			}
		}
	}
	span := func(width float64) int { return int(math.Ceil(width / t.grid)) }
	t.words, t.remark, t.levels = span(tryWordsWidth), span(tryRemarkWidth), span(tryLevelsWidth)
	t.wordsColumn = tryGridColumn + len(w.study.Decided())
	t.levelsColumn = t.wordsColumn + t.words
	t.remarkColumn = t.levelsColumn + t.levels
	t.lastColumn = max(t.remarkColumn+t.remark-1, tryLogColumn(len(tryLogHeads))+len(t.levers)-1)
}

// tryPages is the sheet TRY.
func (w *resultWriter) tryPages(request) []*paper.Page {
	if !w.try.made {
		return nil
	}
	w.fitTry()
	p := &paper.Page{
		Name: sheets.Try, Tab: paper.TabInput, Hidden: []int{tryKeyColumn}, OnePage: true, OnePageWide: true, Open: true,
		About: abnd.T("Try: the levers, and what the room's proposal costs", "Experimentar: as alavancas, e o que custa a proposta da sala"),
	}
	t := &tryPage{resultWriter: w, SheetBuffer: paper.NewSheetBuffer(p), at: w.try, tell: teller{w, sheets.Try}}
	t.build()
	return []*paper.Page{p}
}

// tryPage is TRY while it is written.
type tryPage struct {
	*resultWriter
	paper.SheetBuffer
	at     tryLayout
	tell   teller
	rules  paper.RuleSet
	states []tryStates // of the levers
	// stepYears are the years shown, as they stand above the steps.
	stepYears []said
	// room is what the proposal may cost more in each of them, where there is an envelope.
	room []said
}

func (t *tryPage) build() {
	p := t.Page
	p.Widths = []float64{tryLevelWidth, tryNameWidth, tryLevelWidth, tryOwnWidth}
	for len(p.Widths) < t.at.lastColumn {
		p.Widths = append(p.Widths, t.at.grid)
	}
	p.AddTop(abnd.T("TRY  ·  %s", "TRY  ·  %s").Fill(abnd.TriedName),
		abnd.T("Choose a level, or enter a value of your own, in the blue cells: everything below follows. Blank: as in the scenario on which the proposal is based. Clear the blue cells to start again.",
			"Escolha um nível, ou escreva um valor próprio, nas células azuis: tudo o que está abaixo se recalcula. Em branco: como no cenário em que a proposta se baseia. Apague as células azuis para recomeçar."), t.lang)
	t.placeSteps()
	t.writeSteps() // whose texts stand beside the levers
	t.heads()
	t.base()
	for i := range t.at.levers {
		t.lever(i)
	}
	t.results()
	t.now()
	t.works()
	t.chart()
	t.Flush()
	p.FitTop()
	p.Rules = t.rules.Rules()
	p.Printed = address.Area{Top: 1, Left: 1, Bottom: t.at.worksRow - 2, Right: t.at.lastColumn}
}

// over puts a cell over several columns of a row.
func (t *tryPage) over(row, col, columns int, c paper.Cell) {
	t.Put(row, col, c)
	for i := 1; i < columns; i++ {
		t.Put(row, col+i, paper.Cell{Look: paper.Look{Kind: c.Look.Kind}})
	}
	if columns > 1 {
		t.Page.Merges = append(t.Page.Merges, address.Area{Top: row, Left: col, Bottom: row, Right: col + columns - 1})
	}
}

// told puts what is said into a cell as a formula.
func (t *tryPage) told(row, col, columns int, s said, look paper.Look, of float64) {
	value := s.value
	if value == nil {
		value = ""
	}
	t.over(row, col, columns, t.between(paper.Cell{Value: value, Look: look}, s.formula, address.Ref{Sheet: sheets.Try, Col: col, Row: row}, of))
}

// passedBy marks a row as none of the inputs.
func (t *tryPage) passedBy(row int) {
	t.Put(row, tryKeyColumn, paper.Cell{Value: keyMarkOnly, Look: paper.Look{Kind: paper.KeyLook}})
}

const keyMarkOnly = KeyMark

var textLook = paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}

func (t *tryPage) label(row, col, columns int, text abnd.Text) {
	c := t.textCell(text, paper.LabelLook)
	c.Look.Wrap, c.Look.Left = true, col == tryNameColumn || columns > 2
	c.Look.Centred = !c.Look.Left
	t.over(row, col, columns, c)
}

// heads writes the keys, which are not shown, and the labels of the levers.
func (t *tryPage) heads() {
	for i, key := range []string{"lever", "name", "level", "value"} {
		t.Put(paper.KeyRow, i+1, paper.Cell{Value: key, Look: paper.Look{Kind: paper.KeyLook}})
	}
	t.Row(paper.KeyRow).Hidden = true
	row := paper.LabelRow
	t.Put(row, tryKeyColumn, t.textCell(abnd.T("Lever", "Alavanca"), paper.LabelLook))
	t.label(row, tryNameColumn, 1, abnd.T("Lever", "Alavanca"))
	t.label(row, tryLevelColumn, 1, abnd.T("Level", "Nível"))
	t.label(row, tryOwnColumn, 1, abnd.T("Own value", "Valor próprio"))
	for i, s := range t.study.Decided() {
		t.label(row, tryGridColumn+i, 1, s.Name)
	}
	t.label(row, t.at.wordsColumn, t.at.words, abnd.T("In the proposal", "Na proposta"))
	t.label(row, t.at.levelsColumn, t.at.levels, abnd.T("Levels", "Níveis"))
	t.label(row, t.at.remarkColumn, t.at.remark, abnd.T("To be known", "A saber"))
	lines := 1
	for _, s := range t.study.Decided() {
		lines = max(lines, paper.LinesOf(s.Name.In(t.lang), (t.at.grid-paper.Padding)/paper.BoldScale))
	}
	t.Row(row).Height = float64(paper.LineHeight*float64(lines)) + 3
	t.rules.Add(row, tryLevelColumn, paper.RuleKind{}.Noted(abnd.T("Level", "Nível").In(t.lang), abnd.T("The number of one of the levels at the right.", "O número de um dos níveis à direita.").In(t.lang)))
}

// input is a blue cell, as the input sheet has it.
func (t *tryPage) input(row, col int) paper.Cell {
	c, ok := t.book.cellAt(address.Ref{Sheet: sheets.Try, Col: col, Row: row})
	if !ok {
		panic(fmt.Sprintf("workbook: TRY has no cell %s", address.At(row, col)))
	}
	t.Put(row, col, c)
	return c
}

// picked is what the scenario has that is picked.
func (t *tryPage) picked(of func(scenario abnd.Scenario) said) said {
	var formulas []string
	out := said{}
	for _, s := range t.study.Decided() {
		x := of(s)
		formulas = append(formulas, x.formula)
		if s.ID == t.study.TriedFrom() {
			out.value = x.value
		}
	}
	list, _ := t.formulas.lists(costing.ScenarioList(t.study).Name)
	place := "MATCH(" + absolute(tryBaseRow, tryOwnColumn) + "," + list + ",0)"
	choice := "CHOOSE(" + place
	for _, f := range formulas {
		choice += "," + f
	}
	statusQuo := of(t.study.Decided()[0]).formula
	out.formula = "IF(" + absolute(tryBaseRow, tryOwnColumn) + `="",` + statusQuo + "," + choice + "))"
	return out
}

func absolute(row, col int) string {
	return "$" + address.Column(col) + "$" + fmt.Sprint(row)
}

// nameOf is the cell with the name of a scenario, so that renaming it moves
// what is said of it.
func (t *tryPage) nameOf(s abnd.Scenario) said {
	name := s.Name.In(t.lang)
	at, ok := t.book.address(abnd.JoinPath("scenarios", s.ID, "name_"+columnLang(t.lang)))
	if !ok || s.Name.In(t.lang) == "" {
		return words(name)
	}
	c, _ := t.book.cellAt(at)
	if c.Value != name {
		return words(name)
	}
	return said{at.Absolute(), name}
}

func columnLang(lang abnd.Lang) string {
	if lang.IsPortuguese() {
		return "pt"
	}
	return "en"
}

// base writes the scenario that the proposal is based on.
func (t *tryPage) base() {
	row := tryBaseRow
	t.Put(row, tryKeyColumn, paper.Cell{Value: "based_on", Look: paper.Look{Kind: paper.KeyLook}})
	name := t.textCell(abnd.T("The proposal is based on", "A proposta baseia-se em"), paper.FixedLook)
	name.Look.Bold = true
	t.Put(row, tryNameColumn, name)
	t.Put(row, tryLevelColumn, paper.Cell{Look: paper.Look{Kind: paper.ClosedLook}})
	c := t.input(row, tryOwnColumn)
	c.Look.Shrink, c.Look.Wrap, c.Look.Bold = true, false, true
	t.Put(row, tryOwnColumn, c)
	codes, _ := t.book.listRange(costing.ScenarioList(t.study).Name)
	t.rules.Add(row, tryOwnColumn, paper.RuleKind{List: codes, Firm: true, Problem: chooseCode})
	t.told(row, t.at.wordsColumn, t.at.words, t.picked(t.nameOf), textLook, 0)
	note := t.costsAsWritten()
	t.told(row, t.at.levelsColumn, t.at.levels+t.at.remark, note, textLook, 0)
	t.ofFile[address.Ref{Sheet: t.Page.Name, Col: t.at.levelsColumn, Row: row}] = true
	t.Row(row).Height = 2*paper.LineHeight + 3
}

// parameter is the cell of a parameter that a lever moves, in a scenario.
func (t *tryPage) parameter(scenario string, l abnd.Lever, place int) (at said, line *model.Line) {
	benefit, code := abnd.LeverParameter(l.Paths[place])
	key := costing.BenefitKey(scenario, benefit, "parameter/"+code)
	return t.tell.cell(key, 0), t.model.Line(key)
}

// valueOf is the first parameter of a lever in a scenario as it is shown: a
// choice by its label.
func (t *tryPage) valueOf(scenario string, l abnd.Lever) (x said, number string) {
	at, line := t.parameter(scenario, l, 0)
	if list := costing.LeverSpec(l, 0).ListIn(t.study); list != nil {
		return t.tell.labelOf(at, list), paper.TextFormat
	}
	return at, t.numberOf(line)
}

// valueLook is the look of the value of a lever: a label may take several lines.
func valueLook(kind paper.LookKind, number string) paper.Look {
	return paper.Look{Kind: kind, Number: number, Centred: true, Wrap: number == paper.TextFormat, Shrink: number != paper.TextFormat}
}

// lever writes the row of a lever.
func (t *tryPage) lever(i int) {
	l, row := t.at.levers[i], tryLeversRow+i
	t.Put(row, tryKeyColumn, paper.Cell{Value: l.ID, Look: paper.Look{Kind: paper.KeyLook}})
	name := t.tell.leverName(l)
	look := textLook
	look.Bold = true
	t.told(row, tryNameColumn, 1, name, look, 0)
	level := t.input(row, tryLevelColumn)
	level.Look.Centred, level.Look.Left, level.Look.Bold = true, false, true
	t.Put(row, tryLevelColumn, level)
	own := t.input(row, tryOwnColumn)
	own.Look.Left, own.Look.Bold = false, true
	t.Put(row, tryOwnColumn, own)
	t.leverRules(l, row)
	highest := 2
	for j, s := range t.study.Decided() {
		x, number := t.valueOf(s.ID, l)
		t.told(row, tryGridColumn+j, 1, x, valueLook(paper.FixedLook, number), 0)
		highest = max(highest, paper.LinesOf(x.text(), t.at.grid-paper.Padding))
	}
	echo, levels, remark := t.echo(l, row), t.levels(i), t.remark(l, row)
	t.told(row, t.at.wordsColumn, t.at.words, echo, textLook, 0)
	t.told(row, t.at.levelsColumn, t.at.levels, levels, textLook, 0)
	t.ofFile[address.Ref{Sheet: t.Page.Name, Col: t.at.levelsColumn, Row: row}] = true
	t.told(row, t.at.remarkColumn, t.at.remark, remark, textLook, 0)
	lines := highest
	for _, x := range []struct {
		text    said
		columns int
	}{{echo, t.at.words}, {said{value: t.longestLevels(i, levels)}, t.at.levels}, {remark, t.at.remark}} {
		lines = max(lines, paper.LinesOf(x.text.text(), float64(t.at.grid*float64(x.columns))-paper.Padding))
	}
	lines = max(lines, paper.LinesOf(name.text(), (tryNameWidth-paper.Padding)/paper.BoldScale))
	t.Row(row).Height = paper.LineHeight * float64(lines)
	t.Row(row).Folded = !l.Open && slices.ContainsFunc(t.at.levers, func(x abnd.Lever) bool { return x.Open })
}

// leverRules says what may be typed for a lever.
func (t *tryPage) leverRules(l abnd.Lever, row int) {
	if first, ok := t.book.address(costing.LeverLevelPath(l.ID, l.Levels[0].Number, "level")); ok {
		list := first.Absolute() + ":" + absolute(first.Row+len(l.Levels)-1, first.Col)
		t.rules.Add(row, tryLevelColumn, paper.RuleKind{List: list, Firm: true,
			Problem: abnd.T("Choose the number of one of the levels at the right.", "Escolha o número de um dos níveis à direita.")})
	}
	spec := costing.LeverSpec(l, 0)
	if list := spec.ListIn(t.study); list != nil {
		if codes, ok := t.book.listRange(list.Name); ok {
			t.rules.Add(row, tryOwnColumn, paper.RuleKind{List: codes, Firm: true, Problem: chooseCode})
		}
		return
	}
	kind := paper.RuleKind{Number: true, Low: -widest, High: widest, Problem: giveNumber}
	if !spec.IsChoice() && !math.IsInf(spec.Low, 0) && !math.IsInf(spec.High, 0) && spec.Low < spec.High {
		format := sheets.FormatOf(*spec)
		kind = paper.RuleKind{Number: true, Whole: spec.Whole, Low: spec.Low, High: spec.High, Firm: true, Problem: giveWithin.Fill(bound(format, spec.Low), bound(format, spec.High))}
	}
	t.rules.Add(row, tryOwnColumn, kind)
}
