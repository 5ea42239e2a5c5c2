package costing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// The small study counted by hand. Its projection starts in 2022 and no series
// has a last actual year: up to 2021 all is fact.
//
//	facts         the population, three levels, growth, deflator and inflation of 2021, the expenditure
//	              of cash, the fifteen cells of the pension but for its take-up rule
//	decisions     twelve cells of each of the two benefits that nobody pays, three scenarios' switches
//	expectations  the later population, growth, deflator, inflation, wages, revenue, expenditure, the
//	              path; three take-up rules; share paid and take-up of the new pension, share paid and
//	              four of the grant's ramp
//
// Of the expectations the deflator and the wages are extended by rule alone and
// the three rules are choices: the others are published.
func TestInputsOfTheSmallStudyByHand(t *testing.T) {
	want := costing.InputCounts{
		Facts:        costing.InputCount{All: 1 + 3 + 3 + 1 + 14, Published: 22},
		Decisions:    costing.InputCount{All: 12 + 12 + 3, Published: 27},
		Expectations: costing.InputCount{All: 8 + 3 + 2 + 5, Published: 18 - 2 - 3},
	}
	if got := costing.CountInputs(smallStudy()); got != want {
		t.Errorf("counted %+v\nby hand %+v", got, want)
	}
	const en = "Facts: 22 of 22 have a source; still assumed, and to be found: 0. Decisions of the dialogue: 27. Expectations: 18; with a published projection: 13."
	const pt = "Factos: 22 de 22 têm fonte; ainda pressupostos, por apurar: 0. Decisões do diálogo: 27. Previsões: 18; com projeção publicada: 13."
	if text := want.Text(); text.In(abnd.English) != en || text.In(abnd.Portuguese) != pt {
		t.Errorf("it reads %q, %q", text.In(abnd.English), text.In(abnd.Portuguese))
	}
}

// What a figure is, case by case, as the definition has it.
func TestNatureOfFigures(t *testing.T) {
	s := smallStudy()
	s.Economy.Inflation.LastActual = 2022
	s.Economy.DeflatorGrowth.Extension, s.Economy.DeflatorGrowth.LongRun = abnd.LongRunValue, abnd.Known(0.03, 0)
	s.Government.Envelope = abnd.Series{Provenance: printed, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{2023: 0.01}}
	s.Groups = []abnd.PopulationGroup{{ID: "disabled", Share: abnd.Known(0.027, 2020), Provenance: printed}}
	set(s, "grant", "poverty_rate", abnd.Num(0.4))
	set(s, "grant", "exclusion_error", abnd.Num(0.2))
	set(s, "pension", "exclusion_error", abnd.Num(0.2))
	// The status quo has an amount of its own: that of the base is an option.
	s.Scenarios[0].Change("pension", "amount", abnd.Num(25))
	s.Scenarios[0].Change("grant", "on", abnd.Code(model.No))
	s.Scenarios[1].Change("pension", "take_up", abnd.Num(0.95))
	s.Scenarios[1].Change("grant", "poverty_rate", abnd.Num(0.3))
	s.Scenarios[1].Change("pension", "age_min", abnd.Num(60))
	said := func(benefit, code string, n abnd.Nature) {
		for i := range s.Benefits {
			if b := &s.Benefits[i]; b.ID == benefit {
				p := b.Parameters[code]
				p.Nature = n
				b.Parameters[code] = p
			}
		}
	}
	said("grant", "share", abnd.Fact)
	said("pension", "payments", abnd.Decision)
	said("new-pension", "admin_share", abnd.Expectation)
	natureOf := costing.NatureOf(s)
	for path, want := range map[abnd.Path]abnd.Nature{
		"population":                          abnd.Fact,
		"economy/gdp/level":                   abnd.Fact,
		"economy/inflation/2022":              abnd.Fact,
		"economy/inflation/2023":              abnd.Expectation,
		"economy/real_growth/2021":            abnd.Fact,
		"economy/real_growth/2022":            abnd.Expectation,
		"economy/deflator_growth/long_run":    abnd.Expectation,
		"government/envelope/2023":            abnd.Decision,
		"schemes/cash/expenditure":            abnd.Fact,
		"groups/disabled/share":               abnd.Fact,
		"shocks/growth_shock":                 abnd.Expectation,
		"benefits/pension/age_min":            abnd.Fact,
		"benefits/pension/take_up":            abnd.Fact,
		"benefits/pension/take_up_rule":       abnd.Expectation,
		"benefits/pension/exclusion_error":    abnd.Fact,
		"benefits/grant/exclusion_error":      abnd.Expectation,
		"benefits/pension/amount":             abnd.Decision,
		"scenarios/status-quo/pension/amount": abnd.Fact,
		"scenarios/status-quo/grant/on":       abnd.Fact,
		"scenarios/low/pension/take_up":       abnd.Expectation,
		"scenarios/low/pension/age_min":       abnd.Decision,
		"benefits/grant/amount":               abnd.Decision,
		"benefits/grant/take_up_target":       abnd.Expectation,
		"benefits/grant/poverty_rate":         abnd.Fact,
		"scenarios/low/grant/poverty_rate":    abnd.Fact,
		"benefits/grant/share":                abnd.Fact,
		"benefits/pension/payments":           abnd.Decision,
		"benefits/new-pension/admin_share":    abnd.Expectation,
		"benefits/nothing/amount":             "",
	} {
		if got := natureOf(path); got != want {
			t.Errorf("%s is a %q, want %q", path, got, want)
		}
	}
}

// The source of a row is that of its fact: what a scenario expects beside it is
// published by nobody. A row of an expectation alone may have a source.
func TestAnExpectationBesideAFactHasNoSource(t *testing.T) {
	s := smallStudy()
	before := costing.CountInputs(s)
	s.Scenarios[1].Change("pension", "take_up", abnd.Num(0.95))
	after := costing.CountInputs(s)
	if after.Expectations.All != before.Expectations.All+1 || after.Expectations.Published != before.Expectations.Published {
		t.Errorf("beside a fact: %+v, before %+v", after.Expectations, before.Expectations)
	}
	s.Scenarios[1].Change("grant", "take_up_target", abnd.Num(0.95))
	if got := costing.CountInputs(s); got.Expectations.Published != before.Expectations.Published+1 {
		t.Errorf("in a row of expectations: %+v, before %+v", got.Expectations, before.Expectations)
	}
}

// A fact that nobody has published is still to be found; a decision counts as
// one, whatever its source. Somebody may stand for either.
func TestAssumedFactsAreCounted(t *testing.T) {
	s := smallStudy()
	assumed := abnd.Provenance{Confidence: abnd.Assumption, ValidatedBy: "INE"}
	for i, code := range []string{"amount", "amount", "share_paid"} {
		p := s.Benefits[i].Parameters[code]
		p.Provenance = assumed
		s.Benefits[i].Parameters[code] = p
	}
	was, is := costing.CountInputs(smallStudy()), costing.CountInputs(s)
	was.Facts.Published, was.Decisions.Published, was.Expectations.Published = was.Facts.Published-1, was.Decisions.Published-1, was.Expectations.Published-1
	was.Facts.Validated, was.Decisions.Validated, was.Expectations.Validated = 1, 1, 1
	if diff := cmp.Diff(was, is); diff != "" || is.Facts.Assumed() != 1 || is.Validated() != 3 {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The natures part the inputs: each has one, none is listed twice, the counts
// add up to all of them, and the cells of the benefits are those that are filled
// in, counted here without the rules.
func TestNaturesPartTheInputs(t *testing.T) {
	for _, s := range studiesAndSmall(t) {
		seen, ofBenefits, all := map[string]bool{}, 0, 0
		for in := range costing.Inputs(s) {
			all++
			id := fmt.Sprint(in.Path, " ", in.Nature == abnd.Fact)
			if seen[id] {
				t.Errorf("%s: %s is listed twice", s.Country.ISO3, id)
			}
			seen[id] = true
			if !in.Nature.Valid() {
				t.Errorf("%s: %s is %q", s.Country.ISO3, in.Path, in.Nature)
			}
			if in.Forecast && (in.Nature != abnd.Expectation || !in.Published()) || (in.Last != 0) && in.Nature != abnd.Fact {
				t.Errorf("%s: %+v", s.Country.ISO3, in)
			}
			if strings.HasPrefix(string(in.Path), "benefits/") || strings.HasPrefix(string(in.Path), "scenarios/") {
				ofBenefits++
			}
		}
		cells := 0
		for _, b := range s.Benefits {
			for _, p := range b.Parameters {
				if !p.Value.IsBlank() {
					cells++
				}
			}
		}
		for _, x := range s.Scenarios {
			for _, changes := range x.Changes {
				for _, v := range changes {
					if !v.IsBlank() {
						cells++
					}
				}
			}
		}
		counts := costing.CountInputs(s)
		if ofBenefits != cells || counts.All() != all || counts.Facts.All+counts.Decisions.All+counts.Expectations.All != all {
			t.Errorf("%s: %d inputs, %d of %d cells of benefits, %+v", s.Country.ISO3, all, ofBenefits, cells, counts)
		}
		for _, c := range []costing.InputCount{counts.Facts, counts.Decisions, counts.Expectations} {
			if c.Published < 0 || c.Assumed() < 0 {
				t.Errorf("%s: %+v", s.Country.ISO3, counts)
			}
		}
	}
}

// Whatever can be uncertain is of a nature: no figure that a formula reads is
// left out of the inputs.
func TestEveryVariableHasANature(t *testing.T) {
	for _, s := range studiesAndSmall(t) {
		natureOf := costing.NatureOf(s)
		for _, v := range costing.Variables(s) {
			if n := natureOf(v.Path); !n.Valid() {
				t.Errorf("%s: %s is %q", s.Country.ISO3, v.Path, n)
			}
		}
	}
}

// A list may stop being read at any input.
func TestInputsStopWhereTheReaderStops(t *testing.T) {
	all := slices.Collect(costing.Inputs(smallStudy()))
	for n := 1; n <= len(all); n++ {
		var some []costing.Input
		for in := range costing.Inputs(smallStudy()) {
			if some = append(some, in); len(some) == n {
				break
			}
		}
		if diff := cmp.Diff(all[:n], some); diff != "" {
			t.Fatalf("the first %d differ:\n%s", n, diff)
		}
	}
}

// A study that is projected by cohorts expects mortality, fertility and
// migration.
func TestCohortsAreExpectations(t *testing.T) {
	s := smallStudy()
	before := costing.CountInputs(s)
	s.PopulationMethod = abnd.CohortPopulation
	s.Demography.Span = abnd.Years{First: 2021, Last: 2025}
	s.Demography.TotalFertility.Provenance = abnd.Provenance{Confidence: abnd.Assumption}
	got := costing.CountInputs(s)
	if got.Expectations.All != before.Expectations.All+6 || got.Expectations.Published != before.Expectations.Published+5 || got.Facts != before.Facts {
		t.Errorf("%+v, before %+v", got, before)
	}
}

// Another word is no nature, and is told at its place.
func TestNatureIsOneOfThree(t *testing.T) {
	s := smallStudy()
	p := s.Benefits[0].Parameters["amount"]
	p.Nature = "guess"
	s.Benefits[0].Parameters["amount"] = p
	found := costing.Check(s)
	if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool {
		return d.Code == "choice" && d.Path == "benefits/pension/amount/nature" && d.Severity == abnd.Error
	}) {
		t.Errorf("found %v", found)
	}
}

// studiesAndSmall are the studies of all countries, and the small one.
func studiesAndSmall(t *testing.T) []*abnd.Study {
	t.Helper()
	all := []*abnd.Study{smallStudy()}
	for _, code := range country.Codes() {
		all = append(all, studies.Load(t, code))
	}
	return all
}
