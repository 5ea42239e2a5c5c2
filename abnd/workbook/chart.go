package workbook

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// chart is a native chart over cells of the book, as a page asks for it.
// excelize keeps its place in the file; package charts writes what is in it.
type chart struct {
	at     string // the cell of its upper left corner
	title  string // what is drawn, and in which unit
	format string // of the numbers on the axis
	kind   charts.Kind
	series []chartSeries
	over   []chartSeries // drawn as lines over the columns
	years  string        // range of the years, or of what stands in their place
	// fromZero begins the axis at zero.
	fromZero bool
	// labelEvery skips labels of the categories; 0 lets the program choose.
	labelEvery int
	noLegend   bool
	// across is the format of the abscissas of a scatter, acrossTitle and
	// upTitle what the two axes show.
	across, acrossTitle, upTitle string
}

// chartSeries is one row or column of numbers.
type chartSeries struct {
	name   string // reference to the cell with its name
	values string // range
	charts.Paint
	unseen bool // only lifts those above it, or widens the axis
	marked bool // its points have marks
	// ends labels the last point of what is no line, and the first.
	ends bool
}

// fill is a series in a plain colour.
func fill(colour string) charts.Paint { return charts.Paint{Colour: colour} }

// guaranteeColour has the colour of a guarantee, the same everywhere; the four
// differ in lightness, so that they can be told apart in black and white. No
// run has one of them.
var guaranteeColour = map[abnd.Guarantee]string{
	abnd.Health:    "0B3C5D",
	abnd.Older:     "A23B3B",
	abnd.ActiveAge: "6BA5D7",
	abnd.Children:  "F2B134",
}

// guaranteeDash tells lines of guarantees apart on paper.
var guaranteeDash = map[abnd.Guarantee]charts.Dash{
	abnd.Health: charts.Solid, abnd.Older: charts.LongDashed, abnd.ActiveAge: charts.DashDot, abnd.Children: charts.Dashed,
}

// runColours and runDashes tell scenarios and packages apart, by colour on the
// projector and by dashes on paper. There are as many pairs as their least
// common multiple.
var (
	runColours = []string{"1B7F79", "6A3D9A", "D95F02", "C2185B", "7B4B2A", "4D7C0F", "5C6BC0"}
	runDashes  = []charts.Dash{charts.Solid, charts.Dashed, charts.LongDashed, charts.DashDot, charts.Dotted, charts.ShortDashed}
)

// statusQuoPaint is the line of the status quo, in every file.
var statusQuoPaint = charts.Paint{Colour: "7F7F7F", Dash: charts.ShortDashed}

// Lines that are no run: limits, and what comes in.
var (
	limitPaint   = charts.Paint{Colour: "262626", Dash: charts.Dotted}
	revenuePaint = charts.Paint{Colour: "262626", Dash: charts.Solid}
)

// numbered is the paint of the n-th of several lines, counted from 0.
func numbered(n int) charts.Paint {
	return charts.Paint{Colour: runColours[n%len(runColours)], Dash: runDashes[n%len(runDashes)]}
}

// paintOf is the line of a scenario or package: one in the whole file, by its
// place in the study, whatever stands beside it in a chart.
func (l *layout) paintOf(id string) charts.Paint {
	if id == abnd.StatusQuo {
		return statusQuoPaint
	}
	n := 0
	for _, s := range l.study.Scenarios {
		if s.ID == id {
			return numbered(n)
		}
		if s.ID != abnd.StatusQuo {
			n++
		}
	}
	i := slices.IndexFunc(l.study.Packages, func(p abnd.Package) bool { return p.ID == id })
	return numbered(n + max(i, 0))
}

// The size of a chart, in pixels, fills a landscape page; in rows of cells it
// leaves one free.
const (
	chartWidth  = 960
	chartHeight = 500
	chartRows   = 27
)

// languageTags are the languages of texts as charts name them.
var languageTags = map[abnd.Lang]string{abnd.English: "en-GB", abnd.Portuguese: "pt-PT", abnd.OlderPortuguese: "pt-PT"}

// draw keeps places for the charts of a page, and notes what is to stand in
// them: excelize knows neither anchors that every program shows, nor figures
// beside references, nor labels by point, nor patterns.
func (w *bookWriter) draw(p *page) error {
	if len(p.charts) == 0 {
		return nil
	}
	w.drawings++
	var frames []charts.Frame
	for i, c := range p.charts {
		place := excelize.Chart{Type: excelize.Line, Series: []excelize.ChartSeries{{Values: c.years}}}
		if err := w.file.AddChart(p.name, c.at, &place); err != nil {
			return err
		}
		w.drawn++
		x, err := w.chartOf(c)
		if err != nil {
			return err
		}
		row, col, _ := address.Parse(c.at)
		w.bodies["xl/charts/chart"+itoa(w.drawn)+".xml"] = x.XML()
		frames = append(frames, charts.Frame{
			Column: col, Row: row, Width: chartWidth, Height: chartHeight,
			Name: shownChart.Fill(i + 1).In(w.meta.Lang), Description: w.described(x), Relation: "rId" + itoa(i+1),
		})
	}
	w.bodies["xl/drawings/drawing"+itoa(w.drawings)+".xml"] = charts.Drawing(frames)
	return nil
}

// shownChart names a chart of a sheet in the list of what can be selected.
var shownChart = abnd.T("Chart %d", "Gráfico %d")

// chartOf is the chart with the figures that its cells hold.
func (w *bookWriter) chartOf(c chart) (charts.Chart, error) {
	out := charts.Chart{
		Kind: c.kind, Title: c.title, Language: languageTags[w.meta.Lang], Font: bodyFont, Format: c.format, FromZero: c.fromZero,
		LabelEvery: c.labelEvery, NoLegend: c.noLegend, CategoryTitle: c.acrossTitle, AxisTitle: c.upTitle,
	}
	var err error
	if out.Categories, err = w.dataOf(c.years, asEither); err != nil {
		return out, err
	}
	switch {
	case c.kind == charts.Scatter:
		out.CategoryFormat = c.across
	case out.Categories.Texts == nil:
		out.CategoryFormat = yearFormat
	}
	if out.Series, err = w.seriesOf(c.series); err != nil {
		return out, err
	}
	if out.Over, err = w.seriesOf(c.over); err != nil {
		return out, err
	}
	labelEnds(&out, c)
	return out, nil
}

func (w *bookWriter) seriesOf(all []chartSeries) ([]charts.Series, error) {
	var out []charts.Series
	for _, s := range all {
		name, err := w.dataOf(s.name, asTexts)
		if err != nil {
			return nil, err
		}
		values, err := w.dataOf(s.values, asNumbers)
		if err != nil {
			return nil, err
		}
		out = append(out, charts.Series{Name: name, Values: values, Paint: s.Paint, Unseen: s.unseen, Marked: s.marked})
	}
	return out, nil
}

// wanted is what a range is read for: a cell of figures that holds a text has
// no figure, and a range of either kind is one of texts where it has any.
type wanted uint8

const (
	asNumbers wanted = iota
	asTexts
	asEither
)

// dataOf is a range of one sheet with what its cells hold.
func (w *bookWriter) dataOf(ref string, want wanted) (charts.Data, error) {
	sheet, a, ok := parseRange(ref)
	rows, there := w.cells[sheet]
	if !ok || !there {
		return charts.Data{}, fmt.Errorf("workbook: a chart refers to %q, which is no range of this book", ref)
	}
	d := charts.Data{Ref: ref}
	var written []string
	hasText := want == asTexts
	for row := a.Top; row <= a.Bottom; row++ {
		for col := a.Left; col <= a.Right; col++ {
			var c cell
			if line := rows[row]; col <= len(line) {
				c = line[col-1]
			}
			x, text := math.NaN(), ""
			switch v := c.value.(type) {
			case float64:
				x = v
				text = strconv.FormatFloat(v, 'g', -1, 64)
			case string:
				text, hasText = v, hasText || v != ""
			}
			if d.Format == "" && !math.IsNaN(x) {
				d.Format = c.look.number
			}
			d.Numbers, written = append(d.Numbers, x), append(written, text)
		}
	}
	if want != asNumbers && hasText {
		return charts.Data{Ref: ref, Texts: written}, nil
	}
	return d, nil
}

// parseRange reads a range of a named sheet: SUM!$D$5:$S$5.
func parseRange(ref string) (sheet string, a address.Area, ok bool) {
	i := strings.LastIndexByte(ref, '!')
	if i < 0 {
		return "", address.Area{}, false
	}
	sheet = ref[:i]
	if strings.HasPrefix(sheet, "'") && strings.HasSuffix(sheet, "'") && len(sheet) > 1 {
		sheet = strings.ReplaceAll(sheet[1:len(sheet)-1], "''", "'")
	}
	a, ok = address.ParseArea(ref[i+1:])
	return sheet, a, ok
}

// cellsBySheet lists the cells of all pages by sheet and row.
func cellsBySheet(pages []*page) map[string]map[int][]cell {
	all := map[string]map[int][]cell{}
	for _, p := range pages {
		rows := make(map[int][]cell, len(p.rows))
		for _, r := range p.rows {
			rows[r.at] = r.cells
		}
		all[p.name] = rows
	}
	return all
}
