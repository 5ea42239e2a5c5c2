package costing

import "github.com/openabnd/engine/abnd"

// FinancingKindList is the list of the kinds of financing.
var FinancingKindList = &List{Name: "financing_kind", Codes: []ListCode{
	{string(abnd.NewTax), abnd.T("new tax revenue", "nova receita fiscal")},
	{string(abnd.Contributions), abnd.T("contributions", "contribuições")},
	{string(abnd.Reallocation), abnd.T("reallocation of expenditure", "reafectação de despesa")},
	{string(abnd.NewGrants), abnd.T("grants", "donativos")},
	{string(abnd.Efficiency), abnd.T("efficiency", "eficiência")},
}}

// FinancingIndexList is the list of indices by which the yield of a measure
// moves.
var FinancingIndexList = SchemeIndexList

// FinancingPath is the path of one figure of a measure.
func FinancingPath(id, code string) Key { return abnd.JoinPath("financing", id, code) }

// YieldKey is the key of what a measure yields, by year.
func YieldKey(id string) Key { return abnd.JoinPath("fiscal", "yield", id) }

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
//	full[t]  = share × GDP[t], or amount × index[t] ÷ index[year of the amount]
func (b *builder) addFinancing(f abnd.Financing) {
	cell := func(code string, label abnd.Text, unit abnd.Unit, value float64) Key {
		key := FinancingPath(f.ID, code)
		b.addCell(key, "financing", abnd.T("%s: %s", "%s: %s").Fill(f.Name, label), unit, value, f.Provenance)
		return key
	}
	start := cell("start", abnd.T("first year", "primeiro ano"), abnd.CalendarYear, yearOf(f.Start))
	end := cell("end", abnd.T("last year", "último ano"), abnd.CalendarYear, yearOf(f.End))
	ramp := cell("ramp_years", abnd.T("years until the full yield", "anos até à receita anual plena"), abnd.PureNumber, figure(f.RampYears))
	share := cell("share", abnd.T("full yield, % of GDP", "receita anual plena, em % do PIB"), abnd.PureNumber, figure(f.Share))
	amount := cell("amount", abnd.T("full yield per year", "receita anual plena"), abnd.CurrentMoney, figure(f.Amount))
	amountYear := cell("amount_year", abnd.T("year of the amount", "ano de referência do montante"), abnd.CalendarYear, yearOf(f.Amount.Year))
	index := FinancingPath(f.ID, "index")
	b.addChoice(index, "financing", abnd.T("%s: indexed to", "%s: indexado a").Fill(f.Name), FinancingIndexList, f.Index, f.Provenance)

	risen := Extreme{Terms: []Expr{One{}, Over(Plus(Minus(ThisYear{}, Ref{start}), One{}), If{Known{ramp}, Ref{ramp}, One{}})}}
	full := If{Known{share}, Times(Ref{share}, Ref{frameGDP}), Times(Ref{amount}, b.indexRatio(index, FinancingIndexList, Ref{amountYear}, Unknown{}))}
	b.model.Add(Line{
		Key: YieldKey(f.ID), Group: FiscalGroup(""), Label: f.Name, Unit: abnd.CurrentMoney, Years: b.study.Projection,
		Formula: If{
			Cond: All{[]Cond{Compare{LessEqual, Ref{start}, ThisYear{}}, Compare{LessEqual, ThisYear{}, If{Known{end}, Ref{end}, ThisYear{}}}}},
			Then: Times(full, risen), Else: Zero{},
		},
	})
}
