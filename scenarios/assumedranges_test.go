package scenarios_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// withoutRanges is a profile without its ranges.
func withoutRanges(t testing.TB, code string) *abnd.Study {
	s := studies.Load(t, code)
	s.Uncertain, s.Correlations = nil, nil
	return s
}

// By hand. Of a grant at a take-up of 50 % a tenth more or less is a tenth of its cost,
// and of a tenth more people so is 10 %; its amount is a decision and is not moved, nor
// its ages and years. GDP a tenth lower makes it 1 ÷ 0.9 of its share.
func TestAssumedRangesByHand(t *testing.T) {
	s := grantOf(t)
	got, found := scenarios.RunSensitivity(context.Background(), s, scenarios.SensitivityOptions{Scenario: "all", Year: 2030})
	if got == nil {
		t.Fatal(found)
	}
	if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool { return d.Code == "no-ranges" && d.Severity == abnd.Warning }) {
		t.Errorf("that there are no ranges is not told: %v", found)
	}
	moved := map[abnd.Path]scenarios.Move{}
	for _, m := range got.Moves {
		if _, twice := moved[m.Path]; twice {
			t.Errorf("%s is moved twice", m.Path)
		}
		moved[m.Path] = m
	}
	for path, of := range map[abnd.Path][3]float64{
		"benefits/grant/take_up":  {0.45, 0.5, 0.55},
		"shocks/population_shock": {0.9, 1, 1.1},
	} {
		m, ok := moved[path]
		if !ok {
			t.Fatalf("%s is not moved", path)
		}
		near(t, string(path)+": low", m.Low, of[0], 1e-12)
		near(t, string(path)+": value", m.Value, of[1], 1e-12)
		near(t, string(path)+": high", m.High, of[2], 1e-12)
		near(t, string(path)+": cost at low", m.LowCost, 0.9*got.Cost, 1e-12)
		near(t, string(path)+": cost at high", m.HighCost, 1.1*got.Cost, 1e-12)
		near(t, string(path)+": elasticity", m.Elasticity, 1, 1e-9)
	}
	gdp := moved["economy/gdp/level"]
	near(t, "share at low GDP", gdp.LowPercent, got.Percent/0.9, 1e-12)
	for _, path := range []abnd.Path{"benefits/grant/amount", "benefits/grant/age_max", "benefits/grant/amount_year"} {
		if _, ok := moved[path]; ok {
			t.Errorf("%s is moved", path)
		}
	}
	if n := got.Assumed.Figures; n < len(got.Moves) || !got.Assumed.InUse() || !strings.Contains(got.Assumed.Note().EN, "no estimate of uncertainty") {
		t.Errorf("%d figures, %d moves: %s", n, len(got.Moves), got.Assumed.Note())
	}
}

// A study with ranges has none that are assumed.
func TestRangesOfTheStudyComeFirst(t *testing.T) {
	s := grantOf(t, uncertain("benefits/grant/take_up", abnd.Uniform, 0.4, 0.6))
	if got := sensitive(t, s, scenarios.SensitivityOptions{Scenario: "all", Year: 2030}); got.Assumed.InUse() || len(got.Moves) != 1 {
		t.Errorf("%+v", got)
	}
	if sim := simulate(t, s, scenarios.SimulationOptions{Draws: 10}); sim.Assumed.InUse() {
		t.Errorf("%+v", sim.Assumed)
	}
}

// A share that would leave 0..1 is cut there, and that is said. Take-up of 95 % goes up to
// 100 %, so that the cost is 1 ÷ 0.95 of itself.
func TestAssumedRangesAreCutAtTheirLimits(t *testing.T) {
	s := grantOf(t)
	whole := sensitive(t, s, scenarios.SensitivityOptions{Scenario: "all", Year: 2030}).Assumed
	p := s.Benefits[0].Parameters["take_up"]
	p.Value = abnd.Num(0.95)
	s.Benefits[0].Parameters["take_up"] = p
	got := sensitive(t, s, scenarios.SensitivityOptions{Scenario: "all", Year: 2030})
	for _, m := range got.Moves {
		if m.Path == "benefits/grant/take_up" {
			near(t, "high", m.High, 1, 1e-12)
			near(t, "cost at high", m.HighCost, got.Cost/0.95, 1e-12)
			near(t, "low", m.Low, 0.855, 1e-12)
		}
	}
	if got.Assumed.Cut != whole.Cut+1 || got.Assumed.Figures != whole.Figures || !strings.Contains(got.Assumed.Note().EN, "cut at a limit") {
		t.Errorf("%+v, before %+v", got.Assumed, whole)
	}
}

// The oracle is a study whose figures are changed one by one, built and computed anew: of
// a series all its known years, or all that are to come.
func TestAssumedRangesAgainstBruteForce(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range proofs.Sample([]string{"TLS", "CPV", "GNB"}, 1) {
		s := withoutRanges(t, code)
		got := sensitive(t, s, scenarios.SensitivityOptions{Scenario: "high", Year: 2030})
		natureOf := costing.NatureOf(s)
		for _, m := range got.Moves {
			if m.Path == costing.PopulationShockPath {
				continue
			}
			other := withoutRanges(t, code)
			for _, v := range costing.Variables(s) {
				path := v.Path
				if v.Year != 0 {
					path = abnd.JoinPath(string(v.Line), string(natureOf(v.Path)))
				}
				if path == m.Path {
					v.Put(other, min(max(v.Value*1.1, v.Low), v.High))
				}
			}
			r := resultOf(t, other, "high")
			near(t, string(m.Path)+": cost", m.HighCost, r.cost, 1e-9)
			near(t, string(m.Path)+": share", m.HighPercent, r.percent, 1e-9)
		}
	}
}

// A cost that is the product of figures that are each uniform within 10 % has their mean,
// and the relative variance Π (1 + 0.01 ÷ 3) − 1.
func TestSimulatedAssumedRanges(t *testing.T) {
	const draws = 20_000
	s := grantOf(t)
	p := s.Benefits[0].Parameters["share_paid"] // of 1, half of the range would be cut
	p.Value = abnd.Num(0.8)
	s.Benefits[0].Parameters["share_paid"] = p
	moves := sensitive(t, s, scenarios.SensitivityOptions{Scenario: "all", Year: 2030}).Moves
	factors := 0
	for _, m := range moves {
		if m.HighCost != m.LowCost {
			near(t, string(m.Path)+": elasticity", math.Abs(m.Elasticity), 1, 0.001)
			factors++
		}
	}
	sim := simulate(t, s, scenarios.SimulationOptions{Draws: draws, Seed: 8})
	got := spreadOf(t, sim, "all", "total_cost", 2030)
	variance := math.Pow(1+0.01/3, float64(factors)) - 1
	near(t, "mean", got.Mean, got.Point, 4*math.Sqrt(variance/draws))
	near(t, "variance", got.SD*got.SD/(got.Point*got.Point), variance, 0.05)
	if sim.Assumed.Figures == 0 || len(sim.Drivers) == 0 {
		t.Errorf("%+v", sim.Assumed)
	}
	for _, d := range sim.Drivers {
		if d.Path == "benefits/grant/take_up" && d.Rank < 0.3 || d.Path == "economy/gdp/level" && d.Rank > -0.3 {
			t.Errorf("%s is ranked %v", d.Path, d.Rank)
		}
	}
}

// Every profile can be asked without its ranges, and its point estimate is that with
// them, to the bit.
func TestAssumedRangesOfEveryProfile(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range []string{"AGO", "CPV", "GNB", "MOZ", "STP", "TLS"} {
		s := withoutRanges(t, code)
		o := scenarios.SensitivityOptions{Scenario: "high", Year: 2035}
		got, own := sensitive(t, s, o), sensitive(t, studies.Load(t, code), o)
		if got.Cost != own.Cost || got.Percent != own.Percent {
			t.Errorf("%s: %v and %v, want %v and %v", code, got.Cost, got.Percent, own.Cost, own.Percent)
		}
		t.Logf("%s: %d figures, %d cut, %d move the high scenario", code, got.Assumed.Figures, got.Assumed.Cut, len(got.Moves))
		for _, m := range got.Moves {
			if math.IsNaN(m.LowCost) || math.IsNaN(m.HighCost) {
				t.Errorf("%s: %+v", code, m)
			}
		}
	}
}
