package costing

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// What demographic figures can be. Outside these they are of another scale or
// of something else.
const (
	// mostDeathRate is the death rate from which nobody lives to the next
	// age: those who die live half of the year.
	mostDeathRate   = 2.0
	mostFertility   = 12.0  // births a woman; the highest of any country is near eight
	leastSexRatio   = 0.9   // boys for one girl; countries have 1.0 to 1.2
	mostSexRatio    = 1.3   //
	patternRounding = 0.005 // by which published percentages may miss their sum
	thousand        = 1000
)

const noDemography = "demography"

// PopulationMethodList names the ways to a population.
var PopulationMethodList = &model.List{Name: "population_method", Codes: []model.ListCode{
	{Code: publishedCode, Label: abnd.T("as in POP for every year (UN or national projection)", "como em POP em todos os anos (projecção da ONU ou nacional)")},
	{Code: string(abnd.CohortPopulation), Label: abnd.T("projected by cohorts from the base year of POP", "projectada por coortes a partir do ano-base de POP")},
}}

const publishedCode = "un"

// PopulationMethodCode is the code of a method in [PopulationMethodList].
func PopulationMethodCode(m abnd.PopulationMethod) string {
	if m == abnd.PublishedPopulation {
		return publishedCode
	}
	return string(m)
}

// PopulationMethodOf is the method that a code of [PopulationMethodList]
// stands for; blank is the published population, and what is no code stays
// as it is, for [Check] to find.
func PopulationMethodOf(code string) abnd.PopulationMethod {
	if code == publishedCode {
		return abnd.PublishedPopulation
	}
	return abnd.PopulationMethod(code)
}

// CheckDemography finds what is wrong with the inputs of a study's population
// projection, all in one pass. A study without any has one error.
func CheckDemography(s *abnd.Study) abnd.Diagnostics {
	d := &s.Demography
	c := &demographyChecker{study: s}
	if d.IsBlank() {
		c.found.AddError(noDemography, "no-demography",
			abnd.T("the study has no inputs for a population projection", "o estudo não tem dados para uma projecção da população"),
			abnd.T("enter base year, death rates, fertility, sex ratio at birth and net migrants, or use the published population (un)", "preencha ano-base, taxas de mortalidade, fecundidade, relação de masculinidade à nascença e saldo migratório, ou use a população publicada"))
		return c.found
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.base(sex)
		c.rates(sex)
		c.known(abnd.JoinPath(noDemography, string(sex), "migrants"), d.Migrants.Of(sex), 0, abnd.MaxAge,
			abnd.T("net migrants, %s", "saldo migratório, %s").Fill(model.SexName(sex)))
	}
	c.pattern()
	c.byYear("total_fertility", &d.TotalFertility, 0, mostFertility, abnd.T("total fertility", "o índice sintético de fecundidade"),
		abnd.T("enter births per woman, e.g. 3.2, not per thousand women", "indique nados-vivos por mulher, por exemplo 3,2, e não por mil mulheres"))
	c.byYear("sex_ratio", &d.SexRatio, leastSexRatio, mostSexRatio, abnd.T("the sex ratio at birth", "a relação de masculinidade à nascença"),
		abnd.T("enter boys per girl: 1.05, not 105 or 0.51", "escreva rapazes por rapariga: 1,05, e não 105 ou 0,51"))
	return c.found
}

// projectedPopulation finds what keeps the population of a study from being
// projected, where the study wants it to be.
func (c *checker) projectedPopulation() {
	s := c.study
	c.choice("general/population_method", PopulationMethodList, PopulationMethodCode(s.PopulationMethod))
	base, projected := s.PopulationBase()
	if !projected {
		return
	}
	span, frame := s.Demography.Span, s.Frame()
	if base == 0 {
		c.fail(PopulationBaseKey, "needed", abnd.T("the base year of the population is missing", "falta o ano-base da população"),
			abnd.T("enter the year of POP from which the population is projected, e.g. 2024", "indique o ano de POP a partir do qual se projecta a população, por exemplo 2024"))
		return
	}
	if span.Len() > 0 && (base < s.FirstYear || base > frame.Last || span.Last < frame.Last) {
		c.fail(PopulationBaseKey, "year-outside",
			abnd.T("the population is projected for %s, but the study needs it up to %d and a base year of %d or later", "a população é projectada em %s, mas o estudo precisa dela até %d e de um ano-base em %d ou depois").Fill(span, int(frame.Last), int(s.FirstYear)),
			abnd.T("enter a base year within the data years, and all years up to the last one in DEMO, MORT, FERT and MIG", "indique um ano-base dentro dos anos dos dados, e todos os anos até ao último em DEMO, MORT, FERT e MIG"))
		return
	}
	c.demographySources()
	before := c.found.HasErrors()
	found := CheckDemography(s)
	for _, d := range found {
		// The checks of POP have said it already.
		if !strings.HasPrefix(string(d.Path), "population") {
			c.found = append(c.found, d)
		}
	}
	if before || found.HasErrors() {
		return // nothing can be projected
	}
	if _, found := ProjectPopulation(s); found.HasErrors() {
		c.found = append(c.found, found...)
	}
}

// demographySources checks the provenance of what is known.
func (c *checker) demographySources() {
	d := &c.study.Demography
	byAge := func(key model.Key, frame *abnd.ByAge) {
		if frame.AnyKnown() {
			c.provenance(ProvenancePath(key), frame.Provenance)
		}
	}
	byYear := func(key model.Key, s *abnd.Series) {
		if len(s.Values) > 0 {
			c.provenance(key, s.Provenance)
		}
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		byAge(AgeKey(sex, "death_rate", 0), d.DeathRates.Of(sex))
		byAge(AgeKey(sex, "migrants", 0), d.Migrants.Of(sex))
		byYear(LifeExpectancyKey(sex), d.LifeExpectancy.Of(sex))
	}
	byAge(FertilityKey("fertility_pattern", 0), &d.FertilityPattern)
	byYear(TotalFertilityKey, &d.TotalFertility)
	byYear(SexRatioKey, &d.SexRatio)
}

// ProvenancePath is the path of the provenance of a line by age or by year of
// the demography.
func ProvenancePath(key model.Key) abnd.Path {
	for _, byAge := range []string{"/death_rate/", "/migrants/", "/fertility_pattern/"} {
		if at := strings.LastIndex(string(key), byAge); at >= 0 {
			return key[:at+len(byAge)-1]
		}
	}
	return key
}

type demographyChecker struct {
	study *abnd.Study
	found abnd.Diagnostics
}

// base wants the whole population of the base year.
func (c *demographyChecker) base(sex abnd.Sex) {
	year := c.study.Demography.Span.First
	population := &c.study.Population
	at := func(age int) abnd.Path {
		return abnd.JoinPath("population", string(sex), strconv.Itoa(age), yearText(year))
	}
	if !population.Years().Contains(year) {
		if sex == abnd.Female { // once, not once a sex
			c.found.AddError("population", "missing-year",
				abnd.T("the population of the base year %s is missing", "falta a população do ano-base %s").Fill(yearText(year)),
				abnd.T("enter that year in POP, or choose another base year", "preencha esse ano em POP ou escolha outro ano-base"))
		}
		return
	}
	c.missing(abnd.T("population of %s, %s", "população de %s, %s").Fill(yearText(year), model.SexName(sex)), 0, abnd.MaxAge, func(age int) (abnd.Path, bool) {
		n, known := population.Get(year, sex, age)
		if known && !(n >= 0 && !math.IsInf(float64(n), 0)) {
			c.found.AddError(at(age), "negative-persons",
				abnd.T("a population of %g is not possible", "não é possível: uma população de %g").Fill(float64(n)), abnd.Text{})
		}
		return at(age), known
	})
}

// rates wants death rates that leave survivors.
func (c *demographyChecker) rates(sex abnd.Sex) {
	d := &c.study.Demography
	frame := d.DeathRates.Of(sex)
	path := abnd.JoinPath(noDemography, string(sex), "death_rate")
	c.known(path, frame, 0, abnd.MaxAge, abnd.T("death rates, %s", "taxas de mortalidade, %s").Fill(model.SexName(sex)))
	for _, year := range d.Span.All() {
		for age := 0; age <= abnd.MaxAge; age++ {
			m, ok := frame.Get(year, age)
			if !ok {
				continue
			}
			at := func() abnd.Path { return abnd.JoinPath(string(path), strconv.Itoa(age), yearText(year)) }
			switch {
			case m < 0 || math.IsInf(m, 0) || age == abnd.MaxAge && m == 0:
				c.found.AddError(at(), "death-rate",
					abnd.T("a death rate of %g at age %d is not possible", "não é possível: uma taxa de mortalidade de %g na idade %d").Fill(m, age),
					abnd.T("enter deaths per person-year, e.g. 0.004; above 0 in the open age", "indique óbitos por pessoa-ano, por exemplo 0,004; superior a 0 na idade aberta"))
			case m >= mostDeathRate && age < abnd.MaxAge:
				c.found.AddError(at(), "negative-survivors",
					abnd.T("a death rate of %g at age %d leaves fewer than 0 survivors", "uma taxa de mortalidade de %g na idade %d deixa menos de zero sobreviventes").Fill(m, age),
					abnd.T("enter deaths per person-year, not per thousand: %g", "escreva óbitos por pessoa-ano, e não por mil: %g").Fill(m/thousand))
			}
		}
	}
}

// pattern wants shares that add to one in every year.
func (c *demographyChecker) pattern() {
	d := &c.study.Demography
	path := abnd.JoinPath(noDemography, "fertility_pattern")
	first, last := d.FertilityPattern.Ages()
	if last < first || first < 0 || last >= abnd.MaxAge {
		c.found.AddError(path, "missing-age", abnd.T("the shares of fertility by age are missing", "faltam as proporções da fecundidade por idade"),
			abnd.T("enter the share of total fertility at each age, usually 15 to 49", "indique a parte do índice sintético de fecundidade em cada idade, em geral dos 15 aos 49"))
		return
	}
	before := len(c.found)
	c.known(path, &d.FertilityPattern, first, last, abnd.T("shares of fertility", "proporções da fecundidade"))
	if len(c.found) > before {
		return
	}
	for _, year := range d.Span.All() {
		var sum float64
		for age := first; age <= last; age++ {
			share, _ := d.FertilityPattern.Get(year, age)
			sum += share
			if share < 0 {
				c.found.AddError(abnd.JoinPath(string(path), strconv.Itoa(age), yearText(year)), "fertility-pattern",
					abnd.T("a share of fertility of %g at age %d is not possible", "não é possível: uma proporção da fecundidade de %g na idade %d").Fill(share, age), abnd.Text{})
			}
		}
		if !(math.Abs(sum-1) <= patternRounding) {
			remedy := abnd.T("is an age missing, or are these rates instead of shares?", "falta uma idade, ou são taxas em vez de proporções?")
			if math.Abs(sum-100) <= 100*patternRounding {
				remedy = abnd.T("these are percentages: enter them with a percent sign, or divide them by 100", "são percentagens: escreva-as com o sinal de percentagem ou divida-as por 100")
			}
			c.found.AddError(abnd.JoinPath(string(path), yearText(year)), "fertility-pattern",
				abnd.T("the shares of fertility by age add up to %.4g%% in %s, not to 100%%", "a soma das proporções da fecundidade por idade é %.4g %% em %s, e não 100 %%").Fill(100*sum, yearText(year)), remedy)
		}
	}
}

// byYear wants a figure within bounds in every year.
func (c *demographyChecker) byYear(code string, s *abnd.Series, low, high float64, name, remedy abnd.Text) {
	path := abnd.JoinPath(noDemography, code)
	var absent []string
	for _, year := range c.study.Demography.Span.All() {
		x, ok := s.Values[year]
		switch {
		case !ok || math.IsNaN(x):
			absent = append(absent, yearText(year))
		case x < low || x > high:
			c.found.AddError(abnd.JoinPath(string(path), yearText(year)), "out-of-range",
				abnd.T("%s: %g is not a valid value; it must be between %g and %g", "%s: %g não é um valor válido; tem de estar entre %g e %g").Fill(name, x, low, high), remedy)
		}
	}
	if len(absent) > 0 {
		c.found.AddError(path, "missing-year", abnd.T("%s is missing for %s", "%s falta em %s").Fill(name, strings.Join(absent, ", ")),
			abnd.T("enter a value for every year from the base year to the last year", "preencha todos os anos, do ano-base ao último"))
	}
}

// known wants a figure at every age and year, and reports for each age at
// once the years without.
func (c *demographyChecker) known(path abnd.Path, frame *abnd.ByAge, first, last int, name abnd.Text) {
	years := c.study.Demography.Span.All()
	c.missing(name, first, last, func(age int) (abnd.Path, bool) {
		for _, year := range years {
			if _, ok := frame.Get(year, age); !ok {
				return abnd.JoinPath(string(path), strconv.Itoa(age), yearText(year)), false
			}
		}
		return "", true
	})
}

// missing reports the ages that are not there, all at once and at the first
// cell without a figure, which is what there gives for an age.
func (c *demographyChecker) missing(name abnd.Text, first, last int, there func(age int) (abnd.Path, bool)) {
	var ages []int
	var at abnd.Path
	for age := first; age <= last; age++ {
		cell, known := there(age)
		if known {
			continue
		}
		if len(ages) == 0 {
			at = cell
		}
		ages = append(ages, age)
	}
	if len(ages) == 0 {
		return
	}
	c.found.AddError(at, "missing-age", abnd.T("%s: ages %s are missing in at least one year", "%s: faltam as idades %s em algum ano").Fill(name, ageRuns(ages)),
		abnd.T("enter a value for every single age from %d to %d; 0 if there are none", "preencha todas as idades simples, de %d a %d; 0 se não houver").Fill(first, last))
}

// ageRuns writes ages in order as in "3, 10-14".
func ageRuns(ages []int) string {
	var runs []string
	for i := 0; i < len(ages); i++ {
		from := ages[i]
		for i+1 < len(ages) && ages[i+1] == ages[i]+1 {
			i++
		}
		if from == ages[i] {
			runs = append(runs, strconv.Itoa(from))
		} else {
			runs = append(runs, fmt.Sprintf("%d-%d", from, ages[i]))
		}
	}
	return strings.Join(runs, ", ")
}

// checkCohorts finds the cohorts of which more leave than survive. Each is
// reported where it first falls below nobody.
func checkCohorts(computed *model.Projection, span abnd.Years) abnd.Diagnostics {
	var found abnd.Diagnostics
	const rounding = 1e-6 // persons
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		var younger []float64
		for age := 0; age <= abnd.MaxAge; age++ {
			values := computed.Values(AgeKey(sex, "population", age))
			for i, n := range values {
				if n >= -rounding || i > 0 && younger != nil && younger[i-1] < -rounding || i > 0 && age == abnd.MaxAge && values[i-1] < -rounding {
					continue
				}
				year := yearText(span.First + abnd.Year(i))
				found.AddError(abnd.JoinPath(string(AgeKey(sex, "migrants", age)), year), "negative-survivors",
					abnd.T("%s of age %d in %s: emigrants exceed the population by %.0f", "%s de %d anos em %s: os emigrantes excedem a população em %.0f").Fill(model.SexName(sex), age, year, -n),
					abnd.T("lower net emigration at this age, or check that population and migrants are in the same scale", "reduza a emigração líquida nesta idade, ou verifique se população e migrantes estão na mesma escala"))
			}
			younger = values
		}
	}
	return found
}

// CheckPopulationScale compares the population of a study in a year with the
// total that another source gives for the country, as that of the UN, and
// reports a figure in thousands, or one that is far off. It says nothing
// where either is not known.
func CheckPopulationScale(s *abnd.Study, year abnd.Year, reference abnd.Persons, source string) abnd.Diagnostics {
	var found abnd.Diagnostics
	if !s.Population.Years().Contains(year) || !(reference > 0) {
		return nil
	}
	total := float64(s.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
	if total <= 0 {
		return nil
	}
	path := PopulationPath(year, abnd.Female, 0)
	// A census and the UN can differ by a tenth; a factor of thirty is
	// nearer to a thousand than to one.
	const doubtful, nearerToAThousand = 1.25, 30
	ratio := float64(reference) / total
	problem := abnd.T("the population of %s is %.0f; %s has %.0f", "a população de %s é %.0f; %s tem %.0f").Fill(yearText(year), total, source, float64(reference))
	switch {
	case ratio > nearerToAThousand:
		found.AddError(path, "population-scale", problem, abnd.T("is it in thousands? write persons", "está em milhares? escreva pessoas"))
	case ratio < 1.0/nearerToAThousand:
		found.AddError(path, "population-scale", problem, abnd.T("is it multiplied by a thousand? write persons", "está multiplicada por mil? escreva pessoas"))
	case ratio > doubtful || ratio < 1/doubtful:
		found.AddWarning(path, "population-scale", problem, abnd.T("check country, year and coverage", "verifique país, ano e cobertura"))
	}
	return found
}

func yearText(year abnd.Year) string { return strconv.Itoa(int(year)) }
