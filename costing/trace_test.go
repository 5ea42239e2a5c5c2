package costing_test

import (
	"math"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// recompute puts the values of a trace's terms through its operation: the
// oracle of the tests below. It shares no code with the engine.
func recompute(t *testing.T, x *model.Trace, o model.Operation, people *abnd.Population) float64 {
	t.Helper()
	args := make([]float64, len(o.Args))
	for i, a := range o.Args {
		args[i] = recompute(t, x, a, people)
	}
	switch o.Op {
	case model.OpTerm:
		if term := x.Terms[o.Term]; term.Known.Known() {
			return term.Value
		}
		return math.NaN()
	case model.OpNumber:
		return o.Number
	case model.OpBlank:
		return math.NaN()
	case model.OpAdd:
		return args[0] + args[1]
	case model.OpSubtract:
		return args[0] - args[1]
	case model.OpMultiply:
		return args[0] * args[1]
	case model.OpDivide:
		return args[0] / args[1]
	case model.OpPower:
		return math.Pow(args[0], args[1])
	case model.OpSum:
		sum := 0.0
		for _, a := range args {
			sum += a
		}
		return sum
	case model.OpLeast:
		return slices.Min(args)
	case model.OpGreatest:
		return slices.Max(args)
	case model.RoundOff.Operator():
		return math.Round(args[0])
	case model.Ln.Operator():
		return math.Log(args[0])
	case model.Sqrt.Operator():
		return math.Sqrt(args[0])
	case model.Asin.Operator():
		return math.Asin(args[0])
	case model.OpPeople:
		return float64(people.Between(x.Year, o.Sex, int(args[0]), int(args[1])))
	}
	t.Fatalf("%s: an operator %q", x.Key, o.Op)
	return 0
}

// checkTrace wants of every figure of a trace that its terms give its value,
// that what decided holds, and that every input says where it comes from.
func checkTrace(t *testing.T, x *model.Trace, p *model.Projection) (figures int) {
	t.Helper()
	people := p.Model().Population()
	if x.Label.EN == "" || x.Label.PT == "" {
		t.Errorf("%s: label %+v", x.Key, x.Label)
	}
	if x.Kind == model.InputFigure || x.Omitted != model.NotOmitted {
		if len(x.Terms) > 0 || !x.Formula.IsZero() {
			t.Errorf("%s is an input, or omitted, and has terms", x.Key)
		}
		return 1
	}
	if x.Formula.IsZero() { // the year before the first
		if x.Known.Known() {
			t.Errorf("%s %d: a value without a formula", x.Key, x.Year)
		}
		return 1
	}
	if x.Formula.EN == "" || x.Formula.PT == "" || len(x.Reasons) != len(x.Since) {
		t.Errorf("%s: formula %+v, reasons %v", x.Key, x.Formula, x.Reasons)
	}
	got := recompute(t, x, x.Operation, people)
	switch {
	case math.IsNaN(got) == x.Known.Known():
		t.Errorf("%s %d: the terms give %v, known is %v", x.Key, x.Year, got, x.Known)
	// Sums over ages are made in another order than the engine's.
	case x.Known.Known() && math.Abs(got-x.Value) > 1e-12*math.Abs(x.Value):
		t.Errorf("%s %d: the terms give %v, the figure is %v (%s)", x.Key, x.Year, got, x.Value, x.Formula.EN)
	}
	for _, d := range x.Since {
		if !holds(t, x, d, p) {
			t.Errorf("%s %d: what decided does not hold: %+v", x.Key, x.Year, d)
		}
	}
	figures = 1
	makes := map[int]bool{}
	termsOf(x.Operation, makes)
	for i, term := range x.Terms {
		if term.Deciding == makes[i] {
			t.Errorf("%s %d: %s makes the value: %v, decides only: %v", x.Key, x.Year, term.Key, makes[i], term.Deciding)
		}
		figures += checkTrace(t, term, p)
	}
	return figures
}

// termsOf marks the terms that an operation reads.
func termsOf(o model.Operation, makes map[int]bool) {
	if o.Op == model.OpTerm {
		makes[o.Term] = true
	}
	for _, a := range o.Args {
		termsOf(a, makes)
	}
}

func holds(t *testing.T, x *model.Trace, d model.Decision, p *model.Projection) bool {
	t.Helper()
	people := p.Model().Population()
	switch d.Relation {
	case model.HasValue, model.HasNone:
		_, known := p.Value(d.Key, x.Year)
		return !d.Label.IsZero() && known == (d.Relation == model.HasValue)
	case model.IsCode, model.IsNotCode:
		return (x.Terms[d.Left.Term].Choice == d.Code) == (d.Relation == model.IsCode)
	}
	if d.Relation == model.IsUnknown {
		return math.IsNaN(recompute(t, x, d.Left, people))
	}
	l, r := recompute(t, x, d.Left, people), recompute(t, x, d.Right, people)
	switch d.Relation {
	case model.IsLess:
		return l < r
	case model.IsAtMost:
		return l <= r
	case model.IsEqual:
		return l == r
	case model.IsNotEqual:
		return l != r
	case model.IsAtLeast:
		return l >= r
	case model.IsGreater:
		return l > r
	}
	t.Fatalf("a relation %q", d.Relation)
	return false
}

// Every line of a small study and of the profiles, one formula deep, so that
// no formula escapes: in the first year, in the middle and in the last.
func TestTermsOfATraceGiveItsValue(t *testing.T) {
	tried := map[string]*abnd.Study{"small": smallStudy()}
	for _, code := range proofs.Few(country.Codes()) {
		tried[code] = studies.Load(t, code)
	}
	for name, s := range tried {
		t.Run(name, func(t *testing.T) {
			p := project(t, s)
			for _, line := range p.Model().Lines() {
				for _, year := range []abnd.Year{line.Years.First, (line.Years.First + line.Years.Last) / 2, line.Years.Last} {
					x, ok := p.Trace(line.Key, year, 1)
					if !ok {
						t.Fatalf("%s has no year %d", line.Key, year)
					}
					checkTrace(t, x, p)
				}
			}
		})
	}
}

// The balance of a scenario depends on nearly everything.
func TestATraceDownToTheInputsGivesItsValue(t *testing.T) {
	s := smallStudy()
	p := project(t, s)
	x, _ := p.Trace(costing.TotalKey("high", "new_balance"), 2025, 0)
	if n := checkTrace(t, x, p); n < 200 {
		t.Errorf("%d figures down to the inputs", n)
	}
}

// Without a limit every computed figure is explained once, and down to
// inputs and people.
func TestATraceWithoutALimitEndsInInputs(t *testing.T) {
	p := project(t, smallStudy())
	x, _ := p.Trace(costing.TotalKey("high", "total_cost"), 2025, 0)
	type figure struct {
		key  model.Key
		year abnd.Year
	}
	given, left := map[figure]bool{}, map[figure]bool{}
	inputs := 0
	var walk func(*model.Trace)
	walk = func(x *model.Trace) {
		at := figure{x.Key, x.Year}
		switch {
		case x.Omitted == model.BelowDepth:
			t.Errorf("%s %d is cut off", x.Key, x.Year)
		case x.Omitted == model.AlreadyGiven:
			left[at] = true
		case x.Kind == model.InputFigure:
			inputs++
		case given[at]:
			t.Errorf("%s %d is explained twice", x.Key, x.Year)
		default:
			given[at] = true
		}
		for _, term := range x.Terms {
			walk(term)
		}
	}
	walk(x)
	for at := range left {
		if !given[at] {
			t.Errorf("%v is said to be above and is not", at)
		}
	}
	if inputs == 0 || len(left) == 0 {
		t.Errorf("%d inputs, %d repeated figures", inputs, len(left))
	}
}

func TestDepthOfATrace(t *testing.T) {
	p := project(t, smallStudy())
	depth := func(limit int) int {
		x, _ := p.Trace(costing.TotalKey("high", "total_cost"), 2025, limit)
		var of func(*model.Trace) int
		of = func(x *model.Trace) int {
			deepest := 0
			for _, term := range x.Terms {
				if x.Inherited() == nil { // the cell of a parameter goes with it
					deepest = max(deepest, 1+of(term))
				}
			}
			return deepest
		}
		return of(x)
	}
	for limit := 1; limit <= 4; limit++ {
		if got := depth(limit); got != limit {
			t.Errorf("%d deep with the limit %d", got, limit)
		}
	}
	if got := depth(0); got <= 4 {
		t.Errorf("%d deep without a limit", got)
	}
}

// Formulas name what they read: where a label stands twice, by key or group.
func TestATraceNamesItsInputs(t *testing.T) {
	p := project(t, smallStudy())
	x, _ := p.Trace(costing.BenefitKey("high", "pension", "parameter/take_up"), 2030, 3)
	input := x.Inherited()
	if input == nil || x.Year != 0 || input.Key != "benefits/pension/take_up" || input.Source != printed || input.Value != x.Value {
		t.Fatalf("%+v passes on %+v", x, input)
	}
	if x.Formula.EN != "Take-up rate (initial) (benefits/pension/take_up)" || x.Reasons[0].PT != "Taxa de adesão (inicial) (scenarios/high/pension/take_up) está em branco" {
		t.Errorf("%q, %q", x.Formula.EN, x.Reasons[0].PT)
	}
	x, _ = p.Trace(costing.BenefitKey("high", "pension", "total_cost"), 2023, 1)
	if x.Formula != abnd.T("Benefit expenditure + Administrative cost", "Despesa com prestações + Custo administrativo") {
		t.Errorf("%+v", x.Formula)
	}
	x, _ = p.Trace(costing.BenefitKey("high", "pension", "incremental_cost"), 2023, 1)
	if want := "Total cost − Total cost (status-quo/benefit/pension) − Cost of replaced schemes + Cost transferred to the benefit that replaces it"; x.Formula.EN != want {
		t.Errorf("%q", x.Formula.EN)
	}
	if _, ok := p.Trace(costing.BenefitKey("high", "pension", "total_cost"), 2099, 1); ok {
		t.Error("a year outside the line is explained")
	}
}

// The leaves of a figure are all that can move it: a study whose other numbers
// are changed, one after the other, has the figure to the last bit. Each is
// visited once.
func TestNothingButTheLeavesMovesAFigure(t *testing.T) {
	p := project(t, smallStudy())
	keys := []model.Key{costing.BenefitKey("high", "new-pension", "total_cost"), costing.BenefitKey("low", "grant", "share_of_gdp")}
	leaves := map[model.Cell]bool{}
	p.VisitInputs(keys, func(model.Key) bool { return false }, func(key model.Key, year abnd.Year, value float64) {
		if leaves[model.Cell{Key: key, Year: year}] {
			t.Errorf("%s %d is visited twice", key, year)
		}
		leaves[model.Cell{Key: key, Year: year}] = true
		if !p.Model().Has(key) {
			return // people between two ages
		}
		if want, ok := p.Value(key, year); ok != !math.IsNaN(value) || ok && value != want {
			t.Errorf("%s %d is %v, its leaf %v", key, year, want, value)
		}
	})
	moved := 0
	for _, line := range p.Model().Lines() {
		years := []abnd.Year{0}
		if line.IsSeries() {
			years = line.Years.All()
		}
		for i, year := range years {
			if !line.IsInput() || line.List != nil {
				continue
			}
			other := model.NewModel(p.Model().Population())
			for _, l := range p.Model().Lines() {
				l := *l
				if l.Key == line.Key {
					l.Inputs = slices.Clone(l.Inputs)
					l.Inputs[i] = l.Inputs[i]*1.25 + 1 // blanks stay blank
				}
				other.Add(l)
			}
			changed, err := other.Evaluate()
			if err != nil {
				t.Fatal(err)
			}
			same := true
			for _, key := range keys {
				same = same && slices.EqualFunc(p.Values(key), changed.Values(key), sameBits)
			}
			if !same {
				moved++
			}
			if isLeaf := leaves[model.Cell{Key: line.Key, Year: year}]; !same && !isLeaf {
				t.Errorf("%s %d moves a figure and is no leaf of it", line.Key, year)
			}
		}
	}
	if moved < 10 {
		t.Errorf("only %d inputs move the figures", moved)
	}
}

// Where a search for leaves is told to stop, the line itself is visited and
// what it is made of is not.
func TestLeavesEndWhereTheyAreToldTo(t *testing.T) {
	p := project(t, smallStudy())
	stop := costing.BenefitKey("high", "pension", "parameter/take_up")
	var visited []model.Key
	p.VisitInputs([]model.Key{costing.BenefitKey("high", "pension", "take_up")}, func(key model.Key) bool { return key == stop },
		func(key model.Key, _ abnd.Year, value float64) {
			visited = append(visited, key)
			if key == stop && value != 0.9 {
				t.Errorf("the take-up is %v", value)
			}
		})
	if !slices.Contains(visited, stop) || slices.Contains(visited, "benefits/pension/take_up") {
		t.Errorf("visited are %v", visited)
	}
}

// Within a limit a figure is explained again only where it stood further down
// before, so that its terms may have been cut off there.
func TestALimitedTraceExplainsAgainOnlyHigherUp(t *testing.T) {
	type figure struct {
		key  model.Key
		year abnd.Year
	}
	p := project(t, smallStudy())
	for limit := 2; limit <= 6; limit++ {
		x, _ := p.Trace(costing.TotalKey("high", "new_balance"), 2025, limit)
		given := map[figure]int{}
		repeated := 0
		var walk func(*model.Trace, int)
		walk = func(x *model.Trace, level int) {
			at := figure{x.Key, x.Year}
			before, seen := given[at]
			switch {
			case x.Kind == model.InputFigure || x.Omitted == model.BelowDepth:
				return
			case x.Omitted == model.AlreadyGiven:
				if repeated++; !seen || before > level {
					t.Errorf("limit %d: %s %d is said to be above and is not", limit, x.Key, x.Year)
				}
				return
			case seen && before <= level:
				t.Errorf("limit %d: %s %d is explained at %d and again at %d", limit, x.Key, x.Year, before, level)
			}
			given[at] = level
			for _, term := range x.Terms {
				walk(term, level+1)
			}
		}
		walk(x, 0)
		if limit == 6 && repeated == 0 {
			t.Error("nothing is repeated")
		}
	}
}

// Formulas in words: what binds less stands in parentheses, a sum of one is
// that one, a list is parted by semicolons, and another year is named.
func TestFormulasInWords(t *testing.T) {
	type terms = []model.Expr
	years := abnd.Years{First: 2024, Last: 2025}
	ref := func(key model.Key) model.Expr { return model.Ref{Key: key} }
	a, b, c := ref("a"), ref("b"), ref("c")
	for want, formula := range map[string]model.Expr{
		"(A + B) × C":                  model.Times(model.Plus(a, b), c),
		"A + B × C":                    model.Plus(a, model.Times(b, c)),
		"A − (B − C)":                  model.Minus(a, model.Minus(b, c)),
		"A − B − C":                    model.Minus(model.Minus(a, b), c),
		"(A + B + C) ÷ C":              model.Over(model.Total{Terms: terms{a, b, c}}, c),
		"B × A":                        model.Times(b, model.Total{Terms: terms{a}}),
		"0 + A":                        model.Plus(model.Total{}, a),
		"the lowest of (A; B × C) + A": model.Plus(model.Extreme{Terms: terms{a, model.Times(b, c)}}, a),
		"the highest of (A; 1)":        model.Extreme{Greatest: true, Terms: terms{a, model.One{}}},
		"A 2024 × B":                   model.Times(model.Prev{Key: "a"}, b),
		"not available + B":            model.Plus(model.Unknown{}, b),
		"rounded (A ÷ C)":              model.Round(model.Over(a, c)),
		"natural logarithm of (A)":     model.Apply{Function: model.Ln, X: a},
		"square root of (A ÷ C)":       model.Apply{Function: model.Sqrt, X: model.Over(a, c)},
		"arcsine of (A)":               model.Apply{Function: model.Asin, X: a},
	} {
		m := model.NewModel(nil)
		m.Add(model.Line{Key: "a", Label: abnd.Same("A"), Years: years, Inputs: []float64{1, 2}})
		m.Add(model.Line{Key: "b", Label: abnd.Same("B"), Years: years, Inputs: []float64{3, 4}})
		m.Add(model.Line{Key: "c", Label: abnd.Same("C"), Inputs: []float64{5}})
		m.Add(model.Line{Key: "nothing", Label: abnd.Same("Nothing"), Years: years, Blankable: true, Formula: model.Unknown{}})
		m.Add(model.Line{Key: "x", Label: abnd.Same("X"), Years: years, Blankable: true, Formula: formula})
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		if x, _ := p.Trace("x", 2025, 1); x.Formula.EN != want {
			t.Errorf("%q, want %q", x.Formula.EN, want)
		}
	}
}
