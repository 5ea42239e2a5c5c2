package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// SimulationAnswer is the sheet of a simulation: for each of the runs its
// percentiles by year with a fan chart, how likely it stays under the ceiling,
// and what drives it.
func SimulationAnswer(s *scenarios.Simulation, runs []string) Answer {
	return simulationAnswer{s, runs}
}

type simulationAnswer struct {
	*scenarios.Simulation
	runs []string
}

func (simulationAnswer) sheet() string { return SimulationSheet }

func (simulationAnswer) about() abnd.Text {
	return abnd.T("Cost uncertainty: percentiles by year, fan charts, main drivers", "Incerteza do custo: percentis por ano, gráficos em leque, principais factores")
}

func (s simulationAnswer) facts() []Fact {
	number := func(n uint64) abnd.Text { return abnd.T("%d", "%d").Fill(n) }
	facts := []Fact{
		{abnd.T("draws", "simulações"), number(uint64(s.Options.Draws))},
		{abnd.T("seed", "semente"), number(s.Options.Seed)},
		{abnd.T("method", "método"), s.Options.Method.Name()},
		{abnd.T("error of percentiles, relative", "erro dos percentis, relativo"), abnd.Same(reader.NumberText(s.QuantileError))},
	}
	return append(facts, ceilingFact(s.Options.Ceiling)...)
}

// The columns of a run: statistics of the share of GDP, of the total cost, and
// the bands that the chart stacks.
const (
	spreadShareColumn   = 2
	spreadCostColumn    = spreadShareColumn + spreadStatistics
	spreadChanceColumn  = spreadCostColumn + spreadStatistics
	spreadCeilingColumn = spreadChanceColumn + 1
	spreadUnknownColumn = spreadCeilingColumn + 1 // parts of the total that are not known
	spreadBandColumn    = spreadUnknownColumn + 1
	// spreadScaleColumn is the height of the highest fan of all runs.
	spreadScaleColumn = spreadBandColumn + spreadBands

	spreadStatistics = 7
	spreadBands      = 5 // the lowest lifts the others and is not seen
)

// simulationPage writes a simulation.
type simulationPage struct {
	*answerPage
	simulationAnswer
	limit string // cell of the ceiling; blank without one
}

func (s simulationAnswer) write(a *answerPage) {
	const label, figure = 44, 14
	widths := []float64{label}
	for range spreadStatistics {
		widths = append(widths, figure)
	}
	for range spreadScaleColumn + 2 - spreadCostColumn {
		widths = append(widths, figure)
	}
	widths[spreadChanceColumn-1] = 20
	widths[basisKeyColumn-1] = 20
	a.begin(abnd.T("SIMULATION  ·  Cost uncertainty", "SIMULATION  ·  Incerteza do custo"),
		abnd.T("%d draws of the inputs of UNCERTAINTY, method %s, seed %d. P5: 5%% of the draws are below this value. Total cost in %s million at current prices, and in %% of %s.",
			"%d simulações com os valores de UNCERTAINTY, método %s, semente %d. P5 é o valor abaixo do qual ficam 5 %% das simulações. Custo total em milhões de %s a preços correntes, e em %% do %s.").
			Fill(s.Options.Draws, s.Options.Method.Name(), s.Options.Seed, a.study.Country.Currency, a.study.GDPName), widths...)
	var from []basis
	for _, run := range s.runs {
		from = append(from, a.costOf(run)...)
	}
	a.madeFrom(from, uncertaintyBlocks...)
	a.Page.PrintCols = spreadUnknownColumn
	p := &simulationPage{answerPage: a, simulationAnswer: s, limit: a.ceiling(s.Options.Ceiling)}
	a.assumed(s.Assumed)
	for _, run := range s.runs {
		p.run(run)
	}
	p.drivers()
}

// spread is how a measure of a run is distributed in a year; false where it is
// not known.
func (p *simulationPage) spread(run string, measure scenarios.MeasureCode, year abnd.Year) (scenarios.Spread, bool) {
	i := slices.IndexFunc(p.Spreads, func(x scenarios.Spread) bool {
		return x.Scenario == run && x.Guarantee == scenarios.AllOf && x.Measure == measure && x.Year == year
	})
	if i < 0 {
		return scenarios.Spread{}, false
	}
	return p.Spreads[i], true
}

// run writes the part of one scenario or package: its fan chart, and the table
// below it.
func (p *simulationPage) run(run string) {
	p.heading(runName(p.study, run))
	drawn := p.next - 1
	p.next += paper.ChartRows + 1
	heads := []abnd.Text{abnd.T("Year", "Ano")}
	for _, unit := range []abnd.Text{abnd.T("% of GDP", "% do PIB"), abnd.T("%s million", "milhões de %s").Fill(p.study.Country.Currency)} {
		for _, statistic := range []abnd.Text{abnd.T("Point estimate", "Estimativa central"), abnd.T("Mean", "Média"), abnd.Same("P5"), abnd.Same("P25"), abnd.Same("P50"), abnd.Same("P75"), abnd.Same("P95")} {
			heads = append(heads, abnd.T("%s, %s", "%s, %s").Fill(statistic, unit))
		}
	}
	chance, ceiling := abnd.Text{}, abnd.Text{}
	if p.limit != "" {
		chance, ceiling = abnd.T("Probability of staying within the ceiling", "Probabilidade de não exceder o tecto"), abnd.T("Ceiling", "Tecto")
	}
	missing := costing.UnknownParts(p.key(run, scenarios.AllOf, scenarios.AllOf, scenarios.TotalCost))
	unknown := abnd.Text{}
	if p.model.Has(missing) {
		unknown = partsUnknown
	}
	heads = append(heads, chance, ceiling, unknown,
		abnd.T("Below P5: not drawn", "Abaixo de P5: não desenhado"), abnd.T("P5 to P25", "P5 a P25"), abnd.T("P25 to P50", "P25 a P50"), abnd.T("P50 to P75", "P50 a P75"), abnd.T("P75 to P95", "P75 a P95"), abnd.T("Highest of all fans: not drawn", "O mais alto de todos os leques: não desenhado"),
		abnd.T("Highest P95 of all", "O P95 mais alto de todos"))
	p.head(heads...)
	first := p.next
	for _, year := range p.study.Projection.All() {
		p.Put(p.next, 1, paper.Cell{Value: float64(year), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat, Centred: true}})
		p.statistics(spreadShareColumn, run, scenarios.PercentGDP, year, paper.PercentPerShare)
		p.statistics(spreadCostColumn, run, scenarios.TotalCost, year, 1)
		if x, known := p.spread(run, scenarios.PercentGDP, year); known {
			p.bands(x)
		}
		p.highest(year)
		if p.limit != "" {
			p.given(spreadChanceColumn, p.chance(run, year), paper.PercentFormat)
			p.worked(spreadCeilingColumn, p.Options.Ceiling, p.limit, paper.PercentFormat, paper.FixedLook, 0)
		}
		if p.model.Has(missing) {
			p.figure(spreadUnknownColumn, missing, year, paper.FixedLook)
		}
		p.next++
	}
	last := p.next - 1
	if p.limit != "" {
		p.Put(p.next, 1, p.textCell(abnd.T("Within the ceiling in all years", "Dentro do tecto em todos os anos"), paper.TotalLook))
		p.given(spreadChanceColumn, p.chance(run, 0), paper.PercentFormat)
		p.next++
	}
	end := p.next
	p.next = drawn
	p.fan(run, first, last)
	p.next = end
}

// statistics writes the point figure, which is live, and those of the draws.
func (p *simulationPage) statistics(col int, run string, measure scenarios.MeasureCode, year abnd.Year, divisor float64) {
	x, known := p.spread(run, measure, year)
	key := p.key(run, scenarios.AllOf, scenarios.AllOf, measure)
	p.figure(col, key, year, paper.FixedLook)
	if !known {
		return
	}
	for i, y := range []float64{x.Mean, x.P5, x.P25, x.P50, x.P75, x.P95} {
		p.given(col+1+i, y/divisor, lineFormat(p.model.Line(key)))
	}
}

// bands writes what lies between the percentiles.
func (p *simulationPage) bands(x scenarios.Spread) {
	all := []float64{x.P5, x.P25, x.P50, x.P75, x.P95}
	const p5Column = spreadShareColumn + 2
	p.worked(spreadBandColumn, x.P5/paper.PercentPerShare, address.At(p.next, p5Column), paper.PercentFormat, paper.FixedLook, 0)
	for i := 1; i < spreadBands; i++ {
		p.worked(spreadBandColumn+i, (all[i]-all[i-1])/paper.PercentPerShare, address.At(p.next, p5Column+i)+"-"+address.At(p.next, p5Column+i-1), paper.PercentFormat, paper.FixedLook, all[i]/paper.PercentPerShare)
	}
}

// highest writes how high the highest fan of all runs is in a year: fans that have
// it, unseen, share one scale. What was drawn by chance stands as it was; the point
// figures that an edit may lift above it are live.
func (p *simulationPage) highest(year abnd.Year) {
	drawn, most := 0.0, 0.0
	var live []string
	for _, run := range p.runs {
		if x, known := p.spread(run, scenarios.PercentGDP, year); known {
			drawn = max(drawn, x.P95/paper.PercentPerShare)
		}
		key := p.key(run, scenarios.AllOf, scenarios.AllOf, scenarios.PercentGDP)
		at := p.spots[key]
		live = append(live, address.Absolute(at.sheet, at.row, at.column(year)))
		if x, known := p.projection.Value(key, year); known {
			most = max(most, x)
		}
	}
	p.given(spreadScaleColumn+1, drawn, paper.PercentFormat)
	p.worked(spreadScaleColumn, max(drawn, most), fmt.Sprintf("MAX(%s,%s)", address.At(p.next, spreadScaleColumn+1), strings.Join(live, ",")), paper.PercentFormat, paper.FixedLook, 1)
}

// chance is how likely a run stays under the ceiling in a year, or in all of
// them where the year is 0; blank where its total is not known.
func (p *simulationPage) chance(run string, year abnd.Year) any {
	i := slices.IndexFunc(p.Ceilings, func(c scenarios.Chance) bool { return c.Scenario == run && c.Year == year })
	if i < 0 {
		return nil
	}
	return p.Ceilings[i].Probability
}

// A fan has tints of its run's colour, from its edge to its middle.
const (
	outerShare = 0.25
	innerShare = 0.5
)

func (p *simulationPage) fan(run string, first, last int) {
	c := paper.Chart{
		Kind: charts.StackedAreas, Format: `0.0%`, FromZero: true, Years: p.down(1, first, last),
		Title: abnd.T("%s: total cost, %% of %s", "%s: custo total, %% do %s").Fill(runName(p.study, run), p.study.GDPName).In(p.lang),
	}
	line := p.paintOf(run)
	series := func(col int, paint charts.Paint) paper.ChartSeries {
		return paper.ChartSeries{Name: address.Absolute(SimulationSheet, first-1, col), Values: p.down(col, first, last), Paint: paint}
	}
	for i, share := range []float64{0, outerShare, innerShare, innerShare, outerShare} {
		band := series(spreadBandColumn+i, fill(charts.Tint(line.Colour, share)))
		band.Unseen = i == 0
		c.Series = append(c.Series, band)
	}
	scale := series(spreadScaleColumn, charts.Paint{})
	scale.Unseen = true
	c.Over = []paper.ChartSeries{series(spreadShareColumn, line), scale}
	if p.limit != "" {
		c.Over = append(c.Over, series(spreadCeilingColumn, charts.Limit))
	}
	p.draw(c)
}

// drivers writes how closely each uncertain figure goes with the share of GDP,
// run by run.
func (p *simulationPage) drivers() {
	p.heading(abnd.T("Main drivers of cost in % of GDP (rank correlation)", "Principais factores do custo em % do PIB (correlação de Spearman, por ordens)"))
	for _, run := range p.runs {
		if !slices.ContainsFunc(p.Drivers, func(d scenarios.Driver) bool { return d.Scenario == run }) {
			continue // a package has those of its scenarios
		}
		heads := []abnd.Text{runName(p.study, run)}
		for _, year := range p.Options.Years {
			heads = append(heads, abnd.T("%d", "%d").Fill(int(year)))
		}
		p.head(heads...)
		for _, d := range p.Drivers {
			if d.Scenario != run || d.Year != p.Options.Years[len(p.Options.Years)-1] {
				continue // one row a figure, the strongest of the last year first
			}
			p.Put(p.next, 1, p.textCell(d.Label, paper.FixedLook))
			for i, year := range p.Options.Years {
				j := slices.IndexFunc(p.Drivers, func(x scenarios.Driver) bool { return x.Scenario == run && x.Year == year && x.Path == d.Path })
				if j >= 0 {
					p.given(2+i, p.Drivers[j].Rank, "0.00")
				}
			}
			p.next++
		}
		p.next++
	}
}
