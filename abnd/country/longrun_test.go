package country_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
)

// The long-run growth per head of three countries is the mean of what is
// published of the past: growth of real GDP (IMF) compounded from 2011 to the last
// actual year, over that of the population (UN), a year. It is rounded to four
// digits, so it is met within half of the last.
func TestLongRunGrowthIsTheMeanOfThePast(t *testing.T) {
	for _, code := range []string{"CPV", "GNB", "STP"} {
		s := studies.Load(t, code)
		g := s.Economy.RealGrowth
		people := func(year abnd.Year) (sum float64) {
			for age := 0; age <= abnd.MaxAge; age++ {
				for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
					n, _ := s.Population.Get(year, sex, age)
					sum += float64(n)
				}
			}
			return sum
		}
		volume := 1.0
		for year := abnd.Year(2011); year <= g.LastActual; year++ {
			volume *= 1 + g.Values[year]
		}
		mean := math.Pow(volume*people(2010)/people(g.LastActual), 1/float64(g.LastActual-2010)) - 1
		if g.Extension != abnd.ConvergePerHead || g.LongRunYear != 2035 || math.Abs(g.LongRun.Value-mean) > 0.5e-4 {
			t.Errorf("%s: %s to %v in %d; the mean is %v", code, g.Extension, g.LongRun.Value, g.LongRunYear, mean)
		}
	}
}

// After the last published year the deflator of every country is the inflation
// of consumer prices.
func TestDeflatorsMeetConsumerPrices(t *testing.T) {
	for _, code := range country.Codes() {
		p := run(t, code).Projection
		for year := abnd.Year(2031); year <= 2040; year++ {
			deflator, _ := p.Value("frame/deflator_growth", year)
			prices, ok := p.Value("frame/inflation", year)
			if !ok || deflator != prices {
				t.Errorf("%s %d: the deflator grows by %v, prices by %v", code, year, deflator, prices)
			}
		}
	}
}

// Without the gas jump Mozambique grows by 4 % in 2029 and 2030, and owes the
// money that the IMF projects: 85.039 % of MT 2,459.497 bn and 75.209 % of MT
// 2,887.801 bn. In 2031 the deficit alone comes on top.
func TestWithoutTheGasJump(t *testing.T) {
	s := studies.Load(t, "MOZ")
	s.Macro = "no-gas-jump"
	p := studies.Run(t, s).Projection
	at := func(key abnd.Path, year abnd.Year) float64 {
		x, ok := p.Value(key, year)
		if !ok {
			t.Fatalf("%s is not known in %d", key, year)
		}
		return x
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s is %v, not %v", what, got, want)
		}
	}
	growth := map[abnd.Year]float64{2028: 1268.856/1220.31 - 1, 2029: 0.04, 2030: 0.04, 2031: 0.0350388216328}
	for year, want := range growth {
		near("growth", at("frame/real_growth", year), want)
	}
	near("GDP of 2030", at("frame/gdp", 2030), 2887.801e9*1.04*1.04/(1542.595/1268.856))
	near("debt of 2029", at("frame/debt_amount", 2029), 0.85039*2459.497e9)
	near("debt of 2030", at("frame/debt_amount", 2030), 0.75209*2887.801e9)
	near("debt of 2031", at("frame/debt_amount", 2031), 0.75209*2887.801e9-at("frame/balance", 2031))
	// As projected, nothing but the deficit changes the debt after 2030 either.
	base := run(t, "MOZ").Projection
	for year := abnd.Year(2031); year <= 2040; year++ {
		debt, _ := base.Value("frame/debt_amount", year)
		before, _ := base.Value("frame/debt_amount", year-1)
		balance, _ := base.Value("frame/balance", year)
		near("debt as projected", debt, before-balance)
	}
}
