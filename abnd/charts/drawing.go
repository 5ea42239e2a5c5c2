package charts

import "strconv"

// EMUPerPixel is how many English metric units, of which the format measures
// drawings, a pixel of a screen of 96 dots an inch has.
const EMUPerPixel = 9525

// Frame is a chart's place on a worksheet.
type Frame struct {
	// Column and Row of the cell at its upper left corner, counted from 1.
	Column, Row int
	// Width and Height in pixels.
	Width, Height int
	// Name tells it apart, Description says to those who cannot see it what it
	// shows.
	Name, Description string
	// Relation is the relation of the drawing to the chart's part: "rId1".
	Relation string
}

// Drawing writes the part that places charts on a worksheet. A frame is tied
// to one cell and has its own size: programs show it alike whatever the widths
// of columns and the heights of rows, which each of them measures in its own
// way. It is not locked where the sheet is protected, so that a chart can be
// selected, copied and resized.
func Drawing(frames []Frame) []byte {
	p := newPart()
	p.element("xdr:wsDr", func() {
		for i, f := range frames {
			p.frame(f, i)
		}
	}, "xmlns:xdr", sheetDrawing, "xmlns:a", drawingMain)
	return p.Bytes()
}

func (p *part) frame(f Frame, index int) {
	emu := func(pixels int) string { return strconv.Itoa(pixels * EMUPerPixel) }
	p.element("xdr:oneCellAnchor", func() {
		p.element("xdr:from", func() {
			p.text("xdr:col", strconv.Itoa(f.Column-1))
			p.text("xdr:colOff", "0")
			p.text("xdr:row", strconv.Itoa(f.Row-1))
			p.text("xdr:rowOff", "0")
		})
		p.void("xdr:ext", "cx", emu(f.Width), "cy", emu(f.Height))
		p.element("xdr:graphicFrame", func() {
			p.element("xdr:nvGraphicFramePr", func() {
				const first = 2 // 1 is the drawing itself
				p.void("xdr:cNvPr", "id", strconv.Itoa(first+index), "name", f.Name, "descr", f.Description)
				p.void("xdr:cNvGraphicFramePr")
			})
			p.element("xdr:xfrm", func() {
				p.void("a:off", "x", "0", "y", "0")
				p.void("a:ext", "cx", "0", "cy", "0")
			})
			p.element("a:graphic", func() {
				p.element("a:graphicData", func() {
					p.void("c:chart", "xmlns:c", chartSpace, "xmlns:r", relationship, "r:id", f.Relation)
				}, "uri", chartSpace)
			})
		}, "macro", "")
		p.void("xdr:clientData", "fLocksWithSheet", "0")
	})
}
