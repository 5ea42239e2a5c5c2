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
//	persons  = recipients × persons per unit × share in the group
//	coverage = persons ÷ size of the group in the year of the count
//
// What the share in the group is where PROVISIONS leaves it blank stands in
// ingroup.go: persons and coverage have a least and a most.
func (c *coverageLines) addProvision(p abnd.Provision) {
	c.addProvisionInputs(p)
	scheme, ok := c.study.FindScheme(p.By)
	if !ok {
		return
	}
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
	own := func(figure string) model.Expr {
		return when(isKnown(ProvisionPath(p, "recipients")), ifKnown(ProvisionPath(p, figure)), ifKnown(schemeCell(s.ID, figure)))
	}
	label := func(t abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(s.Name, t) }
	year := ref(c.of(p, "year"))
	c.add(c.of(p, "year"), label(abnd.T("reference year of the count", "ano de referência da contagem")), abnd.CalendarYear, own("recipients_year"))
	c.add(c.of(p, "counted"), label(abnd.T("persons counted", "pessoas contadas")), abnd.PersonUnit, times(own("recipients"), c.perUnit(p, s)))

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
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		key := c.of(p, ofSex("persons", sex))
		all := ref(c.of(p, "persons"))
		c.add(key, sexLabel(label(persons), sex), abnd.PersonUnit, when(equal(all, zero), zero, times(all, c.ofWomen(p, sex))))
		c.add(c.of(p, ofSex("rate", sex)), sexLabel(label(rate), sex), abnd.PureNumber,
			c.shareOf(ref(key), inYear(c.cell(among, string(sex)), year)))
	}
}

// addReached adds what share of the people of its ages a scheme reaches, and
// how many of them are in the ages of the group.
//
//	reach   = persons counted ÷ people of its ages
//	in ages = reach × people of the ages of both
func (c *coverageLines) addReached(p abnd.Provision, s abnd.Scheme, ages meant) {
	label := func(t abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(s.Name, t) }
	c.addSchemePeople(s, ages)
	both := abnd.T("people of its ages in the group's", "pessoas das suas idades nas do grupo")
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.addByYear(c.of(p, ofSex("people", sex)), sexLabel(label(both), sex), abnd.PersonUnit, c.peopleMeant(sex, ages, c.groupAges()))
	}
	then := func(key model.Key) model.Expr { return inYear(key, ref(c.of(p, "year"))) }
	c.add(c.of(p, "reach"), label(abnd.T("share of the people of its ages", "proporção das pessoas das suas idades")), abnd.PureNumber,
		c.shareOf(ref(c.of(p, "counted")), then(LifeCycleKey(s.ID, "people"))))
	c.add(c.of(p, "of_ages"), label(both), abnd.PersonUnit, plus(then(c.of(p, ofSex("people", abnd.Female))), then(c.of(p, ofSex("people", abnd.Male)))))
	c.add(c.of(p, "in_ages"), label(abnd.T("persons in the ages of the group", "pessoas nas idades do grupo")), abnd.PersonUnit,
		times(ref(c.of(p, "reach")), ref(c.of(p, "of_ages"))))
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

// addAdequacy adds the benefit a month and its ratio to each benchmark in the
// year of the benefit.
//
//	a month  = benefit × payments a year ÷ 12 [÷ persons in the household]
//	adequacy = benefit a month ÷ benchmark
func (c *coverageLines) addAdequacy(p abnd.Provision, s abnd.Scheme) {
	label := func(t abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(s.Name, t) }
	factors := times(ifKnown(schemeCell(s.ID, "benefit")), ifKnown(schemeCell(s.ID, "payments")))
	if s.CountingUnit == abnd.CountHouseholds {
		factors = over(factors, c.perUnit(p, s))
	}
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
	// How the sentence on it begins.
	c.addCount(c.of(p, "adequacy/known"), label(abnd.T("adequacy: 1 if it is available", "adequação: 1 se está disponível")),
		when(isKnown(c.of(p, "adequacy")), one, zero))
	c.add(c.of(p, "adequate_rate"), label(abnd.T("share of the group with an adequate benefit", "proporção do grupo com prestação adequada")), abnd.PureNumber,
		when(allOf(isKnown(enough), isKnown(c.of(p, "rate_low")), equal(ref(c.of(p, "rate_low")), zero)), zero, when(allOf(isKnown(enough), isKnown(c.of(p, "adequacy"))), when(atMost(ref(enough), ref(c.of(p, "adequacy"))), ref(c.of(p, "rate_low")), zero), blank)))
}
