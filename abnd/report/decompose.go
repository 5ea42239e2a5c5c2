package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// partRoom is how many characters a part has room for.
const partRoom = 8

// shapleyNote says how a change is shared among factors.
var shapleyNote = abnd.T("Shapley values: each factor’s average contribution over all orders of change. They add up to the change.",
	"Valores de Shapley: a contribuição média de cada factor em todas as ordens de variação. A sua soma é igual à variação.")

// erosionNote says what erosion is.
var erosionNote = abnd.T("Erosion: the real value that amounts of the status quo lose because no rule of indexation moves them; between scenarios, what makes up for it.",
	"Perda de valor real: o que perdem os montantes da situação actual por não terem regra de actualização; entre cenários, o que a compensa.")

// Decomposition shows the cost before, what each factor adds, and the cost
// after, by guarantee. Factors that add nothing are left out.
func Decomposition(d scenarios.Decomposition, study *abnd.Study) Document {
	var all []float64
	for _, g := range scenarios.Parts() {
		from, to := d.Cost(g)
		all = append(all, from.Value, to.Value)
		for _, f := range scenarios.Factors() {
			all = append(all, d.Sum(g, f))
		}
	}
	s := chooseScale(moneyScales, moneyLimit, partRoom, all)
	var b builder
	b.say(abnd.T("From %s, %d, to %s, %d: total cost in %s, current prices", "%s, %d → %s, %d: custo total em %s, preços correntes").
		Fill(stateName(study, d.From), int(d.From.Year), stateName(study, d.To), int(d.To.Year), s.Name.Fill(study.Country.Currency)))
	b.baseline(study)
	table := &Table{Name: "decomposition", Columns: []Column{{}}}
	for _, g := range scenarios.Parts() {
		table.Columns = append(table.Columns, Column{Head: tableName(g)})
	}
	row := func(label abnd.Text, value func(abnd.Guarantee) Cell) {
		cells := []Cell{words(label)}
		for _, g := range scenarios.Parts() {
			cells = append(cells, value(g))
		}
		table.row(cells...)
	}
	row(abnd.T("Initial cost", "Custo inicial"), func(g abnd.Guarantee) Cell { from, _ := d.Cost(g); return money(from, s) })
	for _, f := range scenarios.Factors() {
		if !slices.ContainsFunc(d.Contributions, func(c scenarios.Contribution) bool { return c.Factor == f }) {
			continue
		}
		row(abnd.T(" %s", " %s").Fill(f.Label()), func(g abnd.Guarantee) Cell {
			x := figure(Money, d.Sum(g, f), abnd.KnownAll, s)
			if x.Signed = true; x.Value == 0 && !d.Known(g).Known() {
				x.Known = abnd.KnownNone
			}
			return x
		})
	}
	row(abnd.T("Final cost", "Custo final"), func(g abnd.Guarantee) Cell { _, to := d.Cost(g); return money(to, s) })
	b.section(abnd.Text{}, table)
	b.section(abnd.Text{})
	if slices.ContainsFunc(scenarios.Parts(), func(g abnd.Guarantee) bool { return d.Known(g) != abnd.KnownAll }) {
		b.note(abnd.T("… = not available; ≥ = at least (data are missing for a part of the sum). The factors refer to the available part.",
			"… = não disponível; ≥ = no mínimo (faltam dados de uma parcela da soma). Os factores referem-se à parte disponível."))
	}
	if slices.ContainsFunc(d.Contributions, func(c scenarios.Contribution) bool { return c.Factor == scenarios.ErosionFactor }) {
		b.note(erosionNote)
	}
	b.note(shapleyNote)
	return b.Document
}

func stateName(study *abnd.Study, s scenarios.State) abnd.Text {
	return runTitle(study, s.Scenario)
}

// decompositionHeader is a public format: its names do not change.
var decompositionHeader = []string{"guarantee", "benefit", "factor", "unit", "value", "known"}

// The records of [DecompositionRecords] that are no factor.
const (
	costBefore = "cost_from"
	costAfter  = "cost_to"
)

// DecompositionRecords are a decomposition in the same format as [ResultRecords],
// one part a row: for each benefit or scheme its cost before as cost_from,
// what each factor adds to it, and its cost after as cost_to. A factor that
// adds nothing has no row.
func DecompositionRecords(d scenarios.Decomposition, study *abnd.Study) Records {
	return Records{decompositionHeader, func(yield func(...Field)) {
		for _, c := range d.Costs {
			add := func(factor string, x float64) {
				yield(codeCell(c.Guarantee), textCell(c.Benefit), textCell(factor), textCell(study.Country.Currency), figureCell(x), codeCell(abnd.KnownAll))
			}
			add(costBefore, c.From)
			for _, part := range d.Contributions {
				if part.Benefit == c.Benefit {
					add(string(part.Factor), part.Value)
				}
			}
			add(costAfter, c.To)
		}
	}}
}

// DecompositionTree is the records of [DecompositionRecords] as an object,
// with the manifest, the two states and the method.
func DecompositionTree(manifest Manifest, d scenarios.Decomposition, study *abnd.Study) Tree {
	type state struct {
		Scenario string `json:"scenario"`
		Year     int    `json:"year"`
	}
	head := struct {
		Manifest
		Method string `json:"method"`
		From   state  `json:"from"`
		To     state  `json:"to"`
	}{manifest, scenarios.ShapleyMethod, state{d.From.Scenario, int(d.From.Year)}, state{d.To.Scenario, int(d.To.Year)}}
	return treeOf(head, recordsIn("parts", DecompositionRecords(d, study)))
}
