package abnd

import (
	"fmt"
	"math"
	"slices"
)

// Demography is what a population is projected with: the base year, whose
// population by single age and sex is that of [Study.Population], and what
// happens to it from then on. It is blank where the population is taken as
// published.
//
// Rates and shares are of calendar years, populations of 1 July.
type Demography struct {
	// Span is the base year and the last year projected; the zero value
	// means that nothing is projected.
	Span Years
	// DeathRates by single age 0..MaxAge, the last of them open: deaths a
	// person-year.
	DeathRates BySex
	// LifeExpectancy at birth by sex, years, onto which the death rates of a
	// year are moved by one factor; a year without one keeps its rates.
	LifeExpectancy SeriesBySex
	// TotalFertility is births a woman has over her life at the rates of the
	// year.
	TotalFertility Series
	// FertilityPattern by single age: the share of total fertility that
	// falls to women of the age. The shares of a year add to one.
	FertilityPattern ByAge
	// SexRatio at birth: boys for one girl.
	SexRatio Series
	// Migrants by single age 0..MaxAge: those who came less those who left,
	// persons in the calendar year, by their age at its end.
	Migrants BySex
}

// IsBlank reports whether there is nothing to project with.
func (d *Demography) IsBlank() bool { return d.Span.Len() == 0 }

// Until is the demography of a shorter span, which ends in the given year. A
// year after the end of the span changes nothing.
func (d Demography) Until(last Year) Demography {
	d.Span.Last = min(d.Span.Last, last)
	for _, sex := range []Sex{Female, Male} {
		*d.DeathRates.Of(sex) = d.DeathRates.Of(sex).within(d.Span)
		*d.Migrants.Of(sex) = d.Migrants.Of(sex).within(d.Span)
		*d.LifeExpectancy.Of(sex) = d.LifeExpectancy.Of(sex).within(d.Span)
	}
	d.FertilityPattern = d.FertilityPattern.within(d.Span)
	d.TotalFertility, d.SexRatio = d.TotalFertility.within(d.Span), d.SexRatio.within(d.Span)
	return d
}

// PopulationMethod says where the population of a study comes from.
type PopulationMethod string

// The methods.
const (
	// PublishedPopulation takes every year as it stands in the study: the
	// UN's projection, or a national one.
	PublishedPopulation PopulationMethod = ""
	// CohortPopulation takes the years to the base year of [Study.Demography]
	// as they stand, and projects the later ones by cohorts.
	CohortPopulation PopulationMethod = "cohort"
)

// PopulationBase is the base year of the population projection, and whether
// the study projects its population.
func (s *Study) PopulationBase() (Year, bool) {
	return s.Demography.Span.First, s.PopulationMethod == CohortPopulation
}

// PopulationYears are the years that have a population: those of
// [Study.Population] and, where it is projected, those to the last year
// projected.
func (s *Study) PopulationYears() Years {
	years := s.Population.Years()
	if _, projected := s.PopulationBase(); projected && !s.Demography.IsBlank() {
		if years.Len() == 0 {
			return s.Demography.Span
		}
		years.Last = s.Demography.Span.Last
	}
	return years
}

// SeriesBySex holds a series for each sex.
type SeriesBySex struct {
	Female, Male Series
}

// Of is the series of one sex. It panics for both.
func (b *SeriesBySex) Of(sex Sex) *Series {
	switch sex {
	case Female:
		return &b.Female
	case Male:
		return &b.Male
	}
	panic(fmt.Sprintf("abnd: a series by sex has none for %q", sex))
}

// BySex holds a frame by age for each sex.
type BySex struct {
	Female, Male ByAge
}

// Of is the frame of one sex. It panics for both.
func (b *BySex) Of(sex Sex) *ByAge {
	switch sex {
	case Female:
		return &b.Female
	case Male:
		return &b.Male
	}
	panic(fmt.Sprintf("abnd: a frame by sex has none for %q", sex))
}

// ByAge is a frame of figures by single age and year. The zero value is
// empty; make one with [NewByAge].
type ByAge struct {
	Provenance
	span        Years
	first, last int
	values      []float64 // [age][year]; NaN is a hole
}

// NewByAge makes a frame over the years and the ages first..last, every cell
// unknown.
func NewByAge(span Years, first, last int) ByAge {
	b := ByAge{span: span, first: first, last: last, values: make([]float64, max(last-first+1, 0)*span.Len())}
	for i := range b.values {
		b.values[i] = math.NaN()
	}
	return b
}

// Years is the range of years that the frame spans.
func (b *ByAge) Years() Years { return b.span }

// Ages are the first and the last age of the frame; the last is before the
// first where it is empty.
func (b *ByAge) Ages() (first, last int) {
	if len(b.values) == 0 {
		return 0, -1
	}
	return b.first, b.last
}

// Covers reports whether the frame has a cell, known or not, for the year and
// age.
func (b *ByAge) Covers(year Year, age int) bool {
	return len(b.values) > 0 && b.span.Contains(year) && b.first <= age && age <= b.last
}

// Set puts a figure. It panics outside the frame: that is a programmer's
// slip.
func (b *ByAge) Set(year Year, age int, x float64) { b.values[b.index(year, age)] = x }

// Get returns a figure, and whether it is known; outside the frame it is not.
func (b *ByAge) Get(year Year, age int) (float64, bool) {
	if !b.Covers(year, age) {
		return 0, false
	}
	x := b.values[b.index(year, age)]
	if math.IsNaN(x) {
		return 0, false
	}
	return x, true
}

// AnyKnown reports whether the frame holds any figure.
func (b *ByAge) AnyKnown() bool {
	return slices.ContainsFunc(b.values, func(x float64) bool { return !math.IsNaN(x) })
}

// Equal reports whether two frames hold the same figures and provenance.
func (b ByAge) Equal(c ByAge) bool {
	same := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	return b.Provenance == c.Provenance && b.span == c.span && b.first == c.first && b.last == c.last &&
		slices.EqualFunc(b.values, c.values, same)
}

func (b *ByAge) index(year Year, age int) int {
	if !b.Covers(year, age) {
		panic(fmt.Sprintf("abnd: age %d in %d is outside the frame %s of ages %d-%d", age, int(year), b.span, b.first, b.last))
	}
	return (age-b.first)*b.span.Len() + int(year-b.span.First)
}

// within is a copy of the frame over other years.
func (b *ByAge) within(span Years) ByAge {
	first, last := b.Ages()
	if last < first {
		return *b
	}
	c := NewByAge(span, first, last)
	c.Provenance = b.Provenance
	for _, year := range span.All() {
		for age := first; age <= last; age++ {
			if x, known := b.Get(year, age); known {
				c.Set(year, age, x)
			}
		}
	}
	return c
}

// within is a copy of the series with the values of some years only.
func (s *Series) within(span Years) Series {
	c := *s
	c.Values = nil
	for year, x := range s.Values {
		if span.Contains(year) {
			if c.Values == nil {
				c.Values = map[Year]float64{}
			}
			c.Values[year] = x
		}
	}
	return c
}
