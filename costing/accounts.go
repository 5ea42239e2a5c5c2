package costing

import "github.com/openabnd/engine/abnd"

// addFrameLine adds a line of government over the frame.
type addFrameLine func(key Key, label abnd.Text, unit abnd.Unit, formula Expr)

// The lines of the government's debt under the status quo.
const (
	frameDebtShare Key = "frame/debt"
	frameDebt      Key = "frame/debt_amount"
	frameInterest  Key = "frame/interest_amount"
	frameStockFlow Key = "frame/stock_flow"
	// frameStockFlowImplied is what changes the debt besides the deficit, as it
	// follows from both.
	frameStockFlowImplied Key = "frame/stock_flow_implied"
	frameInterestRate     Key = "frame/interest_rate"
	frameEnvelope         Key = "frame/envelope_amount"
)

func itemAmount(code string) Key { return abnd.JoinPath("frame", code+"_amount") }

// ItemsGiven says whether every item of one side of the accounts is known, so
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
	side := func(code string, items []Account, total Key, sumLabel, restLabel abnd.Text) {
		var known []Expr
		for _, item := range items {
			if !accountGiven(b.study, item) {
				continue
			}
			add(itemAmount(item.Code), abnd.T("%s, amount", "%s, montante").Fill(item.Label), abnd.CurrentMoney, accountAmount(b.study, item))
			known = append(known, Ref{itemAmount(item.Code)})
		}
		if len(known) == 0 {
			return
		}
		add(itemAmount(code+"_items"), sumLabel, abnd.CurrentMoney, sum(known))
		add(itemAmount(code+"_rest"), restLabel, abnd.CurrentMoney, Minus(Ref{total}, Ref{itemAmount(code + "_items")}))
	}
	side("revenue", RevenueItems(), frameRevenue, abnd.T("Total of the known revenue items", "Total das rubricas conhecidas da receita"), abnd.T("Other revenue (no item known)", "Outra receita (sem rubrica conhecida)"))
	side("expenditure", ExpenditureItems(), frameExpenditure, abnd.T("Total of the known expenditure items", "Total das rubricas conhecidas da despesa"), abnd.T("Other expenditure (no item known)", "Outra despesa (sem rubrica conhecida)"))
}

// debtCarriedOn is the share of debt in GDP after one more year:
//
//	debt[t] = debt[t−1] − balance[t] + stock-flow[t]
//
// Before the stock-flow is known there is none.
func (b *builder) debtCarriedOn(share Key) Expr {
	debt := Minus(Times(Prev{share}, Prev{frameGDP}), Ref{frameBalance})
	if SeriesGiven(&b.study.Government.StockFlow) {
		debt = Plus(debt, If{Known{frameStockFlow}, Times(Ref{frameStockFlow}, Ref{frameGDP}), Zero{}})
	}
	return Over(debt, Ref{frameGDP})
}

// addDebt adds the envelope and the dynamics of debt under the status quo:
//
//	interest[t]       = the item of that name, or rate[t] × debt[t−1]
//	primary balance   = balance + interest
//	growth-adjusted   = (1 + rate) ÷ (1 + nominal growth) − 1
//	stabilising       = growth-adjusted × debt[t−1] ÷ GDP[t−1]
//	stock-flow[t]     = debt[t] − debt[t−1] + balance[t]
//
// The primary balance that keeps the ratio of debt to GDP is the stabilising
// one: Escolano, J. (2010), A practical guide to public debt dynamics, IMF
// Technical Notes and Manuals 10/02.
func (b *builder) addDebt(add addFrameLine) {
	g := &b.study.Government
	if SeriesGiven(&g.Envelope) {
		add(frameEnvelope, abnd.T("Fiscal envelope, amount", "Envelope de recursos, montante"), abnd.CurrentMoney, Times(Ref{"frame/envelope"}, Ref{frameGDP}))
	}
	if !SeriesGiven(&g.Debt) {
		return
	}
	add(frameDebt, abnd.T("Government debt, status quo", "Dívida pública, situação actual"), abnd.CurrentMoney, Times(Ref{frameDebtShare}, Ref{frameGDP}))
	later := func(formula Expr) Expr {
		return If{Compare{Equal, ThisYear{}, Ref{firstYear}}, Unknown{}, formula}
	}
	add(frameStockFlowImplied, abnd.T("Stock-flow adjustment, resulting, % of GDP", "Ajustamento défice-dívida, tal como resulta, em % do PIB"), abnd.PureNumber,
		later(Over(Plus(Minus(Ref{frameDebt}, Prev{frameDebt}), Ref{frameBalance}), Ref{frameGDP})))
	rated := SeriesGiven(&g.InterestRate)
	interestItem := Account{Code: interestCode, Of: func(s *abnd.Study) *abnd.Account { return &s.Government.Interest }}
	switch {
	case accountGiven(b.study, interestItem):
		// The line of the item is the interest.
	case rated:
		add(frameInterest, abnd.T("Interest, amount", "Juros, montante"), abnd.CurrentMoney, later(Times(Ref{frameInterestRate}, Prev{frameDebt})))
	default:
		return
	}
	add("frame/primary_balance", abnd.T("Primary balance, status quo", "Saldo primário, situação actual"), abnd.CurrentMoney, Plus(Ref{frameBalance}, Ref{frameInterest}))
	add("frame/primary_balance_share", abnd.T("Primary balance, status quo, % of GDP", "Saldo primário, situação actual, em % do PIB"), abnd.PureNumber, Over(Ref{"frame/primary_balance"}, Ref{frameGDP}))
	if !rated {
		return
	}
	const adjusted = Key("frame/growth_adjusted_interest")
	add(adjusted, abnd.T("Interest, adjusted for growth", "Juros, ajustados ao crescimento"), abnd.PureNumber,
		later(Minus(Over(Times(Plus(One{}, Ref{frameInterestRate}), Prev{frameGDP}), Ref{frameGDP}), One{})))
	add("frame/stabilising_balance", abnd.T("Debt-stabilizing primary balance, % of GDP", "Saldo primário que estabiliza a dívida, em % do PIB"), abnd.PureNumber,
		later(Times(Ref{adjusted}, Prev{frameDebtShare})))
}
