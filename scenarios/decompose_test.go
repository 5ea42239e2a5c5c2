package scenarios_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func decompose(t *testing.T, r *scenarios.Result, from, to scenarios.State) scenarios.Decomposition {
	t.Helper()
	d, found := r.Decompose(from, to)
	if found != nil {
		t.Fatal(found)
	}
	return d
}

// addsUp wants of a decomposition that its parts give the change of every
// cost, to 1e-9 of the larger, and that the costs are those of the result.
func addsUp(t *testing.T, r *scenarios.Result, d scenarios.Decomposition) {
	t.Helper()
	parts := map[string]float64{}
	for _, c := range d.Contributions {
		parts[c.Benefit] += c.Value
		if math.IsNaN(c.Value) || c.Value == 0 {
			t.Errorf("%v to %v: %+v", d.From, d.To, c)
		}
	}
	for _, c := range d.Costs {
		was, _ := valueOf(r, d.From.Scenario, c.Guarantee, c.Benefit, "total_cost", d.From.Year)
		is, _ := valueOf(r, d.To.Scenario, c.Guarantee, c.Benefit, "total_cost", d.To.Year)
		if was != c.From || is != c.To {
			t.Errorf("%+v, want %v and %v", c, was, is)
		}
		if !proofs.Alike(proofs.Recomputed, parts[c.Benefit], is-was, was, is) {
			t.Errorf("%v to %v: the parts of %s give %v, the change is %v", d.From, d.To, c.Benefit, parts[c.Benefit], is-was)
		}
	}
	total := 0.0
	for _, f := range scenarios.Factors() {
		total += d.Sum(scenarios.AllOf, f)
	}
	before, after := d.Cost(scenarios.AllOf)
	from, to := before.Value, after.Value
	is, _ := valueOf(r, d.To.Scenario, scenarios.AllOf, scenarios.AllOf, "total_cost", d.To.Year)
	if !proofs.Alike(proofs.Recomputed, total, to-from, from, to) || !proofs.Alike(proofs.Recomputed, to, is) {
		t.Errorf("%v to %v: %v in all, the change is %v", d.From, d.To, total, to-from)
	}
}

func TestDecompositionAddsUp(t *testing.T) {
	for _, code := range []string{"TLS", "MOZ"} {
		r := studies.Profile(t, code)
		for _, from := range []string{"status-quo", "low", "high"} {
			for _, to := range []string{"low", "high"} {
				for _, years := range [][2]abnd.Year{{2025, 2040}, {2030, 2030}, {2029, 2031}, {2040, 2026}} {
					a, b := scenarios.State{Scenario: from, Year: years[0]}, scenarios.State{Scenario: to, Year: years[1]}
					d := decompose(t, r, a, b)
					addsUp(t, r, d)
					// Back again everything has the other sign.
					back := decompose(t, r, b, a)
					for _, g := range append(abnd.Guarantees(), scenarios.AllOf) {
						for _, f := range scenarios.Factors() {
							if x, y := d.Sum(g, f), back.Sum(g, f); !proofs.Alike(proofs.Recomputed, x, -y, coin) {
								t.Errorf("%s %v to %v, %s %s: %v and back %v", code, a, b, g, f, x, y)
							}
						}
					}
				}
			}
		}
		same := decompose(t, r, scenarios.State{Scenario: "high", Year: 2030}, scenarios.State{Scenario: "high", Year: 2030})
		if len(same.Contributions) > 0 {
			t.Errorf("no change has the parts %+v", same.Contributions)
		}
	}
}

// On studies with random parameters and frames, too.
func TestDecompositionOfRandomStudiesAddsUp(t *testing.T) {
	proofs.NotShort(t)
	const drawn = 20
	rest := 0
	for seed := range uint64(drawn) {
		s := simple(studies.Load(t, []string{"TLS", "MOZ"}[seed%2]))
		random := rand.New(rand.NewPCG(seed, 7))
		edit(s, random)
		r, found := scenarios.Run(s)
		if r == nil {
			t.Fatal(found)
		}
		years := s.Projection
		for range 10 {
			state := func() scenarios.State {
				return scenarios.State{Scenario: s.Scenarios[random.IntN(len(s.Scenarios))].ID, Year: years.First + abnd.Year(random.IntN(years.Len()))}
			}
			d := decompose(t, r, state(), state())
			addsUp(t, r, d)
			for _, c := range d.Contributions {
				if _, isBenefit := s.FindBenefit(c.Benefit); isBenefit && c.Factor == scenarios.RestFactor {
					rest++
				}
			}
		}
	}
	if rest > 0 {
		t.Errorf("%d benefits of the core rules are rest", rest)
	}
}

// The oracle: the factors read from lines and from the population by this
// test, and every order in which the seven can change, one after the other.
func TestDecompositionIsTheMeanOverAllOrders(t *testing.T) {
	r := studies.Profile(t, "TLS")
	checked := 0
	for _, pair := range [][2]scenarios.State{
		{{Scenario: "high", Year: 2030}, {Scenario: "high", Year: 2040}},
		{{Scenario: "low", Year: 2030}, {Scenario: "high", Year: 2030}},
		{{Scenario: "low", Year: 2029}, {Scenario: "high", Year: 2038}},
	} {
		d := decompose(t, r, pair[0], pair[1])
		for _, b := range r.Study.Benefits {
			if r.Projection.Model().Has(costing.BenefitKey("high", b.ID, "events")) {
				continue
			}
			line := func(s scenarios.State, code string) float64 {
				x, _ := r.Projection.Value(costing.BenefitKey(s.Scenario, b.ID, code), s.Year)
				return x
			}
			if line(pair[0], "active")*line(pair[1], "active") == 0 {
				continue
			}
			byRegister := true // a benefit that is counted so on both sides
			for _, s := range pair {
				byRegister = byRegister && r.Projection.Choice(costing.BenefitKey(s.Scenario, b.ID, "parameter/take_up_rule")) == "register"
			}
			people := func(rules scenarios.State, year abnd.Year) float64 {
				if byRegister {
					return line(scenarios.State{Scenario: rules.Scenario, Year: year}, "register_recipients")
				}
				lo, hi := "parameter/age_min", "parameter/age_max"
				if r.Projection.Model().Has(costing.BenefitKey(rules.Scenario, b.ID, "age_max_used")) {
					lo, hi = "age_min_used", "age_max_used"
				}
				n := 0.0
				for age := int(line(rules, lo)); age <= int(line(rules, hi)); age++ {
					for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
						if wanted := r.Projection.Choice(costing.BenefitKey(rules.Scenario, b.ID, "parameter/sex")); wanted == "both" || wanted == string(sex) {
							x, _ := r.Study.Population.Get(year, sex, age)
							n += float64(x)
						}
					}
				}
				return n
			}
			prices := func(s scenarios.State) float64 {
				x, _ := r.Projection.Value("frame/price_level", s.Year)
				return x
			}
			takeUp := func(s scenarios.State) float64 {
				if byRegister {
					return line(s, "beneficiaries") / line(s, "register_recipients")
				}
				return line(s, "take_up")
			}
			factor := map[scenarios.Factor]func(scenarios.State) float64{
				scenarios.TakeUpFactor:     takeUp,
				scenarios.RealAmountFactor: func(s scenarios.State) float64 { return line(s, "benefit_amount") / prices(s) },
				scenarios.PricesFactor:     prices,
				scenarios.DeliveryFactor: func(s scenarios.State) float64 {
					return line(s, "benefit_cost") / line(s, "beneficiaries") / line(s, "benefit_amount")
				},
				scenarios.AdministrationFactor: func(s scenarios.State) float64 { return line(s, "total_cost") / line(s, "benefit_cost") },
			}
			cost := func(changed map[scenarios.Factor]bool) float64 {
				at := func(f scenarios.Factor) scenarios.State {
					if changed[f] {
						return pair[1]
					}
					return pair[0]
				}
				rules := at(scenarios.TargetingFactor)
				reached := line(rules, "beneficiaries") / people(rules, rules.Year) / takeUp(rules)
				x := people(rules, at(scenarios.PopulationFactor).Year) * reached
				for f, of := range factor {
					x *= of(at(f))
				}
				return x
			}
			all := []scenarios.Factor{scenarios.PopulationFactor, scenarios.TargetingFactor, scenarios.TakeUpFactor, scenarios.RealAmountFactor,
				scenarios.DeliveryFactor, scenarios.PricesFactor, scenarios.AdministrationFactor}
			memo := map[string]float64{}
			known := func(changed map[scenarios.Factor]bool) float64 {
				key := ""
				for _, f := range all {
					key += fmt.Sprint(changed[f])
				}
				if _, ok := memo[key]; !ok {
					memo[key] = cost(changed)
				}
				return memo[key]
			}
			want, orders := map[scenarios.Factor]float64{}, 0.0
			changed := map[scenarios.Factor]bool{}
			var order func(sofar []scenarios.Factor, steps []float64)
			order = func(sofar []scenarios.Factor, steps []float64) {
				if len(sofar) == len(all) {
					orders++
					for i, f := range sofar {
						want[f] += steps[i]
					}
					return
				}
				before := known(changed)
				for _, f := range all {
					if !changed[f] {
						changed[f] = true
						order(append(sofar, f), append(steps, known(changed)-before))
						changed[f] = false
					}
				}
			}
			order(nil, nil)
			got := map[scenarios.Factor]float64{}
			for _, c := range d.Contributions {
				if c.Benefit == b.ID {
					got[c.Factor] += c.Value
				}
			}
			was, is := line(pair[0], "total_cost"), line(pair[1], "total_cost")
			// Erosion is a part of the real amount, and moves no other factor.
			got[scenarios.RealAmountFactor] += got[scenarios.ErosionFactor]
			for _, f := range all {
				checked++
				if w := want[f] / orders; !proofs.Alike(proofs.Recomputed, got[f], w, was, is) {
					t.Errorf("%v to %v: %s of %s is %v, want %v", pair[0], pair[1], f, b.ID, got[f], w)
				}
			}
			if got[scenarios.StartOrEnd] != 0 || got[scenarios.RestFactor] != 0 {
				t.Errorf("%s has a rest: %v", b.ID, got)
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d factors checked", checked)
	}
}

// What is changed alone is alone to blame.
func TestOneChangeIsOneFactor(t *testing.T) {
	proofs.NotShort(t)
	for name, c := range map[string]struct {
		setting string
		factor  scenarios.Factor
	}{
		"take-up":             {"twin/child-benefit.take_up_target=50%", scenarios.TakeUpFactor},
		"share":               {"twin/child-benefit.share=50%", scenarios.TargetingFactor},
		"age":                 {"twin/child-benefit.age_max=4", scenarios.TargetingFactor},
		"sex":                 {"twin/disability-pension.sex=female", scenarios.TargetingFactor},
		"amount":              {"twin/child-benefit.amount=12", scenarios.RealAmountFactor},
		"indexation":          {"twin/child-benefit.indexation=wages", scenarios.RealAmountFactor},
		"payments":            {"twin/social-pension.payments=13", scenarios.DeliveryFactor},
		"share paid":          {"twin/child-benefit.share_paid=80%", scenarios.DeliveryFactor},
		"administration":      {"twin/social-pension.admin_share=10%", scenarios.AdministrationFactor},
		"a benefit put off":   {"twin/child-benefit.on=no", scenarios.StartOrEnd},
		"a benefit put on":    {"twin/school-age-benefit.on=yes", scenarios.StartOrEnd},
		"a later first year":  {"twin/child-benefit.start=2031", scenarios.StartOrEnd},
		"months of a benefit": {"twin/pregnancy-benefit.admin_share=20%", scenarios.AdministrationFactor},
	} {
		s, base := studies.Load(t, "TLS"), "high"
		if name == "a benefit put on" {
			base = "low" // which has fewer
		}
		s.Scenarios = append(s.Scenarios, abnd.Scenario{ID: "twin", BasedOn: base})
		r := studies.Run(t, apply(t, s, c.setting))
		d := decompose(t, r, scenarios.State{Scenario: base, Year: 2030}, scenarios.State{Scenario: "twin", Year: 2030})
		addsUp(t, r, d)
		before, after := d.Cost(scenarios.AllOf)
		from, to := before.Value, after.Value
		if got := d.Sum(scenarios.AllOf, c.factor); got == 0 || math.Abs(got-(to-from)) > 1e-9*from {
			t.Errorf("%s: %s is %v of %v: %+v", name, c.factor, got, to-from, d.Contributions)
		}
	}
}

// From year to year, with everything else held, it is people and prices.
func TestPeopleAndPricesBetweenYears(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Scenarios = append(s.Scenarios, abnd.Scenario{ID: "twin", BasedOn: "low"})
	s.Scenarios[3].Change("social-pension", "indexation", abnd.Code(costing.IndexCPI))
	s.Scenarios[3].Change("social-pension", "take_up_rule", abnd.Code("constant"))
	r := studies.Run(t, s)
	d := decompose(t, r, scenarios.State{Scenario: "twin", Year: 2030}, scenarios.State{Scenario: "twin", Year: 2040})
	scale, _ := valueOf(r, "twin", abnd.Older, "social-pension", "total_cost", 2040)
	for _, c := range d.Contributions {
		// The mean amount moves with the people in each of its age bands.
		if c.Benefit == "social-pension" && c.Factor != scenarios.PopulationFactor && c.Factor != scenarios.PricesFactor && c.Factor != scenarios.RealAmountFactor && math.Abs(c.Value) > 1e-9*scale {
			t.Errorf("%+v", c)
		}
	}
	if d.Sum(abnd.Older, scenarios.PopulationFactor) <= 0 || d.Sum(abnd.Older, scenarios.PricesFactor) <= 0 {
		t.Errorf("%+v", d.Contributions)
	}
}

// Where a register counts the recipients, one band that grows faster than another
// is population too, and no take-up, which nobody has changed.
func TestTheBandsOfARegisterArePopulation(t *testing.T) {
	r := studies.Profile(t, "TLS")
	d := decompose(t, r, scenarios.State{Scenario: "status-quo", Year: 2025}, scenarios.State{Scenario: "status-quo", Year: 2040})
	for _, c := range d.Contributions {
		if c.Benefit == "social-pension" && (c.Factor == scenarios.TakeUpFactor || c.Factor == scenarios.TargetingFactor) {
			t.Errorf("%+v", c)
		}
	}
	if d.Sum(abnd.Older, scenarios.PopulationFactor) <= 0 {
		t.Errorf("%+v", d.Contributions)
	}
}

// A widening of the ages by year is targeting, not population.
func TestAgesThatWidenAreTargeting(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Scenarios = append(s.Scenarios, abnd.Scenario{ID: "twin", BasedOn: "high"})
	wide := &s.Scenarios[3]
	wide.Change("child-benefit", "age_max_2", abnd.Num(9))
	wide.Change("child-benefit", "age_max_2_year", abnd.Num(2035))
	for age := range abnd.MaxAge + 1 { // nobody is born and nobody ages
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for _, year := range s.Population.Years().All() {
				s.Population.Set(year, sex, age, 1000)
			}
		}
	}
	r := studies.Run(t, s)
	d := decompose(t, r, scenarios.State{Scenario: "twin", Year: 2034}, scenarios.State{Scenario: "twin", Year: 2036})
	addsUp(t, r, d)
	for _, c := range d.Contributions {
		if c.Benefit == "child-benefit" && c.Factor == scenarios.PopulationFactor {
			t.Errorf("%+v", c)
		}
		if c.Benefit == "child-benefit" && c.Factor == scenarios.TargetingFactor && c.Value <= 0 {
			t.Errorf("%+v", c)
		}
	}
	if d.Sum(abnd.Children, scenarios.TargetingFactor) == 0 {
		t.Error("the widening is no targeting")
	}
}

func TestDecomposeWhatDoesNotExist(t *testing.T) {
	r := studies.Profile(t, "TLS")
	_, found := r.Decompose(scenarios.State{Scenario: "hihg", Year: 2030}, scenarios.State{Scenario: "high", Year: 2050})
	if len(found) != 2 || !strings.Contains(found[0].In(abnd.English), `did you mean "high"?`) || !strings.Contains(found[1].In(abnd.English), "for example 2040") {
		t.Errorf("%v", found)
	}
}

func TestFactorsAreNamedInBothLanguages(t *testing.T) {
	seen := map[abnd.Text]bool{}
	for _, f := range scenarios.Factors() {
		if l := f.Label(); l.EN == "" || l.PT == "" || l.EN == string(f) || seen[l] {
			t.Errorf("%s: %+v", f, l)
		}
		seen[f.Label()] = true
	}
}
