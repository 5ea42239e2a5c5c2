package costing

import (
	"math/bits"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Whom several provisions cover together where their ages tell.
//
// A benefit for children under 6 and one for those from 6 on share nobody,
// whatever rule of overlap the group has: a rule speaks of people of the same
// age. Where the recipients of a provision follow from its ages (ingroup.go),
// each reaches the share r of the people of one sex at every age of its own,
// and the rule is applied at each age. Over all ages of the group that is,
// with P(S) the people of the ages that all provisions of a set S have in
// common, counted over every set of them,
//
//	independent  U = Σ over sets S of ± Π r × P(S)
//	nested       U = Σ over sets S of ± min r × P(S)
//
// with + for sets of an odd and − for sets of an even number (the principle
// of inclusion and exclusion: Feller, W. (1968), An Introduction to
// Probability Theory and Its Applications, vol. 1, chapter IV). The others of
// the group's provisions are taken as even over its ages: they meet U ÷ size
// by the rule. So the parts of a group add up to the group.

// mostTogether are the provisions whose ages are told apart in one group: the
// sets of them double with each. With more, the rule of overlap is applied to
// their shares of the group.
const mostTogether = 4

// agedProvision is a provision whose recipients its ages tell.
type agedProvision struct {
	place int // among the provisions that cover the group
	p     abnd.Provision
	ages  meant                     // that are the group's too
	reach func(abnd.Sex) model.Expr // share of the people of its ages
	known func(abnd.Sex) model.Key  // is known where the reach is
	both  func(abnd.Sex) model.Key  // people of its ages in the group's
}

// addTogether adds what the provisions that go by age cover together, and
// gives what puts the shares of all provisions together, of one sex or of
// both.
func (u underScenario) addTogether(aged []agedProvision) func(keys []model.Key, sex abnd.Sex) shares {
	if len(aged) < 2 || len(aged) > mostTogether {
		return func(keys []model.Key, _ abnd.Sex) shares { return evenly(knownOrNoneOf(keys)) }
	}
	follow := make([]model.Cond, len(aged))
	for i, a := range aged {
		follow[i] = equal(ref(u.of(a.p, "follows")), one)
	}
	meetings := u.addMeetings(aged)
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for _, a := range aged {
			u.add(u.of(a.p, "share", string(sex)), sexLabel(abnd.T("%s: share of the people of its ages, or 0", "%s: proporção das pessoas das suas idades, ou nenhuma").Fill(u.nameOf(a.p)), sex),
				abnd.PureNumber, when(isKnown(a.known(sex)), atMostAll(a.reach(sex)), zero))
		}
		u.addMet(aged, meetings, sex)
	}
	for _, code := range []string{"independent", "nested"} {
		u.add(u.key("together", code), togetherLabels[code], abnd.PersonUnit,
			plus(ref(u.key("together", code, string(abnd.Female))), ref(u.key("together", code, string(abnd.Male)))))
	}
	return func(keys []model.Key, sex abnd.Sex) shares {
		each := knownOrNoneOf(keys)
		of := func(code string) model.Expr {
			key, size := u.key("together", code), u.cell("size")
			if sex != "" {
				key, size = key+"/"+model.Key(sex), u.cell("size", string(sex))
			}
			return when(equal(ref(size), zero), zero, atMostAll(over(ref(key), ref(size))))
		}
		var others []model.Expr
		for i := range each {
			if !isAged(aged, i) {
				others = append(others, each[i])
			}
		}
		all, even := evenly(each), evenly(append([]model.Expr{of("independent")}, others...))
		even.least = evenly(append([]model.Expr{of("nested")}, others...)).least
		return shares{all.total, when(allOf(follow...), even.least, all.least), when(allOf(follow...), even.neither, all.neither)}
	}
}

func isAged(aged []agedProvision, place int) bool {
	for _, a := range aged {
		if a.place == place {
			return true
		}
	}
	return false
}

var togetherLabels = map[string]abnd.Text{
	"independent": abnd.T("Covered at their ages, random overlap", "Cobertas nas suas idades, acumulação aleatória"),
	"nested":      abnd.T("Covered at their ages, smaller schemes within the largest", "Cobertas nas suas idades, regimes menores dentro do maior"),
}

// meeting is a set of provisions, with the ages that all of them and the group
// have in common.
type meeting struct {
	of   []agedProvision
	name abnd.Text
	key  model.Key
	ages meant
}

// addMeetings adds the ages of every set of provisions: those of a set less its
// last, and of the last.
func (u underScenario) addMeetings(aged []agedProvision) []meeting {
	sets := make([]meeting, 1<<len(aged))
	sets[0].key = u.key("meet")
	for set := 1; set < len(sets); set++ {
		last := bits.Len(uint(set)) - 1
		a, before := aged[last], sets[set&^(1<<last)]
		x := meeting{append(before.of[:len(before.of):len(before.of)], a), u.nameOf(a.p), before.key + "/" + model.Key(a.p.By), a.ages}
		if len(before.of) > 0 {
			x.name = abnd.T("%s + %s", "%s + %s").Fill(before.name, x.name)
			key := func(code ...string) model.Key {
				return abnd.JoinPath(append([]string{string(x.key), "ages"}, code...)...)
			}
			x.ages = u.addCommonAges(u.commonAges(x.name, key), before.ages, a.ages)
		}
		sets[set] = x
	}
	return sets[1:]
}

// addMet adds the people of one sex in the ages that provisions have in
// common, and whom they reach together.
func (u underScenario) addMet(aged []agedProvision, meetings []meeting, sex abnd.Sex) {
	var added, taken, addedNested, takenNested []model.Expr
	for _, x := range meetings {
		reach := make([]model.Expr, len(x.of))
		for i, a := range x.of {
			reach[i] = ref(u.of(a.p, "share", string(sex)))
		}
		met := x.of[0].both(sex)
		if len(reach) > 1 {
			met = x.key + "/" + model.Key(sex)
			u.add(met, sexLabel(abnd.T("%s: people of the ages of all in the group's", "%s: pessoas das idades de todas nas do grupo").Fill(x.name), sex), abnd.PersonUnit, u.peopleInCommon(sex, x.ages))
		}
		people := zeroIfUnknown(met)
		chance := times(append(reach[:len(reach):len(reach)], people)...)
		nested := times(least(reach...), people)
		if len(reach)%2 == 1 {
			added, addedNested = append(added, chance), append(addedNested, nested)
		} else {
			taken, takenNested = append(taken, chance), append(takenNested, nested)
		}
	}
	u.add(u.key("together", "independent", string(sex)), sexLabel(togetherLabels["independent"], sex), abnd.PersonUnit, minus(totalOf(added...), totalOf(taken...)))
	u.add(u.key("together", "nested", string(sex)), sexLabel(togetherLabels["nested"], sex), abnd.PersonUnit, minus(totalOf(addedNested...), totalOf(takenNested...)))
}
