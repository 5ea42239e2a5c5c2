package abnd

import (
	"cmp"
	"slices"
	"strings"
)

// Path names one figure of a study, as in "benefits/child-grant/amount",
// "scenarios/low/child-grant/amount" or "economy/inflation/2027".
type Path string

// JoinPath makes a path of its parts.
func JoinPath(parts ...string) Path { return Path(strings.Join(parts, "/")) }

// Severity of a diagnostic.
type Severity uint8

// An Error means that no result can be given; a Warning that one can, but
// that the reader should look; a Remark that nothing is wrong, but that the
// reader should know.
const (
	Error Severity = iota
	Warning
	Remark
)

// Name is the severity's name.
func (s Severity) Name() Text {
	switch s {
	case Warning:
		return T("warning", "aviso")
	case Remark:
		return T("remark", "observação")
	}
	return T("error", "erro")
}

// Diagnostic is one thing wrong with a study or with the file that holds it:
// where, what, and what would correct it.
type Diagnostic struct {
	Severity Severity
	Code     string // stable, for scripts: "share-range"
	Path     Path   // the figure of the study; blank where there is none
	Place    string // where the user can find it: "BENEFITS!D14", "ECO.csv:12"
	Problem  Text
	Remedy   Text
	// Cause is the error of Go behind it, for [errors.Is]: [fs.ErrNotExist],
	// [context.Canceled]. It is nil where the fault is one of the content.
	Cause error
}

// In writes the diagnostic as one line in lang.
func (d Diagnostic) In(lang Lang) string {
	place := d.Place
	if place == "" {
		place = string(d.Path)
	}
	var b strings.Builder
	if place != "" {
		b.WriteString(place + ": ")
	}
	b.WriteString(d.Severity.Name().In(lang) + ": " + d.Problem.In(lang))
	if !d.Remedy.IsZero() {
		b.WriteString("; " + d.Remedy.In(lang))
	}
	return b.String()
}

// Diagnostics are all the problems found in one pass, and the one error type of
// this library.
//
// Whatever can find fault with what a user gave returns a result and
// Diagnostics, and nothing beside them:
//
//	study, found := workbook.Load("mine.xlsx")
//	if study == nil {
//		return found.Err() // all that is wrong, as one error
//	}
//	result, found := scenarios.Run(study)
//
// The result is nil, or zero, where and only where [Diagnostics.HasErrors];
// warnings and remarks come with a result. They are a value and not an error
// that may hold them, because a caller must be able to read the warnings of a
// study that is sound: compare the result with nil, or ask for
// [Diagnostics.Err], and never compare diagnostics with nil, for warnings are
// diagnostics too.
//
// [errors.As] finds Diagnostics in what Err returns, and in the error of a
// function that writes a workbook or a file; [errors.Is] finds their causes.
type Diagnostics []Diagnostic

// AddError adds an error on the figure at path.
func (ds *Diagnostics) AddError(path Path, code string, problem, remedy Text) {
	*ds = append(*ds, Diagnostic{Severity: Error, Code: code, Path: path, Problem: problem, Remedy: remedy})
}

// AddWarning adds a warning on the figure at path.
func (ds *Diagnostics) AddWarning(path Path, code string, problem, remedy Text) {
	*ds = append(*ds, Diagnostic{Severity: Warning, Code: code, Path: path, Problem: problem, Remedy: remedy})
}

// HasErrors reports whether one of them is an error.
func (ds Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sorted returns a copy with errors first, then warnings, then remarks; each
// as found.
func (ds Diagnostics) Sorted() Diagnostics {
	out := slices.Clone(ds)
	slices.SortStableFunc(out, func(a, b Diagnostic) int { return cmp.Compare(a.Severity, b.Severity) })
	return out
}

// Err returns the diagnostics as an error where one of them is an error, and
// nil otherwise.
func (ds Diagnostics) Err() error {
	if !ds.HasErrors() {
		return nil
	}
	return ds
}

// Unwrap returns the causes, so that [errors.Is] finds them.
func (ds Diagnostics) Unwrap() []error {
	var causes []error
	for _, d := range ds {
		if d.Cause != nil {
			causes = append(causes, d.Cause)
		}
	}
	return causes
}

// Error writes every diagnostic in English, one per line.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.In(English)
	}
	return strings.Join(lines, "\n")
}
