package costing

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

func itoa(n int) string { return strconv.Itoa(n) }

// GrowthSourceList is the list of the closures of the economy.
var GrowthSourceList = &model.List{Name: "growth_from", Codes: []model.ListCode{
	{Code: string(abnd.GrowthGiven), Label: abnd.T("growth is an input, productivity is calculated", "crescimento indicado; a produtividade é calculada")},
	{Code: string(abnd.FromProductivity), Label: abnd.T("employment and productivity are inputs, growth is calculated", "emprego e produtividade indicados; o crescimento é calculado")},
}}

const (
	growthFrom       model.Key = "general/growth_from"
	frameRealGrowth  model.Key = "frame/real_growth"
	frameGrowth      model.Key = "frame/growth"
	frameSecondGDP   model.Key = "frame/second_gdp_amount"
	productivityUsed model.Key = "frame/productivity_growth"
)

// addGrowth gives the line by which GDP grows. Where employment and the growth
// of productivity are known, the study chooses:
//
//	growth[t] = (1 + employment growth[t]) × (1 + productivity growth[t]) − 1
//
// in the years in which both are known, and the growth that is given else.
func (b *builder) addGrowth() model.Key {
	s := b.study
	if !hasEmployment(s) || !SeriesGiven(&s.Economy.Productivity) {
		return frameRealGrowth
	}
	source := s.GrowthFrom
	b.addChoice(growthFrom, "general", abnd.T("How GDP growth is obtained", "Como se obtém o crescimento do PIB"), GrowthSourceList, string(source), abnd.Provenance{})
	b.model.Add(model.Line{
		Key: frameGrowth, Group: "economy", Label: abnd.T("Growth of GDP that is used", "Crescimento do PIB que se usa"), Years: s.Frame(), Blankable: true,
		Formula: when(allOf(isCode(growthFrom, string(abnd.FromProductivity)), isKnown(productivityUsed), isKnown(frameEmploymentGrowth)), minus(times(plus(one, ref(frameEmploymentGrowth)), plus(one, ref(productivityUsed))), one), ref(frameRealGrowth)),
	})
	return frameGrowth
}

// addEconomyLines adds what is known of the economy beside GDP: productivity,
// a second GDP, and GDP in other money.
//
//	productivity[t] = real GDP[t] ÷ employed[t]
func (b *builder) addEconomyLines() {
	s := b.study
	add := func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: key, Group: "economy", Label: label, Unit: unit, Years: s.Frame(), Blankable: true, Formula: formula})
	}
	if hasEmployment(s) {
		const productivity = model.Key("frame/productivity")
		add(productivity, abnd.T("%s per employed person, constant base-year prices", "%s por pessoa empregada, preços constantes do ano-base").Fill(s.GDPName), abnd.RealMoneyPerPerson, over(ref(frameRealGDP), ref(frameEmployed)))
		add("frame/productivity_solved", abnd.T("Growth of productivity, calculated", "Crescimento da produtividade, calculado"), abnd.PureNumber,
			when(equal(thisYear, ref(firstYear)), blank, minus(over(ref(productivity), prev(productivity)), one)))
	}
	if HasSecondGDP(s) {
		add(frameSecondGDP, abnd.T("Nominal %s", "%s (valor nominal)").Fill(SecondGDPName(s)), abnd.CurrentMoney, accountAmount(s, secondGDP))
	}
	if SeriesGiven(&s.Economy.ExchangeRate) {
		add("frame/gdp_dollars", abnd.T("%s in US dollars", "%s em dólares dos EUA").Fill(s.GDPName), abnd.DollarMoney, over(ref(frameGDP), ref("frame/exchange_rate")))
	}
	if SeriesGiven(&s.Economy.PPP) {
		add("frame/gdp_per_head_ppp", abnd.T("%s per head in international dollars", "%s por habitante em dólares internacionais").Fill(s.GDPName), abnd.InternationalPerPerson, over(ref(frameGDPPerHead), ref("frame/ppp_rate")))
	}
}

// HasSecondGDP reports whether costs are compared with a second GDP too.
func HasSecondGDP(s *abnd.Study) bool { return accountGiven(s, secondGDP) }

// SecondGDPName names the second GDP of a study.
func SecondGDPName(s *abnd.Study) abnd.Text {
	if s.SecondGDPName.IsZero() {
		return abnd.T("second GDP", "segundo PIB")
	}
	return s.SecondGDPName
}

func accountGiven(s *abnd.Study, item Account) bool {
	a := item.Of(s)
	return SeriesGiven(&a.Share) || SeriesGiven(&a.Money)
}

// accountAmount is an item in money: as given, or its share of GDP.
func accountAmount(s *abnd.Study, item Account) model.Expr {
	if SeriesGiven(&item.Of(s).Money) {
		return ref(usedLine(item.Code + moneySuffix))
	}
	return times(ref(usedLine(item.Code)), ref(frameGDP))
}
