package costing

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// What the target group of a scale by household size counts.
const (
	scaleCountsPersons    = "persons"
	scaleCountsHouseholds = "households"

	scaleCounts = "scale_counts" // the parameter
)

var scaleCountsList = &model.List{Name: scaleCounts, Codes: []model.ListCode{
	{Code: scaleCountsPersons, Label: abnd.T("all persons of the households", "todas as pessoas dos agregados")},
	{Code: scaleCountsHouseholds, Label: abnd.T("households, one recipient each", "agregados, um titular por agregado")},
}}

// householdScale: an amount for the household, by its size.
//
//	household amount = Σ share(k) × amount(k)
//	b[base] = household amount                  where the target group counts households
//	b[base] = household amount ÷ mean size      where it counts persons
//	mean size = Σ share(k) × k
//
// share(k) is the share of the households with k persons; the mean size of
// the open class, five and more, is given. The target group of persons is
// everybody who lives in an eligible household; that of households has one
// recipient, such as the head, in each. Lines tell the households paid and
// the persons covered either way.
//
// The scale takes the place of the amount rule and its parameters, which must
// be blank; the year of the amount stays. Later amounts, age bands and a cap
// on children, which would change the same thing, do not go with it.
//
// Mozambique's PSSB pays MT 540, 640, 740, 840 and 1,000 a month to households
// of 1, 2, 3, 4 and 5 or more (Diário Económico, 2025).
var householdScale = family{
	title: abnd.T("Scale by household size", "Escala por dimensão do agregado familiar"),
	note: abnd.T("The amount of the benefit is the mean over all households, per member of the target group: persons, or "+
		"households with one recipient each. Beneficiaries are counted in the same unit as the target group.",
		"O montante da prestação é a média de todos os agregados, por membro do grupo-alvo: pessoas, ou agregados com um "+
			"titular cada um. Os beneficiários contam-se na mesma unidade que o grupo-alvo."),
	specs: append(append([]Spec{{
		Code: scaleCounts, Unit: abnd.ChoiceUnit, List: scaleCountsList, Optional: true,
		Label: abnd.T("Scale by household size: unit of the target group", "Escala por dimensão do agregado: unidade do grupo-alvo"),
		Help:  abnd.T("persons: all members of eligible households; households: one recipient per household.", "persons (pessoas): todos os que vivem num agregado elegível; households (agregados): um titular em cada um."),
	}}, scaleAmounts()...), householdSpecs("scale", scaleCounts, scaleCountsList.Names(), [5]abnd.Text{
		abnd.T("Households of 1, share", "Agregados de 1 pessoa, proporção"),
		abnd.T("Households of 2, share", "Agregados de 2 pessoas, proporção"),
		abnd.T("Households of 3, share", "Agregados de 3 pessoas, proporção"),
		abnd.T("Households of 4, share", "Agregados de 4 pessoas, proporção"),
		abnd.T("Households of 5 or more, share", "Agregados de 5 ou mais pessoas, proporção"),
	}, abnd.T("Share of the eligible households; the five shares add up to 100%.", "Proporção dos agregados elegíveis; as cinco proporções somam 100 %."),
		abnd.T("Mean size of households of 5 or more", "Dimensão média dos agregados de 5 ou mais pessoas"))...),
	prepare: func(b *benefitLines) {
		counts := b.parameter(scaleCounts)
		sizes := b.householdSizes("scale")
		perHousehold := sizes[0]
		b.addCell("household_size", abnd.T("Mean size of a household", "Dimensão média de um agregado"), abnd.PersonsPerHousehold,
			b.overHouseholds("scale", func(k int) model.Expr { return sizes[k] }))
		b.addCell("household_amount", abnd.T("Mean amount of a household", "Montante médio de um agregado"), abnd.MoneyPerHouseholdPayment,
			b.overHouseholds("scale", func(k int) model.Expr { return ref(b.parameter(scaleAmount(k))) }))
		b.addBlankable("scale_amount", abnd.T("Mean amount per member of the target group", "Montante médio por membro do grupo-alvo"), abnd.MoneyPerPayment,
			when(isKnown(counts), over(b.line("household_amount"), choose(counts, b.line("household_size"), perHousehold)), b.setAmount))
		b.setAmount = b.line("scale_amount")

		paid := b.line("beneficiaries")
		b.addBlankable("households_paid", abnd.T("Households paid", "Agregados pagos"), abnd.HouseholdUnit,
			over(paid, choose(counts, b.line("household_size"), perHousehold)))
		b.addBlankable("persons_covered", abnd.T("Persons in the households paid", "Pessoas nos agregados pagos"), abnd.PersonUnit,
			times(b.line("households_paid"), b.line("household_size")))
	},
	check: func(c *benefitCheck) {
		var codes []string
		for k := range householdClasses {
			codes = append(codes, scaleAmount(k))
		}
		c.ruled(scaleCounts, append(codes, householdCodes("scale")...)...)
		if c.code(scaleCounts) != "" {
			c.householdShares("scale")
		}
		c.rejectCombination(scaleCounts, "amount_2", "band_2_age", "child_cap_rule")
		c.rejectFamilies(scaleCounts, insured, interventions)
	},
}

func scaleAmount(class int) string { return fmt.Sprintf("scale_amount_%d", class+1) }

func scaleAmounts() []Spec {
	var all []Spec
	for k, label := range []abnd.Text{
		abnd.T("Amount for a household of 1", "Montante para um agregado de 1 pessoa"),
		abnd.T("Amount for a household of 2", "Montante para um agregado de 2 pessoas"),
		abnd.T("Amount for a household of 3", "Montante para um agregado de 3 pessoas"),
		abnd.T("Amount for a household of 4", "Montante para um agregado de 4 pessoas"),
		abnd.T("Amount for a household of 5 or more", "Montante para um agregado de 5 ou mais pessoas"),
	} {
		all = append(all, Spec{
			Code: scaleAmount(k), Unit: abnd.MoneyPerHouseholdPayment, Low: 0, High: maxMoney, Label: label,
			NeededIf: scaleCounts, NeededFor: scaleCountsList.Names(),
			Help: abnd.T("For the whole household, in whole units of national currency of the amount year.", "Para todo o agregado, em unidades da moeda nacional do ano de referência do montante."),
		})
	}
	return all
}

// HouseholdScale pays a household by its size. Amounts and Households, the
// shares of the eligible households, are for 1, 2, 3, 4, and 5 or more
// persons; OpenMean is the mean size of the last class. It takes the place of
// the amount rule. See householdscale.go.
type HouseholdScale struct {
	// CountsHouseholds says that the target group has one recipient for each
	// household; otherwise it has all of their members.
	CountsHouseholds bool
	Amounts          [5]abnd.Money
	Year             abnd.Year
	Households       [5]abnd.Share
	OpenMean         float64
}

func (r HouseholdScale) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{scaleCounts: abnd.Code(scaleCountsPersons), "amount_year": number(r.Year)}
	if r.CountsHouseholds {
		p[scaleCounts] = abnd.Code(scaleCountsHouseholds)
	}
	for k, amount := range r.Amounts {
		p[scaleAmount(k)] = number(amount)
	}
	putHouseholds(p, "scale", r.Households, r.OpenMean)
	clearAmount(p)
	return p
}

// clearAmount clears the amount rule, whose place another rule takes.
func clearAmount(p map[string]abnd.Value) {
	for _, code := range []string{"amount_rule", "amount", "reference", "reference_share", "reference_months"} {
		p[code] = abnd.Value{}
	}
}
