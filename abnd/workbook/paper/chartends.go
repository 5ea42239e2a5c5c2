package paper

import (
	"cmp"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd/charts"
)

// Labels at the ends of lines, in shares of the chart or in pixels.
const (
	labelStep   = 0.04 // of the height: labels that are closer lie over one another
	mostShift   = 0.12 // of the height: a label further away would be taken for another line's
	mostNamed   = 8    // lines of a chart whose names stand at their ends
	labelPixels = 8.6  // of a digit in the bold letters of labels
	keyPixels   = 76   // of the piece of line before a name, and the edges
	crowded     = 0.25 // of the width: with so much taken away, not every category has room for its label

	mostCategories = 12
	mostRoom       = 0.46 // of the width
)

// end is the end of a line that is seen.
type end struct {
	line, point int
	value       float64
	// natural is where the label would stand, from the top of the lines, shift
	// how far down it is moved: shares of the height of the chart.
	natural, shift float64
}

// nameEnds writes name and figure at the end of every line, and leaves out the
// legend: a label is found by the eye, and without telling colours apart. It
// reports whether that was possible: a line without any point needs the
// legend, and so do names that are too long or ends of too many lines.
func (w *bookWriter) nameEnds(x *charts.Chart) bool {
	ends, ok := endsOf(x)
	if !ok || len(ends) > mostNamed {
		return false
	}
	room := 0.0
	for _, e := range ends {
		s := x.Series[e.line]
		wide := 0.0
		for _, name := range s.Name.Texts {
			wide += TextWidth(name + "  " + w.plainNumber(x.Format, e.value))
		}
		room = max(room, (float64(wide*labelPixels)+keyPixels)/ChartWidth)
	}
	if room > mostRoom || !spread(ends) {
		return false
	}
	for _, e := range ends {
		s := &x.Series[e.line]
		s.Labels = []charts.Label{{Point: e.point, Side: charts.Right, ShowName: true, ShowValue: true, ShowKey: true, Shift: e.shift}}
	}
	x.NoLegend, x.EndRoom = true, room
	if x.LabelEvery == 0 && room > crowded && x.Categories.Len() > mostCategories {
		x.LabelEvery = 2 // years would run into one another
	}
	return true
}

// endsOf lists the ends of the lines that are seen, from the top down; of lines that
// end at one place the later ones first: they are what is proposed, which an edit lifts
// above what there is, and their labels then move away from those of the others. It
// reports false where one has no point at all, or only a first one.
func endsOf(x *charts.Chart) ([]end, bool) {
	low, high := x.Range()
	var ends []end
	for i, s := range x.Series {
		if s.Unseen {
			continue
		}
		last := lastKnown(s.Values)
		if last < 1 {
			return nil, false
		}
		v := s.Values.Numbers[last]
		ends = append(ends, end{line: i, point: last, value: v, natural: float64(charts.PlotHeight*(high-v)) / (high - low)})
	}
	slices.SortFunc(ends, func(a, b end) int { return cmp.Or(cmp.Compare(a.natural, b.natural), b.line-a.line) })
	return ends, len(ends) > 0 && high > low
}

// spread moves labels that would lie over one another apart, each group of them
// around the place where it would be, and reports whether none goes too far.
func spread(ends []end) bool {
	type pool struct {
		sum   float64
		count int
	}
	// Without the steps between them, places must not fall: the mean of
	// neighbours that do is the nearest that does not.
	var pools []pool
	for i, e := range ends {
		pools = append(pools, pool{e.natural - float64(labelStep*float64(i)), 1})
		for n := len(pools); n > 1; n = len(pools) {
			a, b := pools[n-2], pools[n-1]
			if float64(a.sum*float64(b.count)) <= float64(b.sum*float64(a.count)) {
				break
			}
			pools = append(pools[:n-2], pool{a.sum + b.sum, a.count + b.count})
		}
	}
	i := 0
	for _, p := range pools {
		for range p.count {
			ends[i].shift = p.sum/float64(p.count) + float64(labelStep*float64(i)) - ends[i].natural
			if math.Abs(ends[i].shift) > mostShift {
				return false
			}
			if math.Abs(ends[i].shift) < labelStep/100 {
				ends[i].shift = 0
			}
			i++
		}
	}
	return true
}
