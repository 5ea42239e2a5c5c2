package weo

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// Wanted says what is to be read from a file.
type Wanted struct {
	Name    string // what the user knows the file as, for the messages
	Country string // ISO 3166 code of three letters
}

// Series is one subject of the country by year, in whole units: billions of
// the file are money, millions are persons; indices and percentages are as
// published.
type Series struct {
	Subject    string // the IMF's code, as in "NGDP_R"
	Place      string // of its line
	Values     map[abnd.Year]float64
	LastActual abnd.Year // last year that is not itself a projection; 0 = unknown
}

// Country is all that a file holds on one country.
type Country struct {
	ISO3     string
	Name     string // in English
	Currency string // its name in English, blank where the file does not say
	Vintage  Vintage
	Series   map[string]Series // by subject
}

// ReadText reads the text form to its end: separated by tabs, as the IMF
// publishes it, or by what a spreadsheet has put in their place.
func ReadText(r io.Reader, w Wanted) (Country, abnd.Diagnostics) {
	in := lines{in: textfile.NewReader(r), separator: '\t'}
	c, found := ReadRows(in.rows, w)
	if in.broken != nil {
		// What is missing because the file could not be read is not told.
		d := textfile.Diagnose(in.broken, textfile.Place(w.Name, in.in.Line(), ""))
		return Country{}, append(slices.DeleteFunc(found, func(d abnd.Diagnostic) bool { return d.Place == w.Name }), d)
	}
	if in.cut {
		found = append(found, abnd.Diagnostic{Code: "file-cut", Place: textfile.Place(w.Name, in.in.Line(), ""),
			Problem: abnd.T("the file ends in the middle of this line: it was cut", "o ficheiro acaba a meio desta linha: foi cortado"), Remedy: fetchAgain})
		return Country{}, found
	}
	if in.separator != '\t' {
		form := textfile.Form{Encoding: in.in.Encoding(), Separator: in.separator}
		found = append(found, form.Remark(w.Name))
	}
	return c, found
}

// lines gives the rows of the text form.
type lines struct {
	in        *textfile.Reader
	separator rune
	width     int // columns of the header
	broken    error
	cut       bool // the last line has neither its columns nor an end
}

func (l *lines) rows(yield func(int, []string) bool) {
	for {
		line, err := l.next()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				l.broken = err
			}
			return
		}
		if l.width == 0 && (strings.Contains(line, columnNames[subjectColumn][0]) || strings.Contains(line, columnNames[subjectColumn][1])) {
			if separator, problem := textfile.SeparatorOf(line); problem.IsZero() {
				l.separator = separator
			}
			l.width = len(l.split(line))
		}
		cells := l.split(line)
		// Below the table stand notes, which are no rows of it.
		l.cut = !l.in.Ended() && len(cells) > 1 && len(cells) < l.width
		if !yield(l.in.Line(), cells) {
			return
		}
	}
}

// next is a line; in a form with commas or semicolons a text in quotation
// marks may run over several.
func (l *lines) next() (string, error) {
	line, err := l.in.Next()
	text := string(line)
	for err == nil && l.separator != '\t' && strings.Count(text, `"`)%2 == 1 {
		if line, err = l.in.Next(); errors.Is(err, io.EOF) {
			err = textfile.ErrTruncated
		}
		if text += "\n" + string(line); len(text) > longestRow {
			err = textfile.ErrLongLine
		}
	}
	return text, err
}

// longestRow is the longest row that is read, in bytes.
const longestRow = 1 << 20

func (l *lines) split(line string) []string {
	if l.separator == '\t' {
		return tabbed(line)
	}
	return textfile.Split(line, l.separator)
}

// tabbed cuts a line at its tabs. A field in quotation marks loses them: the
// IMF quotes what holds a comma.
func tabbed(line string) []string {
	cells := strings.Split(line, "\t")
	for i, c := range cells {
		if len(c) > 1 && c[0] == '"' && c[len(c)-1] == '"' {
			cells[i] = strings.ReplaceAll(c[1:len(c)-1], `""`, `"`)
		}
	}
	return cells
}

// ReadRows reads rows of cells, each with its number in the file: the sheet
// Countries of the workbook form, or lines of text. The header is the first
// row that has the columns; nothing is held but the rows of the country.
// Where a diagnostic is an error, the country is empty.
func ReadRows(rows iter.Seq2[int, []string], w Wanted) (Country, abnd.Diagnostics) {
	r := reader{wanted: w}
	r.country = Country{ISO3: w.Country, Series: map[string]Series{}}
	for n, cells := range rows {
		if r.line = n; !r.row(cells) {
			break
		}
	}
	r.finish()
	if found := r.faults.Found(); found.HasErrors() {
		return Country{}, found
	}
	return r.country, r.faults.Found()
}
