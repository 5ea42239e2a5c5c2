package costing_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// timorImpact is Timor-Leste with a distribution that was changed, computed.
func timorImpact(t *testing.T, change func(*abnd.Study)) (*abnd.Study, func(key string, at int) float64) {
	t.Helper()
	study, found := country.Load("TLS")
	if found.HasErrors() {
		t.Fatal(found)
	}
	change(study)
	if found := costing.Check(study); found.HasErrors() {
		t.Fatal(found)
	}
	m := costing.BuildInForce(study)
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return study, func(key string, at int) float64 {
		if !m.Has(model.Key(key)) {
			t.Fatalf("there is no line %s", key)
		}
		return p.Values(model.Key(key))[at]
	}
}

// figureOf sets a figure of the survey.
func figureOf(s *abnd.Study, code string, x float64) {
	s.Consumption.Figures[code] = abnd.Level{Figure: abnd.Known(x, 0), Provenance: abnd.Provenance{Confidence: abnd.Assumption}}
}

var impactCases = []string{"", "/poorest_first", "/poorest_last"}

// TestPovertyAndCostAgree: the oracle is the cost. What all households receive per head
// and month is what the benefits cost more than in the status quo, over people, months
// and prices, whoever receives; by guarantee and together.
func TestPovertyAndCostAgree(t *testing.T) {
	const spent = 0.8
	study, of := timorImpact(t, func(s *abnd.Study) { figureOf(s, "spent", spent) })
	year := int(study.Consumption.RulesYear - study.Projection.First)
	perHead := of("impact/people", 0) * 12 * of("impact/prices", 0)
	for _, scenario := range []string{"low", "high"} {
		all := 0.0
		for _, g := range []abnd.Guarantee{abnd.Children, abnd.ActiveAge, abnd.Older} {
			more := 0.0
			for _, b := range study.Benefits {
				if b.Guarantee == g && b.ID != "school-meals" { // in kind
					more += of(string(costing.BenefitKey(scenario, b.ID, "benefit_cost")), year) - of(string(costing.BenefitKey(abnd.StatusQuo, b.ID, "benefit_cost")), year)
				}
			}
			all += more
			for _, c := range impactCases {
				received, low := 0.0, 0.0
				for part := range 6 {
					high := of("curve/edge", part)
					received += (high - low) * of("impact/of/"+scenario+"/with_share"+c+"/"+string(g), part) * of("impact/of/"+scenario+"/transfer/"+string(g), 0)
					low = high
				}
				if want := spent * more / perHead; math.Abs(received-want) > 1e-12*want {
					t.Errorf("%s, %s%s: %v a head and month are received, and %v cost", scenario, g, c, received, want)
				}
			}
		}
		for _, c := range impactCases {
			if got, want := of("impact/of/"+scenario+"/received"+c, 0), spent*all/perHead; math.Abs(got-want) > 1e-12*want {
				t.Errorf("%s%s: %v a head and month are received in all, and %v cost", scenario, c, got, want)
			}
		}
	}
}

// TestImpactProperties: what a scenario does not change changes nothing; more money
// never raises poverty; the order of benefits does not matter; a levy that pays
// for all leaves the mean; the published headcount and the fitted curve are met.
func TestImpactProperties(t *testing.T) {
	_, of := timorImpact(t, func(s *abnd.Study) {
		for i := range s.Scenarios {
			if s.Scenarios[i].ID == "low" {
				s.Scenarios[i].Changes = nil
			}
		}
	})
	for _, c := range impactCases {
		if gap := of("impact/of/low/gap"+c, 0); math.Abs(gap-of("curve/gap", 0)) > 1e-14 || of("impact/of/low/received"+c, 0) != 0 {
			t.Errorf("a scenario that changes nothing leaves a gap of %v%s, and it was %v", gap, c, of("curve/gap", 0))
		}
	}
	for _, x := range []struct {
		code string
		want float64
	}{{"headcount", 0.418}, {"gap", 0.106455910783682}, {"severity", 0.037214034455652}, {"mean", 59.8930860375790}} {
		// Shares of TLS 2014 over their sum; brute force, twelve digits.
		if got := of("curve/"+x.code, 0); math.Abs(got/x.want-1) > 1e-11 {
			t.Errorf("%s before is %v, not %v", x.code, got, x.want)
		}
	}
	less, more := func(s *abnd.Study) { figureOf(s, "spent", 0.5) }, func(s *abnd.Study) { figureOf(s, "spent", 1) }
	_, half := timorImpact(t, less)
	study, full := timorImpact(t, more)
	_, turned := timorImpact(t, func(s *abnd.Study) {
		more(s)
		for i, j := 0, len(s.Benefits)-1; i < j; i, j = i+1, j-1 {
			s.Benefits[i], s.Benefits[j] = s.Benefits[j], s.Benefits[i]
		}
	})
	_, paid := timorImpact(t, func(s *abnd.Study) { more(s); figureOf(s, "levied", 1) })
	for _, s := range costing.ImpactScenarios(study) {
		at := "impact/of/" + s.ID + "/"
		for _, c := range impactCases {
			for _, code := range []string{"headcount", "gap"} {
				if half(at+code+c, 0) < full(at+code+c, 0)-1e-12 {
					t.Errorf("%s: with half of it spent the %s%s is %v, with all %v", s.ID, code, c, half(at+code+c, 0), full(at+code+c, 0))
				}
				if math.Abs(turned(at+code+c, 0)-full(at+code+c, 0)) > 1e-12 {
					t.Errorf("%s: in another order of benefits the %s%s is %v, not %v", s.ID, code, c, turned(at+code+c, 0), full(at+code+c, 0))
				}
			}
		}
		if mean := paid(at+"left", 0) + paid(at+"received", 0); math.Abs(mean-paid("curve/mean", 0)) > 1e-11 {
			t.Errorf("%s: after a levy that pays for all the mean is %v, and it was %v", s.ID, mean, paid("curve/mean", 0))
		}
		for _, r := range costing.ImpactResults() {
			if x := full(at+r.Code, 0); r.Range && (x < full(at+r.Code+costing.ImpactFrom, 0) || x > full(at+r.Code+costing.ImpactTo, 0)) {
				t.Errorf("%s: %s lies outside its ends", s.ID, r.Code)
			}
		}
	}
}

// TestKnownRecipientsLeaveNoRange: where the study says in which fifths recipients live
// there is one figure, and their shares are those of the study.
func TestKnownRecipientsLeaveNoRange(t *testing.T) {
	shares := []float64{0.3, 0.25, 0.2, 0.15, 0.1}
	_, of := timorImpact(t, func(s *abnd.Study) {
		for _, g := range []string{"children", "active-age", "older"} {
			for i, x := range shares {
				figureOf(s, "recipients_"+g+"_"+string(rune('1'+i)), x)
			}
		}
	})
	for _, code := range []string{costing.GapClosed, costing.PoorestGain, costing.ReachPoor} {
		if from, to := of("impact/of/low/"+code+costing.ImpactFrom, 0), of("impact/of/low/"+code+costing.ImpactTo, 0); math.Abs(from-to) > 1e-14 {
			t.Errorf("%s goes from %v to %v although recipients are known", code, from, to)
		}
	}
	all := of("impact/of/low/received", 0)
	before := 0.0
	for i, x := range shares {
		upTo := of("impact/of/low/fifth_received", i)
		if got := (upTo - before) / all; math.Abs(got-x) > 1e-12 {
			t.Errorf("fifth %d receives %v of the money, not %v", i+1, got, x)
		}
		before = upTo
	}
}

// TestWhatTheSurveyDoesNotHold: a status quo that came after the survey has an effect
// of its own, as large as its cost.
func TestWhatTheSurveyDoesNotHold(t *testing.T) {
	study, of := timorImpact(t, func(s *abnd.Study) { s.Consumption.Held[abnd.Older] = abnd.NotInSurvey })
	if first := costing.ImpactScenarios(study)[0].ID; first != abnd.StatusQuo {
		t.Fatalf("the first scenario with an effect is %s", first)
	}
	year := int(study.Consumption.RulesYear - study.Projection.First)
	cost := of(string(costing.BenefitKey(abnd.StatusQuo, "social-pension", "benefit_cost")), year)
	if got := of("impact/of/status-quo/new/older", 0); math.Abs(got/cost-1) > 1e-12 {
		t.Errorf("the status quo pays %v that the survey does not hold, not %v", got, cost)
	}
	if of("impact/of/status-quo/gap_closed", 0) <= 0 || of("impact/of/status-quo/new/children", 0) != 0 {
		t.Error("what the survey does not hold closes nothing of the gap, or what it holds does")
	}
}

// TestDistributionIsChecked: each fault of DISTRIBUTION is found at its cell.
func TestDistributionIsChecked(t *testing.T) {
	for name, x := range map[string]struct {
		change func(*abnd.Study)
		path   abnd.Path
		code   string
	}{
		"shares that are no whole":   {func(s *abnd.Study) { figureOf(s, "q5", 0.5) }, "distribution/q1/value", "shares-sum"},
		"a headcount above 1":        {func(s *abnd.Study) { figureOf(s, "headcount", 41.8) }, "distribution/headcount/value", "out-of-range"},
		"a mean far away":            {func(s *abnd.Study) { figureOf(s, "mean", 80) }, "distribution/mean/value", "means-apart"},
		"two measures of welfare":    {func(s *abnd.Study) { s.Consumption.LineWelfare = abnd.PerAdultEquivalent }, "distribution/line_welfare/value", "welfare-differs"},
		"no headcount":               {func(s *abnd.Study) { delete(s.Consumption.Figures, "headcount") }, "distribution/headcount/value", "distribution-missing"},
		"a survey before the data":   {func(s *abnd.Study) { s.Consumption.Year = 2007 }, "distribution/year/value", "year-outside"},
		"a year that is not costed":  {func(s *abnd.Study) { s.Consumption.RulesYear = 2050 }, "distribution/rules_year/value", "year-outside"},
		"some fifths of recipients":  {func(s *abnd.Study) { figureOf(s, "recipients_older_1", 0.5) }, "distribution/recipients_older_1/value", "needed"},
		"a curve that is not normal": {notNormal, "distribution/d1/value", "curve-not-normal"},
		"a curve that is not valid": {func(s *abnd.Study) { // Mozambique 2022
			for code, share := range map[string]float64{"d1": .017, "q1": .047, "q2": .086, "q3": .125, "q4": .188, "q5": .555, "d10": .408} {
				figureOf(s, code, share)
			}
		}, "distribution/d1/value", "curve-not-valid"},
	} {
		t.Run(name, func(t *testing.T) {
			study, _ := country.Load("TLS")
			x.change(study)
			for _, d := range costing.Check(study) {
				if d.Code == x.code && d.Path == x.path && !d.Problem.IsZero() && !d.Remedy.IsZero() {
					return
				}
			}
			t.Errorf("%s at %s is not found: %v", x.code, x.path, costing.Check(study))
		})
	}
}

// notNormal are shares to which no General Quadratic fits: four fifths consume alike, and
// the richest more than they together.
func notNormal(s *abnd.Study) {
	for code, share := range map[string]float64{"d1": .06, "q1": .12, "q2": .12, "q3": .12, "q4": .12, "q5": .52, "d10": .26} {
		figureOf(s, code, share)
	}
}

// TestNoNumberWithoutACurve: of a curve that is not normal nothing is said.
func TestNoNumberWithoutACurve(t *testing.T) {
	_, of := timorImpact(t, notNormal)
	for _, code := range []string{costing.GapClosed, costing.PoorestGain, costing.HeadcountAfter, costing.GiniAfter} {
		if x := of("impact/of/high/"+code, 0); !math.IsNaN(x) {
			t.Errorf("%s is %v without a curve", code, x)
		}
	}
}
