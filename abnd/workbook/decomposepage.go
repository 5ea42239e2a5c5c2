package workbook

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/scenarios"
)

// DecompositionAnswer is the sheet of a decomposition: what each factor adds
// to the cost, by guarantee and by benefit, with a waterfall.
func DecompositionAnswer(d scenarios.Decomposition) Answer { return decompositionAnswer{d} }

type decompositionAnswer struct{ scenarios.Decomposition }

func (decompositionAnswer) sheet() string { return DecomposeSheet }

func (decompositionAnswer) about() abnd.Text {
	return abnd.T("Breakdown of the change in cost by factor, with a waterfall chart", "Decomposição da variação do custo por factor, com um gráfico em cascata")
}

func (d decompositionAnswer) facts() []Fact {
	state := func(s scenarios.State) abnd.Text { return abnd.T("%s, %d", "%s, %d").Fill(s.Scenario, int(s.Year)) }
	return []Fact{
		{abnd.T("from", "de"), state(d.From)},
		{abnd.T("to", "para"), state(d.To)},
		{abnd.T("method", "método"), abnd.Same(scenarios.ShapleyMethod)},
	}
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

// partsOfCost are the guarantees and their sum.
func partsOfCost() []abnd.Guarantee { return append(abnd.Guarantees(), scenarios.AllOf) }

// decompositionPage writes a decomposition.
type decompositionPage struct {
	*answerPage
	scenarios.Decomposition
	factors      []scenarios.Factor // those that add something
	first, after int                // rows of the cost before, and after
	running      float64            // cost, up to the row that is being written
}

func (d decompositionAnswer) write(a *answerPage) {
	p := &decompositionPage{answerPage: a, Decomposition: d.Decomposition}
	for _, f := range scenarios.Factors() {
		if slices.ContainsFunc(d.Contributions, func(c scenarios.Contribution) bool { return c.Factor == f }) {
			p.factors = append(p.factors, f)
		}
	}
	const name, figure = 40, 16
	widths := []float64{name}
	for range waterFallBelowColumn - 1 {
		widths = append(widths, figure)
	}
	a.begin(abnd.T("DECOMPOSE  ·  Breakdown of the change in cost", "DECOMPOSE  ·  Decomposição da variação do custo"),
		abnd.T("From %s, %d, to %s, %d: total cost in %s million, current prices. The parts are Shapley values, each factor’s average contribution over all orders of change; they add up to the change.",
			"%s, %d → %s, %d: custo total em milhões de %s, preços correntes. As partes são valores de Shapley, a contribuição média de cada factor em todas as ordens de variação; a sua soma é igual à variação.").
			Fill(runName(a.study, d.From.Scenario), int(d.From.Year), runName(a.study, d.To.Scenario), int(d.To.Year), a.study.Country.Currency), widths...)
	a.madeFrom(slices.Concat(a.totalsOf(d.From.Scenario, d.From.Year), a.totalsOf(d.To.Scenario, d.To.Year)))
	drawn := a.next
	a.next += paper.ChartRows + 2 // the chart comes first, and is drawn last
	p.table()
	p.benefits()
	end := a.next
	a.next = drawn
	p.waterfall()
	a.next = end
	a.Page.PrintCols = max(len(p.factors)+4, chartColumns(a.Page)) // the workings are not printed
}

// table writes the parts by guarantee, and the checks that they add up.
func (p *decompositionPage) table() {
	p.heading(abnd.T("Parts by guarantee", "Partes por garantia"))
	heads := []abnd.Text{abnd.T("Factor", "Factor")}
	for _, g := range abnd.Guarantees() {
		heads = append(heads, g.ShortName())
	}
	heads = append(heads, allGuarantees)
	heads = append(heads, make([]abnd.Text, waterBeforeColumn-1-len(heads))...)
	p.head(append(heads,
		abnd.T("Running: before", "Acumulado: antes"), abnd.T("Running: after", "Acumulado: depois"), abnd.T("Not drawn", "Não desenhado"), abnd.T("Total cost", "Custo total"),
		abnd.T("Increase", "Aumento"), abnd.T("Decrease", "Diminuição"), abnd.T("Increase, below zero", "Aumento, abaixo de zero"), abnd.T("Decrease, below zero", "Diminuição, abaixo de zero"))...)
	p.first = p.next
	p.costs(abnd.T("Initial cost", "Custo inicial"), p.From)
	for _, f := range p.factors {
		p.Put(p.next, 1, p.textCell(f.Label(), paper.FixedLook))
		for i, g := range abnd.Guarantees() {
			p.given(2+i, p.Sum(g, f), millionsFormat)
		}
		last := 1 + len(abnd.Guarantees())
		p.worked(last+1, p.Sum(scenarios.AllOf, f), fmt.Sprintf("SUM(%s:%s)", address.At(p.next, 2), address.At(p.next, last)), millionsFormat, paper.FixedLook, p.size())
		p.step(p.Sum(scenarios.AllOf, f))
		p.next++
	}
	p.after = p.next
	p.costs(abnd.T("Final cost", "Custo final"), p.To)
	p.Put(p.next, 1, p.textCell(abnd.T("Change", "Variação"), paper.TotalLook))
	for i, g := range partsOfCost() {
		from, to := p.Cost(g)
		after, before := address.At(p.after, 2+i), address.At(p.first, 2+i)
		var change any = to.Value - from.Value
		if !from.Known.Known() && !to.Known.Known() {
			change = ""
		}
		p.worked(2+i, change, fmt.Sprintf(`IF(AND(%[1]s="",%[2]s=""),"",SUM(%[1]s)-SUM(%[2]s))`, after, before), millionsFormat, paper.TotalLook, max(from.Value, to.Value))
	}
	change := p.next
	p.next++
	p.Put(p.next, 1, p.textCell(abnd.T("Sum of the parts", "Soma das partes"), paper.FixedLook))
	for i, g := range partsOfCost() {
		sum, formula := 0.0, "0"
		for _, f := range p.factors {
			sum += p.Sum(g, f)
		}
		if len(p.factors) > 0 {
			formula = fmt.Sprintf("SUM(%s:%s)", address.At(p.first+1, 2+i), address.At(p.after-1, 2+i))
		}
		p.worked(2+i, sum, formula, millionsFormat, paper.FixedLook, p.size())
	}
	p.next++
	p.Put(p.next, 1, p.textCell(abnd.T("The parts add up to the change", "A soma das partes é igual à variação"), paper.FixedLook))
	for i := range partsOfCost() {
		p.agrees(2+i, millionsFormat, address.At(change, 2+i), address.At(change+1, 2+i), address.At(p.first, 2+i), address.At(p.after, 2+i))
	}
	p.next++
}

// size is that of what differences are made of.
func (p *decompositionPage) size() float64 {
	from, to := p.Cost(scenarios.AllOf)
	return max(from.Value, to.Value)
}

// costs writes the cost by guarantee on one side, and the column of the chart.
func (p *decompositionPage) costs(label abnd.Text, s scenarios.State) {
	p.Put(p.next, 1, p.textCell(label, paper.TotalLook))
	total := 0.0
	for i, g := range partsOfCost() {
		total = p.figure(2+i, p.key(s.Scenario, g, scenarios.AllOf, scenarios.TotalCost), s.Year, paper.TotalLook)
	}
	p.running = total
	cost := address.At(p.next, 1+len(partsOfCost()))
	for col, x := range map[int]float64{waterAfterColumn: total, waterCostColumn: total} {
		p.worked(col, x, "SUM("+cost+")", millionsFormat, paper.FixedLook, 0) // a total that is not known is not drawn
	}
	p.next++
}

// step writes where the column of a factor begins and ends. Columns of one
// sign are stacked from zero, so that a step which crosses zero has a part on
// each side.
func (p *decompositionPage) step(change float64) {
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
		{waterAfterColumn, after, b + "+" + cell(1+len(partsOfCost()))},
		{waterBaseColumn, max(0, low) + min(0, high), fmt.Sprintf("MAX(0,MIN(%[1]s,%[2]s))+MIN(0,MAX(%[1]s,%[2]s))", b, e)},
		{waterRiseColumn, part(change > 0, above), fmt.Sprintf("IF(%s>%s,%s,0)", e, b, up)},
		{waterFallColumn, part(change <= 0, above), fmt.Sprintf("IF(%s>%s,0,%s)", e, b, up)},
		{waterRiseBelowColumn, part(change > 0, below), fmt.Sprintf("IF(%s>%s,%s,0)", e, b, down)},
		{waterFallBelowColumn, part(change <= 0, below), fmt.Sprintf("IF(%s>%s,0,%s)", e, b, down)},
	} {
		p.worked(c.col, c.value, c.formula, millionsFormat, paper.FixedLook, p.size())
	}
}

// Colours of the waterfall: what adds, what takes off, and the cost.
const (
	riseColour = "A23B3B"
	costColour = "595959"
)

// fallPaint is striped, so that it can be told from what adds on paper too.
var fallPaint = charts.Paint{Colour: "548235", Pattern: charts.Striped}

func (p *decompositionPage) waterfall() {
	currency := p.study.Country.Currency
	format := `#,##0,,`
	const small = 10 * million
	if p.size() < small {
		format = millionsFormat
	}
	c := paper.Chart{
		Kind: charts.StackedColumns, Format: format, NoLegend: true, Years: p.down(1, p.first, p.after),
		Title: abnd.T("%s, %d, to %s, %d: total cost (%s million)", "%s, %d, a %s, %d: custo total (milhões de %s)").
			Fill(runName(p.study, p.From.Scenario), int(p.From.Year), runName(p.study, p.To.Scenario), int(p.To.Year), currency).In(p.lang),
	}
	for _, s := range []struct {
		col   int
		paint charts.Paint
	}{
		{waterBaseColumn, charts.Paint{}}, {waterCostColumn, fill(costColour)}, {waterRiseColumn, fill(riseColour)}, {waterFallColumn, fallPaint},
		{waterRiseBelowColumn, fill(riseColour)}, {waterFallBelowColumn, fallPaint},
	} {
		c.Series = append(c.Series, paper.ChartSeries{Name: address.Absolute(p.Page.Name, p.first-1, s.col), Values: p.down(s.col, p.first, p.after), Paint: s.paint, Unseen: s.col == waterBaseColumn})
	}
	p.draw(c)
	p.writeNote(abnd.T("Red: increase; green stripes: decrease.", "Vermelho: aumento; riscas verdes: diminuição."))
}

// benefits writes the parts by benefit and existing scheme, those that have a
// cost on either side.
func (p *decompositionPage) benefits() {
	p.heading(abnd.T("Parts by benefit and existing scheme", "Partes por prestação e regime existente"))
	heads := []abnd.Text{abnd.T("Benefit or scheme", "Prestação ou regime"), abnd.T("Initial cost", "Custo inicial")}
	for _, f := range p.factors {
		heads = append(heads, f.Label())
	}
	p.head(append(heads, abnd.T("Final cost", "Custo final"), abnd.T("They add up", "Soma"))...)
	const before = 2
	after := before + len(p.factors) + 1
	for _, c := range p.Costs {
		if c.From == 0 && c.To == 0 {
			continue
		}
		p.Put(p.next, 1, p.textCell(p.costedName(c.Benefit), paper.FixedLook))
		p.figure(before, p.key(p.From.Scenario, c.Guarantee, c.Benefit, scenarios.TotalCost), p.From.Year, paper.FixedLook)
		for i, f := range p.factors {
			p.given(before+1+i, p.contribution(c.Benefit, f), millionsFormat)
		}
		p.figure(after, p.key(p.To.Scenario, c.Guarantee, c.Benefit, scenarios.TotalCost), p.To.Year, paper.FixedLook)
		p.agrees(after+1, millionsFormat, address.At(p.next, after), fmt.Sprintf("SUM(%s:%s)", address.At(p.next, before), address.At(p.next, after-1)), address.At(p.next, before))
		p.next++
	}
}

// contribution is what a factor adds to one benefit; nil where it adds nothing.
func (p *decompositionPage) contribution(benefit string, f scenarios.Factor) any {
	for _, c := range p.Contributions {
		if c.Benefit == benefit && c.Factor == f {
			return c.Value
		}
	}
	return nil
}

// costedName is the name of a benefit or existing scheme.
func (w *resultWriter) costedName(id string) abnd.Text {
	name := abnd.Text{}
	if b, ok := w.study.FindBenefit(id); ok {
		name = b.Name
	}
	if s, ok := w.study.FindScheme(id); ok && name.IsZero() {
		name = s.Name
	}
	if name.IsZero() {
		return abnd.Same(id)
	}
	return name
}
