package abnd

import "strconv"

// Confidence says how far a figure can be trusted.
type Confidence string

// The grades. Assumption marks a figure that nobody has published. Of a fact
// that is a gap, which can be closed; see [Nature].
const (
	High       Confidence = "high"
	Medium     Confidence = "medium"
	Low        Confidence = "low"
	Assumption Confidence = "assumption"
)

// Confidences lists the grades from best to worst.
func Confidences() []Confidence { return []Confidence{High, Medium, Low, Assumption} }

// Provenance says where a figure comes from.
type Provenance struct {
	Year       Year       // the year the figure is of; 0 where it has none
	Source     string     // the ID of a [Source] of the study
	Confidence Confidence // how far it can be trusted
	Note       Text       // what the reader should know
	// ValidatedBy is who has looked at the figure and stands for it, an
	// institution or a person in it; blank where nobody has.
	ValidatedBy string
}

// Source is a publication or data set that figures are taken from.
type Source struct {
	ID      string
	Title   Text // in the other language only where it is a description and no title
	Author  string
	Year    string // as published; "2015; 2024" where there are several
	Page    string // page, table or indicator
	URL     string
	Licence string
}

// Figure is a number that may be unknown, with the year it is of.
type Figure struct {
	Value float64
	Known bool
	Year  Year
}

// Known makes a figure that is known.
func Known(value float64, year Year) Figure { return Figure{Value: value, Known: true, Year: year} }

// Value is what a parameter cell holds: a number, a code from a list, or
// nothing.
type Value struct {
	kind   valueKind
	number float64
	code   string
}

type valueKind uint8

const (
	blankValue valueKind = iota
	numberValue
	codeValue
)

// Num makes a number.
func Num(x float64) Value { return Value{kind: numberValue, number: x} }

// Code makes a choice. The empty code is a blank.
func Code(code string) Value {
	if code == "" {
		return Value{}
	}
	return Value{kind: codeValue, code: code}
}

// IsBlank reports whether there is nothing in the cell.
func (v Value) IsBlank() bool { return v.kind == blankValue }

// Number returns the number, and whether the value is one.
func (v Value) Number() (float64, bool) { return v.number, v.kind == numberValue }

// Code returns the choice, and whether the value is one.
func (v Value) Code() (string, bool) { return v.code, v.kind == codeValue }

// keptDigits is how many significant digits of a number every spreadsheet
// keeps: no more can be typed in Excel, and LibreOffice saves no more.
const keptDigits = 15

// Kept is a figure as it comes back from a file that any program has saved: to
// 15 significant digits. Every figure of a study is read and written so; with
// more digits a file that was only saved again would hold another study. Whoever
// computes a figure of a study keeps it so too.
func Kept(x float64) float64 {
	if kept, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', keptDigits, 64), 64); err == nil {
		return kept
	}
	return x // rounded, it would be too large for a number
}

// String writes the value with all its digits; a blank is empty.
func (v Value) String() string {
	switch v.kind {
	case numberValue:
		return strconv.FormatFloat(v.number, 'g', -1, 64)
	case codeValue:
		return v.code
	}
	return ""
}

// Equal compares two values; it lets go-cmp look inside.
func (v Value) Equal(w Value) bool { return v == w }
