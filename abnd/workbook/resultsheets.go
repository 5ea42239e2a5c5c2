package workbook

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// resultSheet is a sheet of a results workbook, or a family of them: what the
// workbook has to know of it. The title and what the sheet is about are said by
// what builds it.
type resultSheet struct {
	name string
	// group says what the sheet is for.
	group sheetGroup
	// family says that the name only begins the names of several sheets.
	family bool
	// when reports whether a workbook has the sheet; nil for always.
	when func(w *resultWriter) bool
	// place gives the lines that the sheet shows their places, before anything
	// is written; nil where it shows none of its own.
	place func(l *layout, inputs []sheets.Sheet)
	// build makes the pages; nil for what is no page of the results: the inputs
	// are made with the book, contents and lists are written with it.
	build func(w *resultWriter, r request) []*paper.Page
	// input says that the sheet is one of inputs, which is read back, with results
	// on it.
	input bool
	// last says that the sheet reads what others were built with.
	last bool
	// answer says that the sheet is that of an answer, and there where it was asked for.
	answer bool
	// checks are what CHECKS proves of it.
	checks []checkBlock
}

// request is what a workbook is asked for besides the results.
type request struct {
	opts    Options
	answers []Answer
	inputs  []*paper.Page
}

// resultSheets lists the sheets in the order of their tabs. It is the one place
// that knows them all: a new one is a row here, and the file that builds it.
func resultSheets() []resultSheet {
	return []resultSheet{
		{name: SummarySheet, build: one((*resultWriter).summaryPage), last: true},
		{name: sheets.Try, group: resultGroup, input: true, place: (*layout).placeTry, build: (*resultWriter).tryPages, last: true},
		{name: paper.ContentsSheet},
		{name: CompareSheet, answer: true},
		{name: DecomposeSheet, answer: true},
		{name: BridgeSheet, answer: true},
		{name: SensitivitySheet, answer: true},
		{name: SimulationSheet, answer: true},
		{name: SolveSheet, answer: true},
		{name: SumSheet, place: whatever((*layout).placeSum), build: one((*resultWriter).sumPage), checks: []checkBlock{{sumsBlock, (*checks).sums}}},
		{name: chartsSheet, build: one((*resultWriter).chartsPage), last: true},
		{name: PrintSheet, group: resultGroup, build: one((*resultWriter).printPage), last: true},
		{name: FichesSheet, group: resultGroup, when: func(w *resultWriter) bool { return len(w.study.Benefits) > 0 }, build: one((*resultWriter).fichesPage), last: true},
		{name: fiscalSheet, when: func(w *resultWriter) bool { return len(w.layout.fiscal) > 0 }, place: whatever((*layout).placeFiscal), build: one((*resultWriter).fiscalPage),
			checks: []checkBlock{{moneyBlock, (*checks).fiscal}}},

		{name: ImpactSheet, when: hasImpact, place: whatever((*layout).placeImpact), build: one((*resultWriter).impactPage)},

		{name: CoverageSheet, group: assessmentGroup, when: hasGroups, place: (*layout).placeAssessment, build: one((*resultWriter).coveragePage), checks: []checkBlock{
			{peopleBlock, (*checks).people}, {boundsBlock, (*checks).bounds}, {remarksBlock, (*checks).overcounted},
		}},
		{name: gapsSheet, group: assessmentGroup, when: hasGroups, build: one((*resultWriter).gapsPage)},
		{name: afterSheet, group: assessmentGroup, when: hasGroups, build: one((*resultWriter).afterPage)},
		{name: lifeCycleSheet, group: assessmentGroup, when: func(w *resultWriter) bool { return w.model.Has(costing.LifeCycleKey("legal")) }, build: one((*resultWriter).lifeCyclePage)},
		{name: matrixSheet, group: assessmentGroup, build: one((*resultWriter).matrixPage)},

		{group: inputGroup, build: (*resultWriter).inputPages},

		{name: survivalSheet, group: calculationGroup, when: isProjected, place: whatever((*layout).placePopulation), build: one((*resultWriter).survivalPage), checks: []checkBlock{{cohortsBlock, (*checks).cohorts}}},
		{name: eventsSheet, group: calculationGroup, when: isProjected, build: one((*resultWriter).eventsPage)},
		{name: benefitSheetPrefix, group: calculationGroup, family: true, place: whatever((*layout).placeBenefits), build: (*resultWriter).benefitPages},
		{name: fifthsSheet, group: calculationGroup, when: hasImpact, build: one((*resultWriter).fifthsPage)},
		{name: peopleSheet, group: calculationGroup, when: hasGroups, build: one((*resultWriter).peoplePage)},

		{name: reconcileSheet, group: controlGroup, place: whatever((*layout).placeReconciliations), build: one((*resultWriter).reconcilePage), checks: []checkBlock{{reportedBlock, (*checks).reconciliation}}},
		{name: arrearsSheet, group: controlGroup, when: func(w *resultWriter) bool { return len(w.layout.arrears) > 0 }, place: whatever((*layout).placeArrears), build: one((*resultWriter).arrearsPage)},
		{name: checksSheet, group: controlGroup, build: one((*resultWriter).checksPage), last: true, checks: []checkBlock{
			{textsBlock, (*checks).texts}, {errorsBlock, (*checks).errors}, {writtenBlock, (*checks).unchanged}, {topBlock, (*checks).top}, {engineBlock, (*checks).engine}, {remarksBlock, (*checks).inputs},
		}},
		{name: writtenSheet, group: controlGroup, build: (*resultWriter).writtenPages, last: true},
		{name: ManifestSheet, group: controlGroup, build: (*resultWriter).manifestPages, last: true},
		{name: listsSheet, group: controlGroup},
		{name: startSheet, group: inputGroup}, // of an empty workbook
	}
}

// one is the building of a single page, which needs nothing that was asked for.
func one(build func(*resultWriter) *paper.Page) func(*resultWriter, request) []*paper.Page {
	return func(w *resultWriter, _ request) []*paper.Page { return []*paper.Page{build(w)} }
}

// whatever is the placing of lines that does not depend on the inputs.
func whatever(place func(*layout)) func(*layout, []sheets.Sheet) {
	return func(l *layout, _ []sheets.Sheet) { place(l) }
}

// answerOn builds the sheet of an answer, where it was asked for. Two answers
// on one sheet are a programming error.
func (w *resultWriter) answerOn(name string, answers []Answer) []*paper.Page {
	var pages []*paper.Page
	for _, a := range answers {
		if a.sheet() == name {
			pages = append(pages, w.answerPage(a))
		}
	}
	if len(pages) > 1 {
		panic("workbook: two answers of the sheet " + name)
	}
	return pages
}

func hasGroups(w *resultWriter) bool { return len(w.study.Groups) > 0 }

// hasImpact reports whether the effect of some scenario on poverty is computed.
func hasImpact(w *resultWriter) bool { return len(w.impactShown()) > 0 }

func isProjected(w *resultWriter) bool {
	_, projected := w.study.PopulationBase()
	return projected
}

// pages builds the sheets of results around those of the inputs, in the order
// of their tabs. Answers come first: they are what was asked for.
func (w *resultWriter) pages(r request) []*paper.Page {
	all := resultSheets()
	built := make([][]*paper.Page, len(all))
	for _, last := range []bool{false, true} {
		for i, s := range all {
			if s.answer && !last {
				built[i] = w.answerOn(s.name, r.answers)
			}
			if s.build != nil && s.last == last && (s.when == nil || s.when(w)) {
				built[i] = s.build(w, r)
			}
		}
	}
	for i, s := range all {
		for _, p := range built[i] {
			p.HideErrors = (s.group == resultGroup || s.group == assessmentGroup) && !s.input
		}
	}
	return slices.Concat(built...)
}

// IsResult reports whether a sheet holds results only, which are not read back.
func IsResult(sheet string) bool {
	sheet = strings.ToUpper(strings.TrimSpace(sheet))
	return slices.ContainsFunc(resultSheets(), func(s resultSheet) bool {
		return !s.input && s.is(sheet)
	})
}

// answerSheets lists the sheets of answers.
func answerSheets() []string {
	var names []string
	for _, s := range resultSheets() {
		if s.answer {
			names = append(names, s.name)
		}
	}
	return names
}

// checkBlock is a part of CHECKS, and its place in the order of the parts.
type checkBlock struct {
	place checkPlace
	write func(*checks)
}

// checkPlace orders the parts of CHECKS: first what must hold, then remarks.
type checkPlace int

// The parts of CHECKS.
const (
	sumsBlock checkPlace = iota
	moneyBlock
	peopleBlock
	cohortsBlock
	boundsBlock
	textsBlock
	errorsBlock
	writtenBlock
	topBlock // the light over all of them
	engineBlock
	reportedBlock
	remarksBlock
)

// checkBlocks lists the parts of CHECKS in their order.
func checkBlocks() []checkBlock {
	var all []checkBlock
	for _, s := range resultSheets() {
		all = append(all, s.checks...)
	}
	slices.SortStableFunc(all, func(a, b checkBlock) int { return int(a.place - b.place) })
	return all
}
