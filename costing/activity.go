package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

var (
	benefitPaid = model.Fact{
		Yes: abnd.T("the benefit is paid", "a prestação é paga"),
		No:  abnd.T("the benefit is not paid", "a prestação não é paga"),
	}
	schemePaid = model.Fact{
		Yes: abnd.T("the scheme is paid", "o regime é pago"),
		No:  abnd.T("the scheme is not paid", "o regime não é pago"),
	}
)

// activity: when a benefit is paid. A benefit that stands for an existing
// scheme stops when another one that replaces the scheme starts.
var activity = family{
	title: abnd.T("When it is paid", "Quando é paga"),
	note: abnd.T("Years are calendar years: 1 January to 31 December. A benefit that models an existing scheme is not paid in "+
		"a year in which a benefit that replaces the scheme is paid, unless it replaces it gradually.",
		"Os anos são inteiros: 1 de Janeiro a 31 de Dezembro. Uma prestação que representa um regime existente não é "+
			"paga num ano em que o é outra que substitui o regime, se não o substituir gradualmente."),
	specs: []Spec{
		{
			Code: "on", Unit: abnd.ChoiceUnit, List: model.YesNo,
			Label: abnd.T("Paid in this scenario", "Pago neste cenário"),
			Help:  abnd.T("yes puts the benefit into the scenario, no leaves it out.", "yes inclui a prestação no cenário, no exclui-a."),
		}, {
			Code: "start", Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1],
			Label: abnd.T("First year of payment", "Primeiro ano de pagamento"),
		}, {
			Code: "end", Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1], Optional: true,
			Label: abnd.T("Last year of payment", "Último ano de pagamento"),
			Help:  abnd.T("Blank: no end year.", "Em branco: sem ano final."),
		},
	},
	lines: func(b *benefitLines) {
		paid := when(allOf(
			isCode(b.parameter("on"), model.Yes),
			atMost(ref(b.parameter("start")), thisYear),
			atMost(thisYear, when(isKnown(b.parameter("end")), ref(b.parameter("end")), thisYear)),
		), one, zero)
		factors := append([]model.Expr{paid}, b.goesOn(b.scenario.ID, b.successors)...)
		b.model.Add(model.Line{
			Key: b.cell("active"), Group: b.group(), Years: b.study.Projection, Factor: true,
			Label:   abnd.T("Benefit is paid (1) or not (0)", "Prestação paga (1) ou não (0)"),
			Fact:    &benefitPaid,
			Formula: times(factors...),
		})
	},
	check: func(c *benefitCheck) {
		start, okStart := c.number("start")
		end, okEnd := c.number("end")
		if okStart && okEnd && end < start {
			c.fail("end", "year-order",
				abnd.T("the last year %v is before the first year %v", "o último ano, %v, é anterior ao primeiro, %v").Fill(end, start),
				abnd.T("enter a last year not before the first one, or leave the last year blank", "indique um último ano não anterior ao primeiro, ou deixe-o em branco"))
		}
	},
}

// Paid puts a benefit on from one year to another; the zero value leaves it
// off. A zero To never ends. See activity.go.
type Paid struct {
	From, To abnd.Year
}

func (r Paid) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{"on": abnd.Code(model.No)}
	if r.From != 0 {
		p["on"], p["start"] = abnd.Code(model.Yes), number(r.From)
	}
	if r.To != 0 {
		p["end"] = number(r.To)
	}
	return p
}

// From is the first year of a benefit that scenarios put on. See
// activity.go.
type From abnd.Year

func (r From) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"start": number(abnd.Year(r))}
}
