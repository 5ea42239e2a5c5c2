package model_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing/model"
)

// people counts one sex between two ages in 2025–2026.
func people(t interface{ Fatal(...any) }, p *abnd.Population, sex abnd.Sex, lo, hi float64) []float64 {
	m := NewModel(p)
	m.Add(input("lo", abnd.AgeInYears, lo))
	m.Add(input("hi", abnd.AgeInYears, hi))
	m.Add(Line{Key: "x", Unit: abnd.PersonUnit, Years: abnd.Years{First: 2025, Last: 2026}, Formula: People{sex, Ref{"lo"}, Ref{"hi"}}})
	projection, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return projection.Values("x")
}

// distinct gives every cell its own number: the digits of
// age, sex and year do not overlap.
func distinct(years abnd.Years) *abnd.Population {
	p := abnd.NewPopulation(years)
	for _, year := range years.All() {
		for age := 0; age <= abnd.MaxAge; age++ {
			p.Set(year, abnd.Female, age, abnd.Persons(1000+age+1000000*int(year-years.First)))
			p.Set(year, abnd.Male, age, abnd.Persons(5000+age*age))
		}
	}
	return &p
}

func TestPeopleAtTheBoundsOfAge(t *testing.T) {
	p := distinct(abnd.Years{First: 2024, Last: 2026})
	for name, c := range map[string]struct{ lo, hi, want float64 }{
		"the newborn":              {0, 0, 5000},
		"one age":                  {60, 60, 8600},
		"a hundred and over":       {100, 100, 15000},
		"from 99 on":               {99, 100, 29801},
		"beyond the open interval": {100, 150, 15000},
		"below zero":               {-3, 0, 5000},
		"fractions round inwards":  {59.5, 61.5, 8600 + 8721},
		"between two whole ages":   {60.2, 60.8, 0},
		"the wrong way round":      {61, 60, 0},
		"all above the interval":   {101, 120, 0},
		"all below the interval":   {-9, -1, 0},
		"an unknown youngest age":  {blank, 60, blank},
		"an unknown oldest age":    {60, blank, blank},
		"an infinite oldest age":   {100, math.Inf(1), 15000},
		"everyone, sum of squares": {0, 100, 101*5000 + 338350},
		"the first three ages":     {0, 2, 15005},
	} {
		if got := people(t, p, abnd.Male, c.lo, c.hi); !same(got, []float64{c.want, c.want}) {
			t.Errorf("%s (%v to %v): %v, want %v", name, c.lo, c.hi, got, c.want)
		}
	}
	// Years and sexes are told apart: 2024 is the first year of the frame.
	if got := people(t, p, abnd.Female, 10, 10); !same(got, []float64{1001010, 2001010}) {
		t.Errorf("women of 10: %v", got)
	}
}

// The oracle is the plain sum in package abnd, which shares no code with the
// engine's prefix sums.
func TestPeopleIsThePlainSum(t *testing.T) {
	p := distinct(abnd.Years{First: 2025, Last: 2026})
	proofs.Check(t, func(t *rapid.T) {
		lo, hi := rapid.IntRange(-5, 105).Draw(t, "lo"), rapid.IntRange(-5, 105).Draw(t, "hi")
		sex := rapid.SampledFrom([]abnd.Sex{abnd.Female, abnd.Male}).Draw(t, "sex")
		got := people(t, p, sex, float64(lo), float64(hi))
		for i, year := range []abnd.Year{2025, 2026} {
			if want := float64(p.Between(year, sex, lo, hi)); got[i] != want {
				t.Fatalf("%s %d to %d in %d: %v, want %v", sex, lo, hi, year, got[i], want)
			}
		}
	})
}

// A population that ends before the projection leaves a blank, not a zero.
func TestPeopleOutsideThePopulationAreUnknown(t *testing.T) {
	p := distinct(abnd.Years{First: 2025, Last: 2025})
	if got := people(t, p, abnd.Male, 0, 0); !same(got, []float64{5000, blank}) {
		t.Errorf("got %v", got)
	}
}

// The ages between which people are counted may be lines that come later.
func TestAgesOfPeopleAreComputedBeforeThem(t *testing.T) {
	population := abnd.NewPopulation(span)
	for _, year := range span.All() {
		for age := range abnd.MaxAge + 1 {
			population.Set(year, abnd.Female, age, abnd.Persons(age))
		}
	}
	m := NewModel(&population)
	m.Add(Line{Key: "x", Unit: abnd.PersonUnit, Years: span, Formula: People{abnd.Female, Ref{"youngest"}, Ref{"oldest"}}})
	m.Add(Line{Key: "oldest", Unit: abnd.AgeInYears, Years: span, Formula: Ref{"hi"}})
	m.Add(Line{Key: "youngest", Unit: abnd.AgeInYears, Years: span, Formula: Ref{"lo"}})
	m.Add(Line{Key: "lo", Unit: abnd.AgeInYears, Inputs: []float64{3}})
	m.Add(Line{Key: "hi", Unit: abnd.AgeInYears, Inputs: []float64{5}})
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := p.Value("x", span.First); got != 3+4+5 {
		t.Errorf("%v persons of 3 to 5", got)
	}
}

// Between ages of which one is not known there are people of no ages.
func TestPeopleBetweenUnknownAges(t *testing.T) {
	population := distinct(span)
	for _, c := range []struct {
		lo, hi float64
		key    Key
	}{{3, 5, "population/female/3-5"}, {3, math.NaN(), "population/female"}, {math.NaN(), 5, "population/female"}} {
		m := NewModel(population)
		m.Add(input("lo", abnd.AgeInYears, c.lo))
		m.Add(input("hi", abnd.AgeInYears, c.hi))
		m.Add(Line{Key: "x", Unit: abnd.PersonUnit, Years: span, Blankable: true, Formula: Plus(People{abnd.Female, Ref{"lo"}, Ref{"hi"}}, Zero{})})
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		x, _ := p.Trace("x", span.First, 1)
		if x.Terms[0].Key != c.key || x.Known.Known() != (c.lo == 3 && c.hi == 5) {
			t.Errorf("%v to %v: %+v", c.lo, c.hi, x.Terms[0])
		}
	}
}
