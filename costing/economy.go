package costing

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
)

func itoa(n int) string { return strconv.Itoa(n) }

// GrowthSourceList is the list of the closures of the economy.
var GrowthSourceList = &List{Name: "growth_from", Codes: []ListCode{
	{string(abnd.GrowthGiven), abnd.T("growth is an input, productivity is calculated", "crescimento indicado; a produtividade é calculada")},
	{string(abnd.FromProductivity), abnd.T("employment and productivity are inputs, growth is calculated", "emprego e produtividade indicados; o crescimento é calculado")},
}}

const (
	growthFrom       Key = "general/growth_from"
	frameRealGrowth  Key = "frame/real_growth"
	frameGrowth      Key = "frame/growth"
	frameSecondGDP   Key = "frame/second_gdp_amount"
	productivityUsed Key = "frame/productivity_growth"
)

// addGrowth gives the line by which GDP grows. Where employment and the growth
// of productivity are known, the study chooses:
//
//	growth[t] = (1 + employment growth[t]) × (1 + productivity growth[t]) − 1
//
// in the years in which both are known, and the growth that is given else.
func (b *builder) addGrowth() Key {
	s := b.study
	if !hasEmployment(s) || !SeriesGiven(&s.Economy.Productivity) {
		return frameRealGrowth
	}
	source := s.GrowthFrom
	b.addChoice(growthFrom, "general", abnd.T("How GDP growth is obtained", "Como se obtém o crescimento do PIB"), GrowthSourceList, string(source), abnd.Provenance{})
	b.model.Add(Line{
		Key: frameGrowth, Group: "economy", Label: abnd.T("Growth of GDP that is used", "Crescimento do PIB que se usa"), Years: s.Frame(), Blankable: true,
		Formula: If{
			Cond: All{[]Cond{Is{growthFrom, string(abnd.FromProductivity)}, Known{productivityUsed}, Known{frameEmploymentGrowth}}},
			Then: Minus(Times(Plus(One{}, Ref{frameEmploymentGrowth}), Plus(One{}, Ref{productivityUsed})), One{}),
			Else: Ref{frameRealGrowth},
		},
	})
	return frameGrowth
}

// addEconomyLines adds what is known of the economy beside GDP: productivity,
// a second GDP, and GDP in other money.
//
//	productivity[t] = real GDP[t] ÷ employed[t]
func (b *builder) addEconomyLines() {
	s := b.study
	add := func(key Key, label abnd.Text, unit abnd.Unit, formula Expr) {
		b.model.Add(Line{Key: key, Group: "economy", Label: label, Unit: unit, Years: s.Frame(), Blankable: true, Formula: formula})
	}
	if hasEmployment(s) {
		const productivity = Key("frame/productivity")
		add(productivity, abnd.T("%s per employed person, constant base-year prices", "%s por pessoa empregada, preços constantes do ano-base").Fill(s.GDPName), abnd.RealMoneyPerPerson, Over(Ref{frameRealGDP}, Ref{frameEmployed}))
		add("frame/productivity_solved", abnd.T("Growth of productivity, calculated", "Crescimento da produtividade, calculado"), abnd.PureNumber,
			If{Compare{Equal, ThisYear{}, Ref{firstYear}}, Unknown{}, Minus(Over(Ref{productivity}, Prev{productivity}), One{})})
	}
	if HasSecondGDP(s) {
		add(frameSecondGDP, abnd.T("Nominal %s", "%s (valor nominal)").Fill(SecondGDPName(s)), abnd.CurrentMoney, accountAmount(s, secondGDP))
	}
	if SeriesGiven(&s.Economy.ExchangeRate) {
		add("frame/gdp_dollars", abnd.T("%s in US dollars", "%s em dólares dos EUA").Fill(s.GDPName), abnd.DollarMoney, Over(Ref{frameGDP}, Ref{"frame/exchange_rate"}))
	}
	if SeriesGiven(&s.Economy.PPP) {
		add("frame/gdp_per_head_ppp", abnd.T("%s per head in international dollars", "%s por habitante em dólares internacionais").Fill(s.GDPName), abnd.InternationalPerPerson, Over(Ref{frameGDPPerHead}, Ref{"frame/ppp_rate"}))
	}
}

// HasSecondGDP says whether costs are compared with a second GDP too.
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
func accountAmount(s *abnd.Study, item Account) Expr {
	if SeriesGiven(&item.Of(s).Money) {
		return Ref{usedLine(item.Code + moneySuffix)}
	}
	return Times(Ref{usedLine(item.Code)}, Ref{frameGDP})
}
