package workbook

import (
	"fmt"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// FISCAL has a block for the yields of the financing measures and one for
// interest against growth, then one for each scenario and package. A study without envelope, debt or second GDP has
// no such sheet.

// fiscalBlock is the part of one scenario or package.
type fiscalBlock struct {
	block
	id   string // blank for the measures, and for interest against growth
	told []toldRow
}

// toldRow is a row with a sentence.
type toldRow struct {
	row      int
	name     abnd.Text // of the scenario or package
	sentence costing.Sentence
}

// totalOf begins the keys of the sums over all guarantees of a scenario or package.
func (l *layout) totalOf(id string) model.Key {
	if _, ok := l.study.FindScenario(id); ok {
		return costing.TotalKey(id, "")
	}
	return costing.PackageKey(id, "")
}

func (l *layout) placeFiscal() {
	byGroup := map[string][]*model.Line{}
	lines := l.model.Lines()
	for i := range lines {
		if strings.HasPrefix(lines[i].Group, costing.FiscalGroup("")) {
			byGroup[lines[i].Group] = append(byGroup[lines[i].Group], lines[i])
		}
	}
	row := paper.FirstDataRow
	if len(byGroup) > 0 {
		row += len(fiscalNotes(l.study))
	}
	place := func(group, id string, heading abnd.Text) {
		inGroup := byGroup[group]
		if len(inGroup) == 0 {
			return
		}
		b := fiscalBlock{block: block{heading: heading, row: row}, id: id}
		row++
		if sentence, ok := costing.FiscalSentence(l.study, id); ok && id != "" {
			b.told = append(b.told, toldRow{row, heading, sentence})
			row++
		}
		if sentence, ok := costing.FundSentence(l.study, id); ok && id != "" {
			b.told = append(b.told, toldRow{row, heading, sentence})
			row++
		}
		if sentence, ok := costing.PublishedSentence(l.study); ok && id == abnd.StatusQuo {
			b.told = append(b.told, toldRow{row, heading, sentence})
			row++
		}
		if id != "" {
			for _, sentence := range costing.PayerSentences(l.study, l.totalOf(id), id == abnd.StatusQuo) {
				b.told = append(b.told, toldRow{row, heading, sentence})
				row++
			}
		}
		for _, line := range inGroup {
			b.lines = append(b.lines, placed{line, row})
			l.spots[line.Key] = cellRefOf(line, fiscalSheet, row, yearColumn)
			row++
		}
		row++
		l.fiscal = append(l.fiscal, b)
	}
	place(costing.FiscalGroup(""), "", abnd.T("Yield of the financing measures", "Receita das medidas de financiamento"))
	place(costing.RatesGroup, "", abnd.T("Interest and growth", "Juros e crescimento"))
	for _, s := range l.study.Scenarios {
		place(costing.FiscalGroup(s.ID), s.ID, s.Name)
	}
	for _, p := range l.study.Packages {
		place(costing.FiscalGroup(p.ID), p.ID, p.Name)
	}
}

// strongFiscal are the lines that the eye should find.
var strongFiscal = map[string]bool{"gap": true, "gap_year": true, "envelope_debt_share": true, "gap_debt_share": true, "debt_share": true, "debt_at_growth_share": true,
	costing.TakeOver: true, costing.FundBalance: true, costing.FundEmptyYear: true, costing.FundYearsForward: true}

// sentenceHeight is that of the row of a sentence.
const sentenceHeight = 18

func (w *resultWriter) fiscalPage() *paper.Page {
	p := w.computedPage(fiscalSheet,
		abnd.T("FISCAL  ·  Fiscal space, financing and debt", "FISCAL  ·  Espaço orçamental, financiamento e dívida"),
		abnd.T("Fiscal space: fiscal envelope, financing, financing gap and debt by scenario and package", "Espaço orçamental: envelope de recursos, financiamento, défice de financiamento e dívida por cenário e pacote"),
		fiscalHelp(w.study),
		[...]abnd.Text{abnd.T("Line", "Rubrica"), abnd.T("Scenario or package", "Cenário ou pacote"), abnd.T("Unit", "Unidade")})
	notes := fiscalNotes(w.study)
	p.Notes = len(notes)
	for i, note := range notes {
		p.Rows = append(p.Rows, paper.Row{At: paper.FirstDataRow + i, Cells: []paper.Cell{w.textCell(note, paper.HelpLook)}})
	}
	var starts []int
	for _, b := range w.layout.fiscal {
		starts = append(starts, b.row)
		p.AddHeading(b.row, w.textCell(b.heading, paper.HeadingLook))
		for _, x := range b.told {
			p.Rows = append(p.Rows, paper.Row{At: x.row, Height: sentenceHeight, Cells: []paper.Cell{w.told(x, fiscalSheet, nameColumn)}})
		}
		for _, r := range b.lines {
			kind := paper.FixedLook
			if strongFiscal[strings.TrimPrefix(string(r.line.Key), string(costing.FiscalKey(b.id, "")))] {
				kind = paper.TotalLook
			}
			lead := []paper.Cell{w.textCell(r.line.Label, kind), w.textCell(b.heading, kind), w.textCell(w.unitOf(r.line), kind)}
			p.Rows = append(p.Rows, paper.Row{At: r.row, Cells: w.keyed(p, r.line, lead, kind)})
		}
	}
	w.finish(p, starts)
	return p
}

// told is the cell of a sentence, which follows an edit.
func (w *resultWriter) told(x toldRow, sheet string, column int) paper.Cell {
	return w.live(paper.Cell{Value: x.sentence.In(w.projection, w.lang), Look: paper.Look{Kind: paper.HelpLook, Left: true}},
		w.formulas.sentence(x.sentence, sheet, w.lang), address.Ref{Sheet: sheet, Col: column, Row: x.row})
}

// fiscalHelp says what the envelope is and of which GDP the shares are. It stays in
// view with the head, so that the rest stands in rows below.
func fiscalHelp(study *abnd.Study) abnd.Text {
	return abnd.Same("%s%s").Fill(costing.FiscalNote(study), gdpNote(study))
}

// fiscalNotes say who pays for what, and how to read the lines of fund and debt.
func fiscalNotes(study *abnd.Study) []abnd.Text {
	var notes []abnd.Text
	if costing.FundPaysDeficits(study) {
		notes = append(notes, costing.FundNote(study))
	}
	if costing.HasFund(study) {
		notes = append(notes, costing.FundRules(study))
	}
	if costing.HasDebt(study) {
		notes = append(notes, costing.RatesNote())
	}
	return append(notes, costing.ContainedNote())
}

// gdpNote says what is compared with, where that is not simply called the GDP.
func gdpNote(study *abnd.Study) abnd.Text {
	if study.GDPName.EN == "GDP" {
		return abnd.Text{}
	}
	return abnd.T(" GDP is the %s.", " As percentagens referem-se ao %s.").Fill(study.GDPName)
}

// fiscalSpace draws what the packages, or the scenarios where there are none,
// cost more than the status quo beside the envelope, and the debt.
func (d *drawer) fiscalSpace() {
	gdp := d.study.GDPName
	runs := d.fiscalRuns()
	if costing.HasEnvelope(d.study) {
		title := abnd.T("Incremental cost and fiscal envelope, %% of %s", "Despesa adicional e envelope de recursos, %% do %s")
		if costing.EnvelopeAssumed(d.study) {
			title = abnd.T("Incremental cost and assumed fiscal envelope, %% of %s", "Despesa adicional e envelope de recursos pressuposto, %% do %s")
		}
		c := paper.Chart{Kind: charts.Lines, Format: `0.0%`, Title: title.Fill(gdp).In(d.lang)}
		envelope := costing.FiscalKey(runs[0], "envelope_share")
		c.Series = append(c.Series, d.line(envelope, nameColumn, d.model.Line(envelope).Label, charts.Limit))
		for _, id := range runs {
			c.Series = append(c.Series, d.line(costing.FiscalKey(id, "increment_share"), detailColumn, runName(d.study, id), d.paintOf(id)))
		}
		d.add(c)
	}
	if costing.HasDebt(d.study) {
		c := paper.Chart{Kind: charts.Lines, Format: `0%`, Title: abnd.T("Government debt, %% of %s", "Dívida pública, %% do %s").Fill(gdp).In(d.lang)}
		for _, id := range append([]string{abnd.StatusQuo}, runs...) {
			c.Series = append(c.Series, d.line(costing.FiscalKey(id, "debt_share"), detailColumn, runName(d.study, id), d.paintOf(id)))
		}
		at := d.row
		d.add(c)
		d.breakNote(costing.FiscalKey(abnd.StatusQuo, "debt_share"), debtPath, at+paper.RemarkAfter)
	}
	d.fund()
}

// fund draws what the fund holds in the status quo in its three cases, and
// below it in the central case under each package or scenario.
func (d *drawer) fund() {
	if !costing.HasFund(d.study) {
		return
	}
	money, name := abnd.Same(d.study.Country.Currency), d.study.Fund.Name
	c := paper.Chart{Kind: charts.Lines, Format: `#,##0.0,,,`, FromZero: true, Title: abnd.T("%s in the status quo, billion %s", "%s na situação actual, milhares de milhões de %s").Fill(name, money).In(d.lang)}
	for i, of := range costing.FundCases() {
		paint := charts.StatusQuo
		if i > 0 {
			paint = numbered(i - 1)
		}
		key := costing.FiscalKey(abnd.StatusQuo, costing.FundBalance+of.Suffix)
		c.Series = append(c.Series, d.line(key, nameColumn, d.model.Line(key).Label, paint))
	}
	d.add(c)
	c = paper.Chart{Kind: charts.Lines, Format: `#,##0.0,,,`, FromZero: true, Title: abnd.T("%s, central case, billion %s", "%s, caso central, milhares de milhões de %s").Fill(name, money).In(d.lang)}
	for _, id := range append([]string{abnd.StatusQuo}, d.fiscalRuns()...) {
		c.Series = append(c.Series, d.line(costing.FiscalKey(id, costing.FundBalance), detailColumn, runName(d.study, id), d.paintOf(id)))
	}
	d.add(c)
}

// fiscalRuns are the packages, or the scenarios but the status quo where there
// are none.
func (d *drawer) fiscalRuns() []string {
	var ids []string
	for _, p := range d.study.Packages {
		ids = append(ids, p.ID)
	}
	if len(ids) > 0 {
		return ids
	}
	for _, s := range d.study.Shown() {
		if s.ID != abnd.StatusQuo || len(d.study.Shown()) == 1 {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// fiscal checks that what is to be financed is financed or a gap, and that
// debt grows by what is borrowed and its interest.
func (c *checks) fiscal() {
	runs := c.layout.fiscal
	if !costing.HasFiscal(c.study) {
		return
	}
	c.heading(abnd.T("Financing and debt add up (sum over all years, %s)", "A soma do financiamento e da dívida é igual ao total (soma de todos os anos, %s)").Fill(c.study.Country.Currency))
	c.number = amountFormat
	known := func(key model.Key) bool {
		for _, x := range c.projection.Values(key) {
			if x != x {
				return false
			}
		}
		return true
	}
	total := func(key model.Key) string { return "SUM(" + c.rangeOf(key) + ")" }
	for _, b := range runs {
		if b.id == "" {
			continue
		}
		of := func(code string) model.Key { return costing.FiscalKey(b.id, code) }
		c.fundOf(b)
		if costing.HasEnvelope(c.study) && known(of("need")) {
			c.equal(abnd.T("%s: financing need = covered by measures + financing gap", "%s: necessidade de financiamento = coberto pelas medidas + défice de financiamento").Fill(b.heading),
				total(of("need")), c.sumOf(of("need")), c.sumOf(of("financed"))+c.sumOf(of("gap")), total(of("financed"))+"+"+total(of("gap")))
		}
		if costing.HasDebt(c.study) && known(of("debt")) {
			last := c.study.Projection.Last
			added, _ := c.projection.Value(of("added_debt"), last)
			s := c.spots[of("added_debt")]
			c.equal(abnd.T("%s: added debt = borrowing + interest", "%s: dívida adicional = endividamento + juros").Fill(b.heading),
				address.Absolute(s.sheet, s.row, s.column(last)), added,
				c.sumOf(of("borrowed"))+c.sumOf(of("added_interest")), total(of("borrowed"))+"+"+total(of("added_interest")))
			if costing.HasEnvelope(c.study) {
				c.equal(abnd.T("%s: added debt = spending within the envelope + financing gap", "%s: dívida adicional = despesa dentro do envelope + défice de financiamento").Fill(b.heading),
					total(of("added_debt")), c.sumOf(of("added_debt")), c.sumOf(of("envelope_debt"))+c.sumOf(of("gap_debt")), total(of("envelope_debt"))+"+"+total(of("gap_debt")))
			}
		}
	}
}

// fundOf checks that what the fund held at the beginning of each year, earned and
// received is what it paid and holds at the end.
func (c *checks) fundOf(b fiscalBlock) {
	if !costing.HasFund(c.study) {
		return
	}
	of := func(code string) model.Key { return costing.FiscalKey(b.id, code) }
	opening, balance, withdrawal := of(costing.FundOpening), of(costing.FundBalance), of(costing.FundWithdrawal)
	followed := func(area string) string { return fmt.Sprintf(`SUMIFS(%s,%s,">=0")`, area, c.rangeOf(opening)) }
	left := c.sumOf(withdrawal) + c.sumWhere(balance, opening)
	leftFormula := "SUM(" + c.rangeOf(withdrawal) + ")+" + followed(c.rangeOf(balance))
	right, rightFormula := c.sumWhere(costing.FundReceipts, opening), followed(c.projectedRange(costing.FundReceipts))
	for _, key := range []model.Key{opening, of(costing.FundReturn), of(costing.FundShortfall)} {
		right += c.sumOf(key)
		rightFormula += "+SUM(" + c.rangeOf(key) + ")"
	}
	c.equal(abnd.T("%s: fund paid and left over = held before + return + receipts + not payable", "%s: fundo levantado e restante = anterior + rendimento + receitas + o que não pode pagar").Fill(b.heading),
		leftFormula, left, right, rightFormula)
}
