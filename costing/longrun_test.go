package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// goesTo extends a series of the small study, whose published growth ends with
// 4 % in 2023, whose published deflator with 5 % in 2021.
func goesTo(s *abnd.Series, extension abnd.Extension, longRun float64, year abnd.Year) {
	s.Extension, s.LongRun, s.LongRunYear = extension, abnd.Known(longRun, 0), year
}

// By hand: from 4 % in 2023 to 1 % in 2026, a percentage point a year; in 2025
// the half of the way to 2025 is 2.5 %, and from then on it is 1 %.
func TestGrowthGoesToItsLongRunValueInEqualSteps(t *testing.T) {
	for _, c := range []struct {
		year abnd.Year
		want map[abnd.Year]float64
	}{
		{2026, map[abnd.Year]float64{2022: 0.03, 2023: 0.04, 2024: 0.03, 2025: 0.02}},
		{2025, map[abnd.Year]float64{2023: 0.04, 2024: 0.025, 2025: 0.01}},
		{2024, map[abnd.Year]float64{2023: 0.04, 2024: 0.01, 2025: 0.01}},
	} {
		s := smallStudy()
		goesTo(&s.Economy.RealGrowth, abnd.Converge, 0.01, c.year)
		p := project(t, s)
		for year, want := range c.want {
			wantLine(t, p, "frame/real_growth", year, want)
		}
	}
}

// The population grows by 2 % in 2025 and by nothing before: growth of 1 % a
// head is 1 % in 2024 and 1.01 × 1.02 − 1 = 3.02 % in 2025. On the way to 2026
// a third of the distance to that is left in 2024, and a half in 2025.
func TestGrowthPerHeadAddsThatOfThePopulation(t *testing.T) {
	grown := func(year abnd.Year) *abnd.Study {
		s := smallStudy()
		for age := 0; age <= abnd.MaxAge; age++ {
			s.Population.Set(2025, abnd.Female, age, 1020)
			s.Population.Set(2025, abnd.Male, age, 918)
		}
		goesTo(&s.Economy.RealGrowth, abnd.ConvergePerHead, 0.01, year)
		return s
	}
	p := project(t, grown(2024))
	wantLine(t, p, "frame/real_growth", 2024, 0.01)
	wantLine(t, p, "frame/real_growth", 2025, 0.0302)
	p = project(t, grown(2026))
	wantLine(t, p, "frame/real_growth", 2024, 0.03)
	wantLine(t, p, "frame/real_growth", 2025, 0.03+(0.0302-0.03)/2)
}

// Prices rise by 6 % from 2022 on. The deflator, of which 5 % in 2021 is the last
// that is published, meets them at once, or by thirds in 2024.
func TestTheDeflatorMeetsConsumerPrices(t *testing.T) {
	s := smallStudy()
	goesTo(&s.Economy.DeflatorGrowth, abnd.WithPrices, 0.5, 0) // a long-run value is not read
	p := project(t, s)
	for year, want := range map[abnd.Year]float64{2021: 0.05, 2022: 0.06, 2025: 0.06} {
		wantLine(t, p, "frame/deflator_growth", year, want)
	}
	s.Economy.DeflatorGrowth.LongRunYear = 2024
	p = project(t, s)
	for year, want := range map[abnd.Year]float64{2021: 0.05, 2022: 0.05 + 0.01/3, 2023: 0.05 + 0.02/3, 2024: 0.06, 2025: 0.06} {
		wantLine(t, p, "frame/deflator_growth", year, want)
	}
	// It meets the prices that are used, those of a macro scenario too.
	s.Economy.DeflatorGrowth.LongRunYear = 0
	s.MacroScenarios = []abnd.MacroScenario{{ID: "shock", Name: abnd.T("Shock", "Choque"), Changes: []abnd.MacroChange{
		{Series: "inflation", Kind: abnd.AddTo, From: 2024, To: 2024, Value: abnd.Known(0.02, 0), Provenance: printed},
	}}}
	s.Macro = "shock"
	p = project(t, s)
	wantLine(t, p, "frame/deflator_growth", 2023, 0.06)
	wantLine(t, p, "frame/deflator_growth", 2024, 0.08)
	wantLine(t, p, "frame/deflator_growth", 2025, 0.06)
}

// A deflator that nobody publishes may be that of consumer prices from the
// first year on; one that follows prices that are not given is missing with
// them, and one that does not is known without them.
func TestADeflatorIsKnownAsFarAsWhatItFollows(t *testing.T) {
	s := smallStudy()
	s.Economy.DeflatorGrowth = abnd.Series{Extension: abnd.WithPrices}
	wantLine(t, project(t, s), "frame/deflator_growth", 2021, 0.05)
	missing := func() (codes []string) {
		for _, f := range costing.MissingSeries(s) {
			codes = append(codes, f.Code)
		}
		return codes
	}
	if got := missing(); got != nil {
		t.Errorf("%v are missing", got)
	}
	s.Economy.Inflation = abnd.Series{Extension: abnd.HoldLast}
	if got := missing(); len(got) != 2 || got[0] != "deflator_growth" || got[1] != "inflation" {
		t.Errorf("%v are missing, not the deflator and prices", got)
	}
	if _, known := project(t, s).Value("frame/gdp", 2025); known {
		t.Error("GDP is known without a deflator")
	}
	s.Economy.DeflatorGrowth = smallStudy().Economy.DeflatorGrowth
	if _, known := project(t, s).Value("frame/gdp", 2025); !known {
		t.Error("GDP rests on consumer prices that it does not follow")
	}
}

// What is held needs neither a long-run value nor a year: a study from before
// them has the figures that it had, whatever stands in the cells that it does
// not read.
func TestHoldingReadsNoLongRun(t *testing.T) {
	s, other := smallStudy(), smallStudy()
	goesTo(&other.Economy.RealGrowth, abnd.HoldLast, 0.5, 2024)
	goesTo(&other.Economy.Inflation, abnd.HoldLast, 0.5, 2024)
	a, b := project(t, s), project(t, other)
	for _, line := range a.Model().Lines() {
		if line.Inputs != nil {
			continue
		}
		was, is := a.Values(line.Key), b.Values(line.Key)
		for i := range was {
			if was[i] != is[i] && (was[i] == was[i] || is[i] == is[i]) {
				t.Fatalf("%s is %v, and was %v", line.Key, is[i], was[i])
			}
		}
	}
	wantLine(t, a, "frame/real_growth", 2025, 0.04)
	wantLine(t, a, "frame/deflator_growth", 2025, 0.05)
}

func TestCheckLongRun(t *testing.T) {
	growth := func(extension abnd.Extension, year abnd.Year) func(*abnd.Study) {
		return func(s *abnd.Study) { goesTo(&s.Economy.RealGrowth, extension, 0.01, year) }
	}
	runCheckCases(t, []checkCase{
		{"converges", growth(abnd.Converge, 2030), nil},
		{"converges per head", growth(abnd.ConvergePerHead, 2030), nil},
		{"no year", growth(abnd.Converge, 0), []string{"needed economy/real_growth/long_run_year"}},
		{"no value", func(s *abnd.Study) {
			s.Economy.RealGrowth.Extension, s.Economy.RealGrowth.LongRunYear = abnd.Converge, 2030
		}, []string{"needed economy/real_growth/long_run"}},
		{"published beyond", growth(abnd.Converge, 2023), []string{"warning long-run-passed economy/real_growth/long_run_year"}},
		{"nothing to go on from", func(s *abnd.Study) {
			growth(abnd.Converge, 2030)(s)
			s.Economy.RealGrowth.Values = map[abnd.Year]float64{2019: 0.02}
		}, []string{"years-missing economy/real_growth"}},
		{"prices do not converge per head", func(s *abnd.Study) { goesTo(&s.Economy.Inflation, abnd.ConvergePerHead, 0.01, 2030) }, []string{"unknown-reference economy/inflation/extension"}},
		{"growth does not follow prices", growth(abnd.WithPrices, 0), []string{"unknown-reference economy/real_growth/extension"}},
		{"revenue does not converge", func(s *abnd.Study) { goesTo(&s.Government.Revenue, abnd.Converge, 0.2, 2030) }, []string{"unknown-reference government/revenue/extension"}},
		{"a percentage", func(s *abnd.Study) { goesTo(&s.Economy.RealGrowth, abnd.Converge, 0.6, 2030) }, []string{"warning high-rate economy/real_growth/long_run"}},
	})
}

// The deflator is published to 2021 and follows prices then: what a macro scenario
// adds to both counts twice after 2021 alone.
func TestCheckDeflatorThatIsChangedTwice(t *testing.T) {
	shock := func(extension abnd.Extension, prices, deflator abnd.MacroChange) func(*abnd.Study) {
		return func(s *abnd.Study) {
			s.Economy.DeflatorGrowth.Extension = extension
			prices.Series, deflator.Series = "inflation", "deflator_growth"
			changes := []abnd.MacroChange{prices, deflator}
			for i := range changes {
				changes[i].Value, changes[i].Provenance = abnd.Known(0.02, 0), printed
				if changes[i].Kind == "" {
					changes[i].Kind = abnd.AddTo
				}
			}
			s.MacroScenarios = []abnd.MacroScenario{{ID: "shock", Name: abnd.T("Shock", "Choque"), Changes: changes}}
		}
	}
	years := func(from, to abnd.Year) abnd.MacroChange { return abnd.MacroChange{From: from, To: to} }
	replaced := years(2023, 2024)
	replaced.Kind = abnd.Replace
	twice := []string{"warning deflator-twice macro/shock/deflator_growth/1/value"}
	runCheckCases(t, []checkCase{
		{"both", shock(abnd.WithPrices, years(2023, 2024), years(2024, 2025)), twice},
		{"to the end", shock(abnd.WithPrices, years(2021, 0), years(2021, 0)), twice},
		{"while published", shock(abnd.WithPrices, years(2021, 2021), years(2021, 2021)), nil},
		{"one after the other", shock(abnd.WithPrices, years(2022, 2023), years(2024, 2025)), nil},
		{"replaced", shock(abnd.WithPrices, years(2023, 2024), replaced), nil},
		{"held", shock(abnd.HoldLast, years(2023, 2024), years(2023, 2024)), nil},
	})
}

// A projection to 2050 is as it was, one year more is questioned at its cell.
func TestCheckHorizon(t *testing.T) {
	to := func(last abnd.Year) func(*abnd.Study) {
		return func(s *abnd.Study) {
			years := abnd.Years{First: s.FirstYear, Last: last}
			longer := abnd.NewPopulation(years)
			longer.Provenance = printed
			for _, year := range years.All() {
				for age := 0; age <= abnd.MaxAge; age++ {
					longer.Set(year, abnd.Female, age, 1000)
					longer.Set(year, abnd.Male, age, 900)
				}
			}
			s.Population, s.Projection.Last = longer, last
		}
	}
	runCheckCases(t, []checkCase{
		{"2050", to(2050), nil},
		{"2051", to(2051), []string{"warning horizon-far general/projection_last"}},
	})
}

// By hand: nominal growth of 2022 is 1.03 × 1.05 − 1 = 8.15 %, so that interest
// of 5 % is 3.15 points below it. With interest at growth the debt of 40 m grows
// to 43.26 m, and the primary deficit of 3.4075 m comes on top.
func TestDebtWithInterestAtGrowthByHand(t *testing.T) {
	p := project(t, withDebt(smallStudy()))
	wantLine(t, p, costing.RatesKey("effective_interest"), 2022, 0.05)
	wantLine(t, p, costing.RatesKey("nominal_growth"), 2022, 0.0815)
	wantLine(t, p, costing.RatesKey("interest_less_growth"), 2022, -0.0315)
	wantLine(t, p, "frame/debt_at_growth", 2021, 40e6) // published
	wantLine(t, p, "frame/debt_at_growth", 2022, 46.6675e6)
	wantLine(t, p, "frame/debt_at_growth_share", 2022, 46.6675/108.15)
	at := func(key model.Key, year abnd.Year) float64 { x, _ := p.Value(key, year); return x }
	// 2024: the balance is −5 % of GDP, interest 5 % of the debt of 2023.
	ratio := at("frame/gdp", 2024) / at("frame/gdp", 2023)
	wantLine(t, p, "frame/debt_at_growth", 2024, at("frame/debt_at_growth", 2023)*ratio+0.05*at("frame/gdp", 2024)-0.05*at("frame/debt_amount", 2023))
	extra23, extra24 := at("low/total/incremental_cost", 2023), at("low/total/incremental_cost", 2024)
	added := extra23*ratio + extra24
	wantLine(t, p, costing.FiscalKey("low", "added_debt_at_growth"), 2024, added)
	wantLine(t, p, costing.FiscalKey("low", "debt_at_growth"), 2024, at("frame/debt_at_growth", 2024)+added)
	wantLine(t, p, costing.FiscalKey("low", "debt_at_growth_share"), 2024, (at("frame/debt_at_growth", 2024)+added)/at("frame/gdp", 2024))
}

// Where interest is at growth already, both debts are one, whatever else moves
// them: a flow, an envelope, the cost of a scenario.
func TestInterestAtGrowthChangesNothingWhereItIsThere(t *testing.T) {
	s := withEnvelope(withDebt(smallStudy()))
	s.Government.StockFlow = held(2022, 0.01, -0.02)
	s.Government.InterestRate = held(2021, 0.05, 0.0815, 0.092) // 1.03 × 1.05 − 1, then 1.04 × 1.05 − 1
	p := project(t, s)
	for year := abnd.Year(2022); year <= 2025; year++ {
		for _, id := range []string{abnd.StatusQuo, "low", "high"} {
			debt, _ := p.Value(costing.FiscalKey(id, "debt"), year)
			wantLine(t, p, costing.FiscalKey(id, "debt_at_growth"), year, debt)
		}
		wantLine(t, p, costing.RatesKey("effective_interest"), year, map[abnd.Year]float64{2022: 0.0815, 2023: 0.092, 2024: 0.092, 2025: 0.092}[year])
	}
}

// Where the accounts have an item of interest, the effective rate is that over
// the debt of the year before; a debt of nothing has none.
func TestEffectiveInterestOfTheAccounts(t *testing.T) {
	s := withDebt(smallStudy())
	s.Government.Interest.Share = held(2020, 0.01)
	wantLine(t, project(t, s), costing.RatesKey("effective_interest"), 2022, 0.01*108.15/40)
	s.Government.Debt.Values[2021] = 0
	p := project(t, s)
	for _, code := range []string{"effective_interest", "interest_less_growth"} {
		if x, known := p.Value(costing.RatesKey(code), 2022); known {
			t.Errorf("%s of no debt is %v", code, x)
		}
	}
	wantLine(t, p, costing.RatesKey("nominal_growth"), 2022, 0.0815)
	if project(t, smallStudy()).Model().Has(costing.RatesKey("nominal_growth")) {
		t.Error("interest is set against growth without a debt")
	}
}
