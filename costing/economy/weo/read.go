package weo

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/internal/textlines"
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

// ReadText reads the tab-separated form to its end.
func ReadText(r io.Reader, w Wanted) (Country, abnd.Diagnostics) {
	in := textlines.New(r)
	var broken error
	c, found := ReadRows(func(yield func(int, []string) bool) {
		for {
			line, err := in.Next()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					broken = err
				}
				return
			}
			if !yield(in.Line(), tabbed(string(line))) {
				return
			}
		}
	}, w)
	if broken != nil {
		// What is missing because the file could not be read is not told.
		d := textlines.Diagnose(broken, placeOf(w.Name, in.Line(), ""))
		return Country{}, append(slices.DeleteFunc(found, func(d abnd.Diagnostic) bool { return d.Place == w.Name }), d)
	}
	return c, found
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
	r := reader{wanted: w, codes: map[string]bool{}}
	r.country = Country{ISO3: w.Country, Series: map[string]Series{}}
	for n, cells := range rows {
		if r.line = n; !r.row(cells) {
			break
		}
	}
	r.finish()
	if found := r.diagnostics(); found.HasErrors() {
		return Country{}, found
	}
	return r.country, r.diagnostics()
}
