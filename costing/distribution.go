package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The distribution of consumption, and poverty before anything is paid. The
// shares of the tenths and fifths are divided by the sum of the fifths, which
// rounding keeps from being 1; the mean follows from line and headcount, so that the
// official headcount is met exactly and no mean of another source enters:
//
//	L at .1 .2 .4 .6 .8 .9 = d1, q1, q1 + q2, q1 + q2 + q3, Σ − q5, Σ − d10, each ÷ Σ
//	mean                   = line ÷ L′(headcount)

// CurveGroup is the group of the lines of the distribution itself.
const CurveGroup = "curve"

// CurveKey is the key of a line of the distribution, as "normal" or "gap".
func CurveKey(code string) model.Key { return model.Key(CurveGroup + "/" + code) }

// The codes of the lines of the distribution that others read.
const (
	CurveNormal = "normal"
	CurveValid  = "valid"
	CurveMean   = "mean"
)

// HasDistribution reports whether the study says how consumption is distributed, and
// has all that the effect of benefits on poverty is computed from.
func HasDistribution(s *abnd.Study) bool {
	d := &s.Consumption
	return len(MissingSeries(s)) == 0 && s.Frame().Contains(d.Year) && len(missingDistribution(s)) == 0
}

// missingDistribution lists the figures that are needed and not given.
func missingDistribution(s *abnd.Study) []DistributionFigure {
	return slices.DeleteFunc(DistributionFigures(), func(f DistributionFigure) bool { return !f.Needed || s.Consumption.Figures[f.Code].Known })
}

// distributionValue is the cell of a figure or choice of DISTRIBUTION.
func distributionValue(code string) model.Key { return DistributionPath(code, "value") }

// SurveyYear is the line of the year of the survey.
var SurveyYear = distributionValue("year")

// distributionGroup is the group of the inputs of DISTRIBUTION.
const distributionGroup = "distribution"

// addDistribution adds the inputs of DISTRIBUTION and the lines of the curve, where
// the study has them.
func (b *builder) addDistribution() {
	if !HasDistribution(b.study) {
		return
	}
	d := &b.study.Consumption
	for _, f := range DistributionFigures() {
		level := d.Figures[f.Code]
		b.model.Add(model.Line{Key: distributionValue(f.Code), Group: distributionGroup, Label: f.Label, Unit: f.Unit, Factor: !f.IsShare(), Inputs: []float64{figure(level.Figure)}, Source: &level.Provenance})
	}
	for _, c := range DistributionChoices() {
		b.addChoice(distributionValue(c.Code), distributionGroup, c.Label, c.List, c.Get(d), d.Provenance)
	}
	b.addCell(SurveyYear, distributionGroup, abnd.T("Year of the survey", "Ano do inquérito"), abnd.CalendarYear, yearOf(d.Year), d.Provenance)
	b.addCell(distributionValue("rules_year"), distributionGroup, abnd.T("Year of the scenarios that is looked at, as entered", "Ano dos cenários que se observa, como indicado"), abnd.CalendarYear, yearOf(d.RulesYear), d.Provenance)
	b.addCurve()
}

// studyCurve is the curve of a model's distribution.
func studyCurve(m *model.Model) lorenzCurve {
	return lorenzCurve{model: m, group: CurveGroup, under: CurveGroup}
}

// addCurve adds the fitted curve, poverty before, and the parts into which the
// people are divided.
func (b *builder) addCurve() {
	c := studyCurve(b.model)
	value := func(code string) model.Expr { return ref(distributionValue(code)) }
	terms := make([]model.Expr, len(fifthCodes))
	for i, code := range fifthCodes {
		terms[i] = value(code)
	}
	c.share("sum", abnd.T("Sum of the shares of the fifths", "Soma das partes dos quintos"), totalOf(terms...))
	var points []lorenzPoint
	for i, p := range []struct {
		people float64
		share  model.Expr
	}{
		{0.1, value(lowestTenth)}, {0.2, terms[0]}, {0.4, totalOf(terms[:2]...)}, {0.6, totalOf(terms[:3]...)},
		{0.8, minus(c.of("sum"), terms[4])}, {0.9, minus(c.of("sum"), value(highestTenth))},
	} {
		people := b.model.Add(model.Line{Key: c.key("people/" + itoa(i+1)), Group: c.group, Label: abnd.T("Poorest people, point %d", "Pessoas mais pobres, ponto %d").Fill(i + 1), Inputs: []float64{p.people}})
		c.share("consumption/"+itoa(i+1), abnd.T("Their share of consumption, point %d", "A sua parte do consumo, ponto %d").Fill(i+1), over(p.share, c.of("sum")))
		points = append(points, lorenzPoint{people, c.key("consumption/" + itoa(i+1))})
	}
	c.fit(points)
	line, official := value(distributionLine), value(distributionHeadcount)
	b.model.Add(model.Line{Key: c.key(CurveMean), Group: c.group, Label: abnd.T("Mean consumption that line and headcount imply", "Consumo médio que a linha e a incidência implicam"), Unit: abnd.MoneyPerMonth, Blankable: true,
		Formula: c.ifNormal(over(line, c.slopeAt(official)))})
	c.addPoverty(over(line, c.of(CurveMean)))
	b.addParts(c)
}

// fifthsOfPeople numbers the fifths, from the poorest.
var fifthsOfPeople = abnd.Years{First: 1, Last: Fifths}

// addParts adds the brackets, and where the fifths and the line end among them.
func (b *builder) addParts(c lorenzCurve) {
	add := func(code string, label abnd.Text, years abnd.Years, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: c.key(code), Group: c.group, Label: label, Unit: unit, Years: years, Blankable: true, Formula: formula})
	}
	until := func(of model.Expr) model.Expr {
		return least(one, over(plus(minus(of, ref(c.key("first"))), one), five))
	}
	cut := ref(distributionValue(distributionHeadcount))
	add("ends", abnd.T("Upper end of the fifths", "Limite superior dos quintos"), brackets, abnd.PureNumber, until(thisYear))
	c.addEdges(c.key("ends"), cut)
	add("fifth_end", abnd.T("Upper end of the fifth, share of people", "Limite superior do quinto, proporção das pessoas"), fifthsOfPeople, abnd.PureNumber, until(thisYear))
	// The line cuts one fifth in two: from there on parts are one ahead of fifths.
	part := func(n int) model.Expr { return c.of("bracket/" + itoa(n)) }
	last, below := part(Fifths+1), part(Fifths)
	for n := Fifths; n > 0; n-- {
		here := when(atMost(cut, c.of("fifth_end")), part(n+1), part(n))
		if n < Fifths {
			last = when(equal(thisYear, part(n)), here, last)
			below = when(atMost(cut, inYear(c.key("fifth_end"), part(n))), part(n), below)
			continue
		}
		last = here
	}
	add("fifth_part", abnd.T("Last part of the fifth", "Última parte do quinto"), fifthsOfPeople, abnd.CalendarYear, last)
	add("fifth_share", abnd.T("Share of consumption up to the end of the fifth", "Parte do consumo até ao fim do quinto"), fifthsOfPeople, abnd.PureNumber, c.ifNormal(c.shareOf(c.of("fifth_end"))))
	add("line_part", abnd.T("Last part below the line", "Última parte abaixo da linha"), abnd.Years{}, abnd.CalendarYear, below)
}
