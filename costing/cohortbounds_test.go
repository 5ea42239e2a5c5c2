package costing_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
)

// The bounds by cohort in SHOCKS of the profiles are derived, as docs/method.md says,
// from what the UN publishes: World Population Prospects 2024. With N the median
// population in the year t, D how far the bound of the total lies from it and F how far
// the fertility variant does, both as shares of N at mid-year:
//
//	S = people of a group of cohorts in t ÷ in 2023, at most 1
//	M = group × (S^−k − 1) above, group × (1 − S^k) below      mortality, k = 0.2
//	R = √((D N)² − (F N)² − (M young + M older)²)              migration in all
//	X[a, t] = X[a−1, t−1] × N[a, t] ÷ N[a−1, t−1] + u × w[a]   extra migrants, w by their ages
//	X[0, t] = N[0, t] ÷ N[15..49, t] × X[15..49, t]            and their children
//	u so that Σ X = R
//	born  = √((F N)² + X born²) ÷ N born
//	young = √(X young² + M young²) ÷ N young, and older alike
type cohortBounds struct {
	total, born, young, older map[abnd.Year]float64
	// common are what two groups move in common, as shares of their bounds: the
	// correlation of born and young, born and older, young and older.
	common map[abnd.Year][3]float64
}

const (
	lastEstimated   abnd.Year = 2023
	lastDerived     abnd.Year = 2060
	deathRateMargin           = 0.2 // of death rates, an assumption
)

// deriveBounds are those above, or those below where sign is −1.
func deriveBounds(t *testing.T, iso string, sign float64) cohortBounds {
	w, s := readWPP(t, iso), studies.Load(t, iso)
	december := map[abnd.Year][3]float64{} // median, low, high
	_, rows := readColumns(t, iso, "BOUNDS")
	for _, row := range rows {
		december[firstOf(t, row[0])] = [3]float64{number(t, row[1]), number(t, row[2]), number(t, row[3])}
	}
	// at the end of a year: how far bound and variant lie from the median.
	away := func(year abnd.Year) (total, fertility float64) {
		if year == lastEstimated {
			return 0, 0
		}
		median, bound, variant := december[year][0], december[year][1], w.lowDecember[year]
		if sign > 0 {
			bound, variant = december[year][2], w.highDecember[year]
		}
		return sign * (bound/median - 1), sign * (variant/median - 1)
	}
	pattern, flows := make([]float64, abnd.MaxAge+1), 0.0
	for age := range pattern {
		for year := lastEstimated + 1; year <= lastDerived; year++ {
			f, _ := w.Migrants.Female.Get(year, age)
			m, _ := w.Migrants.Male.Get(year, age)
			pattern[age] += math.Abs(f + m)
		}
		flows += pattern[age]
	}
	for age := range pattern {
		pattern[age] /= flows
	}
	people := func(year abnd.Year, lo, hi int) float64 {
		return float64(s.Population.Between(year, abnd.Both, lo, min(hi, abnd.MaxAge)))
	}
	sum := func(x []float64, lo, hi int) (total float64) {
		for age := lo; age <= min(hi, abnd.MaxAge); age++ {
			total += x[age]
		}
		return total
	}
	b := cohortBounds{map[abnd.Year]float64{}, map[abnd.Year]float64{}, map[abnd.Year]float64{}, map[abnd.Year]float64{}, map[abnd.Year][3]float64{}}
	migrants := make([]float64, abnd.MaxAge+1)
	for year := lastEstimated + 1; year <= lastDerived; year++ {
		d0, f0 := away(year - 1)
		d1, f1 := away(year)
		total := people(year, 0, abnd.MaxAge)
		d, f := (d0+d1)/2*total, (f0+f1)/2*total
		since := int(year - lastEstimated)
		settled := since + abnd.SettledAge
		born, young, older := people(year, 0, since-1), people(year, since, settled-1), people(year, settled, abnd.MaxAge)
		deaths := func(now, then float64) float64 {
			return sign * now * (math.Pow(min(1, now/then), -sign*deathRateMargin) - 1)
		}
		ofYoung := deaths(young, people(lastEstimated, 0, abnd.SettledAge-1))
		ofOlder := deaths(older, people(lastEstimated, abnd.SettledAge, abnd.MaxAge))
		moved := math.Sqrt(max(0, d*d-f*f-(ofYoung+ofOlder)*(ofYoung+ofOlder)))

		carried, fresh := make([]float64, abnd.MaxAge+1), append([]float64(nil), pattern...)
		for age := 1; age < abnd.MaxAge; age++ {
			carried[age] = migrants[age-1] * min(1, people(year, age, age)/people(year-1, age-1, age-1))
		}
		carried[abnd.MaxAge] = sum(migrants, abnd.MaxAge-1, abnd.MaxAge) * min(1, people(year, abnd.MaxAge, abnd.MaxAge)/people(year-1, abnd.MaxAge-1, abnd.MaxAge))
		children := people(year, 0, 0) / people(year, 15, 49)
		carried[0] = children * sum(carried, 15, 49)
		fresh[0] += children * sum(pattern, 15, 49)
		u := (moved - sum(carried, 0, abnd.MaxAge)) / sum(fresh, 0, abnd.MaxAge)
		for age := range migrants {
			migrants[age] = carried[age] + u*fresh[age]
		}
		xBorn, xYoung, xOlder := sum(migrants, 0, since-1), sum(migrants, since, settled-1), sum(migrants, settled, abnd.MaxAge)
		allBorn, allYoung, allOlder := math.Hypot(f, xBorn), math.Hypot(xYoung, ofYoung), math.Hypot(xOlder, ofOlder)
		b.total[year], b.born[year], b.young[year], b.older[year] = d/total, allBorn/born, allYoung/young, allOlder/older
		b.common[year] = [3]float64{xBorn * xYoung / (allBorn * allYoung), xBorn * xOlder / (allBorn * allOlder), (xYoung*xOlder + ofYoung*ofOlder) / (allYoung * allOlder)}
	}
	return b
}

func TestBoundsByCohortAreThoseOfTheMethod(t *testing.T) {
	const rounding = 1.1e-6 // of six decimals
	for _, iso := range wppCountries {
		s := studies.Load(t, iso)
		below, above := deriveBounds(t, iso, -1), deriveBounds(t, iso, +1)
		for _, c := range []struct {
			code    string
			entered abnd.Series
			want    map[abnd.Year]float64
		}{
			{"population_below", s.Shocks.PopulationBelow, below.total}, {"population_above", s.Shocks.PopulationAbove, above.total},
			{"born_below", s.Shocks.Born.Below, below.born}, {"born_above", s.Shocks.Born.Above, above.born},
			{"young_below", s.Shocks.Young.Below, below.young}, {"young_above", s.Shocks.Young.Above, above.young},
			{"older_below", s.Shocks.Older.Below, below.older}, {"older_above", s.Shocks.Older.Above, above.older},
		} {
			for year, want := range c.want {
				if got, ok := c.entered.Values[year]; !ok || math.Abs(got-want) > rounding {
					t.Errorf("%s %s %d: %v is entered, derived %v", iso, c.code, int(year), got, want)
				}
			}
		}
		for i, pair := range [][2]string{{"born", "young"}, {"born", "older"}, {"young", "older"}} {
			want := (below.common[2040][i] + above.common[2040][i]) / 2
			if got := correlationOf(t, s, pair[0], pair[1]); math.Abs(got-want) > 0.00501 {
				t.Errorf("%s: the correlation of %s is %v, derived %v", iso, pair, got, want)
			}
		}
	}
}

func correlationOf(t *testing.T, s *abnd.Study, a, b string) float64 {
	t.Helper()
	for _, x := range s.Correlations {
		if x.A == abnd.JoinPath("shocks", a+"_shock") && x.B == abnd.JoinPath("shocks", b+"_shock") {
			return x.Coefficient.Value
		}
	}
	t.Fatalf("%s and %s are not correlated", a, b)
	return 0
}

// Together the cohorts give back the published bound of the total: with the
// correlations of the profile the standard deviation of their sum is that of the total,
// in 2040 to the rounding of the correlations, and in other years of the projection within six
// percent of it.
func TestCohortsGiveBackTheTotal(t *testing.T) {
	for _, iso := range wppCountries {
		s := studies.Load(t, iso)
		for _, side := range []struct {
			name                      string
			total, born, young, older abnd.Series
		}{
			{"below", s.Shocks.PopulationBelow, s.Shocks.Born.Below, s.Shocks.Young.Below, s.Shocks.Older.Below},
			{"above", s.Shocks.PopulationAbove, s.Shocks.Born.Above, s.Shocks.Young.Above, s.Shocks.Older.Above},
		} {
			for _, year := range []abnd.Year{2030, 2035, 2040} {
				since := int(year - s.Population.LastEstimate)
				people := func(lo, hi int) float64 { return float64(s.Population.Between(year, abnd.Both, lo, hi)) }
				b, y, o := side.born.Values[year]*people(0, since-1), side.young.Values[year]*people(since, since+abnd.SettledAge-1), side.older.Values[year]*people(since+abnd.SettledAge, abnd.MaxAge)
				variance := b*b + y*y + o*o + 2*b*y*correlationOf(t, s, "born", "young") + 2*b*o*correlationOf(t, s, "born", "older") + 2*y*o*correlationOf(t, s, "young", "older")
				got, want := math.Sqrt(variance)/people(0, abnd.MaxAge), side.total.Values[year]
				tolerance := 0.06
				if year == 2040 {
					tolerance = 0.015
				}
				t.Logf("%s %s %d: %.4f of %.4f", iso, side.name, int(year), got, want)
				if math.Abs(got/want-1) > tolerance {
					t.Errorf("%s %s %d: the cohorts together are %.4f, the total %.4f", iso, side.name, int(year), got, want)
				}
			}
		}
		if costing.CorrelationMatrix(s) == nil {
			t.Errorf("%s has no correlations", iso)
		}
	}
}
