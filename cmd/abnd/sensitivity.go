package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) sensitivity(c *command) {
	var o scenarios.SensitivityOptions
	var yearText, ceiling string
	c.takesSource()
	c.Short = a.t("Which uncertain figure moves the cost most", "Que valor incerto mais influencia o custo")
	c.Long = a.t(`sensitivity moves each figure of the sheet UNCERTAINTY to its low and to its high, the others staying as they are, and lists what that does to the total cost of one scenario in one year, the figure that does most first. With --ceiling it says which figure alone brings the cost to the other side of it.

With -o it writes the results workbook with the sheet SENSITIVITY: the same as a table, and a tornado.`,
		`sensitivity leva cada valor da folha UNCERTAINTY ao seu mínimo e ao seu máximo, ficando os outros como estão, e mostra o efeito no custo total de um cenário num ano, por ordem decrescente. Com --ceiling diz que valor por si só leva o custo para o outro lado do tecto.

Com -o guarda o livro de resultados com a folha SENSITIVITY: o mesmo em quadro, e um gráfico de tornado.`)
	c.Example = `  abnd sensitivity TLS --scenario high --year 2030
  abnd sensitivity timor.xlsx --scenario high --year 2030 --ceiling 9%
  abnd sensitivity timor.xlsx --scenario low --year 2040 --format csv > tornado.csv
  abnd sensitivity TLS --scenario high --year 2030 -o tornado.xlsx`
	f := c.Flags()
	f.StringVar(&o.Scenario, "scenario", "", a.t("the scenario or package `ID`; the last scenario where not given", "o cenário ou pacote `ID`; o último cenário se não for dado"))
	f.StringVar(&yearText, "year", "", a.t("the `YEAR`; the last one where not given", "o `ANO`; o último se não for dado"))
	f.StringVar(&ceiling, "ceiling", "", a.t("the share of GDP to stay under, as `1.5%`", "a percentagem do PIB a não exceder, como `1,5%`"))
	c.complete(a.completeScenarios, "scenario")
	for _, flag := range []string{"year", "ceiling"} {
		c.complete(cobra.NoFileCompletions, flag)
	}
	c.check = func() (err error) {
		if o.Ceiling, err = parseCeiling(ceiling); err != nil {
			return err
		}
		o.Year, err = optionalYear(yearText)
		return err
	}
	c.study = func(ctx context.Context, in *source) (answer, error) {
		study := in.study
		if err := knownRun(study, o.Scenario); err != nil {
			return answer{}, err
		}
		if o.Scenario == "" {
			o.Scenario = study.Scenarios[len(study.Scenarios)-1].ID
		}
		if err := projected(study, o.Year); err != nil {
			return answer{}, err
		}
		if o.Year == 0 {
			o.Year = study.Projection.Last
		}
		s, found := scenarios.Sensitive(ctx, study, o)
		if err := a.answered(ctx, in, s != nil, found); err != nil {
			return answer{}, err
		}
		result := in.run()
		return answer{
			text:    func() report.Document { return report.Tornado(s) },
			records: func() report.Records { return report.SensitivityRecords(s) },
			tree:    func() report.Tree { return report.SensitivityTree(a.manifest(in, result), s) },
			book:    a.results(in, result, workbook.SensitivityAnswer(s)),
		}, nil
	}
}
