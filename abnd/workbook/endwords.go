package workbook

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// When a benefit ends in a scenario, in words over the cells that end it: its last
// year, and each benefit that takes its place. A benefit takes the place of another
// where it replaces the scheme for which that one stands, or where it stands for the
// same scheme and begins after the last year of that one.

// ends is when and by what the benefit ends in the scenario: sentences, each with a
// space after it. It says nothing where the benefit goes on.
func (x paidBenefit) ends() printEntry {
	tell := teller{x.resultWriter, x.sheet}
	of := func(b abnd.Benefit, code string) said {
		key := costing.BenefitKey(x.scenario.ID, b.ID, "parameter/"+code)
		if !x.has(key) {
			return saidNothing
		}
		return tell.cell(key, 0)
	}
	end := of(x.benefit, "end")
	sentences := []said{ifSo(isMore(tell.cell("general/projection_last", 0), end),
		joinedWords(words(abnd.T("Paid until ", "Paga até ").In(x.lang)), yearIn(end), words(". ")), saidNothing)}
	for _, b := range x.study.Benefits {
		active := costing.BenefitKey(x.scenario.ID, b.ID, "active")
		start := of(b, "start")
		var takes asked
		switch paid := isPaid(tell.inAllYears(active)); {
		case b.ID == x.benefit.ID:
			continue
		case costing.Ends(b, x.benefit):
			takes = paid
		case b.Scheme != "" && b.Scheme == x.benefit.Scheme:
			takes = all(paid, isMore(start, end))
		default:
			continue
		}
		last, gradually := of(b, "end"), saidNothing
		if code := of(b, "replaced_gradually"); code != saidNothing {
			gradually = ifSo(isText(code, model.Yes), words(abnd.T(", as that is rolled out over the country", ", à medida que essa se expande no território").In(x.lang)), saidNothing)
		}
		sentences = append(sentences, ifSo(takes, joinedWords(
			words(abnd.T("Replaced by %s from ", "Substituída por %s a partir de ").Fill(b.Name).In(x.lang)), yearIn(start),
			ifSo(isMore(tell.cell("general/projection_last", 0), last), joinedWords(words(abnd.T(" until ", " até ").In(x.lang)), yearIn(last)), saidNothing),
			gradually, words(". ")), saidNothing))
	}
	told := joinedWords(sentences...)
	return printEntry{told.text(), told.formula}
}

// isPaid asks whether a benefit is paid in any year, by the sum of its years.
func isPaid(years said) asked {
	x, known := years.number()
	return asked{years.formula + ">0", known && x > 0}
}

// yearIn is a year of a cell as a sentence writes it.
func yearIn(at said) said { return said{at.formula + `&""`, at.text()} }
