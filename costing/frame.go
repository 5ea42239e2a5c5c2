package costing

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The keys of the frame lines that others read.
const (
	firstYear     model.Key = "general/first_year"
	priceYear     model.Key = "general/price_year"
	knownAmounts  model.Key = "general/known_amounts_until"
	monthsPerYear model.Key = "general/months_per_year"
	oldestAge     model.Key = "general/oldest_age"
	basePrice     model.Key = "general/base_price"

	firstProjected model.Key = "general/projection_first"
	projectionLast model.Key = "general/projection_last"

	framePopulation   model.Key = "frame/population"
	frameGDP          model.Key = "frame/gdp"
	frameRealGDP      model.Key = "frame/real_gdp"
	framePrices       model.Key = "frame/cpi"
	frameGDPPerHead   model.Key = "frame/gdp_per_head"
	frameGDPPerMonth  model.Key = "frame/gdp_per_head_month"
	frameWageIndex    model.Key = "frame/wage_index"
	frameRevenue      model.Key = "frame/revenue_amount"
	frameExpenditure  model.Key = "frame/expenditure_amount"
	frameBalance      model.Key = "frame/balance"
	frameBalanceShare model.Key = "frame/balance_share"
)

// monthsInAYear is a definition, not an assumption.
const monthsInAYear = 12

// builder adds the lines of a study to a model.
type builder struct {
	study *abnd.Study
	model *model.Model
	gaps  bool // a series that the others rest on is not given: see [MissingSeries]
	// inForce says that parameters have their value in force alone: see
	// [BuildInForce].
	inForce bool
	// proposal is the ID of the scenario that is made of the cells of the levers;
	// blank where there is none.
	proposal string
	// converges says that a benefit may be paid the amount of another: see
	// [benefitLines.addValuedAmounts].
	converges bool

	scenarios map[string]inherited        // by ID
	cells     map[string][]parameterCells // by benefit: those of its parameters, in the order of [specsOf]
	// keys are those of the benefit and scenario whose lines are being added, as
	// far as they were asked for: each is read by many.
	keys map[string]model.Key
	// parameterKeys are those of its parameters, by their codes.
	parameterKeys map[string]model.Key
}

// newBuilder is to add lines to a model over a population, which may be nil.
func newBuilder(study *abnd.Study, population *abnd.Population) *builder {
	return &builder{
		study: study, model: model.NewModel(population), scenarios: map[string]inherited{}, cells: map[string][]parameterCells{},
		keys: map[string]model.Key{}, parameterKeys: map[string]model.Key{},
		converges: slices.ContainsFunc(study.Benefits, func(x abnd.Benefit) bool { return convergence.inUse(study, x) }),
	}
}

func (b *builder) addCell(key model.Key, group string, label abnd.Text, unit abnd.Unit, value float64, from abnd.Provenance) {
	b.model.Add(model.Line{Key: key, Group: group, Label: label, Unit: unit, Inputs: []float64{value}, Source: &from})
}

func (b *builder) addChoice(key model.Key, group string, label abnd.Text, list *model.List, code string, from abnd.Provenance) {
	value := math.NaN()
	if i := list.Index(code); i >= 0 {
		value = float64(i)
	}
	b.model.Add(model.Line{Key: key, Group: group, Label: label, Unit: abnd.ChoiceUnit, List: list, Inputs: []float64{value}, Source: &from})
}

func (b *builder) addFrame(key model.Key, group string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	b.model.Add(model.Line{Key: key, Group: group, Label: label, Unit: unit, Years: b.study.Frame(), Formula: formula})
}

func figure(f abnd.Figure) float64 {
	if !f.Known {
		return math.NaN()
	}
	return f.Value
}

func yearOf(y abnd.Year) float64 {
	if y == 0 {
		return math.NaN()
	}
	return float64(y)
}

// addGeneral adds the cells that the formulas of the frames read.
func (b *builder) addGeneral() {
	s := b.study
	b.addCell(firstYear, "general", abnd.T("First year of the data", "Primeiro ano das séries"), abnd.CalendarYear, float64(s.FirstYear), abnd.Provenance{})
	b.addCell(firstProjected, "general", abnd.T("First year of the projection", "Primeiro ano da projecção"), abnd.CalendarYear, float64(s.Projection.First), abnd.Provenance{})
	b.addCell(projectionLast, "general", abnd.T("Last year of the projection", "Último ano da projecção"), abnd.CalendarYear, float64(s.Projection.Last), abnd.Provenance{})
	b.addCell(priceYear, "general", abnd.T("Base year of prices", "Ano-base dos preços"), abnd.CalendarYear, float64(s.PriceYear), abnd.Provenance{})
	b.addCell(knownAmounts, "general", abnd.T("Last year of known amounts", "Último ano com montantes conhecidos"), abnd.CalendarYear, yearOf(s.KnownAmountsUntil), abnd.Provenance{})
	b.addBaselineChoice()
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
		b.addSeries(f.Path(), used, string(f.Frame), f.Label, f.Unit, f.Extensions, f.Of(b.study))
	}
	for i := range b.study.Tables {
		t := &b.study.Tables[i]
		b.addSeries(tablePath(t.ID), TableKey(t.ID), "tables", t.Name, abnd.PureNumber, ExtensionList, &t.Series)
	}
}

func tablePath(id string) model.Key { return abnd.JoinPath("tables", id) }

// TableKey is the key of a table by year, each year with the value that is
// used for it.
func TableKey(id string) model.Key { return abnd.JoinPath("frame", "tables", id) }

// addSeries adds a published series and the line that is used: the published
// value where there is one, else what the extension says. An analyst who
// fills in a later year is heard at once.
func (b *builder) addSeries(path, used model.Key, group string, label abnd.Text, unit abnd.Unit, extensions *model.List, s *abnd.Series) {
	values := make([]float64, b.study.Frame().Len())
	for i, year := range b.study.Frame().All() {
		values[i] = math.NaN()
		if v, ok := s.Values[year]; ok {
			values[i] = v
		}
	}
	b.model.Add(model.Line{
		Key: path, Group: group, Label: abnd.T("%s, published", "%s (valor publicado)").Fill(label), Unit: unit,
		Years: b.study.Frame(), Inputs: values, Source: &s.Provenance,
	})
	b.addChoice(path+"/extension", group, abnd.T("%s: extension", "%s: extensão").Fill(label), extensions, string(s.Extension), s.Provenance)
	b.addCell(path+"/long_run", group, abnd.T("%s: long-run value", "%s: valor de longo prazo").Fill(label), unit, figure(s.LongRun), s.Provenance)

	if _, projected := b.study.PopulationBase(); projected && used == frameBirths {
		b.model.Add(model.Line{
			Key: used, Group: group, Label: abnd.T("%s, used", "%s (valor usado)").Fill(label), Unit: unit, Years: b.study.Frame(), Blankable: true,
			Formula: projectedBirths(path),
		})
		return
	}
	if extensions.Index(string(abnd.Converge)) >= 0 {
		b.addCell(longRunYear(path), group, abnd.T("%s: year in which the long-run value is reached", "%s: ano em que atinge o valor de longo prazo").Fill(label), abnd.CalendarYear, yearOf(s.LongRunYear), s.Provenance)
	}
	branches := make([]model.Expr, len(extensions.Codes))
	for i, c := range extensions.Codes {
		switch abnd.Extension(c.Code) {
		case abnd.HoldLast:
			branches[i] = prev(used)
		case abnd.LongRunValue:
			branches[i] = ref(path + "/long_run")
		case abnd.Converge, abnd.ConvergePerHead, abnd.WithPrices:
			branches[i] = goingTo(b.goalOf(abnd.Extension(c.Code), path), path, used)
		case abnd.WithGDPPerHead:
			branches[i] = minus(over(ref(frameGDPPerHead), prev(frameGDPPerHead)), one)
		case abnd.WithGDP:
			branches[i] = times(prev(used), over(ref(frameGDP), prev(frameGDP)))
		case abnd.WithBalance:
			branches[i] = b.debtCarriedOn(used)
		}
	}
	b.model.Add(model.Line{
		Key: used, Group: group, Label: abnd.T("%s, used", "%s (valor usado)").Fill(label), Unit: unit, Years: b.study.Frame(), Blankable: true,
		Formula: when(isKnown(path), ref(path), when(equal(thisYear, ref(firstYear)), blank, choose(path+"/extension", branches...))),
	})
}

// chain is an index that is one in the first year of the frames and then
// grows by a rate.
func (b *builder) chain(key model.Key, label abnd.Text, rate model.Expr) {
	b.model.Add(model.Line{
		Key: key, Group: "economy", Label: label, Years: b.study.Frame(), Factor: true,
		Formula: when(equal(thisYear, ref(firstYear)), one, grown(prev(key), rate)),
	})
}

// addFrameLines adds what is computed of the frames.
//
//	GDP[t] = GDP[y] × volume[t] ÷ volume[y] × deflator[t] ÷ deflator[y]
//
// Where growth or prices are not given, GDP is known in its own year alone.
func (b *builder) addFrameLines() {
	b.addVitalLines()
	gdpYear := ref("economy/gdp/year")
	since := func(key model.Key, year model.Expr) model.Expr {
		return b.ratio(key, thisYear, year, ref(key))
	}

	b.addFrame(framePopulation, "economy", abnd.T("Population", "População"), abnd.PersonUnit,
		plus(b.persons(abnd.Female, zero, ref(oldestAge)), b.persons(abnd.Male, zero, ref(oldestAge))))
	b.addLabourLines()
	b.chain("frame/volume_index", abnd.T("Index of GDP volume", "Índice de volume do PIB"), b.shocked(ref(b.addGrowth()), growthShock))
	b.chain("frame/deflator_index", abnd.T("Index of the GDP deflator", "Índice do deflator do PIB"), b.shocked(ref("frame/deflator_growth"), priceShock))
	b.chain(framePrices, abnd.T("Index of consumer prices", "Índice de preços no consumidor"), b.shocked(ref("frame/inflation"), priceShock))
	b.chain(frameWageIndex, abnd.T("Index of wages", "Índice de salários"), ref("frame/wage_growth"))
	b.addFrame(frameGDP, "economy", abnd.T("Nominal %s", "%s (valor nominal)").Fill(b.study.GDPName), abnd.CurrentMoney,
		times(ref("economy/gdp/level"), since("frame/volume_index", gdpYear), since("frame/deflator_index", gdpYear)))
	b.addFrame("frame/deflator", "economy", abnd.T("GDP deflator (base year of prices = 1)", "Deflator do PIB (ano-base dos preços = 1)"), abnd.PriceIndex,
		times(since("frame/deflator_index", ref(priceYear)), ref(basePrice)))
	b.addFrame("frame/price_level", "economy", abnd.T("Consumer prices (base year of prices = 1)", "Preços no consumidor (ano-base dos preços = 1)"), abnd.PriceIndex,
		times(since(framePrices, ref(priceYear)), ref(basePrice)))
	b.addFrame(frameRealGDP, "economy", abnd.T("%s at constant base-year prices", "%s a preços constantes do ano-base").Fill(b.study.GDPName), abnd.BaseYearMoney,
		over(ref(frameGDP), ref("frame/deflator")))
	b.addFrame(frameGDPPerHead, "economy", abnd.T("%s per head", "%s por habitante").Fill(b.study.GDPName), abnd.MoneyPerHead,
		over(ref(frameGDP), ref(framePopulation)))
	b.addFrame(frameGDPPerMonth, "economy", abnd.T("%s per head per month", "%s por habitante e mês").Fill(b.study.GDPName), abnd.MoneyPerMonth,
		over(ref(frameGDPPerHead), ref(monthsPerYear)))
	for _, f := range AllFrameLevels() {
		if f.Index == nil {
			continue
		}
		b.model.Add(model.Line{
			Key: abnd.JoinPath("frame", f.Code), Group: "economy", Label: f.Label, Unit: f.Unit, Years: b.study.Frame(), Blankable: true,
			Formula: when(isKnown(f.Path()+"/level"), times(ref(f.Path()+"/level"), b.indexRatio(f.Path()+"/index", BenchmarkIndexList, ref(f.Path()+"/year"), blank)), blank),
		})
	}

	// Before the first published year the accounts are blank.
	government := func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: key, Group: "government", Label: label, Unit: unit, Years: b.study.Frame(), Blankable: true, Formula: formula})
	}
	government(frameRevenue, abnd.T("Government revenue", "Receita pública"), abnd.CurrentMoney, times(ref("frame/revenue"), ref(frameGDP)))
	government(frameExpenditure, abnd.T("Government expenditure, status quo", "Despesa pública, situação actual"), abnd.CurrentMoney, times(ref("frame/expenditure"), ref(frameGDP)))
	government(frameBalance, abnd.T("Government balance, status quo", "Saldo orçamental, situação actual"), abnd.CurrentMoney, minus(ref(frameRevenue), ref(frameExpenditure)))
	government(frameBalanceShare, abnd.T("Government balance, status quo, % of GDP", "Saldo orçamental, situação actual, em % do PIB"), abnd.PureNumber, over(ref(frameBalance), ref(frameGDP)))
	b.addEconomyLines()
	b.addAccounts(government)
	b.addDebt(government)
}
