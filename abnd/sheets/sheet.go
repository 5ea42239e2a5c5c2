package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
	"github.com/openabnd/engine/costing/model"
)

// Format says how a cell is shown and what may be typed into it.
type Format uint8

// The formats. Shares are stored as fractions and shown as percent.
const (
	Text    Format = iota // free text
	Wrapped               // free text that may be long
	Code                  // one code of the column's or cell's list
	Codes                 // several IDs, joined by ";"
	YearNo                // a calendar year
	Whole                 // a whole number: ages, counts
	Persons               // people
	Money                 // whole units of national currency
	Share                 // a fraction, shown as percent
	Number                // anything else
)

// IsNumber reports whether cells of the format hold numbers.
func (f Format) IsNumber() bool { return f >= YearNo }

// Column is one column of a sheet. Key is what the machine reads, Label what
// the analyst reads.
type Column struct {
	Key    string
	Label  abnd.Text
	Help   abnd.Text
	Format Format
	// List gives the codes of a Code column. A cell may have its own.
	List *model.List
	// Optional columns may be missing: files from before them have none.
	Optional bool
	// Earlier is the key under which files from before them have the column;
	// blank where they have none. A column that stood for both languages was
	// what is now two: its text is then that of both.
	Earlier string
	// Lang is the language of the texts of a column that is one of two; blank
	// for any other.
	Lang abnd.Lang
	// Auto columns are written for the reader's eye and never read back.
	Auto bool
	// Hidden columns are read, and not shown in a workbook: see [ForReading].
	Hidden bool
	// Means are the keys of the columns whose codes an Auto column without a key
	// says in words: see [ForReading].
	Means []string
}

// Cell is one cell of a sheet.
type Cell struct {
	// Path names the figure of the study that the cell holds: the key of its
	// line. Blank for what is written for the eye only.
	Path  abnd.Path
	Value abnd.Value // text is held as a code
	// Label is written instead of Value in an Auto column.
	Label  abnd.Text
	Format Format
	List   *model.List
	Help   abnd.Text
	// Input cells may be edited: blue.
	Input bool
	// Means says that the cell says what the codes of its row mean, now and after
	// they are changed.
	Means bool
}

// Sheet is a table with a header. The order of columns and rows is fixed.
type Sheet struct {
	Code    string // the RAP's code: "ECO"
	Title   abnd.Text
	Help    abnd.Text
	Columns []Column
	Rows    [][]Cell
	// Frozen is how many columns stay in view.
	Frozen int
}

// Raw is one cell as it was found in a file.
type Raw struct {
	Kind RawKind
	// Decimal is the decimal mark of the file, where Kind is RawUntyped.
	Decimal textfile.Mark
	Number  float64 // where Kind is RawNumber
	Text    string  // what was written, for every kind but blank
	Place   string  // "BENEFITS!D14", "ECO.csv:3"
	// Merged is the range of merged cells that the cell is one of, as "F6:H6".
	// Only the first of them holds what is shown in all.
	Merged string
}

// RawKind tells what a file holds in a cell.
type RawKind uint8

// The kinds. RawUntyped is text of a file without types, CSV, where a number
// looks like a text.
const (
	RawBlank RawKind = iota
	RawNumber
	RawText
	RawUntyped
	RawBool
	RawError      // "#DIV/0!"
	RawNoValue    // a formula without a stored value
	RawUnreadable // what could not be parsed
)

// Grid is one sheet as it was found in a file: a header of keys, and rows
// that may be shorter than it. A row without cells stands for the blank rows
// of the file at its place.
type Grid struct {
	Code   string
	Place  string // of the sheet: "ECO", "ECO.csv"
	Header []Raw
	Rows   [][]Raw
	// Date1904 says that the workbook counts days from 1904.
	Date1904 bool
	// Unread says that the sheet is there but could not be read, and that why
	// has been said.
	Unread bool
}
