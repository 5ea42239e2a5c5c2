package costing_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// yieldStudy is the small study with the benefit "first" and the benefit x,
// for 0–2, that gives way to it.
func yieldStudy(first []Rule, rules ...Rule) *abnd.Study {
	s := optionalStudy(append([]Rule{YieldsTo("first")}, rules...)...)
	base := []Rule{Paid{From: 2022}, Ages{0, 2, abnd.Both, 1}, TakeUp(1), FlatAmount{10, 2022}}
	s.Benefits = append(s.Benefits, NewBenefit("first", abnd.Children, abnd.T("First", "Primeira"), printed, append(base, first...)...))
	return s
}

// 1,000 women and 900 men at every age; x is for 0–2, so for 3,000 and 2,700.
func TestPrecedenceByHand(t *testing.T) {
	all := func(x float64) [4]float64 { return [4]float64{x, x, x, x} }
	for name, c := range map[string]struct {
		first, rules []Rule
		line         string
		want         [4]float64
	}{
		"the same group, all of it":  {nil, nil, "beneficiaries", all(0)},
		"the same group, 60 %":       {[]Rule{TakeUp(0.6)}, nil, "beneficiaries", all(2280)},
		"half take up, 60 % have":    {[]Rule{TakeUp(0.6)}, []Rule{TakeUp(0.5)}, "beneficiaries", all(1140)},
		"a share of the group":       {[]Rule{Ages{0, 2, abnd.Both, 0.25}}, nil, "beneficiaries", all(4275)},
		"of a share":                 {[]Rule{Ages{0, 2, abnd.Both, 0.25}}, []Rule{Ages{0, 2, abnd.Both, 0.1}}, "beneficiaries", all(427.5)},
		"ages apart":                 {[]Rule{Ages{3, 9, abnd.Both, 1}}, nil, "beneficiaries", all(5700)},
		"one age of three in common": {[]Rule{Ages{2, 9, abnd.Both, 1}}, nil, "beneficiaries", all(3800)},
		"wider, half of it":          {[]Rule{Ages{0, 9, abnd.Both, 0.5}}, nil, "beneficiaries", all(2850)},
		"narrower":                   {[]Rule{Ages{1, 1, abnd.Both, 1}}, nil, "beneficiaries", all(3800)},
		"girls first":                {[]Rule{Ages{0, 2, abnd.Female, 1}}, nil, "beneficiaries", all(2700)},
		"girls first, girls":         {[]Rule{Ages{0, 2, abnd.Female, 1}}, nil, "beneficiaries/female", all(0)},
		"girls first, boys here":     {[]Rule{Ages{0, 2, abnd.Female, 1}}, []Rule{Ages{0, 2, abnd.Male, 1}}, "beneficiaries", all(2700)},
		"the first begins in 2024":   {[]Rule{Paid{From: 2024}, TakeUp(0.6)}, nil, "beneficiaries", [4]float64{5700, 5700, 2280, 2280}},
		"the first widens":           {[]Rule{AreaRamp{0.2, 1, 2022, 2024}, TakeUp(0.5)}, nil, "beneficiaries", [4]float64{5130, 3990, 2850, 2850}},
		"the limits of the first":    {[]Rule{Ages{0, 0, abnd.Both, 1}, AgeStep{map[abnd.Year]int{2024: 1}}}, nil, "beneficiaries", [4]float64{3800, 3800, 1900, 1900}},
		"the own limits":             {[]Rule{Ages{0, 0, abnd.Both, 1}}, []Rule{AgeStep{map[abnd.Year]int{2024: 4}}}, "beneficiaries", [4]float64{3800, 3800, 7600, 7600}},
		"area and bands, then cost":  {[]Rule{TakeUp(0.6)}, []Rule{AreaRamp{0.2, 1, 2022, 2024}, AmountBands{1: 16}}, "benefit_cost", [4]float64{2280 * 0.2 * 14 * 12, 2280 * 0.6 * 14 * 12, 2280 * 14 * 12, 2280 * 14 * 12}},
		"the share that has it":      {[]Rule{TakeUp(0.6)}, nil, "received_share/male", all(0.6)},
		"the first is never paid":    {[]Rule{Paid{}}, nil, "beneficiaries", all(5700)},
		"nobody has the ages":        {nil, []Rule{Ages{0, 2, abnd.Both, 0}}, "beneficiaries", all(0)},
	} {
		checkByHand(t, name, yieldStudy(c.first, c.rules...), c.line, c.want)
	}
	// A benefit that is left out may lack its ages.
	s := yieldStudy([]Rule{Paid{}})
	set(s, "first", "age_min", abnd.Value{})
	checkByHand(t, "the first is half filled in", s, "beneficiaries", all(5700))
	// A scenario of its own: the others pay both.
	s = yieldStudy([]Rule{TakeUp(0.6)})
	set(s, "x", "yields_to", abnd.Value{})
	s.Scenarios[2].Change("x", "yields_to", abnd.Code("first"))
	checkByHand(t, "not in this scenario", s, "beneficiaries", all(5700))
	if got, _ := project(t, s).Value(BenefitKey("high", "x", "beneficiaries"), 2022); math.Abs(got-2280) > 1e-9 {
		t.Errorf("in the scenario that says so %v are left", got)
	}
}

// Three in a row: the first has 60 %, the second is for everyone and gets the
// other 40 %, the third gives way to the second and gets the 60 % that the
// second has not.
func TestPrecedenceInARow(t *testing.T) {
	s := yieldStudy([]Rule{TakeUp(0.6)})
	s.Benefits = append(s.Benefits, NewBenefit("third", abnd.Children, abnd.T("Third", "Terceira"), printed,
		Paid{From: 2022}, Ages{0, 2, abnd.Both, 1}, TakeUp(1), FlatAmount{10, 2022}, YieldsTo("x")))
	p := project(t, s)
	for id, want := range map[string]float64{"first": 3420, "x": 2280, "third": 3420} {
		if got, _ := p.Value(BenefitKey("low", id, "beneficiaries"), 2023); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s has %v beneficiaries, want %v", id, got, want)
		}
	}
}

// Two scenarios may order two benefits differently: no formula goes round.
func TestPrecedenceTurnsRoundBetweenScenarios(t *testing.T) {
	s := yieldStudy([]Rule{TakeUp(0.6)}, TakeUp(0.5))
	set(s, "x", "yields_to", abnd.Value{})
	s.Scenarios[1].Change("x", "yields_to", abnd.Code("first"))
	s.Scenarios[2].Change("first", "yields_to", abnd.Code("x"))
	p := project(t, s)
	for key, want := range map[model.Key]float64{
		BenefitKey("low", "x", "beneficiaries"): 1140, BenefitKey("low", "first", "beneficiaries"): 3420,
		BenefitKey("high", "x", "beneficiaries"): 2850, BenefitKey("high", "first", "beneficiaries"): 1710,
	} {
		if got, _ := p.Value(key, 2023); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", key, got, want)
		}
	}
}

// Nobody is counted twice: at the ages of both, the two never pay more people
// than there are, and where they overlap fully the two make up the union.
func TestPrecedenceNeverCountsTwice(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		sexes := []abnd.Sex{abnd.Both, abnd.Female, abnd.Male}
		ages := func(what string) Ages {
			lo := rapid.IntRange(0, 100).Draw(t, what+" from")
			return Ages{lo, rapid.IntRange(lo, 100).Draw(t, what+" to"), rapid.SampledFrom(sexes).Draw(t, what+" sex"), abnd.Share(rapid.Float64Range(0, 1).Draw(t, what+" share"))}
		}
		own, first := ages("own"), ages("first")
		m, found := Build(yieldStudy([]Rule{first}, own))
		if m == nil {
			t.Fatal(found)
		}
		p, _ := m.Evaluate()
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			at := func(id, line string) float64 {
				x, ok := p.Value(BenefitKey("low", id, line+"/"+string(sex)), 2023)
				if !ok {
					t.Fatalf("%s of %s is not known", line, id)
				}
				return x
			}
			// By single ages: at those in common, the first has its share of
			// everybody, and the own target is a share of those it leaves.
			want, perAge := 0.0, 1000.0
			if sex == abnd.Male {
				perAge = 900
			}
			wanted := func(a Ages) bool { return a.Sex == abnd.Both || a.Sex == sex }
			for age := own.Min; age <= own.Max && wanted(own); age++ {
				left := perAge
				if wanted(first) && age >= first.Min && age <= first.Max {
					left -= perAge * float64(first.Share)
				}
				want += left * float64(own.Share)
			}
			if got := at("x", "beneficiaries"); !proofs.Alike(proofs.Rounded, got, want, perAge*(abnd.MaxAge+1)) {
				t.Fatalf("%s: %v after %v: %v beneficiaries, age by age %v", sex, own, first, got, want)
			}
		}
	})
}

func TestPrecedenceFaults(t *testing.T) {
	yields := func(id, to string) func(*abnd.Study) {
		return func(s *abnd.Study) { set(s, id, "yields_to", abnd.Code(to)) }
	}
	both := func(changes ...func(*abnd.Study)) func(*abnd.Study) {
		return func(s *abnd.Study) {
			for _, change := range changes {
				change(s)
			}
		}
	}
	for name, c := range map[string]struct {
		first  []Rule
		change func(*abnd.Study)
		want   string
	}{
		"itself":           {nil, yields("x", "x"), "precedence-itself benefits/x/yields_to"},
		"unknown":          {nil, yields("x", "frist"), "unknown-reference benefits/x/yields_to"},
		"a number":         {nil, func(s *abnd.Study) { set(s, "x", "yields_to", abnd.Num(1)) }, "type benefits/x/yields_to"},
		"one another":      {nil, yields("first", "x"), "precedence-cycle benefits/x/yields_to"},
		"told for both":    {nil, yields("first", "x"), "precedence-cycle benefits/first/yields_to"},
		"a cycle of three": {nil, both(yields("first", "pension"), yields("pension", "x")), "precedence-cycle benefits/pension/yields_to"},
		"off, and a cycle": {[]Rule{Paid{}}, yields("first", "x"), "precedence-cycle benefits/x/yields_to"},
		"births first":     {[]Rule{Births{OfBirths, 4, 1}}, nil, "precedence-births benefits/x/yields_to"},
		"households first": {nil, func(s *abnd.Study) { set(s, "first", "scale_counts", abnd.Code("households")) }, "precedence-households benefits/x/yields_to"},
		"births after": {nil, func(s *abnd.Study) {
			for code, v := range map[string]abnd.Value{"event": abnd.Code(OfBirths), "entitlement_months": abnd.Num(4), "age_max": abnd.Num(100)} {
				set(s, "x", code, v)
			}
		}, "precedence-births benefits/x/yields_to"},
	} {
		s := withBirths(yieldStudy(c.first))
		if c.change != nil {
			c.change(s)
		}
		runFaults(t, name, s, c.want)
	}
}

func TestTheCycleOfPrecedenceIsNamed(t *testing.T) {
	s := yieldStudy(nil)
	set(s, "first", "yields_to", abnd.Code("pension"))
	set(s, "pension", "yields_to", abnd.Code("x"))
	for _, d := range Check(s) {
		if d.Path == "benefits/x/yields_to" && !strings.Contains(d.Problem.EN, "x → first → pension → x") {
			t.Error(d.Problem.EN)
		}
	}
	// One that runs into a ring is not itself part of it.
	set(s, "grant", "yields_to", abnd.Code("x"))
	for _, d := range Check(s) {
		if d.Path == "benefits/grant/yields_to" {
			t.Error(d.Problem.EN)
		}
	}
}

// Benefits that are never paid may be written in a cycle: nothing is computed
// of them, and nothing breaks.
func TestACycleOfBenefitsThatAreOff(t *testing.T) {
	s := yieldStudy([]Rule{Paid{}}, Paid{})
	set(s, "first", "yields_to", abnd.Code("x"))
	checkByHand(t, "off", s, "beneficiaries", [4]float64{})
}
