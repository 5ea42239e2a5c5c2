package reader

import (
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// Cells is what a worksheet holds, cell by cell: as much memory as there are
// cells, wherever they stand.
type Cells struct {
	Rows   map[int][]Cell
	merged []address.Area
	// over are the merged areas that show something, by row.
	over map[int][]address.Area
	// outside are cells with content past the limits: the first, and how many.
	outside      string
	outsideCount int
}

// Cell is one cell with content. It has no place in words: its row and column
// say it.
type Cell struct {
	Col int
	Raw sheets.Raw
}

// cellReader reads the XML of one worksheet.
type cellReader struct {
	tokens
	sheet  string
	shared []string
	Cells
	row, col int
	left     *int // cells that may still be kept
	// texts are those that were read: most stand in many cells.
	texts  map[string]string
	buffer []byte
}

// readCells reads every cell of a worksheet that has content. The order of
// rows and cells in the file does not matter; of two cells with one address
// the later one counts, as in Excel.
func readCells(from tokens, sheet string, shared []string, left *int) (*Cells, error) {
	c := cellReader{tokens: from, left: left, sheet: sheet, shared: shared, Cells: Cells{Rows: map[int][]Cell{}}, texts: map[string]string{}}
	inData := false
	for {
		t, err := c.next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		switch t.kind {
		case startElement:
			switch string(t.name) {
			case "sheetData":
				inData = true
			case "row":
				if inData {
					err = c.startRow(t)
				}
			case "c":
				if inData {
					err = c.readCell(t)
				}
			case "mergeCell":
				c.merge(string(t.attribute("ref")))
			}
		case endElement:
			if string(t.name) == "sheetData" {
				inData = false
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if err := c.dropCovered(); err != nil {
		return nil, err
	}
	return &c.Cells, nil
}

// text is what bytes hold: where they are few, one string for all that are the
// same.
func (c *cellReader) text(b []byte) string {
	const few, most = 256, 100_000
	if s, ok := c.texts[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(s) <= few && len(c.texts) < most {
		c.texts[s] = s
	}
	return s
}

// startRow notes the number of the row; without one it is the next row.
func (c *cellReader) startRow(t token) error {
	c.row, c.col = c.row+1, 0
	if r := t.attribute("r"); len(r) > 0 {
		n, err := strconv.Atoi(string(r))
		if err != nil || n < 1 || n > address.LastRow {
			return fault(abnd.T("unknown row %q", "não existe a linha %q").Fill(string(r)))
		}
		c.row = n
	}
	return nil
}

func (c *cellReader) readCell(t token) error {
	row, col := c.row, c.col+1
	if r := t.attribute("r"); len(r) > 0 {
		var ok bool
		if row, col, ok = address.Parse(string(r)); !ok {
			return fault(abnd.T("unknown cell %q", "não existe a célula %q").Fill(string(r)))
		}
	}
	c.col = col
	kind := c.text(t.attribute("t"))
	value, err := c.readValue()
	if err != nil {
		return err
	}
	raw := value.raw(kind, c.shared)
	if raw.Kind == sheets.RawBlank {
		return nil
	}
	if row > MaxRows || col > MaxColumns {
		if c.outsideCount++; c.outsideCount == 1 {
			c.outside = c.sheet + "!" + address.At(row, col)
		}
		return nil
	}
	if *c.left--; *c.left < 0 {
		return errTooLarge
	}
	cells := c.Rows[row]
	if cells == nil {
		cells = make([]Cell, 0, len(c.Rows[row-1])) // rows are much alike
	}
	c.Rows[row] = append(cells, Cell{col, raw})
	return nil
}

// stored is what stands inside a cell element.
type stored struct {
	formula, hasValue, inline bool
	value                     string
}

func (c *cellReader) readValue() (stored, error) {
	var s stored
	c.buffer = c.buffer[:0]
	inValue := false
	for {
		t, err := c.next()
		if err != nil {
			return s, err
		}
		switch t.kind {
		case startElement:
			inValue = false
			switch string(t.name) {
			case "f":
				s.formula = true
			case "v":
				s.hasValue, inValue = true, true
			case "is":
				s.hasValue, s.inline = true, true
				if c.buffer, err = joinedText(c, c.buffer[:0]); err != nil {
					return s, err
				}
				s.value = c.text(c.buffer)
			}
		case charData:
			if inValue {
				c.buffer = append(c.buffer, t.text...)
			}
		case endElement:
			if inValue = false; string(t.name) == "c" {
				if !s.inline {
					s.value = c.text(c.buffer)
				}
				return s, nil
			}
		}
	}
}

// raw types the cell. Dates are the serial numbers that Excel stores.
func (s stored) raw(kind string, shared []string) sheets.Raw {
	text := s.value
	if s.formula && (!s.hasValue || text == "" && kind != "str") {
		return sheets.Raw{Kind: sheets.RawNoValue}
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if text == "" {
			return sheets.Raw{}
		} else if err != nil || i < 0 || i >= len(shared) {
			return sheets.Raw{Kind: sheets.RawUnreadable, Text: text}
		}
		return rawText(shared[i])
	case "str":
		return rawText(unescaped(text))
	case "inlineStr", "d":
		return rawText(text)
	case "b":
		switch strings.TrimSpace(text) {
		case "":
			return sheets.Raw{}
		case "0":
			return sheets.Raw{Kind: sheets.RawBool, Text: "FALSE"}
		}
		return sheets.Raw{Kind: sheets.RawBool, Text: "TRUE"}
	case "e":
		return sheets.Raw{Kind: sheets.RawError, Text: strings.TrimSpace(text)}
	}
	return rawNumber(text)
}

func rawText(text string) sheets.Raw {
	if text = strings.TrimSpace(text); text == "" {
		return sheets.Raw{}
	}
	return sheets.Raw{Kind: sheets.RawText, Text: text}
}

// rawNumber reads the decimal notation of the format. What else Go would take
// for a number ("NaN", "0x1p-2") is not one here.
func rawNumber(text string) sheets.Raw {
	if text = strings.TrimSpace(text); text == "" {
		return sheets.Raw{}
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(x, 0) || strings.Trim(text, "0123456789+-.eE") != "" {
		return sheets.Raw{Kind: sheets.RawUnreadable, Text: text}
	}
	// Excel stores 0.3 as 0.29999999999999999; the shortest form reads back.
	var written [32]byte
	if shortest := appendNumber(written[:0], x); string(shortest) != text {
		text = string(shortest)
	}
	return sheets.Raw{Kind: sheets.RawNumber, Number: x, Text: text}
}

// NumberText writes every digit of a number.
func NumberText(x float64) string { return string(appendNumber(nil, x)) }

func appendNumber(to []byte, x float64) []byte {
	form := byte('f')
	if math.Abs(x) >= 1e15 || x != 0 && math.Abs(x) < 1e-9 {
		form = 'g'
	}
	return strconv.AppendFloat(to, x, form, -1, 64)
}

func (c *cellReader) merge(ref string) {
	if a, ok := address.ParseArea(ref); ok && len(c.merged) < maxCells {
		c.merged = append(c.merged, a)
	}
}

// dropCovered drops what lies hidden under merged cells: only the top left
// cell of an area shows, so only it counts. Some programs leave the others'
// values in the file.
func (c *cellReader) dropCovered() error {
	if len(c.merged) == 0 {
		return nil
	}
	// Areas do not overlap in an honest file, so this visits a cell once.
	budget := 10 * maxCells
	numbers := c.RowNumbers()
	c.over = map[int][]address.Area{}
	for _, a := range c.merged {
		i, _ := slices.BinarySearch(numbers, a.Top)
		shows := slices.ContainsFunc(c.Rows[a.Top], func(f Cell) bool { return f.Col == a.Left })
		for ; i < len(numbers) && numbers[i] <= a.Bottom; i++ {
			row := numbers[i]
			if budget -= 1 + len(c.Rows[row]); budget < 0 {
				return errTooLarge
			}
			c.Rows[row] = slices.DeleteFunc(c.Rows[row], func(f Cell) bool {
				return a.Left <= f.Col && f.Col <= a.Right && (row != a.Top || f.Col != a.Left)
			})
			// So many fit side by side where they do not overlap.
			if shows && len(c.over[row]) < MaxColumns {
				c.over[row] = append(c.over[row], a)
			}
		}
	}
	return nil
}

// RowNumbers lists the rows that have content, in order.
func (s *Cells) RowNumbers() []int {
	numbers := make([]int, 0, len(s.Rows))
	for n := range s.Rows {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return numbers
}

// beyond reports content past the limits.
func (s *Cells) beyond(sheet string) (d abnd.Diagnostic, ok bool) {
	if s.outsideCount == 0 {
		return d, false
	}
	return abnd.Diagnostic{
		Code: "sheet-too-large", Place: s.outside,
		Problem: abnd.T("this cell is outside the %d rows and %d columns that are read (%d such cells in %s)", "esta célula está fora das %d linhas e %d colunas que são lidas (%d células assim em %s)").Fill(MaxRows, MaxColumns, s.outsideCount, sheet),
		Remedy:  abnd.T("press Ctrl+End in that sheet, delete the stray rows and columns, and save", "prima Ctrl+End nessa folha, elimine as linhas e colunas a mais e guarde"),
	}, true
}
