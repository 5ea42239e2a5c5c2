package scenarios_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

func simulate(t testing.TB, s *abnd.Study, o scenarios.SimulationOptions) *scenarios.Simulation {
	t.Helper()
	sim, found := scenarios.Simulate(context.Background(), s, o)
	if sim == nil {
		t.Fatal(found)
	}
	return sim
}

// spreadOf finds a total of a scenario.
func spreadOf(t testing.TB, sim *scenarios.Simulation, scenario string, measure scenarios.MeasureCode, year abnd.Year) scenarios.Spread {
	t.Helper()
	for _, s := range sim.Spreads {
		if s.Scenario == scenario && s.Guarantee == scenarios.AllOf && s.Measure == measure && s.Year == year {
			return s
		}
	}
	t.Fatalf("there is no %s of %s in %d", measure, scenario, year)
	panic("unreachable")
}

// grantOf is a study with one benefit, a flat amount that nothing moves, so
// that its cost is the product of its parameters.
func grantOf(t testing.TB, rows ...abnd.Uncertain) *abnd.Study {
	grant := costing.NewBenefit("grant", abnd.Children, abnd.Same("grant"), published, costing.From(2025),
		costing.Ages{Min: 0, Max: 4, Sex: abnd.Both, Share: 0.5}, costing.TakeUp(0.5), costing.FlatAmount{Amount: 20, Year: 2025})
	s := onFrames(t, "TLS", 2025, grant)
	for i := range rows {
		rows[i].Provenance = by
	}
	s.Uncertain, s.Correlations = rows, nil
	return s
}

func uncertain(path abnd.Path, d abnd.Distribution, low, high float64) abnd.Uncertain {
	return abnd.Uncertain{Path: path, Distribution: d, Low: abnd.Known(low, 0), High: abnd.Known(high, 0)}
}

// The value below which the share p of a standard normal lies, from the
// tables: 1.6448536 at 95 %, 0.6744898 at 75 %.
const z95, z75 = 1.6448536269514722, 0.6744897501960817

// Amount and share of GDP: lognormal amount over lognormal GDP is lognormal
// with the variances of the logarithms added. The tolerances are four
// standard errors of 20,000 draws: of a mean sd/√n, of a percentile of a
// lognormal value × σ √(p(1−p)/n) ÷ φ(z).
func TestProductsOfLognormals(t *testing.T) {
	const draws = 20_000
	s := grantOf(t, uncertain("benefits/grant/amount", abnd.Lognormal, 16, 25), uncertain("economy/gdp/level", abnd.Lognormal, 1.8e9, 2.1e9))
	for _, method := range scenarios.Methods() {
		sim := simulate(t, s, scenarios.SimulationOptions{Draws: draws, Seed: 7, Method: method})
		got := spreadOf(t, sim, "all", "percent_gdp", 2030)
		at := func(amount, gdp float64) float64 { // proportional to the point estimate
			return got.Point * amount / 20 * 1946967480 / gdp
		}
		middle := at(math.Sqrt(16*25), math.Sqrt(1.8e9*2.1e9))
		sigma := math.Hypot(math.Log(25.0/16), math.Log(2.1/1.8)) / (2 * z95)
		for _, c := range []struct {
			what   string
			got, z float64
			p, phi float64 // probability and density at z
		}{
			{"P5", got.P5, -z95, 0.05, 0.10313564}, {"P25", got.P25, -z75, 0.25, 0.31777657}, {"P50", got.P50, 0, 0.5, 0.39894228},
			{"P75", got.P75, z75, 0.75, 0.31777657}, {"P95", got.P95, z95, 0.95, 0.10313564},
		} {
			want := middle * math.Exp(sigma*c.z)
			if e := 4 * want * sigma * math.Sqrt(c.p*(1-c.p)/draws) / c.phi; math.Abs(c.got-want) > e {
				t.Errorf("%s: %s is %v, want %v within %v", method, c.what, c.got, want, e)
			}
		}
		mean := middle * math.Exp(sigma*sigma/2)
		sd := mean * math.Sqrt(math.Expm1(sigma*sigma))
		near(t, string(method)+": mean", got.Mean, mean, 4*sd/mean/math.Sqrt(draws))
		near(t, string(method)+": standard deviation", got.SD, sd, 0.03)
	}
}

// A cost that is linear in independent figures has the mean of the figures,
// and each distribution its own mean and variance:
//
//	triangular (a+b+c)/3, (a²+b²+c²−ab−ac−bc)/18
//	uniform    (a+b)/2,   (b−a)²/12
//	PERT       (a+4m+b)/6, (mean−a)(b−mean)/7
//	normal     (a+b)/2,   ((b−a)/2z)²
//	discrete   Σpx,       Σp(x−mean)²
func TestLinearModels(t *testing.T) {
	const draws = 20_000
	path := abnd.Path("benefits/grant/take_up")
	discrete := abnd.Uncertain{Path: path, Distribution: abnd.Discrete, Values: []float64{0.7, 0.5, 0.4}, Weights: []float64{1, 2, 1}}
	pertMean := (0.4 + 4*0.5 + 0.7) / 6
	for _, c := range []struct {
		row            abnd.Uncertain
		mean, variance float64
	}{
		{uncertain(path, abnd.Triangular, 0.4, 0.7), 1.6 / 3, (0.16 + 0.49 + 0.25 - 0.28 - 0.2 - 0.35) / 18},
		{uncertain(path, abnd.Uniform, 0.4, 0.7), 0.55, 0.09 / 12},
		{uncertain(path, abnd.PERT, 0.4, 0.7), pertMean, (pertMean - 0.4) * (0.7 - pertMean) / 7},
		{uncertain(path, abnd.Normal, 0.45, 0.55), 0.5, math.Pow(0.05/z95, 2)},
		{discrete, 0.525, 0.25*0.175*0.175 + 0.5*0.025*0.025 + 0.25*0.125*0.125},
	} {
		for _, method := range scenarios.Methods() {
			sim := simulate(t, grantOf(t, c.row), scenarios.SimulationOptions{Draws: draws, Seed: 3, Method: method})
			got := spreadOf(t, sim, "all", "total_cost", 2031)
			what := string(c.row.Distribution) + ", " + string(method)
			near(t, what+": mean", got.Mean, got.Point*c.mean/0.5, 4*math.Sqrt(c.variance/draws)/c.mean)
			near(t, what+": variance", got.SD*got.SD, got.Point*got.Point*c.variance/0.25, 0.05)
		}
	}
}

// A normal that would leave 0..1 is cut there and not piled up at the end.
func TestSharesStayShares(t *testing.T) {
	sim := simulate(t, grantOf(t, uncertain("benefits/grant/take_up", abnd.Normal, 0.2, 1)), scenarios.SimulationOptions{Draws: 4000, Seed: 1})
	got := spreadOf(t, sim, "all", "total_cost", 2030)
	everyone := got.Point / 0.5
	if got.P95 >= everyone || got.P95 < 0.9*everyone {
		t.Errorf("P95 is %v of everyone", got.P95/everyone)
	}
}

// Of two amounts with the correlation r, the sum has the variance
// σ₁² + σ₂² + 2rσ₁σ₂; normal figures make the copula's correlation theirs.
func TestCorrelatedFigures(t *testing.T) {
	const draws = 20_000
	grant := func(id string) abnd.Benefit {
		return costing.NewBenefit(id, abnd.Children, abnd.Same(id), published, costing.From(2025),
			costing.Ages{Min: 0, Max: 4, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: 20, Year: 2025})
	}
	for _, r := range []float64{-0.8, 0, 0.8} {
		s := onFrames(t, "TLS", 2025, grant("a"), grant("b"))
		a, b := uncertain("benefits/a/amount", abnd.Normal, 16, 24), uncertain("benefits/b/amount", abnd.Normal, 16, 24)
		a.Provenance, b.Provenance = by, by
		s.Uncertain = []abnd.Uncertain{a, b}
		s.Correlations = []abnd.Correlation{{A: a.Path, B: b.Path, Coefficient: abnd.Known(r, 0), Provenance: by}}
		got := spreadOf(t, simulate(t, s, scenarios.SimulationOptions{Draws: draws, Seed: 5}), "all", "total_cost", 2030)
		sigma := 4 / z95 / 20 * got.Point / 2
		near(t, "variance", got.SD*got.SD, 2*sigma*sigma*(1+r), 0.06)
	}
}

// A persistent shock s[t] = ρ s[t−1] + σ√(1−ρ²) z adds up to a normal whose
// variance follows from the weights of each year's news; GDP in the year
// after the first shock is the published one × (1+g+s) ÷ (1+g).
func TestPersistentShock(t *testing.T) {
	row := uncertain("shocks/growth_shock", abnd.Persistent, -0.03, 0.03)
	row.Persistence = abnd.Known(0.5, 0)
	s := grantOf(t, row)
	const draws = 20_000
	sim := simulate(t, s, scenarios.SimulationOptions{Draws: draws, Seed: 11})
	r := studies.Run(t, s)
	growth, _ := r.Projection.Value("frame/real_growth", 2025)
	first := spreadOf(t, sim, "all", "percent_gdp", 2025)
	sigma := 0.03 / z95 * math.Sqrt(0.75)
	for _, c := range []struct{ got, z float64 }{{first.P5, z95}, {first.P50, 0}, {first.P95, -z95}} {
		want := first.Point * (1 + growth) / (1 + growth + sigma*c.z)
		near(t, "share of GDP in the first year", c.got, want, 0.001)
	}
	// Five years on, to first order: the sum of shocks is normal.
	variance := 0.0
	for news := range 6 {
		weight := 0.0
		for t := news; t < 6; t++ {
			weight += math.Pow(0.5, float64(t-news))
		}
		variance += weight * weight * sigma * sigma
	}
	later := spreadOf(t, sim, "all", "percent_gdp", 2030)
	near(t, "spread after six years", math.Log(later.P95/later.P5)/(2*z95), math.Sqrt(variance)/1.04, 0.03)
	cost := spreadOf(t, sim, "all", "total_cost", 2030)
	if cost.SD != 0 || cost.Mean != cost.Point {
		t.Errorf("growth moves a flat amount: %+v", cost)
	}
}

// The population's published bounds hold the share of the draws that they
// say: 95 %.
func TestPopulationBounds(t *testing.T) {
	row := abnd.Uncertain{Path: costing.PopulationShockPath, Distribution: abnd.Bounded, Coverage: abnd.Known(0.9, 0)}
	s := grantOf(t, row)
	sim := simulate(t, s, scenarios.SimulationOptions{Draws: 20_000, Seed: 2})
	got := spreadOf(t, sim, "all", "total_cost", 2035)
	// With a coverage of 90 % the bounds are the 5th and 95th percentiles.
	near(t, "lower bound", got.P5, got.Point*(1-s.Shocks.PopulationBelow.Values[2035]), 0.01)
	near(t, "upper bound", got.P95, got.Point*(1+s.Shocks.PopulationAbove.Values[2035]), 0.01)
	near(t, "median", got.P50, got.Point, 0.01)
}

// olderGrant is a pension at 60 and a grant of those under 5, on the frames of
// Timor-Leste.
func olderGrant(t testing.TB, rows ...abnd.Uncertain) *abnd.Study {
	benefit := func(id string, g abnd.Guarantee, lo, hi int) abnd.Benefit {
		return costing.NewBenefit(id, g, abnd.Same(id), published, costing.From(2025),
			costing.Ages{Min: lo, Max: hi, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: 20, Year: 2025})
	}
	s := onFrames(t, "TLS", 2025, benefit("pension", abnd.Older, 60, abnd.MaxAge), benefit("grant", abnd.Children, 0, 4))
	for i := range rows {
		rows[i].Provenance = by
	}
	s.Uncertain = rows
	return s
}

// Births that are not certain leave pensioners where they are in every draw; those under 5
// in 2040 were all born since 2023, and their cost has the bounds of births. The pension
// has those of people who were 40 and over.
func TestBoundsByCohort(t *testing.T) {
	bounds := func(code string) abnd.Uncertain {
		return abnd.Uncertain{Path: abnd.JoinPath("shocks", code), Distribution: abnd.Bounded, Coverage: abnd.Known(0.9, 0)}
	}
	spread := func(s *abnd.Study, g abnd.Guarantee) scenarios.Spread {
		for _, x := range simulate(t, s, scenarios.SimulationOptions{Draws: 20_000, Seed: 2}).Spreads {
			if x.Scenario == "all" && x.Guarantee == string(g) && x.Measure == scenarios.TotalCost && x.Year == 2040 {
				return x
			}
		}
		t.Fatalf("there is no cost of %s", g)
		panic("unreachable")
	}
	s := olderGrant(t, bounds("born_shock"))
	if x := spread(s, abnd.Older); x.SD != 0 || x.Mean != x.Point {
		t.Errorf("births move pensioners: %+v", x)
	}
	x := spread(s, abnd.Children)
	near(t, "lower bound of births", x.P5, x.Point*(1-s.Shocks.Born.Below.Values[2040]), 0.01)
	near(t, "upper bound of births", x.P95, x.Point*(1+s.Shocks.Born.Above.Values[2040]), 0.01)
	s = olderGrant(t, bounds("older_shock"))
	if x := spread(s, abnd.Children); x.SD != 0 {
		t.Errorf("older people move children: %+v", x)
	}
	x = spread(s, abnd.Older)
	near(t, "lower bound of pensioners", x.P5, x.Point*(1-s.Shocks.Older.Below.Values[2040]), 0.01)
	near(t, "upper bound of pensioners", x.P95, x.Point*(1+s.Shocks.Older.Above.Values[2040]), 0.01)
}

// The draws of the cohorts of each profile add up to a population with the published
// bounds of the total, which hold 95 % of it: the oracle is the UN's bound of 2040. The
// halves of a bound are joined normals, and the sum of three is so only about.
func TestDrawnCohortsHaveTheBoundsOfTheTotal(t *testing.T) {
	proofs.NotShort(t)
	const year, draws = 2040, 20_000
	for _, code := range []string{"AGO", "CPV", "GNB", "MOZ", "STP", "TLS"} {
		s := studies.Load(t, code)
		cells, values := scenarios.Draws(s, scenarios.SimulationOptions{Draws: draws, Seed: 1, Method: scenarios.Random})
		since := year - int(s.Population.LastEstimate)
		people := func(lo, hi int) float64 { return float64(s.Population.Between(year, abnd.Both, lo, hi)) }
		all := make([]float64, draws)
		for path, n := range map[abnd.Path]float64{
			"shocks/born_shock": people(0, since-1), "shocks/young_shock": people(since, since+abnd.SettledAge-1), "shocks/older_shock": people(since+abnd.SettledAge, abnd.MaxAge),
		} {
			i := slices.Index(cells, model.Cell{Key: path, Year: year})
			if i < 0 {
				t.Fatalf("%s does not draw %s", code, path)
			}
			for k, x := range values[i] {
				all[k] += n * (1 + x)
			}
		}
		slices.Sort(all)
		total := people(0, abnd.MaxAge)
		near(t, code+": lower bound", 1-all[draws/40]/total, s.Shocks.PopulationBelow.Values[year], 0.06)
		near(t, code+": upper bound", all[draws-draws/40]/total-1, s.Shocks.PopulationAbove.Values[year], 0.06)
	}
}

// All distributions degenerate: the simulation is the point estimate, bit for
// bit.
func TestCertainFiguresGiveThePoint(t *testing.T) {
	for _, code := range []string{"TLS", "MOZ"} {
		s := studies.Load(t, code)
		for i, u := range s.Uncertain {
			v, _ := costing.FindVariable(s, u.Path)
			switch u.Distribution {
			case abnd.Bounded:
				shock, _ := costing.ShockAt(u.Path)
				below, above, _ := shock.Bounds()
				for _, of := range []costing.ShockSeries{below, above} {
					of.Of(s).Values = map[abnd.Year]float64{2024: 0}
				}
			default:
				s.Uncertain[i].Low, s.Uncertain[i].High, s.Uncertain[i].Central = abnd.Known(v.Value, 0), abnd.Known(v.Value, 0), abnd.Figure{}
			}
		}
		for _, method := range scenarios.Methods() {
			for _, x := range simulate(t, s, scenarios.SimulationOptions{Draws: 700, Seed: 1, Method: method}).Spreads {
				for _, y := range []float64{x.Mean, x.P5, x.P25, x.P50, x.P75, x.P95} {
					if y != x.Point {
						t.Fatalf("%s, %s: %+v", code, method, x)
					}
				}
				if x.SD != 0 {
					t.Fatalf("%s, %s: %+v", code, method, x)
				}
			}
		}
	}
}

// The same seed gives the same bits on any number of processors, with draws
// that are kept and with more.
func TestSameSeedSameResult(t *testing.T) {
	s := studies.Load(t, "TLS")
	for _, draws := range []int{1, 1300, scenarios.ExactDraws + 700} {
		for _, method := range scenarios.Methods() {
			o := scenarios.SimulationOptions{Draws: draws, Seed: 42, Method: method, Ceiling: 0.06}
			var first *scenarios.Simulation
			for _, processors := range proofs.Sample([]int{1, 2, 3, 4}, 2) {
				before := runtime.GOMAXPROCS(processors)
				sim := simulate(t, s, o)
				runtime.GOMAXPROCS(before)
				if first == nil {
					first = sim
					continue
				}
				for _, d := range []string{cmp.Diff(first.Spreads, sim.Spreads), cmp.Diff(first.Drivers, sim.Drivers), cmp.Diff(first.Ceilings, sim.Ceilings)} {
					if d != "" {
						t.Fatalf("%d draws, %s, %d processors:\n%s", draws, method, processors, d)
					}
				}
			}
			other := o
			other.Seed = 43
			if draws > 1 && cmp.Equal(first.Spreads, simulate(t, s, other).Spreads) {
				t.Errorf("%s: another seed gives the same", method)
			}
		}
	}
}

// Percentiles of many draws lie within the error that is stated: the oracle
// is the exact ones of a lognormal, whose Monte Carlo error is added.
func TestPercentilesOfManyDraws(t *testing.T) {
	const draws = 3 * scenarios.ExactDraws
	s := grantOf(t, uncertain("benefits/grant/amount", abnd.Lognormal, 16, 25))
	sim := simulate(t, s, scenarios.SimulationOptions{Draws: draws, Seed: 1, Method: scenarios.LatinHypercube})
	if sim.QuantileError != scenarios.SketchError {
		t.Errorf("the error is said to be %v", sim.QuantileError)
	}
	got := spreadOf(t, sim, "all", "total_cost", 2030)
	for _, c := range []struct{ got, amount float64 }{{got.P5, 16}, {got.P50, 20}, {got.P95, 25}} {
		near(t, "percentile", c.got, got.Point*c.amount/20, scenarios.SketchError+0.0005)
	}
}

// A ceiling at the median is kept in half of the draws.
func TestChanceOfStayingUnder(t *testing.T) {
	s := grantOf(t, uncertain("benefits/grant/take_up", abnd.Uniform, 0.4, 0.6))
	point := spreadOf(t, simulate(t, s, scenarios.SimulationOptions{Draws: 1}), "all", "percent_gdp", 2030).Point
	sim := simulate(t, s, scenarios.SimulationOptions{Draws: 20_000, Seed: 9, Ceiling: point / 100 * 0.55 / 0.5})
	for _, c := range sim.Ceilings {
		if c.Scenario == "all" && c.Year == 2030 {
			near(t, "probability", c.Probability, 0.75, 4*math.Sqrt(0.75*0.25/20_000)/0.75)
			if !c.Point {
				t.Error("the point estimate is under the ceiling")
			}
		}
		if c.Scenario == abnd.StatusQuo && c.Probability != 1 {
			t.Errorf("the status quo costs nothing: %+v", c)
		}
	}
}

// What drives a cost alone has rank correlation 1, what divides it −1, and
// what has nothing to do with it is not listed or near 0.
func TestDriversAreRanked(t *testing.T) {
	s := grantOf(t, uncertain("benefits/grant/take_up", abnd.Uniform, 0.1, 0.9))
	sim := simulate(t, s, scenarios.SimulationOptions{Draws: 2000, Seed: 4, Years: []abnd.Year{2027, 2030}})
	want := []scenarios.Driver{
		{Scenario: "all", Year: 2027, Path: "benefits/grant/take_up", Rank: 1}, {Scenario: "all", Year: 2030, Path: "benefits/grant/take_up", Rank: 1},
	}
	if !slices.EqualFunc(sim.Drivers, want, func(a, b scenarios.Driver) bool {
		return a.Scenario == b.Scenario && a.Year == b.Year && a.Path == b.Path && math.Abs(a.Rank-b.Rank) < 1e-12
	}) {
		t.Errorf("drivers are %+v", sim.Drivers)
	}
	s = grantOf(t, uncertain("economy/gdp/level", abnd.Uniform, 1.9e9, 2e9))
	for _, d := range simulate(t, s, scenarios.SimulationOptions{Draws: 2000, Seed: 4}).Drivers {
		if math.Abs(d.Rank+1) > 1e-12 {
			t.Errorf("GDP is ranked %v", d.Rank)
		}
	}
}

func TestSimulationsThatCannotBe(t *testing.T) {
	s := grantOf(t, uncertain("benefits/gone/take_up", abnd.Uniform, 0, 1))
	if sim, found := scenarios.Simulate(context.Background(), s, scenarios.SimulationOptions{Draws: 10}); sim != nil || !found.HasErrors() || !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool { return d.Code == costing.UnknownFigure }) {
		t.Error(sim, found)
	}
	_, found := scenarios.Simulate(context.Background(), studies.Load(t, "TLS"), scenarios.SimulationOptions{Draws: 10, Ceiling: 0.001})
	if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool { return d.Code == "ceiling" }) {
		t.Errorf("a ceiling that the status quo breaks is not told: %v", found)
	}
}

// A simulation that is stopped gives nothing but the reason.
func TestSimulationStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	o := scenarios.SimulationOptions{Draws: 1 << 30, Seed: 1, Progress: func(done, draws int) { stop() }}
	sim, found := scenarios.Simulate(ctx, studies.Load(t, "TLS"), o)
	if sim != nil || !errors.Is(found, context.Canceled) {
		t.Error(sim, found)
	}
}

func BenchmarkSimulateTLS(b *testing.B) {
	s := studies.Load(b, "TLS")
	for _, method := range scenarios.Methods() {
		b.Run(string(method), func(b *testing.B) {
			for b.Loop() {
				simulate(b, s, scenarios.SimulationOptions{Draws: 10_000, Seed: 1, Method: method})
			}
		})
	}
}
