package costing_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// withFund gives the small study a fund of 10 m at the end of 2021 that yields
// 10 % (5 to 15) and receives 1 m a year; all of the expenditure is executed, or
// 2 % less or more. Its deficit is 5 % of GDP, which is 108.15 m in 2022 and
// grows by 4 % and 5 % a year.
func withFund(s *abnd.Study) *abnd.Study {
	between := func(low, value, high float64) abnd.Estimate {
		return abnd.Estimate{Value: abnd.Known(value, 0), Low: abnd.Known(low, 0), High: abnd.Known(high, 0), Provenance: printed}
	}
	s.Fund = abnd.Fund{
		Name: abnd.T("Oil fund", "Fundo do petróleo"), Provenance: printed,
		Balance:   abnd.Level{Figure: abnd.Known(10e6, 2021), Provenance: printed},
		Return:    between(0.05, 0.1, 0.15),
		Execution: between(0.98, 1, 1.02),
		Receipts:  held(2022, 1e6),
	}
	return s
}

// withSustainable adds a rule of 3 % of wealth, with receipts discounted at 5 %.
func withSustainable(s *abnd.Study) *abnd.Study {
	withFund(s)
	s.Fund.SustainableShare = abnd.Level{Figure: abnd.Known(0.03, 0), Provenance: printed}
	s.Fund.DiscountRate = abnd.Level{Figure: abnd.Known(0.05, 0), Provenance: printed}
	return s
}

// Worked by hand, in millions. The deficits are 5.4075, 5.90499, 6.44824908
// and 7.04148799536; 2 % of the expenditure are 0.75705, 0.8266986,
// 0.9027548712 and 0.98580831935.
//
//	central  10 × 1.1  + 1 − 5.4075  =  6.5925     6.5925 × 1.1    + 1 − 5.90499   = 2.34676
//	         2.34676 × 1.1 + 1 − 6.44824908 = −2.86681308: empty in 2024
//	early    10 × 1.05 + 1 − 6.16455 =  5.33545    5.33545 × 1.05  + 1 − 6.7316886 = −0.1294661: empty in 2023
//	late     10 × 1.15 + 1 − 4.65045 =  7.84955    7.84955 × 1.15  + 1 − 5.0782914 = 4.9486911
//	         4.9486911 × 1.15 + 1 − 5.5454942088 = 1.1455005562    × 1.15 + 1 − 6.05567967601 = −3.7383540364: empty in 2025
func TestTheFundIsEmptyByHand(t *testing.T) {
	p := project(t, withFund(smallStudy()))
	of := func(code string) model.Key { return costing.FiscalKey(abnd.StatusQuo, code) }
	for code, years := range map[string]map[abnd.Year]float64{
		"fund_withdrawal":       {2022: 5.4075e6, 2023: 5.90499e6, 2024: 6.44824908e6},
		"fund_return":           {2022: 1e6, 2023: 0.65925e6},
		"fund_balance":          {2022: 6.5925e6, 2023: 2.34676e6, 2024: 0, 2025: 0},
		"fund_shortfall":        {2022: 0, 2023: 0, 2024: 2.86681308e6, 2025: 7.04148799536e6 - 1e6},
		"fund_balance_early":    {2022: 5.33545e6, 2023: 0},
		"fund_shortfall_early":  {2022: 0, 2023: 0.1294661e6},
		"fund_balance_late":     {2022: 7.84955e6, 2023: 4.9486911e6, 2024: 1.14550055620e6, 2025: 0},
		"fund_shortfall_late":   {2024: 0, 2025: 3.73835403638e6},
		"fund_empty_year":       {0: 2024},
		"fund_empty_year_early": {0: 2023},
		"fund_empty_year_late":  {0: 2025},
	} {
		for year, want := range years {
			if got, ok := p.Value(of(code), year); !ok || !closeTo(got, want) {
				t.Errorf("%s in %d is %v (known: %v), by hand %v", code, year, got, ok, want)
			}
		}
	}
}

// closeTo allows for the digits that the sums by hand leave out.
func closeTo(a, b float64) bool { return a-b < 1 && b-a < 1 }

// A balance of a year of the projection is that year's, and the fund is followed from
// the next year on: nothing is said of earlier ones.
func TestTheBalanceOfALaterYear(t *testing.T) {
	s := withFund(smallStudy())
	s.Fund.Balance.Figure.Year = 2023
	p := project(t, s)
	of := func(code string) model.Key { return costing.FiscalKey(abnd.StatusQuo, code) }
	for _, code := range []string{"fund_balance", "fund_withdrawal", "fund_opening"} {
		if x, ok := p.Value(of(code), 2022); ok {
			t.Errorf("%s is %v in a year before the balance", code, x)
		}
	}
	wantLine(t, p, of("fund_balance"), 2023, 10e6)
	if x, ok := p.Value(of("fund_withdrawal"), 2023); ok {
		t.Errorf("%v is withdrawn from the balance at the end of the year", x)
	}
	wantLine(t, p, of("fund_balance"), 2024, 11e6+1e6-6.44824908e6)
}

// What is not empty by the last year has no year.
func TestAFundThatLasts(t *testing.T) {
	s := withFund(smallStudy())
	s.Fund.Balance.Value = 100e6
	p := project(t, s)
	for _, c := range costing.FundCases() {
		if year, ok := p.Value(costing.FiscalKey(abnd.StatusQuo, costing.FundEmptyYear+c.Suffix), 0); ok {
			t.Errorf("%s: empty in %v", c.Name.EN, year)
		}
	}
}

// Revenue without the fund of 20 % of GDP leaves 15 % to withdraw; what the debt
// of the status quo pays is not withdrawn, and nothing where it pays all.
func TestWhatIsWithdrawn(t *testing.T) {
	withdrawn := costing.FiscalKey(abnd.StatusQuo, costing.FundWithdrawal)
	s := withFund(smallStudy())
	s.Fund.OtherRevenue = held(2022, 0.2)
	wantLine(t, project(t, s), withdrawn, 2022, 0.15*108.15e6)

	s = withDebt(withFund(smallStudy()))
	wantLine(t, project(t, s), withdrawn, 2022, 0)
	s.Government.StockFlow = held(2022, -0.04)
	wantLine(t, project(t, s), withdrawn, 2022, 0.04*108.15e6)
	s.Fund.Receipts = held(2022, 0)
	wantLine(t, project(t, s), costing.FiscalKey(abnd.StatusQuo, costing.FundBalance), 2022, 11e6-0.04*108.15e6)
}

// 3 % of 10 m and of the present value of 1 m at the end of each of four years,
// then of three years and what is left of the balance.
func TestSustainableIncomeByHand(t *testing.T) {
	p := project(t, withSustainable(smallStudy()))
	four := 1/1.05 + 1/(1.05*1.05) + 1/(1.05*1.05*1.05) + 1/(1.05*1.05*1.05*1.05)
	of := func(code string) model.Key { return costing.FiscalKey(abnd.StatusQuo, code) }
	wantLine(t, p, of(costing.FundSustainable), 2022, 0.03*(10e6+four*1e6))
	wantLine(t, p, of(costing.FundSustainable), 2023, 0.03*(6.5925e6+(four*1.05-1)*1e6))
	wantLine(t, p, of(costing.FundAbove), 2022, 5.4075e6-0.03*(10e6+four*1e6))
}

// A scenario withdraws what it costs more and no measure pays for; of what is
// withdrawn while the fund lasts its part is told.
func TestAScenarioBringsTheYearForward(t *testing.T) {
	s := withFund(smallStudy())
	s.Fund.Balance.Value = 13e6
	p := project(t, s)
	at := func(key model.Key, year abnd.Year) float64 {
		x, ok := p.Value(key, year)
		if !ok {
			t.Fatalf("%s is not known in %d", key, year)
		}
		return x
	}
	before, now := at(costing.FiscalKey(abnd.StatusQuo, costing.FundEmptyYear), 0), at(costing.FiscalKey("high", costing.FundEmptyYear), 0)
	if before != 2025 || now != 2024 {
		t.Fatalf("empty in %v and %v", before, now)
	}
	wantLine(t, p, costing.FiscalKey("high", costing.FundYearsForward), 0, 1)
	var all, more float64
	for year := abnd.Year(2022); year < 2024; year++ {
		extra := at("high/total/incremental_cost", year)
		drawn := at(costing.FiscalKey("high", costing.FundWithdrawal), year)
		wantLine(t, p, costing.FiscalKey("high", costing.FundWithdrawal), year, at(costing.FiscalKey(abnd.StatusQuo, costing.FundWithdrawal), year)+extra)
		all, more = all+drawn, more+extra
	}
	wantLine(t, p, costing.FiscalKey("high", costing.FundDueShare), 0, more/all)

	withEnvelope(s)
	p = project(t, s)
	for year := abnd.Year(2022); year <= 2025; year++ {
		borrowed := at("high/total/incremental_cost", year) - at(costing.FiscalKey("high", "financed"), year)
		wantLine(t, p, costing.FiscalKey("high", costing.FundWithdrawal), year, at(costing.FiscalKey(abnd.StatusQuo, costing.FundWithdrawal), year)+borrowed)
	}
}

// Whatever the figures, no money is lost, no balance is negative, the early case is
// not later than the central one, nor that than the late one, and more in the fund
// never makes it empty earlier.
func TestFundIdentities(t *testing.T) {
	proofs.Check(t, func(r *rapid.T) {
		draw := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(r, name) }
		s := withSustainable(smallStudy())
		s.Fund.Balance.Value = draw("balance", 0, 60e6)
		low, middle, high := draw("low", -0.2, 0), draw("central", 0, 0.1), draw("high", 0.1, 0.3)
		s.Fund.Return.Low, s.Fund.Return.Value, s.Fund.Return.High = abnd.Known(low, 0), abnd.Known(middle, 0), abnd.Known(high, 0)
		s.Fund.Execution.Low, s.Fund.Execution.High = abnd.Known(draw("executed", 0.5, 1), 0), abnd.Known(draw("more", 1, 1.5), 0)
		s.Fund.Receipts = held(2022, draw("receipts", 0, 5e6), draw("receipts", 0, 5e6))
		s.Fund.OtherRevenue = held(2022, draw("other", 0, 0.4))
		p := project(t, s)
		richer := withSustainable(smallStudy())
		richer.Fund = s.Fund
		richer.Fund.Balance.Value += 1e6
		q := project(t, richer)
		year := func(p *model.Projection, id string, c costing.FundCase) abnd.Year {
			if x, ok := p.Value(costing.FiscalKey(id, costing.FundEmptyYear+c.Suffix), 0); ok {
				return abnd.Year(x)
			}
			return s.Projection.Last + 1
		}
		cases := costing.FundCases()
		for _, id := range []string{abnd.StatusQuo, "low", "high"} {
			for _, c := range cases {
				at := func(code string, t abnd.Year) float64 {
					x, ok := p.Value(costing.FiscalKey(id, code+c.Suffix), t)
					if !ok {
						r.Fatalf("%s %s%s is not known in %d", id, code, c.Suffix, t)
					}
					return x
				}
				for t := abnd.Year(2022); t <= 2025; t++ {
					receipts, _ := p.Value(costing.FundReceipts, t)
					in := at(costing.FundOpening, t) + at(costing.FundReturn, t) + receipts + at(costing.FundShortfall, t)
					out := at(costing.FundWithdrawal, t) + at(costing.FundBalance, t)
					if !proofs.Alike(proofs.Recomputed, in, out, 1e6) {
						r.Fatalf("%s%s in %d: %v come in, %v are paid or held", id, c.Suffix, t, in, out)
					}
					if at(costing.FundBalance, t) < 0 || at(costing.FundShortfall, t) > 0 && at(costing.FundBalance, t) > 0 {
						r.Fatalf("%s%s in %d: a balance of %v, %v short", id, c.Suffix, t, at(costing.FundBalance, t), at(costing.FundShortfall, t))
					}
				}
				if year(q, id, c) < year(p, id, c) {
					r.Fatalf("%s%s: with more in the fund it is empty in %d, not %d", id, c.Suffix, year(q, id, c), year(p, id, c))
				}
			}
			if e, c, l := year(p, id, cases[1]), year(p, id, cases[0]), year(p, id, cases[2]); e > c || c > l {
				r.Fatalf("%s: empty in %d, %d and %d", id, e, c, l)
			}
		}
	})
}

// A study without a fund has no line of one.
func TestAStudyWithoutAFund(t *testing.T) {
	for _, line := range project(t, withEnvelope(withDebt(smallStudy()))).Model().Lines() {
		if strings.Contains(string(line.Key), "fund_") || strings.HasPrefix(string(line.Key), "fund/") {
			t.Errorf("there is a line %s", line.Key)
		}
	}
	if costing.HasFund(smallStudy()) {
		t.Error("the small study has a fund")
	}
}

// The sentences in each of their cases.
func TestFundSentences(t *testing.T) {
	said := func(s *abnd.Study, id string) string {
		sentence, ok := costing.FundSentence(s, id)
		if !ok {
			t.Fatal("nothing is said")
		}
		return sentence.In(project(t, s), abnd.English)
	}
	holding := func(balance float64, change ...func(*abnd.Study)) *abnd.Study {
		s := withFund(smallStudy())
		s.Fund.Balance.Value = balance
		for _, f := range change {
			f(s)
		}
		return s
	}
	// The low scenario pays a grant in place of cash of 500,000.
	cheaper := func(s *abnd.Study) { set(s, "grant", "amount", abnd.Num(0.1)) }
	dearer := func(s *abnd.Study) { set(s, "grant", "amount", abnd.Num(1000)) }
	for _, c := range []struct {
		study *abnd.Study
		id    string
		want  string
	}{
		{holding(10e6), abnd.StatusQuo, "Oil fund: empty in 2024 in the status quo; with low return and high execution in 2023, with high return and low execution in 2025."},
		{holding(15e6), abnd.StatusQuo, "Oil fund: empty in 2025 in the status quo; with low return and high execution in 2024, with high return and low execution not by 2025."},
		{holding(18e6), abnd.StatusQuo, "Oil fund: not empty by 2025 in the status quo; with low return and high execution empty in 2025."},
		{holding(100e6), abnd.StatusQuo, "Oil fund: not empty by 2025 in the status quo, in none of the three cases."},
		{holding(13e6), "high", "Oil fund: the year in which it is empty is brought forward by one year, from 2025 to 2024."},
		{holding(17e6), "high", "Oil fund: the year in which it is empty is brought forward to 2024; in the status quo it is not empty by 2025. "},
		{holding(15e6, dearer), "low", "Oil fund: the year in which it is empty is brought forward by 2 years, from 2025 to 2023. "},
		{holding(16e6, cheaper), "low", "Oil fund: the year in which it is empty is put off from 2025 to after 2025."},
		{holding(10e6), "high", "Oil fund: the year in which it is empty, 2024, stays the same."},
		{holding(100e6), "low", "Oil fund: not empty by 2025, as in the status quo."},
		{holding(11.75e6, cheaper), "low", "Oil fund: the year in which it is empty is put off from 2024 to 2025."},
	} {
		if got := said(c.study, c.id); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s says %q, should begin with %q", c.id, got, c.want)
		}
	}
	if _, ok := costing.FundSentence(smallStudy(), "high"); ok {
		t.Error("a study without a fund has a sentence on it")
	}
}

func TestPublishedYears(t *testing.T) {
	s := withFund(smallStudy())
	if _, ok := costing.PublishedSentence(s); ok {
		t.Error("years are told, and none are published")
	}
	at := func(y abnd.Year) abnd.Provenance { p := printed; p.Year = y; return p }
	s.Fund.Published = []abnd.EmptyYear{
		{By: abnd.T("IMF", "FMI"), Year: 2038, Provenance: at(2022)},
		{By: abnd.T("Parliament", "Parlamento"), Early: 2034, Late: 2039, Provenance: at(2022)},
		{By: abnd.T("World Bank", "Banco Mundial"), Late: 2035, Provenance: at(2025)},
		{By: abnd.T("A", "A"), Early: 2030, Provenance: at(2020)},
	}
	sentence, _ := costing.PublishedSentence(s)
	for lang, want := range map[abnd.Lang]string{
		abnd.English:    "Published years: IMF (2022) 2038; Parliament (2022) 2034–2039; World Bank (2025) by 2035; A (2020) from 2030.",
		abnd.Portuguese: "Anos publicados: FMI (2022) 2038; Parlamento (2022) 2034–2039; Banco Mundial (2025) até 2035; A (2020) a partir de 2030.",
	} {
		if got := sentence.In(project(t, s), lang); got != want {
			t.Errorf("%q, should be %q", got, want)
		}
	}
}

func TestCheckFund(t *testing.T) {
	fund := func(f func(*abnd.Fund)) func(*abnd.Study) {
		return func(s *abnd.Study) { withSustainable(s); f(&s.Fund) }
	}
	blank := abnd.Figure{}
	runCheckCases(t, []checkCase{
		{"all filled in", fund(func(*abnd.Fund) {}), nil},
		{"no name", fund(func(f *abnd.Fund) { f.Name = abnd.Text{} }), []string{"needed fund/name_en"}},
		{"no balance", fund(func(f *abnd.Fund) { f.Balance = abnd.Level{} }), []string{"needed fund/balance/value"}},
		{"a balance below zero", fund(func(f *abnd.Fund) { f.Balance.Value = -1 }), []string{"out-of-range fund/balance/value"}},
		{"a balance of no year", fund(func(f *abnd.Fund) { f.Balance.Figure.Year = 0 }), []string{"year-outside fund/balance/year"}},
		{"a balance of long ago", fund(func(f *abnd.Fund) { f.Balance.Figure.Year = 2020 }), []string{"warning fund-not-followed fund/balance/year"}},
		{"a balance of the last year", fund(func(f *abnd.Fund) { f.Balance.Figure.Year = 2025 }), []string{"warning fund-not-followed fund/balance/year"}},
		{"no range", fund(func(f *abnd.Fund) { f.Return.Low, f.Execution.High = blank, blank }), []string{"needed fund/return/low", "needed fund/execution/high"}},
		{"a return in percent", fund(func(f *abnd.Fund) { f.Return.Value = abnd.Known(10, 0) }), []string{"out-of-range fund/return/value"}},
		{"a central value outside", fund(func(f *abnd.Fund) { f.Return.Value = abnd.Known(0.2, 0) }), []string{"order fund/return/value"}},
		{"no receipts", fund(func(f *abnd.Fund) { f.Receipts = abnd.Series{} }), []string{"needed fund/receipts"}},
		{"receipts that begin late", fund(func(f *abnd.Fund) { f.Receipts = held(2024, 1e6) }), []string{"years-missing fund/receipts/2022"}},
		{"revenue in percent", fund(func(f *abnd.Fund) { f.OtherRevenue = held(2022, 20) }), []string{"out-of-range fund/other_revenue/2022"}},
		{"half a rule", fund(func(f *abnd.Fund) { f.DiscountRate = abnd.Level{} }), []string{"needed fund/discount_rate/value"}},
		{"the other half", fund(func(f *abnd.Fund) { f.SustainableShare = abnd.Level{} }), []string{"needed fund/sustainable_share/value"}},
		{"no rule", fund(func(f *abnd.Fund) { f.SustainableShare, f.DiscountRate = abnd.Level{}, abnd.Level{} }), nil},
		{"three percent as three", fund(func(f *abnd.Fund) { f.SustainableShare.Value = 3 }), []string{"out-of-range fund/sustainable_share/value"}},
		{"a published year by nobody", fund(func(f *abnd.Fund) { f.Published = []abnd.EmptyYear{{Provenance: printed}} }), []string{
			"needed fund/published/1/name_en", "needed fund/published/1/year", "needed fund/published/1/value",
		}},
		{"a range that ends first", fund(func(f *abnd.Fund) {
			f.Published = []abnd.EmptyYear{{By: abnd.T("A", "A"), Early: 2035, Late: 2034, Provenance: abnd.Provenance{Source: "s1", Year: 2020}}}
		}), []string{"order fund/published/1/high"}},
	})
}
