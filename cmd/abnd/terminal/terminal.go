// Package terminal writes what people read at the command line: documents as
// text of at most [report.Width] columns, diagnostics one per line, the sizes of
// files. Widths of columns stand here and nowhere else.
package terminal

import (
	"bufio"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
)

// indent is that of what stands below something.
const indent = "  "

// Write writes a document in a language.
func Write(w io.Writer, d report.Document, lang abnd.Lang) error {
	t := &writer{out: bufio.NewWriter(w), lang: lang}
	t.measure(d)
	for i, s := range d.Sections {
		if i > 0 {
			t.line("")
		}
		if !s.Heading.IsZero() {
			t.wrap(s.Heading, "", headingIndent(s))
		}
		for _, b := range s.Blocks {
			t.block(b)
		}
	}
	return t.out.Flush()
}

// headingIndent is that of the second line of a heading.
func headingIndent(s report.Section) string {
	if len(s.Blocks) > 0 {
		if table, ok := s.Blocks[0].(*report.Table); ok && layouts()[table.Name].hangs {
			return indent
		}
	}
	return ""
}

type writer struct {
	out  *bufio.Writer
	lang abnd.Lang
	// The widths of all changes with cells, which stand below one another.
	cellWidth, markWidth, valueWidth int
}

func (t *writer) line(s string) { t.out.WriteString(strings.TrimRight(s, " ") + "\n") }

func (t *writer) wrap(text abnd.Text, first, rest string) {
	t.line(report.Wrap(text.In(t.lang), report.Width, first, rest))
}

// prefixes begin the first line of a paragraph, and the others.
var prefixes = map[report.Style][2]string{
	report.Hanging: {"", indent},
	report.Note:    {"* ", indent},
	report.Item:    {"  * ", "    "},
	report.Detail:  {indent, indent + indent},
}

// listMarks are the widths of the marks of a list; those that are numbers end
// in a point.
var listMarks = map[string]struct {
	width    int
	numbered bool
}{"profiles": {width: 5}, "legend": {width: 4}, "ranked": {width: 4, numbered: true}}

// deepest keeps room for the text of what is far in.
const deepest = 18

func (t *writer) block(b report.Block) {
	switch b := b.(type) {
	case report.Paragraph:
		p := prefixes[b.Style]
		t.wrap(b.Text, p[0], p[1])
	case report.List:
		marks := listMarks[b.Name]
		rest := strings.Repeat(" ", marks.width)
		for _, item := range b.Items {
			mark := padRight(item.Mark, marks.width)
			if marks.numbered {
				mark = padLeft(item.Mark, marks.width-2) + ". "
			}
			t.wrap(item.Text, mark, rest)
			for _, detail := range item.Details {
				t.wrap(detail, rest, rest)
			}
		}
	case report.Outline:
		for _, item := range b.Items {
			at := strings.Repeat(" ", min(2*item.Level, deepest))
			below := at + indent + indent
			t.wrap(item.Text, at, below)
			for _, detail := range item.Details {
				t.wrap(detail, at+indent, below)
			}
		}
	case *report.Table:
		t.table(b)
	}
}

// Size writes a number of bytes in kilobytes, as file managers do.
func Size(bytes int, lang abnd.Lang) string {
	const kilobyte = 1024
	return report.FormatNumber(math.Ceil(float64(bytes)/kilobyte), 0, lang) + " KB"
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// padLeft puts s at the right end of a column.
func padLeft(s string, width int) string { return strings.Repeat(" ", max(0, width-runes(s))) + s }

// padRight puts s at the left end of a column.
func padRight(s string, width int) string { return s + strings.Repeat(" ", max(0, width-runes(s))) }

// ruled puts s in the middle of a rule, to head a group of columns.
func ruled(s string, width int) string {
	free := max(0, width-runes(s)-2)
	return strings.Repeat("-", free/2) + " " + s + " " + strings.Repeat("-", free-free/2)
}
