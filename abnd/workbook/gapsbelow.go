package workbook

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Below the gaps stands what is not known, and then where there is no gap: a
// sentence for each question, with the names of the groups. They are rows of the
// workings like the gaps, ranked after them.

// gapHeadings are the rows that may be shown besides a row for each gap: a
// sentence stands for at least one gap that is not shown.
const gapHeadings = 2

// headingsOfGaps head what is said below the gaps.
var (
	notKnownHeading = abnd.T("NOT KNOWN (no data; not zero)", "POR APURAR (sem dados; não é zero)")
	noGapHeading    = abnd.T("NO GAP", "SEM LACUNA")
)

// addBelow adds what is said below the gaps to the workings.
func (g *gapsPage) addBelow(groups []abnd.PopulationGroup) {
	add := func(x workedGap) {
		x.row = paper.FirstDataRow + len(g.worked)
		g.worked = append(g.worked, x)
	}
	block := func(heading abnd.Text, label abnd.Text, of ...func() (costing.Sentence, bool)) {
		var said []costing.Sentence
		for _, sentence := range of {
			if s, ok := sentence(); ok {
				said = append(said, s)
			}
		}
		if len(said) == 0 {
			return
		}
		add(workedGap{label: heading, heads: len(said)})
		for _, s := range said {
			add(workedGap{label: label, below: &s})
		}
	}
	each := func(of func([]abnd.PopulationGroup, abnd.GapKind) (costing.Sentence, bool)) []func() (costing.Sentence, bool) {
		var all []func() (costing.Sentence, bool)
		for _, kind := range abnd.GapKinds() {
			all = append(all, func() (costing.Sentence, bool) { return of(groups, kind) })
		}
		return all
	}
	block(notKnownHeading, abnd.T("Not known", "Por apurar"), each(costing.GapNotKnown)...)
	block(noGapHeading, abnd.T("No gap", "Sem lacuna"), append(each(costing.NoGap), func() (costing.Sentence, bool) { return costing.NoLawAtAll(groups) })...)
}

// rank orders the rows that are shown as the formulas do: gaps with people, those
// with most first, then what is said below.
func (g *gapsPage) rank() {
	for _, x := range scenarios.Gaps(g.result) {
		g.gaps[x.Ref()] = x
	}
	for i, x := range g.worked {
		gap, told := g.gaps[abnd.GapRef{Group: x.group.ID, Kind: x.kind}]
		if told && gap.People.Known && gap.People.Value > 0 || g.saidBelow(i) {
			g.ranked = append(g.ranked, i)
		}
	}
	slices.SortStableFunc(g.ranked, func(a, b int) int { return cmp.Compare(g.rankedBy(b), g.rankedBy(a)) })
}

// rankedBy is what a row is ranked by.
func (g *gapsPage) rankedBy(i int) float64 {
	x := g.worked[i]
	if x.kind == "" {
		return -1
	}
	return math.Round(g.gaps[abnd.GapRef{Group: x.group.ID, Kind: x.kind}].People.Value)
}

// saidBelow reports whether the i-th row of the workings has something to say below the gaps.
func (g *gapsPage) saidBelow(i int) bool {
	x := g.worked[i]
	if x.below != nil {
		return x.below.In(g.projection, g.lang) != ""
	}
	for j := 1; j <= x.heads; j++ {
		if g.saidBelow(i + j) {
			return true
		}
	}
	return false
}

// workBelow writes the row of the workings of what is said below the gaps.
func (g *gapsPage) workBelow(x workedGap, i int) {
	col := workedKindColumn
	if x.heads > 0 {
		col = workedGroupColumn
	}
	g.Put(x.row, col, paper.Cell{Value: x.label.In(g.lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat}})
	for _, col := range []int{workedPeopleColumn, workedWomenColumn, workedMenColumn, workedShareColumn} { // an empty cell would show as 0
		g.Put(x.row, col, g.live(paper.Cell{Value: "", Look: paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}}, blankText, address.Ref{Sheet: gapsSheet, Col: col, Row: x.row}))
	}
	said := []string{address.At(x.row, workedSentenceColumn)}
	if x.below != nil {
		g.Put(x.row, workedSentenceColumn, g.sentenceCell(*x.below, address.Ref{Sheet: gapsSheet, Col: workedSentenceColumn, Row: x.row}))
	} else {
		said = nil
		for j := 1; j <= x.heads; j++ {
			said = append(said, address.At(g.worked[i+j].row, workedSentenceColumn))
		}
	}
	g.ranking(x, fmt.Sprintf(`IF(%s="","",-1)`, strings.Join(said, "&")))
}

// sentenceCell is a sentence of the workings.
func (g *gapsPage) sentenceCell(s costing.Sentence, at address.Ref) paper.Cell {
	return g.live(paper.Cell{Value: s.In(g.projection, g.lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat}}, g.formulas.sentence(s, gapsSheet, g.lang), at)
}

// shownGap is what a row that people read shows of the workings.
type shownGap struct {
	guarantee, group, kind, sentence, answer string
	people, women, men, share                any
	heading                                  bool
}

// shownOf is a row of the workings as it is shown.
func (g *gapsPage) shownOf(x workedGap) shownGap {
	if x.kind == "" {
		s := shownGap{people: "", women: "", men: "", share: "", heading: x.heads > 0}
		if s.heading {
			s.group = x.label.In(g.lang)
		} else {
			s.kind, s.sentence = x.label.In(g.lang), x.below.In(g.projection, g.lang)
		}
		return s
	}
	gap := g.gaps[abnd.GapRef{Group: x.group.ID, Kind: x.kind}]
	return shownGap{
		guarantee: gap.Group.Guarantee.ShortName().In(g.lang), group: gap.Group.Name.In(g.lang), kind: gap.Kind.Name().In(g.lang),
		sentence: gap.Sentence.In(g.lang), answer: strings.Join(gap.Recommendations, ", "),
		people: estimated(gap.People), women: estimated(gap.Female), men: estimated(gap.Male), share: estimated(gap.Share),
	}
}
