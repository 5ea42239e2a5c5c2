package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ProvisionPath is the path of a figure of a provision.
func ProvisionPath(p abnd.Provision, figure string) model.Key {
	return abnd.JoinPath("provisions", p.Group, p.By, figure)
}

// addProvision adds what is known of one provision in the group. Only schemes
// have recipients to be assessed; a benefit that is costed covers people under
// a scenario.
//
//	persons  = recipients paid × persons per unit × share in the group
//	coverage = persons ÷ size of the group in the year of the count
//
// Effective coverage is of those who were paid in the year; those who are
// enrolled and were not are a figure of their own. Where a scheme counts
// households, the persons are all their members; those to whom it is paid, one
// for each household, are its direct recipients. SDG indicator 1.3.1 counts
// these (ILO, World Social Protection Data), the ASPIRE database of the World
// Bank both.
//
// What the share in the group is where PROVISIONS leaves it blank stands in
// ingroup.go: persons and coverage have a least and a most.
func (c *coverageLines) addProvision(p abnd.Provision) {
	c.addProvisionInputs(p)
	scheme, ok := c.study.FindScheme(p.By)
	if !ok {
		return
	}
	c.addLegal(p, scheme)
	c.addCovered(p, scheme)
	if p.Role == abnd.Covers {
		c.addAdequacy(p, scheme)
	}
}

func (c *coverageLines) addProvisionInputs(p abnd.Provision) {
	put := func(code string, label abnd.Text, unit abnd.Unit, f abnd.Figure) {
		c.addCell(ProvisionPath(p, code), "provisions", label, unit, figure(f), p.Provenance)
	}
	put("legal", abnd.T("Legal coverage, share of the group", "Cobertura legal, proporção do grupo"), abnd.PureNumber, p.Legal)
	put("recipients", abnd.T("Recipients in the group, if not all of the scheme's", "Beneficiários no grupo, se não forem todos os do regime"), abnd.PersonUnit, p.Recipients)
	c.addCell(ProvisionPath(p, "recipients_year"), "provisions", abnd.T("Reference year of the count", "Ano de referência da contagem"), abnd.CalendarYear, yearOf(p.Recipients.Year), p.Provenance)
	put("per_unit", abnd.T("Persons per unit counted", "Pessoas por cada unidade contada"), abnd.PureNumber, p.PerUnit)
	put("in_group", abnd.T("Share of these persons in the group", "Proporção destas no grupo"), abnd.PureNumber, p.InGroup)
	put("women", abnd.T("Share of women among these persons", "Proporção de mulheres entre estas pessoas"), abnd.PureNumber, p.Women)
}

// perUnit is what converts a scheme's count to persons: not known where
// households or members are counted and nobody says.
func (c *coverageLines) perUnit(p abnd.Provision, s abnd.Scheme) model.Expr {
	key := ProvisionPath(p, "per_unit")
	var otherwise model.Expr = blank
	if s.CountingUnit == abnd.CountPersons {
		otherwise = one
	}
	return when(isKnown(key), ref(key), otherwise)
}

// addCovered adds the persons of a scheme in the group, at least and at most,
// and the share of the group that they are, in all and by sex.
func (c *coverageLines) addCovered(p abnd.Provision, s abnd.Scheme) {
	own := func(figure string, ofScheme model.Expr) model.Expr {
		return when(isKnown(ProvisionPath(p, "recipients")), ifKnown(ProvisionPath(p, figure)), ofScheme)
	}
	label := func(t abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(s.Name, t) }
	year := ref(c.of(p, "year"))
	c.add(c.of(p, "year"), label(abnd.T("reference year of the count", "ano de referência da contagem")), abnd.CalendarYear, own("recipients_year", ifKnown(schemeCell(s.ID, "recipients_year"))))
	c.add(c.of(p, "received"), label(abnd.T("recipients who were paid", "beneficiários a quem se pagou")), abnd.PersonUnit, own("recipients", paidOf(s)))
	c.add(c.of(p, "counted"), label(abnd.T("persons counted", "pessoas contadas")), abnd.PersonUnit, times(ref(c.of(p, "received")), c.perUnit(p, s)))

	among, part := "size", model.Expr(ref(c.cell("part")))
	if p.Role == abnd.TakesOut {
		among, part = "people", ifKnown(GroupPath(c.group.ID, "share"))
	}
	size := c.of(p, "size")
	c.add(size, label(abnd.T("size of the group in that year", "dimensão do grupo nesse ano")), abnd.PersonUnit, inYear(c.cell(among), year))
	x := belonging{all: c.of(p, "counted"), part: part, size: size, ownCount: isKnown(ProvisionPath(p, "recipients"))}
	if ages, ok := c.schemeAges(s); ok {
		c.addReached(p, s, ages)
		x.inAges, x.people = c.of(p, "in_ages"), c.of(p, "of_ages")
	}
	persons, rate := abnd.T("persons in the group", "pessoas no grupo"), abnd.T("share of the group", "proporção do grupo")
	// Of a count that does not matter the year may well not be known.
	share := func(persons string) model.Expr {
		return when(notCounted(p), zero, c.shareOf(ref(c.of(p, persons)), ref(size)))
	}
	atLeast, utmost := abnd.T("%s, at least", "%s, no mínimo"), abnd.T("%s, at most", "%s, no máximo")
	c.add(c.of(p, "persons_low"), label(atLeast.Fill(persons)), abnd.PersonUnit, c.least(p, x))
	c.add(c.of(p, "persons_high"), label(utmost.Fill(persons)), abnd.PersonUnit, c.most(p, x))
	c.add(c.of(p, "persons"), label(persons), abnd.PersonUnit, c.oneFigure(c.of(p, "persons_low"), c.of(p, "persons_high")))
	c.add(c.of(p, "rate"), label(rate), abnd.PureNumber, share("persons"))
	c.add(c.of(p, "rate_low"), label(atLeast.Fill(rate)), abnd.PureNumber, share("persons_low"))
	c.add(c.of(p, "rate_high"), label(utmost.Fill(rate)), abnd.PureNumber, share("persons_high"))
	c.addUnpaid(p, s)
	if countsHouseholds(s) {
		c.addDirect(p, s, x)
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		key := c.of(p, ofSex("persons", sex))
		all := ref(c.of(p, "persons"))
		c.add(key, sexLabel(label(persons), sex), abnd.PersonUnit, when(equal(all, zero), zero, times(all, c.ofWomen(p, sex))))
		c.add(c.of(p, ofSex("rate", sex)), sexLabel(label(rate), sex), abnd.PureNumber,
			c.shareOf(ref(key), inYear(c.cell(among, string(sex)), year)))
	}
}

// addLegal adds whom the law covers by a scheme: nobody where it is known that
// no law is behind it.
func (c *coverageLines) addLegal(p abnd.Provision, s abnd.Scheme) {
	legal := ifKnown(ProvisionPath(p, "legal"))
	if s.Law.HasNoLaw() {
		legal = zero
	}
	c.add(c.of(p, "legal"), abnd.T("%s: legal coverage, share of the group", "%s: cobertura legal, proporção do grupo").Fill(s.Name), abnd.PureNumber, legal)
}

// paidOf are the recipients of a scheme who were paid in the year of the count:
// all of them, where no count tells them apart.
func paidOf(s abnd.Scheme) model.Expr {
	paid := schemeCell(s.ID, "recipients_paid")
	return when(isKnown(paid), ref(paid), ifKnown(schemeCell(s.ID, "recipients")))
}

// addUnpaid adds the persons who are enrolled and were not paid in the year of
// the count, as many of them in the group as of those who were:
//
//	unpaid = (recipients − recipients paid) ÷ recipients paid × persons in the group
func (c *coverageLines) addUnpaid(p abnd.Provision, s abnd.Scheme) {
	enrolled, paid, own := schemeCell(s.ID, "recipients"), schemeCell(s.ID, "recipients_paid"), ProvisionPath(p, "recipients")
	among := c.of(p, "persons_low")
	c.add(c.of(p, "unpaid"), abnd.T("%s: enrolled and not paid, persons in the group", "%s: inscritas e não pagas, pessoas no grupo").Fill(s.Name), abnd.PersonUnit,
		when(allOf(isKnown(enrolled), isKnown(paid), less(zero, ref(paid))),
			when(isKnown(own), blank, when(isKnown(among), times(over(minus(ref(enrolled), ref(paid)), ref(paid)), ref(among)), blank)), blank))
}

// countsHouseholds reports whether one recipient of a scheme stands for a
// household.
func countsHouseholds(s abnd.Scheme) bool { return s.CountingUnit == abnd.CountHouseholds }

// addDirect adds the direct recipients of a scheme that counts households, at
// least and at most: one for each household. Which of its members they are is
// not known, unless only they are counted or the group is everybody.
func (c *coverageLines) addDirect(p abnd.Provision, s abnd.Scheme, x belonging) {
	received, unit := ref(c.of(p, "received")), ProvisionPath(p, "per_unit")
	alone := allOf(isKnown(unit), atMost(ref(unit), one))
	label := abnd.T("%s: direct recipients", "%s: beneficiários directos").Fill(s.Name)
	bound := func(line string, label abnd.Text, members, otherwise model.Expr) {
		persons := when(alone, members, when(c.isEverybody(x.part), received, otherwise))
		c.add(c.of(p, "direct_"+line), label, abnd.PureNumber, when(notCounted(p), zero, when(isKnown(c.of(p, "received")), c.shareOf(persons, ref(x.size)), blank)))
	}
	low, high := c.of(p, "persons_low"), c.of(p, "persons_high")
	bound("low", abnd.T("%s, at least", "%s, no mínimo").Fill(label), ref(low), zero)
	bound("high", abnd.T("%s, at most", "%s, no máximo").Fill(label), ref(high), when(isKnown(high), least(received, ref(high)), blank))
}

// addReached adds what share of the people of its ages a scheme reaches, and
// how many of them are in the ages of the group.
//
//	reach   = persons counted ÷ people of its ages
//	in ages = reach × people of the ages of both
func (c *coverageLines) addReached(p abnd.Provision, s abnd.Scheme, ages meant) {
	label := func(t abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(s.Name, t) }
	c.addSchemePeople(s, ages)
	both, common := abnd.T("people of its ages in the group's", "pessoas das suas idades nas do grupo"), c.addHeldAges(p, s, ages)
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.addByYear(c.of(p, ofSex("people", sex)), sexLabel(label(both), sex), abnd.PersonUnit, c.peopleInCommon(sex, common))
	}
	then := func(key model.Key) model.Expr { return inYear(key, ref(c.of(p, "year"))) }
	c.add(c.of(p, "reach"), label(abnd.T("share of the people of its ages", "proporção das pessoas das suas idades")), abnd.PureNumber,
		c.shareOf(ref(c.of(p, "counted")), then(LifeCycleKey(s.ID, "people"))))
	c.add(c.of(p, "of_ages"), label(both), abnd.PersonUnit, plus(then(c.of(p, ofSex("people", abnd.Female))), then(c.of(p, ofSex("people", abnd.Male)))))
	c.add(c.of(p, "in_ages"), label(abnd.T("persons in the ages of the group", "pessoas nas idades do grupo")), abnd.PersonUnit,
		times(ref(c.of(p, "reach")), ref(c.of(p, "of_ages"))))
}

// addHeldAges adds the ages that a scheme has in common with the group.
func (c *coverageLines) addHeldAges(p abnd.Provision, s abnd.Scheme, ages meant) meant {
	return c.addCommonAges(commonAges{
		name: s.Name, key: c.heldAgesKey(p),
		add: func(line model.Line, _ bool) {
			line.Group = string(c.cell())
			c.model.Add(line)
		},
	}, ages, c.groupAges())
}

// heldAges are the ages that addHeldAges has added.
func (c *coverageLines) heldAges(p abnd.Provision) meant { return inCommon(c.heldAgesKey(p)) }

func (c *coverageLines) heldAgesKey(p abnd.Provision) func(code ...string) model.Key {
	return func(code ...string) model.Key {
		return c.of(p, string(abnd.JoinPath(append([]string{"ages"}, code...)...)))
	}
}

// oneFigure is what two bounds agree on: not known where they do not.
func (c *coverageLines) oneFigure(low, high model.Key) model.Expr {
	return when(agree(low, high), ref(low), blank)
}

// agree holds where both lines are known and equal.
func agree(low, high model.Key) model.Cond {
	return allOf(isKnown(low), isKnown(high), equal(ref(low), ref(high)))
}

// ofWomen is the share of one sex among a provision's persons: all or none in
// a group of one sex, else what the provision says.
func (c *coverageLines) ofWomen(p abnd.Provision, sex abnd.Sex) model.Expr {
	women := model.Expr(ref(ProvisionPath(p, "women")))
	whole, other := model.Expr(one), model.Expr(zero)
	if sex == abnd.Male {
		women, whole, other = minus(one, women), other, whole
	}
	of, sexCell := GroupPath(c.group.ID, "of"), GroupPath(c.group.ID, "sex")
	return when(anyOf(isCode(of, string(abnd.GroupOfBirths)), isCode(sexCell, string(abnd.Female))), whole, when(isCode(sexCell, string(abnd.Male)), other, when(isKnown(ProvisionPath(p, "women")), women, blank)))
}

// shareOf is part ÷ whole; none of nobody is not known.
func (c *coverageLines) shareOf(part, whole model.Expr) model.Expr {
	return when(equal(whole, zero), blank, over(part, whole))
}

// meantFor is the number of persons whom one payment of a scheme is meant for.
func (c *coverageLines) meantFor(p abnd.Provision, s abnd.Scheme) model.Expr {
	given := schemeCell(s.ID, "benefit_for")
	otherwise := model.Expr(one)
	if countsHouseholds(s) {
		otherwise = c.perUnit(p, s)
	}
	return when(isKnown(given), ref(given), otherwise)
}

// addAdequacy adds the benefit a month and its ratio to each benchmark in the
// year of the benefit.
//
//	a month  = benefit × payments a year ÷ persons whom it is meant for ÷ 12
//	adequacy = benefit a month ÷ benchmark
func (c *coverageLines) addAdequacy(p abnd.Provision, s abnd.Scheme) {
	label := func(t abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(s.Name, t) }
	factors := over(times(ifKnown(schemeCell(s.ID, "benefit")), ifKnown(schemeCell(s.ID, "payments"))), c.meantFor(p, s))
	monthly, year := c.of(p, "monthly"), ref(schemeCell(s.ID, "benefit_year"))
	c.add(monthly, label(abnd.T("benefit per person per month", "prestação por pessoa e mês")), abnd.MoneyPerMonth, over(factors, ref(monthsPerYear)))
	for i, code := range AdequacyBenchmarkList.Codes {
		c.add(c.of(p, "adequacy/"+code.Code), label(abnd.T("benefit, share of the %s", "prestação, em %% da referência: %s").Fill(code.Label)), abnd.PureNumber,
			over(ref(monthly), inYear(adequacyBenchmarks[i], year)))
	}
	ratios := make([]model.Expr, len(AdequacyBenchmarkList.Codes))
	for i, code := range AdequacyBenchmarkList.Codes {
		ratios[i] = ref(c.of(p, "adequacy/"+code.Code))
	}
	benchmark, enough := GroupPath(c.group.ID, "benchmark"), GroupPath(c.group.ID, "adequate")
	c.add(c.of(p, "adequacy"), label(abnd.T("benefit, share of the group's benchmark", "prestação, proporção da referência do grupo")), abnd.PureNumber,
		choose(benchmark, ratios...))
	now := c.of(p, "adequacy")
	// How the sentence on it begins.
	state := when(isKnown(now), one, zero)
	if c.hasAdequacyOver(p) {
		c.addAdequacyOver(p, s)
		now = c.of(p, "adequacy/now")
		c.add(now, label(abnd.T("adequacy that is measured: of the first year, or of the year of the benefit", "adequação que se mede: do primeiro ano, ou do ano da prestação")), abnd.PureNumber,
			when(isKnown(c.of(p, "adequacy/first")), ref(c.of(p, "adequacy/first")), ifKnown(c.of(p, "adequacy"))))
		state = when(allOf(isKnown(c.of(p, "adequacy/first")), isKnown(c.of(p, "adequacy/last"))), two, when(isKnown(now), one, zero))
	}
	c.addCount(c.of(p, "adequacy/known"), label(abnd.T("adequacy: 2 of the first and last year, 1 of the year of the benefit, 0 not available", "adequação: 2 do primeiro e do último ano, 1 do ano da prestação, 0 não disponível")), state)
	c.add(c.of(p, "adequate_rate"), label(abnd.T("share of the group with an adequate benefit", "proporção do grupo com prestação adequada")), abnd.PureNumber,
		when(allOf(isKnown(enough), isKnown(c.of(p, "rate_low")), equal(ref(c.of(p, "rate_low")), zero)), zero, when(allOf(isKnown(enough), isKnown(now)), when(atMost(ref(enough), ref(now)), ref(c.of(p, "rate_low")), zero), blank)))
}
