package charts

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

// order is that of the children of each element as the schema has it (ECMA-376,
// part 1, annex B.5: dml-chart.xsd). Of an element that is not listed the
// order is free, or it has one child.
var order = map[string][]string{
	"chartSpace":   {"date1904", "lang", "roundedCorners", "chart", "spPr", "txPr"},
	"chart":        {"title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"},
	"plotArea":     {"layout", "barChart", "areaChart", "lineChart", "scatterChart", "catAx", "valAx"},
	"barChart":     {"barDir", "grouping", "varyColors", "ser", "gapWidth", "overlap", "axId"},
	"areaChart":    {"grouping", "varyColors", "ser", "axId"},
	"lineChart":    {"grouping", "varyColors", "ser", "marker", "axId"},
	"scatterChart": {"scatterStyle", "varyColors", "ser", "axId"},
	"ser":          {"idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dLbls", "cat", "val", "xVal", "yVal", "smooth"},
	"dLbls":        {"dLbl", "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"},
	"dLbl":         {"idx", "layout", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize", "separator"},
	"manualLayout": {"layoutTarget", "xMode", "yMode", "wMode", "hMode", "x", "y", "w", "h"},
	"numCache":     {"formatCode", "ptCount", "pt"},
	"strCache":     {"ptCount", "pt"},
	"legend":       {"legendPos", "legendEntry", "overlay", "txPr"},
	"catAx": {"axId", "scaling", "delete", "axPos", "title", "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr",
		"crossAx", "crosses", "auto", "lblAlgn", "lblOffset", "tickLblSkip", "noMultiLvlLbl"},
	"valAx": {"axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr",
		"crossAx", "crosses", "crossBetween"},
}

// node is an element.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []node     `xml:",any"`
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all are the elements of a name, at any depth.
func (n node) all(name string) []node {
	var found []node
	if n.XMLName.Local == name {
		found = append(found, n)
	}
	for _, c := range n.Nodes {
		found = append(found, c.all(name)...)
	}
	return found
}

func parsed(t *testing.T, data []byte) node {
	t.Helper()
	var n node
	d := xml.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&n); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Fatalf("more than one element: %v", err)
	}
	return n
}

func inOrder(t *testing.T, n node) {
	t.Helper()
	if want, ok := order[n.XMLName.Local]; ok && n.XMLName.Space == chartSpace {
		last := 0
		for _, c := range n.Nodes {
			i := slices.Index(want, c.XMLName.Local)
			if i < last {
				t.Errorf("%s stands at a place of its own in %s", c.XMLName.Local, n.XMLName.Local)
			}
			last = max(i, last)
		}
	}
	for _, c := range n.Nodes {
		inOrder(t, c)
	}
}

// sample is a chart that has everything.
func sample(kind Kind) Chart {
	labels := []Label{{Point: 0, Side: Above, ShowValue: true, ShowKey: true, Shift: -0.01}, {Point: 2, Side: Middle, ShowName: true, ShowValue: true, Format: "0"}, {Point: 1, Side: End}}
	series := Series{
		Name:   Data{Ref: "A!$A$1", Texts: []string{`low & "high" <1>`}},
		Values: Data{Ref: "A!$B$1:$E$1", Format: "0%", Numbers: []float64{0.5, math.NaN(), math.Inf(1), -2}},
		Paint:  Paint{Colour: "0B3C5D", Dash: Dashed, Pattern: Hatched}, Labels: labels,
	}
	lifted := series
	lifted.Unseen = true
	return Chart{
		Kind: kind, Title: "50 % < 60 % & more", Language: "pt-PT", Font: "Calibri", Format: "0%", CategoryFormat: "0", AxisTitle: "up", CategoryTitle: "across",
		FromZero: true, LabelEvery: 2, EndRoom: 0.25, Categories: Data{Ref: "A!$B$2:$E$2", Numbers: []float64{2025, 2026, 2027, 2028}},
		Series: []Series{series, lifted}, Over: []Series{lifted, series},
	}
}

var kinds = []Kind{Lines, StackedColumns, Columns, PackedColumns, StackedBars, TornadoBars, StackedAreas, Scatter}

// Every kind of chart keeps to the schema's order of elements.
func TestElementsStandInTheOrderOfTheSchema(t *testing.T) {
	for _, kind := range kinds {
		c := sample(kind)
		if kind == Scatter {
			c.Over = nil
		}
		data := c.XML()
		inOrder(t, parsed(t, data))
		if !bytes.Equal(data, c.XML()) {
			t.Errorf("kind %d: the same chart gives other bytes", kind)
		}
		c.Categories = Data{Ref: "A!$B$2:$E$2", Texts: []string{"a", "", "c", "d"}}
		c.NoLegend, c.Title, c.CategoryFormat = true, "", ""
		inOrder(t, parsed(t, c.XML()))
	}
}

// A figure that is not known has no point, and texts are what they were.
func TestUnknownHasNoPoint(t *testing.T) {
	n := parsed(t, sample(Lines).XML())
	cache := n.all("numCache")[1] // after the categories
	var got []string
	for _, p := range cache.all("pt") {
		got = append(got, p.attr("idx")+"="+p.all("v")[0].Text)
	}
	if want := []string{"0=0.5", "3=-2"}; !slices.Equal(got, want) || cache.all("ptCount")[0].attr("val") != "4" || cache.all("formatCode")[0].Text != "0%" {
		t.Errorf("the points are %v, want %v", got, want)
	}
	if got := n.all("dispBlanksAs")[0].attr("val"); got != "span" {
		t.Errorf("a missing point of a line is drawn as %q: LibreOffice takes that for zero", got)
	}
	if name := n.all("strCache")[0].all("v")[0].Text; name != `low & "high" <1>` {
		t.Errorf("the name is %q", name)
	}
	if title := n.all("t")[0].Text; title != "50 % < 60 % & more" {
		t.Errorf("the title is %q", title)
	}
}

// Excel refuses a file with a label where the kind of chart has none.
func TestLabelsStandWhereTheFormatAllows(t *testing.T) {
	allowed := map[Kind][]string{
		Lines: {"t", "b", "l", "r", "ctr"}, Scatter: {"t", "b", "l", "r", "ctr"}, StackedAreas: nil,
		StackedColumns: {"ctr"}, Columns: {"ctr", "outEnd"}, PackedColumns: {"ctr"}, StackedBars: {"ctr"}, TornadoBars: {"ctr", "outEnd"},
	}
	for _, kind := range kinds {
		c := sample(kind)
		c.Over = nil
		n := parsed(t, c.XML())
		if len(n.all("dLbl")) != 6 {
			t.Errorf("kind %d has %d labels", kind, len(n.all("dLbl")))
		}
		for _, side := range n.all("dLblPos") {
			if !slices.Contains(allowed[kind], side.attr("val")) {
				t.Errorf("kind %d has a label at %q", kind, side.attr("val"))
			}
		}
	}
}

// What is not seen is not in the legend, and no axis ends at a number.
func TestUnseenSeries(t *testing.T) {
	for _, kind := range kinds[:6] {
		n := parsed(t, sample(kind).XML())
		var hidden []string
		for _, e := range n.all("legendEntry") {
			hidden = append(hidden, e.all("idx")[0].attr("val"))
		}
		if !slices.Equal(hidden, []string{"1", "2"}) {
			t.Errorf("kind %d hides %v in the legend", kind, hidden)
		}
		if len(n.all("max")) > 0 {
			t.Errorf("kind %d has an axis that ends at a number", kind)
		}
		for _, s := range n.all("ser") {
			i := s.all("idx")[0].attr("val")
			if seen := len(s.all("spPr")[0].all("srgbClr")) > 0; seen == slices.Contains(hidden, i) {
				t.Errorf("kind %d: series %s is seen: %v", kind, i, seen)
			}
		}
	}
}

// A pattern and a plain fill; a single point is marked, as no line shows it.
func TestPaint(t *testing.T) {
	n := parsed(t, sample(StackedBars).XML())
	if p := n.all("pattFill"); len(p) != 1 || p[0].attr("prst") != string(Hatched) || len(p[0].all("srgbClr")) != 2 {
		t.Errorf("the pattern is %v", p)
	}
	c := sample(Lines)
	if d := parsed(t, c.XML()).all("prstDash"); len(d) != 2 || d[0].attr("val") != "dash" {
		t.Errorf("the dash is %v", d)
	}
	symbols := func() (all []string) {
		for _, s := range parsed(t, c.XML()).all("symbol") {
			all = append(all, s.attr("val"))
		}
		return all
	}
	if got := symbols(); !slices.Equal(got, []string{"none", "none", "none", "none"}) {
		t.Errorf("marks of lines are %v", got)
	}
	c.Over = nil
	c.Series[0].Values.Numbers = []float64{math.NaN(), 1}
	if got := symbols(); !slices.Equal(got, []string{"circle", "none"}) {
		t.Errorf("marks of a single point are %v", got)
	}
	c = sample(StackedBars)
	c.Series[0].Paint.Pattern = ""
	if f := parsed(t, c.XML()).all("ser")[0].all("solidFill"); f[0].all("srgbClr")[0].attr("val") != "0B3C5D" {
		t.Errorf("the fill is %v", f)
	}
}

func TestTint(t *testing.T) {
	// Worked by hand: 255 − share × (255 − part).
	for _, c := range []struct {
		colour string
		share  float64
		want   string
	}{{"0B3C5D", 1, "0B3C5D"}, {"0B3C5D", 0, "FFFFFF"}, {"000000", 0.5, "808080"}, {"ff8000", 0.25, "FFDFBF"}} {
		if got := Tint(c.colour, c.share); got != c.want {
			t.Errorf("Tint(%s, %v) = %s, want %s", c.colour, c.share, got, c.want)
		}
	}
}

// A drawing ties each frame to one cell, gives it its own size and leaves it
// unlocked.
func TestDrawing(t *testing.T) {
	n := parsed(t, Drawing([]Frame{
		{Column: 1, Row: 5, Width: 960, Height: 500, Name: "Chart 1", Description: "5 < 6", Relation: "rId1"},
		{Column: 28, Row: 32, Width: 100, Height: 10, Name: "Chart 2", Relation: "rId2"},
	}))
	anchors := n.all("oneCellAnchor")
	if len(anchors) != 2 || len(n.all("to")) > 0 {
		t.Fatalf("%d frames of one cell", len(anchors))
	}
	place := func(a node) string {
		var all []string
		for _, name := range []string{"col", "colOff", "row", "rowOff"} {
			all = append(all, a.all(name)[0].Text)
		}
		ext := a.Nodes[1]
		return strings.Join(append(all, ext.attr("cx"), ext.attr("cy"), a.all("cNvPr")[0].attr("id"), a.all("chart")[0].attr("id"), a.all("clientData")[0].attr("fLocksWithSheet")), " ")
	}
	// 9,525 units a pixel.
	for i, want := range []string{"0 0 4 0 9144000 4762500 2 rId1 0", "27 0 31 0 952500 95250 3 rId2 0"} {
		if got := place(anchors[i]); got != want {
			t.Errorf("frame %d is at %s, want %s", i, got, want)
		}
		var names []string
		for _, c := range anchors[i].Nodes {
			names = append(names, c.XMLName.Local)
		}
		if !slices.Equal(names, []string{"from", "ext", "graphicFrame", "clientData"}) {
			t.Errorf("frame %d holds %v", i, names)
		}
	}
	if d := anchors[0].all("cNvPr")[0].attr("descr"); d != "5 < 6" {
		t.Errorf("the description is %q", d)
	}
}
