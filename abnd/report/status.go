package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// Stated is a study whose status a document says, with the name that the
// document has for it.
type Stated struct {
	Name  string
	Study *abnd.Study
}

// StatusAndValidated says whether anybody stands for a study, and for how many
// of its inputs somebody does.
func StatusAndValidated(status abnd.Status, inputs Known) abnd.Text {
	return abnd.T("status: %s; inputs validated by an institution: %d of %d", "estado: %s; dados de base validados por uma instituição: %d de %d").
		Fill(status.Text(), inputs.Known, inputs.All)
}

// WithStatus is a document with the status of the studies that its figures are
// of, at its head: below the first line, which says what it is. Studies that
// differ in it are named. A document without anything has none.
func WithStatus(d Document, of ...Stated) Document {
	lines := statusLines(of)
	if len(lines) == 0 || len(d.Sections) == 0 || d.Sections[0].Heading.IsZero() && len(d.Sections[0].Blocks) == 0 {
		return d
	}
	d.Sections = slices.Clone(d.Sections)
	first := &d.Sections[0]
	at := 0
	if first.Heading.IsZero() {
		title, isText := first.Blocks[0].(Paragraph)
		if !isText {
			d.Sections = slices.Insert(d.Sections, 0, Section{Blocks: lines})
			return d
		}
		if title.Style == Plain {
			at = 1
		}
	}
	first.Blocks = slices.Insert(slices.Clone(first.Blocks), at, lines...)
	return d
}

func statusLines(of []Stated) []Block {
	var lines []Block
	for i, x := range of {
		line := x.Study.Status.Line()
		switch differs := func(y Stated) bool { return y.Study.Status.Line() != of[0].Study.Status.Line() }; {
		case slices.ContainsFunc(of, differs):
			line = abnd.Same("%s: %s").Fill(x.Name, line)
		case i > 0:
			continue
		}
		lines = append(lines, Paragraph{Hanging, line})
	}
	return lines
}
