package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// placesOf are the cells of a page by their place.
func placesOf(p *paper.Page) map[[2]int]paper.Cell {
	all := map[[2]int]paper.Cell{}
	for _, r := range p.Rows {
		for i, c := range r.Cells {
			all[[2]int{r.At, i + 1}] = c
		}
	}
	return all
}

// numbersOf are the figures of a range of a page.
func numbersOf(t *testing.T, p *paper.Page, ref string) []any {
	t.Helper()
	a, cells := rangeIn(t, p.Name, ref), placesOf(p)
	var all []any
	for row := a.Top; row <= a.Bottom; row++ {
		for col := a.Left; col <= a.Right; col++ {
			all = append(all, cells[[2]int{row, col}].Value)
		}
	}
	return all
}

// Under every chart of the results stands where it is from and how far its
// facts are known. On TRY charts are of the rows beside them, and PRINT repeats those
// of CHARTS.
func TestEveryChartNamesItsSource(t *testing.T) {
	proofs.NotShort(t)
	count := 0
	for _, code := range []string{"TLS", "MOZ"} {
		b, _ := shipped(t, code)
		for _, p := range b.pages {
			if slices.Contains([]string{sheets.Try, PrintSheet}, p.Name) {
				continue
			}
			cells := placesOf(p)
			for _, c := range p.Charts {
				row, col, _ := address.Parse(c.At)
				at := [2]int{row + paper.CaptionAfter, 1}
				if p.Name == SummarySheet { // two stand beside one another
					at = [2]int{captionRow, col}
				}
				s, _ := cells[at].Value.(string)
				if !strings.HasPrefix(s, "Source: ") || !strings.Contains(s, "Facts with a source") {
					t.Errorf("%s, %s: under %q stands %q", code, p.Name, c.Title, s)
				}
				count++
			}
		}
	}
	if count < 20 {
		t.Fatalf("only %d charts were looked at", count)
	}
}

// The pyramids hold everybody: the oracle is the population of the study. Both
// sides of both are as wide as the widest bar together with what is not seen,
// and of every age the part that is covered is the largest share of any scheme.
func TestPyramid(t *testing.T) {
	proofs.NotShort(t)
	b, w := shipped(t, "TLS")
	p := pageOf(t, b, chartsSheet)
	var drawn []paper.Chart
	for _, c := range p.Charts {
		if strings.HasPrefix(c.Title, "Population by age and sex") {
			drawn = append(drawn, c)
		}
	}
	if len(drawn) != 2 {
		t.Fatalf("%d pyramids", len(drawn))
	}
	widest := map[float64]bool{}
	for i, year := range []abnd.Year{w.study.Projection.First, w.study.Projection.Last} {
		total, covered := 0.0, 0.0
		ends := map[bool][]float64{true: make([]float64, 21), false: make([]float64, 21)} // by side: men are below zero
		for j, s := range drawn[i].Series {
			for band, v := range numbersOf(t, p, s.Values) {
				x, isNumber := v.(float64)
				if !isNumber {
					continue
				}
				if !s.Unseen {
					total += math.Abs(x)
				}
				if strings.HasSuffix(fmt.Sprint(numbersOf(t, p, s.Name)[0]), ", covered") {
					covered += math.Abs(x)
				}
				men := strings.HasPrefix(fmt.Sprint(numbersOf(t, p, s.Name)[0]), "Men")
				if men != (x <= 0) && x != 0 {
					t.Errorf("%d, series %d, band %d: %v stands on the wrong side", year, j, band, x)
				}
				ends[men][band] += x
			}
		}
		want, cover := 0.0, 0.0
		for age := range abnd.MaxAge + 1 {
			share := 0.0
			for _, s := range costing.LifeCycleSchemes(w.study) {
				x, _ := w.projection.Value(costing.LifeCycleKey(s.ID, "covered"), abnd.Year(age))
				share = max(share, x)
			}
			n := float64(w.study.Population.Between(year, abnd.Both, age, age))
			want, cover = want+n, cover+share*n
		}
		if math.Abs(total-want) > 1e-6*want || math.Abs(covered-cover) > 1e-6*want || cover == 0 {
			t.Errorf("%d: %v people of whom %v are covered, want %v and %v", year, total, covered, want, cover)
		}
		for _, side := range ends {
			for _, x := range side {
				widest[math.Round(math.Abs(x))] = true
			}
		}
	}
	if len(widest) != 1 {
		t.Errorf("the bars end at %v, want one width", widest)
	}
}

// What Mozambique's debt does in 2028 is explained under its chart by the note of
// its row of GGO, to which the cell refers; a line without a leap has no note.
// The oracle is the profile: 1.34393 of GDP in 2027, 0.93076 in 2028.
func TestABreakIsExplained(t *testing.T) {
	proofs.NotShort(t)
	level := studies.Load(t, "MOZ")
	for year := range level.Government.Debt.Values {
		level.Government.Debt.Values[year] = 1.34
	}
	for code, leaps := range map[string]bool{"MOZ": true, "level": false} {
		study := studies.Load(t, "MOZ")
		if !leaps {
			study = level
		}
		b, w := laidOut(t, study)
		p := pageOf(t, b, chartsSheet)
		cells, found := placesOf(p), false
		for _, c := range p.Charts {
			if !strings.HasPrefix(c.Title, "Government debt") {
				continue
			}
			row, _, _ := address.Parse(c.At)
			said := cells[[2]int{row + paper.RemarkAfter, 1}]
			found = true
			switch note := w.study.Government.Debt.Note.EN; {
			case !strings.Contains(said.Formula, "GGO!"):
				t.Errorf("%s: the note %q is not that of the input", code, said.Formula)
			case leaps && (note == "" || said.Value != "The line changes by 41 points of GDP in 2028. "+note):
				t.Errorf("%s: the break is explained by %q", code, said.Value)
			case !leaps && said.Value != "":
				t.Errorf("%s: there is no break, and yet %q", code, said.Value)
			}
		}
		if !found {
			t.Errorf("%s has no chart of its debt", code)
		}
	}
}

// Columns of a sum with parts without data have a hatched mark in those years
// and in no others; names of lines say that they are known in part. The oracle
// are the counts of parts.
func TestUnknownIsHatchedOrWritten(t *testing.T) {
	proofs.NotShort(t)
	b, w := shipped(t, "TLS")
	p := pageOf(t, b, chartsSheet)
	marks, years := 0, 0
	for _, c := range p.Charts {
		for _, s := range c.Series {
			if s.Paint != charts.NotKnown || c.Kind != charts.StackedColumns {
				continue
			}
			marks++
			scenario := "high"
			if strings.HasPrefix(c.Title, "Low") {
				scenario = "low"
			}
			for i, v := range numbersOf(t, p, s.Values) {
				n, _ := w.projection.Value(costing.UnknownParts(costing.TotalKey(scenario, "share_of_gdp")), w.study.Projection.First+abnd.Year(i))
				if hatched := v != paper.NoPoint; hatched != (n > 0) {
					t.Errorf("%s: in year %d the mark is %v, of %v parts there are no data", c.Title, i, v, n)
				} else if hatched {
					years++
				}
			}
		}
	}
	if marks != 2 || years == 0 {
		t.Errorf("%d charts have marks, in %d years", marks, years)
	}
	partly := 0
	for _, c := range p.Charts {
		for _, s := range c.Series {
			if name := fmt.Sprint(numbersOfAny(t, b, s.Name)); strings.HasSuffix(name, "(at least)") {
				partly++
			}
		}
	}
	if partly == 0 {
		t.Error("no line is named as known in part")
	}
}

// The chart of people not covered tells bounds apart: a group of which some scheme is not
// known says that its people are at most so many, and the hatched bar that nobody knows
// how many. The oracle is the state of the gap.
func TestPeopleNotCoveredAreToldApart(t *testing.T) {
	proofs.NotShort(t)
	bounded := 0
	for _, code := range []string{"TLS", "MOZ"} {
		b, w := shipped(t, code)
		charted := pageOf(t, b, gapsSheet).Charts
		c := charted[len(charted)-1]
		if got := numbersOfAny(t, b, c.Series[len(c.Series)-1].Name); got != "Not known how many: at most" {
			t.Errorf("%s: the hatched bars are named %q", code, got)
		}
		named := numbersOf(t, pageOf(t, b, gapsSheet), c.Years)
		i := 0
		for _, g := range w.study.Groups {
			if g.Guarantee == "" {
				continue
			}
			name := fmt.Sprint(named[i])
			i++
			state, _ := w.projection.Value(costing.CoverageKey(g.ID, "gap", string(abnd.LeftOut), "state"), 0)
			if atMost := strings.HasSuffix(name, " (at most)"); atMost != (state == costing.GapAtMost) {
				t.Errorf("%s: the gap of %s has the state %v and is drawn as %q", code, g.ID, state, name)
			} else if atMost {
				bounded++
			}
		}
	}
	if bounded == 0 {
		t.Error("no group is drawn as a bound")
	}
}

// numbersOfAny is the value of a cell of any sheet.
func numbersOfAny(t *testing.T, b *book, ref string) any {
	t.Helper()
	sheet, a, ok := paper.ParseRange(ref)
	if !ok {
		t.Fatalf("%q is no cell", ref)
	}
	return placesOf(pageOf(t, b, sheet))[[2]int{a.Top, a.Left}].Value
}

// The law has no point at an age of which no group's law is known, where it
// would be drawn as nobody, and its name says so where that is every age.
func TestTheLawIsDrawnWhereItIsKnown(t *testing.T) {
	for _, code := range []string{"TLS", "MOZ"} {
		b, w := shipped(t, code)
		p := pageOf(t, b, lifeCycleSheet)
		c := p.Charts[0]
		law := c.Over[0]
		known := 0
		for age, v := range numbersOf(t, p, law.Values) {
			here := false
			for _, g := range w.study.Groups {
				_, legal := w.projection.Value(costing.CoverageKey(g.ID, "legal"), 0)
				low, _ := w.projection.Value(costing.GroupPath(g.ID, "age_min"), 0)
				high, _ := w.projection.Value(costing.GroupPath(g.ID, "age_max"), 0)
				_, share := w.projection.Value(costing.GroupPath(g.ID, "share"), 0)
				here = here || g.Of == abnd.GroupOfPeople && g.Guarantee != abnd.Health && legal && share && low <= float64(age) && float64(age) <= high
			}
			if drawn := v != paper.NoPoint; drawn != here {
				t.Errorf("%s, age %d: the line is at %v, its law is known: %v", code, age, v, here)
			} else if drawn {
				known++
			}
		}
		if says := strings.HasSuffix(fmt.Sprint(numbersOf(t, p, law.Name)[0]), noDataSuffix.EN); says != (known == 0) {
			t.Errorf("%s: the law is known at %d ages, its name says that it is not: %v", code, known, says)
		}
	}
}

// What the room tries has a line of its own, and leaves all others as they are.
func TestTheRoomTakesNoColour(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	study.DropLevers()
	_, w := laidOut(t, study)
	before := map[string]charts.Paint{}
	for _, s := range w.study.Scenarios {
		before[s.ID] = w.paintOf(s.ID)
	}
	for _, p := range w.study.Packages {
		before[p.ID] = w.paintOf(p.ID)
	}
	tried := w.study.Scenarios[len(w.study.Scenarios)-1]
	tried.ID, tried.Proposed = abnd.Tried, true
	w.study.Scenarios = append(w.study.Scenarios, tried)
	for id, paint := range before {
		if got := w.paintOf(id); got != paint || got == w.paintOf(abnd.Tried) {
			t.Errorf("%s is %v with the room's line and %v without", id, got, paint)
		}
	}
}
