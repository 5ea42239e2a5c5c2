package workbook

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// The sheets of the assessment. MATRIX is written for every study, the others
// where the study has population groups, LIFECYCLE where a scheme's ages are
// known.
const (
	CoverageSheet  = "COVERAGE"
	gapsSheet      = "GAPS"
	lifeCycleSheet = "LIFECYCLE"
	matrixSheet    = "MATRIX"
	afterSheet     = "AFTER"
	peopleSheet    = "PEOPLE"
)

// coverageMeasure is a column of COVERAGE: a figure of a group and the one of
// a provision that stands below it.
type coverageMeasure struct {
	group, provision string // codes of lines; blank where there is none
	label            abnd.Text
}

// coverageMeasures are the columns that are printed. What else the model says
// of groups and provisions stands to their right.
var coverageMeasures = []coverageMeasure{
	{"", "year", abnd.T("Reference year of the count", "Ano de referência da contagem")},
	{"size_now", "persons", abnd.T("Persons", "Pessoas")},
	{"size_now/female", "persons/female", abnd.T("Female", "Mulheres")},
	{"size_now/male", "persons/male", abnd.T("Male", "Homens")},
	{"legal", "legal", abnd.T("Legal coverage", "Cobertura legal")},
	{"effective", "rate", abnd.T("Effective coverage", "Cobertura efectiva")},
	{"effective_low", "rate_low", abnd.T("… at least", "… no mínimo")},
	{"effective_high", "rate_high", abnd.T("… at most", "… no máximo")},
	{"direct/effective", "direct_low", abnd.T("Direct recipients", "Beneficiários directos")},
	{"direct/effective_possible", "direct_high", abnd.T("… at most", "… no máximo")},
	{"unpaid", "unpaid", abnd.T("Enrolled, not paid", "Inscritas, não pagas")},
	{"effective/female", "rate/female", abnd.T("… female", "… mulheres")},
	{"effective/male", "rate/male", abnd.T("… male", "… homens")},
	{"adequately", "adequate_rate", abnd.T("With an adequate benefit", "Com prestação adequada")},
	{"known", "", abnd.T("Schemes with data", "Regimes com dados")},
	{"exact", "", abnd.T("… as a single value", "… num só valor")},
	{"schemes", "", abnd.T("of schemes", "n.º de regimes")},
	{"", "monthly", abnd.T("Monthly benefit", "Montante mensal")},
	{"", "adequacy/poverty-line", abnd.T("of the poverty line", "% da linha de pobreza")},
	{"", "adequacy/minimum-wage", abnd.T("of the minimum wage", "% do salário mínimo")},
	{"", "adequacy/average-wage", abnd.T("of the average wage", "% do salário médio")},
	{"", "adequacy/gdp-per-head", abnd.T("of GDP per head", "% do PIB por habitante")},
	{"", "adequacy/first", abnd.T("of the benchmark, first year", "% da referência, primeiro ano")},
	{"", "adequacy/last", abnd.T("… last year", "… último ano")},
}

// coverageLayout is the sheet COVERAGE: a row for each group with those of its
// provisions below it, under the name of the guarantee.
type coverageLayout struct {
	blocks []coverageBlock
	// workings are the codes of the columns at the right: of groups, then of
	// provisions.
	workings []coverageMeasure
}

type coverageBlock struct {
	guarantee abnd.Guarantee // blank for groups that only an indicator is measured in
	row       int
	groups    []coverageGroup
}

type coverageGroup struct {
	group      abnd.PopulationGroup
	row        int
	provisions []coverageProvision
}

type coverageProvision struct {
	provision abnd.Provision
	name      abnd.Text
	row       int
}

// measureColumn is the column of the i-th measure, workings included.
func measureColumn(i int) int { return nameColumn + 1 + i }

func (c *coverageLayout) measures() []coverageMeasure {
	return append(slices.Clone(coverageMeasures), c.workings...)
}

// placeAssessment gives every line of the assessment its place.
func (l *layout) placeAssessment(inputs []sheets.Sheet) {
	lines := l.model.Lines()
	owner := map[string]string{} // the model's group of lines → population group
	for _, g := range l.study.Groups {
		owner[string(costing.CoverageKey(g.ID))] = g.ID
	}
	var groupCodes, provisionCodes []string
	byYear := map[string][]*model.Line{} // by population group
	for i := range lines {
		line := lines[i]
		id, ok := owner[line.Group]
		switch {
		case !ok:
			continue
		case line.IsSeries():
			byYear[id] = append(byYear[id], line)
			continue
		}
		if _, code, isProvision := coverageCode(line); isProvision {
			provisionCodes = appendNew(provisionCodes, code)
		} else {
			groupCodes = appendNew(groupCodes, code)
		}
	}
	for _, m := range coverageMeasures {
		groupCodes, provisionCodes = without(groupCodes, m.group), without(provisionCodes, m.provision)
	}
	for _, code := range groupCodes {
		l.coverage.workings = append(l.coverage.workings, coverageMeasure{group: code, label: abnd.Same(code)})
	}
	for _, code := range provisionCodes {
		l.coverage.workings = append(l.coverage.workings, coverageMeasure{provision: code, label: abnd.Same(code)})
	}
	l.placeCoverage()
	l.placePeople(byYear)
	l.placeAfter()
	l.placeLifeCycle()
	l.placeIndicators(inputs)
}

// indicatorColumns are the columns of SDG that are computed.
var indicatorColumns = []string{"own", costing.MembersLine, "difference"}

// placeIndicators finds the cells of SDG that stand beside published values.
func (l *layout) placeIndicators(inputs []sheets.Sheet) {
	for _, s := range inputs {
		if s.Code != sheets.Indicators {
			continue
		}
		for _, i := range l.study.Indicators {
			for _, code := range indicatorColumns {
				key := costing.IndicatorKey(i.Code, code)
				if !l.model.Has(key) {
					continue
				}
				published := l.spots[costing.IndicatorKey(i.Code, "published")]
				col := slices.IndexFunc(s.Columns, func(c sheets.Column) bool { return c.Key == code }) + 1
				l.spots[key] = cellRefOf(l.model.Line(key), s.Code, published.row, col)
			}
		}
	}
}

func appendNew(all []string, s string) []string {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

func without(all []string, s string) []string {
	return slices.DeleteFunc(all, func(x string) bool { return x == s })
}

// coverageCode splits the key of a line of a group: "rate" of the provision by
// "TLS-SP-OLD", or "legal" of the group itself.
func coverageCode(line *model.Line) (by, code string, isProvision bool) {
	rest := strings.TrimPrefix(string(line.Key), line.Group+"/")
	if after, ok := strings.CutPrefix(rest, "by/"); ok {
		by, code, _ = strings.Cut(after, "/")
		return by, code, true
	}
	return "", rest, false
}

func (l *layout) placeCoverage() {
	row := paper.FirstDataRow
	for _, guarantee := range append(abnd.Guarantees(), "") {
		b := coverageBlock{guarantee: guarantee, row: row}
		for _, g := range l.study.Groups {
			if g.Guarantee != guarantee {
				continue
			}
			row++
			cg := coverageGroup{group: g, row: row}
			for _, p := range l.study.ProvisionsOf(g.ID) {
				if s, ok := l.study.FindScheme(p.By); ok {
					row++
					cg.provisions = append(cg.provisions, coverageProvision{p, s.Name, row})
				}
			}
			b.groups = append(b.groups, cg)
		}
		if len(b.groups) > 0 {
			l.coverage.blocks = append(l.coverage.blocks, b)
			row += 2 // a blank row and the next heading
		}
	}
	put := func(key model.Key, row, i int) {
		if l.model.Has(key) {
			l.spots[key] = cellRefOf(l.model.Line(key), CoverageSheet, row, measureColumn(i))
		}
	}
	for i, m := range l.coverage.measures() {
		for _, b := range l.coverage.blocks {
			for _, g := range b.groups {
				if m.group != "" {
					put(costing.CoverageKey(g.group.ID, m.group), g.row, i)
				}
				for _, p := range g.provisions {
					if m.provision != "" {
						put(costing.CoverageKey(g.group.ID, "by", p.provision.By, m.provision), p.row, i)
					}
				}
			}
		}
	}
}

// section is a heading with lines below it, each with what leads it.
type section struct {
	heading  abnd.Text
	row      int
	lines    []sectionLine
	workings bool // not printed
}

type sectionLine struct {
	placed
	name, detail abnd.Text
}

// placePeople puts the lines that run over the years of the frames on a sheet
// of their own, whose head has those years.
func (l *layout) placePeople(byYear map[string][]*model.Line) {
	row := paper.FirstDataRow
	for _, g := range l.study.Groups {
		s := section{heading: g.Name, row: row}
		for _, line := range byYear[g.ID] {
			row++
			s.lines = append(s.lines, sectionLine{placed{line, row}, line.Label, abnd.Text{}})
			l.spots[line.Key] = cellRefOf(line, peopleSheet, row, yearColumn)
		}
		row += 2
		l.people = append(l.people, s)
	}
}

// afterOrder is the order of the measures of AFTER; what a provision covers
// comes after, and then what it is computed from.
var afterOrder = []string{
	"effective", "left_out", "covered", "effective_possible", "left_out_certain", "covered_possible", "effective_low", "effective_high",
	"effective/female", "effective/male", "legal", "known", "exact", "provisions",
}

// placeAfter lays out the coverage under the scenarios: a section for each
// measure, in it every group under every scenario.
func (l *layout) placeAfter() {
	if len(l.study.Groups) == 0 {
		return
	}
	row := paper.FirstDataRow
	begin := func(heading abnd.Text) *section {
		l.after = append(l.after, section{heading: heading, row: row})
		return &l.after[len(l.after)-1]
	}
	put := func(s *section, key model.Key, name, detail abnd.Text) {
		row++
		line := l.model.Line(key)
		s.lines = append(s.lines, sectionLine{placed{line, row}, name, detail})
		l.spots[key] = cellRefOf(line, afterSheet, row, yearColumn)
	}
	first := l.study.Groups[0].ID
	for _, code := range afterOrder {
		s := begin(l.model.Line(costing.ScenarioCoverageKey(abnd.StatusQuo, first, code)).Label)
		for _, g := range l.study.Groups {
			for _, x := range l.study.Scenarios {
				put(s, costing.ScenarioCoverageKey(x.ID, g.ID, code), g.Name, x.Name)
			}
		}
		row += 2
	}
	s := begin(abnd.T("Coverage by scheme and benefit, share of the group", "Cobertura por regime e prestação, proporção do grupo"))
	for _, g := range l.study.Groups {
		for _, p := range l.study.ProvisionsOf(g.ID) {
			for _, x := range l.study.Scenarios {
				if key := costing.ScenarioCoverageKey(x.ID, g.ID, "by", p.By); l.model.Has(key) {
					put(s, key, abnd.T("%s: %s", "%s: %s").Fill(g.Name, l.nameOf(p.By)), x.Name)
				}
			}
		}
	}
	if len(s.lines) == 0 { // groups that nobody reaches
		l.after = l.after[:len(l.after)-1]
	} else {
		row += 2
	}
	var runs []sumsOf
	for _, x := range l.study.Scenarios {
		runs = append(runs, sumsOfScenario(x))
	}
	for _, x := range l.study.Packages {
		runs = append(runs, sumsOfPackage(x))
	}
	for _, code := range append(costing.GuaranteeCoverageLines(), incomeAlone()...) {
		s := begin(abnd.Text{})
		for _, g := range append(abnd.Guarantees(), abnd.IncomeSecurity) {
			for _, x := range runs {
				if key := x.key(g, code); l.model.Has(key) {
					s.heading = l.model.Line(key).Label
					put(s, key, g.Name(), x.name)
				}
			}
		}
		if len(s.lines) == 0 { // groups of indicators alone
			l.after = l.after[:len(l.after)-1]
			continue
		}
		row += 2
	}
	for i, lines := range l.afterWorkings() {
		if len(lines) == 0 {
			continue
		}
		s := begin(abnd.T("Calculations: %s", "Cálculos: %s").Fill(l.study.Groups[i].Name))
		s.workings = true
		for _, w := range lines {
			put(s, w.line.Key, w.line.Label, w.scenario)
		}
		row += 2
	}
}

// incomeAlone are the lines of who is covered that only income security as a whole
// has, and no guarantee.
func incomeAlone() []string {
	return slices.DeleteFunc(costing.IncomeCoverageLines(), func(code string) bool { return slices.Contains(costing.GuaranteeCoverageLines(), code) })
}

// afterWorking is a line that the coverage under a scenario is computed from.
type afterWorking struct {
	line     *model.Line
	scenario abnd.Text
}

// afterWorkings lists, by group, the lines of the coverage under the scenarios
// that have no place yet.
func (l *layout) afterWorkings() [][]afterWorking {
	group, scenario := map[string]int{}, map[string]abnd.Text{}
	for i, g := range l.study.Groups {
		for _, x := range l.study.Scenarios {
			owner := string(costing.ScenarioCoverageKey(x.ID, g.ID))
			group[owner], scenario[owner] = i, x.Name
		}
	}
	workings := make([][]afterWorking, len(l.study.Groups))
	lines := l.model.Lines()
	for i := range lines {
		line := lines[i]
		at, ok := group[line.Group]
		if _, placed := l.spots[line.Key]; ok && !placed {
			workings[at] = append(workings[at], afterWorking{line, scenario[line.Group]})
		}
	}
	return workings
}

// nameOf is the name of a scheme or benefit.
func (l *layout) nameOf(id string) abnd.Text {
	if s, ok := l.study.FindScheme(id); ok {
		return s.Name
	}
	b, _ := l.study.FindBenefit(id)
	return b.Name
}

// The columns of LIFECYCLE before its ages: the scheme, what it reaches of its
// age range, and its oldest age.
const (
	lifeRateColumn   = 2
	lifeOldestColumn = 3
	lifeAgeColumn    = 4 // of age 0
)

// placeLifeCycle puts a row for each scheme, and one for the law, under a head
// of single ages.
func (l *layout) placeLifeCycle() {
	row := yearRow
	put := func(key model.Key, col int) {
		l.spots[key] = cellRefOf(l.model.Line(key), lifeCycleSheet, row, col)
	}
	if !l.model.Has(costing.LifeCycleKey("legal")) {
		return
	}
	put(costing.LifeCycleKey("age"), lifeAgeColumn)
	for _, s := range costing.LifeCycleSchemes(l.study) {
		row++
		put(costing.LifeCycleKey(s.ID, "rate"), lifeRateColumn)
		put(costing.LifeCycleKey(s.ID, "age_max"), lifeOldestColumn)
		put(costing.LifeCycleKey(s.ID, "covered"), lifeAgeColumn)
	}
	row++
	put(costing.LifeCycleKey("legal"), lifeAgeColumn)
}
