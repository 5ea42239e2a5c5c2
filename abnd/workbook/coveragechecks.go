package workbook

import (
	"fmt"
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// cellOf is the cell of a line that is one cell.
func (c *checks) cellOf(key model.Key) string {
	s := c.spots[key]
	return address.Absolute(s.sheet, s.row, s.col)
}

// sumKnown adds what is known of a series, as SUM does.
func (c *checks) sumKnown(key model.Key) float64 {
	sum := 0.0
	for _, x := range c.projection.Values(key) {
		if !math.IsNaN(x) {
			sum += x
		}
	}
	return sum
}

// coverageSums checks that the sexes of every group add up.
func (c *checks) coverageSums() {
	for _, g := range c.study.Groups {
		size := costing.CoverageKey(g.ID, "size")
		c.equal(abnd.T("%s: female and male", "%s: mulheres e homens").Fill(g.Name),
			"SUM("+c.rangeOf(size+"/female")+")+SUM("+c.rangeOf(size+"/male")+")", c.sumKnown(size+"/female")+c.sumKnown(size+"/male"),
			c.sumKnown(size), "SUM("+c.rangeOf(size)+")")
	}
}

// coverageBounds checks that what several schemes cover together lies within
// the bounds that hold whatever the overlap, today and after each scenario.
func (c *checks) coverageBounds() {
	if len(c.study.Groups) == 0 {
		return
	}
	c.number = factorFormat
	for _, g := range c.study.Groups {
		of := func(code string) string { return c.cellOf(costing.CoverageKey(g.ID, code)) }
		effective := of("effective")
		value, _ := c.projection.Value(costing.CoverageKey(g.ID, "effective"), 0) // 0 where it is not known, as in the formula
		c.equal(abnd.T("%s: coverage, and coverage limited to its bounds (0: no data)", "%s: cobertura, e cobertura limitada aos seus limites (0: sem dados)").Fill(g.Name),
			fmt.Sprintf(`IF(%[1]s="",0,%[1]s)`, effective), value,
			value, fmt.Sprintf(`IF(%s="",0,MAX(%s,MIN(%s,%s)))`, effective, of("effective_low"), of("effective_high"), effective))
	}
	lines := c.after[0].lines // those of afterOrder's first: effective
	first, last := c.spots[lines[0].line.Key], c.spots[lines[len(lines)-1].line.Key]
	all := fmt.Sprintf("%s!$%s$%d:$%s$%d", afterSheet, address.Column(first.col), first.row, address.Column(last.column(last.last)), last.row)
	c.number = paper.WholeFormat
	c.equal(abnd.T("Under the scenarios: years with a coverage outside 0% to 100%", "Nos cenários: anos com cobertura fora de 0 % a 100 %"),
		fmt.Sprintf(`COUNTIFS(%s,"<0")+COUNTIFS(%s,">1")`, all, all), 0, 0.0, "")
}

// coverageErrors counts errors on the sheets of the assessment.
func (c *checks) coverageErrors(count func(sheet string, top, bottom, left, right int)) {
	sections := func(sheet string, all []section, years abnd.Years) {
		last := all[len(all)-1]
		count(sheet, paper.FirstDataRow, last.lines[len(last.lines)-1].row, yearColumn, yearColumn+years.Len()-1)
	}
	if len(c.study.Groups) > 0 {
		blocks := c.coverage.blocks
		groups := blocks[len(blocks)-1].groups
		bottom := groups[len(groups)-1].row
		if p := groups[len(groups)-1].provisions; len(p) > 0 {
			bottom = p[len(p)-1].row
		}
		count(CoverageSheet, paper.FirstDataRow, bottom, nameColumn+1, nameColumn+len(c.coverage.measures()))
		sections(peopleSheet, c.layout.people, c.study.Frame())
		sections(afterSheet, c.after, c.study.Projection)
	}
	if c.gapRows > 0 {
		count(gapsSheet, paper.FirstDataRow, paper.FirstDataRow+c.gapRows-1, gapPlaceColumn, workedRankColumn)
	}
	if key := costing.LifeCycleKey("legal"); c.model.Has(key) {
		s := c.spots[key]
		count(lifeCycleSheet, paper.FirstDataRow, s.row, lifeRateColumn, s.column(s.last))
	}
	if c.matrixRows > 0 {
		count(matrixSheet, paper.FirstDataRow, paper.FirstDataRow+c.matrixRows-1, 1, 1+len(abnd.MatrixColumns()))
	}
}

// overcounted counts the schemes with more people in a group than the group has:
// a remark, since the count can be of something else than the group.
func (c *checks) overcounted() {
	if len(c.study.Groups) == 0 {
		return
	}
	c.heading(abnd.T("Notes: coverage (not included in the overall indicator)", "Notas: cobertura (não contam para o semáforo)"))
	remarks := 0
	top, bottom := 0, 0
	for _, x := range scenarios.Assess(c.result) {
		for _, p := range x.Provisions {
			if p.Rate.Known && p.Rate.Value > 1 {
				remarks++
			}
			s := c.spots[costing.CoverageKey(x.Group.ID, "by", p.Provision.By, "rate")]
			if top == 0 {
				top = s.row
			}
			top, bottom = min(top, s.row), max(bottom, s.row)
		}
	}
	if bottom == 0 {
		return
	}
	col := address.Column(c.measureOf("rate"))
	blank := paper.Cell{Look: paper.Look{Kind: paper.FixedLook}}
	c.page.Rows = append(c.page.Rows, paper.Row{At: c.next, Cells: []paper.Cell{
		c.textCell(abnd.T("Schemes with more recipients in a group than the group has people (over 100%% in COVERAGE)",
			"Regimes com mais pessoas num grupo do que o grupo tem (mais de 100 %% em COVERAGE)").Fill(), paper.TotalLook), blank, blank,
		c.live(paper.Cell{Value: float64(remarks), Look: paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat, Centred: true}},
			fmt.Sprintf(`COUNTIFS(%s!$%s$%d:$%s$%d,">1")`, CoverageSheet, col, top, col, bottom), address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: c.next}),
	}})
	c.next++
}
