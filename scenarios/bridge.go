package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Bridge leads from the figure of another institution for a benefit in a year
// to the study's. Its effects add up to the difference.
type Bridge struct {
	At      State
	Benefit string
	// Theirs is what the other institution said.
	Theirs Theirs
	// TheirTotal and StudyTotal are the total costs, in money of the year.
	TheirTotal, StudyTotal float64
	// TheirProduct is what their factors make; known where all are given.
	TheirProduct abnd.Figure
	// Recipients is what one of the people stands for in the study.
	Recipients abnd.CountingUnit
	// Mean says that the study's amount is a mean over recipients who are paid
	// different ones, as by age or by the size of the household.
	Mean bool
	// MonthsPerPayment are covered by one payment of the study, where that says.
	MonthsPerPayment abnd.Figure
	// Steps are people, amount, payments, share paid and administration, in this
	// order, and last what is left.
	Steps []BridgeStep
}

// Difference is the study's total less theirs.
func (b Bridge) Difference() float64 { return b.StudyTotal - b.TheirTotal }

// Step finds the step of a factor.
func (b Bridge) Step(f Factor) (BridgeStep, bool) {
	i := slices.IndexFunc(b.Steps, func(s BridgeStep) bool { return s.Factor == f })
	if i < 0 {
		return BridgeStep{}, false
	}
	return b.Steps[i], true
}

// Said says where the other institution's figure of a factor comes from.
type Said string

// Where a figure of the other institution comes from.
const (
	SaidGiven Said = "given"
	// SaidTaken is a share paid of 1, or an administration of 0, that nobody gave.
	SaidTaken Said = "taken"
	// SaidNothing is a factor of which nothing was said: it is in [NotExplained].
	SaidNothing Said = "nothing"
)

// BridgeStep is one factor of a cost on both sides.
type BridgeStep struct {
	Factor Factor
	Said   Said // blank for what is no factor
	// Theirs and Study are the factor: people, money, payments, or a share;
	// administration as a share of benefits. They are not known for what is no
	// factor.
	Theirs, Study abnd.Figure
	// Effect is what the factor adds to their total, in money of the year.
	Effect float64
}

// Bridge explains why the study's cost of a benefit in a year is not that of
// another institution:
//
//	cost = people × amount × payments × share paid × (1 + administration)
//
// on both sides, with the Shapley value of each factor as in
// [Result.Decompose]: exact, and the same in whatever order the factors are
// changed. Share paid and administration are 1 and 0 where the other
// institution gives none.
//
// What it does not say is one more factor, [NotExplained]: its total by the
// factors that it gave, beside the same of the study. No figure is put in place
// of one that was not given. Where its total is not the product of factors
// which are all given, what is between the two is not explained either.
//
// Where only one of the two has a cost, there is nothing to compare, and all is
// [StartOrEnd].
//
// The study's payments are what its benefit expenditure makes them: benefits by
// people, amount and share paid, which is a mean where the rules pay people
// differently.
//
// A scenario, a benefit or a year that the study does not have is an error, as
// is a scheme that is carried on by its expenditure, which has no factors; and
// so is a figure that cannot be: see [ParseTheirs].
func (r *Result) Bridge(at State, benefit string, theirs Theirs) (Bridge, abnd.Diagnostics) {
	found := theirs.ranges()
	if found == nil {
		found = theirs.whole()
	}
	found = append(found, r.unknownRun(at.Scenario)...)
	b, isBenefit := r.Study.FindBenefit(benefit)
	if !isBenefit {
		found = append(found, r.notBridged(benefit)...)
	}
	if years := r.Study.Projection; !years.Contains(at.Year) {
		found.AddError("", "year-outside", abnd.T("the year %d is not in %s", "o ano %d não está em %s").Fill(int(at.Year), years),
			abnd.T("enter a year of the projection", "indique um ano da projecção"))
	}
	if found != nil {
		return Bridge{}, found
	}
	state := r.benefitState(b, b.Guarantee, at)
	total := r.benefitLine(state, "total_cost")
	if !total.known {
		return Bridge{}, failing("", "unknown-cost", abnd.T("the study does not know the cost of %q in %d",
			"o estudo não conhece o custo de %q em %d").Fill(benefit, int(at.Year)),
			abnd.T("explain shows what is missing", "explain mostra o que falta"))
	}
	made := Bridge{
		At: at, Benefit: benefit, Theirs: theirs, StudyTotal: total.x,
		Recipients: costing.RecipientUnit(r.Study, state.scenario, b), Mean: costing.AmountIsMean(r.Study, b),
	}
	if months := r.benefitLine(state, "parameter/months_per_payment"); months.known {
		made.MonthsPerPayment = abnd.Known(months.x, 0)
	}
	made.explain(r.bridgeFactors(state))
	return made, nil
}

// notBridged says why something that is no benefit cannot be compared.
func (r *Result) notBridged(id string) abnd.Diagnostics {
	if s, ok := r.Study.FindScheme(id); ok {
		for _, b := range r.Study.Benefits {
			if b.Scheme == s.ID {
				return failing("", "unknown-benefit", abnd.T("%q is a scheme, not a benefit",
					"%q é um regime e não uma prestação").Fill(id), abnd.DidYouMean(b.ID))
			}
		}
		return failing("", "no-factors",
			abnd.T("the study has no people, amount and payments for the scheme %q: it is known by its expenditure, if at all",
				"o estudo não tem pessoas, montante e pagamentos para o regime %q: conhece-o, no máximo, pela sua despesa").Fill(id),
			abnd.T("cost it as a benefit in the sheet BENEFITS, or see reconcile", "estime-o como prestação na folha BENEFITS ou veja reconcile"))
	}
	return failing("", "unknown-benefit", abnd.T("unknown benefit %q",
		"não existe a prestação %q").Fill(id), abnd.Suggestion(id, costing.BenefitList(r.Study).Names()))
}

// bridgeFactors are the factors of a benefit's cost in a state, as people say
// them; none where it is not paid.
func (r *Result) bridgeFactors(s costState) map[Factor]maybe {
	if !s.paid {
		return nil
	}
	line := func(code string) maybe { return r.benefitLine(s, code) }
	paid := line("payments_made_share").or(line("share_paid")).or(line("parameter/share_paid"))
	return map[Factor]maybe{
		PeopleFactor:         line("beneficiaries"),
		AmountFactor:         line("benefit_amount"),
		PaymentsFactor:       s.delivery.over(paid).kept().or(line("parameter/payments")),
		SharePaidFactor:      paid,
		AdministrationFactor: line("admin_cost").over(line("benefit_cost")).kept(),
	}
}

// benefitLine is a line of a benefit in a state; not known where the benefit has
// none.
func (r *Result) benefitLine(s costState, code string) maybe {
	key := costing.BenefitKey(s.scenario, s.benefit.ID, code)
	if !r.Projection.Model().Has(key) {
		return maybe{}
	}
	return r.known(key, s.year)
}

// kept is a quotient without the noise of its last digits.
func (m maybe) kept() maybe { return maybe{abnd.Kept(m.x), m.known} }

// explain fills in the steps from the factors of the study.
func (b *Bridge) explain(study map[Factor]maybe) {
	var compared []int // the steps whose factors are known on their side
	var pairs [][2]maybe
	theirs, ours := maybe{1, true}, maybe{1, true} // the products of these
	for i, p := range theirFactors() {
		step := BridgeStep{Factor: p.factor, Said: SaidGiven, Theirs: *p.of(&b.Theirs)}
		switch {
		case step.Theirs.Known:
		case p.taken.Known:
			step.Said, step.Theirs = SaidTaken, p.taken
		default:
			step.Said = SaidNothing
		}
		now := study[p.factor]
		if now.known {
			step.Study = abnd.Known(now.x, 0)
		}
		if step.Theirs.Known {
			pair := [2]maybe{{p.asFactor(step.Theirs.Value), true}, {p.asFactor(now.x), now.known}}
			pair[1] = pair[1].or(pair[0])
			theirs, ours = theirs.times(pair[0]), ours.times(pair[1])
			compared, pairs = append(compared, i), append(pairs, pair)
		}
		b.Steps = append(b.Steps, step)
	}
	if b.TheirTotal = theirs.x; len(pairs) == len(b.Steps) {
		b.TheirProduct = abnd.Known(theirs.x, 0)
	}
	if b.Theirs.Total.Known {
		b.TheirTotal = b.Theirs.Total.Value
	}
	before, now := maybe{b.TheirTotal, true}.over(theirs), maybe{b.StudyTotal, true}.over(ours)
	switch {
	case b.TheirTotal == 0 || b.StudyTotal == 0:
		b.Steps = append(b.Steps, BridgeStep{Factor: StartOrEnd, Effect: b.Difference()})
		return
	case !before.known || !now.known: // a cost without beneficiaries
		b.Steps = append(b.Steps, BridgeStep{Factor: NotExplained, Effect: b.Difference()})
		return
	}
	pairs = append(pairs, [2]maybe{before, now})
	for i := range pairs {
		if p := &pairs[i]; !(Difference{Old: p[0].x, New: p[1].x}).Differs() {
			p[1] = p[0] // the rounding of a quotient is no cause
		}
	}
	effects := shapley(len(pairs), func(set uint) float64 {
		x := 1.0
		for i, p := range pairs {
			x *= p[set>>i&1].x
		}
		return x
	})
	for i, at := range compared {
		b.Steps[at].Effect = effects[i]
	}
	b.Steps = append(b.Steps, BridgeStep{Factor: NotExplained, Effect: effects[len(compared)]})
}
