package workbook

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// contentsPage says what the study is, what each sheet holds, what the colours
// mean, how to work with the file.
func (b *book) contentsPage() *paper.Page {
	lang := b.meta.Lang
	p := &paper.Page{Name: paper.ContentsSheet, Tab: paper.TabGuide, OnePage: true, Portrait: true, Widths: []float64{28, 90}}
	b.fitContents(p)
	c := contents{page: p, lang: lang}
	c.line(24, paper.Cell{Value: paper.TextOrNothing(b.meta.Title.In(lang)), Look: paper.Look{Kind: paper.TitleLook}})
	c.line(0, paper.Cell{Value: paper.TextOrNothing(b.meta.Country.In(lang)), Look: paper.Look{Kind: paper.HeadingLook}})
	c.light(b.light)
	c.workshop(b.workshop)
	facts := b.meta.Facts
	if b.meta.Date != "" {
		facts = append([]Fact{{abnd.T("Date of the study", "Data do estudo"), abnd.Same(b.meta.Date)}}, facts...)
	}
	for _, f := range facts {
		c.pair(paper.TextOrNothing(f.Label.In(lang)), paper.TextOrNothing(f.Value.In(lang)), paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true})
	}

	c.sheets(b)
	if !b.hasInputs() {
		return p // the rest is about blue cells
	}

	c.heading(abnd.T("Colours", "Cores"))
	c.sample(abnd.T("12,345", "12 345"), paper.InputLook, abnd.T("Input: blue on pale blue. May be changed; with drop-down lists and notes.",
		"Dado: azul sobre azul-claro. Pode ser alterado; com listas pendentes e notas."))
	c.sample(abnd.T("Fixed", "Fixo"), paper.FixedLook, abnd.T("Fixed: names, years and all calculated cells. Do not change.",
		"Fixo: nomes, anos e tudo o que é calculado. Não deve ser alterado."))
	c.sample(abnd.Text{}, paper.ClosedLook, abnd.T("Grey: not used; leave empty.", "Cinzento: não se usa; deixe vazio."))
	c.sample(abnd.T("Label", "Rótulo"), paper.LabelLook, abnd.T("The head of a column. Choose it to read its note.",
		"O título de uma coluna. Seleccione-o para ler a nota."))
	c.sample(abnd.T("key", "chave"), paper.KeyLook, abnd.T("Read by the program; the same in every language.",
		"É lido pelo programa; é igual em todas as línguas."))

	c.heading(abnd.T("How to work with this file", "Como trabalhar com este ficheiro"))
	for _, note := range []abnd.Text{
		abnd.T("A blank cell means that data are not available; it is never read as zero.",
			"Uma célula em branco significa que não há dados; nunca é lida como zero."),
		abnd.T("Enter shares and growth rates as percentages, e.g. 12.5%.",
			"Escreva as proporções e taxas de crescimento em percentagem, por exemplo 12,5%."),
		abnd.T("Sheets are protected without a password. To add a row, choose Review > Unprotect Sheet, insert a row inside the table and fill in its blue cells.",
			"As folhas estão protegidas sem palavra-passe. Para acrescentar uma linha, escolha Rever > Desproteger Folha, insira a linha dentro da tabela e preencha as células azuis."),
		abnd.T("Do not rename sheets or change the grey keys; the program uses them to find the data. They stand in row 4 and in columns that are hidden: select the rows or columns around them and choose Unhide.",
			"Não mude o nome das folhas nem as chaves cinzentas; o programa usa-os para encontrar os dados. Estão na linha 4 e em colunas ocultas: seleccione as linhas ou colunas à volta e escolha Mostrar."),
	} {
		c.wide(note)
	}
	return p
}

// fitContents makes the columns wide enough for one line a fact and a sheet.
func (b *book) fitContents(p *paper.Page) {
	fit := func(col int, t abnd.Text, most float64) {
		p.Widths[col] = max(p.Widths[col], paper.ClampWidth(paper.OneLine(t.In(b.meta.Lang)), 0, most))
	}
	for _, f := range b.meta.Facts {
		fit(0, f.Label, 40)
	}
	for _, other := range b.pages {
		fit(0, other.Label, 60)
		fit(1, other.About, 110)
	}
}

// contents writes the contents page line by line.
type contents struct {
	page *paper.Page
	lang abnd.Lang
	next int
}

func (c *contents) line(height float64, cells ...paper.Cell) int {
	c.next++
	r := paper.Row{At: c.next, Height: height, Cells: cells}
	if height == 0 {
		r = c.page.Fitted(r)
	}
	c.page.Rows = append(c.page.Rows, r)
	return c.next
}

func (c *contents) skip() { c.next++ }

// The light over all checks stands here on the contents sheet.
const (
	contentsLightRow    = 3
	contentsLightColumn = 2
)

// light shows whether every check of the workbook holds; a template has none.
func (c *contents) light(formula string) {
	if formula == "" {
		c.skip()
		return
	}
	label := abnd.T("Checks", "Verificações")
	at := c.line(20, paper.Cell{Value: label.In(c.lang), Look: paper.Look{Kind: paper.FixedLook, Wrap: true, Left: true}},
		paper.Cell{Value: okText, Formula: formula, Look: paper.Look{Kind: paper.CheckLook, Number: paper.YearFormat, Left: true}})
	c.page.Lights = append(c.page.Lights, paper.StatusCell{Area: address.Area{Top: at, Left: contentsLightColumn, Bottom: at, Right: contentsLightColumn}, Good: okText})
}

// workshop says what was changed in the file, with a link to the list of it.
func (c *contents) workshop(w workshopCell) {
	if w.formula == "" {
		return
	}
	label := abnd.T("In workshop", "Na sessão de trabalho")
	at := c.line(32, paper.Cell{Value: label.In(c.lang), Look: paper.Look{Kind: paper.FixedLook, Wrap: true, Left: true}},
		paper.Cell{Value: w.value, Formula: w.formula, Look: paper.Look{Kind: paper.WorkshopLook, Number: paper.TextFormat, Wrap: true, Left: true}})
	c.page.Links = append(c.page.Links, paper.Link{At: address.Area{Top: at, Left: contentsLightColumn, Bottom: at, Right: contentsLightColumn}, To: address.Quoted(writtenSheet) + "!A1"})
}

func (c *contents) heading(t abnd.Text) {
	c.skip()
	c.line(20, paper.Cell{Value: t.In(c.lang), Look: paper.Look{Kind: paper.HeadingLook}})
}

func (c *contents) head(left, right abnd.Text) {
	c.line(18, paper.Cell{Value: left.In(c.lang), Look: paper.Look{Kind: paper.LabelLook, Left: true}}, paper.Cell{Value: right.In(c.lang), Look: paper.Look{Kind: paper.LabelLook, Left: true}})
}

func (c *contents) pair(left, right any, l paper.Look) int {
	return c.line(0, paper.Cell{Value: left, Look: l}, paper.Cell{Value: right, Look: l})
}

// sheets lists the sheets by what they are for, those of benefits by the name of
// the benefit.
func (c *contents) sheets(b *book) {
	grouped := b.workshop.formula != "" // a book of inputs, or of an answer alone, has no groups
	if !grouped {
		c.heading(abnd.T("Sheets", "Folhas"))
		c.head(abnd.T("Sheet", "Folha"), abnd.T("Contents", "Conteúdo"))
	}
	if b.guided {
		c.sheet(startSheet, abnd.Text{}, abnd.T("The order of work, and what is still empty", "A ordem do trabalho, e o que falta preencher"))
	}
	for _, g := range sheetGroups() {
		headed := !grouped
		for _, p := range b.pages {
			if groupOf(p.Name) != g {
				continue
			}
			if !headed {
				c.heading(groupLooks[g].name)
				c.head(abnd.T("Sheet", "Folha"), abnd.T("Contents", "Conteúdo"))
				headed = true
			}
			c.sheet(p.Name, p.Label, p.About)
		}
		if g == controlGroup && b.hasInputs() {
			c.sheet(listsSheet, abnd.Text{}, abnd.T("Codes of the drop-down lists", "Códigos das listas pendentes"))
		}
	}
}

// sheet is the row of one sheet, under its label where it has one.
func (c *contents) sheet(name string, label, about abnd.Text) {
	shown := label.In(c.lang)
	if label.IsZero() {
		shown = name
	}
	if mark, ok := startHere[name]; ok {
		about = abnd.T("◄ %s.  %s", "◄ %s.  %s").Fill(mark, about)
	}
	at := c.line(0, paper.Cell{Value: shown, Look: paper.Look{Kind: paper.LinkLook, Number: paper.TextFormat, Left: true}},
		paper.Cell{Value: paper.TextOrNothing(about.In(c.lang)), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}})
	c.page.Links = append(c.page.Links, paper.Link{At: address.Area{Top: at, Left: 1, Bottom: at, Right: 1}, To: address.Quoted(name) + "!A1"})
}

func (c *contents) sample(show abnd.Text, kind paper.LookKind, meaning abnd.Text) {
	c.line(0, paper.Cell{Value: paper.TextOrNothing(show.In(c.lang)), Look: paper.Look{Kind: kind, Number: paper.TextFormat, Centred: true}},
		paper.Cell{Value: meaning.In(c.lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}})
}

func (c *contents) wide(note abnd.Text) {
	s := note.In(c.lang)
	width := c.page.PageWidth()
	at := c.line(paper.LineHeight*float64(paper.LinesOf(s, width-paper.Padding)), paper.Cell{Value: s, Look: paper.Look{Kind: paper.PlainLook, Wrap: true}})
	c.page.Merges = append(c.page.Merges, address.Area{Top: at, Left: 1, Bottom: at, Right: 2})
}
