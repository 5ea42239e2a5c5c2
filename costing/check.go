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
	c.sources()
	c.population()
	c.projectedPopulation()
	c.frames()
	c.schemes()
	c.recommendations()
	c.scenarios()
	c.packages()
	c.labour()
	c.economy()
	c.accounts()
	c.macro()
	c.financing()
	c.benefits()
	c.highRates()
	c.assessment()
	c.shocks()
	c.uncertainty()
	if !c.found.HasErrors() { // what an error leaves unread is mended with it
		for _, b := range study.Benefits {
			c.unread(b)
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

func (c *checker) general() {
	s := c.study
	if len(s.Country.ISO3) != 3 || strings.ToUpper(s.Country.ISO3) != s.Country.ISO3 {
		c.fail("general/country_iso3", "country-code",
			abnd.T("%q is no ISO 3166 code of three capital letters", "%q não é um código ISO 3166 de três maiúsculas").Fill(s.Country.ISO3),
			abnd.T("write it as TLS or MOZ", "escreva-o como TLS ou MOZ"))
	}
	if s.Country.Currency == "" {
		c.fail("general/currency", "needed", abnd.T("the currency is missing", "falta a moeda"), abnd.T("write its ISO 4217 code, as in USD", "escreva o seu código ISO 4217, como USD"))
	}
	if s.GDPName.IsZero() {
		c.fail("general/gdp_name_en", "needed", abnd.T("the GDP that costs are compared with has no name", "o PIB com que se comparam os custos não tem nome"),
			abnd.T("write \"GDP\" or \"non-oil GDP\"", "escreva «PIB» ou «PIB não petrolífero»"))
	}
	if n := s.Projection.Len(); n == 0 || n > longestProjection {
		c.fail("general/projection_last", "year-order",
			abnd.T("the projection %s is no range of 1 to %d years", "a projecção %s não é um período de 1 a %d anos").Fill(s.Projection, longestProjection),
			abnd.T("give a first year and a last one not before it", "indique um primeiro ano e um último não anterior"))
		return
	}
	if s.FirstYear > s.Projection.First || s.FirstYear < s.Projection.First-longestProjection {
		c.fail("general/first_year", "year-order",
			abnd.T("the frames start in %d, the projection in %d", "as séries começam em %d e a projecção em %d").Fill(int(s.FirstYear), int(s.Projection.First)),
			abnd.T("start the frames in the first year of projection or before", "comece as séries no primeiro ano da projecção ou antes"))
		return
	}
	if !s.Frame().Contains(s.PriceYear) {
		c.fail("general/price_year", "year-outside",
			abnd.T("the base year of prices, %d, is outside the frame %s", "o ano-base dos preços, %d, está fora do período %s").Fill(int(s.PriceYear), s.Frame()),
			abnd.T("give a year of the frame", "indique um ano do período"))
	}
	// The default of frames that start with the projection is the year before.
	if known := s.LastKnownAmounts(); known < s.FirstYear-1 || known > s.Frame().Last {
		c.fail(knownAmounts, "year-outside",
			abnd.T("the last year of known amounts, %d, is outside the frame %s", "o último ano com montantes conhecidos, %d, está fora do período %s").Fill(int(known), s.Frame()),
			abnd.T("give a year of the frame, or leave it blank for the year before the projection", "indique um ano do período, ou deixe em branco para o ano anterior à projecção"))
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
			abnd.T("use letters without accents, digits and hyphens, at most 40", "use letras sem acentos, algarismos e hífenes, no máximo 40"))
	}
	if seen[id] {
		c.fail(path, "id-twice",
			abnd.T("two entries have the id %q", "dois elementos têm o código %q").Fill(id),
			abnd.T("give one of them another id", "dê outro código a um deles"))
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
		c.warn(path, "no-source", abnd.T("the figure has no source", "o valor não tem fonte"),
			abnd.T("name an id of SOURCES, or set its confidence to assumption", "indique um código da folha SOURCES ou dê-lhe a confiança assumption (pressuposto)"))
	default:
		for id := range strings.SplitSeq(p.Source, ";") {
			if id = strings.TrimSpace(id); !slices.Contains(c.sourced, id) {
				c.reference(path+"/source", abnd.T("source", "a fonte"), id, c.sourced)
			}
		}
	}
	if p.Confidence != "" && !slices.Contains(abnd.Confidences(), p.Confidence) {
		c.fail(path+"/confidence", "choice",
			abnd.T("%q is no grade of confidence", "%q não é um grau de confiança").Fill(string(p.Confidence)),
			abnd.T("choose high, medium, low or assumption", "escolha high (alta), medium (média), low (baixa) ou assumption (pressuposto)"))
	}
}

// reference checks that an ID is among those known, and suggests the nearest
// one where it is not. In Portuguese what has its article.
func (c *checker) reference(path abnd.Path, what abnd.Text, id string, known []string) {
	if slices.Contains(known, id) {
		return
	}
	remedy := abnd.T("there is none yet", "ainda não há nenhum")
	if near := abnd.Nearest(id, known); near != "" {
		remedy = abnd.T("did you mean %q?", "queria dizer %q?").Fill(near)
	} else if len(known) > 0 {
		remedy = abnd.T("choose one of %s", "escolha um de %s").Fill(strings.Join(known, ", "))
	}
	c.fail(path, "unknown-reference", abnd.T("there is no %s %q", "não existe %s %q").Fill(what, id), remedy)
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
			abnd.T("give persons by single age and sex for each year in POP", "indique em POP as pessoas por idade simples e sexo em cada ano"))
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
					negative.add(PopulationPath(year, sex, age), year, abnd.T("a population cannot be %v", "não é possível uma população de %v").Fill(float64(n)))
				}
			}
		}
	}
	holes.report(c, "population-hole", abnd.T("fill it in; a hole is not a zero", "preencha-a; uma célula em falta não vale zero"))
	negative.report(c, "population-negative", abnd.T("give a number of persons, 0 or more", "indique um número de pessoas, 0 ou mais"))
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
					abnd.T("give the nominal GDP of one year in whole units of currency", "indique o PIB nominal de um ano em unidades da moeda"))
			}
			continue
		}
		c.provenance(path+"/level", level.Provenance)
		if !(level.Value > 0) || math.IsInf(level.Value, 0) {
			c.fail(path+"/level", "not-positive", abnd.T("%s cannot be %v", "%s não pode ser %v").Fill(f.Label, level.Value),
				abnd.T("give an amount above 0", "indique um montante superior a 0"))
		}
		if !c.study.Frame().Contains(level.Figure.Year) {
			c.fail(path+"/year", "year-outside",
				abnd.T("%s: the year %d is outside the frame %s", "%s: o ano %d está fora do período %s").Fill(f.Label, int(level.Figure.Year), c.study.Frame()),
				abnd.T("give a year of the frame, or start the frame earlier in GENERAL", "indique um ano do período ou antecipe o seu início em GENERAL"))
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
		c.series(f.Path(), f.Label, f.Of(c.study), f.Extensions, f.Low, f.High, c.study.FirstYear+1, f.Room == "government")
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
	c.warn(missing[0].Path(), "series-missing", abnd.T("not given: %s; what is computed with them stays blank", "por indicar: %s; o que se calcula com estas séries fica em branco").Fill(names),
		abnd.T("give a value in ECO and GGO when they are known; one is enough, to be held", "indique um valor em ECO e GGO quando forem conhecidas; basta um, para manter"))
}

// series checks values, holes and the extension. The series must be known,
// published or extended, from the year from on; a series that only serves a
// projection may begin with its first year.
func (c *checker) series(path abnd.Path, label abnd.Text, s *abnd.Series, extensions *model.List, low, high float64, from abnd.Year, mayStartLate bool) {
	c.choice(path+"/extension", extensions, string(s.Extension))
	if s.Extension == abnd.LongRunValue {
		if !s.LongRun.Known {
			c.fail(path+"/long_run", "needed", abnd.T("%s: the long-run value is missing", "%s: falta o valor de longo prazo").Fill(label),
				abnd.T("give it, or choose another extension", "indique o valor ou escolha outra extensão"))
		} else {
			c.bounds(path+"/long_run", label, s.LongRun.Value, low, high, false)
		}
	}
	if len(s.Values) > 0 {
		c.provenance(path, s.Provenance)
	}
	first, last, any := abnd.Year(0), abnd.Year(0), false
	for _, year := range sortedYears(s.Values) {
		if !any {
			first, any = year, true
		}
		last = year
		at := path + abnd.Path(fmt.Sprintf("/%d", year))
		if x := s.Values[year]; low == lowestRate && high == highestRate && year < c.study.Projection.First && (x < low || x > high) && x >= lowestPastRate && x <= highestPastRate {
			c.warn(at, "rate-extreme", abnd.T("%s of %v %% in %d is hardly ever seen", "%s de %v %% em %d quase nunca se vê").Fill(label, math.Round(x*hundred), int(year)),
				abnd.T("see whether percent was typed as a share; if the country had it, leave it, or start the frames after that year (first_year in GENERAL)", "veja se uma percentagem foi escrita como proporção; se o país a teve, deixe-a, ou comece as séries depois desse ano (first_year em GENERAL)"))
			continue
		}
		c.bounds(at, label, s.Values[year], low, high, false)
	}
	for year := first; any && year < last; year++ {
		if _, ok := s.Values[year]; !ok {
			c.fail(path+abnd.Path(fmt.Sprintf("/%d", year)), "series-hole", abnd.T("%s: %d is missing between published years", "%s: falta %d entre anos publicados").Fill(label, int(year)),
				abnd.T("fill it in", "preencha a célula"))
		}
	}
	if s.Extension != abnd.HoldLast {
		return
	}
	if mayStartLate {
		from = c.study.Projection.First
	}
	switch {
	case !any || last < c.study.FirstYear:
		c.fail(path, "years-missing", abnd.T("%s: no value is given in the years of the frame, so there is none to hold", "%s: não há nenhum valor nos anos do período para manter").Fill(label),
			abnd.T("give a value, or choose another extension", "indique um valor ou escolha outra extensão"))
	case first > from:
		c.fail(path+abnd.Path(fmt.Sprintf("/%d", from)), "years-missing", abnd.T("%s: the years %d to %d are missing", "%s: faltam os anos %d a %d").Fill(label, int(from), int(first-1)),
			abnd.T("fill them in, or start the frame later in GENERAL", "preencha-os ou adie o início das séries em GENERAL"))
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

// bounds checks that a number is finite and lies between two others.
func (c *checker) bounds(path abnd.Path, label abnd.Text, x, low, high float64, whole bool) bool {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		c.fail(path, "not-finite", abnd.T("%s is no finite number", "%s não é um número finito").Fill(label),
			abnd.T("give a number", "indique um número"))
	case x < low || x > high:
		remedy := abnd.T("give a number from %v to %v", "indique um número de %v a %v").Fill(low, high)
		if high >= maxMoney {
			remedy = abnd.T("give a number from %v on", "indique um número a partir de %v").Fill(low)
		}
		if high == 1 && x > 1 && x <= 100 {
			remedy = abnd.T("shares go from 0 to 1: for %v %% write %v", "as proporções vão de 0 a 1: para %v %% escreva %v").Fill(x, x/100)
		}
		c.fail(path, "out-of-range", abnd.T("%s cannot be %v", "%s não pode ser %v").Fill(label, x), remedy)
	case whole && x != math.Trunc(x):
		c.fail(path, "not-whole", abnd.T("%s must be a whole number, not %v", "%s tem de ser um número inteiro, não %v").Fill(label, x),
			abnd.T("drop the fraction", "elimine a fracção"))
	default:
		return true
	}
	return false
}
