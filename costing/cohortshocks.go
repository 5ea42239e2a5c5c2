package costing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// A shock to the population acts by birth cohort. Of the people P of one sex
// and of the ages lo to hi in the year t
//
//	n[t] = max(0, t − T)           T the year of the last estimate
//	m[t] = 40 + max(0, t − T)
//	people[t] = (P[lo, min(hi, n[t] − 1)] × (1 + born[t])
//	          + P[max(lo, n[t]), min(hi, m[t] − 1)] × (1 + young[t])
//	          + P[max(lo, m[t]), hi] × (1 + older[t])) × (1 + population[t])
//
// Those below the age n were not born at the last estimate, those from m on were of
// [abnd.SettledAge] or over. A pension at 60 does not move with births before
// sixty years have gone by. The last factor is the shock to people of all
// ages alike, of studies from before there were cohorts. Shocks that the
// study does not declare are left out, and cohorts without one are counted together.

// The keys of what parts the cohorts.
const (
	lastEstimate   model.Key = "general/population_last_estimate"
	ageAtBirth     model.Key = "general/age_at_birth"
	settledAge     model.Key = "general/settled_age"
	cohortBase     model.Key = "frame/cohort_base"
	bornAfterAge   model.Key = "frame/born_after_age"
	settledFromAge model.Key = "frame/settled_from_age"
)

// cohortShockCodes are those of the shocks, from the youngest cohort to the oldest.
var cohortShockCodes = []string{bornShock, youngShock, olderShock}

// shocksOfCohorts are those to people by when they were born.
func shocksOfCohorts() []ShockSeries {
	var all []ShockSeries
	for _, c := range []struct {
		code string
		who  abnd.Text
		of   func(*abnd.Study) *abnd.CohortShock
	}{
		{bornShock, abnd.T("people born after the last population estimate", "pessoas nascidas depois da última estimativa da população"),
			func(s *abnd.Study) *abnd.CohortShock { return &s.Shocks.Born }},
		{youngShock, abnd.T("people under %d at the last population estimate", "pessoas com menos de %d anos na última estimativa da população").Fill(abnd.SettledAge),
			func(s *abnd.Study) *abnd.CohortShock { return &s.Shocks.Young }},
		{olderShock, abnd.T("people aged %d and over at the last population estimate", "pessoas com %d e mais anos na última estimativa da população").Fill(abnd.SettledAge),
			func(s *abnd.Study) *abnd.CohortShock { return &s.Shocks.Older }},
	} {
		of := strings.TrimSuffix(c.code, shockCode)
		all = append(all,
			ShockSeries{
				Code: c.code, Low: -mostLost, High: mostPopulation, Later: true,
				Label: abnd.T("Deviation from the central projection: %s", "Desvio face à projecção central: %s").Fill(c.who),
				Of:    func(s *abnd.Study) *abnd.Series { return &c.of(s).Shock },
			}, ShockSeries{
				Code: of + belowCode, Low: 0, High: mostLost, Bound: true, Later: true,
				Label: abnd.T("Lower bound, below the central path: %s", "Limite inferior, abaixo da trajectória central: %s").Fill(c.who),
				Of:    func(s *abnd.Study) *abnd.Series { return &c.of(s).Below },
			}, ShockSeries{
				Code: of + aboveCode, Low: 0, High: mostPopulation, Bound: true, Later: true,
				Label: abnd.T("Upper bound, above the central path: %s", "Limite superior, acima da trajectória central: %s").Fill(c.who),
				Of:    func(s *abnd.Study) *abnd.Series { return &c.of(s).Above },
			})
	}
	return all
}

// IsCohortShock reports whether the path is that of a shock to the people of some
// birth cohorts.
func IsCohortShock(path abnd.Path) bool {
	for _, code := range cohortShockCodes {
		if path == abnd.JoinPath("shocks", code) {
			return true
		}
	}
	return false
}

// shockOf is the line of a shock; zero where the study does not declare it.
func (b *builder) shockOf(code string) (used model.Expr, declared bool) {
	if key := abnd.JoinPath("frame", code); b.model.Has(key) {
		return ref(key), true
	}
	return zero, false
}

// GivenPopulationKey is the line of the population without its shocks, which is there
// where a study declares one.
const GivenPopulationKey model.Key = "frame/population_given"

// addGivenPopulation adds the population as POP has it, beside which the one that
// formulas count is another.
func (b *builder) addGivenPopulation() {
	for _, code := range append([]string{populationShock}, cohortShockCodes...) {
		if _, declared := b.shockOf(code); declared {
			b.addFrame(GivenPopulationKey, "shocks", abnd.T("Population of POP, without shocks", "População de POP, sem choques"), abnd.PersonUnit,
				plus(peopleAged(abnd.Female, zero, ref(oldestAge)), peopleAged(abnd.Male, zero, ref(oldestAge))))
			return
		}
	}
}

// addCohortAges adds the ages in each year of those who were born, and of those
// who were of [abnd.SettledAge], at the last estimate of the population, where
// a shock reads them.
func (b *builder) addCohortAges() {
	if !slices.ContainsFunc(cohortShockCodes, func(code string) bool { _, declared := b.shockOf(code); return declared }) {
		return
	}
	b.addCell(lastEstimate, "general", abnd.T("Last year of population estimates", "Último ano com estimativas da população"), abnd.CalendarYear, yearOf(b.study.Population.LastEstimate), abnd.Provenance{})
	b.addCell(ageAtBirth, "general", abnd.T("Age at birth", "Idade à nascença"), abnd.AgeInYears, 0, abnd.Provenance{})
	b.addCell(settledAge, "general", abnd.T("Age from which migration moves few people", "Idade a partir da qual poucas pessoas migram"), abnd.AgeInYears, abnd.SettledAge, abnd.Provenance{})
	b.model.Add(model.Line{
		Key: cohortBase, Group: "shocks", Label: abnd.T("Year at which the born and the unborn are told apart", "Ano que separa os nascidos dos que estão por nascer"), Unit: abnd.CalendarYear, Years: b.study.Frame(),
		Formula: when(isKnown(lastEstimate), ref(lastEstimate), ref(yearBefore)),
	})
	since := greatest(zero, minus(thisYear, ref(cohortBase)))
	b.addFrame(bornAfterAge, "shocks", abnd.T("Age below which people were born after the last population estimate", "Idade abaixo da qual se nasceu depois da última estimativa da população"), abnd.AgeInYears, plus(ref(ageAtBirth), since))
	b.addFrame(settledFromAge, "shocks", abnd.T("Age of those aged %d at the last population estimate", "Idade de quem tinha %d anos na última estimativa da população").Fill(abnd.SettledAge), abnd.AgeInYears, plus(ref(settledAge), since))
}

// persons counts the people of an age range, with the shocks to the population
// that the study declares.
func (b *builder) persons(sex abnd.Sex, lo, hi model.Expr) model.Expr {
	people := b.shockedCohorts(sex, lo, hi)
	if used, declared := b.shockOf(populationShock); declared {
		return times(people, plus(one, used))
	}
	return people
}

// shockedCohorts are the people of an age range, each cohort with its own shock.
func (b *builder) shockedCohorts(sex abnd.Sex, lo, hi model.Expr) model.Expr {
	var terms []model.Expr
	cohorts := []struct {
		code  string
		older model.Key // the age at which the next begins
	}{{bornShock, bornAfterAge}, {youngShock, settledFromAge}, {olderShock, ""}}
	from := lo
	for i, c := range cohorts {
		shock, declared := b.shockOf(c.code)
		to := hi
		if i+1 < len(cohorts) {
			if _, next := b.shockOf(cohorts[i+1].code); !declared && !next {
				continue
			}
			to = least(hi, minus(ref(c.older), one))
		}
		people := peopleAged(sex, from, to)
		if declared {
			people = times(people, plus(one, shock))
		}
		terms = append(terms, people)
		if c.older != "" {
			from = greatest(lo, ref(c.older))
		}
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return totalOf(terms...)
}

// byCohort reports whether the study declares a shock to some cohorts.
func (b *builder) byCohort() bool { return b.model.Has(cohortBase) }

// peopleFromCode begins the codes of the people from an age on.
const peopleFromCode = "people_from_"

// peopleFrom counts the people of the benefit's ages from an age on, of one sex, for a
// formula that counts many such ranges. Where cohorts have shocks each range is three
// counts, and has a line of its own: formulas of all of them would be longer than a
// spreadsheet reads.
func (b *benefitLines) peopleFrom(sex abnd.Sex, from model.Expr) model.Expr {
	people := b.persons(sex, from, b.oldest)
	if !b.byCohort() {
		return people
	}
	ages := fmt.Sprintf("%#v", from)
	n := 1 + slices.Index(b.ranges, ages)
	if n == 0 {
		b.ranges = append(b.ranges, ages)
		n = len(b.ranges)
	}
	code := ofSex(fmt.Sprintf("%s%d", peopleFromCode, n), sex)
	if !b.model.Has(b.cell(code)) {
		var known []model.Cond
		for _, age := range []model.Expr{from, b.oldest} {
			model.Reads(age, func(key model.Key) { known = append(known, isKnown(key)) })
		}
		b.addBlankable(code, sexLabel(abnd.T("People from an age on, range %d", "Pessoas a partir de uma idade, intervalo %d").Fill(n), sex), abnd.PersonUnit,
			when(allOf(known...), people, blank))
	}
	return b.line(code)
}
