package costing

import "github.com/openabnd/engine/abnd"

// underScenario adds the coverage of a group under one scenario.
type underScenario struct {
	*coverageLines
	scenario abnd.Scenario
}

// addUnder adds who is covered in each year of a scenario, by the same rules
// of overlap: a benefit that is costed by those whom it reaches, a scheme for
// which a benefit stands by that benefit, any other scheme in the proportion
// in which it was last counted, until a benefit that replaces it is paid.
func (c *coverageLines) addUnder(s abnd.Scenario) {
	u := underScenario{c, s}
	var rates []Key
	for _, p := range c.provisions {
		if p.Role != abnd.Covers {
			continue
		}
		rates = append(rates, u.of(p))
		u.add(u.of(p), abnd.T("%s: share of the group", "%s: proporção do grupo").Fill(c.nameOf(p)), abnd.PureNumber, u.rate(p))
	}
	known := u.key("known")
	c.model.Add(Line{
		Key: known, Group: string(u.key()), Label: abnd.T("Provisions with a known coverage", "Disposições com cobertura conhecida"),
		Years: c.study.Projection, Factor: true, Formula: countKnown(rates),
	})
	// At least nobody is no knowledge: a benefit that is not paid yet covers
	// nobody, but says nothing of schemes whose coverage is not known.
	told := All{[]Cond{Compare{Less, Zero{}, Ref{known}},
		Any{[]Cond{Compare{Equal, Ref{known}, countAll(rates)}, Compare{Less, Zero{}, sumOf(knownOrNoneOf(rates))}}}}}
	union := func(code string, label abnd.Text, of func([]Expr) Expr) {
		u.add(u.key(code), label, abnd.PureNumber, If{told, of(knownOrNoneOf(rates)), Unknown{}})
	}
	union("effective", abnd.T("Effectively covered, share of the group", "Com cobertura efectiva, proporção do grupo"), c.union)
	union("effective_low", abnd.T("The same, least whatever the overlap", "O mesmo, mínimo qualquer que seja a sobreposição"), lowestUnion)
	union("effective_high", abnd.T("The same, most whatever the overlap", "O mesmo, máximo qualquer que seja a sobreposição"), highestUnion)
	size := Ref{c.cell("size")}
	u.add(u.key("covered"), abnd.T("Effectively covered, people", "Com cobertura efectiva, pessoas"), abnd.PersonUnit, Times(Ref{u.key("effective")}, size))
	u.add(u.key("left_out"), abnd.T("Left out, people", "Excluídas, pessoas"), abnd.PersonUnit, Minus(size, Ref{u.key("covered")}))
}

func (u underScenario) key(line ...string) Key {
	return ScenarioCoverageKey(u.scenario.ID, u.group.ID, line...)
}

func (u underScenario) of(p abnd.Provision) Key { return u.key("by", p.By) }

func (u underScenario) add(key Key, label abnd.Text, unit abnd.Unit, formula Expr) {
	u.model.Add(Line{Key: key, Group: string(u.key()), Label: label, Unit: unit, Years: u.study.Projection, Blankable: true, Formula: formula})
}

// rate is the share of the group that a provision covers in a year.
func (u underScenario) rate(p abnd.Provision) Expr {
	benefits := standing(u.study, p.By)
	if _, ok := u.study.FindBenefit(p.By); ok {
		benefits = []string{p.By}
	}
	if len(benefits) == 0 {
		factors := []Expr{Ref{u.coverageLines.of(p, "rate")}}
		for _, id := range successors(u.study, p.By) {
			factors = append(factors, Minus(One{}, Ref{BenefitKey(u.scenario.ID, id, "active")}))
		}
		return Times(factors...)
	}
	reached := make([]Expr, len(benefits))
	for i, id := range benefits {
		reached[i] = Times(Ref{BenefitKey(u.scenario.ID, id, "beneficiaries")}, u.persons(p, id))
	}
	return u.shareOf(Times(sumOf(reached), inGroup(p)), Ref{u.cell("size")})
}

// persons is whom one beneficiary of a benefit stands for: where it stands for
// a scheme that counts households, those of the household, unless its target
// group has all members already.
func (u underScenario) persons(p abnd.Provision, benefit string) Expr {
	s, ok := u.study.FindScheme(p.By)
	if !ok || s.CountingUnit != abnd.CountHouseholds {
		return One{}
	}
	if b, _ := u.study.FindBenefit(benefit); householdScale.inUse(u.study, b) {
		members := Is{BenefitKey(u.scenario.ID, benefit, "parameter/scale_counts"), scaleCountsPersons}
		return If{members, One{}, u.perUnit(p, s)}
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
