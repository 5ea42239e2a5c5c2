package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// target: the target group by age range, sex and share.
//
//	N[s,t] = Σ age lo..hi  P[a,s,t] × share
var target = family{
	title: abnd.T("Target group", "Grupo-alvo"),
	note: abnd.T("Ages are completed years at mid-year. The share is the same at every age, for both sexes and in all years, unless it is given by age or by year.",
		"As idades são anos completos em 1 de Julho. A proporção é a mesma em todas as idades, para ambos os sexos e "+
			"em todos os anos, se não for indicada por idade ou por ano."),
	specs: []Spec{
		{
			Code: "age_min", Unit: abnd.AgeInYears, Whole: true, Low: 0, High: abnd.MaxAge,
			Label: abnd.T("Minimum age", "Idade mínima"),
			Help:  abnd.T("In completed years, included.", "Em anos completos, incluída."),
		}, {
			Code: "age_max", Unit: abnd.AgeInYears, Whole: true, Low: 0, High: abnd.MaxAge,
			Label: abnd.T("Maximum age", "Idade máxima"),
			Help:  abnd.T("In completed years, included; 100 means 100 and over.", "Em anos completos, incluída; 100 significa 100 e mais."),
		}, {
			Code: "sex", Unit: abnd.ChoiceUnit, List: model.SexList,
			Label: abnd.T("Sex", "Sexo"),
		}, {
			Code: "share", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Share of the age group", "Proporção do grupo etário"),
			Help:  abnd.T("Disability prevalence, poverty rate, district …; 1 is everyone.", "Prevalência da deficiência, incidência da pobreza, distrito …; 1 = todas as pessoas."),
		},
	},
	lines: func(b *benefitLines) {
		label := abnd.T("Target group", "Grupo-alvo")
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			wanted := anyOf(isCode(b.parameter("sex"), string(abnd.Both)), isCode(b.parameter("sex"), string(sex)))
			b.addBlankable(ofSex("target_population", sex), sexLabel(label, sex), abnd.PersonUnit, when(allOf(isKnown(b.parameter("age_min")), isKnown(b.parameter("age_max")), isKnown(b.parameter("sex"))), times(when(wanted, b.people(sex), zero), b.share), blank))
		}
		b.addBlankable("target_population", label, abnd.PersonUnit, b.bothSexes("target_population"))
	},
	check: func(c *benefitCheck) {
		lo, okLo := c.number("age_min")
		hi, okHi := c.number("age_max")
		if okLo && okHi && lo > hi {
			c.fail("age_max", "age-order",
				abnd.T("the maximum age %v is below the minimum age %v", "a idade máxima, %v, é inferior à mínima, %v").Fill(hi, lo),
				abnd.T("swap the two values, or correct one of them", "troque os dois valores ou corrija um deles"))
		}
	},
}

// Ages is a target group: ages Min..Max in completed years, both included, of
// one sex or Both, and the share of them that the benefit is meant for. See
// target.go.
type Ages struct {
	Min, Max int
	Sex      abnd.Sex
	Share    abnd.Share
}

func (r Ages) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"age_min": number(r.Min), "age_max": number(r.Max), "sex": abnd.Code(string(r.Sex)), "share": number(r.Share),
	}
}
