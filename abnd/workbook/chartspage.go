package workbook

import (
	"fmt"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// chartsPage draws what the room asks for: what each scenario costs as a
// share of GDP and for whom, what the scenarios cost beside one another, how
// many benefits are received, and what becomes of the government's accounts.
func (w *resultWriter) chartsPage() *page {
	about := abnd.T("Charts for the projector: cost, benefits received, government accounts", "Gráficos para o projector: custo, prestações recebidas, contas do Estado")
	p := &page{name: ChartsSheet, about: about, tab: tabResult}
	for range 12 {
		p.widths = append(p.widths, 11)
	}
	p.addTop(abnd.T("CHARTS  ·  %s", "CHARTS  ·  %s").Fill(w.study.Title), abnd.T("The charts follow the cells: change a blue cell and they move.", "Os gráficos acompanham as células: altere uma célula azul e eles mudam."), w.lang)
	p.fitTop()
	d := drawer{resultWriter: w, page: p, row: labelRow}
	for _, s := range w.study.Scenarios {
		if s.ID == abnd.StatusQuo {
			continue
		}
		d.byGuarantee(s, "share_of_gdp", abnd.T("%s: cost as %% of %s, by guarantee", "%s: custo em %% do %s, por garantia").Fill(s.Name, w.study.GDPName),
			abnd.T("%% of %s", "%% do %s").Fill(w.study.GDPName), `0.0%`)
	}
	d.byScenario("total_cost", abnd.T("Total cost by scenario, current prices", "Custo total por cenário, preços correntes"), w.unitOf(w.model.Line(costing.TotalKey(abnd.StatusQuo, "total_cost"))), `#,##0,,`)
	for _, s := range w.study.Scenarios {
		if s.ID == abnd.StatusQuo {
			continue
		}
		d.byGuarantee(s, "beneficiaries", abnd.T("%s: benefits received, by guarantee", "%s: prestações recebidas, por garantia").Fill(s.Name),
			abnd.T("thousand benefits", "milhares de prestações"), `#,##0,`)
	}
	d.fiscal()
	d.byScenario("new_balance_share", abnd.T("New balance of government, %% of %s", "Novo saldo do Estado, %% do %s").Fill(w.study.GDPName), abnd.T("%% of %s", "%% do %s").Fill(w.study.GDPName), `0.0%`)
	return p
}

// drawer puts one chart below the other.
type drawer struct {
	*resultWriter
	page *page
	row  int
}

func (d *drawer) add(c chart) {
	c.at = address(d.row, 1)
	c.years = fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(SumSheet), columnName(yearColumn), yearRow, columnName(yearColumn+d.study.Projection.Len()-1), yearRow)
	c.xTitle = abnd.T("Year", "Ano").In(d.lang)
	c.altText = c.title
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

func (d *drawer) byGuarantee(s abnd.Scenario, code string, title, yTitle abnd.Text, format string) {
	c := chart{kind: stackedColumns, title: title.In(d.lang), yTitle: yTitle.In(d.lang), format: format}
	for _, g := range abnd.Guarantees() {
		c.series = append(c.series, d.series(costing.GuaranteeKey(s.ID, g, code), detailColumn, 0, guaranteeColour[g]))
	}
	d.add(c)
}

func (d *drawer) byScenario(code string, title, yTitle abnd.Text, format string) {
	c := chart{kind: lines, title: title.In(d.lang), yTitle: yTitle.In(d.lang), format: format}
	for i, s := range d.study.Scenarios {
		c.series = append(c.series, d.series(costing.TotalKey(s.ID, code), nameColumn, i, lineColours[i%len(lineColours)]))
	}
	d.add(c)
}

// fiscal draws revenue, and expenditure under each scenario.
func (d *drawer) fiscal() {
	c := chart{
		kind: lines, format: `#,##0,,`,
		title:  abnd.T("Government revenue, and expenditure by scenario", "Receita do Estado e despesa por cenário").In(d.lang),
		yTitle: d.unitOf(d.model.Line("frame/gdp")).In(d.lang),
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
