package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// outturns sets what was due, paid and appropriated beside the status quo of the
// same years, scheme by scheme, with what is in arrears as a row of its own. Years of
// which the figures include other schemes stand apart, under the names of all.
func (t *reconciliation) outturns() {
	all := t.result.OutturnsSince()
	if len(all) == 0 {
		return
	}
	t.section(abnd.T("Due, paid and appropriated, by year (OUTTURN)", "Devido, pago e dotação, por ano (OUTTURN)"))
	t.say(abnd.T("The model is what the status quo owes to those enrolled, paid in full. What is due and not paid is in arrears: it is no saving, and no cost of the model falls by it.",
		"O modelo é o que a situação actual deve aos inscritos, pago na totalidade. O que é devido e não se pagou está em atraso: não é poupança e não reduz nenhum custo do modelo."))
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Scheme.ID == all[0].Scheme.ID && slices.EqualFunc(all[n].Members, all[0].Members, isSameScheme) {
			n++
		}
		t.section(schemesNamed(all[0].Members))
		for years := range slices.Chunk(all[:n], yearsAcross) {
			t.outturnsOf(years)
		}
		all = all[n:]
	}
}

// yearsAcross are as many years as fit beside one another on a line.
const yearsAcross = 4

// outturnRow is a row of the table of a scheme: shown where it is known of some
// year, or always.
type outturnRow struct {
	line   string
	name   abnd.Text
	unit   Unit
	always bool
}

// outturnRows are the rows of the table of a scheme.
func outturnRows() []outturnRow {
	return []outturnRow{
		{"model", abnd.T("Model: due", "Modelo: devido"), Money, true},
		{"due", abnd.T("Due", "Devido"), Money, true},
		{"paid", abnd.T("Paid", "Pago"), Money, true},
		{"arrears", abnd.T("In arrears", "Em atraso"), Money, true},
		{"arrears_internal", abnd.T("of which internal component", "da componente interna"), Money, false},
		{"arrears_external", abnd.T("of which external component", "da componente externa"), Money, false},
		{"share_paid", abnd.T("Paid, % of what was due", "Pago, em % do devido"), Share, false},
		{"appropriated", abnd.T("Appropriated", "Dotação"), Money, true},
		{"execution", abnd.T("Paid, % of appropriation", "Pago, em % da dotação"), Share, false},
		{"execution_internal", abnd.T("internal component", "componente interna"), Share, false},
		{"execution_external", abnd.T("external component", "componente externa"), Share, false},
		{"model_over_due", abnd.T("Model ÷ due (ratio)", "Modelo ÷ devido (razão)"), Number, false},
		{"model_over_appropriated", abnd.T("Model ÷ appropriation (ratio)", "Modelo ÷ dotação (razão)"), Number, false},
		{"recipients_due", abnd.T("Recipients enrolled", "Beneficiários inscritos"), Persons, false},
		{"recipients_paid", abnd.T("Recipients paid", "Beneficiários pagos"), Persons, false},
		{"share_recipients_paid", abnd.T("Recipients paid, %", "Beneficiários pagos, %"), Share, false},
		{"share_payments", abnd.T("Payments made to them, %", "Pagamentos que se lhes fizeram, %"), Share, false},
	}
}

// outturnsOf is the table of one scheme with its years as columns.
func (t *reconciliation) outturnsOf(years []scenarios.Outturn) {
	table := &Table{Name: "outturns", Columns: []Column{{}}}
	for _, x := range years {
		table.Columns = append(table.Columns, Column{Head: yearText(x.Year)})
	}
	for _, r := range outturnRows() {
		cells, any := []Cell{words(r.name)}, r.always
		for _, x := range years {
			v, known := x.Value(r.line)
			any = any || known
			cells = append(cells, t.outturnCell(r.unit, v, known))
		}
		if any {
			table.row(cells...)
		}
	}
	t.add(table)
	var before abnd.Text
	for _, x := range years {
		said := []abnd.Text{abnd.T("%d: %s.", "%d: %s.").Fill(int(x.Year), x.Verdict.Name())}
		if reason := x.Reason(); !reason.IsZero() {
			said = append(said, reason)
		}
		for _, row := range x.Rows {
			if gap := row.Gap(); !row.Value.Known && !gap.IsZero() {
				said = append(said, abnd.T("Gap: %s.", "Lacuna: %s.").Fill(gap))
			}
		}
		if of := t.uncostedOf(x); of != before {
			said, before = append(said, of), of
		}
		t.detail(oneLine(abnd.Joined(said, " ")))
	}
}

func isSameScheme(a, b abnd.Scheme) bool { return a.ID == b.ID }

// uncostedOf says of which of the schemes inside the figures of a year the model has
// no cost.
func (t *reconciliation) uncostedOf(x scenarios.Outturn) abnd.Text {
	part := x.Uncosted(t.result.Study)
	if len(part) == 0 || len(part) == len(x.Members) {
		return abnd.Text{}
	}
	return abnd.T("No benefit models %s separately.", "Nenhuma prestação representa %s separadamente.").Fill(abnd.Joined(schemeIDs(part), ", "))
}

func (t *reconciliation) outturnCell(unit Unit, v float64, known bool) Cell {
	scale := decimals(0)
	switch unit {
	case Money:
		scale = t.money
	case Share:
		scale = decimals(1)
	case Number:
		scale = decimals(ratioDecimals)
	}
	if !known {
		return unknownCell
	}
	return figure(unit, v, abnd.KnownAll, scale)
}

func schemeIDs(schemes []abnd.Scheme) []abnd.Text {
	ids := make([]abnd.Text, len(schemes))
	for i, s := range schemes {
		ids[i] = abnd.Same(s.ID)
	}
	return ids
}

// OutturnRecords are the years of the schemes with what was due, paid and
// appropriated: one per row, with every digit; money in whole units, shares as
// fractions. What is not known is blank. Its names are a public format.
func OutturnRecords(result *scenarios.Result) Records {
	header := append([]string{"scheme", "year", "verdict"}, costing.OutturnLines()...)
	return Records{append(header, "reason_en", "reason_pt"), func(yield func(...Field)) {
		for _, x := range result.OutturnsSince() {
			record := []Field{textCell(x.Scheme.ID), plainCell(float64(x.Year)), codeCell(x.Verdict)}
			for _, code := range costing.OutturnLines() {
				figure := blankCell
				if v, known := x.Value(code); known {
					figure = plainCell(v)
				}
				record = append(record, figure)
			}
			reason := x.Reason()
			yield(append(record, textCell(reason.EN), textCell(reason.PT))...)
		}
	}}
}

// jsonOutturn is a [scenarios.Outturn]; figures that are not known are left out.
type jsonOutturn struct {
	Scheme  string             `json:"scheme"`
	Year    int                `json:"year"`
	Verdict string             `json:"verdict"`
	Figures map[string]float64 `json:"figures"`
	Reason  ManifestText       `json:"reason"`
}

// outturnsIn are the years of the schemes, one per line.
func outturnsIn(result *scenarios.Result) jsonRows {
	rows := jsonRows{name: "outturns"}
	for _, x := range result.OutturnsSince() {
		figures := map[string]float64{}
		for _, code := range costing.OutturnLines() {
			if v, known := x.Value(code); known {
				figures[code] = v
			}
		}
		rows.rows = append(rows.rows, jsonOutturn{x.Scheme.ID, int(x.Year), string(x.Verdict), figures, manifestText(x.Reason(), result.Study.Country.ISO3)})
	}
	return rows
}
