package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// gradual: a benefit that takes over the schemes which it replaces where it has
// come, and leaves them in place where it has not.
//
//	taken over[t] = roll-out[t] while the benefit is paid, 0 before
//	B[t] of a benefit that stands for the scheme = … × Π (1 − taken over[t])
//	cost[t] of a scheme carried on by its expenditure = … × Π (1 − taken over[t])
//	incremental cost[t] = total cost[t] − cost in the status quo of what is taken over[t]
//
// Recipients of the scheme are taken to be spread over the country as the
// roll-out is. Of several successors each takes its share of what those before
// it, in the order of the study, have left.
var gradual = family{
	title: abnd.T("Gradual replacement", "Substituição gradual"),
	note: abnd.T("It requires the roll-out over the country. The share of the country in which this benefit is paid is the share of the "+
		"replaced scheme's recipients and cost that ends; the rest goes on. Without this rule a replaced scheme ends everywhere in "+
		"the first year of its successor.",
		"Exige a expansão gradual no território. A parte do país em que esta prestação é paga é a parte dos beneficiários e do custo do "+
			"regime substituído que acaba; o resto continua. Sem esta regra, um regime substituído acaba em toda a parte no primeiro ano "+
			"da prestação que o substitui."),
	specs: []Spec{{
		Code: "replaced_gradually", Unit: abnd.ChoiceUnit, List: model.YesNo, Optional: true,
		Label: abnd.T("Replaced schemes end as this benefit is rolled out", "Os regimes substituídos acabam à medida que esta prestação se expande"),
		Help:  abnd.T("yes: they go on where the roll-out has not come; no or blank: they end everywhere in the first year.", "yes: continuam onde a expansão não chegou; no ou em branco: acabam em toda a parte no primeiro ano."),
	}},
	prepare: func(b *benefitLines) {
		reached := model.Expr(one)
		if area.inUse(b.study, b.benefit) {
			reached = when(isCode(b.parameter("replaced_gradually"), model.Yes), b.line("area"), one)
		}
		b.model.Add(model.Line{
			Key: b.cell(takesOverCode), Group: b.group(), Years: b.study.Projection, Factor: true,
			Label:   abnd.T("Share of the replaced schemes that is taken over", "Parte dos regimes substituídos que é absorvida"),
			Formula: b.whenPaid(reached),
		})
	},
	check: func(c *benefitCheck) {
		if c.code("replaced_gradually") != model.Yes {
			return
		}
		warn := func(name string, problem, remedy abnd.Text) { c.doubt("replaced_gradually", name, problem, remedy) }
		if !area.inUse(c.study, c.benefit) {
			warn("no-roll-out", abnd.T("schemes are to end with the roll-out of %q, but it has none: they end everywhere in its first year", "os regimes deviam acabar com a expansão gradual de %q, mas não há nenhuma: acabam em toda a parte no primeiro ano").Fill(c.benefit.ID),
				abnd.T("enter area_rule and its parameters, or clear replaced_gradually", "indique area_rule e os seus parâmetros, ou apague replaced_gradually"))
		}
		if len(c.benefit.Replaces) == 0 {
			warn("replaces-nothing", abnd.T("%q replaces no scheme, so that none ends with its roll-out", "%q não substitui nenhum regime, pelo que nenhum acaba com a sua expansão").Fill(c.benefit.ID),
				abnd.T("enter the scheme in replaces, or clear replaced_gradually", "indique o regime em replaces ou apague replaced_gradually"))
		}
	},
}

const takesOverCode = "takes_over"

// ReplacedGradually lets the schemes that a benefit replaces end as its roll-out
// grows. See gradual.go.
type ReplacedGradually struct{}

func (ReplacedGradually) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"replaced_gradually": abnd.Code(model.Yes)}
}

// isGradual reports whether a benefit might take over gradually what it replaces.
func (b *builder) isGradual(successor string) bool {
	x, ok := b.study.FindBenefit(successor)
	return ok && gradual.inUse(b.study, x)
}

// takenOver is the share of what it replaces that a benefit takes over: all of it
// while it is paid, or that of its roll-out.
func (b *builder) takenOver(scenario, successor string) model.Expr {
	if b.isGradual(successor) {
		return ref(BenefitKey(scenario, successor, takesOverCode))
	}
	return ref(BenefitKey(scenario, successor, "active"))
}

// leftBy are, for each of these successors, the share of a scheme that it leaves.
func (b *builder) leftBy(scenario string, successors []string) []model.Expr {
	var left []model.Expr
	for _, id := range successors {
		left = append(left, minus(one, b.takenOver(scenario, id)))
	}
	return left
}

// goesOn are, for each of these successors, one while it leaves any of a scheme,
// else zero.
func (b *builder) goesOn(scenario string, successors []string) []model.Expr {
	left := b.leftBy(scenario, successors)
	for i, id := range successors {
		if b.isGradual(id) {
			left[i] = when(less(b.takenOver(scenario, id), one), one, zero)
		}
	}
	return left
}

// leftGradually are the shares that successors leave who take over gradually.
func (b *builder) leftGradually(scenario string, successors []string) []model.Expr {
	return b.leftBy(scenario, slices.DeleteFunc(slices.Clone(successors), func(id string) bool { return !b.isGradual(id) }))
}
