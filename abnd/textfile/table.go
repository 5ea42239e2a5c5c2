package textfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
)

// Largest is how large a file that is read whole may be once unpacked, in
// bytes: a hundred times any honest one.
const Largest = 16 << 20

// The largest table that is read, again far above any honest one, and how many
// misplaced quotation marks are told before the rest is left unread: a small
// file can hold millions of rows, columns or slips.
const (
	maxRows    = 200_000
	maxColumns = 400
	maxCells   = 3_000_000
	maxSlips   = 100
)

// Form is what a file was taken for.
type Form struct {
	Encoding  Encoding
	Separator rune
	Decimal   Mark
}

// IsPlain reports whether the file is what this program writes: UTF-8 and commas,
// with a decimal point.
func (f Form) IsPlain() bool {
	return f.Encoding == UTF8 && f.Separator == ',' && f.Decimal == Point
}

// Text describes the form.
func (f Form) Text() abnd.Text {
	separator := map[rune]abnd.Text{
		',': abnd.T("commas", "vírgulas"), ';': abnd.T("semicolons", "ponto e vírgula"), '\t': abnd.T("tabs", "tabulações"), '|': abnd.T("bars (|)", "barras (|)"),
	}[f.Separator]
	form := abnd.T("%s, columns separated by %s", "%s, colunas separadas por %s").Fill(f.Encoding.String(), separator)
	switch f.Decimal {
	case Comma:
		return abnd.T("%s, decimal comma", "%s, vírgula decimal").Fill(form)
	case Point:
		return abnd.T("%s, decimal point", "%s, ponto decimal").Fill(form)
	}
	return form
}

// Remark says what the file of the name was taken for.
func (f Form) Remark(name string) abnd.Diagnostic {
	return abnd.Diagnostic{Severity: abnd.Remark, Code: "text-form", Place: name, Problem: abnd.T("read as %s", "lido como %s").Fill(f.Text())}
}

// Table is a file of columns.
type Table struct {
	Form
	Rows []Row
}

// Row is one row with the line in which each of its cells begins.
type Row struct {
	Cells []string
	Lines []int
	// AfterBlank says that a blank line stands before it.
	AfterBlank bool
}

// Read reads a file of columns whole. name is what the user knows it as. Every
// quotation mark that is out of place is reported with its line, up to a
// hundred, and the rows without it are given all the same; where the file
// cannot be read at all, or the table is larger than any honest one, there are
// no rows.
func Read(name string, from io.Reader) (Table, abnd.Diagnostics) {
	text, encoding, line, err := whole(from)
	place := name
	if line > 0 {
		place = fmt.Sprintf("%s:%d", name, line)
	}
	if errors.Is(err, errTooLarge) {
		return Table{}, abnd.Diagnostics{TooLarge(name)}
	} else if err != nil {
		return Table{}, abnd.Diagnostics{Diagnose(err, place)}
	}
	return readTable(name, text, encoding)
}

var errTooLarge = errors.New("the file is too large")

// TooLarge is the answer to a file above the limit.
func TooLarge(name string) abnd.Diagnostic {
	return abnd.Diagnostic{
		Code: "file-too-large", Place: name,
		Problem: abnd.T("the file is larger than this program reads (%d MB)", "o ficheiro é maior do que este programa lê (%d MB)").Fill(Largest >> 20),
		Remedy:  abnd.T("check whether it is the right file", "verifique se é o ficheiro certo"),
	}
}

// whole decodes a file; where it cannot, the line is where that shows.
func whole(from io.Reader) (text []byte, encoding Encoding, line int, err error) {
	in := NewReader(from)
	for {
		next, err := in.Next()
		if errors.Is(err, io.EOF) {
			return text, in.Encoding(), 0, nil
		} else if err != nil {
			return nil, 0, in.Line(), err
		}
		if len(text)+len(next) >= Largest {
			return nil, 0, 0, errTooLarge
		}
		text = append(append(text, next...), '\n')
	}
}

// sepHint is a first line by which Excel is told the separator: "sep=;", or
// "sep =|" as the United Nations write it.
var sepHint = regexp.MustCompile(`^(?i:sep)\s*=\s*(.?)$`)

// SeparatorHint tells a first line that says what separates the columns, and
// what that is; 0 where it names nothing that is read.
func SeparatorHint(line string) (separator rune, is bool) {
	m := sepHint.FindStringSubmatch(strings.TrimRight(line, " \r"))
	if m == nil {
		return 0, false
	}
	if strings.ContainsAny(m[1], ",;|\t") {
		separator, _ = utf8.DecodeRuneInString(m[1])
	}
	return separator, true
}

func readTable(name string, text []byte, encoding Encoding) (t Table, found abnd.Diagnostics) {
	t.Encoding = encoding
	skipped := 0 // lines before the table
	head, rest, _ := bytes.Cut(text, []byte("\n"))
	hint, hinted := SeparatorHint(string(head))
	if hinted {
		text, skipped = rest, 1
	}
	fail := func(line int, code string, problem, remedy abnd.Text) {
		found = append(found, abnd.Diagnostic{Code: code, Place: fmt.Sprintf("%s:%d", name, line), Problem: problem, Remedy: remedy})
	}
	header := text
	line := skipped + 1
	for {
		first, after, more := bytes.Cut(header, []byte("\n"))
		if len(bytes.TrimSpace(first)) > 0 || !more {
			header = first
			break
		}
		header = after
		line++
	}
	separator, problem := SeparatorOf(string(header))
	if hint == '|' {
		separator, problem = hint, abnd.Text{}
	}
	if !problem.IsZero() {
		fail(line, "separator", problem, saveWithCommas)
		return Table{Form: t.Form}, found
	}
	t.Separator = separator
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma, in.FieldsPerRecord = separator, -1
	all := 0
	for {
		before := in.InputOffset()
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if slip := (*csv.ParseError)(nil); errors.As(err, &slip) {
			fail(slip.StartLine+skipped, "csv", abnd.T("a quotation mark is out of place", "há aspas fora do lugar"),
				abnd.T("put texts that contain separators or quotation marks between quotation marks, and double the marks inside", "ponha entre aspas um texto com separadores ou aspas, e duplique as de dentro"))
			if len(t.Rows) == 0 {
				return t, found // without a header nothing else can be told
			}
			if len(found) == maxSlips {
				break
			}
			continue
		} else if err != nil { // memory does not fail
			found = append(found, Diagnose(err, name))
			break
		}
		if all += len(cells); len(t.Rows) == maxRows || len(cells) > maxColumns || all > maxCells {
			at, _ := in.FieldPos(0)
			fail(at+skipped, "table-too-large", abnd.T("the table has more than the %d rows, %d columns or %d cells that are read", "a tabela tem mais do que as %d linhas, %d colunas ou %d células que são lidas").Fill(maxRows, maxColumns, maxCells),
				abnd.T("check whether it is the right file", "verifique se é o ficheiro certo"))
			return Table{Form: t.Form}, found
		}
		row := Row{Cells: cells, Lines: make([]int, len(cells)), AfterBlank: len(t.Rows) > 0 && text[before] == '\n'}
		for i := range cells {
			row.Lines[i], _ = in.FieldPos(i)
			row.Lines[i] += skipped
		}
		t.Rows = append(t.Rows, row)
	}
	t.Decimal = markOf(t.Rows, separator)
	return t, found
}

var saveWithCommas = abnd.T("save the table as CSV UTF-8 with commas", "guarde a tabela como CSV UTF-8 com vírgulas")

// SeparatorOf finds what separates the columns of a header: what stands most
// often in it outside quotation marks. A header of one column has a comma. The
// problem is blank, unless two are as frequent or the header is parted by
// something else.
func SeparatorOf(header string) (separator rune, problem abnd.Text) {
	n := map[rune]int{}
	quoted := false
	for _, c := range header {
		if c == '"' {
			quoted = !quoted
		} else if !quoted {
			n[c]++
		}
	}
	most := max(n[','], n[';'], n['\t'])
	if most == 0 {
		if n['|'] > 0 {
			return 0, abnd.T("the columns are separated by |", "as colunas estão separadas por |")
		}
		return ',', abnd.Text{}
	}
	for _, c := range []rune{',', ';', '\t'} {
		if n[c] != most {
			continue
		}
		if separator != 0 {
			return 0, abnd.T("it cannot be determined whether the columns are separated by %q or by %q", "não é possível saber se as colunas estão separadas por %q ou por %q").Fill(string(separator), string(c))
		}
		separator = c
	}
	return separator, abnd.Text{}
}

// Split cuts one row at its separators. A quotation mark that is out of place
// is a letter like others.
func Split(row string, separator rune) []string {
	in := csv.NewReader(strings.NewReader(row))
	in.Comma, in.LazyQuotes = separator, true
	cells, err := in.Read()
	if err != nil {
		return nil // a blank row
	}
	return cells
}
