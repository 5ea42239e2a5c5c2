package workbook

import (
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/portable"
)

// chart is a native chart over rows of a computed sheet.
type chart struct {
	at      string // the cell of its upper left corner
	title   string // what is drawn, and in which unit
	format  string // of the numbers on the axis
	axis    axis   // zero where the program may choose
	kind    chartKind
	series  []chartSeries
	over    []chartSeries // drawn as lines over the columns
	years   string        // range of the years, or of what stands in their place
	altText string
	// labelEvery skips labels of the categories; 0 lets the program choose.
	labelEvery int
	// textLabels says that the categories are texts and not years.
	textLabels bool
	noLegend   bool
	// across is the format of the abscissas of a scatter, acrossTitle and
	// upTitle what the two axes show.
	across, acrossTitle, upTitle string
}

type chartKind uint8

const (
	stackedColumns chartKind = iota
	lines
	packedColumns // stacked columns without gaps between them
	stackedBars   // from left to right, the first at the top
	tornadoBars   // bars from one line to both sides, the first at the top
	stackedAreas
	scatter // points joined by lines; years holds the abscissas
)

// axis is an axis of numbers from zero to top, marked at every step.
type axis struct{ top, step float64 }

// axisFor is a round axis above the largest figure, with room for edits that
// make it a quarter larger.
func axisFor(largest float64) axis {
	if !(largest > 0) {
		return axis{}
	}
	const room = 1.25
	power := portable.Pow(10, math.Floor(portable.Log(room*largest)/math.Ln10))
	for _, a := range []axis{{1, 0.2}, {1.2, 0.2}, {1.5, 0.3}, {2, 0.4}, {2.5, 0.5}, {3, 0.5}, {4, 1}, {5, 1}, {6, 1}, {8, 2}, {10, 2}} {
		if a.top*power >= room*largest {
			return axis{rounded(a.top * power), rounded(a.step * power)}
		}
	}
	return axis{rounded(20 * power), rounded(4 * power)}
}

// rounded drops the digits that binary fractions leave behind.
func rounded(x float64) float64 {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	return x
}

// chartSeries is one row of numbers.
type chartSeries struct {
	name   string // reference to the cell with its name
	values string // range
	colour string // blank for one that only lifts those above it
	dash   excelize.LineDashType
}

// Colours of charts. A guarantee has the same colour everywhere; the four
// differ in lightness, so that they can be told apart in black and white.
var guaranteeColour = map[abnd.Guarantee]string{
	abnd.Health:    "0B3C5D",
	abnd.Older:     "A23B3B",
	abnd.ActiveAge: "6BA5D7",
	abnd.Children:  "F2B134",
}

// lineColours and lineDashes tell scenarios apart, by colour on the
// projector and by dashes on paper.
var (
	lineColours = []string{"7F7F7F", "328CC1", "0B3C5D", "A23B3B", "F2B134", "548235"}
	lineDashes  = []excelize.LineDashType{
		excelize.LineDashSysDash, excelize.LineDashDash, excelize.LineDashSolid,
		excelize.LineDashLgDashDot, excelize.LineDashLgDash, excelize.LineDashSysDot,
	}
)

// The size of a chart, in pixels, fills a landscape page; in rows of cells it
// leaves one free.
const (
	chartWidth  = 960
	chartHeight = 500
	chartRows   = 27
)

func plainFill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// draw adds the charts of a page.
func (w *bookWriter) draw(p *page) error {
	for _, c := range p.charts {
		base := c.excelize()
		if err := w.file.AddChart(p.name, c.at, base, c.lines(base)...); err != nil {
			return err
		}
	}
	return nil
}

func (c chart) excelize() *excelize.Chart {
	vary := false
	font := excelize.Font{Color: "404040", Size: 10, Family: bodyFont}
	title := func(s string, size float64, bold bool) excelize.ChartTitle {
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: s, Font: &excelize.Font{Color: "262626", Size: size, Bold: bold, Family: bodyFont}}}}
	}
	out := &excelize.Chart{
		Type:       excelize.ColStacked,
		Format:     excelize.GraphicOptions{AltText: c.altText, Positioning: "oneCell"},
		Dimension:  excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Legend:     excelize.ChartLegend{Position: "bottom", Font: &font},
		Title:      title(c.title, 16, true),
		VaryColors: &vary,
		XAxis:      excelize.ChartAxis{Font: font, NumFmt: excelize.ChartNumFmt{CustomNumFmt: yearFormat}, TickLabelPosition: excelize.ChartTickLabelLow},
		YAxis:      excelize.ChartAxis{Font: font, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format}},
		Fill:       plainFill("FFFFFF"),
	}
	switch c.kind {
	case lines:
		out.Type = excelize.Line
	case packedColumns:
		none := uint(0)
		out.GapWidth = &none
	case stackedBars, tornadoBars:
		narrow := uint(40) // percent of a bar
		out.Type, out.GapWidth, out.XAxis.ReverseOrder = excelize.BarStacked, &narrow, true
		out.XAxis.NumFmt = excelize.ChartNumFmt{}
		out.YAxis.TickLabelPosition = excelize.ChartTickLabelHigh // the axis is turned over with the bars
		if c.kind == tornadoBars {
			over := 100 // percent of a bar that the other one covers
			out.Type, out.Overlap = excelize.Bar, &over
		}
	case stackedAreas:
		out.Type = excelize.AreaStacked
	case scatter:
		out.Type = excelize.Scatter
		out.XAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: c.across}
		out.XAxis.Title, out.YAxis.Title = title(c.acrossTitle, 11, false), title(c.upTitle, 11, false)
	}
	if c.textLabels {
		out.XAxis.NumFmt = excelize.ChartNumFmt{}
	}
	if c.noLegend {
		out.Legend.Position = "none"
	}
	out.XAxis.TickLabelSkip = c.labelEvery
	if c.axis != (axis{}) {
		zero := 0.0
		out.YAxis.Minimum, out.YAxis.Maximum, out.YAxis.MajorUnit = &zero, &c.axis.top, c.axis.step
	}
	for _, s := range c.series {
		out.Series = append(out.Series, c.seriesOf(s, c.kind == lines || c.kind == scatter))
	}
	return out
}

// lines is what is drawn over the columns, on the same axes.
func (c chart) lines(base *excelize.Chart) []*excelize.Chart {
	if len(c.over) == 0 {
		return nil
	}
	out := &excelize.Chart{Type: excelize.Line, XAxis: base.XAxis, YAxis: base.YAxis}
	for _, s := range c.over {
		out.Series = append(out.Series, c.seriesOf(s, true))
	}
	return []*excelize.Chart{out}
}

func (c chart) seriesOf(s chartSeries, line bool) excelize.ChartSeries {
	series := excelize.ChartSeries{Name: s.name, Categories: c.years, Values: s.values, Fill: plainFill(s.colour), Marker: excelize.ChartMarker{Symbol: "none"}}
	if s.colour == "" {
		series.Fill = excelize.Fill{Type: "pattern"}
	}
	if line {
		series.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 2.5, Dash: s.dash}
	}
	return series
}
