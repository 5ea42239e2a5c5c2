package workbook

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// cardsPart is a card for each scenario but the status quo: the six fields of
// the dialogue for every benefit that it pays otherwise than today. In less detail
// what a scenario leaves as it is today is not listed again.
func (p *printer) cardsPart(detail int) []printRow {
	fields := []struct {
		span  int
		name  abnd.Text
		field func(paidBenefit) printEntry
	}{
		{4, abnd.T("Benefits", "Prestações"), func(x paidBenefit) printEntry { return printEntry{value: x.benefit.Name.In(x.lang)} }},
		{5, abnd.T("Change against existing schemes", "Alteração face ao que existe"), paidBenefit.change},
		{4, abnd.T("Target population", "População-alvo"), paidBenefit.target},
		{5, abnd.T("Benefit", "Prestação"), paidBenefit.amount},
		{3, abnd.T("Eligibility", "Elegibilidade"), paidBenefit.eligibility},
		{3, abnd.T("Take-up", "Taxa de adesão"), paidBenefit.takeUp},
	}
	var rows []printRow
	for _, s := range p.scenarios() {
		if s.ID == abnd.StatusQuo {
			continue
		}
		head := printRow{}
		for _, f := range fields {
			head.cells = append(head.cells, p.label(f.span, f.name))
		}
		var body []printRow
		for _, x := range p.paid(s) {
			if detail > 0 && x.isAsToday() {
				continue
			}
			var r printRow
			for i, f := range fields {
				c := p.list(f.span, []printEntry{f.field(x)})
				c.look.Bold = i == 0
				r.cells = append(r.cells, c)
			}
			body = append(body, r)
		}
		if len(body) == 0 {
			continue
		}
		name := p.words(printColumns, abnd.T("%s. %s", "%s. %s").Fill(s.Name, s.Description), paper.Look{Kind: paper.PlainLook})
		name.look.Bold = true
		rows = append(rows, printRow{cells: []printCell{name}, with: true})
		rows = append(rows, table(head, body)...)
	}
	if len(rows) == 0 {
		return nil
	}
	return append([]printRow{p.heading(abnd.T("Scenario cards", "Fichas dos cenários"))}, rows...)
}

// isAsToday reports whether the scenario changes nothing of a benefit that exists.
func (x paidBenefit) isAsToday() bool {
	if x.benefit.Scheme == "" || x.ends().value != "" {
		return false
	}
	for code, v := range x.scenario.Changes[x.benefit.ID] {
		if !v.IsBlank() && v != x.benefit.Parameters[code].Value {
			return false
		}
	}
	return true
}
