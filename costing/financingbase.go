package costing

import (
	"maps"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The base of a rule of financing: an item of the study, or one that is entered
// as a share of GDP or as an amount of a year. One that is entered grows with
// nominal GDP, or as its buoyancy β says:
//
//	base[t] = base[t−1] × (1 + β × (GDP[t] ÷ GDP[t−1] − 1))      from its year on
//	wage bill[t] = insured persons[t] × average monthly wage[t] × 12
//
// Buoyancy with the measures of today kept is the response of revenue to growth:
// Dudine, P. and Jalles, J. T. (2017), How buoyant is the tax system?, IMF Working
// Paper 17/4.
const (
	baseCode       = "base"
	baseShareCode  = "base_share"
	baseAmountCode = "base_amount"
	baseYearCode   = "base_year"
	buoyancyCode   = "buoyancy"
	// WageBill is the code of the wage bill of the insured.
	WageBill = "wage-bill"
)

// baseCodes are the parameters that every rule has.
var baseCodes = []string{baseCode, baseShareCode, baseAmountCode, baseYearCode, buoyancyCode}

const wageBillLine model.Key = "frame/wage_bill"

// BaseKey is the key of the base of a measure, by year.
func BaseKey(id string) model.Key { return abnd.JoinPath("fiscal", "base", id) }

// financingBase is a base that the study has.
type financingBase struct {
	code  string
	label abnd.Text
	line  model.Key
	given func(*abnd.Study) bool
	needs abnd.Text // what the study lacks where it is not given
}

// financingBases lists the wage bill, and revenue, expenditure and their items.
func financingBases() []financingBase {
	ofGovernment := abnd.T("enter its row in GGO, or enter the base as a share of GDP or an amount", "indique a sua linha em GGO, ou indique a base em proporção do PIB ou em montante")
	all := []financingBase{{
		WageBill, abnd.T("wage bill of insured persons", "massa salarial dos segurados"), wageBillLine,
		func(s *abnd.Study) bool { return hasInsured(s) && s.Economy.AverageWage.Known },
		abnd.T("enter average_wage in ECO and the insured in LPR, or enter the base as a share of GDP or an amount", "indique average_wage em ECO e os segurados em LPR, ou indique a base em proporção do PIB ou em montante"),
	}}
	add := func(total string, label abnd.Text, line model.Key, series func(*abnd.Study) *abnd.Series, items []Account) {
		all = append(all, financingBase{total, label, line, func(s *abnd.Study) bool { return SeriesGiven(series(s)) }, ofGovernment})
		for _, item := range items {
			all = append(all, financingBase{item.Code, item.Label, itemAmount(item.Code), func(s *abnd.Study) bool { return accountGiven(s, item) }, ofGovernment})
		}
	}
	add("revenue", abnd.T("Government revenue", "Receita pública"), frameRevenue, func(s *abnd.Study) *abnd.Series { return &s.Government.Revenue }, RevenueItems())
	add("expenditure", abnd.T("Government expenditure", "Despesa pública"), frameExpenditure, func(s *abnd.Study) *abnd.Series { return &s.Government.Expenditure }, ExpenditureItems())
	return all
}

// FinancingBaseList is the list of the bases that a study has: the wage bill of
// the insured and, by their keys in GGO, the government's accounts.
var FinancingBaseList = financingBaseList()

func financingBaseList() *model.List {
	list := &model.List{Name: "financing_base"}
	for _, base := range financingBases() {
		list.Codes = append(list.Codes, model.ListCode{Code: base.code, Label: base.label})
	}
	return list
}

// findFinancingBase is the base of a code.
func findFinancingBase(code string) (financingBase, bool) {
	for _, base := range financingBases() {
		if base.code == code {
			return base, true
		}
	}
	return financingBase{}, false
}

// addBase adds the base of a measure over the data years, with the accounts.
func (m *measure) addBase() {
	add := func(key model.Key, group string, label abnd.Text, formula model.Expr) {
		m.model.Add(model.Line{Key: key, Group: group, Label: label, Unit: abnd.CurrentMoney, Years: m.study.Frame(), Blankable: true, Formula: formula})
	}
	if m.lineOfBase() == wageBillLine && !m.model.Has(wageBillLine) {
		add(wageBillLine, "labour", abnd.T("Wage bill of insured persons", "Massa salarial dos segurados"),
			times(ref(frameInsured), ref("frame/average_wage"), ref(monthsPerYear)))
	}
	formula := m.enteredBase()
	if line := m.lineOfBase(); line != "" {
		formula = ref(line)
	}
	add(BaseKey(m.of.ID), "government", abnd.T("%s: base", "%s: base").Fill(m.of.Name), formula)
}

// lineOfBase is the line of the study that is the base; blank where it is
// entered.
func (m *measure) lineOfBase() model.Key {
	code, _ := m.of.Parameters[baseCode].Code()
	base, _ := findFinancingBase(code)
	return base.line
}

func (m *measure) enteredBase() model.Expr {
	size := when(m.known(baseShareCode), times(m.p(baseShareCode), ref(frameGDP)), m.p(baseAmountCode))
	buoyancy := when(m.known(buoyancyCode), m.p(buoyancyCode), one)
	growth := minus(over(ref(frameGDP), prev(frameGDP)), one)
	carriedOn := times(prev(BaseKey(m.of.ID)), plus(one, times(buoyancy, growth)))
	return when(m.known(baseYearCode),
		when(equal(thisYear, m.p(baseYearCode)), size,
			when(equal(thisYear, ref(firstYear)), blank,
				when(less(m.p(baseYearCode), thisYear), carriedOn, blank))),
		size)
}

// Base is what a rate of financing applies to. See financingbase.go.
type Base struct{ parameters map[string]abnd.Value }

// BaseOf is an item of the study: [WageBill], or a key of GGO.
func BaseOf(code string) Base {
	return Base{map[string]abnd.Value{baseCode: abnd.Code(code)}}
}

// BaseShare is a share of GDP, the same in every year.
func BaseShare(share abnd.Share) Base {
	return Base{map[string]abnd.Value{baseShareCode: number(share)}}
}

// BaseAmount is an amount of a year, which then grows with nominal GDP.
func BaseAmount(amount abnd.Money, year abnd.Year) Base {
	return Base{map[string]abnd.Value{baseAmountCode: number(amount), baseYearCode: number(year)}}
}

// Buoyant is the base, of a year, that grows by so many percent where nominal
// GDP grows by one.
func (b Base) Buoyant(buoyancy float64, year abnd.Year) Base {
	return Base{b.with(map[string]abnd.Value{buoyancyCode: abnd.Num(buoyancy), baseYearCode: number(year)})}
}

// with adds parameters to those of the base.
func (b Base) with(parameters map[string]abnd.Value) map[string]abnd.Value {
	all := maps.Clone(b.parameters)
	maps.Copy(all, parameters)
	return all
}
