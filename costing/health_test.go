package costing_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// carePackage covers 5,700 persons at 10 a person and year.
func carePackage(rules ...Rule) []Rule {
	return append([]Rule{Delivery{PaymentsPerYear: 1, SharePaid: 1}}, rules...)
}

func TestHealthByHand(t *testing.T) {
	visits := Interventions{{Visits: 2.5, UnitCost: 4}, {Visits: 0.1, UnitCost: 50}, {Visits: 12, UnitCost: 0.5}} // 10 + 5 + 6 = 21
	poor := PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}
	for name, c := range map[string]struct {
		rules []Rule
		line  string
		want  [4]float64
	}{
		"package per head": {carePackage(), "benefit_cost", fourTimes(57000)},
		// Consumer prices rise by 6 %, health care by 10 % on top of it.
		"excess inflation": {carePackage(HealthInflation(0.1)), "benefit_amount",
			[4]float64{10, 11.66, 11.66 * 1.166, 11.66 * 1.166 * 1.166}},
		"less than prices": {carePackage(HealthInflation(-0.02)), "benefit_amount",
			[4]float64{10, 10 * 1.06 * 0.98, 10 * math.Pow(1.06*0.98, 2), 10 * math.Pow(1.06*0.98, 3)}},
		"no excess": {carePackage(HealthInflation(0)), "benefit_amount",
			[4]float64{10, 10.6, 10.6 * 1.06, 10.6 * 1.06 * 1.06}},
		"until a later amount, and from it": {carePackage(HealthInflation(0.1), AmountsFrom{2024: 30}), "benefit_amount",
			[4]float64{10, 11.66, 30, 30 * 1.166}},
		"every second year": {carePackage(HealthInflation(0.1), RevisedEvery(2)), "benefit_amount",
			[4]float64{10, 10, 10 * 1.166 * 1.166, 10 * 1.166 * 1.166}},
		"up to a ceiling": {carePackage(HealthInflation(0.1), Ceiling{Reference: "minimum-wage", Months: 0.1}), "benefit_amount",
			[4]float64{10, 11.5, 11.5, 11.5}},
		"by age": {carePackage(HealthInflation(0.1), AmountBands{1: 16}), "benefit_amount",
			[4]float64{14, 14 * 1.166, 14 * 1.166 * 1.166, 14 * math.Pow(1.166, 3)}},
		"visits add to the amount": {carePackage(visits), "benefit_amount", fourTimes(31)},
		"visits alone":             {carePackage(visits, FlatAmount{Amount: 0, Year: 2022}), "benefit_cost", fourTimes(119700)},
		"visits by the month":      {[]Rule{visits, FlatAmount{Amount: 0, Year: 2022}}, "benefit_cost", fourTimes(119700)},
		"a month of visits":        {[]Rule{visits, FlatAmount{Amount: 0, Year: 2022}}, "benefit_amount", fourTimes(1.75)},
		"one intervention":         {carePackage(visits[:1], FlatAmount{Amount: 0, Year: 2022}), "interventions_cost", [4]float64{10}},
		"visits get dearer": {carePackage(visits, FlatAmount{Amount: 0, Year: 2022}, HealthInflation(0.1)), "benefit_amount",
			[4]float64{21, 21 * 1.166, 21 * 1.166 * 1.166, 21 * math.Pow(1.166, 3)}},
		"premium":                  {[]Rule{PremiumSubsidy(0.75)}, "premium", fourTimes(10)},
		"premium, subsidised":      {[]Rule{PremiumSubsidy(0.75)}, "benefit_cost", fourTimes(513000)},    // 5,700 × 7.5 × 12
		"premium, members":         {[]Rule{PremiumSubsidy(0.75)}, "members_premium", fourTimes(171000)}, // 5,700 × 2.5 × 12
		"premium of the poor":      {[]Rule{PremiumSubsidy(1), poor}, "benefit_cost", fourTimes(2394 * 120)},
		"the poor pay nothing":     {[]Rule{PremiumSubsidy(1), poor}, "members_premium", fourTimes(0)},
		"premium rises":            {[]Rule{PremiumSubsidy(0.5), IndexedAt(0.1)}, "benefit_amount", [4]float64{5, 5.5, 6.05, 6.655}},
		"subsidy up to a ceiling":  {[]Rule{PremiumSubsidy(0.5), Ceiling{Reference: "minimum-wage", Months: 0.02}}, "members_premium", fourTimes(5700 * 7.7 * 12)}, // 10 − 2.3
		"package of the country":   {carePackage(HealthPackage(40)), "package_cost", fourTimes(228000)},
		"out of pocket":            {carePackage(HealthPackage(40)), "out_of_pocket_share", fourTimes(0.75)},
		"households":               {carePackage(HealthPackage(40)), "household_cost", fourTimes(171000)},
		"out of pocket, half used": {carePackage(HealthPackage(40), TakeUp(0.5)), "out_of_pocket_share", fourTimes(0.875)},
		"out of pocket, widened": {carePackage(HealthPackage(40), AreaRamp{From: 0, To: 1, Start: 2022, End: 2024}), "out_of_pocket_share",
			[4]float64{1, 0.875, 0.75, 0.75}},
		"both grow alike":          {carePackage(HealthPackage(40), HealthInflation(0.1)), "out_of_pocket_share", fourTimes(0.75)},
		"nothing out of pocket":    {carePackage(HealthPackage(5)), "out_of_pocket_share", fourTimes(0)},
		"out of pocket, premium":   {carePackage(HealthPackage(40), PremiumSubsidy(0.5)), "out_of_pocket_share", fourTimes(0.875)},
		"before it is paid, all":   {carePackage(HealthPackage(40), Paid{From: 2024}), "out_of_pocket_share", [4]float64{1, 1, 0.75, 0.75}},
		"benefit and package, CPI": {carePackage(HealthPackage(40), Indexed(IndexCPI)), "package_cost", [4]float64{228000, 228000 * 1.06, 228000 * 1.06 * 1.06, 228000 * math.Pow(1.06, 3)}},
	} {
		insuredByHand(t, name, c.rules, c.line, c.want)
	}
}

// What is paid by government, by members and by households is the whole, and
// the out-of-pocket share never leaves 0..1.
func TestHealthCareIsPaidBySomebody(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		amount := func(name string) abnd.Money { return abnd.Money(rapid.Float64Range(0, 1e4).Draw(t, name)) }
		share := func(name string) abnd.Share { return abnd.Share(rapid.Float64Range(0, 1).Draw(t, name)) }
		rules := []Rule{
			Delivery{PaymentsPerYear: float64(rapid.IntRange(1, 12).Draw(t, "payments")), SharePaid: 1}, FlatAmount{Amount: amount("premium"), Year: 2022},
			Interventions{{Visits: rapid.Float64Range(0, 20).Draw(t, "visits"), UnitCost: amount("unit cost")}}, TakeUp(share("take-up")),
			HealthInflation(abnd.Share(rapid.Float64Range(-0.1, 0.3).Draw(t, "excess"))), PremiumSubsidy(share("subsidy")), HealthPackage(amount("package")),
		}
		m, found := Build(optionalStudy(rules...))
		if m == nil {
			t.Fatal(found)
		}
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		payments, _ := p.Value(BenefitKey("low", "x", "parameter/payments"), 0)
		for year := abnd.Year(2022); year <= 2025; year++ {
			at := func(line string) float64 {
				x, _ := p.Value(BenefitKey("low", "x", line), year)
				return x
			}
			whole := at("beneficiaries") * at("premium") * payments
			if paid := at("benefit_cost") + at("members_premium"); !proofs.Alike(proofs.Recomputed, paid, whole) {
				t.Errorf("%d: %v is paid of %v", year, paid, whole)
			}
			if x, ok := p.Value(BenefitKey("low", "x", "out_of_pocket_share"), year); ok != (at("package_cost") != 0) || x < 0 || x > 1 {
				t.Errorf("%d: the out-of-pocket share is %v (known %v)", year, x, ok)
			}
			if want := math.Max(at("package_cost")-at("benefit_cost"), 0); !proofs.Alike(proofs.Recomputed, at("household_cost"), want, at("package_cost")) {
				t.Errorf("%d: households pay %v, want %v", year, at("household_cost"), want)
			}
		}
	})
}

func TestHealthFaults(t *testing.T) {
	visit := Interventions{{Visits: 2, UnitCost: 4}}
	ruleFaults(t, map[string]ruleFault{
		"over prices, but of wages":    {[]Rule{HealthInflation(0.02), Indexed(IndexWages)}, nil, "not-cpi benefits/x/indexation"},
		"over prices, but not indexed": {nil, giving("health_inflation_over_cpi", 0.02), "not-cpi benefits/x/indexation"},
		"inflation in percent":         {[]Rule{HealthInflation(0.02)}, giving("health_inflation_over_cpi", 3), "out-of-range benefits/x/health_inflation_over_cpi"},
		"visits without a cost":        {nil, giving("intervention_1_visits", 2), "needed benefits/x/intervention_1_cost"},
		"a cost without visits":        {nil, giving("intervention_1_cost", 2), "needed benefits/x/intervention_1_visits"},
		"third without the second":     {[]Rule{visit}, func(s *abnd.Study) { giving("intervention_3_visits", 2)(s); giving("intervention_3_cost", 2)(s) }, "order benefits/x/intervention_2_visits"},
		"visits and no payments":       {[]Rule{visit, Delivery{SharePaid: 1}}, nil, "not-positive benefits/x/payments"},
		"visits on school days":        {[]Rule{visit}, giving("school_days", 200), "not-together benefits/x/school_days"},
		"subsidy in percent":           {nil, giving("premium_subsidy", 50), "out-of-range benefits/x/premium_subsidy"},
		"a negative package":           {nil, giving("package_per_head", -1), "out-of-range benefits/x/package_per_head"},
		"premium of the insured":       {branch(PremiumSubsidy(1)), nil, "not-together benefits/x/participation"},
		"package of the insured":       {branch(HealthPackage(1)), nil, "not-together benefits/x/participation"},
	})
}

func TestInterventionsAreThreeAtMost(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("four interventions are taken")
		}
	}()
	optionalStudy(Interventions{{}, {}, {}, {}})
}

// Half filled in and off, health care costs nothing and breaks nothing.
func TestBlankHealthCareThatIsOffCostsNothing(t *testing.T) {
	for _, code := range []string{"health_inflation_over_cpi", "intervention_2_visits", "intervention_3_cost", "premium_subsidy", "package_per_head"} {
		s := smallStudy()
		s.Benefits = append(s.Benefits, abnd.Benefit{ID: "x", Guarantee: abnd.Health, Name: abnd.T("X", "X."), Parameters: map[string]abnd.Parameter{}})
		set(s, "x", "on", abnd.Code(model.No))
		set(s, "x", code, abnd.Num(0.5))
		if x, ok := project(t, s).Value(BenefitKey("low", "x", "total_cost"), 2023); !ok || x != 0 {
			t.Errorf("%s: a benefit that is off costs %v", code, x)
		}
	}
}
