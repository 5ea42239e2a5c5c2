package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ageSteps widens or narrows the age limits from given years on: a benefit
// for children under 3 that reaches those under 6 some years later.
//
//	lo[t], hi[t] = the last limit whose year has come
var ageSteps = family{
	title: abnd.T("Age limits by step", "Limites de idade por fases"),
	note: abnd.T("Other rules that read the age limits use the ages of the year.",
		"As outras regras que lêem os limites de idade usam as idades do ano."),
	specs: []Spec{
		ageStep("age_min_2", abnd.T("Youngest age, second step", "Idade mínima, segunda etapa")),
		stepYear("age_min_2_year", abnd.T("Second youngest age from", "Segunda idade mínima a partir de")),
		ageStep("age_max_2", abnd.T("Oldest age, second step", "Idade máxima, segunda etapa")),
		stepYear("age_max_2_year", abnd.T("Second oldest age from", "Segunda idade máxima a partir de")),
		ageStep("age_max_3", abnd.T("Oldest age, third step", "Idade máxima, terceira etapa")),
		stepYear("age_max_3_year", abnd.T("Third oldest age from", "Terceira idade máxima a partir de")),
	},
	prepare: func(b *benefitLines) {
		b.addBlankable("age_min_used", abnd.T("Youngest age, used", "Idade mínima, usada"), abnd.AgeInYears,
			b.stepped(b.youngest, "age_min_2"))
		b.addBlankable("age_max_used", abnd.T("Oldest age, used", "Idade máxima, usada"), abnd.AgeInYears,
			b.stepped(b.oldest, "age_max_2", "age_max_3"))
		b.youngest, b.oldest = b.line("age_min_used"), b.line("age_max_used")
	},
	check: func(c *benefitCheck) {
		c.pairs("age_min_2", "age_max_2", "age_max_3")
		c.inOrder("age_max_2_year", "age_max_3_year")
	},
}

func ageStep(code string, label abnd.Text) Spec {
	return Spec{Code: code, Label: label, Unit: abnd.AgeInYears, Whole: true, Low: 0, High: abnd.MaxAge, Optional: true}
}

func stepYear(code string, label abnd.Text) Spec {
	return Spec{Code: code, Label: label, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1], Optional: true}
}

// stepped is the first value until the year of a later one has come. The
// codes name the later values in order; "_year" ends the code of each one's
// first year.
func (b *benefitLines) stepped(first model.Expr, codes ...string) model.Expr {
	value := first
	for _, code := range codes {
		value = when(b.hasCome(code), ref(b.parameter(code)), value)
	}
	return value
}

// hasCome holds from the year of a dated value on.
func (b *benefitLines) hasCome(code string) model.Cond {
	year := b.parameter(code + "_year")
	return allOf(isKnown(year), atMost(ref(year), thisYear))
}

// AgeStep is a change of the age limits from a year on; nil limits stay. Up
// to two steps of the oldest age and one of the youngest can be given. See
// agesteps.go.
type AgeStep struct {
	OldestFrom map[abnd.Year]int
}

func (r AgeStep) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{}
	codes := []string{"age_max_2", "age_max_3"}
	for i, year := range sortedKeys(r.OldestFrom) {
		if i == len(codes) {
			panic("costing: AgeStep takes two steps at most")
		}
		p[codes[i]], p[codes[i]+"_year"] = number(r.OldestFrom[year]), number(year)
	}
	return p
}
