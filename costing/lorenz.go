package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The General Quadratic Lorenz curve, fitted to published shares of consumption
// (Villasenor, J. A. and Arnold, B. C. (1989), Elliptical Lorenz curves, Journal of
// Econometrics 40; Datt, G. (1998), Computational tools for poverty measurement and
// analysis, IFPRI FCND discussion paper 50). p is a share of the people, from the
// poorest, and L(p) their share of all consumption.
//
//	L (1 − L) = a (p² − L) + b L (p − 1) + c (p − L)      by least squares over the points but the last
//	e = −(a + b + c + 1)    m = b² − 4a    n = 2be − 4c    r = √(n² − 4me²)
//	L(p)  = −(b p + e + √(m p² + n p + e²)) ÷ 2
//	L′(p) = −b ÷ 2 − (2m p + n) ÷ (4 √(m p² + n p + e²))  consumption at p over the mean
//	F(x)  = −(n + r (b + 2x) ÷ √((b + 2x)² − m)) ÷ (2m)   people below x times the mean
//	S(p)  = −(a p + b L(p) − r ÷ 16 × ln[(1 − 2m p ÷ (r − n)) ÷ (1 + 2m p ÷ (r + n))])     ∫ L′² from 0 to p
//
// The curve is normal where these are a distribution, and valid where a + c is no less
// than LeastOfValid beside. Of a curve that is not normal nothing is said.

// The numbers of these formulas: in a workbook they stand in cells.
const (
	quadraticTwo     = 2
	quadraticFour    = 4
	quadraticEight   = 8
	quadraticSixteen = 16
	// leastOfValid is the least a + c of a valid curve, as the World Bank's
	// Poverty and Inequality Platform takes it; Datt takes 1.
	leastOfValid = 0.9
	// flatCurve is how small m may be before the closed forms, which divide by it,
	// lose their digits.
	flatCurve = 1e-6
)

// lorenzPoint is a point of a published distribution: the lines of its p and L.
type lorenzPoint struct{ people, share model.Key }

// lorenzCurve adds the lines of a curve and writes formulas of it.
type lorenzCurve struct {
	model *model.Model
	group string
	// under is what the keys of its lines begin with.
	under model.Key
	// cut names another division of the people, at one rank more; blank for the
	// fifths and the line: see [builder.addCut].
	cut string
}

// key is that of a line of the curve.
func (c lorenzCurve) key(code string) model.Key { return c.under + "/" + model.Key(code) }

func (c lorenzCurve) of(code string) model.Expr { return ref(c.key(code)) }

// add adds a number of the curve: one cell, blank where it is not known.
func (c lorenzCurve) add(code string, label abnd.Text, formula model.Expr) {
	c.model.Add(model.Line{Key: c.key(code), Group: c.group, Label: label, Factor: true, Blankable: true, Formula: formula})
}

// share is [lorenzCurve.add] for a share of people or of consumption.
func (c lorenzCurve) share(code string, label abnd.Text, formula model.Expr) {
	c.model.Add(model.Line{Key: c.key(code), Group: c.group, Label: label, Blankable: true, Formula: formula})
}

// addNumbers adds the cells of the numbers in the formulas.
func (c lorenzCurve) addNumbers() {
	for _, x := range []struct {
		code  string
		value float64
		label abnd.Text
	}{
		{"two", quadraticTwo, abnd.T("Two", "Dois")}, {"four", quadraticFour, abnd.T("Four", "Quatro")},
		{"eight", quadraticEight, abnd.T("Eight", "Oito")}, {"sixteen", quadraticSixteen, abnd.T("Sixteen", "Dezasseis")},
		{"least_valid", leastOfValid, abnd.T("Least a + c of a valid curve", "Menor a + c de uma curva válida")},
		{"flat", flatCurve, abnd.T("Smallest m of the closed forms, without its sign", "Menor m das fórmulas fechadas, sem sinal")},
	} {
		c.model.Add(model.Line{Key: c.key(x.code), Group: c.group, Label: x.label, Factor: true, Inputs: []float64{x.value}})
	}
}

// fit adds a, b and c by the normal equations over the points, which leave out the one at 1,
// with Cramer's rule, and what follows from them.
func (c lorenzCurve) fit(points []lorenzPoint) {
	c.addNumbers()
	// The columns of the regression, one cell a point.
	columns := []struct {
		code  string
		label abnd.Text
		of    func(p, l model.Expr) model.Expr
	}{
		{"y", abnd.T("L (1 − L), point %d", "L (1 − L), ponto %d"), func(_, l model.Expr) model.Expr { return times(l, minus(one, l)) }},
		{"u", abnd.T("p² − L, point %d", "p² − L, ponto %d"), func(p, l model.Expr) model.Expr { return minus(times(p, p), l) }},
		{"v", abnd.T("L (p − 1), point %d", "L (p − 1), ponto %d"), func(p, l model.Expr) model.Expr { return times(l, minus(p, one)) }},
		{"w", abnd.T("p − L, point %d", "p − L, ponto %d"), func(p, l model.Expr) model.Expr { return minus(p, l) }},
	}
	for _, column := range columns {
		for i, point := range points {
			c.add(column.code+"/"+itoa(i+1), column.label.Fill(i+1), column.of(ref(point.people), ref(point.share)))
		}
	}
	product := func(first, second string) {
		terms := make([]model.Expr, len(points))
		for i := range points {
			terms[i] = times(c.of(first+"/"+itoa(i+1)), c.of(second+"/"+itoa(i+1)))
		}
		c.add(first+second, abnd.T("Sum of %s × %s", "Soma de %s × %s").Fill(first, second), totalOf(terms...))
	}
	for _, pair := range [][2]string{{"u", "u"}, {"u", "v"}, {"u", "w"}, {"v", "v"}, {"v", "w"}, {"w", "w"}, {"u", "y"}, {"v", "y"}, {"w", "y"}} {
		product(pair[0], pair[1])
	}
	uu, uv, uw, vv, vw, ww := c.of("uu"), c.of("uv"), c.of("uw"), c.of("vv"), c.of("vw"), c.of("ww")
	uy, vy, wy := c.of("uy"), c.of("vy"), c.of("wy")
	determinant := func(code string, label abnd.Text, x [3][3]model.Expr) {
		minor := func(i, j, k, l model.Expr) model.Expr { return minus(times(i, l), times(j, k)) }
		c.add(code, label, plus(minus(
			times(x[0][0], minor(x[1][1], x[1][2], x[2][1], x[2][2])),
			times(x[0][1], minor(x[1][0], x[1][2], x[2][0], x[2][2]))),
			times(x[0][2], minor(x[1][0], x[1][1], x[2][0], x[2][1]))))
	}
	determinant("determinant", abnd.T("Determinant of the normal equations", "Determinante das equações normais"), [3][3]model.Expr{{uu, uv, uw}, {uv, vv, vw}, {uw, vw, ww}})
	determinant("determinant_a", abnd.T("Determinant for a", "Determinante de a"), [3][3]model.Expr{{uy, uv, uw}, {vy, vv, vw}, {wy, vw, ww}})
	determinant("determinant_b", abnd.T("Determinant for b", "Determinante de b"), [3][3]model.Expr{{uu, uy, uw}, {uv, vy, vw}, {uw, wy, ww}})
	determinant("determinant_c", abnd.T("Determinant for c", "Determinante de c"), [3][3]model.Expr{{uu, uv, uy}, {uv, vv, vy}, {uw, vw, wy}})
	for _, x := range []struct {
		code  string
		label abnd.Text
	}{{"a", abnd.T("a of the curve", "a da curva")}, {"b", abnd.T("b of the curve", "b da curva")}, {"c", abnd.T("c of the curve", "c da curva")}} {
		c.add(x.code, x.label, when(equal(c.of("determinant"), zero), blank, over(c.of("determinant_"+x.code), c.of("determinant"))))
	}
	c.addDerived()
}

// addDerived adds what follows from a, b and c, and whether the curve is normal
// and valid.
func (c lorenzCurve) addDerived() {
	four := c.of("four")
	a, b, cc, e, m, n := c.of("a"), c.of("b"), c.of("c"), c.of("e"), c.of("m"), c.of("n")
	c.add("e", abnd.T("e of the curve: −(a + b + c + 1)", "e da curva: −(a + b + c + 1)"), minus(zero, totalOf(a, b, cc, one)))
	c.add("m", abnd.T("m of the curve: b² − 4a", "m da curva: b² − 4a"), minus(times(b, b), times(four, a)))
	c.add("n", abnd.T("n of the curve: 2be − 4c", "n da curva: 2be − 4c"), minus(times(c.of("two"), b, e), times(four, cc)))
	c.add("root", abnd.T("r²: n² − 4me²", "r²: n² − 4me²"), minus(times(n, n), times(four, m, e, e)))
	// m lies below 0, or above it where the square root under the curve has none
	// between 0 and 1.
	limit := over(times(n, n), times(four, e, e))
	shape := anyOf(
		less(m, zero),
		allOf(less(zero, m), less(m, limit), atMost(zero, n)),
		allOf(less(zero, m), less(m, over(minus(zero, n), c.of("two"))), less(m, limit)),
	)
	away := anyOf(atMost(c.of("flat"), m), atMost(m, minus(zero, c.of("flat"))))
	c.model.Add(model.Line{
		Key: c.key("normal"), Group: c.group, Label: abnd.T("The fitted curve is a distribution (normal)", "A curva ajustada é uma distribuição (normal)"), Factor: true, Blankable: true,
		Fact:    &model.Fact{Yes: abnd.T("the fitted curve is a distribution", "a curva ajustada é uma distribuição"), No: abnd.T("the fitted curve is not a distribution", "a curva ajustada não é uma distribuição")},
		Formula: when(isKnown(c.key("a")), when(allOf(atMost(zero, c.of("root")), less(e, zero), atMost(zero, cc), away, shape), one, zero), zero),
	})
	c.model.Add(model.Line{
		Key: c.key("valid"), Group: c.group, Label: abnd.T("It is valid at both ends", "É válida nos dois extremos"), Factor: true, Blankable: true,
		Fact:    &model.Fact{Yes: abnd.T("the fitted curve is valid at both ends", "a curva ajustada é válida nos dois extremos"), No: abnd.T("the fitted curve is not valid at both ends", "a curva ajustada não é válida nos dois extremos")},
		Formula: when(allOf(equal(c.of("normal"), one), atMost(c.of("least_valid"), plus(a, cc))), one, zero),
	})
	c.add("r", abnd.T("r of the curve", "r da curva"), c.ifNormal(squareRoot(c.of("root"))))
}

// ifNormal is a formula where the curve is normal, and nothing where it is not.
func (c lorenzCurve) ifNormal(formula model.Expr) model.Expr {
	return when(equal(c.of("normal"), one), formula, blank)
}

func squareRoot(x model.Expr) model.Expr { return model.Apply{Function: model.Sqrt, X: x} }
func logarithm(x model.Expr) model.Expr  { return model.Apply{Function: model.Ln, X: x} }
func arcsine(x model.Expr) model.Expr    { return model.Apply{Function: model.Asin, X: x} }

// inRoot is √(m p² + n p + e²).
func (c lorenzCurve) inRoot(p model.Expr) model.Expr {
	e := c.of("e")
	return squareRoot(totalOf(times(c.of("m"), p, p), times(c.of("n"), p), times(e, e)))
}

// shareOf is L(p): the share of consumption of the poorest share p of the
// people.
func (c lorenzCurve) shareOf(p model.Expr) model.Expr {
	return minus(zero, over(totalOf(times(c.of("b"), p), c.of("e"), c.inRoot(p)), c.of("two")))
}

// rootAtEnd is √(m + n + e²), which is |a + c − 1|. It is written so because the sum
// under the root is a small difference of large ones: few of its digits are left.
func (c lorenzCurve) rootAtEnd() model.Expr { return sizeOf(minus(plus(c.of("a"), c.of("c")), one)) }

// slopeAt is L′(p): consumption at p over the mean.
func (c lorenzCurve) slopeAt(p model.Expr) model.Expr { return c.slopeWith(p, c.inRoot(p)) }

// slopeWith is [lorenzCurve.slopeAt] where root is √(m p² + n p + e²).
func (c lorenzCurve) slopeWith(p, root model.Expr) model.Expr {
	return minus(zero, plus(over(c.of("b"), c.of("two")), over(plus(times(c.of("two"), c.of("m"), p), c.of("n")), times(c.of("four"), root))))
}

// below is F(x): the share of the people whose consumption is below x times the
// mean, from 0 to 1.
func (c lorenzCurve) below(x model.Expr) model.Expr {
	y := plus(c.of("b"), times(c.of("two"), x))
	return clamped(minus(zero, over(plus(c.of("n"), over(times(c.of("r"), y), squareRoot(minus(times(y, y), c.of("m"))))), times(c.of("two"), c.of("m")))))
}

// squares is S(p): the integral of L′² from 0 to p.
func (c lorenzCurve) squares(p model.Expr) model.Expr {
	twice := times(c.of("two"), c.of("m"), p)
	ratio := over(minus(one, over(twice, minus(c.of("r"), c.of("n")))), plus(one, over(twice, plus(c.of("r"), c.of("n")))))
	return minus(zero, minus(plus(times(c.of("a"), p), times(c.of("b"), c.shareOf(p))), times(over(c.of("r"), c.of("sixteen")), logarithm(ratio))))
}

// gini is the Gini coefficient of the curve, in closed form.
func (c lorenzCurve) gini() model.Expr {
	two, four, eight := c.of("two"), c.of("four"), c.of("eight")
	b, e, m, n, r := c.of("b"), c.of("e"), c.of("m"), c.of("n"), c.of("r")
	end := c.rootAtEnd()
	slope := plus(times(two, m), n)
	base := minus(totalOf(one, over(b, two), e, over(times(slope, end), times(four, m))), over(times(n, sizeOf(e)), times(four, m)))
	within := func(x model.Expr) model.Expr { return greatest(minus(zero, one), least(one, x)) }
	falling := times(over(times(r, r), times(eight, m, squareRoot(minus(zero, m)))), minus(arcsine(within(over(slope, r))), arcsine(within(over(n, r)))))
	root := squareRoot(m)
	rising := times(over(times(r, r), times(eight, m, root)), logarithm(sizeOf(over(
		totalOf(slope, times(two, root, end)),
		plus(n, times(two, root, sizeOf(e)))))))
	return when(less(m, zero), plus(base, falling), minus(base, rising))
}

// sizeOf is x without its sign.
func sizeOf(x model.Expr) model.Expr { return greatest(x, minus(zero, x)) }

// addPoverty adds the measures of poverty at a line of so many means, and the
// Gini coefficient:
//
//	headcount = F(line)    gap = H − L(H) ÷ line    severity = H − 2 L(H) ÷ line + S(H) ÷ line²
func (c lorenzCurve) addPoverty(line model.Expr) {
	h := c.of("headcount")
	c.share("headcount", abnd.T("Poverty headcount", "Incidência da pobreza"), c.ifNormal(c.below(line)))
	c.share("poor_share", abnd.T("Share of consumption of the poor", "Parte do consumo que cabe aos pobres"), c.ifNormal(c.shareOf(h)))
	c.add("poor_squares", abnd.T("∫ L′² up to the headcount", "∫ L′² até à incidência"), c.ifNormal(c.squares(h)))
	c.share("gap", abnd.T("Poverty gap", "Intensidade da pobreza"), c.ifNormal(minus(h, over(c.of("poor_share"), line))))
	c.share("severity", abnd.T("Severity of poverty", "Severidade da pobreza"),
		c.ifNormal(plus(minus(h, over(times(c.of("two"), c.of("poor_share")), line)), over(c.of("poor_squares"), times(line, line)))))
	c.share("gini", abnd.T("Gini coefficient", "Coeficiente de Gini"), c.ifNormal(c.gini()))
}
