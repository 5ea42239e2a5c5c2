package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// SeriesGiven reports whether a series holds something: a published value, or a
// long-run value that it takes.
func SeriesGiven(s *abnd.Series) bool {
	return len(s.Values) > 0 || s.Extension == abnd.LongRunValue && s.LongRun.Known
}

// MoneyExtensionList is the list for amounts of money, debtExtensionList for
// the debt of government.
var (
	MoneyExtensionList = &model.List{Name: "money_extension", Codes: append(ExtensionList.Codes[:2:2],
		model.ListCode{Code: string(abnd.WithGDP), Label: abnd.T("constant ratio to nominal GDP", "proporção constante do PIB nominal")})}
	debtExtensionList = &model.List{Name: "debt_extension", Codes: append(ExtensionList.Codes[:2:2],
		model.ListCode{Code: string(abnd.WithBalance), Label: abnd.T("plus the deficit of the year", "mais o défice do ano")})}
)

// Bounds of the series that may be blank.
const (
	mostDebt     = 20 // times GDP
	mostFlow     = 5  // times GDP a year, either way
	mostMultiple = 50 // of the first GDP
	leastRate    = 1e-9
	mostRate     = 1e9 // of national currency for a dollar
)

// Account is one item of the government's accounts: a row of GGO as a share of
// GDP and one in money, of which at most one is filled in.
type Account struct {
	Code  string // "taxes"
	Label abnd.Text
	Of    func(*abnd.Study) *abnd.Account
}

// RevenueItems lists the items that add up to revenue.
func RevenueItems() []Account {
	return []Account{
		{"taxes", abnd.T("Taxes", "Impostos"), func(s *abnd.Study) *abnd.Account { return &s.Government.Taxes }},
		{"grants", abnd.T("Grants", "Donativos"), func(s *abnd.Study) *abnd.Account { return &s.Government.Grants }},
		{"other_revenue", abnd.T("Other revenue", "Outra receita"), func(s *abnd.Study) *abnd.Account { return &s.Government.OtherRevenue }},
	}
}

// ExpenditureItems lists the items that add up to expenditure.
func ExpenditureItems() []Account {
	return []Account{
		{"social_protection", abnd.T("Social protection", "Protecção social"), func(s *abnd.Study) *abnd.Account { return &s.Government.SocialProtection }},
		{"health", abnd.T("Health", "Saúde"), func(s *abnd.Study) *abnd.Account { return &s.Government.HealthCare }},
		{"education", abnd.T("Education", "Educação"), func(s *abnd.Study) *abnd.Account { return &s.Government.Education }},
		{interestCode, abnd.T("Interest", "Juros"), func(s *abnd.Study) *abnd.Account { return &s.Government.Interest }},
		{"other_expenditure", abnd.T("Other expenditure", "Outra despesa"), func(s *abnd.Study) *abnd.Account { return &s.Government.OtherSpending }},
	}
}

const (
	interestCode  = "interest"
	moneySuffix   = "_money"
	secondGDPCode = "second_gdp"

	multipleBirthsCode = "multiple_births"
	// No population has more: 27.9 twin births in a thousand is the highest
	// national rate that Smits, J. and Monden, C. (2011), Twinning across the
	// developing world, PLoS ONE 6(9), found.
	mostMultipleBirths = 0.1
)

// account declares the two rows of an item.
func account(frame Frame, item Account, high float64) []FrameSeries {
	return []FrameSeries{
		{
			Code: item.Code, Frame: frame, Extensions: ExtensionList, Low: 0, High: high, Optional: true, Later: true,
			Label: abnd.T("%s, %% of GDP", "%s, em %% do PIB").Fill(item.Label),
			Of:    func(s *abnd.Study) *abnd.Series { return &item.Of(s).Share },
		}, {
			Code: item.Code + moneySuffix, Frame: frame, Unit: abnd.CurrentMoney, Extensions: MoneyExtensionList, Low: 0, High: maxMoney, Optional: true, Later: true,
			Label: abnd.T("%s, in money", "%s, em dinheiro").Fill(item.Label),
			Of:    func(s *abnd.Study) *abnd.Series { return &item.Of(s).Money },
		},
	}
}

var secondGDP = Account{secondGDPCode, abnd.T("Second GDP", "Segundo PIB"), func(s *abnd.Study) *abnd.Account { return &s.Economy.SecondGDP }}

// laterFrameSeries lists the series that files from before them do not have.
// A blank one leaves no line in the model.
func laterFrameSeries() []FrameSeries {
	all := []FrameSeries{{
		Code: "productivity_growth", Frame: EconomyFrame, Extensions: rateExtensionList, Low: lowestRate, High: highestRate,
		Label: abnd.T("Growth of real GDP per employed person", "Crescimento do PIB real por pessoa empregada"),
		Of:    func(s *abnd.Study) *abnd.Series { return &s.Economy.Productivity },
	}}
	all = append(all, account(EconomyFrame, secondGDP, mostMultiple)...)
	all = append(all, FrameSeries{
		Code: "exchange_rate", Frame: EconomyFrame, Unit: abnd.MoneyPerDollar, Extensions: ExtensionList, Low: leastRate, High: mostRate,
		Label: abnd.T("Exchange rate: national currency per US dollar", "Taxa de câmbio: moeda nacional por dólar dos EUA"),
		Of:    func(s *abnd.Study) *abnd.Series { return &s.Economy.ExchangeRate },
	}, FrameSeries{
		Code: "ppp_rate", Frame: EconomyFrame, Unit: abnd.MoneyPerInternational, Extensions: ExtensionList, Low: leastRate, High: mostRate,
		Label: abnd.T("Purchasing power parity: national currency per international dollar", "Paridade de poder de compra: moeda nacional por dólar internacional"),
		Of:    func(s *abnd.Study) *abnd.Series { return &s.Economy.PPP },
	})
	for _, items := range [][]Account{RevenueItems(), ExpenditureItems()} {
		for _, item := range items {
			all = append(all, account(GovernmentFrame, item, mostFlow)...)
		}
	}
	ofGovernment := func(code string, extensions *model.List, low, high float64, label abnd.Text, of func(*abnd.Government) *abnd.Series) {
		all = append(all, FrameSeries{
			Code: code, Frame: GovernmentFrame, Extensions: extensions, Low: low, High: high, Label: label,
			Of: func(s *abnd.Study) *abnd.Series { return of(&s.Government) },
		})
	}
	ofGovernment("debt", debtExtensionList, 0, mostDebt, abnd.T("Government debt at the end of the year, % of GDP", "Dívida pública no fim do ano, em % do PIB"),
		func(g *abnd.Government) *abnd.Series { return &g.Debt })
	ofGovernment("stock_flow", ExtensionList, -mostFlow, mostFlow, stockFlowLabel,
		func(g *abnd.Government) *abnd.Series { return &g.StockFlow })
	ofGovernment("interest_rate", ExtensionList, 0, 1, abnd.T("Interest on the debt of the previous year", "Juros sobre a dívida do ano anterior"),
		func(g *abnd.Government) *abnd.Series { return &g.InterestRate })
	ofGovernment("envelope", ExtensionList, 0, mostFlow, abnd.T("Fiscal envelope: additional spending allowed above the status quo, % of GDP", "Envelope de recursos: despesa adicional permitida face à situação actual, em % do PIB"),
		func(g *abnd.Government) *abnd.Series { return &g.Envelope })
	all[len(all)-1].Decided = true
	all = append(all, FrameSeries{
		Code: multipleBirthsCode, Frame: VitalFrame, Extensions: ExtensionList, Low: 0, High: mostMultipleBirths,
		Label: abnd.T("Second and further children of a confinement, share of births", "Segundos e mais filhos de um parto, proporção dos nascimentos"),
		Of:    func(s *abnd.Study) *abnd.Series { return &s.Vital.MultipleBirths },
	})
	all = append(all, labourSeries()...)
	for i := range all {
		all[i].Optional, all[i].Later = true, true
	}
	return all
}
