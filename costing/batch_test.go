package costing_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// everything lists every value of every line that is no input.
func everything(p *model.Projection) []model.Cell {
	var all []model.Cell
	for _, l := range p.Model().Lines() {
		if l.IsInput() {
			continue
		}
		years := []abnd.Year{0}
		if l.IsSeries() {
			years = l.Years.All()
		}
		for _, year := range years {
			all = append(all, model.Cell{Key: l.Key, Year: year})
		}
	}
	return all
}

// drawable lists the cells of the variables of a study, with their values.
func drawable(s *abnd.Study, use func(costing.Variable) bool) (cells []model.Cell, variables []costing.Variable) {
	for _, v := range costing.Variables(s) {
		if !v.ByYear && use(v) {
			cells = append(cells, model.Cell{Key: v.Line, Year: v.Year})
			variables = append(variables, v)
		}
	}
	return cells, variables
}

// runBatch computes one draw a row of values and gives the results by draw,
// with NaN for what is not known.
func runBatch(b *model.Batch, draws [][]float64) [][]float64 {
	in := make([][]float64, len(draws[0]))
	for i := range in {
		for _, d := range draws {
			in[i] = append(in[i], d[i])
		}
	}
	out := make([][]float64, b.Columns())
	for i := range out {
		out[i] = make([]float64, len(draws))
	}
	b.Run(b.NewScratch(len(draws)), len(draws), in, out)
	results := make([][]float64, len(draws))
	for _, p := range b.Places() {
		for d := range draws {
			if p.Constant {
				results[d] = append(results[d], p.Value)
			} else {
				results[d] = append(results[d], out[p.Column][d])
			}
		}
	}
	return results
}

// wholeLine reads a cell of a projection; NaN where it is not known.
func wholeLine(p *model.Projection, c model.Cell) float64 {
	x, ok := p.Value(c.Key, c.Year)
	if !ok {
		return math.NaN()
	}
	return x
}

func sameBits(a, b float64) bool {
	return a == b || math.IsNaN(a) && math.IsNaN(b)
}

// Drawing every number of a study at its own value gives every line to the
// last bit: the oracle is Evaluate.
func TestBatchOfTheStudyItselfIsTheStudy(t *testing.T) {
	proofs.NotShort(t)
	for name, s := range map[string]*abnd.Study{"TLS": studies.Load(t, "TLS"), "MOZ": studies.Load(t, "MOZ"), "small": smallStudy()} {
		p := project(t, s)
		cells, variables := drawable(s, func(costing.Variable) bool { return true })
		draw := make([]float64, len(variables))
		for i, v := range variables {
			draw[i] = v.Value
		}
		wanted := everything(p)
		b := p.Batch(cells, wanted)
		results := runBatch(b, [][]float64{draw, draw, draw})
		for _, result := range results {
			for i, c := range wanted {
				if want := wholeLine(p, c); !sameBits(result[i], want) {
					t.Fatalf("%s: %v is %v, want %v", name, c, result[i], want)
				}
			}
		}
		t.Logf("%s: %d inputs, %d values, %d operations", name, len(cells), len(wanted), b.Operations())
	}
}

// Other values, whole ages and years among them, give what a study with these
// values gives: the oracle is a study that was changed and built anew.
func TestBatchAgreesWithStudiesThatWereChanged(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range []string{"TLS", "MOZ"} {
		r := rand.New(rand.NewPCG(1, 2))
		s := studies.Load(t, code)
		p := project(t, s)
		cells, variables := drawable(s, func(v costing.Variable) bool {
			// Shares of households must add to one, so that none moves alone.
			ofHouseholds := strings.Contains(string(v.Path), "/child_share_") || strings.Contains(string(v.Path), "/scale_share_")
			return v.Value != 0 && (v.Unit == abnd.AgeInYears || !v.Whole) && !ofHouseholds
		})
		const draws = 4
		values := make([][]float64, draws)
		changed := make([]*model.Projection, draws)
		for d := range draws {
			other := studies.Load(t, code)
			for _, v := range variables {
				x := v.Value
				switch {
				case v.Unit == abnd.AgeInYears && v.Value >= 60:
					x = min(v.High, v.Value+float64(r.IntN(3)))
				case !v.Whole:
					x = min(v.High, max(v.Low, v.Value*(0.95+0.1*r.Float64())))
				}
				v.Put(other, x)
				values[d] = append(values[d], x)
			}
			changed[d] = project(t, other)
		}
		wanted := everything(p)
		results := runBatch(p.Batch(cells, wanted), values)
		moved := 0
		for d := range draws {
			for i, c := range wanted {
				want := wholeLine(changed[d], c)
				if !sameBits(results[d][i], want) {
					t.Fatalf("%s: %v is %v, want %v", code, c, results[d][i], want)
				}
				if want != wholeLine(p, c) {
					moved++
				}
			}
		}
		if moved < draws*len(wanted)/3 {
			t.Errorf("%s: only %d figures moved", code, moved)
		}
	}
}

// The years of amounts can be drawn too: what is read depends on the draw.
func TestBatchReadsTheYearThatIsDrawn(t *testing.T) {
	s := smallStudy()
	s.Scenarios[2].Change("new-pension", "amount_year", abnd.Num(2022))
	p := project(t, s)
	path := costing.ScenarioParameterPath("high", "new-pension", "amount_year")
	wanted := everything(p)
	results := runBatch(p.Batch([]model.Cell{{Key: path}}, wanted), [][]float64{{2021}, {2022}, {2024}, {2030}})
	for d, year := range []float64{2021, 2022, 2024} {
		other := smallStudy()
		other.Scenarios[2].Change("new-pension", "amount_year", abnd.Num(year))
		q := project(t, other)
		for i, c := range wanted {
			if want := wholeLine(q, c); !sameBits(results[d][i], want) {
				t.Fatalf("%v: %v is %v, want %v", year, c, results[d][i], want)
			}
		}
	}
	at := slices.Index(wanted, model.Cell{Key: costing.BenefitKey("high", "new-pension", "total_cost"), Year: 2024})
	if got := results[3][at]; !math.IsNaN(got) {
		t.Errorf("an amount of a year outside the frame costs %v", got)
	}
}

// Every operation on numbers that are drawn, on either side of it: the oracle
// is a model whose input is that number.
func TestBatchKnowsEveryOperation(t *testing.T) {
	type terms = []model.Expr
	x, y, year, fixed := model.Ref{Key: "x"}, model.Ref{Key: "y"}, model.Ref{Key: "year"}, model.Ref{Key: "fixed"}
	holds := func(c model.Cond) model.Expr { return model.If{Cond: c, Then: y, Else: fixed} }
	less := func(l, r model.Expr) model.Cond { return model.Compare{Op: model.Less, L: l, R: r} }
	atMost := model.Compare{Op: model.LessEqual, L: x, R: y}
	equal := model.Compare{Op: model.Equal, L: x, R: y}
	formulas := terms{
		model.Round(x), model.Power(x, y), model.Power(fixed, y), model.Power(x, fixed),
		model.Plus(x, y), model.Plus(x, fixed), model.Minus(x, y), model.Minus(x, fixed), model.Minus(fixed, x),
		model.Times(x, y), model.Times(fixed, x), model.Over(x, y), model.Over(x, fixed), model.Over(fixed, x),
		model.Times(x, fixed, fixed), model.Times(x, y, fixed), model.Times(x, fixed, y), model.Times(x, y, x), model.Times(model.Plus(x, fixed), fixed),
		model.Times(model.Plus(x, fixed), y), model.Plus(model.Times(x, fixed), y), model.Plus(model.Times(x, y), y), model.Plus(model.Plus(x, y), x),
		model.Minus(y, model.Times(x, y)), model.Over(y, model.Plus(x, y)), model.Times(x, x), model.Plus(model.Times(x, x), x),
		model.Extreme{Terms: terms{x, y, fixed}}, model.Extreme{Greatest: true, Terms: terms{fixed, x, y}}, model.Total{Terms: terms{fixed, x, y, fixed}},
		holds(less(x, y)), holds(less(x, fixed)), holds(atMost), holds(equal), holds(model.Known{Key: "x"}), holds(model.Known{Key: "sum"}), holds(model.Known{Key: "ratio"}),
		holds(model.All{Terms: []model.Cond{less(x, y), less(x, fixed)}}), holds(model.Any{Terms: []model.Cond{less(x, y), less(y, fixed)}}),
		holds(model.All{Terms: []model.Cond{less(model.One{}, fixed), less(x, y)}}), holds(model.All{Terms: []model.Cond{less(x, y), less(fixed, model.One{})}}),
		holds(model.Any{Terms: []model.Cond{less(model.One{}, fixed), less(x, y)}}), holds(model.Any{Terms: []model.Cond{less(x, y), less(fixed, model.One{})}}),
		holds(model.All{}), holds(model.Any{}), model.At{Key: "series", Year: year},
	}
	for _, f := range model.Functions() {
		formulas = append(formulas, model.Apply{Function: f, X: x}, model.Apply{Function: f, X: model.Over(y, model.Times(x, x))}, model.Apply{Function: f, X: fixed})
	}
	over := func(x, y, year float64) *model.Model {
		m := model.NewModel(nil)
		m.Add(model.Line{Key: "x", Inputs: []float64{x}})
		m.Add(model.Line{Key: "y", Inputs: []float64{y}})
		m.Add(model.Line{Key: "year", Unit: abnd.CalendarYear, Inputs: []float64{year}})
		m.Add(model.Line{Key: "fixed", Inputs: []float64{1.5}})
		m.Add(model.Line{Key: "series", Years: abnd.Years{First: 2, Last: 4}, Inputs: []float64{7, 8, 9}})
		m.Add(model.Line{Key: "sum", Blankable: true, Formula: model.Plus(model.Ref{Key: "x"}, model.Ref{Key: "y"})})
		m.Add(model.Line{Key: "ratio", Blankable: true, Formula: model.At{Key: "series", Year: model.Ref{Key: "year"}}})
		for i, f := range formulas {
			m.Add(model.Line{Key: model.Key("f" + strconv.Itoa(i)), Blankable: true, Formula: f})
		}
		return m
	}
	evaluate := func(x, y, year float64) *model.Projection {
		p, err := over(x, y, year).Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := evaluate(1, 1, 1)
	wanted := everything(p)
	draws := [][]float64{{2, 3, 2}, {3, 2, 3}, {2.5, 2.5, 2.5}, {0, 4, 4}, {-1.5, 1, 1}, {4, 0.5, 5}, {1, 1, -3}, {5, 2, 2}}
	results := runBatch(p.Batch([]model.Cell{{Key: "x"}, {Key: "y"}, {Key: "year"}}, wanted), draws)
	for d, draw := range draws {
		q := evaluate(draw[0], draw[1], draw[2])
		for i, c := range wanted {
			if want := wholeLine(q, c); !sameBits(results[d][i], want) {
				t.Errorf("%v: %+v is %v, want %v", draw, p.Model().Line(c.Key).Formula, results[d][i], want)
			}
		}
	}
}

// A shock reads as the same shock typed into SHOCKS.
func TestBatchDrawsShocks(t *testing.T) {
	s := studies.Load(t, "TLS")
	p := project(t, s)
	cells := []model.Cell{{Key: "shocks/growth_shock", Year: 2027}, {Key: "shocks/price_shock", Year: 2028}, {Key: "shocks/born_shock", Year: 2030}, {Key: "shocks/older_shock", Year: 2031}}
	wanted := everything(p)
	result := runBatch(p.Batch(cells, wanted), [][]float64{{-0.02, 0.03, 0.1, -0.05}})[0]
	s.Shocks.Growth.Values = map[abnd.Year]float64{2027: -0.02}
	s.Shocks.Prices.Values = map[abnd.Year]float64{2028: 0.03}
	s.Shocks.Born.Shock.Values = map[abnd.Year]float64{2030: 0.1}
	s.Shocks.Older.Shock.Values = map[abnd.Year]float64{2031: -0.05}
	q := project(t, s)
	for i, c := range wanted {
		if want := wholeLine(q, c); !sameBits(result[i], want) {
			t.Fatalf("%v is %v, want %v", c, result[i], want)
		}
	}
	was, _ := p.Value("frame/gdp", 2030)
	is, _ := q.Value("frame/gdp", 2030)
	growth, _ := p.Value("frame/real_growth", 2027)
	deflator, _ := p.Value("frame/deflator_growth", 2028)
	want := was * (1 + growth - 0.02) / (1 + growth) * (1 + deflator + 0.03) / (1 + deflator)
	if math.Abs(is/want-1) > 1e-12 {
		t.Errorf("GDP of 2030 is %v, by hand %v", is, want)
	}
}

// One draw alone gives what it gives among others, wherever it stands in a
// block: the oracle for the operations on one draw are those on many.
func TestBatchGivesTheSameDrawByDraw(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range []string{"TLS", "MOZ"} {
		s := studies.Load(t, code)
		p := project(t, s)
		cells, variables := drawable(s, func(costing.Variable) bool { return true })
		b := p.Batch(cells, everything(p))
		r := rand.New(rand.NewPCG(3, 4))
		const draws = 301 // more than are computed at a time, and not a multiple
		values := make([][]float64, draws)
		for d := range values {
			for _, v := range variables {
				x := v.Value
				if !v.Whole {
					x *= 0.9 + 0.2*r.Float64()
				}
				values[d] = append(values[d], x)
			}
		}
		together := runBatch(b, values)
		for _, d := range []int{0, 1, 127, 128, 255, 256, draws - 1} {
			alone := runBatch(b, values[d:d+1])[0]
			for i, x := range alone {
				if !sameBits(x, together[d][i]) {
					t.Fatalf("%s: place %d of draw %d is %v alone and %v among others", code, i, d, x, together[d][i])
				}
			}
		}
	}
}

// Misuse of a batch panics with what is wrong.
func TestMisuseOfABatch(t *testing.T) {
	p := project(t, smallStudy())
	drawn := []model.Cell{{Key: "benefits/pension/amount"}}
	wanted := []model.Cell{{Key: costing.BenefitKey("low", "pension", "total_cost"), Year: 2024}}
	b := p.Batch(drawn, wanted)
	row := func(n int) []float64 { return make([]float64, n) }
	for name, c := range map[string]struct {
		misuse func()
		says   string
	}{
		"more draws than room": {func() { b.Run(b.NewScratch(1), 2, [][]float64{row(2)}, [][]float64{row(2)}) }, "for blocks of 1 was given 1, 1 and 2"},
		"a column too few":     {func() { b.Run(b.NewScratch(1), 1, [][]float64{row(1)}, nil) }, "was given 1, 0 and 1"},
		"an input too many":    {func() { b.Run(b.NewScratch(1), 1, [][]float64{row(1), row(1)}, [][]float64{row(1)}) }, "was given 2, 1 and 1"},
		"what is computed":     {func() { p.Batch(wanted, wanted) }, "is no input that can be drawn"},
		"a year too late":      {func() { p.Batch(drawn, []model.Cell{{Key: wanted[0].Key, Year: 2099}}) }, "has no year 2099"},
	} {
		func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, c.says) {
					t.Errorf("%s: panic says %q, should say %q", name, said, c.says)
				}
			}()
			c.misuse()
		}()
	}
}

// A shock that is put into a study stands in every year of its frames.
func TestShocksArePutIntoEveryYear(t *testing.T) {
	s := smallStudy()
	for _, shock := range costing.AllShocks() {
		if v, ok := costing.FindVariable(s, shock.Path()); ok {
			v.Put(s, 0.01)
			for _, year := range s.Frame().All() {
				if got := shock.Of(s).Values[year]; got != 0.01 {
					t.Errorf("%s in %d is %v", shock.Path(), int(year), got)
				}
			}
		} else if !shock.Bound {
			t.Errorf("%s is no variable", shock.Path())
		}
	}
}

// The expenditure of a scheme that is carried on can be uncertain; that of
// one for which a benefit stands moves nothing.
func TestExpendituresThatCanBeUncertain(t *testing.T) {
	s := smallStudy()
	s.Schemes[0].Expenditure = abnd.Known(7, 2021)
	v, ok := costing.FindVariable(s, "schemes/cash/expenditure")
	if !ok || v.Value != 500_000 {
		t.Fatalf("%+v, %v", v, ok)
	}
	v.Put(s, 600_000)
	if s.Schemes[0].Expenditure.Value != 7 || s.Schemes[1].Expenditure.Value != 600_000 {
		t.Errorf("put is %v and %v", s.Schemes[0].Expenditure, s.Schemes[1].Expenditure)
	}
	if _, ok := costing.FindVariable(s, "schemes/old/expenditure"); ok {
		t.Error("an expenditure that nothing reads can be uncertain")
	}
}

// The inner loop allocates nothing.
func TestBatchRunsWithoutAllocating(t *testing.T) {
	s := studies.Load(t, "TLS")
	p := project(t, s)
	cells, variables := drawable(s, func(v costing.Variable) bool { return !v.Whole })
	b := p.Batch(cells, everything(p))
	for _, n := range []int{1, 200} {
		in, out := make([][]float64, len(cells)), make([][]float64, b.Columns())
		for i := range in {
			in[i] = slices.Repeat([]float64{variables[i].Value}, n)
		}
		for i := range out {
			out[i] = make([]float64, n)
		}
		scratch := b.NewScratch(n)
		if got := testing.AllocsPerRun(10, func() { b.Run(scratch, n, in, out) }); got != 0 {
			t.Errorf("%v allocations a run of %d draws", got, n)
		}
	}
}

func BenchmarkBatchTLS(b *testing.B) {
	s := studies.Load(b, "TLS")
	p := project(b, s)
	var cells []model.Cell
	var values []float64
	for _, u := range s.Uncertain {
		v, _ := costing.FindVariable(s, u.Path)
		if !v.ByYear {
			cells, values = append(cells, model.Cell{Key: v.Line, Year: v.Year}), append(values, v.Value)
			continue
		}
		for year := abnd.Year(2025); year <= 2040; year++ {
			cells, values = append(cells, model.Cell{Key: v.Line, Year: year}), append(values, 0)
		}
	}
	var wanted []model.Cell
	for _, scenario := range s.Scenarios {
		for _, g := range abnd.Guarantees() {
			for _, year := range s.Projection.All() {
				wanted = append(wanted, model.Cell{Key: costing.GuaranteeKey(scenario.ID, g, "total_cost"), Year: year}, model.Cell{Key: costing.GuaranteeKey(scenario.ID, g, "share_of_gdp"), Year: year})
			}
		}
	}
	for _, n := range []int{1, 64, 128, 256, 512} {
		b.Run("block="+string(rune('0'+n/100))+string(rune('0'+n/10%10))+string(rune('0'+n%10)), func(b *testing.B) {
			batch := p.Batch(cells, wanted)
			in, out := make([][]float64, len(cells)), make([][]float64, batch.Columns())
			for i := range in {
				in[i] = slices.Repeat([]float64{values[i]}, n)
			}
			for i := range out {
				out[i] = make([]float64, n)
			}
			scratch := batch.NewScratch(n)
			for b.Loop() {
				batch.Run(scratch, n, in, out)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/draw")
			b.ReportMetric(float64(batch.Operations()), "operations")
		})
	}
}

// TestBatchDrawsChoices draws the place of a code, and blanks of a line that may be
// blank: the oracle is a model that has them as its inputs.
func TestBatchDrawsChoices(t *testing.T) {
	list := &model.List{Name: "list", Codes: []model.ListCode{{Code: "a"}, {Code: "b"}, {Code: "c"}}}
	x := model.Ref{Key: "maybe"}
	one := model.One{}
	over := func(choice, maybe float64) *model.Projection {
		m := model.NewModel(nil)
		m.Add(model.Line{Key: "choice", List: list, Inputs: []float64{choice}})
		m.Add(model.Line{Key: "maybe", Blankable: true, Inputs: []float64{maybe}})
		m.Add(model.Line{Key: "copy", List: list, Formula: model.Choose{On: "choice", Branches: []model.Expr{model.Ref{Key: "choice"}, model.Ref{Key: "choice"}, model.Ref{Key: "choice"}}}})
		m.Add(model.Line{Key: "number", Blankable: true, Formula: model.Choose{On: "copy", Branches: []model.Expr{one, x, model.Plus(x, one)}}})
		m.Add(model.Line{Key: "same", Formula: model.Choose{On: "choice", Branches: []model.Expr{one, one, one}}})
		m.Add(model.Line{Key: "is", Formula: model.If{Cond: model.Is{Key: "copy", Code: "b"}, Then: one, Else: model.Zero{}}})
		m.Add(model.Line{Key: "known", Formula: model.If{Cond: model.Known{Key: "maybe"}, Then: one, Else: model.Zero{}}})
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := over(0, 5)
	wanted := everything(p)
	draws := [][]float64{{0, 5}, {1, 5}, {2, 5}, {1, math.NaN()}, {2, math.NaN()}, {0, 7}}
	batch := p.Batch([]model.Cell{{Key: "choice"}, {Key: "maybe"}}, wanted)
	results := runBatch(batch, draws)
	for d, draw := range draws {
		q := over(draw[0], draw[1])
		for i, c := range wanted {
			if want := wholeLine(q, c); !sameBits(results[d][i], want) {
				t.Errorf("%v: %s is %v, want %v", draw, c.Key, results[d][i], want)
			}
		}
	}
	for i, c := range wanted {
		if c.Key == "same" && !batch.Places()[i].Constant {
			t.Error("what is the same by every choice is computed for each draw")
		}
	}
}
