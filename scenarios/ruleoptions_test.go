package scenarios_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// option is one way to use a benefit rule: the parameters that it fills in, a
// number or a code each. None of its figures is one at which the rule does
// nothing.
type option struct {
	rule string // as [costing.RuleGroup.Name] has it
	name string
	set  parameters
}

type parameters map[string]any

// and adds parameters to others.
func (p parameters) and(more parameters) parameters {
	all := maps.Clone(p)
	maps.Copy(all, more)
	return all
}

func (o option) String() string {
	if o.name == "" {
		return o.rule
	}
	return o.rule + " (" + o.name + ")"
}

// plainBenefit are the parameters of the benefit that the options are tried on: the
// core rules, none of whose figures does nothing.
var plainBenefit = parameters{
	"on": "yes", "start": 2025, "age_min": 20, "age_max": 74, "sex": "both", "share": 0.9, "take_up_rule": "constant", "take_up": 0.8,
	"amount_rule": "flat", "amount": 20, "amount_year": 2025, "indexation": "cpi", "payments": 12, "share_paid": 0.95, "admin_share": 0.05,
}

// companion are those of the benefit that others give way to or converge to,
// whose ages are among theirs and whose figures are others.
var companion = parameters{
	"on": "yes", "start": 2025, "age_min": 30, "age_max": 50, "sex": "both", "share": 0.7, "take_up_rule": "constant", "take_up": 0.4,
	"amount_rule": "flat", "amount": 31, "amount_year": 2024, "indexation": "cpi", "payments": 6, "share_paid": 0.9, "admin_share": 0.07,
}

const (
	ownID, companionID = "own", "companion"

	replacedScheme = "replaced" // for which the companion stands where it is replaced
)

// options lists every way to use every rule that is told apart: each code of
// each choice, and each group of parameters that may be left blank.
var options = slices.Concat(
	[]option{
		{"when-it-is-paid", "from a later year", parameters{"start": 2027}},
		{"when-it-is-paid", "until a year", parameters{"end": 2028}},
		{"target-group", "women", parameters{"sex": "female"}},
		{"target-group", "men", parameters{"sex": "male"}},
		{"target-group", "other ages", parameters{"age_min": 45, "age_max": 100}},
		{"target-group", "share", parameters{"share": 0.5}},
	},
	paths("take-up", "take_up_rule", "take_up", "ramp", "odds_factor"),
	[]option{
		{"logistic-take-up", "", parameters{
			"odds_factor": 2.5, "take_up_rule": "logistic", "take_up": 0.3,
			"take_up_target": 0.9, "ramp_start": 2024, "ramp_end": 2029,
		}},
		{"take-up", "register", counted},
		{"recipients-of-a-register-by-age-band", "", counted},
		{"recipients-of-a-register-by-age-band", "one band, raised", parameters{
			"take_up_rule": "register", "register_year": 2026, "register_age_min": 20, "register_age_max": 74, "register_1": 40_000,
			"take_up_target": 0.9, "ramp_start": 2026, "ramp_end": 2029,
		}},
		{"amount", "flat", parameters{"amount_rule": "flat", "amount": 45, "amount_year": 2026}},
	},
	references("amount", func(code string) parameters {
		return parameters{"amount_rule": "share", "reference": code, "reference_share": 0.4, "reference_months": 1.5}
	}),
	indices("indexation", costing.IndexationList, func(code string) parameters {
		if code == costing.IndexFixed {
			return parameters{"indexation": code, "index_rate": 0.07}
		}
		return parameters{"indexation": code}
	}),
	[]option{
		{"payments", "payments a year", parameters{"payments": 4}},
		{"payments", "share paid", parameters{"share_paid": 0.6}},
		{"administration", "", parameters{"admin_share": 0.2}},

		{"start-within-the-year", "", parameters{"start_month": 4}},
		{"age-limits-by-step", "youngest", parameters{"age_min_2": 25, "age_min_2_year": 2027}},
		{"age-limits-by-step", "oldest", parameters{"age_max_2": 60, "age_max_2_year": 2026, "age_max_3": 70, "age_max_3_year": 2028}},
		{"top-up-of-another-benefit", "", parameters{"topup_of": companionID, "age_min": 0, "age_max": 100, "share": 0.3}},
		{"share-by-age-and-by-year", "shares", parameters{
			"share": 0.2, "share_2_age": 33, "share_2": 0.3, "share_3_age": 36, "share_3": 0.45, "share_4_age": 39, "share_4": 0.5,
			"share_5_age": 42, "share_5": 0.6, "share_6_age": 45, "share_6": 0.8, "share_7_age": 48, "share_7": 0.7,
		}},
		{"share-by-age-and-by-year", "tables", parameters{
			"share_table": "prevalence-old", "share_2_age": 33, "share_2_table": "poverty",
			"share_3_age": 36, "share_3_table": "compliance", "share_4_age": 39, "share_4_table": "delivery",
			"share_5_age": 42, "share_5_table": "roll-out", "share_6_age": 45, "share_6_table": "prevalence-young", "share_7_age": 48, "share_7_table": "poverty",
		}},
		{"births-and-pregnancies", "births", ofWomen.and(parameters{"event": "births", "entitlement_months": 9})},
		{"births-and-pregnancies", "births, beyond a year", ofWomen.and(parameters{"event": "births", "entitlement_months": 20})},
		{"births-and-pregnancies", "pregnancies", ofWomen.and(parameters{"event": "pregnancies", "entitlement_months": 5})},
	},
	paths("roll-out-over-the-country", "area_rule", "area", "area", "area_odds_factor"),
	[]option{
		{"gradual-replacement", "", parameters{
			"replaced_gradually": "yes", "area_rule": "ramp", "area": 0.25, "area_target": 0.75, "area_start": 2025, "area_end": 2029,
		}},
		{"gradual-replacement", "at last", parameters{
			"replaced_gradually": "yes", "area_rule": "ramp", "area": 0.25, "area_target": 1, "area_start": 2025, "area_end": 2028,
		}},
		{"poverty-targeting", "rate", parameters{"poverty_rate": 0.4, "exclusion_error": 0.2, "inclusion_error": 0.1}},
		{"poverty-targeting", "table", parameters{"poverty_table": "poverty", "exclusion_error": 0.2, "inclusion_error": 0.1}},
		{"exclusion-of-recipients-of-other-benefits", "", parameters{"excluded_share": 0.15}},
		{"contributory-pensions-in-payment", "", parameters{"pensioners": 1500, "pensioners_year": 2024, "pensioners_growth": 0.03, "pensioners_female": 0.4}},
		{"health-interventions", "one", parameters{"intervention_1_visits": 2.5, "intervention_1_cost": 4}},
		{"health-interventions", "three", parameters{
			"intervention_1_visits": 2.5, "intervention_1_cost": 4, "intervention_2_visits": 0.1,
			"intervention_2_cost": 50, "intervention_3_visits": 0.5, "intervention_3_cost": 2,
		}},
		{"inflation-of-health-care", "", parameters{"indexation": "cpi", "health_inflation_over_cpi": 0.02}},
		{"children-paid-per-household", "shares", parameters{
			"child_cap_rule": "shares", "child_cap": 2, "child_share_1": 0.3, "child_share_2": 0.2,
			"child_share_3": 0.2, "child_share_4": 0.1, "child_share_5": 0.2, "child_mean_5": 5.5,
		}},
		{"children-paid-per-household", "means", parameters{"child_cap_rule": "means", "child_paid_mean": 1.8, "child_mean": 2.4}},
	},
	paths("pupils-and-school-days", "enrolment_rule", "enrolment", "enrolment", "enrolment_odds_factor"),
	[]option{
		{"scale-by-household-size", "persons", householdAmounts.and(parameters{"scale_counts": "persons"})},
		{"scale-by-household-size", "households", householdAmounts.and(parameters{"scale_counts": "households"})},
		{"public-works", "days", parameters{
			"works_time": "days", "works_rural_share": 0.7, "works_rural_days": 80, "works_urban_days": 120,
			"works_rural_wage": 3, "works_urban_wage": 4, "works_nonwage": 0.25,
		}},
		{"public-works", "months", parameters{
			"works_time": "months", "works_rural_share": 0.7, "works_rural_months": 4, "works_urban_months": 6, "works_days_month": 12,
			"works_rural_wage": 3, "works_urban_wage": 4, "works_nonwage": 0.25,
		}},
		{"successive-amounts", "known", parameters{"amount_2": 26, "amount_2_year": 2026}},
		{"successive-amounts", "known and announced", parameters{
			"amount_2": 26, "amount_2_year": 2026, "amount_3": 40, "amount_3_year": 2027, "amount_4": 41, "amount_4_year": 2028,
		}},
		{"amounts-by-age-band", "one", parameters{"band_2_age": 40, "band_2_amount": 33}},
		{"amounts-by-age-band", "three, from a year", parameters{
			"band_2_age": 35, "band_2_amount": 33, "band_3_age": 42, "band_3_amount": 36,
			"band_4_age": 48, "band_4_amount": 39, "bands_year": 2027,
		}},
		{"periodic-and-seasonal-payments", "season", parameters{"payment_rule": "season", "months_paid": 9, "months_per_payment": 3, "amount_per": "payment"}},
		{"periodic-and-seasonal-payments", "season, by the month", parameters{
			"payment_rule": "season", "months_paid": 9, "months_per_payment": 2, "amount_per": "month",
		}},
		{"periodic-and-seasonal-payments", "event", parameters{"payment_rule": "event", "months_paid": 15, "months_per_payment": 1.5, "amount_per": "payment"}},
		{"periodic-and-seasonal-payments", "event, by the month", parameters{
			"payment_rule": "event", "months_paid": 15,
			"months_per_payment": 4, "amount_per": "month",
		}},
		{"periodic-and-seasonal-payments", "once", parameters{"paid_once": "yes"}},
		{"periodic-indexation", "", parameters{"index_every": 3}},
		{"out-of-pocket-share", "", parameters{"package_per_head": 500}},
		{"premium-subsidy", "", parameters{"premium_subsidy": 0.7}},
		{"short-term-contributory-branches", "", branch.and(parameters{"compliance": 0.6})},
		{"short-term-contributory-branches", "table", branch.and(parameters{"compliance_table": "compliance"})},
		{"maternity-cases-from-births", "", branch.and(parameters{"compliance": 0.6, "sex": "female", "births_relative": 1.3})},
		{"contributions", "", branch.and(parameters{"compliance": 0.6, "contribution_rate": 0.06})},
		{"who-pays", "in part", parameters{"share_state": 0.2, "share_contributions": 0.1, "share_external": 0.5, "external_until": 2027}},
		{"who-pays", "partners without end", parameters{"share_external": 0.4}},
	},
	references("short-term-contributory-branches", func(code string) parameters {
		return branch.and(parameters{"compliance": 0.6, "floor_reference": code, "floor_share": bound[code] * 0.75})
	}),
	references("maximum-benefit", func(code string) parameters {
		return parameters{"ceiling_reference": code, "ceiling_share": bound[code]}
	}),
	indices("other-administrative-costs", costing.BenchmarkIndexList, func(code string) parameters {
		return parameters{"admin_per_head": 1.5, "admin_indexation": code}
	}),
	indices("registrations-and-payments", costing.BenchmarkIndexList, func(code string) parameters {
		return parameters{"registration_cost": 3, "payment_cost": 0.5, "workload_indexation": code}
	}),
	[]option{
		{"registrations-and-payments", "again", parameters{"registration_cost": 4, "registration_every": 3, "workload_indexation": "cpi"}},
		{"other-administrative-costs", "fixed", parameters{"admin_fixed": 20000, "admin_indexation": "cpi"}},
		{"other-administrative-costs", "setting up", parameters{"admin_setup": 30000, "admin_setup_end": 2026, "admin_indexation": "cpi"}},
		{"share-of-entitlement-paid-by-year", "", parameters{"share_paid_table": "delivery"}},
		{"recipients-and-payments-in-arrears", "", parameters{"share_recipients_paid": 0.6}},
		{"recipients-and-payments-in-arrears", "by year", parameters{"share_recipients_paid_table": "delivery"}},
		{"recipients-and-payments-in-arrears", "until", parameters{"share_recipients_paid": 0.6, "shares_paid_until": 2027}},
		{"proxy-means-test", "", parameters{"poorest_share": 0.4, "ranking_accuracy": 0.6, "ranked_headcount": 0.3}},
		{"split-over-two-guarantees", "children", parameters{"guarantee_2": "children", "guarantee_2_share": 0.3}},
		{"split-over-two-guarantees", "old age", parameters{"guarantee_2": "older", "guarantee_2_share": 0.45}},
		{"split-over-two-guarantees", "health", parameters{"guarantee_2": "health", "guarantee_2_share": 0.2}},
		{"mutually-exclusive-benefits", "", parameters{"yields_to": companionID}},
		{"transition-to-the-rules-of-another-benefit", "", parameters{
			"converges_to": companionID, "converged_from": 0.1, "converged_share": 0.9, "convergence_start": 2024, "convergence_end": 2029,
		}},
	},
)

// counted are the recipients of a register, of whom one band has more than there
// are people; a benefit that begins before it has a take-up of its own till then.
var counted = parameters{
	"take_up_rule": "register", "register_year": 2027, "register_age_min": 25, "register_age_max": 90, "register_1": 15_000,
	"register_2_age": 40, "register_2": 13_000, "register_3_age": 60, "register_3": 14_000, "register_4_age": 72, "register_4": 500,
}

// ofWomen is the target group that births want.
var ofWomen = parameters{"age_min": 0, "age_max": 100, "sex": "female"}

var householdAmounts = parameters{
	"scale_amount_1": 20, "scale_amount_2": 26, "scale_amount_3": 31, "scale_amount_4": 35, "scale_amount_5": 40,
	"scale_share_1": 0.1, "scale_share_2": 0.2, "scale_share_3": 0.3, "scale_share_4": 0.2, "scale_share_5": 0.2, "scale_mean_5": 6.5,
}

var branch = parameters{"participation": 0.7, "wage_employment": 0.5, "incidence": 0.2, "replacement_rate": 0.6, "duration": 3}

// bound is a share of each reference near the plain amount, so that it bounds
// the amount in some years and not in others.
var bound = map[string]float64{"poverty-line": 0.45, "minimum-wage": 0.12, "average-wage": 0.05, "gdp-per-head": 0.026}

// paths are the ways in which a share moves by year, by the names of its
// parameters. Enrolment goes with school days.
func paths(rule, choice, share, ramp, odds string) []option {
	between := parameters{share: 0.3, share + "_target": 0.9, ramp + "_start": 2024, ramp + "_end": 2029}
	all := []option{
		{rule, "constant", parameters{choice: "constant", share: 0.55}},
		{rule, "ramp", between.and(parameters{choice: "ramp"})},
		{rule, "table", parameters{choice: "table", share + "_table": "roll-out"}},
		{rule, "logistic", between.and(parameters{choice: "logistic", odds: 2})},
	}
	if share == "enrolment" {
		for _, o := range all {
			o.set["school_days"] = 180
		}
	}
	return all
}

func references(rule string, of func(code string) parameters) (all []option) {
	for _, code := range costing.ReferenceList.Names() {
		all = append(all, option{rule, code, of(code)})
	}
	return all
}

func indices(rule string, list *model.List, of func(code string) parameters) (all []option) {
	for _, code := range list.Names() {
		all = append(all, option{rule, "by " + code, of(code)})
	}
	return all
}

// ruleOf names the rule of each parameter.
var ruleOf = func() map[string]string {
	of := map[string]string{}
	for _, rule := range costing.RuleGroups() {
		for _, spec := range rule.Specs {
			of[spec.Code] = rule.Name()
		}
	}
	return of
}()

// with are the parameters of a benefit that uses some options. Of a parameter
// that several set, that of the option of its own rule counts, else that of
// the last. Those whose place another takes are cleared, unless an option of
// their own rule sets them.
func (p parameters) with(all ...option) parameters {
	set := maps.Clone(p)
	own := map[string]bool{}
	for _, o := range all {
		for code, v := range o.set {
			if mine := ruleOf[code] == o.rule; mine || !own[code] {
				set[code], own[code] = v, mine || own[code]
			}
		}
	}
	for _, spec := range costing.Specs() {
		for _, other := range spec.ReplacedBy {
			if _, replaced := set[other]; replaced && !own[spec.Code] {
				delete(set, spec.Code)
			}
		}
	}
	return set
}

// meet says whether two options can be meant for one benefit: they are two
// rules, or two parts of one that fill in different parameters.
func (o option) meet(other option) bool {
	if o.rule != other.rule {
		return true
	}
	for code, v := range o.set {
		if w, ok := other.set[code]; ok && v != w {
			return false
		}
	}
	return true
}

func asValue(x any) abnd.Value {
	switch x := x.(type) {
	case string:
		return abnd.Code(x)
	case int:
		return abnd.Num(float64(x))
	case float64:
		return abnd.Num(x)
	}
	panic(fmt.Sprintf("%T is no value of a parameter", x))
}

// madeUp is where the figures of the options are from, by a source that the
// worked examples have.
var madeUp = abnd.Provenance{Source: "exemplo", Confidence: abnd.Assumption, Note: abnd.Same("made up")}

// benefit makes a benefit of parameters, which is on in the plan alone.
func (p parameters) benefit(id string) abnd.Benefit {
	b := abnd.Benefit{ID: id, Guarantee: abnd.ActiveAge, Name: abnd.T(id, id), Provenance: madeUp, Parameters: map[string]abnd.Parameter{}}
	for code, x := range p {
		b.Parameters[code] = abnd.Parameter{Value: asValue(x), Provenance: madeUp}
	}
	return b
}

// Each rule is tried in all that it can do: every parameter is filled in by
// some option, every code of every choice is chosen by one.
func TestTheOptionsCoverEveryRule(t *testing.T) {
	rules, set := map[string]int{}, map[string]bool{}
	for _, o := range options {
		rules[o.rule]++
		for code, v := range plainBenefit.with(o) {
			set[code], set[fmt.Sprint(code, " ", v)] = true, true
		}
	}
	for _, rule := range costing.RuleGroups() {
		if rules[rule.Name()] == 0 {
			t.Errorf("no option is of the rule %q: add one", rule.Name())
		}
		delete(rules, rule.Name())
		for _, spec := range rule.Specs {
			if !set[spec.Code] {
				t.Errorf("no option fills in %s: add one", spec.Code)
			}
			if spec.List == nil || spec.Code == "on" || spec.Code == "paid_once" || spec.Code == "replaced_gradually" { // no is as if they were blank
				continue
			}
			for _, code := range spec.List.Names() {
				if !set[spec.Code+" "+code] && code != string(abnd.ActiveAge) { // the first guarantee of the benefit cannot be its second
					t.Errorf("no option chooses %s in %s: add one", code, spec.Code)
				}
			}
		}
	}
	for rule := range rules {
		t.Errorf("options are of %q, which is no rule", rule)
	}
}
