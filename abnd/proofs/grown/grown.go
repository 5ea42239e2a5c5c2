// Package grown makes studies as large as a benchmark wants them, of the
// profile of Timor-Leste: benefits are repeated, and years are added after
// the last. The figures mean nothing; what they cost to compute does.
package grown

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
)

// Study is the profile with so many benefits and years of projection.
func Study(benefits, years int) (*abnd.Study, error) {
	s, found := country.Load("TLS")
	if s == nil {
		return nil, found
	}
	repeatBenefits(s, benefits)
	lengthen(s, years)
	return s, nil
}

// repeatBenefits keeps the first benefits, or repeats them all under other
// names. A copy stands for no existing scheme and replaces none, so that what
// depends on what is the same for every number of benefits.
func repeatBenefits(s *abnd.Study, count int) {
	own := s.Benefits
	s.DropLevers()
	s.Benefits = slices.Clone(own[:min(count, len(own))])
	for i := len(s.Benefits); i < count; i++ {
		b := own[i%len(own)]
		from := b.ID
		b.ID = fmt.Sprintf("%s-%d", from, i/len(own)+1)
		b.Scheme, b.Replaces = "", nil
		b.Parameters = maps.Clone(b.Parameters)
		s.Benefits = append(s.Benefits, b)
		for _, scenario := range s.Scenarios {
			if changes, ok := scenario.Changes[from]; ok {
				scenario.Changes[b.ID] = maps.Clone(changes)
			}
		}
	}
	for _, b := range own[min(count, len(own)):] {
		Forget(s, b.ID)
	}
}

// Forget removes what scenarios, ranges, correlations and provisions of a study say of
// a benefit that it no longer has.
func Forget(s *abnd.Study, benefit string) {
	for _, scenario := range s.Scenarios {
		delete(scenario.Changes, benefit)
	}
	s.DropLeversOf(benefit)
	about := func(path abnd.Path) bool { return strings.Contains(string(path), "/"+benefit+"/") }
	s.Uncertain = slices.DeleteFunc(s.Uncertain, func(u abnd.Uncertain) bool { return about(u.Path) })
	s.Provisions = slices.DeleteFunc(s.Provisions, func(p abnd.Provision) bool { return p.By == benefit })
	s.Correlations = slices.DeleteFunc(s.Correlations, func(c abnd.Correlation) bool { return about(c.A) || about(c.B) })
}

// lengthen sets how many years are projected. After the last year of the
// population it stays what it is.
func lengthen(s *abnd.Study, years int) {
	s.Projection.Last = s.Projection.First + abnd.Year(years) - 1
	s.LastYear = 0
	known := s.Population.Years()
	if s.Projection.Last <= known.Last {
		return
	}
	s.Population = PeopleOver(s.Population, abnd.Years{First: known.First, Last: s.Projection.Last})
}

// PeopleOver is a population over other years, none of them before its first. After
// its last year it stays what it is.
func PeopleOver(p abnd.Population, years abnd.Years) abnd.Population {
	over := abnd.NewPopulation(years)
	over.Provenance, over.LastEstimate = p.Provenance, p.LastEstimate
	for _, year := range years.All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age, n := range p.Ages(min(year, p.Years().Last), sex) {
				over.Set(year, sex, age, abnd.Persons(n))
			}
		}
	}
	return over
}
