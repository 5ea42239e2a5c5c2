// Package charts writes native charts of Office Open XML: the parts that hold
// a chart, and the drawings that place charts on a worksheet. It knows neither
// worksheets nor documents, only where figures stand and what they are, so that
// a workbook and a document can show the same chart.
//
// What it writes keeps to the schema to the letter (ECMA-376, part 1, chapters
// 20 and 21; the order of elements is part of it), holds the figures beside the
// references to them, so that a preview which computes nothing shows them, and
// is the same for the same input to the byte.
//
// Not known is not zero: a figure that is not known has no point.
package charts

import (
	"math"
)

// Kind is what the series of a chart are drawn as.
type Kind uint8

const (
	// Lines joins the points of each series.
	Lines Kind = iota
	// StackedColumns stands one series upon another.
	StackedColumns
	// Columns stand beside one another.
	Columns
	// PackedColumns are stacked columns without gaps between them.
	PackedColumns
	// StackedBars run from left to right, the first category at the top.
	StackedBars
	// TornadoBars run from one line to both sides, the first category at the
	// top, the bars of one category over one another.
	TornadoBars
	// StackedAreas fills what lies between series that stand upon one another.
	StackedAreas
	// Scatter joins points whose places across are figures too.
	Scatter
)

// Chart is one chart.
type Chart struct {
	Kind Kind
	// Title says what is drawn, and in which unit.
	Title string
	// Language of the texts, as BCP 47 names it: "pt-PT".
	Language string
	// Font of all texts.
	Font string
	// Categories stand below the points, or are the places across of a
	// [Scatter].
	Categories Data
	// Format of the numbers on the axis, as a number format code.
	Format string
	// CategoryFormat is that of categories which are numbers.
	CategoryFormat string
	// AxisTitle and CategoryTitle name the two axes; blank for none.
	AxisTitle, CategoryTitle string
	// FromZero begins the axis of numbers at zero. There is no way to say where
	// it ends: an edit must not be cut off without a sign. Charts that are to
	// have one scale share a series that is not seen.
	FromZero bool
	// LabelEvery shows the label of every so many categories; 0 lets the
	// program choose.
	LabelEvery int
	// NoLegend leaves the legend out.
	NoLegend bool
	// Low says that the chart is lower than a slide: its legend stands at the
	// right, where it takes no height, and its title is smaller.
	Low bool
	// EndRoom is the share of the width that is kept free at the right for the
	// labels at the ends of lines; 0 lets the program lay out the chart.
	EndRoom float64
	Series  []Series
	// Over are drawn as lines over the others, on the same axes.
	Over []Series
}

// Series is one row of figures.
type Series struct {
	// Name is one text, and where it stands.
	Name   Data
	Values Data
	Paint  Paint
	// Unseen series lift others or widen the axis. They are in no legend.
	Unseen bool
	// Marked puts a mark at every point. A line of one point has one anyway.
	Marked bool
	// Labels are written at single points.
	Labels []Label
}

// Paint is how a series looks: a line by its colour and dash, anything else by
// its colour and pattern.
type Paint struct {
	Colour  string // six hexadecimal digits, red, green, blue
	Dash    Dash
	Pattern Pattern
	Edge    string // colour of the line around an area; blank for none
}

// Dash is how a line is broken, as DrawingML names it; blank is not at all.
type Dash string

// The dashes of lines.
const (
	Solid       Dash = "solid"
	Dashed      Dash = "dash"
	LongDashed  Dash = "lgDash"
	ShortDashed Dash = "sysDash"
	Dotted      Dash = "sysDot"
	DashDot     Dash = "lgDashDot"

	LongDashDotDot Dash = "lgDashDotDot"
)

// Pattern is what fills an area over white, as DrawingML names it; blank is
// the plain colour.
type Pattern string

// The patterns of areas.
const (
	Hatched      Pattern = "wdUpDiag" // what is not known
	CrossHatched Pattern = "lgCheck"
	Striped      Pattern = "ltUpDiag"
	Dots         Pattern = "pct25"
	Horizontal   Pattern = "narHorz"
	Vertical     Pattern = "narVert"
	Grid         Pattern = "smGrid"
)

// Label is a text at one point of a series.
type Label struct {
	Point int // counted from 0
	Side  Side
	// ShowName shows the name of the series, ShowValue the figure, ShowKey a
	// piece of the line, so that the label needs no legend.
	ShowName, ShowValue, ShowKey bool
	// Shift moves the label down from where it would stand, as a share of the
	// height of the chart, so that it does not lie over another.
	Shift float64
	// Format of the figure; blank takes that of the axis.
	Format string
}

// Side is where a label stands. Lines have labels on every side, bars and
// columns in their middle or at their ends, areas only where the program puts
// them: what the format does not allow is left to the program.
type Side string

// The sides of a point.
const (
	Above  Side = "t"
	Below  Side = "b"
	Right  Side = "r"
	Left   Side = "l"
	Middle Side = "ctr"
	End    Side = "outEnd" // of a bar that is not stacked
)

// Data is a range of cells and what it holds: numbers or texts.
type Data struct {
	// Ref is the range as formulas write it: SUM!$D$5:$S$5.
	Ref string
	// Format of the numbers; blank is General.
	Format string
	// Numbers are the figures; NaN is one that is not known.
	Numbers []float64
	// Texts are the texts, where they are no numbers; blank is none.
	Texts []string
}

// Len is how many cells the range has.
func (d Data) Len() int { return max(len(d.Numbers), len(d.Texts)) }

// known reports whether a number can be written: neither NaN nor infinite.
func known(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// count is how many figures are known.
func (d Data) count() int {
	n := 0
	for _, x := range d.Numbers {
		if known(x) {
			n++
		}
	}
	return n
}

// Range is from where to where the axis of numbers runs, about: programs begin it
// at zero unless all figures are far from it. It is 0 to 0 where nothing is
// known.
func (c Chart) Range() (low, high float64) {
	const near = 5.0 / 6
	low, high = math.Inf(1), math.Inf(-1)
	for _, all := range [][]Series{c.Series, c.Over} {
		for _, s := range all {
			for _, x := range s.Values.Numbers {
				if known(x) {
					low, high = min(low, x), max(high, x)
				}
			}
		}
	}
	switch {
	case low > high:
		return 0, 0
	case low >= 0 && (c.FromZero || low < float64(near*high)):
		low = 0
	case high <= 0 && high > float64(near*low):
		high = 0
	}
	return low, high
}

// Tint mixes a colour with white: share 1 is the colour, 0 is white. What
// belongs to a line is filled with a tint of its colour.
func Tint(colour string, share float64) string {
	const digits = "0123456789ABCDEF"
	out := make([]byte, 0, len(colour))
	for i := 0; i+1 < len(colour); i += 2 {
		x := 255 - float64(share*float64(255-hex(colour[i])*16-hex(colour[i+1])))
		n := int(math.Round(min(max(x, 0), 255)))
		out = append(out, digits[n/16], digits[n%16])
	}
	return string(out)
}

func hex(c byte) int {
	switch {
	case c >= 'a':
		return int(c-'a') + 10
	case c >= 'A':
		return int(c-'A') + 10
	}
	return int(c - '0')
}
