package report

import (
	"bufio"
	"io"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// Matrix writes the assessment matrix in Markdown: a table for each
// guarantee, with a column as a row, so that long cells read well.
func Matrix(w io.Writer, result *scenarios.Result, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	s := result.Study
	title := abnd.T("Assessment matrix: %s", "Matriz de avaliação: %s").Fill(s.Country.Name)
	out.WriteString("# " + markdown(title.In(lang)) + "\n")
	for _, row := range scenarios.Matrix(s, lang) {
		out.WriteString("\n## " + markdown(row.Guarantee.Name().In(lang)) + "\n\n| | |\n|---|---|\n")
		for _, c := range abnd.MatrixColumns() {
			var lines []string
			for _, sentence := range row.Cells[c] {
				lines = append(lines, markdown(sentence.In(result.Projection, lang)))
			}
			if len(lines) == 0 {
				lines = []string{nothingRecorded}
			}
			out.WriteString("| **" + c.Name().In(lang) + "** | " + strings.Join(lines, "<br>") + " |\n")
		}
	}
	out.WriteString("\n" + Wrap(assumptionNote(BenefitInputs(s), FrameInputs(s)).In(lang), Width, "", "") + "\n")
	return out.Flush()
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
