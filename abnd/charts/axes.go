package charts

import "strconv"

// title writes the title of the chart or of an axis.
func (c Chart) title(p *part, s string, size int, colour string, bold bool) {
	p.element("c:title", func() {
		p.element("c:tx", func() {
			p.element("c:rich", func() {
				p.void("a:bodyPr")
				p.void("a:lstStyle")
				p.element("a:p", func() {
					p.element("a:pPr", func() { c.run(p, "a:defRPr", "", size, colour, bold) })
					p.element("a:r", func() {
						c.run(p, "a:rPr", c.Language, size, colour, bold)
						p.text("a:t", s)
					})
				})
			})
		})
		p.flag("c:overlay", false)
	})
}

// textProperties writes how texts look that have no runs of their own.
func (c Chart) textProperties(p *part, size int, colour string, bold bool) {
	c.texts(p, "", size, colour, bold)
}

// unwrapped is [Chart.textProperties] of a text that stays on one line.
func (c Chart) unwrapped(p *part, size int, colour string, bold bool) {
	c.texts(p, "none", size, colour, bold)
}

func (c Chart) texts(p *part, wrap string, size int, colour string, bold bool) {
	p.element("c:txPr", func() {
		if wrap == "" {
			p.void("a:bodyPr")
		} else {
			p.void("a:bodyPr", "wrap", wrap)
		}
		p.void("a:lstStyle")
		p.element("a:p", func() {
			p.element("a:pPr", func() { c.run(p, "a:defRPr", "", size, colour, bold) })
			p.void("a:endParaRPr", "lang", c.Language)
		})
	})
}

// run writes the properties of a run of text; language is blank where the
// element is of no run.
func (c Chart) run(p *part, name, language string, size int, colour string, bold bool) {
	var attributes []string
	if language != "" {
		attributes = append(attributes, "lang", language)
	}
	weight := "0"
	if bold {
		weight = "1"
	}
	p.element(name, func() {
		p.solid(colour)
		if c.Font != "" {
			for _, script := range []string{"a:latin", "a:ea", "a:cs"} {
				p.void(script, "typeface", c.Font)
			}
		}
	}, append(attributes, "sz", strconv.Itoa(size), "b", weight)...)
}

// edge writes the line of an axis or of its grid.
func (p *part) edge(colour string, width int) {
	p.element("c:spPr", func() {
		p.element("a:ln", func() { p.solid(colour) }, "w", strconv.Itoa(width))
	})
}

// categoryAxis writes the axis of the categories. It crosses the other at zero,
// and is the line of zero where figures have both signs; its labels stand at the
// edge of the chart there too.
func (c Chart) categoryAxis(p *part) {
	p.element("c:catAx", func() {
		orientation, side := "minMax", "b"
		if c.sideways() {
			orientation, side = "maxMin", "l"
		}
		p.number("c:axId", categoryAxis)
		p.element("c:scaling", func() { p.val("c:orientation", orientation) })
		p.flag("c:delete", false)
		p.val("c:axPos", side)
		if c.CategoryTitle != "" {
			c.title(p, c.CategoryTitle, axisTitleSize, titleColour, false)
		}
		format := c.CategoryFormat
		if format == "" {
			format = "General"
		}
		p.void("c:numFmt", "formatCode", format, "sourceLinked", "0")
		p.val("c:majorTickMark", "none")
		p.val("c:minorTickMark", "none")
		p.val("c:tickLblPos", "low")
		p.edge(axisColour, axisLine)
		c.textProperties(p, textSize, textColour, false)
		p.number("c:crossAx", valueAxis)
		p.val("c:crosses", "autoZero")
		p.flag("c:auto", false)
		p.val("c:lblAlgn", "ctr")
		p.number("c:lblOffset", 100)
		if c.LabelEvery > 0 {
			p.number("c:tickLblSkip", c.LabelEvery)
		}
		p.flag("c:noMultiLvlLbl", true)
	})
}

// numberAxis writes an axis of numbers. It ends where the program finds that
// the figures end.
func (c Chart) numberAxis(p *part, id, other int, side, format, title string, upright bool) {
	p.element("c:valAx", func() {
		p.number("c:axId", id)
		p.element("c:scaling", func() {
			p.val("c:orientation", "minMax")
			if upright && c.FromZero {
				p.number("c:min", 0)
			}
		})
		p.flag("c:delete", false)
		p.val("c:axPos", side)
		if upright {
			p.element("c:majorGridlines", func() { p.edge(gridColour, thinLine) })
		}
		if title != "" {
			c.title(p, title, axisTitleSize, titleColour, false)
		}
		p.void("c:numFmt", "formatCode", format, "sourceLinked", "0")
		p.val("c:majorTickMark", "none")
		p.val("c:minorTickMark", "none")
		switch {
		case c.sideways(): // the axis is turned over with the bars
			p.val("c:tickLblPos", "high")
		case !upright:
			p.val("c:tickLblPos", "low")
		default:
			p.val("c:tickLblPos", "nextTo")
		}
		if upright {
			p.element("c:spPr", func() { p.element("a:ln", func() { p.void("a:noFill") }) })
		} else {
			p.edge(axisColour, axisLine)
		}
		c.textProperties(p, textSize, textColour, false)
		p.number("c:crossAx", other)
		p.val("c:crosses", "autoZero")
		switch {
		case c.Kind == StackedAreas, c.Kind == Scatter:
			p.val("c:crossBetween", "midCat")
		default:
			p.val("c:crossBetween", "between")
		}
	})
}

// legend writes the legend, without the series that are not seen.
func (c Chart) legend(p *part) {
	side := "b"
	if c.Low {
		side = "r"
	}
	p.element("c:legend", func() {
		p.val("c:legendPos", side)
		for i, s := range append(c.Series[:len(c.Series):len(c.Series)], c.Over...) {
			if s.Unseen {
				p.element("c:legendEntry", func() {
					p.number("c:idx", i)
					p.flag("c:delete", true)
				})
			}
		}
		p.flag("c:overlay", false)
		c.textProperties(p, textSize, textColour, false)
	})
}
