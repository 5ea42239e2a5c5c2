package costing

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// FinancingKindList is the list of the kinds of financing.
var FinancingKindList = &model.List{Name: "financing_kind", Codes: []model.ListCode{
	{Code: string(abnd.Reallocation), Label: abnd.T("expenditure reprioritization", "reafectação de despesa")},
	{Code: string(abnd.NewTax), Label: abnd.T("new tax revenue", "nova receita fiscal")},
	{Code: string(abnd.Contributions), Label: abnd.T("contributions", "contribuições")},
	{Code: string(abnd.NewGrants), Label: abnd.T("grants", "donativos")},
	{Code: string(abnd.IllicitFlows), Label: abnd.T("illicit financial flows ended", "fim de fluxos financeiros ilícitos")},
	{Code: string(abnd.Reserves), Label: abnd.T("fiscal and foreign exchange reserves", "reservas orçamentais e cambiais")},
	{Code: string(abnd.DebtManagement), Label: abnd.T("debt: borrowing or restructuring", "dívida: empréstimos ou reestruturação")},
	{Code: string(abnd.Accommodation), Label: abnd.T("more accommodative macroeconomic framework", "quadro macroeconómico mais acomodatício")},
}}

// FinancingIndexList is the list of indices by which the yield of a measure
// moves.
var FinancingIndexList = SchemeIndexList

// FinancingPath is the path of one figure of a measure.
func FinancingPath(id, code string) model.Key { return abnd.JoinPath("financing", id, code) }

// YieldKey is the key of what a measure yields, by year.
func YieldKey(id string) model.Key { return abnd.JoinPath("fiscal", "yield", id) }

// FiscalGroup is the group of the lines of measures, and of the fiscal lines of
// a scenario or package.
func FiscalGroup(id string) string {
	if id == "" {
		return "fiscal"
	}
	return "fiscal/of/" + id
}

// addFinancing adds the cells of a measure and its yield:
//
//	yield[t] = full[t] × min(1, (t − start + 1) ÷ ramp years)   from start to end, else 0
//	full[t]  = share × GDP[t], or amount × index[t] ÷ index[year of the amount],
//	           or what the rule of the measure gives: see financingrule.go
func (b *builder) addFinancing(f abnd.Financing) {
	cell := func(code string, label abnd.Text, unit abnd.Unit, value float64) model.Key {
		key := FinancingPath(f.ID, code)
		b.addCell(key, "financing", abnd.T("%s: %s", "%s: %s").Fill(f.Name, label), unit, value, f.Provenance)
		return key
	}
	start := cell("start", abnd.T("first year", "primeiro ano"), abnd.CalendarYear, yearOf(f.Start))
	end := cell("end", abnd.T("last year", "último ano"), abnd.CalendarYear, yearOf(f.End))
	ramp := cell("ramp_years", abnd.T("years until the full yield", "anos até à receita anual plena"), abnd.PureNumber, figure(f.RampYears))
	var full model.Expr
	rule, ruled := findFinancingRule(f.Rule)
	if ruled {
		full = (&measure{b, f}).addRule(rule, func(s Spec) { b.addFinancingParameter(f, s, cell) })
	} else {
		full = b.shareOrAmount(f, cell)
	}

	risen := least(one, over(plus(minus(thisYear, ref(start)), one), when(isKnown(ramp), ref(ramp), one)))
	b.model.Add(model.Line{
		Key: YieldKey(f.ID), Group: FiscalGroup(""), Label: f.Name, Unit: abnd.CurrentMoney, Years: b.study.Projection, Blankable: ruled,
		Formula: when(allOf(atMost(ref(start), thisYear), atMost(thisYear, when(isKnown(end), ref(end), thisYear))), times(full, risen), zero),
	})
}

// addMeasureCell adds a cell of a measure and gives its key.
type addMeasureCell func(code string, label abnd.Text, unit abnd.Unit, value float64) model.Key

// shareOrAmount is the full yield of a measure without a rule.
func (b *builder) shareOrAmount(f abnd.Financing, cell addMeasureCell) model.Expr {
	share := cell("share", abnd.T("full yield, % of GDP", "receita anual plena, em % do PIB"), abnd.PureNumber, figure(f.Share))
	amount := cell("amount", abnd.T("full yield per year", "receita anual plena"), abnd.CurrentMoney, figure(f.Amount))
	amountYear := cell("amount_year", abnd.T("year of the amount", "ano de referência do montante"), abnd.CalendarYear, yearOf(f.Amount.Year))
	index := FinancingPath(f.ID, "index")
	b.addChoice(index, "financing", abnd.T("%s: indexed to", "%s: indexado a").Fill(f.Name), FinancingIndexList, f.Index, f.Provenance)
	return when(isKnown(share), times(ref(share), ref(frameGDP)), times(ref(amount), b.indexRatio(index, FinancingIndexList, ref(amountYear), blank)))
}

// addFinancingParameter adds the cell of a parameter of a rule. Which base of the
// study is taken is no cell: it decides which lines there are.
func (b *builder) addFinancingParameter(f abnd.Financing, s Spec, cell addMeasureCell) {
	if s.IsChoice() {
		return
	}
	value := math.NaN()
	if x, ok := f.Parameters[s.Code].Number(); ok {
		value = x
	}
	cell(s.Code, s.Label, s.Unit, value)
}
