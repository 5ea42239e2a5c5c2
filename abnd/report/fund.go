package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// fund adds what the fund holds at the end of the year and what is withdrawn.
func (t *fiscalTable) fund(table *Table, of func(scenarios.MeasureCode) func(abnd.Year) scenarios.Amount) {
	if !costing.HasFund(t.result.Study) {
		return
	}
	rows := []struct {
		label   abnd.Text
		falls   bool
		measure scenarios.MeasureCode
	}{
		{abnd.T("Fund at the end of the year", "Fundo no fim do ano"), true, scenarios.FundBalance},
		{abnd.T("  low return, high execution", "  rendimento baixo, execução alta"), true, scenarios.FundBalanceEarly},
		{abnd.T("  high return, low execution", "  rendimento alto, execução baixa"), true, scenarios.FundBalanceLate},
		{abnd.T("Withdrawal from the fund", "Levantamento do fundo"), false, scenarios.FundWithdrawal},
		{abnd.T("Sustainable income of the fund", "Rendimento sustentável do fundo"), true, scenarios.FundSustainableIncome},
	}
	for _, r := range rows {
		t.row(table, r.label, r.falls, t.ofGDP(of(r.measure)))
	}
}

// emptyYears shows in which year the fund is empty under each scenario and
// package, beside the years that others have published.
func (t *fiscalTable) emptyYears(only string) {
	study := t.result.Study
	if !costing.HasFund(study) {
		return
	}
	table := &Table{Name: "fund", Columns: append([]Column{{}}, heads(abnd.T("low return|central|high return|earlier|% due", "rend. baixo|central|rend. alto|antecipa|% devida"))...)}
	for _, id := range runsOf(study, "") {
		if only != "" && only != id && id != abnd.StatusQuo {
			continue
		}
		o, _ := t.result.FundOutlook(id)
		year := func(i int) Cell {
			if o.Empty[i] == 0 {
				return words(abnd.T("after %d", "após %d").Fill(int(study.Projection.Last)))
			}
			return words(yearText(o.Empty[i]))
		}
		table.row(words(runName(study, id)), year(1), year(0), year(2), figure(Number, o.Forward[0].Value, o.Forward[0].Known, decimals(0)), figure(Percent, o.Due.Value, o.Due.Known, decimals(1)))
	}
	t.section(abnd.T("%s: year in which it is empty", "%s: ano em que se esgota").Fill(study.Fund.Name), table)
	t.say(abnd.T("Low return with high execution, high return with low execution. Earlier: years by which a scenario or package brings the central year forward; the last column is its share of the withdrawals while the fund lasts.",
		"Rendimento baixo com execução alta, rendimento alto com execução baixa. Antecipa: anos em que um cenário ou pacote antecipa o ano central; a última coluna é a sua parte dos levantamentos enquanto o fundo dura."))
	if published, ok := costing.PublishedSentence(study); ok {
		t.say(abnd.InEach(func(lang abnd.Lang) string { return published.In(t.result.Projection, lang) }))
	}
}
