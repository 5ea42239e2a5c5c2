package scenarios

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Target asks for the value of one parameter at which a scenario or package
// meets a ceiling in one year.
type Target struct {
	// Parameter by its path, as in "child-grant.amount" or
	// "high/child-grant.amount"; the parts may be joined by points or strokes.
	Parameter string
	// Run is the scenario or package that the ceiling is for. Blank: the
	// scenario of the path; else the last one of the study that pays the
	// benefit in the year.
	Run     string
	Year    abnd.Year
	Of      Basis
	Ceiling float64 // share of GDP
	// Low and High narrow the bounds that the rule declares.
	Low, High abnd.Figure
}

// TargetSolution is the value that meets a ceiling.
type TargetSolution struct {
	Target
	// Where the parameter stands: the scenario in which it was varied, and its
	// declaration.
	Scenario string
	Benefit  abnd.Benefit
	Spec     costing.Spec
	// Value is the dearest one that keeps the ceiling, and Cost its cost. A
	// whole number is exact; another one is within 1e-12 of the place where
	// the cost crosses the ceiling, on the side that keeps it.
	Value, Cost float64
	// Present is the value of the study, and PresentCost its cost.
	Present, PresentCost Estimate
	// AtBound says that even the dearest value within the bounds keeps the
	// ceiling: Value is that bound, and the ceiling is not reached.
	AtBound bool
	// Next is the following whole number, which breaks the ceiling.
	Next, NextCost Estimate
	// Rising reports whether a greater value costs more.
	Rising bool
	// Searched are the values at which the cost was computed to see that it
	// only rises or only falls, in order.
	Searched []TargetPoint
	// Result is the study with the value.
	Result *Result
}

// TargetPoint is the cost at one value of the parameter, as a share of GDP.
type TargetPoint struct{ Value, Cost float64 }

// SolveTarget finds the value of a parameter at which a cost meets a ceiling.
// It computes the study at values all over the bounds, which reports whether the
// cost moves at all and in one direction only, and then closes in on the
// ceiling by Brent's method. The values go up to the bound, or to the first one
// that costs more than the whole GDP. Whole numbers are all tried. Values that the study
// does not allow, as an age_min above age_max, are left out. For a calendar
// year the bounds are the years of the frames and the one after.
//
// Where there is no such value the diagnostics say why: the parameter does not
// move the cost, the cost both rises and falls, or no value keeps the ceiling.
// A context that is cancelled is the cause of an error in them.
func SolveTarget(ctx context.Context, study *abnd.Study, t Target) (*TargetSolution, abnd.Diagnostics) {
	result, found := Run(study)
	if result == nil {
		return nil, found
	}
	v, found := newVaried(result, t)
	if found != nil {
		return nil, found
	}
	if err := v.sample(ctx); err != nil {
		return nil, stopped(nil, err)
	}
	if found := v.refuse(); found != nil {
		return nil, found
	}
	s, found := v.solve(ctx)
	if err := ctx.Err(); err != nil {
		return nil, stopped(nil, err)
	}
	return s, found
}

// varied is a parameter that is being varied.
type varied struct {
	TargetSolution
	base   *Result
	values []float64 // to be tried, rising
	points []variedPoint
}

// variedPoint is one value that was tried; it may not be allowed.
type variedPoint struct {
	TargetPoint
	allowed bool
}

func newVaried(r *Result, t Target) (*varied, abnd.Diagnostics) {
	v := &varied{base: r, TargetSolution: TargetSolution{Target: t}}
	found := v.find()
	if found != nil {
		return nil, found
	}
	if found := uncostedYear(r.Study, t.Year); found != nil {
		return nil, found
	}
	if found := FlatEnvelope(t.Of, abnd.Years{First: t.Year, Last: t.Year}, t.Ceiling).check(r.Study); found != nil {
		return nil, found
	}
	if v.Spec.IsChoice() {
		return nil, failing(v.path(), "no-number", abnd.T("%s is a choice and not a number", "%s é uma escolha e não um número").Fill(v.Spec.Code),
			abnd.T("choose a numeric parameter, e.g. amount or take_up", "escolha um parâmetro numérico, por exemplo amount ou take_up"))
	}
	if found := v.chooseRun(); found != nil {
		return nil, found
	}
	if x, ok := r.valueIn(v.Scenario, v.Benefit, v.Spec.Code).Number(); ok {
		v.Present = Estimate{x, true}
	}
	if found := r.costKnown(t.Of, v.Run, []abnd.Year{t.Year}); found != nil {
		return nil, found
	}
	v.PresentCost = Estimate{r.shareOf(t.Of, v.Run, t.Year), true}
	return v, v.setBounds()
}

func (v *varied) path() abnd.Path {
	return costing.ScenarioParameterPath(v.Scenario, v.Benefit.ID, v.Spec.Code)
}

// find reads the path of the parameter.
func (v *varied) find() abnd.Diagnostics {
	study, name := v.base.Study, abnd.Path(v.Parameter)
	parts := strings.FieldsFunc(v.Parameter, func(r rune) bool { return r == '.' || r == '/' })
	if len(parts) > 2 && (parts[0] == "benefits" || parts[0] == "scenarios") {
		parts = parts[1:] // the path of the study
	}
	if len(parts) == 3 {
		v.Scenario, parts = parts[0], parts[1:]
		if _, ok := study.FindScenario(v.Scenario); !ok {
			return failing(name, "unknown-path", abnd.T("unknown scenario %q", "não existe o cenário %q").Fill(v.Scenario), abnd.Suggestion(v.Scenario, costing.ScenarioList(study).Names()))
		}
	}
	if len(parts) != 2 {
		return failing(name, "unknown-path", abnd.T("%q leads to no parameter of a benefit", "%q não leva a nenhum parâmetro de uma prestação").Fill(v.Parameter),
			abnd.T("write benefit.parameter, e.g. child-grant.amount", "escreva prestação.parâmetro, como subsidio.amount"))
	}
	b, ok := study.FindBenefit(parts[0])
	if !ok {
		return failing(name, "unknown-path", abnd.T("unknown benefit %q", "não existe a prestação %q").Fill(parts[0]), abnd.Suggestion(parts[0], costing.BenefitList(study).Names()))
	}
	spec, ok := costing.FindSpec(parts[1])
	if !ok {
		var known []string
		for _, s := range costing.SpecsOf(study, b) {
			known = append(known, s.Code)
		}
		return failing(name, "unknown-path", abnd.T("unknown parameter %q", "não existe o parâmetro %q").Fill(parts[1]), abnd.Suggestion(parts[1], known))
	}
	v.Benefit, v.Spec = b, spec
	return nil
}

// chooseRun finds whose cost is meant and in which scenario the value is set.
func (v *varied) chooseRun() abnd.Diagnostics {
	study := v.base.Study
	if v.Run == "" {
		v.Run = v.Scenario
	}
	if v.Run == "" {
		v.Run = v.lastScenarioPaying()
	}
	own := v.Run
	if i := slices.IndexFunc(study.Packages, func(p abnd.Package) bool { return p.ID == v.Run }); i >= 0 {
		own = study.Packages[i].Scenarios[v.Benefit.Guarantee]
	} else if _, ok := study.FindScenario(v.Run); !ok {
		return failing("", "unknown-scenario", abnd.T("unknown scenario or package %q", "não existe o cenário ou pacote %q").Fill(v.Run), abnd.Suggestion(v.Run, v.base.runs()))
	}
	if v.Scenario != "" && v.Scenario != own {
		return failing("", "two-scenarios", abnd.T("the parameter belongs to the scenario %q, but %q takes it from %q", "o parâmetro é o do cenário %q, mas %q usa o de %q").Fill(v.Scenario, v.Run, own),
			abnd.T("omit one of the two", "omita um dos dois"))
	}
	if v.Scenario = own; own == abnd.StatusQuo {
		return failing("", "status-quo", abnd.T("the status quo describes the current situation and cannot be solved for", "a situação actual é o ponto de partida e não se altera"),
			abnd.T("choose another scenario", "escolha outro cenário"))
	}
	return nil
}

// lastScenarioPaying is the last scenario of the study that pays the benefit in the
// year; where none does, the last one.
func (v *varied) lastScenarioPaying() string {
	last := ""
	for _, s := range v.base.Study.Scenarios {
		if s.ID != abnd.StatusQuo && v.base.isPaid(s.ID, v.Benefit.ID, v.Year) {
			last = s.ID
		}
	}
	if last != "" {
		return last
	}
	return v.base.Study.Scenarios[len(v.base.Study.Scenarios)-1].ID
}

func (r *Result) isPaid(scenario, benefit string, year abnd.Year) bool {
	x, ok := r.Projection.Value(costing.BenefitKey(scenario, benefit, "active"), year)
	return ok && x != 0
}

// setBounds lists the values to be tried: all whole numbers, or values close
// enough to see a cost that turns round. Amounts have bounds far beyond any
// figure; there each value is four times the one before.
func (v *varied) setBounds() abnd.Diagnostics {
	low, high := v.Spec.Low, v.Spec.High
	if v.Spec.Unit == abnd.CalendarYear {
		low = max(low, float64(v.base.Study.FirstYear))
		high = min(high, float64(v.base.Study.Frame().Last+1))
	}
	for _, given := range []abnd.Figure{v.Low, v.High} {
		switch {
		case !given.Known:
		case math.IsNaN(given.Value) || given.Value < low || given.Value > high:
			return failing(v.path(), "bounds", abnd.T("%v is outside the bounds of %s, which are %v and %v", "%v está fora dos limites de %s, que são %v e %v").Fill(given.Value, v.Spec.Code, low, high),
				abnd.T("enter a bound between them", "indique um valor entre eles"))
		}
	}
	if v.Low.Known {
		low = v.Low.Value
	}
	if v.High.Known {
		high = v.High.Value
	}
	if low > high {
		return failing(v.path(), "bounds", abnd.T("the lower bound %v is above the upper bound %v", "o limite inferior %v é maior do que o superior %v").Fill(low, high),
			abnd.T("enter the lower value as --low and the higher one as --high", "indique o menor em --low e o maior em --high"))
	}
	v.Low, v.High = abnd.Known(low, 0), abnd.Known(high, 0)
	v.values = valuesBetween(low, high, v.Present.Value, v.Spec.Whole)
	if len(v.values) == 0 {
		return failing(v.path(), "bounds", abnd.T("there is no whole number between %v and %v", "não há nenhum número inteiro de %v a %v").Fill(low, high),
			abnd.T("widen the bounds", "alargue os limites"))
	}
	return nil
}

const (
	// evenSteps is how many steps a narrow range is divided into.
	evenSteps = 16
	// wideRange is the range that is too wide for even steps, as a multiple
	// of the present value.
	wideRange = 1000
	// stepFactor is the ratio of one value to the next in a wide range.
	stepFactor = 4
	// wholeGDP is a cost of all that a country produces: the search goes no
	// further up than the first value beyond it.
	wholeGDP = 1
	// lowestStep is the smallest part of the present value in a wide range.
	lowestStep = 1.0 / (1 << 16)
)

// valuesBetween lists the values that are tried between two bounds, rising.
func valuesBetween(low, high, present float64, whole bool) []float64 {
	if whole {
		var all []float64
		for x := math.Ceil(low); x <= high; x++ {
			all = append(all, x)
		}
		return all
	}
	all := []float64{low, high}
	if present > low && present < high {
		all = append(all, present)
	}
	size := math.Abs(present)
	if size == 0 {
		size = 1
	}
	if high-low <= wideRange*size {
		for i := 1; i < evenSteps; i++ {
			all = append(all, low+float64(float64((high-low)*float64(i))/evenSteps))
		}
	} else {
		for x := size * lowestStep; x < high; x *= stepFactor {
			if x > low {
				all = append(all, x)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// with is the study with another value of the parameter in the scenario.
func (v *varied) with(x float64) *abnd.Study {
	return changed(v.base.Study, v.Scenario, v.Benefit.ID, map[string]abnd.Value{v.Spec.Code: abnd.Num(x)})
}

// costAt computes the cost with a value; false where the study does not allow
// it. Other scenarios are left out, unless a package takes them.
func (v *varied) costAt(x float64) (float64, bool) {
	study := v.with(x)
	if v.Run == v.Scenario {
		s := v.base.flattened(v.Run)
		s.Change(v.Benefit.ID, v.Spec.Code, abnd.Num(x))
		study = v.base.bare([]abnd.Scenario{s}, nil)
	}
	r, _ := Run(study)
	if r == nil {
		return math.NaN(), false
	}
	return r.shareOf(v.Of, v.Run, v.Year), true
}

func (v *varied) sample(ctx context.Context) error {
	for _, x := range v.values {
		if err := ctx.Err(); err != nil {
			return err
		}
		cost, allowed := v.costAt(x)
		v.points = append(v.points, variedPoint{TargetPoint{x, cost}, allowed})
		if allowed {
			v.Searched = append(v.Searched, TargetPoint{x, cost})
		}
		if x > v.Present.Value && cost > max(wholeGDP, v.Ceiling) && !v.Spec.Whole {
			break // amounts have bounds far beyond any figure
		}
	}
	return nil
}

// refuse reports why there can be no solution: no value is allowed, none moves
// the cost, or the cost turns round.
func (v *varied) refuse() abnd.Diagnostics {
	if len(v.Searched) == 0 {
		_, found := Run(v.with(v.values[0]))
		return append(failing(v.path(), "nothing-allowed", abnd.T("no value of %s from %v to %v is valid in this study", "nenhum valor de %s entre %v e %v é válido neste estudo").Fill(v.Spec.Code, v.Low.Value, v.High.Value),
			abnd.T("the errors for the first of these values follow below", "seguem-se os erros do primeiro destes valores")), found...)
	}
	least, most := v.Searched[0], v.Searched[0]
	for _, p := range v.Searched {
		if p.Cost < least.Cost {
			least = p
		}
		if p.Cost > most.Cost {
			most = p
		}
	}
	if keeps(most.Cost, least.Cost) {
		problem, remedy := v.noEffectReason()
		return failing(v.path(), "no-effect", problem, remedy)
	}
	v.Rising = most.Value > least.Value
	for i, p := range v.Searched[1:] {
		was := v.Searched[i]
		if gain := p.Cost - was.Cost; gain != 0 && (gain > 0) != v.Rising && math.Abs(gain) > ceilingSlack {
			return failing(v.path(), "not-monotone",
				abnd.T("the cost both rises and falls with %s: it is lowest at %v (%s) and highest at %v (%s), but from %v to %v it changes in the opposite direction, so several values could meet the ceiling",
					"o custo tanto sobe como desce com %s: é mínimo em %v (%s) e máximo em %v (%s), mas de %v para %v evolui em sentido contrário, pelo que vários valores poderiam respeitar o tecto").
					Fill(v.Spec.Code, least.Value, asPercent(least.Cost), most.Value, asPercent(most.Cost), was.Value, p.Value),
				abnd.T("narrow the search with --low and --high", "restrinja a procura com --low e --high"))
		}
	}
	return nil
}

// noEffectReason reports why the parameter does not move the cost.
func (v *varied) noEffectReason() (problem, remedy abnd.Text) {
	of := func(code string) abnd.Value { return v.base.valueIn(v.Scenario, v.Benefit, code) }
	rule, codes := v.Spec.ReadWhere()
	problem = abnd.T("%s of %s has no effect on the cost of %q in %d", "%s de %s não tem efeito no custo de %q em %d").Fill(v.Spec.Code, v.Benefit.ID, v.Run, int(v.Year))
	because := func(why abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(problem, why) }
	switch on, _ := of("on").Code(); {
	case on != model.Yes:
		return because(abnd.T("the scenario %q does not include the benefit", "o cenário %q não inclui a prestação").Fill(v.Scenario)),
			abnd.T("choose a scenario that pays the benefit", "escolha um cenário que pague a prestação")
	case !v.base.isPaid(v.Scenario, v.Benefit.ID, v.Year):
		return because(abnd.T("the benefit is not paid in that year", "a prestação não é paga nesse ano")),
			abnd.T("choose a year in which the benefit is paid", "escolha um ano em que a prestação seja paga")
	case rule != "":
		if code, _ := of(rule).Code(); !slices.Contains(codes, code) {
			return because(abnd.T("it is used only if %s is %s, but here it is %s", "só conta quando %s é %s, e aqui é %s").Fill(rule, strings.Join(codes, ", "), code)),
				abnd.T("vary a parameter of that rule", "varie um parâmetro dessa regra")
		}
	}
	return because(abnd.T("in that year other parameters of the benefit determine the cost", "nesse ano são outros parâmetros da prestação que determinam o custo")),
		abnd.T("vary one of those, e.g. a later amount, or choose another year", "varie um desses, como um montante posterior, ou escolha outro ano")
}

// solve closes in on the ceiling. The points go from the cheapest to the
// dearest value.
func (v *varied) solve(ctx context.Context) (*TargetSolution, abnd.Diagnostics) {
	points := v.points
	if !v.Rising {
		points = slices.Clone(points)
		slices.Reverse(points)
	}
	if !v.Spec.Whole {
		points = v.edges(ctx, points)
	}
	points = slices.DeleteFunc(slices.Clone(points), func(p variedPoint) bool { return !p.allowed })
	over := slices.IndexFunc(points, func(p variedPoint) bool { return !keeps(p.Cost, v.Ceiling) })
	if over == 0 {
		return nil, v.nothingKeeps(points[0].TargetPoint)
	}
	s := v.TargetSolution
	switch {
	case over < 0:
		s.AtBound, s.Value = true, points[len(points)-1].Value
	case v.Spec.Whole:
		s.Value = points[over-1].Value
		s.Next, s.NextCost = Estimate{points[over].Value, true}, Estimate{points[over].Cost, true}
	default:
		from, to := points[over-1], points[over]
		excess := func(x float64) float64 {
			if ctx.Err() != nil {
				return 0 // ends the search
			}
			cost, _ := v.costAt(x)
			return cost - v.Ceiling
		}
		s.Value, _ = lastBelow(excess, from.Value, min(0, from.Cost-v.Ceiling), to.Value, to.Cost-v.Ceiling, ceilingSlack*max(1, math.Abs(from.Value)))
	}
	if ctx.Err() != nil {
		return nil, nil
	}
	s.Result, _ = Run(v.with(s.Value))
	if s.Result != nil {
		s.Cost = s.Result.shareOf(v.Of, v.Run, v.Year)
	}
	if s.Result == nil || !keeps(s.Cost, v.Ceiling) {
		panic("scenarios: the value that was found breaks the ceiling")
	}
	return &s, nil
}

// edges adds the last allowed value beside one that is not: the allowed ones
// end somewhere between the two.
func (v *varied) edges(ctx context.Context, points []variedPoint) []variedPoint {
	all := []variedPoint{points[0]}
	for i, p := range points[1:] {
		if was := points[i]; was.allowed != p.allowed && ctx.Err() == nil {
			good, bad := was.Value, p.Value
			if p.allowed {
				good, bad = bad, good
			}
			for math.Abs(good-bad) > ceilingSlack*max(1, math.Abs(good)) {
				middle := good + float64((bad-good)/2)
				if middle == good || middle == bad {
					break
				}
				if _, allowed := v.costAt(middle); allowed {
					good = middle
				} else {
					bad = middle
				}
			}
			cost, _ := v.costAt(good)
			all = append(all, variedPoint{TargetPoint{good, cost}, true})
		}
		all = append(all, p)
	}
	return all
}

// nothingKeeps says that even the cheapest value breaks the ceiling.
func (v *varied) nothingKeeps(cheapest TargetPoint) abnd.Diagnostics {
	problem := abnd.T("no value of %s stays within the ceiling of %s in %d: even %v costs %s of GDP", "nenhum valor de %s respeita o tecto de %s em %d: mesmo %v custa %s do PIB").
		Fill(v.Spec.Code, asPercent(v.Ceiling), int(v.Year), cheapest.Value, asPercent(cheapest.Cost))
	if alone := v.base.shareOf(v.Of, abnd.StatusQuo, v.Year); !keeps(alone, v.Ceiling) {
		return failing("", "status-quo-breaks", abnd.T("%s, and the status quo alone costs %s", "%s, e só a situação actual custa %s").Fill(problem, asPercent(alone)),
			incrementalCostLabel())
	}
	return failing("", "nothing-fits", problem, abnd.T("enter a higher ceiling, or reduce another cost of the scenario", "indique um tecto mais alto ou reduza outro custo do cenário"))
}

// incrementalCostLabel is what to do about a status quo above the ceiling.
func incrementalCostLabel() abnd.Text {
	return abnd.T("enter a higher ceiling, or apply it only to the cost above the status quo (--of increment)", "indique um tecto mais alto, ou aplique-o só à despesa adicional face à situação actual (--of increment)")
}
