package workbook

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// lifeCyclePage shows the share of every single age that each scheme covers,
// and whom the law covers.
func (w *resultWriter) lifeCyclePage() *paper.Page {
	about := abnd.T("Coverage over the life cycle: share of each single age covered by each scheme, with a chart",
		"Cobertura ao longo do ciclo de vida: a proporção de cada idade que cada regime cobre, com um gráfico")
	p := &paper.Page{Name: lifeCycleSheet, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: lifeAgeColumn - 1, OnePageWide: true}
	p.AddTop(abnd.T("LIFECYCLE  ·  Coverage by single age", "LIFECYCLE  ·  Cobertura por idade"),
		abnd.T("A scheme is assumed to cover the same share of every age in its range: its recipients divided by the people of those ages in the reference year. Schemes without data on ages or recipients are not drawn, so coverage may be higher. The line shows minimum legal coverage. Age 100 means 100 and over.",
			"Supõe-se que um regime cobre a mesma proporção em todas as idades do seu intervalo: os seus beneficiários divididos pelas pessoas dessas idades no ano de referência. Os regimes sem dados sobre idades ou beneficiários não são desenhados, pelo que a cobertura pode ser maior. A linha mostra a cobertura legal mínima. A idade 100 significa 100 e mais."), w.lang)
	const nameWidth, figureWidth, ageWidth, keyWidth = 48, 14, 9, 30
	p.Widths = []float64{nameWidth, figureWidth, figureWidth}
	head := paper.Row{At: yearRow, Height: 34, Cells: []paper.Cell{w.textCell(abnd.T("Scheme", "Regime"), paper.LabelLook)}}
	for _, t := range []abnd.Text{abnd.T("Share of its ages", "Proporção das suas idades"), abnd.T("Maximum age", "Idade máxima")} {
		c := w.textCell(t, paper.LabelLook)
		c.Look.Wrap, c.Look.Centred, c.Look.Left = true, true, false
		head.Add(c)
	}
	for age := costing.LifeSpan.First; age <= costing.LifeSpan.Last; age++ {
		head.Add(yearCell(age))
		p.Widths = append(p.Widths, ageWidth)
	}
	head.Add(w.textCell(abnd.T("Key", "Chave"), paper.LabelLook))
	p.Widths = append(p.Widths, keyWidth)
	p.Rows = append(p.Rows, head)
	schemes := costing.LifeCycleSchemes(w.study)
	for _, s := range schemes {
		covered := w.model.Line(costing.LifeCycleKey(s.ID, "covered"))
		lead := []paper.Cell{
			w.textCell(s.Name, paper.FixedLook),
			w.lineCell(w.model.Line(costing.LifeCycleKey(s.ID, "rate")), 0, paper.FixedLook),
			w.lineCell(w.model.Line(costing.LifeCycleKey(s.ID, "age_max")), 0, paper.FixedLook),
		}
		p.Rows = append(p.Rows, paper.Row{At: w.spots[covered.Key].row, Cells: w.keyed(p, covered, lead, paper.FixedLook)})
	}
	legal := w.model.Line(costing.LifeCycleKey("legal"))
	last := w.spots[legal.Key].row
	grey := paper.Cell{Look: paper.Look{Kind: paper.ClosedLook}}
	p.Rows = append(p.Rows, paper.Row{At: last, Cells: w.keyed(p, legal, []paper.Cell{w.textCell(legal.Label, paper.TotalLook), grey, grey}, paper.TotalLook)})
	// Programs do not agree on which labels of an axis they leave out, so that
	// those which are not to be seen are blank.
	labels := paper.Row{At: last + 1, Cells: []paper.Cell{w.textCell(abnd.T("Labels of the chart", "Rótulos do gráfico"), paper.FixedLook), grey, grey}}
	for age := costing.LifeSpan.First; age <= costing.LifeSpan.Last; age++ {
		c := paper.Cell{Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat, Centred: true}}
		if age%labelledAge == 0 {
			c.Value = float64(age)
		}
		labels.Add(c)
	}
	p.Rows = append(p.Rows, labels, w.lawDrawn(legal, last+2, []paper.Cell{w.lawName(legal, last+2), grey, grey}))
	p.FitTop()
	p.FitRows()
	w.addLifeChart(p, schemes, last+1, last+2)
	return p
}

// lawName is the name of the line of the law, which says so where nothing is
// known of the law at any age.
func (w *resultWriter) lawName(legal *model.Line, at int) paper.Cell {
	suffix := noDataSuffix.In(w.lang)
	for age := costing.LifeSpan.First; age <= costing.LifeSpan.Last; age++ {
		if _, ok := w.projection.Value(legal.Key, age); ok {
			suffix = ""
		}
	}
	name := w.textCell(legal.Label, paper.FixedLook)
	name.Value = legal.Label.In(w.lang) + suffix
	name.Look.Number = paper.GeneralFormat
	return w.live(name, fmt.Sprintf(`%s&IF(SUMPRODUCT((%s<>"")*1)=0,%s,"")`, address.Absolute(lifeCycleSheet, w.spots[legal.Key].row, nameColumn),
		w.rangeOf(legal.Key), paper.TextLiteral(noDataSuffix.In(w.lang))), address.Ref{Sheet: lifeCycleSheet, Col: nameColumn, Row: at})
}

// lawDrawn is the row of whom the law covers as the chart draws it, live: of
// what is not known there is no point, where it would be drawn as nobody.
func (w *resultWriter) lawDrawn(legal *model.Line, at int, lead []paper.Cell) paper.Row {
	r := paper.Row{At: at, Cells: lead}
	s := w.spots[legal.Key]
	for age := costing.LifeSpan.First; age <= costing.LifeSpan.Last; age++ {
		value, formula := w.pointOf(legal, age)
		col := s.column(age)
		r.Add(w.live(paper.Cell{Value: value, Look: paper.Look{Kind: paper.FixedLook, Number: w.numberOf(legal)}}, formula, address.Ref{Sheet: lifeCycleSheet, Col: col, Row: at}))
	}
	return r
}

// labelledAge: every so many years of age have a label.
const labelledAge = 10

// addLifeChart draws the life cycle. What is printed of the sheet is its
// chart: the figures of a hundred ages do not fit on paper.
func (w *resultWriter) addLifeChart(p *paper.Page, schemes []abnd.Scheme, labels, law int) {
	at := law + 2
	across := func(key model.Key) string {
		s := w.spots[key]
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", s.sheet, address.Column(s.col), s.row, address.Column(s.column(s.last)), s.row)
	}
	series := func(key model.Key, paint charts.Paint) paper.ChartSeries {
		return paper.ChartSeries{Name: address.Absolute(lifeCycleSheet, w.spots[key].row, nameColumn), Values: across(key), Paint: paint}
	}
	title := abnd.T("Share of people covered by age", "Proporção de pessoas cobertas por idade").In(w.lang)
	s := w.spots[costing.LifeCycleKey("legal")]
	ages := fmt.Sprintf("%s!$%s$%d:$%s$%d", lifeCycleSheet, address.Column(s.col), labels, address.Column(s.column(s.last)), labels)
	c := paper.Chart{
		At: address.At(at, 1), Title: title, Format: `0%`, Kind: charts.PackedColumns, Years: ages, FromZero: true, LabelEvery: 1,
	}
	paints := w.schemePaints(schemes)
	for i, s := range schemes {
		c.Series = append(c.Series, series(costing.LifeCycleKey(s.ID, "covered"), paints[i]))
	}
	line := series(costing.LifeCycleKey("legal"), legalPaint)
	line.Name = address.Absolute(lifeCycleSheet, law, nameColumn)
	line.Values = fmt.Sprintf("%s!$%s$%d:$%s$%d", lifeCycleSheet, address.Column(s.col), law, address.Column(s.column(s.last)), law)
	if len(schemes) == 0 { // there is no column to put the line over
		c.Kind, c.Series = charts.Lines, []paper.ChartSeries{line}
	} else {
		c.Over = []paper.ChartSeries{line}
	}
	p.Charts = append(p.Charts, c)
	columns := chartColumns(p)
	p.Printed = address.Area{Top: at, Left: 1, Bottom: at + paper.ChartRows, Right: columns}
	under := paper.NewSheetBuffer(p)
	w.captioned(&under, at, columns, w.lifeCaption(schemes))
	under.Flush()
}

// lifeCaption says of how many schemes it is known what share they cover.
func (w *resultWriter) lifeCaption(schemes []abnd.Scheme) caption {
	c := caption{sheet: lifeCycleSheet, of: len(schemes), ofWhat: abnd.T("schemes with ages", "regimes com idades")}
	if len(schemes) == 0 {
		return c
	}
	for _, s := range schemes {
		if _, ok := w.projection.Value(costing.LifeCycleKey(s.ID, "rate"), 0); ok {
			c.knownIs++
		}
	}
	rate := address.Column(lifeRateColumn)
	c.known = fmt.Sprintf(`SUMPRODUCT(($%[1]s$%[2]d:$%[1]s$%[3]d<>"")*1)`, rate, yearRow+1, yearRow+len(schemes))
	return c
}

// legalPaint is the line of those whom the law covers.
var legalPaint = charts.Paint{Colour: "262626", Dash: charts.Solid}

// schemePatterns tell the schemes of one guarantee apart. None is that of what is
// not known.
var schemePatterns = []charts.Pattern{"", charts.Striped, charts.CrossHatched, charts.Dots, charts.Horizontal, charts.Vertical, charts.Grid}

// schemePaints are those of schemes: the colour is that of the guarantee, as
// everywhere in the file, the pattern counts the schemes of it.
func (w *resultWriter) schemePaints(schemes []abnd.Scheme) []charts.Paint {
	count := map[abnd.Guarantee]int{}
	var paints []charts.Paint
	for _, s := range schemes {
		g := w.guaranteeOf(s)
		paint := guaranteePaint(g)
		paints = append(paints, charts.Paint{Colour: paint.Colour, Pattern: schemePatterns[count[g]%len(schemePatterns)]})
		count[g]++
	}
	return paints
}

// guaranteeOf is the guarantee of the first group that a scheme covers.
func (w *resultWriter) guaranteeOf(s abnd.Scheme) abnd.Guarantee {
	for _, p := range w.study.Provisions {
		if g, ok := w.study.FindGroup(p.Group); ok && p.By == s.ID && p.Role == abnd.Covers && g.Of == abnd.GroupOfPeople && g.Guarantee != abnd.Health {
			return g.Guarantee
		}
	}
	return abnd.ActiveAge
}

// chartColumns is how many columns of a page a chart covers.
func chartColumns(p *paper.Page) int {
	width := 0.0
	for i, w := range p.Widths {
		if width += float64(w * paper.CharacterPixels); width >= paper.ChartWidth {
			return i + 1
		}
	}
	return len(p.Widths)
}
