package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// addCut divides the people of the study's curve at one rank more than the fifths and
// the line do, so that the poorest so many can be told from the others in closed form.
// What is computed over the parts is that of the curve that it gives.
func (b *builder) addCut(name string, rank model.Expr) lorenzCurve {
	c := studyCurve(b.model)
	first, last := c.of("first"), c.of("last")
	c.cut = name
	c.addLastPart()
	c.addPartCounts()
	series := func(code string, label abnd.Text, years abnd.Years, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: c.partKey(code), Group: c.group, Label: label, Unit: unit, Years: years, Blankable: true, Formula: formula})
	}
	// The five fifths, of which the last stands as often as there are cuts more.
	series("fifths", abnd.T("Upper end of the fifths", "Limite superior dos quintos"), c.brackets(), abnd.PureNumber,
		when(atMost(thisYear, last), least(one, over(plus(minus(thisYear, first), one), five)), one))
	series("ends", abnd.T("Upper end of the fifths, cut at the line", "Limite superior dos quintos, cortados na linha"), c.brackets(), abnd.PureNumber,
		c.withCut(c.partKey("fifths"), ref(distributionValue(distributionHeadcount))))
	c.addBrackets(c.partKey("ends"), rank)
	series("fifth_part", abnd.T("Last part of the fifth", "Última parte do quinto"), fifthsOfPeople, abnd.CalendarYear, c.partUpTo(c.of("fifth_end")))
	series("line_part", abnd.T("Last part below the line", "Última parte abaixo da linha"), abnd.Years{}, abnd.CalendarYear, c.partUpTo(ref(distributionValue(distributionHeadcount))))
	return c
}

// partUpTo is the part whose upper end a rank is: one of the ends of the division.
func (c lorenzCurve) partUpTo(rank model.Expr) model.Expr {
	part := func(n int) model.Expr { return c.part("bracket/" + itoa(n)) }
	n := c.brackets().Len()
	found := part(n)
	for n--; n > 0; n-- {
		found = when(atMost(rank, inYear(c.partKey("edge"), part(n))), part(n), found)
	}
	return found
}
