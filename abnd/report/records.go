package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Dialect is a way to write CSV: what parts the fields, what the decimal mark
// is, how a line ends. The records are the same in each.
type Dialect string

const (
	// RFC is RFC 4180 in UTF-8: commas, a decimal point, every digit that a
	// figure has, no byte order mark.
	//
	// Lines end in LF and not in the CRLF of the RFC: every reader of CSV
	// takes both, and LF is what R, pandas and version control expect, so that
	// two results can be compared line by line on any system.
	RFC Dialect = "rfc"
	// ExcelPT is what Excel opens with a double-click where Windows is set up
	// for Portuguese: semicolons, a decimal comma, CRLF, and a byte order mark,
	// without which Excel would take UTF-8 for the code page of the system.
	// Figures have every digit, never an exponent. A text that holds a
	// semicolon, a quotation mark or a new line is quoted, as in [RFC].
	ExcelPT Dialect = "excel-pt"
)

// Dialects lists them all, the default first.
func Dialects() []Dialect { return []Dialect{RFC, ExcelPT} }

// byteOrderMark is that of UTF-8.
const byteOrderMark = "\uFEFF"

// Records are a result for programs: rows under names that no language changes.
// The names are a stable public format.
type Records struct {
	Header []string
	// Each gives the rows to yield, one after the other.
	Each func(yield func(...Field))
}

// CSV writes the records as CSV.
func (r Records) CSV(out *CSVWriter) error {
	head := make([]Field, len(r.Header))
	for i, name := range r.Header {
		head[i] = textCell(name)
	}
	out.write(head...)
	r.Each(out.write)
	return out.end()
}

// CSVWriter writes records in a [Dialect]. Every CSV of this package goes
// through it: it knows figures from texts, as a dialect writes these
// otherwise and a text must be no formula: see [EscapeFormula]. An error is stored and
// returned at the end, by the function that writes the file.
type CSVWriter struct {
	out     io.Writer
	records *csv.Writer
	dialect Dialect
	begun   bool
	err     error
}

// NewCSV makes a writer for one file. It panics on a dialect that is none of
// [Dialects]: a programming error.
func NewCSV(w io.Writer, dialect Dialect) *CSVWriter {
	c := &CSVWriter{out: w, records: csv.NewWriter(w), dialect: dialect}
	switch dialect {
	case RFC:
	case ExcelPT:
		c.records.Comma, c.records.UseCRLF = ';', true
	default:
		panic(fmt.Sprintf("report: there is no CSV dialect %q", dialect))
	}
	return c
}

// write adds a record.
func (c *CSVWriter) write(cells ...Field) {
	if !c.begun && c.dialect == ExcelPT {
		_, err := io.WriteString(c.out, byteOrderMark)
		c.keep(err)
	}
	c.begun = true
	if c.err != nil {
		return
	}
	record := make([]string, len(cells))
	for i, x := range cells {
		record[i] = x.in(c.dialect)
	}
	c.keep(c.records.Write(record))
}

func (c *CSVWriter) keep(err error) {
	if c.err == nil {
		c.err = err
	}
}

// end writes what is left and gives the first error of the file.
func (c *CSVWriter) end() error {
	c.records.Flush()
	c.keep(c.records.Error())
	return c.err
}

// Field is one field of a record: a text, a figure or a blank.
type Field struct {
	text   string // of a figure: as RFC has it
	figure bool
	number float64 // of a figure that is no count
	count  bool
}

var blankCell Field

func textCell(s string) Field { return Field{text: s} }

// codeCell is a text of a type of its own.
func codeCell[T ~string](s T) Field { return textCell(string(s)) }

// figureCell is a figure with every digit, a very large or small one with an
// exponent.
func figureCell(x float64) Field {
	return Field{text: strconv.FormatFloat(x, 'g', -1, 64), figure: true, number: x}
}

// plainCell is a figure with every digit and never an exponent.
func plainCell(x float64) Field {
	return Field{text: strconv.FormatFloat(x, 'f', -1, 64), figure: true, number: x}
}

// optionalCell is a figure, or blank where it is not known.
func optionalCell(x *float64) Field {
	if x == nil {
		return blankCell
	}
	return figureCell(*x)
}

func countCell[T ~int](n T) Field {
	return Field{text: strconv.Itoa(int(n)), figure: true, count: true}
}

// yearCell is a year, blank for a row that is of none.
func yearCell[T ~int](year T) Field {
	if year == 0 {
		return blankCell
	}
	return countCell(year)
}

func boolCell(b bool) Field { return textCell(strconv.FormatBool(b)) }

// valueCell is a figure or a choice; a blank is empty.
func valueCell(v abnd.Value) Field {
	if x, ok := v.Number(); ok {
		return figureCell(x)
	}
	return textCell(v.String())
}

// json is the field as JSON has it.
func (x Field) json() ([]byte, error) {
	switch {
	case x.count:
		return []byte(x.text), nil
	case x.figure:
		return marshal(x.number, "", "")
	}
	return marshal(x.text, "", "")
}

func (x Field) in(dialect Dialect) string {
	switch {
	case !x.figure:
		return escapeSignedText(x.text)
	case dialect != ExcelPT:
		return x.text
	}
	value, err := strconv.ParseFloat(x.text, 64)
	if err != nil {
		panic(fmt.Sprintf("report: %q is no figure", x.text))
	}
	return strings.Replace(strconv.FormatFloat(value, 'f', -1, 64), ".", ",", 1)
}
