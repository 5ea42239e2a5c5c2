package economy

import (
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// Table reads the rows of one published CSV file, a line at a time, in any
// encoding and with any separator that [textfile] reads, and gathers what is
// wrong with it.
type Table struct {
	name      string
	fetch     abnd.Text // what corrects a damaged file
	in        *textfile.Reader
	separator rune
	decimal   textfile.Mark
	width     int // columns of the header; 0 before it
	index     map[string]int
	cells     []string
	faults    textfile.Faults
}

// NewTable prepares to read a file. name is what the user knows it as, fetch
// what to do where it is damaged.
func NewTable(name string, r io.Reader, fetch abnd.Text) *Table {
	return &Table{name: name, fetch: fetch, in: textfile.NewReader(r)}
}

// Next reads the next row that is not blank; false at the end, or where the
// file cannot be read further, which is reported.
func (t *Table) Next() bool {
	for {
		line, err := t.in.Next()
		if errors.Is(err, io.EOF) {
			t.end()
			return false
		} else if err != nil {
			t.unreadable(err)
			return false
		}
		text := string(line)
		if strings.TrimSpace(text) == "" {
			continue
		}
		if t.width == 0 && !t.look(text) {
			continue
		}
		t.cells = textfile.Split(text, t.separator)
		if t.width > 0 && len(t.cells) > 1 && len(t.cells) < t.width && !t.in.Ended() {
			t.Fail("", "file-cut", abnd.T("the file ends in the middle of this line: it was cut", "o ficheiro acaba a meio desta linha: foi cortado"), t.fetch)
			return false
		}
		if t.width > 0 && t.decimal == textfile.Unknown {
			t.learnDecimal()
		}
		return true
	}
}

// look finds the separator of a line before the header ends; false for a line that
// only says what it is.
func (t *Table) look(line string) bool {
	if hint, is := textfile.SeparatorHint(line); is {
		t.separator = hint
		return false
	}
	if t.separator != '|' {
		// A line above the header may have none, or a comma of its own.
		if separator, problem := textfile.SeparatorOf(line); problem.IsZero() {
			t.separator = separator
		}
	}
	if t.separator != ',' {
		t.decimal = textfile.Unknown
	} else {
		t.decimal = textfile.Point
	}
	return true
}

func (t *Table) learnDecimal() {
	for _, cell := range t.cells {
		if mark, sure := textfile.MarkIn(cell); sure {
			t.decimal = mark
			return
		}
	}
}

// end says what the file was taken for where a spreadsheet has saved it again.
func (t *Table) end() {
	form := textfile.Form{Encoding: t.in.Encoding(), Separator: t.separator, Decimal: t.decimal}
	if t.width > 0 && !form.IsPlain() {
		t.faults.AddWhatever(form.Remark(t.name))
	}
}

// unreadable reports why the file is not read further.
func (t *Table) unreadable(err error) {
	d := textfile.Diagnose(err, t.At(""))
	isExcel := slices.Contains([]string{".xlsx", ".xls"}, strings.ToLower(filepath.Ext(t.name)))
	if isExcel && (errors.Is(err, textfile.ErrZip) || errors.Is(err, textfile.ErrNotText)) {
		d = abnd.Diagnostic{Code: "excel-edition", Place: t.name,
			Problem: abnd.T("this is an Excel workbook, and the CSV edition is read", "isto é um livro do Excel, e lê-se a edição em CSV"), Remedy: t.fetch}
	}
	t.faults.AddWhatever(d)
}

// SetHeader makes the row that was read last the header, if it has the
// columns.
func (t *Table) SetHeader(needed ...string) bool {
	index := map[string]int{}
	for i, c := range t.cells {
		c = strings.TrimSpace(c)
		if _, twice := index[c]; !twice {
			index[c] = i
		}
	}
	for _, key := range needed {
		if _, has := index[key]; !has {
			return false
		}
	}
	t.index, t.width = index, len(t.cells)
	return true
}

// Has reports whether the header has a column.
func (t *Table) Has(column string) bool {
	_, has := t.index[column]
	return has
}

// Cell is a column of the row, without spaces; blank where there is none.
func (t *Table) Cell(column string) string {
	if i, has := t.index[column]; has {
		return t.CellAt(i)
	}
	return ""
}

// CellAt is the cell of a place.
func (t *Table) CellAt(i int) string {
	if i >= len(t.cells) {
		return ""
	}
	return strings.TrimSpace(t.cells[i])
}

// Cells are all cells of the row.
func (t *Table) Cells() []string { return t.cells }

// At is the place of a column in the row.
func (t *Table) At(column string) string { return textfile.Place(t.name, t.in.Line(), column) }

// Number reads a figure; what is none is reported.
func (t *Table) Number(text, column string) (float64, bool) {
	x, ok := t.decimal.Parse(text)
	if !ok {
		t.Fail(column, "text-for-number", abnd.T("expected a number, found the text %q", "esperava-se um número; encontrou-se o texto %q").Fill(Shortened(text)), t.fetch)
	}
	return x, ok
}

// Fail reports an error in a column of the row.
func (t *Table) Fail(column, code string, problem, remedy abnd.Text) {
	t.faults.Fail(t.At(column), code, problem, remedy)
}

// FailFile reports an error of the whole file.
func (t *Table) FailFile(code string, problem, remedy abnd.Text) {
	t.faults.AddWhatever(abnd.Diagnostic{Code: code, Place: t.name, Problem: problem, Remedy: remedy})
}

// Remark says something of the whole file.
func (t *Table) Remark(code string, problem, remedy abnd.Text) {
	t.faults.AddWhatever(abnd.Diagnostic{Severity: abnd.Remark, Code: code, Place: t.name, Problem: problem, Remedy: remedy})
}

// Found is all that was found.
func (t *Table) Found() abnd.Diagnostics { return t.faults.Found() }

// Shortened keeps a message readable whatever a file holds.
func Shortened(text string) string {
	const longest = 60
	if r := []rune(text); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return text
}

// CalendarYear reads a year of four digits.
func CalendarYear(text string) (abnd.Year, bool) {
	const oldest, latest = 1900, 2200
	n, err := strconv.Atoi(text)
	return abnd.Year(n), err == nil && len(text) == 4 && n >= oldest && n <= latest
}

// Countries remembers the codes of a file, so that a misspelt one can be
// corrected.
type Countries struct{ seen map[string]bool }

// Add remembers a code.
func (c *Countries) Add(code string) {
	const most = 1000 // there are some 270 in a file
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	if code != "" && len(c.seen) < most {
		c.seen[Shortened(code)] = true
	}
}

// Missing says that a country is not in the file, and what may be meant; where
// the file has no country at all, that it is to be fetched.
func (c *Countries) Missing(code string, fetch abnd.Text) (problem, remedy abnd.Text) {
	known := make([]string, 0, len(c.seen))
	for k := range c.seen {
		known = append(known, k)
	}
	slices.Sort(known)
	problem = abnd.T("the file does not contain the country %q", "o ficheiro não contém o país %q").Fill(Shortened(code))
	if len(known) == 0 {
		return problem, fetch
	}
	if near := abnd.Nearest(code, known); near != "" {
		return problem, abnd.DidYouMean(near)
	}
	return problem, abnd.T("the file has %s", "o ficheiro tem %s").Fill(textfile.Listed(known))
}
