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
		Short: a.t("How sure is it? Draw the uncertain figures many times", "Que confiança merecem os custos? Sorteia os valores incertos"),
		Long: a.t(`simulate draws the figures of the sheet UNCERTAINTY from their distributions, together as CORRELATIONS says, and costs every scenario for each draw: mean and percentiles of the cost and of its share of GDP, the chance of staying under a ceiling, and which figures go with the cost.

The same seed gives the same result on any computer with the same processor type, however many cores it has. CSV and JSON hold every year and guarantee.

With -o it writes the results workbook with the sheet SIMULATION: percentiles by year and a fan chart for every scenario, the probability of the ceiling, and what drives the cost.`,
			`simulate sorteia muitas vezes os valores da folha UNCERTAINTY, segundo as suas distribuições e em conjunto como diz CORRELATIONS, e calcula todos os cenários em cada simulação: média e percentis do custo e da sua percentagem do PIB, a probabilidade de não exceder um tecto e que valores mais influenciam o custo.

A mesma semente dá o mesmo resultado em qualquer computador com o mesmo tipo de processador, tenha os núcleos que tiver. CSV e JSON contêm todos os anos e garantias.

Com -o guarda o livro de resultados com a folha SIMULATION: percentis por ano e um gráfico em leque para cada cenário, a probabilidade de não exceder o tecto, e o que mais influencia o custo.`),
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
	f.IntVar(&o.draws, "draws", 10_000, a.t("how many `DRAWS`", "quantas `SIMULAÇÕES`"))
	f.Uint64Var(&o.seed, "seed", 1, a.t("the `SEED` of the draws: a whole number", "a `SEMENTE` do sorteio: um número inteiro"))
	f.StringVar(&o.method, "method", string(scenarios.Random), a.t("`METHOD` of drawing: random or latin-hypercube", "`MÉTODO` de sorteio: random ou latin-hypercube"))
	f.StringVar(&o.ceiling, "ceiling", "", a.t("the share of GDP to stay under, as `1.5%`", "a percentagem do PIB a não exceder, como `1,5%`"))
	f.StringSliceVar(&o.scenarios, "scenario", nil, a.t("only the scenario `ID`; several are joined by commas, or the option is repeated", "só o cenário `ID`; vários separam-se por vírgulas, ou repete-se a opção"))
	f.StringVar(&o.years, "years", "", a.t("cost the years `FIRST-LAST` instead of those of the study", "calcula os anos `PRIMEIRO-ÚLTIMO` em vez dos anos do estudo"))
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
		return usage(abnd.T("there cannot be %d draws; give a number from 1 to %d", "não pode haver %d simulações; indique um número de 1 a %d").Fill(o.draws, mostDraws))
	}
	if !slices.Contains(methodNames(), o.method) {
		return usage(abnd.T("there is no method %q; %s", "não existe o método %q; %s").Fill(o.method, suggest(o.method, methodNames())))
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
	s, found := scenarios.Simulate(ctx, in.study, scenarios.SimulationOptions{
		Draws: o.draws, Seed: o.seed, Method: scenarios.Method(o.method), Ceiling: ceiling, Years: shown, Progress: watch.tell,
	})
	watch.end()
	if err := a.answered(ctx, in, s != nil, found); err != nil {
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
