package costing_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
)

// optionalStudy is the small study with one benefit for the given rules: 10 a
// month to everyone of 0–2 from 2022, 5,700 persons a year.
func optionalStudy(rules ...Rule) *abnd.Study {
	s := smallStudy()
	rules = append([]Rule{
		Paid{From: 2022}, Ages{Min: 0, Max: 2, Sex: abnd.Both, Share: 1}, TakeUp(1), FlatAmount{Amount: 10, Year: 2022},
	}, rules...)
	s.Benefits = append(s.Benefits, NewBenefit("x", abnd.Children, abnd.Same("X"), printed, rules...))
	return s
}

// Each optional rule computed by hand. Consumer prices rise by 5 % to 2021
// and by 6 % a year after.
func TestOptionalRulesByHand(t *testing.T) {
	for name, c := range map[string]struct {
		rules []Rule
		line  string
		want  [4]float64 // 2022 to 2025
	}{
		// 1,900 persons at every age: 0–2, then 0–5 from 2024, then 0–9 from 2025.
		"age limit widens": {[]Rule{AgeStep{OldestFrom: map[abnd.Year]int{2024: 5, 2025: 9}}}, "beneficiaries", [4]float64{5700, 5700, 11400, 19000}},
		// A fifth of the country in 2022, all of it in 2024.
		"area widens": {[]Rule{AreaRamp{From: 0.2, To: 1, Start: 2022, End: 2024}}, "beneficiaries", [4]float64{1140, 3420, 5700, 5700}},
		// 0.4 × 0.9 + 0.6 × 0.1 = 0.42
		"poverty targeting":   {[]Rule{PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}}, "beneficiaries", [4]float64{2394, 2394, 2394, 2394}},
		"poor beneficiaries":  {[]Rule{PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}}, "poor_beneficiaries", [4]float64{2052, 2052, 2052, 2052}},
		"nobody is reached":   {[]Rule{PovertyTargeting{Headcount: 0.4, ExclusionError: 1}}, "poor_beneficiaries", [4]float64{}},
		"others are excluded": {[]Rule{ExcludedShare(0.3)}, "beneficiaries", [4]float64{3990, 3990, 3990, 3990}},
		"history":             {[]Rule{AmountsFrom{2023: 15, 2025: 20}}, "benefit_amount", [4]float64{10, 15, 15, 20}},
		"the last moves":      {[]Rule{AmountsFrom{2023: 15}, Indexed(IndexCPI)}, "benefit_amount", [4]float64{10, 15, 15 * 1.06, 15 * 1.06 * 1.06}},
		"and until it comes":  {[]Rule{AmountsFrom{2025: 15}, Indexed(IndexCPI)}, "benefit_amount", [4]float64{10, 10 * 1.06, 10 * 1.06 * 1.06, 15}},
		"revised until then":  {[]Rule{AmountsFrom{2025: 15}, Indexed(IndexCPI), RevisedEvery(2)}, "benefit_amount", [4]float64{10, 10, 10 * 1.06 * 1.06, 15}},
		// (14.5 + 2 × 16 × 1.06²) ÷ 3: the upper band goes on in the money of 2022.
		"a band goes on": {[]Rule{AmountsFrom{2024: 14.5}, AmountBands{1: 16}, Indexed(IndexCPI)}, "benefit_amount",
			[4]float64{14, 14 * 1.06, (14.5 + 2*16*1.1236) / 3, (14.5*1.06 + 2*16*1.191016) / 3}},
		"a band goes on, fixed": {[]Rule{AmountsFrom{2024: 14.5}, AmountBands{1: 16}, IndexedAt(0.1)}, "benefit_amount",
			[4]float64{14, 15.4, (14.5 + 2*16*1.21) / 3, (14.5*1.1 + 2*16*1.331) / 3}},
		"bands of the reform": {[]Rule{AmountsFrom{2024: 14.5}, AmountBands{1: 16}, BandsFrom(2024), Indexed(IndexCPI)}, "benefit_amount",
			[4]float64{10, 10.6, 15.5, 15.5 * 1.06}}, // (14.5 + 2 × 16) ÷ 3
		"three later amounts":  {[]Rule{AmountsFrom{2023: 1, 2024: 2, 2025: 3}}, "benefit_amount", [4]float64{10, 1, 2, 3}},
		"one band above":       {[]Rule{AmountBands{1: 16}}, "benefit_amount", [4]float64{14, 14, 14, 14}},        // (10 + 2 × 16) ÷ 3
		"two bands above":      {[]Rule{AmountBands{1: 20, 2: 30}}, "benefit_amount", [4]float64{20, 20, 20, 20}}, // (10 + 20 + 30) ÷ 3
		"three bands above":    {[]Rule{Ages{Min: 0, Max: 3, Sex: abnd.Both, Share: 1}, AmountBands{1: 20, 2: 30, 3: 60}}, "benefit_amount", [4]float64{30, 30, 30, 30}},
		"a band out of reach":  {[]Rule{AmountBands{50: 99}}, "benefit_amount", [4]float64{10, 10, 10, 10}},
		"bands are indexed":    {[]Rule{AmountBands{1: 16}, Indexed(IndexCPI)}, "benefit_amount", [4]float64{14, 14 * 1.06, 14 * 1.06 * 1.06, 14 * math.Pow(1.06, 3)}},
		"every second year":    {[]Rule{Indexed(IndexCPI), RevisedEvery(2)}, "benefit_amount", [4]float64{10, 10, 10 * 1.06 * 1.06, 10 * 1.06 * 1.06}},
		"every year":           {[]Rule{Indexed(IndexCPI), RevisedEvery(1)}, "benefit_amount", [4]float64{10, 10 * 1.06, 10 * 1.06 * 1.06, 10 * math.Pow(1.06, 3)}},
		"ceiling":              {[]Rule{IndexedAt(1), Ceiling{Reference: "minimum-wage", Months: 0.2}}, "benefit_amount", [4]float64{10, 20, 23, 23}}, // a fifth of 115
		"administration":       {[]Rule{AdministrationShare(0.1), Overheads{PerBeneficiary: 2, Fixed: 1000, SettingUp: 500, SettingUpEnd: 2023, Index: IndexNone}}, "admin_cost", [4]float64{81300, 81300, 80800, 80800}},
		"administration moves": {[]Rule{Overheads{Fixed: 1000, Index: IndexCPI}}, "admin_cost", [4]float64{1000, 1060, 1123.6, 1191.016}},
	} {
		p := project(t, optionalStudy(c.rules...))
		got := p.Values(BenefitKey("low", "x", c.line))
		for i, want := range c.want {
			if math.Abs(got[i]-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Errorf("%s: %s is %v, by hand %v", name, c.line, got, c.want)
				break
			}
		}
	}
}

// Up to the last year of known amounts an amount stays what it was until the
// next one; one that is announced for later changes nothing before.
func TestKnownAmountsAreFacts(t *testing.T) {
	for name, c := range map[string]struct {
		known abnd.Year
		later AmountsFrom
		want  [4]float64 // 2022 to 2025
	}{
		"one amount":                   {2024, nil, [4]float64{10, 10.6, 11.236, 11.91016}},
		"announced":                    {2023, AmountsFrom{2024: 15}, [4]float64{10, 10.6, 15, 15.9}},
		"announced, by default":        {0, AmountsFrom{2024: 15}, [4]float64{10, 10.6, 15, 15.9}},
		"known":                        {2024, AmountsFrom{2024: 15}, [4]float64{10, 10, 15, 15.9}},
		"known, to a later year":       {2025, AmountsFrom{2024: 15}, [4]float64{10, 10, 15, 15.9}},
		"a known and an announced one": {2023, AmountsFrom{2023: 12, 2025: 20}, [4]float64{10, 12, 12.72, 20}},
		"two known ones":               {2025, AmountsFrom{2023: 12, 2025: 20}, [4]float64{10, 12, 12, 20}},
	} {
		s := optionalStudy(Indexed(IndexCPI), c.later)
		s.KnownAmountsUntil = c.known
		got := project(t, s).Values(BenefitKey("low", "x", "benefit_amount"))
		for i, want := range c.want {
			if math.Abs(got[i]-want) > 1e-9*want {
				t.Errorf("%s: the amounts are %v, by hand %v", name, got, c.want)
				break
			}
		}
	}
}

// An announced amount changes no year before its own, whatever the index, the
// announcement and the other rules.
func TestAnnouncedAmountsChangeNothingBefore(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		rules := []Rule{Indexed(rapid.SampledFrom([]string{IndexCPI, IndexWages, IndexGDPPerHead, IndexMinimumWage}).Draw(t, "index"))}
		if rapid.Bool().Draw(t, "bands") {
			rules = append(rules, AmountBands{1: 16, 2: 7})
		}
		if rapid.Bool().Draw(t, "revised") {
			rules = append(rules, RevisedEvery(rapid.IntRange(1, 4).Draw(t, "every")))
		}
		from := abnd.Year(rapid.IntRange(2023, 2025).Draw(t, "from"))
		amount := abnd.Money(rapid.Float64Range(0, 100).Draw(t, "amount"))
		key := BenefitKey("low", "x", "total_cost")
		without := project(t, optionalStudy(rules...)).Values(key)
		with := project(t, optionalStudy(append(rules, AmountsFrom{from: amount})...)).Values(key)
		for year := abnd.Year(2022); year < from; year++ {
			i := int(year - 2022)
			if math.Abs(with[i]-without[i]) > 1e-9*without[i] {
				t.Fatalf("%v announced for %d changes %d: %v instead of %v", amount, from, year, with[i], without[i])
			}
		}
	})
}

// The social pension of Timor-Leste with its real history: USD 30, then 57
// from 2022, then 60, 80 and 100 by age from 2024 (Government of Timor-Leste,
// Council of Ministers, notice of 11 January 2024). With as many people at
// every age, 60–69, 70–79 and 80–100 weigh 10, 10 and 21.
func TestTieredPensionWithItsHistory(t *testing.T) {
	s := optionalStudy(Ages{Min: 60, Max: 100, Sex: abnd.Both, Share: 1}, FlatAmount{Amount: 30, Year: 2020},
		AmountsFrom{2022: 57, 2024: 60}, AmountBands{70: 80, 80: 100}, BandsFrom(2024))
	p := project(t, s)
	got := p.Values(BenefitKey("low", "x", "benefit_amount"))
	tiered := (10*60 + 10*80 + 21*100) / 41.0
	for i, want := range []float64{57, 57, tiered, tiered} {
		if math.Abs(got[i]-want) > 1e-9*want {
			t.Fatalf("amounts are %v; want 57 until 2023, then %v", got, tiered)
		}
	}
}

// Age bands, poverty targeting, phasing and the pension test in one benefit:
// each takes its share, whatever the others do.
func TestOptionalRulesCombine(t *testing.T) {
	s := optionalStudy(
		AmountBands{1: 16}, PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1},
		AreaRamp{From: 0.2, To: 1, Start: 2022, End: 2024}, ExcludedShare(0.3))
	p := project(t, s)
	got := p.Values(BenefitKey("low", "x", "benefit_cost"))
	for i, area := range []float64{0.2, 0.6, 1, 1} {
		want := 5700 * 0.42 * area * 0.7 * 14 * 12
		if math.Abs(got[i]-want) > 1e-9*want {
			t.Errorf("%d: the cost is %v, by hand %v", 2022+i, got[i], want)
		}
	}
}

// A rule that is not used leaves no line and no cell behind.
func TestUnusedRulesLeaveNothing(t *testing.T) {
	s := optionalStudy()
	m, _ := Build(s)
	for _, code := range []string{"area", "poor_share", "mean_amount", "set_amount", "ceiling", "parameter/band_2_age"} {
		if m.Has(BenefitKey("low", "x", code)) {
			t.Errorf("%s is there without its rule", code)
		}
	}
	core := len(SpecsOf(s, s.Benefits[len(s.Benefits)-1]))
	if all := len(Specs()); core >= all {
		t.Errorf("%d of %d parameters are core", core, all)
	}
}

func TestOptionalRuleFaults(t *testing.T) {
	x := func(code string, v float64) func(*abnd.Study) {
		return func(s *abnd.Study) { set(s, "x", code, abnd.Num(v)) }
	}
	ruleFaults(t, map[string]ruleFault{
		"band without an amount":        {nil, x("band_2_age", 70), "needed benefits/x/band_2_amount"},
		"band below the youngest":       {[]Rule{Ages{Min: 60, Max: 100, Sex: abnd.Both, Share: 1}}, func(s *abnd.Study) { x("band_2_age", 50)(s); x("band_2_amount", 5)(s) }, "order benefits/x/band_2_age"},
		"bands overlap":                 {[]Rule{AmountBands{1: 16, 2: 20}}, x("band_3_age", 1), "order benefits/x/band_3_age"},
		"third band without the second": {nil, func(s *abnd.Study) { x("band_3_age", 2)(s); x("band_3_amount", 5)(s) }, "needed benefits/x/band_2_age"},
		"amount without a year":         {nil, x("amount_2", 5), "needed benefits/x/amount_2_year"},
		"amounts out of order":          {[]Rule{AmountsFrom{2023: 5}}, x("amount_2_year", 2021), "order benefits/x/amount_2_year"},
		"amount outside the frame":      {[]Rule{AmountsFrom{2023: 5}}, x("amount_2_year", 2100), "year-outside benefits/x/amount_2_year"},
		"no headcount":                  {nil, func(s *abnd.Study) { x("exclusion_error", 0.1)(s); x("inclusion_error", 0.1)(s) }, "needed benefits/x/poverty_rate"},
		"error above 1":                 {[]Rule{PovertyTargeting{Headcount: 0.4}}, x("exclusion_error", 1.5), "out-of-range benefits/x/exclusion_error"},
		"area ramp backwards":           {[]Rule{AreaRamp{From: 0, To: 1, Start: 2025, End: 2024}}, nil, "order benefits/x/area_end"},
		"area without a rule":           {nil, x("area", 0.5), "needed benefits/x/area_rule"},
		"step without a year":           {nil, x("age_max_2", 5), "needed benefits/x/age_max_2_year"},
		"ceiling without a reference":   {nil, x("ceiling_share", 0.5), "needed benefits/x/ceiling_reference"},
		"ceiling on an unknown wage":    {[]Rule{Ceiling{Reference: "average-wage", Months: 1}}, nil, "benchmark-unknown benefits/x/ceiling_reference"},
		"setting up without an end":     {[]Rule{Overheads{Index: IndexNone}}, x("admin_setup", 5), "needed benefits/x/admin_setup_end"},
		"revision of half a year":       {[]Rule{RevisedEvery(1)}, x("index_every", 1.5), "not-whole benefits/x/index_every"},
	})
}
