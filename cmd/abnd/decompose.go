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
	format         string
	settings       []string
	output         outputOptions
}

func (a *app) decomposeCommand() *cobra.Command {
	var o decomposeOptions
	cmd := &cobra.Command{
		Use:   "decompose " + a.sourceWord(),
		Short: a.t("Break down the change in cost between two years or two scenarios", "Decompõe a variação do custo entre dois anos ou dois cenários"),
		Long: a.t(`decompose attributes the change in total cost between two years of a scenario, or between two scenarios in one year, to population, share and targeting, take-up rate, real benefit level, payments, prices and administration. The contributions are Shapley values and add up to the change. Benefits paid in only one of the two are shown separately.

With -o the results workbook is written with the sheet DECOMPOSE: the contributions by guarantee and benefit, and a waterfall chart.`,
			`decompose atribui a variação do custo total entre dois anos de um cenário, ou entre dois cenários num ano, à população, à proporção e focalização, à taxa de adesão, ao nível real da prestação, aos pagamentos, aos preços e à administração. As contribuições são valores de Shapley e a sua soma é igual à variação. As prestações pagas só num dos dois são mostradas à parte.

Com -o guarda o livro de resultados com a folha DECOMPOSE: as contribuições por garantia e prestação, e um gráfico em cascata.`),
		Example: `  abnd decompose TLS --scenario high --from 2026 --to 2035
  abnd decompose TLS --scenario low --with high --year 2030
  abnd decompose timor.xlsx --scenario high --from 2026 --to 2035 --format csv
  abnd decompose TLS --scenario high --from 2026 --to 2035 -o why.xlsx`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.decompose(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.scenario, "scenario", "", a.t("the scenario or package `ID`", "o cenário ou pacote `ID`"))
	f.StringVar(&o.with, "with", "", a.t("the second scenario or package `ID`", "o segundo cenário ou pacote `ID`"))
	f.StringVar(&o.from, "from", "", a.t("the first `YEAR`", "o primeiro `ANO`"))
	f.StringVar(&o.to, "to", "", a.t("the last `YEAR`", "o último `ANO`"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR` of both scenarios", "o `ANO` de ambos os cenários"))
	a.addSetFlag(cmd, &o.settings)
	a.addOutputFlags(cmd, &o.output)
	f.StringVar(&o.format, "format", "table", a.t("`FORMAT` of the parts: table, csv or json", "`FORMATO` das partes: table, csv ou json"))
	hasFormats(cmd, formats)
	must(cmd.RegisterFlagCompletionFunc("scenario", a.completeScenarios))
	must(cmd.RegisterFlagCompletionFunc("with", a.completeScenarios))
	for _, name := range []string{"from", "to", "year"} {
		must(cmd.RegisterFlagCompletionFunc(name, cobra.NoFileCompletions))
	}
	return cmd
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

func (a *app) decompose(ctx context.Context, arg string, o decomposeOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	from, to, err := o.states()
	if err != nil {
		return err
	}
	if err := o.output.check(arg); err != nil {
		return err
	}
	in, result, err := a.loadAndRun(ctx, arg, o.settings)
	if err != nil {
		return err
	}
	if err := projected(in.study, from.Year, to.Year); err != nil {
		return err
	}
	d, unknown := result.Decompose(from, to)
	if unknown != nil {
		return &failure{status: statusUsage, found: unknown}
	}
	report.Diagnostics(a.stderr, in.found, a.lang) // warnings
	if err := a.saveResults(ctx, in, result, "", o.output, workbook.DecompositionAnswer(d)); err != nil {
		return err
	}
	switch o.format {
	case "csv":
		return report.DecompositionCSV(a.csv(), d, in.study)
	case "json":
		return report.DecompositionJSON(a.stdout, a.manifest(in, result), d, in.study)
	}
	return report.DecompositionTable(a.stdout, d, in.study, a.lang)
}
