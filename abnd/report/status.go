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

// WithStatus is a document with the status of the studies that its figures are
// of, at its head: below the title of the study where that comes first. Studies
// that differ in it are named.
func WithStatus(d Document, of ...Stated) Document {
	lines := statusLines(of)
	if len(lines) == 0 || len(d.Sections) == 0 {
		return d // there are no figures to say it of
	}
	d.Sections = slices.Clone(d.Sections)
	if d.Sections[0].Heading.IsZero() && len(d.Sections[0].Blocks) > 0 {
		if p, isText := d.Sections[0].Blocks[0].(Paragraph); isText {
			at := 0
			if p.Text == of[0].Study.Title {
				at = 1
			}
			d.Sections[0].Blocks = slices.Insert(slices.Clone(d.Sections[0].Blocks), at, lines...)
			return d
		}
	}
	d.Sections = slices.Insert(d.Sections, 0, Section{Blocks: lines})
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
