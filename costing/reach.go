package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ReachGroup is the group of the lines of whom the benefits of a scenario reach
// of the people of their ages: they are the same in every population group.
func ReachGroup(scenario string) string { return string(abnd.JoinPath(scenario, "reach")) }

// addReach adds, once for every group, what share of the people of one sex of
// its ages a benefit reaches:
//
//	reach = beneficiaries ÷ people of its ages
func (b *builder) addReach(scenario abnd.Scenario, benefit abnd.Benefit, sex abnd.Sex) model.Key {
	key := func(code string) model.Key {
		return abnd.JoinPath(ReachGroup(scenario.ID), benefit.ID, code, string(sex))
	}
	reach, people := key("share"), key("people")
	if b.model.Has(reach) {
		return reach
	}
	add := func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{
			Key: key, Group: ReachGroup(scenario.ID), Label: sexLabel(label.Fill(benefit.Name), sex), Unit: unit,
			Years: b.study.Projection, Blankable: true, Formula: formula,
		})
	}
	recipients := ref(BenefitKey(scenario.ID, benefit.ID, ofSex("beneficiaries", sex)))
	add(people, abnd.T("%s: people of its ages", "%s: pessoas das suas idades"), abnd.PersonUnit, b.peopleMeant(sex, b.benefitAges(scenario.ID, benefit)))
	add(reach, abnd.T("%s: share of the people of its ages", "%s: proporção das pessoas das suas idades"), abnd.PureNumber,
		when(equal(recipients, zero), zero, over(recipients, ref(people))))
	return reach
}
