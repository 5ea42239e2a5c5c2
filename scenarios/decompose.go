package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// State is a scenario or package in a year.
type State struct {
	Scenario string
	Year     abnd.Year
}

// Factor is a cause of a change of cost.
type Factor string

// The factors of [Decompose], in its order.
const (
	// StartOrEnd is the cost of benefits and schemes that are paid on one side
	// only: all of it, for there is nothing to compare it with.
	StartOrEnd Factor = "start_or_end"
	// PopulationFactor is the number of people of the ages that the benefit is
	// for, or of births or pensioners, or the recipients that a register has of so
	// many people in its bands, or those whom shares by age make of them; its ages being
	// what they were.
	PopulationFactor Factor = "population"
	// TargetingFactor is who of them is meant and can be reached: ages, sex,
	// share of the age group, area, poverty targeting, insurance, precedence.
	TargetingFactor Factor = "targeting"
	TakeUpFactor    Factor = "take_up"
	// RealAmountFactor is the amount of one payment at base-year prices, but for
	// what is erosion.
	RealAmountFactor Factor = "real_amount"
	// ErosionFactor is the loss of real value of what the status quo pays and no
	// rule moves; between scenarios what undoes it. It is a part of the real amount,
	// or of the rest.
	ErosionFactor Factor = "erosion"
	// DeliveryFactor is payments a year and the share of entitlement paid, and
	// where members are paid by another benefit's rules, what that changes.
	DeliveryFactor Factor = "delivery"
	// PricesFactor is consumer prices.
	PricesFactor         Factor = "prices"
	AdministrationFactor Factor = "administration"
	// RestFactor is the real change of what has a cost but no factors: schemes
	// that are known by their expenditure.
	RestFactor Factor = "rest"
)

// The factors of [Result.Bridge] besides [StartOrEnd] and
// [AdministrationFactor].
const (
	// PeopleFactor is the number of beneficiaries.
	PeopleFactor Factor = "people"
	// AmountFactor is the amount of one payment, in money of the year.
	AmountFactor Factor = "amount"
	// PaymentsFactor is how many payments one beneficiary is due in the year.
	PaymentsFactor Factor = "payments"
	// SharePaidFactor is the share of what is due that is paid.
	SharePaidFactor Factor = "share_paid"
	// NotExplained is what the other figure says nothing of.
	NotExplained Factor = "not_explained"
)

// Factors lists the factors in order.
func Factors() []Factor {
	return []Factor{StartOrEnd, PopulationFactor, TargetingFactor, TakeUpFactor, RealAmountFactor, ErosionFactor, DeliveryFactor, PricesFactor, AdministrationFactor, RestFactor}
}

// Label is the factor's name.
func (f Factor) Label() abnd.Text {
	switch f {
	case StartOrEnd:
		return abnd.T("Paid in only one of them", "Pagas só num dos dois")
	case PopulationFactor:
		return abnd.T("Population", "População")
	case TargetingFactor:
		return abnd.T("Share and targeting", "Proporção e focalização")
	case TakeUpFactor:
		return abnd.T("Take-up rate", "Taxa de adesão")
	case RealAmountFactor:
		return abnd.T("Real benefit level", "Nível real da prestação")
	case ErosionFactor:
		return abnd.T("Erosion (real value lost)", "Perda de valor real")
	case DeliveryFactor:
		return abnd.T("Payments and share paid", "Pagamentos e parte paga")
	case PricesFactor:
		return abnd.T("Prices", "Preços")
	case AdministrationFactor:
		return abnd.T("Administration", "Administração")
	case RestFactor:
		return abnd.T("Residual (real terms)", "Resíduo (em termos reais)")
	case PeopleFactor:
		return abnd.T("People", "Pessoas")
	case AmountFactor:
		return abnd.T("Amount of one payment", "Montante de um pagamento")
	case PaymentsFactor:
		return abnd.T("Payments in the year", "Pagamentos no ano")
	case SharePaidFactor:
		return abnd.T("Share paid", "Parte paga")
	case NotExplained:
		return abnd.T("Not explained by what was given", "Não explicado pelo indicado")
	}
	return abnd.Same(string(f))
}

// Contribution is what one factor adds to the change of cost of one benefit
// or existing scheme, in money of the years.
type Contribution struct {
	Guarantee abnd.Guarantee
	Benefit   string
	Factor    Factor
	Value     float64
}

// Decomposition is the change of the total cost between two states, by
// benefit and factor. Its contributions add up to the change.
type Decomposition struct {
	From, To State
	// Cost by benefit or scheme, on both sides.
	Costs []CostChange
	// Sums are the costs of the guarantees and of the sums over them, on both
	// sides, in the order of [Parts].
	Sums []SumChange
	// Contributions that are not zero: by guarantee, benefit and factor.
	Contributions []Contribution
}

// CostChange is the total cost of one benefit or scheme on both sides.
type CostChange struct {
	Guarantee abnd.Guarantee
	Benefit   string
	From, To  float64
}

// SumChange is the total cost of a guarantee, or of several, on both sides.
type SumChange struct {
	Guarantee abnd.Guarantee
	From, To  Amount
}

// Sum adds up the contributions of a factor in a guarantee, or in those that a
// sum is over: see [Parts].
func (d Decomposition) Sum(g abnd.Guarantee, f Factor) float64 {
	sum := 0.0
	for _, c := range d.Contributions {
		if isPartOf(c.Guarantee, g) && c.Factor == f {
			sum += c.Value
		}
	}
	return sum
}

func isPartOf(g, of abnd.Guarantee) bool {
	return of == AllOf || of == g || of == abnd.IncomeSecurity && slices.Contains(abnd.IncomeSecurityGuarantees(), g)
}

// Cost is the total cost of a guarantee, or of a sum over them, on both sides,
// with what is known of it. The change is that of what is known: what existing
// schemes cost that no side knows is not in it.
func (d Decomposition) Cost(g abnd.Guarantee) (from, to Amount) {
	for _, s := range d.Sums {
		if s.Guarantee == g {
			return s.From, s.To
		}
	}
	return Amount{}, Amount{}
}

// Known says how much is known of the change of a guarantee, or of a sum over
// them. Between scenarios in one year it is known, for what is not is the same
// on both sides: a scheme that is not costed stays as it is. Between years that
// may have changed: of what neither side knows, neither is the change.
func (d Decomposition) Known(g abnd.Guarantee) abnd.Knowledge {
	from, to := d.Cost(g)
	switch {
	case d.From.Year == d.To.Year:
		return abnd.KnownAll
	case !from.Known.Known() && !to.Known.Known():
		return abnd.KnownNone
	case from.Known == abnd.KnownAll && to.Known == abnd.KnownAll:
		return abnd.KnownAll
	}
	return abnd.KnownPart
}

// Decompose shares the change of the total cost between two states among
// factors: between two years of a scenario, two scenarios in a year, or both.
// For each benefit
//
//	cost = people × reached × take-up × real amount × delivery × prices × (1 + administration)
//
// and each factor gets its Shapley value, which is additive and exact: see
// shapley.go. A change of the age limits is targeting and not population:
// people are counted by the ages of one side in the year of the other. A
// factor that is not known on one side, because nothing is paid there, is taken
// to be that of the other.
//
// Erosion is a part of its own: of the real amount it is what the amount is over
// what it would be had it kept its value, and its share is parted from that of the
// real amount, so that no other factor's changes: see erosion.go.
//
// A benefit or scheme that is split over two guarantees has its contributions in
// both, each by its part.
//
// A benefit that is paid on one side only is all start or end. That is also
// where the decomposition by logarithmic means goes as a factor comes from
// zero: Ang, B. and Liu, N. (2007), Handling zero values in the logarithmic
// mean Divisia index decomposition approach, Energy Policy 35.
//
// A scenario or a year that does not exist is an error.
func (r *Result) Decompose(from, to State) (Decomposition, abnd.Diagnostics) {
	var found abnd.Diagnostics
	for _, s := range []State{from, to} {
		key, unknown := r.Key(Figure{Scenario: s.Scenario, Measure: TotalCost})
		if unknown == nil {
			_, unknown = r.Explain(key, s.Year, 1)
		}
		for _, d := range unknown {
			if !slices.Contains(found, d) {
				found = append(found, d)
			}
		}
	}
	if found != nil {
		return Decomposition{}, found
	}
	d := Decomposition{From: from, To: to}
	for _, g := range abnd.Guarantees() {
		for _, b := range r.Study.Benefits {
			if slices.Contains(costing.GuaranteesOf(b), g) {
				d.add(g, b.ID, r.benefitState(b, g, from), r.benefitState(b, g, to), r)
			}
		}
		for _, s := range costing.ProjectedSchemes(r.Study) {
			if slices.Contains(costing.SchemeGuarantees(s), g) {
				d.add(g, s.ID, r.schemeState(s, g, from), r.schemeState(s, g, to), r)
			}
		}
	}
	cost := mustMeasure(TotalCost)
	for _, g := range Parts() {
		d.Sums = append(d.Sums, SumChange{g, r.sum(from.Scenario, g, cost, from.Year), r.sum(to.Scenario, g, cost, to.Year)})
	}
	return d, nil
}

// maybe is a number that may not be known.
type maybe struct {
	x     float64
	known bool
}

func (m maybe) or(other maybe) maybe {
	if m.known {
		return m
	}
	return other
}

// over is a quotient; not known where it cannot be computed.
func (m maybe) over(by maybe) maybe {
	if !m.known || !by.known || by.x == 0 {
		return maybe{}
	}
	return maybe{m.x / by.x, true}
}

func (m maybe) times(by maybe) maybe { return maybe{m.x * by.x, m.known && by.known} }

// costState is the cost of a benefit in a state, and its factors.
type costState struct {
	scenario string // of which the benefit is: a package takes one
	year     abnd.Year
	benefit  *abnd.Benefit // nil for a scheme
	cost     float64
	// part is what the guarantee has of the cost: the same on both sides, as it is
	// in every scenario and year.
	part   float64
	paid   bool
	prices maybe
	// kept is the amount over what it would be with its value kept: 1 where the
	// baseline does not move it.
	kept maybe
	takeUp, amount, delivery, administration,
	reached maybe // beneficiaries by people and take-up
	// byRegister says that the people are the recipients at the ratios of a
	// register, and the take-up is how far it is from these; byShares that they are
	// those of its ages times the shares of their bands.
	byRegister, byShares bool
}

// scenarioOf is the scenario that a package takes for a guarantee, or the
// scenario itself.
func (r *Result) scenarioOf(id string, g abnd.Guarantee) string {
	for _, p := range r.Study.Packages {
		if p.ID == id {
			return p.Scenarios[g]
		}
	}
	return id
}

func (r *Result) schemeState(s abnd.Scheme, g abnd.Guarantee, at State) costState {
	state := costState{scenario: r.scenarioOf(at.Scenario, g), year: at.Year, part: 1}
	if key, parted := costing.SchemePartKey(s, g); parted {
		state.part = r.known(key, at.Year).x
	}
	state.cost, _ = r.Projection.Value(costing.SchemeKey(state.scenario, s.ID, "total_cost"), at.Year)
	state.paid = state.cost != 0
	state.prices = r.known("frame/price_level", at.Year)
	state.kept = r.known(abnd.JoinPath("schemes", s.ID, "cost"), at.Year).over(r.known(abnd.JoinPath("schemes", s.ID, "kept_cost"), at.Year))
	return state
}

func (r *Result) known(key model.Key, year abnd.Year) maybe {
	x, ok := r.Projection.Value(key, year)
	return maybe{x, ok}
}

func (r *Result) benefitState(b abnd.Benefit, g abnd.Guarantee, at State) costState {
	s := costState{scenario: r.scenarioOf(at.Scenario, g), year: at.Year, benefit: &b, part: 1}
	if key, parted := costing.PartKey(s.scenario, b, g); parted {
		s.part = r.known(key, at.Year).x
	}
	line := func(code string) maybe { return r.known(costing.BenefitKey(s.scenario, b.ID, code), at.Year) }
	total, benefits, people := line("total_cost"), line("benefit_cost"), line("beneficiaries")
	s.cost = total.x
	s.paid = line("active").x != 0
	s.prices = r.known("frame/price_level", at.Year)
	s.kept = maybe{1, true}
	if r.benefitLine(s, "keeps_value").x == 1 {
		s.kept = line("index").over(line("kept_index"))
	}
	if !s.paid {
		return s
	}
	s.takeUp = line("take_up")
	s.amount = line("benefit_amount").over(s.prices)
	s.delivery = benefits.over(people.times(line("benefit_amount")))
	s.administration = total.over(benefits)
	s.reached = people.over(r.people(s, at.Year).times(s.takeUp))
	return s
}

// inRegister is a state that is counted by a register: recipients go with the
// population of their bands, and that of one band with another's is no take-up.
func (r *Result) inRegister(s costState) costState {
	s.byRegister = true
	s.takeUp = s.takeUp.over(r.benefitLine(s, "register_coverage"))
	s.reached = r.benefitLine(s, "beneficiaries").over(r.people(s, s.year).times(s.takeUp))
	return s
}

// inShares is a state whose people are counted by their shares by age: that those
// of one band become those of another as a population grows older is population.
func (r *Result) inShares(s costState) costState {
	s.byShares = true
	s.reached = r.benefitLine(s, "beneficiaries").over(r.people(s, s.year).times(s.takeUp))
	return s
}

// hasShares reports whether a state has shares by age, which like its ages are the
// same in every year: what they do to another year's people is then population alone.
func (r *Result) hasShares(s costState) bool {
	if r.Projection.Model().Has(costing.BenefitKey(s.scenario, s.benefit.ID, "age_min_used")) {
		return false
	}
	of := func(code string) bool {
		key := costing.BenefitKey(s.scenario, s.benefit.ID, "parameter/"+code)
		return r.Projection.Model().Has(key) && r.known(key, s.year).known
	}
	bands := costing.ShareBandCodes()
	return of(bands[1]+"_age") && !slices.ContainsFunc(bands, func(band string) bool { return of(band + "_table") })
}

// hasRegister reports whether a state counts its recipients by a register.
func (r *Result) hasRegister(s costState) bool {
	return r.Projection.Choice(costing.BenefitKey(s.scenario, s.benefit.ID, "parameter/take_up_rule")) == costing.RegisterTakeUp
}

// people are those whom the target group is a share of, by the rules of a
// state, in a year: the people of its ages, or births, or pensioners.
func (r *Result) people(s costState, year abnd.Year) maybe {
	line := func(code string, year abnd.Year) maybe {
		key := costing.BenefitKey(s.scenario, s.benefit.ID, code)
		if !r.Projection.Model().Has(key) {
			return maybe{}
		}
		return r.known(key, year)
	}
	if s.byRegister {
		return line("register_recipients", year)
	}
	if s.byShares {
		return line("target_population", year)
	}
	for _, counted := range []string{"events", "pensioners", "topped_up"} {
		if n := line(counted, year); n.known {
			return n
		}
	}
	lo := line("age_min_used", s.year).or(line("parameter/age_min", s.year))
	hi := line("age_max_used", s.year).or(line("parameter/age_max", s.year))
	if !lo.known || !hi.known {
		return maybe{}
	}
	sex := abnd.Sex(r.Projection.Choice(costing.BenefitKey(s.scenario, s.benefit.ID, "parameter/sex")))
	return maybe{float64(r.Study.Population.Between(year, sex, int(lo.x), int(hi.x))), true}
}

// add adds the contributions of one benefit or scheme.
func (d *Decomposition) add(g abnd.Guarantee, id string, from, to costState, r *Result) {
	d.Costs = append(d.Costs, CostChange{g, id, from.part * from.cost, to.part * to.cost})
	put := func(f Factor, x float64) {
		if x *= to.part; x != 0 {
			d.Contributions = append(d.Contributions, Contribution{g, id, f, x})
		}
	}
	switch {
	case from.paid != to.paid:
		put(StartOrEnd, to.cost-from.cost)
		return
	case !from.paid:
		return
	}
	factors, value := r.factorsOf(from, to)
	shares := shapley(len(factors), value)
	eroded := 0.0
	real := slices.IndexFunc(factors, func(f Factor) bool {
		return f == RealAmountFactor || f == RestFactor && from.benefit == nil // a cost without factors holds more than the amount
	})
	if real >= 0 && from.kept.known && to.kept.known {
		if eroded = erosion(len(factors), real, [2]float64{from.kept.x, to.kept.x}, value); eroded != 0 {
			shares[real], eroded = parted(shares[real], eroded)
		}
	}
	for _, f := range Factors() {
		if i := slices.Index(factors, f); i >= 0 {
			put(f, shares[i])
		} else if f == ErosionFactor {
			put(f, eroded)
		}
	}
}

// factorsOf gives the factors of a cost, and the cost when those in the set
// are what they are in the new state and the others what they were.
func (r *Result) factorsOf(from, to costState) ([]Factor, func(set uint) float64) {
	if factors, value, ok := r.benefitFactors(from, to); ok {
		return factors, value
	}
	// What has a cost and no factors is real cost and prices.
	real := [2]float64{from.cost / from.prices.x, to.cost / to.prices.x}
	prices := [2]float64{from.prices.x, to.prices.x}
	return []Factor{PricesFactor, RestFactor}, func(set uint) float64 {
		return prices[set&1] * real[set>>1&1]
	}
}

func (r *Result) benefitFactors(from, to costState) ([]Factor, func(set uint) float64, bool) {
	if from.benefit == nil {
		return nil, nil, false
	}
	if r.hasRegister(from) && r.hasRegister(to) {
		from, to = r.inRegister(from), r.inRegister(to)
	} else if r.hasShares(from) && r.hasShares(to) {
		from, to = r.inShares(from), r.inShares(to)
	}
	const population, targeting = 0, 1
	factors := []Factor{PopulationFactor, TargetingFactor, TakeUpFactor, RealAmountFactor, DeliveryFactor, PricesFactor, AdministrationFactor}
	// people by whose rules, and in whose year.
	var people [2][2]maybe
	for rules, s := range []costState{from, to} {
		people[rules] = [2]maybe{r.people(s, from.year), r.people(s, to.year)}
	}
	pairs := [][2]maybe{{}, {from.reached, to.reached}, {from.takeUp, to.takeUp}, {from.amount, to.amount}, {from.delivery, to.delivery}, {from.prices, to.prices}, {from.administration, to.administration}}
	known := people[0][0].known && people[0][1].known && people[1][0].known && people[1][1].known
	for i := range pairs[1:] {
		p := &pairs[i+1]
		p[0], p[1] = p[0].or(p[1]), p[1].or(p[0])
		known = known && p[0].known
		if !(Difference{Old: p[0].x, New: p[1].x}).Differs() {
			p[1] = p[0] // the rounding of a quotient is no cause
		}
	}
	value := func(set uint) float64 {
		x := people[set>>targeting&1][set>>population&1].x
		for i, p := range pairs[1:] {
			x *= p[set>>(i+1)&1].x
		}
		return x
	}
	const all = 1<<7 - 1
	if !known || !near(value(0), from.cost) || !near(value(all), to.cost) {
		return nil, nil, false
	}
	return factors, value, true
}

// near reports whether the factors give the cost: they do not where there is a
// cost without beneficiaries.
func near(x, cost float64) bool {
	return !(Difference{Old: x, New: cost}).Differs()
}
