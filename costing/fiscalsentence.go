package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// FundPaysDeficits reports whether the study pays deficits of the status quo from
// something other than debt, as from a resource fund: what changes the debt
// besides the deficit lowers it in the last year that is given, in which
// expenditure exceeds revenue. The balance is then the one before the fund.
// How long the fund lasts is computed where the study has one: see [HasFund].
func FundPaysDeficits(s *abnd.Study) bool {
	g := &s.Government
	if !HasDebt(s) || !SeriesGiven(&g.StockFlow) {
		return false
	}
	last := func(of abnd.Series) float64 {
		if of.Extension == abnd.LongRunValue && of.LongRun.Known {
			return of.LongRun.Value
		}
		year, _ := of.LastPublished()
		return of.Values[year]
	}
	return last(g.StockFlow) < 0 && last(g.Revenue) < last(g.Expenditure)
}

// addSummary adds which of the cases of [FiscalSentence] holds: one more where
// the debt rises over the projection, two more where there is a gap.
func (f fiscalLines) addSummary() {
	if !HasEnvelope(f.study) && !HasDebt(f.study) || f.id == abnd.StatusQuo {
		return
	}
	var gap, rises model.Expr = zero, zero
	if HasEnvelope(f.study) {
		gap = when(isKnown(FiscalKey(f.id, "gap_year")), two, zero)
	}
	if HasDebt(f.study) {
		debt := FiscalKey(f.id, "debt_share")
		rises = when(less(inYear(debt, ref(firstProjected)), inYear(debt, ref(projectionLast))), one, zero)
	}
	f.model.Add(model.Line{
		Key: FiscalKey(f.id, "summary"), Group: FiscalGroup(f.id), Blankable: true, Factor: true, Formula: plus(gap, rises),
		Label: abnd.T("Summary: 1 if debt rises, 2 if there is a financing gap, 3 if both, 0 if neither", "Resumo: 1 se a dívida sobe, 2 se há défice de financiamento, 3 ambos, 0 nenhum"),
	})
}

// FiscalSentence says in words whether a scenario or package is financed, and
// what it makes of the debt from the first to the last year of the projection,
// by what. A gap is never denied without the debt beside it. The second result
// is false where the study has neither an envelope nor a debt, and of the status
// quo itself.
func FiscalSentence(study *abnd.Study, id string) (Sentence, bool) {
	envelope, debt := HasEnvelope(study), HasDebt(study)
	if !envelope && !debt || id == abnd.StatusQuo {
		return Sentence{}, false
	}
	first, last := study.Projection.First, study.Projection.Last
	key := func(code string) model.Key { return FiscalKey(id, code) }
	gap := Part{Figure: key("gap_year"), As: AsYear}
	none, some := Words{}, Words{}
	if envelope {
		none = saying(abnd.T("No financing gap", "Não há défice de financiamento"))
		some = saying(abnd.T("Financing gap from %s", "Há défice de financiamento a partir de %s"), gap)
		if EnvelopeAssumed(study) {
			none = saying(abnd.T("No financing gap above an assumed envelope", "Não há défice de financiamento acima de um envelope pressuposto"))
			some = saying(abnd.T("Financing gap from %s above an assumed envelope", "Há défice de financiamento a partir de %s acima de um envelope pressuposto"), gap)
		}
	}
	if !debt {
		stop := saying(abnd.T(".", "."))
		none, some = append(none, stop...), append(some, stop...)
		return Sentence{On: key("summary"), Cases: []Words{none, none, some, some}}, true
	}
	gdp := study.GDPName
	course := func(rises bool, gap bool) Words {
		turn := abnd.T("debt falls", "a dívida pública desce")
		if rises {
			turn = abnd.T("debt rises", "a dívida pública sobe")
		}
		link := abnd.T("; ", "; ")
		switch {
		case !envelope && rises:
			turn, link = abnd.T("Debt rises", "A dívida pública sobe"), abnd.Text{}
		case !envelope:
			turn, link = abnd.T("Debt falls", "A dívida pública desce"), abnd.Text{}
		case rises && !gap:
			link = abnd.T(", but ", ", mas ")
		case rises:
			link = abnd.T(", and ", ", e ")
		}
		words := Words{named(link), named(turn)}
		words = append(words, saying(abnd.T(" from %s of %s in %s to %s in %s", " de %s do %s em %s para %s em %s"),
			percentIn(key("debt_share"), first), named(gdp), yearNamed(first), percentIn(key("debt_share"), last), yearNamed(last))...)
		words = append(words, saying(abnd.T(" (status quo: %s).", " (situação actual: %s)."), percentIn(frameDebtShare, last))...)
		if envelope {
			words = append(words, saying(abnd.T(" Spending within the fiscal envelope adds %s of GDP to debt, the financing gap %s.", " A despesa dentro do envelope acrescenta à dívida %s do PIB, o défice de financiamento %s."),
				percentIn(key("envelope_debt_share"), last), percentIn(key("gap_debt_share"), last))...)
		}
		return words
	}
	join := func(a, b Words) Words { return append(append(Words{}, a...), b...) }
	return Sentence{On: key("summary"), Cases: []Words{
		join(none, course(false, false)), join(none, course(true, false)), join(some, course(false, true)), join(some, course(true, true)),
	}}, true
}

// FiscalNote says what an envelope is, who gave it, and who pays for what.
func FiscalNote(study *abnd.Study) abnd.Text {
	origin := EnvelopeOrigin(study)
	if origin.IsZero() {
		return fiscalSources(study)
	}
	return abnd.T("%s %s", "%s %s").Fill(fiscalSources(study), origin)
}

// fiscalSources says what an envelope is, and who pays for what.
func fiscalSources(study *abnd.Study) abnd.Text {
	if !HasDebt(study) {
		return abnd.T("The fiscal envelope is the additional spending allowed above the status quo. Cost above it is covered by the measures in FINANCING; the rest is the financing gap.",
			"O envelope de recursos é a despesa adicional permitida face à situação actual. O custo acima dele é coberto pelas medidas de FINANCING; o resto é o défice de financiamento.")
	}
	return abnd.T("The fiscal envelope is the additional spending allowed above the status quo. It is not a source of money: spending within it is borrowed, with interest. The measures in FINANCING cover only cost above it; the rest is the financing gap and is also borrowed.",
		"O envelope de recursos é a despesa adicional permitida face à situação actual. Não é uma fonte de dinheiro: a despesa dentro dele é financiada por dívida, com juros. As medidas de FINANCING cobrem só o custo acima dele; o resto é o défice de financiamento, também financiado por dívida.")
}

// stockFlowLabel names the row of what changes the debt besides the balance.
var stockFlowLabel = abnd.T("Stock-flow adjustment, % of GDP", "Ajustamento défice-dívida, em % do PIB")

// FundNote says what the balance before the fund leaves out.
func FundNote(study *abnd.Study) abnd.Text {
	if HasFund(study) {
		return abnd.T("The row “%s” of GGO finances deficits without debt in the lines of debt, whatever the fund holds; how long the fund lasts is in its own lines.",
			"A linha «%s» de GGO paga os défices sem dívida nas linhas da dívida, seja qual for o saldo do fundo; quanto tempo o fundo dura está nas linhas do fundo.").Fill(stockFlowLabel)
	}
	return abnd.T("The row “%s” of GGO finances deficits without debt, e.g. from a fund. The size of the fund, and how long it lasts, are not in the model.",
		"A linha «%s» de GGO paga os défices sem dívida, como faz um fundo. Quanto o fundo tem, e quanto tempo dura, não está no modelo.").Fill(stockFlowLabel)
}
