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
	c.Short = a.t("Rank uncertain inputs by their effect on cost", "Ordena os valores incertos pelo seu efeito no custo")
	c.Long = a.t(`sensitivity sets each input in UNCERTAINTY to its low and then to its high value, with all other inputs unchanged, and ranks the inputs by their effect on the total cost of one scenario in one year (tornado analysis). With --ceiling it marks the inputs that alone move the cost across the ceiling. If UNCERTAINTY has no rows, every fact and expectation is moved by 10% of itself, which is no estimate of uncertainty, and the result says so.

With -o the results workbook is written with the sheet SENSITIVITY: table and tornado chart.`,
		`sensitivity põe cada valor da folha UNCERTAINTY no seu mínimo e depois no seu máximo, sem alterar os outros, e ordena os valores pelo seu efeito no custo total de um cenário num ano (análise de tornado). Com --ceiling assinala os valores que por si sós fazem o custo atravessar o tecto. Se UNCERTAINTY não tiver linhas, cada facto e previsão varia 10 %, o que não é uma estimativa da incerteza, e o resultado di-lo.

Com -o guarda o livro de resultados com a folha SENSITIVITY: quadro e gráfico de tornado.`)
	c.Example = `  abnd sensitivity TLS --scenario high --year 2030
  abnd sensitivity timor.xlsx --scenario high --year 2030 --ceiling 9%
  abnd sensitivity timor.xlsx --scenario low --year 2040 --format csv > tornado.csv
  abnd sensitivity TLS --scenario high --year 2030 -o tornado.xlsx`
	f := c.Flags()
	f.StringVar(&o.Scenario, "scenario", "", a.t("the scenario or package `ID`; default: the last scenario", "o cenário ou pacote `ID`; por omissão, o último cenário"))
	f.StringVar(&yearText, "year", "", a.t("the `YEAR`; default: the last one", "o `ANO`; por omissão, o último"))
	f.StringVar(&ceiling, "ceiling", "", a.t("cost ceiling in % of GDP, e.g. `1.5%`", "tecto do custo em % do PIB, por exemplo `1,5%`"))
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
		s, found := scenarios.RunSensitivity(ctx, study, o)
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
