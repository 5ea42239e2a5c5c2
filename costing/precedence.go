package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// precedence: two benefits that nobody receives together. Whoever receives
// the one named in yields_to is not paid this one.
//
//	received[s,t] = other's B[s,t] ÷ P[s,t](other's ages) × P[s,t](common ages) ÷ P[s,t](own ages)
//	B[s,t]        = N[s,t] × take-up[t] × max(0, 1 − received[s,t])
//
// The other benefit reaches, at each of its ages, the same share of the
// people of one sex, and that share of this benefit's target group too: what
// is known of a benefit is its beneficiaries by sex, not by age. Nobody is
// then counted in both. A benefit that yields to one which itself yields to
// another sees the beneficiaries that are left to it; a cycle of benefits
// that yield to one another is an error.
var precedence = family{
	title: abnd.T("Mutually exclusive benefits", "Prestações não acumuláveis"),
	note: abnd.T("The other benefit is assumed to reach the same share of the people of one sex at each of its ages, and the "+
		"same share of this benefit's target group. Its ages are those of the year, if they change by steps.",
		"Supõe-se que a outra prestação alcança em cada uma das suas idades a mesma proporção das pessoas de um sexo, e "+
			"essa mesma proporção do grupo-alvo desta. As suas idades são as do ano, se mudam por fases."),
	specs: []Spec{
		{
			Code: "yields_to", Unit: abnd.ChoiceUnit, OfBenefits: true, Optional: true,
			Label: abnd.T("Not payable together with (the other benefit takes priority)", "Não acumulável com a prestação (que prevalece)"),
			Help:  abnd.T("The id of another benefit: its recipients do not receive this one.", "O código de outra prestação: quem a recebe não recebe esta."),
		},
	},
	prepare: func(b *benefitLines) {
		choice := b.parameter("yields_to")
		others := b.othersFirst()
		ofOther := func(of func(abnd.Benefit) model.Expr) model.Expr {
			branches := make([]model.Expr, len(b.study.Benefits))
			for i, other := range b.study.Benefits {
				branches[i] = blank
				if slices.Contains(others, other.ID) {
					branches[i] = of(other)
				}
			}
			return choose(choice, branches...)
		}
		b.addBlankable("other_age_min", abnd.T("Minimum age of the benefit that takes priority", "Idade mínima da prestação que prevalece"), abnd.AgeInYears,
			ofOther(func(o abnd.Benefit) model.Expr { return b.ageOf(o, "age_min") }))
		b.addBlankable("other_age_max", abnd.T("Maximum age of the benefit that takes priority", "Idade máxima da prestação que prevalece"), abnd.AgeInYears,
			ofOther(func(o abnd.Benefit) model.Expr { return b.ageOf(o, "age_max") }))
		lo, hi := b.line("other_age_min"), b.line("other_age_max")
		label := abnd.T("Share that receives the benefit that takes priority", "Proporção que recebe a prestação que prevalece")
		people := abnd.T("Beneficiaries of the benefit that takes priority", "Beneficiários da prestação que prevalece")
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			b.addBlankable(ofSex("other_beneficiaries", sex), sexLabel(people, sex), abnd.PersonUnit,
				ofOther(func(o abnd.Benefit) model.Expr { return ref(b.ofBenefit(o.ID, ofSex("beneficiaries", sex))) }))
			theirs := b.lineOfSex("other_beneficiaries", sex)
			own, all := b.persons(sex, b.youngest, b.oldest), b.persons(sex, lo, hi)
			common := b.persons(sex, greatest(lo, b.youngest), least(hi, b.oldest))
			nobody := anyOf(equal(theirs, zero), equal(own, zero))
			b.addBlankable(ofSex("received_share", sex), sexLabel(label, sex), abnd.PureNumber, when(isKnown(choice), when(nobody, zero, clamped(over(times(over(theirs, all), common), own))), zero))
		}
		b.reachedBySex = append(b.reachedBySex, func(sex abnd.Sex) model.Expr { return minus(one, b.lineOfSex("received_share", sex)) })
	},
	check: func(c *benefitCheck) {
		id := c.code("yields_to")
		other, ok := c.study.FindBenefit(id)
		switch {
		case id == "" || !ok: // an unknown one is told with the values
			return
		case id == c.benefit.ID:
			c.fail("yields_to", "precedence-itself", abnd.T("a benefit cannot take priority over itself", "uma prestação não pode ser não acumulável consigo própria"),
				abnd.T("enter the id of another benefit, or leave the cell blank", "indique o código de outra prestação ou deixe a célula em branco"))
			return
		}
		if topUp.inUse(c.study, other) {
			c.fail("yields_to", "precedence-topup", abnd.T("%q is a top-up of another benefit, whose recipients have no ages of their own", "%q é um complemento de outra prestação, cujos beneficiários não têm idades próprias").Fill(id),
				abnd.T("enter the benefit that it tops up, or leave the cell blank", "indique a prestação que ele complementa ou deixe a célula em branco"))
			return
		}
		if ring := c.precedenceCycle(); ring != nil {
			c.fail("yields_to", "precedence-cycle", abnd.T("these benefits take priority over one another in a cycle: %s", "estas prestações prevalecem umas sobre as outras em ciclo: %s").Fill(strings.Join(ring, " → ")),
				abnd.T("leave yields_to blank in one of them", "deixe yields_to em branco numa delas"))
		}
		for _, b := range []abnd.Benefit{c.benefit, other} {
			if code, _ := c.scenario.Value(b, "scale_counts").Code(); code == scaleCountsHouseholds {
				c.fail("yields_to", "precedence-households", abnd.T("%q counts households, which have no ages in common with persons", "%q conta agregados, que não têm idades em comum com pessoas").Fill(b.ID),
					abnd.T("leave yields_to blank and use excluded_share", "deixe yields_to em branco e use excluded_share"))
				return
			}
			if _, ok := (&benefitCheck{checker: c.checker, scenario: c.scenario, benefit: b}).fillsIn(births); ok {
				c.fail("yields_to", "precedence-births", abnd.T("the ages of %q are not available: its target group are births", "as idades de %q não estão disponíveis: o seu grupo-alvo são nascimentos").Fill(b.ID),
					abnd.T("leave yields_to blank and use excluded_share", "deixe yields_to em branco e use excluded_share"))
				return
			}
		}
	},
}

// precedenceCycle names the benefits from this one back to itself; nil where
// there is no way back.
func (c *benefitCheck) precedenceCycle() []string {
	ring := []string{c.benefit.ID}
	for at := c.benefit; len(ring) <= len(c.study.Benefits); {
		id, _ := c.scenario.Value(at, "yields_to").Code()
		ring = append(ring, id)
		if id == c.benefit.ID {
			return ring
		}
		next, ok := c.study.FindBenefit(id)
		if !ok {
			return nil
		}
		at = next
	}
	return nil // it runs into a ring of others, who are told
}

// othersFirst lists the benefits that this one can give way to: those that
// give way to nobody and top up none, and those that come before it in an order in which each
// follows the one it gives way to. The lines refer to those alone, so they
// never depend on one another in a cycle, whatever is chosen later.
func (b *benefitLines) othersFirst() []string {
	var order []string
	seen := map[string]bool{}
	var visit func(abnd.Benefit)
	visit = func(x abnd.Benefit) {
		if seen[x.ID] {
			return
		}
		seen[x.ID] = true
		id, _ := b.scenario.Value(x, "yields_to").Code()
		if other, ok := b.study.FindBenefit(id); ok {
			visit(other)
		}
		order = append(order, x.ID)
	}
	for _, x := range b.study.Benefits {
		visit(x)
	}
	own := slices.Index(order, b.benefit.ID)
	var others []string
	for _, x := range b.study.Benefits {
		if x.ID != b.benefit.ID && !topUp.inUse(b.study, x) && (slices.Index(order, x.ID) < own || !b.hasPrecedenceRule(x)) {
			others = append(others, x.ID)
		}
	}
	return others
}

// hasPrecedenceRule reports whether a benefit gives way to another in any scenario.
func (b *benefitLines) hasPrecedenceRule(x abnd.Benefit) bool {
	return fillsIn(b.study, x, "yields_to")
}

// ageOf is an age limit of another benefit, which steps may move.
func (b *benefitLines) ageOf(other abnd.Benefit, code string) model.Expr {
	return ref(b.benefitAge(b.scenario.ID, other, code))
}

// YieldsTo names the benefit that comes before this one: whoever receives
// that one is not paid this one. See precedence.go.
type YieldsTo string

func (r YieldsTo) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"yields_to": abnd.Code(string(r))}
}
