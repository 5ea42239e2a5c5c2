package scenarios_test

import (
	"fmt"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/cpu"
	"github.com/openabnd/engine/abnd/proofs/grown"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// The benchmarks of growth say what a benefit, a year or a draw costs where
// there are ten times and a hundred times as many. Time in proportion shows
// as a flat figure.
//
//	go test ./scenarios -run '^$' -bench Growth

func grow(b *testing.B, benefits, years int) *abnd.Study {
	b.Helper()
	s, err := grown.Study(benefits, years)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// perUnit runs an operation on many and reports the processor time of one.
func perUnit(b *testing.B, unit string, count int, run func()) {
	started := cpu.Time()
	for b.Loop() {
		run()
	}
	b.ReportMetric(float64(cpu.Time()-started)/float64(b.N)/float64(count), "cpu-ns/"+unit)
}

const (
	usualBenefits = 10
	usualYears    = 10
)

// growing benchmarks an operation on studies of more benefits, and of more
// years.
func growing(b *testing.B, operation func(testing.TB, *abnd.Study) func()) {
	for _, benefits := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("benefits=%d", benefits), func(b *testing.B) {
			perUnit(b, "benefit", benefits, operation(b, grow(b, benefits, usualYears)))
		})
	}
	for _, years := range []int{10, 30, 100} {
		b.Run(fmt.Sprintf("years=%d", years), func(b *testing.B) {
			perUnit(b, "year", years, operation(b, grow(b, usualBenefits, years)))
		})
	}
}

// BenchmarkGrowthBuild checks a study and makes its lines.
func BenchmarkGrowthBuild(b *testing.B) {
	growing(b, func(t testing.TB, s *abnd.Study) func() {
		return func() { build(t, s) }
	})
}

// BenchmarkGrowthEvaluate computes every line.
func BenchmarkGrowthEvaluate(b *testing.B) {
	growing(b, func(t testing.TB, s *abnd.Study) func() {
		m := build(t, s)
		return func() {
			if _, err := m.Evaluate(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// BenchmarkGrowthRun checks a study, computes every line, and questions the
// results: what "abnd cost -o" does between reading and writing. Benefits are
// questioned two by two, so a thousand of them cost more than proportion.
func BenchmarkGrowthRun(b *testing.B) { growingRuns(b, scenarios.RunOptions{}) }

// BenchmarkGrowthFigures does what "abnd cost" does between reading and printing.
func BenchmarkGrowthFigures(b *testing.B) {
	growingRuns(b, scenarios.RunOptions{Figures: true, Checked: true})
}

func growingRuns(b *testing.B, options scenarios.RunOptions) {
	growing(b, func(t testing.TB, s *abnd.Study) func() {
		return func() {
			if r, found := scenarios.RunWith(s, options); r == nil {
				t.Fatal(found)
			}
		}
	})
}

func build(t testing.TB, s *abnd.Study) *model.Model {
	t.Helper()
	m, found := costing.Build(s)
	if m == nil {
		t.Fatal(found)
	}
	return m
}

// BenchmarkGrowthSimulate simulates a study.
func BenchmarkGrowthSimulate(b *testing.B) {
	for _, draws := range []int{100, 1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("draws=%d", draws), func(b *testing.B) {
			s := grow(b, usualBenefits, usualYears)
			perUnit(b, "draw", draws, func() {
				simulate(b, s, scenarios.SimulationOptions{Draws: draws, Seed: 1})
			})
		})
	}
}
