package demography_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing/demography"
	"pgregory.net/rapid"
)

// Properties: groups keep their shares, no share is negative, all add to one.
func TestFertilityKeepsTheSharesOfGroups(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		groups := rapid.SliceOfN(rapid.Float64Range(0.001, 1), 2, 9).Draw(t, "groups")
		var sum float64
		for _, g := range groups {
			sum += g
		}
		for i := range groups {
			groups[i] /= sum
		}
		ages, err := SingleAgeFertility(10, groups)
		if err != nil {
			t.Fatal(err)
		}
		for g, share := range groups {
			var own float64
			for _, x := range ages[5*g : 5*g+5] {
				own += x
				if x < 0 {
					t.Fatalf("a share of %g", x)
				}
			}
			if !proofs.Alike(proofs.Recomputed, own, share, 1) {
				t.Fatalf("group %d has %g of %g", g, own, share)
			}
		}
	})
}

// Fertility by age has one top in the UN's patterns, give or take a fiftieth
// of it where two groups are nearly equal, and ends at 50.
func TestFertilityOfTheUNHasOneTop(t *testing.T) {
	for _, iso := range wppCountries {
		for _, period := range columns(t, iso, "FERT", "", 1) {
			groups := make([]float64, len(period.values))
			for i, percent := range period.values {
				groups[i] = percent / 100
			}
			ages, err := SingleAgeFertility(15, groups)
			if err != nil {
				t.Fatal(err)
			}
			top := slices.Max(ages)
			lowest, falling := top, false
			for i, share := range ages {
				if falling = falling || share == top; !falling {
					continue
				}
				lowest = min(lowest, share)
				if share > lowest+0.02*top {
					t.Errorf("%s %s: fertility rises again at age %d", iso, period.head, 15+i)
				}
			}
			if last := ages[len(ages)-1]; last > 0.002 {
				t.Errorf("%s %s: %.4f of fertility at 49", iso, period.head, last)
			}
		}
	}
}

func TestFertilityPatternMustAddUp(t *testing.T) {
	for name, c := range map[string]struct {
		groups []float64
		says   string
	}{
		"short of one": {[]float64{0.3, 0.3, 0.3}, "add up to 90%, not to 100%"},
		"percent":      {[]float64{30, 40, 30}, "add up to 1e+04%"},
		"negative":     {[]float64{0.5, -0.1, 0.6}, "ages 20-24 is -0.1"},
		"unknown":      {[]float64{0.5, math.NaN(), 0.5}, "ages 20-24"},
		"one group":    {[]float64{1}, "too few"},
	} {
		_, err := SingleAgeFertility(15, c.groups)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// By hand: 2024 has its middle at 2024.5, three tenths of the way from 2023
// to 2028.
func TestAYearOutOfPeriods(t *testing.T) {
	periods := []Period{FiveYears(2020, []float64{10, 1}), FiveYears(2025, []float64{20, 100})}
	near(t, "middle", 0, periods[0].Middle, 2023, 0)
	near(t, "line", 0, At(periods, 2024)[0], 13, 1e-12)
	near(t, "line of logarithms", 0, AtRates(periods, 2024)[1], math.Pow(100, 0.3), 1e-9)
	near(t, "before", 0, At(periods, 2000)[0], 10, 0)
	near(t, "after", 0, At(periods, 2028)[0], 20, 0)
	near(t, "one period", 0, AtRates(periods[:1], 2050)[0], 10, 1e-12)
}

// By hand: a quarter of a birth in 2024-28, four tenths in 2029-33, a half
// from 2034 on; nothing before, and nothing below nothing.
func TestVariantsOfFertility(t *testing.T) {
	medium := abnd.Series{Values: map[abnd.Year]float64{2023: 3, 2024: 3, 2028: 3, 2029: 3, 2033: 3, 2034: 3, 2099: 0.3}}
	for variant, want := range map[Variant]map[abnd.Year]float64{
		Low:    {2023: 3, 2024: 2.75, 2028: 2.75, 2029: 2.6, 2033: 2.6, 2034: 2.5, 2099: 0},
		Medium: medium.Values,
		High:   {2023: 3, 2024: 3.25, 2028: 3.25, 2029: 3.4, 2033: 3.4, 2034: 3.5, 2099: 0.8},
	} {
		got := variant.TotalFertility(medium, 2024)
		for year, births := range want {
			near(t, string(variant), int(year), got.Values[year], births, 1e-12)
		}
		if name := variant.Name(); name.EN == "" || name.PT == "" {
			t.Errorf("%s has no name", variant)
		}
	}
	if medium.Values[2024] != 3 || len(Variants()) != 3 {
		t.Error("the medium variant was changed")
	}
}

func assumptions(t *testing.T) Assumptions {
	a := Assumptions{
		Span: abnd.Years{First: 2024, Last: 2030}, FirstFertileAge: 15,
		DeathRates:       map[abnd.Sex][]Period{},
		LifeExpectancy:   map[abnd.Sex]map[abnd.Year]float64{abnd.Female: {2026: 75}},
		FertilityPattern: []Period{FiveYears(2020, []float64{0.1, 0.2, 0.3, 0.2, 0.1, 0.05, 0.05})},
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for _, period := range columns(t, "TLS", "MORT", sex, 2)[:2] {
			a.DeathRates[sex] = append(a.DeathRates[sex], FiveYears(period.first(t), period.values))
		}
	}
	return a
}

func TestPrepareFillsEveryYearAndAge(t *testing.T) {
	a := assumptions(t)
	d, found := a.Prepare()
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, year := range a.Span.All() {
		var sum float64
		rates := make([]float64, abnd.MaxAge+1)
		for age := range rates {
			m, known := d.DeathRates.Female.Get(year, age)
			if _, male := d.DeathRates.Male.Get(year, age); !known || !male {
				t.Fatalf("no death rate at age %d in %d", age, year)
			}
			rates[age] = m
			share, _ := d.FertilityPattern.Get(year, age)
			sum += share
		}
		near(t, "pattern", int(year), sum, 1, 1e-9)
		years, err := LifeExpectancy(abnd.Female, rates)
		if err != nil {
			t.Fatal(err)
		}
		if year == 2026 {
			near(t, "life expectancy that is given", int(year), years, 75, 1e-8)
		} else if years > 74 {
			t.Errorf("life expectancy of %g in %d, which is not given", years, year)
		}
	}
}

// Single ages are taken as they are, and prepared rates can be prepared again.
func TestPrepareTakesSingleAges(t *testing.T) {
	a := assumptions(t)
	single, err := GraduateDeathRates(abnd.Male, a.DeathRates[abnd.Male][0].Values)
	if err != nil {
		t.Fatal(err)
	}
	a.DeathRates[abnd.Male] = []Period{{Middle: 2023, Values: single}}
	d, found := a.Prepare()
	if len(found) > 0 {
		t.Fatal(found)
	}
	for age, m := range single {
		got, _ := d.DeathRates.Male.Get(2027, age)
		near(t, "rate", age, got, m, 1e-15)
	}
}

func TestPrepareReportsAllInBothLanguages(t *testing.T) {
	a := assumptions(t)
	a.DeathRates[abnd.Male][1].Values = []float64{1, 2}
	a.LifeExpectancy[abnd.Female][2027] = 300
	a.FertilityPattern = append(a.FertilityPattern, FiveYears(2025, []float64{0.5, 0.4}), FiveYears(2030, []float64{0.5, 0.5}))
	_, found := a.Prepare()
	if len(found) != 4 {
		t.Errorf("%d problems:\n%v", len(found), found)
	}
	for _, d := range found {
		if d.Problem.EN == "" || d.Problem.PT == "" || d.Problem.EN == d.Problem.PT || d.Path == "" {
			t.Errorf("%+v", d)
		}
	}
	a.DeathRates, a.FertilityPattern = nil, nil
	d, _ := a.Prepare()
	if _, known := d.DeathRates.Female.Get(2024, 0); known {
		t.Error("rates come from nowhere")
	}
}
