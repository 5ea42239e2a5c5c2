package costing

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The ways to give a cap on children.
const (
	capByShares = "shares"
	capByMeans  = "means"
)

var childCapList = &model.List{Name: "child_cap_rule", Codes: []model.ListCode{
	{Code: capByShares, Label: abnd.T("from households by number of children", "a partir dos agregados por número de crianças")},
	{Code: capByMeans, Label: abnd.T("from two means per household", "a partir de duas médias por agregado")},
}}

// childCap: a benefit per child that pays at most so many children of one
// household.
//
//	B[t] = N[t] × take-up[t] × paid ÷ eligible
//	shares  paid = Σ share(k) × min(k, cap),  eligible = Σ share(k) × k
//	means   paid and eligible children per household are given
//
// share(k) is the share of the households with k eligible children among
// those that have any; the mean of the open class, five and more, is given.
// Households are taken to join or not with all their children, whatever their
// number. Timor-Leste's Bolsa da Mãe paid USD 5 a child a month, for at most
// three of a household: World Bank (2015), Timor-Leste social assistance,
// policy note on Bolsa da Mãe.
var childCap = family{
	title: abnd.T("Children paid per household", "Crianças pagas por agregado familiar"),
	note: abnd.T("Households take up the benefit for all their children or for none, whatever their number; beneficiaries are "+
		"the children paid.",
		"Os agregados aderem com todas as crianças ou com nenhuma, qualquer que seja o seu número: os beneficiários "+
			"são as crianças pagas."),
	specs: append([]Spec{
		{
			Code: "child_cap_rule", Unit: abnd.ChoiceUnit, List: childCapList, Optional: true,
			Label: abnd.T("Cap of children per household", "Limite de crianças por agregado"),
			Help:  abnd.T("shares: from the distribution of households by number of children; means: from the mean numbers of paid and eligible children per household.", "shares: a partir da distribuição dos agregados por número de crianças; means: a partir das médias de crianças pagas e elegíveis por agregado."),
		}, {
			Code: "child_cap", Unit: abnd.PersonsPerHousehold, Whole: true, Low: 1, High: 20,
			NeededIf: "child_cap_rule", NeededFor: []string{capByShares},
			Label: abnd.T("Maximum number of children paid per household", "Número máximo de crianças pagas por agregado"),
		},
	}, append(householdSpecs("child", "child_cap_rule", []string{capByShares}, [5]abnd.Text{
		abnd.T("Households with 1 eligible child", "Agregados com 1 criança elegível"),
		abnd.T("Households with 2 eligible children", "Agregados com 2 crianças elegíveis"),
		abnd.T("Households with 3 eligible children", "Agregados com 3 crianças elegíveis"),
		abnd.T("Households with 4 eligible children", "Agregados com 4 crianças elegíveis"),
		abnd.T("Households with 5 or more eligible children", "Agregados com 5 ou mais crianças elegíveis"),
	}, abnd.T("Share of the households with eligible children; the five shares add up to 100%.", "Proporção dos agregados com crianças elegíveis; as cinco proporções somam 100 %."),
		abnd.T("Mean number of eligible children in households with 5 or more", "Média de crianças elegíveis nos agregados com 5 ou mais")),
		Spec{
			Code: "child_paid_mean", Nature: Circumstance, Unit: abnd.PersonsPerHousehold, Low: 0, High: 20,
			NeededIf: "child_cap_rule", NeededFor: []string{capByMeans},
			Label: abnd.T("Paid children per household, mean", "Crianças pagas por agregado, média"),
		}, Spec{
			Code: "child_mean", Nature: Circumstance, Unit: abnd.PersonsPerHousehold, Low: 1, High: 20,
			NeededIf: "child_cap_rule", NeededFor: []string{capByMeans},
			Label: abnd.T("Eligible children per household, mean", "Crianças elegíveis por agregado, média"),
			Help:  abnd.T("Mean over the households with eligible children.", "Média dos agregados com crianças elegíveis."),
		})...),
	prepare: func(b *benefitLines) {
		rule := b.parameter("child_cap_rule")
		sizes := b.householdSizes("child")
		most := ref(b.parameter("child_cap"))
		b.addCell("children_paid", abnd.T("Paid children per household", "Crianças pagas por agregado"), abnd.PersonsPerHousehold,
			choose(rule,
				b.overHouseholds("child", func(k int) model.Expr { return least(sizes[k], most) }),
				ref(b.parameter("child_paid_mean")),
			))
		b.addCell("children_eligible", abnd.T("Eligible children per household", "Crianças elegíveis por agregado"), abnd.PersonsPerHousehold,
			choose(rule,
				b.overHouseholds("child", func(k int) model.Expr { return sizes[k] }),
				ref(b.parameter("child_mean")),
			))
		b.addCell("children_paid_share", abnd.T("Children paid, share of eligible children", "Crianças pagas, proporção das elegíveis"), abnd.PureNumber,
			when(isKnown(rule), over(b.line("children_paid"), b.line("children_eligible")), one))
		b.reached = append(b.reached, b.line("children_paid_share"))
	},
	check: func(c *benefitCheck) {
		c.ruled("child_cap_rule", append(householdCodes("child"), "child_cap", "child_paid_mean", "child_mean")...)
		switch c.code("child_cap_rule") {
		case capByShares:
			c.householdShares("child")
		case capByMeans:
			paid, okPaid := c.number("child_paid_mean")
			eligible, okEligible := c.number("child_mean")
			if okPaid && okEligible && paid > eligible {
				c.fail("child_paid_mean", "order", abnd.T("%v children per household are paid, but only %v are eligible", "são pagas %v crianças por agregado, mas só %v são elegíveis").Fill(paid, eligible),
					abnd.T("enter at most the mean number of eligible children", "indique, no máximo, a média de crianças elegíveis"))
			}
		}
	},
}

// householdClasses is how many classes a distribution of households has: 1, 2,
// 3 and 4 persons, then 5 and more.
const householdClasses = 5

// sharesTolerance is how far shares may be from adding to 1: rounding.
const sharesTolerance = 1e-6

// householdSpecs declares the distribution of households that a rule of some
// kinds needs.
func householdSpecs(prefix, rule string, kinds []string, classes [householdClasses]abnd.Text, help, mean abnd.Text) []Spec {
	var all []Spec
	for i, code := range householdCodes(prefix)[:householdClasses] {
		all = append(all, Spec{
			Code: code, Nature: Circumstance, Unit: abnd.PureNumber, Low: 0, High: 1, NeededIf: rule, NeededFor: kinds, Label: classes[i], Help: help,
		})
	}
	return append(all, Spec{
		Code: prefix + "_mean_5", Nature: Circumstance, Unit: abnd.PersonsPerHousehold, Low: householdClasses, High: 50, Optional: true, ReadIf: rule, ReadFor: kinds, Label: mean,
		Help: abnd.T("Mean of the open class; required if its share is above 0.", "Média da classe aberta; necessária quando a sua proporção é superior a 0."),
	})
}

// householdCodes are the codes of a distribution: the shares, then the mean of
// the open class.
func householdCodes(prefix string) []string {
	return []string{prefix + "_share_1", prefix + "_share_2", prefix + "_share_3", prefix + "_share_4", prefix + "_share_5", prefix + "_mean_5"}
}

// householdOfOne is the code of the definition of one person a household.
const householdOfOne = "household_1"

// householdSizes are the persons in a household of each class: what the class
// is called, and the mean of the open one.
func (b *benefitLines) householdSizes(prefix string) [householdClasses]model.Expr {
	return [...]model.Expr{
		b.definition(householdOfOne, abnd.T("Household of one", "Agregado de um"), abnd.PersonsPerHousehold, 1),
		b.definition("household_2", abnd.T("Household of two", "Agregado de dois"), abnd.PersonsPerHousehold, 2),
		b.definition("household_3", abnd.T("Household of three", "Agregado de três"), abnd.PersonsPerHousehold, 3),
		b.definition("household_4", abnd.T("Household of four", "Agregado de quatro"), abnd.PersonsPerHousehold, 4),
		ref(b.parameter(prefix + "_mean_5")),
	}
}

// overHouseholds is the mean of something over the households.
func (b *benefitLines) overHouseholds(prefix string, of func(class int) model.Expr) model.Expr {
	var terms []model.Expr
	for k, code := range householdCodes(prefix)[:householdClasses] {
		share := ref(b.parameter(code))
		terms = append(terms, when(equal(share, zero), zero, times(share, of(k))))
	}
	return totalOf(terms...)
}

// definition is a cell of GENERAL that holds a definition, not an assumption,
// added by the first rule that needs it.
func (b *benefitLines) definition(code string, label abnd.Text, unit abnd.Unit, value float64) model.Expr {
	key := model.Key("general/" + code)
	if !b.model.Has(key) {
		b.builder.addCell(key, "general", label, unit, value, abnd.Provenance{})
	}
	return ref(key)
}

// householdShares checks a distribution that is in use.
func (c *benefitCheck) householdShares(prefix string) {
	codes := householdCodes(prefix)
	sum, complete := 0.0, true
	for _, code := range codes[:householdClasses] {
		share, ok := c.number(code)
		sum, complete = sum+share, complete && ok
	}
	if complete && math.Abs(sum-1) > sharesTolerance {
		c.fail(codes[0], "shares-sum", abnd.T("the shares %s to %s add up to %v", "as proporções %s a %s somam %v").Fill(codes[0], codes[householdClasses-1], sum),
			abnd.T("correct the shares so that they add up to 100%", "corrija as proporções, de modo que somem 100 %"))
	}
	if open, _ := c.number(codes[householdClasses-1]); open > 0 {
		c.wantFor(codes[householdClasses], codes[householdClasses-1])
	}
}

// ChildCap pays at most so many children of a household. Households are the
// shares of the households with 1, 2, 3, 4, and 5 or more eligible children
// among those that have any; OpenMean is the mean of the last class. See
// childcap.go.
type ChildCap struct {
	Most       int
	Households [5]abnd.Share
	OpenMean   float64
}

func (r ChildCap) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{"child_cap_rule": abnd.Code(capByShares), "child_cap": number(r.Most)}
	putHouseholds(p, "child", r.Households, r.OpenMean)
	return p
}

// ChildCapMeans is a cap of which the paid and the eligible children per
// household are known as means. See childcap.go.
type ChildCapMeans struct {
	Paid, Eligible float64
}

func (r ChildCapMeans) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"child_cap_rule": abnd.Code(capByMeans), "child_paid_mean": abnd.Num(r.Paid), "child_mean": abnd.Num(r.Eligible)}
}

func putHouseholds(p map[string]abnd.Value, prefix string, shares [householdClasses]abnd.Share, openMean float64) {
	codes := householdCodes(prefix)
	for i, share := range shares {
		p[codes[i]] = number(share)
	}
	if openMean != 0 {
		p[codes[householdClasses]] = abnd.Num(openMean)
	}
}
