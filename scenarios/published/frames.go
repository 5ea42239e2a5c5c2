package published

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// ids inside the studies of this package.
const (
	sourceID   = "published"
	inventedID = "not-used"
	schemeID   = "scheme"
)

// invented marks what a study must have although no figure here depends on
// it.
var invented = abnd.Provenance{
	Source: inventedID, Confidence: abnd.Assumption,
	Note: abnd.T("a study must have it; no cost depends on it", "um estudo tem de o ter; nenhum custo depende dele"),
}

// emptyStudy is a study over the years without people, GDP or benefits. Its
// price indices and government accounts are invented: nothing is indexed, and
// costs are not compared with the accounts. It has one scenario, in which
// every benefit is paid as its rules say.
func emptyStudy(country, currency string, years abnd.Years, source abnd.Text) *abnd.Study {
	held := func(x float64) abnd.Series {
		return abnd.Series{Provenance: invented, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{years.First: x}}
	}
	s := &abnd.Study{
		Country:    abnd.Country{ISO3: country, Name: abnd.Same(country), Currency: currency},
		FirstYear:  years.First,
		Projection: years,
		PriceYear:  years.First,
		GDPName:    abnd.T("GDP", "PIB"),
		Population: abnd.NewPopulation(years),
		Economy: abnd.Economy{
			RealGrowth: held(0), DeflatorGrowth: held(0), Inflation: held(0), WageGrowth: held(0),
			// A benchmark without a level still moves with something.
			PovertyLine: abnd.Benchmark{Index: costing.IndexNone},
			MinimumWage: abnd.Benchmark{Index: costing.IndexNone},
			AverageWage: abnd.Benchmark{Index: costing.IndexNone},
		},
		Government: abnd.Government{Revenue: held(1), Expenditure: held(1)},
		Scenarios:  []abnd.Scenario{{ID: abnd.StatusQuo, Name: abnd.T("As published", "Como publicado")}},
		Sources: []abnd.Source{
			{ID: sourceID, Title: source},
			{ID: inventedID, Title: abnd.T("Not a figure of the publication: %s", "Não é um valor da publicação: %s").Fill(invented.Note)},
		},
	}
	s.Population.Provenance = from(sourceID)
	for _, year := range years.All() {
		for age := range abnd.MaxAge + 1 {
			s.Population.Set(year, abnd.Female, age, 0)
			s.Population.Set(year, abnd.Male, age, 0)
		}
	}
	return s
}

func from(source string) abnd.Provenance {
	return abnd.Provenance{Source: source, Confidence: abnd.High}
}

// setPeople puts so many at an age in every year. The sexes do not matter:
// all are put into one.
func setPeople(s *abnd.Study, age int, n abnd.Persons) {
	for _, year := range s.Population.Years().All() {
		s.Population.Set(year, abnd.Female, age, n)
	}
}
