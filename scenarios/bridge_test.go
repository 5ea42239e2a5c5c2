package scenarios_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func bridge(t *testing.T, r *scenarios.Result, at scenarios.State, benefit string, theirs scenarios.Theirs) scenarios.Bridge {
	t.Helper()
	b, found := r.Bridge(at, benefit, theirs)
	if found != nil {
		t.Fatalf("%s, %v: %v", benefit, at, found)
	}
	effects := 0.0
	for _, s := range b.Steps {
		if math.IsNaN(s.Effect) {
			t.Errorf("%s, %v: %+v", benefit, at, s)
		}
		effects += s.Effect
	}
	if !proofs.Alike(proofs.Recomputed, b.TheirTotal+effects, b.StudyTotal, b.TheirTotal) {
		t.Errorf("%s, %v: %v and the effects are %v, the study has %v", benefit, at, b.TheirTotal, b.TheirTotal+effects, b.StudyTotal)
	}
	return b
}

func effect(t *testing.T, b scenarios.Bridge, f scenarios.Factor) float64 {
	t.Helper()
	s, ok := b.Step(f)
	if !ok {
		t.Fatalf("no step of %s in %+v", f, b.Steps)
	}
	return s.Effect
}

// bridgedResults are the six profiles and the worked examples, which have every rule.
func bridgedResults(t *testing.T) []*scenarios.Result {
	var all []*scenarios.Result
	for _, code := range country.Codes() {
		all = append(all, studies.Profile(t, code))
	}
	for _, e := range readExamples(t) {
		all = append(all, studies.Run(t, e.study))
	}
	return all
}

// eachBenefit visits the benefits in every scenario, in the first, a middle and
// the last year.
func eachBenefit(r *scenarios.Result, do func(scenarios.State, abnd.Benefit)) {
	years := r.Study.Projection
	for _, s := range r.Study.Scenarios {
		for _, b := range r.Study.Benefits {
			for _, year := range []abnd.Year{years.First, (years.First + years.Last) / 2, years.Last} {
				do(scenarios.State{Scenario: s.ID, Year: year}, b)
			}
		}
	}
}

// Whoever has the study's own factors has its total, and there is nothing to
// explain: the oracle of the factors is that their product is the cost, for
// every rule.
func TestABridgeFromTheStudysOwnFiguresHasNoEffects(t *testing.T) {
	proofs.NotShort(t)
	compared := 0
	for _, r := range bridgedResults(t) {
		eachBenefit(r, func(at scenarios.State, of abnd.Benefit) {
			first := bridge(t, r, at, of.ID, scenarios.Theirs{Total: abnd.Known(1, 0)})
			if first.StudyTotal == 0 {
				return
			}
			of5 := map[scenarios.Factor]abnd.Figure{}
			for _, s := range first.Steps {
				of5[s.Factor] = s.Study
			}
			own := scenarios.Theirs{
				People: of5[scenarios.PeopleFactor], Amount: of5[scenarios.AmountFactor], Payments: of5[scenarios.PaymentsFactor],
				SharePaid: of5[scenarios.SharePaidFactor], Administration: of5[scenarios.AdministrationFactor],
			}
			if own.Administration.Value > 1 {
				return // set-up: more than the benefits, which nobody can enter
			}
			b := bridge(t, r, at, of.ID, own)
			compared++
			if !proofs.Alike(proofs.Recomputed, b.TheirTotal, b.StudyTotal) {
				t.Errorf("%s, %s, %v: the factors make %v, the cost is %v", r.Study.Country.ISO3, of.ID, at, b.TheirTotal, b.StudyTotal)
			}
			for _, s := range b.Steps {
				if s.Effect != 0 || s.Said != "" && !s.Study.Known {
					t.Errorf("%s, %s, %v: %+v", r.Study.Country.ISO3, of.ID, at, s)
				}
			}
			own.Total = abnd.Known(b.StudyTotal, 0)
			for _, s := range bridge(t, r, at, of.ID, own).Steps {
				if s.Effect != 0 {
					t.Errorf("%s, %s, %v, with the total: %+v", r.Study.Country.ISO3, of.ID, at, s)
				}
			}
		})
	}
	if compared < 300 {
		t.Errorf("only %d compared", compared)
	}
}

// Whatever is given, the effects add up; what is not given has none.
func TestABridgeAddsUp(t *testing.T) {
	random := rand.New(rand.NewPCG(16, 10))
	for _, r := range bridgedResults(t) {
		eachBenefit(r, func(at scenarios.State, of abnd.Benefit) {
			maybe := func(most float64) abnd.Figure {
				if random.IntN(3) == 0 {
					return abnd.Figure{}
				}
				return abnd.Known(most*random.Float64(), 0)
			}
			theirs := scenarios.Theirs{
				People: maybe(1e6), Amount: maybe(1e3), Payments: maybe(366), SharePaid: maybe(1), Administration: maybe(1),
				Total: abnd.Known(1e9*random.Float64(), 0),
			}
			for _, s := range bridge(t, r, at, of.ID, theirs).Steps {
				if s.Said == scenarios.SaidNothing && s.Effect != 0 {
					t.Errorf("%s, %v: %+v", of.ID, at, s)
				}
			}
		})
	}
}

// The pension of Timor-Leste with the 88,919 recipients of its register in
// June 2024 and the study's own amount and months. Three factors differ:
// people, share paid and administration. The oracle is the mean over the six
// orders as it is written out for a product of three,
//
//	x to X, y to Y, z to Z:  (X − x) × ((y z + Y Z) ÷ 3 + (y Z + Y z) ÷ 6)
func TestABridgeByHand(t *testing.T) {
	study := studies.Load(t, "TLS")
	study.Scenarios[0].Change("social-pension", "shares_paid_until", abnd.Num(2026)) // so that 0.94 holds in the year
	r, found := scenarios.Run(study)
	if r == nil {
		t.Fatal(found)
	}
	at := scenarios.State{Scenario: abnd.StatusQuo, Year: 2026}
	line := func(code string) float64 {
		x, known := r.Projection.Value(costing.BenefitKey(at.Scenario, "social-pension", code), at.Year)
		if !known {
			t.Fatal(code)
		}
		return x
	}
	const recipients, months = 88_919.0, 12.0
	amount := line("benefit_amount")
	b := bridge(t, r, at, "social-pension", scenarios.Theirs{People: abnd.Known(recipients, 0), Amount: abnd.Known(amount, 0), Payments: abnd.Known(months, 0)})
	if !b.Mean || b.Recipients != abnd.CountPersons {
		t.Errorf("mean %v, of %s", b.Mean, b.Recipients)
	}
	if b.TheirTotal != recipients*amount*months {
		t.Errorf("their total is %v", b.TheirTotal)
	}
	due := amount * months
	before := [3]float64{recipients, 1, 1}
	after := [3]float64{line("beneficiaries"), line("payments_made_share"), 1 + line("parameter/admin_share")}
	for i, f := range []scenarios.Factor{scenarios.PeopleFactor, scenarios.SharePaidFactor, scenarios.AdministrationFactor} {
		j, k := (i+1)%3, (i+2)%3
		want := due * (after[i] - before[i]) * ((before[j]*before[k]+after[j]*after[k])/3 + (before[j]*after[k]+after[j]*before[k])/6)
		if got := effect(t, b, f); !proofs.Alike(proofs.Recomputed, got, want, b.StudyTotal) {
			t.Errorf("%s: %v, want %v", f, got, want)
		}
	}
	for _, f := range []scenarios.Factor{scenarios.AmountFactor, scenarios.PaymentsFactor, scenarios.NotExplained} {
		if got := effect(t, b, f); got != 0 {
			t.Errorf("%s: %v", f, got)
		}
	}
}

// What is not given is a factor of its own: the total by what was given. The
// oracle is the mean of the two orders, for two factors.
func TestWhatIsNotGivenIsNotExplained(t *testing.T) {
	r := studies.Profile(t, "TLS")
	at := scenarios.State{Scenario: abnd.StatusQuo, Year: 2026}
	of := func(f scenarios.Factor) float64 {
		s, _ := bridge(t, r, at, "social-pension", scenarios.Theirs{Total: abnd.Known(1, 0)}).Step(f)
		return s.Study.Value
	}
	people := of(scenarios.PeopleFactor)
	// With the study's share paid and administration only two things differ.
	theirs := scenarios.Theirs{
		People: abnd.Known(80_000, 0), SharePaid: abnd.Known(of(scenarios.SharePaidFactor), 0),
		Administration: abnd.Known(of(scenarios.AdministrationFactor), 0),
		Total:          abnd.Known(60e6, 0),
	}
	b := bridge(t, r, at, "social-pension", theirs)
	perHead, ours := 60e6/80_000, b.StudyTotal/people
	for f, want := range map[scenarios.Factor]float64{
		scenarios.PeopleFactor: (people - 80_000) * (perHead + ours) / 2, scenarios.NotExplained: (ours - perHead) * (people + 80_000) / 2,
		scenarios.AmountFactor: 0, scenarios.PaymentsFactor: 0, scenarios.SharePaidFactor: 0, scenarios.AdministrationFactor: 0,
	} {
		if got := effect(t, b, f); !proofs.Alike(proofs.Recomputed, got, want, b.StudyTotal) {
			t.Errorf("%s: %v, want %v", f, got, want)
		}
	}
	if b.TheirProduct.Known {
		t.Errorf("their factors make %v, though two were not given", b.TheirProduct)
	}
	// A total that their own factors do not make is not explained by them.
	theirs.Amount, theirs.Payments = abnd.Known(of(scenarios.AmountFactor), 0), abnd.Known(of(scenarios.PaymentsFactor), 0)
	theirs.People, theirs.Total = abnd.Known(people, 0), abnd.Known(b.StudyTotal-1e6, 0)
	b = bridge(t, r, at, "social-pension", theirs)
	got, product := effect(t, b, scenarios.NotExplained), b.TheirProduct.Value
	if !proofs.Alike(proofs.Recomputed, got, 1e6, b.StudyTotal) || !proofs.Alike(proofs.Recomputed, product, b.StudyTotal) {
		t.Errorf("%v of a million, their factors make %v", got, b.TheirProduct)
	}
}

// Where only one of the two has a cost nothing is shared out.
func TestABridgeToWhatIsNotPaid(t *testing.T) {
	s := apply(t, studies.Load(t, "TLS"), "low/social-pension.on=no")
	r := studies.Run(t, s)
	at := scenarios.State{Scenario: "low", Year: 2030}
	b := bridge(t, r, at, "social-pension", scenarios.Theirs{People: abnd.Known(10, 0), Amount: abnd.Known(2, 0), Payments: abnd.Known(12, 0)})
	if got := effect(t, b, scenarios.StartOrEnd); got != -240 || b.StudyTotal != 0 {
		t.Errorf("%v, to %v", got, b.StudyTotal)
	}
	at.Scenario = "high"
	b = bridge(t, r, at, "social-pension", scenarios.Theirs{People: abnd.Known(0, 0), Amount: abnd.Known(2, 0), Payments: abnd.Known(12, 0)})
	if got := effect(t, b, scenarios.StartOrEnd); got != b.StudyTotal || got == 0 {
		t.Errorf("%v, to %v", got, b.StudyTotal)
	}
}

// A package has the benefit as the scenario that it takes has it.
func TestABridgeOfAPackage(t *testing.T) {
	r := studies.Profile(t, "TLS")
	theirs := scenarios.Theirs{People: abnd.Known(80_000, 0), Total: abnd.Known(60e6, 0)}
	of := func(run string) []scenarios.BridgeStep {
		return bridge(t, r, scenarios.State{Scenario: run, Year: 2030}, "social-pension", theirs).Steps
	}
	if !slices.Equal(of("high-package"), of("high")) {
		t.Error("the package differs from its scenario")
	}
}

func TestBridgeRefuses(t *testing.T) {
	r := studies.Profile(t, "TLS")
	total := scenarios.Theirs{Total: abnd.Known(60e6, 0)}
	statusQuo := scenarios.State{Scenario: abnd.StatusQuo, Year: 2026}
	for name, c := range map[string]struct {
		at      scenarios.State
		benefit string
		theirs  scenarios.Theirs
		codes   []string
	}{
		"a benefit that is misspelt": {statusQuo, "social-pensoin", total, []string{"unknown-benefit"}},
		"a scheme with a benefit":    {statusQuo, "TLS-SP-OLD", total, []string{"unknown-benefit"}},
		"an unknown scenario":        {scenarios.State{Scenario: "hihg", Year: 2026}, "social-pension", total, []string{"unknown-scenario"}},
		"a year outside":             {scenarios.State{Scenario: "high", Year: 2050}, "social-pension", total, []string{"year-outside"}},
		"no total":                   {statusQuo, "social-pension", scenarios.Theirs{People: abnd.Known(5, 0)}, []string{"needed"}},
		"a factor of zero": {statusQuo, "social-pension", scenarios.Theirs{People: abnd.Known(0, 0), Total: abnd.Known(1, 0)},
			[]string{"contradiction"}},
		"all at once": {scenarios.State{Scenario: "hihg", Year: 2050}, "none", scenarios.Theirs{Total: abnd.Known(-1, 0)},
			[]string{"out-of-range", "unknown-scenario", "unknown-benefit", "year-outside"}},
	} {
		b, found := r.Bridge(c.at, c.benefit, c.theirs)
		var codes []string
		for _, d := range found {
			codes = append(codes, d.Code)
			d.Place = "there"
			proofs.Complete(t, d)
		}
		if !slices.Equal(codes, c.codes) || b.Steps != nil {
			t.Errorf("%s: %v, %+v", name, found, b)
		}
	}
}

// A scheme that is carried on by its expenditure has nothing to compare with.
func TestNoBridgeToASchemeWithoutFactors(t *testing.T) {
	tried := 0
	for _, code := range country.Codes() {
		r := studies.Profile(t, code)
		for _, s := range costing.ProjectedSchemes(r.Study) {
			tried++
			_, found := r.Bridge(scenarios.State{Scenario: abnd.StatusQuo, Year: r.Study.Projection.First}, s.ID, scenarios.Theirs{Total: abnd.Known(1, 0)})
			if len(found) != 1 || found[0].Code != "no-factors" {
				t.Errorf("%s: %v", s.ID, found)
			}
		}
	}
	if tried == 0 {
		t.Error("no profile has such a scheme")
	}
}

func TestParseTheirs(t *testing.T) {
	figure := func(x float64) abnd.Figure { return abnd.Known(x, 0) }
	for _, c := range []struct {
		lang  abnd.Lang
		texts []string
		want  scenarios.Theirs
	}{
		{abnd.English, []string{"people=88919,amount=60,months=12"}, scenarios.Theirs{People: figure(88919), Amount: figure(60), Payments: figure(12)}},
		{abnd.English, []string{"people=88919", "total=6.4e7"}, scenarios.Theirs{People: figure(88919), Total: figure(6.4e7)}},
		{abnd.English, []string{" Total = 5 ; share_paid = 94 %,admin=0.05"}, scenarios.Theirs{Total: figure(5), SharePaid: figure(0.94),
			Administration: figure(0.05)}},
		{abnd.Portuguese, []string{"share-paid=0,94,admin=4,5%,total=1,5"}, scenarios.Theirs{Total: figure(1.5), SharePaid: figure(0.94),
			Administration: figure(0.045)}},
		{abnd.English, []string{"payments=4 total=0"}, scenarios.Theirs{Payments: figure(4), Total: figure(0)}},
	} {
		if got, found := scenarios.ParseTheirs(c.texts, c.lang); found != nil || got != c.want {
			t.Errorf("%q: %+v, %v", c.texts, got, found)
		}
	}
	for _, c := range []struct {
		lang  abnd.Lang
		text  string
		codes []string
	}{
		{abnd.English, "", []string{"needed"}},
		{abnd.English, "64000000", []string{"their-figure"}},
		{abnd.English, "people=88,919,total=1", []string{"value"}},
		{abnd.Portuguese, "people=88.919,total=1", []string{"value"}},
		{abnd.English, "total=64m", []string{"value"}},
		{abnd.English, "total=", []string{"value"}},
		{abnd.English, "total=5%", []string{"value"}},
		{abnd.English, "pepole=5,total=1", []string{"unknown-part"}},
		{abnd.English, "total=5,total=5", []string{"set-twice"}},
		{abnd.English, "months=5,payments=5,total=1", []string{"set-twice"}},
		{abnd.English, "total=-5,share-paid=94,pepole=1", []string{"unknown-part", "out-of-range", "out-of-range"}},
		{abnd.English, "people=5,amount=3", []string{"needed"}},
		{abnd.English, "people=0,total=3", []string{"contradiction"}},
	} {
		got, found := scenarios.ParseTheirs([]string{c.text}, c.lang)
		var codes []string
		for _, d := range found {
			codes = append(codes, d.Code)
			d.Place = "there"
			proofs.Complete(t, d)
		}
		if !slices.Equal(codes, c.codes) || got != (scenarios.Theirs{}) {
			t.Errorf("%q: %v, %+v", c.text, found, got)
		}
	}
}
