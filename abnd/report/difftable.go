package report

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/scenarios"
)

// mostCells is how many changed cells of a sheet people are shown: one edit of
// the population can change thousands.
const mostCells = 40

// Differences shows a diff: the changed inputs by sheet, then for each scenario
// what they do to the cost of each guarantee that differs, and to the total, in
// the years of [TableYears].
func Differences(d Diff) Document {
	t := differences{Diff: d}
	if len(d.Inputs) == 0 {
		t.say(abnd.T("No differences between %s and %s.", "Não há diferenças entre %s e %s.").Fill(d.FromName, d.ToName))
		return t.Document
	}
	t.say(abnd.T("Changes from %s to %s", "Alterações de %s para %s").Fill(d.FromName, d.ToName))
	t.inputs()
	t.costs()
	return t.Document
}

type differences struct {
	Diff
	builder
}

// oldMark is at cells of the old file where others are of the new one.
const oldMark = " (A)"

// inputs shows the changed inputs.
func (t *differences) inputs() {
	t.section(abnd.Text{})
	count := abnd.T("%s inputs differ.", "%s dados de base diferem.")
	if len(t.Inputs) == 1 {
		count = abnd.T("%s input differs.", "%s dado de base difere.")
	}
	t.say(count.Fill(countText(len(t.Inputs))))
	known, old := 0, 0
	for _, of := range t.sheetsOf() {
		for _, c := range of[:min(mostCells, len(of))] {
			if c.Place != "" {
				known++
			}
			if c.InOld {
				old++
			}
		}
	}
	marked := old > 0 && old < known
	for _, of := range t.sheetsOf() {
		table := &Table{Name: "changes", Columns: heads(abnd.T("Cell||Input|Before|After", "Célula||O que é|Antes|Depois"))}
		t.section(abnd.Same(of[0].Sheet), table)
		for _, c := range of[:min(mostCells, len(of))] {
			var mark Cell
			if marked && c.InOld {
				mark = words(abnd.Same(oldMark))
			}
			was, is := changedValues(c.Format, c.Old, c.New)
			row := Row{Cells: []Cell{words(abnd.Same(c.Cell())), mark, words(c.Label), was, is}}
			if c.Place == "" {
				row.Details = []abnd.Text{abnd.Same(string(c.Path))}
			}
			table.Rows = append(table.Rows, row)
		}
		if more := len(of) - mostCells; more > 0 {
			t.detail(abnd.T("and %s more; --format csv lists them all", "e mais %s; --format csv mostra-os todos").Fill(countText(more)))
		}
	}
	switch {
	case marked:
		t.section(abnd.Text{})
		t.say(abnd.T("(A): cell of %s; all others are cells of %s.", "(A): a célula é a de %s; as outras são as de %s.").Fill(t.FromName, t.ToName))
	case old > 0:
		t.section(abnd.Text{})
		t.say(abnd.T("Cells of %s.", "As células são as de %s.").Fill(t.FromName))
	}
}

// changedValues are the old and the new value of an input: shares as percent,
// with as many decimals as tell the two apart.
func changedValues(format sheets.Format, old, new abnd.Value) (was, is Cell) {
	x, oldIsNumber := old.Number()
	y, newIsNumber := new.Number()
	unit, factor := Number, 1.0
	switch format {
	case sheets.Share:
		unit, factor = Share, percent
	case sheets.YearNo:
		unit = Plainly
	}
	places := 0
	if oldIsNumber {
		places = decimalsOf(factor * x)
	}
	if newIsNumber {
		places = max(places, decimalsOf(factor*y))
	}
	show := func(v abnd.Value, x float64) Cell {
		if code, ok := v.Code(); ok {
			return words(abnd.Same(code))
		}
		if v.IsBlank() {
			return words(abnd.T("(blank)", "(em branco)"))
		}
		return figure(unit, x, abnd.KnownAll, decimals(places))
	}
	for {
		was, is = show(old, x), show(new, y)
		if was.In(abnd.English) != is.In(abnd.English) || !oldIsNumber || !newIsNumber || places >= mostDecimals {
			return was, is
		}
		places++
	}
}

// mostDecimals is where two numbers are the same for any purpose.
const mostDecimals = 15

// costs shows what the changes do to the cost.
func (t *differences) costs() {
	t.section(abnd.Text{})
	common := t.years()
	if common.Len() == 0 {
		t.say(abnd.T("The projections have no year in common; costs are not compared.", "As projecções não têm nenhum ano em comum: não se compara nenhum custo."))
		return
	}
	if len(t.Scenarios) == 0 {
		t.say(abnd.T("The studies have no scenario in common; costs are not compared.", "Os estudos não têm nenhum cenário em comum: não se compara nenhum custo."))
		return
	}
	cost, share := t.compare(costMeasure), t.compare(percentMeasure)
	var all []float64
	for _, of := range cost {
		for _, x := range of {
			all = append(all, x.Old, x.New)
		}
	}
	s := chooseScale(moneyScales, moneyLimit, headRoom-1, all)
	old, new := t.From.Study, t.To.Study
	currency := beforeAndAfter(abnd.Same(old.Country.Currency), abnd.Same(new.Country.Currency))
	t.say(abnd.T("Cost in %s, current prices; difference also in percentage points (pp) of %s.", "Custo em %s, preços correntes; diferença também em pontos percentuais (p.p.) do %s.").
		Fill(s.Name.Fill(currency), beforeAndAfter(old.GDPName, new.GDPName)))
	for _, x := range t.Scenarios {
		t.scenario(x, cost, share, TableYears(common), s)
	}
}

// beforeAndAfter names what the studies may not have in common.
func beforeAndAfter(old, new abnd.Text) abnd.Text {
	if old.Equal(new) {
		return new
	}
	return abnd.T("%s before and %s after", "%s antes e %s depois").Fill(old, new)
}

func (t *differences) scenario(run abnd.Scenario, cost, share map[part][]scenarios.Difference, years []abnd.Year, s Scale) {
	var shown []abnd.Guarantee
	for _, g := range scenarios.Parts() {
		p := part{run.ID, string(g)}
		if slices.ContainsFunc(cost[p], scenarios.Difference.Differs) || slices.ContainsFunc(share[p], scenarios.Difference.Differs) ||
			g == scenarios.AllOf && len(shown) > 0 {
			shown = append(shown, g)
		}
	}
	heading := abnd.T("(%s)", "(%s)").Fill(run.ID)
	if !run.Name.IsZero() {
		heading = abnd.T("%s (%s)", "%s (%s)").Fill(run.Name, run.ID)
	}
	if len(shown) == 0 {
		t.section(abnd.T("%s: no difference", "%s: sem diferença").Fill(heading))
		return
	}
	table := &Table{Name: "comparison", Columns: append(make([]Column, 2), heads(abnd.T("Before|After|Difference|pp of GDP", "Antes|Depois|Diferença|p.p. do PIB"))...)}
	for _, g := range shown {
		name := partName(g)
		for _, year := range years {
			x := figures(cost[part{run.ID, string(g)}], year)
			points := figure(Percent, figures(share[part{run.ID, string(g)}], year).Change(), abnd.KnownAll, decimals(percentDecimals))
			difference := figure(Money, x.Change(), abnd.KnownAll, s)
			difference.Signed, points.Signed = true, true
			table.row(words(name), yearOf(year), figure(Money, x.Old, boundKnown(x.OldAtLeast), s), figure(Money, x.New, boundKnown(x.NewAtLeast),
				s), difference, points)
			name = abnd.Text{}
		}
	}
	t.section(heading, table)
}

// figures are those of a year in both studies, the same number where they do
// not differ and NaN where they are not known.
func figures(of []scenarios.Difference, year abnd.Year) scenarios.Difference {
	for _, x := range of {
		if x.Year == year {
			if !x.Differs() {
				x.Old = x.New
			}
			return x
		}
	}
	return scenarios.Difference{Old: math.NaN(), New: math.NaN()}
}
