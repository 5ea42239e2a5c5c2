package costing_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// A population with one death for fifty person-years at every age, two
// births for one woman and nobody coming or leaving.
func ExampleProjectPopulation() {
	span := abnd.Years{First: 2025, Last: 2027}
	s := &abnd.Study{Population: abnd.NewPopulation(span)}
	d := abnd.Demography{
		Span:             span,
		FertilityPattern: abnd.NewByAge(span, 20, 29),
		TotalFertility:   abnd.Series{Values: map[abnd.Year]float64{}},
		SexRatio:         abnd.Series{Values: map[abnd.Year]float64{}},
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		*d.DeathRates.Of(sex), *d.Migrants.Of(sex) = abnd.NewByAge(span, 0, abnd.MaxAge), abnd.NewByAge(span, 0, abnd.MaxAge)
		for age := range abnd.MaxAge + 1 {
			s.Population.Set(span.First, sex, age, 1000)
			for _, year := range span.All() {
				d.DeathRates.Of(sex).Set(year, age, 0.02)
				d.Migrants.Of(sex).Set(year, age, 0)
			}
		}
	}
	for _, year := range span.All() {
		d.TotalFertility.Values[year], d.SexRatio.Values[year] = 2, 1.05
		for age := 20; age <= 29; age++ {
			d.FertilityPattern.Set(year, age, 0.1)
		}
	}
	s.Demography = d

	p, found := costing.ProjectPopulation(s)
	if p == nil {
		fmt.Println(found)
		return
	}
	for _, year := range span.All() {
		fmt.Printf("%d: %.0f persons, %.0f births, %.0f deaths\n", year, p.Population.Between(year, abnd.Both, 0, abnd.MaxAge), p.Births[year], p.Deaths[year])
	}

	delete(s.Demography.SexRatio.Values, 2026)
	_, found = costing.ProjectPopulation(s)
	fmt.Println(found[0].In(abnd.Portuguese))
	// Output:
	// 2025: 202000 persons, 2000 births, 4040 deaths
	// 2026: 199961 persons, 1960 births, 3999 deaths
	// 2027: 197923 persons, 1922 births, 3958 deaths
	// demography/sex_ratio: erro: a relação de masculinidade à nascença falta em 2026; preencha todos os anos, do ano-base ao último
}
