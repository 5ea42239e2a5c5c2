package costing_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
)

// maternity is a branch over 85,500 persons of 15–59, of whom 0.6 × 0.5 × 0.8
// = 24 % are insured: 20,520. One in twenty has a case a year, which pays 60 %
// of a wage of 200 for 3 months.
var maternity = InsuredBranch{
	Participation: 0.6, WageEmployment: 0.5, Compliance: 0.8, Incidence: 0.05, ReplacementRate: 0.6, Months: 3,
}

// branch is the maternity branch with further rules.
func branch(rules ...Rule) []Rule {
	return append([]Rule{Ages{Min: 15, Max: 59, Sex: abnd.Both, Share: 1}, FlatAmount{Amount: 200, Year: 2022}, maternity}, rules...)
}

func fourTimes(x float64) [4]float64 { return [4]float64{x, x, x, x} }

// insuredByHand compares a line of the optional study's benefit in the low scenario.
func insuredByHand(t *testing.T, name string, rules []Rule, line string, want [4]float64) {
	t.Helper()
	got := project(t, optionalStudy(rules...)).Values(BenefitKey("low", "x", line))
	for i, want := range want[:len(got)] { // one figure where the line is one cell
		if math.IsNaN(got[i]) || math.Abs(got[i]-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Errorf("%s: %s is %v, by hand %v in %d", name, line, got, want, 2022+i)
			break
		}
	}
}

func giving(code string, v float64) func(*abnd.Study) {
	return func(s *abnd.Study) { set(s, "x", code, abnd.Num(v)) }
}

func choosing(code, v string) func(*abnd.Study) {
	return func(s *abnd.Study) { set(s, "x", code, abnd.Code(v)) }
}

func blanking(code string) func(*abnd.Study) {
	return func(s *abnd.Study) { set(s, "x", code, abnd.Value{}) }
}

func TestInsuredBranchByHand(t *testing.T) {
	tabled := maternity
	tabled.ComplianceTable = "path" // 0.1, then 0.2
	for name, c := range map[string]struct {
		rules []Rule
		line  string
		want  [4]float64
	}{
		"insured":              {branch(), "insured_persons", fourTimes(20520)},
		"insured women":        {branch(), "insured_persons/female", fourTimes(10800)},
		"the target group":     {branch(), "target_population", fourTimes(20520)},
		"cases":                {branch(), "beneficiaries", fourTimes(1026)},
		"cases claimed":        {branch(TakeUp(0.5)), "beneficiaries", fourTimes(513)},
		"claims insure nobody": {branch(TakeUp(0.5)), "insured_persons", fourTimes(20520)},
		"wage":                 {branch(), "reference_wage", fourTimes(200)},
		"a month of benefit":   {branch(), "benefit_amount", fourTimes(120)},
		"payments per case":    {branch(), "payments_per_case", fourTimes(3)},
		"cost":                 {branch(), "benefit_cost", fourTimes(369360)}, // 1,026 × 120 × 3
		"women only":           {branch(Ages{Min: 15, Max: 59, Sex: abnd.Female, Share: 1}), "benefit_cost", fourTimes(540 * 360)},
		"45 days": {branch(InsuredBranch{Participation: 1, WageEmployment: 1, Compliance: 1, Incidence: 1, ReplacementRate: 1, Months: 1.5}), "benefit_cost",
			fourTimes(85500 * 300)},
		"more than a case each": {branch(InsuredBranch{Participation: 1, WageEmployment: 1, Compliance: 1, Incidence: 2, ReplacementRate: 1, Months: 1}), "beneficiaries",
			fourTimes(171000)},
		"compliance by year":      {branch(tabled), "insured_persons", [4]float64{2565, 5130, 5130, 5130}},
		"share paid":              {branch(Delivery{PaymentsPerYear: 12, SharePaid: 0.5}, maternity), "benefit_cost", fourTimes(184680)},
		"wages move":              {branch(IndexedAt(0.1)), "benefit_amount", [4]float64{120, 132, 145.2, 159.72}},
		"wages have a history":    {branch(AmountsFrom{2024: 300}), "benefit_amount", [4]float64{120, 120, 180, 180}},
		"of the minimum wage":     {branch(ShareOfReference{Reference: "minimum-wage", Share: 2, Year: 2022}), "benefit_amount", fourTimes(138)},
		"a floor that holds":      {branch(BenefitFloor{Reference: "minimum-wage", Months: 2}), "benefit_amount", fourTimes(230)},
		"a floor out of reach":    {branch(BenefitFloor{Reference: "minimum-wage", Months: 0.5}), "benefit_amount", fourTimes(120)},
		"a floor that is reached": {branch(IndexedAt(0.1), BenefitFloor{Reference: "minimum-wage", Months: 1.2}), "benefit_amount", [4]float64{138, 138, 145.2, 159.72}},
		"a ceiling":               {branch(Ceiling{Reference: "minimum-wage", Months: 1}), "benefit_amount", fourTimes(115)},
		"floor and ceiling": {branch(IndexedAt(0.1), BenefitFloor{Reference: "minimum-wage", Months: 1.1}, Ceiling{Reference: "minimum-wage", Months: 1.2}), "benefit_amount",
			[4]float64{126.5, 132, 138, 138}},
		"the poor only":       {branch(PovertyTargeting{Headcount: 0.5, ExclusionError: 0.2}), "beneficiaries", fourTimes(1026 * 0.4)},
		"in a fifth":          {branch(AreaRamp{From: 0.2, To: 1, Start: 2022, End: 2024}), "beneficiaries", [4]float64{205.2, 615.6, 1026, 1026}},
		"wages by age":        {branch(AmountBands{30: 260}), "benefit_amount", fourTimes(0.6 * (15*200 + 30*260) / 45)},
		"a wider age range":   {branch(AgeStep{OldestFrom: map[abnd.Year]int{2024: 64}}), "insured_persons", [4]float64{20520, 20520, 22800, 22800}},
		"wages":               {branch(ContributionRate(0.04)), "insured_wages", fourTimes(49248000)}, // 20,520 × 200 × 12
		"contributions":       {branch(ContributionRate(0.04)), "contributions", fourTimes(1969920)},
		"balance":             {branch(ContributionRate(0.04)), "branch_balance", fourTimes(1969920 - 369360)},
		"a deficit":           {branch(ContributionRate(0.005), AdministrationShare(0.1)), "branch_balance", fourTimes(246240 - 406296)},
		"rate of the cost":    {branch(ContributionRate(0.04)), "cost_rate", fourTimes(0.0075)}, // 369,360 ÷ 49,248,000
		"the cost is not net": {branch(ContributionRate(0.04)), "incremental_cost", fourTimes(0)},
		"from 2024":           {branch(ContributionRate(0.04), Paid{From: 2024}), "contributions", [4]float64{0, 0, 1969920, 1969920}},
	} {
		insuredByHand(t, name, c.rules, c.line, c.want)
	}
}

// Nobody insured: no contribution rate would pay, so none is shown.
func TestACostRateNeedsWages(t *testing.T) {
	idle := maternity
	idle.Participation = 0
	p := project(t, optionalStudy(branch(idle, ContributionRate(0.04))...))
	if x, ok := p.Value(BenefitKey("low", "x", "cost_rate"), 2023); ok {
		t.Errorf("the cost rate of nobody is %v", x)
	}
	if x, ok := p.Value(BenefitKey("low", "x", "branch_balance"), 2023); !ok || x != 0 {
		t.Errorf("the balance of nobody is %v", x)
	}
}

// Whatever the figures: contributions at the cost rate balance the branch,
// and the cost is insured × incidence × benefit × duration.
func TestTheCostRateBalancesTheBranch(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		share := func(name string) abnd.Share { return abnd.Share(rapid.Float64Range(0.01, 1).Draw(t, name)) }
		r := InsuredBranch{
			Participation: share("participation"), WageEmployment: share("wage employment"), Compliance: share("compliance"),
			Incidence: rapid.Float64Range(0, 5).Draw(t, "incidence"), ReplacementRate: share("replacement rate"),
			Months: rapid.Float64Range(0, 24).Draw(t, "months"),
		}
		wage := rapid.Float64Range(1, 1e5).Draw(t, "wage")
		s := optionalStudy(branch(r, FlatAmount{Amount: abnd.Money(wage), Year: 2022}, AdministrationShare(share("administration")), ContributionRate(0.05))...)
		m, found := Build(s)
		if m == nil {
			t.Fatal(found)
		}
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		at := func(line string) float64 {
			x, _ := p.Value(BenefitKey("low", "x", line), 2024)
			return x
		}
		near := func(what string, got, want float64, madeOf ...float64) {
			if !proofs.Alike(proofs.Recomputed, got, want, madeOf...) {
				t.Errorf("%s: %v, want %v", what, got, want)
			}
		}
		near("cost", at("benefit_cost"), 85500*float64(r.Participation*r.WageEmployment*r.Compliance)*r.Incidence*wage*float64(r.ReplacementRate)*r.Months)
		near("balance at the cost rate", at("insured_wages")*at("cost_rate"), at("total_cost"))
		near("balance", at("branch_balance"), at("contributions")-at("total_cost"), at("contributions"))
		if at("benefit_amount") > wage {
			t.Errorf("the benefit %v is above the wage %v", at("benefit_amount"), wage)
		}
	})
}

func TestPensionersByHand(t *testing.T) {
	inPayment := Pensioners{Number: 4000, Year: 2021, Growth: 0.1, FemaleShare: 0.25}
	pension := func(rules ...Rule) []Rule {
		return append([]Rule{Ages{Min: 60, Max: 79, Sex: abnd.Both, Share: 1}, inPayment}, rules...)
	}
	for name, c := range map[string]struct {
		rules []Rule
		line  string
		want  [4]float64
	}{
		"grow from their base year": {pension(), "pensioners", [4]float64{4400, 4840, 5324, 5856.4}},
		"are beneficiaries":         {pension(), "beneficiaries", [4]float64{4400, 4840, 5324, 5856.4}},
		"women":                     {pension(), "beneficiaries/female", [4]float64{1100, 1210, 1331, 1464.1}},
		"men":                       {pension(), "beneficiaries/male", [4]float64{3300, 3630, 3993, 4392.3}},
		"cost":                      {pension(), "benefit_cost", [4]float64{528000, 580800, 638880, 702768}}, // × 10 × 12
		"indexed":                   {pension(IndexedAt(0.1)), "benefit_cost", [4]float64{528000, 638880, 773044.8, 935384.208}},
		"coverage of 38,000":        {pension(), "pensioner_coverage", [4]float64{4400 / 38000.0, 4840 / 38000.0, 5324 / 38000.0, 5856.4 / 38000.0}},
		"decline":                   {pension(Pensioners{Number: 1000, Year: 2022, Growth: -0.5, FemaleShare: 1}), "beneficiaries", [4]float64{1000, 500, 250, 125}},
		"in a part of the country":  {pension(AreaRamp{From: 0.5, To: 1, Start: 2022, End: 2023}), "beneficiaries", [4]float64{2200, 4840, 5324, 5856.4}},
		"base year to come":         {pension(Pensioners{Number: 1000, Year: 2025, Growth: 1, FemaleShare: 1}), "beneficiaries", [4]float64{125, 250, 500, 1000}},
	} {
		insuredByHand(t, name, c.rules, c.line, c.want)
	}
}

// The population does not matter to pensioners in payment, and their number
// grows at the same rate every year.
func TestPensionersDoNotComeFromThePopulation(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		r := Pensioners{
			Number: abnd.Persons(rapid.Float64Range(0, 1e6).Draw(t, "number")), Year: abnd.Year(rapid.IntRange(2010, 2030).Draw(t, "year")),
			Growth: abnd.Share(rapid.Float64Range(-0.4, 1).Draw(t, "growth")), FemaleShare: abnd.Share(rapid.Float64Range(0, 1).Draw(t, "female")),
		}
		lo := rapid.IntRange(0, 100).Draw(t, "youngest")
		m, found := Build(optionalStudy(Ages{Min: lo, Max: 100, Sex: abnd.Both, Share: 1}, r))
		if m == nil {
			t.Fatal(found)
		}
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		got := p.Values(BenefitKey("low", "x", "beneficiaries"))
		for i, x := range got {
			want := float64(r.Number) * math.Pow(1+float64(r.Growth), float64(2022+i-int(r.Year)))
			if !proofs.Alike(proofs.Recomputed, x, want) {
				t.Errorf("%d: %v pensioners, want %v", 2022+i, x, want)
			}
		}
	})
}

func TestInsuranceFaults(t *testing.T) {
	ruleFaults(t, map[string]ruleFault{
		"replacement rate without insured":    {nil, giving("replacement_rate", 0.6), "needed benefits/x/participation"},
		"replacement rate without employees":  {nil, giving("replacement_rate", 0.6), "needed benefits/x/wage_employment"},
		"replacement rate without compliance": {nil, giving("replacement_rate", 0.6), "needed benefits/x/compliance"},
		"insured without a duration":          {branch(), blanking("duration"), "needed benefits/x/duration"},
		"insured without incidence":           {branch(), blanking("incidence"), "needed benefits/x/incidence"},
		"replacement above the wage":          {branch(), giving("replacement_rate", 60), "out-of-range benefits/x/replacement_rate"},
		"duration in days":                    {branch(), giving("duration", 90), "out-of-range benefits/x/duration"},
		"months of a case as payments":        {branch(Delivery{PaymentsPerYear: 3, SharePaid: 1}), nil, "replaced benefits/x/payments"},
		"floor without a reference":           {branch(), giving("floor_share", 0.5), "needed benefits/x/floor_reference"},
		"floor without a share":               {branch(), choosing("floor_reference", "minimum-wage"), "needed benefits/x/floor_share"},
		"floor on an unknown wage":            {branch(BenefitFloor{Reference: "average-wage", Months: 1}), nil, "benchmark-unknown benefits/x/floor_reference"},
		"floor above the ceiling":             {branch(BenefitFloor{Reference: "minimum-wage", Months: 2}, Ceiling{Reference: "minimum-wage", Months: 1}), nil, "floor-above-ceiling benefits/x/floor_share"},
		"wage of an unknown reference":        {branch(ShareOfReference{Reference: "average-wage", Share: 1, Year: 2022}), nil, "benchmark-unknown benefits/x/reference"},
		"compliance of no table":              {branch(), choosing("compliance_table", "nowhere"), "unknown-reference benefits/x/compliance_table"},
		"contributions of nobody":             {[]Rule{ContributionRate(0.04)}, nil, "nobody-insured benefits/x/contribution_rate"},
		"contributions in percent":            {branch(), giving("contribution_rate", 4), "out-of-range benefits/x/contribution_rate"},
		"pensioners without a year":           {[]Rule{Pensioners{Number: 1, Year: 2022}}, blanking("pensioners_year"), "needed benefits/x/pensioners_year"},
		"pensioners without growth":           {[]Rule{Pensioners{Number: 1, Year: 2022}}, blanking("pensioners_growth"), "needed benefits/x/pensioners_growth"},
		"growth in percent":                   {[]Rule{Pensioners{Number: 1, Year: 2022}}, giving("pensioners_growth", 5), "out-of-range benefits/x/pensioners_growth"},
		"pensioners by age band":              {[]Rule{Pensioners{Number: 1, Year: 2022}, AmountBands{1: 16}}, nil, "rules-apart benefits/x/pensioners"},
		"pensioners who are insured":          {branch(Pensioners{Number: 1, Year: 2022}), nil, "not-together benefits/x/participation"},
		"insured by births":                   {branch(), func(s *abnd.Study) { choosing("event", OfBirths)(s); giving("entitlement_months", 3)(s) }, "rules-apart benefits/x/participation"},
		"insured by school days":              {branch(), giving("school_days", 200), "replaced-twice benefits/x/duration"},
	})
}

// Half filled in and off, a branch costs nothing and breaks nothing.
func TestABlankBranchThatIsOffCostsNothing(t *testing.T) {
	for _, code := range []string{"replacement_rate", "contribution_rate", "floor_share", "pensioners", "pensioners_growth", "converged_share"} {
		s := optionalStudy(Paid{})
		set(s, "x", code, abnd.Num(0.5))
		p := project(t, s)
		for _, line := range []string{"beneficiaries", "benefit_cost", "total_cost"} {
			if x, ok := p.Value(BenefitKey("low", "x", line), 2023); !ok || x != 0 {
				t.Errorf("%s: %s of a benefit that is off is %v", code, line, x)
			}
		}
		for _, line := range p.Model().Lines() {
			if line.Group != string(BenefitKey("low", "x", ""))[:len("low/benefit/x")] || line.IsInput() || line.Blankable {
				continue
			}
			for _, x := range p.Values(line.Key) {
				if math.IsNaN(x) && len(line.Years.All()) > 0 {
					t.Errorf("%s: %s is blank", code, line.Key)
					break
				}
			}
		}
	}
}
