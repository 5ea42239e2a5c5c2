package costing_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// ruled gives the small study an envelope and one measure of a rule, from 2023 on.
func ruled(s *abnd.Study, rule costing.FinancingRule) *abnd.Study {
	s.Government.Envelope = held(2022, 0.001)
	s.Financing = []abnd.Financing{costing.NewFinancing("m", abnd.NewTax, abnd.T("Measure", "Medida"), abnd.T("Consumption", "Consumo"), 2023, printed, rule)}
	return s
}

// A tax of 10 % becomes one of 12.5 %, or an excise of 2 one of 3 on a price of 10.
var (
	points = costing.ConsumptionTax{Points: 0.025, Today: 0.1, Elasticity: -0.5}
	raised = costing.Excise{Today: 2, New: 3, Price: 10, Elasticity: -0.6, PassThrough: 1}
)

// Each rule worked by hand. Nominal GDP is 108.15 m in 2022, and grows by
// 1.04 × 1.05 − 1 = 9.2 % a year from 2023 on.
func TestFinancingRulesByHand(t *testing.T) {
	const gdp23 = 108.15e6 * 1.092
	consumption, collected, sales, revenue := points, points, raised, raised
	consumption.Of, consumption.Efficiency = costing.BaseShare(0.65), 0.4
	collected.Of = costing.BaseAmount(3e6, 2022)
	revenue.Of = costing.BaseAmount(1e6, 2023)
	sales.Of, sales.PaidBy = costing.BaseAmount(5e6, 2023), 0.8
	half := raised
	half.Of, half.PassThrough = costing.BaseAmount(1e6, 2023), 0.5
	for name, c := range map[string]struct {
		rule       costing.FinancingRule
		y2023, y24 float64
	}{
		// 0.65 × 0.4 = 0.26 of GDP pays; the price rises by 2.5 ÷ 110, consumption
		// falls by half of that: 1 − 0.5 × 0.0227273 = 0.98863636.
		"consumption tax": {consumption, 0.025 * 0.26 * 0.98863636363636 * gdp23, 0.025 * 0.26 * 0.98863636363636 * gdp23 * 1.092},
		// 3 m ÷ 0.1 = 30 m in 2022, 32.76 m in 2023.
		"consumption tax, from its revenue": {collected, 809693.181818182, 809693.181818182 * 1.092},
		// 500,000 units; 0.94 of them at 3 less all of them at 2.
		"excise, from its revenue": {revenue, 410_000, 410_000 * 1.092},
		// 5 m × 0.8 ÷ 10 = 400,000 units: 3 × 376,000 − 2 × 400,000.
		"excise, from sales": {sales, 328_000, 328_000 * 1.092},
		// The price rises by a half only: 0.97 of 500,000 at 3 less 1 m.
		"excise, half passed on": {half, 455_000, 455_000 * 1.092},
		"contributions":          {costing.WageContributions{Of: costing.BaseAmount(20e6, 2023), Points: 0.04, Compliance: 0.75}, 600_000, 655_200},
		// 1,000 insured × 200 a month × 12 = 2.4 m, in both years.
		"contributions of the insured": {costing.WageContributions{Of: costing.BaseOf(costing.WageBill), Points: 0.04, Compliance: 0.75}, 72_000, 72_000},
		"a subsidy removed":            {costing.ExemptionRemoved{Of: costing.BaseAmount(8e6, 2023), Removed: 0.5, Compensation: 0.25}, 3e6, 3.276e6},
		// Expenditure is 35 % of GDP, of which education 8 %.
		"reallocation":           {costing.ReallocatedShare{Of: costing.BaseOf("expenditure"), Share: 0.02}, 0.007 * gdp23, 0.007 * gdp23 * 1.092},
		"reallocation of a line": {costing.ReallocatedShare{Of: costing.BaseOf("education"), Share: 0.1}, 0.008 * gdp23, 0.008 * gdp23 * 1.092},
		// 1 + 1.5 × 0.092 = 1.138 a year.
		"a buoyant base":    {costing.RateOfBase{Of: costing.BaseAmount(10e6, 2022).Buoyant(1.5, 2022), Rate: 0.01}, 113_800, 129_504.4},
		"a base that stays": {costing.RateOfBase{Of: costing.BaseAmount(10e6, 2022).Buoyant(0, 2022), Rate: 0.01}, 100_000, 100_000},
		"a buoyant share":   {costing.RateOfBase{Of: costing.BaseShare(0.1).Buoyant(0.5, 2022), Rate: 0.01}, 10815 * 10 * 1.046, 10815 * 10 * 1.046 * 1.046},
	} {
		s := withLabour(smallStudy())
		s.Labour.Insured, s.Labour.Compliance = held(2020, 1000), abnd.Series{}
		s.Economy.AverageWage = abnd.Benchmark{Level: abnd.Level{Figure: abnd.Known(200, 2021), Provenance: printed}, Index: costing.IndexNone}
		s.Government.Education.Share = held(2020, 0.08)
		p := project(t, ruled(s, c.rule))
		t.Run(name, func(t *testing.T) {
			wantLine(t, p, costing.YieldKey("m"), 2022, 0)
			wantLine(t, p, costing.YieldKey("m"), 2023, c.y2023)
			wantLine(t, p, costing.YieldKey("m"), 2024, c.y24)
			wantLine(t, p, costing.FiscalKey("high", "available"), 2024, c.y24)
		})
	}
}

// A rule rises and ends as any measure does.
func TestARuleRampsAndEnds(t *testing.T) {
	s := ruled(smallStudy(), costing.RateOfBase{Of: costing.BaseAmount(10e6, 2022).Buoyant(0, 2022), Rate: 0.01})
	s.Financing[0].RampYears, s.Financing[0].End = abnd.Known(2, 0), 2024
	p := project(t, s)
	for year, want := range map[abnd.Year]float64{2022: 0, 2023: 50_000, 2024: 100_000, 2025: 0} {
		wantLine(t, p, costing.YieldKey("m"), year, want)
	}
}

// Of what pays for itself nobody knows the end where the base is not known in a
// year: neither the sum nor the gap is a number then.
func TestAnUnknownBaseIsNoYieldOfNothing(t *testing.T) {
	s := ruled(smallStudy(), costing.ReallocatedShare{Of: costing.BaseOf("education"), Share: 0.1})
	s.Government.Education.Money = held(2024, 8e6)
	s.Government.Education.Money.Extension = abnd.WithGDP
	p := project(t, s)
	for _, key := range []model.Key{costing.YieldKey("m"), costing.FiscalKey("high", "available"), costing.FiscalKey("high", "financed"), costing.FiscalKey("high", "gap")} {
		if x, ok := p.Value(key, 2023); ok {
			t.Errorf("%s is %v in a year without its base", key, x)
		}
		if _, ok := p.Value(key, 2024); !ok {
			t.Errorf("%s is not known in a year with its base", key)
		}
	}
}

// A tax without a reaction yields its points of what is taxed; the stronger the
// reaction, the less; none yields more than its static yield.
func TestReactionsOnlyTakeAway(t *testing.T) {
	proofs.Check(t, func(r *rapid.T) {
		draw := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(r, name) }
		of := costing.BaseAmount(abnd.Money(draw("base", 1e3, 1e9)), 2022)
		weak, strong := draw("elasticity", -0.5, 0), draw("more", -0.5, 0)
		tax := func(e float64) costing.FinancingRule {
			return costing.ConsumptionTax{Of: of, Points: 0.05, Today: 0.1, Elasticity: e}
		}
		duty := func(e float64) costing.FinancingRule {
			return costing.Excise{Of: of, Today: 2, New: 3, Price: 10, Elasticity: e, PassThrough: 1}
		}
		yield := func(rule costing.FinancingRule) float64 {
			x, ok := project(r, ruled(smallStudy(), rule)).Value(costing.YieldKey("m"), 2024)
			if !ok {
				r.Fatal("no yield")
			}
			return x
		}
		for _, rule := range []func(float64) costing.FinancingRule{tax, duty} {
			none, some, more := yield(rule(0)), yield(rule(weak)), yield(rule(weak+strong))
			if !proofs.AtMost(proofs.Rounded, some, none, none) || !proofs.AtMost(proofs.Rounded, more, some, none) {
				r.Fatalf("yields %v, %v, %v as the reaction grows", none, some, more)
			}
		}
	})
}

// What each rule needs, its bounds, and what it does not read, each at its cell.
func TestCheckFinancingRules(t *testing.T) {
	with := func(rule costing.FinancingRule, change func(*abnd.Financing)) func(*abnd.Study) {
		return func(s *abnd.Study) { ruled(s, rule); change(&s.Financing[0]) }
	}
	put := func(code string, x float64) func(*abnd.Financing) {
		return func(f *abnd.Financing) { f.Parameters[code] = abnd.Num(x) }
	}
	drop := func(codes ...string) func(*abnd.Financing) {
		return func(f *abnd.Financing) {
			for _, code := range codes {
				delete(f.Parameters, code)
			}
		}
	}
	tax, duty := points, raised
	tax.Of, tax.Efficiency, duty.Of = costing.BaseShare(0.65), 0.4, costing.BaseAmount(1e6, 2022)
	rate := costing.RateOfBase{Of: costing.BaseAmount(1e6, 2022), Rate: 0.01}
	line := costing.ReallocatedShare{Of: costing.BaseOf("expenditure"), Share: 0.01}
	contributions := costing.WageContributions{Of: costing.BaseAmount(1e6, 2022), Points: 0.02, Compliance: 0.8}
	at := func(code string) string { return " financing/m/" + code }
	cases := []checkCase{
		{"a tax", with(tax, func(*abnd.Financing) {}), nil},
		{"no rule of this name", with(tax, func(f *abnd.Financing) { f.Rule = "vat" }), []string{"unknown-reference" + at("rule")}},
		{"a rule and a share", with(tax, func(f *abnd.Financing) { f.Share = abnd.Known(0.01, 0) }), []string{"both-given" + at("share")}},
		{"a rule and an amount", with(tax, func(f *abnd.Financing) { f.Amount = abnd.Known(1, 2022) }), []string{"both-given" + at("amount")}},
		{"parameters without a rule", with(rate, func(f *abnd.Financing) { f.Rule, f.Share = "", abnd.Known(0.01, 0) }),
			[]string{"warning not-read" + at("base_amount"), "warning not-read" + at("base_year"), "warning not-read" + at("rate")}},
		{"a parameter of another rule", with(tax, put("compensation", 0.1)), []string{"warning not-read" + at("compensation")}},
		{"no rate", with(tax, drop("rate")), []string{"needed" + at("rate")}},
		{"a rate of 1 for 1 %", with(rate, put("rate", 1)), []string{"warning high-rate" + at("rate")}},
		{"a whole subsidy", with(costing.ExemptionRemoved{Of: costing.BaseAmount(1e6, 2022), Removed: 1}, func(*abnd.Financing) {}), nil},
		{"a rate in percent", with(tax, put("rate", 2.5)), []string{"out-of-range" + at("rate")}},
		{"no rate today", with(tax, drop("rate_today")), []string{"needed" + at("rate_today")}},
		{"a revenue at a rate of 0", with(tax, func(f *abnd.Financing) { drop("efficiency")(f); put("rate_today", 0)(f) }), []string{"needed" + at("rate_today")}},
		{"consumption at a rate of 0", with(tax, put("rate_today", 0)), nil},
		{"no elasticity", with(tax, drop("elasticity")), []string{"needed" + at("elasticity")}},
		{"a positive elasticity", with(tax, put("elasticity", 0.5)), []string{"out-of-range" + at("elasticity")}},
		{"an elasticity below any", with(tax, put("elasticity", -2.1)), []string{"out-of-range" + at("elasticity")}},
		{"nothing left", with(tax, func(f *abnd.Financing) { put("elasticity", -2)(f); put("rate", 0.6)(f) }), []string{"nothing-left" + at("elasticity"), "warning high-rate" + at("rate")}},
		{"efficiency in percent", with(tax, put("efficiency", 40)), []string{"out-of-range" + at("efficiency")}},
		{"no base", with(tax, drop("base_share")), []string{"needed" + at("base")}},
		{"two bases", with(tax, put("base_amount", 1)), []string{"both-given" + at("base_amount")}},
		{"an amount of no year", with(rate, drop("base_year")), []string{"needed" + at("base_year")}},
		{"a buoyancy of no year", with(tax, put("buoyancy", 1.1)), []string{"needed" + at("base_year")}},
		{"a base of a year after the start", with(rate, put("base_year", 2024)), []string{"year-outside" + at("base_year")}},
		{"a base before the data", with(rate, put("base_year", 2019)), []string{"year-outside" + at("base_year")}},
		{"a buoyancy beyond any", with(rate, put("buoyancy", 5)), []string{"out-of-range" + at("buoyancy")}},
		{"a line of the study", with(line, func(f *abnd.Financing) { f.Base, f.Kind = abnd.Text{}, abnd.Reallocation }), nil},
		{"no line of this name", with(line, func(f *abnd.Financing) { f.Parameters["base"] = abnd.Code("defence") }), []string{"unknown-reference" + at("base")}},
		{"a line that is blank", with(line, func(f *abnd.Financing) { f.Parameters["base"] = abnd.Code("education") }), []string{"base-unknown" + at("base")}},
		{"a wage bill of nobody", with(contributions, func(f *abnd.Financing) {
			f.Parameters = map[string]abnd.Value{"base": abnd.Code("wage-bill"), "rate": abnd.Num(0.02), "efficiency": abnd.Num(0.8)}
		}), []string{"base-unknown" + at("base")}},
		{"a line with a buoyancy", with(line, put("buoyancy", 1)), []string{"warning not-read" + at("buoyancy")}},
		{"more paid than is due", with(contributions, put("efficiency", 1.2)), []string{"out-of-range" + at("efficiency")}},
		{"an excise", with(duty, func(*abnd.Financing) {}), nil},
		{"an excise without a price", with(duty, drop("unit_price")), []string{"needed" + at("unit_price")}},
		{"a price of 0", with(duty, put("unit_price", 0)), []string{"out-of-range" + at("unit_price")}},
		{"a new excise from its revenue", with(duty, put("tax_today", 0)), []string{"needed" + at("tax_today")}},
		{"a new excise from sales", with(duty, func(f *abnd.Financing) { put("tax_today", 0)(f); put("efficiency", 0.8)(f) }), nil},
		{"an excise beyond the peak", with(duty, func(f *abnd.Financing) { put("elasticity", -2)(f); put("tax_new", 6)(f); put("pass_through", 1.2)(f) }), []string{"warning yields-less" + at("tax_new")}},
		{"an excise that nobody buys", with(duty, func(f *abnd.Financing) { put("elasticity", -2)(f); put("tax_new", 8)(f) }), []string{"nothing-left" + at("elasticity")}},
		{"compensation of more than all", with(costing.ExemptionRemoved{Of: costing.BaseAmount(1, 2022), Removed: 1, Compensation: 2}, func(*abnd.Financing) {}), []string{"out-of-range" + at("compensation")}},
		{"a base without a name", with(rate, func(f *abnd.Financing) { f.Base = abnd.Text{} }), []string{"warning base-unnamed" + at("base_name_en")}},
		{"a reallocation from what", with(rate, func(f *abnd.Financing) { f.Base, f.Kind = abnd.Text{}, abnd.Reallocation }), []string{"warning from-what" + at("base_name_en")}},
		{"a reallocation of a share from what", func(s *abnd.Study) { withEnvelope(s); s.Financing[0].Kind = abnd.Reallocation }, []string{"warning from-what financing/tax/base_name_en"}},
	}
	for _, kind := range abnd.FinancingKinds() {
		cases = append(cases, checkCase{"kind " + string(kind), with(tax, func(f *abnd.Financing) { f.Kind = kind }), nil})
	}
	runCheckCases(t, cases)
}

// An envelope is one that somebody gave where its source, its year and who gave it
// are known, and an assumption where one of them is not.
func TestTheOriginOfTheEnvelope(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(*abnd.Study)
		assumed bool
		found   string
	}{
		"given":         {func(*abnd.Study) {}, false, ""},
		"by nobody":     {func(s *abnd.Study) { s.Government.EnvelopeBy = abnd.Text{} }, true, "warning envelope-assumed general/envelope_by_en"},
		"of no year":    {func(s *abnd.Study) { s.Government.EnvelopeYear = 0 }, true, "warning envelope-assumed general/envelope_year"},
		"an assumption": {func(s *abnd.Study) { s.Government.Envelope.Confidence = abnd.Assumption }, true, "warning envelope-assumed government/envelope/source"},
		"of no source": {func(s *abnd.Study) {
			s.Government.Envelope.Provenance = abnd.Provenance{Confidence: abnd.Assumption}
			s.Government.EnvelopeBy, s.Government.EnvelopeYear = abnd.Text{}, 0
		}, true, ""},
	} {
		s := withEnvelope(smallStudy())
		c.change(s)
		if got := costing.EnvelopeAssumed(s); got != c.assumed {
			t.Errorf("%s: assumed is %v", name, got)
		}
		var want []string
		if c.found != "" {
			want = append(want, c.found)
		}
		if got := written(costing.Check(s)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: found %v, want %v", name, got, want)
		}
		bilingual(t, name, costing.EnvelopeOrigin(s))
		sentence, _ := costing.FiscalSentence(s, "low")
		words := sentence.In(project(t, s), abnd.English)
		if want := map[bool]string{false: "No financing gap.", true: "No financing gap above an assumed envelope."}[c.assumed]; words != want {
			t.Errorf("%s: %q", name, words)
		}
	}
	want := "The fiscal envelope was given by Ministry of Finance in 2022 (source: s1)."
	if got := costing.EnvelopeOrigin(withEnvelope(smallStudy())).EN; got != want {
		t.Errorf("%q", got)
	}
	without := smallStudy()
	without.Government.EnvelopeYear = 2022
	if got := written(costing.Check(without)); len(got) != 1 || got[0] != "warning envelope-unknown government/envelope" || costing.EnvelopeAssumed(without) {
		t.Errorf("without an envelope: %v", got)
	}
}

// The rules, their parameters and their bases are named in both languages, and no
// parameter is of no rule.
func TestFinancingRulesAreDeclared(t *testing.T) {
	bilingualList(t, "rules", costing.FinancingRuleList)
	bilingualList(t, "bases", costing.FinancingBaseList)
	bilingualList(t, "kinds", costing.FinancingKindList)
	if got, want := len(costing.FinancingKindList.Codes), len(abnd.FinancingKinds()); got != want || want != 8 {
		t.Errorf("%d kinds in the list, %d kinds", got, want)
	}
	used := map[string]bool{"base": true, "base_share": true, "base_amount": true, "base_year": true, "buoyancy": true}
	for _, r := range costing.FinancingRules() {
		bilingual(t, r.Code, r.Title)
		bilingual(t, r.Code+" (note)", r.Note)
		for _, code := range append(r.Needs, r.May...) {
			used[code] = true
		}
	}
	for _, s := range costing.FinancingSpecs() {
		bilingual(t, s.Code, s.Label)
		if !s.Help.IsZero() {
			bilingual(t, s.Code+" (help)", s.Help)
		}
		if s.IsChoice() != (s.Unit == abnd.ChoiceUnit) || !s.IsChoice() && s.Low >= s.High {
			t.Errorf("%s: unit %v, bounds %v to %v", s.Code, s.Unit, s.Low, s.High)
		}
		if !used[s.Code] {
			t.Errorf("no rule reads %s", s.Code)
		}
	}
}
