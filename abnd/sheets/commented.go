package sheets

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// commentMark begins a row that is a note.
const commentMark = "#"

// howToUncomment stands above the rows of an example.
var howToUncomment = abnd.T("# An example that is not part of the study. To use it, delete the # before each id of its rows (replace # by nothing in this column) and enter your own values.",
	"# Um exemplo, que não faz parte do estudo. Para o usar, apague o # antes do id de cada linha (substitua # por nada nesta coluna) e escreva os seus valores.")

// AddCommented adds the schemes and benefits of an example below those of a
// study, as rows that begin with "#" and are read as notes: whoever deletes the mark
// has a row to go on with. Only what the example says is written. The
// scenarios of the two must be the same. Sheets that are read hold none of it.
func AddCommented(all []Sheet, example *abnd.Study, lang abnd.Lang) {
	for _, written := range []Sheet{writeSchemes(example), writeBenefits(example)} {
		i := slices.IndexFunc(all, func(s Sheet) bool { return s.Code == written.Code })
		if i < 0 || len(written.Rows) == 0 {
			continue
		}
		into := &all[i]
		if len(into.Rows) > 0 {
			into.Rows = append(into.Rows, make([]Cell, len(into.Columns)))
		}
		above := make([]Cell, len(into.Columns))
		above[0] = Cell{Value: abnd.Code(howToUncomment.In(lang))}
		into.Rows = append(into.Rows, above)
		for _, row := range written.Rows {
			if !saysSomething(row, written.Columns) {
				continue
			}
			id, _ := row[0].Value.Code()
			row[0].Value, row[0].Input = abnd.Code(commentMark+id), true
			for at := range row {
				row[at].Path = "" // no figure of the study
			}
			into.Rows = append(into.Rows, row)
		}
	}
}

// saysSomething reports whether a row holds more than its names and provenance.
func saysSomething(row []Cell, columns []Column) bool {
	names := append([]string{"benefit", "parameter", "year"}, provenanceKeys...)
	for i, c := range row {
		if !c.Value.IsBlank() && !slices.Contains(names, columns[i].Key) {
			return true
		}
	}
	return false
}

// isOurs reports whether a note is a row of [AddCommented], of which nothing need
// be said: it is written again as long as it is of use.
func isOurs(cells []Raw) bool {
	text := cells[0].Text
	return howToUncomment.Reads(text) || slices.ContainsFunc(exampleMarks, func(mark string) bool {
		return len(text) > len(mark) && strings.EqualFold(text[:len(mark)+1], commentMark+mark)
	})
}
