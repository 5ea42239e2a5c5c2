package workbook

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// SummarySheet is the first sheet of a results workbook: it says in ten seconds what
// a scenario or package costs, whom it covers, whom it leaves out and what is to be
// financed. It is not read back: what is picked there is a view, and no input.
const SummarySheet = "SUMMARY"

// The cells of SUMMARY that others refer to. Four figures stand side by side, with
// narrow gaps between them, on a screen of 1600 × 900.
const (
	pickRow        = 4
	pickRunColumn  = 1
	pickYearColumn = 3
	lightsColumn   = 5 // of the two lights, over all columns that follow

	stageRow     = 2
	pickLabelRow = 3
	lightAtRow   = 3
	workshopRow  = 4
	cardRow      = 6
	chartRow     = 10
	chartRowsIn  = 19
	captionRow   = chartRow + chartRowsIn // where the charts are from, then how far they are known
	wordsRow     = captionRow + 2
)

// cardColumns are the columns of the four figures.
var cardColumns = [...]int{1, 3, 5, 7}

// Widths of SUMMARY, in characters.
const (
	cardWidth   = 44
	cardGap     = 2
	calcLabels  = 60
	calcColumns = 16
)

// workshopCell is the sentence on what was changed in the file.
type workshopCell struct{ value, formula string }

// summaryPage builds the sheet.
func (w *resultWriter) summaryPage() *paper.Page {
	p := &paper.Page{
		Name: SummarySheet, OnePage: true, OnePageWide: true,
		About: abnd.T("Cost, cover, who is left out and what is to be financed, for a scenario or package and a year that you pick",
			"Custo, cobertura, quem fica de fora e o que falta financiar, para o cenário ou pacote e o ano que escolher"),
	}
	p.Widths = []float64{cardWidth, cardGap, cardWidth, cardGap, cardWidth, cardGap, cardWidth, cardGap, calcLabels}
	c := &summaryCalc{
		resultWriter: w, phraser: phraser{renderer{formulas: w.formulas, sheet: SummarySheet}, w.lang},
		work: paper.NewSheetBuffer(p), runs: w.summaryRuns(), measures: w.summaryMeasures(),
	}
	for range max(len(c.measures), w.study.Projection.Len()) {
		p.Widths = append(p.Widths, max(calcColumns, w.moneyWidth))
	}
	c.picked = slices.IndexFunc(c.runs, func(r summaryRun) bool { return r.id == w.view.run })
	c.quo = slices.IndexFunc(c.runs, func(r summaryRun) bool { return r.id == abnd.StatusQuo })
	c.label(calcTop, calcName, abnd.T("Calculations of this sheet: no figure of the study", "Cálculos desta folha: nenhum valor do estudo"), paper.LabelLook)
	c.pick(w.firstView())
	c.figures()
	for _, chart := range []paper.Chart{c.costChart(), c.coverChart()} {
		chart.At = address.At(chartRow, []int{cardColumns[0], cardColumns[2]}[len(p.Charts)])
		p.Charts = append(p.Charts, chart)
	}
	s := &summarySheet{summaryCalc: c, page: p}
	s.top()
	s.lights()
	s.cards()
	s.captions()
	s.words()
	for row, height := range s.heights() {
		c.work.Row(row).Height = height
	}
	c.work.Flush()
	p.Printed = address.Area{Top: 1, Left: 1, Bottom: s.last, Right: summaryWidth}
	return p
}

// summarySheet writes what is printed.
type summarySheet struct {
	*summaryCalc
	page *paper.Page
	last int // row
	tall map[int]float64
	// The differences from the status quo, in points of GDP and as they are.
	more, moreSize seen
	newlySize      seen
}

func (s *summarySheet) language() abnd.Lang { return s.resultWriter.lang }

// heights are those of the rows, in points: what is above the charts and the
// charts fill a screen.
func (s *summarySheet) heights() map[int]float64 {
	heights := map[int]float64{1: 24, stageRow: 18, pickLabelRow: 20, pickRow: 32, pickRow + 1: 5, cardRow: 34, cardRow + 1: 46, cardRow + 2: 48, cardRow + 3: 5}
	for i := range chartRowsIn {
		heights[chartRow+i] = paper.LineHeight
	}
	heights[runsHeadRow] = 3 * paper.LineHeight
	heights[captionRow], heights[captionRow+1] = 2*paper.LineHeight, 2*paper.LineHeight
	for row, height := range s.tall {
		heights[row] = height
	}
	return heights
}

// across puts a cell over several columns.
func (s *summarySheet) across(row, from, to int) {
	s.page.Merges = append(s.page.Merges, address.Area{Top: row, Left: from, Bottom: row, Right: to})
}

// plain puts a text that no figure moves.
func (s *summarySheet) plain(row, col int, t abnd.Text, look paper.Look) {
	look.Number = paper.TextFormat
	s.work.Put(row, col, paper.Cell{Value: paper.TextOrNothing(t.In(s.language())), Look: look})
}

// top writes what the study is, that nobody has approved it, and the two cells to
// pick in.
func (s *summarySheet) top() {
	s.plain(1, 1, s.book.meta.Title, paper.Look{Kind: paper.TitleLook})
	status := s.study.Status
	stage := status.Line()
	if status.IsDraft() {
		stage = abnd.T("Draft: no institution has approved it.", "Rascunho: nenhuma instituição o aprovou.")
	}
	s.plain(stageRow, 1, stage, paper.Look{Kind: paper.StageLook, Left: true})
	s.across(stageRow, 1, summaryWidth-2)
	s.plain(stageRow, summaryWidth, abnd.T("All sheets: CONTENTS →", "Todas as folhas: CONTENTS →"), paper.Look{Kind: paper.LinkLook})
	s.page.Links = append(s.page.Links, paper.Link{At: address.Area{Top: stageRow, Left: summaryWidth, Bottom: stageRow, Right: summaryWidth}, To: address.Quoted(paper.ContentsSheet) + "!A1"})

	s.plain(pickLabelRow, pickRunColumn, abnd.T("Pick a scenario or package", "Escolha um cenário ou pacote"), paper.Look{Kind: paper.HeadingLook})
	s.plain(pickLabelRow, pickYearColumn, abnd.T("Pick a year", "Escolha um ano"), paper.Look{Kind: paper.HeadingLook})
	const pickSize = 14
	s.work.Put(pickRow, pickRunColumn, paper.Cell{Value: s.runs[s.picked].name, Look: paper.Look{Kind: paper.InputLook, Number: paper.TextFormat, Left: true, Bold: true, Shrink: true, Points: pickSize}})
	s.work.Put(pickRow, pickYearColumn, paper.Cell{Value: float64(s.view.year), Look: paper.Look{Kind: paper.InputLook, Number: paper.YearFormat, Left: true, Bold: true, Points: pickSize}})
	var rules paper.RuleSet
	note := abnd.T("A view only: it moves no figure of the study, and abnd does not read it. A blank cell shows the first view.",
		"Só muda o que se vê: não altera nenhum valor do estudo, e abnd não o lê. Em branco mostra a primeira vista.").In(s.language())
	pick := func(col int, title abnd.Text, list string) {
		kind := paper.RuleKind{List: list, Firm: true, Problem: abnd.T("Pick from the list.", "Escolha da lista.")}
		rules.Add(pickRow, col, kind.Noted(title.In(s.language()), note))
	}
	pick(pickRunColumn, abnd.T("Scenario or package", "Cenário ou pacote"), s.runList())
	pick(pickYearColumn, abnd.T("Year", "Ano"), s.yearList())
	s.page.Rules = rules.Rules()
}

// lights writes whether the arithmetic adds up, and what was changed in the file.
// What they say is of the file itself: verify does not ask the engine.
func (s *summarySheet) lights() {
	good := abnd.T("The arithmetic adds up", "As contas batem certo").In(s.language())
	light := address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}.Absolute()
	// A text in a cell for a number is the failure that everybody meets: it is named.
	text := address.Ref{Sheet: checksSheet, Col: checkLeftColumn, Row: lightRow}.Absolute()
	s.text(lightAtRow, lightsColumn, phrase{
		fmt.Sprintf(`IF(%s="%s",%s,IF(%s<>"",%[4]s&%s,%s&%[1]s))`, light, okText, paper.TextLiteral(good),
			text, paper.TextLiteral(abnd.T(": results treat it as no data. Enter a number; see CHECKS →", ": os resultados tratam-no como falta de dados. Escreva um número; ver CHECKS →").In(s.language())),
			paper.TextLiteral(abnd.T("The arithmetic does not add up: see CHECKS. Checks that fail: ", "As contas não batem certo: ver CHECKS. Verificações que falham: ").In(s.language()))),
		good,
	}, paper.Look{Kind: paper.CheckLook, Left: true})
	s.across(lightAtRow, lightsColumn, summaryWidth)
	area := address.Area{Top: lightAtRow, Left: lightsColumn, Bottom: lightAtRow, Right: lightsColumn}
	s.page.Lights = append(s.page.Lights, paper.StatusCell{Area: area, Good: good})
	s.page.Links = append(s.page.Links, paper.Link{At: area, To: address.Quoted(checksSheet) + "!A1"})

	said := s.workshop()
	s.text(workshopRow, lightsColumn, said, paper.Look{Kind: paper.WorkshopLook, Wrap: true, Left: true})
	s.across(workshopRow, lightsColumn, summaryWidth)
	area.Top, area.Bottom = workshopRow, workshopRow
	s.page.Links = append(s.page.Links, paper.Link{At: area, To: address.Quoted(writtenSheet) + "!A1"})
	s.book.workshop = workshopCell{value: said.value, formula: address.Ref{Sheet: SummarySheet, Col: lightsColumn, Row: workshopRow}.Absolute()}
	for _, row := range []int{lightAtRow, workshopRow} {
		s.ofFile[address.Ref{Sheet: SummarySheet, Col: lightsColumn, Row: row}] = true
	}
}

// workshop says how many input cells were changed since the file was written, and
// what that does to the cost of what is picked.
func (s *summarySheet) workshop() phrase {
	changed := seen{address.Absolute(writtenSheet, writtenCountRow, writtenCountColumn), 0, true}
	one := condition{changed.at + "=1", false}
	count := where(one, s.say(abnd.T("1 cell changed", "1 célula alterada")), s.saying(abnd.T("%s cells changed", "%s células alteradas"), s.figure(changed, costing.AsYear)))
	share := s.of("share_of_gdp")
	written := s.writtenShare()
	s.next++
	effect, size := s.derived(abnd.T("Cost less that as written; beside it without its sign", "Custo menos o que foi escrito; ao lado sem sinal"), share, written, paper.PercentFormat, 1)
	s.fileRow(s.next - 2)
	s.fileRow(s.next - 1)
	points := s.figure(size, costing.AsPoints)
	sign := where(above(effect), s.say(abnd.Same("+")), s.say(abnd.Same("−")))
	moved := s.saying(abnd.T("%s %s%s points of GDP in %s", "%s %s%s pontos do PIB em %s"), s.runName(), sign, points, s.year())
	same := s.saying(abnd.T("%s: same cost in %s", "%s: o mesmo custo em %s"), s.runName(), s.year())
	unknown := s.saying(abnd.T("%s: cost not known in %s", "%s: não se conhece o custo em %s"), s.runName(), s.year())
	result := where(isSeen(effect), where(s.shows(size), moved, same), unknown)
	some := s.saying(abnd.T("In workshop: %s since abnd wrote this; %s. See what changed →", "Na sessão de trabalho: %s desde que abnd escreveu este ficheiro; %s. Ver o que mudou →"), count, result)
	none := s.say(abnd.T("In workshop: no input cell changed since abnd wrote this. Change blue cells: the results follow.",
		"Na sessão de trabalho: nenhuma célula de dados alterada desde que abnd escreveu este ficheiro. Altere células azuis: os resultados acompanham."))
	return where(above(changed), some, none)
}

// fileRow says that what a row of the calculations holds is of the file.
func (s *summarySheet) fileRow(row int) {
	for _, col := range []int{calcFirst, calcFirst + 1} {
		s.ofFile[address.Ref{Sheet: SummarySheet, Col: col, Row: row}] = true
	}
}

// writtenShare is the cost of what is picked as the file was written.
func (s *summarySheet) writtenShare() seen {
	now := s.of("share_of_gdp")
	first, last := writtenRunRow(0), writtenRunRow(len(s.runs)-1)
	area := address.Absolute(writtenSheet, first, writtenCountColumn) + ":" + summaryCell(last, writtenCountColumn)
	s.label(s.next, calcName, abnd.T("Cost as written", "Custo como foi escrito"), paper.FixedLook)
	return s.number(s.next, calcFirst, now.x, now.known, fmt.Sprintf("INDEX(%s,%s)", area, summaryCell(runPlaceRow, calcFirst)), paper.PercentFormat, 1)
}

// captions writes below each of the two charts where it is from, and how far what
// it shows is known in the year that is picked.
func (s *summarySheet) captions() {
	look := paper.Look{Kind: paper.HelpLook, Wrap: true}
	missing, groups := s.of(missingParts), s.of(costing.GroupsUnknown)
	for i, known := range []phrase{
		where(above(missing), s.saying(abnd.T("Parts without data in %s: %s; the columns are then at least as high as drawn.", "Parcelas sem dados em %s: %s; as colunas são então, no mínimo, as desenhadas."), s.year(), s.figure(missing, costing.AsYear)),
			s.saying(abnd.T("No part is without data in %s.", "Nenhuma parcela sem dados em %s."), s.year())),
		where(above(groups), s.saying(abnd.T("Population groups without full data in %s: %s; the columns are then at least as high as drawn.", "Grupos da população sem dados completos em %s: %s; as colunas são então, no mínimo, as desenhadas."), s.year(), s.figure(groups, costing.AsYear)),
			s.saying(abnd.T("Every population group has data in %s.", "Todos os grupos da população têm dados em %s."), s.year())),
	} {
		from, to := cardColumns[2*i], cardColumns[2*i+1]
		s.plain(captionRow, from, s.sourceOfChart([]string{SumSheet, CoverageSheet}[i]), look)
		s.text(captionRow+1, from, known, look)
		s.across(captionRow, from, to)
		s.across(captionRow+1, from, to)
	}
}

// shows asks whether a share has a decimal of a percent that can be shown.
func (s *summarySheet) shows(size seen) condition {
	hundred := s.ref(costing.HundredthsKey, 0)
	const tenth = 0.0005 // half of the last decimal that is shown
	return condition{fmt.Sprintf("ROUND(IF(%[1]s=\"\",0,%[1]s)*%[2]s,1)>0", size.at, hundred), size.known && size.x >= tenth}
}

// counts asks whether a number of people is not zero, as it is shown.
func (s *summarySheet) counts(size seen) condition {
	const half = 0.5
	return condition{fmt.Sprintf("ROUND(IF(%[1]s=\"\",0,%[1]s),0)>0", size.at), size.known && size.x >= half}
}

// card writes one of the four figures.
func (s *summarySheet) card(i int, head, figure, note phrase) {
	col := cardColumns[i]
	s.text(cardRow, col, head, paper.Look{Kind: paper.CardHeadLook, Wrap: true, Centred: true})
	s.text(cardRow+1, col, figure, paper.Look{Kind: paper.FigureLook, Centred: true, Shrink: true})
	s.text(cardRow+2, col, note, paper.Look{Kind: paper.CardNoteLook, Wrap: true, Centred: true})
}

// cards writes the four figures.
func (s *summarySheet) cards() {
	cost, quo := s.of("share_of_gdp"), s.before("share_of_gdp")
	s.more, s.moreSize = s.derived(abnd.T("Cost above the status quo; beside it without its sign", "Custo face à situação actual; ao lado sem sinal"), cost, quo, paper.PercentFormat, 1)
	atLeast := func(missing seen, mark string, figure phrase) phrase {
		return bounded(above(missing), s.say(abnd.Same(mark)), figure)
	}
	missing := s.of(missingParts)
	note := s.saying(abnd.T("Status quo: %s. ", "Situação actual: %s. "), s.figure(quo, costing.AsPercent))
	points := s.figure(s.moreSize, costing.AsPoints)
	note = joined(note, where(s.shows(s.moreSize), where(above(s.more), s.saying(abnd.T("%s points more.", "Mais %s pontos."), points), s.saying(abnd.T("%s points less.", "Menos %s pontos."), points)), nothing()))
	note = joined(note, where(above(missing), s.saying(abnd.T(" At least: parts without data: %s.", " No mínimo: parcelas sem dados: %s."), s.figure(missing, costing.AsYear)), nothing()))
	s.card(0, s.saying(abnd.T("Cost in %%s, %% of %s", "Custo em %%s, em %% do %s").Fill(s.study.GDPName), s.year()), atLeast(missing, "≥ ", s.figure(cost, costing.AsPercent)), note)

	newly, groups := s.of(costing.NewlyCovered), s.of(costing.GroupsUnknown)
	s.newlySize = s.size(s.next, newly, paper.WholeFormat, s.everyone())
	s.label(s.next, calcName, abnd.T("Newly covered, without its sign", "Novas pessoas cobertas, sem sinal"), paper.FixedLook)
	s.next++
	counted := s.figure(s.newlySize, costing.AsCount)
	figure := where(isSeen(newly), where(s.counts(s.newlySize), where(above(newly), atLeast(groups, "≥ ", counted), joined(s.say(abnd.Same("−")), counted)), s.say(abnd.Same("0"))), s.say(costing.NotKnown()))
	note = joined(s.say(abnd.T("More than in the status quo, in the population groups of COVERAGE. ", "A mais do que na situação actual, nos grupos da população de COVERAGE. ")), where(above(groups),
		s.saying(abnd.T("Groups without full data: %s.", "Grupos sem dados completos: %s."), s.figure(groups, costing.AsYear)), nothing()))
	s.card(1, s.saying(abnd.T("Persons newly covered by income security in %s", "Novas pessoas com segurança de rendimento em %s"), s.year()), figure, note)

	left := s.of(costing.LeftOut)
	figure = where(isSeen(left), atLeast(groups, "≤ ", s.figure(left, costing.AsCount)), s.say(costing.NotKnown()))
	note = s.saying(abnd.T("Status quo: %s. Health care is counted apart; who is in two groups counts twice.", "Situação actual: %s. Os cuidados de saúde contam-se à parte; quem está em dois grupos conta duas vezes."), atLeast(s.before(costing.GroupsUnknown), "≤ ", s.figure(s.before(costing.LeftOut), costing.AsCount)))
	s.card(2, s.saying(abnd.T("Persons still left out of income security in %s", "Pessoas ainda fora da segurança de rendimento em %s"), s.year()), figure, note)
	s.financingCard()
}

// financingCard writes when the fund of the study is empty, or what is to be
// financed above the envelope, or what is spent above the status quo.
func (s *summarySheet) financingCard() {
	above1 := s.saying(abnd.T("To be financed above the envelope in %s: %s of GDP.", "Acima do envelope em %s: %s do PIB por financiar."), s.year(), s.figure(s.of(needShare), costing.AsPercent))
	switch {
	case costing.HasFund(s.study):
		last := s.study.Projection.Last
		ends := func(year seen) phrase {
			return where(isSeen(year), s.figure(year, costing.AsYear), s.say(abnd.T("after %d", "depois de %d").Fill(int(last))))
		}
		note := s.saying(abnd.T("Status quo: %s (central case). ", "Situação actual: %s (caso central). "), ends(s.before(emptyYear)))
		if costing.HasEnvelope(s.study) {
			note = joined(note, above1)
		}
		s.card(3, s.say(abnd.T("%s: empty in", "%s: esgota-se em").Fill(s.study.Fund.Name)), ends(s.of(emptyYear)), note)
	case costing.HasEnvelope(s.study):
		need, gap := s.of(needMeasure), s.of(gapShare)
		note := s.saying(abnd.T("%s "+s.study.Country.Currency+". Not covered by the measures of FINANCING: %s of GDP.", "%s "+s.study.Country.Currency+". Sem cobertura pelas medidas de FINANCING: %s do PIB."),
			s.figure(need, costing.AsMoney), s.figure(gap, costing.AsPercent))
		head := s.saying(abnd.T("To be financed above the envelope in %%s, %% of %s", "Por financiar acima do envelope em %%s, em %% do %s").Fill(s.study.GDPName), s.year())
		s.card(3, head, s.figure(s.of(needShare), costing.AsPercent), note)
	default:
		figure := s.figure(s.moreSize, costing.AsPercent)
		figure = where(isSeen(s.more), where(above(s.more), figure, where(s.shows(s.moreSize), joined(s.say(abnd.Same("−")), figure), figure)), figure)
		s.card(3, s.saying(abnd.T("Cost above the status quo in %%s, %% of %s", "Custo face à situação actual em %%s, em %% do %s").Fill(s.study.GDPName), s.year()), figure,
			s.say(abnd.T("What is to be financed: nobody has given an envelope (GGO).", "O que falta financiar: ninguém deu um envelope (GGO).")))
	}
}
