package country_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
)

// people multiplies every figure of the population.
func people(s *abnd.Study, factor float64) {
	p := s.Population
	for _, year := range p.Years().All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				n, _ := p.Get(year, sex, age)
				p.Set(year, sex, age, n*abnd.Persons(factor))
			}
		}
	}
}

// Figures of another scale are found whatever else differs by a little, told
// once each in both languages with what to multiply by; others are not
// complained of. The oracle is the factor that was put in.
func TestPlausible(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*abnd.Study)
		path   abnd.Path
		says   string
	}{
		"as it is":             {func(*abnd.Study) {}, "", ""},
		"a census":             {func(s *abnd.Study) { people(s, 0.93) }, "", ""},
		"other GDP":            {func(s *abnd.Study) { s.Economy.GDP.Value *= 2.4 }, "", ""},
		"ten times":            {func(s *abnd.Study) { people(s, 10); s.Economy.GDP.Value /= 31 }, "", ""},
		"unknown country":      {func(s *abnd.Study) { s.Country.ISO3 = "XXX"; people(s, 1e-3) }, "", ""},
		"other money":          {func(s *abnd.Study) { s.Country.Currency = "XXX"; s.Economy.GDP.Value /= 1e6 }, "", ""},
		"later level":          {func(s *abnd.Study) { s.Economy.GDP.Value *= 1.3; s.Economy.GDP.Figure.Year = 2030 }, "", ""},
		"thousands":            {func(s *abnd.Study) { people(s, 1.08e-3) }, "population", "multiply by 1000"},
		"persons as thousands": {func(s *abnd.Study) { people(s, 1e3) }, "population", "divide by 1000"},
		"millions":             {func(s *abnd.Study) { s.Economy.GDP.Value /= 1e6 }, "economy/gdp/level", "multiply by 1000000"},
		"billions, later":      {func(s *abnd.Study) { s.Economy.GDP.Value /= 1e9; s.Economy.GDP.Figure.Year = 2030 }, "economy/gdp/level", "multiply by 1000000000"},
	} {
		for _, code := range proofs.Few(country.Codes()) {
			s := load(t, code)
			c.change(s)
			found := country.Plausible(s)
			if c.path == "" {
				if len(found) > 0 {
					t.Errorf("%s, %s: %v", code, name, found)
				}
				continue
			}
			if len(found) != 1 || found[0].Path != c.path || found[0].Severity != abnd.Warning || !strings.HasSuffix(found[0].Remedy.EN, c.says) ||
				found[0].Problem.EN == found[0].Problem.PT || found[0].Remedy.EN == found[0].Remedy.PT {
				t.Errorf("%s, %s: %v", code, name, found)
			}
		}
	}
	if found := country.Plausible(country.Empty()); len(found) > 0 {
		t.Errorf("an empty study: %v", found)
	}
}
