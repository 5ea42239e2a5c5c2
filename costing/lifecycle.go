package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// LifeSpan is the range of single ages over which the lines of the life cycle
// run, in place of years: a line's column is then an age.
var LifeSpan = abnd.Years{First: 0, Last: abnd.MaxAge}

// LifeCycleKey is the key of a line of the life cycle: of a scheme, as in
// LifeCycleKey("TLS-SP-OLD", "covered"), or the law's, LifeCycleKey("legal").
func LifeCycleKey(line ...string) model.Key {
	return abnd.JoinPath(append([]string{"lifecycle"}, line...)...)
}

const lifeCycleAge model.Key = "lifecycle/age"

// LifeCycleSchemes lists the schemes of the life cycle in the order of the
// study: those with an age range that cover a group of people with something
// other than health care. Where their recipients are not known, neither is
// their share.
func LifeCycleSchemes(study *abnd.Study) []abnd.Scheme {
	var all []abnd.Scheme
	for _, s := range study.Schemes {
		if _, ok := lifeCycleProvision(study, s); ok && s.AgeMin.Known {
			all = append(all, s)
		}
	}
	return all
}

// lifeCycleProvision is the first provision by which a scheme covers people
// of an age group.
func lifeCycleProvision(study *abnd.Study, s abnd.Scheme) (abnd.Provision, bool) {
	for _, p := range study.Provisions {
		g, ok := study.FindGroup(p.Group)
		if ok && p.By == s.ID && p.Role == abnd.Covers && g.Of == abnd.GroupOfPeople && g.Guarantee != abnd.Health {
			return p, true
		}
	}
	return abnd.Provision{}, false
}

// addLifeCycle adds the coverage of single ages: each scheme reaches the same
// share of every age of its range, and the law the greatest share that it
// covers of any group of that age. Of an age of which no group's law is known,
// neither is that: nobody is then not the answer.
//
//	covered[a] = recipients × persons per unit ÷ people of the age range, for ages in it
func (b *builder) addLifeCycle() {
	if len(b.study.Provisions) == 0 {
		return
	}
	ages := make([]float64, LifeSpan.Len())
	for i := range ages {
		ages[i] = float64(i)
	}
	b.model.Add(model.Line{Key: lifeCycleAge, Group: "lifecycle", Label: abnd.T("Age", "Idade"), Unit: abnd.AgeInYears, Years: LifeSpan, Inputs: ages})
	covered := func(key model.Key, label abnd.Text, formula model.Expr) {
		b.model.Add(model.Line{Key: key, Group: "lifecycle", Label: label, Unit: abnd.PureNumber, Years: LifeSpan, Blankable: true, Formula: formula})
	}
	for _, s := range LifeCycleSchemes(b.study) {
		p, _ := lifeCycleProvision(b.study, s)
		b.addLifeCycleScheme(p, s, covered)
	}
	terms := []model.Expr{zero}
	var known []model.Cond
	for _, g := range b.study.Groups {
		if g.Of != abnd.GroupOfPeople || g.Guarantee == abnd.Health {
			continue
		}
		legal, share := CoverageKey(g.ID, "legal"), GroupPath(g.ID, "share")
		here := allOf(isKnown(legal), isKnown(share), between(GroupPath(g.ID, "age_min"), GroupPath(g.ID, "age_max")))
		terms, known = append(terms, when(here, times(ref(legal), ref(share)), zero)), append(known, here)
	}
	law := model.Expr(blank)
	if len(known) > 0 {
		law = when(anyOf(known...), greatest(terms...), blank)
	}
	covered(LifeCycleKey("legal"), abnd.T("Legal coverage, at least", "Cobertura legal, no mínimo"), law)
}

// between holds at the ages of a range.
func between(lo, hi model.Key) model.Cond {
	return allOf(atMost(ref(lo), ref(lifeCycleAge)), atMost(ref(lifeCycleAge), ref(hi)))
}

func (b *builder) addLifeCycleScheme(p abnd.Provision, s abnd.Scheme, covered func(model.Key, abnd.Text, model.Expr)) {
	g, _ := b.study.FindGroup(p.Group)
	c := &coverageLines{builder: b, group: g}
	lo, hi := schemeCell(s.ID, "age_min"), LifeCycleKey(s.ID, "age_max")
	b.addSchemeAges(s)
	single := func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: key, Group: "lifecycle", Label: label, Unit: unit, Blankable: true, Formula: formula})
	}
	single(hi, abnd.T("%s: oldest age, or none", "%s: idade máxima, ou nenhuma").Fill(s.Name), abnd.AgeInYears,
		when(isKnown(schemeCell(s.ID, "age_max")), ref(schemeCell(s.ID, "age_max")), ref(oldestAge)))
	people := LifeCycleKey(s.ID, "people")
	c.addSchemePeople(s, c.rangeOf(s))
	rate := LifeCycleKey(s.ID, "rate")
	single(rate, abnd.T("%s: share of its age range", "%s: proporção do seu intervalo de idades").Fill(s.Name), abnd.PureNumber,
		c.shareOf(times(paidOf(s), c.perUnit(p, s)), inYear(people, ref(schemeCell(s.ID, "recipients_year")))))
	covered(LifeCycleKey(s.ID, "covered"), s.Name, when(isKnown(rate), when(between(lo, hi), atMostAll(ref(rate)), zero), blank))
}

// addSchemePeople adds the people of a scheme's ages and sex.
func (c *coverageLines) addSchemePeople(s abnd.Scheme, ages meant) {
	if key := LifeCycleKey(s.ID, "people"); !c.model.Has(key) {
		c.addByYear(key, abnd.T("%s: people of its age range", "%s: pessoas do seu intervalo de idades").Fill(s.Name), abnd.PersonUnit,
			plus(c.peopleMeant(abnd.Female, ages), c.peopleMeant(abnd.Male, ages)))
	}
}
