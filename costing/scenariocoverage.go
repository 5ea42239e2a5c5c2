package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// underScenario adds the coverage of a group under one scenario.
type underScenario struct {
	*coverageLines
	scenario abnd.Scenario
	counted  []abnd.Provision // what covers the group
}

// addScenarioCoverage adds who is covered in each year of a scenario, by the same rules
// of overlap: a benefit that is costed by those whom it reaches, a scheme for
// which a benefit stands by that benefit, any other scheme in the proportion
// in which it was last counted, until a benefit that replaces it is paid.
func (c *coverageLines) addScenarioCoverage(s abnd.Scenario) {
	u := underScenario{coverageLines: c, scenario: s, counted: c.covers()}
	var lows, highs []model.Key
	bySex := map[abnd.Sex][]model.Key{}
	var aged []agedProvision
	for i, p := range u.counted {
		if a, ok := u.addRates(p); ok {
			a.place = i
			aged = append(aged, a)
		}
		lows, highs = append(lows, u.of(p)), append(highs, u.of(p, "high"))
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			bySex[sex] = append(bySex[sex], u.of(p, string(sex)))
		}
	}
	u.addCount(u.key("provisions"), abnd.T("Provisions that cover the group", "Regimes e prestações que cobrem o grupo"), c.whole(len(lows)))
	u.addCount(u.key("known"), abnd.T("Provisions with coverage available", "Regimes e prestações com cobertura disponível"), countKnown(lows))
	u.addCount(u.key("exact"), abnd.T("Provisions with coverage available as a single value", "Regimes e prestações com cobertura disponível num só valor"), countAgreed(lows, highs))

	put := u.addTogether(aged)
	together := func(code string, keys []model.Key, sex abnd.Sex) shares {
		return u.addShares(code, len(keys), put(keys, sex))
	}
	c.addEffective(effectiveLines{
		key: u.key, add: u.add, lows: lows, highs: highs, schemes: u.key("provisions"),
		low: together("low", lows, ""), high: together("high", highs, ""),
	})
	size := ref(c.cell("size"))
	covered := abnd.T("Effective coverage, people", "Cobertura efectiva, pessoas")
	leftOut := abnd.T("Not covered, people", "Sem cobertura, pessoas")
	u.add(u.key("covered"), covered, abnd.PersonUnit, times(ref(u.key("effective")), size))
	u.add(u.key("left_out"), leftOut, abnd.PersonUnit, minus(size, ref(u.key("covered"))))
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		known, of := u.key("known", string(sex)), string(sex)
		effective, size := sexLabel(effectivelyCovered, sex), ref(c.cell("size", of))
		u.addCount(known, abnd.T("%s: provisions with data", "%s: regimes e prestações com dados").Fill(effective), countKnown(bySex[sex]))
		u.add(u.key("effective", of), effective, abnd.PureNumber, when(allOf(isKnown(u.key("effective")), equal(ref(known), ref(u.key("known")))), c.union(together(of, bySex[sex], sex)), blank))
		u.add(u.key("covered", of), sexLabel(covered, sex), abnd.PersonUnit, times(ref(u.key("effective", of)), size))
		u.add(u.key("left_out", of), sexLabel(leftOut, sex), abnd.PersonUnit, minus(size, ref(u.key("covered", of))))
	}
	u.add(u.key("covered_possible"), abnd.T("Effective coverage at most, people", "Cobertura efectiva no máximo, pessoas"), abnd.PersonUnit,
		times(ref(u.key("effective_possible")), size))
	u.add(u.key("left_out_certain"), abnd.T("Not covered at least, people", "Sem cobertura no mínimo, pessoas"), abnd.PersonUnit,
		minus(size, ref(u.key("covered_possible"))))
	u.addLegal()
	for _, p := range u.counted {
		u.addAdequacy(p)
	}
}

func (u underScenario) key(line ...string) model.Key {
	return ScenarioCoverageKey(u.scenario.ID, u.group.ID, line...)
}

// of is the key of a provision's line; without a code, that of its coverage
// at least.
func (u underScenario) of(p abnd.Provision, code ...string) model.Key {
	return u.key(append([]string{"by", p.By}, code...)...)
}

func (u underScenario) add(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	u.model.Add(model.Line{Key: key, Group: string(u.key()), Label: label, Unit: unit, Years: u.study.Projection, Blankable: true, Formula: formula})
}

func (u underScenario) addCount(key model.Key, label abnd.Text, formula model.Expr) {
	u.model.Add(model.Line{Key: key, Group: string(u.key()), Label: label, Years: u.study.Projection, Factor: true, Formula: formula})
}

// addShares adds what the rules of overlap ask for more than once: all shares
// added up, and what they cover together at least. Of one share alone both are
// short enough where they are asked for.
func (u underScenario) addShares(code string, provisions int, of shares) shares {
	if provisions < 2 {
		return of
	}
	name := sharesNames[code]
	total, least := u.key("shares", code, "total"), u.key("shares", code, "least")
	u.add(total, abnd.T("%s: shares of all provisions added up", "%s: soma das proporções de todos os regimes e prestações").Fill(name), abnd.PureNumber, of.total)
	u.add(least, abnd.T("%s: covered whatever the overlap", "%s: cobertas qualquer que seja a acumulação").Fill(name), abnd.PureNumber, of.least)
	return shares{total: ref(total), least: ref(least), neither: of.neither}
}

// sharesNames name the shares that are put together.
var sharesNames = map[string]abnd.Text{
	"low":               abnd.T("Certain to belong to the group", "Pertencem de certeza ao grupo"),
	"high":              abnd.T("May belong to the group", "Podem pertencer ao grupo"),
	string(abnd.Female): abnd.T("Women of the group", "Mulheres do grupo"),
	string(abnd.Male):   abnd.T("Men of the group", "Homens do grupo"),
	"law":               abnd.T("By law", "Por lei"),
}

// addLegal adds whom the law covers: by the schemes, and by the benefits in
// the years in which they are paid.
func (u underScenario) addLegal() {
	var shares, known []model.Expr
	for _, p := range u.counted {
		legal := u.legalBy(p)
		share, counts := zeroIfUnknown(legal), model.Expr(when(isKnown(legal), one, zero))
		if _, ok := u.study.FindBenefit(p.By); ok {
			active := ref(BenefitKey(u.scenario.ID, p.By, "active"))
			share, counts = times(share, active), when(equal(active, zero), one, counts)
		}
		shares, known = append(shares, share), append(known, counts)
	}
	u.addCount(u.key("laws"), abnd.T("Provisions with legal coverage available", "Regimes e prestações com cobertura legal disponível"), totalOf(known...))
	laws := ref(u.key("laws"))
	law := u.addShares("law", len(shares), evenly(shares))
	told := allOf(less(zero, laws), anyOf(equal(laws, ref(u.key("provisions"))), less(zero, law.total)))
	u.add(u.key("legal"), abnd.T("Legal coverage, share of the group", "Cobertura legal, proporção do grupo"), abnd.PureNumber,
		when(told, u.union(law), blank))
}

// benefitsOf are the benefits whose recipients a provision has: itself, or
// those that stand for the scheme.
func (u underScenario) benefitsOf(p abnd.Provision) []abnd.Benefit {
	if b, ok := u.study.FindBenefit(p.By); ok {
		return []abnd.Benefit{b}
	}
	var all []abnd.Benefit
	for _, id := range standing(u.study, p.By) {
		b, _ := u.study.FindBenefit(id)
		all = append(all, b)
	}
	return all
}

// addRates adds the share of the group that a provision covers in a year: at
// least, at most, and by sex where that is known.
// It gives how it goes by age, where it does.
func (u underScenario) addRates(p abnd.Provision) (agedProvision, bool) {
	label := abnd.T("%s: share of the group", "%s: proporção do grupo").Fill(u.nameOf(p))
	size := ref(u.cell("size"))
	benefits := u.benefitsOf(p)
	if len(benefits) == 0 {
		return u.addHeld(p, label)
	}
	x := u.addReachedBy(p, benefits)
	u.add(u.of(p), label, abnd.PureNumber, u.shareOf(u.least(p, x), size))
	u.add(u.of(p, "high"), abnd.T("%s, at most", "%s, no máximo").Fill(label), abnd.PureNumber, u.shareOf(u.most(p, x), size))
	given := ProvisionPath(p, "in_group")
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		all := u.recipientsOf(p, benefits, sex)
		var follows model.Expr = blank
		if x.inAges != "" {
			follows = when(allOf(u.isOf(abnd.GroupOfPeople), u.isWhole()), ref(u.of(p, "in_ages", string(sex))), blank)
		}
		follows = when(u.isEverybody(x.part), all, follows)
		typed := when(equal(ref(given), one), all, when(equal(ref(given), zero), zero, blank))
		of := u.shareOf(when(isKnown(given), typed, follows), ref(u.cell("size", string(sex))))
		u.add(u.of(p, string(sex)), sexLabel(label, sex), abnd.PureNumber, u.ofBirths(p, sex, of))
	}
	if x.inAges == "" || len(benefits) > 1 {
		return agedProvision{}, false
	}
	u.addFollows(p, isKnown(given))
	of := u.ofBenefit(p, benefits[0].ID)
	reach := func(sex abnd.Sex) model.Key { return u.addReach(u.scenario, benefits[0], sex) }
	return agedProvision{
		p: p, ages: x.common, known: reach,
		reach: func(sex abnd.Sex) model.Expr { return ref(reach(sex)) },
		both:  func(sex abnd.Sex) model.Key { return of("people", string(sex)) },
	}, true
}

// addFollows adds whether ages tell the recipients of a provision who belong
// to the group, where nothing else does.
func (u underScenario) addFollows(p abnd.Provision, unless ...model.Cond) {
	u.addCount(u.of(p, "follows"), abnd.T("%s: 1 if membership of the group follows from age", "%s: 1 se a pertença ao grupo resulta da idade").Fill(u.nameOf(p)),
		when(anyOf(unless...), zero, when(allOf(u.isOf(abnd.GroupOfPeople), u.isWhole()), one, zero)))
}

// ofBirths is a share by sex that is the share itself in a group of women who
// give birth.
func (u underScenario) ofBirths(p abnd.Provision, sex abnd.Sex, otherwise model.Expr) model.Expr {
	var women model.Expr = blank
	if sex == abnd.Female {
		women = when(agree(u.of(p), u.of(p, "high")), ref(u.of(p)), blank)
	}
	return when(u.isOf(abnd.GroupOfBirths), women, otherwise)
}

// recipientsOf are the persons of one sex whom benefits reach: not known where
// one of their recipients stands for a household.
func (u underScenario) recipientsOf(p abnd.Provision, benefits []abnd.Benefit, sex abnd.Sex) model.Expr {
	terms := make([]model.Expr, len(benefits))
	for i, b := range benefits {
		terms[i] = blank
		if u.persons(p, b.ID) == (one) {
			terms[i] = ref(BenefitKey(u.scenario.ID, b.ID, ofSex("beneficiaries", sex)))
		}
	}
	return sum(terms)
}

// addReachedBy adds whom the benefits of a provision reach, and how many of
// them are in the ages of the group.
func (u underScenario) addReachedBy(p abnd.Provision, benefits []abnd.Benefit) belonging {
	name := u.nameOf(p)
	x := belonging{all: u.of(p, "persons"), part: ref(u.cell("part")), size: u.cell("size"), byBirths: true}
	reached := make([]model.Expr, len(benefits))
	byAge := true
	for i, b := range benefits {
		reached[i] = times(ref(BenefitKey(u.scenario.ID, b.ID, "beneficiaries")), u.persons(p, b.ID))
		if births.inUse(u.study, b) && SeriesGiven(&u.study.Vital.MultipleBirths) {
			// The benefit counts births; whom it covers are their mothers.
			reached[i] = times(reached[i], over(ref(frameMothers), ref(frameBirths)))
		}
		byAge = byAge && goesByAge(u.study, b) && u.persons(p, b.ID) == (one)
		x.byBirths = x.byBirths && births.inUse(u.study, b)
	}
	u.add(x.all, abnd.T("%s: persons covered", "%s: pessoas cobertas").Fill(name), abnd.PersonUnit, sum(reached))
	if !byAge {
		return x
	}
	x.inAges, x.people = u.of(p, "in_ages"), u.of(p, "of_ages")
	inAges := map[abnd.Sex][]model.Expr{}
	var people []model.Expr
	for _, b := range benefits {
		of := u.ofBenefit(p, b.ID)
		common := u.addCommonAges(u.commonAges(b.Name, func(code ...string) model.Key { return of("ages", code...) }), u.benefitAges(u.scenario.ID, b), u.groupAges())
		x.common = common
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			recipients, both := ref(BenefitKey(u.scenario.ID, b.ID, ofSex("beneficiaries", sex))), of("people", string(sex))
			u.add(both, sexLabel(abnd.T("%s: people of its ages in the group's", "%s: pessoas das suas idades nas do grupo").Fill(b.Name), sex), abnd.PersonUnit,
				u.peopleInCommon(sex, common))
			inAges[sex] = append(inAges[sex], when(equal(recipients, zero), zero, times(ref(u.addReach(u.scenario, b, sex)), ref(both))))
			people = append(people, ref(both))
		}
	}
	label := abnd.T("%s: persons in the ages of the group", "%s: pessoas nas idades do grupo").Fill(name)
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		u.add(u.of(p, "in_ages", string(sex)), sexLabel(label, sex), abnd.PersonUnit, sum(inAges[sex]))
	}
	u.add(x.inAges, label, abnd.PersonUnit, plus(ref(u.of(p, "in_ages", string(abnd.Female))), ref(u.of(p, "in_ages", string(abnd.Male)))))
	u.add(x.people, abnd.T("%s: people of its ages in the group's", "%s: pessoas das suas idades nas do grupo").Fill(name), abnd.PersonUnit, sum(people))
	return x
}

// ofBenefit are the keys of a benefit's lines in a provision.
func (u underScenario) ofBenefit(p abnd.Provision, benefit string) func(code string, of ...string) model.Key {
	return func(code string, of ...string) model.Key {
		return u.of(p, append([]string{"benefit", benefit, code}, of...)...)
	}
}

// commonAges are lines of the ages in common under the scenario.
func (u underScenario) commonAges(name abnd.Text, key func(code ...string) model.Key) commonAges {
	return commonAges{name: name, key: key, add: func(line model.Line, moves bool) {
		line.Group = string(u.key())
		if moves {
			line.Years = u.study.Projection
		}
		u.model.Add(line)
	}}
}

// addHeld adds the coverage of a scheme that no benefit stands for: what it
// covered when it was last counted, of the people of its ages where ages
// tell, until a benefit that replaces it is paid.
func (u underScenario) addHeld(p abnd.Provision, label abnd.Text) (agedProvision, bool) {
	still := u.stillPaid(p)
	held := func(code string) model.Expr {
		return times(append([]model.Expr{ref(u.coverageLines.of(p, code))}, still...)...)
	}
	low, high := held("rate_low"), held("rate_high")
	s, _ := u.study.FindScheme(p.By)
	_, byItsAges := u.schemeAges(s)
	both := func(sex abnd.Sex) model.Key { return u.coverageLines.of(p, ofSex("people", sex)) }
	if byItsAges {
		u.addFollows(p, isKnown(ProvisionPath(p, "in_group")), isKnown(ProvisionPath(p, "recipients")))
		follows := equal(ref(u.of(p, "follows")), one)
		now := u.shareOf(times(held("reach"), plus(ref(both(abnd.Female)), ref(both(abnd.Male)))), ref(u.cell("size")))
		low, high = when(follows, now, low), when(follows, now, high)
	}
	u.add(u.of(p), label, abnd.PureNumber, low)
	u.add(u.of(p, "high"), abnd.T("%s, at most", "%s, no máximo").Fill(label), abnd.PureNumber, high)
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		u.add(u.of(p, string(sex)), sexLabel(label, sex), abnd.PureNumber, u.ofBirths(p, sex, held("rate/"+string(sex))))
	}
	return agedProvision{
		p: p, ages: u.heldAges(p), both: both, known: func(abnd.Sex) model.Key { return u.coverageLines.of(p, "reach") },
		reach: func(abnd.Sex) model.Expr { return held("reach") },
	}, byItsAges
}

// persons is whom one beneficiary of a benefit stands for: where it stands for
// a scheme that counts households, those of the household, unless its target
// group has all members already.
func (u underScenario) persons(p abnd.Provision, benefit string) model.Expr {
	s, ok := u.study.FindScheme(p.By)
	if !ok || s.CountingUnit != abnd.CountHouseholds {
		return one
	}
	if b, _ := u.study.FindBenefit(benefit); householdScale.inUse(u.study, b) {
		members := isCode(BenefitKey(u.scenario.ID, benefit, "parameter/scale_counts"), scaleCountsPersons)
		return when(members, one, u.perUnit(p, s))
	}
	return u.perUnit(p, s)
}

// nameOf is the name of the scheme or benefit that a provision is.
func (b *builder) nameOf(p abnd.Provision) abnd.Text {
	if s, ok := b.study.FindScheme(p.By); ok {
		return s.Name
	}
	benefit, _ := b.study.FindBenefit(p.By)
	return benefit.Name
}
