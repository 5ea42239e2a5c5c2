package workbook

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// The calculations of SUMMARY stand below what is printed, at the right: what was
// picked, then a row for each scenario and package with its figures in the year
// that was picked, then the row that was picked beside that of the status quo.
// Every figure there is a line of another sheet.

// summaryRun is a scenario or package that can be picked.
type summaryRun struct {
	id   string
	name string // in the workbook's language, of one run alone
	sums sumsOf
}

// summaryRuns lists the scenarios, then the packages.
func (l *layout) summaryRuns() []summaryRun {
	var runs []summaryRun
	add := func(id string, sums sumsOf) {
		name := sums.name.In(l.lang)
		if name == "" || slices.ContainsFunc(runs, func(r summaryRun) bool { return r.name == name }) {
			name += " (" + id + ")"
		}
		runs = append(runs, summaryRun{id, name, sums})
	}
	for _, s := range l.study.Scenarios {
		add(s.ID, sumsOfScenario(s))
	}
	for _, p := range l.study.Packages {
		add(p.ID, sumsOfPackage(p))
	}
	return runs
}

// view is what is picked on SUMMARY: it moves no figure of the study.
type view struct {
	run  string
	year abnd.Year
}

// yearsAhead is how far from the first year of the projection the view is at first.
const yearsAhead = 5

// firstView is what is picked in a new file: the last scenario, which by custom is
// the most that could be extended, a few years ahead.
func (l *layout) firstView() view {
	years := l.study.Projection
	v := view{abnd.StatusQuo, min(years.First+yearsAhead, years.Last)}
	for _, s := range l.study.Decided() {
		v.run = s.ID
	}
	return v
}

// viewOf is what was picked, where the study has it, and otherwise the first view.
func (l *layout) viewOf(picked view) view {
	v := l.firstView()
	if slices.ContainsFunc(l.summaryRuns(), func(r summaryRun) bool { return r.id == picked.run }) {
		v.run = picked.run
	}
	if l.study.Projection.Contains(picked.year) {
		v.year = picked.year
	}
	return v
}

// summaryMeasure is a column of the calculations: a line of each run.
type summaryMeasure struct {
	code  string
	label abnd.Text
	key   func(r summaryRun) model.Key
	// of is the size of what a difference was made of.
	of     float64
	number string
}

// The codes of measures that are no lines of sums.
const (
	missingParts  = "missing"
	needMeasure   = "need"
	needShare     = "need_share"
	gapShare      = "gap_share"
	emptyYear     = "empty_year"
	yearsForward  = "years_forward"
	coverPrefix   = "cover/"
	knownPrefix   = "known/"
	peoplePrefix  = "people/"
	coveredPrefix = "covered/"
)

// summaryMeasures lists the columns.
func (w *resultWriter) summaryMeasures() []summaryMeasure {
	sum := func(g abnd.Guarantee, code string) func(summaryRun) model.Key {
		return func(r summaryRun) model.Key { return r.sums.key(g, code) }
	}
	fiscal := func(code string) func(summaryRun) model.Key {
		return func(r summaryRun) model.Key { return costing.FiscalKey(r.id, code) }
	}
	const all = scenarios.AllOf
	everyone := w.everyone()
	measures := []summaryMeasure{
		{"share_of_gdp", abnd.T("Cost, %% of %s", "Custo, em %% do %s").Fill(w.study.GDPName), sum(all, "share_of_gdp"), 1, paper.PercentFormat},
		{missingParts, abnd.T("Parts of the cost without data", "Parcelas do custo sem dados"), func(r summaryRun) model.Key { return costing.UnknownParts(r.sums.key(all, "share_of_gdp")) }, 0, paper.WholeFormat},
		{costing.NewlyCovered, abnd.T("Newly covered by income security", "Novas pessoas com segurança de rendimento"), sum(abnd.IncomeSecurity, costing.NewlyCovered), everyone, paper.WholeFormat},
		{costing.LeftOut, abnd.T("Left out of income security", "Fora da segurança de rendimento"), sum(abnd.IncomeSecurity, costing.LeftOut), everyone, paper.WholeFormat},
		{costing.GroupsUnknown, abnd.T("Groups without data", "Grupos sem dados"), sum(abnd.IncomeSecurity, costing.GroupsUnknown), 0, paper.WholeFormat},
		{needMeasure, abnd.T("Above the envelope, money", "Acima do envelope, dinheiro"), fiscal("need"), w.gdp(), millionsFormat},
		{needShare, abnd.T("Above the envelope, %% of %s", "Acima do envelope, em %% do %s").Fill(w.study.GDPName), fiscal("need_share"), 1, paper.PercentFormat},
		{gapShare, abnd.T("Not financed, %% of %s", "Sem financiamento, em %% do %s").Fill(w.study.GDPName), fiscal("gap_share"), 1, paper.PercentFormat},
		{emptyYear, abnd.T("Year in which the fund is empty", "Ano em que o fundo se esgota"), fiscal(costing.FundEmptyYear), 0, paper.YearFormat},
		{yearsForward, abnd.T("Years earlier than in the status quo", "Anos de antecipação face à situação actual"), fiscal(costing.FundYearsForward), 0, paper.WholeFormat},
	}
	for _, g := range abnd.Guarantees() {
		measures = append(measures,
			summaryMeasure{coverPrefix + string(g), abnd.T("Cover: %s", "Cobertura: %s").Fill(g.ShortName()), sum(g, costing.CoveredShare), 1, paper.PercentFormat},
			summaryMeasure{knownPrefix + string(g), abnd.T("Groups with data: %s", "Grupos com dados: %s").Fill(g.ShortName()), sum(g, costing.GroupsKnown), 0, paper.WholeFormat},
			summaryMeasure{coveredPrefix + string(g), abnd.T("Covered: %s", "Pessoas cobertas: %s").Fill(g.ShortName()), sum(g, costing.Covered), everyone, paper.WholeFormat})
	}
	return measures
}

// gdp is that of the first year: the size of what balances are made of.
func (w *resultWriter) gdp() float64 {
	x, _ := w.projection.Value("frame/gdp", w.study.Projection.First)
	return x
}

// The columns of the calculations.
const (
	summaryWidth  = 7                // columns that are printed
	calcName      = summaryWidth + 2 // after a gap
	calcFirst     = calcName + 1
	calcTop       = wordsRow + 20 // below all that is printed
	runPlaceRow   = calcTop + 1
	yearPlaceRow  = calcTop + 2
	yearPickedRow = calcTop + 3
	runsHeadRow   = calcTop + 5
)

// summaryCalc writes the calculations.
type summaryCalc struct {
	*resultWriter
	phraser
	work     paper.SheetBuffer
	runs     []summaryRun
	measures []summaryMeasure
	picked   int // index of the run
	quo      int // of the status quo
	next     int // row
}

// runRow is the row of a run among the calculations.
func runRow(i int) int { return runsHeadRow + 1 + i }

// summaryRunCell is where SUMMARY has a measure of a run in the year that is
// picked.
func summaryCell(row, col int) string { return fmt.Sprintf("$%s$%d", address.Column(col), row) }

// sharesColumn is the column of the cost as a share of GDP, which WRITTEN reads.
const sharesColumn = calcFirst

// onSummary refers to a cell of SUMMARY from another sheet.
func onSummary(row, col int) string { return address.Absolute(SummarySheet, row, col) }

// number puts a figure that may not be known, as large as of where it is a
// difference.
func (c *summaryCalc) number(row, col int, x float64, known bool, formula, format string, of float64) seen {
	value := any("")
	if known {
		if x == 0 {
			x = 0 // a negative zero would be written with its sign
		}
		value = x
	}
	cell := c.between(paper.Cell{Value: value, Look: paper.Look{Kind: paper.FixedLook, Number: format}}, formula, address.Ref{Sheet: SummarySheet, Col: col, Row: row}, of)
	c.work.Put(row, col, cell)
	return seen{summaryCell(row, col), x, known}
}

// texts puts a phrase.
func (c *summaryCalc) text(row, col int, p phrase, look paper.Look) {
	look.Number = paper.TextFormat
	c.work.Put(row, col, c.live(paper.Cell{Value: p.value, Look: look}, p.formula, address.Ref{Sheet: SummarySheet, Col: col, Row: row}))
}

func (c *summaryCalc) label(row, col int, t abnd.Text, kind paper.LookKind) {
	c.work.Put(row, col, paper.Cell{Value: paper.TextOrNothing(t.In(c.resultWriter.lang)), Look: paper.Look{Kind: kind, Number: paper.TextFormat, Left: true, Wrap: kind == paper.LabelLook}})
}

// pick puts which run and which year are picked; a cell that was cleared stands for
// the first view.
func (c *summaryCalc) pick(first view) {
	years := c.study.Projection
	place := func(row int, label abnd.Text, is, otherwise int, list, cell string) seen {
		c.label(row, calcName, label, paper.FixedLook)
		// The place of the first view stands beside: no number in a formula.
		c.work.Put(row, calcFirst+1, paper.Cell{Value: float64(otherwise), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat}})
		return c.number(row, calcFirst, float64(is), true, fmt.Sprintf("IFERROR(MATCH(%s,%s,0),%s)", cell, list, summaryCell(row, calcFirst+1)), paper.YearFormat, 0)
	}
	firstRun := slices.IndexFunc(c.runs, func(r summaryRun) bool { return r.id == first.run })
	place(runPlaceRow, abnd.T("Place of what is picked in the list; beside it that of a new file", "Lugar do que se escolheu na lista; ao lado o de um ficheiro novo"), c.picked+1, firstRun+1, c.runList(), summaryCell(pickRow, pickRunColumn))
	place(yearPlaceRow, abnd.T("Place of the year in the list; beside it that of a new file", "Lugar do ano na lista; ao lado o de um ficheiro novo"), int(c.view.year-years.First)+1, int(first.year-years.First)+1, c.yearList(), summaryCell(pickRow, pickYearColumn))
	c.label(yearPickedRow, calcName, abnd.T("Year", "Ano"), paper.FixedLook)
	c.number(yearPickedRow, calcFirst, float64(c.view.year), true, fmt.Sprintf("INDEX(%s,1,%s)", c.yearList(), summaryCell(yearPlaceRow, calcFirst)), paper.YearFormat, 0)
}

// runList is the range of the names that can be picked, yearList that of the years.
func (c *summaryCalc) runList() string {
	return summaryCell(runRow(0), calcName) + ":" + summaryCell(runRow(len(c.runs)-1), calcName)
}

func (c *summaryCalc) yearList() string {
	row := c.yearsRow()
	return summaryCell(row, calcFirst) + ":" + summaryCell(row, calcFirst+c.study.Projection.Len()-1)
}

// yearsRow heads the figures by year.
func (c *summaryCalc) yearsRow() int { return runRow(len(c.runs)) + 4 }

// figures puts the figures of every run in the year, then of the one that is picked.
func (c *summaryCalc) figures() {
	c.label(runsHeadRow, calcName, abnd.T("Scenario or package, in the year picked", "Cenário ou pacote, no ano escolhido"), paper.LabelLook)
	for i, r := range c.runs {
		c.work.Put(runRow(i), calcName, paper.Cell{Value: r.name, Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Left: true}})
	}
	row := runRow(len(c.runs))
	c.text(row, calcName, c.runName(), paper.Look{Kind: paper.TotalLook, Left: true})
	for j, m := range c.measures {
		col := calcFirst + j
		c.label(runsHeadRow, col, m.label, paper.LabelLook)
		for i, r := range c.runs {
			x, known, formula := c.lineOf(m.key(r))
			c.number(runRow(i), col, x, known, formula, m.number, m.of)
		}
		x, known, _ := c.lineOf(m.key(c.runs[c.picked]))
		c.number(row, col, x, known, fmt.Sprintf("INDEX(%s:%s,%s)", summaryCell(runRow(0), col), summaryCell(runRow(len(c.runs)-1), col), summaryCell(runPlaceRow, calcFirst)), m.number, m.of)
	}
}

// lineOf is a line in the year that is picked: its figure, and the formula that finds
// it. A line that the study does not have is not known.
func (c *summaryCalc) lineOf(key model.Key) (x float64, known bool, formula string) {
	if !c.model.Has(key) {
		return 0, false, blankText
	}
	s := c.spots[key]
	if !s.series {
		x, known = c.projection.Value(key, 0)
		return x, known, address.Absolute(s.sheet, s.row, s.col)
	}
	x, known = c.projection.Value(key, c.view.year)
	return x, known, fmt.Sprintf("INDEX(%s,1,%s)", c.rangeOf(key), summaryCell(yearPlaceRow, calcFirst))
}

// of is a measure of the run that is picked, before that of the status quo.
func (c *summaryCalc) of(code string) seen     { return c.at(code, runRow(len(c.runs)), c.picked) }
func (c *summaryCalc) before(code string) seen { return c.at(code, runRow(c.quo), c.quo) }

func (c *summaryCalc) at(code string, row, run int) seen {
	j := slices.IndexFunc(c.measures, func(m summaryMeasure) bool { return m.code == code })
	x, known, _ := c.lineOf(c.measures[j].key(c.runs[run]))
	return seen{summaryCell(row, calcFirst+j), x, known}
}

// runName is the name of what is picked.
func (c *summaryCalc) runName() phrase {
	return phrase{fmt.Sprintf("INDEX(%s,%s)", c.runList(), summaryCell(runPlaceRow, calcFirst)), c.runs[c.picked].name}
}

// year is the year that is picked.
func (c *summaryCalc) year() phrase {
	return c.figure(seen{summaryCell(yearPickedRow, calcFirst), float64(c.view.year), true}, costing.AsYear)
}

// derived puts a difference of two figures, not known where one is not, and its
// size without a sign.
func (c *summaryCalc) derived(label abnd.Text, now, before seen, format string, of float64) (difference, size seen) {
	row := c.next
	c.next++
	c.label(row, calcName, label, paper.FixedLook)
	known := now.known && before.known
	x := now.x - before.x
	difference = c.number(row, calcFirst, x, known, fmt.Sprintf(`IF(OR(%[1]s="",%[2]s=""),"",%[1]s-%[2]s)`, now.at, before.at), format, of)
	size = c.size(row, difference, format, of)
	return difference, size
}

// size puts a figure without its sign beside it.
func (c *summaryCalc) size(row int, s seen, format string, of float64) seen {
	return c.number(row, calcFirst+1, max(s.x, -s.x), s.known, fmt.Sprintf(`IF(%[1]s="","",MAX(%[1]s,0-%[1]s))`, s.at), format, of)
}
