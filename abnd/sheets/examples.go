package sheets

import (
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Example is a row of the blank workbook that was meant to be replaced.
type Example struct {
	Path abnd.Path
	Name string // the id, with its sheet's code: "BENEFITS example-pension"
}

// exampleMarks begin the texts of the blank workbook's examples.
var exampleMarks = []string{"EXAMPLE", "EXEMPLO"}

// Examples lists the rows of a study that are still those of the blank
// workbook: their texts begin with the mark in either language.
func Examples(study *abnd.Study) []Example {
	var all []Example
	add := func(code string, path abnd.Path, id string, texts ...string) {
		for _, text := range texts {
			for _, mark := range exampleMarks {
				if strings.HasPrefix(strings.TrimSpace(text), mark) {
					all = append(all, Example{Path: path, Name: code + " " + id})
					return
				}
			}
		}
	}
	for _, s := range study.Schemes {
		add(Schemes, abnd.JoinPath("schemes", s.ID), s.ID, s.Name.EN, s.Name.PT)
	}
	for _, r := range study.Recommended {
		add(Recommendations, abnd.JoinPath("recommendations", r.ID), r.ID, r.Text.EN, r.Text.PT)
	}
	for _, b := range study.Benefits {
		add(Benefits, abnd.JoinPath("benefits", b.ID), b.ID, b.Name.EN, b.Name.PT)
	}
	for _, s := range study.Decided() {
		add(Scenarios, abnd.JoinPath("scenarios", s.ID), s.ID, s.Description.EN, s.Description.PT)
	}
	for _, t := range study.Tables {
		add(Series, abnd.JoinPath("tables", t.ID), t.ID, t.Name.EN, t.Name.PT)
	}
	for _, s := range study.Sources {
		add(Sources, abnd.JoinPath("sources", s.ID), s.ID, s.Title.EN, s.Title.PT)
	}
	return all
}

// sayExamples warns of the examples that remain, all in one.
func (r *reader) sayExamples() {
	all := Examples(r.study)
	if len(all) == 0 {
		return
	}
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = e.Name
	}
	r.found = append(r.found, abnd.Diagnostic{
		Severity: abnd.Warning, Code: "example", Path: all[0].Path, Place: r.index().Find(all[0].Path),
		Problem: abnd.T("example rows of the blank workbook are included in the costs of the study: %s", "os exemplos do livro em branco entram nos custos do estudo: %s").Fill(strings.Join(names, ", ")),
		Remedy:  abnd.T("replace them with your own data, or delete their rows", "substitua-os pelos seus ou elimine as suas linhas"),
	})
}
