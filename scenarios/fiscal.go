package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// The measures of [FiscalMeasures] that are not among [Measures], and some that
// only [FiscalRow] has: what a financing measure yields, the first year of a gap,
// those of [RateMeasures], and what [Result.FundOutlook] says of the fund.
const (
	PercentSecondGDP           MeasureCode = "percent_second_gdp"
	EnvelopePercentGDP         MeasureCode = "envelope_percent_gdp"
	ToBeFinanced               MeasureCode = "to_be_financed"
	FinancingAvailable         MeasureCode = "financing_available"
	Financed                   MeasureCode = "financed"
	FinancingGap               MeasureCode = "gap"
	GapPercentGDP              MeasureCode = "gap_percent_gdp"
	Borrowed                   MeasureCode = "borrowed"
	WithinEnvelope             MeasureCode = "within_envelope"
	AddedInterest              MeasureCode = "added_interest"
	AddedDebt                  MeasureCode = "added_debt"
	EnvelopeDebt               MeasureCode = "envelope_debt"
	EnvelopeDebtPercentGDP     MeasureCode = "envelope_debt_percent_gdp"
	GapDebt                    MeasureCode = "gap_debt"
	GapDebtPercentGDP          MeasureCode = "gap_debt_percent_gdp"
	DebtPercentGDP             MeasureCode = "debt_percent_gdp"
	DebtAtGrowthPercentGDP     MeasureCode = "debt_at_growth_percent_gdp"
	BalancePercentGDP          MeasureCode = "balance_percent_gdp"
	FundPercentGDP             MeasureCode = "fund_percent_gdp"
	BalanceAfterFundPercentGDP MeasureCode = "balance_after_fund_percent_gdp"
	FundBalance                MeasureCode = "fund_balance"
	FundBalanceEarly           MeasureCode = "fund_balance_early"
	FundBalanceLate            MeasureCode = "fund_balance_late"
	FundBalancePercentGDP      MeasureCode = "fund_balance_percent_gdp"
	FundWithdrawal             MeasureCode = "fund_withdrawal"
	FundSustainableIncome      MeasureCode = "fund_sustainable_income"
	FundAboveSustainable       MeasureCode = "fund_above_sustainable"
	FundShortfall              MeasureCode = "fund_shortfall"
	FinancingYield             MeasureCode = "yield"
	GapOpens                   MeasureCode = "gap_opens"
	FundEmptyYear              MeasureCode = "fund_empty_year"
	FundEmptyYearEarly         MeasureCode = "fund_empty_year_early"
	FundEmptyYearLate          MeasureCode = "fund_empty_year_late"
	FundYearsForward           MeasureCode = "fund_years_forward"
	FundYearsForwardEarly      MeasureCode = "fund_years_forward_early"
	FundYearsForwardLate       MeasureCode = "fund_years_forward_late"
	FundShareOfWithdrawals     MeasureCode = "fund_share_of_withdrawals"
	EffectiveInterest          MeasureCode = "effective_interest"
	NominalGrowth              MeasureCode = "nominal_growth"
	InterestLessGrowth         MeasureCode = "interest_less_growth"
)

// FiscalMeasure is one kind of figure of the fiscal results. Code is part of
// the public format of the CSV.
type FiscalMeasure struct {
	Code  MeasureCode
	Label abnd.Text
	Unit  Unit
	line  string
	// ofTotal says that the line is of the sum over all guarantees, which there is
	// without an envelope or a debt too.
	ofTotal bool
}

// fiscalKey is the key of a figure of the fiscal results.
func (r *Result) fiscalKey(m FiscalMeasure, id string) model.Key {
	if m.ofTotal {
		return r.keyOf(id, AllOf, AllOf, m.line)
	}
	return costing.FiscalKey(id, m.line)
}

// FiscalMeasures lists the measures of a scenario or package in the order in
// which they are written.
func FiscalMeasures() []FiscalMeasure {
	return []FiscalMeasure{
		{Code: PercentSecondGDP, Label: abnd.T("Total cost, % of the second GDP", "Custo total, % do segundo PIB"), Unit: Percent, line: "share_of_second_gdp"},
		{Code: IncrementalCost, Label: abnd.T("Incremental cost", "Despesa adicional"), Unit: Money, line: "increment"},
		{Code: IncrementalPercentGDP, Label: abnd.T("Incremental cost, % of GDP", "Despesa adicional, % do PIB"), Unit: Percent, line: "increment_share"},
		{Code: EnvelopePercentGDP, Label: abnd.T("Fiscal envelope, % of GDP", "Envelope de recursos, % do PIB"), Unit: Percent, line: "envelope_share"},
		{Code: ToBeFinanced, Label: abnd.T("Financing need, above the fiscal envelope", "Necessidade de financiamento, acima do envelope"), Unit: Money, line: "need"},
		{Code: FinancingAvailable, Label: abnd.T("Yield of financing measures", "Receita das medidas de financiamento"), Unit: Money, line: "available"},
		{Code: Financed, Label: abnd.T("Covered by financing measures", "Coberto pelas medidas de financiamento"), Unit: Money, line: "financed"},
		{Code: FinancingGap, Label: abnd.T("Financing gap", "Défice de financiamento"), Unit: Money, line: "gap"},
		{Code: GapPercentGDP, Label: abnd.T("Financing gap, % of GDP", "Défice de financiamento, % do PIB"), Unit: Percent, line: "gap_share"},
		{Code: Borrowed, Label: abnd.T("Borrowed", "Financiado por dívida"), Unit: Money, line: "borrowed"},
		{Code: WithinEnvelope, Label: abnd.T("Borrowed within the fiscal envelope", "Financiado por dívida dentro do envelope"), Unit: Money, line: "within_envelope"},
		{Code: AddedInterest, Label: abnd.T("Interest on the debt added", "Juros sobre a dívida adicional"), Unit: Money, line: "added_interest"},
		{Code: AddedDebt, Label: abnd.T("Debt added", "Dívida adicional"), Unit: Money, line: "added_debt"},
		{Code: EnvelopeDebt, Label: abnd.T("Debt added by spending within the fiscal envelope", "Dívida adicional pela despesa dentro do envelope"), Unit: Money, line: "envelope_debt"},
		{Code: EnvelopeDebtPercentGDP, Label: abnd.T("Debt added by spending within the fiscal envelope, % of GDP", "Dívida adicional pela despesa dentro do envelope, % do PIB"), Unit: Percent, line: "envelope_debt_share"},
		{Code: GapDebt, Label: abnd.T("Debt added by the financing gap", "Dívida adicional pelo défice de financiamento"), Unit: Money, line: "gap_debt"},
		{Code: GapDebtPercentGDP, Label: abnd.T("Debt added by the financing gap, % of GDP", "Dívida adicional pelo défice de financiamento, % do PIB"), Unit: Percent, line: "gap_debt_share"},
		{Code: DebtPercentGDP, Label: abnd.T("Government debt, % of GDP", "Dívida pública, % do PIB"), Unit: Percent, line: "debt_share"},
		{Code: DebtAtGrowthPercentGDP, Label: abnd.T("Government debt with interest at growth, % of GDP", "Dívida pública com juros iguais ao crescimento, % do PIB"), Unit: Percent, line: "debt_at_growth_share"},
		{Code: BalancePercentGDP, Label: abnd.T("Government balance after financing and interest, % of GDP; before the fund if one pays for deficits", "Saldo orçamental depois do financiamento e dos juros, % do PIB; antes do fundo, se um fundo paga os défices"), Unit: Percent, line: "balance_share"},
		{Code: FundPercentGDP, Label: abnd.T("Paid without debt, e.g. from a fund, % of GDP", "Pago sem dívida, como por um fundo, % do PIB"), Unit: Percent, line: "fund_share"},
		{Code: BalanceAfterFundPercentGDP, Label: abnd.T("Government balance after the fund, % of GDP", "Saldo depois do fundo, % do PIB"), Unit: Percent, line: "balance_after_share"},
		{Code: FundBalance, Label: abnd.T("Fund at the end of the year", "Fundo no fim do ano"), Unit: Money, line: costing.FundBalance},
		{Code: FundBalanceEarly, Label: abnd.T("Fund at the end of the year, low return and high execution", "Fundo no fim do ano, rendimento baixo e execução alta"), Unit: Money, line: costing.FundBalance + "_early"},
		{Code: FundBalanceLate, Label: abnd.T("Fund at the end of the year, high return and low execution", "Fundo no fim do ano, rendimento alto e execução baixa"), Unit: Money, line: costing.FundBalance + "_late"},
		{Code: FundBalancePercentGDP, Label: abnd.T("Fund at the end of the year, % of GDP", "Fundo no fim do ano, % do PIB"), Unit: Percent, line: costing.FundBalanceShare},
		{Code: FundWithdrawal, Label: abnd.T("Withdrawal from the fund that balances the budget", "Levantamento do fundo que equilibra o orçamento"), Unit: Money, line: costing.FundWithdrawal},
		{Code: FundSustainableIncome, Label: abnd.T("Sustainable income of the fund", "Rendimento sustentável do fundo"), Unit: Money, line: costing.FundSustainable},
		{Code: FundAboveSustainable, Label: abnd.T("Withdrawal above the sustainable income", "Levantamento acima do rendimento sustentável"), Unit: Money, line: costing.FundAbove},
		{Code: FundShortfall, Label: abnd.T("Withdrawal that the fund cannot pay", "Levantamento que o fundo não pode pagar"), Unit: Money, line: costing.FundShortfall},
		{Code: ExternalPercentGDP, Label: abnd.T("Paid by external partners, % of GDP", "Pago por parceiros externos, % do PIB"), Unit: Percent, line: costing.PaidExternal + costing.PayerShareOfGDP, ofTotal: true},
		{Code: TreasuryTakesOver, Label: abnd.T("To be taken over by the Treasury after external partners end", "A assumir pelo Tesouro depois do fim do apoio externo"), Unit: Money, line: costing.TakeOver, ofTotal: true},
		{Code: TakeOverPercentGDP, Label: abnd.T("To be taken over by the Treasury, % of GDP", "A assumir pelo Tesouro, % do PIB"), Unit: Percent, line: costing.TakeOver + costing.PayerShareOfGDP, ofTotal: true},
		{Code: PayerUnknownPercentGDP, Label: abnd.T("Not known or not decided who pays, % of GDP", "Não se sabe ou não está decidido quem paga, % do PIB"), Unit: Percent, line: costing.PayerUnknown + costing.PayerShareOfGDP, ofTotal: true},
	}
}

// RateMeasures lists the measures that set interest against growth, the same
// for all scenarios, in the order in which they are written.
func RateMeasures() []FiscalMeasure {
	return []FiscalMeasure{
		{Code: EffectiveInterest, Label: abnd.T("Effective interest rate on debt", "Taxa de juro efectiva da dívida"), Unit: Percent, line: "effective_interest"},
		{Code: NominalGrowth, Label: abnd.T("Growth of nominal GDP", "Crescimento nominal do PIB"), Unit: Percent, line: "nominal_growth"},
		{Code: InterestLessGrowth, Label: abnd.T("Interest less growth (r − g)", "Juros menos crescimento (r − g)"), Unit: Percent, line: "interest_less_growth"},
	}
}

// The kinds of [FiscalRow].
const (
	OfStudy     = "study"
	OfScenario  = "scenario"
	OfPackage   = "package"
	OfFinancing = "financing"
)

// ofDebt is the ID of rows of the kind OfStudy.
const ofDebt = "debt"

// FiscalRow is one figure of the fiscal results.
type FiscalRow struct {
	Kind    string // OfScenario, OfPackage, OfFinancing for the yield of a measure, OfStudy for [RateMeasures]
	ID      string // "debt" where the kind is OfStudy
	Year    abnd.Year
	Measure MeasureCode
	Unit    string
	Value   float64
	Known   abnd.Knowledge // [abnd.KnownPart] where Value is a lower bound
}

// Fiscal returns one figure of the fiscal results of a scenario or package, and
// how much of it is known: nothing of what the study has no figures for. A
// scenario or measure that does not exist is an error that suggests the nearest
// one.
func (r *Result) Fiscal(id string, measure MeasureCode, year abnd.Year) (Amount, abnd.Diagnostics) {
	var known []MeasureCode
	for _, m := range FiscalMeasures() {
		known = append(known, m.Code)
	}
	found := r.unknownRun(id)
	at := slices.Index(known, measure)
	if at < 0 {
		found = append(found, misspelt(measure, known)...)
	}
	if found != nil {
		return Amount{}, found
	}
	m := FiscalMeasures()[at]
	x, ok := r.fiscal(m, id, year)
	if !ok {
		return Amount{}, nil
	}
	return Amount{Value: x, Known: r.Projection.Knowledge(r.fiscalKey(m, id), year)}, nil
}

func (r *Result) fiscal(m FiscalMeasure, id string, year abnd.Year) (float64, bool) {
	x, ok := r.frame(r.fiscalKey(m, id), year)
	if m.Unit == Percent {
		x *= percentPerShare
	}
	return x, ok
}

// Yield returns what a financing measure yields in a year.
func (r *Result) Yield(id string, year abnd.Year) (float64, bool) {
	return r.frame(costing.YieldKey(id), year)
}

// Rate returns one of [RateMeasures], in percent; false where the study has no
// debt, or the figure is not known.
func (r *Result) Rate(measure MeasureCode, year abnd.Year) (float64, bool) {
	for _, m := range RateMeasures() {
		if m.Code == measure {
			x, ok := r.frame(costing.RatesKey(m.line), year)
			return x * percentPerShare, ok
		}
	}
	return 0, false
}

// GapYear is the first year in which a scenario or package has a financing
// gap; false where it has none, or where that is not known.
func (r *Result) GapYear(id string) (abnd.Year, bool) {
	year, ok := r.frame(costing.FiscalKey(id, "gap_year"), 0)
	return abnd.Year(year), ok
}

// FiscalSentence says in words whether a scenario or package is financed and
// what becomes of the debt; blank where the study says nothing of either.
func (r *Result) FiscalSentence(id string) abnd.Text {
	s, ok := costing.FiscalSentence(r.Study, id)
	if !ok {
		return abnd.Text{}
	}
	return abnd.InEach(func(lang abnd.Lang) string { return s.In(r.Projection, lang) })
}

// PayerSentences say in words who pays under a scenario or package, and from
// when the Treasury must find what external partners paid; none where the study
// says nothing of who pays.
func (r *Result) PayerSentences(id string) []abnd.Text {
	var said []abnd.Text
	for _, s := range costing.PayerSentences(r.Study, r.keyOf(id, AllOf, AllOf, ""), id == abnd.StatusQuo) {
		said = append(said, abnd.InEach(func(lang abnd.Lang) string { return s.In(r.Projection, lang) }))
	}
	return slices.DeleteFunc(said, abnd.Text.IsZero)
}

// ExternalEnds is the last year in which external partners pay all that they pay
// under a scenario or package: from the next on the Treasury must take over.
// False where none of it is known to end within the projection.
func (r *Result) ExternalEnds(id string) (abnd.Year, bool) {
	year, ok := r.frame(r.keyOf(id, AllOf, AllOf, costing.TakeOverYear), 0)
	return abnd.Year(year) - 1, ok
}

// FiscalRows lists the yields of the measures, interest against growth, then the fiscal results of every
// scenario and package, or of the one with the ID. Figures that are not known
// have no row.
func (r *Result) FiscalRows(only string) []FiscalRow {
	var rows []FiscalRow
	add := func(kind, id string, measure MeasureCode, unit string, value func(abnd.Year) (float64, bool), known func(abnd.Year) abnd.Knowledge) {
		for _, year := range r.Study.Projection.All() {
			if x, ok := value(year); ok {
				rows = append(rows, FiscalRow{kind, id, year, measure, unit, x, known(year)})
			}
		}
	}
	all := func(abnd.Year) abnd.Knowledge { return abnd.KnownAll }
	for _, f := range r.Study.Financing {
		if only == "" || f.AppliesTo(only) {
			add(OfFinancing, f.ID, FinancingYield, r.Study.Country.Currency, func(y abnd.Year) (float64, bool) { return r.Yield(f.ID, y) }, all)
		}
	}
	for _, m := range RateMeasures() {
		add(OfStudy, ofDebt, m.Code, r.UnitOf(Measure{Unit: m.Unit}), func(y abnd.Year) (float64, bool) { return r.Rate(m.Code, y) }, all)
	}
	for _, id := range r.runs() {
		if only != "" && only != id {
			continue
		}
		kind := OfScenario
		if r.isPackage(id) {
			kind = OfPackage
		}
		for _, m := range FiscalMeasures() {
			add(kind, id, m.Code, r.UnitOf(Measure{Unit: m.Unit}), func(y abnd.Year) (float64, bool) { return r.fiscal(m, id, y) },
				func(y abnd.Year) abnd.Knowledge { return r.Projection.Knowledge(r.fiscalKey(m, id), y) })
		}
		if year, ok := r.GapYear(id); ok {
			rows = append(rows, FiscalRow{kind, id, year, GapOpens, "year", float64(year), abnd.KnownAll})
		}
		rows = append(rows, r.fundRows(kind, id)...)
	}
	return rows
}
