package costing_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
)

// converging moves the members of x, 5,700 at 10 a month, to the rules of the
// pension: 30 a month.
func converging(rules ...Rule) []Rule {
	return append([]Rule{ConvergesTo{Benefit: "pension", From: 0.2, To: 1, Start: 2022, End: 2024}}, rules...)
}

func TestConvergenceByHand(t *testing.T) {
	for name, c := range map[string]struct {
		rules []Rule
		line  string
		want  [4]float64
	}{
		"share":           {converging(), "moved_share", [4]float64{0.2, 0.6, 1, 1}},
		"members moved":   {converging(), "moved_members", [4]float64{1140, 3420, 5700, 5700}},
		"all are paid":    {converging(), "beneficiaries", fourTimes(5700)},
		"own amount":      {converging(), "benefit_amount", fourTimes(10)},
		"own cost":        {converging(), "own_rules_cost", [4]float64{4560 * 120, 2280 * 120, 0, 0}},
		"cost of moved":   {converging(), "moved_cost", [4]float64{1140 * 360, 3420 * 360, 5700 * 360, 5700 * 360}},
		"both":            {converging(), "benefit_cost", [4]float64{957600, 1504800, 2052000, 2052000}},
		"mean":            {converging(), "mean_entitlement", [4]float64{168, 264, 360, 360}},
		"share paid":      {converging(Delivery{PaymentsPerYear: 12, SharePaid: 0.5}), "benefit_cost", [4]float64{478800, 752400, 1026000, 1026000}},
		"own payments":    {converging(Delivery{PaymentsPerYear: 6, SharePaid: 1}), "benefit_cost", [4]float64{4560*60 + 1140*360, 2280*60 + 3420*360, 2052000, 2052000}},
		"own is indexed":  {converging(IndexedAt(0.5)), "benefit_cost", [4]float64{957600, 2280*180 + 3420*360, 2052000, 2052000}},
		"by area":         {converging(AreaRamp{From: 0.5, To: 1, Start: 2022, End: 2023}), "moved_members", [4]float64{570, 3420, 5700, 5700}},
		"by age":          {converging(AmountBands{1: 16}), "benefit_cost", [4]float64{4560*168 + 1140*360, 2280*168 + 3420*360, 2052000, 2052000}},
		"of the poor":     {converging(PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}), "moved_members", [4]float64{0.42 * 1140, 0.42 * 3420, 2394, 2394}},
		"from 2024":       {converging(Paid{From: 2024}), "benefit_cost", [4]float64{0, 0, 2052000, 2052000}},
		"away again":      {[]Rule{ConvergesTo{Benefit: "pension", From: 1, To: 0, Start: 2021, End: 2025}}, "moved_share", [4]float64{0.75, 0.5, 0.25, 0}},
		"pensioners move": {converging(Pensioners{Number: 1000, Year: 2022, FemaleShare: 0.5}), "benefit_cost", [4]float64{800*120 + 200*360, 400*120 + 600*360, 360000, 360000}},
		"the insured move": {branch(ConvergesTo{Benefit: "pension", From: 0, To: 1, Start: 2022, End: 2024}), "benefit_cost",
			fourTimes(369360)}, // 120 × 3 = 30 × 12
	} {
		insuredByHand(t, name, c.rules, c.line, c.want)
	}
}

// Without the choice in a scenario nothing moves there.
func TestOneScenarioConverges(t *testing.T) {
	s := optionalStudy()
	for code, v := range map[string]abnd.Value{
		"converges_to": abnd.Code("new-pension"), "converged_from": abnd.Num(0), "converged_share": abnd.Num(0.5),
		"convergence_start": abnd.Num(2022), "convergence_end": abnd.Num(2023),
	} {
		s.Scenarios[2].Change("x", code, v)
	}
	p := project(t, s)
	low, high := p.Values(BenefitKey("low", "x", "benefit_cost")), p.Values(BenefitKey("high", "x", "benefit_cost"))
	for i := range low {
		want := 684000.0
		if low[i] != want {
			t.Errorf("low costs %v", low)
		}
		if i > 0 { // half of 5,700 at 40 and consumer prices
			want = 342000 + 2850*12*40*math.Pow(1.06, float64(i))
		}
		if math.Abs(high[i]-want) > 1e-9*want {
			t.Errorf("%d: high costs %v, by hand %v", 2022+i, high[i], want)
		}
	}
}

// The cost lies between all by own rules and all by the other's, and its two
// parts add up to it.
func TestConvergenceLiesBetweenTheTwo(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		share := func(name string) abnd.Share { return abnd.Share(rapid.Float64Range(0, 1).Draw(t, name)) }
		start := rapid.IntRange(2015, 2028).Draw(t, "start")
		s := optionalStudy(ConvergesTo{
			Benefit: "pension", From: share("from"), To: share("to"), Start: abnd.Year(start), End: abnd.Year(start + rapid.IntRange(1, 9).Draw(t, "years")),
		}, FlatAmount{Amount: abnd.Money(rapid.Float64Range(0, 100).Draw(t, "amount")), Year: 2022},
			Delivery{PaymentsPerYear: rapid.Float64Range(0, 14).Draw(t, "payments"), SharePaid: share("share paid")})
		m, found := Build(s)
		if m == nil {
			t.Fatal(found)
		}
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		paid, _ := p.Value(BenefitKey("low", "x", "parameter/share_paid"), 0)
		for year := abnd.Year(2022); year <= 2025; year++ {
			at := func(line string) float64 {
				x, _ := p.Value(BenefitKey("low", "x", line), year)
				return x
			}
			own, other := 5700*at("own_entitlement")*paid, 5700*360*paid
			x, whole := at("benefit_cost"), own+other
			if !proofs.AtMost(proofs.Recomputed, min(own, other), x, whole) || !proofs.AtMost(proofs.Recomputed, x, max(own, other), whole) {
				t.Errorf("%d: the cost %v is not between %v and %v", year, x, own, other)
			}
			if sum := at("own_rules_cost") + at("moved_cost"); !proofs.Alike(proofs.Recomputed, sum, x, whole) {
				t.Errorf("%d: the parts are %v of %v", year, sum, x)
			}
		}
	})
}

func TestConvergenceFaults(t *testing.T) {
	ruleFaults(t, map[string]ruleFault{
		"to itself":          {converging(), choosing("converges_to", "x"), "convergence-itself benefits/x/converges_to"},
		"to nothing known":   {converging(), choosing("converges_to", "pensoin"), "unknown-reference benefits/x/converges_to"},
		"to what is off":     {converging(), choosing("converges_to", "new-pension"), "convergence-off benefits/x/converges_to"},
		"without a share":    {converging(), blanking("converged_share"), "needed benefits/x/converged_share"},
		"without a start":    {converging(), blanking("convergence_start"), "needed benefits/x/convergence_start"},
		"backwards":          {[]Rule{ConvergesTo{Benefit: "pension", To: 1, Start: 2025, End: 2024}}, nil, "order benefits/x/convergence_end"},
		"share in percent":   {converging(), giving("converged_share", 50), "out-of-range benefits/x/converged_share"},
		"a share, but where": {nil, giving("converged_share", 0.5), "needed benefits/x/converges_to"},
		"a premium":          {converging(PremiumSubsidy(0.5)), nil, "not-together benefits/x/premium_subsidy"},
		"in a cycle": {converging(), func(s *abnd.Study) {
			for code, v := range map[string]abnd.Value{
				"converges_to": abnd.Code("x"), "converged_from": abnd.Num(0), "converged_share": abnd.Num(1), "convergence_start": abnd.Num(2022), "convergence_end": abnd.Num(2023),
			} {
				set(s, "pension", code, v)
			}
		}, "convergence-cycle benefits/x/converges_to"},
		"to a branch without payments per year": {converging(), func(s *abnd.Study) {
			set(s, "pension", "payments", abnd.Value{})
			set(s, "pension", "payment_rule", abnd.Code("season"))
			set(s, "pension", "months_paid", abnd.Num(12))
			set(s, "pension", "months_per_payment", abnd.Num(1))
			set(s, "pension", "amount_per", abnd.Code("month"))
		}, "convergence-payments benefits/x/converges_to"},
	})
}

// Two benefits that converge to a third, and one that converges to one which
// converges itself, are no cycle: each is compared with the other's own rules.
func TestConvergenceInAChain(t *testing.T) {
	s := optionalStudy(converging()...)
	s.Benefits = append(s.Benefits, NewBenefit("y", abnd.Children, abnd.Same("Y"), printed,
		Paid{From: 2022}, Ages{Min: 0, Max: 2, Sex: abnd.Both, Share: 1}, TakeUp(1), FlatAmount{Amount: 1, Year: 2022},
		ConvergesTo{Benefit: "x", From: 0, To: 1, Start: 2021, End: 2022}))
	if got := project(t, s).Values(BenefitKey("low", "y", "benefit_cost")); got[0] != 684000 || got[3] != 684000 {
		t.Errorf("y costs %v, by hand 684000: the own amount of x", got)
	}
}

// A benefit that is off and names another one, half filled in, costs nothing.
func TestABlankConvergenceThatIsOffCostsNothing(t *testing.T) {
	for _, to := range []string{"pension", "x"} {
		s := optionalStudy(Paid{})
		set(s, "x", "converges_to", abnd.Code(to))
		p := project(t, s)
		for _, line := range []string{"moved_members", "moved_cost", "own_rules_cost", "benefit_cost", "total_cost"} {
			if x, ok := p.Value(BenefitKey("low", "x", line), 2023); !ok || x != 0 {
				t.Errorf("to %s: %s of a benefit that is off is %v", to, line, x)
			}
		}
	}
}
