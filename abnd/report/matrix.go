package report

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Matrix is the assessment matrix: a table for each guarantee, with a column
// of the matrix as a row, so that long cells read well.
func Matrix(result *scenarios.Result) Document {
	s := result.Study
	rows := map[abnd.Lang][]scenarios.MatrixRow{}
	for _, lang := range []abnd.Lang{abnd.English, abnd.OlderPortuguese, abnd.Portuguese} {
		rows[lang] = scenarios.Matrix(s, lang)
	}
	var b builder
	b.section(abnd.T("Assessment matrix: %s", "Matriz de avaliação: %s").Fill(s.Country.Name))
	for i, row := range rows[abnd.English] {
		table := &Table{Name: "matrix", Columns: make([]Column, 2)}
		for _, c := range abnd.MatrixColumns() {
			table.row(words(c.Name()), words(abnd.InEach(func(lang abnd.Lang) string {
				return matrixLines(result, rows[lang][i].Cells[c], lang)
			})))
		}
		table.row(words(abnd.T("Not known", "Por apurar")), words(abnd.InEach(func(lang abnd.Lang) string {
			var all []costing.Sentence
			for _, c := range abnd.MatrixColumns() {
				all = append(all, rows[lang][i].NotKnown[c]...)
			}
			return matrixLines(result, all, lang)
		})))
		b.section(row.Guarantee.Name(), table)
	}
	b.section(abnd.Text{})
	b.say(costing.CountInputs(s).Text())
	return b.Document
}

// matrixLines are the sentences of one cell that have something to say.
func matrixLines(result *scenarios.Result, sentences []costing.Sentence, lang abnd.Lang) string {
	var lines []string
	for _, sentence := range sentences {
		if text := strings.Join(strings.Fields(sentence.In(result.Projection, lang)), " "); text != "" {
			lines = append(lines, text)
		}
	}
	if len(lines) == 0 {
		return nothingRecorded
	}
	return strings.Join(lines, "\n")
}
