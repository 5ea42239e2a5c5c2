package workbook

import (
	"fmt"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/scenarios"
)

// mostRows is how many rows a frontier or the starts of a plan have at most.
const mostRows = 10

// PackageAnswer is the sheet of the packages that fit under a ceiling, with
// what reaching more people costs, where it was asked for. It belongs into the
// workbook of the solution's own result, of which the package that is shown is
// a scenario.
func PackageAnswer(s *scenarios.PackageSolution, frontier []scenarios.ListedPackage) Answer {
	return packageAnswer{PackageSolution: s, frontier: frontier}
}

type packageAnswer struct {
	solveAnswer
	*scenarios.PackageSolution
	frontier []scenarios.ListedPackage
}

func (s packageAnswer) facts() []Fact {
	facts := append(envelopeFacts(s.Envelope, s.Years), Fact{abnd.T("package shown", "pacote mostrado"), abnd.T("%d", "%d").Fill(s.Shown)})
	if s.AllowLosses {
		facts = append(facts, Fact{abnd.T("packages with losses", "pacotes com perdas"), abnd.T("allowed", "aceites")})
	}
	return append(facts, Fact{abnd.T("method", "método"), abnd.Same(scenarios.BranchAndBound)})
}

// envelopeFacts say what the ceilings are.
func envelopeFacts(e scenarios.Envelope, years []scenarios.YearCost) []Fact {
	facts := []Fact{{abnd.T("ceiling on", "tecto aplicado a"), e.Of.Name()}}
	var all []string
	for _, y := range years {
		if y.Ceiling.Known {
			all = append(all, fmt.Sprintf("%d: %s", int(y.Year), reader.NumberText(y.Ceiling.Value)))
		}
	}
	facts = append(facts, Fact{abnd.T("ceilings, % of GDP", "tectos, em % do PIB"), abnd.Same(strings.Join(all, "; "))})
	if e.Assumed() {
		facts = append(facts, Fact{abnd.T("source of the ceilings", "fonte dos tectos"), abnd.T("none: an assumption", "nenhuma: um pressuposto")})
	}
	return facts
}

func (s packageAnswer) write(a *answerPage) {
	p := &solvePage{a}
	p.open(abnd.T("Packages whose %s stays within the ceiling in every year that has one, in decreasing order of cost. None is recommended. Package %d is shown in full; in this workbook it is the scenario %s.",
		"Pacotes cujo %s respeita o tecto em cada ano que o tem, primeiro o mais caro. Nenhum é recomendado. O pacote %d é mostrado por inteiro; neste livro é o cenário %s.").
		Fill(s.Envelope.Of.Name(), s.Shown, s.Scenario), len(s.Choices))
	a.madeFrom(append(a.costOf(s.Scenario), a.costOf(abnd.StatusQuo)...))
	a.heading(abnd.T("Packages within the ceiling", "Pacotes dentro do tecto"))
	p.list(s, s.Packages, abnd.T("Package %d", "Pacote %d"))
	for _, level := range s.Unfit {
		a.writeNote(abnd.T("%s: no package is within the ceiling.", "%s: nenhum pacote respeita o tecto.").Fill(p.healthAs(level)))
	}
	p.writeNote(p.levels(s.Scenarios))
	for _, note := range s.Notes() {
		a.writeNote(note)
	}
	for _, x := range s.Packages {
		p.losses(abnd.T("Losses under package %d", "Perdas com o pacote %d").Fill(x.Number), x.Losses)
	}
	p.taken(s)
	p.years(s.Envelope.Of, s.Scenario, s.Years)
	p.frontier(s)
}

// lettered is the name of a benefit after the letter of its column.
func lettered(i int, b abnd.Benefit) abnd.Text {
	return abnd.T("%s · %s", "%s · %s").Fill(scenarios.BenefitMark(i), b.Name)
}

// mark writes what is taken of a benefit into its narrow column.
func (p *solvePage) mark(i int, mark string) {
	p.Put(p.next, firstMark+i, paper.Cell{Value: mark, Look: paper.Look{Kind: paper.AnswerLook, Centred: true}})
}

// healthAs says how health care is taken.
func (p *solvePage) healthAs(level string) abnd.Text {
	if level == "" {
		return abnd.T("Without more health care", "Sem mais cuidados de saúde")
	}
	return abnd.T("With health care as in: %s", "Com cuidados de saúde como em: %s").Fill(runName(p.study, level))
}

// levels says what the marks are.
func (p *solvePage) levels(ids []string) abnd.Text {
	legend := abnd.T("%s as in the status quo", "%s como na situação actual").Fill(scenarios.AsInStatusQuo)
	for _, id := range ids {
		legend = abnd.Same("%s; %s %s").Fill(legend, scenarios.LevelMark(ids, id), runName(p.study, id))
	}
	return abnd.Same("%s.").Fill(legend)
}

// list writes packages, a row each, with a narrow column a benefit. Between the
// ways to take health care there is a row without figures, at which a line of a
// chart breaks. It gives the first row of a package and the last one.
func (p *solvePage) list(s packageAnswer, packages []scenarios.ListedPackage, name abnd.Text) (first, last int) {
	head := []abnd.Text{
		abnd.T("Package", "Pacote"), abnd.T("Highest cost of any year, % of GDP", "Custo mais alto de um ano, % do PIB"), abnd.T("Incremental cost, mean, % of GDP", "Despesa adicional, média, % do PIB"),
		abnd.T("Additional recipients (persons)", "Beneficiários adicionais (pessoas)"), abnd.T("Additional recipient households", "Agregados beneficiários adicionais"), abnd.T("More persons with health care", "Mais pessoas com cuidados de saúde"),
		abnd.T("Within the ceiling; with losses (▼)", "Dentro do tecto; com perdas (▼)"),
	}
	for i := range s.Choices {
		head = append(head, abnd.Same(scenarios.BenefitMark(i)))
	}
	p.head(head...)
	first = p.next
	for i, x := range packages {
		if i == 0 || x.Health != packages[i-1].Health {
			p.Put(p.next, 1, p.textCell(p.healthAs(x.Health), paper.FixedLook))
			p.next++
		}
		label := p.healthAs(x.Health)
		if !name.IsZero() {
			label = name.Fill(x.Number)
		}
		p.Put(p.next, 1, paper.Cell{Value: label.In(p.lang), Look: paper.Look{Kind: paper.AnswerLook, Wrap: true, Left: true, Bold: !name.IsZero() && x.Number == s.Shown}})
		p.given(2, x.Peak, paper.PercentFormat)
		p.given(3, x.Mean, paper.PercentFormat)
		p.given(4, x.Reach.Persons, paper.WholeFormat)
		p.given(5, x.Reach.Households, paper.WholeFormat)
		p.given(6, x.Reach.Health, paper.WholeFormat)
		p.Put(p.next, basisKeyColumn, paper.Cell{Value: p.standing(x), Look: paper.Look{Kind: paper.AnswerLook, Left: true}})
		for i := range s.Choices {
			p.mark(i, scenarios.LevelMark(s.Scenarios, x.Levels[i]))
		}
		p.next++
	}
	return first, p.next - 1
}

// standing reports whether a package keeps the ceiling, and marks one that takes
// something from somebody.
func (p *solvePage) standing(x scenarios.ListedPackage) string {
	text := abnd.T("above the ceiling", "acima do tecto")
	if x.Fits {
		text = abnd.T("within the ceiling", "dentro do tecto")
	}
	if len(x.Losses) > 0 {
		return text.In(p.lang) + "  ▼"
	}
	return text.In(p.lang)
}

// losses writes what somebody has less of than in the status quo.
func (p *solvePage) losses(title abnd.Text, losses []scenarios.Loss) {
	if len(losses) == 0 {
		return
	}
	p.heading(title)
	p.head(abnd.T("Group or benefit", "Grupo ou prestação"), abnd.T("Year", "Ano"), abnd.T("Status quo", "Situação actual"), abnd.T("Package", "Pacote"), abnd.T("Less", "A menos"), abnd.T("Item", "Elemento"))
	for _, l := range losses {
		number, what := paper.WholeFormat, abnd.T("people covered", "pessoas abrangidas")
		switch l.Kind {
		case scenarios.FewerRecipients:
			what = abnd.T("recipients", "beneficiários")
		case scenarios.LowerAmount:
			number, what = paper.DecimalsFormat, abnd.T("%s per recipient per year", "%s por ano e beneficiário").Fill(p.study.Country.Currency)
		}
		p.Put(p.next, 1, paper.Cell{Value: l.Name.In(p.lang), Look: paper.Look{Kind: paper.AnswerLook, Wrap: true, Left: true}})
		p.Put(p.next, 2, paper.Cell{Value: float64(l.Year), Look: paper.Look{Kind: paper.AnswerLook, Number: paper.YearFormat, Centred: true}})
		p.given(3, l.Before, number)
		p.given(4, l.After, number)
		p.worked(5, l.Before-l.After, address.At(p.next, 3)+"-"+address.At(p.next, 4), number, paper.FixedLook, l.Before)
		p.Put(p.next, 6, paper.Cell{Value: what.In(p.lang), Look: paper.Look{Kind: paper.AnswerLook, Wrap: true, Left: true}})
		p.next++
	}
}

// taken writes what the package that is shown takes of each benefit.
func (p *solvePage) taken(s packageAnswer) {
	p.heading(abnd.T("Package %d: option selected for each benefit", "Pacote %d: opção escolhida para cada prestação").Fill(s.Shown))
	p.head(abnd.T("Benefit", "Prestação"), abnd.T("Option selected", "Opção escolhida"), abnd.T("Incremental cost, % of GDP", "Despesa adicional, % do PIB"),
		abnd.T("Additional recipients (persons)", "Beneficiários adicionais (pessoas)"), abnd.T("Additional recipient households", "Agregados beneficiários adicionais"), abnd.T("More persons with health care", "Mais pessoas com cuidados de saúde"))
	first := p.next
	cost := 0.0
	for i, item := range s.Items {
		p.Put(p.next, 1, p.textCell(lettered(i, item.Benefit), paper.FixedLook))
		level := item.Level
		if level == "" {
			level = abnd.StatusQuo
		}
		p.Put(p.next, 2, paper.Cell{Value: runName(p.study, level).In(p.lang), Look: paper.Look{Kind: paper.AnswerLook, Wrap: true, Left: true}})
		p.given(3, item.Cost, paper.PercentFormat)
		for j, x := range []struct {
			people float64
			here   bool
		}{
			{item.Reach.Persons, item.Benefit.Guarantee != abnd.Health && !scenarios.CountsHouseholds(s.Result.Study, item.Benefit)},
			{item.Reach.Households, item.Benefit.Guarantee != abnd.Health && scenarios.CountsHouseholds(s.Result.Study, item.Benefit)},
			{item.Reach.Health, item.Benefit.Guarantee == abnd.Health},
		} {
			value := any(nil)
			if x.here {
				value = x.people
			}
			p.given(4+j, value, paper.WholeFormat)
		}
		cost += item.Cost
		p.next++
	}
	p.Put(p.next, 1, p.textCell(abnd.T("Total cost", "Custo total"), paper.TotalLook))
	p.Put(p.next, 2, paper.Cell{Look: paper.Look{Kind: paper.TotalLook}})
	p.worked(3, cost, fmt.Sprintf("SUM(%s:%s)", address.At(first, 3), address.At(p.next-1, 3)), paper.PercentFormat, paper.TotalLook, 0)
	p.next++
}

// frontier writes what reaching more people costs, and draws it.
func (p *solvePage) frontier(s packageAnswer) {
	if len(s.frontier) == 0 {
		return
	}
	drawn := p.next
	p.next += paper.ChartRows + 1
	p.heading(abnd.T("Efficient packages: no other reaches more people at the same or lower cost", "Pacotes eficientes: nenhum outro abrange mais pessoas com custo igual ou menor"))
	shown := scenarios.Thinned(s.frontier, mostRows)
	first, last := p.list(s, shown, abnd.Text{})
	if len(shown) < len(s.frontier) {
		p.writeNote(abnd.T("These are %d of the %d efficient packages; abnd solve --format csv lists all of them.", "Estes são %d dos %d pacotes eficientes; abnd solve --format csv tem-nos todos.").Fill(len(shown), len(s.frontier)))
	}
	end := p.next
	p.next = drawn
	p.draw(paper.Chart{
		Kind: charts.Scatter, Format: `#,##0,`, Across: `0.0%`, Years: p.down(2, first, last), NoLegend: true,
		Title:       abnd.T("Cost of reaching more people", "Custo de abranger mais pessoas").In(p.lang),
		AcrossTitle: abnd.T("Highest cost of any year, %% of %s", "Custo mais alto de um ano, %% do %s").Fill(p.study.GDPName).In(p.lang),
		UpTitle:     abnd.T("Additional recipients (thousand)", "Beneficiários adicionais (milhares)").In(p.lang),
		Series:      []paper.ChartSeries{{Name: address.Absolute(SolveSheet, first-1, 4), Values: p.down(4, first, last), Paint: fill(costColour), Marked: true}},
	})
	p.next = end
}

// PhasingAnswer is the sheet of the start years that fit under a ceiling. It
// belongs into the workbook of the solution's own result, of which the plan is
// a scenario.
func PhasingAnswer(s *scenarios.PhasingSolution) Answer { return phasingAnswer{PhasingSolution: s} }

type phasingAnswer struct {
	solveAnswer
	*scenarios.PhasingSolution
}

func (s phasingAnswer) facts() []Fact {
	facts := append(envelopeFacts(s.Envelope, s.Years), Fact{abnd.T("scenario or package", "cenário ou pacote"), abnd.Same(s.Run)}, Fact{abnd.T("method", "método"), abnd.Same(s.Method())})
	if len(s.Order) > 0 {
		facts = append(facts, Fact{abnd.T("order", "ordem"), abnd.Same(strings.Join(s.Order, ", "))})
	}
	return facts
}

func (s phasingAnswer) write(a *answerPage) {
	p := &solvePage{a}
	p.open(abnd.T("The earliest start years at which the benefits of %s stay within the ceiling. In this workbook the phasing schedule is the scenario %s.",
		"Os anos de início mais próximos com os quais as prestações de «%s» respeitam o tecto. Neste livro o calendário é o cenário %s.").
		Fill(runName(a.study, s.Run), s.Scenario), len(s.Items))
	a.madeFrom(append(a.costOf(s.Scenario), a.costOf(abnd.StatusQuo)...))
	a.heading(abnd.T("Start of each benefit", "Início de cada prestação"))
	a.head(abnd.T("Benefit", "Prestação"), abnd.T("Planned", "Início previsto"), abnd.T("Starts", "Início possível"), abnd.T("Years later", "Anos depois"))
	for i, item := range s.Items {
		a.Put(a.next, 1, a.textCell(lettered(i, item.Benefit), paper.FixedLook))
		centred := paper.Look{Kind: paper.AnswerLook, Number: paper.YearFormat, Centred: true}
		a.Put(a.next, 2, paper.Cell{Value: float64(item.Planned), Look: centred})
		switch {
		case item.Fixed:
			a.Put(a.next, 3, paper.Cell{Value: abnd.T("existing", "existente").In(a.lang), Look: centred})
		case item.Start == 0:
			a.Put(a.next, 3, paper.Cell{Value: abnd.T("not within the projection", "não dentro da projecção").In(a.lang), Look: centred})
		default:
			a.Put(a.next, 3, paper.Cell{Value: float64(item.Start), Look: centred})
			a.worked(4, float64(item.Start-item.Planned), address.At(a.next, 3)+"-"+address.At(a.next, 2), paper.YearFormat, paper.FixedLook, 0)
		}
		a.next++
	}
	p.plan(s)
	p.losses(abnd.T("Losses under the phasing schedule", "Perdas com o calendário"), s.Losses)
	for _, note := range s.Notes() {
		a.writeNote(note)
	}
	p.years(s.Envelope.Of, s.Scenario, s.Years)
}

// plan writes the years in which something starts, with a column a benefit.
func (p *solvePage) plan(s phasingAnswer) {
	p.heading(abnd.T("Years in which a benefit starts", "Anos em que se inicia uma prestação"))
	head := make([]abnd.Text, firstMark-1)
	head[0] = abnd.T("Year", "Ano")
	for i := range s.Items {
		head = append(head, abnd.Same(scenarios.BenefitMark(i)))
	}
	p.head(head...)
	for _, year := range s.TurningYears(mostRows) {
		p.Put(p.next, 1, paper.Cell{Value: float64(year), Look: paper.Look{Kind: paper.AnswerLook, Number: paper.YearFormat, Left: true}})
		for i := range s.Items {
			p.mark(i, s.MarkIn(i, year))
		}
		p.next++
	}
	p.writeNote(p.levels(s.Levels()))
}
