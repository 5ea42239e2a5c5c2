package costing

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// fewestWorking is the participation below which a country's figure is likely
// to be of another definition: the World Bank's modelled estimates for the
// world lie between 40 % and 90 %.
const fewestWorking = 0.3

// labour checks what belongs together on LPR.
func (c *checker) labour() {
	l := &c.study.Labour
	given := func(code string, s *abnd.Series) bool {
		return SeriesGiven(s) && c.study.Frame().Len() > 0 && code != ""
	}
	other := map[abnd.Sex]abnd.Sex{abnd.Female: abnd.Male, abnd.Male: abnd.Female}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for _, pair := range []struct {
			code   string
			series *abnd.SeriesBySex
		}{{allAges, &l.Participation}, {"unemployment", &l.Unemployment}, {"wage_share", &l.WageShare}} {
			code := bySexCode(pair.code, sex)
			if !given(code, pair.series.Of(sex)) && given(code, pair.series.Of(other[sex])) && !(pair.code == allAges && byAge(c.study, sex)) {
				c.fail(abnd.JoinPath("labour", code), "needed", abnd.T("the value of the other sex is entered, this one is missing", "está indicado o valor do outro sexo, mas falta este"),
					abnd.T("enter a value for both sexes, or for neither", "indique um valor para ambos os sexos ou para nenhum"))
			}
		}
		bands := 0
		for _, band := range ageBands() {
			if SeriesGiven(band.of(l).Of(sex)) {
				bands++
			}
		}
		if bands > 0 && bands < len(ageBands()) {
			c.fail(abnd.JoinPath("labour", bySexCode(ageBands()[0].code, sex)), "needed",
				abnd.T("labour force participation by age is entered for %d of the %d age groups", "a taxa de actividade por idade está indicada para %d dos %d grupos de idades").Fill(bands, len(ageBands())),
				abnd.T("enter all age groups, or only the rate of persons aged 15 and over", "indique todos os grupos, ou só a taxa dos 15 e mais anos"))
		}
		s := l.Participation.Of(sex)
		if last, ok := s.LastPublished(); ok && s.Values[last] < fewestWorking {
			path := abnd.JoinPath("labour", bySexCode(allAges, sex))
			c.warn(underYear(path, last), "participation-low",
				abnd.T("a labour force participation rate of %v is implausible for persons aged 15 and over", "uma taxa de actividade de %v é pouco plausível para pessoas de 15 e mais anos").Fill(s.Values[last]),
				abnd.T("check whether it is a share of the whole population, or follows another definition", "verifique se é uma proporção de toda a população, ou se segue outra definição"))
		}
	}
	if SeriesGiven(&l.Insured) && SeriesGiven(&l.Compliance) {
		c.fail("labour/insured_share", "both-given", abnd.T("the insured are entered both as a number and as a share", "os segurados estão indicados em número e em proporção"),
			abnd.T("clear one of the two rows", "apague uma das duas linhas"))
	}
	for _, x := range []struct {
		code   string
		series *abnd.Series
	}{{"informal_share", &l.Informal}, {"insured_share", &l.Compliance}, {"insured_persons", &l.Insured}} {
		if SeriesGiven(x.series) && !hasEmployment(c.study) {
			c.warn(abnd.JoinPath("labour", x.code), "employment-unknown", abnd.T("the number of employed persons is not available, so this value has no effect", "a população empregada não está disponível, pelo que este valor não tem efeito"),
				abnd.T("enter participation and unemployment by sex in LPR", "indique em LPR a taxa de actividade e o desemprego por sexo"))
		}
	}
}

func underYear(path model.Key, year abnd.Year) model.Key {
	return path + "/" + model.Key(itoa(int(year)))
}

// economy checks the closure.
func (c *checker) economy() {
	s := c.study
	if s.GrowthFrom != "" {
		c.choice(growthFrom, GrowthSourceList, string(s.GrowthFrom))
	}
	if s.GrowthFrom != abnd.FromProductivity {
		return
	}
	if !hasEmployment(s) {
		c.fail(growthFrom, "employment-unknown", abnd.T("growth cannot be derived from employment, which is not available", "o crescimento não se pode obter do emprego, que não está disponível"),
			abnd.T("enter participation and unemployment by sex in LPR, or use the growth entered in ECO", "indique em LPR a taxa de actividade e o desemprego por sexo, ou use o crescimento indicado em ECO"))
	}
	if !SeriesGiven(&s.Economy.Productivity) {
		c.fail("economy/productivity_growth", "needed", abnd.T("growth cannot be derived from productivity, which is missing", "o crescimento não se pode obter da produtividade, que falta"),
			abnd.T("enter productivity growth by year in ECO, or use the growth entered in ECO", "indique em ECO o crescimento da produtividade por ano, ou use o crescimento indicado em ECO"))
	}
}

// accounts checks that an item has one form.
func (c *checker) accounts() {
	check := func(room string, item Account) {
		a := item.Of(c.study)
		if SeriesGiven(&a.Share) && SeriesGiven(&a.Money) {
			c.fail(abnd.JoinPath(room, item.Code+moneySuffix), "both-given", abnd.T("%s: entered both as a share of GDP and as an amount", "%s: indicada em proporção do PIB e em montante").Fill(item.Label),
				abnd.T("clear one of the two rows", "apague uma das duas linhas"))
		}
	}
	check("economy", secondGDP)
	for _, items := range [][]Account{RevenueItems(), ExpenditureItems()} {
		for _, item := range items {
			check("government", item)
		}
	}
	g := &c.study.Government
	if SeriesGiven(&g.StockFlow) && !SeriesGiven(&g.Debt) {
		c.warn("government/stock_flow", "debt-unknown", abnd.T("the debt is missing, so this value has no effect", "falta a dívida, pelo que este valor não tem efeito"),
			abnd.T("enter the debt of at least one year in GGO, e.g. 45% of GDP", "indique em GGO a dívida de pelo menos um ano, por exemplo 45 % do PIB"))
	}
}

// mostChanges of one series: Excel takes 64 functions inside one another.
const mostChanges = 50

// macro checks the macro scenarios.
func (c *checker) macro() {
	seen := map[string]bool{}
	for _, m := range c.study.MacroScenarios {
		path := abnd.JoinPath("macro", m.ID)
		c.id(abnd.T("macroeconomic scenario", "o cenário macroeconómico"), path+"/id", m.ID, seen)
		for i, change := range m.Changes {
			c.macroChange(m, i, change)
		}
	}
	for _, f := range AllFrameSeries() {
		if n := len(macroChanges(c.study, f.Code)); n > mostChanges {
			c.fail("macro", "too-many", abnd.T("%s: %d changes in all macroeconomic scenarios; a workbook takes %d", "%s: %d alterações em todos os cenários macroeconómicos; um livro comporta %d").Fill(f.Label, n, mostChanges),
				abnd.T("join years into ranges, or drop a macroeconomic scenario", "junte anos em períodos ou elimine um cenário macroeconómico"))
		}
	}
	if c.study.Macro != "" {
		var ids []string
		for _, m := range c.study.MacroScenarios {
			ids = append(ids, m.ID)
		}
		c.reference(macroChoice, abnd.T("macroeconomic scenario", "o cenário macroeconómico"), c.study.Macro, ids)
	}
}

func (c *checker) macroChange(m abnd.MacroScenario, i int, change abnd.MacroChange) {
	at := MacroPath(m, i)
	c.provenance(at, change.Provenance)
	c.choice(at+"/kind", MacroKindList, string(change.Kind))
	if change.From == 0 {
		c.fail(at+"/from", "needed", abnd.T("the first year of the change is missing", "falta o primeiro ano da alteração"), abnd.T("enter it in from, e.g. 2027", "indique-o em from, por exemplo 2027"))
	}
	if change.To != 0 && change.To < change.From {
		c.fail(at+"/to", "order", abnd.T("the change ends in %d, before it begins", "a alteração termina em %d, antes de começar").Fill(int(change.To)), abnd.T("enter a year not before the first one, or leave the cell blank", "indique um ano não anterior ao primeiro, ou deixe a célula em branco"))
	}
	if !change.Value.Known {
		c.fail(at+"/value", "needed", abnd.T("the value is missing", "falta o valor"), abnd.T("enter it in value, e.g. 0.05; a blank cell is not read as zero", "indique-o em value, por exemplo 0,05; uma célula em branco não vale zero"))
	}
	for j, other := range m.Changes[:i] {
		if other.Series == change.Series && other.From <= lastOf(change) && change.From <= lastOf(other) {
			c.fail(at+"/from", "overlap", abnd.T("%q has two changes of %s in the same year", "%q tem duas alterações de %s que coincidem num ano").Fill(m.ID, MacroPath(m, j)),
				abnd.T("enter in to of the earlier change a year before the other begins", "indique em to da primeira alteração um ano anterior ao início da outra"))
		}
	}
	c.deflatorTwice(m, i, change)
	for _, f := range AllFrameSeries() {
		if f.Code != change.Series {
			continue
		}
		switch {
		case !SeriesGiven(f.Of(c.study)) && f.Later:
			c.fail(at+"/series", "series-blank", abnd.T("%s is blank, so it cannot be changed", "%s está em branco, pelo que não pode ser alterada").Fill(f.Label), abnd.T("enter its values in ECO, GGO, VITAL or LPR first", "indique primeiro os seus valores em ECO, GGO, VITAL ou LPR"))
		case change.Value.Known && change.Kind == abnd.Replace:
			c.bounds(at+"/value", f.Label, change.Value.Value, f.Low, f.High, false)
		case change.Value.Known:
			c.bounds(at+"/value", f.Label, change.Value.Value, -f.High, f.High, false)
		}
		return
	}
	c.reference(at+"/series", abnd.T("series", "a série"), change.Series, macroSeries())
}

// deflatorTwice questions a change that adds to the deflator in years in which
// it follows the consumer prices that the scenario changes too.
func (c *checker) deflatorTwice(m abnd.MacroScenario, i int, change abnd.MacroChange) {
	deflator := &c.study.Economy.DeflatorGrowth
	last, _ := deflator.LastPublished()
	if change.Series != "deflator_growth" || change.Kind != abnd.AddTo || deflator.Extension != abnd.WithPrices || lastOf(change) <= last {
		return
	}
	for _, other := range m.Changes {
		if other.Series == "inflation" && lastOf(other) > last && other.From <= lastOf(change) && change.From <= lastOf(other) {
			c.warn(MacroPath(m, i)+"/value", "deflator-twice",
				abnd.T("after %d the deflator follows consumer prices, which %q changes too: the change counts twice", "depois de %d o deflator acompanha os preços no consumidor, que %q também altera: a alteração conta duas vezes").Fill(int(last), m.ID),
				abnd.T("end this change in %d; the deflator follows by itself after that", "termine esta alteração em %d; depois disso o deflator acompanha por si").Fill(int(last)))
			return
		}
	}
}

// lastOf is the last year of a change.
func lastOf(c abnd.MacroChange) abnd.Year {
	if c.To == 0 {
		return math.MaxInt32
	}
	return c.To
}
