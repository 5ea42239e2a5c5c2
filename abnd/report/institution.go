package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Institution shows what scenarios and packages ask of the institution that runs
// their benefits: registrations a year and payments a month of each benefit, beside
// those of the status quo; of all of them, or of the one with the ID. Households
// that are registered are told apart from persons.
func Institution(result *scenarios.Result, only string) Document {
	study := result.Study
	t := institution{result: result, years: TableYears(study.Projection)}
	runs := runsOf(study, only)
	t.setScale(runs)
	t.say(abnd.T("%s (%s): what is asked of the institution, %s", "%s (%s): o que se pede à instituição, %s").
		Fill(study.Country.Name, study.Country.ISO3, study.Projection))
	t.say(abnd.T("In %s. Reg. = registrations in the year; pay. = payments a month, on average over the year.", "Em %s. Inscr. = inscrições no ano; pag. = pagamentos por mês, em média do ano.").Fill(t.scale.Name))
	t.macro(study)
	for _, id := range runs {
		t.run(id)
	}
	t.section(abnd.Text{})
	t.note(costing.TasksNote())
	t.note(abnd.T("… = not available; ≥ = at least (of existing schemes known by their expenditure nobody knows the recipients).",
		"… = não disponível; ≥ = no mínimo (dos regimes existentes conhecidos só pela despesa não se conhecem os beneficiários)."))
	return t.Document
}

// InstitutionRows are the tidy rows of the same: of the status quo, and of every
// scenario and package or the one with the ID.
func InstitutionRows(result *scenarios.Result, only string) []scenarios.Row {
	return slices.DeleteFunc(result.Tidy(result.Study.Scenarios), func(r scenarios.Row) bool {
		return !slices.Contains(taskMeasures(), r.Measure) || only != "" && r.Scenario != only && r.Scenario != abnd.StatusQuo
	})
}

func taskMeasures() []scenarios.MeasureCode {
	return []scenarios.MeasureCode{scenarios.Registrations, scenarios.HouseholdRegistrations, scenarios.PaymentsAMonth}
}

type institution struct {
	builder
	result *scenarios.Result
	years  []abnd.Year
	scale  Scale
}

// sum is a figure over the guarantees of income security, and benefit that of one
// benefit: by the scenario that a package takes for its guarantee.
func (t *institution) sum(run string, m scenarios.MeasureCode, year abnd.Year) scenarios.Amount {
	return amountOf(t.result, run, scenarios.AllOf, m, year)
}

func (t *institution) benefit(run string, b abnd.Benefit, m scenarios.MeasureCode, year abnd.Year) scenarios.Amount {
	x, found := t.result.At(scenarios.Figure{Scenario: t.result.ScenarioFor(run, b.Guarantee), Benefit: b.ID, Measure: m, Year: year})
	if found != nil {
		return scenarios.Amount{}
	}
	return x
}

// registrations is the measure of a benefit: that of households where they receive it.
func (t *institution) registrations(run string, b abnd.Benefit) scenarios.MeasureCode {
	if costing.RecipientUnit(t.result.Study, t.result.ScenarioFor(run, b.Guarantee), b) == abnd.CountHouseholds {
		return scenarios.HouseholdRegistrations
	}
	return scenarios.Registrations
}

func (t *institution) setScale(runs []string) {
	var all []float64
	for _, run := range runs {
		for _, year := range t.years {
			for _, m := range taskMeasures() {
				all = append(all, t.sum(run, m, year).Value)
			}
		}
	}
	t.scale = chooseScale(personScales, personsLimit, personsRoom, all)
}

// run is the table of a scenario or package.
func (t *institution) run(id string) {
	table := &Table{Name: "institution", Groups: []Group{{Columns: 1}}, Columns: []Column{{}}}
	for _, year := range t.years {
		table.Groups = append(table.Groups, Group{yearText(year), 2})
		table.Columns = append(table.Columns, heads(abnd.T("reg.|pay.", "inscr.|pag."))...)
	}
	// block shows rows below a name, if any figure of them is not zero. A task that is
	// none of theirs is nil.
	type taskRow struct {
		label            abnd.Text
		registered, paid func(year abnd.Year) scenarios.Amount
	}
	block := func(name abnd.Text, apart bool, rows ...taskRow) {
		all, some := []Row{{Over: name, Apart: apart}}, false
		for _, r := range rows {
			cells := []Cell{words(r.label)}
			for _, year := range t.years {
				for _, of := range []func(abnd.Year) scenarios.Amount{r.registered, r.paid} {
					if of == nil {
						cells = append(cells, Cell{})
						continue
					}
					x := of(year)
					some = some || x.Value != 0
					cells = append(cells, persons(x, t.scale))
				}
			}
			all = append(all, Row{Cells: cells})
		}
		if some {
			table.Rows = append(table.Rows, all...)
		}
	}
	for _, b := range t.result.Study.Benefits {
		if !costing.HasTasks(t.result.Study, b) {
			continue
		}
		var rows []taskRow
		for _, side := range t.sides(id) {
			r := taskRow{label: side.name, registered: func(year abnd.Year) scenarios.Amount {
				return t.benefit(side.run, b, t.registrations(side.run, b), year)
			}}
			if costing.CountsPayments(t.result.Study, b) {
				r.paid = func(year abnd.Year) scenarios.Amount { return t.benefit(side.run, b, scenarios.PaymentsAMonth, year) }
			}
			rows = append(rows, r)
		}
		block(t.benefitName(id, b), false, rows...)
	}
	for i, m := range taskMeasures() {
		name := [...]abnd.Text{
			abnd.T("All: registrations of persons", "Total: inscrições de pessoas"),
			abnd.T("All: registrations of households", "Total: inscrições de agregados"),
			abnd.T("All: payments", "Total: pagamentos"),
		}[i]
		var rows []taskRow
		add := func(label abnd.Text, of func(year abnd.Year) scenarios.Amount) {
			if m == scenarios.PaymentsAMonth {
				rows = append(rows, taskRow{label: label, paid: of})
				return
			}
			rows = append(rows, taskRow{label: label, registered: of})
		}
		for _, side := range t.sides(id) {
			add(side.name, func(year abnd.Year) scenarios.Amount { return t.sum(side.run, m, year) })
		}
		if id != abnd.StatusQuo {
			add(abnd.T(" more", " a mais"), func(year abnd.Year) scenarios.Amount { return t.result.MoreTasks(id, m, year) })
		}
		block(name, i == 0, rows...)
	}
	t.section(runTitle(t.result.Study, id), table)
}

// side is one of the two that stand below one another: the status quo, and the
// scenario or package.
type side struct {
	run  string
	name abnd.Text
}

func (t *institution) sides(run string) []side {
	today := side{abnd.StatusQuo, abnd.T(" status quo", " sit. actual")}
	if run == abnd.StatusQuo {
		return []side{today}
	}
	return []side{today, {run, abnd.T(" then", " depois")}}
}

// benefitName says whether households are registered.
func (t *institution) benefitName(run string, b abnd.Benefit) abnd.Text {
	name := nameOr(b.Name, b.ID)
	if t.registrations(run, b) == scenarios.HouseholdRegistrations {
		return abnd.T("%s (households)", "%s (agregados)").Fill(name)
	}
	return name
}
