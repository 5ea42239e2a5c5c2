package demography_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing/demography"
)

// Property: the single ages have the death rates of the groups, for every
// country, sex and period of the UN's.
func TestGraduationKeepsTheRatesOfTheGroups(t *testing.T) {
	for _, iso := range wppCountries {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for _, period := range columns(t, iso, "MORT", sex, 2) {
				single, err := GraduateDeathRates(sex, period.values)
				if err != nil {
					t.Fatalf("%s %s %s: %v", iso, sex, period.head, err)
				}
				back, err := AbridgedRates(sex, single)
				if err != nil {
					t.Fatal(err)
				}
				for i, age := range AbridgedAges() {
					near(t, iso+" "+string(sex)+" "+period.head, age, back[i]/period.values[i], 1, 1e-9)
				}
			}
		}
	}
}

// Property: the single ages do not ripple. They turn as often as the groups
// do, and at most twice more down and up: in childhood, where the rate of ages
// 1-4 is mostly that of age 1 and its end can lie below the ages after, and
// on a plateau of nearly equal groups.
func TestGraduatedRatesAreSmooth(t *testing.T) {
	turns := func(rates []float64) (n int) {
		for i := 2; i < len(rates); i++ {
			if (rates[i]-rates[i-1])*(rates[i-1]-rates[i-2]) < 0 {
				n++
			}
		}
		return n
	}
	for _, iso := range wppCountries {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for _, period := range columns(t, iso, "MORT", sex, 2) {
				single, err := GraduateDeathRates(sex, period.values)
				if err != nil {
					t.Fatal(err)
				}
				if got, most := turns(single), turns(period.values)+4; got > most {
					t.Errorf("%s %s %s: the single ages turn %d times, the groups %d", iso, sex, period.head, got, most-4)
				}
				for age := 1; age <= 3; age++ {
					if single[age] >= single[age-1] {
						t.Errorf("%s %s %s: the rate rises at age %d", iso, sex, period.head, age)
					}
				}
			}
		}
	}
}

// Oracle: the life expectancy that the UN publishes by calendar year, its
// mean from mid-year to mid-year five years later. The UN makes single-age
// life tables of its own, with older open ages; a tenth of a year is what a
// rounding of its rates and the difference of methods may make. The period
// of the pandemic is left out: the mean of its rates is not the rate of its
// mean.
func TestGraduatedLifeExpectancyIsTheUNs(t *testing.T) {
	const tolerance = 0.1 // years
	for _, iso := range wppCountries {
		vital := columns(t, iso, "VITAL", "", 0)
		years := vital[0].values
		for place, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			published := vital[5+place].values
			for _, period := range columns(t, iso, "MORT", sex, 2)[1:] {
				single, err := GraduateDeathRates(sex, period.values)
				if err != nil {
					t.Fatal(err)
				}
				got, err := LifeExpectancy(sex, single)
				if err != nil {
					t.Fatal(err)
				}
				var sum float64
				for i, year := range years {
					switch d := abnd.Year(year) - period.first(t); {
					case d == 0 || d == 5:
						sum += published[i] / 2
					case d > 0 && d < 5:
						sum += published[i]
					}
				}
				near(t, iso+" "+string(sex)+" "+period.head, 0, got, sum/5, tolerance)
			}
		}
	}
}

func TestGraduationRefuses(t *testing.T) {
	good := columns(t, "TLS", "MORT", abnd.Female, 2)[0].values
	change := func(age int, x float64) []float64 {
		out := append([]float64(nil), good...)
		out[age] = x
		return out
	}
	for name, rates := range map[string][]float64{
		"too few":        good[:5],
		"zero":           change(4, 0),
		"negative":       change(4, -0.001),
		"not a number":   change(4, math.NaN()),
		"infinite":       change(4, math.Inf(1)),
		"for a thousand": change(4, 1.5*1000),
	} {
		if _, err := GraduateDeathRates(abnd.Female, rates); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestShiftReachesTheLifeExpectancy(t *testing.T) {
	single, err := GraduateDeathRates(abnd.Female, columns(t, "MOZ", "MORT", abnd.Female, 2)[0].values)
	if err != nil {
		t.Fatal(err)
	}
	for _, years := range []float64{50, 60, 66.7428, 75, 85} {
		shifted, err := ShiftToLifeExpectancy(abnd.Female, single, years)
		if err != nil {
			t.Fatal(err)
		}
		got, err := LifeExpectancy(abnd.Female, shifted)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "life expectancy", 0, got, years, 1e-8)
		for age := range shifted {
			near(t, "pattern", age, shifted[age]/single[age], shifted[0]/single[0], 1e-12)
		}
	}
	for _, years := range []float64{-1, 0, 5, 140, math.NaN()} {
		if _, err := ShiftToLifeExpectancy(abnd.Female, single, years); err == nil {
			t.Errorf("a life expectancy of %g is reached", years)
		}
	}
	if _, err := ShiftToLifeExpectancy(abnd.Female, []float64{math.NaN(), 1}, 60); err == nil {
		t.Error("an unknown rate is shifted")
	}
}
