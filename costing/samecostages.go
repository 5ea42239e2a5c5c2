package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The ages that the money allows at the present amount: as many people of the target group
// as receive in the scenario, all of them, age by age from one end. The last age is in part:
// the limit is a birthday between two, as four years and three months.
//
//	included[k] = (people who receive − those of the ages before k) ÷ people of age k     0 to 1
//
// Who has the benefit today is taken to be of those ages, as the scenario takes them to go
// on receiving. Nothing is said where the target group is not counted by its ages alone, as
// of births and contributors, or part of the money is of another benefit.

// addAges adds the money at the present amount to the ages of one end.
func (s sameCostLines) addAges(use SameCostUse) {
	l := s.use(use, studyCurve(s.model), choiceOfAges)
	low, lowKnown := s.age("age_min")
	high, highKnown := s.age("age_max")
	if !lowKnown || !highKnown {
		low, high = 0, -1 // no age has people
	}
	var upTo, reached, years []model.Expr
	var before model.Expr = zero
	for n := range high - low + 1 {
		k := low + n
		if use == UseOldest {
			k = high - n
		}
		people := s.peopleAt(k)
		left := minus(s.in("beneficiaries"), before)
		part := l.cell(l.key("included", itoa(k)), abnd.T("Share of those aged %d who receive", "Proporção das pessoas com %d anos que recebem").Fill(k), abnd.PureNumber,
			when(less(zero, people), clamped(over(left, people)), zero))
		so := plus(before, people)
		before = l.cell(l.key("so_far", itoa(k)), abnd.T("People of the target group so far, age %d", "Pessoas do grupo-alvo até aqui, %d anos").Fill(k), abnd.PersonUnit, so)
		upTo, reached, years = append(upTo, people), append(reached, times(part, people)), append(years, part)
	}
	counted := model.Expr(zero)
	if len(upTo) > 0 {
		target, all := ref(SameCostKey(SameCostTarget)), totalOf(upTo...)
		counted = when(allOf(less(zero, target), atMost(sizeOf(minus(all, target)), times(ref(CurveKey("flat")), target))), one, zero)
	}
	if !s.model.Has(SameCostKey(SameCostByAge)) {
		s.cell(SameCostByAge, abnd.T("The target group is counted by its ages alone (1), or not (0)", "O grupo-alvo conta-se só pelas suas idades (1), ou não (0)"), abnd.PureNumber, counted)
	}
	whenCounted := func(x ...model.Expr) model.Expr {
		return when(allOf(s.alone(), equal(ref(SameCostKey(SameCostByAge)), one)), totalOf(x...), blank)
	}
	if len(upTo) == 0 {
		reached, years = []model.Expr{zero}, []model.Expr{zero}
	}
	l.cell(l.key(UseAges), abnd.T("Years of age that receive", "Anos de idade que recebem"), abnd.PureNumber, whenCounted(years...))
	with := l.cell(l.key("with"), abnd.T("Share of all people who live with a recipient", "Proporção de todas as pessoas que vivem com um beneficiário"), abnd.PureNumber, withAny(l.of(UseRecipients)))
	shared := s.ofCluster("shared")
	could := when(less(zero, with), least(one, over(times(shared, s.ofTheAges(l.of(UseRecipients), with)), with)), shared)
	s.addUse(l, reach{whenCounted(reached...), shared, could, zero})
	s.addOfTarget(l, anybody())
}

// age is an age limit of the benefit; false where it is not given.
func (s sameCostLines) age(code string) (int, bool) {
	if x := s.model.Line(s.parameter(code)).Inputs; len(x) == 1 && x[0] == x[0] { // not NaN
		return int(x[0]), true
	}
	return 0, false
}

// peopleAt adds the people of the target group of an age in the year that is looked at,
// if all of them are so many of their age as the benefit says.
func (s sameCostLines) peopleAt(age int) model.Expr {
	key := SameCostKey("age/" + itoa(age))
	if !s.model.Has(key) {
		at := SameCostKey("aged/" + itoa(age))
		s.model.Add(model.Line{Key: at, Group: "same-cost", Label: abnd.T("Age %d", "Idade %d").Fill(age), Unit: abnd.AgeInYears, Inputs: []float64{float64(age)}})
		var people []model.Expr
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			wanted := anyOf(isCode(s.parameter("sex"), string(abnd.Both)), isCode(s.parameter("sex"), string(sex)))
			people = append(people, when(wanted, s.persons(sex, ref(at), ref(at)), zero))
		}
		s.model.Add(model.Line{Key: key, Group: "same-cost", Label: abnd.T("People of the target group aged %d", "Pessoas do grupo-alvo com %d anos").Fill(age), Unit: abnd.PersonUnit, Years: s.study.Projection, Blankable: true,
			Formula: times(totalOf(people...), ref(s.parameter("share")))})
	}
	return inRulesYear(key)
}
