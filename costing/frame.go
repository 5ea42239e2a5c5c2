package costing

import "github.com/openabnd/engine/abnd"

// The keys of the frame lines that others read.
const (
	firstYear     Key = "general/first_year"
	priceYear     Key = "general/price_year"
	knownAmounts  Key = "general/known_amounts_until"
	monthsPerYear Key = "general/months_per_year"
	oldestAge     Key = "general/oldest_age"
	basePrice     Key = "general/base_price"

	firstProjected Key = "general/projection_first"

	framePopulation   Key = "frame/population"
	frameGDP          Key = "frame/gdp"
	frameRealGDP      Key = "frame/real_gdp"
	framePrices       Key = "frame/cpi"
	frameGDPPerHead   Key = "frame/gdp_per_head"
	frameGDPPerMonth  Key = "frame/gdp_per_head_month"
	frameWageIndex    Key = "frame/wage_index"
	frameRevenue      Key = "frame/revenue_amount"
	frameExpenditure  Key = "frame/expenditure_amount"
	frameBalance      Key = "frame/balance"
	frameBalanceShare Key = "frame/balance_share"
)

// monthsInAYear is a definition, not an assumption.
const monthsInAYear = 12

// builder adds the lines of a study to a model.
type builder struct {
	study *abnd.Study
	model *Model
	gaps  bool // a series that the others rest on is not given: see [MissingSeries]
}

func (b *builder) addCell(key Key, group string, label abnd.Text, unit abnd.Unit, value float64, from abnd.Provenance) {
	b.model.Add(Line{Key: key, Group: group, Label: label, Unit: unit, Inputs: []float64{value}, Source: from})
}

func (b *builder) addChoice(key Key, group string, label abnd.Text, list *List, code string, from abnd.Provenance) {
	value := unknown
	if i := list.Index(code); i >= 0 {
		value = float64(i)
	}
	b.model.Add(Line{Key: key, Group: group, Label: label, Unit: abnd.ChoiceUnit, List: list, Inputs: []float64{value}, Source: from})
}

func (b *builder) addFrame(key Key, group string, label abnd.Text, unit abnd.Unit, formula Expr) {
	b.model.Add(Line{Key: key, Group: group, Label: label, Unit: unit, Years: b.study.Frame(), Formula: formula})
}

func figure(f abnd.Figure) float64 {
	if !f.Known {
		return unknown
	}
	return f.Value
}

func yearOf(y abnd.Year) float64 {
	if y == 0 {
		return unknown
	}
	return float64(y)
}

// addGeneral adds the cells that the formulas of the frames read.
func (b *builder) addGeneral() {
	s := b.study
	b.addCell(firstYear, "general", abnd.T("First year of the data", "Primeiro ano das séries"), abnd.CalendarYear, float64(s.FirstYear), abnd.Provenance{})
	b.addCell(firstProjected, "general", abnd.T("First year of the projection", "Primeiro ano da projecção"), abnd.CalendarYear, float64(s.Projection.First), abnd.Provenance{})
	b.addCell(priceYear, "general", abnd.T("Base year of prices", "Ano-base dos preços"), abnd.CalendarYear, float64(s.PriceYear), abnd.Provenance{})
	b.addCell(knownAmounts, "general", abnd.T("Last year of known amounts", "Último ano com montantes conhecidos"), abnd.CalendarYear, yearOf(s.KnownAmountsUntil), abnd.Provenance{})
	b.addCell(monthsPerYear, "general", abnd.T("Months in a year", "Meses num ano"), abnd.Months, monthsInAYear, abnd.Provenance{})
	b.addCell(oldestAge, "general", abnd.T("Open age interval", "Intervalo de idade aberto"), abnd.AgeInYears, abnd.MaxAge, abnd.Provenance{})
	b.addCell(basePrice, "general", abnd.T("Price level of the base year", "Nível de preços do ano-base"), abnd.PriceIndex, 1, abnd.Provenance{})
}

// addFrameInputs adds the rows of ECO, GGO, VITAL and SERIES and the lines that
// extend them past the last published year.
func (b *builder) addFrameInputs() {
	for _, f := range AllFrameLevels() {
		level := f.Of(b.study)
		b.addCell(f.Path()+"/level", "economy", f.Label, f.Unit, figure(level.Figure), level.Provenance)
		b.addCell(f.Path()+"/year", "economy", abnd.T("%s: year", "%s: ano").Fill(f.Label), abnd.CalendarYear, yearOf(level.Figure.Year), level.Provenance)
		if f.Index != nil {
			b.addChoice(f.Path()+"/index", "economy", abnd.T("%s: indexed to", "%s: indexado a").Fill(f.Label), BenchmarkIndexList, *f.Index(b.study), level.Provenance)
		}
	}
	for _, f := range AllFrameSeries() {
		if f.Later && !SeriesGiven(f.Of(b.study)) {
			continue
		}
		used := f.Used()
		if changes := macroChanges(b.study, f.Code); len(changes) > 0 {
			used = givenSeries(f.Code)
			b.addChanged(f, changes)
		}
		b.addSeries(f.Path(), used, f.Room, f.Label, f.Unit, f.Extensions, f.Of(b.study))
	}
	for i := range b.study.Tables {
		t := &b.study.Tables[i]
		b.addSeries(tablePath(t.ID), TableKey(t.ID), "tables", t.Name, abnd.PureNumber, ExtensionList, &t.Series)
	}
}

func tablePath(id string) Key { return abnd.JoinPath("tables", id) }

// TableKey is the key of a table by year, each year with the value that is
// used for it.
func TableKey(id string) Key { return abnd.JoinPath("frame", "tables", id) }

// addSeries adds a published series and the line that is used: the published
// value where there is one, else what the extension says. An analyst who
// fills in a later year is heard at once.
func (b *builder) addSeries(path, used Key, group string, label abnd.Text, unit abnd.Unit, extensions *List, s *abnd.Series) {
	values := make([]float64, b.study.Frame().Len())
	for i, year := range b.study.Frame().All() {
		values[i] = unknown
		if v, ok := s.Values[year]; ok {
			values[i] = v
		}
	}
	b.model.Add(Line{
		Key: path, Group: group, Label: abnd.T("%s, published", "%s (valor publicado)").Fill(label), Unit: unit,
		Years: b.study.Frame(), Inputs: values, Source: s.Provenance,
	})
	b.addChoice(path+"/extension", group, abnd.T("%s: extension", "%s: extensão").Fill(label), extensions, string(s.Extension), s.Provenance)
	b.addCell(path+"/long_run", group, abnd.T("%s: long-run value", "%s: valor de longo prazo").Fill(label), unit, figure(s.LongRun), s.Provenance)

	if _, projected := b.study.PopulationBase(); projected && used == frameBirths {
		b.model.Add(Line{
			Key: used, Group: group, Label: abnd.T("%s, used", "%s (valor usado)").Fill(label), Unit: unit, Years: b.study.Frame(), Blankable: true,
			Formula: projectedBirths(path),
		})
		return
	}
	branches := make([]Expr, len(extensions.Codes))
	for i, c := range extensions.Codes {
		switch abnd.Extension(c.Code) {
		case abnd.HoldLast:
			branches[i] = Prev{used}
		case abnd.LongRunValue:
			branches[i] = Ref{path + "/long_run"}
		case abnd.WithGDPPerHead:
			branches[i] = Minus(Over(Ref{frameGDPPerHead}, Prev{frameGDPPerHead}), One{})
		case abnd.WithGDP:
			branches[i] = Times(Prev{used}, Over(Ref{frameGDP}, Prev{frameGDP}))
		case abnd.WithBalance:
			branches[i] = b.debtCarriedOn(used)
		}
	}
	b.model.Add(Line{
		Key: used, Group: group, Label: abnd.T("%s, used", "%s (valor usado)").Fill(label), Unit: unit, Years: b.study.Frame(), Blankable: true,
		Formula: If{
			Cond: Known{path}, Then: Ref{path},
			Else: If{
				Cond: Compare{Equal, ThisYear{}, Ref{firstYear}}, Then: Unknown{},
				Else: Choose{On: path + "/extension", Branches: branches},
			},
		},
	})
}

// chain is an index that is one in the first year of the frames and then
// grows by a rate.
func (b *builder) chain(key Key, label abnd.Text, rate Expr) {
	b.model.Add(Line{
		Key: key, Group: "economy", Label: label, Years: b.study.Frame(), Factor: true,
		Formula: If{
			Cond: Compare{Equal, ThisYear{}, Ref{firstYear}}, Then: One{}, Else: Growth(Prev{key}, rate),
		},
	})
}

// addFrameLines adds what is computed of the frames.
//
//	GDP[t] = GDP[y] × volume[t] ÷ volume[y] × deflator[t] ÷ deflator[y]
//
// Where growth or prices are not given, GDP is known in its own year alone.
func (b *builder) addFrameLines() {
	b.addVitalLines()
	gdpYear := Ref{"economy/gdp/year"}
	since := func(key Key, year Expr) Expr { return b.ratio(key, ThisYear{}, year, Ref{key}) }

	b.addFrame(framePopulation, "economy", abnd.T("Population", "População"), abnd.PersonUnit,
		Plus(b.persons(abnd.Female, Zero{}, Ref{oldestAge}), b.persons(abnd.Male, Zero{}, Ref{oldestAge})))
	b.addLabourLines()
	b.chain("frame/volume_index", abnd.T("Index of GDP volume", "Índice de volume do PIB"), b.shocked(Ref{b.addGrowth()}, growthShock))
	b.chain("frame/deflator_index", abnd.T("Index of the GDP deflator", "Índice do deflator do PIB"), b.shocked(Ref{"frame/deflator_growth"}, priceShock))
	b.chain(framePrices, abnd.T("Index of consumer prices", "Índice de preços no consumidor"), b.shocked(Ref{"frame/inflation"}, priceShock))
	b.chain(frameWageIndex, abnd.T("Index of wages", "Índice de salários"), Ref{"frame/wage_growth"})
	b.addFrame(frameGDP, "economy", abnd.T("Nominal %s", "%s (valor nominal)").Fill(b.study.GDPName), abnd.CurrentMoney,
		Times(Ref{"economy/gdp/level"}, since("frame/volume_index", gdpYear), since("frame/deflator_index", gdpYear)))
	b.addFrame("frame/deflator", "economy", abnd.T("GDP deflator (base year of prices = 1)", "Deflator do PIB (ano-base dos preços = 1)"), abnd.PriceIndex,
		Times(since("frame/deflator_index", Ref{priceYear}), Ref{basePrice}))
	b.addFrame("frame/price_level", "economy", abnd.T("Consumer prices (base year of prices = 1)", "Preços no consumidor (ano-base dos preços = 1)"), abnd.PriceIndex,
		Times(since(framePrices, Ref{priceYear}), Ref{basePrice}))
	b.addFrame(frameRealGDP, "economy", abnd.T("%s at constant base-year prices", "%s a preços constantes do ano-base").Fill(b.study.GDPName), abnd.BaseYearMoney,
		Over(Ref{frameGDP}, Ref{"frame/deflator"}))
	b.addFrame(frameGDPPerHead, "economy", abnd.T("%s per head", "%s por habitante").Fill(b.study.GDPName), abnd.MoneyPerHead,
		Over(Ref{frameGDP}, Ref{framePopulation}))
	b.addFrame(frameGDPPerMonth, "economy", abnd.T("%s per head per month", "%s por habitante e mês").Fill(b.study.GDPName), abnd.MoneyPerMonth,
		Over(Ref{frameGDPPerHead}, Ref{monthsPerYear}))
	for _, f := range AllFrameLevels() {
		if f.Index == nil {
			continue
		}
		b.model.Add(Line{
			Key: abnd.JoinPath("frame", f.Code), Group: "economy", Label: f.Label, Unit: f.Unit, Years: b.study.Frame(), Blankable: true,
			Formula: If{
				Cond: Known{f.Path() + "/level"},
				Then: Times(Ref{f.Path() + "/level"}, b.indexRatio(f.Path()+"/index", BenchmarkIndexList, Ref{f.Path() + "/year"}, Unknown{})),
				Else: Unknown{},
			},
		})
	}

	// Before the first published year the accounts are blank.
	government := func(key Key, label abnd.Text, unit abnd.Unit, formula Expr) {
		b.model.Add(Line{Key: key, Group: "government", Label: label, Unit: unit, Years: b.study.Frame(), Blankable: true, Formula: formula})
	}
	government(frameRevenue, abnd.T("Government revenue", "Receita pública"), abnd.CurrentMoney, Times(Ref{"frame/revenue"}, Ref{frameGDP}))
	government(frameExpenditure, abnd.T("Government expenditure, status quo", "Despesa pública, situação actual"), abnd.CurrentMoney, Times(Ref{"frame/expenditure"}, Ref{frameGDP}))
	government(frameBalance, abnd.T("Government balance, status quo", "Saldo orçamental, situação actual"), abnd.CurrentMoney, Minus(Ref{frameRevenue}, Ref{frameExpenditure}))
	government(frameBalanceShare, abnd.T("Government balance, status quo, % of GDP", "Saldo orçamental, situação actual, em % do PIB"), abnd.PureNumber, Over(Ref{frameBalance}, Ref{frameGDP}))
	b.addEconomyLines()
	b.addAccounts(government)
	b.addDebt(government)
}
