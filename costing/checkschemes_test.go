package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

func TestCheckSchemesAndRecommendations(t *testing.T) {
	old := func(change func(*abnd.Scheme)) func(*abnd.Study) {
		return func(s *abnd.Study) { change(&s.Schemes[0]) }
	}
	cash := func(change func(*abnd.Scheme)) func(*abnd.Study) {
		return func(s *abnd.Study) { change(&s.Schemes[1]) }
	}
	runCheckCases(t, []checkCase{
		{"two schemes with one id", func(s *abnd.Study) { s.Schemes[2].ID = "old" }, []string{"id-twice schemes/old/id"}},
		{"an id with an accent", func(s *abnd.Study) { s.Schemes[2].ID = "pensão" }, []string{"id schemes/pensão/id"}},
		{"an id of 41 letters", func(s *abnd.Study) { s.Schemes[2].ID = "a2345678901234567890123456789012345678901" }, []string{"id schemes/a2345678901234567890123456789012345678901/id"}},
		{"no guarantee", old(func(s *abnd.Scheme) { s.Guarantees = nil }), []string{"needed schemes/old/guarantees"}},
		{"unknown guarantee", old(func(s *abnd.Scheme) { s.Guarantees = append(s.Guarantees, "housing") }), []string{"unknown-reference schemes/old/guarantees"}},
		{"unknown status", old(func(s *abnd.Scheme) { s.Status = "paused" }), []string{"unknown-reference schemes/old/status"}},
		{"unknown sex", old(func(s *abnd.Scheme) { s.Sex = "women" }), []string{"unknown-reference schemes/old/sex"}},
		{"recipients in no unit", old(func(s *abnd.Scheme) { s.Recipients = abnd.Known(10, 2022) }), []string{"unknown-reference schemes/old/recipients_unit"}},
		{"recipients in a unit", old(func(s *abnd.Scheme) { s.Recipients, s.CountingUnit = abnd.Known(10, 2022), abnd.CountHouseholds }), nil},
		{"recipients below zero", old(func(s *abnd.Scheme) { s.Recipients, s.CountingUnit = abnd.Known(-10, 2022), abnd.CountPersons }), []string{"out-of-range schemes/old/recipients"}},
		{"an age above the open interval", old(func(s *abnd.Scheme) { s.AgeMax = abnd.Known(101, 0) }), []string{"out-of-range schemes/old/age_max"}},
		{"ages the wrong way round", old(func(s *abnd.Scheme) { s.AgeMin, s.AgeMax = abnd.Known(65, 0), abnd.Known(60, 0) }), []string{"age-order schemes/old/age_max"}},
		{"one age alone", old(func(s *abnd.Scheme) { s.AgeMin, s.AgeMax = abnd.Known(65, 0), abnd.Known(65, 0) }), nil},
		{"benefit beyond any money", old(func(s *abnd.Scheme) { s.Benefit = abnd.Known(1e19, 2022) }), []string{"out-of-range schemes/old/benefit"}},
		{"no source", old(func(s *abnd.Scheme) { s.Source = "" }), []string{"warning no-source schemes/old"}},
		{"unknown source", old(func(s *abnd.Scheme) { s.Source = "s11" }), []string{"unknown-reference schemes/old/source"}},
		{"projected by an unknown index", cash(func(s *abnd.Scheme) { s.Projection = "gdp-per-haed" }), []string{"unknown-reference schemes/cash/projection"}},
		{"projected without an expenditure", cash(func(s *abnd.Scheme) { s.Expenditure = abnd.Figure{} }), []string{
			"needed schemes/cash/expenditure", "replaced-cost-unknown benefits/grant/replaces",
		}},
		{"expenditure of no year", cash(func(s *abnd.Scheme) { s.Expenditure.Year = 0 }), []string{"year-outside schemes/cash/expenditure_year"}},
		{"recommendation with a bad id", func(s *abnd.Study) { s.Recommended[0].ID = "R 1" }, []string{
			"id recommendations/R 1/id", "unknown-reference benefits/grant/recommendations",
		}},
		{"recommendation twice", func(s *abnd.Study) { s.Recommended = append(s.Recommended, s.Recommended[0]) }, []string{"id-twice recommendations/R1/id"}},
		{"recommendation for no guarantee", func(s *abnd.Study) { s.Recommended[0].Guarantee = "child" }, []string{"unknown-reference recommendations/R1/guarantee"}},
	})
}

func TestCheckScenarios(t *testing.T) {
	runCheckCases(t, []checkCase{
		{"no status quo", func(s *abnd.Study) { s.Scenarios = s.Scenarios[1:] }, []string{"needed scenario-list"}},
		{"two scenarios with one id", func(s *abnd.Study) { s.Scenarios[2].ID = "low" }, []string{"id-twice scenario-list/low/id"}},
		{"a word of the engine", func(s *abnd.Study) { s.Scenarios[1].ID = "benefits" }, []string{"id scenario-list/benefits/id"}},
		{"a package of nothing", func(s *abnd.Study) { s.Packages = []abnd.Package{{ID: "p"}} }, []string{
			"unknown-reference packages/p/health", "unknown-reference packages/p/children", "unknown-reference packages/p/active-age", "unknown-reference packages/p/older",
		}},
		{"a package of an unknown scenario", func(s *abnd.Study) {
			s.Packages = []abnd.Package{allOf("p", "low")}
			s.Packages[0].Scenarios[abnd.Older] = "lower"
		}, []string{"unknown-reference packages/p/older"}},
		{"a package with the id of a scenario", func(s *abnd.Study) { s.Packages = []abnd.Package{allOf("low", "low")} }, []string{"id-twice packages/low/id"}},
		{"two packages with one id", func(s *abnd.Study) { s.Packages = []abnd.Package{allOf("p", "low"), allOf("p", "high")} }, []string{"id-twice packages/p/id"}},
		{"a scenario called package", func(s *abnd.Study) { s.Scenarios[1].ID = "package" }, []string{"id scenario-list/package/id"}},
		{"a column of BENEFITS", func(s *abnd.Study) { s.Scenarios[1].ID = "base" }, []string{"id scenario-list/base/id"}},
		{"unknown benefits, in order", func(s *abnd.Study) {
			for _, id := range []string{"granted", "zebra", "alpha"} {
				s.Scenarios[1].Change(id, "on", abnd.Code("yes"))
			}
		}, []string{
			"unknown-reference scenarios/low/alpha", "unknown-reference scenarios/low/granted", "unknown-reference scenarios/low/zebra",
		}},
		{"based on nothing known", func(s *abnd.Study) { s.Scenarios[2].BasedOn = "lower" }, []string{"unknown-reference scenario-list/high/based_on"}},
		{"based on one another", func(s *abnd.Study) { s.Scenarios[1].BasedOn, s.Scenarios[2].BasedOn = "high", "low" }, []string{
			"based-on-cycle scenario-list/low/based_on", "based-on-cycle scenario-list/high/based_on",
		}},
		{"based on two that are", func(s *abnd.Study) {
			s.Scenarios[1].BasedOn, s.Scenarios[2].BasedOn = "high", "low"
			s.Scenarios = append(s.Scenarios, abnd.Scenario{ID: "third", Name: abnd.T("Third", "Terceiro"), BasedOn: "high"})
		}, []string{"based-on-cycle scenario-list/low/based_on", "based-on-cycle scenario-list/high/based_on"}},
		{"unknown parameter", func(s *abnd.Study) { s.Scenarios[1].Change("grant", "ammount", abnd.Num(1)) }, []string{"unknown-reference scenarios/low/grant/ammount"}},
	})
}

// allOf is a package that takes one scenario for every guarantee.
func allOf(id, scenario string) abnd.Package {
	p := abnd.Package{ID: id, Name: abnd.T("Package", "Pacote"), Scenarios: map[abnd.Guarantee]string{}}
	for _, g := range abnd.Guarantees() {
		p.Scenarios[g] = scenario
	}
	return p
}
