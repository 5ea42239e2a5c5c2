package workbook

import (
	"fmt"
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// debtPath is that of the debt among the inputs.
var debtPath = abnd.JoinPath("government", "debt")

// leap is the change of a share of GDP from one year to the next from which a
// line is taken to have a break, which its reader wants explained.
const leap = 0.2

// breakNote writes below a chart by how much a share of GDP leaps from one year
// to the next, and when, where it does, and what the note of its input says of
// that. Both are live: figure and note can be edited.
func (d *drawer) breakNote(key model.Key, input abnd.Path, at int) {
	line, spot := d.model.Line(key), d.spots[key]
	limit := d.number(abnd.T("A break: change of more than", "Uma quebra: variação de mais de"), leap, paper.PercentFormat)
	most, when := 0.0, d.study.Projection.First
	changes := d.worked(abnd.T("Change from the year before: %s", "Variação face ao ano anterior: %s").Fill(line.Label), d.numberOf(line), func(year abnd.Year) (any, string) {
		if year == d.study.Projection.First {
			return 0.0, "0+0" // of the year before there is no figure
		}
		x, known := d.projection.Value(key, year)
		before, knownBefore := d.projection.Value(key, year-1)
		change := 0.0
		if known && knownBefore {
			change = math.Abs(x - before)
		}
		if change > most {
			most, when = change, year
		}
		now, then := address.Absolute(spot.sheet, spot.row, spot.column(year)), address.Absolute(spot.sheet, spot.row, spot.column(year-1))
		return change, fmt.Sprintf(`IF(OR(%[1]s="",%[2]s=""),0,MAX(%[1]s-%[2]s,%[2]s-%[1]s))`, now, then)
	})
	row := changes.Values
	before, between, after := abnd.T("The line changes by ", "A linha varia ").In(d.lang), abnd.T(" points of GDP in ", " pontos do PIB em ").In(d.lang), abnd.T(". ", ". ").In(d.lang)
	r := renderer{formulas: d.formulas, sheet: chartsSheet}
	years := d.acrossYears(paper.LabelRow)
	formula := fmt.Sprintf(`%s&FIXED(MAX(%s)*%s,0,1)&%s&INDEX(%s,MATCH(MAX(%s),%s,0))&%s`,
		paper.TextLiteral(before), row, r.ref(costing.HundredthsKey, 0), paper.TextLiteral(between), years, row, row, paper.TextLiteral(after))
	text := fmt.Sprintf("%s%.0f%s%d%s", before, math.Round(most*paper.PercentPerShare), between, int(when), after)
	if note, cell, ok := d.noteOf(input); ok {
		said, _ := note.Value.(string)
		text += said
		formula += "&" + cell.Absolute()
	}
	if most <= leap {
		text = ""
	}
	underChart(&d.work, at, chartPageColumns, d.live(paper.Cell{Value: text, Look: paper.Look{Kind: paper.HelpLook, Wrap: true}},
		fmt.Sprintf(`IF(MAX(%s)>%s,%s,"")`, row, limit, formula), address.Ref{Sheet: chartsSheet, Col: 1, Row: at}))
}
