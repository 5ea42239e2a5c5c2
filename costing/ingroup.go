package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Who of a provision's recipients belongs to a population group.
//
// A share that PROVISIONS gives wins; none says that the provision does not
// count in the group. Where ages and sexes decide, it follows:
// a scheme or benefit reaches the same share of the people of one sex at every
// age that it is meant for, so that of its recipients
//
//	in ages[s]  = recipients[s] × P[s](ages of both) ÷ P[s](its own ages)
//
// are in the ages of the group. Whatever narrows a benefit besides its ages
// (an area, a pension test, a ranking, another benefit that comes first) is
// taken to do so evenly over its ages, and so is the part of its ages that a
// group takes, m. All of those in its ages belong to a group with m = 1. Of a
// narrower group (a prevalence, the poor, those without a pension) it is known
// how many belong at least and at most:
//
//	least = max(0, in ages − (1 − m) × P(ages of both))
//	most  = min(in ages, m × P(ages of both))
//
// The first holds since no more than those outside the group can be outside
// it. Women who give birth are such ages of their own: the recipients of a
// benefit for births are among them. Of all others — households, pensions in
// payment, cases of insurance, schemes without ages, births against women of
// an age — none is certain to belong, and no more can than they and the group
// are. To the whole population everybody belongs.

// meant is whom a scheme or a benefit is meant for by age and sex.
type meant struct {
	lo, hi model.Expr
	known  model.Cond                // holds where the limits are known
	sex    func(abnd.Sex) model.Expr // one for a sex that it is meant for, else zero
}

// peopleMeant counts the people of one sex whom it is meant for.
func (b *builder) peopleMeant(sex abnd.Sex, m meant) model.Expr {
	return when(m.known, times(m.sex(sex), b.persons(sex, m.lo, m.hi)), blank)
}

// peopleInCommon counts the people of one sex of ages in common: nobody where
// the ages of one end before those of another begin.
func (b *builder) peopleInCommon(sex abnd.Sex, m meant) model.Expr {
	return when(m.known, when(less(m.hi, m.lo), zero, times(m.sex(sex), b.persons(sex, m.lo, m.hi))), blank)
}

// moves reports whether the limits change by year.
func (b *builder) moves(m meant) bool {
	moves := false
	for _, limit := range []model.Expr{m.lo, m.hi} {
		model.Reads(limit, func(key model.Key) { moves = moves || b.model.Line(key).IsSeries() })
	}
	return moves
}

// commonAges are the lines of the ages that several have in common: limits and
// sexes are found once, and people are counted between two cells in every year.
type commonAges struct {
	name abnd.Text // of those who have them in common
	key  func(code ...string) model.Key
	// add adds a line: of one cell, or of a cell a year where the limits move.
	add func(line model.Line, moves bool)
}

// addCommonAges adds the lines, and gives whom all of these are meant for.
func (b *builder) addCommonAges(x commonAges, all ...meant) meant {
	var known []model.Cond
	var lo, hi []model.Expr
	moves := false
	for _, m := range all {
		known, lo, hi, moves = append(known, m.known), append(lo, m.lo), append(hi, m.hi), moves || b.moves(m)
	}
	limit := func(code string, label abnd.Text, formula model.Expr) {
		x.add(model.Line{Key: x.key(code), Label: label.Fill(x.name), Unit: abnd.AgeInYears, Blankable: true, Formula: when(allOf(known...), formula, blank)}, moves)
	}
	limit("youngest", abnd.T("%s: youngest age in common", "%s: idade mínima comum"), greatest(lo...))
	limit("oldest", abnd.T("%s: oldest age in common", "%s: idade máxima comum"), least(hi...))
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		factors := make([]model.Expr, len(all))
		for i, m := range all {
			factors[i] = m.sex(sex)
		}
		x.add(model.Line{
			Key: x.key("of", string(sex)), Label: sexLabel(abnd.T("%s: 1 if meant for this sex", "%s: 1 se destinado a este sexo").Fill(x.name), sex),
			Blankable: true, Factor: true, Formula: times(factors...),
		}, false)
	}
	return inCommon(x.key)
}

// inCommon is whom lines of common ages are meant for.
func inCommon(key func(code ...string) model.Key) meant {
	return meant{ref(key("youngest")), ref(key("oldest")), isKnown(key("youngest")), func(sex abnd.Sex) model.Expr { return ref(key("of", string(sex))) }}
}

// oneOf is one where a choice of sex takes in the sex.
func oneOf(choice model.Key) func(abnd.Sex) model.Expr {
	return func(sex abnd.Sex) model.Expr {
		return when(anyOf(isCode(choice, string(abnd.Both)), isCode(choice, string(sex))), one, zero)
	}
}

// groupAges is whom the group is counted from by age.
func (c *coverageLines) groupAges() meant {
	lo, hi := GroupPath(c.group.ID, "age_min"), GroupPath(c.group.ID, "age_max")
	return meant{ref(lo), ref(hi), allOf(c.isOf(abnd.GroupOfPeople), isKnown(lo), isKnown(hi)), oneOf(GroupPath(c.group.ID, "sex"))}
}

func (c *coverageLines) isOf(of abnd.GroupOf) model.Cond {
	return isCode(GroupPath(c.group.ID, "of"), string(of))
}

// isWhole holds where the people of the group's ages all belong to it.
func (c *coverageLines) isWhole() model.Cond {
	return equal(ref(c.cell("part")), one)
}

// isEverybody holds for the group of the whole population.
func (c *coverageLines) isEverybody(part model.Expr) model.Cond {
	if part == model.Expr(ref(c.cell("part"))) {
		return equal(ref(c.cell("everybody")), one)
	}
	return c.takesEverybody(part)
}

func (c *coverageLines) takesEverybody(part model.Expr) model.Cond {
	ages := c.groupAges()
	return allOf(
		ages.known, atMost(ages.lo, zero), atMost(ref(oldestAge), ages.hi),
		isCode(GroupPath(c.group.ID, "sex"), string(abnd.Both)), equal(part, one),
	)
}

// schemeAges is whom a scheme is meant for: not known where it has no ages, or
// does not count persons.
func (c *coverageLines) schemeAges(s abnd.Scheme) (meant, bool) {
	if !s.AgeMin.Known || s.CountingUnit != abnd.CountPersons {
		return meant{}, false
	}
	c.addSchemeAges(s)
	return c.rangeOf(s), true
}

// rangeOf is the age range and the sex of a scheme that has one; without an
// oldest age it is open.
func (c *coverageLines) rangeOf(s abnd.Scheme) meant {
	lo, hi, sex := schemeCell(s.ID, "age_min"), schemeCell(s.ID, "age_max"), schemeCell(s.ID, "sex")
	return meant{ref(lo), when(isKnown(hi), ref(hi), ref(oldestAge)), isKnown(lo), func(of abnd.Sex) model.Expr {
		return when(isKnown(sex), oneOf(sex)(of), one)
	}}
}

// addSchemeAges adds the cells of SCHEMES that say whom a scheme is meant for.
func (b *builder) addSchemeAges(s abnd.Scheme) {
	if b.model.Has(schemeCell(s.ID, "age_min")) {
		return
	}
	b.addCell(schemeCell(s.ID, "age_min"), "schemes", abnd.T("%s: youngest age", "%s: idade mínima").Fill(s.Name), abnd.AgeInYears, figure(s.AgeMin), s.Provenance)
	b.addCell(schemeCell(s.ID, "age_max"), "schemes", abnd.T("%s: oldest age", "%s: idade máxima").Fill(s.Name), abnd.AgeInYears, figure(s.AgeMax), s.Provenance)
	b.addChoice(schemeCell(s.ID, "sex"), "schemes", abnd.T("%s: sex", "%s: sexo").Fill(s.Name), model.SexList, string(s.Sex), s.Provenance)
}

// notByAge are the rules whose recipients are not told by the ages of the
// benefit: births, pensions in payment, cases of insurance, the members of a
// household, recipients of another benefit.
func notByAge() []family { return []family{births, pensioners, insured, householdScale, topUp} }

// goesByAge reports whether a benefit's recipients are persons of its ages.
func goesByAge(study *abnd.Study, b abnd.Benefit) bool {
	for _, f := range notByAge() {
		if f.inUse(study, b) {
			return false
		}
	}
	s, ok := study.FindScheme(b.Scheme)
	return !ok || s.CountingUnit == abnd.CountPersons
}

// benefitAges is whom a benefit is meant for under a scenario; its ages can
// change by year.
func (b *builder) benefitAges(scenario string, benefit abnd.Benefit) meant {
	lo, hi := b.benefitAge(scenario, benefit, "age_min"), b.benefitAge(scenario, benefit, "age_max")
	sex := BenefitKey(scenario, benefit.ID, "parameter/sex")
	return meant{ref(lo), ref(hi), allOf(isKnown(lo), isKnown(hi), isKnown(sex)), oneOf(sex)}
}

// benefitAge is an age limit of a benefit, which steps may move.
func (b *builder) benefitAge(scenario string, benefit abnd.Benefit, code string) model.Key {
	if ageSteps.inUse(b.study, benefit) {
		return BenefitKey(scenario, benefit.ID, code+"_used")
	}
	return BenefitKey(scenario, benefit.ID, "parameter/"+code)
}

// belonging is what is known of the recipients of a provision.
type belonging struct {
	all model.Key // every person whom it reaches
	// inAges are those in the ages of the group, people those of whom they
	// are; blank where ages do not tell.
	inAges, people model.Key
	// byBirths says that all are women who give birth.
	byBirths bool
	// part is the share of the group's ages that the group takes.
	part model.Expr
	size model.Key // of the group
	// ownCount holds where the count is of members of the group alone; nil
	// where it never is.
	ownCount model.Cond
	// common are the ages of a benefit that are the group's too.
	common meant
}

// least and most bound the recipients who belong to the group.
func (c *coverageLines) least(p abnd.Provision, x belonging) model.Expr {
	return c.bound(p, x, func(reached, people model.Expr) model.Expr {
		outside := times(minus(one, x.part), people)
		return least(c.mostOf(x, reached, people), greatest(zero, minus(reached, outside)))
	}, zero)
}

func (c *coverageLines) most(p abnd.Provision, x belonging) model.Expr {
	return c.bound(p, x, func(reached, people model.Expr) model.Expr { return c.mostOf(x, reached, people) },
		when(isKnown(x.size), least(ref(x.all), ref(x.size)), blank))
}

func (c *coverageLines) mostOf(x belonging, reached, people model.Expr) model.Expr {
	return when(equal(x.part, one), reached, least(reached, times(x.part, people)))
}

// bound is the number given or that follows, else a bound of it.
func (c *coverageLines) bound(p abnd.Provision, x belonging, byAge func(reached, people model.Expr) model.Expr, otherwise model.Expr) model.Expr {
	all, given := model.Expr(ref(x.all)), ProvisionPath(p, "in_group")
	bound := otherwise
	if x.inAges != "" {
		bound = when(c.isOf(abnd.GroupOfPeople), when(isKnown(x.inAges), byAge(ref(x.inAges), ref(x.people)), blank), bound)
	}
	if x.byBirths {
		bound = when(c.isOf(abnd.GroupOfBirths), byAge(all, ref(frameMothers)), bound)
	}
	belongs := []model.Cond{c.isEverybody(x.part)}
	if x.ownCount != nil {
		belongs = append(belongs, x.ownCount)
	}
	bound = when(isKnown(given), times(all, ref(given)), when(anyOf(belongs...), all, bound))
	bound = when(isKnown(x.all), when(equal(all, zero), zero, bound), blank)
	// Of however many, none.
	return when(notCounted(p), zero, bound)
}

// notCounted holds where PROVISIONS says that a provision does not count in the
// group.
func notCounted(p abnd.Provision) model.Cond {
	given := ProvisionPath(p, "in_group")
	return allOf(isKnown(given), equal(ref(given), zero))
}
