package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Percent typed as a share, within what is possible: one question a series.
func TestHighRatesAreQuestioned(t *testing.T) {
	series := func(of func(*abnd.Study) *abnd.Series, change func(*abnd.Series)) func(*abnd.Study) {
		return func(s *abnd.Study) { change(of(s)) }
	}
	inflation := func(s *abnd.Study) *abnd.Series { return &s.Economy.Inflation }
	number := func(code string, x float64) func(*abnd.Study) {
		return func(s *abnd.Study) { set(s, "grant", code, abnd.Num(x)) }
	}
	measure := func(share float64) func(*abnd.Study) {
		return func(s *abnd.Study) {
			withEnvelope(s)
			s.Financing[0].Share, s.Financing[0].Amount = abnd.Known(share, 0), abnd.Figure{}
		}
	}
	runCheckCases(t, []checkCase{
		{"1 for 1 % inflation in two years", series(inflation, func(x *abnd.Series) { x.Values[2022], x.Values[2023] = 1, 1 }), []string{"warning high-rate economy/inflation/2022"}},
		{"half", series(inflation, func(x *abnd.Series) { x.Values[2022] = costing.HighRate }), []string{"warning high-rate economy/inflation/2022"}},
		{"less than half", series(inflation, func(x *abnd.Series) { x.Values[2022] = costing.HighRate - 0.01 }), nil},
		{"in the long run", series(inflation, func(x *abnd.Series) { x.Extension, x.LongRun = abnd.LongRunValue, abnd.Known(1, 0) }), []string{"warning high-rate economy/inflation/long_run"}},
		{"12 for 12 % is an error alone", series(inflation, func(x *abnd.Series) { x.Values[2022] = 12 }), []string{"out-of-range economy/inflation/2022"}},
		{"real growth", series(func(s *abnd.Study) *abnd.Series { return &s.Economy.RealGrowth }, func(x *abnd.Series) { x.Values[2022] = 1 }), []string{"warning high-rate economy/real_growth/2022"}},
		{"wages", series(func(s *abnd.Study) *abnd.Series { return &s.Economy.WageGrowth }, func(x *abnd.Series) { x.Provenance, x.Values = printed, map[abnd.Year]float64{2021: 0.02, 2022: 1} }), []string{"warning high-rate economy/wage_growth/2022"}},
		{"administration", number("admin_share", 1), []string{"warning high-rate benefits/grant/admin_share"}},
		{"administration of one scenario", func(s *abnd.Study) { s.Scenarios[1].Change("grant", "admin_share", abnd.Num(0.6)) }, []string{"warning high-rate scenarios/low/grant/admin_share"}},
		{"a measure of the whole GDP", measure(1), []string{"warning high-rate financing/tax/share"}},
		{"a measure of a hundredth", measure(0.01), nil},
	})
}

// A cell that is read in one scenario is read.
func TestParametersThatNothingReads(t *testing.T) {
	rate := func(s *abnd.Study) { set(s, "grant", "index_rate", abnd.Num(0.03)) }
	runCheckCases(t, []checkCase{
		{"a fixed rate without its indexation", rate, []string{"warning not-read benefits/grant/index_rate"}},
		{"a fixed rate with it", func(s *abnd.Study) { rate(s); set(s, "grant", "indexation", abnd.Code("fixed")) }, nil},
		{"with it in one scenario", func(s *abnd.Study) { rate(s); s.Scenarios[1].Change("grant", "indexation", abnd.Code("fixed")) }, nil},
		{"for a benefit that nobody pays", func(s *abnd.Study) {
			rate(s)
			for i := range s.Scenarios {
				s.Scenarios[i].Change("grant", "on", abnd.Code(model.No))
			}
		}, nil},
		{"a reference beside an amount", func(s *abnd.Study) {
			set(s, "grant", "reference", abnd.Code("gdp-per-head"))
			set(s, "grant", "reference_share", abnd.Num(0.5))
		}, []string{"warning not-read benefits/grant/reference"}},
	})
}
