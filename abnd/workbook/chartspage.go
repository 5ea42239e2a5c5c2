package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// chartsPage draws what the room asks for: what each scenario costs as a
// share of GDP and for whom, what the scenarios cost beside one another, how
// many benefits are received, and what becomes of the government's accounts and who is left out.
func (w *resultWriter) chartsPage() *paper.Page {
	about := abnd.T("Charts for presentation: cost, beneficiaries, government accounts, gaps", "Gráficos para apresentação: custo, beneficiários, contas públicas, lacunas")
	p := &paper.Page{Name: chartsSheet, About: about, Tab: tabResult, OnePageWide: true, Hidden: []int{workKeyColumn}}
	// Narrow columns: a chart that ends within one that does not fit on the
	// paper would be cut there. The workings stand beside what is printed.
	for range chartPageColumns {
		p.Widths = append(p.Widths, 4)
	}
	p.AddTop(abnd.T("CHARTS  ·  %s", "CHARTS  ·  %s").Fill(w.study.Title),
		abnd.T("Charts follow every blue cell and can be copied. Charts of one type have one scale; a scenario or package has one colour and dash. Hatched: parts without data; a total is then at least the figure shown.",
			"Os gráficos seguem cada célula azul e podem copiar-se. Os de um tipo têm uma só escala; cada cenário ou pacote tem uma cor e um traço. Tracejado oblíquo: parcelas sem dados; o total é então, no mínimo, o indicado."), w.lang)
	p.FitTop()
	d := drawer{resultWriter: w, page: p, row: paper.LabelRow, work: paper.NewSheetBuffer(p), next: paper.LabelRow}
	money := w.unitOf(w.model.Line(costing.TotalKey(abnd.StatusQuo, "total_cost")))
	gdp := w.study.GDPName
	d.byGuarantee("share_of_gdp", abnd.T("cost as %% of %s, by guarantee", "custo em %% do %s, por garantia").Fill(gdp), `0.0%`, charts.StackedColumns, abnd.Guarantees())
	d.byScenario("total_cost", abnd.T("Total cost by scenario, current prices (%s)", "Custo total por cenário, preços correntes (%s)").Fill(money), `#,##0,,`)
	// Who is covered by health care and who receives cash are not added up, nor
	// drawn to one scale: the first are everybody.
	d.byGuarantee("beneficiaries", abnd.T("beneficiaries of cash benefits (counted per benefit), by guarantee (thousand)", "beneficiários de prestações pecuniárias (contados por prestação), por garantia (milhares)"), `#,##0,`, charts.Lines,
		slices.DeleteFunc(abnd.Guarantees(), func(g abnd.Guarantee) bool { return g == abnd.Health }))
	d.byRun(abnd.T("Covered by essential health care, by scenario (thousand)", "Com cuidados de saúde essenciais, por cenário (milhares)"), `#,##0,`,
		func(id string) model.Key { return costing.GuaranteeKey(id, abnd.Health, "beneficiaries") })
	d.fiscal(money)
	d.byScenario("new_balance_share", abnd.T("Government balance with the scenario (before financing), %% of %s", "Saldo orçamental com o cenário (antes do financiamento), %% do %s").Fill(gdp), `0.0%`)
	d.fiscalSpace()
	if w.gapChart != nil {
		d.put(*w.gapChart, w.gapCaption)
	}
	d.pyramids()
	d.work.Flush()
	p.Printed = address.Area{Top: 1, Left: 1, Bottom: d.row - 1, Right: chartPageColumns}
	w.charts = p.Charts
	return p
}

// chartPageColumns is how many narrow columns a chart lies over: they are
// printed.
const chartPageColumns = 35

// drawer puts one chart below the other.
type drawer struct {
	*resultWriter
	page *paper.Page
	row  int
	work paper.SheetBuffer // the workings at the right
	next int               // row of the workings that is free
	from []string          // sheets of the series of the chart that is being made
	// markShare is the cell with the height of marks of what is not known.
	markShare string
	// scaleOf are the heights of the highest charts of a kind, by their row.
	scaleOf map[string]map[abnd.Year]float64
}

// add draws a chart over the years, with its caption; sums are those of which it
// draws what is known.
func (d *drawer) add(c paper.Chart, sums ...model.Key) { d.addNoted(c, abnd.Text{}, sums...) }

// addNoted is [drawer.add] with a note on the figures.
func (d *drawer) addNoted(c paper.Chart, note abnd.Text, sums ...model.Key) {
	c.Years = fmt.Sprintf("%s!$%s$%d:$%s$%d", address.Quoted(SumSheet), address.Column(yearColumn), yearRow, address.Column(yearColumn+d.study.Projection.Len()-1), yearRow)
	slices.Sort(d.from)
	d.put(c, caption{sheet: strings.Join(slices.Compact(d.from), ", "), unknown: sums, note: note})
}

// put places a chart that knows its categories, and its caption under it.
func (d *drawer) put(c paper.Chart, under caption) {
	d.from = nil
	c.At = address.At(d.row, 1)
	d.captioned(&d.work, d.row, chartPageColumns, under)
	if len(d.page.Charts) > 0 {
		d.page.Breaks = append(d.page.Breaks, d.row-1)
	}
	d.page.Charts = append(d.page.Charts, c)
	d.row += paper.ChartRows
}

// series is a row as a series, named by one of its cells.
func (d *drawer) series(key model.Key, nameColumn int, paint charts.Paint) paper.ChartSeries {
	s := d.spots[key]
	d.from = append(d.from, s.sheet)
	first, last := s.column(d.study.Projection.First), s.column(d.study.Projection.Last)
	return paper.ChartSeries{
		Name:   fmt.Sprintf("%s!$%s$%d", address.Quoted(s.sheet), address.Column(nameColumn), s.row),
		Values: fmt.Sprintf("%s!$%s$%d:$%s$%d", address.Quoted(s.sheet), address.Column(first), s.row, address.Column(last), s.row),
		Paint:  paint,
	}
}

// byGuarantee draws a chart for every scenario but the status quo, all of them
// on one scale. What may not be added up, as people of whom some receive two
// benefits, is drawn as lines.
func (d *drawer) byGuarantee(code string, what abnd.Text, format string, kind charts.Kind, of []abnd.Guarantee) {
	scale := d.largest(code, what, kind, of)
	for _, s := range d.study.Shown() {
		if s.ID == abnd.StatusQuo {
			continue
		}
		c := paper.Chart{Kind: kind, Title: abnd.T("%s: %s", "%s: %s").Fill(s.Name, what).In(d.lang), Format: format, FromZero: true}
		for _, g := range of {
			key := costing.GuaranteeKey(s.ID, g, code)
			if kind == charts.Lines {
				c.Series = append(c.Series, d.line(key, detailColumn, g.Name(), guaranteePaint(g)))
			} else {
				c.Series = append(c.Series, d.series(key, detailColumn, guaranteeFill(g)))
			}
		}
		total := costing.TotalKey(s.ID, code)
		if kind == charts.Lines {
			var sums []model.Key
			for _, g := range of {
				sums = append(sums, costing.GuaranteeKey(s.ID, g, code))
			}
			c.Series = append(c.Series, scale)
			d.add(c, sums...)
			continue
		}
		if mark, ok := d.unknownMark(total, scale); ok {
			c.Series = append(c.Series, mark)
		}
		// The sum is not drawn: its labels stand over the columns.
		sum := d.series(total, nameColumn, charts.Paint{})
		sum.Unseen, sum.Ends = true, true
		c.Over = []paper.ChartSeries{scale, sum}
		d.addNoted(c, d.largestBenefits(s.ID), total)
	}
}

// largest is the height of the highest chart of a kind in each year, live, as
// a series that is not seen: charts that have it share one scale, and no edit
// outgrows it.
func (d *drawer) largest(code string, what abnd.Text, kind charts.Kind, of []abnd.Guarantee) paper.ChartSeries {
	line := d.model.Line(costing.GuaranteeKey(abnd.StatusQuo, of[0], code))
	heights := map[abnd.Year]float64{}
	s := d.worked(abnd.T("Largest of all scenarios: %s", "O maior de todos os cenários: %s").Fill(what), d.numberOf(line), func(year abnd.Year) (any, string) {
		value, formula := d.largestIn(code, year, kind, of)
		heights[year], _ = value.(float64)
		return value, formula
	})
	s.Unseen = true
	if d.scaleOf == nil {
		d.scaleOf = map[string]map[abnd.Year]float64{}
	}
	d.scaleOf[s.Values] = heights
	return s
}

// The columns of the workings, which stand at the right of what is printed: a
// key, a name, then years or whatever else a block has.
const (
	workKeyColumn    = chartPageColumns + 1
	workNameColumn   = chartPageColumns + 2
	workFigureColumn = chartPageColumns + 3
)

// widen gives the workings so many columns of figures.
func (d *drawer) widen(figures int) {
	const keyWidth, nameWidth, figureWidth = 16, 72, 16
	if len(d.page.Widths) < workNameColumn {
		d.page.Widths = append(d.page.Widths, keyWidth, nameWidth)
	}
	for len(d.page.Widths) < workNameColumn+figures {
		d.page.Widths = append(d.page.Widths, figureWidth)
	}
}

// workHead begins the workings with the years.
func (d *drawer) workHead() {
	years := d.study.Projection.All()
	d.widen(d.study.Projection.Len())
	d.work.Put(d.next, workNameColumn, d.textCell(abnd.T("Calculations for the charts (%s: no data, no point is drawn)", "Cálculos dos gráficos (%s: sem dados, não se desenha nenhum ponto)").Fill(paper.NoPoint), paper.LabelLook))
	for i, year := range years {
		d.work.Put(d.next, workFigureColumn+i, yearCell(year))
	}
	d.next++
}

// worked is a row of the workings, as a series.
func (d *drawer) worked(label abnd.Text, number string, figure func(abnd.Year) (value any, formula string)) paper.ChartSeries {
	if d.next == paper.LabelRow {
		d.workHead()
	}
	at := d.next
	d.next++
	d.work.Put(at, workNameColumn, paper.Cell{Value: label.In(d.lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Left: true}})
	for i, year := range d.study.Projection.All() {
		value, formula := figure(year)
		d.work.Put(at, workFigureColumn+i, d.live(paper.Cell{Value: value, Look: paper.Look{Kind: paper.FixedLook, Number: number}}, formula, address.Ref{Sheet: chartsSheet, Col: workFigureColumn + i, Row: at}))
	}
	return paper.ChartSeries{
		Name:   address.Absolute(chartsSheet, at, workNameColumn),
		Values: d.acrossYears(at),
	}
}

// acrossYears is a row of the workings over the years.
func (d *drawer) acrossYears(at int) string {
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", chartsSheet, address.Column(workFigureColumn), at, address.Column(workFigureColumn+d.study.Projection.Len()-1), at)
}

// number is a named number of the workings, which a formula reads.
func (d *drawer) number(label abnd.Text, x float64, format string) string {
	if d.next == paper.LabelRow {
		d.workHead()
	}
	at := d.next
	d.next++
	d.work.Put(at, workNameColumn, paper.Cell{Value: label.In(d.lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Left: true}})
	d.work.Put(at, workFigureColumn, paper.Cell{Value: x, Look: paper.Look{Kind: paper.FixedLook, Number: format}})
	return address.Absolute(chartsSheet, at, workFigureColumn)
}

// line is a row as a line: of what is not known it has no point. It is live:
// what becomes known is drawn. Its name says where it is known in part or not
// at all; called is what stands in the cell of its name.
func (d *drawer) line(key model.Key, nameColumn int, called abnd.Text, paint charts.Paint) paper.ChartSeries {
	s, line, name := d.series(key, nameColumn, paint), d.model.Line(key), called.In(d.lang)
	at := d.next
	if at == paper.LabelRow {
		at++
	}
	s.Values = d.worked(called, d.numberOf(line), func(year abnd.Year) (any, string) { return d.pointOf(line, year) }).Values
	d.work.Put(at, workKeyColumn, paper.Cell{Value: string(key), Look: paper.Look{Kind: paper.KeyLook, Number: paper.TextFormat}})
	shown := paper.Cell{Value: name + d.knownIn(key), Look: paper.Look{Kind: paper.FixedLook, Number: paper.GeneralFormat, Left: true}}
	suffix := paper.TextLiteral(noDataSuffix.In(d.lang))
	without := `""`
	if area, ok := d.unknownRange(key); ok {
		without = fmt.Sprintf(`IF(MAX(0,%s)>0,%s,"")`, area, paper.TextLiteral(atLeastSuffix.In(d.lang)))
	}
	formula := fmt.Sprintf(`%s&IF(SUMPRODUCT((%s<>"")*1)=0,%s,%s)`, s.Name, d.rangeInYears(key), suffix, without)
	d.work.Put(at, workNameColumn, d.live(shown, formula, address.Ref{Sheet: chartsSheet, Col: workNameColumn, Row: at}))
	s.Name = address.Absolute(chartsSheet, at, workNameColumn)
	return s
}

// What a name says of a line that is known in part, or not at all.
var (
	atLeastSuffix = abnd.T(" (at least)", " (no mínimo)")
	noDataSuffix  = abnd.T(" (no data)", " (sem dados)")
)

// knownIn is what the name of a line says of how far it is known.
func (d *drawer) knownIn(key model.Key) string {
	known := false
	for _, year := range d.study.Projection.All() {
		_, ok := d.projection.Value(key, year)
		known = known || ok
	}
	if !known {
		return noDataSuffix.In(d.lang)
	}
	if most, _ := d.mostUnknown([]model.Key{key}); most > 0 {
		return atLeastSuffix.In(d.lang)
	}
	return ""
}

// rangeInYears is a line over the years that are drawn.
func (d *drawer) rangeInYears(key model.Key) string {
	return d.series(key, nameColumn, charts.Paint{}).Values
}

// unknownMark is the hatched end of the columns of a sum with parts of which
// nothing is known: how high they would be nobody can say, and so they are not
// drawn as nothing. False where the sum has no such parts.
func (d *drawer) unknownMark(total model.Key, scale paper.ChartSeries) (paper.ChartSeries, bool) {
	if _, ok := d.unknownRange(total); !ok {
		return paper.ChartSeries{}, false
	}
	if d.markShare == "" {
		d.markShare = d.number(abnd.T("Height of a hatched mark, as a share of the highest column", "Altura de uma marca tracejada, em proporção da coluna mais alta"), markHeight, paper.PercentFormat)
	}
	highest := 0.0
	for _, year := range d.study.Projection.All() {
		highest = max(highest, d.scaleOf[scale.Values][year])
	}
	missing := costing.UnknownParts(total)
	at := d.spots[missing]
	s := d.worked(abnd.T("Parts without data (height not known)", "Parcelas sem dados (altura desconhecida)"), d.numberOf(d.model.Line(total)), func(year abnd.Year) (any, string) {
		value := any(paper.NoPoint)
		if n, _ := d.projection.Value(missing, year); n > 0 {
			value = highest * markHeight
		}
		return value, fmt.Sprintf("IF(%s>0,MAX(%s)*%s,NA())", address.Absolute(at.sheet, at.row, at.column(year)), scale.Values, d.markShare)
	})
	s.Paint = charts.NotKnown
	return s, true
}

// markHeight is how high a mark is that stands for an unknown height.
const markHeight = 0.04

// pointOf is the figure of a line as a chart is to draw it, and its formula.
func (w *resultWriter) pointOf(line *model.Line, year abnd.Year) (value any, formula string) {
	if value = w.value(line, year); value == "" {
		value = paper.NoPoint
	}
	s := w.spots[line.Key]
	return value, fmt.Sprintf(`IF(%[1]s="",NA(),%[1]s)`, address.Absolute(s.sheet, s.row, s.column(year)))
}

// largestIn is the height of the highest chart in a year: of columns that
// stand upon one another their sum.
func (d *drawer) largestIn(code string, year abnd.Year, kind charts.Kind, of []abnd.Guarantee) (any, string) {
	largest := 0.0
	var parts []string
	for _, s := range d.study.Shown() {
		if s.ID == abnd.StatusQuo {
			continue
		}
		sum := 0.0
		var cells []string
		for _, g := range of {
			key := costing.GuaranteeKey(s.ID, g, code)
			at := d.spots[key]
			cells = append(cells, address.Absolute(at.sheet, at.row, at.column(year)))
			x, _ := d.projection.Value(key, year) // what is not known has no height
			if kind == charts.Lines {
				largest = max(largest, x)
				continue
			}
			sum += x
		}
		largest = max(largest, sum)
		part := strings.Join(cells, ",")
		if kind != charts.Lines {
			part = "SUM(" + part + ")"
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return 0.0, "0"
	}
	return largest, "MAX(0," + strings.Join(parts, ",") + ")"
}

func (d *drawer) byScenario(code string, title abnd.Text, format string) {
	d.byRun(title, format, func(id string) model.Key { return costing.TotalKey(id, code) })
}

// byRun draws a line of each scenario.
func (d *drawer) byRun(title abnd.Text, format string, key func(scenario string) model.Key) {
	c := paper.Chart{Kind: charts.Lines, Title: title.In(d.lang), Format: format}
	var sums []model.Key
	for _, s := range d.study.Shown() {
		c.Series, sums = append(c.Series, d.line(key(s.ID), nameColumn, s.Name, d.paintOf(s.ID))), append(sums, key(s.ID))
	}
	d.add(c, sums...)
}

// fiscal draws revenue, and expenditure under each scenario.
func (d *drawer) fiscal(money abnd.Text) {
	c := paper.Chart{
		Kind: charts.Lines, Format: `#,##0,,`,
		Title: abnd.T("Government revenue, and expenditure by scenario (%s)", "Receita pública e despesa pública por cenário (%s)").Fill(money).In(d.lang),
	}
	const labelColumn = 2 // of GGO
	c.Series = append(c.Series, d.line("frame/revenue_amount", labelColumn, d.model.Line("frame/revenue_amount").Label, charts.Revenue))
	for _, s := range d.study.Shown() {
		c.Series = append(c.Series, d.line(costing.TotalKey(s.ID, "new_expenditure"), nameColumn, s.Name, d.paintOf(s.ID)))
	}
	d.add(c)
}
