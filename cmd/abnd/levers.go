package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) levers(c *command) {
	var yearText string
	var year abnd.Year
	c.takesSource()
	c.Short = a.t("List the levers that a room can move, or suggest some", "Mostra as alavancas que uma sala pode mover, ou propõe algumas")
	c.Long = a.t(`levers lists what a room can decide in the sheet TRY: each lever with its levels in words, and what each level changes of the cost in a year, alone. For a study without levers it suggests up to 14: what its scenarios decide otherwise than the status quo and, where that is little, the amounts and shares that move the cost most.

With -o FILE.xlsx it writes the study as an input workbook, as new does, with the suggested levers in the sheet LEVERS, to change there. Levers of the study itself are kept as they are.`,
		`levers mostra o que uma sala pode decidir na folha TRY: cada alavanca com os seus níveis por palavras, e o que cada nível, sozinho, muda no custo de um ano. Para um estudo sem alavancas propõe até 14: o que os seus cenários decidem diferente da situação actual e, se for pouco, os montantes e proporções que mais movem o custo.

Com -o FICHEIRO.xlsx guarda o estudo como livro de trabalho, como new, com as alavancas propostas na folha LEVERS, para aí as alterar. As alavancas do próprio estudo ficam como estão.`)
	c.Example = `  abnd levers MOZ
  abnd levers timor.xlsx --year 2030
  abnd levers timor.xlsx -o with-levers.xlsx`
	c.Flags().StringVar(&yearText, "year", "", a.t("change of the cost in the `YEAR`; default: the last one", "variação do custo no `ANO`; por omissão, o último"))
	c.complete(cobra.NoFileCompletions, "year")
	c.inputs, c.figures = true, true
	c.check = func() (err error) {
		year, err = optionalYear(yearText)
		return err
	}
	c.change = func(in *source) error {
		if year == 0 {
			year = in.study.Projection.Last
		}
		return projected(in.study, year)
	}
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		own := len(in.study.Levers) > 0
		shown := report.ShownLevers{Result: result, Suggested: !own, Year: year}
		if !own {
			if with := result.WithLevers(ownedBy(in.study, result.SuggestedLevers())); with != nil {
				shown.Result = with
			}
		}
		return answer{
			text:    func() report.Document { return report.Levers(shown) },
			records: func() report.Records { return report.LeverRecords(shown) },
			tree:    func() report.Tree { return report.LeverTree(a.manifest(in, result), shown) },
			book: func() ([]byte, error) {
				if len(shown.Result.Study.Levers) == 0 {
					return nil, failed(abnd.T("no levers can be suggested, so no workbook was written", "não há alavancas a propor, por isso não se guardou nenhum livro"), nil)
				}
				if own {
					a.say(abnd.T("the study has levers of its own, which the workbook keeps", "o estudo tem as suas alavancas, que o livro mantém"))
				}
				with := *in
				with.study = shown.Result.Study
				return a.templateWorkbook(&with)
			},
		}, nil
	}
}

// ownedBy are levers as the owner of the study has them, who spells as the country does.
func ownedBy(study *abnd.Study, levers []abnd.Lever) []abnd.Lever {
	lang := abnd.Portuguese.For(study.Country.ISO3)
	for i := range levers {
		l := &levers[i]
		l.Name = l.Name.Owned(lang)
		for j := range l.Levels {
			l.Levels[j].Word, l.Levels[j].Sentence = l.Levels[j].Word.Owned(lang), l.Levels[j].Sentence.Owned(lang)
		}
	}
	return levers
}
