package scenarios_test

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
)

// oracle recomputes a study in plain loops: it reads the fields of
// [abnd.Study] and shares no code with the line engine, its rules or its
// prefix sums.
type oracle struct {
	study *abnd.Study

	heads, gdp, prices, wages             map[abnd.Year]float64
	povertyLine, minimumWage, averageWage map[abnd.Year]float64
	revenue, expenditure, births          map[abnd.Year]float64

	// asked are the parameters that were looked at. Those of unknown are to it
	// as if there were none.
	asked, unknown map[string]bool

	// done remembers what direct has computed.
	done map[question]cost
}

type question struct {
	scenario, benefit string
	year              abnd.Year
}

// cost is what a benefit costs in one scenario and year.
type cost struct {
	female, male                         float64 // target group
	womenReached, menReached, households float64
	enrolled                             float64 // paid or not
	amount, benefit, admin, total        float64
	increment                            float64
	baseYear, ofGDP, ofExp, ofRev        float64
	incrementOfGDP                       float64
	newExpenditure, balance, share       float64 // of a scenario only

	// more are the figures of rules that only some benefits have, by line.
	more map[string]float64
}

func newOracle(s *abnd.Study) *oracle {
	o := &oracle{study: s, done: map[question]cost{}, asked: map[string]bool{}}
	frame := s.Frame().All()

	o.heads = map[abnd.Year]float64{}
	for _, t := range frame {
		for age := 0; age <= 100; age++ {
			f, _ := s.Population.Get(t, abnd.Female, age)
			m, _ := s.Population.Get(t, abnd.Male, age)
			o.heads[t] += float64(f) + float64(m)
		}
	}

	// GDP is carried on from its own year, forwards and backwards.
	o.gdp = map[abnd.Year]float64{}
	at := s.Economy.GDP.Figure.Year
	o.gdp[at] = s.Economy.GDP.Value
	nominal := func(t abnd.Year) float64 {
		return (1 + o.rate(s.Economy.RealGrowth, t)) * (1 + o.rate(s.Economy.DeflatorGrowth, t))
	}
	for t := at + 1; t <= s.Frame().Last; t++ {
		o.gdp[t] = o.gdp[t-1] * nominal(t)
	}
	for t := at; t > s.FirstYear; t-- {
		o.gdp[t-1] = o.gdp[t] / nominal(t)
	}

	o.prices = o.chained(func(t abnd.Year) float64 { return o.rate(s.Economy.Inflation, t) })
	o.wages = o.chained(func(t abnd.Year) float64 { return o.rate(s.Economy.WageGrowth, t) })
	o.povertyLine = o.benchmark(s.Economy.PovertyLine)
	o.minimumWage = o.benchmark(s.Economy.MinimumWage)
	o.averageWage = o.benchmark(s.Economy.AverageWage)

	o.births = map[abnd.Year]float64{}
	for _, t := range frame {
		o.births[t] = o.rate(s.Vital.Births, t)
	}

	o.revenue, o.expenditure = map[abnd.Year]float64{}, map[abnd.Year]float64{}
	for _, t := range s.Projection.All() {
		o.revenue[t] = o.rate(s.Government.Revenue, t) * o.gdp[t]
		o.expenditure[t] = o.rate(s.Government.Expenditure, t) * o.gdp[t]
	}
	return o
}

// rate is a series in one year: published, or extended.
func (o *oracle) rate(s abnd.Series, t abnd.Year) float64 {
	if v, ok := s.Values[t]; ok {
		return v
	}
	switch s.Extension {
	case abnd.LongRunValue:
		return s.LongRun.Value
	case abnd.WithGDPPerHead:
		return o.gdp[t]/o.heads[t]/(o.gdp[t-1]/o.heads[t-1]) - 1
	case abnd.Converge:
		return o.arriving(s, t, func(abnd.Year) float64 { return s.LongRun.Value })
	case abnd.ConvergePerHead:
		return o.arriving(s, t, func(y abnd.Year) float64 { return (1+s.LongRun.Value)*o.heads[y]/o.heads[y-1] - 1 })
	case abnd.WithPrices:
		return o.arriving(s, t, func(y abnd.Year) float64 { return o.rate(o.study.Economy.Inflation, y) })
	}
	for y := t; y >= o.study.FirstYear; y-- {
		if v, ok := s.Values[y]; ok {
			return v
		}
	}
	return math.NaN()
}

// arriving is a rate on its way to a goal, in closed form: what is left of the
// last published value falls in a straight line to nothing in the year of
// arrival Y, and each year's goal counts from then on by what of the way was left:
//
//	u[t] ÷ (Y − t) = u[L] ÷ (Y − L) + Σ goal[s] ÷ ((Y − s) × (Y − s + 1)),   L < s ≤ t < Y
func (o *oracle) arriving(s abnd.Series, t abnd.Year, goal func(abnd.Year) float64) float64 {
	if t >= s.LongRunYear {
		return goal(t)
	}
	last := t
	for _, published := s.Values[last]; !published; _, published = s.Values[last] {
		if last--; last < o.study.FirstYear {
			return math.NaN()
		}
	}
	left := func(y abnd.Year) float64 { return float64(s.LongRunYear - y) }
	sum := s.Values[last] / left(last)
	for y := last + 1; y <= t; y++ {
		sum += goal(y) / (left(y) * (left(y) + 1))
	}
	return sum * left(t)
}

func (o *oracle) chained(rate func(abnd.Year) float64) map[abnd.Year]float64 {
	index := map[abnd.Year]float64{o.study.FirstYear: 1}
	for t := o.study.FirstYear + 1; t <= o.study.Frame().Last; t++ {
		index[t] = index[t-1] * (1 + rate(t))
	}
	return index
}

func (o *oracle) benchmark(b abnd.Benchmark) map[abnd.Year]float64 {
	path := map[abnd.Year]float64{}
	if b.Known {
		for _, t := range o.study.Frame().All() {
			path[t] = b.Value * o.moved(b.Index, b.Figure.Year, t, 0)
		}
	}
	return path
}

// moved is how far an index moves from one year to another.
func (o *oracle) moved(index string, from, to abnd.Year, fixed float64) float64 {
	switch index {
	case "none":
		return 1
	case "cpi":
		return o.prices[to] / o.prices[from]
	case "wages":
		return o.wages[to] / o.wages[from]
	case "gdp":
		return o.gdp[to] / o.gdp[from]
	case "gdp-per-head":
		return o.gdp[to] / o.heads[to] / (o.gdp[from] / o.heads[from])
	case "poverty-line":
		return o.povertyLine[to] / o.povertyLine[from]
	case "minimum-wage":
		return o.minimumWage[to] / o.minimumWage[from]
	case "fixed":
		return math.Exp(float64(to-from) * math.Log1p(fixed))
	}
	panic("oracle: no index " + index)
}

// in finds a parameter: the scenario's own, that of the scenarios it is based
// on, else the benefit's.
func (o *oracle) in(scenario string, b abnd.Benefit, code string) (abnd.Value, bool) {
	if o.unknown[code] {
		return abnd.Value{}, false
	}
	if o.asked != nil {
		o.asked[code] = true
	}
	for id := scenario; id != ""; {
		based := ""
		for _, s := range o.study.Scenarios {
			if s.ID == id {
				if v, ok := s.Changes[b.ID][code]; ok && v.String() != "" {
					return v, true
				}
				based = s.BasedOn
			}
		}
		id = based
	}
	v := b.Parameters[code].Value
	return v, v.String() != ""
}

func (o *oracle) number(scenario string, b abnd.Benefit, code string) float64 {
	if v, ok := o.in(scenario, b, code); ok {
		x, _ := v.Number()
		return x
	}
	return math.NaN()
}

func (o *oracle) code(scenario string, b abnd.Benefit, code string) string {
	v, _ := o.in(scenario, b, code)
	c, _ := v.Code()
	return c
}

// paid says whether a benefit is paid in a year: switched on, begun, not
// ended, and not followed by a benefit that replaces its scheme.
func (o *oracle) paid(scenario string, b abnd.Benefit, t abnd.Year) bool {
	if o.code(scenario, b, "on") != "yes" || float64(t) < o.number(scenario, b, "start") {
		return false
	}
	if end := o.number(scenario, b, "end"); float64(t) > end {
		return false
	}
	return !o.followed(scenario, b, t)
}

func (o *oracle) followed(scenario string, b abnd.Benefit, t abnd.Year) bool {
	return b.Scheme != "" && o.left(scenario, b.Scheme, t) == 0
}

// takes is the share of what it replaces that a benefit takes over in a year.
func (o *oracle) takes(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	switch {
	case !o.paid(scenario, b, t):
		return 0
	case o.code(scenario, b, "replaced_gradually") == "yes":
		return o.path(scenario, b, t, "area_rule", "area", "area")
	}
	return 1
}

// heirs are the shares of a scheme that the benefits which replace it have taken
// over: each, in the order of the study, of what those before it left.
func (o *oracle) heirs(scenario, scheme string, t abnd.Year) map[string]float64 {
	shares, rest := map[string]float64{}, 1.0
	for _, b := range o.study.Benefits {
		if slices.Contains(b.Replaces, scheme) {
			shares[b.ID] = rest * o.takes(scenario, b, t)
			rest -= shares[b.ID]
		}
	}
	return shares
}

// left is the share of a scheme that nobody has taken over.
func (o *oracle) left(scenario, scheme string, t abnd.Year) float64 {
	rest := 1.0
	for _, b := range o.study.Benefits {
		if slices.Contains(b.Replaces, scheme) {
			rest *= 1 - o.takes(scenario, b, t)
		}
	}
	return rest
}

func (o *oracle) takeUp(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	if o.code(scenario, b, "take_up_rule") == "register" {
		return o.takeUpOfRegister(scenario, b, t)
	}
	return o.path(scenario, b, t, "take_up_rule", "take_up", "ramp")
}

// path is a share that a rule moves by year. Its start names its target and
// its table; the ramp has a name of its own.
func (o *oracle) path(scenario string, b abnd.Benefit, t abnd.Year, rule, share, ramp string) float64 {
	start := o.number(scenario, b, share)
	switch o.code(scenario, b, rule) {
	case "constant":
		return start
	case "ramp":
		from, to := o.number(scenario, b, ramp+"_start"), o.number(scenario, b, ramp+"_end")
		target := o.number(scenario, b, share+"_target")
		switch year := float64(t); {
		case year <= from:
			return start
		case year >= to:
			return target
		default:
			done := (year - from) / (to - from)
			return start*(1-done) + target*done
		}
	case "table":
		return o.table(scenario, b, share+"_table", t)
	case "logistic":
		return o.logistic(scenario, b, t, share, ramp)
	}
	return math.NaN()
}

// table is the table by year that a parameter names.
func (o *oracle) table(scenario string, b abnd.Benefit, code string, t abnd.Year) float64 {
	for _, table := range o.study.Tables {
		if table.ID == o.code(scenario, b, code) {
			return o.rate(table.Series, t)
		}
	}
	return math.NaN()
}

// amount is one payment: the first amount, then what the optional rules make
// of it in their order.
func (o *oracle) amount(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	base := o.firstAmount(scenario, b)
	// Later amounts count from their own years.
	if later, _ := o.inForce(scenario, b, t); later != "" {
		base = o.number(scenario, b, later)
	}
	base = o.banded(scenario, b, t, base, o.bandsCarried(scenario, b, t))
	if o.code(scenario, b, "payment_rule") != "" && o.code(scenario, b, "amount_per") == "month" {
		base *= o.number(scenario, b, "months_per_payment")
	}
	base *= o.revised(scenario, b, t)
	base = o.bought(scenario, b, t, base)
	if at := o.code(scenario, b, "ceiling_reference"); at != "" {
		base = math.Min(base, o.number(scenario, b, "ceiling_share")*o.reference(at, t))
	}
	return base
}

// inForce is the code of the later amount that is in force, blank for the
// first, and the year of the amount.
func (o *oracle) inForce(scenario string, b abnd.Benefit, t abnd.Year) (later string, year abnd.Year) {
	year = abnd.Year(o.number(scenario, b, "amount_year"))
	for _, code := range []string{"amount_2", "amount_3", "amount_4"} {
		if from := o.number(scenario, b, code+"_year"); from <= float64(t) {
			later, year = code, abnd.Year(from)
		}
	}
	return later, year
}

// alreadyKnown says whether an amount of that year is a fact.
func (o *oracle) alreadyKnown(step abnd.Year) bool {
	known := o.study.KnownAmountsUntil
	if known == 0 {
		known = o.study.Projection.First - 1
	}
	return step <= known
}

// frozen says whether the amount in force stays as it is: one that is already
// known will take its place.
func (o *oracle) frozen(scenario string, b abnd.Benefit, t abnd.Year) bool {
	for _, code := range []string{"amount_2", "amount_3", "amount_4"} {
		if from := o.number(scenario, b, code+"_year"); from > float64(t) && o.alreadyKnown(abnd.Year(from)) {
			return true
		}
	}
	return false
}

// bandsCarried is what brings the bands, which are in the money of the last
// amount that is known, or in force when they begin, into the money of the
// amount in force.
func (o *oracle) bandsCarried(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	money := abnd.Year(o.number(scenario, b, "amount_year"))
	for _, code := range []string{"amount_2", "amount_3", "amount_4"} {
		from := o.number(scenario, b, code+"_year")
		if !math.IsNaN(from) && (o.alreadyKnown(abnd.Year(from)) || from <= o.number(scenario, b, "bands_year")) {
			money = abnd.Year(from)
		}
	}
	if _, year := o.inForce(scenario, b, t); money < year {
		return o.between(scenario, b, money, year)
	}
	return 1
}

// givenBirth is how many women are paid for a birth in a year, payment by
// payment. Births come evenly, one in the middle of every tenth of a month,
// and each is followed, or for a pregnancy preceded, by a payment every tenth
// of a month. A payment on New Year's Eve counts half in each year. Births
// before the frame and after it are those of its first and its last year.
func (o *oracle) givenBirth(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	const steps = 120 // of a year
	entitled := int(math.Round(o.number(scenario, b, "entitlement_months") * 10))
	sign := 1
	if o.code(scenario, b, "event") == "pregnancies" {
		sign = -1
	}
	if entitled == 0 { // each is there for no time
		return o.births[t]
	}
	paid := 0.0
	for year := t - 2; year <= t+2; year++ {
		born := o.births[min(max(year, o.study.FirstYear), o.study.Frame().Last)] / steps
		for birth := range steps {
			for step := range entitled {
				at := float64(birth) + 0.5 + float64(sign)*(float64(step)+0.5)
				switch in := float64(t-year) * steps; {
				case at == in || at == in+steps: // on New Year's Eve: half in each year
					paid += born / 2
				case at > in && at < in+steps:
					paid += born
				}
			}
		}
	}
	return paid / float64(entitled)
}

// insured is the share of an age group who are insured in a branch.
func (o *oracle) insured(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	compliance := o.number(scenario, b, "compliance")
	if _, ok := o.in(scenario, b, "compliance_table"); ok {
		compliance = o.table(scenario, b, "compliance_table", t)
	}
	return o.number(scenario, b, "participation") * o.number(scenario, b, "wage_employment") * compliance
}

// known is the parameter, or what holds where it is blank.
func (o *oracle) known(scenario string, b abnd.Benefit, code string, otherwise float64) float64 {
	if x := o.number(scenario, b, code); !math.IsNaN(x) {
		return x
	}
	return otherwise
}

// banded is the mean amount over the people of the target's ages, each paid
// that of the band in which the age lies.
func (o *oracle) banded(scenario string, b abnd.Benefit, t abnd.Year, youngest, carried float64) float64 {
	if from := o.number(scenario, b, "bands_year"); math.IsNaN(o.number(scenario, b, "band_2_age")) || from > float64(t) {
		return youngest
	}
	sex := o.code(scenario, b, "sex")
	paid, people := 0.0, 0.0
	lo, hi := o.ages(scenario, b, t)
	weigh := func(age int) float64 { return o.shareAt(scenario, b, t, age) }
	if o.code(scenario, b, "take_up_rule") == "register" {
		weigh = o.reachedAt(scenario, b, t)
	}
	for age := int(lo); age <= int(hi); age++ {
		amount := youngest
		for _, band := range []string{"band_2", "band_3", "band_4"} {
			if from := o.number(scenario, b, band+"_age"); float64(age) >= from {
				amount = o.number(scenario, b, band+"_amount") * carried
			}
		}
		weight := o.peopleOf(sex, t, age) * weigh(age)
		paid += amount * weight
		people += weight
	}
	if people == 0 {
		return youngest
	}
	return paid / people
}

// schemeCost is what a scheme costs under the status quo: the benefits that
// stand for it, or its expenditure carried on.
func (o *oracle) schemeCost(id string, t abnd.Year) float64 {
	standing, sum := false, 0.0
	for _, b := range o.study.Benefits {
		if b.Scheme == id {
			standing = true
			sum += o.direct("status-quo", b, t).total
		}
	}
	if standing {
		return sum
	}
	for _, s := range o.study.Schemes {
		if s.ID == id {
			return s.Expenditure.Value * o.moved(s.Projection, s.Expenditure.Year, t, 0)
		}
	}
	panic("oracle: no scheme " + id)
}

// benefit is the cost of a benefit with its comparisons. Its increment is
// what changes against the status quo; a scheme that ends is set against its
// heir, so the benefit that stood for it saves nothing itself.
func (o *oracle) benefit(scenario string, b abnd.Benefit, t abnd.Year) cost {
	c := o.direct(scenario, b, t)
	c.increment = c.total - o.direct("status-quo", b, t).total
	if b.Scheme != "" {
		c.increment += o.direct("status-quo", b, t).total * (1 - o.left(scenario, b.Scheme, t))
	}
	for _, scheme := range b.Replaces {
		c.increment -= o.heirs(scenario, scheme, t)[b.ID] * o.schemeCost(scheme, t)
	}
	o.compare(&c, t)
	return c
}

func (o *oracle) compare(c *cost, t abnd.Year) {
	c.baseYear = c.total / o.prices[t] * o.prices[o.study.PriceYear]
	c.incrementOfGDP = c.increment / o.gdp[t]
	c.ofGDP, c.ofExp, c.ofRev = c.total/o.gdp[t], c.total/o.expenditure[t], c.total/o.revenue[t]
}

// carried lists the schemes that are carried on by their expenditure.
func (o *oracle) carried() (all []abnd.Scheme) {
next:
	for _, x := range o.study.Schemes {
		for _, b := range o.study.Benefits {
			if b.Scheme == x.ID {
				continue next
			}
		}
		if x.Expenditure.Known && x.Projection != "" {
			all = append(all, x)
		}
	}
	return all
}

// scheme is the cost of such a scheme in a scenario, until it is replaced.
func (o *oracle) scheme(scenario, id string, t abnd.Year) cost {
	var c cost
	if left := o.left(scenario, id, t); left > 0 {
		c.total = o.schemeCost(id, t) * left
	}
	o.compare(&c, t)
	return c
}

// sum adds the benefits and the carried schemes of a guarantee, or of all where it is blank.
func (o *oracle) sum(scenario string, g abnd.Guarantee, t abnd.Year) cost {
	var c cost
	for _, b := range o.study.Benefits {
		second := o.known(scenario, b, "guarantee_2_share", 0)
		if o.code(scenario, b, "guarantee_2") == "" {
			second = 0
		}
		for i, of := range []abnd.Guarantee{b.Guarantee, abnd.Guarantee(o.code(scenario, b, "guarantee_2"))} {
			part := []float64{1 - second, second}[i]
			if part == 0 || !within(of, g) {
				continue
			}
			x := o.benefit(scenario, b, t)
			if o.householdsReceive(scenario, b) {
				c.households += part * (x.womenReached + x.menReached)
			} else {
				c.womenReached += part * x.womenReached
				c.menReached += part * x.menReached
			}
			c.benefit += part * x.benefit
			c.admin += part * x.admin
			c.total += part * x.total
			c.increment += part * x.increment
		}
	}
	for _, x := range o.carried() {
		for i, of := range x.Guarantees[:min(2, len(x.Guarantees))] {
			if within(of, g) {
				c.total += []float64{1 - x.SecondShare.Value, x.SecondShare.Value}[i] * o.scheme(scenario, x.ID, t).total
			}
		}
	}
	o.account(&c, t)
	return c
}

// within says whether a guarantee is part of a sum: of itself, of income
// security, which is all but health, or of everything where it is blank.
func within(g, sum abnd.Guarantee) bool {
	return sum == "" || sum == g || sum == "income-security" && g != "health"
}

// householdsReceive says whether the recipients of a benefit are households: by
// its scale of household sizes, or as its scheme counts.
func (o *oracle) householdsReceive(scenario string, b abnd.Benefit) bool {
	if counts := o.code(scenario, b, "scale_counts"); counts != "" {
		return counts == "households"
	}
	for _, s := range o.study.Schemes {
		if s.ID == b.Scheme {
			return s.CountingUnit == "household"
		}
	}
	return false
}

// pack adds one scenario for each guarantee.
func (o *oracle) pack(p abnd.Package, t abnd.Year) cost {
	var c cost
	for g, scenario := range p.Scenarios {
		x := o.sum(scenario, g, t)
		c.womenReached += x.womenReached
		c.menReached += x.menReached
		c.benefit += x.benefit
		c.admin += x.admin
		c.total += x.total
		c.increment += x.increment
	}
	o.account(&c, t)
	return c
}

func (o *oracle) account(c *cost, t abnd.Year) {
	o.compare(c, t)
	c.newExpenditure = o.expenditure[t] + c.increment
	c.balance = o.revenue[t] - c.newExpenditure
	c.share = c.balance / o.gdp[t]
}
