package paper

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
)

// The share of an axis that a label is high.
const labelHeight = 0.06

// labelEnds writes the figure at the last known point of every line, so that
// it need not be guessed from the axis; where lines end close to one another,
// of one of them only. Where a series says so it has both its ends.
func labelEnds(x *charts.Chart, c Chart) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, s := range slices.Concat(x.Series, x.Over) {
		for _, v := range s.Values.Numbers {
			if !math.IsNaN(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if c.FromZero {
		low = min(low, 0)
	}
	lines, asked := x.Over, c.Over
	switch x.Kind {
	case charts.Lines:
		lines, asked = x.Series, c.Series
	case charts.Columns:
		labelColumns(x)
		return
	case charts.Scatter, charts.PackedColumns:
		return
	}
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	end := func(i int) int { return lastKnown(lines[i].Values) }
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := math.Inf(-1), math.Inf(-1)
		if e := end(a); e >= 0 {
			x = lines[a].Values.Numbers[e]
		}
		if e := end(b); e >= 0 {
			y = lines[b].Values.Numbers[e]
		}
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	last := math.Inf(1)
	for _, i := range order {
		e := end(i)
		if e < 1 {
			continue
		}
		if asked[i].Ends {
			for _, point := range []int{firstKnown(lines[i].Values), e} {
				lines[i].Labels = append(lines[i].Labels, charts.Label{Point: point, Side: charts.Above, ShowValue: true, Shift: aboveMark(x, point)})
			}
			continue
		}
		at := lines[i].Values.Numbers[e]
		if lines[i].Unseen || last-at < labelHeight*(high-low) {
			continue
		}
		last = at
		lines[i].Labels = []charts.Label{{Point: e, Side: charts.Right, ShowValue: true}}
	}
}

// labelColumns writes the figure at the end of every column.
func labelColumns(x *charts.Chart) {
	for i, s := range x.Series {
		for point, v := range s.Values.Numbers {
			if !math.IsNaN(v) && !s.Unseen {
				x.Series[i].Labels = append(x.Series[i].Labels, charts.Label{Point: point, Side: charts.End, ShowValue: true})
			}
		}
	}
}

// aboveMark lifts a label over the mark of what is not known, where there is one.
func aboveMark(x *charts.Chart, point int) float64 {
	const lift = -0.04
	for _, s := range x.Series {
		if s.Paint == charts.NotKnown && point < len(s.Values.Numbers) && !math.IsNaN(s.Values.Numbers[point]) {
			return lift
		}
	}
	return 0
}

func lastKnown(d charts.Data) int {
	for i := len(d.Numbers) - 1; i >= 0; i-- {
		if !math.IsNaN(d.Numbers[i]) {
			return i
		}
	}
	return -1
}

func firstKnown(d charts.Data) int {
	return slices.IndexFunc(d.Numbers, func(x float64) bool { return !math.IsNaN(x) })
}

// described says what a chart shows to those who cannot see it: the title, and
// what its figures tell, as they were when the file was written. What stands for
// all the others, as a sum over columns, comes first.
func (w *bookWriter) described(x charts.Chart, finding string) string {
	const mostSeries, longest = 8, 1000
	var all []string
	if finding != "" {
		all = append(all, finding)
	}
	for _, s := range slices.Concat(x.Over, x.Series) {
		sum := len(s.Labels) > 0 // drawn by its labels alone
		if s.Unseen && !sum || firstKnown(s.Values) < 0 || len(all) == mostSeries {
			continue
		}
		all = append(all, w.told(x, s).In(w.head.Lang))
	}
	if len(all) == 0 {
		return x.Title
	}
	return Shortened(abnd.T("%s. When written: %s.", "%s. Quando escrito: %s.").Fill(x.Title, strings.Join(all, "; ")).In(w.head.Lang), longest)
}

// told says of a series how it moves from its first known point to its last, or
// which point is the largest where they are in no order.
func (w *bookWriter) told(x charts.Chart, s charts.Series) abnd.Text {
	name, first, last := strings.Join(s.Name.Texts, " "), firstKnown(s.Values), lastKnown(s.Values)
	value := func(i int) string { return w.plainNumber(x.Format, s.Values.Numbers[i]) }
	if x.Categories.Texts != nil {
		top := first
		for i, v := range s.Values.Numbers {
			if !math.IsNaN(v) && math.Abs(v) > math.Abs(s.Values.Numbers[top]) {
				top = i
			}
		}
		return abnd.T("%s is largest for %s, %s", "%s: o maior valor é o de %s, %s").Fill(name, w.category(x, top), value(top))
	}
	if last == first {
		return abnd.T("%s is %s in %s", "%s: %s em %s").Fill(name, value(first), w.category(x, first))
	}
	if x.Kind == charts.PackedColumns {
		return abnd.T("%s is %s at age %s and %s at age %s", "%s: %s aos %s anos e %s aos %s anos").Fill(name, value(first), w.category(x, first), value(last), w.category(x, last))
	}
	words := abnd.T("%s stays at %s from %s to %s", "%s: mantém-se em %s de %s a %s").Fill(name, value(first), w.category(x, first), w.category(x, last))
	if from, to := value(first), value(last); from != to {
		words = abnd.T("%s rises from %s in %s to %s in %s", "%s: sobe de %s em %s para %s em %s")
		if s.Values.Numbers[last] < s.Values.Numbers[first] {
			words = abnd.T("%s falls from %s in %s to %s in %s", "%s: desce de %s em %s para %s em %s")
		}
		words = words.Fill(name, from, w.category(x, first), to, w.category(x, last))
	}
	return words
}

// category is what stands below a point.
func (w *bookWriter) category(x charts.Chart, i int) string {
	switch {
	case i < len(x.Categories.Texts):
		return x.Categories.Texts[i]
	case i < len(x.Categories.Numbers) && !math.IsNaN(x.Categories.Numbers[i]):
		return w.plainNumber(x.CategoryFormat, x.Categories.Numbers[i])
	}
	return strconv.Itoa(i) // an age whose label is not shown
}

// plainNumber writes a number as a format of charts shows it: percent,
// thousands and millions, with so many decimals.
func (w *bookWriter) plainNumber(format string, x float64) string {
	format, _, _ = strings.Cut(format, ";")
	body := strings.TrimRight(format, ",%")
	for range strings.Count(format[len(body):], ",") {
		x /= thousand
	}
	percent := ""
	if strings.HasSuffix(format, "%") {
		x, percent = x*PercentPerShare, "%"
	}
	decimals := 0
	if _, after, ok := strings.Cut(body, "."); ok {
		decimals = len(after)
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	if strings.Contains(body, "#,##0") {
		s = Grouped(s)
	}
	if w.head.Lang.IsPortuguese() {
		s = strings.NewReplacer(",", "\u00a0", ".", ",").Replace(s)
	}
	return s + percent
}

const thousand = 1000
