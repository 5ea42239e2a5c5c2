package costing

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// timorKind is a kind of household of a test: what it receives, and its share of the people
// in each of the six parts.
type timorKind struct {
	transfer float64
	share    [6]float64
}

// even is a share that is the same in every part.
func even(x float64) [6]float64 { return [6]float64{x, x, x, x, x, x} }

// timor is the distribution of Timor-Leste in 2014 (World Bank, WDI: shares 4 | 9.4
// 13.4 16.9 21.8 38.4 | 24 over 99.9; headcount 41.8 %; line 46.37 a head and month)
// after transfers and a levy, computed.
func timor(t *testing.T, levy float64, kinds ...timorKind) func(code string) float64 {
	t.Helper()
	m := model.NewModel(nil)
	c := lorenzCurve{model: m, group: "distribution", under: "distribution"}
	number := func(code string, unit abnd.Unit, x float64) model.Key {
		return m.Add(model.Line{Key: c.key(code), Unit: unit, Inputs: []float64{x}})
	}
	const all = 99.9
	var points []lorenzPoint
	for i, p := range [][2]float64{{.1, 4}, {.2, 9.4}, {.4, 22.8}, {.6, 39.7}, {.8, 99.9 - 38.4}, {.9, 99.9 - 24}} {
		points = append(points, lorenzPoint{number("p/"+itoa(i+1), abnd.PureNumber, p[0]), number("l/"+itoa(i+1), abnd.PureNumber, p[1]/all)})
	}
	c.fit(points)
	line, headcount := number("line", abnd.MoneyPerMonth, 46.37), number("official", abnd.PureNumber, .418)
	m.Add(model.Line{Key: c.key("mean"), Unit: abnd.MoneyPerMonth, Formula: over(ref(line), c.slopeAt(ref(headcount)))})
	c.addPoverty(over(ref(line), c.of("mean")))
	ends := m.Add(model.Line{Key: c.key("ends"), Years: brackets, Inputs: []float64{.2, .4, .6, .8, 1, 1}})
	c.addEdges(ends, ref(headcount))
	tl := transferLines{
		curve: c, model: m, group: "impact", under: "impact", line: line, mean: c.key("mean"), levy: number("levy", abnd.PureNumber, levy),
		edges: c.key("edge"), edgeShares: c.key("edge_share"), edgeSquares: c.key("edge_squares"),
	}
	var shares []model.Key
	for i, k := range kinds {
		code := itoa(i + 1)
		shares = append(shares, m.Add(model.Line{Key: c.key("kind/" + code), Years: brackets, Inputs: k.share[:]}))
		tl.kinds = append(tl.kinds, receivingKind{code, abnd.Same("kind " + code), number("transfer/"+code, abnd.MoneyPerMonth, k.transfer)})
	}
	tl.compositions = []composition{{shares: shares}}
	tl.add()
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return func(code string) float64 {
		if code == "mean" {
			return p.Values(c.key(code))[0]
		}
		return p.Values(tl.key(code))[0]
	}
}

// TestTransfersInClosedForm: six cases whose headcount, gap and severity were
// computed by the closed form and by brute force to twelve digits, and the Gini
// coefficient of a million sorted households to eight; its integral in steps is
// within three of ten thousand of it.
func TestTransfersInClosedForm(t *testing.T) {
	// The parts are those below 20, 40, 41.8, 60, 80 and 100 %.
	byFifth := func(f [5]float64) [6]float64 { return [6]float64{f[0], f[1], f[2], f[2], f[3], f[4]} }
	others := func(share [6]float64) (rest [6]float64) {
		for i := range share {
			rest[i] = 1 - share[i]
		}
		return rest
	}
	sixty := byFifth([5]float64{.6, .5, .4, .3, .2})
	poor := [6]float64{.7, .7, .7, .1, .1, .1}
	const mean = 59.8930860375790
	for _, v := range []struct {
		name  string
		levy  float64
		kinds []timorKind
		want  [4]float64
	}{
		{"base", 0, []timorKind{{0, even(1)}}, [4]float64{.418, .106455910783682, .037214034455652, .286837257315}},
		{"A: everybody 2 a month", 0, []timorKind{{2, even(1)}}, [4]float64{.380874196173, .089225856775, .028785531348, .27756846}},
		{"B: the same, paid by a levy", 2 / mean, []timorKind{{2, even(1)}}, [4]float64{.409375471548, .098872320384, .032805333453, .27725895}},
		{"C: 4 to some of each fifth", 0, []timorKind{{4, sixty}, {0, others(sixty)}}, [4]float64{.382513564336, .088324268594, .028282590273, .27496396}},
		{"C: eight tenths of it spent", 0, []timorKind{{.8 * 4, sixty}, {0, others(sixty)}}, [4]float64{.390010644710, .091696488613, .029822850986, math.NaN()}},
		{"D: 6 to the poor, with errors", 0, []timorKind{{6, poor}, {0, others(poor)}}, [4]float64{.339616685962, .073656972989, .022392407539, .26429729}},
		{"E: 10 a child", 0, []timorKind{{0, even(.3)}, {3, even(.4)}, {5, even(.3)}}, [4]float64{.367676386988, .084342563724, .026835587662, .27524126}},
	} {
		t.Run(v.name, func(t *testing.T) {
			got := timor(t, v.levy, v.kinds...)
			for i, code := range []string{"headcount", "gap", "severity"} {
				if math.Abs(got(code)-v.want[i]) > 1e-11 {
					t.Errorf("%s is %.12f, and %.12f by brute force", code, got(code), v.want[i])
				}
			}
			if math.Abs(got("gini")-v.want[3]) > .0003 {
				t.Errorf("the Gini coefficient is %.5f, and %.5f sorted", got("gini"), v.want[3])
			}
		})
	}
	if got := timor(t, 0, timorKind{0, even(1)}); math.Abs(got("mean")-mean) > 1e-10 {
		t.Errorf("the mean is %.13f", got("mean"))
	}
}
