package costing_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
)

// handFigure compares one line of the benefit x with figures computed by hand.
type handFigure struct {
	rules []Rule
	line  string
	want  [4]float64 // 2022 to 2025
}

func figuresByHand(t *testing.T, cases map[string]handFigure) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := project(t, optionalStudy(c.rules...))
			for i, want := range c.want {
				got, ok := p.Value(BenefitKey("low", "x", c.line), abnd.Year(2022+i))
				if !ok || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
					t.Fatalf("%s in %d is %v (known %v), by hand %v", c.line, 2022+i, got, ok, c.want)
				}
			}
		})
	}
}

// ruleFault is a benefit with a fault, and the diagnostic that must name it.
type ruleFault struct {
	rules  []Rule
	change func(*abnd.Study)
	want   string
}

func ruleFaults(t *testing.T, cases map[string]ruleFault) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := optionalStudy(c.rules...)
			if c.change != nil {
				c.change(s)
			}
			found := Check(s)
			speaksBothLanguages(t, found)
			hit := false
			for _, line := range written(found) {
				hit = hit || line == c.want
			}
			if !hit {
				t.Errorf("found %v, want %s", written(found), c.want)
			}
			if m, _ := Build(s); m != nil {
				t.Error("a model is built all the same")
			}
		})
	}
}

// given and chosen change a parameter of x, blanked clears some.
func given(code string, v float64) func(*abnd.Study) {
	return func(s *abnd.Study) { set(s, "x", code, abnd.Num(v)) }
}

func chosen(code, choice string) func(*abnd.Study) {
	return func(s *abnd.Study) { set(s, "x", code, abnd.Code(choice)) }
}

func blanked(codes ...string) func(*abnd.Study) {
	return func(s *abnd.Study) {
		for _, code := range codes {
			set(s, "x", code, abnd.Value{})
		}
	}
}

func steady(x float64) [4]float64 { return [4]float64{x, x, x, x} }

// bolsaDaMae is the cap of Timor-Leste's Bolsa da Mãe: USD 5 a child a month,
// at most three of a household (World Bank policy note, 2015). Of ten
// households two have one eligible child, three two, two three, two four and
// one six: 31 children, of whom 23 are paid.
var bolsaDaMae = ChildCap{Most: 3, Households: [5]abnd.Share{0.2, 0.3, 0.2, 0.2, 0.1}, OpenMean: 6}

// The small study has 1,900 persons at every age: 5,700 of 0–2.
func TestChildCapByHand(t *testing.T) {
	// 0.2 + 2 × 0.3 + 3 × (0.2 + 0.2 + 0.1) = 2.3; 0.2 + 0.6 + 0.6 + 0.8 + 0.6 = 2.8
	share := 2.3 / 2.8
	cap := func(most int) ChildCap { c := bolsaDaMae; c.Most = most; return c }
	alone := ChildCap{Most: 2, Households: [5]abnd.Share{0, 0, 1, 0, 0}}
	figuresByHand(t, map[string]handFigure{
		"three of a household":     {[]Rule{bolsaDaMae}, "beneficiaries", steady(5700 * share)},
		"paid children":            {[]Rule{bolsaDaMae}, "children_paid", steady(2.3)},
		"eligible children":        {[]Rule{bolsaDaMae}, "children_eligible", steady(2.8)},
		"one of a household":       {[]Rule{cap(1)}, "beneficiaries", steady(5700 / 2.8)},
		"five: only the open ones": {[]Rule{cap(5)}, "children_paid", steady(2.7)},
		"no cap at all":            {[]Rule{cap(6)}, "beneficiaries", steady(5700)},
		"the open class is empty":  {[]Rule{alone}, "children_paid_share", steady(2.0 / 3)},
		"two means":                {[]Rule{ChildCapMeans{Paid: 2.1, Eligible: 2.8}}, "beneficiaries", steady(5700 * 0.75)},
		"five dollars a child":     {[]Rule{bolsaDaMae, FlatAmount{Amount: 5, Year: 2022}}, "benefit_cost", steady(5700 * share * 5 * 12)},
		"poor, by area, in bands": {[]Rule{
			bolsaDaMae, PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}, AreaRamp{From: 0.2, To: 1, Start: 2022, End: 2024}, AmountBands{1: 16},
		}, "benefit_cost", [4]float64{5700 * share * 0.42 * 0.2 * 14 * 12, 5700 * share * 0.42 * 0.6 * 14 * 12, 5700 * share * 0.42 * 14 * 12, 5700 * share * 0.42 * 14 * 12}},
	})
}

// A cap in one scenario leaves the others as they were.
func TestChildCapInOneScenario(t *testing.T) {
	s := optionalStudy(ChildCapMeans{Paid: 1, Eligible: 2})
	blanked("child_cap_rule", "child_paid_mean", "child_mean")(s)
	high := &s.Scenarios[2]
	high.Change("x", "child_cap_rule", abnd.Code("means"))
	high.Change("x", "child_paid_mean", abnd.Num(1))
	high.Change("x", "child_mean", abnd.Num(2))
	p := project(t, s)
	for scenario, want := range map[string]float64{"low": 5700, "high": 2850} {
		if got, _ := p.Value(BenefitKey(scenario, "x", "beneficiaries"), 2023); got != want {
			t.Errorf("%s: %v beneficiaries, by hand %v", scenario, got, want)
		}
	}
}

func TestChildCapFaults(t *testing.T) {
	ruleFaults(t, map[string]ruleFault{
		"shares below 1":         {[]Rule{bolsaDaMae}, given("child_share_2", 0.29), "shares-sum benefits/x/child_share_1"},
		"a hair too much":        {[]Rule{bolsaDaMae}, given("child_share_2", 0.300002), "shares-sum benefits/x/child_share_1"},
		"a share is missing":     {[]Rule{bolsaDaMae}, blanked("child_share_3"), "needed benefits/x/child_share_3"},
		"no mean of the open":    {[]Rule{bolsaDaMae}, blanked("child_mean_5"), "needed benefits/x/child_mean_5"},
		"no cap":                 {[]Rule{bolsaDaMae}, blanked("child_cap"), "needed benefits/x/child_cap"},
		"a cap of none":          {[]Rule{bolsaDaMae}, given("child_cap", 0), "out-of-range benefits/x/child_cap"},
		"half a child":           {[]Rule{bolsaDaMae}, given("child_cap", 2.5), "not-whole benefits/x/child_cap"},
		"open class below five":  {[]Rule{bolsaDaMae}, given("child_mean_5", 4), "out-of-range benefits/x/child_mean_5"},
		"shares without a rule":  {nil, given("child_share_1", 1), "needed benefits/x/child_cap_rule"},
		"a cap without a rule":   {nil, given("child_cap", 3), "needed benefits/x/child_cap_rule"},
		"more paid than are":     {[]Rule{ChildCapMeans{Paid: 3, Eligible: 2}}, nil, "order benefits/x/child_paid_mean"},
		"means without the paid": {[]Rule{ChildCapMeans{Paid: 1, Eligible: 2}}, blanked("child_paid_mean"), "needed benefits/x/child_paid_mean"},
		"no such rule":           {[]Rule{bolsaDaMae}, chosen("child_cap_rule", "mean"), "unknown-reference benefits/x/child_cap_rule"},
	})
	if found := Check(optionalStudy(ChildCap{Most: 2, Households: [5]abnd.Share{0.3333333, 0.3333333, 0.3333334, 0, 0}})); found.HasErrors() {
		t.Errorf("rounded shares are refused: %v", written(found))
	}
}

// drawShares draws shares of households that add to 1.
func drawShares(t *rapid.T) [5]abnd.Share {
	var shares [5]abnd.Share
	weights := rapid.SliceOfN(rapid.IntRange(0, 20), 5, 5).Draw(t, "weights")
	sum := 0
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		weights[0], sum = 1, 1
	}
	for i, w := range weights {
		shares[i] = abnd.Share(float64(w) / float64(sum))
	}
	return shares
}

// A higher cap never pays fewer children, never more than there are, and the
// first child of every household is paid.
func TestChildCapProperties(t *testing.T) {
	t.Parallel()
	proofs.Check(t, func(rt *rapid.T) {
		c := ChildCap{Most: rapid.IntRange(1, 10).Draw(rt, "cap"), Households: drawShares(rt), OpenMean: rapid.Float64Range(5, 9).Draw(rt, "open")}
		more := c
		more.Most++
		paid := func(c ChildCap) (float64, float64, float64) {
			p := project(t, optionalStudy(c))
			per, _ := p.Value(BenefitKey("low", "x", "children_paid"), 2022)
			all, _ := p.Value(BenefitKey("low", "x", "children_eligible"), 2022)
			n, _ := p.Value(BenefitKey("low", "x", "beneficiaries"), 2022)
			return per, all, n
		}
		per, all, n := paid(c)
		_, _, after := paid(more)
		ordered := func(small, large float64) bool { return proofs.AtMost(proofs.Rounded, small, large) }
		if !ordered(1, per) || !ordered(per, all) || !ordered(per, float64(c.Most)) || !ordered(n, 5700) || !ordered(n, after) {
			rt.Fatalf("cap %d: %v of %v children paid; %v beneficiaries, then %v", c.Most, per, all, n, after)
		}
	})
}

// pssb is Mozambique's PSSB: MT 540, 640, 740, 840 and 1,000 for households of
// 1, 2, 3, 4 and 5 or more (Diário Económico, 2025). Household sizes of 2022:
// 1–2 17.8 %, 3–4 33.0 %, 5 and more 49.2 %, mean 4.6. The halves of each
// class are an assumption, and the open mean is what gives 4.6:
// (4.6 − 0.089 × 3 − 0.165 × 7) ÷ 0.492.
func pssb(households bool) HouseholdScale {
	return HouseholdScale{
		CountsHouseholds: households, Amounts: [5]abnd.Money{540, 640, 740, 840, 1000}, Year: 2022,
		Households: [5]abnd.Share{0.089, 0.089, 0.165, 0.165, 0.492}, OpenMean: (4.6 - 0.089*3 - 0.165*7) / 0.492,
	}
}

func TestHouseholdScaleByHand(t *testing.T) {
	// 0.089 × (540 + 640) + 0.165 × (740 + 840) + 0.492 × 1000
	const mean = 105.02 + 260.7 + 492
	ofPoor := []Rule{PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}, AreaRamp{From: 0.2, To: 1, Start: 2022, End: 2024}}
	figuresByHand(t, map[string]handFigure{
		"a household's amount":      {[]Rule{pssb(true)}, "household_amount", steady(mean)},
		"a household's size":        {[]Rule{pssb(true)}, "household_size", steady(4.6)},
		"one recipient each":        {[]Rule{pssb(true)}, "benefit_amount", steady(mean)},
		"cost of households":        {[]Rule{pssb(true)}, "benefit_cost", steady(5700 * mean * 12)},
		"households paid":           {[]Rule{pssb(true)}, "households_paid", steady(5700)},
		"persons covered":           {[]Rule{pssb(true)}, "persons_covered", steady(5700 * 4.6)},
		"a person's amount":         {[]Rule{pssb(false)}, "benefit_amount", steady(mean / 4.6)},
		"cost of persons":           {[]Rule{pssb(false)}, "benefit_cost", steady(5700 / 4.6 * mean * 12)},
		"households of the persons": {[]Rule{pssb(false)}, "households_paid", steady(5700 / 4.6)},
		"persons themselves":        {[]Rule{pssb(false)}, "persons_covered", steady(5700)},
		"indexed":                   {[]Rule{pssb(true), IndexedAt(0.1)}, "benefit_amount", [4]float64{mean, mean * 1.1, mean * 1.21, mean * 1.331}},
		"poor, by area":             {append(ofPoor, pssb(true)), "households_paid", [4]float64{5700 * 0.42 * 0.2, 5700 * 0.42 * 0.6, 5700 * 0.42, 5700 * 0.42}},
		"paid every quarter":        {[]Rule{pssb(true), Season{Months: 12, MonthsPerPayment: 3, AmountPerMonth: true}}, "benefit_amount", steady(3 * mean)},
		"the same in a year":        {[]Rule{pssb(true), Season{Months: 12, MonthsPerPayment: 3, AmountPerMonth: true}}, "benefit_cost", steady(5700 * mean * 12)},
		"not begun":                 {[]Rule{pssb(true), Paid{From: 2024}}, "persons_covered", [4]float64{0, 0, 5700 * 4.6, 5700 * 4.6}},
	})
}

// A benefit with a scale in one scenario counts in the others as its scheme
// does, here by persons, and not as nobody.
func TestHouseholdScaleInOneScenario(t *testing.T) {
	s := optionalStudy(HouseholdScale{CountsHouseholds: true, Amounts: [5]abnd.Money{1, 2, 3, 4, 5}, Households: [5]abnd.Share{1}, Year: 2022})
	x := &s.Benefits[len(s.Benefits)-1]
	x.Guarantee = abnd.ActiveAge // alone: 5,700 people of its ages, all of whom it reaches
	for code, p := range x.Parameters {
		if strings.HasPrefix(code, "scale_") {
			s.Scenarios[2].Change("x", code, p.Value)
			delete(x.Parameters, code)
		}
	}
	for i := range s.Scenarios[:2] {
		s.Scenarios[i].Change("x", "amount_rule", abnd.Code("flat"))
		s.Scenarios[i].Change("x", "amount", abnd.Num(10))
	}
	p := project(t, s)
	for scenario, want := range map[string][2]float64{"low": {5700, 0}, "high": {0, 5700}} {
		for i, line := range []string{"beneficiaries", "households"} {
			if got, _ := p.Value(GuaranteeKey(scenario, abnd.ActiveAge, line), 2023); got != want[i] {
				t.Errorf("%s: %s of the guarantee are %v, by hand %v", scenario, line, got, want[i])
			}
		}
	}
}

func TestHouseholdScaleFaults(t *testing.T) {
	ruleFaults(t, map[string]ruleFault{
		"no distribution":        {[]Rule{pssb(true)}, blanked("scale_share_1", "scale_share_2", "scale_share_3", "scale_share_4", "scale_share_5", "scale_mean_5"), "needed benefits/x/scale_share_4"},
		"no amounts":             {[]Rule{pssb(true)}, blanked("scale_amount_1", "scale_amount_2", "scale_amount_3", "scale_amount_4", "scale_amount_5"), "needed benefits/x/scale_amount_5"},
		"a scale and no count":   {[]Rule{pssb(true)}, blanked("scale_counts"), "needed benefits/x/scale_counts"},
		"a share and no count":   {nil, given("scale_share_1", 1), "needed benefits/x/scale_counts"},
		"shares above 1":         {[]Rule{pssb(true)}, given("scale_share_5", 0.5), "shares-sum benefits/x/scale_share_1"},
		"no open mean":           {[]Rule{pssb(false)}, blanked("scale_mean_5"), "needed benefits/x/scale_mean_5"},
		"an amount below zero":   {[]Rule{pssb(false)}, given("scale_amount_2", -1), "out-of-range benefits/x/scale_amount_2"},
		"an amount beside it":    {[]Rule{pssb(true)}, given("amount", 540), "replaced benefits/x/amount"},
		"an amount rule as well": {[]Rule{pssb(true), FlatAmount{Amount: 540, Year: 2022}}, nil, "replaced benefits/x/amount_rule"},
		"no year":                {[]Rule{pssb(true)}, blanked("amount_year"), "needed benefits/x/amount_year"},
		"with later amounts":     {[]Rule{pssb(true), AmountsFrom{2023: 700}}, nil, "not-together benefits/x/amount_2"},
		"with age bands":         {[]Rule{pssb(true), AmountBands{1: 700}}, nil, "not-together benefits/x/band_2_age"},
		"with a child cap":       {[]Rule{pssb(false), bolsaDaMae}, nil, "not-together benefits/x/child_cap_rule"},
		"with public works":      {[]Rule{pssb(false), pasp}, nil, "replaced-twice benefits/x/works_time"},
		"no amount without it":   {[]Rule{pssb(false)}, func(s *abnd.Study) { clearEvery(s, "scale_") }, "needed benefits/x/amount_rule"},
	})
}

// clearEvery blanks the parameters of x whose codes begin so.
func clearEvery(s *abnd.Study, prefix string) {
	for _, spec := range Specs() {
		if len(spec.Code) > len(prefix) && spec.Code[:len(prefix)] == prefix {
			set(s, "x", spec.Code, abnd.Value{})
		}
	}
}

// The mean amount lies between the least and the most of the scale; a target
// group of persons costs what one of households does, divided by their size;
// households times size are persons.
func TestHouseholdScaleProperties(t *testing.T) {
	t.Parallel()
	proofs.Check(t, func(rt *rapid.T) {
		scale := HouseholdScale{Year: 2022, Households: drawShares(rt), OpenMean: rapid.Float64Range(5, 12).Draw(rt, "open")}
		least, most := math.Inf(1), 0.0
		for k := range scale.Amounts {
			scale.Amounts[k] = abnd.Money(rapid.IntRange(0, 2000).Draw(rt, "amount"))
			least, most = min(least, float64(scale.Amounts[k])), max(most, float64(scale.Amounts[k]))
		}
		of := func(counts bool) func(line string) float64 {
			scale.CountsHouseholds = counts
			p := project(t, optionalStudy(scale))
			return func(line string) float64 {
				x, _ := p.Value(BenefitKey("low", "x", line), 2023)
				return x
			}
		}
		persons, households := of(false), of(true)
		mean, size := households("benefit_amount"), persons("household_size")
		near := func(a, b float64) bool { return proofs.Alike(proofs.Rounded, a, b) }
		switch {
		case !proofs.AtMost(proofs.Rounded, least, mean) || !proofs.AtMost(proofs.Rounded, mean, most):
			rt.Fatalf("the mean %v is outside the scale %v", mean, scale.Amounts)
		case !near(persons("benefit_cost")*size, households("benefit_cost")):
			rt.Fatalf("persons cost %v, households %v, size %v", persons("benefit_cost"), households("benefit_cost"), size)
		case !near(persons("households_paid")*size, persons("persons_covered")):
			rt.Fatal("households times their size are not the persons")
		}
	})
}
