package model_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/costing/model/samebits"
)

// FuzzEvaluate makes a well-formed model of the bytes and wants of every line
// what plain recursion over its formula gives, to the last bit. The oracle
// knows no order, no steps, no buffers and no prefix sums; populations are
// whole, so that sums of them are exact in any order.
func FuzzEvaluate(f *testing.F) {
	for seed := range 8 {
		data := make([]byte, 200)
		for i := range data {
			data[i] = byte(i*(2*seed+3) + 7*seed)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g := &modelMaker{data: data}
		m := g.model()
		p, err := m.Evaluate()
		if err != nil {
			t.Fatalf("the model is not well formed: %v", err)
		}
		o := oracle{m, map[string]float64{}}
		for _, line := range m.Lines() {
			for i, got := range p.Values(line.Key) {
				want := o.value(line.Key, line.Years.First+abnd.Year(i))
				if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
					t.Errorf("%s, place %d: %v, want %v of %#v", line.Key, i, got, want, line.Formula)
				}
			}
		}
	})
}

// The years of the made models; those of the longer lines begin before.
var (
	fuzzYears = abnd.Years{First: 2025, Last: 2029}
	longYears = abnd.Years{First: 2023, Last: 2030}
)

// modelMaker reads choices from bytes; when they are spent every choice is
// the first, so that making ends.
type modelMaker struct {
	data []byte
	keys []Key // lines that may be read in the same year
}

func (g *modelMaker) pick(n int) int {
	if len(g.data) == 0 {
		return 0
	}
	b := g.data[0]
	g.data = g.data[1:]
	return int(b) % n
}

func (g *modelMaker) number() float64 {
	return []float64{0, 1, -1, 2, 0.5, 1e-9, 3.75, 1e6, -20.25, math.NaN(), 1e300, 65}[g.pick(12)]
}

func (g *modelMaker) model() *Model {
	people := abnd.NewPopulation(longYears)
	for _, year := range longYears.All() {
		for age := range abnd.MaxAge + 1 {
			people.Set(year, abnd.Female, age, abnd.Persons(age*7%31))
			people.Set(year, abnd.Male, age, abnd.Persons(int(year)+age*3%17))
		}
	}
	m := NewModel(&people)
	inputs := func(n int) []float64 {
		values := make([]float64, n)
		for i := range values {
			values[i] = g.number()
		}
		return values
	}
	m.Add(Line{Key: "cell", Unit: abnd.PureNumber, Inputs: inputs(1)})
	m.Add(Line{Key: "series", Unit: abnd.PureNumber, Years: fuzzYears, Inputs: inputs(fuzzYears.Len())})
	m.Add(Line{Key: "long", Unit: abnd.PureNumber, Years: longYears, Inputs: inputs(longYears.Len())})
	m.Add(Line{Key: "year", Unit: abnd.CalendarYear, Inputs: []float64{[]float64{2025, 2022, 2028, 2026.5, math.NaN(), 2031}[g.pick(6)]}})
	m.Add(Line{Key: "age", Unit: abnd.AgeInYears, Inputs: []float64{[]float64{0, 64.5, 100, -3, 200, math.NaN()}[g.pick(6)]}})
	m.Add(Line{Key: "choice", Unit: abnd.ChoiceUnit, List: YesNo, Inputs: []float64{[]float64{0, 1, math.NaN()}[g.pick(3)]}})
	g.keys = []Key{"cell", "series", "long"}
	const most = 12
	n := 1 + g.pick(most)
	for i := range n {
		// A stock reads its own past, and maybe that of the flow after it.
		key, past := Key(fmt.Sprint("line", i)), []Key{Key(fmt.Sprint("line", i))}
		if i+1 < n {
			past = append(past, Key(fmt.Sprint("line", i+1)))
		}
		m.Add(Line{Key: key, Unit: abnd.PureNumber, Years: fuzzYears, Formula: g.formula(4, past)})
		g.keys = append(g.keys, key)
	}
	return m
}

func (g *modelMaker) formula(depth int, past []Key) Expr {
	key := func() Key { return g.keys[g.pick(len(g.keys))] }
	leaves := 6
	if depth == 0 {
		leaves = 5
	}
	kind := g.pick(3 * leaves)
	if depth == 0 {
		kind %= leaves
	}
	sub := func() Expr { return g.formula(depth-1, past) }
	subs := func() []Expr {
		terms := make([]Expr, 1+g.pick(3))
		for i := range terms {
			terms[i] = sub()
		}
		return terms
	}
	switch kind {
	case 0:
		return Ref{key()}
	case 1:
		return Prev{past[g.pick(len(past))]}
	case 2:
		return One{}
	case 3:
		return []Expr{Zero{}, Unknown{}}[g.pick(2)]
	case 4:
		return Prev{[]Key{"series", "long"}[g.pick(2)]}
	case 5:
		return At{[]Key{"series", "long"}[g.pick(2)], []Expr{Ref{"year"}, ThisYear{}}[g.pick(2)]}
	case 6:
		// People are counted as a pure number: a share of one of them.
		count := People{[]abnd.Sex{abnd.Female, abnd.Male}[g.pick(2)], []Expr{Zero{}, Ref{"age"}}[g.pick(2)], Ref{"age"}}
		return Over(count, People{abnd.Male, Zero{}, Ref{"age"}})
	case 7:
		return Minus(ThisYear{}, Ref{"year"})
	case 8:
		return Apply{Functions()[g.pick(len(Functions()))], sub()}
	case 9:
		return Total{subs()}
	case 10:
		return Extreme{g.pick(2) == 1, subs()}
	case 11:
		return If{g.condition(depth-1, past), sub(), sub()}
	case 12:
		return Choose{"choice", []Expr{sub(), sub()}}
	}
	return Binary{[]Op{Add, Sub, Mul, Div, Pow}[kind-13], sub(), sub()}
}

func (g *modelMaker) condition(depth int, past []Key) Cond {
	kind := g.pick(6)
	if depth <= 0 {
		kind %= 4
	}
	terms := func() []Cond {
		all := make([]Cond, g.pick(3))
		for i := range all {
			all[i] = g.condition(depth-1, past)
		}
		return all
	}
	switch kind {
	case 0:
		return Known{g.keys[g.pick(len(g.keys))]}
	case 1:
		return Is{"choice", []string{Yes, No}[g.pick(2)]}
	case 2, 3:
		depth = max(depth, 0)
		return Compare{[]Op{Less, LessEqual, Equal}[g.pick(3)], g.formula(depth, past), g.formula(depth, past)}
	case 4:
		return All{terms()}
	}
	return Any{terms()}
}

// oracle evaluates a model by recursion: the definition, and nothing else.
type oracle struct {
	*Model
	known map[string]float64
}

func (o oracle) value(key Key, year abnd.Year) float64 {
	line := o.Line(key)
	if !line.IsSeries() {
		year = 0
	} else if !line.Years.Contains(year) {
		return math.NaN()
	}
	if line.IsInput() {
		return line.Inputs[year-line.Years.First]
	}
	at := fmt.Sprint(key, year)
	if x, done := o.known[at]; done {
		return x
	}
	x := o.expr(line.Formula, year)
	o.known[at] = x
	return x
}

func (o oracle) expr(e Expr, year abnd.Year) float64 {
	terms := func(all []Expr) []float64 {
		values := make([]float64, len(all))
		for i, t := range all {
			values[i] = o.expr(t, year)
		}
		return values
	}
	switch e := e.(type) {
	case Zero:
		return 0
	case One:
		return 1
	case Unknown:
		return math.NaN()
	case ThisYear:
		return float64(year)
	case Ref:
		return o.value(e.Key, year)
	case Prev:
		return o.value(e.Key, year-1)
	case At:
		y := o.expr(e.Year, year)
		if y != math.Trunc(y) || math.IsNaN(y) {
			return math.NaN()
		}
		return o.value(e.Key, abnd.Year(y))
	case People:
		lo, hi := o.expr(e.Lo, year), o.expr(e.Hi, year)
		if math.IsNaN(lo) || math.IsNaN(hi) {
			return math.NaN()
		}
		sum := 0.0
		for age := range abnd.MaxAge + 1 {
			if n, _ := o.Population().Get(year, e.Sex, age); lo <= float64(age) && float64(age) <= hi {
				sum += float64(n)
			}
		}
		return sum
	case Apply:
		return o.apply(e.Function, o.expr(e.X, year))
	case Total:
		sum := 0.0
		for i, x := range terms(e.Terms) {
			if i == 0 {
				sum = x
			} else {
				sum += x
			}
		}
		return sum
	case Extreme:
		values := terms(e.Terms)
		pick := math.Min // of the zeros, −0 is the lesser one
		if e.Greatest {
			pick = math.Max
		}
		best := values[0]
		for _, x := range values {
			if math.IsNaN(x) || math.IsNaN(best) {
				best = math.NaN()
				continue
			}
			best = pick(best, x)
		}
		return best
	case If:
		if o.holds(e.Cond, year) {
			return o.expr(e.Then, year)
		}
		return o.expr(e.Else, year)
	case Choose:
		i := o.value(e.On, year)
		if math.IsNaN(i) {
			return i
		}
		return o.expr(e.Branches[int(i)], year)
	case Binary:
		l, r := o.expr(e.L, year), o.expr(e.R, year)
		switch e.Op {
		case Add:
			return l + r
		case Sub:
			return l - r
		case Mul:
			return l * r
		case Div:
			return l / r
		}
		if math.IsNaN(l) || math.IsNaN(r) {
			return math.NaN()
		}
		return samebits.Pow(l, r)
	}
	panic(fmt.Sprintf("%T", e))
}

func (o oracle) apply(f Function, x float64) float64 {
	switch f {
	case RoundOff:
		return math.Round(x)
	case Ln:
		if !(x > 0) {
			return math.NaN()
		}
		return samebits.Log(x)
	case Sqrt:
		return math.Sqrt(x)
	case Asin:
		return samebits.Asin(x)
	}
	panic(fmt.Sprint(f))
}

func (o oracle) holds(c Cond, year abnd.Year) bool {
	switch c := c.(type) {
	case Known:
		return !math.IsNaN(o.value(c.Key, year))
	case Is:
		return o.value(c.Key, year) == float64(YesNo.Index(c.Code))
	case All:
		for _, t := range c.Terms {
			if !o.holds(t, year) {
				return false
			}
		}
		return true
	case Any:
		for _, t := range c.Terms {
			if o.holds(t, year) {
				return true
			}
		}
		return false
	case Compare:
		l, r := o.expr(c.L, year), o.expr(c.R, year)
		switch c.Op {
		case Less:
			return l < r
		case LessEqual:
			return l <= r
		}
		return l == r
	}
	panic(fmt.Sprintf("%T", c))
}
