package workbook

import (
	"time"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// contentsPage is the first sheet: what the study is, what each sheet holds,
// what the colours mean, how to work with the file.
func (b *Book) contentsPage() *page {
	lang := b.meta.Lang
	p := &page{name: ContentsSheet, tab: tabGuide, onePage: true, portrait: true, widths: []float64{28, 90}}
	b.fitContents(p)
	c := contents{page: p, lang: lang}
	c.line(24, cell{value: text(b.meta.Title.In(lang)), look: look{kind: titleLook}})
	c.line(0, cell{value: text(b.meta.Country.In(lang)), look: look{kind: headingLook}})
	c.light(b.light)
	facts := b.meta.Facts
	if b.meta.Date != "" {
		facts = append([]Fact{{abnd.T("Date of the study", "Data do estudo"), abnd.Same(b.meta.Date)}}, facts...)
	}
	for _, f := range facts {
		c.pair(text(f.Label.In(lang)), text(f.Value.In(lang)), look{kind: fixedLook, number: textFormat, wrap: true, left: true})
	}

	c.heading(abnd.T("Sheets", "Folhas"))
	c.head(abnd.T("Sheet", "Folha"), abnd.T("Contents", "Conteúdo"))
	for _, other := range b.pages {
		c.sheet(other.name, other.about)
	}
	if !b.hasInputs() {
		return p // the rest is about blue cells
	}
	c.sheet(ListsSheet, abnd.T("Codes of the drop-down lists", "Códigos das listas pendentes"))

	c.heading(abnd.T("Colours", "Cores"))
	c.sample(abnd.T("12,345", "12 345"), inputLook, abnd.T("Input: blue on pale blue. May be changed; with drop-down lists and notes.",
		"Dado: azul sobre azul-claro. Pode ser alterado; com listas pendentes e notas."))
	c.sample(abnd.T("Fixed", "Fixo"), fixedLook, abnd.T("Fixed: names, years and all calculated cells. Do not change.",
		"Fixo: nomes, anos e tudo o que é calculado. Não deve ser alterado."))
	c.sample(abnd.Text{}, closedLook, abnd.T("Grey: not used; leave empty.", "Cinzento: não se usa; deixe vazio."))
	c.sample(abnd.T("Label", "Rótulo"), labelLook, abnd.T("The head of a column. Choose it to read its note.",
		"O título de uma coluna. Seleccione-o para ler a nota."))
	c.sample(abnd.T("key", "chave"), keyLook, abnd.T("Read by the program; the same in every language.",
		"É lido pelo programa; é igual em todas as línguas."))

	c.heading(abnd.T("How to work with this file", "Como trabalhar com este ficheiro"))
	for _, note := range []abnd.Text{
		abnd.T("A blank cell means that data are not available; it is never read as zero.",
			"Uma célula em branco significa que não há dados; nunca é lida como zero."),
		abnd.T("Enter shares and growth rates as percentages, e.g. 12.5%.",
			"Escreva as proporções e taxas de crescimento em percentagem, por exemplo 12,5%."),
		abnd.T("Sheets are protected without a password. To add a row, choose Review > Unprotect Sheet, insert a row inside the table and fill in its blue cells.",
			"As folhas estão protegidas sem palavra-passe. Para acrescentar uma linha, escolha Rever > Desproteger Folha, insira a linha dentro da tabela e preencha as células azuis."),
		abnd.T("Do not rename sheets or change the grey keys; the program uses them to find the data.",
			"Não mude o nome das folhas nem as chaves cinzentas; o programa usa-os para encontrar os dados."),
	} {
		c.wide(note)
	}
	return p
}

// fitContents makes the columns wide enough for one line a fact and a sheet.
func (b *Book) fitContents(p *page) {
	fit := func(col int, t abnd.Text, most float64) {
		p.widths[col] = max(p.widths[col], clampWidth(oneLine(t.In(b.meta.Lang)), 0, most))
	}
	for _, f := range b.meta.Facts {
		fit(0, f.Label, 40)
	}
	for _, other := range b.pages {
		fit(1, other.about, 110)
	}
}

// contents writes the contents page line by line.
type contents struct {
	page *page
	lang abnd.Lang
	next int
}

func (c *contents) line(height float64, cells ...cell) int {
	c.next++
	r := row{at: c.next, height: height, cells: cells}
	if height == 0 {
		r = c.page.fitted(r)
	}
	c.page.rows = append(c.page.rows, r)
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
	at := c.line(20, cell{value: label.In(c.lang), look: look{kind: fixedLook, wrap: true, left: true}},
		cell{value: okText, formula: formula, look: look{kind: checkLook, number: yearFormat, left: true}})
	c.page.lights = append(c.page.lights, lamp{address.Area{Top: at, Left: contentsLightColumn, Bottom: at, Right: contentsLightColumn}, okText})
}

func (c *contents) heading(t abnd.Text) {
	c.skip()
	c.line(20, cell{value: t.In(c.lang), look: look{kind: headingLook}})
}

func (c *contents) head(left, right abnd.Text) {
	c.line(18, cell{value: left.In(c.lang), look: look{kind: labelLook, left: true}}, cell{value: right.In(c.lang), look: look{kind: labelLook, left: true}})
}

func (c *contents) pair(left, right any, l look) int {
	return c.line(0, cell{value: left, look: l}, cell{value: right, look: l})
}

func (c *contents) sheet(name string, about abnd.Text) {
	at := c.line(0, cell{value: name, look: look{kind: linkLook, number: textFormat, left: true}},
		cell{value: text(about.In(c.lang)), look: look{kind: fixedLook, number: textFormat, wrap: true, left: true}})
	c.page.links = append(c.page.links, link{at: address.Area{Top: at, Left: 1, Bottom: at, Right: 1}, to: address.Quoted(name) + "!A1"})
}

func (c *contents) sample(show abnd.Text, kind lookKind, meaning abnd.Text) {
	c.line(0, cell{value: text(show.In(c.lang)), look: look{kind: kind, number: textFormat, centred: true}},
		cell{value: meaning.In(c.lang), look: look{kind: fixedLook, number: textFormat, wrap: true, left: true}})
}

func (c *contents) wide(note abnd.Text) {
	s := note.In(c.lang)
	width := c.page.pageWidth()
	at := c.line(lineHeight*float64(linesOf(s, width-pad)), cell{value: s, look: look{kind: plainLook, wrap: true}})
	c.page.merges = append(c.page.merges, address.Area{Top: at, Left: 1, Bottom: at, Right: 2})
}

// isDay says whether s is a date as ISO 8601 writes it.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
