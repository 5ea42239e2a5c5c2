package workbook

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// IMPACT sets the effect of the scenarios on poverty side by side; FIFTHS holds what it
// is computed from: the curve, then a block for each scenario. Its columns are parts
// of the distribution, fifths, or steps of rank, as each row has.
const (
	ImpactSheet = "IMPACT"
	fifthsSheet = "FIFTHS"
)

// placeImpact gives the lines of the distribution and of its effects their places.
func (l *layout) placeImpact() {
	row := paper.FirstDataRow
	place := func(group string, heading abnd.Text) {
		b := block{heading: heading, row: row}
		for _, line := range l.model.Lines() {
			if line.Group != group {
				continue
			}
			row++
			b.lines = append(b.lines, placed{line, row})
			l.spots[line.Key] = cellRefOf(line, fifthsSheet, row, yearColumn)
		}
		if len(b.lines) > 0 {
			row += 2
			l.fifths = append(l.fifths, b)
		}
	}
	place(costing.CurveGroup, abnd.T("Distribution of consumption before", "Distribuição do consumo antes"))
	place(costing.ImpactGroup(""), abnd.T("What the scenarios share", "O que os cenários têm em comum"))
	for _, s := range l.study.Scenarios {
		place(costing.ImpactGroup(s.ID), s.Name)
	}
}

// fifthsPage is the sheet of what the effects are computed from.
func (w *resultWriter) fifthsPage() *paper.Page {
	widest := abnd.Years{First: 1, Last: 1}
	for _, b := range w.fifths {
		for _, r := range b.lines {
			widest.Last = max(widest.Last, r.line.Years.Last)
		}
	}
	p := w.yearsPage(fifthsSheet, widest,
		abnd.T("FIFTHS  ·  Calculation of the effect on poverty", "FIFTHS  ·  Cálculo do efeito na pobreza"),
		abnd.T("Calculation of the effect on poverty: the fitted curve, who receives, poverty after", "Cálculo do efeito na pobreza: a curva ajustada, quem recebe, a pobreza depois"),
		abnd.T("The columns number what a row is about: six parts (the fifths, one of them cut at the poverty line), five fifths, or steps of rank. Formulas and sources: docs/method.md.",
			"As colunas numeram aquilo de que a linha trata: seis partes (os quintos, um deles cortado na linha de pobreza), cinco quintos, ou passos de posição. Fórmulas e fontes: docs/method.md."),
		[...]abnd.Text{abnd.T("Line", "Rubrica"), abnd.T("Scenario", "Cenário"), abnd.T("Unit", "Unidade")})
	var starts []int
	for _, b := range w.fifths {
		starts = append(starts, b.row)
		p.AddHeading(b.row, w.textCell(b.heading, paper.HeadingLook))
		for _, r := range b.lines {
			lead := []paper.Cell{w.textCell(r.line.Label, paper.FixedLook), w.textCell(b.heading, paper.FixedLook), w.textCell(w.unitOf(r.line), paper.FixedLook)}
			p.Rows = append(p.Rows, paper.Row{At: r.row, Cells: w.keyed(p, r.line, lead, paper.FixedLook)})
		}
	}
	w.finish(p, starts)
	return p
}

// impactShown are the scenarios of IMPACT.
func (w *resultWriter) impactShown() []abnd.Scenario {
	computed := costing.ImpactScenarios(w.study)
	return slices.DeleteFunc(slices.Clone(w.study.Shown()), func(s abnd.Scenario) bool {
		return !slices.ContainsFunc(computed, func(x abnd.Scenario) bool { return x.ID == s.ID })
	})
}

// The columns of IMPACT: a figure, what it is in the survey, then three of each
// scenario.
const (
	impactBeforeColumn = nameColumn + 1
	impactFirstColumn  = impactBeforeColumn + 1
	impactColumns      = 3
)

// impactWriter fills the page row by row.
type impactWriter struct {
	*resultWriter
	page  *paper.Page
	shown []abnd.Scenario
	next  int
}

// impactPage sets what each scenario does to poverty side by side.
func (w *resultWriter) impactPage() *paper.Page {
	about := abnd.T("Who gains: poverty, inequality and the fifths under each scenario", "Quem ganha: pobreza, desigualdade e quintos em cada cenário")
	p := &paper.Page{Name: ImpactSheet, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: nameColumn, OnePageWide: true}
	p.AddTop(abnd.T("%s  ·  Who gains, and how poverty changes", "%s  ·  Quem ganha, e como muda a pobreza").Fill(ImpactSheet), costing.ImpactNote(), w.lang)
	const nameWidth, figureWidth = 52, 13
	p.Widths = []float64{nameWidth, figureWidth}
	i := impactWriter{w, p, w.impactShown(), paper.FirstDataRow}
	head := paper.Row{At: paper.LabelRow}
	label := func(t abnd.Text, left bool) {
		c := w.textCell(t, paper.LabelLook)
		c.Look.Wrap, c.Look.Left, c.Look.Centred = true, left, !left
		head.Add(c)
	}
	label(abnd.T("In money of the survey’s year", "Em dinheiro do ano do inquérito"), true)
	label(abnd.T("Before: survey", "Antes: inquérito"), false)
	for _, s := range i.shown {
		label(s.Name, false)
		label(abnd.T("depends on who receives: from", "depende de quem recebe: de"), false)
		label(abnd.T("to", "a"), false)
		p.Widths = append(p.Widths, figureWidth+2, figureWidth, figureWidth)
	}
	p.Rows = append(p.Rows, p.Fitted(head))
	years := []impactCell{{key: costing.SurveyYear}}
	for range i.shown {
		years = append(years, impactCell{key: costing.ImpactYear}, impactCell{}, impactCell{})
	}
	i.row(abnd.T("Year of the survey, and of the benefits", "Ano do inquérito, e das prestações").In(w.lang), paper.FixedLook, years)
	for n, r := range costing.ImpactResults() {
		kind := paper.FixedLook
		if n < leadingImpacts {
			kind = paper.TotalLook
		}
		cells := []impactCell{i.before(r.Code)}
		for _, s := range i.shown {
			cells = append(cells, i.of(s, r)...)
		}
		i.row(r.Label.In(w.lang), kind, cells)
	}
	i.next++
	p.AddHeading(i.next, w.textCell(abnd.T("Gain of each fifth, % of its consumption", "Ganho de cada quinto, em % do seu consumo"), paper.HeadingLook))
	i.next++
	first := i.next
	for n := 1; n <= costing.Fifths; n++ {
		cells := []impactCell{{}}
		for _, s := range i.shown {
			cells = append(cells, impactCell{costing.ImpactKey(s.ID, costing.FifthGain), abnd.Year(n)}, impactCell{}, impactCell{})
		}
		i.row(capital(costing.FifthName(n).In(w.lang)), paper.FixedLook, cells)
	}
	last := i.next - 1
	i.next++
	p.AddHeading(i.next, w.textCell(abnd.T("In words", "Em palavras"), paper.HeadingLook))
	i.next++
	for _, s := range i.shown {
		x := toldRow{i.next, s.Name, costing.ImpactSentence(s)}
		told := w.told(x, ImpactSheet, nameColumn)
		told.Look.Wrap = true
		p.Merges = append(p.Merges, address.Area{Top: x.row, Left: nameColumn, Bottom: x.row, Right: len(p.Widths)})
		p.Rows = append(p.Rows, paper.Row{At: x.row, Height: 2 * sentenceHeight, Cells: []paper.Cell{told}})
		i.next++
	}
	p.FitTop()
	i.chart(first, last)
	return p
}

// leadingImpacts is how many of the results lead.
const leadingImpacts = 2

// impactCell is a line, in one of its years where it has some; blank for no figure.
type impactCell struct {
	key  model.Key
	year abnd.Year
}

// before is a result before anything is paid, where it has one.
func (i impactWriter) before(code string) impactCell {
	if key := costing.CurveKey(code); i.model.Has(key) {
		return impactCell{key: key}
	}
	return impactCell{}
}

// of are the figures of a result under a scenario: in proportion, from and to.
func (i impactWriter) of(s abnd.Scenario, r costing.ImpactResult) []impactCell {
	cells := []impactCell{{key: costing.ImpactKey(s.ID, r.Code)}, {}, {}}
	if r.Range {
		cells[1].key, cells[2].key = costing.ImpactKey(s.ID, r.Code+costing.ImpactFrom), costing.ImpactKey(s.ID, r.Code+costing.ImpactTo)
	}
	return cells
}

// row adds a row of figures that stand on FIFTHS.
func (i *impactWriter) row(label string, kind paper.LookKind, cells []impactCell) {
	r := paper.Row{At: i.next, Cells: []paper.Cell{{Value: label, Look: paper.Look{Kind: kind, Number: paper.TextFormat, Wrap: true, Left: true}}}}
	for n, x := range cells {
		if x.key == "" {
			r.Add(paper.Cell{Look: paper.Look{Kind: paper.ClosedLook}})
			continue
		}
		line, at := i.model.Line(x.key), i.spots[x.key]
		col := at.col
		if at.series {
			col = at.column(x.year)
		}
		c := paper.Cell{Value: i.value(line, x.year), Look: paper.Look{Kind: kind, Number: impactFormat(line, i.numberOf(line))}}
		r.Add(i.live(c, address.Absolute(at.sheet, at.row, col), address.Ref{Sheet: ImpactSheet, Col: impactBeforeColumn + n, Row: i.next}))
	}
	i.page.Rows = append(i.page.Rows, i.page.Fitted(r))
	i.next++
}

// impactFormat shows shares with one decimal: no more is known of them.
func impactFormat(line *model.Line, format string) string {
	if line.Unit == abnd.PureNumber {
		return `0.0%`
	}
	return format
}

// chart draws what each fifth gains under each scenario, from the rows of the table.
func (i *impactWriter) chart(first, last int) {
	rows := func(column int) string {
		return fmt.Sprintf("%[1]s!$%[2]s$%[3]d:$%[2]s$%[4]d", ImpactSheet, address.Column(column), first, last)
	}
	c := paper.Chart{
		At: address.At(i.next+1, 1), Kind: charts.Columns, Format: `0.0%`, FromZero: true, Years: rows(nameColumn),
		Title: abnd.T("Gain of each fifth, % of its consumption", "Ganho de cada quinto, em % do seu consumo").In(i.lang),
	}
	for n, s := range i.shown {
		column := impactFirstColumn + impactColumns*n
		c.Series = append(c.Series, paper.ChartSeries{Name: address.Absolute(ImpactSheet, paper.LabelRow, column), Values: rows(column), Paint: i.paintOf(s.ID)})
	}
	i.page.Breaks = append(i.page.Breaks, i.next)
	i.page.Charts = append(i.page.Charts, c)
	under := paper.NewSheetBuffer(i.page)
	i.captioned(&under, i.next+1, chartColumns(i.page), caption{sheet: fifthsSheet})
	under.Flush()
	i.page.Printed = address.Area{Top: 1, Left: 1, Bottom: i.next + 1 + paper.ChartRows, Right: len(i.page.Widths)}
}
