package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// PrintSheet is the workshop set: what is printed and laid on the tables.
const PrintSheet = "PRINT"

// MostPrintedPages is how many pages the workshop set has at most, the page of
// SUMMARY among them.
const MostPrintedPages = 10

// printPart is a part of the workshop set: its rows, at a level of detail from
// 0, the fullest. A part that has nothing to say has none.
type printPart struct {
	name string
	rows func(p *printer, detail int) []printRow
}

// printParts lists the parts in their order. The list of levers and levels comes
// last: it is laid on the tables for those who have no phone.
func printParts() []printPart {
	return []printPart{
		{"matrix", (*printer).matrixPart},
		{"cards", (*printer).cardsPart},
		{"cost", (*printer).costPart},
		{"charts", (*printer).chartsPart},
		{"gaps", (*printer).gapsPart},
		{"assumed", (*printer).assumedPart},
		{"levers", (*printer).leversPart},
	}
}

// leastDetail is the last level of detail: what is left out there is said, with
// the sheet that has it.
const leastDetail = 9

// printPage is the workshop set, in as much detail as its pages have room for.
func (w *resultWriter) printPage() *paper.Page {
	p := &printer{resultWriter: w, sheet: PrintSheet}
	about := abnd.T("The workshop set, for printing: matrix, scenario cards, cost, charts, gaps, what is assumed", "O conjunto para o seminário, para imprimir: matriz, fichas dos cenários, custo, gráficos, lacunas, o que se pressupõe")
	var rows []printRow
	for detail := 0; detail <= leastDetail; detail++ {
		rows = p.parts(detail)
		if len(paged(rows, printRoom)) < MostPrintedPages {
			break
		}
	}
	return p.fill(about, rows)
}

// parts are the rows of all parts under the title of the study.
func (p *printer) parts(detail int) []printRow {
	title := p.words(printColumns, p.study.Title, paper.Look{Kind: paper.TitleLook, Points: titlePoints})
	rows := []printRow{{cells: []printCell{title}, with: true}}
	rows = append(rows, p.note(p.study.Status.Line()))
	for _, part := range printParts() {
		rows = append(rows, part.rows(p, detail)...)
	}
	return rows
}

// scenarios are those that are printed: what the room tries on its own copy is no
// scenario of the dialogue.
func (p *printer) scenarios() []abnd.Scenario { return p.study.Decided() }

// printedYears is how many years a table shows.
const printedYears = 6

// chosenYears are at most six years of the projection: the first and the last,
// and between them evenly spaced ones.
func chosenYears(years abnd.Years) []abnd.Year {
	n := years.Len()
	if n <= printedYears {
		return years.All()
	}
	var chosen []abnd.Year
	for i := range printedYears {
		chosen = append(chosen, years.First+abnd.Year((2*i*(n-1)+printedYears-1)/(2*(printedYears-1))))
	}
	return chosen
}

// table heads each of its rows with head, wherever a page begins.
func table(head printRow, rows []printRow) []printRow {
	head.with = true
	for i := range rows {
		rows[i].head = &head
	}
	if len(rows) > 0 {
		rows[0].head = nil
	}
	return append([]printRow{head}, rows...)
}

// matrixPart is the matrix in short: for each guarantee what exists, who is
// covered and who is not, and what the dialogue recommends.
func (p *printer) matrixPart(detail int) []printRow {
	const name = 3
	spans := [...]int{10, 6, 5} // what exists takes most words
	head := printRow{cells: []printCell{
		p.label(name, abnd.T("Guarantee", "Garantia")), p.label(spans[0], abnd.T("What exists", "O que existe")),
		p.label(spans[1], abnd.T("Coverage and gaps", "Cobertura e lacunas")), p.label(spans[2], abnd.T("Recommendations", "Recomendações")),
	}}
	var rows []printRow
	for _, r := range scenarios.Matrix(p.study, p.lang) {
		var columns [3][]printEntry
		for i, c := range []abnd.MatrixColumn{abnd.ExistingProvisions, abnd.CoverageAndAdequacy, abnd.MatrixRecommendation} {
			for _, s := range r.Cells[c] {
				// What is the same for several groups is said once, and what has nothing
				// to say has no mark.
				if said := p.said(s); said.value != "" && !slices.ContainsFunc(columns[i], func(e printEntry) bool { return e.value == said.value }) {
					columns[i] = append(columns[i], said)
				}
			}
			columns[i] = p.shortened(columns[i], detail, spans[i], matrixSheet)
		}
		for i, chunk := range chunks(columns, spans) {
			first := p.words(name, abnd.Text{}, paper.Look{Kind: paper.FixedLook})
			if i == 0 {
				first = p.words(name, r.Guarantee.Name(), paper.Look{Kind: paper.FixedLook, Bold: true})
			}
			row := printRow{cells: []printCell{first}}
			for j, entries := range chunk {
				c := p.list(spans[j], entries)
				if i > 0 && len(entries) == 0 {
					c.value = nil
				}
				if len(entries) == 1 && len(columns[j]) > 1 {
					c.entries = []printEntry{{entryMark + entries[0].value, marked(entries[0].formula)}}
				}
				row.cells = append(row.cells, c)
			}
			rows = append(rows, row)
		}
	}
	return append([]printRow{p.heading(abnd.T("Assessment matrix", "Matriz de avaliação"))}, table(head, rows)...)
}

// marked is the formula of an entry with its mark.
func marked(formula string) string {
	if formula == "" {
		return ""
	}
	return paper.TextLiteral(entryMark) + "&" + formula
}

// mostEntries is how many entries a cell shows at a level of detail, 0 for all;
// linesOfEntry is how many lines the longest of them has then.
func mostEntries(detail int) int { return [leastDetail + 1]int{0, 7, 6, 5, 4, 3, 3, 2, 2, 1}[detail] }

func linesOfEntry(detail int) int { return [leastDetail + 1]int{5, 5, 5, 5, 5, 4, 4, 4, 3, 2}[detail] }

// shortened keeps the first entries and says how many more there are, and on which
// sheet; from the second level on a long one is cut where it is no formula.
func (p *printer) shortened(entries []printEntry, detail, span int, sheet string) []printEntry {
	most := mostEntries(detail)
	if most == 0 {
		return entries
	}
	look := paper.Look{Kind: paper.FixedLook, Points: printPoints}
	kept := slices.Clone(entries[:min(most, len(entries))])
	for i, e := range kept {
		if room := int(float64(linesOfEntry(detail)) * printLine(span, look)); e.formula == "" && len([]rune(e.value)) > room {
			kept[i].value = paper.Shortened(e.value, room)
		}
	}
	if more := len(entries) - len(kept); more > 0 {
		kept = append(kept, printEntry{value: abnd.T("and %d more: sheet %s", "e mais %d: folha %s").Fill(more, sheet).In(p.lang)})
	}
	return kept
}

// chunkLines is how many lines a row of the matrix has at most, but for a single
// long entry: a page ends between rows.
const chunkLines = 6

// chunks parts the columns of a block into rows: every column fills one row
// after the other.
func chunks(columns [3][]printEntry, spans [3]int) [][3][]printEntry {
	look := paper.Look{Kind: paper.FixedLook, Points: printPoints}
	all := [][3][]printEntry{{}}
	for j, entries := range columns {
		i, used := 0, 0
		for _, e := range entries {
			n := paper.LinesOf(entryMark+e.value, printLine(spans[j], look))
			if used > 0 && used+n > chunkLines {
				i, used = i+1, 0
			}
			if i == len(all) {
				all = append(all, [3][]printEntry{})
			}
			all[i][j] = append(all[i][j], e)
			used += n
		}
	}
	return all
}

// Levels of detail up to which the cost in money is told by guarantee, as its share
// of GDP always is, and that of income security as a sum; a gap has its exact figures beside its sentence; and all the
// leading facts are told, of which there are fewestFacts then.
const (
	moneyByGuarantee = 2
	exactGaps        = 2
	factsInFull      = 3
	fewestFacts      = 3
)

// costPart is what each scenario costs in the chosen years, by guarantee: as a
// share of GDP, and in money.
func (p *printer) costPart(detail int) []printRow {
	years := chosenYears(p.study.Projection)
	const name, part, figure = 4, 8, 2
	rows := []printRow{p.heading(abnd.T("Cost by guarantee", "Custo por garantia"))}
	for _, code := range []string{"share_of_gdp", "total_cost"} {
		line := p.model.Line(costing.TotalKey(abnd.StatusQuo, code))
		what := abnd.T("%s (%s)", "%s (%s)").Fill(line.Label, p.unitOf(line))
		if code == "share_of_gdp" {
			what = line.Label
		}
		head := printRow{cells: []printCell{p.label(name, abnd.T("Scenario", "Cenário")), p.label(part, what)}}
		for _, year := range years {
			head.cells = append(head.cells, p.yearHead(figure, year))
		}
		head.cells = append(head.cells, p.filler(name+part+figure*len(years), paper.LabelLook)...)
		var body []printRow
		for _, s := range p.scenarios() {
			for _, g := range scenarios.Parts() {
				key := sumsOfScenario(s).key(g, code)
				inShort := detail > moneyByGuarantee && g != scenarios.AllOf && (code == "total_cost" || g == abnd.IncomeSecurity)
				if !p.model.Has(key) || inShort {
					continue
				}
				kind, label := paper.FixedLook, g.Name()
				if !g.Valid() {
					kind = paper.TotalLook
				}
				switch {
				case g == scenarios.AllOf:
					label = allGuarantees
				case g.Valid():
					label = g.ShortName()
				}
				body = append(body, p.costRow(s.Name, label, key, years, kind, name, part, figure))
			}
			if detail > moneyByGuarantee && code == "total_cost" {
				continue // its unknown parts are those of the share
			}
			if missing := costing.UnknownParts(costing.TotalKey(s.ID, code)); p.model.Has(missing) && p.spots[missing].sheet != "" {
				body = append(body, p.costRow(s.Name, partsUnknown, missing, years, paper.FixedLook, name, part, figure))
			}
		}
		rows = append(rows, table(head, body)...)
	}
	return append(rows, p.note(abnd.T("Blank: not known. A sum with parts without data is at least what it says.%s", "Em branco: não se conhece. Uma soma com parcelas sem dados é pelo menos o que diz.%s").Fill(gdpNote(p.study))))
}

func (p *printer) costRow(name, label abnd.Text, key model.Key, years []abnd.Year, kind paper.LookKind, nameSpan, labelSpan, figureSpan int) printRow {
	r := printRow{cells: []printCell{p.words(nameSpan, name, paper.Look{Kind: kind}), p.words(labelSpan, label, paper.Look{Kind: kind})}}
	for _, year := range years {
		r.cells = append(r.cells, p.figure(figureSpan, key, year, kind))
	}
	r.cells = append(r.cells, p.filler(nameSpan+labelSpan+figureSpan*len(years), kind)...)
	return r
}

// filler fills a row that fewer years leave short.
func (p *printer) filler(used int, kind paper.LookKind) []printCell {
	if used >= printColumns {
		return nil
	}
	return []printCell{p.words(printColumns-used, abnd.Text{}, paper.Look{Kind: kind})}
}

// The size of a chart, two of which fill a page one below the other: in pixels, and
// in points of the row that it lies over. In the least detail it is lower, so that
// one finds room below a table.
const (
	printedChartWidth = 760
	printedChartTall  = 210.0
	lowerChartTall    = 180.0
	// A chart leaves a little of its row free; a point is four thirds of a pixel.
	chartOfRow     = 0.98
	pixelsPerPoint = 4.0 / 3
	chartsAPage    = 2
)

// chartsPart are some of the charts of CHARTS, two on a page: what the least
// and the most scenario costs and for whom, what all cost beside one another,
// and who is left out.
func (p *printer) chartsPart(detail int) []printRow {
	var chosen []paper.Chart
	columns := slices.DeleteFunc(slices.Clone(p.charts), func(c paper.Chart) bool { return c.Kind != charts.StackedColumns })
	if len(columns) > 0 {
		chosen = append(chosen, columns[0])
		if len(columns) > 1 {
			chosen = append(chosen, columns[len(columns)-1])
		}
	}
	if i := slices.IndexFunc(p.charts, func(c paper.Chart) bool { return c.Kind == charts.Lines }); i >= 0 {
		chosen = append(chosen, p.charts[i])
	}
	if p.gapChart != nil {
		chosen = append(chosen, *p.gapChart)
	}
	if detail > 1 {
		chosen = chosen[:min(chartsAPage, len(chosen))]
	}
	tall := printedChartTall
	if detail == leastDetail {
		tall = lowerChartTall
	}
	var rows []printRow
	for _, c := range chosen {
		if len(rows) == 0 {
			rows = append(rows, p.heading(abnd.T("Charts", "Gráficos")))
		}
		c.Width, c.Height = printedChartWidth, int(tall*chartOfRow*pixelsPerPoint)
		rows = append(rows, printRow{height: tall, charts: []paper.Chart{c}})
	}
	return rows
}

// gapsPart tells the gaps by guarantee, and apart from them what is not known.
func (p *printer) gapsPart(detail int) []printRow {
	const people, share, answer = 3, 3, 4
	gaps := scenarios.Gaps(p.result)
	if len(gaps) == 0 {
		return nil
	}
	// The sentence of a gap has its figures, rounded.
	exact := detail <= exactGaps
	sentence := printColumns - answer
	if exact {
		sentence -= people + share
	}
	head := printRow{cells: []printCell{p.label(sentence, abnd.T("Gap", "Lacuna"))}}
	if exact {
		head.cells = append(head.cells, p.label(people, abnd.T("People", "Pessoas")), p.label(share, abnd.T("Share of the group", "Proporção do grupo")))
	}
	head.cells = append(head.cells, p.label(answer, abnd.T("Recommendations", "Recomendações")))
	var known, unknown []printRow
	for _, g := range abnd.Guarantees() {
		var told []printRow
		var asked []printEntry
		for _, gap := range gaps {
			if gap.Group.Guarantee != g {
				continue
			}
			said := p.said(costing.GapSentence(p.study, gap.Group.ID, gap.Kind))
			if !gap.People.Known {
				asked = append(asked, said)
				continue
			}
			if !gap.IsGap() {
				continue
			}
			key := func(line ...string) model.Key {
				return costing.CoverageKey(gap.Group.ID, append([]string{"gap", string(gap.Kind)}, line...)...)
			}
			cells := []printCell{p.list(sentence, []printEntry{said})}
			if exact {
				cells = append(cells, p.figure(people, key(), 0, paper.FixedLook), p.figure(share, key("share"), 0, paper.FixedLook))
			}
			told = append(told, printRow{cells: append(cells, p.cell(answer, abnd.Same(strings.Join(gap.Recommendations, ", "))))})
		}
		if len(told) > 0 {
			over := p.words(printColumns, g.Name(), paper.Look{Kind: paper.FixedLook, Bold: true})
			known = append(append(known, printRow{cells: []printCell{over}, with: true}), told...)
		}
		if len(asked) > 0 {
			const name = 5
			unknown = append(unknown, printRow{cells: []printCell{
				p.words(name, g.Name(), paper.Look{Kind: paper.FixedLook, Bold: true}), p.list(printColumns-name, p.shortened(asked, detail, printColumns-name, gapsSheet)),
			}})
		}
	}
	rows := []printRow{p.heading(abnd.T("Coverage gaps in %d", "Lacunas de cobertura em %d").Fill(int(p.study.Projection.First)))}
	if len(known) > 0 {
		rows = append(rows, table(head, known)...)
	}
	if len(unknown) > 0 {
		over := p.words(printColumns, abnd.T("Not known, and to be found out", "O que não se conhece, e está por apurar"), paper.Look{Kind: paper.LabelLook})
		rows = append(rows, table(printRow{cells: []printCell{over}}, unknown)...)
	}
	return rows
}

// assumedPart says how much is found, decided and expected, and which facts move
// the cost most, as it was when the file was written.
func (p *printer) assumedPart(detail int) []printRow {
	const place, fact, effect, source = 1, 9, 4, 10
	rows := []printRow{
		p.heading(abnd.T("What is assumed, when this file was written", "O que se pressupõe, à data em que este ficheiro foi escrito")),
		p.note(costing.CountInputs(p.study).Text()),
	}
	rows[1].with = true
	head := printRow{cells: []printCell{
		p.label(place, abnd.Same("#")), p.label(fact, abnd.T("The facts that move the cost of the status quo most", "Os factos que mais alteram o custo da situação actual")),
		p.label(effect, abnd.T("If it is %d%% lower, points of GDP", "Se for %d %% mais baixo, pontos do PIB").Fill(scenarios.FactMove)), p.label(source, abnd.T("Source", "Fonte")),
	}}
	facts := p.leadingFacts()
	if detail > factsInFull {
		facts = facts[:min(fewestFacts, len(facts))]
	}
	var body []printRow
	for i, f := range facts {
		body = append(body, printRow{cells: []printCell{
			p.cell(place, abnd.Same(fmt.Sprint(i+1))), p.cell(fact, f.Label),
			p.cell(effect, abnd.Same(signedNumber(f.Effect, effectDecimals, p.lang))), p.cell(source, p.sourceOf(f.Provenance)),
		}})
	}
	if len(body) == 0 {
		return rows
	}
	return append(rows, table(head, body)...)
}

// leadingFacts are those that move the cost most; they are ranked once.
func (p *printer) leadingFacts() []scenarios.RankedFact {
	if p.ranked == nil {
		all := scenarios.RankFacts(p.result)
		p.ranked = all[:min(len(all), scenarios.LeadingFacts)]
	}
	return p.ranked
}

// effectDecimals of a change in percentage points of GDP.
const effectDecimals = 3

// signedNumber is a change with its sign.
func signedNumber(x float64, decimals int, lang abnd.Lang) string {
	sign := "+"
	if x < 0 {
		sign = "−"
	}
	return sign + abnd.FormatNumber(math.Abs(x), decimals, lang)
}

// sourceOf names the source of a figure, or what is missing.
func (w *resultWriter) sourceOf(from abnd.Provenance) abnd.Text {
	var titles []string
	for id := range strings.SplitSeq(from.Source, ";") {
		id = strings.TrimSpace(id)
		for _, s := range w.study.Sources {
			if s.ID == id && id != "" {
				title := s.Title.In(w.lang)
				if s.Year != "" {
					title += " (" + s.Year + ")"
				}
				titles = append(titles, title)
			}
		}
	}
	switch gap := from.Gap(); {
	case from.Confidence == abnd.Assumption && !gap.IsZero():
		return abnd.T("no source; missing: %s", "sem fonte; falta: %s").Fill(gap)
	case from.Confidence == abnd.Assumption:
		return abnd.T("assumption", "pressuposto")
	}
	return abnd.Same(strings.Join(titles, "; "))
}

// labelOfChoice is the meaning of a choice, live, and what it says now.
func (p *printer) labelOfChoice(key model.Key) (value, formula string) {
	line := p.model.Line(key)
	label, _ := line.List.Label(p.projection.Choice(key))
	value = label.In(p.lang)
	codes, ok := p.formulas.lists(line.List.Name)
	if !ok {
		return value, paper.TextLiteral(value)
	}
	_, a, _ := paper.ParseRange(codes)
	labels := fmt.Sprintf("%s!$%s$%d:$%s$%d", listsSheet, address.Column(a.Left+1), a.Top, address.Column(a.Left+1), a.Bottom)
	at := p.spots[key]
	return value, fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0)),"")`, labels, address.Absolute(at.sheet, at.row, at.col), codes)
}
