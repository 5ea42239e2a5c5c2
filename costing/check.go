package costing

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Check finds everything that keeps a study from being costed, or that its
// reader should know, in one pass. A study without errors always builds.
func Check(study *abnd.Study) abnd.Diagnostics {
	c := &checker{study: study}
	c.general()
	c.status()
	c.sources()
	c.population()
	c.projectedPopulation()
	c.frames()
	c.schemes()
	c.outturns()
	c.recommendations()
	c.scenarios()
	c.packages()
	c.labour()
	c.economy()
	c.accounts()
	c.macro()
	c.financing()
	c.fund()
	c.consumption()
	c.levers()
	c.benefits()
	c.highRates()
	c.assessment()
	c.shocks()
	c.uncertainty()
	if !c.found.HasErrors() { // what an error leaves unread is corrected with it
		for _, b := range study.Benefits {
			c.unread(b)
		}
		if study.IsTrying() {
			c.inertLevers()
		}
	}
	return c.found
}

type checker struct {
	study   *abnd.Study
	found   abnd.Diagnostics
	sourced []string // the ids of SOURCES
}

func (c *checker) fail(path abnd.Path, code string, problem, remedy abnd.Text) {
	c.found.AddError(path, code, problem, remedy)
}

func (c *checker) warn(path abnd.Path, code string, problem, remedy abnd.Text) {
	c.found.AddWarning(path, code, problem, remedy)
}

// longestProjection bounds the work: no national costing looks further.
const longestProjection = 200

// lastSoundYear is the last year of a projection about which nothing is said.
// It is twenty years after the last that the IMF projects (World Economic Outlook,
// October 2025), and the UN's 80 % interval of Timor-Leste's population is 1.4 to 2.7
// million persons in it (World Population Prospects 2024).
const lastSoundYear = 2050

func (c *checker) general() {
	s := c.study
	if len(s.Country.ISO3) != 3 || strings.ToUpper(s.Country.ISO3) != s.Country.ISO3 {
		c.fail("general/country_iso3", "country-code",
			abnd.T("%q is not a valid ISO 3166 code of three capital letters", "%q não é um código ISO 3166 de três maiúsculas").Fill(s.Country.ISO3),
			abnd.T("enter three capital letters, e.g. TLS or MOZ", "escreva três maiúsculas, por exemplo TLS ou MOZ"))
	}
	if s.Country.Currency == "" {
		c.fail("general/currency", "needed", abnd.T("the currency is missing", "falta a moeda"), abnd.T("enter its ISO 4217 code, e.g. USD", "escreva o seu código ISO 4217, como USD"))
	}
	if s.GDPName.IsZero() {
		c.fail("general/gdp_name_en", "needed", abnd.T("the name of the GDP that costs are compared with is missing", "falta o nome do PIB com que se comparam os custos"),
			abnd.T("enter its name, e.g. \"GDP\" or \"non-oil GDP\"", "escreva «PIB» ou «PIB não petrolífero»"))
	}
	if n := s.Projection.Len(); n == 0 || n > longestProjection {
		c.fail("general/projection_last", "year-order",
			abnd.T("%s is not a valid projection period; it must have 1 to %d years", "%s não é um período de projecção válido; tem de ter de 1 a %d anos").Fill(s.Projection, longestProjection),
			abnd.T("enter a first year and a last year that is not earlier, e.g. 2025 and 2040", "indique um primeiro ano e um último não anterior, por exemplo 2025 e 2040"))
		return
	}
	if s.Projection.Last > lastSoundYear {
		c.warn("general/projection_last", "horizon-far",
			abnd.T("the projection runs to %d: after %d results show what the assumptions on growth and prices make of them rather than what can be expected", "a projecção vai até %d: depois de %d, os resultados mostram o que deles fazem os pressupostos de crescimento e preços, e não o que se pode esperar").Fill(int(s.Projection.Last), lastSoundYear),
			abnd.T("end the projection in %d or earlier, or quote later years only with their assumptions", "termine a projecção em %d ou antes, ou cite os anos posteriores apenas com os seus pressupostos").Fill(lastSoundYear))
	}
	if s.FirstYear > s.Projection.First || s.FirstYear < s.Projection.First-longestProjection {
		c.fail("general/first_year", "year-order",
			abnd.T("the data start in %d, after the projection (%d)", "os dados começam em %d, depois da projecção (%d)").Fill(int(s.FirstYear), int(s.Projection.First)),
			abnd.T("enter as first_year the first year of the projection or an earlier one", "indique em first_year o primeiro ano da projecção ou um anterior"))
		return
	}
	if !s.Frame().Contains(s.PriceYear) {
		c.fail("general/price_year", "year-outside",
			abnd.T("the base year of prices, %d, is outside the data years %s", "o ano-base dos preços, %d, está fora dos anos dos dados, %s").Fill(int(s.PriceYear), s.Frame()),
			abnd.T("enter one of these years", "indique um desses anos"))
	}
	if s.Baseline != "" {
		c.choice(baselineChoice, BaselineList, string(s.Baseline))
	}
	// The default of frames that start with the projection is the year before.
	if known := s.LastKnownAmounts(); known < s.FirstYear-1 || known > s.Frame().Last {
		c.fail(knownAmounts, "year-outside",
			abnd.T("the last year of known amounts, %d, is outside the data years %s", "o último ano com montantes conhecidos, %d, está fora dos anos dos dados, %s").Fill(int(known), s.Frame()),
			abnd.T("enter one of these years, or leave the cell blank for the year before the projection", "indique um desses anos, ou deixe a célula em branco para o ano anterior à projecção"))
	}
}

func (c *checker) sources() {
	seen := map[string]bool{}
	for _, s := range c.study.Sources {
		c.sourced = append(c.sourced, s.ID)
		c.id(abnd.T("source", "a fonte"), abnd.JoinPath("sources", s.ID, "id"), s.ID, seen)
	}
}

// id checks that an ID is well formed and not yet taken.
func (c *checker) id(what abnd.Text, path abnd.Path, id string, seen map[string]bool) {
	if !goodID(id) {
		c.fail(path, "id",
			abnd.T("%q cannot be the id of a %s", "%q não pode ser o código d%s").Fill(id, what),
			abnd.T("use at most 40 letters without accents, digits and hyphens, e.g. child-grant", "use no máximo 40 letras sem acentos, algarismos e hífenes, por exemplo subsidio"))
	}
	if seen[id] {
		c.fail(path, "id-twice",
			abnd.T("two entries have the id %q", "dois elementos têm o código %q").Fill(id),
			abnd.T("change the id of one of them", "mude o código de um deles"))
	}
	seen[id] = true
}

func goodID(id string) bool {
	if id == "" || len(id) > 40 {
		return false
	}
	for _, r := range id {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_') {
			return false
		}
	}
	return true
}

// provenance checks that a figure names a source of the study, or is said to
// be an assumption.
func (c *checker) provenance(path abnd.Path, p abnd.Provenance) {
	switch {
	case p.Source == "" && p.Confidence == abnd.Assumption:
	case p.Source == "":
		c.warn(path, "no-source", abnd.T("the source of the value is missing", "falta a fonte do valor"),
			abnd.T("enter in source an id of SOURCES, or set confidence to assumption", "indique em source um código da folha SOURCES ou escolha assumption (pressuposto) em confidence"))
	default:
		for id := range strings.SplitSeq(p.Source, ";") {
			if id = strings.TrimSpace(id); !slices.Contains(c.sourced, id) {
				c.reference(path+"/source", abnd.T("source", "a fonte"), id, c.sourced)
			}
		}
	}
	if p.Confidence != "" && !slices.Contains(abnd.Confidences(), p.Confidence) {
		c.fail(path+"/confidence", "choice",
			abnd.T("%q is not a valid confidence level", "%q não é um grau de confiança válido").Fill(string(p.Confidence)),
			abnd.T("choose high, medium, low or assumption", "escolha high (alta), medium (média), low (baixa) ou assumption (pressuposto)"))
	}
}

// reference checks that an ID is among those known, and suggests the nearest
// one where it is not. In Portuguese what has its article.
func (c *checker) reference(path abnd.Path, what abnd.Text, id string, known []string) {
	if slices.Contains(known, id) {
		return
	}
	c.fail(path, "unknown-reference", abnd.T("unknown %s %q", "não existe %s %q").Fill(what, id), abnd.Suggestion(id, known))
}

func (c *checker) population() {
	p := &c.study.Population
	want := c.study.Frame()
	base, projected := c.study.PopulationBase()
	switch {
	case PopulationMethodList.Index(PopulationMethodCode(c.study.PopulationMethod)) < 0 || projected && base == 0:
		return // which years are needed is not known
	case projected:
		want.Last = min(want.Last, base)
	}
	if !p.Years().Covers(want) {
		c.fail("population", "years-missing",
			abnd.T("the population covers %s, the study needs %s", "a população cobre %s e o estudo precisa de %s").Fill(p.Years(), want),
			abnd.T("add the missing years to POP, or shorten the projection in GENERAL", "acrescente os anos em falta a POP ou encurte a projecção em GENERAL"))
		return
	}
	c.provenance("population", p.Provenance)
	if !p.AnyKnown() {
		c.fail("population", "needed", abnd.T("the population is not filled in", "a população não está preenchida"),
			abnd.T("enter persons by single age and sex for each year in POP", "indique em POP as pessoas por idade simples e sexo em cada ano"))
		return
	}
	holes, negative := repeated{}, repeated{}
	for _, year := range p.Years().All() {
		if projected && year > base {
			break // those are computed
		}
		if !want.Contains(year) && isBlankYear(p, year) {
			continue // a year that the study does not need
		}
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := 0; age <= abnd.MaxAge; age++ {
				n, known := p.Get(year, sex, age)
				switch {
				case !known:
					holes.add(PopulationPath(year, sex, age), year, abnd.T("the population of age %d, %s, in %d is missing", "falta a população de %d anos, %s, em %d").Fill(age, model.SexName(sex), int(year)))
				case math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) || n < 0:
					negative.add(PopulationPath(year, sex, age), year, abnd.T("a population of %v is not possible", "não é possível uma população de %v").Fill(float64(n)))
				}
			}
		}
	}
	holes.report(c, "population-hole", abnd.T("enter a number of persons, e.g. 12400; a blank cell is not read as zero", "indique um número de pessoas, por exemplo 12400; uma célula em branco não vale zero"))
	negative.report(c, "population-negative", abnd.T("enter a number of persons, 0 or more", "indique um número de pessoas, 0 ou mais"))
}

func isBlankYear(p *abnd.Population, year abnd.Year) bool {
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for age := 0; age <= abnd.MaxAge; age++ {
			if _, known := p.Get(year, sex, age); known {
				return false
			}
		}
	}
	return true
}

// repeated is one fault of a table by age and year, however many cells have
// it: a table without a column would fill the screen.
type repeated struct {
	count   int
	first   abnd.Path
	problem abnd.Text
	years   abnd.Years // from the first to the last that have it
}

func (r *repeated) add(path abnd.Path, year abnd.Year, problem abnd.Text) {
	if r.count++; r.count == 1 {
		r.first, r.problem, r.years = path, problem, abnd.Years{First: year, Last: year}
	}
	r.years.Last = year
}

func (r *repeated) report(c *checker, code string, remedy abnd.Text) {
	if r.count == 0 {
		return
	}
	if r.count > 1 {
		r.problem = abnd.T("%s; so it is in %d cells, %s", "%s; é assim em %d células, %s").Fill(r.problem, r.count, r.years)
	}
	c.fail(r.first, code, r.problem, remedy)
}

// PopulationPath is the path of one figure of the population.
func PopulationPath(year abnd.Year, sex abnd.Sex, age int) abnd.Path {
	return abnd.JoinPath("population", string(sex), fmt.Sprint(age), fmt.Sprint(int(year)))
}

func (c *checker) frames() {
	for _, f := range AllFrameLevels() {
		level := f.Of(c.study)
		path := f.Path()
		if !level.Known {
			if f.Index == nil {
				c.fail(path+"/level", "needed", abnd.T("the GDP is missing", "falta o PIB"),
					abnd.T("enter the nominal GDP of one year in whole units of currency, e.g. 1850000000", "indique o PIB nominal de um ano em unidades da moeda, por exemplo 1850000000"))
			}
			continue
		}
		c.provenance(path+"/level", level.Provenance)
		if !(level.Value > 0) || math.IsInf(level.Value, 0) {
			c.fail(path+"/level", "not-positive", abnd.T("%s: %v is not a valid value", "%s: %v não é um valor válido").Fill(f.Label, level.Value),
				abnd.T("enter an amount above 0 in whole units of currency, e.g. 1850000000", "indique um montante superior a 0 em unidades da moeda, por exemplo 1850000000"))
		}
		if !c.study.Frame().Contains(level.Figure.Year) {
			c.fail(path+"/year", "year-outside",
				abnd.T("%s: the year %d is outside the data years %s", "%s: o ano %d está fora dos anos dos dados, %s").Fill(f.Label, int(level.Figure.Year), c.study.Frame()),
				abnd.T("enter one of these years, or an earlier first_year in GENERAL", "indique um desses anos, ou um first_year anterior em GENERAL"))
		}
		if f.Index != nil {
			c.choice(path+"/index", BenchmarkIndexList, *f.Index(c.study))
		}
	}
	missing := MissingSeries(c.study)
	c.missingSeries(missing)
	for _, f := range AllFrameSeries() {
		if f.Optional {
			c.optionalSeries(f)
			continue
		}
		if slices.ContainsFunc(missing, func(m FrameSeries) bool { return m.Path() == f.Path() }) {
			continue
		}
		c.series(f.Path(), f.Label, f.Of(c.study), f.Extensions, f.Low, f.High, c.study.FirstYear+1, f.Frame == GovernmentFrame)
	}
	seen := map[string]bool{}
	for i := range c.study.Tables {
		t := &c.study.Tables[i]
		c.id(abnd.T("table", "a tabela"), tablePath(t.ID)+"/id", t.ID, seen)
		c.series(tablePath(t.ID), t.Name, &t.Series, ExtensionList, 0, 1, c.study.Projection.First, true)
	}
}

// missingSeries says in one sentence what is not given, and where to give it.
func (c *checker) missingSeries(missing []FrameSeries) {
	if len(missing) == 0 {
		return
	}
	names := missing[0].Label
	for i, f := range missing {
		if i > 0 {
			names = abnd.T("%s; %s", "%s; %s").Fill(names, f.Label)
		}
		if e := f.Of(c.study).Extension; e != "" {
			c.choice(f.Path()+"/extension", f.Extensions, string(e))
		}
	}
	c.warn(missing[0].Path(), "series-missing", abnd.T("missing: %s; results that need these series stay blank", "em falta: %s; os resultados que precisam destas séries ficam em branco").Fill(names),
		abnd.T("enter at least one value for each in ECO and GGO; with extension hold it applies to all later years", "indique pelo menos um valor de cada em ECO e GGO; com hold em extension, vale para todos os anos seguintes"))
}

// series checks values, holes and the extension. The series must be known,
// published or extended, from the year from on; a series that only serves a
// projection may begin with its first year.
func (c *checker) series(path abnd.Path, label abnd.Text, s *abnd.Series, extensions *model.List, low, high float64, from abnd.Year, mayStartLate bool) {
	c.choice(path+"/extension", extensions, string(s.Extension))
	if s.Extension.TakesLongRun() {
		if !s.LongRun.Known {
			c.fail(path+"/long_run", "needed", abnd.T("%s: the long-run value is missing", "%s: falta o valor de longo prazo").Fill(label),
				abnd.T("enter it in long_run, or choose another extension, e.g. hold", "indique-o em long_run ou escolha outra extensão, por exemplo hold"))
		} else {
			c.bounds(path+"/long_run", label, s.LongRun.Value, low, high, false)
		}
	}
	if len(s.Values) > 0 {
		c.provenance(path, s.Provenance)
	}
	c.longRunYear(path, label, s)
	first, last, any := abnd.Year(0), abnd.Year(0), false
	for _, year := range sortedYears(s.Values) {
		if !any {
			first, any = year, true
		}
		last = year
		at := path + abnd.Path(fmt.Sprintf("/%d", year))
		if x := s.Values[year]; low == lowestRate && high == highestRate && year < c.study.Projection.First && (x < low || x > high) && x >= lowestPastRate && x <= highestPastRate {
			c.warn(at, "rate-extreme", abnd.T("%s of %v%% in %d is very unusual", "%s de %v %% em %d é muito invulgar").Fill(label, math.Round(x*hundred), int(year)),
				abnd.T("check whether a percentage was entered as a share; if the value is right, leave it, or enter a later first_year in GENERAL", "verifique se uma percentagem foi escrita como proporção; se o valor está certo, deixe-o, ou indique um first_year posterior em GENERAL"))
			continue
		}
		c.bounds(at, label, s.Values[year], low, high, false)
	}
	for year := first; any && year < last; year++ {
		if _, ok := s.Values[year]; !ok {
			c.fail(path+abnd.Path(fmt.Sprintf("/%d", year)), "series-hole", abnd.T("%s: %d is missing between published years", "%s: falta %d entre anos publicados").Fill(label, int(year)),
				abnd.T("enter a value in this cell, or clear the later years", "indique um valor nesta célula ou apague os anos posteriores"))
		}
	}
	goesOn := s.Extension == abnd.HoldLast || s.Extension.Converges() || s.Extension == abnd.WithPrices && (any || s.LongRunYear != 0)
	if !goesOn {
		return
	}
	if mayStartLate {
		from = c.study.Projection.First
	}
	switch {
	case !any || last < c.study.FirstYear:
		c.fail(path, "years-missing", abnd.T("%s: there is no value in the data years that could be extrapolated", "%s: não há nenhum valor nos anos do período para extrapolar").Fill(label),
			abnd.T("enter a value for at least one year, or choose another extension", "indique um valor para pelo menos um ano ou escolha outra extensão"))
	case first > from:
		c.fail(path+abnd.Path(fmt.Sprintf("/%d", from)), "years-missing", abnd.T("%s: the years %d to %d are missing", "%s: faltam os anos %d a %d").Fill(label, int(from), int(first-1)),
			abnd.T("enter the values, or a later first_year in GENERAL", "indique os valores, ou um first_year posterior em GENERAL"))
	}
}

// longRunYear checks the year in which a series is at its long-run value: one
// that converges needs it, and it comes after what is published.
func (c *checker) longRunYear(path abnd.Path, label abnd.Text, s *abnd.Series) {
	if s.LongRunYear == 0 {
		if s.Extension.Converges() {
			c.fail(longRunYear(path), "needed", abnd.T("%s: the year in which the long-run value is reached is missing", "%s: falta o ano em que se atinge o valor de longo prazo").Fill(label),
				abnd.T("enter it in long_run_year, e.g. 2035, or choose another extension, e.g. hold", "indique-o em long_run_year, por exemplo 2035, ou escolha outra extensão, por exemplo hold"))
		}
		return
	}
	last, published := s.LastPublished()
	if (s.Extension.Converges() || s.Extension == abnd.WithPrices) && published && s.LongRunYear <= last {
		c.warn(longRunYear(path), "long-run-passed", abnd.T("%s: published values run to %d, so that the long-run value of %d applies at once in the year after", "%s: há valores publicados até %d, pelo que o valor de longo prazo de %d se aplica logo no ano seguinte").Fill(label, int(last), int(s.LongRunYear)),
			abnd.T("enter a later year in long_run_year", "indique em long_run_year um ano posterior"))
	}
}

func sortedYears(values map[abnd.Year]float64) []abnd.Year {
	all := make([]abnd.Year, 0, len(values))
	for year := range values {
		all = append(all, year)
	}
	slices.Sort(all)
	return all
}

func (c *checker) choice(path abnd.Path, list *model.List, code string) {
	c.reference(path, abnd.T("choice", "a opção"), code, list.Names())
}

// within is [checker.bounds] with a bound that workbooks know too.
func (c *checker) within(path abnd.Path, label abnd.Text, x float64, b Bound) bool {
	return c.bounds(path, label, x, b.Low, b.High, b.Whole)
}

// bounds checks that a number is finite and lies between two others.
func (c *checker) bounds(path abnd.Path, label abnd.Text, x, low, high float64, whole bool) bool {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		c.fail(path, "not-finite", abnd.T("%s: the value is not a valid number", "%s: o valor não é um número válido").Fill(label),
			abnd.T("enter a number, e.g. 12.5", "indique um número, por exemplo 12,5"))
	case x < low || x > high:
		remedy := abnd.T("enter a number from %v to %v", "indique um número de %v a %v").Fill(low, high)
		if high >= maxMoney {
			remedy = abnd.T("enter a number of %v or more", "indique um número igual ou superior a %v").Fill(low)
		}
		if high == 1 && x > 1 && x <= 100 {
			remedy = abnd.T("shares are from 0%% to 100%%: enter %v%%, or %v in a cell that is not formatted as a percentage", "as proporções vão de 0 %% a 100 %%: escreva %v%%, ou %v se a célula não tem o formato de percentagem").Fill(x, x/100)
		}
		c.fail(path, "out-of-range", abnd.T("%s: %v is not a valid value", "%s: %v não é um valor válido").Fill(label, x), remedy)
	case whole && x != math.Trunc(x):
		c.fail(path, "not-whole", abnd.T("%s must be a whole number, not %v", "%s tem de ser um número inteiro, não %v").Fill(label, x),
			abnd.T("drop the fraction", "elimine a fracção"))
	default:
		return true
	}
	return false
}
