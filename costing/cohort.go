package costing

import (
	"fmt"
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// DemographyGroup is the group of every line of a population projection. Of
// them those that can be blank are so in the base year, and only there.
const DemographyGroup = "demography"

// halfOfAYear is where mid-year lies in a calendar year.
const halfOfAYear = 0.5

// buildPopulation makes the lines of a study's population projection by the
// cohort-component method: life tables, survival, fertility, births and the
// population by single age and sex from the base year on. [Build] adds the same
// lines to the model of a study that projects its population. Where the
// demography of the study has errors the model is nil.
//
// Source of the method: Preston, Heuveline and Guillot (2001), Demography,
// chapter 6; United Nations, World Population Prospects, whose convention
// for migrants is followed: they are added at the end of the year, and bear
// and die only from then on.
func buildPopulation(s *abnd.Study) (*model.Model, abnd.Diagnostics) {
	found := CheckDemography(s)
	if found.HasErrors() {
		return nil, found
	}
	b := newBuilder(s, nil)
	if more := b.addPopulationProjection(); more.HasErrors() {
		return nil, append(found, more...)
	}
	if err := b.model.Compile(); err != nil {
		panic("costing: the population projection does not compile: " + err.Error())
	}
	return b.model, found
}

// addPopulationProjection adds all lines of the projection. The diagnostics
// are the paths of life expectancy that no death rates reach.
func (b *builder) addPopulationProjection() abnd.Diagnostics {
	factors, found := mortalityFactors(b.study)
	if found.HasErrors() {
		return found
	}
	b.addCell(PopulationBaseKey, DemographyGroup, abnd.T("Base year of the population", "Ano-base da população"), abnd.CalendarYear, float64(b.study.Demography.Span.First), abnd.Provenance{})
	b.model.Add(model.Line{
		Key: halfYear, Group: DemographyGroup, Factor: true, Inputs: []float64{halfOfAYear},
		Label: abnd.T("Half a year: from 1 July to the end of the year, and years lived by those who die in a year of age", "Meio ano: de 1 de Julho ao fim do ano, e anos vividos por quem morre num ano de idade"),
	})
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		b.addLifeTable(sex, factors[sex])
	}
	b.addFertility()
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		b.addCohorts(sex)
	}
	b.addPopulationSums()
	return nil
}

// addCohorts adds the population of one sex.
//
//	P[a, t] = P[a−1, t−1] × survival[a, t] + migrants[a, t]
//	P[0, t] = births × survival[0, t] + migrants[0, t]
//	P[100+, t] = (P[99, t−1] + P[100+, t−1]) × survival[100+, t] + migrants[100+, t]
//	deaths of the calendar year = Σ death rate × P
func (b *builder) addCohorts(sex abnd.Sex) {
	d := &b.study.Demography
	var deaths, died, migrants, everyone []model.Expr
	for age := 0; age <= abnd.MaxAge; age++ {
		b.addByAge(sex, "migrants", age, abnd.PersonUnit, d.Migrants.Of(sex))
		b.addBetween(AgeKey(sex, "migrants_between", age), ageLabel("migrants_between", sex, age), abnd.PersonUnit,
			b.sinceMidYear(func(read func(model.Key) model.Expr) model.Expr { return read(AgeKey(sex, "migrants", age)) }))
		base, _ := b.study.Population.Get(d.Span.First, sex, age)
		baseKey := PopulationPath(d.Span.First, sex, age)
		b.addCell(baseKey, DemographyGroup, ageLabel("base", sex, age), abnd.PersonUnit, float64(base), b.study.Population.Provenance)

		var before model.Expr
		switch age {
		case 0:
			before = ref(demographyKey(sex, "births_between"))
		case abnd.MaxAge:
			before = plus(prev(AgeKey(sex, "population", age-1)), prev(AgeKey(sex, "population", age)))
		default:
			before = prev(AgeKey(sex, "population", age-1))
		}
		survival := ref(AgeKey(sex, "survival", age))
		b.addAgeLine(sex, "population", age, abnd.PersonUnit,
			b.afterBase(ref(baseKey), plus(times(before, survival), ref(AgeKey(sex, "migrants_between", age)))))

		deaths = append(deaths, times(b.deathRate(sex, age), ref(AgeKey(sex, "population", age))))
		died = append(died, times(before, minus(one, survival)))
		migrants = append(migrants, ref(AgeKey(sex, "migrants_between", age)))
		everyone = append(everyone, ref(AgeKey(sex, "population", age)))
	}
	name := model.SexName(sex)
	b.addDemographyLine(demographyKey(sex, "deaths"), abnd.T("Deaths in the calendar year, %s", "Óbitos no ano civil, %s").Fill(name), abnd.PersonUnit, totalOf(deaths...))
	b.addBetween(demographyKey(sex, "deaths_between"), abnd.T("Deaths since the previous mid-year, %s", "Óbitos desde 1 de Julho do ano anterior, %s").Fill(name), abnd.PersonUnit,
		b.afterBase(blank, totalOf(died...)))
	b.addBetween(demographyKey(sex, "migrants_between"), abnd.T("Net migrants since the previous mid-year, %s", "Saldo migratório desde 1 de Julho do ano anterior, %s").Fill(name), abnd.PersonUnit, totalOf(migrants...))
	b.addDemographyLine(demographyKey(sex, "population"), abnd.T("Population at mid-year, %s", "População em 1 de Julho, %s").Fill(name), abnd.PersonUnit, totalOf(everyone...))
}

// addPopulationSums adds the sums of both sexes.
func (b *builder) addPopulationSums() {
	for _, sum := range []struct {
		key   model.Key
		line  string
		label abnd.Text
	}{
		{deathsKey, "deaths", abnd.T("Deaths in the calendar year", "Óbitos no ano civil")},
		{DeathsBetweenKey, "deaths_between", abnd.T("Deaths since the previous mid-year", "Óbitos desde 1 de Julho do ano anterior")},
		{MigrantsBetweenKey, "migrants_between", abnd.T("Net migrants since the previous mid-year", "Saldo migratório desde 1 de Julho do ano anterior")},
		{PopulationTotalKey, "population", abnd.T("Population at mid-year", "População em 1 de Julho")},
	} {
		add := b.addDemographyLine
		if b.model.Line(demographyKey(abnd.Female, sum.line)).Blankable {
			add = b.addBetween
		}
		add(sum.key, sum.label, abnd.PersonUnit, plus(ref(demographyKey(abnd.Female, sum.line)), ref(demographyKey(abnd.Male, sum.line))))
	}
}

// addDemographyLine adds a computed line over the years of the projection.
func (b *builder) addDemographyLine(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	b.model.Add(b.demographyLine(key, label, unit, formula))
}

// addBetween adds a line of what happened since the mid-year before. It is
// blank in the base year.
func (b *builder) addBetween(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	line := b.demographyLine(key, label, unit, formula)
	line.Blankable = true
	b.model.Add(line)
}

func (b *builder) demographyLine(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) model.Line {
	return model.Line{
		Key: key, Group: DemographyGroup, Label: label, Unit: unit, Years: b.study.Demography.Span, Formula: formula,
		Factor: unit == abnd.PureNumber,
	}
}

func (b *builder) addAgeLine(sex abnd.Sex, line string, age int, unit abnd.Unit, formula model.Expr) {
	b.addDemographyLine(AgeKey(sex, line, age), ageLabel(line, sex, age), unit, formula)
}

// addByAge adds an input by age.
func (b *builder) addByAge(sex abnd.Sex, line string, age int, unit abnd.Unit, frame *abnd.ByAge) {
	span := b.study.Demography.Span
	b.model.Add(model.Line{
		Key: AgeKey(sex, line, age), Group: DemographyGroup, Label: ageLabel(line, sex, age), Unit: unit, Years: span,
		Inputs: valuesByYear(frame, span, age), Source: &frame.Provenance, Factor: unit == abnd.PureNumber,
	})
}

// addYears adds an input by year.
func (b *builder) addYears(key model.Key, label abnd.Text, s *abnd.Series) {
	span := b.study.Demography.Span
	values := make([]float64, span.Len())
	for i, year := range span.All() {
		values[i] = s.Values[year]
	}
	b.model.Add(model.Line{Key: key, Group: DemographyGroup, Label: label, Years: span, Inputs: values, Source: &s.Provenance, Factor: true})
}

func valuesByYear(frame *abnd.ByAge, span abnd.Years, age int) []float64 {
	values := make([]float64, span.Len())
	for i, year := range span.All() {
		values[i] = math.NaN()
		if x, ok := frame.Get(year, age); ok {
			values[i] = x
		}
	}
	return values
}

// ageLabels name the lines by age.
var ageLabels = map[string]abnd.Text{
	"death_rate":        abnd.T("Deaths per person-year", "Óbitos por pessoa-ano"),
	"death_rate_used":   abnd.T("Deaths per person-year, on the path of life expectancy", "Óbitos por pessoa-ano, na trajectória da esperança de vida"),
	"death_probability": abnd.T("Probability of dying before the next age", "Probabilidade de morrer antes da idade seguinte"),
	"survivors":         abnd.T("Survivors to the exact age, per birth", "Sobreviventes na idade exacta, por nascimento"),
	"person_years":      abnd.T("Years lived in the age, per birth", "Anos vividos na idade, por nascimento"),
	"survival":          abnd.T("Survival to this age since the previous mid-year", "Sobrevivência até à idade desde 1 de Julho do ano anterior"),
	"migrants":          abnd.T("Net migrants in the calendar year", "Saldo migratório no ano civil"),
	"migrants_between":  abnd.T("Net migrants since the previous mid-year", "Saldo migratório desde 1 de Julho do ano anterior"),
	"base":              abnd.T("Population in the base year", "População no ano-base"),
	"population":        abnd.T("Population at mid-year", "População em 1 de Julho"),
}

// AgeBlockLabel names the lines of one sex by age that [AgeKey] gives keys to.
func AgeBlockLabel(sex abnd.Sex, line string) abnd.Text {
	return abnd.T("%s, %s", "%s, %s").Fill(ageLabels[line], model.SexName(sex))
}

func ageLabel(line string, sex abnd.Sex, age int) abnd.Text {
	open := ""
	if age == abnd.MaxAge {
		open = "+"
	}
	return abnd.T("%s, %s, age %d%s", "%s, %s, idade %d%s").Fill(ageLabels[line], model.SexName(sex), age, open)
}

// PopulationProjection is a computed population with the events that made it.
type PopulationProjection struct {
	*model.Projection
	// Population by single age and sex at mid-year, from the base year on.
	Population abnd.Population
	// Births and Deaths by calendar year, persons.
	Births, Deaths map[abnd.Year]float64
}

// LifeExpectancy at birth by sex and calendar year, years, of the life tables
// of the projection.
func (p *PopulationProjection) LifeExpectancy() map[abnd.Sex]map[abnd.Year]float64 {
	all := map[abnd.Sex]map[abnd.Year]float64{}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		all[sex] = map[abnd.Year]float64{}
		values := p.Values(demographyKey(sex, "life_expectancy_projected"))
		for i, year := range p.Population.Years().All() {
			all[sex][year] = values[i]
		}
	}
	return all
}

// ProjectPopulation computes the population of a study from its base year to
// the last year of its [abnd.Demography]. The diagnostics are all that is
// wrong with the inputs, and every cohort of which more leave than there are;
// with an error among them there is no projection.
func ProjectPopulation(s *abnd.Study) (*PopulationProjection, abnd.Diagnostics) {
	model, found := buildPopulation(s)
	if model == nil {
		return nil, found
	}
	computed, err := model.Evaluate()
	if err != nil {
		panic(fmt.Sprintf("costing: a compiled model does not evaluate: %v", err))
	}
	found = append(found, checkCohorts(computed, s.Demography.Span)...)
	if found.HasErrors() {
		return nil, found
	}
	return readPopulation(computed, s), found
}

// projectedPopulation is the population of every year of a study that
// projects it: as it stands in the study to the base year, and then as
// projected. It is nil where the diagnostics hold an error.
func projectedPopulation(s *abnd.Study) (*abnd.Population, abnd.Diagnostics) {
	projection, found := ProjectPopulation(s)
	if projection == nil {
		return nil, found
	}
	published, years := &s.Population, s.PopulationYears()
	all := abnd.NewPopulation(years)
	all.Provenance, all.LastEstimate = published.Provenance, published.LastEstimate
	for _, year := range years.All() {
		from := &projection.Population
		if year < s.Demography.Span.First {
			from = published
		}
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				if n, known := from.Get(year, sex, age); known {
					all.Set(year, sex, age, n)
				}
			}
		}
	}
	return &all, found
}

// readPopulation puts the computed lines into a frame.
func readPopulation(computed *model.Projection, s *abnd.Study) *PopulationProjection {
	span := s.Demography.Span
	p := &PopulationProjection{
		Projection: computed, Population: abnd.NewPopulation(span),
		Births: map[abnd.Year]float64{}, Deaths: map[abnd.Year]float64{},
	}
	p.Population.Provenance, p.Population.LastEstimate = s.Population.Provenance, span.First
	births, deaths := computed.Values(BirthsKey), computed.Values(deathsKey)
	for i, year := range span.All() {
		p.Births[year], p.Deaths[year] = births[i], deaths[i]
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for age := range abnd.MaxAge + 1 {
			values := computed.Values(AgeKey(sex, "population", age))
			for i, year := range span.All() {
				// What emigration leaves of nobody can be less than zero by
				// rounding alone; checkCohorts has reported anything more.
				p.Population.Set(year, sex, age, abnd.Persons(math.Max(values[i], 0)))
			}
		}
	}
	return p
}
