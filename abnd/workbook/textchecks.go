package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// textsCounted is the column of CHECKS that counts texts in number cells, and
// textsRow the one that has the row of the first.
const (
	textsCounted = checkLeftColumn
	textsRow     = checkRightColumn
)

// areasPerCheck is over how many areas one check looks: a formula stays short
// enough for every program.
const areasPerCheck = 60

// holdsText says of a cell what is wrong with it.
var holdsText = abnd.T(" holds a text", " tem um texto")

// texts checks that no cell for a number holds a text, and names the first that
// does. The formulas of the results take such a cell for one without data, as they
// do a blank: they stay free of errors, and this check is what tells.
func (c *checks) texts() {
	c.heading(abnd.T("No text in a cell for a number (how many, row of the first, and its cell; results treat it as no data)",
		"Nenhum texto numa célula de número (quantos, linha do primeiro e a sua célula; os resultados tratam-no como falta de dados)"))
	first := c.next
	for i := range c.book.inputs {
		sheet := c.book.inputs[i].Code
		areas := c.book.numbers[sheet]
		for part := range slices.Chunk(areas, areasPerCheck) {
			name := abnd.T("Texts in the number cells of %s", "Textos nas células de números de %s").Fill(sheet)
			if len(part) < len(areas) {
				top, bottom := part[0].Top, 0
				for _, a := range part {
					bottom = max(bottom, a.Bottom)
				}
				name = abnd.T("%s, rows %d to %d", "%s, linhas %d a %d").Fill(name, top, bottom)
			}
			c.textsIn(sheet, part, name)
		}
	}
	if c.next == first {
		return
	}
	c.textSpot = address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: c.next}
	blank := paper.Cell{Look: paper.Look{Kind: paper.FixedLook}}
	// Excel nests so many functions.
	const mostNested = 60
	named := `""`
	for row := min(c.next, first+mostNested) - 1; row >= first; row-- {
		named = fmt.Sprintf("IF(%s=0,%s,%s)", address.At(row, textsCounted), named, address.At(row, checkResultColumn))
	}
	c.page.Rows = append(c.page.Rows, paper.Row{At: c.next, Cells: []paper.Cell{
		c.textCell(abnd.T("The first of all; blank: none", "O primeiro de todos; em branco: nenhum"), paper.FixedLook), blank, blank,
		c.live(paper.Cell{Value: "", Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}},
			named, c.textSpot),
	}})
	c.next++
}

// textsIn is the check of some areas of a sheet.
func (c *checks) textsIn(sheet string, areas []address.Area, name abnd.Text) {
	if c.first == 0 {
		c.first = c.next
	}
	c.last = c.next
	// each joins what is written of every area.
	each := func(with, joint string) string {
		parts := make([]string, len(areas))
		for i, a := range areas {
			parts[i] = strings.ReplaceAll(with, "AREA", fmt.Sprintf("%s!%s", address.Quoted(sheet), a))
		}
		return strings.Join(parts, joint)
	}
	at := func(col int) address.Ref { return address.Ref{Sheet: checksSheet, Col: col, Row: c.next} }
	counted, row := address.At(c.next, textsCounted), address.At(c.next, textsRow)
	number := paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat}
	c.page.Rows = append(c.page.Rows, paper.Row{At: c.next, Cells: []paper.Cell{
		c.textCell(name, paper.FixedLook),
		c.live(paper.Cell{Value: 0.0, Look: number}, each("SUMPRODUCT(ISTEXT(AREA)*1)", "+"), at(textsCounted)),
		// The least row and the least column are those with the greatest inverse.
		c.live(paper.Cell{Value: 0.0, Look: number},
			fmt.Sprintf("IF(%s=0,0,ROUND(1/MAX(%s),0))", counted, each("SUMPRODUCT(MAX(ISTEXT(AREA)/ROW(AREA)))", ",")), at(textsRow)),
		c.live(paper.Cell{Value: okText, Look: paper.Look{Kind: paper.CheckLook, Number: paper.TextFormat, Centred: true, Wrap: true}},
			fmt.Sprintf(`IF(%s=0,"%s","%s!"&SUBSTITUTE(ADDRESS(%s,ROUND(1/MAX(%s),0)),"$","")&%s)`, counted, okText, sheet, row,
				each("SUMPRODUCT(MAX(ISTEXT(AREA)*(ROW(AREA)="+row+")/COLUMN(AREA)))", ","), paper.TextLiteral(holdsText.In(c.lang))), at(checkResultColumn)),
	}})
	c.next++
}

// textInNumberCell is the cell of CHECKS that names the first text in a cell for a
// number, as "ECO!F12 holds a text"; it shows nothing where there is none. It is
// known once CHECKS is built; false where no input sheet takes numbers.
func (w *resultWriter) textInNumberCell() (address.Ref, bool) {
	return w.textSpot, w.textSpot != address.Ref{}
}
