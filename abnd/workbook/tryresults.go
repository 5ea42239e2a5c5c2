package workbook

import (
	"fmt"
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// tryRow is a row of what the proposal costs, before and after, by year.
type tryRow struct {
	code   string // what the log knows it by; blank for what it does not keep
	label  abnd.Text
	number string
	money  bool // shown in millions of the currency
	strong bool
	// figure is what the row shows of a year. of is the size of what a difference
	// was made of.
	figure func(t *tryPage, at yearAt) (x said, of float64)
}

// yearAt is a year that a cell holds.
type yearAt struct {
	cell string
	year abnd.Year // 0 where the cell is blank
}

// The measures of TRY.
const (
	tryShare = sheets.LoggedShare
	tryCost  = sheets.LoggedCost
	tryLeft  = sheets.LoggedLeft
)

// tryRows lists the rows of before and after.
func (l *layout) tryRows() []tryRow {
	statusQuo, picked, tried := abnd.T("Status quo", "Situação actual"), abnd.T("Scenario it is based on", "Cenário em que se baseia"), abnd.TriedName
	total := func(code string) func(string) model.Key {
		return func(scenario string) model.Key { return costing.TotalKey(scenario, code) }
	}
	gdp := l.study.GDPName
	share := func(who abnd.Text) abnd.Text {
		return abnd.T("%s: cost, %% of %s", "%s: custo, %% do %s").Fill(who, gdp)
	}
	money := func(who abnd.Text) abnd.Text { return abnd.T("%s: cost", "%s: custo").Fill(who) }
	rows := []tryRow{
		{label: share(statusQuo), number: paper.PercentFormat, figure: ofScenario(total(tryShare), abnd.StatusQuo)},
		{label: share(picked), number: paper.PercentFormat, figure: ofPicked(total(tryShare))},
		{label: share(tried), number: paper.PercentFormat, code: tryShare, strong: true, figure: ofScenario(total(tryShare), abnd.Tried)},
		{label: abnd.T("Difference from the scenario, points of %s", "Diferença face ao cenário, pontos do %s").Fill(gdp), number: signedPercent, strong: true, figure: difference(total(tryShare))},
		{label: money(picked), number: millionsFormat, money: true, figure: ofPicked(total(tryCost))},
		{label: money(tried), number: millionsFormat, money: true, code: tryCost, figure: ofScenario(total(tryCost), abnd.Tried)},
		{label: abnd.T("Difference", "Diferença"), number: millionsFormat, money: true, strong: true, figure: difference(total(tryCost))},
	}
	if missing := costing.UnknownParts(costing.TotalKey(abnd.Tried, tryCost)); l.model.Has(missing) {
		rows = append(rows, tryRow{label: abnd.T("Parts of the cost without data (the cost is then at least this)", "Parcelas do custo sem dados (o custo é então pelo menos este)"), number: paper.WholeFormat,
			figure: func(t *tryPage, at yearAt) (said, float64) { return t.inYear(missing, at), 0 }})
	}
	covered := func(scenario string) model.Key { return costing.IncomeSecurityKey(scenario, costing.NewlyCovered) }
	if l.model.Has(covered(abnd.Tried)) {
		newly := abnd.T("%s: persons newly covered by income security", "%s: pessoas que passam a ter segurança de rendimento")
		rows = append(rows,
			tryRow{label: newly.Fill(picked), number: paper.WholeFormat, figure: ofPicked(covered)},
			tryRow{label: newly.Fill(tried), number: paper.WholeFormat, code: costing.NewlyCovered, strong: true, figure: ofScenario(covered, abnd.Tried)})
	}
	if l.hasEnvelope() {
		rows = append(rows, tryRow{label: abnd.T("Left of the fiscal envelope (below zero: exceeded)", "Resta do envelope de recursos (abaixo de zero: excedido)"), number: millionsFormat, code: tryLeft, money: true, strong: true, figure: leftOfEnvelope})
	}
	return rows
}

const signedPercent = "+0.00%;-0.00%;0.00%"

func (l *layout) hasEnvelope() bool {
	return costing.HasEnvelope(l.study) && l.model.Has(costing.FiscalKey(abnd.Tried, "increment"))
}

func ofScenario(key func(string) model.Key, scenario string) func(*tryPage, yearAt) (said, float64) {
	return func(t *tryPage, at yearAt) (said, float64) {
		return t.inYear(key(scenario), at), t.sizeOf(key(scenario), at)
	}
}

func ofPicked(key func(string) model.Key) func(*tryPage, yearAt) (said, float64) {
	return func(t *tryPage, at yearAt) (said, float64) {
		x := t.picked(func(s abnd.Scenario) said { return t.inYear(key(s.ID), at) })
		return said{"IFERROR(" + x.formula + "," + blankText + ")", x.value}, t.sizeOf(key(t.study.TriedFrom()), at)
	}
}

func difference(key func(string) model.Key) func(*tryPage, yearAt) (said, float64) {
	return func(t *tryPage, at yearAt) (said, float64) {
		now, _ := ofScenario(key, abnd.Tried)(t, at)
		before, _ := ofPicked(key)(t, at)
		x, _ := now.number()
		return minusOf(now, before), x
	}
}

func leftOfEnvelope(t *tryPage, at yearAt) (said, float64) {
	envelope := t.inYear("frame/envelope_amount", at)
	return minusOf(envelope, t.inYear(costing.FiscalKey(abnd.Tried, "increment"), at)), t.money(at)
}

// money is the size of what balances of a year are made of.
func (t *tryPage) money(at yearAt) float64 {
	x, _ := t.projection.Value("frame/gdp", at.year)
	if math.IsNaN(x) {
		return 0
	}
	return math.Abs(x)
}

// sizeOf is what a figure was made of, where it is a difference.
func (t *tryPage) sizeOf(key model.Key, at yearAt) float64 {
	if t.model.Line(key).Unit == abnd.PersonUnit {
		return t.everyone()
	}
	return 0
}

// inYear is the figure of a line in the year that a cell holds; blank where the
// line has no such year.
func (t *tryPage) inYear(key model.Key, at yearAt) said {
	line := t.model.Line(key)
	s := t.spots[key]
	if s.sheet == "" {
		panic(fmt.Sprintf("workbook: the line %s has no place", key))
	}
	across := func(row int) string {
		return address.Absolute(s.sheet, row, s.col) + ":" + absolute(row, s.column(s.last))
	}
	out := said{formula: "IFERROR(INDEX(" + across(s.row) + ",MATCH(" + at.cell + "," + across(yearRow) + ",0))," + blankText + ")", value: ""}
	if line.Years.Contains(at.year) {
		out.value = t.value(line, at.year)
	}
	return out
}

// years are the years that TRY shows, each with its cell.
func (t *tryPage) years() []yearAt {
	shown := t.study.TriedYears()
	var all []yearAt
	for i := range abnd.MostTriedYears {
		x := yearAt{cell: address.Column(tryGridColumn+i) + "$" + fmt.Sprint(t.at.resultsRow)}
		if i < len(shown) {
			x.year = shown[i]
		}
		all = append(all, x)
	}
	return all
}

// tryLabelColumns is over how many columns the label of a row of results stands.
const tryLabelColumns = tryGridColumn - tryNameColumn

// results writes before and after by year.
func (t *tryPage) results() {
	head := t.at.resultsRow
	t.Put(head, tryKeyColumn, paper.Cell{Value: sheets.TryYearsRow, Look: paper.Look{Kind: paper.KeyLook}})
	t.label(head, tryNameColumn, 1, abnd.T("Before and after, by year", "Antes e depois, por ano"))
	for col := tryNameColumn + 1; col < tryGridColumn; col++ { // not merged: the row is read
		t.Put(head, col, paper.Cell{Look: paper.Look{Kind: paper.LabelLook}})
	}
	for i, at := range t.years() {
		c := paper.Cell{Look: paper.Look{Kind: paper.InputLook, Number: paper.YearFormat, Centred: true, Bold: true}}
		if at.year != 0 {
			c.Value = float64(at.year)
		}
		t.Put(head, tryGridColumn+i, c)
		first, last := t.study.Projection.First, t.study.Projection.Last
		t.rules.Add(head, tryGridColumn+i, paper.RuleKind{
			Number: true, Whole: true, Low: float64(first), High: float64(last), Firm: true,
			Problem: abnd.T("Enter a year of the projection, %d to %d.", "Escreva um ano da projecção, de %d a %d.").Fill(int(first), int(last)),
		})
	}
	t.Row(head).Height = 20
	currency := abnd.T("%s million", "milhões de %s").Fill(t.study.Country.Currency)
	for j, r := range t.at.rows {
		row := t.at.figuresRow + j
		t.passedBy(row)
		kind := paper.FixedLook
		if r.strong {
			kind = paper.TotalLook
		}
		label := r.label
		if r.money {
			label = abnd.T("%s, %s", "%s, %s").Fill(label, currency)
		}
		t.over(row, tryNameColumn, tryLabelColumns, t.textCell(label, kind))
		for i, at := range t.years() {
			x, of := r.figure(t, at)
			t.told(row, tryGridColumn+i, 1, x, paper.Look{Kind: kind, Number: r.number}, of)
		}
		const width = tryNameWidth + tryLevelWidth + tryOwnWidth
		lines := paper.LinesOf(label.In(t.lang), (width-paper.Padding)/paper.BoldScale)
		t.Row(row).Height = paper.LineHeight * float64(lines)
	}
}

// The columns of the log between its name and the levers: which of the years, and
// what of it.
type tryLogHead struct {
	label  abnd.Text
	number string
	code   string // of the row of the results
	year   int    // the place of the year
}

// The places, among the years shown, of those that the log keeps.
var tryLogYears = [...]int{2, abnd.ToldOfTried, 5}

// tryLogHeads are the figures of the log.
var tryLogHeads = func() []tryLogHead {
	shown := map[string]tryLogHead{
		sheets.LoggedShare:  {label: abnd.T("cost, %%", "custo, %%"), number: paper.PercentFormat},
		sheets.LoggedCost:   {label: abnd.T("cost, million", "custo, milhões"), number: millionsFormat},
		sheets.LoggedPeople: {label: abnd.T("newly covered", "novas pessoas cobertas"), number: paper.WholeFormat},
		sheets.LoggedLeft:   {label: abnd.T("left of the envelope", "resta do envelope"), number: millionsFormat},
	}
	var heads []tryLogHead
	for _, f := range sheets.LoggedFigures() {
		h := shown[f.Code]
		h.code, h.year = f.Code, tryLogYears[f.Year]
		heads = append(heads, h)
	}
	return heads
}()

// tryLogColumn is the column of a figure of the log.
func tryLogColumn(place int) int { return tryGridColumn + place }

// now writes the row "now", and the log below it with the same columns.
func (t *tryPage) now() {
	title, head, row := t.at.nowRow, t.at.nowRow+1, t.at.nowRow+2
	t.passedBy(title)
	t.Put(title, tryNameColumn, t.textCell(abnd.T("To keep a proposal: copy the row \"Now\", and paste it as values into a row of the log (Paste Special > Values). No names of persons.",
		"Para guardar uma proposta: copie a linha «Agora» e cole-a como valores numa linha do registo (Colar Especial > Valores). Sem nomes de pessoas."), paper.HelpLook))
	t.passedBy(head)
	t.label(head, tryNameColumn, 1, abnd.T("Proposal", "Proposta"))
	t.label(head, tryLevelColumn, 1, abnd.T("Based on", "Base"))
	t.label(head, tryOwnColumn, 1, abnd.T("Years", "Anos"))
	t.passedBy(row)
	t.Put(row, tryNameColumn, t.textCell(abnd.T("Now", "Agora"), paper.TotalLook))
	shrunk := paper.Look{Kind: paper.TotalLook, Number: paper.TextFormat, Shrink: true, Centred: true}
	t.told(row, tryLevelColumn, 1, said{absolute(tryBaseRow, tryOwnColumn) + `&""`, t.study.TriedFrom()}, shrunk, 0)
	years := t.years()
	var kept []said
	for i, place := range tryLogYears {
		if i > 0 {
			kept = append(kept, words("/"))
		}
		kept = append(kept, t.yearText(years[place]))
	}
	t.told(row, tryOwnColumn, 1, joinedWords(kept...), shrunk, 0)
	for i, h := range tryLogHeads {
		col := tryLogColumn(i)
		t.told(head, col, 1, joinedWords(t.yearText(years[h.year]), words(": "+h.label.Fill().In(t.lang))), paper.Look{Kind: paper.LabelLook, Number: paper.TextFormat, Wrap: true, Centred: true}, 0)
		x, of := saidNothing, 0.0
		for j, r := range t.at.rows {
			if h.code == r.code {
				at := address.At(t.at.figuresRow+j, tryGridColumn+h.year)
				var shown said
				shown, of = r.figure(t, years[h.year])
				x = said{at, shown.value}
				break
			}
		}
		if x.formula == blankText { // a study without groups, or without an envelope
			t.Put(row, col, paper.Cell{Look: paper.Look{Kind: paper.ClosedLook}})
			continue
		}
		t.told(row, col, 1, x, paper.Look{Kind: paper.TotalLook, Number: h.number}, of)
	}
	highest, lines := 3, 1
	for i, l := range t.at.levers {
		col := tryLogColumn(len(tryLogHeads)) + i
		name := t.tell.leverName(l)
		t.told(head, col, 1, name, paper.Look{Kind: paper.LabelLook, Number: paper.TextFormat, Wrap: true, Centred: true}, 0)
		highest = max(highest, paper.LinesOf(name.text(), (t.at.grid-paper.Padding)/paper.BoldScale))
		x, number := t.valueOf(abnd.Tried, l)
		t.told(row, col, 1, x, valueLook(paper.TotalLook, number), 0)
		lines = max(lines, paper.LinesOf(x.text(), (t.at.grid-paper.Padding)/paper.BoldScale))
	}
	t.Row(head).Height = paper.LineHeight * float64(highest)
	t.Row(row).Height = paper.LineHeight * float64(lines)
	t.log(row + 1)
}

func (t *tryPage) yearText(at yearAt) said {
	out := said{at.cell + `&""`, ""}
	if at.year != 0 {
		out.value = fmt.Sprint(int(at.year))
	}
	return out
}

// log writes the rows that the room fills in.
func (t *tryPage) log(from int) {
	names := sheets.TableNames()
	last := tryLogColumn(len(tryLogHeads)) + len(t.at.levers) - 1
	for i := range t.at.logRows {
		row := from + i
		t.Put(row, tryKeyColumn, paper.Cell{Value: sheets.TryLogRow, Look: paper.Look{Kind: paper.KeyLook}})
		var cells []abnd.Value
		if i < len(t.study.Log) {
			cells = t.study.Log[i].Cells
		} else if j := i - len(t.study.Log); j < len(names) {
			cells = []abnd.Value{abnd.Code(names[j].In(t.lang))}
		}
		for col := tryNameColumn; col <= max(last, tryKeyColumn+len(cells)); col++ {
			c := paper.Cell{Look: paper.Look{Kind: paper.InputLook, Number: paper.TextFormat, Shrink: true, Left: col == tryNameColumn, Centred: col == tryLevelColumn || col == tryOwnColumn}}
			if k := col - tryLogColumn(0); k >= 0 && k < len(tryLogHeads) {
				c.Look = paper.Look{Kind: paper.InputLook, Number: tryLogHeads[k].number}
			} else if k >= 0 && k-len(tryLogHeads) < len(t.at.levers) {
				_, number := t.valueOf(abnd.Tried, t.at.levers[k-len(tryLogHeads)])
				c.Look = paper.Look{Kind: paper.InputLook, Number: number, Shrink: true, Centred: true}
			}
			if k := col - tryNameColumn; k < len(cells) {
				if v := valueIn(cells[k]); v != "" {
					c.Value = v
				}
			}
			t.Put(row, col, c)
		}
	}
}

// works writes what is worked out for the parts above.
func (t *tryPage) works() {
	title, head := t.at.worksRow, t.at.worksRow+1
	t.passedBy(title)
	t.Put(title, tryNameColumn, t.textCell(abnd.T("Worked out for the parts above", "Calculado para as partes acima"), paper.HeadingLook))
	t.passedBy(head)
	t.label(head, tryNameColumn, 1, abnd.T("Parameter", "Parâmetro"))
	t.label(head, trySetColumn, 1, abnd.T("Set by the lever", "Fixado pela alavanca"))
	t.label(head, tryBaseColumn, 1, abnd.T("In the scenario", "No cenário"))
	t.label(head, tryReasonColumn, t.at.words, abnd.T("Why it changes nothing", "Porque não muda nada"))
	t.Row(head).Height = 48
	for _, x := range t.at.workings {
		l := t.at.levers[x.lever]
		line := t.model.Line(costing.TrySetPath(l.ID, x.place))
		t.Put(x.row, tryKeyColumn, keyCell(line.Key))
		t.Put(x.row, tryNameColumn, t.textCell(line.Label, paper.FixedLook))
		set := t.lineCell(line, 0, paper.FixedLook)
		t.Put(x.row, trySetColumn, set)
		base := t.picked(func(s abnd.Scenario) said { at, _ := t.parameter(s.ID, l, x.place); return at })
		t.told(x.row, tryBaseColumn, 1, base, set.Look, 0)
		why := t.reason(l, x.place)
		t.told(x.row, tryReasonColumn, t.at.words, why, textLook, 0)
		lines := max(paper.LinesOf(line.Label.In(t.lang), tryNameWidth-paper.Padding), paper.LinesOf(why.text(), float64(t.at.grid*float64(t.at.words))-paper.Padding), 2)
		t.Row(x.row).Height = paper.LineHeight * float64(lines)
	}
}

// chartRow is the row of the years of what the chart draws.
func (t *tryPage) chartRow() int {
	return t.at.worksRow + 2 + len(t.at.workings) + 1
}

// chart draws what the proposal costs beside the status quo, the scenario that it
// is based on, and the envelope.
func (t *tryPage) chart() {
	head := t.chartRow()
	t.passedBy(head)
	t.Put(head, tryNameColumn, t.textCell(abnd.T("Calculations for the chart (%s: no data, no point is drawn)", "Cálculos do gráfico (%s: sem dados, não se desenha nenhum ponto)").Fill(paper.NoPoint), paper.LabelLook))
	years := t.study.Projection.All()
	c := paper.Chart{
		Kind: charts.Lines, Format: `0.0%`, FromZero: true, Moving: true,
		Title: abnd.T("Cost, %% of %s", "Custo, %% do %s").Fill(t.study.GDPName).In(t.lang),
		At:    address.At(t.at.resultsRow, tryGridColumn+abnd.MostTriedYears+1),
	}
	cell := func(key model.Key) func(abnd.Year) said {
		return func(year abnd.Year) said { return t.absoluteCell(key, year) }
	}
	share := func(scenario string) model.Key { return costing.TotalKey(scenario, tryShare) }
	series := []struct {
		name  said
		paint charts.Paint
		of    func(abnd.Year) said
	}{
		{words(t.scenarioName(abnd.StatusQuo)), t.paintOf(abnd.StatusQuo), cell(share(abnd.StatusQuo))},
		{joinedWords(words(abnd.T("Based on: ", "Base: ").In(t.lang)), t.picked(t.nameOf)), pickedPaint, func(year abnd.Year) said {
			return t.picked(func(s abnd.Scenario) said { return t.absoluteCell(share(s.ID), year) })
		}},
		{words(abnd.TriedName.In(t.lang)), charts.Tried, cell(share(abnd.Tried))},
	}
	if t.hasEnvelope() {
		series = append(series, struct {
			name  said
			paint charts.Paint
			of    func(abnd.Year) said
		}{words(abnd.T("Status quo and fiscal envelope", "Situação actual e envelope de recursos").In(t.lang)), charts.Limit, func(year abnd.Year) said {
			return plusOf(t.absoluteCell(share(abnd.StatusQuo), year), t.absoluteCell(costing.FiscalKey(abnd.Tried, "envelope_share"), year))
		}})
	}
	first, last := tryGridColumn, tryGridColumn+t.study.Projection.Len()-1
	for i, year := range years {
		t.Put(head, tryGridColumn+i, yearCell(year))
	}
	for j, s := range series {
		row := head + 1 + j
		t.passedBy(row)
		t.told(row, tryNameColumn, 1, said{s.name.formula, s.name.value}, textLook, 0)
		for i, year := range years {
			x := s.of(year)
			value := x.value
			if x.isBlank() {
				value = paper.NoPoint
			}
			t.told(row, tryGridColumn+i, 1, said{"IF(" + x.formula + `="",NA(),` + x.formula + ")", value}, paper.Look{Kind: paper.FixedLook, Number: paper.PercentFormat}, 0)
		}
		c.Series = append(c.Series, paper.ChartSeries{
			Name:   address.Absolute(sheets.Try, row, tryNameColumn),
			Values: address.Absolute(sheets.Try, row, first) + ":" + absolute(row, last), Paint: s.paint,
		})
	}
	c.Years = address.Absolute(sheets.Try, head, first) + ":" + absolute(head, last)
	for len(t.Page.Widths) < last {
		t.Page.Widths = append(t.Page.Widths, t.at.grid)
	}
	c.Width, c.Height = t.chartSize()
	t.Page.Charts = append(t.Page.Charts, c)
}

// pickedPaint is the line of whichever scenario is picked: none of the colours that
// scenarios have.
var pickedPaint = charts.Paint{Colour: "7F7F7F", Dash: charts.Dashed}

// chartSize fits the chart beside the figures.
func (t *tryPage) chartSize() (width, height int) {
	const perCharacter, edges, perPoint = 7.0, 5.0, 96.0 / 72
	wide, tall := 0.0, 0.0
	for col := tryGridColumn + abnd.MostTriedYears + 1; col <= t.at.remarkColumn+t.at.remark-1; col++ {
		wide += float64(t.at.grid*perCharacter) + edges
	}
	for row := t.at.resultsRow; row < t.at.nowRow; row++ {
		h := t.Row(row).Height
		if h == 0 {
			h = paper.LineHeight
		}
		tall += float64(h * perPoint)
	}
	return int(math.Floor(wide)), int(math.Floor(tall))
}

func (t *tryPage) scenarioName(id string) string { return runName(t.study, id).In(t.lang) }

// absoluteCell is the cell of a line in a year.
func (t *tryPage) absoluteCell(key model.Key, year abnd.Year) said {
	s := t.spots[key]
	return said{address.Absolute(s.sheet, s.row, s.column(year)), t.value(t.model.Line(key), year)}
}

// plusOf is the sum of two figures, blank where either is not known.
func plusOf(a, b said) said {
	x, okX := a.number()
	y, okY := b.number()
	out := said{"IFERROR(" + a.formula + "+" + b.formula + "," + blankText + ")", ""}
	if okX && okY {
		out.value = x + y
	}
	return out
}
