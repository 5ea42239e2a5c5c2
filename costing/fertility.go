package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// addFertility adds the fertility of women by age and the births of the
// calendar year.
//
//	fertility[a] = total fertility × share of the age
//	births = Σ women at mid-year × fertility
//	births between two mid-years = the mean of the two calendar years
//	boys = births × ratio ÷ (1 + ratio)    girls = births ÷ (1 + ratio)
func (b *builder) addFertility() {
	d := &b.study.Demography
	b.addYears(TotalFertilityKey, abnd.T("Total fertility: births per woman", "Índice sintético de fecundidade: nados-vivos por mulher"), &d.TotalFertility)
	b.addYears(SexRatioKey, abnd.T("Sex ratio at birth (boys per girl)", "Relação de masculinidade à nascença (rapazes por rapariga)"), &d.SexRatio)
	var births []model.Expr
	first, last := d.FertilityPattern.Ages()
	for age := first; age <= last; age++ {
		pattern := FertilityKey("fertility_pattern", age)
		b.model.Add(model.Line{
			Key: pattern, Group: DemographyGroup, Label: abnd.T("Share of total fertility, age %d", "Parte do índice sintético de fecundidade, idade %d").Fill(age),
			Years: d.Span, Inputs: valuesByYear(&d.FertilityPattern, d.Span, age), Source: &d.FertilityPattern.Provenance,
		})
		b.addDemographyLine(FertilityKey("fertility", age), abnd.T("Births per woman of age %d", "Nados-vivos por mulher de %d anos").Fill(age), abnd.PureNumber,
			times(ref(TotalFertilityKey), ref(pattern)))
		births = append(births, times(ref(AgeKey(abnd.Female, "population", age)), ref(FertilityKey("fertility", age))))
	}
	b.addDemographyLine(BirthsKey, abnd.T("Live births in the calendar year", "Nados-vivos no ano civil"), abnd.PersonUnit, totalOf(births...))
	b.addBetween(BirthsBetweenKey, abnd.T("Live births since the previous mid-year", "Nados-vivos desde 1 de Julho do ano anterior"), abnd.PersonUnit,
		b.sinceMidYear(func(read func(model.Key) model.Expr) model.Expr { return read(BirthsKey) }))
	all := plus(one, ref(SexRatioKey))
	b.addBetween(demographyKey(abnd.Female, "births_between"), abnd.T("Girls born since the previous mid-year", "Raparigas nascidas desde 1 de Julho do ano anterior"), abnd.PersonUnit,
		over(ref(BirthsBetweenKey), all))
	b.addBetween(demographyKey(abnd.Male, "births_between"), abnd.T("Boys born since the previous mid-year", "Rapazes nascidos desde 1 de Julho do ano anterior"), abnd.PersonUnit,
		over(times(ref(BirthsBetweenKey), ref(SexRatioKey)), all))
}
