package costing

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The cases of [FundSentence] of a scenario or package other than the status quo.
const (
	fundNeitherEmpty = iota
	fundSameYear
	fundOneYearEarlier
	fundYearsEarlier
	fundEmptyNow // and not within the years of the study in the status quo
	fundLater
	fundNoLongerEmpty
)

// addFundSummary adds which of the cases of [FundSentence] holds: of the status
// quo in how many of the three cases the fund is empty within the projection.
func (f fiscalLines) addFundSummary() {
	year := func(id, suffix string) model.Key { return FiscalKey(id, FundEmptyYear+suffix) }
	label := abnd.T("Summary: in how many of the three cases the fund is empty by the last year", "Resumo: em quantos dos três casos o fundo se esgota até ao último ano")
	var formula model.Expr
	if f.id == abnd.StatusQuo {
		var known []model.Expr
		for _, c := range FundCases() {
			known = append(known, when(isKnown(year(f.id, c.Suffix)), one, zero))
		}
		formula = totalOf(known...)
	} else {
		label = abnd.T("Summary: how the year in which the fund is empty moves", "Resumo: como muda o ano em que o fundo se esgota")
		forward := f.of(FundYearsForward)
		both := when(equal(forward, zero), f.whole(fundSameYear), when(less(forward, zero), f.whole(fundLater),
			when(equal(forward, one), f.whole(fundOneYearEarlier), f.whole(fundYearsEarlier))))
		formula = when(isKnown(year(f.id, "")),
			when(isKnown(year(abnd.StatusQuo, "")), both, f.whole(fundEmptyNow)),
			when(isKnown(year(abnd.StatusQuo, "")), f.whole(fundNoLongerEmpty), f.whole(fundNeitherEmpty)))
	}
	f.model.Add(model.Line{Key: FiscalKey(f.id, fundSummary), Group: FiscalGroup(f.id), Label: label, Blankable: true, Factor: true, Formula: formula})
}

// FundSentence says in words in which years the fund is empty in the status quo,
// or by how much a scenario or package brings that year forward: no scenario
// empties the fund alone. The second result is false where the study follows no
// fund.
func FundSentence(study *abnd.Study, id string) (Sentence, bool) {
	if !HasFund(study) {
		return Sentence{}, false
	}
	name, last := named(study.Fund.Name), yearNamed(study.Projection.Last)
	year := func(of, suffix string) Part { return Part{Figure: FiscalKey(of, FundEmptyYear+suffix), As: AsYear} }
	on := FiscalKey(id, fundSummary)
	if id == abnd.StatusQuo {
		early, central, late := year(id, "_early"), year(id, ""), year(id, "_late")
		return Sentence{On: on, Cases: []Words{
			saying(abnd.T("%s: not empty by %s in the status quo, in none of the three cases.", "%s: não se esgota até %s na situação actual, em nenhum dos três casos."), name, last),
			saying(abnd.T("%s: not empty by %s in the status quo; with low return and high execution empty in %s.", "%s: não se esgota até %s na situação actual; com rendimento baixo e execução alta esgota-se em %s."), name, last, early),
			saying(abnd.T("%s: empty in %s in the status quo; with low return and high execution in %s, with high return and low execution not by %s.",
				"%s: esgota-se em %s na situação actual; com rendimento baixo e execução alta em %s, com rendimento alto e execução baixa não até %s."), name, central, early, last),
			saying(abnd.T("%s: empty in %s in the status quo; with low return and high execution in %s, with high return and low execution in %s.",
				"%s: esgota-se em %s na situação actual; com rendimento baixo e execução alta em %s, com rendimento alto e execução baixa em %s."), name, central, early, late),
		}}, true
	}
	due := percent(FiscalKey(id, FundDueShare))
	before, now := year(abnd.StatusQuo, ""), year(id, "")
	forward := Part{Figure: FiscalKey(id, FundYearsForward), As: AsYear}
	share := func(words Words) Words {
		return append(words, saying(abnd.T(" %s of the withdrawals are due to it.", " São-lhe devidos %s dos levantamentos."), due)...)
	}
	cases := make([]Words, fundNoLongerEmpty+1)
	cases[fundNeitherEmpty] = share(saying(abnd.T("%s: not empty by %s, as in the status quo.", "%s: não se esgota até %s, como na situação actual."), name, last))
	cases[fundSameYear] = share(saying(abnd.T("%s: the year in which it is empty, %s, stays the same.", "%s: o ano em que se esgota, %s, mantém-se."), name, now))
	cases[fundOneYearEarlier] = share(saying(abnd.T("%s: the year in which it is empty is brought forward by one year, from %s to %s.", "%s: o ano em que se esgota é antecipado um ano, de %s para %s."), name, before, now))
	cases[fundYearsEarlier] = share(saying(abnd.T("%s: the year in which it is empty is brought forward by %s years, from %s to %s.", "%s: o ano em que se esgota é antecipado %s anos, de %s para %s."), name, forward, before, now))
	cases[fundEmptyNow] = share(saying(abnd.T("%s: the year in which it is empty is brought forward to %s; in the status quo it is not empty by %s.", "%s: o ano em que se esgota é antecipado para %s; na situação actual não se esgota até %s."), name, now, last))
	cases[fundLater] = saying(abnd.T("%s: the year in which it is empty is put off from %s to %s.", "%s: o ano em que se esgota é adiado de %s para %s."), name, before, now)
	cases[fundNoLongerEmpty] = saying(abnd.T("%s: the year in which it is empty is put off from %s to after %s.", "%s: o ano em que se esgota é adiado de %s para depois de %s."), name, before, last)
	return Sentence{On: on, Cases: cases}, true
}

// PublishedSentence lists the years in which others expect the fund to be empty;
// false where the study lists none.
func PublishedSentence(study *abnd.Study) (Sentence, bool) {
	if !HasFund(study) || len(study.Fund.Published) == 0 {
		return Sentence{}, false
	}
	words := saying(abnd.T("Published years: ", "Anos publicados: "))
	for i, p := range study.Fund.Published {
		end := abnd.Same("; ")
		if i == len(study.Fund.Published)-1 {
			end = abnd.Same(".")
		}
		words = append(words, named(abnd.T("%s (%s) %s%s", "%s (%s) %s%s").Fill(p.By, itoa(int(p.Provenance.Year)), EmptyYearText(p), end)))
	}
	return Sentence{Cases: []Words{words}}, true
}

// EmptyYearText writes a published year: 2035, 2034–2039, by 2035.
func EmptyYearText(p abnd.EmptyYear) abnd.Text {
	write := func(y abnd.Year) string { return strconv.Itoa(int(y)) }
	switch {
	case p.Year != 0:
		return abnd.Same(write(p.Year))
	case p.Early != 0 && p.Late != 0:
		return abnd.Same(write(p.Early) + "–" + write(p.Late))
	case p.Early != 0:
		return abnd.T("from %d", "a partir de %d").Fill(int(p.Early))
	}
	return abnd.T("by %d", "até %d").Fill(int(p.Late))
}

// FundRules says how the fund is followed, and what it is not.
func FundRules(study *abnd.Study) abnd.Text {
	note := abnd.T("The fund: balance = balance of the year before × (1 + return) + receipts − withdrawal; a withdrawal is what is spent and neither raised nor borrowed in the status quo, with the incremental cost that no measure covers. The lines of debt suppose that this cost is borrowed, those of the fund that the fund pays it: do not add them. Other funds, as the reserve of social security, are no part of it.",
		"O fundo: saldo = saldo do ano anterior × (1 + rendimento) + receitas − levantamento; o levantamento é o que se gasta e não é coberto por receita nem por dívida na situação actual, com a despesa adicional que nenhuma medida cobre. As linhas da dívida supõem que essa despesa é financiada por dívida, as do fundo que é o fundo a pagá-la: não se somam. Os outros fundos, como o de reserva da segurança social, não fazem parte dele.")
	if !hasSustainable(study) {
		return note
	}
	note = abnd.T("%s The sustainable income is no ceiling.", "%s O rendimento sustentável não é um limite.").Fill(note)
	if law := study.Fund.SustainableShare.Note; !law.IsZero() {
		note = abnd.T("%s %s", "%s %s").Fill(note, law)
	}
	return note
}
