package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ImpactResult declares a figure of the effect of a scenario: its line in the case in
// which people receive in proportion, and below it, "/from" and "/to", the least and
// the most of the three cases.
type ImpactResult struct {
	Code  string
	Label abnd.Text
	Unit  abnd.Unit
	// Range says that it has a least and a most.
	Range bool
}

// The codes of the results.
const (
	GapClosed      = "gap_closed"
	PoorestGain    = "poorest_gain"
	HeadcountAfter = "headcount"
	PeopleAbove    = "people_above"
	GiniAfter      = "gini"
	SeverityAfter  = "severity"
	ReachPoor      = "reaches_poor"
	PoorMissed     = "poor_missed"
	// FifthGain is a line over the fifths.
	FifthGain = "fifth_gain"
)

// ImpactResults lists them, the ones that lead first.
func ImpactResults() []ImpactResult {
	return []ImpactResult{
		{GapClosed, abnd.T("Poverty gap closed: part of what the poor lack to reach the line", "Fosso da pobreza que se fecha: parte do que falta aos pobres para chegar à linha"), abnd.PureNumber, true},
		{PoorestGain, abnd.T("Gain of the poorest fifth, % of its consumption", "Ganho do quinto mais pobre, em % do seu consumo"), abnd.PureNumber, true},
		{HeadcountAfter, abnd.T("Poverty headcount after", "Incidência da pobreza depois"), abnd.PureNumber, true},
		{PeopleAbove, abnd.T("People lifted above the line, at once", "Pessoas que passam acima da linha, no imediato"), abnd.PersonUnit, true},
		{ReachPoor, abnd.T("Share of the new money that reaches the poor", "Parte do dinheiro novo que chega aos pobres"), abnd.PureNumber, true},
		{PoorMissed, abnd.T("Poor people in households that gain nothing (exclusion)", "Pessoas pobres em agregados que nada ganham (exclusão)"), abnd.PureNumber, true},
		{GiniAfter, abnd.T("Gini coefficient after", "Coeficiente de Gini depois"), abnd.PureNumber, false},
		{SeverityAfter, abnd.T("Severity of poverty after", "Severidade da pobreza depois"), abnd.PureNumber, false},
	}
}

// The ends of a result that depends on who receives.
const (
	ImpactFrom = "/from"
	ImpactTo   = "/to"
)

// addResults adds the figures that are read.
func (l impactLines) addResults(t transferLines) {
	c := l.curve
	official := c.of("headcount")
	// Where nothing is new nothing is closed: the two gaps, which are added up in two
	// ways, would differ in their last digits.
	var squares []model.Expr
	for _, g := range l.guarantees {
		squares = append(squares, times(l.of("new", string(g)), l.of("new", string(g))))
	}
	nothingNew := equal(totalOf(squares...), zero)
	for _, x := range impactCompositions() {
		of := func(code string) model.Expr { return l.of(code + x.Suffix) }
		label := func(text abnd.Text) abnd.Text { return abnd.T("%s, %s", "%s, %s").Fill(text, x.Name) }
		cell := func(code string, unit abnd.Unit, formula model.Expr) {
			l.cell(l.key(code+x.Suffix), label(impactLabel(code)), unit, c.ifNormal(formula))
		}
		received := l.key("received_to" + x.Suffix)
		cell(GapClosed, abnd.PureNumber, when(nothingNew, zero, over(minus(c.of("gap"), of("gap")), c.of("gap"))))
		l.addFifths(t, x, received)
		cell(PoorestGain, abnd.PureNumber, inYear(l.key(FifthGain+x.Suffix), c.of("first")))
		above := over(times(minus(official, of(HeadcountAfter)), ref(impactPeople)), ref(impactThousand))
		cell(PeopleAbove, abnd.PersonUnit, times(rounded(above), ref(impactThousand)))
		reached := inYear(received, c.part("last"))
		cell(ReachPoor, abnd.PureNumber, when(equal(reached, zero), blank, over(inYear(received, c.part("line_part")), reached)))
		missed := l.key("missed_to" + x.Suffix)
		l.parts(label(abnd.T("people who gain nothing so far", "pessoas que nada ganham até aqui")),
			plus(before(missed, c.of("first")), times(ref(t.compositionOf(x).shares[0]), minus(ref(t.edges), t.low()))), "missed_to"+x.Suffix)
		cell(PoorMissed, abnd.PureNumber, over(inYear(missed, c.part("line_part")), official))
	}
	for _, r := range ImpactResults() {
		if !r.Range {
			continue
		}
		var cases []model.Expr
		for _, x := range impactCompositions() {
			cases = append(cases, l.of(r.Code+x.Suffix))
		}
		// The least of nothing but blanks is a zero in a spreadsheet.
		known := func(x model.Expr) model.Expr {
			for _, c := range impactCompositions() {
				x = when(isKnown(l.key(r.Code+c.Suffix)), x, blank)
			}
			return x
		}
		l.cell(l.key(r.Code+ImpactFrom), abnd.T("%s: from", "%s: de").Fill(r.Label), r.Unit, known(least(cases...)))
		l.cell(l.key(r.Code+ImpactTo), abnd.T("%s: to", "%s: a").Fill(r.Label), r.Unit, known(greatest(cases...)))
	}
}

// impactLabel is the label of a result.
func impactLabel(code string) abnd.Text {
	for _, r := range ImpactResults() {
		if r.Code == code {
			return r.Label
		}
	}
	panic("costing: no result of the effect on poverty is called " + code) // our own slip
}

// addFifths adds what each fifth gains, as a share of what it consumed.
func (l impactLines) addFifths(t transferLines, x ImpactComposition, received model.Key) {
	c := l.curve
	to := l.key("fifth_received" + x.Suffix)
	add := func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		l.model.Add(model.Line{Key: key, Group: ImpactGroup(l.scenario.ID), Label: abnd.T("%s, %s", "%s, %s").Fill(label, x.Name), Unit: unit, Years: fifthsOfPeople, Blankable: true, Formula: c.ifNormal(formula)})
	}
	first := c.of("first")
	add(to, abnd.T("Received up to the end of the fifth, per head of all", "Recebido até ao fim do quinto, por pessoa, entre todas"), abnd.MoneyPerMonth, inYear(received, c.part("fifth_part")))
	consumed := func(share model.Expr) model.Expr { return times(ref(t.mean), share) }
	ofFifth := minus(c.of("fifth_share"), before(c.key("fifth_share"), first))
	add(l.key(FifthGain+x.Suffix), abnd.T("Gain of the fifth, % of its consumption", "Ganho do quinto, em % do seu consumo"), abnd.PureNumber,
		over(minus(minus(ref(to), before(to, first)), consumed(times(ref(t.levy), ofFifth))), consumed(ofFifth)))
}

// compositionOf is the composition of a case.
func (t transferLines) compositionOf(x ImpactComposition) composition {
	for _, c := range t.compositions {
		if c.suffix == x.Suffix {
			return c
		}
	}
	panic("costing: no composition ends with " + x.Suffix) // our own slip
}
