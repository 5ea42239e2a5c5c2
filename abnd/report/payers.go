package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// payerUnknownLabel names what has no known payer.
var payerUnknownLabel = abnd.T("Not known who pays", "Não se sabe quem paga")

// externalLabel names what external partners pay, with the last year in which they pay all
// of it.
func externalLabel(result *scenarios.Result, id string) abnd.Text {
	if until, ok := result.ExternalEnds(id); ok && until >= result.Study.Projection.First {
		return abnd.T("Partners, until %s", "Parceiros, até %s").Fill(yearText(until))
	}
	return abnd.T("External partners", "Parceiros externos")
}

// takeOverLabel names what the Treasury must find in their place, from the first year in
// which it must.
func takeOverLabel(result *scenarios.Result, id string) abnd.Text {
	if until, ok := result.ExternalEnds(id); ok {
		return abnd.T("Treasury, from %s", "Tesouro, a partir de %s").Fill(yearText(until + 1))
	}
	return abnd.T("Treasury in their place", "Tesouro, em seu lugar")
}

// payers adds a table of who pays in a scenario or package, beside its cost: of whom
// that is known in some year.
func (r *results) payers(id string, years []abnd.Year) {
	table := &Table{Name: "payers", Groups: []Group{{Columns: 1}}, Columns: []Column{{Head: abnd.T("Who pays", "Quem paga")}}}
	for _, year := range years {
		table.Groups = append(table.Groups, Group{yearText(year), 2})
		table.Columns = append(table.Columns, heads(abnd.T("cost|% GDP", "custo|% PIB"))...)
	}
	for _, row := range []struct {
		label            abnd.Text
		measure, percent scenarios.MeasureCode
	}{
		{abnd.T("State", "Estado"), scenarios.PaidByState, scenarios.StatePercentGDP},
		{abnd.T("Contributions", "Contribuições"), scenarios.PaidByContributions, scenarios.ContributionsPercentGDP},
		{externalLabel(r.result, id), scenarios.PaidByExternal, scenarios.ExternalPercentGDP},
		{takeOverLabel(r.result, id), scenarios.TreasuryTakesOver, scenarios.TakeOverPercentGDP},
		{payerUnknownLabel, scenarios.PayerNotKnown, scenarios.PayerUnknownPercentGDP},
	} {
		cells, known := []Cell{words(row.label)}, false
		for _, year := range years {
			x := r.amount(id, scenarios.AllOf, row.measure, year)
			known = known || x.Known.Known()
			cells = append(cells, money(x, r.money), percentOf(r.amount(id, scenarios.AllOf, row.percent, year)))
		}
		if known {
			table.row(cells...)
		}
	}
	r.add(table)
}

// packagePayers adds who pays under a package, with its sentences.
func (r *results) packagePayers(p abnd.Package, years []abnd.Year) {
	r.section(named(p.Name, p.ID))
	for panel := range slices.Chunk(years, yearsInAPanel) {
		r.payers(p.ID, panel)
	}
	for _, said := range r.result.PayerSentences(p.ID) {
		r.say(said)
	}
}
