package costing

import "github.com/openabnd/engine/abnd"

// FundEstimate declares a figure of the fund that is not certain: a row of FUND
// with a value and its bounds.
type FundEstimate struct {
	Code      string // "return"
	Label     abnd.Text
	Low, High float64 // what it can be
	Of        func(*abnd.Study) *abnd.Estimate
}

// Bounds of the figures of a fund.
const (
	lowestReturn   = -0.5
	highestReturn  = 0.5
	mostExecution  = 2
	mostOfRevenue  = 5 // times GDP
	mostOfDiscount = 0.5
)

// FundEstimates lists them in the order of the sheet.
func FundEstimates() []FundEstimate {
	return []FundEstimate{
		{"return", abnd.T("Nominal return of the fund, per year", "Rendimento nominal do fundo, por ano"), lowestReturn, highestReturn, func(s *abnd.Study) *abnd.Estimate { return &s.Fund.Return }},
		{"execution", abnd.T("Share of the expenditure of GGO that is executed", "Proporção da despesa de GGO que é executada"), 0, mostExecution, func(s *abnd.Study) *abnd.Estimate { return &s.Fund.Execution }},
	}
}

// EstimateBound is one of the three figures of an [abnd.Estimate].
type EstimateBound struct {
	Code  string // the column: "low"
	Label abnd.Text
	Of    func(*abnd.Estimate) *abnd.Figure
}

// EstimateBounds lists them: value, low, high.
func EstimateBounds() []EstimateBound {
	return []EstimateBound{
		{"value", abnd.T("central", "central"), func(e *abnd.Estimate) *abnd.Figure { return &e.Value }},
		{"low", abnd.T("low", "baixo"), func(e *abnd.Estimate) *abnd.Figure { return &e.Low }},
		{"high", abnd.T("high", "alto"), func(e *abnd.Estimate) *abnd.Figure { return &e.High }},
	}
}

// FundReceiptsLabel names the row of receipts.
func FundReceiptsLabel() abnd.Text {
	return abnd.T("Receipts of the fund besides its return, e.g. petroleum revenue", "Receitas do fundo além do rendimento, como as petrolíferas")
}

// FundOtherRevenueLabel names the row of the revenue without the fund.
func FundOtherRevenueLabel() abnd.Text {
	return abnd.T("Government revenue without the fund, % of GDP", "Receita pública sem o fundo, em % do PIB")
}

// SustainableShareLabel names the row of the share of the fund's wealth that
// can be withdrawn by its rule.
func SustainableShareLabel() abnd.Text {
	return abnd.T("Sustainable income, share of the fund's wealth", "Rendimento sustentável, proporção da riqueza do fundo")
}

// DiscountRateLabel names the row of the rate at which receipts are discounted.
func DiscountRateLabel() abnd.Text {
	return abnd.T("Discount rate of expected receipts", "Taxa de desconto das receitas esperadas")
}
