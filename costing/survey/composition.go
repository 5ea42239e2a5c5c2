package survey

import (
	"github.com/openabnd/engine/abnd"
)

// AgeGroup is a group of persons by age, both ends included.
type AgeGroup struct {
	ID       string
	Name     abnd.Text
	From, To int
}

// AgeGroups are those whose distribution over the fifths is shown: the groups
// that benefits are paid to.
func AgeGroups() []AgeGroup {
	const last = abnd.MaxAge
	return []AgeGroup{
		{"all", abnd.T("all persons", "todas as pessoas"), 0, last},
		{"children-0-2", abnd.T("children of 0–2 years", "crianças dos 0 aos 2 anos"), 0, 2},
		{"children-0-4", abnd.T("children of 0–4 years", "crianças dos 0 aos 4 anos"), 0, 4},
		{"children-0-17", abnd.T("children of 0–17 years", "crianças dos 0 aos 17 anos"), 0, 17},
		{"working-18-59", abnd.T("persons of 18–59 years", "pessoas dos 18 aos 59 anos"), 18, 59},
		{"older-60", abnd.T("persons of 60 years and over", "pessoas de 60 e mais anos"), 60, last},
		{"older-65", abnd.T("persons of 65 years and over", "pessoas de 65 e mais anos"), 65, last},
	}
}

// Composition says where the persons of a group live: the share of them in
// each fifth of all persons by consumption as it is, with what is received, and
// how many of a household they are.
type Composition struct {
	Group AgeGroup
	Fifth [5]Estimate
	// Concerned is the share of all persons who live in a household with at least
	// one of the group, and PerHousehold the mean of its part in these households.
	Concerned, PerHousehold Estimate
}

// Compositions are those of the age groups; none without a file of persons.
func (s *Sample) Compositions() []Composition {
	e := s.estimator()
	for i := range s.Households {
		if len(s.Households[i].People) == 0 {
			return nil
		}
	}
	fifth := s.fifths((*Household).perHead)
	var all []Composition
	for _, group := range AgeGroups() {
		members := func(_ int, h *Household) float64 {
			n := 0.0
			for _, p := range h.People {
				if group.From <= p.Age && p.Age <= group.To {
					n++
				}
			}
			return n
		}
		with := func(i int) bool { return members(i, &e.Households[i]) > 0 }
		c := Composition{Group: group}
		var parts []*Estimate
		for f := range fifthsOfAll {
			in := func(i int) bool { return fifth[i] == f }
			share := e.ratio(nil, nil, func(i int, h *Household) float64 {
				if !in(i) {
					return 0
				}
				return members(i, h)
			}, members)
			own := e.within(func(i int) bool { return in(i) && with(i) }, nil)
			share.Households, share.Clusters, share.Receiving = own.Households, own.Clusters, own.Households
			share.check()
			c.Fifth[f] = share
			parts = append(parts, &c.Fifth[f])
		}
		HideBySubtraction(parts)
		c.Concerned = e.ratio(nil, nil, func(i int, h *Household) float64 {
			if with(i) {
				return h.Size
			}
			return 0
		}, persons)
		c.PerHousehold = e.ratio(with, nil, members, persons)
		c.Concerned.check()
		c.PerHousehold.check()
		all = append(all, c)
	}
	return all
}
