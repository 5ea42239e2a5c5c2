package workbook

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// The columns of CHECKS.
const (
	checkNameColumn   = 1
	checkLeftColumn   = 2
	checkRightColumn  = 3
	checkResultColumn = 4
)

// okText is what a check shows where it holds.
const okText = "OK"

// tolerance of a check, relative to the figure that it checks: sums in
// another order differ in the last digits.
const tolerance = 1e-9

// The cells of CHECKS that formulas refer to.
const (
	toleranceRow = paper.FirstDataRow
	lightRow     = paper.FirstDataRow + 1
)

// checksPage is the sheet of checks: each a live formula that shows OK or the
// difference, and one light over all of them.
func (w *resultWriter) checksPage() *paper.Page {
	about := abnd.T("Checks: each shows OK or the difference", "Verificações: cada uma mostra OK ou a diferença")
	p := &paper.Page{Name: checksSheet, About: about, Tab: tabResult, Widths: []float64{74, 20, 20, 20}, Portrait: true, FrozenRows: paper.LabelRow, Repeat: [2]int{paper.LabelRow, paper.LabelRow}}
	p.AddTop(abnd.T("CHECKS  ·  Consistency checks", "CHECKS  ·  Verificações de coerência"),
		abnd.T("The indicator is about arithmetic alone: changing a blue cell does not turn it red. What was changed is on WRITTEN, and by how much the results moved in the notes below; run abnd cost on this file for the program's results.",
			"O semáforo trata só das contas: alterar uma célula azul não o põe a vermelho. O que foi alterado está em WRITTEN, e quanto os resultados mudaram nas notas abaixo; dê este ficheiro a abnd cost para obter os resultados do programa."), w.lang)
	head := paper.Row{At: paper.LabelRow, Height: 20, Cells: []paper.Cell{w.textCell(abnd.T("Check", "Verificação"), paper.LabelLook)}}
	for _, t := range []abnd.Text{abnd.T("One way", "Primeiro cálculo"), abnd.T("The other way", "Segundo cálculo"), abnd.T("Result", "Resultado")} {
		head.Add(paper.Cell{Value: t.In(w.lang), Look: paper.Look{Kind: paper.LabelLook, Centred: true}})
	}
	p.Rows = append(p.Rows, head)
	c := &checks{resultWriter: w, page: p, next: lightRow + 1}
	for _, block := range checkBlocks() {
		block.write(c)
	}
	p.FitColumn(checkNameColumn, 60, 100)
	p.FitAmounts(20, checkLeftColumn, checkRightColumn, checkResultColumn)
	p.FitTop()
	p.FitRows()
	p.BreakBetween(c.blocks)
	return p
}

// checks writes the rows of CHECKS.
type checks struct {
	*resultWriter
	page  *paper.Page
	next  int
	first int // row of the first check
	last  int
	// blocks are the rows of headings, number the format of what follows.
	blocks []int
	number string
}

func (c *checks) heading(t abnd.Text) {
	c.next++
	c.blocks = append(c.blocks, c.next)
	c.page.AddHeading(c.next, c.textCell(t, paper.HeadingLook))
	c.next++
}

// rangeOf is the row of a series, over all its years.
func (w *resultWriter) rangeOf(key model.Key) string {
	s := w.spots[key]
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", address.Quoted(s.sheet), address.Column(s.col), s.row, address.Column(s.column(s.last)), s.row)
}

// projectedRange is the part of a row that is projected.
func (w *resultWriter) projectedRange(key model.Key) string {
	s := w.spots[key]
	first, last := s.column(w.study.Projection.First), s.column(w.study.Projection.Last)
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", address.Quoted(s.sheet), address.Column(first), s.row, address.Column(last), s.row)
}

func (w *resultWriter) sumOf(key model.Key) float64 {
	sum := 0.0
	for _, x := range w.projection.Values(key) {
		if !math.IsNaN(x) { // as SUM passes over a blank
			sum += x
		}
	}
	return sum
}

// sumInYearsOf sums the cells of a range in the projected years in which a line is known: where the
// line rests on a series that is not given, its parts may be known in more.
func (c *checks) sumInYearsOf(area string, where model.Key) string {
	if !c.model.Line(where).Lacks {
		return "SUM(" + area + ")"
	}
	known := c.rangeOf(where)
	return fmt.Sprintf(`(SUMIFS(%[1]s,%[2]s,">=0")+SUMIFS(%[1]s,%[2]s,"<0"))`, area, known)
}

// sumWhere is what [checks.sumInYearsOf] comes to.
func (c *checks) sumWhere(key, where model.Key) float64 {
	sum := 0.0
	for _, year := range c.study.Projection.All() {
		x, known := c.projection.Value(key, year)
		if _, told := c.projection.Value(where, year); known && told {
			sum += x
		}
	}
	return sum
}

// equal adds a check that two figures are one.
func (c *checks) equal(name abnd.Text, leftFormula string, left float64, right any, rightFormula string) {
	if c.first == 0 {
		c.first = c.next
	}
	c.last = c.next
	at := func(col int) address.Ref { return address.Ref{Sheet: checksSheet, Col: col, Row: c.next} }
	number := paper.Look{Kind: paper.FixedLook, Number: c.number}
	r := paper.Row{At: c.next, Cells: []paper.Cell{c.textCell(name, paper.FixedLook)}}
	r.Add(c.live(paper.Cell{Value: left, Look: number}, leftFormula, at(checkLeftColumn)))
	if rightFormula == "" {
		r.Add(paper.Cell{Value: right, Look: number})
	} else {
		r.Add(c.live(paper.Cell{Value: right, Look: number}, rightFormula, at(checkRightColumn)))
	}
	result := fmt.Sprintf(`IF(MAX(%[1]s,%[2]s)-MIN(%[1]s,%[2]s)<=%[3]s*MAX(1,%[1]s,-%[1]s),"%[4]s",%[1]s-%[2]s)`,
		address.At(c.next, checkLeftColumn), address.At(c.next, checkRightColumn), "$"+address.Column(checkLeftColumn)+"$"+strconv.Itoa(toleranceRow), okText)
	r.Add(c.live(paper.Cell{Value: okText, Look: paper.Look{Kind: paper.CheckLook, Number: amountFormat, Centred: true}}, result, at(checkResultColumn)))
	c.page.Rows = append(c.page.Rows, r)
	c.next++
}

// sums checks that parts add to totals.
func (c *checks) sums() {
	c.heading(abnd.T("Parts add up to totals (sum over all years, %s)", "A soma das partes é igual ao total (soma de todos os anos, %s)").Fill(c.study.Country.Currency))
	c.number = amountFormat
	for _, s := range c.study.Scenarios {
		for _, code := range []string{"total_cost", "incremental_cost"} {
			total := costing.TotalKey(s.ID, code)
			var parts []string
			for _, bl := range c.benefits {
				for _, key := range []model.Key{costing.BenefitKey(s.ID, bl.id, code), costing.SchemeKey(s.ID, bl.id, code)} {
					if c.model.Has(key) {
						// A total is without the guarantees that are not known, though
						// a part of one may be.
						part := c.sumInYearsOf(c.rangeOf(key), total)
						if of := costing.GuaranteeKey(s.ID, bl.guarantee, code); code == "total_cost" && c.model.Line(of).Lacks {
							part = fmt.Sprintf(`SUMIFS(%s,%s,">=0",%s,">=0")`, c.rangeOf(key), c.rangeOf(of), c.rangeOf(total))
						}
						parts = append(parts, part)
					}
				}
			}
			value := c.sumOf(total)
			c.equal(abnd.T("%s, %s: every benefit and scheme", "%s, %s: todas as prestações e regimes").Fill(s.Name, c.model.Line(total).Label),
				strings.Join(parts, "+"), value, value, "SUM("+c.rangeOf(total)+")")
		}
		// Both sides are sums of large figures, not small differences of them:
		// those would show the rounding of what they were made of.
		incremental := costing.TotalKey(s.ID, "incremental_cost")
		total, before := costing.TotalKey(s.ID, "total_cost"), costing.TotalKey(abnd.StatusQuo, "total_cost")
		c.equal(abnd.T("%s: total cost = status quo cost + incremental cost", "%s: custo total = custo da situação actual + despesa adicional").Fill(s.Name),
			c.sumInYearsOf(c.rangeOf(total), incremental), c.sumWhere(total, incremental),
			c.sumWhere(before, incremental)+c.sumOf(incremental), c.sumInYearsOf(c.rangeOf(before), incremental)+"+SUM("+c.rangeOf(incremental)+")")
		after := costing.TotalKey(s.ID, "new_balance")
		const balance = "frame/balance"
		c.equal(abnd.T("%s: the balance falls by the incremental cost", "%s: o saldo orçamental desce no valor da despesa adicional").Fill(s.Name),
			"SUM("+c.rangeOf(after)+")", c.sumOf(after),
			c.sumWhere(balance, after)-c.sumWhere(incremental, after)-c.sumWhere(costing.AboveLawKey, after),
			c.sumInYearsOf(c.projectedRange(balance), after)+"-"+c.sumInYearsOf(c.rangeOf(incremental), after)+"-"+c.sumInYearsOf(c.rangeOf(costing.AboveLawKey), after))
		c.payers(s)
	}
}

// payers proves that what the payers pay, what is taken over and what has no known
// payer are the total cost.
func (c *checks) payers(s abnd.Scenario) {
	if !costing.HasPayers(c.study) {
		return
	}
	total := costing.TotalKey(s.ID, "total_cost")
	var value float64
	var parts []string
	for _, code := range costing.PayerLines() {
		part := costing.TotalKey(s.ID, code)
		value += c.sumWhere(part, total)
		parts = append(parts, c.sumInYearsOf(c.rangeOf(part), total))
	}
	c.equal(abnd.T("%s: total cost = all who pay + to be taken over + payer not known", "%s: custo total = todos os que pagam + a assumir pelo Tesouro + não se sabe quem paga").Fill(s.Name),
		"SUM("+c.rangeOf(total)+")", c.sumOf(total), value, strings.Join(parts, "+"))
}

// people checks that the population adds up, and the sexes of beneficiaries.
func (c *checks) people() {
	c.heading(abnd.T("People add up (sum over all years)", "A soma das pessoas é igual ao total (soma de todos os anos)"))
	c.number = paper.WholeFormat
	p := c.formulas.people
	line := c.model.Line("frame/population")
	first, last := p.yearCol+int(line.Years.First-p.firstYear), p.yearCol+int(line.Years.Last-p.firstYear)
	if c.model.Has(costing.GivenPopulationKey) { // a shock makes that of the formulas another
		line = c.model.Line(costing.GivenPopulationKey)
	}
	value := c.sumOf(line.Key)
	c.equal(abnd.T("Population of POP, all ages and both sexes", "População de POP, todas as idades e ambos os sexos"),
		fmt.Sprintf("SUM(%s!$%s$%d:$%s$%d)", p.sheet, address.Column(first), p.topRow, address.Column(last), p.endRow), value, value, "SUM("+c.rangeOf(line.Key)+")")
	for _, s := range c.study.Scenarios {
		for _, g := range abnd.Guarantees() {
			total := costing.GuaranteeKey(s.ID, g, "beneficiaries")
			value := c.sumOf(total)
			c.equal(abnd.T("%s, %s: beneficiaries, female and male", "%s, %s: beneficiários, mulheres e homens").Fill(s.Name, g.ShortName()),
				"SUM("+c.rangeOf(total+"/female")+")+SUM("+c.rangeOf(total+"/male")+")", value, value, "SUM("+c.rangeOf(total)+")")
		}
	}
	c.coverageSums()
}

// bounds checks that take-up stays a share. Recipients of a register may be more
// than the people of a projection, so that theirs is only not negative.
func (c *checks) bounds() {
	c.heading(abnd.T("Shares are between 0% and 100%", "As proporções estão entre 0 % e 100 %"))
	for _, b := range c.study.Benefits {
		formula := ""
		for i, s := range c.study.Scenarios {
			if i > 0 {
				formula += "+"
			}
			r := c.rangeOf(costing.BenefitKey(s.ID, b.ID, "take_up"))
			above := fmt.Sprintf(`COUNTIFS(%s,">1")`, r)
			if costing.HasRegister(c.study, b) {
				above = fmt.Sprintf(`IF(%s="%s",0,%s)`, c.rangeOf(costing.BenefitKey(s.ID, b.ID, "parameter/take_up_rule")), costing.RegisterTakeUp, above)
			}
			formula += fmt.Sprintf(`COUNTIFS(%s,"<0")+%s`, r, above)
		}
		c.equal(abnd.T("%s: years with a take-up rate outside 0%% to 100%%", "%s: anos com taxa de adesão fora de 0 %% a 100 %%").Fill(b.Name), formula, 0, 0.0, "")
	}
	c.coverageBounds()
}

// errors checks that no computed sheet shows an error.
func (c *checks) errors() {
	c.heading(abnd.T("No error in any cell (1 if there is one)", "Nenhum erro em qualquer célula (1 onde houver)"))
	count := func(sheet string, top, bottom, left, right int) {
		area := fmt.Sprintf("%s!$%s$%d:$%s$%d", address.Quoted(sheet), address.Column(left), top, address.Column(right), bottom)
		c.equal(abnd.T("Errors on %s", "Erros em %s").Fill(sheet), fmt.Sprintf("IFERROR(SUM(%s)*0,1)", area), 0, 0.0, "")
	}
	lastCol := yearColumn + c.study.Projection.Len() - 1
	sections := c.sum.sections
	end := sections[len(sections)-1]
	count(SumSheet, paper.FirstDataRow, end.lines[len(end.lines)-1].row, yearColumn, lastCol)
	for _, sheet := range []string{sheets.Economy, sheets.Government, sheets.Vital, sheets.Labour, sheets.Series, sheets.Shocks} {
		rows := c.extra[sheet]
		if len(rows) == 0 {
			continue
		}
		s := c.spots[rows[0].line.Key]
		count(sheet, rows[0].row, rows[len(rows)-1].row, s.col, s.col+c.study.Frame().Len()-1)
	}
	if blocks := c.layout.fiscal; len(blocks) > 0 {
		end := blocks[len(blocks)-1].lines
		count(fiscalSheet, paper.FirstDataRow, end[len(end)-1].row, yearColumn, lastCol)
	}
	if rows := c.layout.reconciled; len(rows) > 0 {
		count(reconcileSheet, rows[0].row, rows[len(rows)-1].row, nameColumn+1, verdictColumn()-1)
	}
	if rows := c.layout.arrears; len(rows) > 0 {
		count(arrearsSheet, rows[0].row, rows[len(rows)-1].row, arrearsYearColumn+1, arrearsVerdictColumn()-1)
	}
	for _, sheet := range []string{PrintSheet, FichesSheet} {
		if rows := c.printedRows[sheet]; rows > 0 {
			count(sheet, 1, rows, 1, printColumns)
		}
	}
	for _, bl := range c.benefits {
		count(bl.sheet, paper.FirstDataRow, bl.lastRow, yearColumn, lastCol)
	}
	c.coverageErrors(count)
}

// unchanged checks the formulas against the figures that the engine gave when the
// file was written, as long as no input of theirs is changed: an edit is no fault,
// and moves the results.
func (c *checks) unchanged() {
	c.heading(abnd.T("Workbook formulas give the program's results while no input is changed (total cost, all scenarios and years, %s)",
		"Sem dados alterados, as fórmulas do livro dão os resultados do programa (custo total, todos os cenários e anos, %s)").Fill(c.study.Country.Currency))
	c.number = amountFormat
	changed := address.Absolute(writtenSheet, writtenCountRow, writtenCountColumn)
	var parts []string
	sum := 0.0
	for _, s := range c.study.Scenarios {
		key := costing.TotalKey(s.ID, "total_cost")
		parts = append(parts, "SUM("+c.rangeOf(key)+")")
		sum += c.sumOf(key)
	}
	c.equal(abnd.T("Total cost, all scenarios (as written, where inputs are changed)", "Custo total, todos os cenários (como foi escrito, se há dados alterados)"),
		fmt.Sprintf("IF(%s>0,%s,%s)", changed, address.At(c.next, checkRightColumn), strings.Join(parts, "+")), sum, sum, "")
}

// engine shows by how much the results have moved since the file was written. It is
// no check: whoever changes an input means to move them.
func (c *checks) engine() {
	c.heading(abnd.T("Notes: how far the results moved since abnd wrote this file (total cost, all years, %s; not included in the overall indicator)",
		"Notas: quanto os resultados mudaram desde que abnd escreveu este ficheiro (custo total, todos os anos, %s; não contam para o semáforo)").Fill(c.study.Country.Currency))
	at := func(col int) address.Ref { return address.Ref{Sheet: checksSheet, Col: col, Row: c.next} }
	amount := paper.Look{Kind: paper.FixedLook, Number: amountFormat}
	for _, s := range c.study.Scenarios {
		for _, g := range abnd.Guarantees() {
			key := costing.GuaranteeKey(s.ID, g, "total_cost")
			value := c.sumOf(key)
			r := paper.Row{At: c.next, Cells: []paper.Cell{c.textCell(abnd.T("%s: %s", "%s: %s").Fill(s.Name, g.Name()), paper.FixedLook)}}
			r.Add(c.live(paper.Cell{Value: value, Look: amount}, "SUM("+c.rangeOf(key)+")", at(checkLeftColumn)), paper.Cell{Value: value, Look: amount},
				c.between(paper.Cell{Value: 0.0, Look: amount}, address.At(c.next, checkLeftColumn)+"-"+address.At(c.next, checkRightColumn), at(checkResultColumn), value))
			c.page.Rows = append(c.page.Rows, r)
			c.next++
		}
	}
}

// top writes the tolerance and the light.
func (c *checks) top() {
	results := fmt.Sprintf("$%s$%d:$%s$%d", address.Column(checkResultColumn), c.first, address.Column(checkResultColumn), c.last)
	names := fmt.Sprintf("$%s$%d:$%s$%d", address.Column(checkLeftColumn), c.first, address.Column(checkLeftColumn), c.last)
	light := fmt.Sprintf(`IF(COUNTIFS(%s,"%s")=COUNTIFS(%s,"<>"),"%s",COUNTIFS(%s,"<>")-COUNTIFS(%s,"%s"))`, results, okText, names, okText, names, results, okText)
	blank := paper.Cell{Look: paper.Look{Kind: paper.FixedLook}}
	text := blank // in a cell for a number: SUMMARY says which
	if c.textSpot.Row > 0 {
		text.Value, text.Look.Number = "", paper.TextFormat
		text = c.live(text, address.At(c.textSpot.Row, c.textSpot.Col)+`&""`, address.Ref{Sheet: checksSheet, Col: checkLeftColumn, Row: lightRow})
	}
	c.page.Rows = append(c.page.Rows,
		paper.Row{At: toleranceRow, Cells: []paper.Cell{
			c.textCell(abnd.T("Tolerance, relative", "Tolerância, relativa"), paper.FixedLook), {Value: tolerance, Look: paper.Look{Kind: paper.FixedLook, Number: "0E+00"}}, blank, blank,
		}},
		paper.Row{At: lightRow, Cells: []paper.Cell{
			c.textCell(abnd.T("All checks (OK, or how many are not)", "Todas as verificações (OK, ou número de verificações com diferença)"), paper.TotalLook), text, blank,
			c.live(paper.Cell{Value: okText, Look: paper.Look{Kind: paper.CheckLook, Number: paper.YearFormat, Centred: true}}, light, address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}),
		}})
	c.page.SortRows()
	c.page.Lights = append(c.page.Lights, paper.StatusCell{Area: address.Area{Top: lightRow, Left: checkResultColumn, Bottom: c.last, Right: checkResultColumn}, Good: okText})
}

// reconciliation names the verdict of RECONCILE on each existing scheme whose
// cost can be compared. A difference without a reason is a remark to the
// analyst: it does not put the light out.
func (c *checks) reconciliation() {
	c.heading(abnd.T("Notes: cost of existing schemes in %d and reported expenditure (million; see RECONCILE for the years; not included in the overall indicator)",
		"Notas: custo dos regimes existentes em %d e despesa comunicada (milhões; ver os anos em RECONCILE; não contam para o semáforo)").Fill(int(c.study.Projection.First)))
	if len(c.layout.reconciled) == 0 {
		return
	}
	blank := paper.Cell{Look: paper.Look{Kind: paper.FixedLook}}
	at := func(col int) address.Ref { return address.Ref{Sheet: checksSheet, Col: col, Row: c.next} }
	put := func(cells ...paper.Cell) {
		c.page.Rows = append(c.page.Rows, paper.Row{At: c.next, Cells: cells})
		c.next++
	}
	verdicts, without := c.verdictRange(), scenarios.Unexplained.Name().In(c.lang)
	remarks := 0
	for _, x := range c.verdicts {
		if x.Verdict == scenarios.Unexplained {
			remarks++
		}
	}
	put(c.textCell(abnd.T("Unexplained differences beyond the tolerance", "Diferenças por explicar fora da tolerância"), paper.TotalLook), blank, blank,
		c.live(paper.Cell{Value: float64(remarks), Look: paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat, Centred: true}},
			fmt.Sprintf("COUNTIFS(%s,%s)", verdicts, paper.TextLiteral(without)), at(checkResultColumn)))
	million := paper.Look{Kind: paper.FixedLook, Number: millionsFormat}
	for i, x := range c.verdicts {
		if _, costed := x.Value("model_cost"); !costed {
			continue
		}
		figure := func(code string, col int) paper.Cell {
			line := c.reconcileLine(x, code)
			s := c.spots[line.Key]
			return c.live(paper.Cell{Value: c.value(line, 0), Look: million}, address.Absolute(s.sheet, s.row, s.col), at(col))
		}
		put(c.textCell(abnd.T("%s: cost in %d, and reported expenditure", "%s: custo em %d, e despesa comunicada").Fill(x.Scheme.ID, int(c.study.Projection.First)), paper.FixedLook),
			figure("model_cost", checkLeftColumn), figure("expenditure", checkRightColumn),
			c.live(paper.Cell{Value: x.Verdict.Name().In(c.lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Centred: true, Wrap: true}},
				address.Absolute(reconcileSheet, c.layout.reconciled[i].row, verdictColumn()), at(checkResultColumn)))
	}
}
