package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// logistic: how steep a logistic take-up is. Between its two years it goes
// slowly, then fast, then slowly again, as news of a benefit spreads.
//
//	L(x) = 1 ÷ (1 + k^(−x))        x in years from the middle of the two years
//	u[t] = u + (u′ − u) × (L(x) − L(x0)) ÷ (L(x1) − L(x0))
//
// k is by how much the odds of L multiply in a year; near 1 the curve is the
// straight line of a ramp. Outside the two years it is u and u′. The rule is
// a choice of take_up_rule, and of area_rule.
//
// Source of the curve: Verhulst, P.-F. (1838), Notice sur la loi que la
// population suit dans son accroissement, Correspondance mathématique et
// physique 10.
var logistic = family{
	title: abnd.T("Logistic take-up", "Adesão logística"),
	note: abnd.T("The curve L(x) = 1 ÷ (1 + odds^−x), with x in years from the midpoint of the two years, is shifted and "+
		"scaled so that it passes through the first share in the first year and the last share in the last year; before "+
		"and after these years it is constant.",
		"A curva L(x) = 1 ÷ (1 + razão^−x), com x em anos a partir do meio dos dois anos, é deslocada e ampliada de modo "+
			"a passar pela primeira proporção no primeiro ano e pela última no último; antes e depois é constante."),
	specs: []Spec{oddsFactor("odds_factor", "take_up_rule", abnd.T("Yearly factor of the logistic scale-up", "Factor anual da expansão logística"))},
	prepare: func(b *benefitLines) {
		b.takeUpOdds = ref(b.parameter("odds_factor"))
	},
}

func oddsFactor(code, rule string, label abnd.Text) Spec {
	return Spec{
		Code: code, Nature: Outlook, Unit: abnd.PureNumber, Low: leastOddsFactor, High: 100, NeededIf: rule, NeededFor: []string{logisticTakeUp}, Label: label,
		Help: abnd.T("For logistic: above 1. With 2 to 3 the scale-up takes about ten years; a higher value is steeper in the middle years.", "Para logistic, acima de 1. Entre 2 e 3, a expansão demora cerca de dez anos; um valor maior concentra-a nos anos do meio."),
	}
}

// leastOddsFactor keeps the curve clear of 1, where it is no curve.
const leastOddsFactor = 1.01

// logisticPath is the logistic between two years; unknown without its odds.
func logisticPath(start, target, from, to, odds model.Expr) model.Expr {
	if odds == nil {
		return blank
	}
	half := over(one, two)
	span := minus(to, from)
	curve := func(x model.Expr) model.Expr { // of the place between the years, 0 to 1
		return over(one, plus(one, power(odds, times(span, minus(half, x)))))
	}
	place := clamped(over(minus(thisYear, from), span))
	return plus(start, times(minus(target, start),
		over(minus(curve(place), curve(zero)), minus(curve(one), curve(zero)))))
}

// LogisticTakeUp is a take-up that goes along a logistic from one share in
// Start to another in End. Odds is by how much the odds of being reached
// multiply each year, above 1. See logistic.go.
type LogisticTakeUp struct {
	From, To   abnd.Share
	Start, End abnd.Year
	Odds       float64
}

func (r LogisticTakeUp) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"take_up_rule": abnd.Code(logisticTakeUp), "take_up": number(r.From), "take_up_target": number(r.To),
		"ramp_start": number(r.Start), "ramp_end": number(r.End), "odds_factor": abnd.Num(r.Odds),
	}
}

// LogisticArea widens the share of the country in which a benefit is paid
// along a logistic. See logistic.go and area.go.
type LogisticArea LogisticTakeUp

func (r LogisticArea) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"area_rule": abnd.Code(logisticTakeUp), "area": number(r.From), "area_target": number(r.To),
		"area_start": number(r.Start), "area_end": number(r.End), "area_odds_factor": abnd.Num(r.Odds),
	}
}
