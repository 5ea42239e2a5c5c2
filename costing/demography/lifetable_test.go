package demography_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing/demography"
)

// austria is the life table of Austrian males of 1992 in Preston, Heuveline
// and Guillot (2001), Demography, Box 3.1: ages, mid-year population, deaths,
// mean years a lived in the group by those who die in it, and the survivors,
// deaths and person-years printed, of 100,000 who were born.
var austria = struct {
	ages                     []int
	population, died, a      []float64
	survivors, deaths, years []float64
}{
	ages: []int{0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85},
	population: []float64{47925, 189127, 234793, 238790, 254996, 326831, 355086, 324222, 269963, 261971,
		238011, 261612, 181385, 187962, 153832, 105169, 73694, 57512, 32248},
	died: []float64{419, 70, 36, 46, 249, 420, 403, 441, 508, 769, 1154, 1866, 2043, 3496, 4366, 4337, 5279, 6460, 6146},
	a: []float64{0.068, 1.626, 2.5, 3.143, 2.724, 2.520, 2.481, 2.601, 2.701, 2.663, 2.698, 2.676, 2.645,
		2.624, 2.619, 2.593, 2.518, 2.423, 5.247},
	survivors: []float64{100000, 99133, 98986, 98910, 98815, 98334, 97704, 97151, 96492, 95588, 94195, 91937,
		88711, 83845, 76377, 66225, 53803, 37441, 21134},
	deaths: []float64{867, 147, 76, 95, 481, 630, 553, 659, 904, 1393, 2258, 3225, 4867, 7467, 10152, 12422, 16362, 16307, 21134},
	years: []float64{99192, 396183, 494741, 494375, 492980, 490106, 487127, 484175, 480384, 474686, 465777,
		452188, 432096, 401480, 357713, 301224, 228404, 145182, 110889},
}

func austrianRates() []float64 {
	rates := make([]float64, len(austria.ages))
	for i := range rates {
		rates[i] = austria.died[i] / austria.population[i]
	}
	return rates
}

// Oracle: Box 3.1 as printed. Survivors and deaths are printed to one in a
// hundred thousand; person-years to one, on mean years printed to a
// thousandth, so that up to 12,000 deaths in a group move them by 12.
func TestLifeTableOfTheTextbook(t *testing.T) {
	table, err := NewLifeTable(austria.ages, austrianRates(), austria.a)
	if err != nil {
		t.Fatal(err)
	}
	const radix = 100_000
	var remaining float64
	for i := len(austria.ages) - 1; i >= 0; i-- {
		age := austria.ages[i]
		near(t, "survivors", age, radix*table.Survivors[i], austria.survivors[i], 1)
		near(t, "deaths", age, radix*table.Deaths[i], austria.deaths[i], 1)
		near(t, "person-years", age, radix*table.PersonYears[i], austria.years[i], 12)
		remaining += austria.years[i]
		near(t, "expectancy", age, table.Expectancy[i], remaining/austria.survivors[i], 0.001)
	}
	if table.Probability[len(austria.ages)-1] != 1 {
		t.Error("somebody survives the open age")
	}
	near(t, "mean years lived in the open age", 85, table.Share[18], 5.247, 0.0005)
}

// Oracle: the mean years a of infants and of ages 1-4 printed in Box 3.1,
// which are those of table 3.3.
func TestSeparationFactorsOfTheTextbook(t *testing.T) {
	rates := austrianRates()
	near(t, "a of infants", 0, SeparationOf(abnd.Male).Infant(rates[0]), 0.068, 0.0005)
	near(t, "a of ages 1-4", 1, SeparationOf(abnd.Male).Child(rates[0]), 1.626, 0.0005)
}

// Oracle: table 3.3 says one value from a rate of 0.107 on; the lines below
// it meet that value.
func TestSeparationFactorsAreContinuous(t *testing.T) {
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		s := SeparationOf(sex)
		below := math.Nextafter(s.Threshold, 0)
		near(t, "infants "+string(sex), 0, s.Infant(below), s.Infant(s.Threshold), 0.003)
		near(t, "ages 1-4 "+string(sex), 1, s.Child(below), s.Child(s.Threshold), 0.003)
	}
}

// A population whose members die at one constant rate m lives 1 ÷ m years and
// exp(−m) of it survive each year. Rates by single age with the death of half
// a year are that to m³ ÷ 12.
func TestSingleAgeTableOfAConstantRate(t *testing.T) {
	const m = 0.02
	rates := make([]float64, abnd.MaxAge+1)
	for i := range rates {
		rates[i] = m
	}
	table, err := SingleAgeTable(abnd.Female, rates)
	if err != nil {
		t.Fatal(err)
	}
	ratios := table.SurvivalRatios()
	for age := 1; age < abnd.MaxAge-1; age++ {
		near(t, "survival", age, ratios[age], math.Exp(-m), m*m*m/12+1e-9)
	}
	near(t, "open", abnd.MaxAge, ratios[abnd.MaxAge], math.Exp(-m), 1e-4)
	near(t, "expectancy", 1, table.Expectancy[1], 1/m, 1e-9)
	if ratios[abnd.MaxAge] != ratios[abnd.MaxAge-1] {
		t.Error("the two oldest ages do not share one ratio")
	}
}

func TestLifeTableRefusesRatesThatLeaveNobody(t *testing.T) {
	for name, c := range map[string]struct {
		rates []float64
		says  string
	}{
		"negative survivors":  {[]float64{0.1, 2.5, 1}, "2.5 at age 1 leaves fewer than 0 survivors"},
		"negative rate":       {[]float64{0.1, -0.1, 1}, "age 1"},
		"not a number":        {[]float64{0.1, math.NaN(), 1}, "age 1"},
		"nobody dies at last": {[]float64{0.1, 0.1, 0}, "open age group 2+"},
	} {
		_, err := SingleAgeTable(abnd.Male, c.rates)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func near(t *testing.T, what string, age int, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s at age %d: %.6g, should be %.6g", what, age, got, want)
	}
}
