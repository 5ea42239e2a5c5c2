package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// topUp: a supplement for a share of those who receive another benefit: for
// carers, for the frail among pensioners, for the disabled among children.
//
//	N[s,t] = B[s,t] of the other benefit in the same scenario × share
//
// It has no ages of its own. The other benefit stands on its own feet: it is no
// top-up itself, and gives way to none, so that lines never depend on one another
// in a cycle, whatever is chosen later.
var topUp = family{
	title: abnd.T("Top-up of another benefit", "Complemento de outra prestação"),
	note: abnd.T("The target group is the share of the other benefit's recipients, of the sex of this one, in the same scenario and "+
		"year: none where it is not paid. They are counted as beneficiaries of both, and the sum of beneficiaries counts them twice.",
		"O grupo-alvo é a proporção dos beneficiários da outra prestação, do sexo desta, no mesmo cenário e ano: ninguém, se ela não é "+
			"paga. Contam como beneficiários de ambas, e a soma dos beneficiários conta-os duas vezes."),
	specs: []Spec{{
		Code: "topup_of", Unit: abnd.ChoiceUnit, OfBenefits: true, Optional: true,
		Label: abnd.T("Top-up of the benefit", "Complemento da prestação"),
		Help:  abnd.T("The id of another benefit: the target group is the share of its recipients, in place of the ages: write 0 and 100 there.", "O código de outra prestação: o grupo-alvo é a proporção dos seus beneficiários, em vez das idades: escreva aí 0 e 100."),
	}},
	prepare: func(b *benefitLines) {
		choice, everyone := b.parameter("topup_of"), b.people
		label := abnd.T("Recipients of the benefit that is topped up", "Beneficiários da prestação complementada")
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			branches := make([]model.Expr, len(b.study.Benefits))
			for i, other := range b.study.Benefits {
				branches[i] = blank
				if other.ID != b.benefit.ID && canBeToppedUp(b.study, other) {
					branches[i] = ref(b.ofBenefit(other.ID, ofSex("beneficiaries", sex)))
				}
			}
			b.addBlankable(ofSex("topped_up", sex), sexLabel(label, sex), abnd.PersonUnit, choose(choice, branches...))
		}
		b.addBlankable("topped_up", label, abnd.PersonUnit, b.bothSexes("topped_up"))
		b.people = func(sex abnd.Sex) model.Expr {
			return when(isKnown(choice), b.lineOfSex("topped_up", sex), everyone(sex))
		}
	},
	check: func(c *benefitCheck) {
		id := c.code("topup_of")
		other, ok := c.study.FindBenefit(id)
		if id == "" || !ok { // an unknown one is told with the values
			return
		}
		another := abnd.T("enter the id of another benefit, or leave the cell blank", "indique o código de outra prestação ou deixe a célula em branco")
		households, _ := c.scenario.Value(other, "scale_counts").Code()
		switch {
		case id == c.benefit.ID:
			c.fail("topup_of", "topup-itself", abnd.T("a benefit cannot top up itself", "uma prestação não se pode complementar a si própria"), another)
		case !canBeToppedUp(c.study, other):
			c.fail("topup_of", "topup-chain", abnd.T("%q is itself a top-up, or gives way to another benefit", "%q é ela própria um complemento, ou não é acumulável com outra prestação").Fill(id), another)
		case replaces(c.benefit, other.Scheme) || replaces(other, c.benefit.Scheme):
			c.fail("topup_of", "topup-replaced", abnd.T("of this benefit and %q one replaces the other, so nobody receives both", "desta prestação e de %q uma substitui a outra, pelo que ninguém recebe ambas").Fill(id), another)
		case households == scaleCountsHouseholds:
			c.fail("topup_of", "topup-households", abnd.T("%q counts households, of which a share is no number of persons", "%q conta agregados, e uma proporção deles não é um número de pessoas").Fill(id), another)
		}
		lo, okLo := c.number("age_min")
		hi, okHi := c.number("age_max")
		if okLo && lo != 0 || okHi && hi != abnd.MaxAge {
			c.fail("age_min", "event-ages", abnd.T("a top-up has the ages of the recipients of %q, so the ages %v to %v would have no effect", "um complemento tem as idades dos beneficiários de %q, pelo que as idades %v a %v não teriam efeito").Fill(id, lo, hi),
				abnd.T("enter 0 and 100 as ages, or clear topup_of", "escreva 0 e 100 ou apague topup_of"))
		}
		c.rejectCombination("topup_of", "age_min_2", "age_max_2", shareTableCode, shareBandCodes[1]+"_age", "register_year", "band_2_age",
			"event", "pensioners", "participation", "yields_to", "scale_counts")
	},
}

// canBeToppedUp reports whether a benefit's recipients depend on those of no other.
func canBeToppedUp(study *abnd.Study, b abnd.Benefit) bool {
	return !fillsIn(study, b, "topup_of") && !fillsIn(study, b, "yields_to")
}

// TopUpOf makes a share of the recipients of another benefit the target group:
// that of [Ages], whose ages are those of everybody. See topup.go.
type TopUpOf string

func (r TopUpOf) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"topup_of": abnd.Code(string(r)), "age_min": number(0), "age_max": number(abnd.MaxAge)}
}
