package scenarios_test

import (
	"fmt"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
)

// The rules of a benefit as docs/rules.md tells them, in plain arithmetic. A
// rule that is not here is found by [TestTheOracleKnowsEveryRule].

// reference is a monthly reference of the economy in a year.
func (o *oracle) reference(code string, t abnd.Year) float64 {
	switch code {
	case "poverty-line":
		return o.povertyLine[t]
	case "minimum-wage":
		return o.minimumWage[t]
	case "average-wage":
		return o.averageWage[t]
	case "gdp-per-head":
		return o.gdp[t] / o.heads[t] / 12
	}
	panic("oracle: no reference " + code)
}

// firstAmount is the amount of the amount year: given, a share of a reference,
// a household's, a day's wage; and the visits of a year, spread over its
// payments.
func (o *oracle) firstAmount(scenario string, b abnd.Benefit) float64 {
	base := o.number(scenario, b, "amount")
	if o.code(scenario, b, "amount_rule") == "share" {
		month := o.reference(o.code(scenario, b, "reference"), abnd.Year(o.number(scenario, b, "amount_year")))
		base = month * o.number(scenario, b, "reference_share") * o.number(scenario, b, "reference_months")
	}
	for _, kind := range []string{"intervention_1", "intervention_2", "intervention_3"} {
		visits, price := o.number(scenario, b, kind+"_visits"), o.number(scenario, b, kind+"_cost")
		if !math.IsNaN(visits) && !math.IsNaN(price) {
			base += visits * price / o.number(scenario, b, "payments")
		}
	}
	if o.code(scenario, b, "scale_counts") != "" {
		base = o.scaled(scenario, b)
	}
	if o.code(scenario, b, "works_time") != "" {
		base = 0
		if days, wages := o.worked(scenario, b); days > 0 {
			base = wages / days
		}
	}
	return base
}

// households goes through the classes of a distribution, each with its share
// and its persons.
func (o *oracle) households(scenario string, b abnd.Benefit, prefix string, visit func(class int, share, persons float64)) {
	for class, persons := range []float64{1, 2, 3, 4, o.number(scenario, b, prefix+"_mean_5")} {
		if share := o.number(scenario, b, fmt.Sprintf("%s_share_%d", prefix, class+1)); share > 0 {
			visit(class+1, share, persons)
		}
	}
}

// scaled is the mean amount of a household, or of one of its members.
func (o *oracle) scaled(scenario string, b abnd.Benefit) float64 {
	amount, size := 0.0, 0.0
	o.households(scenario, b, "scale", func(class int, share, persons float64) {
		amount += share * o.number(scenario, b, fmt.Sprintf("scale_amount_%d", class))
		size += share * persons
	})
	if o.code(scenario, b, "scale_counts") == "persons" {
		return amount / size
	}
	return amount
}

// worked is how many days a worker of a thousand works, and for what wages,
// when a share of the thousand works the rural season.
func (o *oracle) worked(scenario string, b abnd.Benefit) (days, wages float64) {
	const workers = 1000
	rural := workers * o.number(scenario, b, "works_rural_share")
	for i, area := range []string{"rural", "urban"} {
		there := []float64{rural, workers - rural}[i]
		each := o.number(scenario, b, "works_"+area+"_days")
		if o.code(scenario, b, "works_time") == "months" {
			each = o.number(scenario, b, "works_"+area+"_months") * o.number(scenario, b, "works_days_month")
		}
		if wage := o.number(scenario, b, "works_"+area+"_wage"); there > 0 {
			days += there * each
			wages += there * each * wage
		}
	}
	return days / workers, wages / workers
}

// paidOfHousehold is the share of children who are paid, child by child in
// households of each size, where at most some are.
func (o *oracle) paidOfHousehold(scenario string, b abnd.Benefit) float64 {
	if o.code(scenario, b, "child_cap_rule") == "means" {
		return o.number(scenario, b, "child_paid_mean") / o.number(scenario, b, "child_mean")
	}
	paid, all := 0.0, 0.0
	o.households(scenario, b, "child", func(_ int, share, persons float64) {
		all += share * persons
		paid += share * math.Min(persons, o.number(scenario, b, "child_cap"))
	})
	return paid / all
}

// logistic is a share on its way along a logistic: the curve of the odds, moved
// and stretched so that it meets both ends.
func (o *oracle) logistic(scenario string, b abnd.Benefit, t abnd.Year, share, ramp string) float64 {
	odds := o.number(scenario, b, map[string]string{"take_up": "odds_factor", "area": "area_odds_factor", "enrolment": "enrolment_odds_factor"}[share])
	from, to := o.number(scenario, b, ramp+"_start"), o.number(scenario, b, ramp+"_end")
	start, target := o.number(scenario, b, share), o.number(scenario, b, share+"_target")
	curve := func(year float64) float64 { return 1 / (1 + math.Exp(-math.Log(odds)*(year-(from+to)/2))) }
	year := math.Max(from, math.Min(to, float64(t)))
	way := (curve(year) - curve(from)) / (curve(to) - curve(from))
	return start*(1-way) + target*way
}

// peopleOf counts the people of an age, of one sex or of both.
func (o *oracle) peopleOf(sex string, t abnd.Year, age int) float64 {
	sum := 0.0
	for _, one := range []abnd.Sex{abnd.Female, abnd.Male} {
		if n, _ := o.study.Population.Get(t, one, age); sex == "both" || sex == string(one) {
			sum += float64(n)
		}
	}
	return sum
}

// registerRate is how many recipients the register of a benefit had to each
// person in the band of an age.
func (o *oracle) registerRate(scenario string, b abnd.Benefit, age int) float64 {
	band, from := 1, int(o.number(scenario, b, "register_age_min"))
	to := int(o.known(scenario, b, "register_age_max", 100))
	for k := 2; k <= 4; k++ {
		next := o.number(scenario, b, fmt.Sprintf("register_%d_age", k))
		if float64(age) >= next {
			band, from = k, int(next)
		} else if !math.IsNaN(next) {
			to = int(next) - 1
			break
		}
	}
	people := 0.0
	for a := from; a <= to; a++ {
		people += o.peopleOf(o.code(scenario, b, "sex"), abnd.Year(o.number(scenario, b, "register_year")), a)
	}
	return o.number(scenario, b, fmt.Sprintf("register_%d", band)) / people
}

// registered are the recipients of a register by sex, age by age.
func (o *oracle) registered(scenario string, b abnd.Benefit, t abnd.Year) (female, male float64) {
	return o.byAge(scenario, b, t, func(age int) float64 { return o.registerRate(scenario, b, age) })
}

// byAge are the people of the benefit's ages and sex who are reached at a rate by age.
func (o *oracle) byAge(scenario string, b abnd.Benefit, t abnd.Year, rate func(age int) float64) (female, male float64) {
	lo, hi := o.ages(scenario, b, t)
	for age := int(lo); age <= int(hi); age++ {
		female += rate(age) * o.peopleOf("female", t, age)
		male += rate(age) * o.peopleOf("male", t, age)
	}
	switch o.code(scenario, b, "sex") {
	case "female":
		male = 0
	case "male":
		female = 0
	}
	return female, male
}

// reachedAt is the share of the people of an age whom a benefit by a register
// reaches in a year: where its take-up is above the register's, those who lack to
// everybody of their band come in, all in the same proportion; where it is below,
// all bands lose the same proportion.
func (o *oracle) reachedAt(scenario string, b abnd.Benefit, t abnd.Year) func(age int) float64 {
	f, m := o.registered(scenario, b, t)
	of, and := o.group(scenario, b, t)
	wanted := o.takeUpOfRegister(scenario, b, t) * (of + and)
	lf, lm := o.byAge(scenario, b, t, func(age int) float64 { return math.Max(0, 1-o.registerRate(scenario, b, age)) })
	return func(age int) float64 {
		rate := o.registerRate(scenario, b, age)
		if wanted <= f+m {
			return rate * share(wanted, f+m)
		}
		return rate + math.Max(0, 1-rate)*share(wanted-f-m, lf+lm)
	}
}

// takeUpOfRegister is the share of the whole target group that a register
// counts, or what comes before it and is aimed at after it.
func (o *oracle) takeUpOfRegister(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	receive := 0.0
	f, m := o.registered(scenario, b, t)
	if of, and := o.group(scenario, b, t); of+and > 0 {
		receive = (f + m) / (of + and)
	}
	switch {
	case receive == 0:
		return 0
	case float64(t) < o.number(scenario, b, "register_year") && !math.IsNaN(o.number(scenario, b, "take_up")):
		return o.number(scenario, b, "take_up")
	case !math.IsNaN(o.number(scenario, b, "take_up_target")):
		from, to := o.number(scenario, b, "ramp_start"), o.number(scenario, b, "ramp_end")
		way := math.Max(0, math.Min(1, (float64(t)-from)/(to-from)))
		return receive*(1-way) + o.number(scenario, b, "take_up_target")*way
	}
	return receive
}

// ages are the limits that hold in a year.
func (o *oracle) ages(scenario string, b abnd.Benefit, t abnd.Year) (lo, hi float64) {
	lo, hi = o.number(scenario, b, "age_min"), o.number(scenario, b, "age_max")
	if o.number(scenario, b, "age_min_2_year") <= float64(t) {
		lo = o.number(scenario, b, "age_min_2")
	}
	for _, code := range []string{"age_max_2", "age_max_3"} {
		if o.number(scenario, b, code+"_year") <= float64(t) {
			hi = o.number(scenario, b, code)
		}
	}
	return lo, hi
}

// people counts one sex between two ages, both included.
func (o *oracle) people(sex abnd.Sex, lo, hi float64, t abnd.Year) float64 {
	sum := 0.0
	for age := 0; age <= 100; age++ {
		if float64(age) >= lo && float64(age) <= hi {
			n, _ := o.study.Population.Get(t, sex, age)
			sum += float64(n)
		}
	}
	return sum
}

// index is how far the amount in force has moved from its year.
func (o *oracle) index(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	if o.frozen(scenario, b, t) {
		return 1
	}
	_, since := o.inForce(scenario, b, t)
	return o.between(scenario, b, since, t)
}

// between is how far what a benefit is indexed by moves from one year to another.
func (o *oracle) between(scenario string, b abnd.Benefit, from, to abnd.Year) float64 {
	moved := o.moved(o.code(scenario, b, "indexation"), from, to, o.number(scenario, b, "index_rate"))
	if excess := o.number(scenario, b, "health_inflation_over_cpi"); !math.IsNaN(excess) {
		moved *= math.Exp(float64(to-from) * math.Log1p(excess))
	}
	return moved
}

// revised is the index of the last year in which the amount was revised.
func (o *oracle) revised(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	every := o.number(scenario, b, "index_every")
	for year := t; ; year-- {
		_, since := o.inForce(scenario, b, year)
		if math.IsNaN(every) || year == o.study.Projection.First || int(year-since)%int(every) == 0 {
			return o.index(scenario, b, year)
		}
	}
}

// bought is what is paid of a premium, or of a wage that was lost.
func (o *oracle) bought(scenario string, b abnd.Benefit, t abnd.Year, amount float64) float64 {
	if subsidy := o.number(scenario, b, "premium_subsidy"); !math.IsNaN(subsidy) {
		amount *= subsidy
	}
	if o.anywhere(b, "replacement_rate") {
		amount *= o.number(scenario, b, "replacement_rate") // of the reference wage
		if at := o.code(scenario, b, "floor_reference"); at != "" {
			amount = math.Max(amount, o.number(scenario, b, "floor_share")*o.reference(at, t))
		}
	}
	return amount
}

// group is the target group.
func (o *oracle) group(scenario string, b abnd.Benefit, t abnd.Year) (female, male float64) {
	lo, hi := o.ages(scenario, b, t)
	for age := int(lo); age <= int(hi); age++ {
		belong := o.shareAt(scenario, b, t, age)
		female += o.peopleOf("female", t, age) * belong
		male += o.peopleOf("male", t, age) * belong
	}
	if o.code(scenario, b, "event") != "" {
		female, male = o.givenBirth(scenario, b, t), 0
	}
	if then := o.number(scenario, b, "pensioners"); !math.IsNaN(then) {
		years := float64(t) - o.number(scenario, b, "pensioners_year")
		now := then * math.Exp(years*math.Log1p(o.number(scenario, b, "pensioners_growth")))
		female = now * o.number(scenario, b, "pensioners_female")
		male = now - female
	}
	toppedUp, isTopUp := o.study.FindBenefit(o.code(scenario, b, "topup_of"))
	if isTopUp {
		theirs := o.direct(scenario, toppedUp, t)
		female, male = theirs.womenReached, theirs.menReached
	}
	switch o.code(scenario, b, "sex") {
	case "female":
		male = 0
	case "male":
		female = 0
	case "": // not known of whom
		female, male = math.NaN(), math.NaN()
	}
	if isTopUp || o.code(scenario, b, "event") != "" || !math.IsNaN(o.number(scenario, b, "pensioners")) {
		share := o.number(scenario, b, "share")
		female, male = female*share, male*share
	}
	if o.anywhere(b, "participation") { // not known where the scenario does not say
		share := o.insured(scenario, b, t)
		female, male = female*share, male*share
	}
	return female, male
}

// anywhere says whether a benefit has a parameter, by itself or in a scenario.
func (o *oracle) anywhere(b abnd.Benefit, code string) bool {
	if _, ok := o.in("", b, code); ok {
		return true
	}
	return slices.ContainsFunc(o.study.Scenarios, func(s abnd.Scenario) bool {
		_, ok := o.in(s.ID, b, code)
		return ok
	})
}

// shareAt is the share of the people of an age who belong to the target group:
// that of the last band that has begun, by its table where it has one.
func (o *oracle) shareAt(scenario string, b abnd.Benefit, t abnd.Year, age int) float64 {
	band := "share"
	for k := 2; k <= 7; k++ {
		next := fmt.Sprintf("share_%d", k)
		if float64(age) >= o.number(scenario, b, next+"_age") {
			band = next
		}
	}
	if o.code(scenario, b, band+"_table") != "" {
		return o.table(scenario, b, band+"_table", t)
	}
	return o.number(scenario, b, band)
}

// incidence is how many cases an insured person has in a year; one where nobody
// is insured.
func (o *oracle) incidence(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	relative := o.number(scenario, b, "births_relative")
	if math.IsNaN(relative) {
		return o.known(scenario, b, "incidence", 1)
	}
	multiple := 0.0
	if len(o.study.Vital.MultipleBirths.Values) > 0 {
		multiple = o.rate(o.study.Vital.MultipleBirths, t)
	}
	lo, hi := o.ages(scenario, b, t)
	return relative * share(o.births[t]*(1-multiple), o.people(abnd.Female, lo, hi, t))
}

// targeted is the share of the target group that is poor and reached, and that
// is reached at all.
func (o *oracle) targeted(scenario string, b abnd.Benefit, t abnd.Year) (poor, all float64) {
	rate := o.number(scenario, b, "poverty_rate")
	if o.code(scenario, b, "poverty_table") != "" {
		rate = o.table(scenario, b, "poverty_table", t)
	}
	poor = rate * (1 - o.number(scenario, b, "exclusion_error"))
	return poor, poor + (1-rate)*o.number(scenario, b, "inclusion_error")
}

// otherwisePaid is the share of one sex in the target's ages that receives the
// benefit to which this one gives way.
func (o *oracle) otherwisePaid(scenario string, b abnd.Benefit, sex abnd.Sex, t abnd.Year) float64 {
	other, ok := o.study.FindBenefit(o.code(scenario, b, "yields_to"))
	if !ok {
		return 0
	}
	theirs := o.direct(scenario, other, t)
	receive := theirs.womenReached
	if sex == abnd.Male {
		receive = theirs.menReached
	}
	lo, hi := o.ages(scenario, b, t)
	own := o.people(sex, lo, hi, t)
	if receive == 0 || own == 0 {
		return 0
	}
	from, to := o.ages(scenario, other, t)
	each := receive / o.people(sex, from, to, t) // at every age of theirs
	both := o.people(sex, math.Max(lo, from), math.Min(hi, to), t)
	return math.Max(0, math.Min(1, each*both/own))
}

// payments is how often a beneficiary is paid in a year.
func (o *oracle) payments(scenario string, b abnd.Benefit) float64 {
	n := o.number(scenario, b, "payments")
	if months := o.number(scenario, b, "entitlement_months"); !math.IsNaN(months) {
		n *= months / 12
	}
	if days := o.number(scenario, b, "school_days"); !math.IsNaN(days) {
		n = days
	}
	if o.code(scenario, b, "works_time") != "" {
		n, _ = o.worked(scenario, b)
	}
	switch o.code(scenario, b, "payment_rule") {
	case "season", "event":
		n = o.number(scenario, b, "months_paid") / o.number(scenario, b, "months_per_payment")
	}
	if months := o.number(scenario, b, "duration"); !math.IsNaN(months) {
		n = months
	}
	return n
}

// converged is the share of the members who have moved to the rules of another
// benefit, and what these give in a year.
func (o *oracle) converged(scenario string, b abnd.Benefit, t abnd.Year) (moved, theirs float64) {
	other, ok := o.study.FindBenefit(o.code(scenario, b, "converges_to"))
	if !ok {
		return 0, 0
	}
	from, to := o.number(scenario, b, "convergence_start"), o.number(scenario, b, "convergence_end")
	way := math.Max(0, math.Min(1, (float64(t)-from)/(to-from)))
	moved = o.number(scenario, b, "converged_from")*(1-way) + o.number(scenario, b, "converged_share")*way
	return moved, o.amount(scenario, other, t) * o.number(scenario, other, "payments")
}

// direct is the cost of a benefit without any comparison.
func (o *oracle) direct(scenario string, b abnd.Benefit, t abnd.Year) cost {
	q := question{scenario, b.ID, t}
	if c, ok := o.done[q]; ok {
		return c
	}
	c := cost{more: map[string]float64{}}
	has := func(code string) bool { _, ok := o.in(scenario, b, code); return ok }
	number := func(code string) float64 { return o.number(scenario, b, code) }
	c.female, c.male = o.group(scenario, b, t)
	c.amount = o.amount(scenario, b, t)

	takeUp := o.takeUp(scenario, b, t)
	female, male := c.female*takeUp, c.male*takeUp
	if o.code(scenario, b, "take_up_rule") == "register" {
		female, male = o.byAge(scenario, b, t, o.reachedAt(scenario, b, t))
	}
	reached := 1 - o.known(scenario, b, "excluded_share", 0)
	poor, targeted := 0.0, 1.0
	if has("exclusion_error") {
		poor, targeted = o.targeted(scenario, b, t)
		reached *= targeted
	}
	if has("area_rule") {
		reached *= o.path(scenario, b, t, "area_rule", "area", "area")
	}
	if has("child_cap_rule") {
		reached *= o.paidOfHousehold(scenario, b)
	}
	if has("enrolment_rule") {
		enrolled := o.path(scenario, b, t, "enrolment_rule", "enrolment", "enrolment")
		c.more["pupils"] = (c.female + c.male) * enrolled
		reached *= enrolled
	}
	if o.code(scenario, b, "paid_once") == "yes" && number("start") != float64(t) {
		reached = 0
	}
	reached *= o.incidence(scenario, b, t) * o.known(scenario, b, "poorest_share", 1)
	if b.Scheme != "" {
		reached *= o.left(scenario, b.Scheme, t)
	}
	if o.paid(scenario, b, t) {
		c.womenReached = female * reached * (1 - o.otherwisePaid(scenario, b, abnd.Female, t))
		c.menReached = male * reached * (1 - o.otherwisePaid(scenario, b, abnd.Male, t))
		c.enrolled = c.womenReached + c.menReached
		if served := o.servedOf(scenario, b, t); served != 1 {
			c.womenReached, c.menReached = c.womenReached*served, c.menReached*served
		}
		o.pay(scenario, b, t, &c)
		people := c.womenReached + c.menReached
		if has("exclusion_error") {
			c.more["poor_beneficiaries"] = people * poor / targeted
		}
		if has("poorest_share") {
			p, h, r := number("poorest_share"), number("ranked_headcount"), number("ranking_accuracy")
			if c.more["poor_among_selected"] = 0; p > 0 {
				c.more["poor_among_selected"] = people * (r*math.Min(p, h)/p + (1-r)*h)
			}
		}
	}
	if has("pensioners") {
		lo, hi := o.ages(scenario, b, t)
		c.more["age_range_people"] = o.people(abnd.Female, lo, hi, t) + o.people(abnd.Male, lo, hi, t)
	}
	if has("package_per_head") {
		c.more["package_cost"] = (c.female + c.male) * number("package_per_head") * o.revised(scenario, b, t)
		c.more["household_cost"] = math.Max(0, c.more["package_cost"]-c.benefit)
	}
	o.done[q] = c
	return c
}

// share is a part of a whole; nothing of nothing.
func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// inArrears says that less than what is due can be paid in a year: up to the last
// year of which that is known.
func (o *oracle) inArrears(scenario string, b abnd.Benefit, t abnd.Year) bool {
	return float64(t) <= o.known(scenario, b, "shares_paid_until", math.Inf(1))
}

// servedOf is how many of those enrolled are paid in a year.
func (o *oracle) servedOf(scenario string, b abnd.Benefit, t abnd.Year) float64 {
	if !o.inArrears(scenario, b, t) {
		return 1
	}
	if _, ok := o.in(scenario, b, "share_recipients_paid_table"); ok {
		return o.table(scenario, b, "share_recipients_paid_table", t)
	}
	return o.known(scenario, b, "share_recipients_paid", 1)
}

// pay is what a year's beneficiaries cost, and what is told beside it.
func (o *oracle) pay(scenario string, b abnd.Benefit, t abnd.Year, c *cost) {
	has := func(code string) bool { _, ok := o.in(scenario, b, code); return ok }
	number := func(code string) float64 { return o.number(scenario, b, code) }
	people, payments := c.womenReached+c.menReached, o.payments(scenario, b)
	arrives := number("share_paid")
	if has("share_paid_table") {
		arrives = o.table(scenario, b, "share_paid_table", t)
	}
	late := o.inArrears(scenario, b, t)
	if !late {
		arrives = 1
	}
	year := 1.0 // the part of it that is paid
	if float64(t) == number("start") && has("start_month") {
		year = (13 - number("start_month")) / 12
	}
	arrives *= year
	moved, theirs := o.converged(scenario, b, t)
	each := (1-moved)*c.amount*payments + moved*theirs
	c.benefit = people * arrives * each
	if has("share_recipients_paid") || has("share_recipients_paid_table") || has("shares_paid_until") {
		c.more["enrolled"], c.more["arrears"] = c.enrolled, 0
		if late {
			c.more["arrears"] = c.enrolled*each*year - c.benefit
		}
	}
	if has("converges_to") {
		c.more["moved_members"] = people * moved
		c.more["moved_cost"] = people * moved * theirs * arrives
	}
	c.admin = c.benefit * number("admin_share")
	if has("works_nonwage") {
		c.more["nonwage_cost"] = c.benefit * number("works_nonwage")
		c.admin += c.more["nonwage_cost"]
	}
	if has("admin_indexation") {
		beside := people*o.known(scenario, b, "admin_per_head", 0) + o.known(scenario, b, "admin_fixed", 0)
		if float64(t) <= number("admin_setup_end") {
			beside += o.known(scenario, b, "admin_setup", 0)
		}
		c.admin += beside * o.moved(o.code(scenario, b, "admin_indexation"), abnd.Year(number("amount_year")), t, 0)
	}
	if byTask := has("workload_indexation"); byTask || b.Guarantee != abnd.Health || has("guarantee_2") {
		registered := 0.0 // already, in the year before
		if t > o.study.Projection.First {
			last := o.direct(scenario, b, t-1)
			registered = last.womenReached + last.menReached
		} else if number("start") < float64(t) {
			registered = people
		}
		registered = math.Min(registered, people)
		if o.code(scenario, b, "event") != "" || has("participation") {
			registered = 0 // what happens is registered when it happens
		}
		c.more["registrations"] = people - registered + registered/o.known(scenario, b, "registration_every", math.Inf(1))
		byDay := slices.ContainsFunc(o.study.Scenarios, func(s abnd.Scenario) bool {
			_, school := o.in(s.ID, b, "school_days")
			_, works := o.in(s.ID, b, "works_time")
			return school || works
		})
		if byTask || !byDay {
			c.more["paid_a_month"] = people * payments * year / 12
		}
		if byTask {
			c.more["workload_cost"] = c.more["registrations"]*o.known(scenario, b, "registration_cost", 0) + people*payments*year*o.known(scenario, b, "payment_cost", 0)
			c.more["workload_cost"] *= o.moved(o.code(scenario, b, "workload_indexation"), abnd.Year(number("amount_year")), t, 0)
			c.admin += c.more["workload_cost"]
		}
	}
	c.total = c.benefit + c.admin
	if has("premium_subsidy") && number("premium_subsidy") > 0 && !has("ceiling_reference") {
		c.more["members_premium"] = year * people * payments * c.amount * (1 - number("premium_subsidy")) / number("premium_subsidy")
	}
	if has("scale_counts") {
		size := 0.0
		o.households(scenario, b, "scale", func(_ int, share, persons float64) { size += share * persons })
		c.more["households_paid"], c.more["persons_covered"] = people, people*size
		if o.code(scenario, b, "scale_counts") == "persons" {
			c.more["households_paid"], c.more["persons_covered"] = people/size, people
		}
	}
	if has("contribution_rate") && number("replacement_rate") > 0 && !has("floor_reference") && !has("ceiling_reference") {
		wage := c.amount / number("replacement_rate")
		c.more["insured_persons"] = c.female + c.male
		c.more["contributions"] = c.more["insured_persons"] * wage * 12 * year * number("contribution_rate")
		c.more["branch_balance"] = c.more["contributions"] - c.total
	}
	o.payers(scenario, b, t, c)
}

// payers adds who pays for the cost, where the benefit says so itself: what has
// no payer keeps the others from being zero.
func (o *oracle) payers(scenario string, b abnd.Benefit, t abnd.Year, c *cost) {
	rest, said := 1.0, false
	share := map[string]float64{}
	for _, code := range []string{"share_state", "share_contributions", "share_external"} {
		if x, ok := o.in(scenario, b, code); ok {
			share[code], _ = x.Number()
			rest, said = rest-share[code], true
		}
	}
	if !said {
		return
	}
	gone := false
	if until, ok := o.in(scenario, b, "external_until"); ok {
		year, _ := until.Number()
		gone = float64(t) > year
	}
	pays := func(line, code string, part float64) {
		if _, given := share[code]; given || c.total == 0 || rest < 1e-9 {
			c.more[line] = part * share[code] * c.total
		}
	}
	stays, goes := 1.0, 0.0
	if gone {
		stays, goes = goes, stays
	}
	pays("paid_state", "share_state", 1)
	pays("paid_contributions", "share_contributions", 1)
	pays("paid_external", "share_external", stays)
	pays("take_over", "share_external", goes)
	if c.more["payer_unknown"] = rest * c.total; rest < 1e-9 {
		c.more["payer_unknown"] = 0
	}
}
