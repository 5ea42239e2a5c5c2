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
	p := &paper.Page{Name: chartsSheet, About: about, Tab: tabResult, Scale: paper.ChartScale}
	// Narrow columns: a chart that ends within one that does not fit on the
	// paper would be cut there. The workings stand beside what is printed.
	for range chartPageColumns {
		p.Widths = append(p.Widths, 4)
	}
	p.AddTop(abnd.T("CHARTS  ·  %s", "CHARTS  ·  %s").Fill(w.study.Title),
		abnd.T("The charts are updated when a blue cell is changed. Charts of one type have the same scale. A scenario or package has the same colour and line style in all charts. A total with missing parts is a lower bound: at least the figure shown.",
			"Os gráficos actualizam-se quando se altera uma célula azul. Os gráficos de um tipo têm a mesma escala. Um cenário ou pacote tem em todos a mesma cor e o mesmo traço. Um total com parcelas em falta é um limite inferior: pelo menos o valor indicado."), w.lang)
	p.FitTop()
	d := drawer{resultWriter: w, page: p, row: paper.LabelRow, work: paper.NewSheetBuffer(p)}
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
		d.put(*w.gapChart)
	}
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
}

func (d *drawer) add(c paper.Chart) {
	c.Years = fmt.Sprintf("%s!$%s$%d:$%s$%d", address.Quoted(SumSheet), address.Column(yearColumn), yearRow, address.Column(yearColumn+d.study.Projection.Len()-1), yearRow)
	d.put(c)
}

// put places a chart that knows its categories.
func (d *drawer) put(c paper.Chart) {
	c.At = address.At(d.row, 1)
	if len(d.page.Charts) > 0 {
		d.page.Breaks = append(d.page.Breaks, d.row-1)
	}
	d.page.Charts = append(d.page.Charts, c)
	d.row += paper.ChartRows
}

// series is a row as a series, named by one of its cells.
func (d *drawer) series(key model.Key, nameColumn int, paint charts.Paint) paper.ChartSeries {
	s := d.spots[key]
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
	for _, s := range d.study.Scenarios {
		if s.ID == abnd.StatusQuo {
			continue
		}
		c := paper.Chart{Kind: kind, Title: abnd.T("%s: %s", "%s: %s").Fill(s.Name, what).In(d.lang), Format: format, FromZero: true}
		row := d.series
		if kind == charts.Lines {
			row = d.line
		}
		for _, g := range of {
			c.Series = append(c.Series, row(costing.GuaranteeKey(s.ID, g, code), detailColumn, charts.Paint{Colour: guaranteeColour[g], Dash: guaranteeDash[g]}))
		}
		if kind == charts.Lines {
			c.Series = append(c.Series, scale)
			d.add(c)
			continue
		}
		// The sum is not drawn: its labels stand over the columns.
		sum := d.series(costing.TotalKey(s.ID, code), nameColumn, charts.Paint{})
		sum.Unseen, sum.Ends = true, true
		c.Over = []paper.ChartSeries{scale, sum}
		d.add(c)
	}
}

// largest is the height of the highest chart of a kind in each year, live, as
// a series that is not seen: charts that have it share one scale, and no edit
// outgrows it.
func (d *drawer) largest(code string, what abnd.Text, kind charts.Kind, of []abnd.Guarantee) paper.ChartSeries {
	line := d.model.Line(costing.GuaranteeKey(abnd.StatusQuo, of[0], code))
	s := d.worked(abnd.T("Largest of all scenarios: %s", "O maior de todos os cenários: %s").Fill(what), d.numberOf(line), func(year abnd.Year) (any, string) {
		return d.largestIn(code, year, kind, of)
	})
	s.Unseen = true
	return s
}

// worked is a row of the workings, which stand at the right of what is
// printed, as a series.
func (d *drawer) worked(label abnd.Text, number string, figure func(abnd.Year) (value any, formula string)) paper.ChartSeries {
	const nameColumn, nameWidth, figureWidth = chartPageColumns + 2, 72, 16
	years := d.study.Projection.All()
	if len(d.work.Rows) == 0 {
		d.page.Widths = append(d.page.Widths, figureWidth, nameWidth)
		d.work.Put(paper.LabelRow, nameColumn, d.textCell(abnd.T("Calculations for the charts (%s: no data, no point is drawn)", "Cálculos dos gráficos (%s: sem dados, não se desenha nenhum ponto)").Fill(paper.NoPoint), paper.LabelLook))
		for i, year := range years {
			d.page.Widths = append(d.page.Widths, figureWidth)
			d.work.Put(paper.LabelRow, nameColumn+1+i, yearCell(year))
		}
	}
	at := paper.LabelRow + len(d.work.Rows)
	d.work.Put(at, nameColumn, paper.Cell{Value: label.In(d.lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Left: true}})
	for i, year := range years {
		col := nameColumn + 1 + i
		value, formula := figure(year)
		d.work.Put(at, col, d.live(paper.Cell{Value: value, Look: paper.Look{Kind: paper.FixedLook, Number: number}}, formula, address.Ref{Sheet: chartsSheet, Col: col, Row: at}))
	}
	return paper.ChartSeries{
		Name:   address.Absolute(chartsSheet, at, nameColumn),
		Values: fmt.Sprintf("%s!$%s$%d:$%s$%d", chartsSheet, address.Column(nameColumn+1), at, address.Column(nameColumn+len(years)), at),
	}
}

// line is a row as a line: of what is not known it has no point. It is live:
// what becomes known is drawn.
func (d *drawer) line(key model.Key, nameColumn int, paint charts.Paint) paper.ChartSeries {
	s, line := d.series(key, nameColumn, paint), d.model.Line(key)
	s.Values = d.worked(abnd.Same(string(key)), d.numberOf(line), func(year abnd.Year) (any, string) { return d.pointOf(line, year) }).Values
	return s
}

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
	for _, s := range d.study.Scenarios {
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
	for _, s := range d.study.Scenarios {
		c.Series = append(c.Series, d.line(key(s.ID), nameColumn, d.paintOf(s.ID)))
	}
	d.add(c)
}

// fiscal draws revenue, and expenditure under each scenario.
func (d *drawer) fiscal(money abnd.Text) {
	c := paper.Chart{
		Kind: charts.Lines, Format: `#,##0,,`,
		Title: abnd.T("Government revenue, and expenditure by scenario (%s)", "Receita pública e despesa pública por cenário (%s)").Fill(money).In(d.lang),
	}
	const labelColumn = 2 // of GGO
	c.Series = append(c.Series, d.line("frame/revenue_amount", labelColumn, revenuePaint))
	for _, s := range d.study.Scenarios {
		c.Series = append(c.Series, d.line(costing.TotalKey(s.ID, "new_expenditure"), nameColumn, d.paintOf(s.ID)))
	}
	d.add(c)
}
