package report

import (
	"bufio"
	"io"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Markdown writes a document in a language: the first heading is its title, and
// each other one that of a part.
func (d Document) Markdown(w io.Writer, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	for i, s := range d.Sections {
		level := "## "
		if i == 0 {
			level = "# "
		} else {
			out.WriteString("\n")
		}
		if !s.Heading.IsZero() {
			out.WriteString(level + markdown(s.Heading.In(lang)) + "\n")
		}
		for _, b := range s.Blocks {
			if !s.Heading.IsZero() {
				out.WriteString("\n")
			}
			markdownBlock(out, b, lang)
		}
	}
	return out.Flush()
}

func markdownBlock(out *bufio.Writer, b Block, lang abnd.Lang) {
	switch b := b.(type) {
	case Paragraph:
		bullet := ""
		if b.Style == Note || b.Style == Item {
			bullet = "* "
		}
		out.WriteString(Wrap(b.Text.In(lang), Width, bullet, strings.Repeat(" ", len(bullet))) + "\n")
	case List:
		for _, item := range b.Items {
			out.WriteString("* " + markdown(strings.Join(append([]string{item.Mark, item.Text.In(lang)}, inLang(item.Details, lang)...), " ")) + "\n")
		}
	case Outline:
		for _, item := range b.Items {
			out.WriteString(strings.Repeat("  ", item.Level) + "* " + markdown(strings.Join(append([]string{item.Text.In(lang)}, inLang(item.Details,
				lang)...), " ")) + "\n")
		}
	case *Table:
		markdownTable(out, b, lang)
	}
}

func markdownTable(out *bufio.Writer, t *Table, lang abnd.Lang) {
	row := func(cells []string) {
		out.WriteString(strings.TrimRight("| "+strings.Join(cells, " | "), " ") + " |\n")
	}
	head, rule, plain := make([]string, len(t.Columns)), make([]string, len(t.Columns)), true
	for i, c := range t.Columns {
		head[i], rule[i] = markdown(t.group(i).In(lang)+" "+c.Head.In(lang)), "---"
		plain = plain && head[i] == ""
	}
	if plain {
		out.WriteString(strings.Repeat("| ", len(t.Columns)) + "|\n|" + strings.Join(rule, "|") + "|\n")
	} else {
		row(head)
		row(rule)
	}
	for _, r := range t.Rows {
		if !r.Over.IsZero() {
			row([]string{"**" + markdown(r.Over.In(lang)) + "**"})
			continue
		}
		var cells []string
		for i, c := range r.Cells {
			cells = append(cells, make([]string, max(1, c.Span)-1)...)
			var lines []string
			for line := range strings.SplitSeq(c.In(lang), "\n") {
				lines = append(lines, markdown(line))
			}
			text := strings.Join(lines, "<br>")
			if i == 0 && plain && text != "" {
				text = "**" + text + "**" // without a head the first column is one
			}
			cells = append(cells, text)
		}
		row(cells)
	}
}

// group is the heading over a column; blank where it has none.
func (t *Table) group(column int) abnd.Text {
	for _, g := range t.Groups {
		if column -= g.Columns; column < 0 {
			return g.Head
		}
	}
	return abnd.Text{}
}

func inLang(texts []abnd.Text, lang abnd.Lang) []string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = t.In(lang)
	}
	return all
}

// markdown keeps the marks of Markdown in a text from being read as such.
func markdown(text string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if strings.ContainsRune("\\`*_[]<>|#", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
