package costing_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// takeUpBetween is a row of UNCERTAINTY about the take-up of the pension, 0.9.
func takeUpBetween(d abnd.Distribution, low, high float64) abnd.Uncertain {
	return abnd.Uncertain{Path: "benefits/pension/take_up", Distribution: d, Low: abnd.Known(low, 0), High: abnd.Known(high, 0), Provenance: printed}
}

func TestCheckUncertainty(t *testing.T) {
	const at = " uncertainty/benefits/pension/take_up"
	row := func(change func(*abnd.Uncertain)) func(*abnd.Study) {
		return func(s *abnd.Study) {
			u := takeUpBetween(abnd.Triangular, 0.8, 1)
			change(&u)
			s.Uncertain = []abnd.Uncertain{u}
		}
	}
	shock := func(u abnd.Uncertain) func(*abnd.Study) {
		u.Path, u.Provenance = "shocks/growth_shock", printed
		return func(s *abnd.Study) { s.Uncertain = []abnd.Uncertain{u} }
	}
	fades := abnd.Uncertain{Distribution: abnd.Persistent, Low: abnd.Known(-0.03, 0), High: abnd.Known(0.03, 0), Persistence: abnd.Known(0.5, 0)}
	with := func(u abnd.Uncertain, change func(*abnd.Uncertain)) abnd.Uncertain {
		change(&u)
		return u
	}
	discrete := func(values, weights []float64) func(*abnd.Study) {
		return row(func(u *abnd.Uncertain) {
			u.Distribution, u.Low, u.High, u.Values, u.Weights = abnd.Discrete, abnd.Figure{}, abnd.Figure{}, values, weights
		})
	}
	runCheckCases(t, []checkCase{
		{"as it should be", row(func(*abnd.Uncertain) {}), nil},
		{"a constant", row(func(u *abnd.Uncertain) { u.Low, u.High = abnd.Known(0.9, 0), abnd.Known(0.9, 0) }), nil},
		{"low above high", row(func(u *abnd.Uncertain) { u.Low, u.High = u.High, u.Low }), []string{"low-above-high" + at + "/low"}},
		{"low missing", row(func(u *abnd.Uncertain) { u.Low = abnd.Figure{} }), []string{"needed" + at + "/low"}},
		{"a share above one", row(func(u *abnd.Uncertain) { u.High = abnd.Known(1.2, 0) }), []string{"out-of-range" + at + "/high"}},
		{"mode outside", row(func(u *abnd.Uncertain) { u.Central = abnd.Known(0.7, 0) }), []string{"mode-outside" + at + "/central"}},
		{"value outside", row(func(u *abnd.Uncertain) { u.Low = abnd.Known(0.95, 0) }), []string{"warning value-outside" + at}},
		{"unknown distribution", row(func(u *abnd.Uncertain) { u.Distribution = "triangle" }), []string{"unknown-reference" + at + "/distribution"}},
		{"unknown path", row(func(u *abnd.Uncertain) { u.Path = "benefits/pension/takeup" }), []string{"warning unknown-figure uncertainty/benefits/pension/takeup/path"}},
		{"a path to a blank", row(func(u *abnd.Uncertain) { u.Path = "benefits/pension/take_up_target" }), []string{"warning unknown-figure uncertainty/benefits/pension/take_up_target/path"}},
		{"the same twice", func(s *abnd.Study) {
			s.Uncertain = []abnd.Uncertain{takeUpBetween(abnd.Uniform, 0.8, 1), takeUpBetween(abnd.PERT, 0.8, 1)}
		}, []string{"uncertain-twice" + at}},
		{"no source", row(func(u *abnd.Uncertain) { u.Source = "" }), []string{"warning no-source" + at}},
		{"lognormal from zero", row(func(u *abnd.Uncertain) { u.Distribution, u.Low = abnd.Lognormal, abnd.Known(0, 0) }), []string{"not-positive" + at + "/low"}},
		{"coverage in percent", row(func(u *abnd.Uncertain) { u.Distribution, u.Coverage = abnd.Normal, abnd.Known(90, 0) }), []string{"out-of-range" + at + "/coverage"}},
		{"coverage of everything", row(func(u *abnd.Uncertain) { u.Distribution, u.Coverage = abnd.Normal, abnd.Known(1, 0) }), []string{"out-of-range" + at + "/coverage"}},
		{"coverage of nothing", row(func(u *abnd.Uncertain) { u.Distribution, u.Coverage = abnd.Normal, abnd.Known(0, 0) }), []string{"out-of-range" + at + "/coverage"}},
		{"values and weights of a triangle", row(func(u *abnd.Uncertain) { u.Values, u.Weights = []float64{0.9}, []float64{1} }), []string{"not-read" + at + "/values", "not-read" + at + "/weights"}},
		{"persistence of a triangle", row(func(u *abnd.Uncertain) { u.Persistence = abnd.Known(0.5, 0) }), []string{"not-read" + at + "/persistence"}},
		{"a mode of a uniform", row(func(u *abnd.Uncertain) { u.Distribution, u.Central = abnd.Uniform, abnd.Known(0.9, 0) }), []string{"not-read" + at + "/central"}},
		{"ends of a discrete", row(func(u *abnd.Uncertain) { u.Distribution, u.Values = abnd.Discrete, []float64{0.9} }), []string{"not-read" + at + "/low", "not-read" + at + "/high"}},
		{"coverage of a triangle", row(func(u *abnd.Uncertain) { u.Coverage = abnd.Known(0.9, 0) }), []string{"not-read" + at + "/coverage"}},
		{"discrete without values", row(func(u *abnd.Uncertain) {
			u.Distribution, u.Low, u.High = abnd.Discrete, abnd.Figure{}, abnd.Figure{}
		}), []string{"needed" + at + "/values"}},
		{"discrete with a weight too few", row(func(u *abnd.Uncertain) {
			u.Distribution, u.Low, u.High, u.Values, u.Weights = abnd.Discrete, abnd.Figure{}, abnd.Figure{}, []float64{0.8, 0.9}, []float64{1}
		}), []string{"weights" + at + "/weights"}},
		{"discrete", discrete([]float64{0.8, 0.9}, nil), nil},
		{"discrete with weights", discrete([]float64{0.8, 0.9}, []float64{0, 0.5}), nil},
		{"discrete with a weight below zero", discrete([]float64{0.8, 0.9}, []float64{-1, 2}), []string{"weights" + at + "/weights"}},
		{"discrete with nothing but zeros", discrete([]float64{0.8, 0.9}, []float64{0, 0}), []string{"weights" + at + "/weights"}},
		{"discrete with an endless weight", discrete([]float64{0.8, 0.9}, []float64{1, math.Inf(1)}), []string{"weights" + at + "/weights"}},
		{"discrete with a share above one", discrete([]float64{0.9, 1.2}, nil), []string{"out-of-range" + at + "/values"}},
		{"discrete without the study's value", discrete([]float64{0.8, 1}, nil), []string{"warning value-outside" + at}},
		{"a mode at either end", row(func(u *abnd.Uncertain) { u.Central = abnd.Known(0.8, 0) }), nil},
		{"a mode at the upper end", row(func(u *abnd.Uncertain) { u.Central = abnd.Known(1, 0) }), nil},
		{"mode above", row(func(u *abnd.Uncertain) { u.High, u.Central = abnd.Known(0.95, 0), abnd.Known(0.96, 0) }), []string{"mode-outside" + at + "/central"}},
		{"the value at the lower end", row(func(u *abnd.Uncertain) { u.Low = abnd.Known(0.9, 0) }), nil},
		{"the value at the upper end", row(func(u *abnd.Uncertain) { u.High = abnd.Known(0.9, 0) }), nil},
		// That 1.5 is no take-up is said once, at its own place.
		{"a value that cannot be", func(s *abnd.Study) {
			s.Uncertain = []abnd.Uncertain{takeUpBetween(abnd.Triangular, 0.8, 1)}
			set(s, "pension", "take_up", abnd.Num(1.5))
		}, []string{"out-of-range benefits/pension/take_up"}},
		{"an age that is continuous", row(func(u *abnd.Uncertain) {
			u.Path, u.Low, u.High = "benefits/pension/age_min", abnd.Known(60, 0), abnd.Known(70, 0)
		}), []string{"whole uncertainty/benefits/pension/age_min/distribution"}},
		{"a figure that is drawn by year", row(func(u *abnd.Uncertain) { u.Distribution = abnd.Persistent }), []string{"by-year" + at + "/distribution"}},
		{"a shock", shock(fades), nil},
		{"a shock that is a triangle", shock(with(fades, func(u *abnd.Uncertain) { u.Distribution = abnd.Triangular })), []string{"by-year uncertainty/shocks/growth_shock/distribution"}},
		{"a shock that never fades", shock(with(fades, func(u *abnd.Uncertain) { u.Persistence.Value = 1 })), []string{"out-of-range uncertainty/shocks/growth_shock/persistence"}},
		{"a shock that is gone at once", shock(with(fades, func(u *abnd.Uncertain) { u.Persistence.Value = 0 })), nil},
		{"a shock that turns round", shock(with(fades, func(u *abnd.Uncertain) { u.Persistence.Value = -0.1 })), []string{"out-of-range uncertainty/shocks/growth_shock/persistence"}},
		{"a shock that only helps", shock(with(fades, func(u *abnd.Uncertain) { u.Low.Value = 0.01 })), []string{"mode-outside uncertainty/shocks/growth_shock/low"}},
		{"a shock that only hurts", shock(with(fades, func(u *abnd.Uncertain) { u.High.Value = -0.01 })), []string{"mode-outside uncertainty/shocks/growth_shock/low"}},
		{"no shock at all", shock(with(fades, func(u *abnd.Uncertain) { u.Low.Value, u.High.Value = 0, 0 })), nil},
		{"a shock to one side", shock(with(fades, func(u *abnd.Uncertain) { u.Low.Value = -0.01 })), []string{"not-symmetric uncertainty/shocks/growth_shock/low"}},
		{"bounds that are missing", func(s *abnd.Study) {
			s.Uncertain = []abnd.Uncertain{{Path: costing.PopulationShockPath, Distribution: abnd.Bounded, Provenance: printed}}
		}, []string{"needed shocks/population_below", "needed shocks/population_above", "warning population-all-ages uncertainty/shocks/population_shock"}},
		{"bounds and ends", func(s *abnd.Study) {
			s.Uncertain = []abnd.Uncertain{{Path: costing.PopulationShockPath, Distribution: abnd.Bounded, Low: abnd.Known(-0.1, 0), High: abnd.Known(0.1, 0), Provenance: printed}}
			s.Shocks.PopulationBelow = abnd.Series{Provenance: printed, Values: map[abnd.Year]float64{2025: 0.1}}
			s.Shocks.PopulationAbove = s.Shocks.PopulationBelow
		}, []string{"not-read uncertainty/shocks/population_shock/low", "not-read uncertainty/shocks/population_shock/high", "warning population-all-ages uncertainty/shocks/population_shock"}},
		{"a shock of 300 percent", func(s *abnd.Study) {
			s.Shocks.Growth = abnd.Series{Provenance: printed, Values: map[abnd.Year]float64{2024: 3}}
		}, []string{"out-of-range shocks/growth_shock/2024"}},
	})
}

func TestCheckCorrelations(t *testing.T) {
	rows := []abnd.Uncertain{
		takeUpBetween(abnd.Triangular, 0.8, 1),
		{Path: "benefits/pension/amount", Distribution: abnd.Uniform, Low: abnd.Known(25, 0), High: abnd.Known(35, 0), Provenance: printed},
		{Path: "benefits/grant/amount", Distribution: abnd.Uniform, Low: abnd.Known(8, 0), High: abnd.Known(12, 0), Provenance: printed},
		{Path: "shocks/growth_shock", Distribution: abnd.Persistent, Low: abnd.Known(-0.03, 0), High: abnd.Known(0.03, 0), Persistence: abnd.Known(0.5, 0), Provenance: printed},
	}
	pair := func(a, b int, r float64) abnd.Correlation {
		return abnd.Correlation{A: rows[a].Path, B: rows[b].Path, Coefficient: abnd.Known(r, 0), Provenance: printed}
	}
	tied := func(all ...abnd.Correlation) func(*abnd.Study) {
		return func(s *abnd.Study) { s.Uncertain, s.Correlations = rows, all }
	}
	const first = " correlations/benefits/pension/take_up/benefits/pension/amount"
	runCheckCases(t, []checkCase{
		{"as they should be", tied(pair(0, 1, 0.9), pair(1, 2, 0.9), pair(0, 2, 0.9)), nil},
		{"that contradict one another", tied(pair(0, 1, 0.9), pair(1, 2, 0.9), pair(0, 2, -0.9)), []string{"not-positive-definite" + first}},
		{"of one", tied(pair(0, 1, 1)), []string{"not-positive-definite" + first}},
		{"above one", tied(pair(0, 1, 1.1)), []string{"out-of-range" + first + "/coefficient"}},
		{"twice", tied(pair(0, 1, 0.5), pair(1, 0, 0.5)), []string{"pair-twice correlations/benefits/pension/amount/benefits/pension/take_up"}},
		{"of a yearly shock with a figure", tied(pair(0, 3, 0.5)), []string{"by-year correlations/benefits/pension/take_up/shocks/growth_shock"}},
		{"of a figure that is certain", tied(abnd.Correlation{A: rows[0].Path, B: "benefits/grant/take_up_target", Coefficient: abnd.Known(0.5, 0), Provenance: printed}),
			[]string{"unknown-reference correlations/benefits/pension/take_up/benefits/grant/take_up_target/b"}},
	})
}

// Only the pairs that take part in the contradiction are named.
func TestContradictingPairsAreNamed(t *testing.T) {
	s := smallStudy()
	var paths []abnd.Path
	for _, code := range []string{"take_up", "amount", "admin_share", "share_paid", "payments"} {
		paths = append(paths, costing.ParameterPath("pension", code))
		v, _ := costing.FindVariable(s, costing.ParameterPath("pension", code))
		s.Uncertain = append(s.Uncertain, abnd.Uncertain{Path: v.Path, Distribution: abnd.Uniform, Low: abnd.Known(v.Value, 0), High: abnd.Known(v.Value, 0), Provenance: printed})
	}
	s.Uncertain[4].Distribution, s.Uncertain[4].Low, s.Uncertain[4].High, s.Uncertain[4].Values = abnd.Discrete, abnd.Figure{}, abnd.Figure{}, []float64{12}
	tie := func(a, b int, r float64) {
		s.Correlations = append(s.Correlations, abnd.Correlation{A: paths[a], B: paths[b], Coefficient: abnd.Known(r, 0), Provenance: printed})
	}
	tie(3, 4, 0.5)
	tie(0, 1, 0.9)
	tie(1, 2, 0.9)
	tie(0, 2, -0.9)
	found := costing.Check(s)
	if len(found) != 1 {
		t.Fatal(found)
	}
	said := found[0].Problem.EN
	for _, pair := range []string{"take_up ~ benefits/pension/amount", "amount ~ benefits/pension/admin_share", "take_up ~ benefits/pension/admin_share"} {
		if !strings.Contains(said, pair) {
			t.Errorf("%s is not named: %s", pair, said)
		}
	}
	if strings.Contains(said, "share_paid") {
		t.Errorf("a pair without guilt is named: %s", said)
	}
}

// A misspelt path is answered with the nearest one.
func TestUnknownFigureIsSuggested(t *testing.T) {
	s := smallStudy()
	u := takeUpBetween(abnd.Uniform, 0.8, 1)
	u.Path = "benefits/pension/takeup"
	s.Uncertain = []abnd.Uncertain{u}
	if found := costing.Check(s); len(found) != 1 || !strings.Contains(found[0].Remedy.EN, `"benefits/pension/take_up"`) {
		t.Error(found)
	}
}
