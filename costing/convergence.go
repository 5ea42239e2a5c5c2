package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// convergence: the members of one scheme move to the rules of another along a
// straight line, as civil servants to the general pension. They stay
// beneficiaries of this benefit, and it pays for them; what changes is what
// they are paid.
//
//	moved[t]   m[t] = m + (m′ − m) × clamp((t − t0) ÷ (t1 − t0))
//	cost       C[t] = B[t] × ((1 − m[t]) × own[t] + m[t] × other[t]) × share paid
//
// own and other are what one beneficiary is entitled to in a year by each
// benefit's rules: amount × payments a year. The other's is its mean amount,
// whatever the ages of those who move, by its own rules: where it converges
// to a third benefit, that does not count, and a cycle is an error. It must
// be paid in the same scenario, and have payments a year.
//
// Rights acquired before moving are not told apart: the share moved is that
// of the beneficiaries who are paid by the other rules in full.
var convergence = family{
	title: abnd.T("Transition to the rules of another benefit", "Transição para as regras de outra prestação"),
	note: abnd.T("Members transferred remain beneficiaries of this benefit, which pays for them. The entitlement under the "+
		"other benefit is its mean amount × its payments per year, by its own rules; a transition of the other benefit "+
		"to a third one is not taken into account.",
		"Os transferidos continuam beneficiários desta prestação, que paga por eles. O valor devido pela outra é o seu "+
			"montante médio × os seus pagamentos por ano, segundo as regras dela; não se tem em conta uma transição da outra "+
			"para uma terceira."),
	specs: []Spec{
		{
			Code: "converges_to", Unit: abnd.ChoiceUnit, OfBenefits: true, Optional: true,
			Label: abnd.T("Transition to the rules of benefit", "Transição para as regras da prestação"),
			Help:  abnd.T("The id of another benefit: members transferred are paid by its rules.", "O código de outra prestação: os membros transferidos recebem segundo as regras dela."),
		}, {
			Code: "converged_from", Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true,
			Label: abnd.T("Share of members transferred (initial)", "Proporção de membros transferidos (inicial)"),
		}, {
			Code: "converged_share", Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true,
			Label: abnd.T("Share of members transferred (final)", "Proporção de membros transferidos (final)"),
		},
		stepYear("convergence_start", abnd.T("Moving starts from", "Início da transferência")),
		stepYear("convergence_end", abnd.T("Moving is complete in", "Fim da transferência")),
	},
	prepare: func(b *benefitLines) {
		p := func(code string) model.Expr { return ref(b.parameter(code)) }
		to := b.parameter("converges_to")
		b.addBlankable("moved_share", abnd.T("Share of members transferred to the other benefit's rules", "Proporção de membros transferidos para as regras da outra prestação"), abnd.PureNumber, when(isKnown(to), plus(p("converged_from"), times(
			minus(p("converged_share"), p("converged_from")),
			clamped(over(minus(thisYear, p("convergence_start")), minus(p("convergence_end"), p("convergence_start")))))), zero))
		branches := make([]model.Expr, len(b.study.Benefits))
		for i, other := range b.study.Benefits {
			branches[i] = blank
			if other.ID != b.benefit.ID {
				branches[i] = times(ref(b.ofBenefit(other.ID, "benefit_amount")), ref(b.ofBenefit(other.ID, "parameter/payments")))
			}
		}
		b.addBlankable("own_entitlement", abnd.T("Annual entitlement by its own rules", "Valor anual devido segundo as próprias regras"), abnd.MoneyPerHead, times(b.entitled()...))
		b.addBlankable("other_entitlement", abnd.T("Annual entitlement by the other benefit's rules", "Valor anual devido segundo as regras da outra prestação"), abnd.MoneyPerHead,
			when(isKnown(to), choose(to, branches...), blank))
		m, own, other := b.line("moved_share"), b.line("own_entitlement"), b.line("other_entitlement")
		b.addBlankable("mean_entitlement", abnd.T("Annual entitlement, mean", "Valor anual devido, média"), abnd.MoneyPerHead,
			when(isKnown(to), plus(times(minus(one, m), own), times(m, other)), own))

		b.add("moved_members", abnd.T("Beneficiaries transferred to the other benefit's rules", "Beneficiários transferidos para as regras da outra prestação"), abnd.PersonUnit,
			b.whenPaid(times(b.line("beneficiaries"), m)))
		b.add("moved_cost", abnd.T("Benefit expenditure by the other benefit's rules", "Custo das prestações segundo as regras da outra prestação"), abnd.CurrentMoney,
			b.whenPaid(when(isKnown(to), b.inPartOfYear(b.line("moved_members"), other, b.sharePaid), zero)))
		b.add("own_rules_cost", abnd.T("Benefit expenditure by its own rules", "Custo das prestações segundo as próprias regras"), abnd.CurrentMoney,
			b.whenPaid(b.inPartOfYear(minus(b.line("beneficiaries"), b.line("moved_members")), own, b.sharePaid)))
		b.entitlement = b.line("mean_entitlement")
		b.entitlementIn = func(v valuation) model.Expr {
			theirs := make([]model.Expr, len(b.study.Benefits))
			for i, x := range b.study.Benefits {
				theirs[i] = blank
				if x.ID != b.benefit.ID {
					theirs[i] = times(ref(b.ofBenefit(x.ID, v.amount())), ref(b.ofBenefit(x.ID, "parameter/payments")))
				}
			}
			mine := times(b.line(v.amount()), b.payments)
			return when(isKnown(to), plus(times(minus(one, m), mine), times(m, choose(to, theirs...))), mine)
		}
	},
	check: func(c *benefitCheck) {
		path := []string{"converged_from", "converged_share", "convergence_start", "convergence_end"}
		c.ruled("converges_to", path...)
		id := c.code("converges_to")
		if id == "" {
			return
		}
		for _, code := range path {
			c.wantFor(code, "converges_to")
		}
		c.inOrder("convergence_start", "convergence_end")
		c.rejectCombination("converges_to", "premium_subsidy")
		if id == c.benefit.ID {
			c.fail("converges_to", "convergence-itself", abnd.T("a benefit cannot converge to itself", "uma prestação não pode convergir para si própria"),
				abnd.T("enter the id of another benefit, or leave the cell blank", "indique o código de outra prestação ou deixe a célula em branco"))
			return
		}
		other, ok := c.study.FindBenefit(id)
		if !ok {
			return // told with the values
		}
		if ring := c.convergenceCycle(); ring != nil {
			c.fail("converges_to", "convergence-cycle", abnd.T("these benefits converge to one another in a cycle: %s", "estas prestações convergem umas para as outras em ciclo: %s").Fill(strings.Join(ring, " → ")),
				abnd.T("leave converges_to blank in one of them", "deixe converges_to em branco numa delas"))
		}
		there := &benefitCheck{checker: c.checker, scenario: c.scenario, benefit: other}
		switch _, ofBirths := there.fillsIn(births); {
		case there.code("on") != model.Yes:
			c.fail("converges_to", "convergence-off", abnd.T("%q is not paid in the scenario %s, so its amount may be missing", "%q não é paga no cenário %s, pelo que o seu montante pode faltar").Fill(id, c.scenario.ID),
				abnd.T("put it on in the scenario, or name another benefit", "active-a no cenário ou indique outra prestação"))
		case !there.has("payments") || ofBirths:
			c.fail("converges_to", "convergence-payments", abnd.T("payments per year are missing for %q, to which members are transferred", "faltam os pagamentos por ano de %q, para que os membros são transferidos").Fill(id),
				abnd.T("enter the id of a benefit with payments per year", "indique o código de uma prestação com pagamentos por ano"))
		}
	},
}

// entitled are the factors of what one beneficiary is entitled to in a year.
func (b *benefitLines) entitled() []model.Expr {
	if b.entitlement != nil {
		return []model.Expr{b.entitlement}
	}
	return []model.Expr{b.line("benefit_amount"), b.payments}
}

// convergenceCycle names the benefits from this one back to itself; nil
// where there is no way back.
func (c *benefitCheck) convergenceCycle() []string {
	ring := []string{c.benefit.ID}
	for at, ok := c.benefit, true; ok; {
		id, _ := c.scenario.Value(at, "converges_to").Code()
		if again := slices.Contains(ring, id); again && id != c.benefit.ID {
			return nil // it runs into a ring of others, who are told
		}
		ring = append(ring, id)
		if id == c.benefit.ID {
			return ring
		}
		at, ok = c.study.FindBenefit(id)
	}
	return nil
}

// ConvergesTo moves the members of a benefit to the rules of another one, in
// a straight line from the share From in Start to the share To in End. See
// convergence.go.
type ConvergesTo struct {
	Benefit    string // its ID
	From, To   abnd.Share
	Start, End abnd.Year
}

func (r ConvergesTo) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"converges_to": abnd.Code(r.Benefit), "converged_from": number(r.From), "converged_share": number(r.To),
		"convergence_start": number(r.Start), "convergence_end": number(r.End),
	}
}
