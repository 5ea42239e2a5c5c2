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
	c.Short = a.t("Run a Monte Carlo simulation over the uncertain inputs", "Faz uma simulação de Monte Carlo com os valores incertos")
	c.Long = a.t(`simulate runs a Monte Carlo simulation. It samples the inputs in UNCERTAINTY from their distributions, correlated as in CORRELATIONS, and costs every scenario for each draw. It reports mean and percentiles of cost and of cost in % of GDP, the probability of staying within a ceiling, and the inputs most correlated with cost. If UNCERTAINTY has no rows, every fact and expectation is moved by 10% of itself, which is no estimate of uncertainty, and the result says so.

The same seed gives the same result on every computer with the same type of processor, whatever the number of cores. CSV and JSON contain every year and guarantee.

With -o the results workbook is written with the sheet SIMULATION: percentiles by year, a fan chart for each scenario, the probability of staying within the ceiling, and the main drivers of cost.`,
		`simulate faz uma simulação de Monte Carlo. Sorteia os valores da folha UNCERTAINTY segundo as suas distribuições, correlacionados como em CORRELATIONS, e calcula todos os cenários em cada simulação. Mostra a média e os percentis do custo e do custo em % do PIB, a probabilidade de não exceder um tecto, e os valores mais correlacionados com o custo. Se UNCERTAINTY não tiver linhas, cada facto e previsão varia 10 %, o que não é uma estimativa da incerteza, e o resultado di-lo.

A mesma semente dá o mesmo resultado em qualquer computador com o mesmo tipo de processador, tenha os núcleos que tiver. CSV e JSON contêm todos os anos e garantias.

Com -o guarda o livro de resultados com a folha SIMULATION: percentis por ano, um gráfico em leque para cada cenário, a probabilidade de não exceder o tecto, e os principais factores do custo.`)
	c.Example = `  abnd simulate TLS --draws 10000 --seed 1
  abnd simulate timor.xlsx --scenario high --ceiling 12%
  abnd simulate timor.xlsx --method latin-hypercube --format csv > spread.csv
  abnd simulate TLS --scenario high --ceiling 12% -o spread.xlsx`
	f := c.Flags()
	f.IntVar(&o.Draws, "draws", 10_000, a.t("number of `DRAWS`", "número de `SIMULAÇÕES`"))
	f.Uint64Var(&o.Seed, "seed", 1, a.t("the `SEED` of the draws: a whole number", "a `SEMENTE` do sorteio: um número inteiro"))
	f.StringVar(&method, "method", string(scenarios.Random), a.t("sampling `METHOD`: random or latin-hypercube", "`MÉTODO` de sorteio: random ou latin-hypercube"))
	f.StringVar(&ceiling, "ceiling", "", a.t("cost ceiling in % of GDP, e.g. `1.5%`", "tecto do custo em % do PIB, por exemplo `1,5%`"))
	f.StringSliceVar(&only, "scenario", nil, a.t("only the scenario `ID`; comma-separated, or repeat the option", "só o cenário `ID`; vários separam-se por vírgulas, ou repete-se a opção"))
	c.takesYears()
	c.takesBaseline()
	c.complete(cobra.FixedCompletions(methodNames(), cobra.ShellCompDirectiveNoFileComp), "method")
	c.complete(a.completeScenarios, "scenario")
	for _, flag := range []string{"draws", "seed", "ceiling"} {
		c.complete(cobra.NoFileCompletions, flag)
	}
	c.check = func() (err error) {
		if o.Draws < 1 || o.Draws > mostDraws {
			return usage(abnd.T("%d is not a valid number of draws; enter a number from 1 to %d", "%d não é um número válido de simulações; indique um número de 1 a %d").Fill(o.Draws, mostDraws))
		}
		if !slices.Contains(methodNames(), method) {
			return usage(abnd.T("unknown method %q; %s", "não existe o método %q; %s").Fill(method, abnd.Suggestion(method, methodNames())))
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
