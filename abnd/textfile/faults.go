package textfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// mostFaults is how many problems of one file are told: a damaged column has
// one in each of a million lines.
const mostFaults = 20

// Faults gathers what is wrong with a published file. The first problems are
// told, and of the others how many errors there are. The zero value has none.
type Faults struct {
	all  abnd.Diagnostics
	more int
}

// Add adds a problem.
func (f *Faults) Add(d abnd.Diagnostic) {
	if len(f.all) < mostFaults {
		f.all = append(f.all, d)
	} else if d.Severity == abnd.Error {
		f.more++
	}
}

// AddWhatever adds what is to be told however many problems there are, as that
// a file ends too soon.
func (f *Faults) AddWhatever(d abnd.Diagnostic) { f.all = append(f.all, d) }

// Fail adds an error at a place.
func (f *Faults) Fail(place, code string, problem, remedy abnd.Text) {
	f.Add(abnd.Diagnostic{Code: code, Place: place, Problem: problem, Remedy: remedy})
}

// Warn adds a warning at a place.
func (f *Faults) Warn(place, code string, problem, remedy abnd.Text) {
	f.Add(abnd.Diagnostic{Severity: abnd.Warning, Code: code, Place: place, Problem: problem, Remedy: remedy})
}

// Errors is how many errors were added, those that are not told included.
func (f *Faults) Errors() int {
	n := f.more
	for _, d := range f.all {
		if d.Severity == abnd.Error {
			n++
		}
	}
	return n
}

// Found is all that was found; nil where that is nothing.
func (f *Faults) Found() abnd.Diagnostics {
	if f.more == 0 {
		return f.all
	}
	return append(slices.Clone(f.all), abnd.Diagnostic{Code: "and-more",
		Problem: abnd.T("and %d more problems", "e mais %d problemas").Fill(f.more),
		Remedy:  abnd.T("correct the first ones, or download the file again", "corrija os primeiros ou volte a obter o ficheiro")})
}

// Place is where a problem of a file stands: FILE:LINE:COLUMN, without the line
// where that is 0, and without a column that is blank.
func Place(name string, line int, column string) string {
	if line > 0 {
		name += ":" + strconv.Itoa(line)
	}
	if column != "" {
		name += ":" + column
	}
	return name
}

// Listed joins names for a message: the first twelve, and how many there are.
func Listed(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" … (%d)", len(names))
	}
	return strings.Join(names, ", ")
}
