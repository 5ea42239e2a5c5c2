package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// addPoorest adds the money to the target group of the poorest households, selected with
// errors and at a cost.
func (s sameCostLines) addPoorest() {
	l := s.use(UsePoorest, s.addCut("poorest", ref(SameCostKey(SameCostPoorest))), choiceOfPoorest)
	picked := l.of("picked")
	s.addUse(l, reach{
		recipients: times(ref(SameCostKey(SameCostTarget)), picked), shared: times(ref(SameCostKey("with_target")), picked),
		could: ref(SameCostKey("with_ages")), targeting: ref(SameCostKey(SameCostTargeting)),
	})
	s.addOfTarget(l, anybody())
}

// addSelection adds who is selected on both sides of the rank up to which households
// are to be, and gives who lives with a recipient: on each side as many as are selected
// there, in each of the cases.
func (l impactLines) addSelection(g abnd.Guarantee, upTo func(rank model.Expr) model.Expr) func(ImpactComposition) model.Expr {
	code := string(g)
	add := func(line string, label abnd.Text, formula model.Expr) model.Expr {
		return l.cell(l.key(line), label, abnd.PureNumber, l.curve.ifNormal(formula))
	}
	all, soFar := l.of("could", code), l.of("could_to", code)
	below := add("meant", abnd.T("Those of its ages who are to be selected, share of all people", "Os das suas idades a seleccionar, proporção de todas as pessoas"), upTo(ref(SameCostKey(SameCostPoorest))))
	above := add("others", abnd.T("The others of its ages, share of all people", "Os outros das suas idades, proporção de todas as pessoas"), greatest(zero, minus(all, below)))
	missed, given := ref(SameCostKey(SameCostExclusion)), SameCostKey("inclusion_given")
	included := add(UseInclusion, abnd.T("Inclusion error", "Erro de inclusão"),
		when(isKnown(given), ref(given), when(less(zero, above), least(one, over(times(missed, below), above)), zero)))
	right := add("picked_below", abnd.T("Selected as they ought to be, share of all people", "Seleccionados como deviam ser, proporção de todas as pessoas"), times(minus(one, missed), below))
	wrong := add("picked_above", abnd.T("Selected in error, share of all people", "Seleccionados por erro, proporção de todas as pessoas"), times(included, above))
	selected := plus(right, wrong)
	add("picked", abnd.T("Selected, share of those of its ages", "Seleccionados, proporção dos das suas idades"), when(less(zero, all), over(selected, all), blank))
	shared := l.of("shared", code)
	part := func(line string, label abnd.Text, of model.Expr) model.Expr {
		return add(line, label, when(less(zero, selected), over(times(shared, of), selected), zero))
	}
	poor := part("shared_below", abnd.T("People with a recipient who ought to be selected", "Pessoas com um beneficiário que devia ser seleccionado"), right)
	others := part("shared_above", abnd.T("People with a recipient selected in error", "Pessoas com um beneficiário seleccionado por erro"), wrong)
	return func(c ImpactComposition) model.Expr {
		return plus(c.to(poor, below, least(soFar, below)), c.to(others, above, greatest(zero, minus(soFar, below))))
	}
}
