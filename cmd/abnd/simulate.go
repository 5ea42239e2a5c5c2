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

// simulateOptions are the options of the verb simulate.
type simulateOptions struct {
	draws     int
	seed      uint64
	method    string
	ceiling   string
	scenarios []string
	years     string
	format    string
	output    outputOptions
}

// mostDraws is where a slip of the keyboard is likelier than a wish.
const mostDraws = 100_000_000

func (a *app) simulateCommand() *cobra.Command {
	var o simulateOptions
	cmd := &cobra.Command{
		Use:   "simulate " + a.sourceWord(),
		Short: a.t("Run a Monte Carlo simulation over the uncertain inputs", "Faz uma simulação de Monte Carlo com os valores incertos"),
		Long: a.t(`simulate runs a Monte Carlo simulation. It samples the inputs in UNCERTAINTY from their distributions, correlated as in CORRELATIONS, and costs every scenario for each draw. It reports mean and percentiles of cost and of cost in % of GDP, the probability of staying within a ceiling, and the inputs most correlated with cost.

The same seed gives the same result on every computer with the same type of processor, whatever the number of cores. CSV and JSON contain every year and guarantee.

With -o the results workbook is written with the sheet SIMULATION: percentiles by year, a fan chart for each scenario, the probability of staying within the ceiling, and the main drivers of cost.`,
			`simulate faz uma simulação de Monte Carlo. Sorteia os valores da folha UNCERTAINTY segundo as suas distribuições, correlacionados como em CORRELATIONS, e calcula todos os cenários em cada simulação. Mostra a média e os percentis do custo e do custo em % do PIB, a probabilidade de não exceder um tecto, e os valores mais correlacionados com o custo.

A mesma semente dá o mesmo resultado em qualquer computador com o mesmo tipo de processador, tenha os núcleos que tiver. CSV e JSON contêm todos os anos e garantias.

Com -o guarda o livro de resultados com a folha SIMULATION: percentis por ano, um gráfico em leque para cada cenário, a probabilidade de não exceder o tecto, e os principais factores do custo.`),
		Example: `  abnd simulate TLS --draws 10000 --seed 1
  abnd simulate timor.xlsx --scenario high --ceiling 9%
  abnd simulate timor.xlsx --method latin-hypercube --format csv > spread.csv
  abnd simulate TLS --scenario high --ceiling 9% -o spread.xlsx`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.simulate(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.IntVar(&o.draws, "draws", 10_000, a.t("number of `DRAWS`", "número de `SIMULAÇÕES`"))
	f.Uint64Var(&o.seed, "seed", 1, a.t("the `SEED` of the draws: a whole number", "a `SEMENTE` do sorteio: um número inteiro"))
	f.StringVar(&o.method, "method", string(scenarios.Random), a.t("sampling `METHOD`: random or latin-hypercube", "`MÉTODO` de sorteio: random ou latin-hypercube"))
	f.StringVar(&o.ceiling, "ceiling", "", a.t("cost ceiling in % of GDP, e.g. `1.5%`", "tecto do custo em % do PIB, por exemplo `1,5%`"))
	f.StringSliceVar(&o.scenarios, "scenario", nil, a.t("only the scenario `ID`; comma-separated, or repeat the option", "só o cenário `ID`; vários separam-se por vírgulas, ou repete-se a opção"))
	f.StringVar(&o.years, "years", "", a.t("cost the years `FIRST-LAST` instead of the years of the study", "calcula os anos `PRIMEIRO-ÚLTIMO` em vez dos anos do estudo"))
	a.addOutputFlags(cmd, &o.output)
	a.addFormatFlag(cmd, &o.format)
	must(cmd.RegisterFlagCompletionFunc("method", cobra.FixedCompletions(methodNames(), cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("scenario", a.completeScenarios))
	for _, flag := range []string{"draws", "seed", "ceiling", "years"} {
		must(cmd.RegisterFlagCompletionFunc(flag, cobra.NoFileCompletions))
	}
	return cmd
}

func methodNames() []string {
	var names []string
	for _, m := range scenarios.Methods() {
		names = append(names, string(m))
	}
	return names
}

func (a *app) simulate(ctx context.Context, arg string, o simulateOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	if o.draws < 1 || o.draws > mostDraws {
		return usage(abnd.T("%d is not a valid number of draws; enter a number from 1 to %d", "%d não é um número válido de simulações; indique um número de 1 a %d").Fill(o.draws, mostDraws))
	}
	if !slices.Contains(methodNames(), o.method) {
		return usage(abnd.T("unknown method %q; %s", "não existe o método %q; %s").Fill(o.method, suggest(o.method, methodNames())))
	}
	ceiling, err := parseCeiling(o.ceiling)
	if err != nil {
		return err
	}
	years, err := optionalYears(o.years)
	if err != nil {
		return err
	}
	if err := o.output.check(arg); err != nil {
		return err
	}
	in, err := a.loadStudy(arg)
	if err != nil {
		return err
	}
	chosen, unknown := scenarios.Select(in.study, o.scenarios...)
	if unknown != nil {
		return &failure{status: statusUsage, found: unknown}
	}
	if years != (abnd.Years{}) {
		if err := setYears(in.study, years); err != nil {
			return err
		}
	}
	var ids []string
	for _, s := range chosen {
		ids = append(ids, s.ID)
	}
	if len(o.scenarios) == 0 {
		for _, p := range in.study.Packages {
			ids = append(ids, p.ID)
		}
	}
	shown := report.TableYears(in.study.Projection)
	watch := a.newProgress()
	s, found, err := scenarios.Simulate(ctx, in.study, scenarios.SimulationOptions{
		Draws: o.draws, Seed: o.seed, Method: scenarios.Method(o.method), Ceiling: ceiling, Years: shown, Progress: watch.tell,
	})
	watch.end()
	if err := a.answered(ctx, in, s != nil, found, err); err != nil {
		return err
	}
	result := in.run()
	if err := a.saveResults(ctx, in, result, "", o.output, workbook.SimulationAnswer(s, ids)); err != nil {
		return err
	}
	switch o.format {
	case "csv":
		return report.SimulationCSV(a.csv(), s, ids)
	case "json":
		return report.SimulationJSON(a.stdout, a.manifest(in, result), s, ids)
	}
	return report.SimulationTable(a.stdout, s, ids, shown, a.lang)
}
