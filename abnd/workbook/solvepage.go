package workbook

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// solveAnswer is what the three answers to what a ceiling allows have in
// common.
type solveAnswer struct{}

func (solveAnswer) sheet() string { return SolveSheet }

func (solveAnswer) about() abnd.Text {
	return abnd.T("Options within a cost ceiling: the solution, and cost compared with the ceiling", "Opções dentro de um tecto de custo: a solução, e o custo comparado com o tecto")
}

// solvePage writes what was solved.
type solvePage struct{ *answerPage }

// open writes the title. At the right of a solution's columns there are so many
// narrow ones, one a benefit.
func (p *solvePage) open(help abnd.Text, benefits int) {
	const name, figure, key, narrow = 46, 17, 34, 4
	widths := []float64{name, figure, figure, figure, figure, figure, key}
	for range benefits {
		widths = append(widths, narrow)
	}
	p.begin(abnd.T("SOLVE  ·  Options within a cost ceiling", "SOLVE  ·  Opções dentro de um tecto de custo"), help, widths...)
}

// firstMark is the first of the narrow columns.
const firstMark = basisKeyColumn + 1

// measureOf is the measure that a ceiling holds down.
func measureOf(of scenarios.Basis) scenarios.MeasureCode {
	if of == scenarios.OfIncrement {
		return scenarios.IncrementalPercentGDP
	}
	return scenarios.PercentGDP
}

// TargetAnswer is the sheet of a parameter that meets a ceiling. The workbook
// is that of the study as it is: the value can be typed into its cell.
func TargetAnswer(s *scenarios.TargetSolution) Answer { return targetAnswer{TargetSolution: s} }

type targetAnswer struct {
	solveAnswer
	*scenarios.TargetSolution
}

func (s targetAnswer) facts() []Fact {
	return append([]Fact{
		{abnd.T("parameter", "parâmetro"), abnd.Same(s.Parameter)},
		{abnd.T("scenario or package", "cenário ou pacote"), abnd.Same(s.Run)},
		{abnd.T("year", "ano"), abnd.T("%d", "%d").Fill(int(s.Year))},
		{abnd.T("ceiling on", "tecto aplicado a"), s.Of.Name()},
		{abnd.T("method", "método"), abnd.Same(scenarios.BrentMethod)},
	}, ceilingFact(s.Ceiling)...)
}

// number is the format of the parameter.
func (s targetAnswer) number() string {
	switch {
	case s.Spec.Whole, s.Spec.Unit == abnd.CalendarYear:
		return paper.YearFormat
	case s.Spec.Unit == abnd.PureNumber:
		return paper.PercentFormat
	}
	return paper.DecimalsFormat
}

func (s targetAnswer) write(a *answerPage) {
	p := &solvePage{a}
	p.open(abnd.T("%s of %s in %s: the value at which the %s equals the ceiling in %d. Enter it in %s and the cost below is updated; the study of this workbook is unchanged.",
		"%s de %s em %s: o valor com o qual o %s iguala o tecto em %d. Escreva-o em %s e o custo abaixo actualiza-se; o estudo deste livro não foi alterado.").
		Fill(s.Spec.Label, s.Benefit.Name, runName(a.study, s.Run), s.Of.Name(), int(s.Year), p.cellOf(s)), 0)
	present := a.shareOf(s.Run, measureOf(s.Of), s.Year)
	a.madeFrom([]basis{present})
	limit := a.ceiling(s.Ceiling)
	a.heading(abnd.T("Answer", "Resposta"))
	a.head(abnd.Text{}, s.Spec.Label, abnd.T("Cost, % of GDP", "Custo, % do PIB"), abnd.T("Margin to the ceiling", "Folga até ao tecto"))
	row := func(name abnd.Text, value, cost scenarios.Estimate, kind paper.LookKind) {
		if !value.Known && !cost.Known {
			return
		}
		a.Put(a.next, 1, a.textCell(name, kind))
		a.given(2, knownOrBlank(value), s.number())
		a.given(3, knownOrBlank(cost), paper.PercentFormat)
		p.left(4, 3, limit, s.Ceiling, cost.Value)
		a.next++
	}
	row(abnd.T("At calculation", "No cálculo"), s.Present, s.PresentCost, paper.FixedLook)
	row(abnd.T("The highest-cost value within the ceiling", "O valor de maior custo dentro do tecto"), scenarios.Estimate{Value: s.Value, Known: true}, scenarios.Estimate{Value: s.Cost, Known: true}, paper.TotalLook)
	row(abnd.T("The next value exceeds the ceiling", "O seguinte ultrapassa o tecto"), s.Next, s.NextCost, paper.FixedLook)
	a.Put(a.next, 1, a.textCell(abnd.T("Current value", "Valor actual"), paper.TotalLook))
	key := costing.BenefitKey(s.Scenario, s.Benefit.ID, "parameter/"+s.Spec.Code)
	at := a.spots[key]
	a.worked(2, a.value(a.model.Line(key), 0), address.Absolute(at.sheet, at.row, at.col), s.number(), paper.TotalLook, 0)
	now := a.figure(3, present.key, s.Year, paper.TotalLook)
	p.left(4, 3, limit, s.Ceiling, now)
	a.next++
	if s.AtBound {
		a.writeNote(abnd.T("Even the highest-cost value between the bounds is within the ceiling.", "Mesmo o valor de maior custo do intervalo respeita o tecto."))
	}
	p.searched(s, limit)
}

// cellOf names the cell in which the parameter is changed.
func (p *solvePage) cellOf(s targetAnswer) abnd.Text {
	for _, path := range []abnd.Path{costing.ScenarioParameterPath(s.Scenario, s.Benefit.ID, s.Spec.Code), costing.ParameterPath(s.Benefit.ID, s.Spec.Code)} {
		if at, ok := p.book.address(path); ok {
			return abnd.Same(at.String())
		}
	}
	return abnd.T("its cell", "na sua célula")
}

// capital begins a text with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func knownOrBlank(e scenarios.Estimate) any {
	if !e.Known {
		return nil
	}
	return e.Value
}

// left writes what a cost in a column leaves under a ceiling, live.
func (p *solvePage) left(col, cost int, limit string, ceiling, x float64) {
	p.worked(col, ceiling-x, limit+"-"+address.At(p.next, cost), paper.PercentFormat, paper.FixedLook, 1)
}

// searched writes the values that were computed on the way, and draws the cost
// over them. Values far beyond the answer are not drawn.
func (p *solvePage) searched(s targetAnswer, limit string) {
	points := slices.Clone(s.Searched)
	if !slices.ContainsFunc(points, func(x scenarios.TargetPoint) bool { return x.Value == s.Value }) {
		points = append(points, scenarios.TargetPoint{Value: s.Value, Cost: s.Cost})
		slices.SortFunc(points, func(a, b scenarios.TargetPoint) int {
			if a.Value < b.Value {
				return -1
			}
			return 1
		})
	}
	drawn := p.next
	p.next += paper.ChartRows + 1
	p.heading(abnd.T("Cost at the calculated values", "Custo nos valores calculados"))
	p.head(s.Spec.Label, abnd.T("Cost, % of GDP", "Custo, % do PIB"), abnd.T("Ceiling", "Tecto"))
	first, last := p.next, p.next
	const farAway = 3 // times the ceiling
	for _, x := range points {
		p.given(1, x.Value, s.number())
		p.given(2, x.Cost, paper.PercentFormat)
		p.worked(3, s.Ceiling, limit, paper.PercentFormat, paper.FixedLook, 0)
		if x.Cost <= farAway*s.Ceiling {
			last = p.next
		}
		p.next++
	}
	end := p.next
	p.next = drawn
	p.draw(paper.Chart{
		Kind: charts.Scatter, Format: `0.0%`, Across: "#,##0.##", Years: p.down(1, first, last),
		Title:       capital(abnd.T("%s in %d: %s", "%s em %d: %s").Fill(s.Of.Name(), int(s.Year), s.Benefit.Name).In(p.lang)),
		AcrossTitle: s.Spec.Label.In(p.lang), UpTitle: abnd.T("%% of %s", "%% do %s").Fill(p.study.GDPName).In(p.lang),
		Series: []paper.ChartSeries{
			{Name: address.Absolute(SolveSheet, first-1, 2), Values: p.down(2, first, last), Paint: charts.Paint{Colour: costColour}, Marked: true},
			{Name: address.Absolute(SolveSheet, first-1, 3), Values: p.down(3, first, last), Paint: charts.Limit},
		},
	})
	p.next = end
}

// years writes the cost of each year beside its ceiling, and draws it.
func (p *solvePage) years(of scenarios.Basis, scenario string, years []scenarios.YearCost) {
	drawn := p.next
	p.next += paper.ChartRows + 1
	p.heading(abnd.T("Cost by year and ceiling: %s, %% of %s", "Custo por ano e tecto: %s, %% do %s").Fill(of.Name(), p.study.GDPName))
	p.head(abnd.T("Year", "Ano"), abnd.T("Ceiling", "Tecto"), runName(p.study, abnd.StatusQuo), runName(p.study, scenario), abnd.T("Margin to the ceiling", "Folga até ao tecto"), abnd.T("Within the ceiling", "Dentro do tecto"))
	first := p.next
	for _, y := range years {
		p.Put(p.next, 1, paper.Cell{Value: float64(y.Year), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat, Centred: true}})
		p.given(2, knownOrBlank(y.Ceiling), paper.PercentFormat)
		p.figure(3, p.key(abnd.StatusQuo, scenarios.AllOf, scenarios.AllOf, measureOf(of)), y.Year, paper.FixedLook)
		cost := p.figure(4, p.key(scenario, scenarios.AllOf, scenarios.AllOf, measureOf(of)), y.Year, paper.FixedLook)
		if y.Ceiling.Known {
			p.left(5, 4, address.At(p.next, 2), y.Ceiling.Value, cost)
			p.keeps()
		}
		p.next++
	}
	last := p.next - 1
	end := p.next
	p.next = drawn
	c := paper.Chart{
		Kind: charts.Lines, Format: `0.0%`, Years: p.down(1, first, last),
		Title: capital(abnd.T("%s and ceiling, %% of %s", "%s e tecto, %% do %s").Fill(of.Name(), p.study.GDPName).In(p.lang)),
	}
	for _, x := range []struct {
		col   int
		paint charts.Paint
	}{{2, charts.Limit}, {3, charts.StatusQuo}, {4, p.paintOf(scenario)}} {
		c.Series = append(c.Series, paper.ChartSeries{Name: address.Absolute(SolveSheet, first-1, x.col), Values: p.down(x.col, first, last), Paint: x.paint})
	}
	p.draw(c)
	p.next = end
}

// keeps writes whether the cost of the row keeps its ceiling: OK, or by how
// much it does not.
func (p *solvePage) keeps() {
	ceiling, cost := address.At(p.next, 2), address.At(p.next, 4)
	formula := fmt.Sprintf(`IF(%[2]s<=%[1]s+%[3]s,"%[4]s",%[2]s-%[1]s)`, ceiling, cost, address.Absolute(checksSheet, toleranceRow, checkLeftColumn), okText)
	p.Put(p.next, 6, p.live(paper.Cell{Value: okText, Look: paper.Look{Kind: paper.CheckLook, Number: paper.PercentFormat, Centred: true}}, formula, p.at(6)))
	p.Page.Lights = append(p.Page.Lights, paper.StatusCell{Area: address.Area{Top: p.next, Left: 6, Bottom: p.next, Right: 6}, Good: okText})
}
