package workbook

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
)

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
