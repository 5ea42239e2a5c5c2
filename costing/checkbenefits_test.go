package costing_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func TestCheckBenefitsAndTheirLinks(t *testing.T) {
	runCheckCases(t, []checkCase{
		{"no benefit", func(s *abnd.Study) {
			s.Benefits = nil
			for i := range s.Scenarios {
				s.Scenarios[i].Changes = nil
			}
		}, []string{"warning no-benefits benefits"}},
		{"two benefits with one id", func(s *abnd.Study) { s.Benefits = append(s.Benefits, s.Benefits[0]) }, []string{"id-twice benefits/pension/id"}},
		{"a benefit with the id of a scheme", func(s *abnd.Study) { s.Schemes[2].ID = "pension" }, []string{"id-twice benefits/pension/id"}},
		{"unknown guarantee", func(s *abnd.Study) { s.Benefits[0].Guarantee = "old-age" }, []string{"unknown-reference benefits/pension/guarantee"}},
		{"stands for an unknown scheme", func(s *abnd.Study) { s.Benefits[0].Scheme = "olds" }, []string{
			"unknown-reference benefits/pension/scheme", "replaced-cost-unknown benefits/new-pension/replaces",
		}},
		{"replaces an unknown scheme", func(s *abnd.Study) { s.Benefits[1].Replaces = []string{"olds"} }, []string{"unknown-reference benefits/new-pension/replaces"}},
		{"replaces what it stands for", func(s *abnd.Study) { s.Benefits[1].Scheme = "old" }, []string{"replaces-itself benefits/new-pension/replaces"}},
		{"replaces it twice", func(s *abnd.Study) { s.Benefits[1].Replaces = []string{"old", "old"} }, []string{"replaces-twice benefits/new-pension/replaces"}},
		{"replaces a scheme of unknown cost", func(s *abnd.Study) { s.Benefits[2].Replaces = []string{"idle"} }, []string{"replaced-cost-unknown benefits/grant/replaces"}},
		{"two replace one another", func(s *abnd.Study) {
			s.Benefits[2].Scheme, s.Benefits[2].Replaces = "cash", []string{"old"}
			s.Benefits[0].Replaces = []string{"cash"}
		}, []string{
			"replaces-cycle benefits/pension/replaces", "replaces-cycle benefits/grant/replaces", "replaces-in-status-quo benefits/pension/on",
		}},
		{"a successor has its own successor", func(s *abnd.Study) { s.Benefits[1].Scheme, s.Benefits[2].Replaces = "cash", []string{"cash"} }, nil},
		{"costs an unknown recommendation", func(s *abnd.Study) { s.Benefits[2].Recommendations = []string{"R2"} }, []string{"unknown-reference benefits/grant/recommendations"}},
		{"replaces in the status quo", func(s *abnd.Study) { s.Scenarios[0].Change("grant", "on", abnd.Code(model.Yes)) }, []string{"replaces-in-status-quo scenarios/status-quo/grant/on"}},
		{"requires nobody", func(s *abnd.Study) { s.Benefits[2].Requires = []string{"pensions"} }, []string{"unknown-reference benefits/grant/requires"}},
		{"requires itself", func(s *abnd.Study) { s.Benefits[2].Requires = []string{"grant"} }, []string{"requires-itself benefits/grant/requires"}},
		{"requires it twice", func(s *abnd.Study) { s.Benefits[1].Requires = []string{"grant", "grant"} }, []string{"requires-twice benefits/new-pension/requires"}},
		{"requires what is paid with it", func(s *abnd.Study) { s.Benefits[1].Requires = []string{"grant"} }, nil},
		{"is paid without what it requires", func(s *abnd.Study) { s.Benefits[2].Requires = []string{"new-pension"} }, []string{"warning requires-unmet scenarios/low/grant/on"}},
		{"is taken without what it requires", func(s *abnd.Study) {
			s.Benefits[1].Requires = []string{"grant"}
			s.Packages = []abnd.Package{{ID: "mixed", Name: abnd.Same("mixed"), Scenarios: map[abnd.Guarantee]string{
				abnd.Health: "high", abnd.Children: abnd.StatusQuo, abnd.ActiveAge: "high", abnd.Older: "high"}}}
		}, []string{"warning requires-unmet packages/mixed/children"}},
		{"gives way to nobody", func(s *abnd.Study) { set(s, "grant", "yields_to", abnd.Code("nobody")) }, []string{"unknown-reference benefits/grant/yields_to"}},
		{"converges to nobody", func(s *abnd.Study) {
			for code, v := range map[string]abnd.Value{"converges_to": abnd.Code("nobody"), "converged_from": abnd.Num(0), "converged_share": abnd.Num(1), "convergence_start": abnd.Num(2022), "convergence_end": abnd.Num(2025)} {
				set(s, "grant", code, v)
			}
		}, []string{"unknown-reference benefits/grant/converges_to"}},
		{"converges to itself", func(s *abnd.Study) {
			for code, v := range map[string]abnd.Value{"converges_to": abnd.Code("grant"), "converged_from": abnd.Num(0), "converged_share": abnd.Num(1), "convergence_start": abnd.Num(2022), "convergence_end": abnd.Num(2025)} {
				set(s, "grant", code, v)
			}
		}, []string{"convergence-itself benefits/grant/converges_to"}},
		{"a benefit called all", func(s *abnd.Study) { s.Benefits = append(s.Benefits, s.Benefits[0]); s.Benefits[3].ID = "all" }, []string{"id benefits/all/id"}},
		{"an unknown parameter", func(s *abnd.Study) { set(s, "grant", "age_mim", abnd.Num(1)) }, []string{"unknown-reference benefits/grant/age_mim"}},
	})
}

func TestCheckParameters(t *testing.T) {
	is := func(code string, v abnd.Value) func(*abnd.Study) {
		return func(s *abnd.Study) { set(s, "grant", code, v) }
	}
	cases := []checkCase{
		{"youngest above oldest", is("age_min", abnd.Num(3)), []string{"age-order benefits/grant/age_max"}},
		{"an age of 101", is("age_max", abnd.Num(101)), []string{"out-of-range benefits/grant/age_max"}},
		{"half an age", is("age_max", abnd.Num(2.5)), []string{"not-whole benefits/grant/age_max"}},
		{"unknown sex", is("sex", abnd.Code("femal")), []string{"unknown-reference benefits/grant/sex"}},
		{"a number for a code", is("sex", abnd.Num(1)), []string{"type benefits/grant/sex"}},
		{"a code for a number", is("amount", abnd.Code("ten")), []string{"type benefits/grant/amount"}},
		{"a share in percent", is("share", abnd.Num(12)), []string{"out-of-range benefits/grant/share"}},
		{"a share below zero", is("share", abnd.Num(-0.1)), []string{"out-of-range benefits/grant/share"}},
		{"no number", is("share", abnd.Num(math.NaN())), []string{"not-finite benefits/grant/share"}},
		{"an infinite amount", is("amount", abnd.Num(math.Inf(1))), []string{"not-finite benefits/grant/amount"}},
		{"an amount below zero", is("amount", abnd.Num(-5)), []string{"out-of-range benefits/grant/amount"}},
		{"the amount of another frame", is("amount_year", abnd.Num(2019)), []string{"year-outside benefits/grant/amount_year"}},
		{"a year of two digits", is("start", abnd.Num(25)), []string{"out-of-range benefits/grant/start"}},
		{"ends before it starts", is("end", abnd.Num(2022)), []string{"year-order benefits/grant/end"}},
		{"a ramp without length", is("ramp_end", abnd.Num(2022)), []string{"ramp-order benefits/grant/ramp_end"}},
		{"a ramp backwards", is("ramp_start", abnd.Num(2025)), []string{"ramp-order benefits/grant/ramp_end"}},
		{"an unknown rule", is("take_up_rule", abnd.Code("linear")), []string{"unknown-reference benefits/grant/take_up_rule"}},
		{"an unknown table", is("take_up_table", abnd.Code("paths")), []string{"unknown-reference benefits/grant/take_up_table"}},
		{"more payments than days", is("payments", abnd.Num(367)), []string{"out-of-range benefits/grant/payments"}},
		{"administration of 5 %", is("admin_share", abnd.Num(5)), []string{"out-of-range benefits/grant/admin_share"}},
		{"neither on nor off", is("on", abnd.Value{}), []string{"needed benefits/grant/on"}},
		{"on maybe", is("on", abnd.Code("maybe")), []string{"unknown-reference benefits/grant/on"}},
		{"a ramp of years is not checked where none is used", func(s *abnd.Study) {
			set(s, "grant", "take_up_rule", abnd.Code("constant"))
			set(s, "grant", "ramp_end", abnd.Num(2020))
		}, []string{"warning not-read benefits/grant/take_up_target"}},
		{"a revision of an amount that follows nothing", func(s *abnd.Study) {
			set(s, "grant", "indexation", abnd.Code("none"))
			set(s, "grant", "index_every", abnd.Num(3))
		}, []string{"warning not-read benefits/grant/index_every"}},
		{"a revision of an amount that follows something in one scenario", func(s *abnd.Study) {
			set(s, "grant", "indexation", abnd.Code("none"))
			set(s, "grant", "index_every", abnd.Num(3))
			s.Scenarios[2].Change("grant", "indexation", abnd.Code("cpi"))
		}, nil},
		{"in one scenario only", func(s *abnd.Study) { s.Scenarios[2].Change("grant", "share", abnd.Num(1.2)) }, []string{"out-of-range scenarios/high/grant/share"}},
		{"a scenario that mixes ages", func(s *abnd.Study) { s.Scenarios[2].Change("grant", "age_min", abnd.Num(5)) }, []string{"age-order benefits/grant/age_max"}},
		{"an end of the scenario's own", func(s *abnd.Study) { s.Scenarios[1].Change("grant", "end", abnd.Num(2021)) }, []string{"year-order scenarios/low/grant/end"}},
		{"no source", func(s *abnd.Study) {
			p := s.Benefits[2].Parameters["amount"]
			p.Provenance = abnd.Provenance{}
			s.Benefits[2].Parameters["amount"] = p
		}, []string{"warning no-source benefits/grant/amount"}},
	}
	runCheckCases(t, cases)
}

// What each rule needs, written out by hand: the parameters of one choice
// left blank. What a choice does not need may be blank.
func TestCheckParametersThatRulesNeed(t *testing.T) {
	blank := func(codes ...string) func(*abnd.Study) {
		return func(s *abnd.Study) {
			for _, code := range codes {
				set(s, "grant", code, abnd.Value{})
			}
		}
	}
	choose := func(code, choice string, then func(*abnd.Study)) func(*abnd.Study) {
		return func(s *abnd.Study) { set(s, "grant", code, abnd.Code(choice)); then(s) }
	}
	nothing := func(*abnd.Study) {}
	var cases []checkCase
	for _, code := range []string{
		"start", "age_min", "age_max", "sex", "share", "take_up_rule", "take_up", "take_up_target", "ramp_start", "ramp_end",
		"amount_rule", "amount", "amount_year", "payments", "share_paid", "indexation", "admin_share",
	} {
		cases = append(cases, checkCase{"without " + code, blank(code), []string{"needed benefits/grant/" + code}})
	}
	runCheckCases(t, append(cases,
		checkCase{"a constant needs no ramp", choose("take_up_rule", "constant", blank("take_up_target", "ramp_start", "ramp_end")), nil},
		checkCase{"a table needs a table only", choose("take_up_rule", "table", blank("take_up", "take_up_target", "ramp_start", "ramp_end")), []string{"needed benefits/grant/take_up_table"}},
		checkCase{"a share needs its reference", choose("amount_rule", "share", blank("amount")), []string{
			"needed benefits/grant/reference", "needed benefits/grant/reference_share", "needed benefits/grant/reference_months",
		}},
		checkCase{"a fixed rate needs a rate", choose("indexation", "fixed", nothing), []string{"needed benefits/grant/index_rate"}},
		checkCase{"an index that is not known", func(s *abnd.Study) {
			s.Economy.PovertyLine = abnd.Benchmark{}
			set(s, "grant", "indexation", abnd.Code("poverty-line"))
		}, []string{"benchmark-unknown benefits/grant/indexation"}},
		checkCase{"a reference that is not known", func(s *abnd.Study) {
			set(s, "grant", "amount_rule", abnd.Code("share"))
			set(s, "grant", "reference", abnd.Code("average-wage"))
			set(s, "grant", "reference_share", abnd.Num(0.5))
			set(s, "grant", "reference_months", abnd.Num(1))
		}, []string{"benchmark-unknown benefits/grant/reference"}},
		checkCase{"GDP per head is always known", func(s *abnd.Study) {
			set(s, "grant", "amount_rule", abnd.Code("share"))
			set(s, "grant", "reference", abnd.Code("gdp-per-head"))
			set(s, "grant", "reference_share", abnd.Num(0.5))
			set(s, "grant", "reference_months", abnd.Num(1))
		}, []string{"warning not-read benefits/grant/amount"}},
		checkCase{"a benefit that nobody pays may be half filled in", func(s *abnd.Study) {
			for i := range s.Scenarios {
				s.Scenarios[i].Changes = nil
			}
			for code := range s.Benefits[2].Parameters {
				if code != "on" {
					set(s, "grant", code, abnd.Value{})
				}
			}
		}, nil},
	))
}

// Several scenarios that inherit one fault share one diagnostic; faults of
// every kind come in one pass.
func TestAllProblemsComeInOnePass(t *testing.T) {
	runCheckCases(t, []checkCase{{"eight faults", func(s *abnd.Study) {
		s.Country.Currency = ""
		s.Population.Set(2024, abnd.Male, 42, -1)
		s.Economy.GDP.Value = 0
		s.Economy.Inflation.Source = "s9"
		s.Schemes[0].Status = ""
		s.Scenarios[1].Change("grunt", "on", abnd.Code("yes"))
		set(s, "pension", "age_max", abnd.Num(60))
		set(s, "grant", "share", abnd.Num(12))
	}, []string{
		"needed general/currency", "population-negative population/male/42/2024", "not-positive economy/gdp/level",
		"unknown-reference economy/inflation/source", "unknown-reference schemes/old/status", "unknown-reference scenarios/low/grunt",
		"age-order benefits/pension/age_max", "out-of-range benefits/grant/share",
	}}})
}

func TestAnUnknownNameIsAnsweredWithTheNearest(t *testing.T) {
	s := smallStudy()
	set(s, "grant", "sex", abnd.Code("femal"))
	s.Benefits[0].Recommendations = []string{"strategy"}
	s.Tables = nil
	set(s, "grant", "take_up_table", abnd.Code("paths"))
	var remedies []string
	for _, d := range costing.Check(s) {
		remedies = append(remedies, d.Remedy.EN)
	}
	for i, want := range []string{"valid values: R1", `did you mean "female"? Valid values: both, female, male`, "there is none yet"} {
		if i >= len(remedies) || remedies[i] != want {
			t.Fatalf("remedies %q; number %d should be %q", remedies, i+1, want)
		}
	}
}
