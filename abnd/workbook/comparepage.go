package workbook

import (
	"fmt"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// CompareAnswer is the sheet of two scenarios of one result side by side.
// Every figure on it is a live formula; what is listed is what differed when
// it was written.
func CompareAnswer(c scenarios.Comparison) Answer { return compareAnswer{c} }

type compareAnswer struct{ scenarios.Comparison }

func (compareAnswer) sheet() string { return CompareSheet }

func (compareAnswer) about() abnd.Text { return aboutCompare }

var aboutCompare = abnd.T("Comparison: differences in inputs and their effect on results", "Comparação: diferenças nos dados e o seu efeito nos resultados")

func (c compareAnswer) facts() []Fact {
	return []Fact{{abnd.T("from", "de"), abnd.Same(c.From.Scenario)}, {abnd.T("to", "para"), abnd.Same(c.To.Scenario)}}
}

func (c compareAnswer) write(a *answerPage) {
	t := tableOf(c.Comparison)
	t.begin(a, abnd.T("%s compared with %s: inputs that differed when the sheet was written, in all years. Money in %s million at current prices.",
		"%s comparado com %s: o que diferia quando a folha foi escrita, em todos os anos. Valores em milhões de %s a preços correntes.").
		Fill(runName(a.study, c.From.Scenario), runName(a.study, c.To.Scenario), a.study.Country.Currency))
	a.madeFrom(append(a.costOf(c.From.Scenario), a.costOf(c.To.Scenario)...))
	a.parameters(c.Comparison, nil)
	t.write(a)
}

// comparisonTable is figures side by side: a section for each measure, a group of
// rows for each part, a row for each side.
type comparisonTable struct {
	years    []abnd.Year
	sections []comparisonSection
}

type comparisonSection struct {
	heading abnd.Text
	format  string
	groups  []comparisonGroup
	drawn   bool // the sum over all guarantees is drawn
}

type comparisonGroup struct {
	name abnd.Text
	sum  bool // over all guarantees
	rows []comparisonRow
}

// comparisonRow is one side: its figures in the units of cells.
type comparisonRow struct {
	name abnd.Text
	// run is the scenario or package; blank for a country.
	run    string
	values map[abnd.Year]float64
	// atLeast are the years in which the figure is a lower bound.
	atLeast map[abnd.Year]bool
	key     model.Key // of the line that has them; blank where they are values
}

func newBesideRow(name abnd.Text, run string) comparisonRow {
	return comparisonRow{name: name, run: run, values: map[abnd.Year]float64{}, atLeast: map[abnd.Year]bool{}}
}

// The columns of figures side by side.
const (
	besideNameColumn = 1 + iota
	besideSideColumn
	besideYearColumn
)

// tableOf lists the figures of a comparison as they come: a measure or a part
// that is added to comparisons has its rows here.
func tableOf(c scenarios.Comparison) *comparisonTable {
	t := &comparisonTable{years: c.Years().All()}
	var measure scenarios.MeasureCode
	part, year := "", abnd.Year(0)
	for _, d := range c.Figures {
		if d.Measure != measure {
			t.sections = append(t.sections, sectionOf(d.Measure, d.Unit, c.To.Result.Study))
		}
		s := &t.sections[len(t.sections)-1]
		// The years begin again where a part does.
		if d.Measure != measure || d.Guarantee != part || d.Year <= year {
			s.groups = append(s.groups, comparisonGroup{name: partOf(d, c.To.Result.Study), sum: d.Guarantee == scenarios.AllOf, rows: []comparisonRow{
				newBesideRow(sideName(c, c.From), c.From.Scenario), newBesideRow(sideName(c, c.To), c.To.Scenario),
			}})
		}
		measure, part, year = d.Measure, d.Guarantee, d.Year
		g := &s.groups[len(s.groups)-1]
		g.rows[0].values[d.Year], g.rows[1].values[d.Year] = inCells(d.Old, d.Unit), inCells(d.New, d.Unit)
		g.rows[0].atLeast[d.Year], g.rows[1].atLeast[d.Year] = d.OldAtLeast, d.NewAtLeast
	}
	if c.From.Result == c.To.Result {
		t.link(c)
	}
	t.draw()
	return t
}

// link finds the lines that hold the figures, where the model has them.
func (t *comparisonTable) link(c scenarios.Comparison) {
	at := 0
	for i := range t.sections {
		for j := range t.sections[i].groups {
			g := &t.sections[i].groups[j]
			d := c.Figures[at]
			at += len(g.rows[0].values)
			for k, side := range []scenarios.Side{c.From, c.To} {
				key, unknown := side.Result.Key(scenarios.Figure{Scenario: side.Scenario, Guarantee: abnd.Guarantee(d.Guarantee), Measure: d.Measure})
				holds := unknown == nil
				for year, x := range g.rows[k].values {
					if holds {
						y, known := side.Result.Projection.Value(key, year)
						holds = known && math.Abs(x-y) <= rounding*math.Abs(y)
					}
				}
				if holds {
					g.rows[k].key = key
				}
			}
		}
	}
}

// draw has the first measure in percent drawn that has a sum over all
// guarantees.
func (t *comparisonTable) draw() {
	for i := range t.sections {
		s := &t.sections[i]
		if s.format == paper.PercentFormat && slices.ContainsFunc(s.groups, func(g comparisonGroup) bool { return g.sum }) {
			s.drawn = true
			return
		}
	}
}

// Units of figures, as results name them.
const (
	percentUnit = string(scenarios.Percent)
	personsUnit = string(scenarios.Persons)
)

// sectionOf is the section of a measure.
func sectionOf(code scenarios.MeasureCode, unit string, study *abnd.Study) comparisonSection {
	s := comparisonSection{heading: abnd.Same(string(code)), format: amountFormat}
	for _, m := range append(scenarios.ComparedMeasures(), scenarios.CountryMeasures()...) {
		if m.Code == code {
			s.heading = m.Label
			break
		}
	}
	switch unit {
	case percentUnit:
		s.format = paper.PercentFormat
	case personsUnit:
		s.format = paper.WholeFormat
	case study.Country.Currency:
		s.format = millionsFormat
		s.heading = abnd.T("%s, %s million", "%s, milhões de %s").Fill(s.heading, unit)
	default:
		s.heading = abnd.T("%s (%s)", "%s (%s)").Fill(s.heading, unit)
	}
	return s
}

// inCells is a figure as a cell holds it: a percentage as a share.
func inCells(x float64, unit string) float64 {
	if unit == percentUnit {
		return x / paper.PercentPerShare
	}
	return x
}

// partOf is the guarantee of a figure, or the population group.
func partOf(d scenarios.Difference, study *abnd.Study) abnd.Text {
	for _, g := range study.Groups {
		if g.ID == d.Group && d.Group != "" {
			return g.Name
		}
	}
	return guaranteeOrAll(d.Guarantee)
}

func guaranteeOrAll(guarantee string) abnd.Text {
	if guarantee == scenarios.AllOf {
		return allGuarantees
	}
	return abnd.Guarantee(guarantee).Name()
}

// sideName is the name of a side, with its source where that tells it apart.
func sideName(c scenarios.Comparison, s scenarios.Side) abnd.Text {
	name := runName(s.Result.Study, s.Scenario)
	if c.From.Name != c.To.Name {
		name = abnd.T("%s, %s", "%s, %s").Fill(name, s.Name)
	}
	return name
}

// begin writes the title, with columns for the years.
func (t *comparisonTable) begin(a *answerPage, help abnd.Text) {
	const name, side, figure, key, least = 42, 26, 15, 40, basisKeyColumn
	widths := []float64{name, side}
	for range max(len(t.years), least-len(widths)) {
		widths = append(widths, figure)
	}
	a.begin(abnd.T("COMPARE  ·  Side by side", "COMPARE  ·  Lado a lado"), help, append(widths, key)...)
	a.Page.PrintCols = len(widths)
}

// write writes the sections.
func (t *comparisonTable) write(a *answerPage) {
	if len(t.sections) == 0 {
		a.next++
		a.writeNote(abnd.T("There are no differences in any input.", "Não há diferenças em nenhum valor."))
	}
	for _, s := range t.sections {
		t.section(a, s)
	}
}

func (t *comparisonTable) section(a *answerPage, s comparisonSection) {
	a.heading(s.heading)
	drawn := a.next - 1
	if s.drawn {
		a.next += paper.ChartRows + 1
	}
	heads := []abnd.Text{abnd.T("Guarantee", "Garantia"), abnd.T("Side", "Lado")}
	a.head(heads...)
	for i, year := range t.years {
		a.Put(a.next-1, besideYearColumn+i, yearCell(year))
	}
	head := a.next - 1
	var c paper.Chart
	for _, g := range s.groups {
		first := a.next
		t.group(a, s, g)
		if s.drawn && g.sum {
			c = t.chart(a, s, g, head, first)
		}
	}
	if s.drawn {
		end := a.next
		a.next = drawn
		a.draw(c)
		a.next = end
	}
}

// group writes the sides of a part; of two, how they differ.
func (t *comparisonTable) group(a *answerPage, s comparisonSection, g comparisonGroup) {
	first := a.next
	for i, r := range g.rows {
		name := abnd.Text{}
		if i == 0 {
			name = g.name
		}
		a.Put(a.next, besideNameColumn, a.textCell(name, paper.FixedLook))
		a.Put(a.next, besideSideColumn, a.textCell(r.name, paper.FixedLook))
		for j, year := range t.years {
			x, known := r.values[year]
			switch {
			case r.key != "":
				a.figure(besideYearColumn+j, r.key, year, paper.FixedLook)
			case known && r.atLeast[year]:
				a.given(besideYearColumn+j, x, `"≥ "`+s.format)
			case known:
				a.given(besideYearColumn+j, x, s.format)
			}
		}
		if r.key != "" {
			a.Put(a.next, max(besideYearColumn+len(t.years), basisKeyColumn+1), keyCell(r.key))
		}
		a.next++
	}
	if len(g.rows) != 2 {
		return
	}
	for i, label := range []abnd.Text{abnd.T("Difference", "Diferença"), abnd.T("Ratio", "Razão")} {
		a.Put(a.next, besideNameColumn, a.textCell(abnd.Text{}, paper.FixedLook))
		a.Put(a.next, besideSideColumn, a.textCell(label, paper.FixedLook))
		for j := range t.years {
			col := besideYearColumn + j
			from, okFrom := a.NumberIn(first, col)
			to, okTo := a.NumberIn(first+1, col)
			both := okFrom && okTo
			if !both && (g.rows[0].key == "" || g.rows[1].key == "") {
				continue
			}
			x, y := address.At(first, col), address.At(first+1, col)
			difference, ratio := any(""), any("") // of what is not known there is neither
			if both {
				difference = to - from
			}
			if both && from != 0 {
				ratio = to / from
			}
			if i == 0 {
				a.worked(col, difference, fmt.Sprintf(`IF(OR(%[1]s="",%[2]s=""),"",%[2]s-%[1]s)`, x, y), s.format, paper.FixedLook, max(math.Abs(from), math.Abs(to)))
			} else {
				a.worked(col, ratio, fmt.Sprintf(`IF(OR(%[1]s="",%[2]s=""),"",IF(%[1]s=0,"",%[2]s/%[1]s))`, x, y), ratioFormat, paper.FixedLook, 0)
			}
		}
		a.next++
	}
	t.unknownParts(a, g)
}

// unknownParts writes how many parts of the sums above are not known.
func (t *comparisonTable) unknownParts(a *answerPage, g comparisonGroup) {
	for _, r := range g.rows {
		missing := costing.UnknownParts(r.key)
		if r.key == "" || !a.model.Has(missing) {
			continue
		}
		a.Put(a.next, besideNameColumn, a.textCell(partsUnknown, paper.FixedLook))
		a.Put(a.next, besideSideColumn, a.textCell(r.name, paper.FixedLook))
		for j, year := range t.years {
			a.figure(besideYearColumn+j, missing, year, paper.FixedLook)
		}
		a.next++
	}
}

const ratioFormat = "0.000"

// chart draws the sides of a part over the years.
func (t *comparisonTable) chart(a *answerPage, s comparisonSection, g comparisonGroup, head, first int) paper.Chart {
	across := func(row int) string {
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", a.Page.Name, address.Column(besideYearColumn), row, address.Column(besideYearColumn+len(t.years)-1), row)
	}
	c := paper.Chart{Kind: charts.Lines, Format: `0.0%`, Title: s.heading.In(a.lang), Years: across(head)}
	for i, r := range g.rows {
		if len(r.values) > 0 || r.key != "" {
			c.Series = append(c.Series, paper.ChartSeries{
				Name: address.Absolute(a.Page.Name, first+i, besideSideColumn), Values: across(first + i),
				Paint: g.paint(a.layout, i),
			})
		}
	}
	return c
}

// paint is the line of a side: that of its run, unless two sides are one run
// or are countries.
func (g comparisonGroup) paint(l *layout, i int) charts.Paint {
	for j, r := range g.rows {
		if r.run == "" || j != i && r.run == g.rows[i].run {
			return numbered(i)
		}
	}
	return l.paintOf(g.rows[i].run)
}

// parameters lists the parameters in force that differ. place says where a
// side has a figure; nil where the figures are live.
func (a *answerPage) parameters(c scenarios.Comparison, place func(scenarios.Side, scenarios.ParameterDifference) string) {
	a.heading(abnd.T("Parameters that differ", "Parâmetros que diferem"))
	if len(c.Parameters) == 0 {
		a.writeNote(abnd.T("None.", "Nenhum."))
		return
	}
	heads := []abnd.Text{abnd.T("Parameter", "Parâmetro"), abnd.T("Unit", "Unidade"), sideName(c, c.From), sideName(c, c.To)}
	if place != nil {
		heads = append(heads, abnd.T("Cell: %s", "Célula: %s").Fill(c.From.Name), abnd.T("Cell: %s", "Célula: %s").Fill(c.To.Name))
	}
	a.head(heads...)
	for _, d := range c.Parameters {
		name := d.Label
		if d.Benefit != "" {
			name = abnd.T("%s: %s", "%s: %s").Fill(benefitName(d.Benefit, c), d.Label)
		}
		line := model.Line{Unit: d.Unit}
		a.Put(a.next, 1, a.textCell(name, paper.FixedLook))
		a.Put(a.next, 2, a.textCell(a.unitOf(&line), paper.FixedLook))
		for i, side := range []struct {
			scenarios.Side
			value abnd.Value
		}{{c.From, d.Old}, {c.To, d.New}} {
			a.parameter(3+i, side.Side, d, side.value, place == nil)
			if place != nil {
				a.Put(a.next, 5+i, a.textCell(abnd.Same(place(side.Side, d)), paper.FixedLook))
			}
		}
		a.next++
	}
}

// parameter writes a value in force, live where the workbook has it.
func (a *answerPage) parameter(col int, side scenarios.Side, d scenarios.ParameterDifference, v abnd.Value, live bool) {
	value := any(nil)
	if x, ok := v.Number(); ok {
		value = x
	} else if code, ok := v.Code(); ok {
		value = code
	}
	shown := paper.Look{Kind: paper.AnswerLook, Number: unitFormat(d.Unit)}
	if _, isText := value.(string); isText {
		shown.Number, shown.Wrap, shown.Left = paper.TextFormat, true, true
	}
	if live && d.Benefit != "" {
		key := costing.BenefitKey(a.scenarioIn(side.Scenario, d.Guarantee), d.Benefit, "parameter/"+d.Parameter)
		if at, placed := a.spots[key]; placed && a.value(a.model.Line(key), 0) == value {
			shown.Kind = paper.FixedLook
			a.Put(a.next, col, a.live(paper.Cell{Value: value, Look: shown}, address.Absolute(at.sheet, at.row, at.col), a.at(col)))
			return
		}
	}
	a.Put(a.next, col, paper.Cell{Value: value, Look: shown})
}

func benefitName(id string, c scenarios.Comparison) abnd.Text {
	for _, s := range []scenarios.Side{c.To, c.From} {
		if b, ok := s.Result.Study.FindBenefit(id); ok && !b.Name.IsZero() {
			return b.Name
		}
	}
	return abnd.Same(id)
}
