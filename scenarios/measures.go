package scenarios

import (
	"slices"
	"sync"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// MeasureCode names a measure, as the CSV does: it is part of the
// public format.
type MeasureCode string

// The measures of costs: see [Measures] for what each is, and
// [EffectiveCoverage], [CoverageMeasures], [CountryMeasures] and
// [FiscalMeasures] for others.
const (
	TargetPopulation      MeasureCode = "target_population"
	Beneficiaries         MeasureCode = "beneficiaries"
	ReceivingHouseholds   MeasureCode = "households"
	BenefitAmount         MeasureCode = "benefit_amount"
	BenefitCost           MeasureCode = "benefit_cost"
	AdminCost             MeasureCode = "admin_cost"
	TotalCost             MeasureCode = "total_cost"
	TotalCostBaseYear     MeasureCode = "total_cost_base_year"
	IncrementalCost       MeasureCode = "incremental_cost"
	IncrementalPercentGDP MeasureCode = "incremental_percent_gdp"
	// The increments over the status quo of the law, and over the one that keeps
	// its value, whatever the baseline of the study is.
	IncrementalCostLaw        MeasureCode = "incremental_cost_law"
	IncrementalPercentGDPLaw  MeasureCode = "incremental_percent_gdp_law"
	IncrementalCostKept       MeasureCode = "incremental_cost_kept"
	IncrementalPercentGDPKept MeasureCode = "incremental_percent_gdp_kept"
	PercentGDP                MeasureCode = "percent_gdp"
	PercentExpenditure        MeasureCode = "percent_expenditure"
	PercentRevenue            MeasureCode = "percent_revenue"
	// What is asked of the institution that runs the benefits.
	Registrations           MeasureCode = "registrations"
	HouseholdRegistrations  MeasureCode = "household_registrations"
	PaymentsAMonth          MeasureCode = "payments_a_month"
	NewExpenditure          MeasureCode = "new_expenditure"
	NewBalance              MeasureCode = "new_balance"
	NewBalancePercentGDP    MeasureCode = "new_balance_percent_gdp"
	BalanceChange           MeasureCode = "balance_change"
	PaidByState             MeasureCode = "paid_state"
	PaidByContributions     MeasureCode = "paid_contributions"
	PaidByExternal          MeasureCode = "paid_external"
	TreasuryTakesOver       MeasureCode = "take_over"
	PayerNotKnown           MeasureCode = "payer_unknown"
	StatePercentGDP         MeasureCode = "paid_state_percent_gdp"
	ContributionsPercentGDP MeasureCode = "paid_contributions_percent_gdp"
	ExternalPercentGDP      MeasureCode = "paid_external_percent_gdp"
	TakeOverPercentGDP      MeasureCode = "take_over_percent_gdp"
	PayerUnknownPercentGDP  MeasureCode = "payer_unknown_percent_gdp"
)

// Measure is one kind of figure in the results.
type Measure struct {
	Code  MeasureCode
	Label abnd.Text
	Unit  Unit
	// line is the name of the model's line; percent ones are shares there.
	line string
	// bySex says that there are figures by sex beside the total.
	bySex bool
	// benefitsOnly has no meaning as a sum, totalOnly none for a part.
	benefitsOnly, totalOnly bool
	// ofSchemes says that an existing scheme which is known by its
	// expenditure has the measure too.
	ofSchemes bool
	// besides says that it tells a scenario again, over another baseline or as tasks:
	// it does not identify the scenario.
	besides bool
}

// RowKind is what a row of the results is about.
type RowKind int

// The kinds of rows. Scenarios have all of them, packages sums only.
const (
	BenefitRow   RowKind = iota // a benefit
	SchemeRow                   // an existing scheme that is known by its expenditure
	GuaranteeRow                // the sum of a guarantee
	SumRow                      // the sum over guarantees: of income security, and of all
)

// RowKinds lists the kinds of rows.
func RowKinds() []RowKind { return []RowKind{BenefitRow, SchemeRow, GuaranteeRow, SumRow} }

// Has reports whether results hold the measure in rows of the kind. A figure that
// is not known has no row all the same.
func (m Measure) Has(kind RowKind) bool {
	switch kind {
	case BenefitRow:
		return !m.totalOnly
	case SchemeRow:
		return m.ofSchemes
	case GuaranteeRow:
		return !m.totalOnly && !m.benefitsOnly
	}
	// Heads are not added over guarantees: who is covered by health care can
	// receive a pension too.
	return !m.benefitsOnly && m.Unit != Persons && m.Unit != Households
}

// BySex reports whether rows of the kind are for women and for men beside the
// total. Of households the sex is that of a benefit's recipient.
func (m Measure) BySex(kind RowKind) bool {
	return m.bySex && m.Has(kind) && (m.Unit != Households || kind == BenefitRow)
}

// Unit of a measure, as the CSV names it.
type Unit string

// The units of measures. Money is in whole units of the national currency
// and is written with the currency's code.
const (
	Persons        Unit = "persons"
	Households     Unit = "households"
	Money          Unit = "money"
	MoneyBaseYear  Unit = "money at base-year prices"
	MoneyByPayment Unit = "money per payment"
	Percent        Unit = "percent"
	InTheYear      Unit = "registrations"
	InAMonth       Unit = "payments a month"
)

// Measures lists the measures in the order in which they are written.
// Beneficiaries are persons and belong to their guarantee: there is no sum of
// them over guarantees, for who is covered by health care can also receive a
// pension. Benefits that households receive have no beneficiaries but
// households, and the two are not added.
func Measures() []Measure { return slices.Clone(allMeasures()) }

var allMeasures = sync.OnceValue(func() []Measure {
	return []Measure{
		{Code: TargetPopulation, Label: abnd.T("Target group", "Grupo-alvo"), Unit: Persons, line: "target_population", bySex: true, benefitsOnly: true},
		{Code: Beneficiaries, Label: abnd.T("Beneficiaries", "Beneficiários"), Unit: Persons, line: personsLine, bySex: true},
		{Code: ReceivingHouseholds, Label: abnd.T("Recipient households", "Agregados beneficiários"), Unit: Households, line: householdsLine, bySex: true},
		{Code: BenefitAmount, Label: abnd.T("Amount of one payment", "Montante de um pagamento"), Unit: MoneyByPayment, line: "benefit_amount", benefitsOnly: true},
		{Code: BenefitCost, Label: abnd.T("Benefit expenditure", "Despesa com prestações"), Unit: Money, line: "benefit_cost"},
		{Code: AdminCost, Label: abnd.T("Administrative cost", "Custo administrativo"), Unit: Money, line: "admin_cost"},
		{Code: TotalCost, Label: abnd.T("Total cost", "Custo total"), Unit: Money, line: "total_cost", ofSchemes: true},
		{Code: TotalCostBaseYear, Label: abnd.T("Total cost at constant base-year prices", "Custo total a preços constantes do ano-base"), Unit: MoneyBaseYear, line: "base_year_cost", ofSchemes: true},
		{Code: IncrementalCost, Label: abnd.T("Incremental cost over the status quo", "Despesa adicional face à situação actual"), Unit: Money, line: "incremental_cost"},
		{Code: IncrementalPercentGDP, Label: abnd.T("Incremental cost, % of GDP", "Despesa adicional, % do PIB"), Unit: Percent, line: "incremental_share_of_gdp"},
		{Code: IncrementalCostLaw, Label: abnd.T("Incremental cost over the status quo of the law", "Despesa adicional face à situação actual da lei"), Unit: Money, line: "law_incremental_cost", besides: true},
		{Code: IncrementalPercentGDPLaw, Label: abnd.T("Incremental cost over the status quo of the law, % of GDP", "Despesa adicional face à situação actual da lei, % do PIB"), Unit: Percent, line: "law_incremental_share_of_gdp", besides: true},
		{Code: IncrementalCostKept, Label: abnd.T("Incremental cost over the status quo that keeps its value", "Despesa adicional face à situação actual com o valor real mantido"), Unit: Money, line: "kept_incremental_cost", besides: true},
		{Code: IncrementalPercentGDPKept, Label: abnd.T("Incremental cost over the status quo that keeps its value, % of GDP", "Despesa adicional face à situação actual com o valor real mantido, % do PIB"), Unit: Percent, line: "kept_incremental_share_of_gdp", besides: true},
		{Code: PercentGDP, Label: abnd.T("Total cost, % of GDP", "Custo total, % do PIB"), Unit: Percent, line: "share_of_gdp", ofSchemes: true},
		{Code: PercentExpenditure, Label: abnd.T("Total cost, % of government expenditure", "Custo total, % da despesa pública"), Unit: Percent, line: "share_of_expenditure", ofSchemes: true},
		{Code: PercentRevenue, Label: abnd.T("Total cost, % of government revenue", "Custo total, % da receita pública"), Unit: Percent, line: "share_of_revenue", ofSchemes: true},
		{Code: Registrations, Label: abnd.T("Registrations in the year", "Inscrições no ano"), Unit: InTheYear, line: costing.Registrations, besides: true},
		{Code: HouseholdRegistrations, Label: abnd.T("Registrations of households in the year", "Inscrições de agregados no ano"), Unit: InTheYear, line: costing.HouseholdRegistrations, besides: true},
		{Code: PaymentsAMonth, Label: abnd.T("Payments a month, on average over the year", "Pagamentos por mês, em média do ano"), Unit: InAMonth, line: costing.PaidAMonth, besides: true},
		{Code: NewExpenditure, Label: abnd.T("Government expenditure with the scenario", "Despesa pública com o cenário"), Unit: Money, line: "new_expenditure", totalOnly: true},
		{Code: NewBalance, Label: abnd.T("Government balance with the scenario (before financing)", "Saldo orçamental com o cenário (antes do financiamento)"), Unit: Money, line: "new_balance", totalOnly: true},
		{Code: NewBalancePercentGDP, Label: abnd.T("Government balance with the scenario (before financing), % of GDP", "Saldo orçamental com o cenário (antes do financiamento), % do PIB"), Unit: Percent, line: "new_balance_share", totalOnly: true},
		{Code: BalanceChange, Label: abnd.T("Change of the government balance against the status quo", "Variação do saldo orçamental face à situação actual"), Unit: Money, line: "balance_change", totalOnly: true},
		{Code: PaidByState, Label: abnd.T("Paid by the State", "Pago pelo Estado (componente interna)"), Unit: Money, line: costing.PaidState, ofSchemes: true},
		{Code: PaidByContributions, Label: abnd.T("Paid by contributions", "Pago por contribuições"), Unit: Money, line: costing.PaidContributions, ofSchemes: true},
		{Code: PaidByExternal, Label: abnd.T("Paid by external partners", "Pago por parceiros externos (componente externa)"), Unit: Money, line: costing.PaidExternal, ofSchemes: true},
		{Code: TreasuryTakesOver, Label: abnd.T("To be taken over by the Treasury after external partners end", "A assumir pelo Tesouro depois do fim do apoio externo"), Unit: Money, line: costing.TakeOver, ofSchemes: true},
		{Code: PayerNotKnown, Label: abnd.T("Not known or not decided who pays", "Não se sabe ou não está decidido quem paga"), Unit: Money, line: costing.PayerUnknown, ofSchemes: true},
		{Code: StatePercentGDP, Label: abnd.T("Paid by the State, % of GDP", "Pago pelo Estado, % do PIB"), Unit: Percent, line: costing.PaidState + costing.PayerShareOfGDP, totalOnly: true},
		{Code: ContributionsPercentGDP, Label: abnd.T("Paid by contributions, % of GDP", "Pago por contribuições, % do PIB"), Unit: Percent, line: costing.PaidContributions + costing.PayerShareOfGDP, totalOnly: true},
		{Code: ExternalPercentGDP, Label: abnd.T("Paid by external partners, % of GDP", "Pago por parceiros externos, % do PIB"), Unit: Percent, line: costing.PaidExternal + costing.PayerShareOfGDP, totalOnly: true},
		{Code: TakeOverPercentGDP, Label: abnd.T("To be taken over by the Treasury, % of GDP", "A assumir pelo Tesouro, % do PIB"), Unit: Percent, line: costing.TakeOver + costing.PayerShareOfGDP, totalOnly: true},
		{Code: PayerUnknownPercentGDP, Label: abnd.T("Not known or not decided who pays, % of GDP", "Não se sabe ou não está decidido quem paga, % do PIB"), Unit: Percent, line: costing.PayerUnknown + costing.PayerShareOfGDP, totalOnly: true},
	}
})

// FindMeasure returns the measure with the code: one of [Measures] or
// [EffectiveCoverage], which results have by guarantee alone.
func FindMeasure(code MeasureCode) (Measure, bool) {
	for _, m := range allMeasures() {
		if m.Code == code {
			return m, true
		}
	}
	if m := coverageMeasure(); m.Code == code {
		return m, true
	}
	return Measure{}, false
}
