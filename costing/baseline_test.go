package costing_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// What the small study pays in 2025, by hand. Prices rise by 6 % a year from 2022
// on, and GDP per head by 1.04 × 1.05 − 1 from 2023 on: nobody is added.
//
//	pension      36 ages × 1,900 people × 0.9 × 30 × 12 × 1.05, its amount of 2022
//	new-pension  41 ages × 1,900 people × 40 × 1.06³ × 12
//	grant        3 ages × 1,900 people × 0.8 × 10 × 12
//	cash         500,000 of 2021
const (
	threeYears     = 1.06 * 1.06 * 1.06 // of prices, from 2022 to 2025
	pensionOfLaw   = 36 * 1900 * 0.9 * 30 * 12 * 1.05
	pensionKept    = pensionOfLaw * threeYears
	renewedPension = 41 * 1900 * 40 * threeYears * 12
	grantPaid      = 3 * 1900 * 0.8 * 10 * 12
	cashOfLaw      = 500_000.0
	cashKept       = cashOfLaw * threeYears * 1.06
)

// inTheLastYear wants a line to be so in 2025.
func inTheLastYear(t *testing.T, p *model.Projection, what string, key model.Key, want float64) {
	t.Helper()
	if got, ok := p.Value(key, 2025); !ok || math.Abs(got-want) > 1e-9*math.Abs(want)+1e-6 {
		t.Errorf("%s: %s is %v, want %v", what, key, got, want)
	}
}

// The increments over both baselines are the same whatever the study's own is;
// only what the status quo pays, and what scenarios inherit of it, moves.
func TestIncrementsOverBothBaselinesByHand(t *testing.T) {
	const law, kept = pensionOfLaw + cashOfLaw, pensionKept + cashKept
	const perHead = 1.04 * 1.05
	for _, c := range []struct {
		baseline  abnd.Baseline
		statusQuo float64
		low       float64
	}{
		{"", law, pensionOfLaw + grantPaid},
		{abnd.BaselineLaw, law, pensionOfLaw + grantPaid},
		{abnd.BaselinePrices, kept, pensionKept + grantPaid},
		// GDP grew by 1.03 × 1.05 in 2022, between the years of the two amounts.
		{
			abnd.BaselineGDP, pensionOfLaw*perHead*perHead*perHead + cashOfLaw*1.03*1.05*perHead*perHead*perHead,
			pensionOfLaw*perHead*perHead*perHead + grantPaid,
		},
	} {
		s := smallStudy()
		s.Baseline = c.baseline
		high := renewedPension + grantPaid
		for what, p := range map[string]*model.Projection{"built": project(t, s), "in force": inForce(t, s)} {
			what += " with the baseline " + string(c.baseline)
			for scenario, total := range map[string]float64{abnd.StatusQuo: c.statusQuo, "low": c.low, "high": high} {
				inTheLastYear(t, p, what, costing.TotalKey(scenario, "total_cost"), total)
				inTheLastYear(t, p, what, costing.TotalKey(scenario, "incremental_cost"), total-c.statusQuo)
			}
			inTheLastYear(t, p, what, costing.TotalKey("low", "law_incremental_cost"), grantPaid-cashOfLaw)
			inTheLastYear(t, p, what, costing.TotalKey("low", "kept_incremental_cost"), grantPaid-cashKept)
			inTheLastYear(t, p, what, costing.TotalKey("high", "law_incremental_cost"), high-law)
			inTheLastYear(t, p, what, costing.TotalKey("high", "kept_incremental_cost"), high-kept)
			inTheLastYear(t, p, what, costing.GuaranteeKey("high", abnd.Older, "kept_incremental_cost"), renewedPension-pensionKept)
			inTheLastYear(t, p, what, costing.ErosionKey, kept-law)
			inTheLastYear(t, p, what, costing.KeptCostKey, kept)
			// Expenditure contains the status quo of the law.
			expenditure, _ := p.Value("frame/expenditure_amount", 2025)
			inTheLastYear(t, p, what, costing.TotalKey("low", "new_expenditure"), expenditure+c.low-law)
		}
	}
}

// inForce evaluates a study without the cells in which parameters are entered.
func inForce(t *testing.T, s *abnd.Study) *model.Projection {
	t.Helper()
	p, err := costing.BuildInForce(s).Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// An amount that a scenario states is its own decision, even where it is the same;
// a take-up is none. What a scenario takes from another that decided it is decided.
func TestWhatAScenarioDecidesDoesNotMove(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*abnd.Study)
		low    float64 // what the pension is in the low scenario, by the baseline that keeps its value
	}{
		{"amount", func(s *abnd.Study) { s.Scenarios[1].Change("pension", "amount", abnd.Num(30)) }, pensionOfLaw},
		{"indexation", func(s *abnd.Study) { s.Scenarios[1].Change("pension", "indexation", abnd.Code(costing.IndexNone)) }, pensionOfLaw},
		{"take-up", func(s *abnd.Study) { s.Scenarios[1].Change("pension", "take_up", abnd.Num(0.45)) }, pensionKept / 2},
		{"a rate that nothing reads", func(s *abnd.Study) { s.Scenarios[1].Change("pension", "index_rate", abnd.Num(0.02)) }, pensionKept},
		{"based on another", func(s *abnd.Study) {
			s.Scenarios[2].Change("pension", "amount", abnd.Num(30))
			s.Scenarios[1].BasedOn = "high"
			s.Scenarios[1].Change("new-pension", "on", abnd.Code(model.No))
		}, pensionOfLaw},
		{"based on the status quo", func(s *abnd.Study) {
			s.Scenarios[0].Change("pension", "amount", abnd.Num(60))
			s.Scenarios[1].BasedOn = abnd.StatusQuo
		}, 2 * pensionKept},
		{"not based on the status quo", func(s *abnd.Study) { s.Scenarios[0].Change("pension", "amount", abnd.Num(60)) }, pensionOfLaw},
		{"a rule of the law", func(s *abnd.Study) { set(s, "pension", "indexation", abnd.Code(costing.IndexCPI)) }, pensionKept},
	} {
		s := smallStudy()
		c.change(s)
		s.Baseline = abnd.BaselinePrices
		for _, p := range []*model.Projection{project(t, s), inForce(t, s)} {
			inTheLastYear(t, p, c.name, costing.BenefitKey("low", "pension", "total_cost"), c.low)
			inTheLastYear(t, p, c.name, costing.BenefitKey("low", "pension", "kept_cost"), c.low)
		}
	}
}

// An amount keeps its value from the last known one on: from the last year in
// which amounts are facts, or from that of an amount announced for a later one.
func TestValueIsKeptFromTheLastKnownAmount(t *testing.T) {
	const cost = pensionOfLaw / 30
	for _, c := range []struct {
		name   string
		change func(*abnd.Study)
		want   map[abnd.Year]float64 // of one payment that keeps its value
	}{
		{"known until the year before the projection", func(*abnd.Study) {}, map[abnd.Year]float64{2022: 30, 2023: 30 * 1.06, 2025: 30 * threeYears}},
		{"known until 2023", func(s *abnd.Study) { s.KnownAmountsUntil = 2023 }, map[abnd.Year]float64{2022: 30, 2023: 30, 2024: 30 * 1.06, 2025: 30 * 1.06 * 1.06}},
		{"announced for 2024", func(s *abnd.Study) {
			set(s, "pension", "amount_2", abnd.Num(50))
			set(s, "pension", "amount_2_year", abnd.Num(2024))
		}, map[abnd.Year]float64{2022: 30, 2023: 30 * 1.06, 2024: 50, 2025: 50 * 1.06}},
	} {
		s := smallStudy()
		c.change(s)
		p := project(t, s)
		for year, amount := range c.want {
			if got, _ := p.Value(costing.BenefitKey(abnd.StatusQuo, "pension", "kept_cost"), year); math.Abs(got-amount*cost) > 1e-6 {
				t.Errorf("%s, %d: %v, want %v", c.name, year, got, amount*cost)
			}
		}
	}
}

// Where every amount has a rule the baselines are one: nothing is lost, and both
// increments are that of the study, to the last digit.
func TestBaselinesAreOneWhereAllIsIndexed(t *testing.T) {
	for _, baseline := range costing.BaselineList.Names() {
		s := smallStudy()
		s.Baseline = abnd.Baseline(baseline)
		s.Schemes[1].Projection = costing.IndexCPI
		set(s, "pension", "indexation", abnd.Code(costing.IndexWages))
		p := project(t, s)
		for _, year := range s.Projection.All() {
			for _, x := range s.Scenarios {
				want, _ := p.Value(costing.TotalKey(x.ID, "incremental_cost"), year)
				for _, code := range []string{"law_incremental_cost", "kept_incremental_cost"} {
					if got, ok := p.Value(costing.TotalKey(x.ID, code), year); !ok || got != want {
						t.Errorf("%s, %s %d: %s is %v, want %v", baseline, x.ID, year, code, got, want)
					}
				}
			}
			if x, ok := p.Value(costing.ErosionKey, year); !ok || x != 0 {
				t.Errorf("%s: %v is lost in %d", baseline, x, year)
			}
		}
	}
}

func TestBaselineIsOneOfTheList(t *testing.T) {
	s := smallStudy()
	s.Baseline = "wages"
	found := costing.Check(s)
	if len(found) != 1 || found[0].Code != "unknown-reference" || found[0].Path != "general/baseline" {
		t.Error(found)
	}
}
