package scenarios_test

import (
	"context"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// target solves for a parameter, and checks what holds of every solution: the
// engine gives its cost, and the cost keeps the ceiling.
func target(t *testing.T, s *abnd.Study, x scenarios.Target) *scenarios.TargetSolution {
	t.Helper()
	got, found := scenarios.SolveTarget(context.Background(), s, x)
	if found != nil || got == nil {
		t.Fatalf("%+v: %v", x, found)
	}
	return got
}

// The amount at which a pension for the 54,313 persons of 60–69 (see
// TestUniversalPensionsInTimorLeste) costs 1 % of non-oil GDP, by hand:
// 0.01 × 1,946,967,480 ÷ (54,313 × 12) = 29.8727… The GDP is that of the IMF to
// ten digits, hence the tolerance. The cost is a straight line in the amount, so
// the ceiling itself is met to 1e-12.
func TestTheAmountThatMeetsACeiling(t *testing.T) {
	s := bandStudy(t)
	for _, of := range scenarios.Bases() { // the status quo costs nothing here
		got := target(t, s, scenarios.Target{Parameter: "p60.amount", Year: 2024, Ceiling: 0.01, Of: of})
		near(t, "amount", got.Value, 0.01*1_946_967_480/(54_313*12), 1e-7)
		if math.Abs(got.Cost-0.01) > 1e-12 || !got.Rising || got.AtBound || got.Run != "all" || got.Present.Value != 60 {
			t.Errorf("%+v", got)
		}
		near(t, "engine", value2(t, got.Result, "all", 2024), 0.01, 1e-12)
	}
}

func value2(t *testing.T, r *scenarios.Result, run string, year abnd.Year) float64 {
	t.Helper()
	x, ok := valueOf(r, run, scenarios.AllOf, scenarios.AllOf, "percent_gdp", year)
	if !ok {
		t.Fatalf("the cost of %s in %d is not known", run, year)
	}
	return x / 100
}

// bandStudy pays USD 60 a month to everybody of 60–69 in Timor-Leste in 2024.
func bandStudy(t *testing.T) *abnd.Study {
	return onFrames(t, "TLS", 2024, costing.NewBenefit("p60", abnd.Older, abnd.Same("p60"), published, costing.From(2024),
		costing.Ages{Min: 60, Max: 69, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: 60, Year: 2024}))
}

// Months that are fewer than those of one payment, but for none at all, are not
// allowed, nor more than a year: the search goes to where the allowed ones end,
// wherever the values that were tried lie. By hand: 54,313 persons × USD 60 for
// every three months, of a GDP of 1,946,967,480, so that 0.18 % of it pays for
// 3.2262 months; 3 months cost 0.1674 %, too much for 0.16 %.
func TestTheSearchEndsWhereValuesAreNotAllowed(t *testing.T) {
	proofs.NotShort(t)
	s := onFrames(t, "TLS", 2024, costing.NewBenefit("p60", abnd.Older, abnd.Same("p60"), published, costing.From(2024),
		costing.Ages{Min: 60, Max: 69, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: 60, Year: 2024},
		costing.Season{Months: 6, MonthsPerPayment: 3}))
	x := scenarios.Target{Parameter: "p60.months_paid", Year: 2024, Ceiling: 0.0018, Of: scenarios.OfTotal}
	near(t, "months", target(t, s, x).Value, 3*0.0018*1_946_967_480/(54_313*60), 1e-7)
	for ceiling, months := range map[float64]float64{0.0016: 0, 0.5: 12} {
		x.Ceiling = ceiling
		if got := target(t, s, x); math.Abs(got.Value-months) > 1e-9 || got.AtBound != (months == 12) {
			t.Errorf("under %v: %v months, at the bound %v", ceiling, got.Value, got.AtBound)
		}
	}
}

// with sets a parameter in the scenario "all".
func with(s *abnd.Study, benefit, code string, x float64) *abnd.Study {
	to := *s
	to.Scenarios = slices.Clone(s.Scenarios)
	for i := range to.Scenarios {
		if to.Scenarios[i].ID == abnd.StatusQuo {
			continue
		}
		changes := to.Scenarios[i].Changes
		to.Scenarios[i].Changes = nil
		for b, of := range changes {
			for code, v := range of {
				to.Scenarios[i].Change(b, code, v)
			}
		}
		to.Scenarios[i].Change(benefit, code, abnd.Num(x))
	}
	return &to
}

// Whole numbers against all of them, one by one: the youngest and the oldest
// age, and the first year. Ages beyond the other limit are not allowed.
func TestWholeNumbersAgainstAllOfThem(t *testing.T) {
	proofs.NotShort(t)
	s := bandStudy(t)
	for _, c := range []struct {
		code      string
		low, high int
		rising    bool
	}{{"age_max", 0, 100, true}, {"age_min", 0, 100, false}} {
		costs := map[float64]float64{} // of what is allowed
		for x := c.low; x <= c.high; x++ {
			if r, _ := scenarios.Run(with(s, "p60", c.code, float64(x))); r != nil {
				costs[float64(x)] = value2(t, r, "all", 2024)
			}
		}
		for _, ceiling := range []float64{0.011, 0.02, 0.0201} {
			got := target(t, s, scenarios.Target{Parameter: "p60." + c.code, Year: 2024, Ceiling: ceiling, Of: scenarios.OfTotal})
			best, cost, next := math.NaN(), -1.0, math.Inf(1)
			for _, x := range slices.Sorted(maps.Keys(costs)) {
				switch y := costs[x]; {
				case y <= ceiling && y > cost:
					best, cost = x, y
				case y > ceiling && y < next:
					next = y
				}
			}
			if got.Value != best || got.Cost != cost || got.Rising != c.rising || got.AtBound != math.IsInf(next, 1) {
				t.Errorf("%s under %v: %v costs %v, one by one %v costs %v", c.code, ceiling, got.Value, got.Cost, best, cost)
			}
			if got.Next.Known == got.AtBound || got.Next.Known && (got.NextCost.Value != next || math.Abs(got.Next.Value-got.Value) != 1) {
				t.Errorf("%s under %v: the next is %+v at %+v, want %v", c.code, ceiling, got.Next, got.NextCost, next)
			}
		}
	}
}

// A root on random studies against a scan of the bounds: no value of the scan
// that keeps the ceiling costs more than the solution, and where there is none
// the scan finds none either.
func TestTheRootAgainstAScan(t *testing.T) {
	proofs.NotShort(t)
	check(t, func(rt *rapid.T) {
		s := fewBenefits(rt, t, 2)
		b := someBenefit(rt, s)
		code := rapid.SampledFrom([]string{"amount", "take_up", "share", "share_paid", "payments", "admin_share", "index_rate", "take_up_target", "reference_share", "age_min", "age_max", "start"}).Draw(rt, "code")
		run := rapid.SampledFrom([]string{"low", "high"}).Draw(rt, "scenario")
		year := s.Projection.First + abnd.Year(rapid.IntRange(0, s.Projection.Len()-1).Draw(rt, "year"))
		of := rapid.SampledFrom(scenarios.Bases()).Draw(rt, "of")
		line := map[scenarios.Basis]string{scenarios.OfTotal: "share_of_gdp", scenarios.OfIncrement: "incremental_share_of_gdp"}[of]
		cost := func(r *scenarios.Result) float64 {
			return value(rt, r, abnd.JoinPath(run, "total", line), year)
		}
		ceiling := cost(run2(t, s)) * rapid.Float64Range(0.7, 1.3).Draw(rt, "factor")
		spec, _ := costing.FindSpec(code)
		low, high := spec.Low, spec.High
		if code == "amount" {
			high = 1e4
		}
		question := scenarios.Target{Parameter: b.ID + "." + code, Run: run, Year: year, Of: of, Ceiling: ceiling}
		if code == "amount" {
			question.High = abnd.Known(high, 0)
		}
		got, found := scenarios.SolveTarget(context.Background(), s, question)
		if spec.Unit == abnd.CalendarYear {
			low, high = float64(s.FirstYear), float64(s.Frame().Last+1)
		}
		const steps = 20
		var costs []float64
		for i := range steps + 1 {
			x := low + (high-low)*float64(i)/steps
			if spec.Whole {
				x = math.Round(x)
			}
			if r, _ := scenarios.Run(with2(s, run, b.ID, code, x)); r != nil {
				costs = append(costs, cost(r))
			}
		}
		if got == nil {
			scanned(rt, found[0], costs, ceiling)
			return
		}
		if !proofs.AtMost(proofs.Rounded, got.Cost, ceiling, 1) {
			rt.Fatalf("the solution %v costs %v, above %v", got.Value, got.Cost, ceiling)
		}
		for i, c := range costs {
			if c <= ceiling && !proofs.AtMost(proofs.Recomputed, c, got.Cost, 1) {
				rt.Fatalf("%v costs %v, but step %d of the scan costs %v, which is nearer to %v", got.Value, got.Cost, i, c, ceiling)
			}
		}
		if again := cost(run2(t, with2(s, run, b.ID, code, got.Value))); again != got.Cost {
			rt.Fatalf("%v costs %v, not %v", got.Value, again, got.Cost)
		}
	})
}

// scanned checks a reason for no solution against the scan.
func scanned(t *rapid.T, d abnd.Diagnostic, costs []float64, ceiling float64) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, c := range costs {
		least, most = min(least, c), max(most, c)
	}
	switch d.Code {
	case "no-effect":
		if most-least > 1e-11 {
			t.Fatalf("%v: the scan costs from %v to %v", d, least, most)
		}
	case "nothing-fits", "status-quo-breaks":
		if least <= ceiling-1e-11 {
			t.Fatalf("%v: the scan has a cost of %v", d, least)
		}
	case "nothing-allowed":
		if len(costs) > 0 {
			t.Fatalf("%v: the scan allows %d values", d, len(costs))
		}
	case "not-monotone":
		rises, falls := false, false
		for i := range costs[1:] {
			rises, falls = rises || costs[i+1] > costs[i], falls || costs[i+1] < costs[i]
		}
		if !rises || !falls {
			t.Fatalf("%v: the scan only rises or only falls", d)
		}
	default:
		t.Fatalf("%v", d)
	}
}

func run2(t *testing.T, s *abnd.Study) *scenarios.Result { return studies.Run(t, s) }

// with2 sets a parameter in one scenario.
func with2(s *abnd.Study, scenario, benefit, code string, x float64) *abnd.Study {
	to := *s
	to.Scenarios = slices.Clone(s.Scenarios)
	for i := range to.Scenarios {
		if to.Scenarios[i].ID == scenario {
			one := with(&abnd.Study{Scenarios: []abnd.Scenario{to.Scenarios[i]}}, benefit, code, x)
			to.Scenarios[i] = one.Scenarios[0]
		}
	}
	return &to
}

// Where a pension for the old gives way to nobody and a dearer one gives way to
// it, widening the cheap one first saves money and then costs more.
func turning(t *testing.T) *abnd.Study {
	pension := func(id string, lo int, amount abnd.Money, more ...costing.Rule) abnd.Benefit {
		return costing.NewBenefit(id, abnd.Older, abnd.Same(id), published, append([]costing.Rule{costing.From(2024),
			costing.Ages{Min: lo, Max: abnd.MaxAge, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: amount, Year: 2024}}, more...)...)
	}
	return onFrames(t, "TLS", 2024, pension("cheap", 60, 30), pension("dear", 70, 90, costing.YieldsTo("cheap")))
}

func TestNoSolutionAndWhy(t *testing.T) {
	proofs.NotShort(t)
	s := bandStudy(t)
	tls := studies.Load(t, "TLS")
	cases := []struct {
		name  string
		study *abnd.Study
		x     scenarios.Target
		code  string
		en    string
	}{
		{"turns round", turning(t), scenarios.Target{Parameter: "cheap.age_min", Year: 2024, Ceiling: 0.03}, "not-monotone", "both rises and falls with age_min"},
		{"left out", tls, scenarios.Target{Parameter: "child-benefit.amount", Run: "status-quo", Year: 2030, Ceiling: 0.03}, "status-quo", "the status quo describes the current situation"},
		{"not in the scenario", tls, scenarios.Target{Parameter: "low/health-package.start", Year: 2026, Ceiling: 0.001}, "status-quo-breaks", "the status quo alone costs 8.9618%"},
		{"not yet paid", tls, scenarios.Target{Parameter: "high/child-benefit.amount", Year: 2026, Ceiling: 0.08}, "no-effect", "the benefit is not paid in that year"},
		{"another rule", s, scenarios.Target{Parameter: "p60.reference_share", Year: 2024, Ceiling: 0.01}, "no-effect", "it is used only if amount_rule is share, but here it is flat"},
		{"other parameters", tls, scenarios.Target{Parameter: "high/social-pension.amount", Year: 2030, Ceiling: 0.09}, "no-effect", "other parameters of the benefit determine the cost"},
		{"off", tls, scenarios.Target{Parameter: "low/school-age-benefit.amount", Year: 2030, Ceiling: 0.09}, "no-effect", "the scenario \"low\" does not include the benefit"},
		{"even the cheapest", tls, scenarios.Target{Parameter: "high/child-benefit.amount", Year: 2030, Ceiling: 0.09}, "nothing-fits", "even 0 costs 10.7262%"},
		{"status quo", tls, scenarios.Target{Parameter: "high/child-benefit.amount", Year: 2030, Ceiling: 0.02}, "status-quo-breaks", "and the status quo alone costs 7.2527%"},
		{"ages in no order", s, scenarios.Target{Parameter: "p60.age_max", Year: 2024, Ceiling: 0.01, High: abnd.Known(50, 0)}, "nothing-allowed", "no value of age_max"},
	}
	for _, c := range cases {
		c.x.Of = scenarios.OfTotal
		got, found := scenarios.SolveTarget(context.Background(), c.study, c.x)
		if got != nil || len(found) == 0 || found[0].Code != c.code || !strings.Contains(found[0].Problem.EN, c.en) {
			t.Errorf("%s: %v, %v", c.name, got != nil, found)
		}
		plain(t, found)
	}
}

// plain checks that every problem speaks both languages and holds no slip of
// the format.
func plain(t *testing.T, found abnd.Diagnostics) {
	t.Helper()
	for _, d := range found {
		for _, text := range []string{d.Problem.EN, d.Problem.PT, d.Remedy.EN, d.Remedy.PT} {
			if text == "" || strings.Contains(text, "%!") {
				t.Errorf("%s: %+v", d.Code, d)
			}
		}
		if d.Problem.EN == d.Problem.PT {
			t.Errorf("%s: the same in both languages: %s", d.Code, d.Problem.EN)
		}
	}
}

func TestBadTargets(t *testing.T) {
	proofs.NotShort(t)
	s := studies.Load(t, "TLS")
	good := scenarios.Target{Parameter: "child-benefit.amount", Year: 2030, Ceiling: 0.08, Of: scenarios.OfTotal}
	for _, c := range []struct {
		code, en string
		change   func(*scenarios.Target)
	}{
		{"unknown-path", `unknown benefit "child-benefti"; did you mean "child-benefit"?`, func(x *scenarios.Target) { x.Parameter = "child-benefti.amount" }},
		{"unknown-path", `unknown parameter "amoutn"; did you mean "amount"?`, func(x *scenarios.Target) { x.Parameter = "child-benefit.amoutn" }},
		{"unknown-path", `unknown scenario "hihg"`, func(x *scenarios.Target) { x.Parameter = "hihg/child-benefit.amount" }},
		{"unknown-path", "leads to no parameter", func(x *scenarios.Target) { x.Parameter = "amount" }},
		{"no-number", "is a choice and not a number", func(x *scenarios.Target) { x.Parameter = "child-benefit.indexation" }},
		{"year", "the year 2050 is not costed", func(x *scenarios.Target) { x.Year = 2050 }},
		{"unknown-scenario", `unknown scenario or package "hihg"; did you mean "high"?`, func(x *scenarios.Target) { x.Run = "hihg" }},
		{"two-scenarios", `"high" takes it from "high"`, func(x *scenarios.Target) { x.Parameter, x.Run = "low/child-benefit.amount", "high" }},
		{"bounds", "is outside the bounds of amount", func(x *scenarios.Target) { x.Low = abnd.Known(-1, 0) }},
		{"bounds", "is outside the bounds of amount", func(x *scenarios.Target) { x.High = abnd.Known(math.NaN(), 0) }},
		{"bounds", "the lower bound 9 is above the upper bound 3", func(x *scenarios.Target) { x.Low, x.High = abnd.Known(9, 0), abnd.Known(3, 0) }},
		{"bounds", "there is no whole number", func(x *scenarios.Target) {
			x.Parameter, x.Low, x.High = "child-benefit.age_max", abnd.Known(3.2, 0), abnd.Known(3.8, 0)
		}},
		{"ceiling", "not a valid number", func(x *scenarios.Target) { x.Ceiling = math.Inf(1) }},
		{"ceiling-basis", `unknown cost measure "gross"`, func(x *scenarios.Target) { x.Of = "gross" }},
	} {
		x := good
		c.change(&x)
		got, found := scenarios.SolveTarget(context.Background(), s, x)
		if got != nil || len(found) != 1 || found[0].Code != c.code || !strings.Contains(found[0].In(abnd.English), c.en) {
			t.Errorf("want %s, %s: %v", c.code, c.en, found)
		}
		plain(t, found)
	}
	s.Economy.GDP.Value = -1
	if got, found := scenarios.SolveTarget(context.Background(), s, good); got != nil || !found.HasErrors() {
		t.Error("a study with errors is solved")
	}
}

// A package takes the scenario of each guarantee: the value is set there.
func TestATargetOfAPackage(t *testing.T) {
	proofs.NotShort(t)
	s := studies.Load(t, "TLS")
	before := studies.Load(t, "TLS")
	got := target(t, s, scenarios.Target{Parameter: "child-benefit.amount", Run: "children-first", Year: 2030, Ceiling: 0.095, Of: scenarios.OfTotal})
	if got.Scenario != "high" || !got.Present.Known {
		t.Errorf("set in %q, at present %+v", got.Scenario, got.Present)
	}
	near(t, "package", value2(t, got.Result, "children-first", 2030), 0.095, 1e-11)
	if diff := cmp.Diff(before.Scenarios, s.Scenarios, cmp.AllowUnexported(abnd.Value{})); diff != "" {
		t.Errorf("the study was changed:\n%s", diff)
	}
	// Take-up cannot be above 1, and even that keeps a high ceiling.
	got = target(t, s, scenarios.Target{Parameter: "high/child-benefit.take_up_target", Year: 2030, Ceiling: 0.5, Of: scenarios.OfTotal})
	if !got.AtBound || got.Value != 1 {
		t.Errorf("at bound %v, %v", got.AtBound, got.Value)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got, found := scenarios.SolveTarget(ctx, s, got.Target); got != nil || !errors.Is(found, context.Canceled) {
		t.Errorf("cancelled: %v", found)
	}
}

func TestParseShareOfGDP(t *testing.T) {
	for text, want := range map[string]float64{"1.5%gdp": 0.015, "1.5%": 0.015, "1,5%": 0.015, " 1,5 % PIB": 0.015, "2%GDP": 0.02, "0%": 0, "100%": 1} {
		if got, found := scenarios.ParseShareOfGDP(text); got != want || found != nil {
			t.Errorf("%q is %v, %v", text, got, found)
		}
	}
	for _, text := range []string{"", "1.5", "0.015", "%", "x%", "1.5.5%", "1,234.5%", "-1%", "101%", "inf%", "1e1%", "1.5%revenue"} {
		if _, found := scenarios.ParseShareOfGDP(text); len(found) != 1 {
			t.Errorf("%q is a ceiling", text)
		} else {
			plain(t, found)
		}
	}
}
