package workbook

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// GAPS shows the gaps by rank. The rank is live: every gap that a group can
// have stands in the workings at the right, in the order of the study, with its
// rank; the rows that people read pick the first, second, … of them.

// The columns of GAPS that are read, then those of its workings.
const (
	gapPlaceColumn = 1 + iota
	gapGuaranteeColumn
	gapGroupColumn
	gapKindColumn
	gapPeopleColumn
	gapWomenColumn
	gapMenColumn
	gapShareColumn
	gapSentenceColumn
	gapAnswerColumn
	gapOrderColumn // the place that the row stands for
	gapFoundColumn // the row of the workings that has the place

	workedGuaranteeColumn
	workedGroupColumn
	workedKindColumn
	workedPeopleColumn
	workedWomenColumn
	workedMenColumn
	workedShareColumn
	workedSentenceColumn
	workedAnswerColumn
	workedOrderColumn // what is ranked by
	workedRankColumn
	workedKeyColumn
)

// mostGaps of a group are told at once: adequacy, and either those left out or
// the policy gap and the implementation gap.
const mostGaps = 3

// workedKinds are the gaps of each group in the workings.
var workedKinds = append(abnd.GapKinds(), abnd.LeftOut)

// workedGap is a row of the workings: the gap of a group, or what is said below
// the gaps, of several groups at once.
type workedGap struct {
	group abnd.PopulationGroup
	kind  abnd.GapKind
	row   int
	// below is what is said below the gaps; nil of a gap. A heading is said where
	// one of the next rows is, which are as many as it heads.
	below *costing.Sentence
	label abnd.Text
	heads int
}

// gapsPage is the sheet of gaps.
type gapsPage struct {
	*resultWriter
	paper.SheetBuffer
	worked []workedGap
	ranked []int // the rows that are shown, as places in worked
	gaps   map[abnd.GapRef]scenarios.Gap
	next   int // row below what is written
}

func (w *resultWriter) gapsPage() *paper.Page {
	about := abnd.T("Coverage gaps, ranked by number of people, and the recommendations of the dialogue",
		"Lacunas de cobertura, por número de pessoas, e as recomendações do diálogo")
	p := &paper.Page{
		Name: gapsSheet, About: about, Tab: tabResult, FrozenRows: paper.LabelRow, FrozenCols: gapGroupColumn,
		Repeat: [2]int{paper.LabelRow, paper.LabelRow}, OnePageWide: true,
		Widths: []float64{6, 14, 34, 20, 12, 12, 12, 12, 72, 22, 7, 7, 12, 20, 14, 11, 11, 11, 9, 20, 14, 11, 7, 30},
	}
	p.AddTop(abnd.T("GAPS  ·  Coverage gaps in %d", "GAPS  ·  Lacunas de cobertura em %d").Fill(int(w.study.Projection.First)),
		abnd.T("Policy gap: no legal coverage. Implementation gap: legally covered, but not receiving the benefit. Adequacy gap: receiving a benefit below the adequacy standard. Coverage gap: without a benefit, legal coverage unknown. Ranked by number of people. Below them stands what is not known, which is not zero, and where there is no gap. Order, sentences and names are updated with every change.",
			"Lacuna na lei e nas políticas: sem cobertura legal. Lacuna de execução: com cobertura legal, mas sem receber a prestação. Lacuna de adequação: com prestação abaixo do valor de referência. Lacuna de cobertura: sem prestação, cobertura legal desconhecida. Por número de pessoas. Por baixo figura o que está por apurar, que não é zero, e onde não há lacuna. A ordem, as frases e os nomes actualizam-se com cada alteração."), w.lang)
	g := &gapsPage{resultWriter: w, SheetBuffer: paper.NewSheetBuffer(p), gaps: map[abnd.GapRef]scenarios.Gap{}}
	var groups []abnd.PopulationGroup
	for _, group := range w.study.Groups {
		if group.Guarantee != "" {
			groups = append(groups, group)
		}
	}
	for _, group := range groups {
		for _, kind := range workedKinds {
			g.worked = append(g.worked, workedGap{group: group, kind: kind, row: paper.FirstDataRow + len(g.worked)})
		}
	}
	g.addBelow(groups)
	g.rank()
	w.gapRows, g.next = len(g.worked), paper.FirstDataRow
	g.head()
	for i, x := range g.worked {
		if x.below != nil || x.heads > 0 {
			g.workBelow(x, i)
			continue
		}
		g.work(x)
	}
	if len(groups) > 0 {
		shown := mostGaps*len(groups) + gapHeadings
		for i := range shown {
			g.show(i)
		}
		g.next = paper.FirstDataRow + shown + 1
	}
	g.threads(scenarios.UnlinkedItems(w.result))
	p.Printed = address.Area{Top: 1, Left: 1, Bottom: g.next - 1, Right: gapAnswerColumn}
	g.chart()
	g.Flush()
	p.FitTop()
	p.FitRows()
	return p
}

func (g *gapsPage) head() {
	names := []abnd.Text{
		abnd.Same("#"), abnd.T("Guarantee", "Garantia"), abnd.T("Group", "Grupo"), abnd.T("Gap", "Lacuna"), abnd.T("People", "Pessoas"),
		abnd.T("Female", "Mulheres"), abnd.T("Male", "Homens"), abnd.T("Share of the group", "Proporção do grupo"),
		abnd.T("Description", "Descrição"), abnd.T("Recommendations", "Recomendações"),
	}
	for i, t := range append(slices.Concat(names, []abnd.Text{abnd.T("Place", "Posição"), abnd.T("Row", "Linha")}, names[1:]), abnd.T("Ranked by", "Ordem por"), abnd.T("Rank", "N.º de ordem"), abnd.T("Key", "Chave")) {
		c := g.textCell(t, paper.LabelLook)
		number := slices.Contains([]int{gapPlaceColumn, gapPeopleColumn, gapWomenColumn, gapMenColumn, gapShareColumn}, i+1)
		c.Look.Wrap, c.Look.Centred, c.Look.Left = i < gapAnswerColumn, number, !number
		g.Put(paper.LabelRow, i+1, c)
	}
	*g.Row(paper.LabelRow) = g.Page.Fitted(*g.Row(paper.LabelRow))
}

// work writes the row of the workings of one gap.
func (g *gapsPage) work(x workedGap) {
	plain := paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat}
	text := func(col int, s string) { g.Put(x.row, col, paper.Cell{Value: paper.TextOrNothing(s), Look: plain}) }
	text(workedGuaranteeColumn, x.group.Guarantee.ShortName().In(g.lang))
	g.Put(x.row, workedGroupColumn, g.sentenceCell(costing.Sentence{Cases: []costing.Words{{costing.NameOfGroup(x.group)}}}, address.Ref{Sheet: gapsSheet, Col: workedGroupColumn, Row: x.row}))
	text(workedKindColumn, x.kind.Name().In(g.lang))
	gap := func(line ...string) model.Key {
		return costing.CoverageKey(x.group.ID, append([]string{"gap", string(x.kind)}, line...)...)
	}
	for col, key := range map[int]model.Key{
		workedPeopleColumn: gap(), workedWomenColumn: gap("female"), workedMenColumn: gap("male"), workedShareColumn: gap("share"),
	} {
		g.Put(x.row, col, g.copied(key, address.Ref{Sheet: gapsSheet, Col: col, Row: x.row}))
	}
	sentence := costing.GapSentence(g.study, x.group.ID, x.kind)
	g.Put(x.row, workedSentenceColumn, g.sentenceCell(sentence, address.Ref{Sheet: gapsSheet, Col: workedSentenceColumn, Row: x.row}))
	text(workedAnswerColumn, strings.Join(scenarios.RecommendationsFor(g.study, abnd.GapRef{Group: x.group.ID, Kind: x.kind}), ", "))

	// A gap that has people is ranked by them, counted whole; equals in the order
	// of the study.
	people := address.At(x.row, workedPeopleColumn)
	g.ranking(x, fmt.Sprintf(`IF(AND(%s,%s<>""),IF(%s>0,ROUND(%s,0),""),"")`, g.isListedFormula(x), people, people, people))
	g.Put(x.row, workedKeyColumn, keyCell(gap()))
}

// ranking writes what a row of the workings is ranked by, and its rank.
func (g *gapsPage) ranking(x workedGap, order string) {
	down := func(from, to int) string {
		col := address.Column(workedOrderColumn)
		return fmt.Sprintf("$%s$%d:$%s%s", col, from, col, map[bool]string{true: strconv.Itoa(to), false: "$" + strconv.Itoa(to)}[to == x.row])
	}
	mine := address.At(x.row, workedOrderColumn)
	first, last := g.worked[0].row, g.worked[len(g.worked)-1].row
	rank := fmt.Sprintf(`IF(%s="","",COUNTIFS(%s,">"&%s)+COUNTIFS(%s,%s))`, mine,
		fmt.Sprintf("$%[1]s$%[2]d:$%[1]s$%[3]d", address.Column(workedOrderColumn), first, last), mine, down(first, x.row), mine)
	orderValue, rankValue := any(""), any("")
	if i := g.rankOf(x); i >= 0 {
		orderValue, rankValue = -1.0, float64(i+1)
		if x.kind != "" {
			orderValue = math.Round(g.gaps[abnd.GapRef{Group: x.group.ID, Kind: x.kind}].People.Value)
		}
	}
	number := paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}
	g.Put(x.row, workedOrderColumn, g.live(paper.Cell{Value: orderValue, Look: number}, order, address.Ref{Sheet: gapsSheet, Col: workedOrderColumn, Row: x.row}))
	g.Put(x.row, workedRankColumn, g.live(paper.Cell{Value: rankValue, Look: number}, rank, address.Ref{Sheet: gapsSheet, Col: workedRankColumn, Row: x.row}))
}

// rankOf is the place of a row among those that are shown, from 0, or -1.
func (g *gapsPage) rankOf(x workedGap) int {
	return slices.IndexFunc(g.ranked, func(i int) bool { return g.worked[i].row == x.row })
}

// isListedFormula reports whether [scenarios.Gaps] lists a gap: adequacy where a
// standard is agreed; those left out where coverage is known and the law is
// not, and else the two gaps that they fall into.
func (g *gapsPage) isListedFormula(x workedGap) string {
	at := func(key model.Key) string {
		s := g.spots[key]
		return address.Absolute(s.sheet, s.row, s.col)
	}
	legal, effective := at(costing.CoverageKey(x.group.ID, "legal")), at(costing.CoverageKey(x.group.ID, "effective"))
	switch x.kind {
	case abnd.AdequacyGap:
		return at(costing.GroupPath(x.group.ID, "benchmark")) + `<>""`
	case abnd.LeftOut:
		return fmt.Sprintf(`AND(%s="",%s<>"")`, legal, effective)
	}
	return fmt.Sprintf(`OR(%s<>"",%s="")`, legal, effective)
}

// show writes the i-th row that people read, counted from 0.
func (g *gapsPage) show(i int) {
	at := paper.FirstDataRow + i
	first, last := g.worked[0].row, g.worked[len(g.worked)-1].row
	down := func(col int) string {
		return fmt.Sprintf("$%[1]s$%[2]d:$%[1]s$%[3]d", address.Column(col), first, last)
	}
	// A row for a gap that an edit may bring to light has no frame.
	kind, found, place := paper.PlainLook, any(""), any("")
	shown := shownGap{people: "", women: "", men: "", share: ""}
	if i < len(g.ranked) {
		kind, found = paper.FixedLook, float64(1+g.ranked[i])
		shown = g.shownOf(g.worked[g.ranked[i]])
		if shown.people != "" {
			place = float64(i + 1)
		}
	}
	g.Put(at, gapOrderColumn, paper.Cell{Value: float64(i + 1), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat}})
	order, match := address.At(at, gapOrderColumn), address.At(at, gapFoundColumn)
	g.Put(at, gapFoundColumn, g.live(paper.Cell{Value: found, Look: paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}},
		fmt.Sprintf(`IFERROR(MATCH($%s,%s,0),"")`, order, down(workedRankColumn)), address.Ref{Sheet: gapsSheet, Col: gapFoundColumn, Row: at}))
	words := paper.Look{Kind: kind, Number: paper.TextFormat, Wrap: true, Left: true, Bold: shown.heading}
	people, share := paper.Look{Kind: kind, Number: paper.WholeFormat}, paper.Look{Kind: kind, Number: paper.PercentFormat}
	g.Put(at, gapPlaceColumn, g.live(paper.Cell{Value: place, Look: paper.Look{Kind: kind, Number: paper.YearFormat, Centred: true}},
		fmt.Sprintf(`IF(%s="","",IF(INDEX(%s,%s)="","",%s))`, match, down(workedPeopleColumn), match, order), address.Ref{Sheet: gapsSheet, Col: gapPlaceColumn, Row: at}))
	for _, c := range []struct {
		col, from int
		look      paper.Look
		value     any
	}{
		{gapGuaranteeColumn, workedGuaranteeColumn, words, shown.guarantee},
		{gapGroupColumn, workedGroupColumn, words, shown.group},
		{gapKindColumn, workedKindColumn, words, shown.kind},
		{gapPeopleColumn, workedPeopleColumn, people, shown.people},
		{gapWomenColumn, workedWomenColumn, people, shown.women},
		{gapMenColumn, workedMenColumn, people, shown.men},
		{gapShareColumn, workedShareColumn, share, shown.share},
		{gapSentenceColumn, workedSentenceColumn, words, shown.sentence},
		{gapAnswerColumn, workedAnswerColumn, words, shown.answer},
	} {
		formula := fmt.Sprintf("INDEX(%s,$%s%d)", down(c.from), address.Column(gapFoundColumn), at)
		if c.look == words {
			formula += `&""` // an empty cell would show as 0
		}
		g.Put(at, c.col, g.live(paper.Cell{Value: c.value, Look: c.look}, `IFERROR(`+formula+`,"")`, address.Ref{Sheet: gapsSheet, Col: c.col, Row: at}))
	}
}

// estimated is a figure as a cell holds it.
func estimated(e scenarios.Estimate) any {
	if !e.Known {
		return ""
	}
	return e.Value
}

// threads lists what the dialogue has not linked yet, as it was when the
// file was written.
func (g *gapsPage) threads(t scenarios.Unlinked) {
	g.Put(g.next, 1, g.textCell(abnd.T("Open links between gaps, recommendations and benefits, when this file was written", "Ligações em falta entre lacunas, recomendações e prestações, à data em que este ficheiro foi escrito"), paper.HeadingLook))
	g.next++
	list := func(lead abnd.Text, items []string) {
		if len(items) == 0 {
			items = []string{abnd.T("none", "nenhuma").In(g.lang)}
		}
		look := paper.Look{Kind: paper.PlainLook, Wrap: true}
		s := strings.Join(items, "; ")
		g.Put(g.next, 1, paper.Cell{Value: lead.In(g.lang), Look: look})
		g.Put(g.next, gapKindColumn, paper.Cell{Value: s, Look: look})
		g.Page.Merges = append(g.Page.Merges, address.Area{Top: g.next, Left: 1, Bottom: g.next, Right: gapGroupColumn}, address.Area{Top: g.next, Left: gapKindColumn, Bottom: g.next, Right: gapAnswerColumn})
		width := 0.0
		for _, w := range g.Page.Widths[gapKindColumn-1 : gapAnswerColumn] {
			width += w
		}
		g.Row(g.next).Height = min(paper.LineHeight*float64(paper.LinesOf(s, width-paper.Padding)), paper.HighestRow)
		g.next++
	}
	var gaps, recommendations, benefits []string
	for _, x := range t.Gaps {
		gaps = append(gaps, abnd.T("%s (%s)", "%s (%s)").Fill(x.Group.Name, x.Kind.Name()).In(g.lang))
	}
	for _, x := range t.Recommendations {
		recommendations = append(recommendations, x.ID)
	}
	for _, x := range t.Benefits {
		benefits = append(benefits, abnd.T("%s (%s)", "%s (%s)").Fill(x.Name, x.ID).In(g.lang))
	}
	list(abnd.T("Gaps without a recommendation", "Lacunas sem recomendação"), gaps)
	list(abnd.T("Recommendations to be costed without a benefit", "Recomendações por estimar, ainda sem prestação associada"), recommendations)
	list(abnd.T("Benefits not linked to an identified gap", "Prestações não ligadas a uma lacuna identificada"), benefits)
	g.next++
}

// Paints of the kinds of gap, and of what is not known.
var (
	policyPaint         = charts.Paint{Colour: "37474F"}
	implementationPaint = charts.Paint{Colour: "C8641B"}
	lawUnknownPaint     = charts.Paint{Colour: "7C8B94", Pattern: charts.Dots}
	notKnownPaint       = charts.NotKnown
)

// chart draws the people left out of each group by why they are, over a small
// table of its own. CHARTS has the chart too, and prints it. Of a group of
// which it is not known how many are left out a hatched bar shows how many it
// can be at most; where that is not known either, its name says so.
func (g *gapsPage) chart() {
	if len(g.worked) == 0 {
		return
	}
	top := g.next
	title := abnd.T("People not covered, by group (thousand)", "Pessoas sem cobertura, por grupo (milhares)")
	g.Put(top, 1, g.textCell(title, paper.HeadingLook))
	head := top + 1
	columns := []struct {
		col   int
		label abnd.Text
		paint charts.Paint
	}{
		{gapPeopleColumn, abnd.T("No law reaches them", "Nenhuma lei as abrange"), policyPaint},
		{gapWomenColumn, abnd.T("Law, but no benefit", "Lei, mas sem prestação"), implementationPaint},
		{gapMenColumn, abnd.T("No benefit, legal coverage unknown", "Sem prestação, cobertura legal desconhecida"), lawUnknownPaint},
		{gapShareColumn, abnd.T("Not known how many: at most", "Não se sabe quantas: no máximo"), notKnownPaint},
	}
	g.Put(head, gapGroupColumn, g.textCell(abnd.T("Group", "Grupo"), paper.LabelLook))
	for _, c := range columns {
		x := g.textCell(c.label, paper.LabelLook)
		x.Look.Wrap, x.Look.Centred, x.Look.Left = true, true, false
		g.Put(head, c.col, x)
	}
	*g.Row(head) = g.Page.Fitted(*g.Row(head))
	at := head
	for _, group := range g.study.Groups {
		if group.Guarantee == "" {
			continue
		}
		at++
		gap := func(kind abnd.GapKind) model.Key { return costing.CoverageKey(group.ID, "gap", string(kind)) }
		number := paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}
		g.Put(at, gapPeopleColumn, g.copied(gap(abnd.PolicyGap), address.Ref{Sheet: gapsSheet, Col: gapPeopleColumn, Row: at}))
		g.Put(at, gapWomenColumn, g.copied(gap(abnd.ImplementationGap), address.Ref{Sheet: gapsSheet, Col: gapWomenColumn, Row: at}))
		legal, left := g.spots[costing.CoverageKey(group.ID, "legal")], g.spots[gap(abnd.LeftOut)]
		value := any("")
		if _, known := g.projection.Value(costing.CoverageKey(group.ID, "legal"), 0); !known {
			value = g.value(g.model.Line(gap(abnd.LeftOut)), 0)
		}
		g.Put(at, gapMenColumn, g.live(paper.Cell{Value: value, Look: number},
			fmt.Sprintf(`IF(%s="",%s,"")`, address.Absolute(legal.sheet, legal.row, legal.col), address.Absolute(left.sheet, left.row, left.col)),
			address.Ref{Sheet: gapsSheet, Col: gapMenColumn, Row: at}))
		g.notKnown(group, at)
	}
	c := paper.Chart{
		At: address.At(at+2, 1), Title: title.In(g.lang), Format: `#,##0,`, Kind: charts.StackedBars, FromZero: true,
		Years: fmt.Sprintf("%s!$%s$%d:$%s$%d", gapsSheet, address.Column(gapGroupColumn), head+1, address.Column(gapGroupColumn), at),
	}
	for _, x := range columns {
		c.Series = append(c.Series, paper.ChartSeries{
			Name:   address.Absolute(gapsSheet, head, x.col),
			Values: fmt.Sprintf("%s!$%s$%d:$%s$%d", gapsSheet, address.Column(x.col), head+1, address.Column(x.col), at), Paint: x.paint,
		})
	}
	g.Page.Charts = append(g.Page.Charts, c)
	area := func(col int) string {
		return fmt.Sprintf("%[1]s!$%[2]s$%[3]d:$%[2]s$%[4]d", gapsSheet, address.Column(col), head+1, at)
	}
	known := 0
	for row := head + 1; row <= at; row++ {
		for _, col := range []int{gapPeopleColumn, gapWomenColumn, gapMenColumn} {
			if _, isNumber := g.NumberIn(row, col); isNumber {
				known++
				break
			}
		}
	}
	g.gapChart, g.gapCaption = &c, caption{
		sheet: gapsSheet, knownIs: known, of: at - head, ofWhat: abnd.T("groups", "grupos"),
		known: fmt.Sprintf(`SUMPRODUCT(((%s<>"")+(%s<>"")+(%s<>"")>0)*1)`, area(gapPeopleColumn), area(gapWomenColumn), area(gapMenColumn)),
	}
	g.captioned(&g.SheetBuffer, at+2, gapAnswerColumn, g.gapCaption)
}

// notKnown writes how many of a group can be left out at most, where it is not
// known how many are, and the group's name, which says so where not even its
// people are known, or where those left out may be fewer.
func (g *gapsPage) notKnown(group abnd.PopulationGroup, at int) {
	size := costing.CoverageKey(group.ID, "size_now")
	spot := g.spots[size]
	people := address.Absolute(spot.sheet, spot.row, spot.col)
	out := costing.CoverageKey(group.ID, "gap", string(abnd.LeftOut))
	left := address.Absolute(g.spots[out].sheet, g.spots[out].row, g.spots[out].col)
	_, told := g.projection.Value(out, 0)
	count, known := g.projection.Value(size, 0)
	most, name := any(""), group.Name
	counted := func(code string) seen {
		key := costing.CoverageKey(group.ID, code)
		s := g.spots[key]
		x, known := g.projection.Value(key, 0)
		return seen{address.Absolute(s.sheet, s.row, s.col), x, known}
	}
	switch {
	case told:
		if exact, schemes := counted("exact"), counted("schemes"); exact.x < schemes.x {
			name = atMostSoMany.Fill(name)
		}
	case !known:
		name = numberNotKnown.Fill(name)
	default:
		for _, c := range g.Row(at).Cells[gapPeopleColumn-1 : gapMenColumn] {
			if x, isNumber := c.Value.(float64); isNumber {
				count -= x
			}
		}
		most = count
	}
	g.Put(at, gapShareColumn, g.between(paper.Cell{Value: most, Look: paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}},
		fmt.Sprintf(`IF(OR(%[1]s<>"",%[2]s=""),"",%[2]s-SUM(%[3]s:%[4]s))`, left, people, address.At(at, gapPeopleColumn), address.At(at, gapMenColumn)),
		address.Ref{Sheet: gapsSheet, Col: gapShareColumn, Row: at}, count))
	shown := g.textCell(name, paper.FixedLook)
	shown.Look.Number = paper.GeneralFormat
	called := g.formulas.sentence(costing.Sentence{Cases: []costing.Words{{costing.NameOfGroup(group)}}}, gapsSheet, g.lang)
	g.Put(at, gapGroupColumn, g.live(shown, fmt.Sprintf(`%[1]s&IF(AND(%[2]s="",%[3]s=""),%[4]s,IF(AND(%[2]s<>"",%[5]s<%[6]s),%[7]s,""))`, called, left, people,
		paper.TextLiteral(numberNotKnown.Fill("").In(g.lang)), counted("exact").at, counted("schemes").at, paper.TextLiteral(atMostSoMany.Fill("").In(g.lang))), address.Ref{Sheet: gapsSheet, Col: gapGroupColumn, Row: at}))
}

// numberNotKnown is a group of which nothing is known, atMostSoMany one of which some
// scheme is not known, so that those who are drawn as left out may be fewer.
var (
	numberNotKnown = abnd.T("%s (number not known)", "%s (número desconhecido)")
	atMostSoMany   = abnd.T("%s (at most)", "%s (no máximo)")
)
