package workbook

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// SensitivityAnswer is the sheet of the one-at-a-time effect of each uncertain input,
// with a tornado.
func SensitivityAnswer(s *scenarios.Sensitivity) Answer { return sensitivityAnswer{s} }

type sensitivityAnswer struct{ *scenarios.Sensitivity }

func (sensitivityAnswer) sheet() string { return SensitivitySheet }

func (sensitivityAnswer) about() abnd.Text {
	return abnd.T("Uncertain inputs ranked by their effect on cost: table and tornado chart", "Valores incertos por ordem do seu efeito no custo: quadro e gráfico de tornado")
}

func (s sensitivityAnswer) facts() []Fact {
	facts := []Fact{
		{abnd.T("scenario", "cenário"), abnd.Same(s.Options.Scenario)},
		{abnd.T("year", "ano"), abnd.T("%d", "%d").Fill(int(s.Options.Year))},
		{abnd.T("method", "método"), abnd.Same(scenarios.OneAtATime)},
	}
	return append(facts, ceilingFact(s.Options.Ceiling)...)
}

// ceilingFact is the ceiling of an answer, where it has one.
func ceilingFact(share float64) []Fact {
	if share == 0 {
		return nil
	}
	return []Fact{{abnd.T("ceiling, % of GDP", "tecto, em % do PIB"), abnd.Same(reader.NumberText(share))}}
}

// The columns of a tornado.
const (
	moveLowColumn = 2 + iota
	moveValueColumn
	moveHighColumn
	moveAtLowColumn
	moveAtHighColumn
	moveDownColumn // what low does
	moveUpColumn   // what high does
	moveSwingColumn
	moveElasticityColumn
	moveFlipsColumn
	movePathColumn
)

// drawnMoves is how many figures a tornado has room for.
const drawnMoves = 15

func (s sensitivityAnswer) write(a *answerPage) {
	const name, figure, path = 52, 15, 44
	a.begin(abnd.T("SENSITIVITY  ·  One-at-a-time sensitivity of cost", "SENSITIVITY  ·  Sensibilidade do custo a cada valor incerto"),
		abnd.T("%s in %d: each input of UNCERTAINTY at its low and at its high value, all others unchanged, and the total cost in %% of %s. Annual shocks are shown by their sum, the population by its deviation from the central projection.",
			"%s em %d: cada valor de UNCERTAINTY no seu mínimo e no seu máximo, ficando os outros como estão, e o custo total em %% do %s. Os choques por ano são dados pela sua soma, a população pela distância à trajectória central.").
			Fill(runName(a.study, s.Options.Scenario), int(s.Options.Year), a.study.GDPName),
		name, figure, figure, figure, figure, figure, figure, figure, figure, figure, figure, path)
	share := a.shareOf(s.Options.Scenario, scenarios.PercentGDP, s.Options.Year)
	point := address.Absolute(SensitivitySheet, paper.FirstDataRow, basisThenColumn)
	a.madeFrom(append([]basis{share}, a.totalsOf(s.Options.Scenario, s.Options.Year)...), uncertaintyBlocks...)
	ceiling := a.ceiling(s.Options.Ceiling)
	a.assumed(s.Assumed)
	if !s.Known.Known() {
		a.writeNote(abnd.T("Total cost in % of GDP is not available, so no effects can be shown.", "O custo total em % do PIB não está disponível, pelo que não se podem mostrar efeitos."))
		return
	}
	moving := 0
	for _, m := range s.Moves {
		if m.Swing() > 0 || m.LowPercent != s.Percent || m.HighPercent != s.Percent {
			moving++
		}
	}
	drawn := a.next
	if moving > 0 {
		a.next += paper.ChartRows + 1
	}
	a.heading(abnd.T("One-at-a-time effect of each uncertain input, largest first", "Efeito de cada valor incerto isolado, por ordem decrescente"))
	a.head(abnd.T("Input", "Valor"), abnd.T("Low value", "Valor mínimo"), abnd.T("In the study", "No estudo"), abnd.T("High value", "Valor máximo"), abnd.T("Cost at low value, % of GDP", "Custo no mínimo, % do PIB"), abnd.T("Cost at high value, % of GDP", "Custo no máximo, % do PIB"),
		abnd.T("Effect of the low value", "Efeito do valor mínimo"), abnd.T("Effect of the high value", "Efeito do valor máximo"), abnd.T("Swing", "Amplitude"), abnd.T("Elasticity", "Elasticidade"),
		abnd.T("Moves the total across the ceiling", "Faz o total atravessar o tecto"), abnd.T("Path", "Caminho"))
	a.Page.PrintCols = moveFlipsColumn
	first := a.next
	for _, m := range s.Moves {
		s.move(a, m, point, ceiling)
	}
	a.writeNote(abnd.T("Swing in percentage points of GDP. Elasticity: percentage change of cost for a change of the input by 1%; blank if it has no meaning.",
		"Amplitude em pontos percentuais do PIB. Elasticidade: variação percentual do custo por um por cento do valor; em branco onde não tem sentido."))
	if moving == 0 {
		return
	}
	last := first + min(moving, drawnMoves) - 1
	end := a.next
	a.next = drawn
	a.draw(paper.Chart{
		Kind: charts.TornadoBars, Format: `+0.0%;-0.0%;0.0%`, Years: a.down(1, first, last),
		Title: abnd.T("%s in %d: one-at-a-time effect of each input, percentage points of GDP", "%s em %d: efeito de cada valor isolado, pontos percentuais do PIB").Fill(runName(a.study, s.Options.Scenario), int(s.Options.Year)).In(a.lang),
		Series: []paper.ChartSeries{
			{Name: address.Absolute(SensitivitySheet, first-1, moveDownColumn), Values: a.down(moveDownColumn, first, last), Paint: charts.Paint{Colour: highColour, Pattern: charts.Striped}},
			{Name: address.Absolute(SensitivitySheet, first-1, moveUpColumn), Values: a.down(moveUpColumn, first, last), Paint: fill(highColour)},
		},
	})
	a.next = end
}

// highColour is that of the ends of a tornado; the low ones are striped.
const highColour = "2F4B7C"

// assumed says that the ranges of an answer are none of the study's.
func (a *answerPage) assumed(ranges scenarios.AssumedRanges) {
	if ranges.InUse() {
		a.writeNote(ranges.Note())
	}
}

// ceiling writes the ceiling of an answer, and gives its cell; blank without
// one.
func (a *answerPage) ceiling(share float64) string {
	if share == 0 {
		return ""
	}
	a.Put(a.next, 1, a.textCell(abnd.T("Ceiling, %% of %s", "Tecto, %% do %s").Fill(a.study.GDPName), paper.TotalLook))
	a.given(2, share, paper.PercentFormat)
	a.next++
	return address.Absolute(a.Page.Name, a.next-1, 2)
}

// move writes one figure.
func (s sensitivityAnswer) move(a *answerPage, m scenarios.Move, point, ceiling string) {
	number := unitFormat(m.Unit)
	a.Put(a.next, 1, a.textCell(m.Label, paper.FixedLook))
	a.input(moveLowColumn, costing.UncertainPath(m.Path)+"/low", m.Low, number)
	a.input(moveValueColumn, m.Path, m.Value, number)
	a.input(moveHighColumn, costing.UncertainPath(m.Path)+"/high", m.High, number)
	low, high, percent := m.LowPercent/paper.PercentPerShare, m.HighPercent/paper.PercentPerShare, s.Percent/paper.PercentPerShare
	a.given(moveAtLowColumn, low, paper.PercentFormat)
	a.given(moveAtHighColumn, high, paper.PercentFormat)
	atLow, atHigh := address.At(a.next, moveAtLowColumn), address.At(a.next, moveAtHighColumn)
	a.worked(moveDownColumn, low-percent, atLow+"-"+point, paper.PercentFormat, paper.FixedLook, percent)
	a.worked(moveUpColumn, high-percent, atHigh+"-"+point, paper.PercentFormat, paper.FixedLook, percent)
	a.worked(moveSwingColumn, m.Swing()/paper.PercentPerShare, fmt.Sprintf("MAX(%[1]s,%[2]s)-MIN(%[1]s,%[2]s)", atLow, atHigh), paper.PercentFormat, paper.FixedLook, percent)
	a.given(moveElasticityColumn, m.Elasticity, "0.00")
	flips := paper.Cell{Look: paper.Look{Kind: paper.FixedLook, Centred: true}}
	if ceiling != "" {
		yes := abnd.T("yes", "sim").In(a.lang)
		flips.Value = ""
		if m.Flips {
			flips.Value = yes
		}
		flips = a.live(flips, fmt.Sprintf(`IF(AND(MIN(%[1]s,%[2]s,%[3]s)<=%[4]s,MAX(%[1]s,%[2]s,%[3]s)>%[4]s),%[5]s,"")`, atLow, atHigh, point, ceiling, paper.TextLiteral(yes)), a.at(moveFlipsColumn))
	}
	a.Put(a.next, moveFlipsColumn, flips)
	a.Put(a.next, movePathColumn, paper.Cell{Value: string(m.Path), Look: paper.Look{Kind: paper.KeyLook, Number: paper.TextFormat}})
	a.next++
}

// input writes an input as a live reference to its blue cell, where that holds
// the figure, and else as what the engine gave.
func (a *answerPage) input(col int, path abnd.Path, x float64, number string) {
	if at, ok := a.book.address(path); ok {
		if c, ok := a.book.cellAt(at); ok && c.Value == x {
			number = c.Look.Number
			a.worked(col, x, at.Absolute(), number, paper.FixedLook, 0)
			return
		}
	}
	a.given(col, x, number)
}

// cellAt is a cell of the book.
func (b *book) cellAt(at address.Ref) (paper.Cell, bool) {
	for _, p := range b.pages {
		if p.Name != at.Sheet {
			continue
		}
		for _, r := range p.Rows {
			if r.At == at.Row && len(r.Cells) >= at.Col {
				return r.Cells[at.Col-1], true
			}
		}
	}
	return paper.Cell{}, false
}
