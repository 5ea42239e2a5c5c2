package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ReferenceList is the list of references that an amount can be a share of.
var ReferenceList = &model.List{Name: "reference", Codes: []model.ListCode{
	{Code: povertyLineCode, Label: indexLabels[IndexPovertyLine]},
	{Code: minimumWageCode, Label: indexLabels[IndexMinimumWage]},
	{Code: averageWageCode, Label: indexLabels[IndexWages]},
	{Code: gdpPerHeadCode, Label: indexLabels[IndexGDPPerHead]},
}}

// referenceLines are the monthly references by code, in the order of
// ReferenceList.
var referenceLines = map[string]model.Key{
	povertyLineCode: "frame/poverty_line",
	minimumWageCode: "frame/minimum_wage",
	averageWageCode: "frame/average_wage",
	gdpPerHeadCode:  "frame/gdp_per_head_month",
}

var amountList = &model.List{Name: "amount_rule", Codes: []model.ListCode{
	{Code: flatAmountCode, Label: abnd.T("flat amount", "montante fixo")},
	{Code: shareOfRefCode, Label: abnd.T("share of a reference", "proporção de uma referência")},
}}

// ownAmounts are the rules that set the amount themselves.
var ownAmounts = []string{"scale_counts", "works_time"}

// amount: what one payment is in the amount year; indexation moves it on.
//
//	flat   b[base] = b
//	share  b[base] = share × reference a month[base] × months in one payment
var amount = family{
	title: abnd.T("Amount", "Montante"),
	specs: []Spec{
		{
			Code: "amount_rule", Unit: abnd.ChoiceUnit, List: amountList, ReplacedBy: ownAmounts,
			Label: abnd.T("Amount rule", "Regra do montante"),
			Help:  abnd.T("flat: an amount of money; share: a share of an economic reference value.", "flat: um montante; share: uma proporção de uma referência da economia."),
		}, {
			Code: "amount", Unit: abnd.MoneyPerPayment, Low: 0, High: maxMoney,
			NeededIf: "amount_rule", NeededFor: []string{flatAmountCode}, ReplacedBy: ownAmounts,
			Label: abnd.T("Amount of one payment", "Montante de um pagamento"),
			Help:  abnd.T("Per person, in whole units of national currency of the amount year.", "Por pessoa, em unidades da moeda nacional do ano de referência do montante."),
		}, {
			Code: "amount_year", Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1],
			Label: abnd.T("Year of the amount", "Ano de referência do montante"),
			Help: abnd.T("Year of the prices in which the amount is expressed; indexation starts from it, unless a later amount is already known.",
				"Ano a cujos preços o montante é indicado; a actualização parte dele, salvo se já se conhecer um montante posterior."),
		}, {
			Code: "reference", Unit: abnd.ChoiceUnit, List: ReferenceList,
			NeededIf: "amount_rule", NeededFor: []string{shareOfRefCode}, ReplacedBy: ownAmounts,
			Label: abnd.T("Reference of the amount", "Referência do montante"),
		}, {
			Code: "reference_share", Unit: abnd.PureNumber, Low: 0, High: 10,
			NeededIf: "amount_rule", NeededFor: []string{shareOfRefCode}, ReplacedBy: ownAmounts,
			Label: abnd.T("Share of the reference", "Proporção da referência"),
		}, {
			Code: "reference_months", Unit: abnd.MonthsPerPayment, Low: 0, High: 12,
			NeededIf: "amount_rule", NeededFor: []string{shareOfRefCode}, ReplacedBy: ownAmounts,
			Label: abnd.T("Months of the reference in one payment", "Meses da referência num pagamento"),
			Help:  abnd.T("1 for a monthly payment, 3 for a quarterly one.", "1 para um pagamento mensal, 3 para um trimestral."),
		},
	},
	lines: func(b *benefitLines) {
		p := func(code string) model.Expr { return ref(b.parameter(code)) }
		branches := make([]model.Expr, len(ReferenceList.Codes))
		for i, c := range ReferenceList.Codes {
			branches[i] = inYear(referenceLines[c.Code], p("amount_year"))
		}
		share := times(p("reference_share"), choose(b.parameter("reference"), branches...), p("reference_months"))
		b.addCell("base_amount", abnd.T("Amount in the amount year", "Montante no ano de referência"), abnd.MoneyPerPayment,
			choose(b.parameter("amount_rule"), p("amount"), share))
	},
	check: func(c *benefitCheck) {
		if year, ok := c.number("amount_year"); ok && !c.study.Frame().Contains(abnd.Year(year)) {
			c.fail("amount_year", "year-outside",
				abnd.T("the year of the amount, %v, is outside the data years %s", "o ano de referência do montante, %v, está fora dos anos dos dados, %s").Fill(year, c.study.Frame()),
				abnd.T("enter one of these years, or an earlier first_year in GENERAL", "indique um desses anos, ou um first_year anterior em GENERAL"))
		}
		if c.code("amount_rule") != shareOfRefCode {
			return
		}
		c.checkBenchmark("reference")
	},
}

// AmountIsMean reports whether the amount of one payment of a benefit is a
// mean over recipients who are paid different ones: by their age, or by the
// size of their household.
func AmountIsMean(study *abnd.Study, b abnd.Benefit) bool {
	for _, f := range []family{bands, householdScale} {
		if f.inUse(study, b) {
			return true
		}
	}
	return false
}

// FlatAmount is an amount per person and payment, in the money of a year. See
// amount.go.
type FlatAmount struct {
	Amount abnd.Money
	Year   abnd.Year
}

func (r FlatAmount) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"amount_rule": abnd.Code(flatAmountCode), "amount": number(r.Amount), "amount_year": number(r.Year)}
}

// ShareOfReference is an amount that is a share of a monthly reference, a
// code of [ReferenceList], in a year. Months is how many months of the
// reference one payment holds; 0 means 1. See amount.go.
type ShareOfReference struct {
	Reference string
	Share     abnd.Share
	Months    float64
	Year      abnd.Year
}

func (r ShareOfReference) parameters() map[string]abnd.Value {
	months := r.Months
	if months == 0 {
		months = 1
	}
	return map[string]abnd.Value{
		"amount_rule": abnd.Code(shareOfRefCode), "reference": abnd.Code(r.Reference),
		"reference_share": number(r.Share), "reference_months": abnd.Num(months), "amount_year": number(r.Year),
	}
}
