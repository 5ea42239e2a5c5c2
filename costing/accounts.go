package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// addFrameLine adds a line of government over the frame.
type addFrameLine func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr)

// The lines of the government's debt under the status quo.
const (
	frameDebtShare model.Key = "frame/debt"
	frameDebt      model.Key = "frame/debt_amount"
	frameInterest  model.Key = "frame/interest_amount"
	frameStockFlow model.Key = "frame/stock_flow"
	// frameStockFlowImplied is what changes the debt besides the deficit, as it
	// follows from both.
	frameStockFlowImplied model.Key = "frame/stock_flow_implied"
	frameInterestRate     model.Key = "frame/interest_rate"
	frameGrowthOfGDP      model.Key = "frame/nominal_growth"
	frameEffectiveRate    model.Key = "frame/effective_interest"
	frameDebtBefore       model.Key = "frame/debt_before"
	frameDebtAtGrowth     model.Key = "frame/debt_at_growth"
	frameEnvelope         model.Key = "frame/envelope_amount"
)

func itemAmount(code string) model.Key { return abnd.JoinPath("frame", code+"_amount") }

// ItemsGiven reports whether every item of one side of the accounts is known, so
// that they must add up.
func ItemsGiven(s *abnd.Study, items []Account) bool {
	for _, item := range items {
		if !accountGiven(s, item) {
			return false
		}
	}
	return true
}

// addAccounts adds the items of the accounts in money, and what they add up to
// where all of a side are given.
func (b *builder) addAccounts(add addFrameLine) {
	side := func(code string, items []Account, total model.Key, sumLabel, restLabel abnd.Text) {
		var known []model.Expr
		for _, item := range items {
			if !accountGiven(b.study, item) {
				continue
			}
			add(itemAmount(item.Code), abnd.T("%s, amount", "%s, montante").Fill(item.Label), abnd.CurrentMoney, accountAmount(b.study, item))
			known = append(known, ref(itemAmount(item.Code)))
		}
		if len(known) == 0 {
			return
		}
		add(itemAmount(code+"_items"), sumLabel, abnd.CurrentMoney, sum(known))
		add(itemAmount(code+"_rest"), restLabel, abnd.CurrentMoney, minus(ref(total), ref(itemAmount(code+"_items"))))
	}
	side("revenue", RevenueItems(), frameRevenue, abnd.T("Total of the known revenue items", "Total das rubricas conhecidas da receita"), abnd.T("Other revenue (no item known)", "Outra receita (sem rubrica conhecida)"))
	side("expenditure", ExpenditureItems(), frameExpenditure, abnd.T("Total of the known expenditure items", "Total das rubricas conhecidas da despesa"), abnd.T("Other expenditure (no item known)", "Outra despesa (sem rubrica conhecida)"))
}

// debtCarriedOn is the share of debt in GDP after one more year:
//
//	debt[t] = debt[t−1] − balance[t] + stock-flow[t]
//
// Before the stock-flow is known there is none.
func (b *builder) debtCarriedOn(share model.Key) model.Expr {
	debt := minus(times(prev(share), prev(frameGDP)), ref(frameBalance))
	if SeriesGiven(&b.study.Government.StockFlow) {
		debt = plus(debt, when(isKnown(frameStockFlow), times(ref(frameStockFlow), ref(frameGDP)), zero))
	}
	return over(debt, ref(frameGDP))
}

// addDebt adds the envelope and the dynamics of debt under the status quo:
//
//	interest[t]       = the item of that name, or rate[t] × debt[t−1]
//	primary balance   = balance + interest
//	growth-adjusted   = (1 + rate) ÷ (1 + nominal growth) − 1
//	stabilising       = growth-adjusted × debt[t−1] ÷ GDP[t−1]
//	stock-flow[t]     = debt[t] − debt[t−1] + balance[t]
//
// A rate of interest below the growth of nominal GDP makes any debt melt in % of
// GDP, and so does a rate that is an assumption beside a growth that is a hope.
// So the difference is a line, and so is the debt that there would be after the
// last published year if interest were at growth, with the same primary balance
// and the same stock-flow:
//
//	effective rate[t] = interest[t] ÷ debt[t−1]
//	r − g[t]          = effective rate[t] − growth of nominal GDP[t]
//	at growth[t]      = at growth[t−1] × GDP[t] ÷ GDP[t−1] + (debt[t] − debt[t−1] − interest[t])
//
// The primary balance that keeps the ratio of debt to GDP is the stabilising
// one: Escolano, J. (2010), A practical guide to public debt dynamics, IMF
// Technical Notes and Manuals 10/02.
func (b *builder) addDebt(add addFrameLine) {
	g := &b.study.Government
	if SeriesGiven(&g.Envelope) {
		add(frameEnvelope, abnd.T("Fiscal envelope, amount", "Envelope de recursos, montante"), abnd.CurrentMoney, times(ref("frame/envelope"), ref(frameGDP)))
	}
	if !SeriesGiven(&g.Debt) {
		return
	}
	add(frameDebt, abnd.T("Government debt, status quo", "Dívida pública, situação actual"), abnd.CurrentMoney, times(ref(frameDebtShare), ref(frameGDP)))
	later := func(formula model.Expr) model.Expr {
		return when(equal(thisYear, ref(firstYear)), blank, formula)
	}
	add(frameStockFlowImplied, abnd.T("Stock-flow adjustment, resulting, % of GDP", "Ajustamento défice-dívida, tal como resulta, em % do PIB"), abnd.PureNumber,
		later(over(plus(minus(ref(frameDebt), prev(frameDebt)), ref(frameBalance)), ref(frameGDP))))
	rated := SeriesGiven(&g.InterestRate)
	interestItem := Account{Code: interestCode, Of: func(s *abnd.Study) *abnd.Account { return &s.Government.Interest }}
	switch {
	case accountGiven(b.study, interestItem):
		// The line of the item is the interest.
	case rated:
		add(frameInterest, abnd.T("Interest, amount", "Juros, montante"), abnd.CurrentMoney, later(times(ref(frameInterestRate), prev(frameDebt))))
	default:
		return
	}
	add("frame/primary_balance", abnd.T("Primary balance, status quo", "Saldo primário, situação actual"), abnd.CurrentMoney, plus(ref(frameBalance), ref(frameInterest)))
	add("frame/primary_balance_share", abnd.T("Primary balance, status quo, % of GDP", "Saldo primário, situação actual, em % do PIB"), abnd.PureNumber, over(ref("frame/primary_balance"), ref(frameGDP)))
	if !rated {
		return
	}
	const adjusted = model.Key("frame/growth_adjusted_interest")
	add(adjusted, abnd.T("Interest–growth differential (interest adjusted for growth)", "Diferencial juros–crescimento (juros ajustados ao crescimento)"), abnd.PureNumber,
		later(minus(over(times(plus(one, ref(frameInterestRate)), prev(frameGDP)), ref(frameGDP)), one)))
	b.addAtGrowth(add, later, accountGiven(b.study, interestItem))
	add("frame/stabilising_balance", abnd.T("Debt-stabilizing primary balance, % of GDP", "Saldo primário que estabiliza a dívida, em % do PIB"), abnd.PureNumber,
		later(times(ref(adjusted), prev(frameDebtShare))))
}

// addAtGrowth adds interest against growth, and the debt with the one as high
// as the other. A debt of nothing has no effective rate.
func (b *builder) addAtGrowth(add addFrameLine, later func(model.Expr) model.Expr, itemised bool) {
	gdp := b.study.GDPName
	add(frameGrowthOfGDP, abnd.T("Growth of nominal %s", "Crescimento nominal do %s").Fill(gdp), abnd.PureNumber, later(minus(over(ref(frameGDP), prev(frameGDP)), one)))
	rate := model.Expr(ref(frameInterestRate))
	if itemised {
		add(frameDebtBefore, abnd.T("Government debt at the end of the previous year, status quo", "Dívida pública no fim do ano anterior, situação actual"), abnd.CurrentMoney, later(prev(frameDebt)))
		rate = when(allOf(isKnown(frameDebtBefore), less(zero, ref(frameDebtBefore))), over(ref(frameInterest), ref(frameDebtBefore)), blank)
	}
	add(frameEffectiveRate, abnd.T("Effective interest rate on government debt", "Taxa de juro efectiva da dívida pública"), abnd.PureNumber, later(rate))
	add("frame/interest_less_growth", abnd.T("Interest less growth of nominal %s (r − g)", "Juros menos crescimento nominal do %s (r − g)").Fill(gdp), abnd.PureNumber, minus(ref(frameEffectiveRate), ref(frameGrowthOfGDP)))
	carried := plus(withGrowth(frameDebtAtGrowth), minus(minus(ref(frameDebt), prev(frameDebt)), ref(frameInterest)))
	add(frameDebtAtGrowth, abnd.T("Government debt, status quo, with interest at growth after the last published year", "Dívida pública, situação actual, com juros iguais ao crescimento depois do último ano publicado"), abnd.CurrentMoney,
		when(equal(thisYear, ref(firstYear)), ref(frameDebt), when(isKnown("government/debt"), ref(frameDebt), carried)))
	add("frame/debt_at_growth_share", abnd.T("Government debt, status quo, with interest at growth, % of GDP", "Dívida pública, situação actual, com juros iguais ao crescimento, em % do PIB"), abnd.PureNumber, over(ref(frameDebtAtGrowth), ref(frameGDP)))
}

// withGrowth is an amount of the year before, grown as nominal GDP does: its
// ratio to GDP stays.
func withGrowth(amount model.Key) model.Expr {
	return times(prev(amount), over(ref(frameGDP), prev(frameGDP)))
}
