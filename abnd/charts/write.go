package charts

import "strconv"

// Sizes of texts, in hundredths of a point, and their colours.
const (
	titleSize, textSize, axisTitleSize = 1600, 1000, 1100
	lowTitleSize                       = 1200
	titleColour, textColour            = "262626", "404040"
	gridColour, axisColour             = "D9D9D9", "595959"
)

// Widths of lines, in English metric units: 12,700 a point.
const (
	seriesLine = 31750 // 2.5 points
	axisLine   = 12700
	thinLine   = 9525
)

// The axes of a chart know one another by these numbers.
const (
	categoryAxis = 100000000
	valueAxis    = 100000001
)

// XML writes the part that holds the chart.
func (c Chart) XML() []byte {
	p := newPart()
	p.element("c:chartSpace", func() {
		p.flag("c:date1904", false)
		p.val("c:lang", c.Language)
		p.flag("c:roundedCorners", false)
		p.element("c:chart", func() { c.chart(p) })
		p.element("c:spPr", func() {
			p.solid("FFFFFF")
			p.element("a:ln", func() { p.solid(gridColour) }, "w", strconv.Itoa(thinLine))
		})
		c.textProperties(p, textSize, textColour, false)
	}, "xmlns:c", chartSpace, "xmlns:a", drawingMain, "xmlns:r", relationship)
	return p.Bytes()
}

func (c Chart) chart(p *part) {
	if c.Title != "" {
		size := titleSize
		if c.Low {
			size = lowTitleSize
		}
		c.title(p, c.Title, size, titleColour, true)
	}
	p.flag("c:autoTitleDeleted", c.Title == "")
	p.element("c:plotArea", func() {
		c.layout(p)
		if len(c.Series) > 0 {
			c.group(p)
		}
		if len(c.Over) > 0 {
			c.lines(p, c.Over, len(c.Series))
		}
		if c.Kind == Scatter {
			c.numberAxis(p, categoryAxis, valueAxis, "b", c.CategoryFormat, c.CategoryTitle, false)
		} else {
			c.categoryAxis(p)
		}
		side := "l"
		if c.sideways() {
			side = "b"
		}
		c.numberAxis(p, valueAxis, categoryAxis, side, c.Format, c.AxisTitle, true)
	})
	if !c.NoLegend {
		c.legend(p)
	}
	p.flag("c:plotVisOnly", false)
	p.val("c:dispBlanksAs", c.unknown())
}

// unknown is what is drawn where a point is missing. For lines it is "span": nothing
// before the first point and after the last, and a straight line over a gap between
// two. LibreOffice draws a line down to zero where it reads "gap".
func (c Chart) unknown() string {
	if c.Kind == Lines || len(c.Over) > 0 {
		return "span"
	}
	return "gap"
}

// layout keeps the ends of lines off the edge, where they have labels. Shares
// are of the whole chart: a title of two lines stands above, the categories
// below, the numbers of the axis at the left.
func (c Chart) layout(p *part) {
	if c.EndRoom <= 0 {
		p.void("c:layout")
		return
	}
	const left, top = 0.09, 0.17
	p.element("c:layout", func() {
		p.element("c:manualLayout", func() {
			p.val("c:layoutTarget", "inner")
			p.val("c:xMode", "edge")
			p.val("c:yMode", "edge")
			p.val("c:x", share(left))
			p.val("c:y", share(top))
			p.val("c:w", share(1-left-c.EndRoom))
			p.val("c:h", share(PlotHeight))
		})
	})
}

// PlotHeight is the share of the height of a chart with [Chart.EndRoom] in
// which its lines are drawn.
const PlotHeight = 0.74

// share writes a share with as many digits as a pixel needs.
func share(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// sideways reports whether the categories stand at the side.
func (c Chart) sideways() bool { return c.Kind == StackedBars || c.Kind == TornadoBars }

// group writes the series in the chart's own kind.
func (c Chart) group(p *part) {
	const narrow, whole = 40, 100 // percent of a bar: the gap to the next, and what another covers of it
	switch c.Kind {
	case Lines:
		c.lines(p, c.Series, 0)
	case Scatter:
		p.element("c:scatterChart", func() {
			p.val("c:scatterStyle", "lineMarker")
			p.flag("c:varyColors", false)
			c.all(p, c.Series, 0, scatterSeries)
			axes(p)
		})
	case StackedAreas:
		p.element("c:areaChart", func() {
			p.val("c:grouping", "stacked")
			p.flag("c:varyColors", false)
			c.all(p, c.Series, 0, areaSeries)
			axes(p)
		})
	default:
		p.element("c:barChart", func() {
			direction, grouping, gap, over := "col", "stacked", 150, whole
			switch c.Kind {
			case Columns:
				grouping, gap, over = "clustered", narrow, 0
			case PackedColumns:
				gap = 0
			case StackedBars:
				direction, gap = "bar", narrow
			case TornadoBars:
				direction, grouping, gap = "bar", "clustered", narrow
			}
			p.val("c:barDir", direction)
			p.val("c:grouping", grouping)
			p.flag("c:varyColors", false)
			c.all(p, c.Series, 0, barSeries)
			p.number("c:gapWidth", gap)
			p.number("c:overlap", over)
			axes(p)
		})
	}
}

func (c Chart) lines(p *part, series []Series, from int) {
	p.element("c:lineChart", func() {
		p.val("c:grouping", "standard")
		p.flag("c:varyColors", false)
		c.all(p, series, from, lineSeries)
		p.flag("c:marker", true)
		axes(p)
	})
}

func axes(p *part) {
	p.number("c:axId", categoryAxis)
	p.number("c:axId", valueAxis)
}

// seriesKind is what a series is drawn as: each has elements of its own.
type seriesKind uint8

const (
	lineSeries seriesKind = iota
	barSeries
	areaSeries
	scatterSeries
)

func (c Chart) all(p *part, series []Series, from int, kind seriesKind) {
	for i, s := range series {
		p.element("c:ser", func() { c.series(p, s, from+i, kind) })
	}
}

func (c Chart) series(p *part, s Series, index int, kind seriesKind) {
	drawn := kind == lineSeries || kind == scatterSeries
	p.number("c:idx", index)
	p.number("c:order", index)
	p.element("c:tx", func() { p.data(s.Name) })
	p.element("c:spPr", func() { p.paint(s, drawn) })
	switch {
	case drawn:
		p.marker(s)
	case kind == barSeries:
		p.flag("c:invertIfNegative", false)
	}
	if len(s.Labels) > 0 {
		c.labels(p, s, kind)
	}
	if kind == scatterSeries {
		p.element("c:xVal", func() { p.data(c.Categories) })
		p.element("c:yVal", func() { p.data(s.Values) })
	} else {
		p.element("c:cat", func() { p.data(c.Categories) })
		p.element("c:val", func() { p.data(s.Values) })
	}
	if drawn {
		p.flag("c:smooth", false)
	}
}

func (p *part) solid(colour string) {
	p.element("a:solidFill", func() { p.val("a:srgbClr", colour) })
}

// paint writes how a series looks.
func (p *part) paint(s Series, drawn bool) {
	switch {
	case s.Unseen && !drawn:
		p.void("a:noFill")
		fallthrough
	case s.Unseen:
		p.element("a:ln", func() { p.void("a:noFill") })
	case drawn:
		p.element("a:ln", func() {
			p.solid(s.Paint.Colour)
			if s.Paint.Dash != "" {
				p.val("a:prstDash", string(s.Paint.Dash))
			}
			p.void("a:round")
		}, "w", strconv.Itoa(seriesLine), "cap", "rnd")
	case s.Paint.Pattern != "":
		p.element("a:pattFill", func() {
			p.element("a:fgClr", func() { p.val("a:srgbClr", s.Paint.Colour) })
			p.element("a:bgClr", func() { p.val("a:srgbClr", "FFFFFF") })
		}, "prst", string(s.Paint.Pattern))
		// Without an edge the end of a pattern would be hard to see.
		p.element("a:ln", func() { p.solid(s.Paint.Colour) }, "w", strconv.Itoa(thinLine))
	default:
		p.solid(s.Paint.Colour)
		if s.Paint.Edge != "" {
			p.element("a:ln", func() { p.solid(s.Paint.Edge) }, "w", strconv.Itoa(thinLine))
		}
	}
}

// marker marks the points of a line, or a single one that no line would show.
func (p *part) marker(s Series) {
	p.element("c:marker", func() {
		if s.Unseen || !s.Marked && s.Values.count() != 1 {
			p.val("c:symbol", "none")
			return
		}
		p.val("c:symbol", "circle")
		p.number("c:size", 6)
		p.element("c:spPr", func() {
			p.solid(s.Paint.Colour)
			p.element("a:ln", func() { p.solid(s.Paint.Colour) }, "w", strconv.Itoa(thinLine))
		})
	})
}

// allowed is a side that the format allows: any other makes Excel refuse the
// file.
func (c Chart) allowed(side Side, kind seriesKind) bool {
	switch side {
	case Above, Below, Right, Left:
		return kind == lineSeries || kind == scatterSeries
	case Middle:
		return kind != areaSeries
	case End:
		return kind == barSeries && (c.Kind == TornadoBars || c.Kind == Columns)
	}
	return false
}

func (c Chart) labels(p *part, s Series, kind seriesKind) {
	shows := func(key, name, value bool) {
		p.flag("c:showLegendKey", key)
		p.flag("c:showVal", value)
		p.flag("c:showCatName", false)
		p.flag("c:showSerName", name)
		p.flag("c:showPercent", false)
		p.flag("c:showBubbleSize", false)
	}
	p.element("c:dLbls", func() {
		for _, l := range s.Labels {
			p.element("c:dLbl", func() {
				p.number("c:idx", l.Point)
				if l.Shift != 0 {
					p.element("c:layout", func() {
						p.element("c:manualLayout", func() {
							p.val("c:x", share(0))
							p.val("c:y", share(l.Shift))
						})
					})
				}
				format := l.Format
				if format == "" {
					format = c.Format
				}
				p.void("c:numFmt", "formatCode", format, "sourceLinked", "0")
				p.element("c:spPr", func() {
					p.void("a:noFill")
					p.element("a:ln", func() { p.void("a:noFill") })
				})
				c.unwrapped(p, textSize, titleColour, true)
				if c.allowed(l.Side, kind) {
					p.val("c:dLblPos", string(l.Side))
				}
				shows(l.ShowKey, l.ShowName, l.ShowValue)
				if l.ShowName && l.ShowValue {
					p.text("c:separator", "  ")
				}
			})
		}
		shows(false, false, false)
	})
}

// data writes a reference with what it holds.
func (p *part) data(d Data) {
	if d.Texts != nil {
		p.element("c:strRef", func() {
			p.text("c:f", d.Ref)
			p.element("c:strCache", func() {
				p.number("c:ptCount", len(d.Texts))
				for i, s := range d.Texts {
					if s != "" {
						p.point(i, s)
					}
				}
			})
		})
		return
	}
	format := d.Format
	if format == "" {
		format = "General"
	}
	p.element("c:numRef", func() {
		p.text("c:f", d.Ref)
		p.element("c:numCache", func() {
			p.text("c:formatCode", format)
			p.number("c:ptCount", len(d.Numbers))
			for i, x := range d.Numbers {
				if known(x) {
					p.point(i, strconv.FormatFloat(x, 'g', -1, 64))
				}
			}
		})
	})
}

func (p *part) point(i int, value string) {
	p.element("c:pt", func() { p.text("c:v", value) }, "idx", strconv.Itoa(i))
}
