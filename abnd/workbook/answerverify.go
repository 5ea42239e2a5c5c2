package workbook

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing/model"
)

// StoredAnswer is what was found out about the sheet of an answer in a results
// workbook. The figures that it was made from stand at its head and are
// compared; what the engine's method gave is not computed again.
type StoredAnswer struct {
	Sheet    string
	Compared int  // figures at its head
	Outdated bool // whether the inputs in the file are others than it was made from
}

// answers compares what answers were made from with the inputs in the file.
func (v *verifier) answers() {
	for _, name := range answerSheets() {
		s, there := v.stored[name]
		if !there {
			continue
		}
		answer := StoredAnswer{Sheet: name}
		for _, row := range s.Cells.RowNumbers() {
			raw, _ := s.At(row, basisKeyColumn)
			text, isKey := strings.CutPrefix(raw.Text, reader.ComputedRow)
			if !isKey || text == "" || raw.Kind != sheets.RawText {
				continue
			}
			key := model.Key(text)
			if !v.model.Has(key) {
				v.Unknown = append(v.Unknown, key)
				continue
			}
			v.answerFigure(&answer, s, row, v.model.Line(key))
		}
		v.Answers = append(v.Answers, answer)
	}
}

// answerFigure compares a figure as the answer found it, and as the workbook
// has it now, with the engine's.
func (v *verifier) answerFigure(answer *StoredAnswer, s reader.Sheet, row int, line *model.Line) {
	year := abnd.Year(0)
	want := any(v.sumOf(line.Key))
	if raw, _ := s.At(row, basisYearColumn); raw.Kind == sheets.RawNumber {
		year = abnd.Year(raw.Number)
		if !line.Years.Contains(year) {
			answer.Outdated = true
			return
		}
		want = v.value(line, year)
	}
	then, _ := s.At(row, basisThenColumn)
	answer.Outdated = answer.Outdated || !agrees(then, want, v.scaleOf(line, year))
	v.compare(lineAt{line, year}, s, row, basisNowColumn, want)
	answer.Compared++
}
