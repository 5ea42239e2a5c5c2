package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// What each next level of a lever would change, and whether it still fits the
// envelope. The program writes what every level of a lever alone costs on every
// scenario, as values; formulas take from them what a level changes against the
// present one, and carry it to what the benefits of the lever cost now:
//
//	change = (cost at the level − cost at the present one) × (benefits now / benefits at the present one)
//
// which is exact where levers move factors of a cost, as an amount and a share of
// persons are, and near it where they do not.

// tryStates are the written costs of a lever, each with the row that holds it.
type tryStates struct {
	costs    []scenarios.LeverCost
	firstRow int
	nowRow   int // what is worked out of the present one; the levels follow
	// What is worked out: by year shown, and of each level.
	present, scales []said
	said            []said
}

// The columns of the steps after those of the years: of a written row what the
// benefits cost in all years, of the present state and of a level which row it is.
const (
	stepKey   = iota // which written row is meant; of a level what is said of it
	stepRatio        // benefits in all years, against the lever left alone; of a level its row
	stepFactor
	stepFirst // the first of the years shown: the cost as written, or what a level changes
)

// tryStepRows is how far below the head of the chart's rows the steps begin.
const tryStepRows = 7

// stepsRow is the row of the title of the steps; their years stand below it.
func (t *tryPage) stepsRow() int { return t.chartRow() + tryStepRows }

// roomRow is the row of what the proposal may cost more, below the years.
func (t *tryPage) roomRow() int { return t.stepsRow() + 2 }

func (t *tryPage) stepTotals() int           { return tryGridColumn }
func (t *tryPage) stepOwn() int              { return tryGridColumn + t.study.Projection.Len() }
func (t *tryPage) stepColumn(part int) int   { return tryGridColumn + 2*t.study.Projection.Len() + part }
func (t *tryPage) stepScale(year int) int    { return t.stepColumn(stepFirst+abnd.MostTriedYears) + year }
func (t *tryPage) levelRow(i, level int) int { return t.states[i].nowRow + 1 + level }

// placeSteps computes the costs of the levers and gives them their rows.
func (t *tryPage) placeSteps() {
	all := t.result.LeverCosts()
	row := t.roomRow() + 1
	for _, l := range t.at.levers {
		s := tryStates{firstRow: row}
		for _, c := range all {
			if c.Lever == l.ID {
				s.costs = append(s.costs, c)
			}
		}
		s.nowRow = row + len(s.costs)
		t.states = append(t.states, s)
		row = s.nowRow + 1 + len(l.Levels)
	}
}

// stateOf is how a written row is found: by its scenario and the number of its
// level, none of a lever that is left alone.
func stateOf(scenario, level string) string { return scenario + "/" + level }

// stateOfCost is how the row of a written cost is found.
func stateOfCost(c scenarios.LeverCost) string {
	if c.Level == 0 {
		return stateOf(c.From, "")
	}
	return stateOf(c.From, fmt.Sprint(c.Level))
}

func (s tryStates) find(key said) (scenarios.LeverCost, bool) {
	i := slices.IndexFunc(s.costs, func(c scenarios.LeverCost) bool { return key.value == stateOfCost(c) })
	if i < 0 {
		return scenarios.LeverCost{}, false
	}
	return s.costs[i], true
}

// writeSteps writes the costs and what is worked out of them.
func (t *tryPage) writeSteps() {
	title, head := t.stepsRow(), t.stepsRow()+1
	t.passedBy(title)
	t.Put(title, tryNameColumn, t.textCell(abnd.T("Next levels: cost of the proposal, and of the benefits that a lever moves, with this lever alone, as abnd wrote the file; then what each level changes now (about)",
		"Níveis seguintes: custo da proposta, e das prestações que uma alavanca move, só com essa alavanca, como abnd escreveu o ficheiro; depois, o que cada nível muda agora (aproximadamente)"), paper.HeadingLook))
	t.passedBy(head)
	for i, year := range t.study.Projection.All() {
		t.Put(head, t.stepTotals()+i, yearCell(year))
		t.Put(head, t.stepOwn()+i, yearCell(year))
	}
	t.label(head, t.stepColumn(stepKey), 1, abnd.T("All years", "Todos os anos"))
	for i, at := range t.years() {
		year := said{"IF(" + at.cell + `="",` + blankText + "," + at.cell + ")", ""}
		if at.year != 0 {
			year.value = float64(at.year)
		}
		t.stepYears = append(t.stepYears, t.ofStep(head, t.stepColumn(stepFirst+i), year, paper.YearFormat, 0))
		t.ofStep(head, t.stepScale(i), year, paper.YearFormat, 0)
	}
	t.passedBy(t.roomRow())
	t.Put(t.roomRow(), tryNameColumn, t.textCell(abnd.T("Left of the fiscal envelope, with room for rounding", "Resta do envelope de recursos, com margem para arredondamentos"), paper.FixedLook))
	if t.hasEnvelope() {
		t.writeRoom()
	}
	for i := range t.at.levers {
		t.writtenCosts(i)
		t.presentState(i)
	}
	for i, l := range t.at.levers {
		for j := range l.Levels {
			t.step(i, j)
		}
	}
	for len(t.Page.Widths) < t.stepScale(abnd.MostTriedYears) {
		t.Page.Widths = append(t.Page.Widths, t.at.grid)
	}
}

// ofStep puts a figure or a text that follows from what the file was written with,
// and refers to it.
func (t *tryPage) ofStep(row, col int, s said, number string, of float64) said {
	t.told(row, col, 1, s, paper.Look{Kind: paper.FixedLook, Number: number}, of)
	t.ofFile[address.Ref{Sheet: t.Page.Name, Col: col, Row: row}] = true
	return said{absolute(row, col), s.value}
}

// writtenCosts writes what the levels of a lever cost.
func (t *tryPage) writtenCosts(i int) {
	l, row := t.at.levers[i], t.states[i].firstRow
	for _, c := range t.states[i].costs {
		t.passedBy(row)
		label := abnd.T("%s; %s", "%s; %s").Fill(l.Name, runName(t.study, c.From))
		if level, ok := l.Level(c.Level); ok {
			label = abnd.T("%s: %s", "%s: %s").Fill(label, level.Word)
		}
		t.Put(row, tryNameColumn, t.textCell(label, paper.FixedLook))
		t.Put(row, tryOwnColumn, paper.Cell{Value: stateOfCost(c), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat}})
		for j := range c.Total {
			t.writtenCost(row, t.stepTotals()+j, c.Total[j])
			t.writtenCost(row, t.stepOwn()+j, c.Own[j])
		}
		t.writtenCost(row, t.stepColumn(stepKey), ownInAll(c))
		row++
	}
}

// writtenCost puts a cost as a value; what is not known is a text, which no formula
// takes for zero.
func (t *tryPage) writtenCost(row, col int, x float64) {
	c := paper.Cell{Value: x, Look: paper.Look{Kind: paper.FixedLook, Number: millionsFormat}}
	if math.IsNaN(x) {
		c.Value = costing.NotKnown().In(t.lang)
	}
	t.Put(row, col, c)
}

// ownInAll is what the benefits of a lever cost in all years.
func ownInAll(c scenarios.LeverCost) float64 {
	all := 0.0
	for _, x := range c.Own {
		all += x
	}
	return all
}

// found is a written cost of a lever in the row that a key names.
func (t *tryPage) found(i, col int, key said, of func(scenarios.LeverCost) float64) said {
	s := t.states[i]
	down := func(col int) string { return absolute(s.firstRow, col) + ":" + absolute(s.nowRow-1, col) }
	out := said{"INDEX(" + down(col) + ",MATCH(" + key.formula + "," + down(tryOwnColumn) + ",0))", ""}
	if c, ok := s.find(key); ok {
		out.value = numberOrBlank(of(c))
	}
	return out
}

// foundIn is a written cost in one of the years shown.
func (t *tryPage) foundIn(i, col int, key said, year int, of func(scenarios.LeverCost) []float64) said {
	s, head, last := t.states[i], t.stepsRow()+1, col+t.study.Projection.Len()-1
	out := said{"INDEX(" + absolute(s.firstRow, col) + ":" + absolute(s.nowRow-1, last) + ",MATCH(" + key.formula + "," + absolute(s.firstRow, tryOwnColumn) + ":" + absolute(s.nowRow-1, tryOwnColumn) + ",0)," +
		"MATCH(" + t.stepYears[year].formula + "," + absolute(head, col) + ":" + absolute(head, last) + ",0))", ""}
	at := t.years()[year].year
	if c, ok := s.find(key); ok && t.study.Projection.Contains(at) {
		out.value = numberOrBlank(of(c)[at-t.study.Projection.First])
	}
	return out
}

func totalOf(c scenarios.LeverCost) []float64 { return c.Total }
func ownOf(c scenarios.LeverCost) []float64   { return c.Own }

func numberOrBlank(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return x
}

// worked is a formula over figures: blank where one of them is not known.
func worked(formula string, value func(x []float64) float64, of ...said) said {
	out := said{"IFERROR(" + formula + "," + blankText + ")", ""}
	var x []float64
	for _, s := range of {
		number, ok := s.number()
		if !ok {
			return out
		}
		x = append(x, number)
	}
	out.value = numberOrBlank(value(x))
	return out
}

func quotient(a, b said) said {
	return worked(a.formula+"/"+b.formula, func(x []float64) float64 { return x[0] / x[1] }, a, b)
}

func sumOf(terms []said) said {
	return worked("("+joinFormulas("+", terms)+")", func(x []float64) float64 {
		sum := 0.0
		for _, one := range x {
			sum += one
		}
		return sum
	}, terms...)
}

func productOf(factors []said) said {
	return worked(joinFormulas("*", factors), func(x []float64) float64 {
		product := 1.0
		for _, one := range x {
			product *= one
		}
		return product
	}, factors...)
}

// joinFormulas writes the formulas of figures with an operator between them.
func joinFormulas(operator string, of []said) string {
	var all []string
	for _, s := range of {
		all = append(all, s.formula)
	}
	return strings.Join(all, operator)
}

// presentState writes which of the written rows a lever is at, and by what the
// written costs are carried to what its benefits cost now.
func (t *tryPage) presentState(i int) {
	l, row := t.at.levers[i], t.states[i].nowRow
	t.passedBy(row)
	t.Put(row, tryNameColumn, t.textCell(abnd.T("%s: now", "%s: agora").Fill(l.Name), paper.TotalLook))
	key := t.ofStep(row, t.stepColumn(stepKey), t.stateNow(i), paper.TextFormat, 0)
	written := t.found(i, t.stepColumn(stepKey), key, ownInAll)
	t.ofStep(row, t.stepColumn(stepRatio), quotient(written, t.found(i, t.stepColumn(stepKey), t.stateAlone(), ownInAll)), paper.PercentFormat, 0)
	factor := t.ofStep(row, t.stepColumn(stepFactor), t.factor(i, written), paper.PercentFormat, 0)
	for year := range t.years() {
		total := t.foundIn(i, t.stepTotals(), key, year, totalOf)
		present := worked("("+total.formula+")+0", func(x []float64) float64 { return x[0] }, total)
		t.states[i].present = append(t.states[i].present, t.ofStep(row, t.stepColumn(stepFirst+year), present, millionsFormat, 0))
		then := t.foundIn(i, t.stepOwn(), key, year, ownOf)
		scale := quotient(t.ownNow(l, year), then)
		x, known := then.number()
		scale = said{"IFERROR(IF(" + then.formula + ">0," + scale.formula + "," + factor.formula + ")," + blankText + ")", scale.value}
		switch {
		case !known:
			scale.value = ""
		case x <= 0:
			scale.value = factor.value
		}
		t.states[i].scales = append(t.states[i].scales, t.ofStep(row, t.stepScale(year), scale, paper.PercentFormat, 0))
	}
}

// pickedCode is the code of the scenario that is picked.
func (t *tryPage) pickedCode() said {
	base := absolute(tryBaseRow, tryOwnColumn)
	return said{"IF(" + base + `="",` + paper.TextLiteral(abnd.StatusQuo) + "," + base + ")", t.study.TriedFrom()}
}

// ownNow is what the benefits of a lever cost now in one of the years shown.
func (t *tryPage) ownNow(l abnd.Lever, year int) said {
	var terms []said
	for _, id := range l.Benefits() {
		terms = append(terms, t.inYear(costing.BenefitKey(abnd.Tried, id, tryCost), t.years()[year]))
	}
	return sumOf(terms)
}

// factor is what the benefits of a lever cost now in all years, against the written
// state that it is at. A benefit that costs nothing there, because the lever has it
// off, is carried by what the other levers of the benefit do.
func (t *tryPage) factor(i int, written said) said {
	l := t.at.levers[i]
	var now []said
	for _, id := range l.Benefits() {
		now = append(now, t.tell.inAllYears(costing.BenefitKey(abnd.Tried, id, tryCost)))
	}
	carried := quotient(sumOf(now), written)
	var others []said
	for j, other := range t.at.levers {
		if j != i && slices.ContainsFunc(other.Benefits(), func(id string) bool { return slices.Contains(l.Benefits(), id) }) {
			others = append(others, t.ratioOf(j))
		}
	}
	instead := said{"1", 1.0}
	if len(others) > 0 {
		instead = productOf(others)
	}
	out := said{"IFERROR(IF(" + written.formula + ">0," + carried.formula + "," + instead.formula + ")," + blankText + ")", carried.value}
	switch x, known := written.number(); {
	case !known:
		out.value = ""
	case x <= 0:
		out.value = instead.value
	}
	return out
}

// ratioOf is the cell that says what a lever does to its benefits.
func (t *tryPage) ratioOf(i int) said {
	key, alone := t.stateNow(i), t.stateAlone()
	ratio := quotient(t.found(i, t.stepColumn(stepKey), key, ownInAll), t.found(i, t.stepColumn(stepKey), alone, ownInAll))
	return said{absolute(t.states[i].nowRow, t.stepColumn(stepRatio)), ratio.value}
}

// ownState is the level of a value of the room's own, which no written row has. It
// is no sign that a search takes for any other.
const ownState = "own"

// stateNow names the written row of what a lever is at; none for a value of the
// room's own.
func (t *tryPage) stateNow(i int) said {
	level, own := t.choices(t.at.levers[i], tryLeversRow+i)
	chosen := ifSo(isFilledCell(level), said{level.formula + `&""`, level.text()}, ifSo(isFilledCell(own), words(ownState), saidNothing))
	return joinedWords(t.pickedCode(), words("/"), chosen)
}

// stateAlone names that of a lever that is left as it is.
func (t *tryPage) stateAlone() said { return joinedWords(t.pickedCode(), words("/")) }

// step writes what a level changes now, and what is said of it.
func (t *tryPage) step(i, j int) {
	l, row := t.at.levers[i], t.levelRow(i, j)
	x := l.Levels[j]
	t.passedBy(row)
	t.Put(row, tryNameColumn, t.textCell(abnd.T("%s: %s", "%s: %s").Fill(l.Name, x.Word), paper.FixedLook))
	number := t.tell.levelNumber(l, x)
	key := joinedWords(t.pickedCode(), words("/"), said{number.formula + `&""`, number.text()})
	var changes []said
	for year := range t.years() {
		then, now, scale := t.foundIn(i, t.stepTotals(), key, year, totalOf), t.states[i].present[year], t.states[i].scales[year]
		change := worked("("+then.formula+"-"+now.formula+")*"+scale.formula, func(x []float64) float64 { return (x[0] - x[1]) * x[2] }, then, now, scale)
		of, _ := now.number()
		changes = append(changes, t.ofStep(row, t.stepColumn(stepFirst+year), change, millionsFormat, of))
	}
	in := tryLogYears[1]
	points := t.ofStep(row, t.stepColumn(stepRatio), quotient(changes[in], t.inYear("frame/gdp", t.years()[in])), signedPercent, 1)
	suffix := t.signedPoints(points)
	if t.hasEnvelope() {
		over := t.ofStep(row, t.stepColumn(stepFactor), t.overIn(changes), paper.YearFormat, 0)
		suffix = joinedWords(suffix, ifSo(isSame(over, saidNothing), saidNothing,
			ifSo(isSame(over, said{"0", 0.0}), words(abnd.T(", fits", ", cabe").In(t.lang)), joinedWords(words(doesNotFit.In(t.lang)), said{over.formula + `&""`, over.text()}))))
	}
	suffix = ifSo(isSame(points, said{"0", 0.0}), words(abnd.T("no change", "sem mudança").In(t.lang)), suffix)
	level, _ := t.choices(l, tryLeversRow+i)
	suffix = ifSo(isSame(level, number), words(abnd.T("now", "agora").In(t.lang)), suffix)
	t.states[i].said = append(t.states[i].said, t.ofStep(row, t.stepColumn(stepKey), ifSo(isBlankCell(points), saidNothing, joinedWords(words("; "), suffix)), paper.TextFormat, 0))
}

// signedPoints writes a share of GDP in points with its sign.
func (t *tryPage) signedPoints(share said) said {
	hundred := t.tell.constant(costing.HundredthsKey)
	x, _ := share.number()
	text := said{withDecimal("MAX("+share.formula+"*"+hundred+",-"+share.formula+"*"+hundred+")", t.tell.constant(costing.CentsKey), t.lang), t.tell.decimals(math.Abs(x*percents), centDigits)}
	return joinedWords(ifSo(isLess(share, said{"0", 0.0}), words("−"), words("+")), text)
}

// overIn is the first of the years shown in which the proposal with the changes of
// a level would exceed the envelope, 0 where it stays within it; blank where that
// is not known.
func (t *tryPage) overIn(changes []said) said {
	out := said{"0", 0.0}
	for i, room := range slices.Backward(t.room) {
		year := t.stepYears[i]
		out = ifSo(isBlankCell(year), out, ifSo(anyOfThem(isBlankCell(room), isBlankCell(changes[i])), saidNothing, ifSo(isLess(room, changes[i]), year, out)))
	}
	return out
}

// writeRoom writes what is left of the envelope in each of the years shown, and a
// tolerance of GDP more: a proposal that spends an envelope to the last cent leaves
// nothing but the rounding of sums, which every program that computes them has its own.
func (t *tryPage) writeRoom() {
	row := slices.IndexFunc(t.at.rows, func(r tryRow) bool { return r.code == tryLeft })
	allowed := said{address.Absolute(checksSheet, toleranceRow, checkLeftColumn), tolerance}
	for i, year := range t.years() {
		left, of := t.at.rows[row].figure(t, year)
		left.formula = absolute(t.at.figuresRow+row, tryGridColumn+i)
		gdp := t.inYear("frame/gdp", year)
		room := worked("("+left.formula+"+"+allowed.formula+"*"+gdp.formula+")", func(x []float64) float64 { return x[0] + float64(x[1]*x[2]) }, left, allowed, gdp)
		t.room = append(t.room, t.ofStep(t.roomRow(), t.stepColumn(stepFirst+i), room, millionsFormat, of))
	}
}

// isLess asks whether one figure is below another, neither of which is blank.
func isLess(a, b said) asked {
	x, okX := a.number()
	y, okY := b.number()
	return asked{a.formula + "<" + b.formula, okX && okY && x < y}
}

// longestLevels is the text of the levels of a lever with as much beside each as can
// stand there, so that its row is high enough for whatever the room chooses.
func (t *tryPage) longestLevels(i int, levels said) string {
	text := levels.text()
	longest := ": +0.00" + doesNotFit.In(t.lang) + "2030"
	for _, of := range t.states[i].said {
		text += strings.Repeat("0", max(0, len([]rune(longest))-len([]rune(of.text()))))
	}
	return text
}

// doesNotFit is said of a level that exceeds the envelope, before the year.
var doesNotFit = abnd.T(", does not fit in ", ", não cabe em ")

// costsAsWritten says of the changes beside the levels what they are reckoned from.
func (t *tryPage) costsAsWritten() said {
	changed := said{address.Absolute(writtenSheet, writtenElsewhereRow, writtenCountColumn), 0.0}
	year := t.yearText(t.years()[tryLogYears[1]])
	unit := words(abnd.T(", points of %s (about)", ", pontos do %s (aprox.)").Fill(t.study.GDPName).In(t.lang))
	lead := joinedWords(words(abnd.T("Beside each level: change of the cost in ", "Junto de cada nível: mudança do custo em ").In(t.lang)), year, unit)
	if t.hasEnvelope() {
		lead = joinedWords(lead, words(abnd.T("; whether it fits the envelope in the years below", "; se cabe no envelope nos anos abaixo").In(t.lang)))
	}
	edited := joinedWords(words(abnd.T(". Costs of the file as written; cells changed since outside TRY: ", ". Custos do ficheiro como foi escrito; células alteradas depois fora de TRY: ").In(t.lang)), said{changed.formula + `&""`, changed.text()})
	return joinedWords(lead, ifSo(isSame(changed, said{"0", 0.0}), words("."), edited))
}
