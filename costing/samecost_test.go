package costing_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// sameCost computes the uses of the money of a benefit of a country's profile that was
// changed.
func sameCost(t *testing.T, code string, q costing.SameCost, change func(*abnd.Study)) (*abnd.Study, func(key model.Key) float64) {
	t.Helper()
	study, found := country.Load(code)
	if found.HasErrors() {
		t.Fatal(found)
	}
	if change != nil {
		change(study)
	}
	if found := costing.Check(study); found.HasErrors() {
		t.Fatal(found)
	}
	if found := costing.CheckSameCost(study, q); found != nil {
		t.Fatal(found)
	}
	p, err := costing.BuildSameCost(study, q).Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return study, func(key model.Key) float64 { return p.Values(key)[0] }
}

// far reports whether two figures differ by more than a billionth.
func far(x, y float64) bool { return !(math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(y))) }

var aChild = costing.SameCost{Scenario: "high", Benefit: "child-benefit"}

// selecting is the child benefit of Timor-Leste with a selection of the poorest whose
// registration costs nothing.
func selecting(poorest, exclusion, inclusion float64) costing.SameCost {
	q := aChild
	q.Poorest, q.Exclusion, q.Inclusion, q.Registration = abnd.Known(poorest, 0), abnd.Known(exclusion, 0), abnd.Known(inclusion, 0), abnd.Known(0, 0)
	return q
}

// TestUsesCostTheSame: the oracle is the money. In each country every use of which
// something is known costs the new money in prices of the survey; recipients, amount and
// selection make it up again; and what all households receive by the lines of
// poverty is what recipients receive, per head.
func TestUsesCostTheSame(t *testing.T) {
	proofs.NotShort(t)
	uses := 0
	for code, benefits := range map[string][]string{
		"TLS": {"child-benefit", "social-pension", "disability-pension", "maternity-benefit"}, "MOZ": {"child-grant", "disability-grant"}, "AGO": {"old-age-grant"},
		"CPV": {"child-benefit"}, "GNB": {"child-benefit"}, "STP": {"social-pension"},
	} {
		for _, id := range benefits {
			study, of := sameCost(t, code, costing.SameCost{Scenario: "high", Benefit: id}, nil)
			money, prices := of(costing.SameCostKey(costing.SameCostMoney)), of(costing.ImpactPrices)
			benefit, _ := study.FindBenefit(id)
			for _, use := range costing.SameCostUses(benefit) {
				at := func(code string) float64 { return of(costing.SameCostUseKey(use, code)) }
				amount := at(costing.UseAmount)
				if math.IsNaN(amount) {
					continue
				}
				uses++
				if far(at(costing.UseCost)/(money/prices), 1) {
					t.Errorf("%s %s, %s: costs %v, not %v", code, id, use, at(costing.UseCost), money/prices)
				}
				if paid := amount*at(costing.UseRecipients)*12 + at(costing.UseTargeting); far(paid/(money/prices), 1) {
					t.Errorf("%s %s, %s: recipients and selection take %v, not %v", code, id, use, paid, money/prices)
				}
				received := at("received") * of("impact/people") * 12
				if far(received/at(costing.UseTransfers), 1) {
					t.Errorf("%s %s, %s: households receive %v, and recipients %v", code, id, use, received, at(costing.UseTransfers))
				}
			}
		}
	}
	if uses < 35 {
		t.Errorf("only %d uses are known", uses)
	}
}

// results are all figures of a use, with their ends.
func results(of func(model.Key) float64, use costing.SameCostUse) map[string]float64 {
	all := map[string]float64{}
	for _, r := range costing.ImpactResults() {
		all[r.Code] = of(costing.SameCostUseKey(use, r.Code))
		if r.Range {
			for _, end := range []string{costing.ImpactFrom, costing.ImpactTo} {
				all[r.Code+end] = of(costing.SameCostUseKey(use, r.Code+end))
			}
		}
	}
	return all
}

// TestSelectingEverybodyIsUniversal: with all people to be selected, without an error and
// at no cost, each figure is that of the universal benefit.
func TestSelectingEverybodyIsUniversal(t *testing.T) {
	_, of := sameCost(t, "TLS", selecting(1, 0, 0), nil)
	universal := results(of, costing.UseUniversal)
	for code, x := range results(of, costing.UsePoorest) {
		if far(x, universal[code]) {
			t.Errorf("%s is %v, and %v universal", code, x, universal[code])
		}
	}
}

// TestSelectionWithoutErrors: all money goes to those to be selected and nothing to
// the others, in each case of who receives.
func TestSelectionWithoutErrors(t *testing.T) {
	_, of := sameCost(t, "TLS", selecting(0.3, 0, 0), nil)
	for _, end := range []string{"", costing.ImpactFrom, costing.ImpactTo} {
		if x := of(costing.SameCostUseKey(costing.UsePoorest, costing.ReachPoor+end)); far(x, 1) {
			t.Errorf("the poorest 30 %% are poor, and of their money %v%s reaches the poor", x, end)
		}
	}
	study, _ := country.Load("TLS")
	p, err := costing.BuildSameCost(study, selecting(0.4, 0, 0)).Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	gains := p.Values(costing.SameCostUseKey(costing.UsePoorest, costing.FifthGain))
	for n, x := range gains {
		if gets := n < 2; (x > 1e-12) != gets {
			t.Errorf("fifth %d gains %v of what the poorest 40 %% are given", n+1, x)
		}
	}
}

// TestMoreExclusionNeverClosesMore: a property. The same money to fewer of those to be
// selected closes no more of the gap, whoever of the others is let in.
func TestMoreExclusionNeverClosesMore(t *testing.T) {
	proofs.NotShort(t)
	for _, poorest := range []float64{0.2, 0.7} {
		for _, inclusion := range []float64{0, 0.2} {
			last := math.Inf(1)
			for _, exclusion := range []float64{0, 0.3, 0.6, 0.9} {
				_, of := sameCost(t, "TLS", selecting(poorest, exclusion, inclusion), nil)
				closed := of(costing.SameCostUseKey(costing.UsePoorest, costing.GapClosed))
				if !(closed <= last+1e-12) {
					t.Errorf("poorest %v, inclusion error %v: with an exclusion error of %v the gap closes by %v, with a smaller one by %v", poorest, inclusion, exclusion, closed, last)
				}
				last = closed
			}
		}
	}
}

// TestSelectionByBruteForce: the oracle counts ranks one by one. Of 400,000 people along the
// fitted curve those who live with a child are more among the poor as the study
// says; half of those up to 30 % and a tenth of the others are selected, and share what is
// left of the money when every child has been assessed.
func TestSelectionByBruteForce(t *testing.T) {
	const poorest, exclusion, inclusion, registration, every = 0.3, 0.5, 0.1, 6, 2
	q := selecting(poorest, exclusion, inclusion)
	q.Registration, q.Every = abnd.Known(registration, 0), abnd.Known(every, 0)
	study, of := sameCost(t, "TLS", q, nil)
	curve := func(code string) float64 { return of(costing.CurveKey(code)) }
	figure := func(code string) float64 { return study.Consumption.Figures[code].Value }
	a, b, c, mean, line, headcount := curve("a"), curve("b"), curve("c"), curve("mean"), figure("line"), figure("headcount")
	e := -(a + b + c + 1)
	m, n := b*b-4*a, 2*b*e-4*c

	target, people := of(costing.SameCostKey(costing.SameCostTarget)), of("impact/people")
	with := 1 - math.Pow(1-target/people, figure("household_size"))
	amongPoor := with * figure("poverty_children") / headcount
	amongOthers := (with - amongPoor*headcount) / (1 - headcount)
	left := (of(costing.SameCostKey(costing.SameCostMoney)) - target*registration/every) / of(costing.ImpactPrices) / 12 / people // per head and month

	const ranks = 400_000
	selected := make([]float64, ranks)
	all := 0.0
	for i := range selected {
		p := (float64(i) + 0.5) / ranks
		selected[i] = amongOthers
		if p < headcount {
			selected[i] = amongPoor
		}
		if p < poorest {
			selected[i] *= 1 - exclusion
		} else {
			selected[i] *= inclusion
		}
		all += selected[i] / ranks
	}
	transfer := left / all
	before, after, reach := 0.0, 0.0, 0.0
	for i, share := range selected {
		p := (float64(i) + 0.5) / ranks
		consumes := mean * (-b/2 - (2*m*p+n)/(4*math.Sqrt(m*p*p+n*p+e*e)))
		before += math.Max(0, line-consumes) / line / ranks
		after += ((1-share)*math.Max(0, line-consumes) + share*math.Max(0, line-consumes-transfer)) / line / ranks
		if p < headcount {
			reach += share / all / ranks
		}
	}
	for code, want := range map[string]float64{costing.GapClosed: (before - after) / before, costing.ReachPoor: reach, costing.UseRecipients: target * all / with} {
		if got := of(costing.SameCostUseKey(costing.UsePoorest, code)); math.Abs(got/want-1) > 1e-5 {
			t.Errorf("%s is %v, and %v counted rank by rank", code, got, want)
		}
	}
}

// TestScenarioUseIsTheEffectOfTheScenario: where a scenario changes one benefit alone, the
// money as it spends it does what the effect of the scenario is.
func TestScenarioUseIsTheEffectOfTheScenario(t *testing.T) {
	for _, id := range []string{"child-benefit", "social-pension"} {
		_, of := sameCost(t, "TLS", costing.SameCost{Scenario: "high", Benefit: id}, func(s *abnd.Study) {
			for i := range s.Scenarios {
				for benefit := range s.Scenarios[i].Changes {
					if s.Scenarios[i].ID == "high" && benefit != id {
						delete(s.Scenarios[i].Changes, benefit)
					}
				}
			}
		})
		for code, x := range results(of, costing.UseOfScenario) {
			if want := of(costing.ImpactKey("high", code)); far(x, want) {
				t.Errorf("%s: %s is %v, and %v of the scenario", id, code, x, want)
			}
		}
	}
}

// TestAgesThatTheMoneyAllows: the oracle adds up the population age by age, from birth
// and from the top, until it has as many people as the scenario pays.
func TestAgesThatTheMoneyAllows(t *testing.T) {
	for _, x := range []struct {
		country, benefit string
		use              costing.SameCostUse
		low, high        int
	}{{"TLS", "child-benefit", costing.UseYoungest, 0, 5}, {"AGO", "old-age-grant", costing.UseOldest, 60, abnd.MaxAge}} {
		study, of := sameCost(t, x.country, costing.SameCost{Scenario: "high", Benefit: x.benefit}, nil)
		year := abnd.Year(of(costing.ImpactYear))
		left, years := of(costing.SameCostUseKey(costing.UseOfScenario, costing.UseRecipients)), 0.0
		for n := range x.high - x.low + 1 {
			age := x.low + n
			if x.use == costing.UseOldest {
				age = x.high - n
			}
			people := 0.0
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				people += float64(study.Population.Between(year, sex, age, age))
			}
			part := math.Min(1, left/people)
			left, years = left-part*people, years+part
		}
		if got := of(costing.SameCostUseKey(x.use, costing.UseAges)); far(got, years) {
			t.Errorf("%s %s: %v years of age receive, not %v", x.country, x.benefit, got, years)
		}
	}
}

// TestQuestionsWithoutAnAnswer: each says what is wrong and what would mend it, all at once.
func TestQuestionsWithoutAnAnswer(t *testing.T) {
	for name, x := range map[string]struct {
		country string
		q       costing.SameCost
		change  func(*abnd.Study)
		codes   []string
	}{
		"no survey":         {"TLS", aChild, func(s *abnd.Study) { s.Consumption = abnd.ConsumptionDistribution{} }, []string{"distribution-missing"}},
		"no such benefit":   {"TLS", costing.SameCost{Scenario: "high", Benefit: "child"}, nil, []string{"unknown-benefit"}},
		"a service":         {"TLS", costing.SameCost{Scenario: "high", Benefit: "health-package"}, nil, []string{"not-cash"}},
		"in kind":           {"TLS", costing.SameCost{Scenario: "high", Benefit: "school-meals"}, nil, []string{"not-cash"}},
		"households":        {"MOZ", costing.SameCost{Scenario: "high", Benefit: "pssb"}, nil, []string{"households"}},
		"no new money":      {"TLS", costing.SameCost{Scenario: abnd.StatusQuo, Benefit: "child-benefit"}, nil, []string{"unknown-scenario"}},
		"shares of percent": {"TLS", selecting(40, 50, -1), nil, []string{"out-of-range", "out-of-range", "out-of-range"}},
	} {
		study, _ := country.Load(x.country)
		if x.change != nil {
			x.change(study)
		}
		found := costing.CheckSameCost(study, x.q)
		var codes []string
		for _, d := range found {
			codes = append(codes, d.Code)
			if d.Problem.IsZero() || d.Remedy.IsZero() {
				t.Errorf("%s: %v says not what is wrong, or not what would mend it", name, d)
			}
		}
		if len(codes) != len(x.codes) || codes[0] != x.codes[0] {
			t.Errorf("%s: found %v", name, codes)
		}
	}
}
