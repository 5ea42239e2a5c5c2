package workbook

import (
	"fmt"
	"math"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// chartsPage draws what the room asks for: what each scenario costs as a
// share of GDP and for whom, what the scenarios cost beside one another, how
// many benefits are received, and what becomes of the government's accounts and who is left out.
func (w *resultWriter) chartsPage() *page {
	about := abnd.T("Charts for the projector: cost, benefits received, government accounts, gaps", "Gráficos para o projector: custo, prestações recebidas, contas do Estado, lacunas")
	p := &page{name: ChartsSheet, about: about, tab: tabResult, scale: chartScale}
	// Narrow columns: a chart that ends within one that does not fit on the
	// paper would be cut there.
	for range 33 {
		p.widths = append(p.widths, 4)
	}
	p.addTop(abnd.T("CHARTS  ·  %s", "CHARTS  ·  %s").Fill(w.study.Title),
		abnd.T("Live charts: change a blue cell and they move. Columns of all scenarios share one scale, with a quarter to spare.",
			"Os gráficos seguem as células azuis. As colunas de todos os cenários têm a mesma escala, com folga de um quarto."), w.lang)
	p.fitTop()
	d := drawer{resultWriter: w, page: p, row: labelRow}
	money := w.unitOf(w.model.Line(costing.TotalKey(abnd.StatusQuo, "total_cost")))
	gdp := w.study.GDPName
	d.byGuarantee(stackedColumns, "share_of_gdp", abnd.T("cost as %% of %s, by guarantee", "custo em %% do %s, por garantia").Fill(gdp), `0.0%`)
	d.byScenario("total_cost", abnd.T("Total cost by scenario, current prices (%s)", "Custo total por cenário, preços correntes (%s)").Fill(money), `#,##0,,`)
	// Not stacked: who is covered by health care may receive a pension too.
	d.byGuarantee(lines, "beneficiaries", abnd.T("people who receive benefits, by guarantee (thousand)", "pessoas que recebem prestações, por garantia (milhares)"), `#,##0,`)
	d.fiscal(money)
	d.byScenario("new_balance_share", abnd.T("New balance of government, %% of %s", "Novo saldo do Estado, %% do %s").Fill(gdp), `0.0%`)
	d.fiscalSpace()
	if w.gapChart != nil {
		d.put(*w.gapChart)
	}
	return p
}

// drawer puts one chart below the other.
type drawer struct {
	*resultWriter
	page *page
	row  int
}

func (d *drawer) add(c chart) {
	c.years = fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(SumSheet), columnName(yearColumn), yearRow, columnName(yearColumn+d.study.Projection.Len()-1), yearRow)
	d.put(c)
}

// put places a chart that knows its categories.
func (d *drawer) put(c chart) {
	c.at, c.altText = address(d.row, 1), c.title
	if len(d.page.charts) > 0 {
		d.page.breaks = append(d.page.breaks, d.row-1)
	}
	d.page.charts = append(d.page.charts, c)
	d.row += chartRows
}

// series is a row as a series, named by one of its cells.
func (d *drawer) series(key costing.Key, nameColumn int, style int, colour string) chartSeries {
	s := d.spots[key]
	first, last := s.column(d.study.Projection.First), s.column(d.study.Projection.Last)
	return chartSeries{
		name:   fmt.Sprintf("%s!$%s$%d", quoted(s.sheet), columnName(nameColumn), s.row),
		values: fmt.Sprintf("%s!$%s$%d:$%s$%s", quoted(s.sheet), columnName(first), s.row, columnName(last), strconv.Itoa(s.row)),
		colour: colour, dash: lineDashes[style%len(lineDashes)],
	}
}

// byGuarantee draws a chart for every scenario but the status quo, all of them
// on one scale.
func (d *drawer) byGuarantee(kind chartKind, code string, what abnd.Text, format string) {
	largest := 0.0
	for _, s := range d.study.Scenarios {
		if s.ID == abnd.StatusQuo {
			continue
		}
		for i := range d.study.Projection.Len() {
			stacked := 0.0
			for _, g := range abnd.Guarantees() {
				x := d.projection.Values(costing.GuaranteeKey(s.ID, g, code))[i]
				switch {
				case math.IsNaN(x): // not known, and not drawn
				case kind == stackedColumns:
					stacked += x
				default:
					stacked = max(stacked, x)
				}
			}
			largest = max(largest, stacked)
		}
	}
	for _, s := range d.study.Scenarios {
		if s.ID == abnd.StatusQuo {
			continue
		}
		c := chart{kind: kind, title: abnd.T("%s: %s", "%s: %s").Fill(s.Name, what).In(d.lang), format: format, axis: axisFor(largest)}
		for _, g := range abnd.Guarantees() {
			c.series = append(c.series, d.series(costing.GuaranteeKey(s.ID, g, code), detailColumn, 0, guaranteeColour[g]))
		}
		d.add(c)
	}
}

func (d *drawer) byScenario(code string, title abnd.Text, format string) {
	c := chart{kind: lines, title: title.In(d.lang), format: format}
	for i, s := range d.study.Scenarios {
		c.series = append(c.series, d.series(costing.TotalKey(s.ID, code), nameColumn, i, lineColours[i%len(lineColours)]))
	}
	d.add(c)
}

// fiscal draws revenue, and expenditure under each scenario.
func (d *drawer) fiscal(money abnd.Text) {
	c := chart{
		kind: lines, format: `#,##0,,`,
		title: abnd.T("Government revenue, and expenditure by scenario (%s)", "Receita do Estado e despesa por cenário (%s)").Fill(money).In(d.lang),
	}
	const (
		revenueColour = "548235"
		labelColumn   = 2 // of GGO
	)
	revenue := d.series("frame/revenue_amount", labelColumn, 2, revenueColour)
	c.series = append(c.series, revenue)
	for i, s := range d.study.Scenarios {
		c.series = append(c.series, d.series(costing.TotalKey(s.ID, "new_expenditure"), nameColumn, i, lineColours[i%len(lineColours)]))
	}
	d.add(c)
}
