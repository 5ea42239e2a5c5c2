package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Impact shows what scenarios do to poverty and to what each fifth consumes, in the year
// and money of the survey; of all of them, or of the one with the ID.
func Impact(result *scenarios.Result, only string) Document {
	study := result.Study
	t := impactTable{result: result}
	t.say(abnd.T("%s (%s): who gains, and how poverty changes", "%s (%s): quem ganha, e como muda a pobreza").Fill(study.Country.Name, study.Country.ISO3))
	if len(costing.ImpactScenarios(study)) == 0 {
		t.say(abnd.T("Not available: the sheet DISTRIBUTION lacks figures of the survey, or the study has no benefits in cash (abnd check lists what is missing).",
			"Não disponível: faltam na folha DISTRIBUTION valores do inquérito, ou o estudo não tem prestações em dinheiro (abnd check indica o que falta)."))
		return t.Document
	}
	t.say(costing.ImpactNote())
	t.say(costing.ImpactFacts(study, result.ImpactYear()))
	t.say(abnd.T("In percent, people in persons. From … to: it depends on who receives.", "Em percentagem, as pessoas em pessoas. De … a: depende de quem recebe."))
	t.macro(study)
	for _, s := range costing.ImpactScenarios(study) {
		if only == "" || s.ID == only {
			t.scenario(s)
		}
	}
	return t.Document
}

type impactTable struct {
	builder
	result *scenarios.Result
}

// scenario is the table of one scenario, and its sentence.
func (t *impactTable) scenario(s abnd.Scenario) {
	table := &Table{Name: "impact", Columns: append([]Column{{}}, heads(abnd.T("before|after|from|to", "antes|depois|de|a"))...)}
	for _, m := range scenarios.ImpactMeasures() {
		before, knownBefore := t.result.Impact("", m)
		after, known := t.result.Impact(s.ID, m)
		cells := []Cell{words(m.Label), t.cell(before.Value, m, knownBefore), t.cell(after.Value, m, known), {}, {}}
		if m.Range {
			cells[3], cells[4] = t.cell(after.From, m, known), t.cell(after.To, m, known)
		}
		if !knownBefore {
			cells[1] = Cell{}
		}
		table.row(cells...)
	}
	for n := 2; n <= costing.Fifths; n++ { // the poorest leads
		x, known := t.result.ImpactOnFifth(s.ID, n)
		table.row(words(abnd.T("Gain of the %s, %% of its consumption", "Ganho do %s, em %% do seu consumo").Fill(costing.FifthName(n))), Cell{}, impactPercent(x.Value, known), Cell{}, Cell{})
	}
	t.section(named(s.Name, s.ID), table)
	t.say(abnd.InEach(func(lang abnd.Lang) string { return costing.ImpactSentence(s).In(t.result.Projection, lang) }))
}

// cell is a figure of a measure.
func (t *impactTable) cell(x float64, m scenarios.ImpactMeasure, known bool) Cell {
	if m.Unit == abnd.PersonUnit {
		return persons(impactAmount(x, known), decimals(0))
	}
	return impactPercent(x, known)
}

// impactPercent is a percentage with one decimal: no more is known of it.
func impactPercent(x float64, known bool) Cell {
	a := impactAmount(x, known)
	return figure(Percent, a.Value, a.Known, decimals(1))
}

// impactAmount is a figure with what is known of it.
func impactAmount(x float64, known bool) scenarios.Amount {
	if !known {
		return scenarios.Amount{}
	}
	return scenarios.Amount{Value: x, Known: abnd.KnownAll}
}

// impactHeader are the columns of the CSV.
var impactHeader = []string{"scenario", "year", "measure", "fifth", "unit", "value", "from", "to"}

// ImpactRecords are the figures of the effect on poverty as rows; the scenario is
// blank before anything is paid, the fifth 0 where the figure is of all.
func ImpactRecords(rows []scenarios.ImpactRow) Records {
	return Records{impactHeader, func(yield func(...Field)) {
		for _, r := range rows {
			yield(textCell(r.Scenario), countCell(r.Year), codeCell(r.Measure), countCell(r.Fifth), codeCell(r.Unit), figureCell(r.Value), figureCell(r.From), figureCell(r.To))
		}
	}}
}

// ImpactTree is an object with the manifest and the figures, one a line.
func ImpactTree(manifest Manifest, rows []scenarios.ImpactRow) Tree {
	return treeOf(manifest, recordsIn("impact", ImpactRecords(rows)))
}
