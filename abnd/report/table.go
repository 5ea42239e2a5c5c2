package report

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// The columns of a panel: a label, then for each of three years people, cost
// and percent, with room for the mark of a lower bound. They add up to Width.
const (
	panelLabel    = 11
	personsWidth  = 7
	costWidth     = 7
	shareWidth    = 6
	blockWidth    = 1 + personsWidth + 1 + costWidth + 1 + shareWidth
	yearsInAPanel = 3
)

// TableYears are the years that a table shows where nobody chooses: the
// first and the last of the projection, and 2030, the year of the Sustainable
// Development Goals, where it lies between them.
func TableYears(projection abnd.Years) []abnd.Year {
	const goals = 2030
	years := []abnd.Year{projection.First}
	if projection.First < goals && goals < projection.Last {
		years = append(years, goals)
	}
	if projection.Last != projection.First {
		years = append(years, projection.Last)
	}
	return years
}

// Table writes the results of the scenarios for people to read: for each one
// benefits received, cost and percent of GDP by guarantee, what those of income
// security and all of them cost, what that is more than the status quo, and the
// new balance of government. Households have a row of their own, and people no
// total: who is covered by health care may also receive a pension. It is at most
// [Width] columns wide; more than three years take more than one panel. What is
// not known is shown as …, as are years outside the projection.
func Table(w io.Writer, result *scenarios.Result, chosen []abnd.Scenario, years []abnd.Year, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	t := table{result: result, lang: lang, out: out}
	t.setScales(chosen, years)
	t.header()
	for _, s := range chosen {
		for panel := range slices.Chunk(years, yearsInAPanel) {
			t.panel(s, panel)
		}
	}
	if len(chosen) == len(result.Study.Scenarios) && len(result.Study.Packages) > 0 {
		for panel := range slices.Chunk(years, yearsInAPanel) {
			t.packages(panel)
		}
	}
	t.footnotes()
	return out.Flush()
}

type table struct {
	result         *scenarios.Result
	lang           abnd.Lang
	out            *bufio.Writer
	persons, money scale
}

func (t *table) line(s string) { t.out.WriteString(strings.TrimRight(s, " ") + "\n") }

func (t *table) note(text abnd.Text, first, rest string) {
	t.line(Wrap(text.In(t.lang), Width, first, rest))
}

// setScales chooses one scale of money and one of people for the whole table,
// so that scenarios can be compared by eye.
func (t *table) setScales(chosen []abnd.Scenario, years []abnd.Year) {
	var money, persons []float64
	for _, s := range chosen {
		for _, year := range years {
			for _, g := range abnd.Guarantees() {
				for _, measure := range []string{peopleMeasure, householdMeasure} {
					persons = append(persons, t.amount(s.ID, g, measure, year).Value)
				}
			}
			money = append(money, t.amount(s.ID, scenarios.AllOf, costMeasure, year).Value, t.amount(s.ID, scenarios.AllOf, "incremental_cost", year).Value)
		}
	}
	t.persons = chooseScale(personScales, personsLimit, personsWidth, persons)
	t.money = chooseScale(moneyScales, moneyLimit, costWidth, money)
}

// amount is a figure of a guarantee, or of a sum over them; not known where the
// study has none.
func (t *table) amount(scenario string, g abnd.Guarantee, measure string, year abnd.Year) scenarios.Amount {
	x, err := t.result.Value(scenarios.Figure{Scenario: scenario, Guarantee: g, Measure: measure, Year: year})
	if err != nil {
		return scenarios.Amount{}
	}
	return x
}

func (t *table) header() {
	s := t.result.Study
	currency := s.Country.Currency
	if name := s.Country.CurrencyName.In(t.lang); name != "" {
		currency += " (" + name + ")"
	}
	country := s.Country.Name.In(t.lang) + " (" + s.Country.ISO3 + ")"
	if title := s.Title.In(t.lang); title != "" {
		t.line(Wrap(title, Width, "", ""))
	}
	if s.Date != "" {
		t.note(abnd.T("%s, study of %s, projection %s", "%s, estudo de %s, projecção %s").Fill(country, s.Date, s.Projection), "", "")
	} else {
		t.note(abnd.T("%s, projection %s", "%s, projecção %s").Fill(country, s.Projection), "", "")
	}
	t.note(abnd.T("Beneficiaries in %s; cost in %s.", "Beneficiários em %s; custo em %s.").
		Fill(t.persons.name, t.money.name.Fill(currency)), "", "")
	t.note(abnd.T("Current prices; percentages are of %s.", "Preços correntes; as percentagens são do %s.").Fill(s.GDPName), "", "")
	t.macro()
}

func (t *table) panel(s abnd.Scenario, years []abnd.Year) {
	t.line("")
	heading := s.Name.In(t.lang)
	if heading == "" {
		heading = s.ID
	} else {
		heading += " (" + s.ID + ")"
	}
	t.line(Wrap(heading, Width, "", ""))
	t.head(years)
	for _, g := range scenarios.Parts() {
		t.sums(tableName(g).In(t.lang), s.ID, g, years)
	}
	if s.ID != abnd.StatusQuo {
		t.increment(s.ID, years)
	}
	t.balance(s.ID, years)
}

// packages writes what each package costs in all, its increment and balance.
func (t *table) packages(years []abnd.Year) {
	t.line("")
	t.line(abnd.T("Benefit packages (one scenario per guarantee)", "Pacotes de prestações (um cenário por garantia)").In(t.lang))
	t.head(years)
	for i, p := range t.result.Study.Packages {
		name := p.Name.In(t.lang)
		if name == "" {
			name = p.ID
		}
		if i > 0 {
			t.line("")
		}
		t.line(Wrap(name+" ("+p.ID+")", Width, "", ""))
		for _, g := range []abnd.Guarantee{abnd.Health, abnd.IncomeSecurity, scenarios.AllOf} {
			t.sums(tableName(g).In(t.lang), p.ID, g, years)
		}
		t.increment(p.ID, years)
		t.balance(p.ID, years)
	}
}

// head names the years and the columns under them.
func (t *table) head(years []abnd.Year) {
	top, under := []string{padRight("", panelLabel)}, []string{padRight("", panelLabel)}
	columns := abnd.T("benef.|cost|% GDP", "benef.|custo|% PIB")
	names := strings.Split(columns.In(t.lang), "|")
	for _, year := range years {
		top = append(top, " "+ruled(strconv.Itoa(int(year)), blockWidth-1))
		under = append(under, block(names[0], names[1], names[2]))
	}
	t.row(top)
	t.row(under)
}

// sums is the row of one guarantee, or of a sum over them, in a scenario or
// package; that of the households of a guarantee follows it.
func (t *table) sums(label, id string, g abnd.Guarantee, years []abnd.Year) {
	cells := []string{padRight(label, panelLabel)}
	for _, year := range years {
		people := ""
		if g.Valid() {
			people = t.people(t.amount(id, g, peopleMeasure, year))
		}
		cells = append(cells, block(people, t.cash(t.amount(id, g, costMeasure, year)), t.percent(t.amount(id, g, percentMeasure, year))))
	}
	t.row(cells)
	if g.Valid() && t.result.HasHouseholds(id, g) {
		cells = []string{padRight(abnd.T(" households", " agregados").In(t.lang), panelLabel)}
		for _, year := range years {
			cells = append(cells, block(t.people(t.amount(id, g, householdMeasure, year)), "", ""))
		}
		t.row(cells)
	}
}

func (t *table) increment(id string, years []abnd.Year) {
	cells := []string{padRight(abnd.T("Incremental", "Desp. adic.").In(t.lang), panelLabel)}
	for _, year := range years {
		cells = append(cells, block("",
			t.cash(t.amount(id, scenarios.AllOf, "incremental_cost", year)),
			t.percent(t.amount(id, scenarios.AllOf, "incremental_percent_gdp", year))))
	}
	t.row(cells)
}

func (t *table) balance(id string, years []abnd.Year) {
	cells := []string{padRight(abnd.T("Balance", "Saldo orç.").In(t.lang), panelLabel)}
	for _, year := range years {
		// A deficit can be far above 100 % of a GDP without oil: it takes the
		// room of the cost too.
		x := t.amount(id, scenarios.AllOf, "new_balance_percent_gdp", year)
		cells = append(cells, padLeft(fitMarked(x.Known, x.Value, 2, costWidth+1+shareWidth, t.lang), blockWidth))
	}
	t.row(cells)
}

func (t *table) row(cells []string) {
	t.line(cells[0] + strings.Join(cells[1:], ""))
}

func block(persons, cost, percent string) string {
	return " " + padLeft(persons, personsWidth) + " " + padLeft(cost, costWidth) + " " + padLeft(percent, shareWidth)
}

func (t *table) people(x scenarios.Amount) string {
	return fitMarked(x.Known, x.Value/t.persons.divisor, t.persons.decimals, personsWidth, t.lang)
}

func (t *table) cash(x scenarios.Amount) string {
	return fitMarked(x.Known, x.Value/t.money.divisor, t.money.decimals, costWidth, t.lang)
}

func (t *table) percent(x scenarios.Amount) string {
	return fitMarked(x.Known, x.Value, 2, shareWidth, t.lang)
}

// marked writes an amount in a scale with all its decimals.
func (t *table) marked(x scenarios.Amount, s scale) string {
	return markedText(x.Known, x.Value/s.divisor, s.decimals).In(t.lang)
}

func (t *table) footnotes() {
	study := t.result.Study
	notes := []abnd.Text{abnd.T(
		"Beneficiaries are counted per benefit: a person receiving two benefits of a guarantee is counted twice. Those of health are covered by health care and may also receive cash, so people are not added over guarantees. Income sec. = income security: children, active age and old age together. Incremental = incremental cost over the status quo. Balance = government balance with the scenario, before financing.",
		"Os beneficiários contam-se por prestação: quem recebe duas da mesma garantia é contado duas vezes. Os da saúde têm cuidados de saúde cobertos e podem também receber dinheiro, pelo que não se somam pessoas de várias garantias. Seg. rend. = segurança básica de rendimento: crianças, idade activa e velhice em conjunto. Desp. adic. = despesa adicional face à situação actual. Saldo orç. = saldo orçamental com o cenário, antes do financiamento.")}
	if c := CostedSchemes(study); c.InForce > 0 {
		notes = append(notes, abnd.T(
			"Totals include only the existing schemes for which sufficient data are available: %d of the %d in force. Schemes known only by their expenditure have a cost but no beneficiaries. … = not available; ≥ = at least (data are missing for a part of the sum).",
			"Os totais incluem só os regimes existentes com dados suficientes: %d dos %d em vigor. Os conhecidos só pela despesa têm custo mas não beneficiários. … = não disponível; ≥ = no mínimo (faltam dados de uma parcela da soma).").Fill(c.Costed, c.InForce))
	}
	notes = append(notes, assumptionNote(BenefitInputs(study), FrameInputs(study)))
	t.line("")
	for _, n := range notes {
		t.note(n, "* ", "  ")
	}
}

func assumptionNote(benefits, frames Count) abnd.Text {
	return abnd.T(
		"%d of the %d benefit inputs and %d of the %d economic, fiscal and demographic inputs are assumptions, to be agreed in the national dialogue.",
		"São pressupostos, a acordar no diálogo nacional, %d dos %d dados sobre prestações e %d dos %d dados económicos, orçamentais e demográficos.").
		Fill(benefits.Assumed, benefits.All, frames.Assumed, frames.All)
}
