package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

// mostDraws is where a slip of the keyboard is likelier than a wish.
const mostDraws = 100_000_000

func (a *app) simulate(c *command) {
	var o scenarios.SimulationOptions
	var method, ceiling string
	var only []string
	c.takesSource()
	c.Short = a.t("How sure is it? Draw the uncertain figures many times", "Que confiança merecem os custos? Sorteia os valores incertos")
	c.Long = a.t(`simulate draws the figures of the sheet UNCERTAINTY from their distributions, together as CORRELATIONS says, and costs every scenario for each draw: mean and percentiles of the cost and of its share of GDP, the chance of staying under a ceiling, and which figures go with the cost.

The same seed gives the same result on any computer with the same processor type, however many cores it has. CSV and JSON hold every year and guarantee.

With -o it writes the results workbook with the sheet SIMULATION: percentiles by year and a fan chart for every scenario, the probability of the ceiling, and what drives the cost.`,
		`simulate sorteia muitas vezes os valores da folha UNCERTAINTY, segundo as suas distribuições e em conjunto como diz CORRELATIONS, e calcula todos os cenários em cada simulação: média e percentis do custo e da sua percentagem do PIB, a probabilidade de não exceder um tecto e que valores mais influenciam o custo.

A mesma semente dá o mesmo resultado em qualquer computador com o mesmo tipo de processador, tenha os núcleos que tiver. CSV e JSON contêm todos os anos e garantias.

Com -o guarda o livro de resultados com a folha SIMULATION: percentis por ano e um gráfico em leque para cada cenário, a probabilidade de não exceder o tecto, e o que mais influencia o custo.`)
	c.Example = `  abnd simulate TLS --draws 10000 --seed 1
  abnd simulate timor.xlsx --scenario high --ceiling 9%
  abnd simulate timor.xlsx --method latin-hypercube --format csv > spread.csv
  abnd simulate TLS --scenario high --ceiling 9% -o spread.xlsx`
	f := c.Flags()
	f.IntVar(&o.Draws, "draws", 10_000, a.t("how many `DRAWS`", "quantas `SIMULAÇÕES`"))
	f.Uint64Var(&o.Seed, "seed", 1, a.t("the `SEED` of the draws: a whole number", "a `SEMENTE` do sorteio: um número inteiro"))
	f.StringVar(&method, "method", string(scenarios.Random), a.t("`METHOD` of drawing: random or latin-hypercube", "`MÉTODO` de sorteio: random ou latin-hypercube"))
	f.StringVar(&ceiling, "ceiling", "", a.t("the share of GDP to stay under, as `1.5%`", "a percentagem do PIB a não exceder, como `1,5%`"))
	f.StringSliceVar(&only, "scenario", nil, a.t("only the scenario `ID`; several are joined by commas, or the option is repeated", "só o cenário `ID`; vários separam-se por vírgulas, ou repete-se a opção"))
	c.takesYears()
	c.complete(cobra.FixedCompletions(methodNames(), cobra.ShellCompDirectiveNoFileComp), "method")
	c.complete(a.completeScenarios, "scenario")
	for _, flag := range []string{"draws", "seed", "ceiling"} {
		c.complete(cobra.NoFileCompletions, flag)
	}
	c.check = func() (err error) {
		if o.Draws < 1 || o.Draws > mostDraws {
			return usage(abnd.T("there cannot be %d draws; give a number from 1 to %d", "não pode haver %d simulações; indique um número de 1 a %d").Fill(o.Draws, mostDraws))
		}
		if !slices.Contains(methodNames(), method) {
			return usage(abnd.T("there is no method %q; %s", "não existe o método %q; %s").Fill(method, suggest(method, methodNames())))
		}
		o.Method = scenarios.Method(method)
		o.Ceiling, err = parseCeiling(ceiling)
		return err
	}
	c.study = func(ctx context.Context, in *source) (answer, error) {
		chosen, unknown := scenarios.Select(in.study, only...)
		if unknown != nil {
			return answer{}, &failure{status: statusUsage, found: unknown}
		}
		var ids []string
		for _, s := range chosen {
			ids = append(ids, s.ID)
		}
		if len(only) == 0 {
			for _, p := range in.study.Packages {
				ids = append(ids, p.ID)
			}
		}
		watch := a.newProgress()
		o.Years, o.Progress = report.TableYears(in.study.Projection), watch.tell
		s, found := scenarios.Simulate(ctx, in.study, o)
		watch.end()
		if err := a.answered(ctx, in, s != nil, found); err != nil {
			return answer{}, err
		}
		result := in.run()
		return answer{
			text:    func() report.Document { return report.Spread(s, ids, o.Years) },
			records: func() report.Records { return report.SimulationRecords(s, ids) },
			tree:    func() report.Tree { return report.SimulationTree(a.manifest(in, result), s, ids) },
			book:    a.results(in, result, workbook.SimulationAnswer(s, ids)),
		}, nil
	}
}

func methodNames() []string {
	var names []string
	for _, m := range scenarios.Methods() {
		names = append(names, string(m))
	}
	return names
}
