package costing_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
)

// From 0.2 in 2022 to 0.8 in 2024, the odds doubling each year: L(−1) = 1/3
// and L(1) = 2/3, so 2023 lies in the middle. From 2021 to 2025, x goes −2 to
// 2: L = 1/5, 1/3, 1/2, 2/3, 4/5.
func TestLogisticTakeUpByHand(t *testing.T) {
	third := (1/3. - 1/5.) / (4/5. - 1/5.)
	checkByHand(t, "three years", optionalStudy(LogisticTakeUp{0.2, 0.8, 2022, 2024, 2}), "take_up", [4]float64{0.2, 0.5, 0.8, 0.8})
	checkByHand(t, "five years", optionalStudy(LogisticTakeUp{0, 0.9, 2021, 2025, 2}), "take_up", [4]float64{0.9 * third, 0.45, 0.9 * (1 - third), 0.9})
	checkByHand(t, "downwards", optionalStudy(LogisticTakeUp{0.9, 0, 2021, 2025, 2}), "take_up", [4]float64{0.9 * (1 - third), 0.45, 0.9 * third, 0})
	checkByHand(t, "to come", optionalStudy(LogisticTakeUp{0.1, 0.9, 2026, 2030, 2}), "take_up", [4]float64{0.1, 0.1, 0.1, 0.1})
	checkByHand(t, "over", optionalStudy(LogisticTakeUp{0.1, 0.9, 2015, 2020, 2}), "take_up", [4]float64{0.9, 0.9, 0.9, 0.9})
	checkByHand(t, "area", optionalStudy(LogisticArea{0, 0.9, 2021, 2025, 2}), "area", [4]float64{0.9 * third, 0.45, 0.9 * (1 - third), 0.9})
	checkByHand(t, "area, take-up and bands", optionalStudy(LogisticArea{0.2, 0.8, 2022, 2024, 3}, LogisticTakeUp{0.2, 0.8, 2022, 2024, 2}, AmountBands{1: 16}), "benefit_cost",
		[4]float64{5700 * 14 * 12 * 0.04, 5700 * 14 * 12 * 0.25, 5700 * 14 * 12 * 0.64, 5700 * 14 * 12 * 0.64})
	// The steepest and longest that can be written is still a number.
	if x, ok := project(t, optionalStudy(LogisticTakeUp{0, 1, 1900, 2200, 100})).Value(BenefitKey("low", "x", "take_up"), 2022); !ok || x < 0 || x > 1e-9 {
		t.Errorf("far from the middle the take-up is %v (known %v)", x, ok)
	}
}

// A logistic stays between its ends, never turns back, is symmetric, and with
// odds near 1 is the ramp.
func TestLogisticTakeUpProperties(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		u, v := rapid.Float64Range(0, 1).Draw(t, "from"), rapid.Float64Range(0, 1).Draw(t, "to")
		from, to := abnd.Share(u), abnd.Share(v)
		start := abnd.Year(rapid.IntRange(2010, 2024).Draw(t, "start"))
		end := start + abnd.Year(rapid.IntRange(1, 30).Draw(t, "years"))
		odds := rapid.Float64Range(1.01, 100).Draw(t, "odds")
		values := func(rule Rule) []float64 {
			m, found := Build(optionalStudy(rule))
			if m == nil {
				t.Fatal(found)
			}
			p, _ := m.Evaluate()
			return p.Values(BenefitKey("low", "x", "take_up"))
		}
		// Take-up is rounded as a share of 1; in order is what follows from
		// "from" to "to", upwards or downwards.
		ordered := func(small, large float64) bool { return proofs.AtMost(proofs.Rounded, small, large, 1) }
		inOrder := func(first, second float64) bool {
			if u > v {
				first, second = second, first
			}
			return ordered(first, second)
		}
		got, ramp := values(LogisticTakeUp{from, to, start, end, odds}), values(TakeUpRamp{from, to, start, end})
		back := values(LogisticTakeUp{to, from, start, end, odds})
		for i, x := range got {
			if !ordered(min(u, v), x) || !ordered(x, max(u, v)) {
				t.Fatalf("%v leaves %v to %v", got, from, to)
			}
			if i > 0 && !inOrder(got[i-1], x) {
				t.Fatalf("%v turns back", got)
			}
			if !proofs.Alike(proofs.Recomputed, x+back[i], u+v, 1) {
				t.Fatalf("%v and %v are no mirror images", got, back)
			}
			early := float64(2022+i)-float64(start) <= float64(end-start)/2
			if early && !inOrder(x, ramp[i]) || !early && !inOrder(ramp[i], x) {
				t.Fatalf("%v is on the wrong side of the ramp %v", got, ramp)
			}
		}
		if end-start <= 10 {
			for i, x := range values(LogisticTakeUp{from, to, start, end, 1.01}) {
				if math.Abs(x-ramp[i]) > 1e-3 {
					t.Fatalf("with odds of 1.01 the curve %v is far from the ramp %v", x, ramp[i])
				}
			}
		}
	})
}

func TestLogisticFaults(t *testing.T) {
	rule := LogisticTakeUp{0.2, 0.8, 2022, 2024, 2}
	drop := func(code string) func(*abnd.Study) {
		return func(s *abnd.Study) { set(s, "x", code, abnd.Value{}) }
	}
	for name, c := range map[string]struct {
		rule   Rule
		change func(*abnd.Study)
		want   string
	}{
		"no odds":            {rule, drop("odds_factor"), "needed benefits/x/odds_factor"},
		"no target":          {rule, drop("take_up_target"), "needed benefits/x/take_up_target"},
		"no start":           {rule, drop("ramp_start"), "needed benefits/x/ramp_start"},
		"no end":             {rule, drop("ramp_end"), "needed benefits/x/ramp_end"},
		"no take-up":         {rule, drop("take_up"), "needed benefits/x/take_up"},
		"odds that stay":     {LogisticTakeUp{0.2, 0.8, 2022, 2024, 1}, nil, "out-of-range benefits/x/odds_factor"},
		"odds that fall":     {LogisticTakeUp{0.2, 0.8, 2022, 2024, 0.5}, nil, "out-of-range benefits/x/odds_factor"},
		"years backwards":    {LogisticTakeUp{0.2, 0.8, 2024, 2022, 2}, nil, "ramp-order benefits/x/ramp_end"},
		"one year":           {LogisticTakeUp{0.2, 0.8, 2024, 2024, 2}, nil, "ramp-order benefits/x/ramp_end"},
		"area without odds":  {LogisticArea{0.2, 0.8, 2022, 2024, 2}, drop("area_odds_factor"), "needed benefits/x/area_odds_factor"},
		"area backwards":     {LogisticArea{0.2, 0.8, 2024, 2022, 2}, nil, "order benefits/x/area_end"},
		"odds are no switch": {TakeUp(1), func(s *abnd.Study) { set(s, "x", "odds_factor", abnd.Code("two")) }, "type benefits/x/odds_factor"},
	} {
		s := optionalStudy(c.rule)
		if c.change != nil {
			c.change(s)
		}
		runFaults(t, name, s, c.want)
	}
}

// 5,700 persons, of whom the poorest 30 % are selected and 40 % are poor.
// Without a fault all 30 % are poor; by lot, 12 %; in the middle, 21 %.
func TestPoorestShareByHand(t *testing.T) {
	all := func(x float64) [4]float64 { return [4]float64{x, x, x, x} }
	for name, c := range map[string]struct {
		rule Rule
		line string
		want float64
	}{
		"how many":               {PoorestShare{0.3, 0.5, 0.4}, "beneficiaries", 1710},
		"how many by lot":        {PoorestShare{0.3, 0, 0.4}, "beneficiaries", 1710},
		"without a fault":        {PoorestShare{0.3, 1, 0.4}, "poor_among_selected", 1710},
		"by lot":                 {PoorestShare{0.3, 0, 0.4}, "poor_among_selected", 684},
		"in the middle":          {PoorestShare{0.3, 0.5, 0.4}, "poor_among_selected", 1197},
		"more than the poor":     {PoorestShare{0.5, 1, 0.4}, "poor_among_selected", 2280},
		"more, by a poor test":   {PoorestShare{0.5, 0.5, 0.4}, "poor_among_selected", 1710},
		"nobody":                 {PoorestShare{0, 1, 0.4}, "poor_among_selected", 0},
		"none are poor":          {PoorestShare{0.3, 0.7, 0}, "poor_among_selected", 0},
		"everyone, all are poor": {PoorestShare{1, 0.2, 1}, "poor_among_selected", 5700},
	} {
		checkByHand(t, name, optionalStudy(c.rule), c.line, all(c.want))
	}
	checkByHand(t, "with area, bands and take-up", optionalStudy(PoorestShare{0.3, 0.5, 0.4}, TakeUp(0.5), AmountBands{1: 16}, AreaRamp{0.2, 1, 2022, 2024}), "benefit_cost",
		[4]float64{855 * 14 * 12 * 0.2, 855 * 14 * 12 * 0.6, 855 * 14 * 12, 855 * 14 * 12})
}

// However good the ranking, as many are selected; a better one reaches no
// fewer of the poor, and never more than there are.
func TestPoorestShareProperties(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		share := rapid.Float64Range(0, 1)
		p, h, r, better := share.Draw(t, "p"), share.Draw(t, "h"), share.Draw(t, "r"), share.Draw(t, "better")
		if better < r {
			r, better = better, r
		}
		both := func(r float64) (all, poor float64) {
			m, _ := Build(optionalStudy(PoorestShare{abnd.Share(p), abnd.Share(r), abnd.Share(h)}))
			e, _ := m.Evaluate()
			all, _ = e.Value(BenefitKey("low", "x", "beneficiaries"), 2022)
			poor, _ = e.Value(BenefitKey("low", "x", "poor_among_selected"), 2022)
			return all, poor
		}
		all, poor := both(r)
		_, more := both(better)
		ordered := func(small, large float64) bool { return proofs.AtMost(proofs.Rounded, small, large, 5700) }
		if !proofs.Alike(proofs.Rounded, all, 5700*p, 5700) || !ordered(poor, more) || !ordered(more, 5700*min(p, h)) || !ordered(5700*p*h, poor) {
			t.Fatalf("p %v, h %v: %v selected, %v poor at %v, %v at %v", p, h, all, poor, r, more, better)
		}
	})
}

func TestPoorestShareFaults(t *testing.T) {
	for name, c := range map[string]struct {
		rules []Rule
		drop  string
		want  string
	}{
		"two targetings": {[]Rule{PoorestShare{0.3, 0.5, 0.4}, PovertyTargeting{0.4, 0.1, 0.1}}, "", "two-targetings benefits/x/poverty_rate"},
		"no accuracy":    {[]Rule{PoorestShare{0.3, 0.5, 0.4}}, "ranking_accuracy", "needed benefits/x/ranking_accuracy"},
		"no headcount":   {[]Rule{PoorestShare{0.3, 0.5, 0.4}}, "ranked_headcount", "needed benefits/x/ranked_headcount"},
		"no share":       {[]Rule{PoorestShare{0.3, 0.5, 0.4}}, "poorest_share", "needed benefits/x/poorest_share"},
		"percent":        {[]Rule{PoorestShare{30, 0.5, 0.4}}, "", "out-of-range benefits/x/poorest_share"},
		"below random":   {[]Rule{PoorestShare{0.3, -0.1, 0.4}}, "", "out-of-range benefits/x/ranking_accuracy"},
	} {
		s := optionalStudy(c.rules...)
		if c.drop != "" {
			set(s, "x", c.drop, abnd.Value{})
		}
		runFaults(t, name, s, c.want)
	}
}
