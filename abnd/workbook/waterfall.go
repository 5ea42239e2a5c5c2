package workbook

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// waterfall is a page while the steps between two costs are written, a row a
// step, with the columns that its chart is drawn from.
type waterfall struct {
	*answerPage
	value        int     // column of the costs and of the steps
	first, after int     // rows of the cost before, and after
	running      float64 // cost, up to the row that is being written
	size         float64 // of what differences are made of
}

// The workings of the waterfall stand at the right of what is read: the parts
// by benefit are the widest, with a name, both costs, nine factors and a check.
const (
	waterBeforeColumn = 15 + iota // running cost
	waterAfterColumn
	waterBaseColumn // lifts what is above it; not seen
	waterCostColumn
	waterRiseColumn
	waterFallColumn
	waterRiseBelowColumn // the part of a step that is below zero
	waterFallBelowColumn
)

// waterfallWidths are those of the columns: a name, then figures.
func waterfallWidths() []float64 {
	const name, figure = 40, 16
	widths := slices.Repeat([]float64{figure}, waterFallBelowColumn)
	widths[0] = name
	return widths
}

// below writes rows below the chart that is drawn of them: it comes first on the
// page, and is drawn last.
func (p *waterfall) below(title abnd.Text, rows func()) {
	drawn := p.next
	p.next += paper.ChartRows + 2
	rows()
	end := p.next
	p.next = drawn
	p.chart(title)
	p.next = end
}

// heads writes the heads of the columns that are read, and of the workings.
func (p *waterfall) heads(read []abnd.Text) {
	read = append(read, make([]abnd.Text, waterBeforeColumn-1-len(read))...)
	p.head(append(read,
		abnd.T("Running: before", "Acumulado: antes"), abnd.T("Running: after", "Acumulado: depois"),
		abnd.T("Not drawn", "Não desenhado"), abnd.T("Total cost", "Custo total"),
		abnd.T("Increase", "Aumento"), abnd.T("Decrease", "Diminuição"),
		abnd.T("Increase, below zero", "Aumento, abaixo de zero"), abnd.T("Decrease, below zero", "Diminuição, abaixo de zero"))...)
}

// total writes the column of a cost, before the steps or after them. One that
// is not known is not drawn.
func (p *waterfall) total(cost float64) {
	p.running = cost
	for _, col := range []int{waterAfterColumn, waterCostColumn} {
		p.worked(col, cost, "SUM("+address.At(p.next, p.value)+")", millionsFormat, paper.FixedLook, 0)
	}
}

// step writes where the column of a factor begins and ends. Columns of one
// sign are stacked from zero, so that a step which crosses zero has a part on
// each side.
func (p *waterfall) step(change float64) {
	r := p.next
	cell := func(col int) string { return address.At(r, col) }
	before, after := p.running, p.running+change
	p.running = after
	low, high := min(before, after), max(before, after)
	above, below := max(0, high)-max(0, low), min(0, low)-min(0, high)
	part := func(is bool, x float64) float64 {
		if is {
			return x
		}
		return 0
	}
	b, e := cell(waterBeforeColumn), cell(waterAfterColumn)
	up := fmt.Sprintf("MAX(0,%[1]s,%[2]s)-MAX(0,MIN(%[1]s,%[2]s))", b, e)
	down := fmt.Sprintf("MIN(0,%[1]s,%[2]s)-MIN(0,MAX(%[1]s,%[2]s))", b, e)
	for _, c := range []struct {
		col     int
		value   float64
		formula string
	}{
		{waterBeforeColumn, before, address.At(r-1, waterAfterColumn)},
		{waterAfterColumn, after, b + "+" + cell(p.value)},
		{waterBaseColumn, max(0, low) + min(0, high), fmt.Sprintf("MAX(0,MIN(%[1]s,%[2]s))+MIN(0,MAX(%[1]s,%[2]s))", b, e)},
		{waterRiseColumn, part(change > 0, above), fmt.Sprintf("IF(%s>%s,%s,0)", e, b, up)},
		{waterFallColumn, part(change <= 0, above), fmt.Sprintf("IF(%s>%s,0,%s)", e, b, up)},
		{waterRiseBelowColumn, part(change > 0, below), fmt.Sprintf("IF(%s>%s,%s,0)", e, b, down)},
		{waterFallBelowColumn, part(change <= 0, below), fmt.Sprintf("IF(%s>%s,0,%s)", e, b, down)},
	} {
		p.worked(c.col, c.value, c.formula, millionsFormat, paper.FixedLook, p.size)
	}
}

// Colours of the waterfall: what adds, what takes off, and the cost.
const (
	riseColour = "C0392B"
	costColour = "595959"
)

// fallPaint is striped, so that it can be told from what adds on paper too.
var fallPaint = charts.Paint{Colour: "548235", Pattern: charts.Striped}

// chart draws the waterfall over the rows of the steps.
func (p *waterfall) chart(title abnd.Text) {
	format := `#,##0,,`
	const small = 10 * million
	if p.size < small {
		format = millionsFormat
	}
	c := paper.Chart{Kind: charts.StackedColumns, Format: format, NoLegend: true, Years: p.down(1, p.first, p.after), Title: title.In(p.lang)}
	for _, s := range []struct {
		col   int
		paint charts.Paint
	}{
		{waterBaseColumn, charts.Paint{}}, {waterCostColumn, fill(costColour)}, {waterRiseColumn, fill(riseColour)}, {waterFallColumn, fallPaint},
		{waterRiseBelowColumn, fill(riseColour)}, {waterFallBelowColumn, fallPaint},
	} {
		c.Series = append(c.Series, paper.ChartSeries{Name: address.Absolute(p.Page.Name, p.first-1, s.col), Values: p.down(s.col, p.first, p.after),
			Paint: s.paint, Unseen: s.col == waterBaseColumn})
	}
	p.draw(c)
	p.writeNote(abnd.T("Red: increase; green stripes: decrease.", "Vermelho: aumento; riscas verdes: diminuição."))
}
