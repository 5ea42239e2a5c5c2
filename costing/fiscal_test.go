package costing_test

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// withDebt gives the small study a debt of 40 % of GDP at the end of 2021, and
// 5 % of interest. GDP is 100 m in 2021 and 108.15 m in 2022.
func withDebt(s *abnd.Study) *abnd.Study {
	s.Government.Debt = held(2021, 0.4)
	s.Government.Debt.Extension = abnd.WithBalance
	s.Government.InterestRate = held(2020, 0.05)
	return s
}

// withEnvelope lets the small study spend 0.1% of GDP more, and gives it two
// measures: half a percent of GDP that takes two years to come in, and money
// that follows prices.
func withEnvelope(s *abnd.Study) *abnd.Study {
	s.Government.Envelope = held(2022, 0.001)
	s.Government.EnvelopeBy, s.Government.EnvelopeYear = abnd.T("Ministry of Finance", "Ministério das Finanças"), 2022
	s.Financing = []abnd.Financing{
		{ID: "tax", Name: abnd.T("Tax", "Imposto"), Kind: abnd.NewTax, Start: 2023, RampYears: abnd.Known(2, 0), Share: abnd.Known(0.005, 0), Provenance: printed},
		{ID: "fund", Name: abnd.T("Fund", "Fundo"), Kind: abnd.NewGrants, Start: 2024, End: 2024, Amount: abnd.Known(1e6, 2022), Index: costing.IndexCPI, For: []string{"high"}, Provenance: printed},
	}
	return s
}

func TestYieldsByHand(t *testing.T) {
	p := project(t, withEnvelope(smallStudy()))
	gdp := func(year abnd.Year) float64 { x, _ := p.Value("frame/gdp", year); return x }
	for year, want := range map[abnd.Year]float64{2022: 0, 2023: 0.0025 * gdp(2023), 2024: 0.005 * gdp(2024), 2025: 0.005 * gdp(2025)} {
		wantLine(t, p, costing.YieldKey("tax"), year, want)
	}
	// Prices rise by 6 % a year after 2022.
	for year, want := range map[abnd.Year]float64{2023: 0, 2024: 1e6 * 1.06 * 1.06, 2025: 0} {
		wantLine(t, p, costing.YieldKey("fund"), year, want)
	}
	wantLine(t, p, costing.FiscalKey("low", "available"), 2024, 0.005*gdp(2024))
	wantLine(t, p, costing.FiscalKey("high", "available"), 2024, 0.005*gdp(2024)+1e6*1.06*1.06)
}

// The increments of the small study, over an envelope of 0.1% of GDP. In the
// high scenario the new pension costs some tens of millions from 2024 on, which
// no measure can pay: the gap opens then. The low one fits.
func TestTheGapOpensWhereTheMoneyEnds(t *testing.T) {
	p := project(t, withEnvelope(smallStudy()))
	for _, id := range []string{abnd.StatusQuo, "low"} {
		if year, ok := p.Value(costing.FiscalKey(id, "gap_year"), 0); ok {
			t.Errorf("%s has a gap in %v", id, year)
		}
	}
	wantLine(t, p, costing.FiscalKey("high", "gap_year"), 0, 2024)
	for _, year := range []abnd.Year{2024, 2025} {
		wantLine(t, p, costing.FiscalKey("high", "gap_since"), year, 2024)
		extra, _ := p.Value("high/total/incremental_cost", year)
		gdp, _ := p.Value("frame/gdp", year)
		available, _ := p.Value(costing.FiscalKey("high", "available"), year)
		wantLine(t, p, costing.FiscalKey("high", "gap"), year, extra-0.001*gdp-available)
	}
	wantLine(t, p, costing.FiscalKey("high", "gap_since"), 2023, 0)
}

// What is not known is not a gap of nothing: before the envelope begins there
// is neither a need nor a gap.
func TestWithoutAnEnvelopeThereIsNoNeed(t *testing.T) {
	s := withEnvelope(smallStudy())
	s.Government.Envelope = held(2024, 0.001)
	p := project(t, s)
	for _, code := range []string{"need", "financed", "gap", "envelope_share"} {
		if x, ok := p.Value(costing.FiscalKey("high", code), 2023); ok {
			t.Errorf("%s is %v in a year without an envelope", code, x)
		}
		if _, ok := p.Value(costing.FiscalKey("high", code), 2024); !ok {
			t.Errorf("%s is not known in a year with an envelope", code)
		}
	}
}

// Worked by hand: the balance of 2022 is −5 % of 108.15 m = −5.4075 m, so the
// debt is 45.4075 m, and interest 5 % of 40 m.
func TestDebtByHand(t *testing.T) {
	p := project(t, withDebt(smallStudy()))
	wantLine(t, p, "frame/debt_amount", 2021, 40e6)
	wantLine(t, p, "frame/debt_amount", 2022, 45.4075e6)
	wantLine(t, p, "frame/interest_amount", 2022, 2e6)
	wantLine(t, p, "frame/primary_balance", 2022, -3.4075e6)
	// A flow from 2023 on leaves 2022 as it is.
	s := withDebt(smallStudy())
	s.Government.StockFlow = held(2023, 0.01)
	wantLine(t, project(t, s), "frame/debt_amount", 2022, 45.4075e6)
	wantLine(t, p, "frame/growth_adjusted_interest", 2022, 1.05/(1.03*1.05)-1)
	wantLine(t, p, "frame/stabilising_balance", 2022, 0.4*(1.05/(1.03*1.05)-1))
	// Borrowed in 2023: the grant of the low scenario. A year later it has
	// cost 5 % of interest.
	extra23, _ := p.Value("low/total/incremental_cost", 2023)
	extra24, _ := p.Value("low/total/incremental_cost", 2024)
	wantLine(t, p, costing.FiscalKey("low", "added_debt"), 2022, 0)
	wantLine(t, p, costing.FiscalKey("low", "added_debt"), 2023, extra23)
	wantLine(t, p, costing.FiscalKey("low", "added_interest"), 2024, 0.05*extra23)
	wantLine(t, p, costing.FiscalKey("low", "added_debt"), 2024, 1.05*extra23+extra24)
}

// Debt grows by the deficit and what changes it besides, in the status quo and
// in every scenario, and its ratio follows the growth-adjusted rate, whatever
// the figures.
func TestDebtIdentities(t *testing.T) {
	proofs.Check(t, func(r *rapid.T) {
		s := withEnvelope(withDebt(smallStudy()))
		draw := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(r, name) }
		s.Government.Debt.Values[2021] = draw("debt", 0, 2)
		s.Government.InterestRate = held(2020, draw("rate", 0, 0.3))
		s.Government.StockFlow = held(2020, draw("flow", -0.5, 0.5), draw("flow", -0.5, 0.5))
		s.Government.Envelope = held(2022, draw("envelope", 0, 0.2))
		s.Economy.RealGrowth = held(2021, 0.02, draw("growth", -0.3, 0.3))
		s.Financing[0].Share = abnd.Known(draw("yield", 0, 1), 0)
		p := project(t, s)
		at := func(key model.Key, year abnd.Year) float64 {
			x, ok := p.Value(key, year)
			if !ok {
				r.Fatalf("%s is not known in %d", key, year)
			}
			return x
		}
		near := func(what string, year abnd.Year, a, b, scale float64) {
			if !proofs.Alike(proofs.Recomputed, a, b, scale) {
				r.Fatalf("%s in %d: %v and %v", what, year, a, b)
			}
		}
		for year := abnd.Year(2022); year <= 2025; year++ {
			gdp := at("frame/gdp", year)
			flow := at("frame/stock_flow", year) * gdp
			near("status quo", year, at("frame/debt_amount", year)-at("frame/debt_amount", year-1), -at("frame/balance", year)+flow, gdp)
			near("ratio", year, at("frame/debt", year),
				(1+at("frame/growth_adjusted_interest", year))*at("frame/debt", year-1)-at("frame/primary_balance_share", year)+at("frame/stock_flow", year), 1)
			near("stock-flow", year, at("frame/stock_flow_implied", year), at("frame/stock_flow", year), 1)
			for _, id := range []string{abnd.StatusQuo, "low", "high"} {
				of := func(code string) model.Key { return costing.FiscalKey(id, code) }
				near(id+" financing", year, at(of("need"), year), at(of("financed"), year)+at(of("gap"), year), gdp)
				if at(of("gap"), year) < 0 || at(of("financed"), year) > at(of("available"), year) {
					r.Fatalf("%s: a gap of %v, %v financed of %v", id, at(of("gap"), year), at(of("financed"), year), at(of("available"), year))
				}
				if year > 2022 {
					near(id+" debt", year, at(of("debt"), year)-at(of("debt"), year-1), -at(of("balance"), year)+flow, gdp)
				}
			}
		}
	})
}

// Items are a share or money; together they are what is known of the total.
func TestItemsOfTheAccounts(t *testing.T) {
	s := smallStudy()
	s.Government.Taxes.Share = held(2022, 0.2)
	s.Government.Grants.Money = held(2022, 5e6)
	p := project(t, s)
	wantLine(t, p, "frame/taxes_amount", 2022, 0.2*108.15e6)
	wantLine(t, p, "frame/revenue_items_amount", 2022, 0.2*108.15e6+5e6)
	wantLine(t, p, "frame/revenue_rest_amount", 2022, 0.1*108.15e6-5e6)
}

// A study takes one macro scenario or none; the changes of another do nothing.
func TestMacroScenarios(t *testing.T) {
	plain := project(t, smallStudy())
	s := smallStudy()
	change := func(series string, kind abnd.MacroKind, from, to abnd.Year, value float64) abnd.MacroChange {
		return abnd.MacroChange{Series: series, Kind: kind, From: from, To: to, Value: abnd.Known(value, 0), Provenance: printed}
	}
	s.MacroScenarios = []abnd.MacroScenario{
		{ID: "slow", Name: abnd.T("Slow", "Lento"), Changes: []abnd.MacroChange{change("real_growth", abnd.AddTo, 2023, 0, -0.01)}},
		{ID: "shock", Name: abnd.T("Shock", "Choque"), Changes: []abnd.MacroChange{
			change("inflation", abnd.AddTo, 2023, 2023, 0.1), change("inflation", abnd.Replace, 2024, 2024, 0),
		}},
	}
	none := project(t, s)
	for _, line := range plain.Model().Lines() {
		if line.IsInput() {
			continue
		}
		was, is := plain.Values(line.Key), none.Values(line.Key)
		for i := range was {
			if was[i] != is[i] && !(math.IsNaN(was[i]) && math.IsNaN(is[i])) {
				t.Fatalf("%s moves from %v to %v though no macro scenario is taken", line.Key, was[i], is[i])
			}
		}
	}
	s.Macro = "slow"
	slow := project(t, s)
	wantLine(t, slow, "frame/gdp", 2022, 108.15e6)
	wantLine(t, slow, "frame/gdp", 2024, 108.15e6*1.03*1.05*1.03*1.05)
	wantLine(t, slow, "frame/given/real_growth", 2024, 0.04)
	s.Macro = "shock"
	shock := project(t, s)
	for year, want := range map[abnd.Year]float64{2022: 0.06, 2023: 0.16, 2024: 0, 2025: 0.06} {
		wantLine(t, shock, "frame/inflation", year, want)
	}
}

func TestCheckLabourAndFiscal(t *testing.T) {
	blank := abnd.Series{}
	macro := func(changes ...abnd.MacroChange) func(*abnd.Study) {
		return func(s *abnd.Study) {
			for i := range changes {
				changes[i].Provenance = printed
			}
			s.MacroScenarios = []abnd.MacroScenario{{ID: "m", Name: abnd.T("M", "Mm"), Changes: changes}}
		}
	}
	measure := func(f func(*abnd.Financing)) func(*abnd.Study) {
		return func(s *abnd.Study) { withEnvelope(s); f(&s.Financing[0]) }
	}
	runCheckCases(t, []checkCase{
		{"all filled in", func(s *abnd.Study) { withLabour(withEnvelope(withDebt(s))) }, nil},
		{"men without participation", func(s *abnd.Study) { withLabour(s); s.Labour.Participation.Male = blank }, []string{
			"needed labour/participation_male", "warning employment-unknown labour/informal_share", "warning employment-unknown labour/insured_share",
		}},
		{"some age groups", func(s *abnd.Study) { withLabour(s); s.Labour.Youth.Female = held(2020, 0.3) }, []string{"needed labour/participation_15_24_female"}},
		{"all age groups", func(s *abnd.Study) { everyAge(withLabour(s)) }, nil},
		{"all age groups but one", func(s *abnd.Study) { everyAge(withLabour(s)); s.Labour.Old.Male = blank }, []string{
			"needed labour/participation_15_24_male", "warning employment-unknown labour/informal_share", "warning employment-unknown labour/insured_share",
		}},
		{"participation in percent", func(s *abnd.Study) { withLabour(s); s.Labour.Participation.Male = held(2020, 80) }, []string{"out-of-range labour/participation_male/2020"}},
		{"a participation of the whole population", func(s *abnd.Study) { withLabour(s); s.Labour.Participation.Female = held(2020, 0.24) }, []string{"warning participation-low labour/participation_female/2020"}},
		{"insured twice", func(s *abnd.Study) { withLabour(s); s.Labour.Insured = held(2020, 1) }, []string{"both-given labour/insured_share"}},
		{"unknown closure", func(s *abnd.Study) { s.GrowthFrom = "guess" }, []string{"unknown-reference general/growth_from"}},
		{"growth from nothing", func(s *abnd.Study) { s.GrowthFrom = abnd.FromProductivity }, []string{"employment-unknown general/growth_from", "needed economy/productivity_growth"}},
		{"an item twice", func(s *abnd.Study) {
			s.Government.Taxes = abnd.Account{Share: held(2022, 0.1), Money: held(2022, 1)}
		}, []string{"both-given government/taxes_money"}},
		{"an envelope after the end of a shortened study", func(s *abnd.Study) { withEnvelope(s); s.Government.Envelope = held(2030, 0.01) }, nil},
		{"flows of no debt", func(s *abnd.Study) { s.Government.StockFlow = held(2022, 0.1) }, []string{"warning debt-unknown government/stock_flow"}},
		{"measures without an envelope", func(s *abnd.Study) { withEnvelope(s); s.Government.Envelope = blank }, []string{"warning envelope-unknown government/envelope"}},
		{"a measure without a yield", measure(func(f *abnd.Financing) { f.Share = abnd.Figure{} }), []string{"needed financing/tax/share"}},
		{"a measure in percent", measure(func(f *abnd.Financing) { f.Share = abnd.Known(5, 0) }), []string{"out-of-range financing/tax/share"}},
		{"a measure without a year", measure(func(f *abnd.Financing) { f.Start = 0 }), []string{"needed financing/tax/start"}},
		{"a measure that ends first", measure(func(f *abnd.Financing) { f.End = 2022 }), []string{"order financing/tax/end"}},
		{"a measure of no kind", measure(func(f *abnd.Financing) { f.Kind = "luck" }), []string{"unknown-reference financing/tax/kind"}},
		{"a measure with a space in its id", measure(func(f *abnd.Financing) { f.ID = "a tax" }), []string{"id financing/a tax/id"}},
		{"a measure of one year", measure(func(f *abnd.Financing) { f.End = f.Start }), nil},
		{"half a year of ramp", measure(func(f *abnd.Financing) { f.RampYears = abnd.Known(1.5, 0) }), []string{"not-whole financing/tax/ramp_years"}},
		{"a measure for nobody", measure(func(f *abnd.Financing) { f.For = []string{"hihg"} }), []string{"unknown-reference financing/tax/for"}},
		{"money of no year", measure(func(f *abnd.Financing) {
			f.Share, f.Amount, f.Index = abnd.Figure{}, abnd.Known(1, 0), costing.IndexCPI
		}), []string{"year-outside financing/tax/amount_year"}},
		{"a macro scenario that is none", func(s *abnd.Study) { s.Macro = "m" }, []string{"unknown-reference general/macro"}},
		{"a change of no series", macro(abnd.MacroChange{Series: "growth", Kind: abnd.AddTo, From: 2023, Value: abnd.Known(0.01, 0)}), []string{"unknown-reference macro/m/growth/1/series"}},
		{"a change of a blank series", macro(abnd.MacroChange{Series: "envelope", Kind: abnd.AddTo, From: 2023, Value: abnd.Known(0.01, 0)}), []string{"series-blank macro/m/envelope/1/series"}},
		{"a change of nothing", macro(abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2023}), []string{"needed macro/m/inflation/1/value"}},
		{"a change without a kind or a year", macro(abnd.MacroChange{Series: "inflation", Value: abnd.Known(0.01, 0)}), []string{"unknown-reference macro/m/inflation/1/kind", "needed macro/m/inflation/1/from"}},
		{"a change in percent", macro(abnd.MacroChange{Series: "inflation", Kind: abnd.Replace, From: 2023, Value: abnd.Known(5, 0)}), []string{"out-of-range macro/m/inflation/1/value"}},
		{"a change that ends first", macro(abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2023, To: 2022, Value: abnd.Known(0.01, 0)}), []string{"order macro/m/inflation/1/to"}},
		{"a change of one year", macro(abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2023, To: 2023, Value: abnd.Known(0.01, 0)}), nil},
		{"two changes, one after the other", macro(
			abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2023, To: 2023, Value: abnd.Known(0.01, 0)},
			abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2024, Value: abnd.Known(0.01, 0)},
		), nil},
		{"two changes that meet in a year", macro(
			abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2023, To: 2024, Value: abnd.Known(0.01, 0)},
			abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2024, Value: abnd.Known(0.01, 0)},
		), []string{"overlap macro/m/inflation/2/from"}},
		{"two changes of one year", macro(
			abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2023, Value: abnd.Known(0.01, 0)},
			abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2025, Value: abnd.Known(0.01, 0)},
		), []string{"overlap macro/m/inflation/2/from"}},
		{"a level of prices below any", macro(abnd.MacroChange{Series: "inflation", Kind: abnd.Replace, From: 2023, Value: abnd.Known(-0.6, 0)}), []string{"out-of-range macro/m/inflation/1/value"}},
		{"prices that lose more than their half", macro(abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: 2023, Value: abnd.Known(-0.6, 0)}), nil},
		{"as many changes as a workbook takes", func(s *abnd.Study) {
			var changes []abnd.MacroChange
			for year := abnd.Year(2020); year < 2070; year++ {
				changes = append(changes, abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: year, To: year, Value: abnd.Known(0.01, 0)})
			}
			macro(changes...)(s)
		}, nil},
		{"more changes than a workbook takes", func(s *abnd.Study) {
			var changes []abnd.MacroChange
			for year := abnd.Year(2020); year < 2071; year++ {
				changes = append(changes, abnd.MacroChange{Series: "inflation", Kind: abnd.AddTo, From: year, To: year, Value: abnd.Known(0.01, 0)})
			}
			macro(changes...)(s)
		}, []string{"too-many macro"}},
	})
}

// What is not given has no lines: interest without a rate or an item, what
// keeps the debt ratio without a rate. Interest of 1 % of GDP as an item is in
// the primary balance, −5 % before it.
func TestAccountsOfWhatIsGiven(t *testing.T) {
	const primary, stabilising = "frame/primary_balance_share", "frame/stabilising_balance"
	for name, c := range map[string]struct {
		change               func(*abnd.Study)
		primary, stabilising bool
	}{
		"debt alone":  {func(s *abnd.Study) { s.Government.InterestRate = abnd.Series{} }, false, false},
		"with a rate": {func(*abnd.Study) {}, true, true},
		"with interest": {func(s *abnd.Study) {
			s.Government.InterestRate, s.Government.Interest.Share = abnd.Series{}, held(2020, 0.01)
		}, true, false},
	} {
		s := withDebt(smallStudy())
		c.change(s)
		p := project(t, s)
		if got := p.Model().Has(primary); got != c.primary {
			t.Errorf("%s: a primary balance is %v", name, got)
		}
		if got := p.Model().Has(stabilising); got != c.stabilising {
			t.Errorf("%s: a stabilising balance is %v", name, got)
		}
		if name == "with interest" {
			wantLine(t, p, primary, 2023, -0.04)
		}
	}
}

// One item of revenue known: a tenth of GDP of the three; of expenditure none.
func TestItemsOfTheAccountsAddUp(t *testing.T) {
	s := smallStudy()
	s.Government.Taxes.Share = held(2020, 0.1)
	p := project(t, s)
	gdp, _ := p.Value("frame/gdp", 2023)
	wantLine(t, p, "frame/revenue_items_amount", 2023, 0.1*gdp)
	wantLine(t, p, "frame/revenue_rest_amount", 2023, 0.2*gdp)
	if p.Model().Has("frame/expenditure_items_amount") {
		t.Error("items of expenditure that nobody gave are added up")
	}
}

// By hand: in the first year nothing is added before it, so the debt is that of
// the status quo and what is borrowed; every amount is also a share of GDP.
func TestDebtAndBalanceOfAScenario(t *testing.T) {
	p := project(t, withDebt(withEnvelope(smallStudy())))
	at := func(key model.Key, year abnd.Year) float64 {
		x, ok := p.Value(key, year)
		if !ok {
			t.Fatalf("%s in %d is not known", key, int(year))
		}
		return x
	}
	added, byEnvelope, byGap := 0.0, 0.0, 0.0
	for _, year := range p.Model().Line(costing.FiscalKey("high", "debt")).Years.All() {
		gdp := at("frame/gdp", year)
		interest := 0.05 * added
		borrowed := at("high/total/incremental_cost", year) - at(costing.FiscalKey("high", "financed"), year)
		added += interest + borrowed
		// The envelope is a thousandth of GDP, and used up before there is a gap.
		within := min(at("high/total/incremental_cost", year), 0.001*gdp)
		byEnvelope, byGap = 1.05*byEnvelope+within, 1.05*byGap+at(costing.FiscalKey("high", "gap"), year)
		if math.Abs(byEnvelope+byGap-added) > 1e-9*math.Abs(added) {
			t.Errorf("%d: %v by the envelope and %v by the gap are not %v", year, byEnvelope, byGap, added)
		}
		debt, balance := at("frame/debt_amount", year)+added, at("frame/balance", year)-borrowed-interest
		for line, want := range map[string]float64{
			"debt": debt, "debt_share": debt / gdp, "balance": balance, "balance_share": balance / gdp, "envelope_debt": byEnvelope, "gap_debt": byGap, "envelope_debt_share": byEnvelope / gdp, "gap_debt_share": byGap / gdp,
			"within_envelope": within, "gap_share": at(costing.FiscalKey("high", "gap"), year) / gdp,
			"envelope_share": 0.001, "increment_share": at("high/total/incremental_cost", year) / gdp,
		} {
			wantLine(t, p, costing.FiscalKey("high", line), year, want)
		}
	}
	if byEnvelope == 0 || byGap == 0 {
		t.Error("nothing is borrowed")
	}
	for key, want := range map[model.Key]string{costing.YieldKey("tax"): "fiscal", costing.FiscalKey("high", "gap"): "fiscal/of/high"} {
		if got := p.Model().Line(key).Group; got != want {
			t.Errorf("%s stands among %s", key, got)
		}
	}
}

// Debt without its interest has no lines of a scenario, nor interest without
// a debt.
func TestOnlyBothOfDebtAndInterestAreCarriedOn(t *testing.T) {
	for name, change := range map[string]func(*abnd.Study){
		"no interest": func(s *abnd.Study) { s.Government.InterestRate = abnd.Series{} },
		"no debt":     func(s *abnd.Study) { s.Government.Debt = abnd.Series{} },
	} {
		s := withDebt(withEnvelope(smallStudy()))
		change(s)
		if project(t, s).Model().Has(costing.FiscalKey("high", "debt")) {
			t.Errorf("%s: there is a debt of the scenario", name)
		}
	}
}

// The deficit of 5 % of GDP is paid for by a fund: the debt stays, and the
// balance after the fund is what it changes by. Without a flow that lowers the
// debt, or without a deficit, there is no fund to speak of.
func TestABalanceIsBeforeTheFundWhereOnePays(t *testing.T) {
	s := withDebt(withEnvelope(smallStudy()))
	if costing.FundPaysDeficits(s) {
		t.Error("a fund without a flow")
	}
	s.Government.StockFlow = held(2022, 0.05)
	if costing.FundPaysDeficits(s) {
		t.Error("a flow that raises the debt is a fund")
	}
	s.Government.StockFlow = held(2022, -0.05)
	p := project(t, s)
	line := p.Model().Line(costing.FiscalKey("high", "balance"))
	if got := line.Label.EN; got != "Government balance before the fund, after financing and interest" {
		t.Errorf("the balance is called %q", got)
	}
	for _, year := range line.Years.All() {
		gdp, _ := p.Value("frame/gdp", year)
		balance, _ := p.Value(costing.FiscalKey("high", "balance"), year)
		wantLine(t, p, costing.FiscalKey("high", "fund"), year, 0.05*gdp)
		wantLine(t, p, costing.FiscalKey("high", "balance_after"), year, balance+0.05*gdp)
		wantLine(t, p, "frame/debt_amount", year, 40e6)
	}
	rich := withDebt(smallStudy())
	rich.Government.StockFlow, rich.Government.Revenue = held(2022, -0.05), held(2020, 0.5)
	if costing.FundPaysDeficits(rich) {
		t.Error("a fund pays for a deficit that there is not")
	}
}

// The sentence names the gap, the debt of the first and the last year, that of
// the status quo, and what the envelope and the gap add: figures of the lines,
// written here by hand from them.
func TestFiscalSentences(t *testing.T) {
	share := func(p *model.Projection, key model.Key, year abnd.Year) string {
		x, _ := p.Value(key, year)
		return strconv.FormatFloat(100*x, 'f', 1, 64) + "%"
	}
	said := func(s *abnd.Study, id string) (*model.Projection, string) {
		p := project(t, s)
		sentence, ok := costing.FiscalSentence(s, id)
		if !ok {
			return p, ""
		}
		return p, sentence.In(p, abnd.English)
	}
	both := withDebt(withEnvelope(smallStudy()))
	last := both.Projection.Last
	p, high := said(both, "high")
	of := func(id, code string, year abnd.Year) string { return share(p, costing.FiscalKey(id, code), year) }
	tail := func(id string) string {
		return " from " + of(id, "debt_share", 2022) + " of GDP in 2022 to " + of(id, "debt_share", last) + " in 2025 (status quo: " + share(p, "frame/debt", last) + "). Spending within the fiscal envelope adds " +
			of(id, "envelope_debt_share", last) + " of GDP to debt, the financing gap " + of(id, "gap_debt_share", last) + "."
	}
	if want := "Financing gap from 2024, and debt rises" + tail("high"); high != want {
		t.Errorf("%s\nwant %s", high, want)
	}
	_, low := said(both, "low")
	if want := "No financing gap, but debt rises" + tail("low"); low != want {
		t.Errorf("%s\nwant %s", low, want)
	}
	// With a surplus the debt falls.
	rich := withDebt(withEnvelope(smallStudy()))
	rich.Government.Revenue = held(2020, 0.5)
	p, low = said(rich, "low")
	if want := "No financing gap; debt falls" + tail("low"); low != want {
		t.Errorf("%s\nwant %s", low, want)
	}
	if _, got := said(withEnvelope(smallStudy()), "high"); got != "Financing gap from 2024." {
		t.Error(got)
	}
	if _, got := said(withEnvelope(smallStudy()), "low"); got != "No financing gap." {
		t.Error(got)
	}
	debtOnly := withDebt(smallStudy())
	p, got := said(debtOnly, "low")
	if want := "Debt rises from " + of("low", "debt_share", 2022) + " of GDP in 2022 to " + of("low", "debt_share", last) + " in 2025 (status quo: " + share(p, "frame/debt", last) + ")."; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, s := range []*abnd.Study{smallStudy(), both} {
		if _, got := said(s, abnd.StatusQuo); got != "" {
			t.Error(got)
		}
	}
	if _, got := said(smallStudy(), "low"); got != "" {
		t.Error(got)
	}
}
