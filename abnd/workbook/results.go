package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// Options of a workbook. No clock and no environment is read: what should
// stand in the file is said here.
type Options struct {
	Lang        abnd.Lang // Portuguese is spelt as the country of the study does
	Version     string    // of the program
	InputName   string    // the profile's code, or the input file's name
	InputSHA256 string
	Settings    []string // what the command line changed, as it was written
	Date        string   // shown at the head of pages; blank takes the study's own
	// Example, where given, has schemes and benefits that an input workbook
	// shows as notes, to go on with: [sheets.AddCommented].
	Example *abnd.Study
	// view is what is picked on SUMMARY; that of a new file where it is blank.
	view view
	// asGiven says that the result is written as it is: without the room's proposal
	// where it has none.
	asGiven bool
}

// Template writes the input workbook of a study: its sheets, to be edited and
// read back. The error is an [abnd.Diagnostics] where the study cannot be
// written.
func Template(study *abnd.Study, opts Options) ([]byte, error) {
	opts.Lang = opts.Lang.For(study.Country.ISO3)
	inputs := sheets.InLanguage(sheets.Write(study), opts.Lang)
	if opts.Example != nil {
		sheets.AddCommented(inputs, opts.Example, opts.Lang)
	}
	inputs = sheets.ForReading(inputs)
	book, err := newBook(inputs, metaOf(study, opts))
	if err != nil {
		return nil, err
	}
	// What is empty, or has only what was imported, begins with the order of work.
	book.guided = opts.Example != nil || study.Country.ISO3 == ""
	return book.bytes()
}

// Results writes the results workbook: the inputs, and every line of the
// model as a live formula with its value, and a sheet for each answer, which
// must be of this result and of another kind than the others. It can be edited and read back as an input.
func Results(result *scenarios.Result, opts Options, answers ...Answer) ([]byte, error) {
	book, _, err := resultBook(result, opts, answers...)
	if err != nil {
		return nil, err
	}
	return book.bytes()
}

func metaOf(study *abnd.Study, opts Options) meta {
	date := opts.Date
	if date == "" {
		date = study.Date
	}
	title := study.Title
	if title.IsZero() {
		title = abnd.T("Costing of a social protection floor", "Estimativa de custos de um piso de protecção social")
	}
	facts := []Fact{{abnd.T("Costs are compared with", "Os custos comparam-se com"), study.GDPName}}
	if study.Country.Currency != "" {
		facts = append(facts, Fact{abnd.T("Currency", "Moeda"), abnd.T("%s (%s)", "%s (%s)").Fill(study.Country.CurrencyName, study.Country.Currency)})
	}
	if m, ok := study.FindMacro(study.Macro); ok {
		facts = append(facts, Fact{abnd.T("Macroeconomic scenario", "Cenário macroeconómico"), m.Name})
	}
	facts = append([]Fact{{statusLabel, study.Status.Text()}}, facts...)
	return meta{
		Lang: opts.Lang, Title: title, Country: study.Country.Name, Date: date, Version: opts.Version,
		Stage: study.Status.Stage.Name(), Status: study.Status.Line(), Years: study.Frame(),
		Facts: append(facts,
			Fact{abnd.T("Projection", "Projecção"), abnd.Same(study.Projection.String())},
			Fact{abnd.T("Base year of prices", "Ano-base dos preços"), abnd.Same(fmt.Sprint(int(study.PriceYear)))}),
	}
}

// resultBook lays out a results workbook.
func resultBook(result *scenarios.Result, opts Options, answers ...Answer) (*book, *resultWriter, error) {
	if len(answers) == 0 && !opts.asGiven { // an answer is of its result
		result = result.WithTried()
	}
	study := result.Study
	opts.Lang = opts.Lang.For(study.Country.ISO3)
	inputs := sheets.ForReading(sheets.InLanguage(sheets.Write(study), opts.Lang))
	book, err := newBook(inputs, metaOf(study, opts))
	if err != nil {
		return nil, nil, err
	}
	w := &resultWriter{
		layout:     newLayout(study, result.Projection.Model(), inputs, book, opts.Lang),
		result:     result,
		inputs:     inputs,
		projection: result.Projection,
		computed:   map[address.Ref]computed{}, printedRows: map[string]int{},
		ofFile: map[address.Ref]bool{},
	}
	w.largestMoney = largestMoney(result.Projection)
	w.moneyWidth = widthOfMoney(result.Projection, w.largestMoney)
	w.view = w.viewOf(opts.view)
	w.formulas = &formulas{model: w.model, spots: w.spots, lists: book.listRange, texts: book.address, people: w.peopleSpot(inputs)}
	w.formulas.base, _ = study.PopulationBase()
	for _, p := range book.pages {
		w.addMeanings(p)
		w.addBelow(p)
		w.addPopulation(p)
	}
	book.pages = w.pages(request{opts, answers, book.pages})
	at := address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}
	book.light = at.Absolute()
	w.computed[address.Ref{Sheet: paper.ContentsSheet, Col: contentsLightColumn, Row: contentsLightRow}] = computed{value: okText}
	w.computed[address.Ref{Sheet: paper.ContentsSheet, Col: contentsLightColumn, Row: contentsLightRow + 1}] = computed{value: book.workshop.value}
	return book, w, nil
}

// resultWriter makes the computed pages of a results workbook.
type resultWriter struct {
	*layout
	result     *scenarios.Result
	projection *model.Projection
	formulas   *formulas
	// computed notes every cell that has a formula, and the engine's value of
	// it; the proof of the workbook goes through them.
	computed map[address.Ref]computed
	// ofFile are those of SUMMARY that say what was changed in the file.
	ofFile map[address.Ref]bool
	// view is what is picked on SUMMARY, inputs the sheets that the results were
	// made from.
	view   view
	inputs []sheets.Sheet
	// largestMoney is the largest amount, in millions, moneyWidth how wide a column
	// of a year is.
	largestMoney, moneyWidth float64
	// gapChart is the chart of GAPS; nil without one.
	gapChart   *paper.Chart
	gapCaption caption
	// printedRows are the rows of PRINT and FICHES.
	printedRows map[string]int
	// charts are those of CHARTS.
	charts []paper.Chart
	// textSpot is where CHECKS names the first text in a cell for a number.
	textSpot address.Ref
	// gapRows and matrixRows are the rows of formulas on GAPS and MATRIX.
	gapRows, matrixRows int
	// verdicts are the existing schemes with what was reported, by row.
	verdicts []scenarios.Reconciled
}

// computed is what the engine says of a cell with a formula.
type computed struct {
	value any // float64, or string for a choice or a blank
	// of is the size of what a small difference was made of; 0 where it is no
	// difference.
	of float64
	// beside says that the cell says what an input beside it means: it is no
	// result, and moves with its row.
	beside bool
}

func (w *resultWriter) peopleSpot(inputs []sheets.Sheet) populationRange {
	for _, s := range inputs {
		if s.Code == sheets.Population {
			first := w.study.PopulationYears().First
			return populationRange{
				sheet: s.Code, topRow: paper.FirstDataRow, endRow: paper.FirstDataRow + len(s.Rows) - 1,
				sexCol: columnOf(s, "sex"), ageCol: columnOf(s, "age"), yearCol: firstYearColumn(s, first), firstYear: first,
			}
		}
	}
	panic("workbook: there is no sheet of population")
}

// value is what a line is in a year, as a cell holds it: a blank is an empty
// text, a choice its code.
func (w *resultWriter) value(line *model.Line, year abnd.Year) any {
	if line.List != nil {
		return w.projection.Choice(line.Key)
	}
	x, ok := w.projection.Value(line.Key, year)
	if !ok {
		return ""
	}
	if x == 0 {
		x = 0 // a negative zero would be written with its sign
	}
	return x
}

// lineCell is one cell of a line: its formula with its value, or the value of
// a constant.
func (w *resultWriter) lineCell(line *model.Line, year abnd.Year, kind paper.LookKind) paper.Cell {
	return w.cellOfLine(line, year, kind, func(year abnd.Year) string { return w.formulas.formula(line, w.spots[line.Key], year) })
}

// cellOfLine is [resultWriter.lineCell] with what gives the formula of a year.
func (w *resultWriter) cellOfLine(line *model.Line, year abnd.Year, kind paper.LookKind, formula func(abnd.Year) string) paper.Cell {
	c := paper.Cell{Value: w.value(line, year), Look: paper.Look{Kind: kind, Number: w.numberOf(line), Centred: line.List != nil, Shrink: line.List != nil}}
	if line.IsInput() {
		return c
	}
	if w.formulas.isBlank(line, year) {
		return paper.Cell{Look: c.Look}
	}
	at := w.spots[line.Key]
	col := at.col
	if line.IsSeries() {
		col = at.column(year)
	}
	return w.live(c, formula(year), address.Ref{Sheet: at.sheet, Col: col, Row: at.row})
}

// live makes a cell a formula and notes it for the proof.
func (w *resultWriter) live(c paper.Cell, formula string, at address.Ref) paper.Cell {
	c.Formula = formula
	w.computed[at] = computed{value: c.Value}
	return c
}

// between is [resultWriter.live] for a difference of two figures as large as of.
func (w *resultWriter) between(c paper.Cell, formula string, at address.Ref, of float64) paper.Cell {
	c = w.live(c, formula, at)
	w.computed[at] = computed{value: c.Value, of: math.Abs(of)}
	return c
}

// lineCells is the row of a line: what leads, then its values from the column
// of its first year on.
func (w *resultWriter) lineCells(line *model.Line, lead []paper.Cell, kind paper.LookKind) []paper.Cell {
	at := w.spots[line.Key]
	cells := append(make([]paper.Cell, 0, at.col+line.Years.Len()), lead...)
	for len(cells) < at.col-1 {
		cells = append(cells, paper.Cell{})
	}
	if !line.IsSeries() {
		return append(cells, w.lineCell(line, 0, kind))
	}
	formula := func(year abnd.Year) string { return w.formulas.formula(line, at, year) }
	if !line.IsInput() {
		if row, ok := w.formulas.rowOf(line, at); ok {
			formula = row.in
		}
	}
	for _, year := range line.Years.All() {
		cells = append(cells, w.cellOfLine(line, year, kind, formula))
	}
	return cells
}

// keyed is the row of a line on a computed sheet: its key stands in the column of
// keys, behind those of the years, which are not printed further than that.
func (w *resultWriter) keyed(p *paper.Page, line *model.Line, lead []paper.Cell, kind paper.LookKind) []paper.Cell {
	cells := w.lineCells(line, lead, kind)
	for len(cells) < p.PrintCols {
		cells = append(cells, paper.Cell{})
	}
	return append(cells, keyCell(line.Key))
}

func keyCell(key model.Key) paper.Cell {
	return paper.Cell{Value: reader.ComputedRow + string(key), Look: paper.Look{Kind: paper.KeyLook, Number: paper.TextFormat}}
}

// KeyMark begins the key of a figure where it stands beside it.
const KeyMark = reader.ComputedRow

func (w *resultWriter) textCell(t abnd.Text, kind paper.LookKind) paper.Cell {
	framed := kind == paper.FixedLook || kind == paper.TotalLook
	return paper.Cell{Value: paper.TextOrNothing(t.In(w.lang)), Look: paper.Look{Kind: kind, Number: paper.TextFormat, Wrap: framed, Left: framed || kind == paper.LabelLook}}
}

// addMeanings notes the cells that say what codes mean: they are formulas like
// others, and proved with them.
func (w *resultWriter) addMeanings(p *paper.Page) {
	for _, r := range p.Rows {
		for i, c := range r.Cells {
			if c.Formula != "" {
				w.computed[address.Ref{Sheet: p.Name, Col: i + 1, Row: r.At}] = computed{value: c.Value, beside: true}
			}
		}
	}
}

// addBelow adds the computed rows of the frames below the inputs of a sheet.
func (w *resultWriter) addBelow(p *paper.Page) {
	rows := w.extra[p.Name]
	if len(rows) == 0 {
		return
	}
	for _, r := range rows {
		if w.spots[r.line.Key].col > unitColumn {
			const widestLabel, widestUnit = 46, 26
			for i, t := range []abnd.Text{r.line.Label, w.unitOf(r.line)} {
				p.Widths[1+i] = max(p.Widths[1+i], paper.ClampWidth(paper.OneLine(t.In(w.lang)), 0, [...]float64{widestLabel, widestUnit}[i]))
			}
		}
		if r.line.IsSeries() {
			at := w.spots[r.line.Key]
			for col := at.col; col <= at.column(at.last); col++ {
				p.Widths[col-1] = max(p.Widths[col-1], w.moneyWidth)
			}
		}
	}
	if p.Name == sheets.General {
		// The constants of the formulas are nothing for paper.
		p.Printed = address.Area{Top: 1, Left: 1, Bottom: rows[0].row - 2, Right: len(p.Widths)}
	}
	p.Rows = append(p.Rows, paper.Row{At: rows[0].row - 1, Height: 20, Cells: []paper.Cell{
		besideInputs(p, paper.Cell{Value: reader.ComputedRow, Look: paper.Look{Kind: paper.KeyLook}}),
		w.textCell(abnd.T("Computed by formulas", "Calculado por fórmulas"), paper.HeadingLook),
	}})
	for _, r := range rows {
		lead := []paper.Cell{besideInputs(p, keyCell(r.line.Key)), w.textCell(r.line.Label, paper.FixedLook), w.textCell(w.unitOf(r.line), paper.FixedLook)}
		if w.spots[r.line.Key].col <= len(lead) {
			lead = lead[:w.spots[r.line.Key].col-1]
		}
		p.Rows = append(p.Rows, p.Fitted(paper.Row{At: r.row, Cells: w.lineCells(r.line, lead, paper.FixedLook)}))
	}
}

// besideInputs is the key of a computed row in the first column of an input sheet: the
// reader goes by it, and people are not to see it where they see the column.
func besideInputs(p *paper.Page, key paper.Cell) paper.Cell {
	if !slices.Contains(p.Hidden, 1) {
		key.Look.Number = paper.UnseenFormat
	}
	return key
}

// Number formats of computed cells. Money is shown in millions; the cell
// holds whole units.
const (
	millionsFormat = `#,##0.00,,`
	// wholeMillionsFormat is the same where a cell is narrow.
	wholeMillionsFormat = `#,##0,,`
	amountFormat        = `#,##0.00`
	factorFormat        = `0.0000`
	// signedFactor is the same of a change.
	signedFactor = `+0.0000;-0.0000;0.0000`
)

// inMillions reports whether a line is shown in millions, and named so.
func inMillions(line *model.Line) bool {
	return line.Unit == abnd.CurrentMoney || line.Unit == abnd.BaseYearMoney || line.Unit == abnd.DollarMoney
}

// numberOf is the number format of a line's cells, wherever they show it: that
// of its unit. A count of parts has no decimals.
func (l *layout) numberOf(line *model.Line) string {
	switch {
	case isCountOfParts(line), isWhole(line), line.Factor && l.spots[line.Key].sheet == afterSheet: // whose factors are counts and states
		return paper.WholeFormat
	case isTiny(line):
		return paper.TinyFormat
	}
	format := lineFormat(line)
	if x, ok := constant(line); ok && format == paper.GeneralFormat && hasManyDecimals(x) {
		return paper.DecimalsFormat
	}
	return format
}

// isWhole reports whether a line is a whole number by what it is: a fact, a count, the
// case of a sentence, or a number that stands in the model as one.
func isWhole(line *model.Line) bool {
	if line.Fact != nil {
		return true
	}
	if x, ok := constant(line); ok && (line.Factor || line.Unit == abnd.PriceIndex) {
		return x == math.Trunc(x)
	}
	if !line.Factor {
		return false
	}
	word := string(line.Key[strings.LastIndex(string(line.Key), "/")+1:])
	return slices.ContainsFunc(wholeWords, func(end string) bool { return strings.HasSuffix(word, end) })
}

// wholeWords end the keys of counts and of the cases of sentences.
var wholeWords = []string{"summary", "_forward", "_forward_early", "_case", "_now", "active"}

// isTiny reports whether a line is a tolerance that a percentage would show as zero.
func isTiny(line *model.Line) bool {
	const least = 0.00005
	x, ok := constant(line)
	return ok && line.Unit == abnd.PureNumber && x != 0 && math.Abs(x) < least
}

// constant is the one value of a line that is a number of the model.
func constant(line *model.Line) (float64, bool) {
	if line.List != nil || !line.IsInput() || len(line.Inputs) != 1 {
		return 0, false
	}
	return line.Inputs[0], !math.IsNaN(line.Inputs[0])
}

// isCountOfParts reports whether a line counts the parts that are not known of a
// sum.
func isCountOfParts(line *model.Line) bool { return strings.HasSuffix(string(line.Key), "/unknown") }

func lineFormat(line *model.Line) string {
	switch {
	case line.List != nil:
		return paper.TextFormat
	case inMillions(line):
		return millionsFormat
	case line.Unit == abnd.PersonUnit, line.Unit == abnd.HouseholdUnit:
		return paper.WholeFormat
	case line.Unit == abnd.CalendarYear, line.Unit == abnd.AgeInYears:
		return paper.YearFormat
	case line.Unit == abnd.PriceIndex, line.Factor:
		return factorFormat
	case line.Unit == abnd.PureNumber:
		return paper.PercentFormat
	case line.Unit == abnd.MoneyPerHead, line.Unit == abnd.MoneyPerMonth, line.Unit == abnd.MoneyPerPayment,
		line.Unit == abnd.MoneyPerHouseholdPayment, line.Unit == abnd.RealMoneyPerPerson, line.Unit == abnd.InternationalPerPerson:
		return amountFormat
	case line.Unit == abnd.MoneyPerDollar, line.Unit == abnd.MoneyPerInternational:
		return factorFormat
	case line.Unit == abnd.PersonsPerHousehold:
		return paper.DecimalsFormat
	case line.Unit.Money != 0: // money per something, or its square
		return amountFormat
	}
	return paper.GeneralFormat
}

// unitOf is the unit of a line as its cells show it.
func (w *resultWriter) unitOf(line *model.Line) abnd.Text {
	currency := w.study.Country.Currency
	switch {
	case line.List != nil:
		return abnd.T("choice", "opção")
	case isCountOfParts(line):
		return abnd.T("count", "número")
	case line.Factor:
		return abnd.T("factor", "factor")
	case line.Unit == abnd.CurrentMoney:
		return abnd.T("%s million", "milhões de %s").Fill(currency)
	case line.Unit == abnd.BaseYearMoney:
		return abnd.T("%s million, constant %d prices", "milhões de %s, preços constantes de %d").Fill(currency, int(w.study.PriceYear))
	case line.Unit == abnd.DollarMoney:
		return abnd.T("USD million", "milhões de USD")
	case line.Unit == abnd.PureNumber:
		return abnd.Same("%")
	}
	return abnd.UnitText(line.Unit, currency)
}

// computedPage begins a page of computed lines: title, help, the head with
// the years as numbers, which formulas refer to. finish ends it.
func (w *resultWriter) computedPage(name string, title, about, help abnd.Text, columns [yearColumn - 1]abnd.Text) *paper.Page {
	return w.yearsPage(name, w.study.Projection, title, about, help, columns)
}

// yearsPage is [resultWriter.computedPage] over other years.
func (w *resultWriter) yearsPage(name string, years abnd.Years, title, about, help abnd.Text, columns [yearColumn - 1]abnd.Text) *paper.Page {
	p := &paper.Page{Name: name, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: yearColumn - 1, Repeat: [2]int{paper.LabelRow, paper.LabelRow}, OnePageWide: true}
	p.Widths = make([]float64, len(columns))
	p.AddTop(title, help, w.lang)
	head := paper.Row{At: paper.LabelRow, Height: 20}
	for _, c := range columns {
		head.Add(paper.Cell{Value: paper.TextOrNothing(c.In(w.lang)), Look: paper.Look{Kind: paper.LabelLook, Wrap: true, Left: true}})
	}
	for _, year := range years.All() {
		head.Add(yearCell(year))
		p.Widths = append(p.Widths, w.moneyWidth)
	}
	head.Add(w.textCell(abnd.T("Key", "Chave"), paper.LabelLook))
	p.Widths = append(p.Widths, 40)
	p.PrintCols = len(p.Widths) - 1
	p.Rows = append(p.Rows, head)
	return p
}

// finish fits the columns and rows of a computed page to their texts, and its
// printed pages to its blocks, which begin in the given rows.
func (w *resultWriter) finish(p *paper.Page, blocks []int) {
	p.FitColumn(nameColumn, 14, 50)
	p.FitColumn(detailColumn, 14, 50)
	p.FitColumn(unitColumn, 10, 30)
	p.FitTop()
	p.FitRows()
	p.BreakBetween(blocks)
}

func yearCell(year abnd.Year) paper.Cell {
	return paper.Cell{Value: float64(year), Look: paper.Look{Kind: paper.LabelLook, Number: paper.YearFormat, Centred: true}}
}

// largestMoney is the largest amount of a computed line, in millions.
func largestMoney(p *model.Projection) float64 {
	largest := 0.0
	lines := p.Model().Lines()
	for i := range lines {
		line := lines[i]
		if line.IsInput() || !line.IsSeries() || !inMillions(line) {
			continue
		}
		for _, x := range p.Values(line.Key) {
			if !math.IsNaN(x) {
				largest = max(largest, math.Abs(x)/million)
			}
		}
	}
	return largest
}

const million = 1e6

// widthOfMoney fits the largest amount in millions and the whole population,
// with room for edits that make them larger.
func widthOfMoney(p *model.Projection, largest float64) float64 {
	const room = 10 // times the largest figure
	people := 0.0
	for _, n := range p.Values("frame/population") {
		people = max(people, n)
	}
	const least, edges = 10.0, 1.5
	return math.Ceil(max(least, edges+paper.TextWidth(paper.Grouped(fmt.Sprintf("%.2f", -room*largest))), edges+paper.TextWidth(paper.Grouped(fmt.Sprintf("%.0f", room*people)))))
}
