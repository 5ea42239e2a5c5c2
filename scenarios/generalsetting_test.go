package scenarios_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing/demography"
	"github.com/openabnd/engine/scenarios"
)

// everyRun are the scenarios and packages of the studies embedded.
var everyRun = []string{"status-quo", "low", "high", "low-package", "children-first", "high-package"}

// projecting is a study that could project its population by cohorts and takes
// the published one.
func projecting(t *testing.T) *abnd.Study {
	t.Helper()
	s := studies.Load(t, "TLS")
	published := s.Population
	if found := country.ProjectByCohorts(s, demography.Medium, s.Projection.Last); found != nil {
		t.Fatal(found)
	}
	s.PopulationMethod, s.Population = abnd.PublishedPopulation, published
	return s
}

func TestParseSettingOfTheWholeStudy(t *testing.T) {
	s := studies.Load(t, "TLS")
	for text, want := range map[string]scenarios.Setting{
		"general.macro=low-growth":            {Path: "general/macro", Value: abnd.Code("low-growth")},
		"general/macro = none":                {Path: "general/macro", Value: abnd.Code("none")},
		"general.population=cohort":           {Path: "general/population_method", Value: abnd.Code("cohort")},
		"general.population_method=un":        {Path: "general/population_method", Value: abnd.Code("un")},
		"general.fertility=high":              {Path: "general/fertility", Value: abnd.Code("high")},
		"general/population_method = cohort ": {Path: "general/population_method", Value: abnd.Code("cohort")},
	} {
		if got, found := scenarios.ParseSetting(s, text, abnd.Portuguese); found != nil || got != want {
			t.Errorf("%q is %+v (%v), want %+v", text, got, found, want)
		}
	}
	for text, says := range map[string]string{
		"general.macro=low-grwth":   `unknown macroeconomic scenario "low-grwth"; did you mean "low-growth"?`,
		"general.macro=":            `unknown macroeconomic scenario ""; valid values: none, low-growth`,
		"general.population=cohrt":  `unknown population method "cohrt"; did you mean "cohort"?`,
		"general.fertility=medum":   `unknown fertility variant "medum"; did you mean "medium"?`,
		"general.macr=none":         `unknown setting "macr" of the whole study; did you mean "macro"?`,
		"general.macro.2030=none":   `unknown setting "macro.2030" of the whole study`,
		"genral.macro=none":         `did you mean "general"?`,
		"general.price_year=2030":   `valid values: macro, baseline, population, fertility`,
		"general.population=-cohor": `did you mean "cohort"?`,
	} {
		got, found := scenarios.ParseSetting(s, text, abnd.English)
		if got != (scenarios.Setting{}) || len(found) != 1 || !strings.Contains(found[0].In(abnd.English), says) || found[0].Problem.PT == "" || found[0].Remedy.PT == "" {
			t.Errorf("%q: %+v, %v; want %q", text, got, found, says)
		}
	}
	s.MacroScenarios = nil
	if _, found := scenarios.ParseSetting(s, "general.macro=low-growth", abnd.English); len(found) != 1 || !strings.Contains(found[0].In(abnd.English), "the study has no macroeconomic scenario; add a macroeconomic scenario to the sheet MACRO") {
		t.Errorf("%v", found)
	}
}

// A choice of the whole study is the same edit made by hand.
func TestApplyToTheWholeStudyIsTheEditByHand(t *testing.T) {
	proofs.NotShort(t)
	for _, c := range []struct {
		settings []string
		hand     func(*abnd.Study)
	}{
		{[]string{"general.macro=inflation-shock"}, func(s *abnd.Study) { s.Macro = "inflation-shock" }},
		{[]string{"general.population=cohort"}, func(s *abnd.Study) { s.PopulationMethod = abnd.CohortPopulation }},
		{[]string{"general.fertility=low", "general.population=cohort"}, func(s *abnd.Study) {
			if found := country.ProjectByCohorts(s, demography.Low, s.Projection.Last); found != nil {
				t.Fatal(found)
			}
		}},
	} {
		s := projecting(t)
		before := studies.Run(t, s)
		got, hand := studies.Run(t, apply(t, s, c.settings...)), projecting(t)
		c.hand(hand)
		unchanged(t, studies.Run(t, hand), got)
		x, _ := valueOf(before, "high", scenarios.AllOf, scenarios.AllOf, "percent_gdp", 2040)
		if y, _ := valueOf(got, "high", scenarios.AllOf, scenarios.AllOf, "percent_gdp", 2040); x == y {
			t.Errorf("%v: nothing moved", c.settings)
		}
		unchanged(t, before, studies.Run(t, s)) // the study itself is as it was
	}
}

// Any order of any of these settings, and any of them twice, gives the same
// figures and fingerprints; two that disagree are an error.
func TestOrderOfChoicesDoesNotMatter(t *testing.T) {
	proofs.NotShort(t)
	s := projecting(t)
	all := []string{"general.macro=low-growth", "general.population=cohort", "general.fertility=low", "economy.inflation=4%", "high/social-pension.share_paid=95%"}
	a := studies.Run(t, apply(t, s, all...))
	const id = "high-package" // holds every scenario that it takes
	fingerprint := a.Fingerprint(id)
	check(t, func(rt *rapid.T) {
		some := rapid.Permutation(append(slices.Clone(all), rapid.SampledFrom(all).Draw(rt, "twice"))).Draw(rt, "order")
		b := studies.Run(t, apply(t, s, some...))
		unchanged(rt, a, b)
		if b.Fingerprint(id) != fingerprint {
			rt.Fatalf("%v: another fingerprint of %s", some, id)
		}
		disagreeing := rapid.SampledFrom([]string{"general.macro=none", "general.population_method=un", "general.fertility=high"}).Draw(rt, "disagreeing")
		changed, found := scenarios.Apply(s, parse(t, s, append(some, disagreeing)...))
		if changed != nil || len(found) != 1 || found[0].Code != "set-twice" {
			rt.Fatalf("%v with %s: %v", some, disagreeing, found)
		}
	})
}

func TestVariantsAreOfProjectedPopulations(t *testing.T) {
	s := projecting(t)
	for _, texts := range [][]string{{"general.fertility=low"}, {"general.fertility=low", "general.population=un"}} {
		changed, found := scenarios.Apply(s, parse(t, s, texts...))
		if changed != nil || len(found) != 1 || found[0].Code != "not-projected" {
			t.Errorf("%v: %v", texts, found)
		}
	}
	if changed, found := scenarios.Apply(s, []scenarios.Setting{{Path: "general/macro", Value: abnd.Code("nobody")}}); changed != nil || len(found) != 1 {
		t.Errorf("%v", found)
	}
}

// The fingerprint moves with a macro scenario or a population that changes
// what is read, of every scenario that reads it, and with nothing else: not
// with naming what the study chooses anyway.
func TestFingerprintOfChoices(t *testing.T) {
	proofs.NotShort(t)
	s := projecting(t)
	was := studies.Run(t, s)
	for text, moves := range map[string]bool{
		"general.macro=none":            false,
		"general.population=un":         false,
		"general.macro=low-growth":      true,
		"general.macro=inflation-shock": true,
		"general.population=cohort":     true,
	} {
		is := studies.Run(t, apply(t, s, text))
		for _, id := range everyRun {
			if moved := is.Fingerprint(id) != was.Fingerprint(id); moved != moves {
				t.Errorf("%s: the fingerprint of %s moved is %v", text, id, moved)
			}
		}
	}
}
