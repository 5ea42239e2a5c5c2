package scenarios_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
)

var by = abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption, Note: abnd.Same("random")}

// edit changes a study everywhere within the bounds of the rules: frames,
// schemes, parameters of benefits and of scenarios. What comes out is
// always without errors.
func edit(s *abnd.Study, r *rand.Rand) {
	s.FirstYear = abnd.Year(2010 + r.IntN(3))
	s.Projection.First = abnd.Year(2025 + r.IntN(3))
	s.Projection.Last = s.Projection.First + abnd.Year(r.IntN(30))
	if s.LastYear = 0; r.IntN(3) == 0 {
		s.LastYear = s.Projection.Last + abnd.Year(r.IntN(10)) // the frames go on
	}
	s.PriceYear = someYear(s, r)
	if s.KnownAmountsUntil = 0; r.IntN(2) == 0 {
		s.KnownAmountsUntil = someYear(s, r)
	}
	editFrames(s, r)
	editSchemes(s, r)
	for i := range s.Benefits {
		fillIn(s, &s.Benefits[i], r)
	}
	editLinks(s, r)
	for i := range s.Scenarios {
		editScenario(s, &s.Scenarios[i], r)
	}
	for i := range s.Packages {
		for _, g := range abnd.Guarantees() {
			s.Packages[i].Scenarios[g] = s.Scenarios[r.IntN(len(s.Scenarios))].ID
		}
	}
}

// simple takes out of the benefits every parameter that the random edits know
// nothing of: later bands and amounts would be out of order, and births want
// no ages.
func simple(s *abnd.Study) *abnd.Study {
	s.DropLevers() // each puts rules in use
	known := slices.Concat(append([][]string{{"on"}}, together...)...)
	for _, b := range s.Benefits {
		maps.DeleteFunc(b.Parameters, func(code string, _ abnd.Parameter) bool { return !slices.Contains(known, code) })
		for _, scenario := range s.Scenarios {
			maps.DeleteFunc(scenario.Changes[b.ID], func(code string, _ abnd.Value) bool { return !slices.Contains(known, code) })
		}
	}
	return s
}

// jointBlocks are the parameters that are drawn; those that only go with one
// another are changed together.
var together = [][]string{
	{"start", "end"}, {"age_min", "age_max", "band_2_age", "band_2_amount", "bands_year"}, {"sex"}, {"share"}, {"take_up_rule"}, {"take_up"}, {"take_up_target"},
	{"ramp_start", "ramp_end"}, {"take_up_table"}, {"amount_rule"}, {"amount"},
	{"amount_year", "amount_2", "amount_2_year", "amount_3", "amount_3_year"}, {"reference"},
	{"reference_share"}, {"reference_months"}, {"payments"}, {"share_paid"}, {"indexation"}, {"index_rate"}, {"admin_share"},
}

func someYear(s *abnd.Study, r *rand.Rand) abnd.Year {
	all := s.Frame().All()
	return all[r.IntN(len(all))]
}

func between(r *rand.Rand, lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }

func pick[T any](r *rand.Rand, all ...T) T { return all[r.IntN(len(all))] }

func editFrames(s *abnd.Study, r *rand.Rand) {
	s.Economy.GDP.Figure = abnd.Known(between(r, 1e6, 1e12), someYear(s, r))
	for _, b := range []*abnd.Benchmark{&s.Economy.PovertyLine, &s.Economy.MinimumWage} {
		b.Figure, b.Provenance = abnd.Known(between(r, 1, 1e4), someYear(s, r)), by
		b.Index = pick(r, "none", "cpi", "wages", "gdp-per-head")
	}
	for _, x := range []*abnd.Series{&s.Economy.RealGrowth, &s.Economy.DeflatorGrowth, &s.Economy.Inflation} {
		editSeries(s, x, r, -0.05, 0.15)
		x.LongRunYear = s.Projection.First + abnd.Year(r.IntN(12)) // on the way to it, or past it
	}
	s.Economy.RealGrowth.Extension = pick(r, abnd.HoldLast, abnd.LongRunValue, abnd.Converge, abnd.ConvergePerHead)
	s.Economy.DeflatorGrowth.Extension = pick(r, abnd.HoldLast, abnd.LongRunValue, abnd.Converge, abnd.WithPrices)
	s.Economy.Inflation.Extension = pick(r, abnd.HoldLast, abnd.LongRunValue, abnd.Converge)
	for _, x := range []*abnd.Series{&s.Government.Revenue, &s.Government.Expenditure} {
		editSeries(s, x, r, 0.1, 0.9)
	}
	for i := range s.Tables {
		editSeries(s, &s.Tables[i].Series, r, 0, 1)
	}
	editSeries(s, &s.Economy.WageGrowth, r, -0.05, 0.15)
	if r.IntN(3) > 0 {
		// Published for some first years, then with GDP per head.
		s.Economy.WageGrowth.Extension = abnd.WithGDPPerHead
	}
}

// editSeries publishes a series up to some year and extends it.
func editSeries(s *abnd.Study, x *abnd.Series, r *rand.Rand, lo, hi float64) {
	x.Provenance, x.Values = by, map[abnd.Year]float64{}
	last := s.Projection.First + abnd.Year(r.IntN(8)) - 4
	x.Extension = pick(r, abnd.HoldLast, abnd.LongRunValue)
	x.LongRun = abnd.Known(between(r, lo, hi), 0)
	for t := s.FirstYear; t <= last; t++ {
		x.Values[t] = between(r, lo, hi)
	}
}

func editSchemes(s *abnd.Study, r *rand.Rand) {
	for i := range s.Schemes {
		x := &s.Schemes[i]
		if x.Expenditure = (abnd.Figure{}); r.IntN(2) == 0 {
			x.Expenditure = abnd.Known(between(r, 0, 1e9), someYear(s, r))
		}
		if x.Projection = ""; x.Expenditure.Known {
			x.Projection = pick(r, "none", "cpi", "wages", "gdp-per-head", "gdp")
		}
	}
}

// fillIn gives every parameter of a benefit a value, so that every choice of
// a scenario finds what it needs.
func fillIn(s *abnd.Study, b *abnd.Benefit, r *rand.Rand) {
	own := draw(s, r)
	for _, rule := range [][]string{{"band_2_age", "band_2_amount", "bands_year"}, {"amount_2", "amount_2_year", "amount_3", "amount_3_year"}} {
		if r.IntN(2) == 0 {
			maps.DeleteFunc(own, func(code string, _ abnd.Value) bool { return slices.Contains(rule, code) })
			maps.DeleteFunc(b.Parameters, func(code string, _ abnd.Parameter) bool { return slices.Contains(rule, code) })
		}
	}
	for code, v := range own {
		b.Parameters[code] = abnd.Parameter{Value: v, Provenance: by}
	}
	b.Parameters["on"] = abnd.Parameter{Value: abnd.Code(pick(r, "yes", "no")), Provenance: by}
	b.Guarantee = pick(r, abnd.Guarantees()...)
}

// draw makes a set of parameters that go with one another.
func draw(s *abnd.Study, r *rand.Rand) map[string]abnd.Value {
	lo := r.IntN(100)
	start := int(s.Projection.First) - 3 + r.IntN(s.Projection.Len()+4)
	rampStart := int(s.Projection.First) - 5 + r.IntN(15)
	dated := map[abnd.Year]bool{}
	for len(dated) < 3 {
		dated[someYear(s, r)] = true
	}
	set := slices.Sorted(maps.Keys(dated))
	return map[string]abnd.Value{
		"start": abnd.Num(float64(start)), "end": abnd.Num(float64(start + r.IntN(20))),
		"age_min": abnd.Num(float64(lo)), "age_max": abnd.Num(float64(lo + r.IntN(101-lo))),
		"sex": abnd.Code(pick(r, "both", "female", "male")), "share": abnd.Num(r.Float64()),
		"take_up_rule": abnd.Code(pick(r, "constant", "ramp", "table")),
		"take_up":      abnd.Num(r.Float64()), "take_up_target": abnd.Num(r.Float64()),
		"ramp_start": abnd.Num(float64(rampStart)), "ramp_end": abnd.Num(float64(rampStart + 1 + r.IntN(12))),
		"take_up_table": abnd.Code(s.Tables[r.IntN(len(s.Tables))].ID),
		"amount_rule":   abnd.Code(pick(r, "flat", "share")), "amount": abnd.Num(between(r, 0, 5000)),
		"amount_year": abnd.Num(float64(set[0])),
		"amount_2":    abnd.Num(between(r, 0, 5000)), "amount_2_year": abnd.Num(float64(set[1])),
		"amount_3": abnd.Num(between(r, 0, 5000)), "amount_3_year": abnd.Num(float64(set[2])),
		"band_2_age": abnd.Num(float64(lo + 1 + r.IntN(100-lo))), "band_2_amount": abnd.Num(between(r, 0, 5000)),
		"bands_year": abnd.Num(float64(someYear(s, r))),
		"reference":  abnd.Code(pick(r, "poverty-line", "minimum-wage", "gdp-per-head")), "reference_share": abnd.Num(between(r, 0, 3)),
		"reference_months": abnd.Num(between(r, 0, 12)),
		"payments":         abnd.Num(between(r, 0, 366)), "share_paid": abnd.Num(r.Float64()),
		"indexation": abnd.Code(pick(r, "none", "cpi", "wages", "gdp-per-head", "poverty-line", "minimum-wage", "fixed")),
		"index_rate": abnd.Num(between(r, -0.2, 0.3)), "admin_share": abnd.Num(r.Float64()),
	}
}

// editLinks lets benefits stand for schemes and replace others. A benefit
// only replaces what stands before it, so that none replaces itself in a
// ring; one that replaces is out of the status quo.
func editLinks(s *abnd.Study, r *rand.Rand) {
	for i := range s.Benefits {
		b := &s.Benefits[i]
		b.Scheme, b.Replaces, b.Recommendations = "", nil, nil
		if r.IntN(2) == 0 {
			b.Scheme = s.Schemes[r.IntN(len(s.Schemes))].ID
		}
		// Nobody later may stand for what an earlier benefit replaced.
		for _, earlier := range s.Benefits[:i] {
			for _, id := range earlier.Replaces {
				if id == b.Scheme {
					b.Scheme = ""
				}
			}
		}
		for _, x := range s.Schemes {
			standing := false
			for _, earlier := range s.Benefits[:i] {
				standing = standing || earlier.Scheme == x.ID
			}
			odds := 8
			if standing {
				odds = 3
			}
			if x.ID != b.Scheme && (standing || x.Projection != "") && r.IntN(odds) == 0 {
				b.Replaces = append(b.Replaces, x.ID)
			}
		}
	}
	// A benefit that stands for a scheme covers people by that scheme.
	s.Provisions = slices.DeleteFunc(s.Provisions, func(p abnd.Provision) bool {
		b, ok := s.FindBenefit(p.By)
		return ok && b.Scheme != ""
	})
}

func editScenario(s *abnd.Study, x *abnd.Scenario, r *rand.Rand) {
	x.Changes = nil
	for _, b := range s.Benefits {
		own := draw(s, r)
		if b.Parameters["band_2_age"].Value.IsBlank() { // bands in one scenario alone are an error
			maps.DeleteFunc(own, func(code string, _ abnd.Value) bool { return strings.HasPrefix(code, "band") })
		}
		for _, codes := range together {
			if r.IntN(3) == 0 {
				for _, code := range codes {
					x.Change(b.ID, code, own[code])
				}
			}
		}
		switch {
		case x.ID == abnd.StatusQuo && len(b.Replaces) > 0:
			x.Change(b.ID, "on", abnd.Code("no"))
		case r.IntN(3) > 0:
			x.Change(b.ID, "on", abnd.Code(pick(r, "yes", "yes", "no")))
		}
	}
	if r.IntN(4) == 0 && len(s.Benefits) > 0 {
		// A benefit without an end of its own.
		for i := range s.Benefits {
			delete(s.Benefits[i].Parameters, "end")
		}
	}
}

// usage counts which choices the random studies came across in a benefit
// that is on: a test over random studies that never meets a rule proves
// nothing about it.
type usage map[string]int

func (u *usage) count(s *abnd.Study) {
	if *u == nil {
		*u = usage{}
	}
	o := &oracle{study: s}
	for _, x := range s.Scenarios {
		for _, b := range s.Benefits {
			if o.code(x.ID, b, "on") != "yes" {
				continue
			}
			for _, code := range []string{"take_up_rule", "amount_rule", "indexation", "reference", "sex"} {
				(*u)[code+" "+o.code(x.ID, b, code)]++
			}
			if len(b.Replaces) > 0 && x.ID != abnd.StatusQuo {
				(*u)["replaces"]++
				if b.Scheme != "" {
					(*u)["replaces and stands"]++
				}
			}
			if b.Scheme != "" {
				for _, t := range s.Projection.All() {
					if o.followed(x.ID, b, t) {
						(*u)["followed"]++
						break
					}
				}
			}
		}
	}
}

func (u *usage) expectEverything(t *testing.T) {
	t.Helper()
	for _, choice := range []string{
		"take_up_rule constant", "take_up_rule ramp", "take_up_rule table", "amount_rule flat", "amount_rule share",
		"indexation none", "indexation cpi", "indexation wages", "indexation gdp-per-head", "indexation poverty-line",
		"indexation minimum-wage", "indexation fixed", "reference poverty-line", "reference minimum-wage",
		"reference gdp-per-head", "sex both", "sex female", "sex male", "replaces", "replaces and stands", "followed",
	} {
		if (*u)[choice] < 10 {
			t.Errorf("the random studies met %q only %d times", choice, (*u)[choice])
		}
	}
}

// editRules gives the optional rules of the shipped benefits other figures,
// in the base and in each scenario, within the bounds of the rules. Which
// rules a benefit has stays.
func editRules(s *abnd.Study, r *rand.Rand) {
	for i := range s.Benefits {
		b := &s.Benefits[i]
		event, _ := b.Parameters["event"].Value.Code()
		for code, v := range drawRules(r, event) {
			if !b.Parameters[code].Value.IsBlank() {
				b.Parameters[code] = abnd.Parameter{Value: v, Provenance: by}
			}
		}
		for j := range s.Scenarios {
			x := &s.Scenarios[j]
			drawn := drawRules(r, event)
			for _, code := range slices.Sorted(maps.Keys(drawn)) {
				// Shares of households are of one distribution: the base's.
				if !b.Parameters[code].Value.IsBlank() && !strings.Contains(code, "_share_") && r.IntN(2) == 0 {
					x.Change(b.ID, code, drawn[code])
				}
			}
			if len(b.Replaces) == 0 {
				x.Change(b.ID, "on", abnd.Code("yes"))
			}
		}
	}
}

// drawRules makes figures of the optional rules. Months of entitlement are
// whole tenths, which the oracle counts one by one.
func drawRules(r *rand.Rand, event string) map[string]abnd.Value {
	months := 240
	if event == "pregnancies" {
		months = 120
	}
	drawn := map[string]abnd.Value{
		"entitlement_months": abnd.Num(float64(1+r.IntN(months)) / 10),
		"school_days":        abnd.Num(float64(1 + r.IntN(366))), "child_cap": abnd.Num(float64(1 + r.IntN(20))),
		"child_mean_5": abnd.Num(between(r, 5, 12)), "scale_mean_5": abnd.Num(between(r, 5, 12)),
		"works_rural_months": abnd.Num(between(r, 0.5, 12)), "works_urban_months": abnd.Num(between(r, 0.5, 12)),
		"works_rural_wage": abnd.Num(between(r, 1, 9e3)), "works_urban_wage": abnd.Num(between(r, 1, 9e3)),
		"incidence": abnd.Num(between(r, 0, 12)), "duration": abnd.Num(between(r, 0, 24)), "replacement_rate": abnd.Num(between(r, 0.1, 1)),
	}
	for _, share := range []string{"excluded_share", "enrolment", "area", "works_rural_share", "works_nonwage", "participation", "wage_employment", "compliance", "contribution_rate"} {
		drawn[share] = abnd.Num(r.Float64())
	}
	for _, of := range []string{"child_share_", "scale_share_"} {
		left := 1.0
		for class := 1; class < 5; class++ {
			share := left * r.Float64()
			drawn[of+strconv.Itoa(class)] = abnd.Num(share)
			left -= share
		}
		drawn[of+"5"] = abnd.Num(left)
	}
	for size := 1; size <= 5; size++ {
		drawn["scale_amount_"+strconv.Itoa(size)] = abnd.Num(between(r, 0, 5000))
	}
	return drawn
}
