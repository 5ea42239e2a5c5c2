package workbook

import (
	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
)

// chart is a native chart over rows of a computed sheet.
type chart struct {
	at      string // the cell of its upper left corner
	title   string
	yTitle  string
	xTitle  string
	format  string // of the numbers on the axis
	kind    chartKind
	series  []chartSeries
	years   string // range of the years
	altText string
}

type chartKind uint8

const (
	stackedColumns chartKind = iota
	lines
)

// chartSeries is one row of numbers.
type chartSeries struct {
	name   string // reference to the cell with its name
	values string // range
	colour string
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
		if err := w.file.AddChart(p.name, c.at, c.excelize()); err != nil {
			return err
		}
	}
	return nil
}

func (c chart) excelize() *excelize.Chart {
	vary := false
	axis := excelize.Font{Color: "404040", Size: 10, Family: bodyFont}
	title := func(s string, size float64, bold bool) excelize.ChartTitle {
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: s, Font: &excelize.Font{Color: "262626", Size: size, Bold: bold, Family: bodyFont}}}}
	}
	out := &excelize.Chart{
		Type:       excelize.ColStacked,
		Format:     excelize.GraphicOptions{AltText: c.altText, Positioning: "oneCell"},
		Dimension:  excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Legend:     excelize.ChartLegend{Position: "bottom", Font: &axis},
		Title:      title(c.title, 14, true),
		VaryColors: &vary,
		XAxis:      excelize.ChartAxis{Font: axis, NumFmt: excelize.ChartNumFmt{CustomNumFmt: yearFormat}, Title: title(c.xTitle, 10, false), TickLabelPosition: excelize.ChartTickLabelLow},
		YAxis:      excelize.ChartAxis{Font: axis, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format}, Title: title(c.yTitle, 10, false)},
		Fill:       plainFill("FFFFFF"),
	}
	if c.kind == lines {
		out.Type = excelize.Line
	}
	for _, s := range c.series {
		series := excelize.ChartSeries{Name: s.name, Categories: c.years, Values: s.values, Fill: plainFill(s.colour), Marker: excelize.ChartMarker{Symbol: "none"}}
		if c.kind == lines {
			series.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 2.5, Dash: s.dash}
		}
		out.Series = append(out.Series, series)
	}
	return out
}
