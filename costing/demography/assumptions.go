package demography

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
)

// Assumptions are what an analyst has of a country's demography, in the form
// in which it is published.
type Assumptions struct {
	Span abnd.Years // the base year and the last year projected

	// DeathRates by sex: periods in order, each with the rates of
	// [AbridgedAges] or of every single age from 0 to 100 and over; deaths a
	// person-year.
	DeathRates      map[abnd.Sex][]Period
	MortalitySource abnd.Provenance
	// LifeExpectancy at birth by sex and year, onto which the death rates
	// are moved; a sex or a year that is absent keeps its rates.
	LifeExpectancy map[abnd.Sex]map[abnd.Year]float64

	// FertilityPattern: periods in order, each with the shares of total
	// fertility, fractions that add to one, of five-year groups of mothers
	// from FirstFertileAge on.
	FertilityPattern []Period
	FirstFertileAge  int
	FertilitySource  abnd.Provenance
	TotalFertility   abnd.Series
	SexRatio         abnd.Series

	Migrants abnd.BySex
}

// Prepare makes the inputs of a projection by single year and age. The
// diagnostics name every period and year that cannot be prepared; the frames
// are then blank there, and the projection will say so too.
func (a Assumptions) Prepare() (abnd.Demography, abnd.Diagnostics) {
	var found abnd.Diagnostics
	d := abnd.Demography{Span: a.Span, TotalFertility: a.TotalFertility, SexRatio: a.SexRatio, Migrants: a.Migrants}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		*d.DeathRates.Of(sex) = a.deathRates(sex, &found)
	}
	d.FertilityPattern = a.pattern(&found)
	return d, found
}

func (a Assumptions) deathRates(sex abnd.Sex, found *abnd.Diagnostics) abnd.ByAge {
	frame := abnd.NewByAge(a.Span, 0, abnd.MaxAge)
	frame.Provenance = a.MortalitySource
	path := abnd.JoinPath("demography", string(sex), "death_rate")
	var single []Period
	for _, p := range a.DeathRates[sex] {
		rates := p.Values
		if len(rates) != abnd.MaxAge+1 {
			var err error
			if rates, err = GraduateDeathRates(sex, p.Values); err != nil {
				found.AddError(abnd.JoinPath(string(path), strconv.Itoa(int(p.Middle))), "death-rate", TextOf(err), abnd.Text{})
				continue
			}
		}
		single = append(single, Period{Middle: p.Middle, Values: rates})
	}
	if len(single) == 0 {
		return frame
	}
	for _, year := range a.Span.All() {
		rates := AtRates(single, year)
		if years, ok := a.LifeExpectancy[sex][year]; ok {
			shifted, err := ShiftToLifeExpectancy(sex, rates, years)
			if err != nil {
				found.AddError(abnd.JoinPath(string(path), strconv.Itoa(int(year))), "life-expectancy", TextOf(err), abnd.Text{})
				continue
			}
			rates = shifted
		}
		for age, m := range rates {
			frame.Set(year, age, abnd.Kept(m))
		}
	}
	return frame
}

func (a Assumptions) pattern(found *abnd.Diagnostics) abnd.ByAge {
	var single []Period
	for _, p := range a.FertilityPattern {
		shares, err := SingleAgeFertility(a.FirstFertileAge, p.Values)
		if err != nil {
			found.AddError(abnd.JoinPath("demography", "fertility_pattern", strconv.Itoa(int(p.Middle))), "fertility-pattern", TextOf(err), abnd.Text{})
			continue
		}
		if len(single) > 0 && len(shares) != len(single[0].Values) {
			found.AddError(abnd.JoinPath("demography", "fertility_pattern", strconv.Itoa(int(p.Middle))), "fertility-pattern",
				abnd.T("the periods have fertility patterns of different ages", "os períodos têm estruturas da fecundidade de idades diferentes"), abnd.Text{})
			continue
		}
		single = append(single, Period{Middle: p.Middle, Values: shares})
	}
	if len(single) == 0 {
		return abnd.ByAge{}
	}
	frame := abnd.NewByAge(a.Span, a.FirstFertileAge, a.FirstFertileAge+len(single[0].Values)-1)
	frame.Provenance = a.FertilitySource
	for _, year := range a.Span.All() {
		for i, share := range At(single, year) {
			frame.Set(year, a.FirstFertileAge+i, abnd.Kept(share))
		}
	}
	return frame
}
