package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// The sheets of a results workbook besides the inputs and one sheet for each
// benefit. The reader passes them by.
const (
	SumSheet       = "SUM"
	chartsSheet    = "CHARTS"
	fiscalSheet    = "FISCAL"
	reconcileSheet = "RECONCILE"
	arrearsSheet   = "ARREARS"
	survivalSheet  = "SURV"
	eventsSheet    = "EVENTS"
	checksSheet    = "CHECKS"
	ManifestSheet  = "MANIFEST"
)

// benefitSheetPrefix begins the name of a benefit's sheet, as in the Rapid
// Assessment Protocol: "BS 3".
const benefitSheetPrefix = "BS "

// The columns of computed sheets: what it is, detail, unit, then the years of
// the projection; the key comes last, out of the way of those who read.
const (
	nameColumn   = 1
	detailColumn = 2
	unitColumn   = 3
	yearColumn   = 4 // of the first year of projection
)

// layout gives every line of the model its place in the workbook, before
// anything is written.
type layout struct {
	model *model.Model
	study *abnd.Study
	lang  abnd.Lang
	book  *book
	spots map[model.Key]cellRef
	// extra are the computed rows below the inputs of a sheet.
	extra map[string][]placed
	// benefits and sum are the computed sheets.
	benefits []benefitLayout
	sum      sumLayout
	// survival and events are the sheets of a projected population.
	survival, events []ageBlock
	fiscal           []fiscalBlock
	// reconciled are the rows of RECONCILE.
	reconciled []reconcileRow
	// arrears are the rows of ARREARS.
	arrears []arrearsRow
	// The sheets of the assessment.
	coverage      coverageLayout
	people, after []section
	// fifths are the blocks of FIFTHS.
	fifths []block
	try    tryLayout
}

// placed is a line with its row.
type placed struct {
	line *model.Line
	row  int
}

// newLayout lays out the lines of a result around the input sheets of a book.
func newLayout(study *abnd.Study, m *model.Model, inputs []sheets.Sheet, book *book, lang abnd.Lang) *layout {
	l := &layout{model: m, study: study, lang: lang, book: book, spots: map[model.Key]cellRef{}, extra: map[string][]placed{}}
	below := map[string]int{}
	yearCols, valueCols := map[string]int{}, map[string]int{}
	for _, s := range inputs {
		below[s.Code] = paper.FirstDataRow + len(s.Rows) + 2 // a blank row and a heading
		yearCols[s.Code] = firstYearColumn(s, study.FirstYear)
		valueCols[s.Code] = valueColumn
		if at := columnOf(s, "value"); s.Code == sheets.General {
			valueCols[s.Code] = at
		}
	}
	lines := m.Lines()
	for i := range lines {
		line := lines[i]
		if line.IsInput() && l.placeInput(line) {
			continue
		}
		sheet, ok := sheetOfGroup[line.Group]
		if !ok {
			continue
		}
		row := below[sheet]
		below[sheet]++
		l.extra[sheet] = append(l.extra[sheet], placed{line, row})
		col := valueCols[sheet]
		if line.IsSeries() {
			col = yearCols[sheet] + int(line.Years.First-study.FirstYear)
		}
		l.spots[line.Key] = cellRefOf(line, sheet, row, col)
	}
	for _, s := range resultSheets() {
		if s.place != nil {
			s.place(l, inputs)
		}
	}
	return l
}

// sheetOfGroup says below the inputs of which sheet the frame lines stand.
var sheetOfGroup = map[string]string{
	"general":    sheets.General,
	"economy":    sheets.Economy,
	"government": sheets.Government,
	"fund":       sheets.Fund,
	"schemes":    sheets.Government,
	"vital":      sheets.Vital,
	"labour":     sheets.Labour,
	"tables":     sheets.Series,
	"shocks":     sheets.Shocks,
}

// valueColumn is where a computed figure without years stands below the inputs
// of a sheet that has no column of values.
const valueColumn = 3

// firstYearColumn is the column of a year, 0 without one.
func firstYearColumn(s sheets.Sheet, year abnd.Year) int { return columnOf(s, fmt.Sprint(int(year))) }

// columnOf is the column of a key, from 1; 0 without one.
func columnOf(s sheets.Sheet, key string) int {
	return slices.IndexFunc(s.Columns, func(c sheets.Column) bool { return c.Key == key }) + 1
}

// placeInput finds the cell of an input; false where no input sheet has it.
func (l *layout) placeInput(line *model.Line) bool {
	path := line.Key
	if line.IsSeries() {
		path += abnd.Path(fmt.Sprintf("/%d", line.Years.First))
	}
	a, ok := l.book.address(path)
	if !ok {
		return false
	}
	l.spots[line.Key] = cellRefOf(line, a.Sheet, a.Row, a.Col)
	return true
}

// benefitLayout is the sheet of one benefit, or of an existing scheme that is
// known by its expenditure: a block of lines for each scenario, then the
// parameters that each of them uses side by side.
type benefitLayout struct {
	id         string
	name       abnd.Text
	guarantee  abnd.Guarantee
	sheet      string
	blocks     []block
	parameters []parameterRow
	headRows   []int // of the parameters: one for each page of them
	lastRow    int
}

// block is a heading with the lines below it.
type block struct {
	heading abnd.Text
	row     int
	lines   []placed
	// continued says that the block goes on with one that would be longer than a page.
	continued bool
}

// parameterRow is one parameter in every scenario.
type parameterRow struct {
	row   int
	cells []*model.Line // by scenario
}

func (l *layout) placeBenefits() {
	byGroup := map[string][]*model.Line{}
	lines := l.model.Lines()
	for i := range lines {
		byGroup[lines[i].Group] = append(byGroup[lines[i].Group], lines[i])
	}
	place := func(id string, name abnd.Text, g abnd.Guarantee, key func(scenario, id, line string) model.Key) {
		bl := benefitLayout{id: id, name: name, guarantee: g, sheet: fmt.Sprintf("%s%d", benefitSheetPrefix, len(l.benefits)+1)}
		l.placeBenefit(&bl, func(scenario string) []*model.Line {
			return byGroup[strings.TrimSuffix(string(key(scenario, id, "")), "/")]
		})
		l.benefits = append(l.benefits, bl)
	}
	for _, b := range l.study.Benefits {
		place(b.ID, b.Name, b.Guarantee, costing.BenefitKey)
	}
	for _, s := range costing.ProjectedSchemes(l.study) {
		place(s.ID, s.Name, s.Guarantees[0], costing.SchemeKey)
	}
}

func (l *layout) placeBenefit(bl *benefitLayout, linesOf func(scenario string) []*model.Line) {
	row, most := paper.FirstDataRow, linesOfPage(l.study.Projection.Len())
	cells := make([][]*model.Line, len(l.study.Scenarios))
	for i, s := range l.study.Scenarios {
		var series []*model.Line
		for _, line := range linesOf(s.ID) {
			if !line.IsSeries() {
				cells[i] = append(cells[i], line)
				continue
			}
			series = append(series, line)
		}
		for part := range slices.Chunk(series, evenParts(len(series), most)) {
			bk := block{heading: s.Name, row: row, continued: part[0] != series[0]}
			row++
			for _, line := range part {
				bk.lines = append(bk.lines, placed{line, row})
				l.spots[line.Key] = cellRefOf(line, bl.sheet, row, yearColumn)
				row++
			}
			row++
			bl.blocks = append(bl.blocks, bk)
		}
	}
	for p := range cells[0] {
		if p%evenParts(len(cells[0]), most) == 0 {
			if p > 0 {
				row += 2
			}
			bl.headRows = append(bl.headRows, row)
		}
		row++
		pr := parameterRow{row: row}
		for s := range cells {
			line := cells[s][p]
			pr.cells = append(pr.cells, line)
			l.spots[line.Key] = cellRef{sheet: bl.sheet, row: row, col: yearColumn + s}
		}
		bl.parameters = append(bl.parameters, pr)
	}
	bl.lastRow = row
}

// linesOfPage is about how many lines of a benefit go on a page of print, whose letters
// are the smaller the more years stand side by side. Some lines take two rows.
func linesOfPage(years int) int {
	const names, year, twice = 110, 11, 0.9
	return int(twice * paper.RowsOfPage(names+float64(year*float64(years))))
}

// evenParts is how many of n lines go into each of the fewest parts of most lines.
func evenParts(n, most int) int {
	parts := max(1, (n+most-1)/most)
	return max(1, (n+parts-1)/parts)
}

// sumLayout is the sheet of sums: for each measure, every scenario with its
// guarantees, those of income security, and all of them.
type sumLayout struct {
	sections []sumSection
}

type sumSection struct {
	heading abnd.Text
	row     int
	lines   []sumLine
	told    []toldRow // sentences, in a section that has no lines
	// workings says that the section is not printed.
	workings bool
}

// hasParts reports whether the section has more than sums.
func (s sumSection) hasParts() bool {
	return slices.ContainsFunc(s.lines, func(l sumLine) bool { return !l.total && !l.unknown })
}

type sumLine struct {
	placed
	name  abnd.Text // of the scenario or package
	part  abnd.Text // guarantee, or several of them
	total bool
	// unknown says that the line counts the parts that are not known of the sum
	// above, and copied that it stands elsewhere and is repeated here.
	unknown, copied bool
}

// sumOrder is the order of the sections; what is not named comes after.
var sumOrder = []string{"share_of_gdp", "total_cost", "incremental_cost", "incremental_share_of_gdp", "law_incremental_share_of_gdp", "kept_incremental_share_of_gdp", "law_incremental_cost", "kept_incremental_cost", "beneficiaries", "households", "share_of_expenditure", "share_of_revenue", "base_year_cost"}

// sumDetails are the sections after those of the accounts.
var sumDetails = slices.Concat([]string{"benefit_cost", "admin_cost", "beneficiaries/female", "beneficiaries/male"}, taskLines())

// taskLines are those of what is asked of the institution, each followed by how much
// more that is than in the status quo.
func taskLines() []string {
	var all []string
	for _, code := range costing.TaskSums() {
		all = append(all, code, code+costing.MoreThanStatusQuo)
	}
	return all
}

// fiscalLines are those that only the sum over all guarantees has: the baselines
// of the status quo, and the accounts.
var fiscalLines = []string{"kept_cost", "kept_share_of_gdp", "erosion", "erosion_share_of_gdp", "above_law", "new_expenditure", "new_balance", "new_balance_share", "balance_change"}

// payerLines are those of who pays, and payerFollows those that only the sum over
// all guarantees has of them.
var (
	payerLines   = costing.PayerLines()
	payerFollows = costing.PayerFollows()
)

// allGuarantees names the sum.
var allGuarantees = abnd.T("All guarantees", "Todas as garantias")

// partsUnknown names the lines that count what is missing in a sum.
var partsUnknown = abnd.T("Parts of the sum without data", "Parcelas da soma sem dados")

// sumsOf is who has sums: a scenario, or a package.
type sumsOf struct {
	name      abnd.Text
	statusQuo bool
	key       func(g abnd.Guarantee, code string) model.Key
}

func sumsOfScenario(s abnd.Scenario) sumsOf {
	return sumsOf{s.Name, s.ID == abnd.StatusQuo, func(g abnd.Guarantee, code string) model.Key {
		switch g {
		case scenarios.AllOf:
			return costing.TotalKey(s.ID, code)
		case abnd.IncomeSecurity:
			return costing.IncomeSecurityKey(s.ID, code)
		}
		return costing.GuaranteeKey(s.ID, g, code)
	}}
}

func sumsOfPackage(p abnd.Package) sumsOf {
	return sumsOf{p.Name, false, func(g abnd.Guarantee, code string) model.Key {
		switch g {
		case scenarios.AllOf:
			return costing.PackageKey(p.ID, code)
		case abnd.IncomeSecurity:
			return costing.PackageIncomeSecurityKey(p.ID, code)
		}
		return costing.PackageGuaranteeKey(p.ID, g, code)
	}}
}

// sumPlacer places the sections of the sheet of sums one below the other.
type sumPlacer struct {
	*layout
	row int
}

func (l *layout) placeSum() {
	p := sumPlacer{l, paper.FirstDataRow}
	var runs, packages []sumsOf
	for _, s := range l.study.Scenarios {
		runs = append(runs, sumsOfScenario(s))
	}
	for _, x := range l.study.Packages {
		packages = append(packages, sumsOfPackage(x))
	}
	plain := abnd.T("%s", "%s")
	for _, codes := range [][]string{sumOrder, fiscalLines, sumDetails} {
		for _, code := range codes {
			p.section(plain, code, runs)
		}
	}
	p.payers(abnd.T("Who pays  ·  %s", "Quem paga  ·  %s"), runs)
	for _, codes := range [][]string{sumOrder, fiscalLines, sumDetails} {
		for _, code := range codes {
			p.section(abnd.T("Packages  ·  %s", "Pacotes  ·  %s"), code, packages)
		}
	}
	p.payers(abnd.T("Packages  ·  Who pays  ·  %s", "Pacotes  ·  Quem paga  ·  %s"), packages)
	p.unknownParts(append(runs, packages...))
}

// payers places who pays, where the study says so.
func (p *sumPlacer) payers(heading abnd.Text, of []sumsOf) {
	s := sumSection{heading: heading.Fill(abnd.T("in words", "em palavras")), row: p.row}
	row := p.row + 1
	for _, run := range of {
		for _, sentence := range costing.PayerSentences(p.study, run.key(scenarios.AllOf, ""), run.statusQuo) {
			s.told = append(s.told, toldRow{row, run.name, sentence})
			row++
		}
	}
	if len(s.told) > 0 {
		p.sections(s, row)
	}
	for _, code := range slices.Concat(payerLines, payerFollows) {
		p.section(heading, code, of)
	}
}

// section places what there is of a line, where there is anything: of a
// measure of people the guarantees, for it has no sum over them.
func (p *sumPlacer) section(heading abnd.Text, code string, of []sumsOf) {
	s := sumSection{row: p.row}
	row := p.row + 1
	for _, run := range of {
		for _, g := range scenarios.Parts() {
			key := run.key(g, code)
			if !p.model.Has(key) {
				continue
			}
			line := p.model.Line(key)
			if s.heading.IsZero() {
				s.heading = heading.Fill(line.Label)
			}
			sum := sumLine{placed: placed{line, row}, name: run.name, part: g.Name(), total: !g.Valid()}
			if g == scenarios.AllOf {
				sum.part = allGuarantees
			}
			s.lines = append(s.lines, sum)
			p.spots[key] = cellRefOf(line, SumSheet, row, yearColumn)
			row++
			missing := costing.UnknownParts(key)
			if g != scenarios.AllOf || !p.model.Has(missing) {
				continue
			}
			count := p.model.Line(missing)
			_, copied := p.spots[missing]
			if !copied {
				p.spots[missing] = cellRefOf(count, SumSheet, row, yearColumn)
			}
			s.lines = append(s.lines, sumLine{placed: placed{count, row}, name: run.name, part: partsUnknown, unknown: true, copied: copied})
			row++
		}
	}
	if len(s.lines) > 0 {
		p.sections(s, row)
	}
}

func (p *sumPlacer) sections(s sumSection, end int) {
	p.sum.sections = append(p.sum.sections, s)
	p.row = end + 1
}

// unknownParts places the counts of what is not known in the sums of a
// guarantee, and in those of income security.
func (p *sumPlacer) unknownParts(of []sumsOf) {
	s := sumSection{heading: abnd.T("Parts without data, by sum", "Parcelas sem dados, por soma"), row: p.row, workings: true}
	row := p.row + 1
	for _, run := range of {
		for _, g := range scenarios.Parts() {
			for _, code := range slices.Concat(sumOrder, sumDetails, payerLines) {
				missing := costing.UnknownParts(run.key(g, code))
				if _, placedAlready := p.spots[missing]; placedAlready || !p.model.Has(missing) {
					continue
				}
				line := p.model.Line(missing)
				part := abnd.T("%s. %s", "%s. %s").Fill(g.Name(), line.Label)
				s.lines = append(s.lines, sumLine{placed: placed{line, row}, name: run.name, part: part, unknown: true})
				p.spots[missing] = cellRefOf(line, SumSheet, row, yearColumn)
				row++
			}
		}
	}
	if len(s.lines) > 0 {
		p.sections(s, row)
	}
}
