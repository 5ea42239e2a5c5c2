package scenarios_test

import (
	"context"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func sensitive(t testing.TB, s *abnd.Study, o scenarios.SensitivityOptions) *scenarios.Sensitivity {
	t.Helper()
	got, found := scenarios.RunSensitivity(context.Background(), s, o)
	if got == nil {
		t.Fatal(found)
	}
	return got
}

// The oracle is brute force: a study of its own for every low and every high,
// built and computed anew.
func TestSensitivityAgainstBruteForce(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range []string{"TLS", "MOZ"} {
		s := studies.Load(t, code)
		for _, run := range proofs.Sample([]string{abnd.StatusQuo, "low", "high", s.Packages[0].ID}, 1) {
			got := sensitive(t, s, scenarios.SensitivityOptions{Scenario: run, Year: 2030})
			if len(got.Moves) != len(s.Uncertain) {
				t.Fatalf("%d moves for %d figures", len(got.Moves), len(s.Uncertain))
			}
			point := resultOf(t, studies.Load(t, code), run)
			if got.Cost != point.cost || got.Percent != point.percent {
				t.Errorf("%s %s: the point is %v and %v, want %+v", code, run, got.Cost, got.Percent, point)
			}
			for i, m := range got.Moves {
				if i > 0 && m.Swing() > got.Moves[i-1].Swing() {
					t.Errorf("%s is out of order", m.Path)
				}
				v, _ := costing.FindVariable(s, m.Path)
				if v.ByYear {
					continue // see below
				}
				low, high := studies.Load(t, code), studies.Load(t, code)
				v.Put(low, m.Low)
				v.Put(high, m.High)
				l, h := resultOf(t, low, run), resultOf(t, high, run)
				if m.LowCost != l.cost || m.HighCost != h.cost || m.LowPercent != l.percent || m.HighPercent != h.percent {
					t.Errorf("%s %s: %+v, want %+v and %+v", code, run, m, l, h)
				}
			}
		}
	}
}

type outcome struct{ cost, percent float64 }

func resultOf(t testing.TB, s *abnd.Study, scenario string) outcome {
	r := studies.Run(t, s)
	cost, _ := valueOf(r, scenario, scenarios.AllOf, scenarios.AllOf, "total_cost", 2030)
	percent, _ := valueOf(r, scenario, scenarios.AllOf, scenarios.AllOf, "percent_gdp", 2030)
	return outcome{cost, percent}
}

// Each group of cohorts at its bounds, typed into SHOCKS year by year, from the first
// year that is not of record: recipients of a register of the year before go
// with the people whom there are more of from then on.
func TestSensitivityToThePopulation(t *testing.T) {
	s := studies.Load(t, "TLS")
	got := sensitive(t, s, scenarios.SensitivityOptions{Scenario: "high", Year: 2030})
	for path, of := range map[abnd.Path]func(*abnd.Study) *abnd.CohortShock{
		"shocks/born_shock":  func(s *abnd.Study) *abnd.CohortShock { return &s.Shocks.Born },
		"shocks/young_shock": func(s *abnd.Study) *abnd.CohortShock { return &s.Shocks.Young },
		"shocks/older_shock": func(s *abnd.Study) *abnd.CohortShock { return &s.Shocks.Older },
	} {
		i := slices.IndexFunc(got.Moves, func(m scenarios.Move) bool { return m.Path == path })
		if i < 0 {
			t.Fatalf("%s is missing", path)
		}
		m := got.Moves[i]
		if below, above := of(s).Below.Values[2030], of(s).Above.Values[2030]; m.Low != -below || m.High != above { // to the last bit
			t.Errorf("%s goes from %v to %v, want %v to %v", path, m.Low, m.High, -below, above)
		}
		other := studies.Load(t, "TLS")
		of(other).Shock.Values = maps.Clone(of(other).Above.Values)
		maps.DeleteFunc(of(other).Shock.Values, func(year abnd.Year, _ float64) bool { return year <= other.Economy.RealGrowth.LastActual })
		h := resultOf(t, other, "high")
		near(t, "cost with more people", m.HighCost, h.cost, 1e-12)
		near(t, "share with more people", m.HighPercent, h.percent, 1e-12)
	}
}

// The most likely path of a shock adds up to the end of the interval: its sum
// is normal with the variance that the weights of each year's news give.
func TestSensitivityToAShock(t *testing.T) {
	row := uncertain("shocks/growth_shock", abnd.Persistent, -0.03, 0.03)
	row.Persistence = abnd.Known(0.5, 0)
	m := sensitive(t, grantOf(t, row), scenarios.SensitivityOptions{Scenario: "all", Year: 2030}).Moves[0]
	variance := 0.0
	for news := range 6 { // 2025 to 2030
		weight := (1 - math.Pow(0.5, float64(6-news))) / 0.5
		variance += weight * weight * 0.75
	}
	near(t, "what it adds up to", m.High, 0.03*math.Sqrt(variance), 1e-9)
	near(t, "and on the other side", m.Low, -m.High, 1e-12)
	if m.LowPercent <= m.HighPercent || m.LowCost != m.HighCost || !math.IsNaN(m.Elasticity) {
		t.Errorf("more growth makes a flat amount a smaller share: %+v", m)
	}
}

// Cost is proportional to take-up, and a share of GDP falls with GDP.
func TestElasticitiesAndVerdicts(t *testing.T) {
	s := grantOf(t, uncertain("benefits/grant/take_up", abnd.Uniform, 0.4, 0.6), uncertain("benefits/grant/admin_share", abnd.Uniform, 0, 0.01))
	o := scenarios.SensitivityOptions{Scenario: "all", Year: 2030}
	o.Ceiling = sensitive(t, s, o).Percent / 100 * 1.1
	for _, m := range sensitive(t, s, o).Moves {
		switch m.Path {
		case "benefits/grant/take_up":
			near(t, "elasticity", m.Elasticity, 1, 1e-12)
			if !m.Flips {
				t.Error("60 % take-up is a fifth more than 50 % and breaks the ceiling")
			}
		default:
			if m.Flips {
				t.Errorf("%s alone does not break the ceiling", m.Path)
			}
		}
	}
}
