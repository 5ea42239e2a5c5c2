package workbook

import (
	"fmt"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// startSheet is the first sheet of an empty workbook: the order of the work, and
// what of it is still to do. The reader passes it by.
const startSheet = "START"

// The columns of START.
const (
	startNumberColumn = 1 + iota
	startStepColumn
	startSheetColumn
	startEmptyColumn
	startOfColumn
	startLightColumn
)

// startStep is one thing to do, and how it is seen whether it is done.
type startStep struct {
	what abnd.Text
	// cells are the figures without which it is not done, and series those of which
	// one year is enough.
	cells, series []abnd.Path
	// all is a sheet whose cells for numbers are all wanted.
	all string
	// examples are the sheets in which rows are still those of the example.
	examples []string
	// sheet is where it is done; that of the first cell where it is blank.
	sheet string
}

// startPart is a part of the work.
type startPart struct {
	heading abnd.Text
	steps   []startStep
}

func startParts() []startPart {
	level := func(code string) []abnd.Path {
		path := abnd.JoinPath(string(costing.EconomyFrame), code)
		return []abnd.Path{path + "/level", path + "/year"}
	}
	series := func(frame costing.Frame, codes ...string) []abnd.Path {
		var paths []abnd.Path
		for _, code := range codes {
			paths = append(paths, abnd.JoinPath(string(frame), code))
		}
		return paths
	}
	return []startPart{
		{abnd.T("Needed first: with these five the file can be costed", "O que é preciso primeiro: com estas cinco coisas já se estimam os custos"), []startStep{
			{what: abnd.T("Country: its code and name", "País: código e nome"), cells: []abnd.Path{"general/country_iso3", "general/country_en", "general/country_pt"}},
			{what: abnd.T("Currency: its code and name", "Moeda: código e nome"), cells: []abnd.Path{"general/currency", "general/currency_name_en", "general/currency_name_pt"}},
			{what: abnd.T("Population by single age and sex, every year", "População por idade simples e sexo, todos os anos"), all: sheets.Population},
			{what: abnd.T("GDP in one year, and that year", "PIB de um ano, e esse ano"), cells: level("gdp")},
			{what: abnd.T("Poverty line, and its year", "Linha de pobreza, e o seu ano"), cells: level("poverty_line")},
		}},
		{abnd.T("Then: what moves the cost", "Depois: o que altera o custo"), []startStep{
			{what: abnd.T("Growth, prices: at least the last known year of each", "Crescimento, preços: pelo menos o último ano conhecido de cada série"),
				series: series(costing.EconomyFrame, "real_growth", "deflator_growth", "inflation")},
			{what: abnd.T("Revenue and expenditure of the government", "Receita e despesa das administrações públicas"), series: series(costing.GovernmentFrame, "revenue", "expenditure")},
			{what: abnd.T("Existing schemes, recommendations and benefits: your own instead of the examples (rows with the source example)",
				"Regimes existentes, recomendações e prestações: os seus, em vez dos exemplos (linhas com a fonte example)"),
				examples: []string{sheets.Schemes, sheets.Recommendations, sheets.Benefits}},
		}},
		{abnd.T("May wait", "Pode esperar"), []startStep{
			{what: abnd.T("What each scenario changes: the columns of the scenarios", "O que cada cenário altera: as colunas dos cenários"), sheet: sheets.Benefits},
			{what: abnd.T("Births, employment: only where a benefit depends on them", "Nascimentos, emprego: só se uma prestação depende deles"), sheet: sheets.Vital},
			{what: abnd.T("Who is covered today, group by group", "Quem tem hoje cobertura, grupo a grupo"), sheet: sheets.Groups},
			{what: abnd.T("How it can be financed; other paths of the economy; how uncertain the figures are", "Como se pode financiar; outras trajectórias da economia; quão incertos são os valores"), sheet: sheets.Financing},
		}},
	}
}

// The words of a light that is not green.
var (
	stillEmpty   = abnd.T("still empty: ", "por preencher: ")
	stillExample = abnd.T("still examples: ", "ainda exemplos: ")
	ofAll        = abnd.T(" of ", " de ")
)

// startPage lays START out.
func (b *book) startPage() *paper.Page {
	lang := b.meta.Lang
	about := abnd.T("The order of work, and what is still empty", "A ordem do trabalho, e o que falta preencher")
	p := &paper.Page{Name: startSheet, About: about, Tab: paper.TabGuide, OnePage: true, Widths: []float64{6, 62, 20, 12, 12, 30}, FrozenRows: paper.LabelRow}
	p.AddTop(abnd.T("START  ·  Where to begin", "START  ·  Por onde começar"),
		abnd.T("Work from the top. Each light follows what you fill in; choose a blue word to go to the cells. When the first five are OK, save the file and run abnd check, then abnd cost.",
			"Trabalhe de cima para baixo. Cada luz segue o que preenche; escolha uma palavra azul para ir às células. Quando as cinco primeiras mostram OK, guarde o ficheiro e execute abnd check e depois abnd cost."), lang)
	head := paper.Row{At: paper.LabelRow, Height: 20}
	for _, t := range []abnd.Text{abnd.T("Step", "Passo"), abnd.T("What to enter", "O que indicar"), abnd.T("Sheet", "Folha"), abnd.T("Still to do", "Por fazer"), abnd.T("Of", "De"), abnd.T("Light", "Luz")} {
		head.Add(paper.Cell{Value: t.In(lang), Look: paper.Look{Kind: paper.LabelLook, Left: true}})
	}
	p.Rows = append(p.Rows, head)
	row, number := paper.FirstDataRow, 0
	for _, part := range startParts() {
		heading := len(p.Rows)
		p.Rows = append(p.Rows, paper.Row{At: row, Height: 20, Cells: []paper.Cell{{Value: part.heading.In(lang), Look: paper.Look{Kind: paper.HeadingLook}}}})
		row++
		first, counted, open := row, 0, 0
		for _, s := range part.steps {
			number++
			r, left := b.startRow(p, s, row, number)
			if len(r.Cells) >= startLightColumn {
				counted++
			}
			if left {
				open++
			}
			p.Rows = append(p.Rows, p.Fitted(r))
			row++
		}
		if counted > 0 {
			lights := address.Area{Top: first, Left: startLightColumn, Bottom: row - 1, Right: startLightColumn}
			cells := &p.Rows[heading].Cells
			*cells = append(*cells, make([]paper.Cell, startEmptyColumn-1-len(*cells))...)
			*cells = append(*cells, startCount(fmt.Sprintf(`SUMPRODUCT((%s<>"%s")*1)`, lights, okText), open, counted, first-1, stillEmpty, lang)...)
		}
	}
	p.Lights = append(p.Lights, paper.StatusCell{Area: address.Area{Top: paper.FirstDataRow, Left: startLightColumn, Bottom: row - 1, Right: startLightColumn}, Good: okText})
	p.FitTop()
	return p
}

// startRow is the row of a step, and whether it is still to do.
func (b *book) startRow(p *paper.Page, s startStep, row, number int) (r paper.Row, open bool) {
	lang := b.meta.Lang
	found := b.toDo(s)
	text := paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}
	r = paper.Row{At: row, Cells: []paper.Cell{
		{Value: float64(number), Look: paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat, Centred: true}}, {Value: s.what.In(lang), Look: text},
		{Value: found.at.Sheet, Look: paper.Look{Kind: paper.LinkLook, Number: paper.TextFormat, Left: true}},
	}}
	p.Links = append(p.Links, paper.Link{At: address.Area{Top: row, Left: startSheetColumn, Bottom: row, Right: startSheetColumn}, To: found.at.Absolute()})
	if found.all == 0 {
		return r, false // nothing to be counted: it may stay empty
	}
	words := stillEmpty
	if len(s.examples) > 0 {
		words = stillExample
	}
	r.Add(startCount(strings.Join(found.terms, "+"), found.left, found.all, row, words, lang)...)
	return r, found.left > 0
}

// startCount is how many of so many are still to do, and the light of it.
func startCount(formula string, left, all, row int, words abnd.Text, lang abnd.Lang) []paper.Cell {
	count := paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}
	light := okText
	if left > 0 {
		light = fmt.Sprint(words.In(lang), left, ofAll.In(lang), all)
	}
	leftAt, allAt := address.At(row, startEmptyColumn), address.At(row, startOfColumn)
	return []paper.Cell{
		{Value: float64(left), Formula: formula, Look: count}, {Value: float64(all), Look: count},
		{Value: light, Formula: fmt.Sprintf(`IF(%s=0,"%s",%s&%s&%s&%s)`, leftAt, okText, paper.TextLiteral(words.In(lang)), leftAt, paper.TextLiteral(ofAll.In(lang)), allAt),
			Look: paper.Look{Kind: paper.CheckLook, Number: paper.GeneralFormat, Left: true}},
	}
}

// toDo is what is left of a step when the file is written, and the parts of the
// formula that counts it from then on.
type toDo struct {
	left, all int
	terms     []string
	at        address.Ref // where it begins
}

func (b *book) toDo(s startStep) toDo {
	var d toDo
	add := func(term string, left, all int, at address.Ref) {
		if d.at == (address.Ref{}) {
			d.at = at
		}
		d.terms, d.left, d.all = append(d.terms, term), d.left+left, d.all+all
	}
	one := func(blank bool) int {
		if blank {
			return 1
		}
		return 0
	}
	for _, path := range s.cells {
		if at, ok := b.address(path); ok {
			add("COUNTBLANK("+at.Absolute()+")", one(b.inputAt(at).Value.IsBlank()), 1, at)
		}
	}
	for _, area := range b.numbers[s.all] {
		blank := 0
		for row := area.Top; row <= area.Bottom; row++ {
			for col := area.Left; col <= area.Right; col++ {
				blank += one(b.inputAt(address.Ref{Sheet: s.all, Col: col, Row: row}).Value.IsBlank())
			}
		}
		add(fmt.Sprintf("COUNTBLANK(%s!%s)", s.all, area), blank, (area.Bottom-area.Top+1)*(area.Right-area.Left+1), address.Ref{Sheet: s.all, Col: area.Left, Row: area.Top})
	}
	for _, path := range s.series {
		first, last, ok := b.yearsOf(path)
		if !ok {
			continue
		}
		blank := true
		for col := first.Col; col <= last.Col; col++ {
			blank = blank && b.inputAt(address.Ref{Sheet: first.Sheet, Col: col, Row: first.Row}).Value.IsBlank()
		}
		add(fmt.Sprintf(`IF(SUMPRODUCT((%s!%s:%s<>"")*1)=0,1,0)`, first.Sheet, address.At(first.Row, first.Col), address.At(last.Row, last.Col)), one(blank), 1, first)
	}
	for _, sheet := range s.examples {
		b.countExamples(sheet, add)
	}
	if d.at == (address.Ref{}) {
		d.at = address.Ref{Sheet: s.sheet, Col: 1, Row: paper.FirstDataRow}
	}
	return d
}

// exampleSource is the source that the rows of an empty workbook's examples
// name.
const exampleSource = "example"

// countExamples counts the rows of a sheet that name the source of the examples.
func (b *book) countExamples(sheet string, add func(term string, left, all int, at address.Ref)) {
	for i := range b.inputs {
		s := &b.inputs[i]
		col := columnOf(*s, "source")
		if s.Code != sheet || col == 0 || len(s.Rows) == 0 {
			continue
		}
		n := 0
		for _, row := range s.Rows {
			if code, _ := row[col-1].Value.Code(); code == exampleSource && row[col-1].Path != "" {
				n++
			}
		}
		// Rows of notes below name it too; theirs is not counted as long as they are notes.
		last := len(s.Rows)
		for last > 0 && s.Rows[last-1][col-1].Path == "" {
			last--
		}
		if n > 0 {
			area := address.Area{Top: paper.FirstDataRow, Left: col, Bottom: paper.FirstDataRow + last - 1, Right: col}
			add(fmt.Sprintf(`COUNTIFS(%s!%s,"%s")`, sheet, area, exampleSource), n, n, address.Ref{Sheet: sheet, Col: 1, Row: paper.FirstDataRow})
		}
	}
}

// inputAt is a cell of an input sheet.
func (b *book) inputAt(at address.Ref) sheets.Cell {
	for i := range b.inputs {
		if s := &b.inputs[i]; s.Code == at.Sheet {
			return s.Rows[at.Row-paper.FirstDataRow][at.Col-1]
		}
	}
	return sheets.Cell{}
}

// yearsOf are the first and the last cell of a series.
func (b *book) yearsOf(path abnd.Path) (first, last address.Ref, ok bool) {
	for year := b.meta.Years.First; year <= b.meta.Years.Last; year++ {
		at, known := b.address(path + abnd.Path(fmt.Sprintf("/%d", year)))
		if !known {
			continue
		}
		if !ok {
			first, ok = at, true
		}
		last = at
	}
	return first, last, ok
}
