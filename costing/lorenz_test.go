package costing

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing/model"
)

// curveOf is a fitted curve of points (p, L) with the poverty that it gives at
// a line of so many means: its lines, computed.
func curveOf(t *testing.T, points [][2]float64, line float64) func(code string) float64 {
	t.Helper()
	return fitted(t, points, func(lorenzCurve) model.Expr { return model.Ref{Key: "distribution/line"} }, line)
}

// curveAt is [curveOf] at the line that gives a headcount.
func curveAt(t *testing.T, points [][2]float64, headcount float64) func(code string) float64 {
	t.Helper()
	return fitted(t, points, func(c lorenzCurve) model.Expr { return c.slopeAt(c.of("line")) }, headcount)
}

func fitted(t *testing.T, points [][2]float64, line func(lorenzCurve) model.Expr, x float64) func(code string) float64 {
	t.Helper()
	m := model.NewModel(nil)
	c := lorenzCurve{model: m, group: "distribution", under: "distribution"}
	var keys []lorenzPoint
	for i, p := range points {
		point := lorenzPoint{c.key("p/" + itoa(i+1)), c.key("l/" + itoa(i+1))}
		for j, key := range []model.Key{point.people, point.share} {
			m.Add(model.Line{Key: key, Inputs: []float64{p[j]}})
		}
		keys = append(keys, point)
	}
	m.Add(model.Line{Key: c.key("line"), Factor: true, Blankable: true, Inputs: []float64{x}})
	c.fit(keys)
	c.addPoverty(line(c))
	if err := m.Compile(); err != nil {
		t.Fatal(err)
	}
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return func(code string) float64 { return p.Values(c.key(code))[0] }
}

// cumulated are points at equal steps of people.
func cumulated(shares ...float64) [][2]float64 {
	var points [][2]float64
	for i, l := range shares[:len(shares)-1] {
		points = append(points, [2]float64{float64(i+1) / float64(len(shares)), l})
	}
	return points
}

// pairs are points without the last one, at 1.
func pairs(p, l []float64) [][2]float64 {
	var points [][2]float64
	for i := range p {
		points = append(points, [2]float64{p[i], l[i]})
	}
	return points
}

// TestQuadraticCurveOfPublishedVectors: the fits and measures of the World Bank's test
// vectors (PIP-Technical-Team/wbpip, commit 0412f9c), recomputed to 15 digits with
// tight roots and quadrature. The points are given with few digits, and the fit is as
// they give it: 1e-9.
func TestQuadraticCurveOfPublishedVectors(t *testing.T) {
	for _, v := range []struct {
		name    string
		points  [][2]float64
		line    float64
		a, b, c float64
		// headcount, gap, severity, Gini
		want  [4]float64
		valid float64
	}{
		{"Datt 1998, rural India 1983",
			pairs([]float64{.0092, .0339, .085, .164, .2609, .4133, .5497, .7196, .8196, .9174, .957, .9751},
				[]float64{.00208, .01013, .03122, .07083, .12808, .23498, .34887, .51994, .6427, .79201, .86966, .91277}), 89 / 109.9,
			.887747843624007, -1.45144591812720, .202640047738731, [4]float64{.450614775670801, .124746715958236, .0475199679905808, .289017119340460}, 1},
		{"deciles, not valid",
			cumulated(.0160510873317, .0434069727304, .0787021056265, .1231446323783, .1788056610287, .2473248187780, .3309458060062, .4337245426303, .5808595098378, 1), 100 / 330.5371,
			.69514579101425, -.448143723274608, .178465980212854, [4]float64{.196222519230282, .0574305367813824, .0224000895959685, .515380825309611}, 0},
		{"eighteen points",
			pairs([]float64{.02, .04, .06, .08, .1, .12, .14, .16, .18, .2, .3, .4, .5, .6, .7, .8, .9},
				[]float64{.00305, .00732, .01226, .0177, .0236, .02993, .03667, .04379, .05129, .05914, .10369, .15752, .22148, .29705, .38748, .49967, .64962}), .5,
			.740523874511721, -.817906377940927, .216567657702313, [4]float64{.310927976324480, .0947674405963230, .0386728059974411, .435642756352535}, 1},
		{"m above 0",
			cumulated(.00612519059066, .02011737988377, .04109366871532, .06977746972011, .10876575125765, .16346479127953, .24058019563772, .35265901579694, .52155576039776, 1), 1.9 / 1.180057,
			1.01454287737773, 2.12630646319888, .18315367671199, [4]float64{.841076049845317, .586345407413349, .458609848966914, .613307461015388}, 1},
	} {
		t.Run(v.name, func(t *testing.T) {
			got := curveOf(t, v.points, v.line)
			for _, x := range []struct {
				code string
				want float64
			}{
				{"a", v.a}, {"b", v.b}, {"c", v.c}, {"normal", 1}, {"valid", v.valid},
				{"headcount", v.want[0]}, {"gap", v.want[1]}, {"severity", v.want[2]}, {"gini", v.want[3]},
			} {
				const digits = 1e-9
				if math.Abs(got(x.code)-x.want) > digits {
					t.Errorf("%s is %.15g, and %.15g published", x.code, got(x.code), x.want)
				}
			}
		})
	}
}

// TestCurveThatIsNotNormalSaysNothing: c below 0, as in wbpip's vector of a fit that
// gives no result.
func TestCurveThatIsNotNormalSaysNothing(t *testing.T) {
	m := model.NewModel(nil)
	c := lorenzCurve{model: m, group: "distribution", under: "distribution"}
	for code, x := range map[string]float64{"a": .78554131924835879, "b": -1.9856022109519547, "c": -.30597079435662672, "line": 1.9 / 1.50524} {
		m.Add(model.Line{Key: c.key(code), Factor: true, Inputs: []float64{x}})
	}
	c.addNumbers()
	c.addDerived()
	c.addPoverty(c.of("line"))
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	if p.Values(c.key("normal"))[0] != 0 {
		t.Error("the curve passes for normal")
	}
	for _, code := range []string{"headcount", "gap", "severity", "gini"} {
		if x := p.Values(c.key(code))[0]; !math.IsNaN(x) {
			t.Errorf("%s is %g", code, x)
		}
	}
}

// wdiPoints are the points of a row of published shares in percent: the poorest
// tenth, the fifths from the poorest, the richest tenth. Their rounding is taken out by
// their sum.
func wdiPoints(shares [7]float64) [][2]float64 {
	d1, q, d10 := shares[0], shares[1:6], shares[6]
	sum := q[0] + q[1] + q[2] + q[3] + q[4]
	return [][2]float64{
		{.1, d1 / sum}, {.2, q[0] / sum}, {.4, (q[0] + q[1]) / sum}, {.6, (q[0] + q[1] + q[2]) / sum}, {.8, (sum - q[4]) / sum}, {.9, (sum - d10) / sum},
	}
}

// TestSurveysOfTheWorld: the curve of 2,430 surveys beside what the World Bank publishes
// of them (WDI, July 2026: SI.DST.*, SI.POV.GINI, SI.POV.DDAY and SI.POV.GAPS at 3
// dollars). The Gini coefficient of those that are valid, and the gap at a line that
// gives the published headcount, where more than 5 % are poor.
func TestSurveysOfTheWorld(t *testing.T) {
	proofs.NotShort(t)
	text, err := os.ReadFile("../testdata/distribution/surveys.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var gini, gap []float64
	normal, valid := 0, 0
	for _, row := range rows[1:] {
		figure := func(at int) float64 {
			x, err := strconv.ParseFloat(row[at], 64)
			if err != nil {
				return math.NaN()
			}
			return x
		}
		var shares [7]float64
		for i := range shares {
			shares[i] = figure(i + 2)
		}
		shares[6] = figure(8)
		const giniAt, headcountAt, gapAt = 9, 10, 11
		got := curveAt(t, wdiPoints(shares), figure(headcountAt)/100)
		if got("normal") == 1 {
			normal++
		}
		if got("valid") == 1 {
			valid++
			gini = append(gini, 100*got("gini")-figure(giniAt))
		}
		if published := figure(gapAt); got("normal") == 1 && figure(headcountAt) > 5 && !math.IsNaN(published) {
			gap = append(gap, 100*got("gap")-published)
		}
	}
	mean := func(of []float64, f func(float64) float64) float64 {
		sum := 0.0
		for _, x := range of {
			sum += f(x)
		}
		return sum / float64(len(of))
	}
	itself, square := func(x float64) float64 { return x }, func(x float64) float64 { return x * x }
	largest := 0.0
	for _, x := range gini {
		largest = max(largest, math.Abs(x))
	}
	if len(rows)-1 != 2430 || normal != 2402 || valid != 2355 {
		t.Errorf("of %d surveys %d are normal and %d valid", len(rows)-1, normal, valid)
	}
	for _, x := range []struct {
		name      string
		got, want float64
	}{
		{"mean error of the Gini coefficient", mean(gini, itself), -.0147}, {"its RMSE", math.Sqrt(mean(gini, square)), .1108}, {"its largest", largest, .6112},
		{"mean error of the gap", mean(gap, itself), -.29}, {"its RMSE", math.Sqrt(mean(gap, square)), .59},
	} {
		const digits = .006 // those that were noted
		if math.Abs(x.got-x.want) > digits {
			t.Errorf("%s is %.4f over %d and %d surveys, and %.4f was found apart", x.name, x.got, len(gini), len(gap), x.want)
		}
	}
	t.Logf("%d Gini coefficients, %d gaps", len(gini), len(gap))
}

// TestNationalGaps: gaps at national lines, which no fit has seen (WDI SI.POV.NAGP, SI.POV.NAHC
// and shares), within 0.35 points.
func TestNationalGaps(t *testing.T) {
	for _, c := range []struct {
		survey         string
		shares         [7]float64
		headcount, gap float64
	}{
		{"Timor-Leste 2014", [7]float64{4, 9.4, 13.4, 16.9, 21.8, 38.4, 24}, 41.8, 10.4},
		{"Timor-Leste 2007", [7]float64{4.1, 9.5, 13.5, 17.2, 22.3, 37.5, 22.9}, 50.4, 13.8},
		{"Timor-Leste 2001", [7]float64{3, 7.3, 11.5, 15.6, 22.1, 43.5, 28.2}, 36.3, 10.5},
		{"Guinea-Bissau 2002", [7]float64{2.9, 7.3, 11.8, 15.8, 22, 43.1, 28}, 64.7, 25},
	} {
		got := curveAt(t, wdiPoints(c.shares), c.headcount/100)
		if math.Abs(100*got("gap")-c.gap) > .35 {
			t.Errorf("%s: the gap is %.2f %%, and %.1f %% published", c.survey, 100*got("gap"), c.gap)
		}
	}
}
