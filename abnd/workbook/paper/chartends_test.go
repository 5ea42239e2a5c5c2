package paper

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/proofs"
	"pgregory.net/rapid"
)

// Labels that have room stay where they are; those that have none move apart
// by one step, around their middle; all keep their order.
func TestSpread(t *testing.T) {
	far := []end{{natural: 0.1}, {natural: 0.3}, {natural: 0.6}}
	if !spread(far) || far[0].shift != 0 || far[1].shift != 0 || far[2].shift != 0 {
		t.Errorf("labels with room moved: %+v", far)
	}
	same := []end{{natural: 0.5}, {natural: 0.5}}
	if !spread(same) || math.Abs(same[0].shift+labelStep/2) > 1e-12 || math.Abs(same[1].shift-labelStep/2) > 1e-12 {
		t.Errorf("two labels of one place are at %+v", same)
	}
	many := make([]end, 9)
	if spread(many) {
		t.Errorf("nine labels of one place were named at their ends: %+v", many)
	}
	proofs.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, mostNamed).Draw(t, "n")
		ends, at := make([]end, n), 0.0
		for i := range ends {
			at += rapid.Float64Range(0, 0.1).Draw(t, "step")
			ends[i].natural = at
		}
		if !spread(ends) {
			return
		}
		for i := 1; i < n; i++ {
			gap := ends[i].natural + ends[i].shift - ends[i-1].natural - ends[i-1].shift
			if gap < labelStep*0.98 {
				t.Fatalf("labels %d and %d are %v apart: %+v", i-1, i, gap, ends)
			}
		}
	})
}

// Of lines that end at one place the label of the last stands highest, so that an edit
// which lifts that line does not put it over the others.
func TestProposalsAreNamedAboveWhatThereIs(t *testing.T) {
	x := charts.Chart{Kind: charts.Lines}
	for range 3 {
		x.Series = append(x.Series, charts.Series{Values: charts.Data{Numbers: []float64{1, 2}}})
	}
	ends, ok := endsOf(&x)
	if !ok || !spread(ends) {
		t.Fatalf("%+v", ends)
	}
	for i, e := range ends {
		if e.line != 2-i || i > 0 && e.shift <= ends[i-1].shift {
			t.Errorf("label %d from the top is that of line %d: %+v", i, e.line, ends)
		}
	}
}

// A line without any point keeps the legend, which says that there is one; so
// do names that would leave no room for the lines.
func TestWhatHasNoEndKeepsTheLegend(t *testing.T) {
	w := bookWriter{head: Head{Lang: abnd.English}}
	of := func(name string, values ...float64) charts.Series {
		return charts.Series{Name: charts.Data{Texts: []string{name}}, Values: charts.Data{Numbers: values}}
	}
	nan := math.NaN()
	long := make([]byte, 120)
	for i := range long {
		long[i] = 'm'
	}
	for name, c := range map[string]struct {
		series []charts.Series
		named  bool
	}{
		"two lines":     {[]charts.Series{of("a", 1, 2), of("b", 3, 9)}, true},
		"one has none":  {[]charts.Series{of("a", 1, 2), of("b", nan, nan)}, false},
		"one has one":   {[]charts.Series{of("a", 1, 2), of("b", 1, nan)}, false},
		"a long name":   {[]charts.Series{of(string(long), 1, 2)}, false},
		"all are alike": {[]charts.Series{of("a", 0, 0)}, false},
	} {
		x := charts.Chart{Kind: charts.Lines, Format: "0%", Series: c.series}
		if got := w.nameEnds(&x); got != c.named || x.NoLegend != c.named || (x.EndRoom > 0) != c.named {
			t.Errorf("%s: named at the ends: %v, legend left out: %v, room %v", name, got, x.NoLegend, x.EndRoom)
		}
		if c.named {
			for i, s := range x.Series {
				if len(s.Labels) != 1 || s.Labels[0].Point != 1 || !s.Labels[0].ShowName || !s.Labels[0].ShowKey {
					t.Errorf("%s: line %d has the labels %+v", name, i, s.Labels)
				}
			}
		}
	}
}

// What a chart tells those who cannot see it is a sentence of its figures.
func TestFindingsInWords(t *testing.T) {
	years := charts.Data{Numbers: []float64{2026, 2040}}
	series := func(from, to float64) charts.Series {
		return charts.Series{Name: charts.Data{Texts: []string{"High scenario"}}, Values: charts.Data{Numbers: []float64{from, to}}}
	}
	for _, c := range []struct {
		lang abnd.Lang
		s    charts.Series
		want string
	}{
		{abnd.English, series(0.072, 0.118), "High scenario rises from 7.2% in 2026 to 11.8% in 2040"},
		{abnd.English, series(0.118, 0.072), "High scenario falls from 11.8% in 2026 to 7.2% in 2040"},
		{abnd.English, series(0.07201, 0.07203), "High scenario stays at 7.2% from 2026 to 2040"},
		{abnd.English, series(math.NaN(), 0.07), "High scenario is 7.0% in 2040"},
		{abnd.Portuguese, series(0.072, 0.118), "High scenario: sobe de 7,2% em 2026 para 11,8% em 2040"},
	} {
		w := bookWriter{head: Head{Lang: c.lang}}
		x := charts.Chart{Kind: charts.Lines, Format: "0.0%", CategoryFormat: YearFormat, Categories: years, Series: []charts.Series{c.s}}
		if got := w.told(x, c.s).In(c.lang); got != c.want {
			t.Errorf("told %q, want %q", got, c.want)
		}
	}
}
