package report

import (
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Document is a result as plain text, as data: what a terminal, Markdown,
// a page or a text processor render. It holds no widths, no marks and no
// language: texts are in all of them, and figures are numbers with their unit,
// which a renderer writes by [Cell.In].
type Document struct {
	Sections []Section
}

// Section stands apart from what is before it.
type Section struct {
	Heading abnd.Text // blank where what was said goes on
	Blocks  []Block
}

// Block is a [Paragraph], a [List], a [Table] or an [Outline].
type Block interface{ isBlock() }

// Style says what a paragraph is.
type Style uint8

// The styles of paragraphs.
const (
	Plain   Style = iota
	Hanging       // one of several that stand below one another
	Note          // a footnote of what stands above
	Item          // of a list
	Detail        // below what it is about
)

// Paragraph is a text that takes as many lines as it needs.
type Paragraph struct {
	Style Style
	Text  abnd.Text
}

// List is a list whose items have marks of their own: a number, a letter, a
// code.
type List struct {
	// Name is a code of the kind of list: see [Table].
	Name  string
	Items []ListItem
}

// ListItem is one item of a list.
type ListItem struct {
	Mark    string
	Text    abnd.Text
	Details []abnd.Text // below it
}

// Outline is a tree, as of a figure and what it is made of.
type Outline struct {
	Items []OutlineItem
}

// OutlineItem is one item of an outline.
type OutlineItem struct {
	Level   int // 0 is the outermost
	Text    abnd.Text
	Details []abnd.Text // below it
}

// Table is figures in rows and columns.
type Table struct {
	// Name is a code of the kind of table, the same in every language: renderers that have
	// room for so much only choose a layout by it.
	Name    string
	Groups  []Group // headings over the columns; none where they need none
	Columns []Column
	Rows    []Row
}

// Group is a heading over some of the columns.
type Group struct {
	Head    abnd.Text
	Columns int
}

// Column is what the cells of a column have in common.
type Column struct {
	Head abnd.Text
	// Mark says that the cells are single letters.
	Mark bool
}

// Row is one row: cells from the first column on, or a text over all of them.
type Row struct {
	Over  abnd.Text
	Cells []Cell
	// Apart says that it begins something new.
	Apart   bool
	Details []abnd.Text // below it
}

func (Paragraph) isBlock() {}
func (List) isBlock()      {}
func (Outline) isBlock()   {}
func (*Table) isBlock()    {}

// Unit says what the figure of a cell is.
type Unit uint8

// The units of cells. A blank cell is none and has nothing to say; what is not
// known is a figure whose Known says so.
const (
	Blank   Unit = iota
	Words        // a text
	Money        // in the currency of the study, whole units
	Persons      // or households
	Percent      // of what the table says, in hundredths
	Share        // a fraction, written as so many percent
	Number       // a ratio, an index, a number without a unit
	Plainly      // a whole number whose digits are not grouped, as a year
)

// Cell is one cell of a table.
type Cell struct {
	Unit  Unit
	Text  abnd.Text // of words
	Value float64
	// To is the other end of a range; nil where there is none.
	To    *float64
	Scale Scale
	Known abnd.Knowledge
	// Falls says that the figure falls where the cost rises: of a part that is known it is the
	// most, not the least.
	Falls bool
	// Signed says that it is a change.
	Signed bool
	// Span is how many columns it takes; 0 is one.
	Span int
}

// Scale is how a figure is written: by what it is divided, and with how many
// decimals. The text that names the unit says the divisor.
type Scale struct {
	Divisor  float64
	Decimals int
	Name     abnd.Text // "millions of %s"
}

// In writes a cell in a language; decimals are those of its scale unless there
// is room for fewer only.
func (c Cell) In(lang abnd.Lang) string { return c.within(lang, c.Scale.Decimals) }

// Fit writes a cell with fewer decimals where it is longer than the room for
// it, and the mark of a bound close to its figure where that is not enough. It
// never cuts digits before the mark.
func (c Cell) Fit(lang abnd.Lang, room int) string {
	for decimals := c.Scale.Decimals; decimals > 0; decimals-- {
		if text := c.within(lang, decimals); runes(text) <= room {
			return text
		}
	}
	text := c.within(lang, 0)
	for _, mark := range []string{abnd.AtLeastMark, abnd.AtMostMark} {
		if figure, marked := strings.CutPrefix(text, mark); marked && runes(text) > room {
			return strings.TrimSpace(mark) + figure
		}
	}
	return text
}

func (c Cell) within(lang abnd.Lang, decimals int) string {
	if c.Unit == Blank || c.Unit == Words {
		return c.Text.In(lang)
	}
	if !c.Known.Known() {
		return NotKnown
	}
	text := c.figure(c.Value, lang, decimals)
	if c.To != nil {
		text += "–" + c.figure(*c.To, lang, decimals)
	}
	if c.Unit == Share && text != NotKnown {
		text += lang.PercentSign()
	}
	if c.Known == abnd.KnownPart {
		if c.Falls {
			return abnd.AtMostMark + text
		}
		return abnd.AtLeastMark + text
	}
	return text
}

func (c Cell) figure(x float64, lang abnd.Lang, decimals int) string {
	switch {
	case c.Unit == Plainly:
		return plainDigits(x)
	case c.Unit == Share:
		x *= percent
	case c.Scale.Divisor != 0:
		x /= c.Scale.Divisor
	}
	if c.Signed {
		return change(x, decimals, lang)
	}
	return FormatNumber(x, decimals, lang)
}

// Blocks of a document are made by these.

// words is a cell of a text.
func words(text abnd.Text) Cell { return Cell{Unit: Words, Text: text} }

// figure is a cell of a number of which so much is known.
func figure(unit Unit, x float64, known abnd.Knowledge, scale Scale) Cell {
	return Cell{Unit: unit, Value: x, Known: known, Scale: scale}
}

// decimals is a scale of so many decimals.
func decimals(n int) Scale { return Scale{Divisor: 1, Decimals: n} }

// number is a number of which all is known.
func numberCell(x float64, places int) Cell {
	return figure(Number, x, abnd.KnownAll, decimals(places))
}

// yearOf is a cell of a year; not known where that is zero.
func yearOf(year abnd.Year) Cell {
	return Cell{Unit: Plainly, Value: float64(year), Known: abnd.KnownAll}
}

// yearText is a year as a heading.
func yearText(year abnd.Year) abnd.Text { return abnd.Same(strconv.Itoa(int(year))) }

// unknownCell is a figure that is not known.
var unknownCell = Cell{Unit: Number}

// heads are columns of those names, parted by |.
func heads(names abnd.Text) []Column {
	en := strings.Split(names.EN, "|")
	columns := make([]Column, len(en))
	for i := range en {
		columns[i].Head = abnd.InEach(func(lang abnd.Lang) string { return strings.Split(names.In(lang), "|")[i] })
	}
	return columns
}

// builder adds to a document.
type builder struct{ Document }

// section begins a new section.
func (b *builder) section(heading abnd.Text, blocks ...Block) {
	b.Sections = append(b.Sections, Section{heading, blocks})
}

// add adds blocks to the last section.
func (b *builder) add(blocks ...Block) {
	if len(b.Sections) == 0 {
		b.section(abnd.Text{})
	}
	s := &b.Sections[len(b.Sections)-1]
	s.Blocks = append(s.Blocks, blocks...)
}

// say adds a paragraph.
func (b *builder) say(text abnd.Text) { b.add(Paragraph{Plain, text}) }

// hang, note, item and detail add a paragraph of their style.
func (b *builder) hang(text abnd.Text)   { b.add(Paragraph{Hanging, text}) }
func (b *builder) note(text abnd.Text)   { b.add(Paragraph{Note, text}) }
func (b *builder) item(text abnd.Text)   { b.add(Paragraph{Item, text}) }
func (b *builder) detail(text abnd.Text) { b.add(Paragraph{Detail, text}) }

// row adds a row of cells.
func (t *Table) row(cells ...Cell) { t.Rows = append(t.Rows, Row{Cells: cells}) }

// over adds a row that is a text.
func (t *Table) over(text abnd.Text) { t.Rows = append(t.Rows, Row{Over: text}) }

// oneLine is a text without the breaks of lines that people typed.
func oneLine(text abnd.Text) abnd.Text {
	return abnd.InEach(func(lang abnd.Lang) string { return strings.ReplaceAll(text.In(lang), "\n", " ") })
}
