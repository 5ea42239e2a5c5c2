package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

// decomposeOptions are the options of the verb decompose.
type decomposeOptions struct {
	scenario, with string
	from, to, year string
}

func (a *app) decompose(c *command) {
	var o decomposeOptions
	c.takesSource()
	c.Short = a.t("Break down the change in cost between two years or two scenarios", "Decompõe a variação do custo entre dois anos ou dois cenários")
	c.Long = a.t(`decompose attributes the change in total cost between two years of a scenario, or between two scenarios in one year, to population, share and targeting, take-up rate, real benefit level, payments, prices and administration. The contributions are Shapley values and add up to the change. Benefits paid in only one of the two are shown separately.

With -o the results workbook is written with the sheet DECOMPOSE: the contributions by guarantee and benefit, and a waterfall chart.`,
		`decompose atribui a variação do custo total entre dois anos de um cenário, ou entre dois cenários num ano, à população, à proporção e focalização, à taxa de adesão, ao nível real da prestação, aos pagamentos, aos preços e à administração. As contribuições são valores de Shapley e a sua soma é igual à variação. As prestações pagas só num dos dois são mostradas à parte.

Com -o guarda o livro de resultados com a folha DECOMPOSE: as contribuições por garantia e prestação, e um gráfico em cascata.`)
	c.Example = `  abnd decompose TLS --scenario high --from 2026 --to 2035
  abnd decompose TLS --scenario low --with high --year 2030
  abnd decompose timor.xlsx --scenario high --from 2026 --to 2035 --format csv
  abnd decompose TLS --scenario high --from 2026 --to 2035 -o why.xlsx`
	f := c.Flags()
	f.StringVar(&o.scenario, "scenario", "", a.t("the scenario or package `ID`", "o cenário ou pacote `ID`"))
	f.StringVar(&o.with, "with", "", a.t("the second scenario or package `ID`", "o segundo cenário ou pacote `ID`"))
	f.StringVar(&o.from, "from", "", a.t("the first `YEAR`", "o primeiro `ANO`"))
	f.StringVar(&o.to, "to", "", a.t("the last `YEAR`", "o último `ANO`"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR` of both scenarios", "o `ANO` de ambos os cenários"))
	c.takesSettings()
	c.takesBaseline()
	c.complete(a.completeScenarios, "scenario")
	c.complete(a.completeScenarios, "with")
	for _, name := range []string{"from", "to", "year"} {
		c.complete(cobra.NoFileCompletions, name)
	}
	var from, to scenarios.State
	c.check = func() (err error) {
		from, to, err = o.states()
		return err
	}
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		if err := projected(in.study, from.Year, to.Year); err != nil {
			return answer{}, err
		}
		d, unknown := result.Decompose(from, to)
		if unknown != nil {
			return answer{}, &failure{status: statusUsage, found: unknown}
		}
		return answer{
			text:    func() report.Document { return report.Decomposition(d, in.study) },
			records: func() report.Records { return report.DecompositionRecords(d, in.study) },
			tree:    func() report.Tree { return report.DecompositionTree(a.manifest(in, result), d, in.study) },
			book:    a.results(in, result, workbook.DecompositionAnswer(d)),
		}, nil
	}
}

// states reads between what the cost moves.
func (o decomposeOptions) states() (from, to scenarios.State, err error) {
	betweenYears := o.scenario != "" && o.from != "" && o.to != "" && o.with == "" && o.year == ""
	betweenScenarios := o.scenario != "" && o.with != "" && o.year != "" && o.from == "" && o.to == ""
	first, last := o.from, o.to
	switch {
	case betweenYears:
		o.with = o.scenario
	case betweenScenarios:
		first, last = o.year, o.year
	default:
		return from, to, usage(abnd.T("missing: --scenario, --from and --to; or --scenario, --with and --year", "em falta: --scenario, --from e --to; ou --scenario, --with e --year"))
	}
	from.Scenario, to.Scenario = o.scenario, o.with
	for _, y := range []struct {
		text string
		year *abnd.Year
	}{{first, &from.Year}, {last, &to.Year}} {
		year, err := oneYear(y.text)
		if err != nil {
			return from, to, err
		}
		*y.year = year
	}
	return from, to, nil
}
