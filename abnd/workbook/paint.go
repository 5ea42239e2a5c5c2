package workbook

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
)

// fill is a series in a plain colour.
func fill(colour string) charts.Paint { return charts.Paint{Colour: colour} }

// guaranteePaint is that of a guarantee, the same everywhere.
func guaranteePaint(g abnd.Guarantee) charts.Paint {
	return charts.Guarantee(max(0, slices.Index(abnd.Guarantees(), g)))
}

// guaranteeFill is the paint of an area of a guarantee: areas that stand upon one
// another are told apart by a pattern too, where they are printed in grey or where
// somebody sees no colours. No pattern is that of what is not known.
func guaranteeFill(g abnd.Guarantee) charts.Paint {
	patterns := [...]charts.Pattern{"", charts.Horizontal, charts.Dots, charts.Vertical}
	paint := guaranteePaint(g)
	paint.Pattern = patterns[max(0, slices.Index(abnd.Guarantees(), g))%len(patterns)]
	return paint
}

// numbered is the paint of the n-th of several lines, counted from 0.
func numbered(n int) charts.Paint { return charts.Run(n) }

// paintOf is the line of a scenario or package: one in the whole file, by its
// place in the study, whatever stands beside it in a chart.
func (l *layout) paintOf(id string) charts.Paint {
	switch id {
	case abnd.StatusQuo:
		return charts.StatusQuo
	case abnd.Tried:
		return charts.Tried
	}
	n := 0
	// The proposal stands beside those that were agreed on and takes none of their
	// colours: they look the same in a file that has it and in one that has not.
	for _, s := range l.study.Decided() {
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
