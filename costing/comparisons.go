package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// comparison of a total cost with prices or with the economy.
type comparison struct {
	code  string
	label abnd.Text
	unit  abnd.Unit
	with  model.Key
}

func comparisons(study *abnd.Study) []comparison {
	return []comparison{
		{"base_year_cost", abnd.T("Total cost at constant %d prices", "Custo total a preços constantes de %d").Fill(int(study.PriceYear)), abnd.BaseYearMoney, "frame/price_level"},
		{"share_of_gdp", abnd.T("Total cost, %% of %s", "Custo total, em %% do %s").Fill(study.GDPName), abnd.PureNumber, frameGDP},
		{"share_of_expenditure", abnd.T("Total cost, % of government expenditure", "Custo total, em % da despesa pública"), abnd.PureNumber, frameExpenditure},
		{"share_of_revenue", abnd.T("Total cost, % of government revenue", "Custo total, em % da receita pública"), abnd.PureNumber, frameRevenue},
	}
}

// addComparisons adds the total cost of a group at base-year prices and as
// shares of GDP, expenditure and revenue.
func (b *builder) addComparisons(group string) {
	for _, c := range comparisons(b.study) {
		b.addQuotient(group, c.code, c.label, c.unit, "total_cost", c.with)
	}
}

// addIncrementalShare adds the incremental cost of a group as a share of GDP.
func (b *builder) addIncrementalShare(group string) {
	label := abnd.T("Incremental cost, %% of %s", "Despesa adicional, em %% do %s").Fill(b.study.GDPName)
	b.addQuotient(group, "incremental_share_of_gdp", label, abnd.PureNumber, "incremental_cost", frameGDP)
	for _, v := range valuations {
		b.addQuotient(group, v.incrementShare(), v.shareLabel.Fill(b.study.GDPName), abnd.PureNumber, v.increment(), frameGDP)
	}
}

func (b *builder) addQuotient(group, code string, label abnd.Text, unit abnd.Unit, of string, with model.Key) {
	whole := model.Key(group + "/" + of)
	b.model.Add(model.Line{
		Key: model.Key(group + "/" + code), Group: group, Label: label, Unit: unit, Years: b.study.Projection,
		Blankable: b.model.Line(whole).Blankable, Formula: over(ref(whole), ref(with)),
	})
}
