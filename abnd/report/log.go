package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
)

// Logs are the proposals that several copies of a workbook have kept on TRY.
type Logs []LogCopy

// LogCopy is a copy with its study.
type LogCopy struct {
	Name  string
	Study *abnd.Study
}

// loggedUnit is the unit of a figure of the log, as CSV and JSON hold it.
func loggedUnit(code, currency string) string {
	switch code {
	case sheets.LoggedShare:
		return "share"
	case sheets.LoggedPeople:
		return "persons"
	}
	return currency
}

// loggedCell is a figure of the log; a blank where the row has none, and a text as
// it stands where the room has typed one.
func loggedCell(code string, v abnd.Value, money Scale) Cell {
	x, ok := v.Number()
	if v.IsBlank() {
		return Cell{}
	}
	if !ok {
		text, _ := v.Code()
		return words(abnd.Same(text))
	}
	switch code {
	case sheets.LoggedShare:
		return figure(Share, x, abnd.KnownAll, decimals(percentDecimals))
	case sheets.LoggedPeople:
		return figure(Persons, x, abnd.KnownAll, decimals(0))
	}
	return figure(Money, x, abnd.KnownAll, money)
}

// Log shows the logs in one table: for each proposal a row for each of its years,
// and its levers below.
func Log(logs Logs) Document {
	var t builder
	var all []float64
	count := 0
	for _, c := range logs {
		for _, r := range sheets.LogOf(c.Study) {
			count++
			for i, f := range sheets.LoggedFigures() {
				if x, ok := r.Figures[i].Number(); ok && f.Code != sheets.LoggedShare && f.Code != sheets.LoggedPeople {
					all = append(all, x)
				}
			}
		}
	}
	if count == 0 {
		t.say(abnd.T("No copy has a proposal in the log of TRY.", "Nenhuma cópia tem propostas no registo de TRY."))
		return t.Document
	}
	money := chooseScale(moneyScales, moneyLimit, headRoom, all)
	first := logs[0].Study
	t.say(abnd.T("Proposals in the logs of TRY: %s, from %s copies.", "Propostas nos registos de TRY: %s, de %s cópias.").Fill(countText(count), countText(len(logs))))
	t.say(abnd.T("Cost in %% of %s and in %s; what is left of the fiscal envelope, in the same money.", "Custo em %% do %s e em %s; o que resta do envelope de recursos, na mesma moeda.").
		Fill(first.GDPName, money.Name.Fill(first.Country.Currency)))
	table := &Table{Name: "log", Columns: heads(abnd.T("File|Proposal|Based on|Year|% GDP|Cost|New persons|Left", "Ficheiro|Proposta|Base|Ano|% PIB|Custo|Pessoas novas|Resta"))}
	for _, c := range logs {
		for _, r := range sheets.LogOf(c.Study) {
			file, proposal, base := c.Name, r.Proposal, r.BasedOn
			years := r.Years
			if len(years) == 0 {
				years = []abnd.Year{0} // a row that says none is shown all the same
			}
			for place, year := range years {
				row := Row{Cells: []Cell{words(abnd.Same(file)), words(abnd.Same(proposal)), words(abnd.Same(base)), yearOf(year)}, Apart: place == 0}
				for _, code := range loggedCodes {
					row.Cells = append(row.Cells, loggedCell(code, r.Figure(code, place), money))
				}
				if place == len(years)-1 {
					row.Details = leversOf(c.Study, r)
				}
				table.Rows = append(table.Rows, row)
				file, proposal, base = "", "", ""
			}
		}
	}
	t.section(abnd.Text{}, table)
	return t.Document
}

// loggedCodes are the columns of figures.
var loggedCodes = []string{sheets.LoggedShare, sheets.LoggedCost, sheets.LoggedPeople, sheets.LoggedLeft}

// leversOf says what a proposal has of each lever.
func leversOf(study *abnd.Study, r sheets.LogRow) []abnd.Text {
	var all []abnd.Text
	for i, l := range sheets.InTry(study.Levers) {
		v := r.Levers[i]
		if v.IsBlank() {
			continue
		}
		format := sheets.Number
		if spec := costing.LeverSpec(l, 0); spec != nil {
			format = sheets.FormatOf(*spec)
		}
		shown, _ := changedValues(format, v, abnd.Value{})
		all = append(all, abnd.T("%s: %s", "%s: %s").Fill(l.Name, abnd.InEach(shown.In)))
	}
	if len(all) == 0 {
		return nil
	}
	return []abnd.Text{abnd.Joined(all, "; ")}
}

// logHeader is a public format: its names do not change.
var logHeader = []string{"file", "row", "proposal", "based_on", "kind", "lever", "measure", "year", "unit", "value"}

// LogRecords are the joined logs with a record for each figure ("result") and each
// lever ("lever") of a proposal. row counts the proposals of a file. A text that the
// room typed where a figure stands is given as it is; a blank cell has no record.
func LogRecords(logs Logs) Records {
	return Records{logHeader, func(yield func(...Field)) {
		for _, c := range logs {
			for n, r := range sheets.LogOf(c.Study) {
				lead := []Field{textCell(c.Name), countCell(n + 1), textCell(r.Proposal), textCell(r.BasedOn)}
				for i, f := range sheets.LoggedFigures() {
					if r.Figures[i].IsBlank() {
						continue
					}
					year := blankCell
					if y := r.YearOf(f); y != 0 {
						year = countCell(y)
					}
					yield(append(lead[:len(lead):len(lead)], textCell("result"), blankCell, textCell(f.Code), year, textCell(loggedUnit(f.Code, c.Study.Country.Currency)), valueCell(r.Figures[i]))...)
				}
				for i, l := range sheets.InTry(c.Study.Levers) {
					if !r.Levers[i].IsBlank() {
						yield(append(lead[:len(lead):len(lead)], textCell("lever"), textCell(l.ID), blankCell, blankCell, blankCell, valueCell(r.Levers[i]))...)
					}
				}
			}
		}
	}}
}

// LogTree is the joined logs as an object: the manifest of every copy, then the
// records of [LogRecords].
func LogTree(logs Logs, manifests []Manifest) Tree {
	head := struct {
		Copies []Manifest `json:"copies"`
	}{manifests}
	return treeOf(head, recordsIn("log", LogRecords(logs)))
}
