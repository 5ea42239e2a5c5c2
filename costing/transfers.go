package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Poverty and inequality once households receive something, in closed form over
// the fitted curve. The people are divided into brackets of the distribution, and
// in each bracket into kinds of household j, with a transfer t per head that may be
// 0. τ is a levy on consumption that pays for it, proportional; z the line, μ the
// mean, both in money of the survey's year:
//
//	h = F((z − t) ÷ ((1 − τ) μ)), 0 where t is no less than z
//	headcount = Σ π (e − a)                                a and b the edges of a bracket, e = h kept between them
//	gap       = Σ π [(z − t)(e − a) − (1 − τ) μ (L(e) − L(a))] ÷ z
//	severity  = Σ π [(z − t)²(e − a) − 2 (z − t)(1 − τ) μ (L(e) − L(a)) + ((1 − τ) μ)² (S(e) − S(a))] ÷ z²
//	Gini      = 1 − ∫ (1 − G)² dx ÷ mean after             G(x) = Σ π (F((x − t) ÷ ((1 − τ) μ)) between the edges − a)
//
// π is the share of a bracket's people who live in households of the kind. The
// ranks are those before: who receives what is asked of the survey's order.

// brackets numbers the parts of the distribution: the fifths, of which one is cut
// at the poverty headcount.
var brackets = abnd.Years{First: 1, Last: 6}

// brackets numbers the parts of the division that the curve has: another cut makes
// one more.
func (c lorenzCurve) brackets() abnd.Years {
	if c.cut == "" {
		return brackets
	}
	return abnd.Years{First: brackets.First, Last: brackets.Last + 1}
}

// partKey is that of a line of the division, and part reads it.
func (c lorenzCurve) partKey(code string) model.Key {
	if c.cut == "" {
		return c.key(code)
	}
	return c.key(c.cut + "/" + code)
}

func (c lorenzCurve) part(code string) model.Expr { return ref(c.partKey(code)) }

// giniSteps numbers the steps of the integral of the Gini coefficient: as many
// as keep it within a tenth of a point of sorted households.
var giniSteps = abnd.Years{First: 1, Last: 70}

// giniStretches parts the steps: each stretch is added up by itself. One running sum of
// them all is a chain of cells that is deeper than some spreadsheet engines follow.
func giniStretches() []abnd.Years {
	const stretches = 5
	each := giniSteps.Len() / stretches
	all := make([]abnd.Years, stretches)
	for n := range all {
		first := giniSteps.First + abnd.Year(n*each)
		all[n] = abnd.Years{First: first, Last: first + abnd.Year(each) - 1}
	}
	all[stretches-1].Last = giniSteps.Last
	return all
}

// receivingKind is a kind of household: what it receives per head and month, a
// cell.
type receivingKind struct {
	code     string
	name     abnd.Text
	transfer model.Key
}

// composition says who lives where: the share of each kind among the people of each
// bracket, lines over the brackets in the order of the kinds.
type composition struct {
	suffix string // ends the codes of its lines; blank for the first
	name   abnd.Text
	shares []model.Key
}

// transferLines adds the lines of a distribution after transfers.
type transferLines struct {
	curve lorenzCurve
	model *model.Model
	group string
	under model.Key
	// line, mean and levy are cells; edges, over the brackets, is their upper end.
	line, mean, levy, edges model.Key
	// edgeShares and edgeSquares are L and S at the edges, over the brackets.
	edgeShares, edgeSquares model.Key
	kinds                   []receivingKind
	// compositions are those whose results are added; the first has its severity and
	// Gini coefficient too.
	compositions []composition
}

func (t transferLines) key(code string) model.Key { return t.under + "/" + model.Key(code) }

func (t transferLines) of(code string) model.Expr { return ref(t.key(code)) }

// cell adds a single number.
func (t transferLines) cell(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	t.model.Add(model.Line{Key: t.key(code), Group: t.group, Label: label, Unit: unit, Blankable: true, Formula: formula})
}

// over adds a line over the brackets.
func (t transferLines) over(code string, label abnd.Text, formula model.Expr) {
	t.model.Add(model.Line{Key: t.key(code), Group: t.group, Label: label, Years: t.curve.brackets(), Factor: true, Blankable: true, Formula: formula})
}

// before is the value of a line over the brackets at the lower edge: 0 at the
// bottom of the distribution.
func before(key model.Key, first model.Expr) model.Expr {
	return when(atMost(thisYear, first), zero, prev(key))
}

// addEdges adds the brackets of a distribution, and what the curve has at their
// edges, once for all that is computed of it. fifth is a line over the fifths' upper
// ends in the brackets, and the last of them 1; the cut is put in its place.
func (c lorenzCurve) addEdges(ends model.Key, cut model.Expr) {
	c.addCounts()
	c.addBrackets(ends, cut)
	first := c.of("first")
	step := func(code string, label abnd.Text, formula model.Expr) {
		c.model.Add(model.Line{Key: c.key(code), Group: c.group, Label: label, Years: giniSteps, Factor: true, Blankable: true, Formula: c.ifNormal(formula)})
	}
	width := minus(c.of("steps"), first) // one over it
	rank := over(minus(thisYear, first), width)
	step("step_slope", abnd.T("Consumption over the mean, by rank", "Consumo sobre a média, por posição"),
		c.slopeWith(rank, when(equal(thisYear, c.of("steps")), c.rootAtEnd(), c.inRoot(rank))))
	step("step_share", abnd.T("Share of consumption up to this step", "Parte do consumo até este passo"), c.shareOf(rank))
	step("step_mean", abnd.T("Mean consumption of the step over the mean", "Consumo médio do passo sobre a média"),
		when(atMost(thisYear, first), c.of("step_slope"), times(minus(c.of("step_share"), prev(c.key("step_share"))), width)))
}

// addBrackets adds the parts between the ends and the cut, and what the curve has at
// their edges.
func (c lorenzCurve) addBrackets(ends model.Key, cut model.Expr) {
	series := func(code string, label abnd.Text, formula model.Expr) {
		c.model.Add(model.Line{Key: c.partKey(code), Group: c.group, Label: label, Years: c.brackets(), Blankable: true, Formula: c.ifNormal(formula)})
	}
	series("edge", abnd.T("Upper end of the part, share of people", "Limite superior da parte, proporção das pessoas"), c.withCut(ends, cut))
	series("edge_share", abnd.T("Share of consumption up to it", "Parte do consumo até esse limite"), c.shareOf(c.part("edge")))
	series("edge_squares", abnd.T("∫ L′² up to it", "∫ L′² até esse limite"), c.squares(c.part("edge")))
}

// withCut puts a cut among sorted ends e1 < e2 < …, the last of which is there twice:
// max(e[k−1], min(e[k], cut)).
func (c lorenzCurve) withCut(ends model.Key, cut model.Expr) model.Expr {
	return greatest(before(ends, c.of("first")), least(ref(ends), cut))
}

// count adds a cell that numbers a part or a step.
func (c lorenzCurve) count(key model.Key, label abnd.Text, n int) {
	c.model.Add(model.Line{Key: key, Group: c.group, Label: label, Unit: abnd.CalendarYear, Inputs: []float64{float64(n)}})
}

// addCounts adds the cells that number the parts and the steps.
func (c lorenzCurve) addCounts() {
	c.count(c.key("first"), abnd.T("First part", "Primeira parte"), int(brackets.First))
	c.addLastPart()
	c.count(c.key("steps"), abnd.T("Last step", "Último passo"), int(giniSteps.Last))
	for n, steps := range giniStretches() {
		c.count(c.key("stretch/"+itoa(n+1)+"/first"), abnd.T("First step of stretch %d", "Primeiro passo do troço %d").Fill(n+1), int(steps.First))
		c.count(c.key("stretch/"+itoa(n+1)+"/last"), abnd.T("Last step of stretch %d", "Último passo do troço %d").Fill(n+1), int(steps.Last))
	}
	c.addPartCounts()
}

func (c lorenzCurve) addLastPart() {
	c.count(c.partKey("last"), abnd.T("Last part", "Última parte"), int(c.brackets().Last))
}

func (c lorenzCurve) addPartCounts() {
	for n := range c.brackets().Len() {
		c.count(c.partKey("bracket/"+itoa(n+1)), abnd.T("Part %d", "Parte %d").Fill(n+1), n+1)
	}
}

// add adds all lines.
func (t transferLines) add() {
	t.cell("left", abnd.T("Mean consumption after the levy", "Consumo médio depois da contribuição"), abnd.MoneyPerMonth, t.curve.ifNormal(times(minus(one, ref(t.levy)), ref(t.mean))))
	for _, k := range t.kinds {
		t.addKind(k)
	}
	for i, c := range t.compositions {
		t.addComposition(c, i == 0)
	}
	t.addGini()
}

// low is the lower edge of a bracket.
func (t transferLines) low() model.Expr { return before(t.edges, t.curve.of("first")) }

// addKind adds how far the poor of a kind reach in each bracket, whoever lives there.
func (t transferLines) addKind(k receivingKind) {
	c, first := t.curve, t.curve.of("first")
	label := func(text abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(k.name, text) }
	end := t.of("end/" + k.code)
	t.cell("rank/"+k.code, label(abnd.T("people below the line, by rank", "pessoas abaixo da linha, por posição")), abnd.PureNumber,
		c.ifNormal(when(atMost(ref(t.line), ref(k.transfer)), zero, c.below(over(minus(ref(t.line), ref(k.transfer)), t.of("left"))))))
	t.over("end/"+k.code, label(abnd.T("the poor of the part end at", "os pobres da parte terminam em")), c.ifNormal(greatest(t.low(), least(ref(t.edges), t.of("rank/"+k.code)))))
	t.over("share/"+k.code, label(abnd.T("their share of consumption", "a sua parte do consumo")), c.ifNormal(when(less(t.low(), end), minus(c.shareOf(end), before(t.edgeShares, first)), zero)))
	t.over("squares/"+k.code, label(abnd.T("their ∫ L′²", "o seu ∫ L′²")), c.ifNormal(when(less(t.low(), end), minus(c.squares(end), before(t.edgeSquares, first)), zero)))
}

// addComposition adds poverty where people live as a composition says.
func (t transferLines) addComposition(of composition, whole bool) {
	c, first, line := t.curve, t.curve.of("first"), ref(t.line)
	label := func(text abnd.Text) abnd.Text {
		if of.name.IsZero() {
			return text
		}
		return abnd.T("%s, %s", "%s, %s").Fill(text, of.name)
	}
	var headcount, gap, severity, received []model.Expr
	for i, k := range t.kinds {
		missing, share := minus(line, ref(k.transfer)), ref(of.shares[i])
		poor := minus(t.of("end/"+k.code), t.low())
		headcount = append(headcount, times(share, poor))
		gap = append(gap, times(share, minus(times(missing, poor), times(t.of("left"), t.of("share/"+k.code)))))
		severity = append(severity, times(share, plus(minus(times(missing, missing, poor), times(c.of("two"), missing, t.of("left"), t.of("share/"+k.code))),
			times(t.of("left"), t.of("left"), t.of("squares/"+k.code)))))
		received = append(received, times(share, ref(k.transfer)))
	}
	running := func(code string, unit abnd.Unit, text abnd.Text, formula model.Expr) model.Expr {
		key := t.key(code + of.suffix)
		t.model.Add(model.Line{Key: key, Group: t.group, Label: label(text), Years: t.curve.brackets(), Unit: unit, Factor: unit == abnd.PureNumber, Blankable: true,
			Formula: c.ifNormal(plus(before(key, first), formula))})
		return inYear(key, c.part("last"))
	}
	cell := func(code string, text abnd.Text, unit abnd.Unit, formula model.Expr) {
		t.cell(code+of.suffix, label(text), unit, c.ifNormal(formula))
	}
	money := abnd.MoneyPerMonth
	cell("headcount", abnd.T("Poverty headcount after", "Incidência da pobreza depois"), abnd.PureNumber, running("headcount_to", abnd.PureNumber, abnd.T("Headcount so far", "Incidência até aqui"), totalOf(headcount...)))
	cell("gap", abnd.T("Poverty gap after", "Intensidade da pobreza depois"), abnd.PureNumber, over(running("gap_to", money, abnd.T("Distance to the line so far, per head", "Distância à linha até aqui, por pessoa"), totalOf(gap...)), line))
	if whole {
		cell("severity", abnd.T("Severity of poverty after", "Severidade da pobreza depois"), abnd.PureNumber,
			over(running("severity_to", money.Times(money), abnd.T("Squared distance so far, per head", "Distância ao quadrado até aqui, por pessoa"), totalOf(severity...)), times(line, line)))
	}
	cell("received", abnd.T("Received per head of all", "Recebido por pessoa, entre todas"), money,
		running("received_to", money, abnd.T("Received so far, per head of all", "Recebido até aqui, por pessoa, entre todas"), times(totalOf(received...), minus(ref(t.edges), t.low()))))
}

// addGini adds the Gini coefficient of the first composition by steps of rank: at each the consumption of
// the rank before, and the share of people below it afterwards. By parts,
//
//	∫ (1 − G)² dx = Σ mean consumption of the step × fall of (1 − G)² in it
//
// which stays finite where the consumption of the very richest does not.
func (t transferLines) addGini() {
	c, money, known := t.curve, abnd.MoneyPerMonth, t.curve.ifNormal
	step := func(code string, unit abnd.Unit, label abnd.Text, formula model.Expr) {
		t.model.Add(model.Line{Key: t.key(code), Group: t.group, Label: label, Years: giniSteps, Unit: unit, Blankable: true, Factor: unit == abnd.PureNumber, Formula: known(formula)})
	}
	step("at", money, abnd.T("Consumption at this step", "Consumo neste passo"), times(t.of("left"), ref(c.key("step_slope"))))
	var below []model.Expr
	for i, k := range t.kinds {
		rank := "below/" + k.code
		step(rank, abnd.PureNumber, abnd.T("%s: rank below which they are under it", "%s: posição até à qual estão abaixo dele").Fill(k.name),
			when(atMost(t.of("at"), ref(k.transfer)), zero, c.below(over(minus(t.of("at"), ref(k.transfer)), t.of("left")))))
		var people []model.Expr
		low := model.Expr(zero)
		for n := range c.brackets().Len() {
			part := c.part("bracket/" + itoa(n+1))
			high := inYear(t.edges, part)
			people = append(people, times(inYear(t.compositions[0].shares[i], part), greatest(zero, minus(least(high, t.of(rank)), low))))
			low = high
		}
		step("people/"+k.code, abnd.PureNumber, abnd.T("%s: people below it", "%s: pessoas abaixo dele").Fill(k.name), totalOf(people...))
		below = append(below, t.of("people/"+k.code))
	}
	step("above", abnd.PureNumber, abnd.T("People above it, squared", "Pessoas acima dele, ao quadrado"), power(minus(one, totalOf(below...)), c.of("two")))
	fall := when(atMost(thisYear, c.of("first")), times(t.of("at"), minus(one, t.of("above"))),
		times(t.of("left"), ref(c.key("step_mean")), minus(prev(t.key("above")), t.of("above"))))
	so := prev(t.key("integral"))
	var sums []model.Expr
	for n := range giniStretches() {
		so = when(equal(thisYear, c.of("stretch/"+itoa(n+1)+"/first")), zero, so)
		sums = append(sums, inYear(t.key("integral"), c.of("stretch/"+itoa(n+1)+"/last")))
	}
	step("integral", money, abnd.T("∫ (1 − G)² so far, in the stretch", "∫ (1 − G)² até aqui, no troço"), plus(so, fall))
	t.cell("gini", abnd.T("Gini coefficient after", "Coeficiente de Gini depois"), abnd.PureNumber,
		known(minus(one, over(totalOf(sums...), plus(t.of("left"), t.of("received"))))))
}
