package costing_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
)

// withBirths gives the small study births from 2020 on: 1,000, 1,100, … by a
// hundred more each year until 2024; that of 2024 is held.
func withBirths(s *abnd.Study) *abnd.Study {
	s.Vital.Births = abnd.Series{
		Provenance: printed, Extension: abnd.HoldLast,
		Values: map[abnd.Year]float64{2020: 1000, 2021: 1100, 2022: 1200, 2023: 1300, 2024: 1400},
	}
	return s
}

func birthsStudy(rules ...Rule) *abnd.Study { return withBirths(optionalStudy(rules...)) }

func checkByHand(t *testing.T, name string, s *abnd.Study, line string, want [4]float64) {
	t.Helper()
	got := project(t, s).Values(BenefitKey("low", "x", line))
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-9*math.Max(1, math.Abs(want[i])) {
			t.Errorf("%s: %s is %v, by hand %v", name, line, got, want)
			return
		}
	}
}

// Births of 2020 to 2025: 1000, 1100, 1200, 1300, 1400, 1400. Four months: a
// sixth of the payments falls in the next year. A year: half. Eighteen
// months, m = 1.5: s0 = 1/3, s2 = 0.25/3 = 1/12, s1 = 7/12.
func TestBirthsByHand(t *testing.T) {
	for name, c := range map[string]struct {
		rules []Rule
		line  string
		want  [4]float64 // 2022 to 2025
	}{
		"four months":          {[]Rule{Births{OfBirths, 4, 1}}, "target_population", [4]float64{1200*5/6. + 1100/6., 1300*5/6. + 1200/6., 1400*5/6. + 1300/6., 1400}},
		"a year":               {[]Rule{Births{OfBirths, 12, 1}}, "target_population", [4]float64{1150, 1250, 1350, 1400}},
		"eighteen months":      {[]Rule{Births{OfBirths, 18, 1}}, "target_population", [4]float64{400 + 7*1100/12. + 1000/12., 1300/3. + 700 + 1100/12., 1400/3. + 7*1300/12. + 100, 1400*11/12. + 1300/12.}},
		"two years":            {[]Rule{Births{OfBirths, 24, 1}}, "target_population", [4]float64{1100, 1200, 1300, 1375}},
		"at once":              {[]Rule{Births{OfBirths, 0, 1}}, "target_population", [4]float64{1200, 1300, 1400, 1400}},
		"nine months before":   {[]Rule{Births{OfPregnancies, 9, 1}}, "target_population", [4]float64{1200*5/8. + 1300*3/8., 1300*5/8. + 1400*3/8., 1400, 1400}},
		"half of the births":   {[]Rule{Births{OfBirths, 12, 0.5}}, "beneficiaries", [4]float64{575, 625, 675, 700}},
		"women only":           {[]Rule{Births{OfBirths, 12, 1}}, "beneficiaries/male", [4]float64{}},
		"both is women":        {[]Rule{Births{OfBirths, 12, 1}, Ages{0, 100, abnd.Both, 1}}, "beneficiaries/female", [4]float64{1150, 1250, 1350, 1400}},
		"twelve payments":      {[]Rule{Births{OfBirths, 12, 1}}, "benefit_cost", [4]float64{138000, 150000, 162000, 168000}},
		"three of a quarter":   {[]Rule{Births{OfPregnancies, 9, 1}, Delivery{PaymentsPerYear: 4, SharePaid: 1}}, "benefit_cost", [4]float64{37125, 40125, 42000, 42000}},
		"one payment":          {[]Rule{Births{OfBirths, 1, 1}}, "benefit_cost", [4]float64{10 * (1200*23 + 1100) / 24., 10 * (1300*23 + 1200) / 24., 10 * (1400*23 + 1300) / 24., 14000}},
		"with area, to poor":   {[]Rule{Births{OfBirths, 12, 1}, AreaRamp{0.2, 1, 2022, 2024}, PovertyTargeting{0.4, 0.1, 0.1}}, "beneficiaries", [4]float64{1150 * 0.42 * 0.2, 1250 * 0.42 * 0.6, 1350 * 0.42, 1400 * 0.42}},
		"with dated amounts":   {[]Rule{Births{OfBirths, 12, 1}, AmountsFrom{2024: 20}}, "benefit_cost", [4]float64{138000, 150000, 324000, 336000}},
		"starts with 2024":     {[]Rule{Births{OfBirths, 12, 1}, Paid{From: 2024}}, "beneficiaries", [4]float64{0, 0, 1350, 1400}},
		"only part is paid":    {[]Rule{Births{OfBirths, 12, 1}, PaidShareTable("path")}, "benefit_cost", [4]float64{13800, 30000, 32400, 33600}},
		"share of the event":   {[]Rule{Births{OfBirths, 12, 1}}, "events", [4]float64{1150, 1250, 1350, 1400}},
		"birthday reaches 1⁄2": {[]Rule{Births{OfPregnancies, 12, 1}}, "target_population", [4]float64{1250, 1350, 1400, 1400}},
	} {
		checkByHand(t, name, birthsStudy(c.rules...), c.line, c.want)
	}
}

// Where the frame begins with the projection, the births of the first year
// stand for those before it.
func TestBirthsWithoutHistory(t *testing.T) {
	s := withoutHistory(birthsStudy(Births{OfBirths, 24, 1}))
	checkByHand(t, "no history", s, "target_population", [4]float64{1200, 1200./4*3 + 1300/4., 1400/4. + 650 + 300, 350 + 700 + 325})
}

// The pregnancy benefit of Timor-Leste, USD 15 in each of nine months, and a
// maternity benefit at the poverty line for four, on constant births of
// 30,000: 30,000 × 15 × 9, and 30,000 × 42.40 × 4.
func TestPregnancyAndMaternityOfTimorLeste(t *testing.T) {
	constant := func(rules ...Rule) *abnd.Study {
		s := optionalStudy(rules...)
		s.Vital.Births = abnd.Series{Provenance: printed, Extension: abnd.LongRunValue, LongRun: abnd.Known(30_000, 0), Values: map[abnd.Year]float64{2020: 30_000}}
		return s
	}
	cost := 30_000 * 15 * 9.0
	checkByHand(t, "pregnancy", constant(Births{OfPregnancies, 9, 1}, FlatAmount{15, 2022}), "benefit_cost", [4]float64{cost, cost, cost, cost})
	cost = 30_000 * 42.4 * 4
	checkByHand(t, "maternity", constant(Births{OfBirths, 4, 1}, ShareOfReference{Reference: "poverty-line", Share: 1, Year: 2022}), "benefit_cost", [4]float64{cost, cost, cost, cost})
}

// Every birth is paid for the whole of its entitlement, no more and no less:
// births of one year alone come back over the years in which they are paid.
func TestEveryBirthIsPaidOnce(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		months := rapid.Float64Range(0, 24).Draw(t, "months")
		event, year := OfBirths, abnd.Year(2022)
		if rapid.Bool().Draw(t, "pregnancies") {
			event, year, months = OfPregnancies, 2024, months/2
		}
		n := rapid.Float64Range(0, 1e6).Draw(t, "births")
		s := optionalStudy(Births{event, months, 1})
		s.Vital.Births = abnd.Series{Provenance: printed, Extension: abnd.LongRunValue, LongRun: abnd.Known(0, 0), Values: map[abnd.Year]float64{}}
		for y := abnd.Year(2020); y <= 2025; y++ {
			s.Vital.Births.Values[y] = 0
		}
		s.Vital.Births.Values[year] = n
		m, found := Build(s)
		if m == nil {
			t.Fatal(found)
		}
		p, _ := m.Evaluate()
		sum := 0.0
		for i, x := range p.Values(BenefitKey("low", "x", "benefit_cost")) {
			if !proofs.AtMost(proofs.Recomputed, 0, x, n*10*24) {
				t.Fatalf("%d: %v", 2022+i, x)
			}
			sum += x
		}
		if want := n * 10 * months; !proofs.Alike(proofs.Recomputed, sum, want, n) {
			t.Fatalf("%v births for %v months cost %v, want %v", n, months, sum, want)
		}
		// The entitlements that are paid are the births themselves.
		sum = 0
		for _, x := range p.Values(BenefitKey("low", "x", "target_population")) {
			sum += x
		}
		if !proofs.Alike(proofs.Recomputed, sum, n) {
			t.Fatalf("%v births make %v entitlements", n, sum)
		}
	})
}

// The shares against a sum over many births spread over the year.
func TestSharesOfTheYearsAgainstManyBirths(t *testing.T) {
	const births = 20000
	for _, months := range []float64{0.5, 4, 9, 12, 13.5, 18, 24} {
		var paid [3]float64
		for i := range births {
			from := (float64(i) + 0.5) / births
			to := from + months/12
			for year := range paid {
				paid[year] += max(0, min(to, float64(year+1))-max(from, float64(year))) / (months / 12) / births
			}
		}
		p := project(t, birthsStudy(Births{OfBirths, months, 1}))
		for year, line := range []string{"share_event_year", "share_next_year", "share_second_year"} {
			if got, _ := p.Value(BenefitKey("low", "x", line), 0); math.Abs(got-paid[year]) > 1e-4 {
				t.Errorf("%v months: %s is %v, of many births %v", months, line, got, paid[year])
			}
		}
	}
}

func runFaults(t *testing.T, name string, s *abnd.Study, want string) {
	t.Helper()
	found := Check(s)
	speaksBothLanguages(t, found)
	hit := false
	for _, line := range written(found) {
		hit = hit || line == want
	}
	if !hit {
		t.Errorf("%s: found %v, want %s", name, written(found), want)
	}
	if m, _ := Build(s); m != nil {
		t.Errorf("%s: a model is built all the same", name)
	}
}

func TestBirthFaults(t *testing.T) {
	rule := Births{OfBirths, 4, 1}
	put := func(code string, v abnd.Value) func(*abnd.Study) {
		return func(s *abnd.Study) { set(s, "x", code, v) }
	}
	for name, c := range map[string]struct {
		rules  []Rule
		change func(*abnd.Study)
		want   string
	}{
		"men":                     {[]Rule{rule}, put("sex", abnd.Code("male")), "event-sex benefits/x/sex"},
		"ages":                    {[]Rule{rule, Ages{15, 49, abnd.Female, 1}}, nil, "event-ages benefits/x/age_min"},
		"young mothers":           {[]Rule{rule, Ages{0, 49, abnd.Female, 1}}, nil, "event-ages benefits/x/age_min"},
		"old mothers":             {[]Rule{rule, Ages{15, 100, abnd.Female, 1}}, nil, "event-ages benefits/x/age_min"},
		"bands":                   {[]Rule{rule, AmountBands{30: 5}}, nil, "event-ages benefits/x/band_2_age"},
		"steps":                   {[]Rule{rule, AgeStep{map[abnd.Year]int{2024: 50}}}, nil, "event-ages benefits/x/age_max_2"},
		"months without an event": {nil, put("entitlement_months", abnd.Num(4)), "needed benefits/x/event"},
		"event without months":    {nil, put("event", abnd.Code(OfBirths)), "needed benefits/x/entitlement_months"},
		"too many months":         {[]Rule{Births{OfBirths, 25, 1}}, nil, "out-of-range benefits/x/entitlement_months"},
		"months below zero":       {[]Rule{Births{OfBirths, -1, 1}}, nil, "out-of-range benefits/x/entitlement_months"},
		"a long pregnancy":        {[]Rule{Births{OfPregnancies, 13, 1}}, nil, "pregnancy-months benefits/x/entitlement_months"},
		"months of its own":       {[]Rule{rule}, put("payment_rule", abnd.Code("season")), "not-together benefits/x/payment_rule"},
		"school days":             {[]Rule{rule}, put("school_days", abnd.Num(180)), "not-together benefits/x/school_days"},
		"children of a household": {[]Rule{rule}, put("child_cap_rule", abnd.Code("means")), "not-together benefits/x/child_cap_rule"},
		"an unknown event":        {[]Rule{Births{"weddings", 4, 1}}, nil, "unknown-reference benefits/x/event"},
		"no births":               {[]Rule{rule}, func(s *abnd.Study) { s.Vital = abnd.Vital{} }, "births-unknown benefits/x/event"},
		"births begin late":       {[]Rule{rule}, func(s *abnd.Study) { delete(s.Vital.Births.Values, 2020) }, "births-unknown benefits/x/event"},
		"births end early":        {[]Rule{rule}, func(s *abnd.Study) { s.Vital.Births.Extension = "" }, "births-unknown benefits/x/event"},
		"births have a hole":      {[]Rule{rule}, func(s *abnd.Study) { delete(s.Vital.Births.Values, 2022) }, "series-hole vital/births/2022"},
		"births below zero":       {[]Rule{rule}, func(s *abnd.Study) { s.Vital.Births.Values[2022] = -1 }, "out-of-range vital/births/2022"},
	} {
		s := birthsStudy(c.rules...)
		if c.change != nil {
			c.change(s)
		}
		runFaults(t, name, s, c.want)
	}
}

// Births that nobody refers to may be blank, or begin late.
func TestBirthsAreNeededOnlyByTheirRule(t *testing.T) {
	for name, births := range map[string]abnd.Series{
		"blank":       {},
		"to be given": {Extension: abnd.HoldLast},
		"late":        {Provenance: printed, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{2024: 5}},
	} {
		s := optionalStudy()
		s.Vital.Births = births
		if found := Check(s); len(found) > 0 {
			t.Errorf("%s: %v", name, written(found))
		}
	}
	s := optionalStudy()
	s.Vital.Births.Extension = "guess"
	runFaults(t, "unknown extension", s, "unknown-reference vital/births/extension")
}

func TestShareOfEntitlementByYear(t *testing.T) {
	checkByHand(t, "table", optionalStudy(PaidShareTable("path")), "benefit_cost", [4]float64{68400, 136800, 136800, 136800})
	checkByHand(t, "with bands and area", optionalStudy(PaidShareTable("path"), AmountBands{1: 16}, AreaRamp{0.2, 1, 2022, 2024}), "benefit_cost",
		[4]float64{5700 * 14 * 12 * .1 * .2, 5700 * 14 * 12 * .2 * .6, 5700 * 14 * 12 * .2, 5700 * 14 * 12 * .2})
	// A scenario alone has the table: the others keep the constant.
	s := optionalStudy(Delivery{PaymentsPerYear: 12, SharePaid: 0.5})
	s.Scenarios[2].Change("x", "share_paid_table", abnd.Code("path"))
	checkByHand(t, "not in this scenario", s, "benefit_cost", [4]float64{342000, 342000, 342000, 342000})
	if x, _ := project(t, s).Value(BenefitKey("high", "x", "benefit_cost"), 2022); math.Abs(x-68400) > 1e-6 {
		t.Errorf("in the scenario with the table the cost is %v", x)
	}
	s = optionalStudy(PaidShareTable("no-such"))
	runFaults(t, "unknown table", s, "unknown-reference benefits/x/share_paid_table")
	set(s, "x", "share_paid_table", abnd.Num(1))
	runFaults(t, "a number for a table", s, "type benefits/x/share_paid_table")
	s = optionalStudy(PaidShareTable("path"))
	s.Tables[0].Values[2023] = 94
	runFaults(t, "percent", s, "out-of-range tables/path/2023")
}

// The cost by year is the constant's at that year's share.
func TestPaidSharesScaleTheCost(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		s := optionalStudy(PaidShareTable("path"))
		for y := abnd.Year(2022); y <= 2025; y++ {
			s.Tables[0].Values[y] = rapid.Float64Range(0, 1).Draw(t, "share")
		}
		m, _ := Build(s)
		p, _ := m.Evaluate()
		for i, x := range p.Values(BenefitKey("low", "x", "benefit_cost")) {
			if want := 684000 * s.Tables[0].Values[abnd.Year(2022+i)]; !proofs.Alike(proofs.Rounded, x, want, 684000) {
				t.Fatalf("%d: %v, want %v", 2022+i, x, want)
			}
		}
	})
}
