package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// The measures of the results that people read first.
const (
	peopleMeasure    = scenarios.Beneficiaries
	householdMeasure = scenarios.ReceivingHouseholds
	costMeasure      = scenarios.TotalCost
	percentMeasure   = scenarios.PercentGDP
)

// How many characters a figure has room for, so that its decimals are those
// that fit, and how many years stand beside one another.
const (
	personsRoom   = 7
	costRoom      = 7
	yearsInAPanel = 3
)

// percentDecimals are those of percentages of GDP.
const percentDecimals = 2

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

// Results are those of the scenarios: for each one benefits received, cost and
// percent of GDP by guarantee, what those of income security and all of them
// cost, what that is more than the status quo, and the new balance of
// government. Households have a row of their own, and people no total: who is
// covered by health care may also receive a pension. What is not known is shown
// as such, as are years outside the projection.
func Results(result *scenarios.Result, chosen []abnd.Scenario, years []abnd.Year) Document {
	r := results{result: result}
	r.setScales(chosen, years)
	r.header()
	for _, s := range chosen {
		for panel := range slices.Chunk(years, yearsInAPanel) {
			table := costTable(panel)
			for _, g := range scenarios.Parts() {
				r.sums(table, s.ID, g, panel)
			}
			if s.ID != abnd.StatusQuo {
				r.increment(table, s.ID, panel)
			}
			r.balance(table, s.ID, panel)
			r.section(named(s.Name, s.ID), table)
			if costing.HasPayers(r.result.Study) {
				r.payers(s.ID, panel)
			}
		}
		for _, said := range r.result.PayerSentences(s.ID) {
			r.say(said)
		}
		if s.ID == abnd.Tried {
			r.nextLevels()
		}
	}
	if len(chosen) == len(result.Study.Scenarios) && len(result.Study.Packages) > 0 {
		for panel := range slices.Chunk(years, yearsInAPanel) {
			r.packages(panel)
		}
		for _, p := range result.Study.Packages {
			if costing.HasPayers(result.Study) {
				r.packagePayers(p, years)
			}
		}
	}
	r.erosion(chosen, years)
	if said := result.FundSentence(abnd.StatusQuo); !said.IsZero() {
		r.say(said)
	}
	r.arrears(chosen, years)
	r.footnotes(chosen)
	return r.Document
}

type results struct {
	builder
	result         *scenarios.Result
	persons, money Scale
}

// named is a name with its ID, or the ID where there is no name.
func named(name abnd.Text, id string) abnd.Text {
	if name.IsZero() {
		return abnd.Same(id)
	}
	return abnd.T("%s (%s)", "%s (%s)").Fill(name, id)
}

// amountOf is a figure of a guarantee, or of a sum over them; not known where
// the study has none.
func amountOf(result *scenarios.Result, scenario string, g abnd.Guarantee, measure scenarios.MeasureCode, year abnd.Year) scenarios.Amount {
	x, found := result.At(scenarios.Figure{Scenario: scenario, Guarantee: g, Measure: measure, Year: year})
	if found != nil {
		return scenarios.Amount{}
	}
	return x
}

func (r *results) amount(scenario string, g abnd.Guarantee, measure scenarios.MeasureCode, year abnd.Year) scenarios.Amount {
	return amountOf(r.result, scenario, g, measure, year)
}

// setScales chooses one scale of money and one of people for the whole
// document, so that scenarios can be compared by eye.
func (r *results) setScales(chosen []abnd.Scenario, years []abnd.Year) {
	var money, persons []float64
	for _, s := range chosen {
		for _, year := range years {
			for _, g := range abnd.Guarantees() {
				for _, measure := range []scenarios.MeasureCode{peopleMeasure, householdMeasure} {
					persons = append(persons, r.amount(s.ID, g, measure, year).Value)
				}
			}
			money = append(money, r.amount(s.ID, scenarios.AllOf, costMeasure, year).Value, r.amount(s.ID, scenarios.AllOf, scenarios.IncrementalCost, year).Value)
		}
	}
	r.persons = chooseScale(personScales, personsLimit, personsRoom, persons)
	r.money = chooseScale(moneyScales, moneyLimit, costRoom, money)
}

func (r *results) header() {
	s := r.result.Study
	currency := abnd.Same(s.Country.Currency)
	if name := s.Country.CurrencyName; !name.IsZero() {
		currency = abnd.T("%s (%s)", "%s (%s)").Fill(currency, name)
	}
	country := countryText(s)
	if !s.Title.IsZero() {
		r.say(s.Title)
	}
	if s.Date != "" {
		r.say(abnd.T("%s, study of %s, projection %s", "%s, estudo de %s, projecção %s").Fill(country, s.Date, s.Projection))
	} else {
		r.say(abnd.T("%s, projection %s", "%s, projecção %s").Fill(country, s.Projection))
	}
	r.say(abnd.T("Beneficiaries in %s; cost in %s.", "Beneficiários em %s; custo em %s.").Fill(r.persons.Name, r.money.Name.Fill(currency)))
	r.say(abnd.T("Current prices; percentages are of %s.", "Preços correntes; as percentagens são do %s.").Fill(s.GDPName))
	r.macro(s)
	r.baseline(s)
}

// countryText is the country of a study with its code.
func countryText(s *abnd.Study) abnd.Text {
	return abnd.T("%s (%s)", "%s (%s)").Fill(s.Country.Name, s.Country.ISO3)
}

// macro names the macro scenario of a study, where it takes one.
func (b *builder) macro(study *abnd.Study) {
	if m, ok := study.FindMacro(study.Macro); ok {
		b.say(abnd.T("Macroeconomic scenario: %s (%s).", "Cenário macroeconómico: %s (%s).").Fill(m.Name, m.ID))
	}
}

// baseline names the baseline of a study that takes another than the law's.
func (b *builder) baseline(study *abnd.Study) {
	if x := study.BaselineInForce(); x != abnd.BaselineLaw {
		b.say(abnd.T("Baseline: %s (%s).", "Cenário de base: %s (%s).").Fill(costing.BaselineName(x), string(x)))
	}
}

// costTable is a table with people, cost and percent in each of some years.
func costTable(years []abnd.Year) *Table {
	t := &Table{Name: "cost", Groups: []Group{{Columns: 1}}, Columns: []Column{{}}}
	for _, year := range years {
		t.Groups = append(t.Groups, Group{yearText(year), 3})
		t.Columns = append(t.Columns, heads(abnd.T("benef.|cost|% GDP", "benef.|custo|% PIB"))...)
	}
	return t
}

// packages shows what each package costs in all, its increment and balance.
func (r *results) packages(years []abnd.Year) {
	table := costTable(years)
	for i, p := range r.result.Study.Packages {
		table.Rows = append(table.Rows, Row{Over: abnd.T("%s (%s)", "%s (%s)").Fill(nameOr(p.Name, p.ID), p.ID), Apart: i > 0})
		for _, g := range []abnd.Guarantee{abnd.Health, abnd.IncomeSecurity, scenarios.AllOf} {
			r.sums(table, p.ID, g, years)
		}
		r.increment(table, p.ID, years)
		r.balance(table, p.ID, years)
	}
	r.section(abnd.T("Benefit packages (one scenario per guarantee)", "Pacotes de prestações (um cenário por garantia)"), table)
}

// nameOr is a name, or the ID where there is none.
func nameOr(name abnd.Text, id string) abnd.Text {
	if name.IsZero() {
		return abnd.Same(id)
	}
	return name
}

func money(x scenarios.Amount, s Scale) Cell   { return figure(Money, x.Value, x.Known, s) }
func persons(x scenarios.Amount, s Scale) Cell { return figure(Persons, x.Value, x.Known, s) }

func percentOf(x scenarios.Amount) Cell {
	return figure(Percent, x.Value, x.Known, decimals(percentDecimals))
}

// sums is the row of one guarantee, or of a sum over them, in a scenario or
// package; that of the households of a guarantee follows it.
func (r *results) sums(table *Table, id string, g abnd.Guarantee, years []abnd.Year) {
	cells := []Cell{words(tableName(g))}
	for _, year := range years {
		var people Cell
		if g.Valid() {
			people = persons(r.amount(id, g, peopleMeasure, year), r.persons)
		}
		cells = append(cells, people, money(r.amount(id, g, costMeasure, year), r.money), percentOf(r.amount(id, g, percentMeasure, year)))
	}
	table.row(cells...)
	if g.Valid() && r.result.HasHouseholds(id, g) {
		cells = []Cell{words(abnd.T(" households", " agregados"))}
		for _, year := range years {
			cells = append(cells, persons(r.amount(id, g, householdMeasure, year), r.persons), Cell{}, Cell{})
		}
		table.row(cells...)
	}
}

// increment shows what is added over the status quo: in all and, without health
// care, which is often no more than an amount per head, to income security. Below
// stands what is added over the status quo of the law, and over the one that keeps
// its value, as far as the study's own baseline is another.
func (r *results) increment(table *Table, id string, years []abnd.Year) {
	type increment struct {
		of          abnd.Guarantee
		name        abnd.Text
		cost, share scenarios.MeasureCode
	}
	rows := []increment{
		{scenarios.AllOf, abnd.T("Incremental", "Desp. adic."), scenarios.IncrementalCost, scenarios.IncrementalPercentGDP},
		{abnd.IncomeSecurity, abnd.T(" income sec", " seg. rend."), scenarios.IncrementalCost, scenarios.IncrementalPercentGDP},
	}
	base := r.result.Study.BaselineInForce()
	if base != abnd.BaselineLaw {
		rows = append(rows, increment{scenarios.AllOf, abnd.T(" over law", " s/ lei"), scenarios.IncrementalCostLaw, scenarios.IncrementalPercentGDPLaw})
	}
	if base != abnd.BaselinePrices {
		rows = append(rows, increment{scenarios.AllOf, abnd.T(" value kept", " val. mant."), scenarios.IncrementalCostKept, scenarios.IncrementalPercentGDPKept})
	}
	for _, row := range rows {
		cells := []Cell{words(row.name)}
		for _, year := range years {
			cells = append(cells, Cell{}, money(r.amount(id, row.of, row.cost, year), r.money), percentOf(r.amount(id, row.of, row.share, year)))
		}
		table.row(cells...)
	}
}

func (r *results) balance(table *Table, id string, years []abnd.Year) {
	cells := []Cell{words(abnd.T("Balance", "Saldo orç."))}
	for _, year := range years {
		// A deficit can be far above 100 % of a GDP without oil: it takes the
		// room of the cost too.
		x := percentOf(r.amount(id, scenarios.AllOf, "new_balance_percent_gdp", year))
		x.Span = 2
		cells = append(cells, Cell{}, x)
	}
	table.row(cells...)
}

func (r *results) footnotes(chosen []abnd.Scenario) {
	study := r.result.Study
	r.section(abnd.Text{})
	r.note(abnd.T(
		"Beneficiaries are counted per benefit: a person receiving two benefits of a guarantee is counted twice. Those of health are covered by health care and may also receive cash, so people are not added over guarantees. Income sec. = income security: children, active age and old age together. Incremental = incremental cost over the status quo and, below it, that of income security alone. Balance = government balance with the scenario, before financing.",
		"Os beneficiários contam-se por prestação: quem recebe duas da mesma garantia é contado duas vezes. Os da saúde têm cuidados de saúde cobertos e podem também receber dinheiro, pelo que não se somam pessoas de várias garantias. Seg. rend. = segurança básica de rendimento: crianças, idade activa e velhice em conjunto. Desp. adic. = despesa adicional face à situação actual e, por baixo, só a da segurança de rendimento. Saldo orç. = saldo orçamental com o cenário, antes do financiamento."))
	r.baselineRows()
	for _, b := range scenarios.PerHeadHealth(study) {
		r.note(abnd.T("%s: an assumed amount per head, not a costed package of care. The increment of income security leaves it out.",
			"%s: um montante por pessoa, pressuposto, e não um pacote de cuidados com custo estimado. A despesa adicional da segurança de rendimento não o inclui.").Fill(b.Name))
	}
	r.aboveEnvelope(chosen)
	r.percentages(chosen)
	r.splits()
	if c := CostedSchemes(study); c.InForce > 0 {
		r.note(abnd.T(
			"Totals include only the existing schemes for which sufficient data are available: %d of the %d in force. Schemes known only by their expenditure have a cost but no beneficiaries. … = not available; ≥ = at least (data are missing for a part of the sum).",
			"Os totais incluem só os regimes existentes com dados suficientes: %d dos %d em vigor. Os conhecidos só pela despesa têm custo mas não beneficiários. … = não disponível; ≥ = no mínimo (faltam dados de uma parcela da soma).").Fill(c.Costed, c.InForce))
	}
	inputs := costing.CountInputs(study)
	r.note(inputs.Text())
	if n := inputs.Validated(); n > 0 {
		r.note(abnd.T("Inputs validated by an institution: %d of these %d.", "Dados de base validados por uma instituição: %d destes %d.").Fill(n, inputs.All()))
	}
}

// percentages names the benefits whose administration rises with their amount.
func (r *results) percentages(chosen []abnd.Scenario) {
	var names []abnd.Text
	for _, b := range r.result.AdministrationFollowsAmounts(chosen) {
		names = append(names, nameOr(b.Name, b.ID))
	}
	if len(names) > 0 {
		r.note(abnd.T("Administration is a percentage of spending, so it rises with the higher amounts of these benefits even where registrations and payments do not: %s. Enter admin_share 0 and the costs of the tasks (registration_cost, payment_cost) if it should not.",
			"A administração é uma percentagem da despesa, pelo que sobe com os montantes mais altos destas prestações mesmo sem mais inscrições nem pagamentos: %s. Se não deve subir, indique admin_share 0 e os custos das tarefas (registration_cost, payment_cost).").Fill(abnd.Joined(names, ", ")))
	}
}

// splits names the benefits and schemes that are parted between two guarantees.
func (r *results) splits() {
	people := abnd.T("%s: %s of recipients and cost belong to %s, the rest to %s.", "%s: %s dos beneficiários e do custo são de %s; o resto é de %s.")
	money := abnd.T("%s: %s of its expenditure belong to %s, the rest to %s.", "%s: %s da despesa são de %s; o resto é de %s.")
	split := func(said, name abnd.Text, of []abnd.Guarantee, part func(abnd.Guarantee) (model.Key, bool)) {
		if len(of) < 2 {
			return
		}
		key, _ := part(of[1])
		share, known := r.result.Projection.Value(key, r.result.Study.Projection.First)
		if known {
			r.note(said.Fill(name, abnd.InEach(Cell{Unit: Share, Value: share, Known: abnd.KnownAll}.In), of[1].ShortName(), of[0].ShortName()))
		}
	}
	for _, b := range r.result.Study.Benefits {
		split(people, nameOr(b.Name, b.ID), costing.GuaranteesOf(b), func(g abnd.Guarantee) (model.Key, bool) { return costing.PartKey(abnd.StatusQuo, b, g) })
	}
	for _, s := range costing.ProjectedSchemes(r.result.Study) {
		split(money, nameOr(s.Name, s.ID), costing.SchemeGuarantees(s), func(g abnd.Guarantee) (model.Key, bool) { return costing.SchemePartKey(s, g) })
	}
}

// aboveEnvelope names what costs more than the study's own fiscal envelope, with
// the first year: of the scenarios shown and, with all of them, the packages.
func (r *results) aboveEnvelope(chosen []abnd.Scenario) {
	shown := func(id string) bool {
		return len(chosen) == len(r.result.Study.Scenarios) || slices.ContainsFunc(chosen, func(s abnd.Scenario) bool { return s.ID == id })
	}
	var above []abnd.Text
	for _, x := range scenarios.AboveEnvelope(r.result) {
		if !shown(x.ID) {
			continue
		}
		above = append(above, abnd.T("%s from %d", "%s a partir de %d").Fill(x.Name, int(x.From)))
	}
	if len(above) > 0 {
		said := abnd.T("Above the fiscal envelope of this study: %s.", "Acima do envelope de recursos deste estudo: %s.")
		if costing.EnvelopeAssumed(r.result.Study) {
			said = abnd.T("Above the fiscal envelope of this study, an assumption: %s.", "Acima do envelope de recursos deste estudo, um pressuposto: %s.")
		}
		r.note(said.Fill(abnd.Joined(above, ", ")))
	}
}

// resultsHeader is a public format: its names do not change. It does not change
// with the language.
var resultsHeader = []string{"scenario", "guarantee", "benefit", "sex", "year", "measure", "unit", "value", "known"}

// ResultTree is the manifest and the records of [ResultRecords].
func ResultTree(manifest Manifest, rows []scenarios.Row) Tree {
	return treeOf(manifest, recordsIn("results", ResultRecords(rows)))
}

// ResultRecords are tidy rows, every value with all its digits. Of a sum of
// which a part is not known the value is that of the rest, and known is "part";
// else it is "all". What is not known has no row.
func ResultRecords(rows []scenarios.Row) Records {
	return Records{resultsHeader, func(yield func(...Field)) {
		for _, r := range rows {
			yield(textCell(r.Scenario), textCell(r.Guarantee), textCell(r.Benefit), textCell(r.Sex), countCell(r.Year),
				codeCell(r.Measure), textCell(r.Unit), figureCell(r.Value), codeCell(r.Known))
		}
	}}
}
