package workbook

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// The two charts of SUMMARY are as wide as two of its figures, and have the shape
// of a slide: an edge beyond the last column would be cut in print.
const (
	summaryChartWidth  = (2*cardWidth + cardGap) * paper.CharacterPixels
	summaryChartHeight = summaryChartWidth * 9 / 16
)

// costChart draws what is picked by guarantee, in columns that stand upon one
// another, against the status quo and what may be spent above it.
func (c *summaryCalc) costChart() paper.Chart {
	years := c.study.Projection
	head := c.yearsRow()
	c.label(head, calcName, abnd.T("Figures of the charts", "Valores dos gráficos"), paper.LabelLook)
	for i, year := range years.All() {
		c.work.Put(head, calcFirst+i, yearCell(year))
	}
	across := func(row int) string {
		return address.Absolute(SummarySheet, row, calcFirst) + ":" + summaryCell(row, calcFirst+years.Len()-1)
	}
	chart := paper.Chart{
		Kind: charts.StackedColumns, Format: `0.0%`, FromZero: true, Width: summaryChartWidth, Height: summaryChartHeight, Years: across(head),
		Title: abnd.T("Cost by guarantee, %% of %s", "Custo por garantia, em %% do %s").Fill(c.study.GDPName).In(c.resultWriter.lang),
	}
	row := head + 1
	for _, g := range abnd.Guarantees() {
		first := row
		for _, r := range c.runs {
			c.label(row, calcName, abnd.T("%s: %s", "%s: %s").Fill(g.ShortName(), abnd.Same(r.name)), paper.FixedLook)
			for i, year := range years.All() {
				x, known, formula := c.inYear(r.sums.key(g, "share_of_gdp"), year)
				c.number(row, calcFirst+i, x, known, formula, paper.PercentFormat, 1)
			}
			row++
		}
		for i, year := range years.All() {
			x, known, _ := c.inYear(c.runs[c.picked].sums.key(g, "share_of_gdp"), year)
			area := summaryRow(first, calcFirst+i) + ":" + summaryRow(row-1, calcFirst+i)
			picked := fmt.Sprintf("INDEX(%s,%s)", area, summaryCell(runPlaceRow, calcFirst))
			c.point(row, calcFirst+i, x, known, fmt.Sprintf(`IF(%[1]s="",NA(),%[1]s)`, picked))
		}
		// What is not known is written, as it is not drawn.
		area := summaryCell(row, calcFirst) + ":" + summaryCell(row, calcFirst+years.Len()-1)
		missing := 0
		for _, year := range years.All() {
			if _, known, _ := c.inYear(c.runs[c.picked].sums.key(g, "share_of_gdp"), year); !known {
				missing++
			}
		}
		all := condition{fmt.Sprintf(`COUNTIFS(%s,">=0")+COUNTIFS(%[1]s,"<0")=COUNTIFS(%s,">0")`, area, summaryCell(head, calcFirst)+":"+summaryCell(head, calcFirst+years.Len()-1)), missing == 0}
		name := c.say(g.ShortName())
		c.text(row, calcName, where(all, name, joined(name, c.say(abnd.T(" (not known in all years)", " (não se conhece em todos os anos)")))), paper.Look{Kind: paper.TotalLook, Left: true})
		chart.Series = append(chart.Series, paper.ChartSeries{Name: address.Absolute(SummarySheet, row, calcName), Values: across(row), Paint: guaranteeFill(g)})
		row++
	}
	limit := abnd.T("Status quo", "Situação actual")
	envelope := costing.HasEnvelope(c.study)
	if envelope {
		limit = abnd.T("Status quo + envelope", "Situação actual + envelope")
		if costing.EnvelopeAssumed(c.study) {
			limit = abnd.T("Status quo + assumed envelope", "Situação actual + envelope pressuposto")
		}
	}
	c.label(row, calcName, limit, paper.TotalLook)
	for i, year := range years.All() {
		x, known, formula := c.inYear(costing.TotalKey(abnd.StatusQuo, "share_of_gdp"), year)
		if envelope {
			more, has, of := c.inYear(costing.FiscalKey(abnd.StatusQuo, "envelope_share"), year)
			formula = fmt.Sprintf(`IF(OR(%[1]s="",%[2]s=""),NA(),%[1]s+%[2]s)`, formula, of)
			x, known = x+more, known && has
		} else {
			formula = fmt.Sprintf(`IF(%[1]s="",NA(),%[1]s)`, formula)
		}
		c.point(row, calcFirst+i, x, known, formula)
	}
	chart.Over = []paper.ChartSeries{{Name: address.Absolute(SummarySheet, row, calcName), Values: across(row), Paint: charts.Limit}}
	c.next = row + 2
	return chart
}

// summaryRow is a cell of a row whose formula is copied across the years.
func summaryRow(row, col int) string { return address.Column(col) + "$" + fmt.Sprint(row) }

// inYear is a line in one year, and the cell that has it.
func (c *summaryCalc) inYear(key model.Key, year abnd.Year) (x float64, known bool, cell string) {
	s := c.spots[key]
	x, known = c.projection.Value(key, year)
	return x, known, address.Quoted(s.sheet) + "!" + address.At(s.row, s.column(year))
}

// point puts a figure that is drawn: of what is not known there is no point.
func (c *summaryCalc) point(row, col int, x float64, known bool, formula string) {
	value := any(paper.NoPoint)
	if known {
		value = x
	}
	c.work.Put(row, col, c.between(paper.Cell{Value: value, Look: paper.Look{Kind: paper.FixedLook, Number: paper.PercentFormat}}, formula, address.Ref{Sheet: SummarySheet, Col: col, Row: row}, 1))
}

// groupsOf puts how many population groups a guarantee has.
func (c *summaryCalc) groupsOf(row, col int, g abnd.Guarantee) seen {
	n := float64(len(c.study.GroupsOf(g)))
	c.work.Put(row, col, paper.Cell{Value: n, Look: paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}})
	return seen{summaryCell(row, col), n, true}
}

// coverChart draws the effective coverage of each guarantee before and after, in the
// year that is picked.
func (c *summaryCalc) coverChart() paper.Chart {
	top := c.next
	c.label(top, calcName, abnd.T("Effective coverage, year picked", "Cobertura efectiva, ano escolhido"), paper.LabelLook)
	c.text(top, calcFirst, c.say(abnd.T("Before: status quo", "Antes: situação actual")), paper.Look{Kind: paper.LabelLook, Wrap: true})
	c.text(top, calcFirst+1, c.saying(abnd.T("After: %s", "Depois: %s"), c.runName()), paper.Look{Kind: paper.LabelLook, Wrap: true})
	c.label(top, calcFirst+2, abnd.T("Population groups", "Grupos da população"), paper.LabelLook)
	row := top + 1
	for _, g := range append(abnd.IncomeSecurityGuarantees(), abnd.Health) {
		name := c.say(g.ShortName())
		if g == abnd.Health {
			name = c.say(abnd.T("Health care (apart)", "Cuidados de saúde (à parte)"))
		}
		before, after := c.before(coverPrefix+string(g)), c.of(coverPrefix+string(g))
		told := both(isSeen(before), isSeen(after))
		groups := c.groupsOf(row, calcFirst+2, g)
		known := knownPrefix + string(g)
		name = joined(name, where(either(below(c.before(known), groups), below(c.of(known), groups)), c.say(atLeastSuffix), nothing()))
		unknown := where(isSeen(after), c.say(abnd.T(": before not known", ": antes não se conhece")), c.say(abnd.T(": not known", ": não se conhece")))
		c.text(row, calcName, joined(name, where(told, nothing(), unknown)), paper.Look{Kind: paper.FixedLook, Left: true})
		for i, s := range []seen{before, after} {
			c.point(row, calcFirst+i, s.x, s.known, fmt.Sprintf(`IF(%[1]s="",NA(),%[1]s)`, s.at))
		}
		row++
	}
	down := func(col int) string {
		return address.Absolute(SummarySheet, top+1, col) + ":" + summaryCell(row-1, col)
	}
	c.next = row + 1
	series := func(i int, paint charts.Paint) paper.ChartSeries {
		return paper.ChartSeries{Name: address.Absolute(SummarySheet, top, calcFirst+i), Values: down(calcFirst + i), Paint: paint}
	}
	return paper.Chart{
		Kind: charts.Columns, Format: `0%`, FromZero: true, Width: summaryChartWidth, Height: summaryChartHeight, Years: down(calcName),
		Title:  abnd.T("Effective coverage by guarantee, before and after, % of the people concerned", "Cobertura efectiva por garantia, antes e depois, em % das pessoas em causa").In(c.resultWriter.lang),
		Series: []paper.ChartSeries{series(0, charts.StatusQuo), series(1, charts.Paint{Colour: "1B7F79"})},
	}
}
