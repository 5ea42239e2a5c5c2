package costing_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
)

// byCohorts is the profile of a country that projects its population.
func byCohorts(t testing.TB, iso string) *abnd.Study {
	t.Helper()
	s := studies.Load(t, iso)
	if found := country.ProjectByCohorts(s, demography.Medium, 2050); found != nil {
		t.Fatal(found)
	}
	return s
}

// The model of a study that projects its population counts the people of the
// projection, and its births; before the base year those that were given. The
// oracle is the projection by itself, which is held to the UN's figures.
func TestTheModelCountsTheProjectedPeople(t *testing.T) {
	for _, iso := range country.Codes() {
		s := byCohorts(t, iso)
		p, own := project(t, s), projectPopulation(t, s)
		base := s.Demography.Span.First
		for _, year := range s.Frame().All() {
			people, births := float64(s.Population.Between(min(year, base), abnd.Both, 0, abnd.MaxAge)), s.Vital.Births.Values[year]
			if year >= base {
				people, births = float64(own.Population.Between(year, abnd.Both, 0, abnd.MaxAge)), own.Births[year]
			}
			got, _ := p.Value("frame/population", year)
			near(t, iso+" people "+fmt.Sprint(year), got, people)
			born, _ := p.Value("frame/births", year)
			near(t, iso+" births "+fmt.Sprint(year), born, births)
			if year >= base {
				sum, _ := p.Value(costing.PopulationTotalKey, year)
				near(t, iso+" lines "+fmt.Sprint(year), sum, people)
			}
		}
		if got := p.Model().Population().Years(); !got.Covers(s.Frame()) {
			t.Errorf("%s: the people of %s are counted", iso, got)
		}
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12*math.Abs(want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// What a population could be projected with changes nothing while it is taken
// as published: the same lines with the same bits.
func TestDemographyThatIsNotUsedChangesNothing(t *testing.T) {
	s := studies.Load(t, "TLS")
	before := project(t, s)
	s.Demography = byCohorts(t, "TLS").Demography
	after := project(t, s)
	if len(before.Model().Lines()) != len(after.Model().Lines()) {
		t.Fatalf("%d lines, then %d", len(before.Model().Lines()), len(after.Model().Lines()))
	}
	for _, line := range before.Model().Lines() {
		was, is := before.Values(line.Key), after.Values(line.Key)
		for i := range was {
			if math.Float64bits(was[i]) != math.Float64bits(is[i]) {
				t.Fatalf("%s: %v, then %v", line.Key, was[i], is[i])
			}
		}
	}
}

// A path of life expectancy is reached in its years, to what the solver
// stops at; the other years keep theirs.
func TestThePathOfLifeExpectancyIsReached(t *testing.T) {
	s := byCohorts(t, "MOZ")
	plain := projectPopulation(t, s).LifeExpectancy()
	s.Demography.LifeExpectancy.Female = abnd.Series{Values: map[abnd.Year]float64{2030: 70, 2031: 70.4}}
	path := projectPopulation(t, s).LifeExpectancy()
	for _, year := range s.Demography.Span.All() {
		want, ok := s.Demography.LifeExpectancy.Female.Values[year]
		if !ok {
			want = plain[abnd.Female][year]
		}
		if got := path[abnd.Female][year]; math.Abs(got-want) > 1e-8 {
			t.Errorf("%d: %v years, want %v", int(year), got, want)
		}
		if path[abnd.Male][year] != plain[abnd.Male][year] {
			t.Errorf("%d: men live %v years", int(year), path[abnd.Male][year])
		}
	}
}

// More births, more children: costs of benefits for children follow the
// assumption on fertility, and those for the old do not.
func TestFertilityMovesTheCosts(t *testing.T) {
	people := func(s *abnd.Study, lo, hi int) float64 {
		return float64(project(t, s).Model().Population().Between(2040, abnd.Both, lo, hi))
	}
	medium, high := byCohorts(t, "TLS"), byCohorts(t, "TLS")
	demography.SetVariant(high, demography.High)
	if a, b := people(medium, 0, 14), people(high, 0, 14); !(b > 1.05*a) {
		t.Errorf("children: %v, with high fertility %v", a, b)
	}
	if a, b := people(medium, 20, 100), people(high, 20, 100); a != b {
		t.Errorf("adults: %v, with high fertility %v", a, b)
	}
}

func BenchmarkBuildProjected(b *testing.B) {
	s := byCohorts(b, "TLS")
	for b.Loop() {
		if model, found := costing.Build(s); model == nil {
			b.Fatal(found)
		}
	}
}
