package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

// sensitivityOptions are the options of the verb sensitivity.
type sensitivityOptions struct {
	scenario string
	year     string
	ceiling  string
	format   string
	output   outputOptions
}

func (a *app) sensitivityCommand() *cobra.Command {
	var o sensitivityOptions
	cmd := &cobra.Command{
		Use:   "sensitivity " + a.sourceWord(),
		Short: a.t("Rank uncertain inputs by their effect on cost", "Ordena os valores incertos pelo seu efeito no custo"),
		Long: a.t(`sensitivity sets each input in UNCERTAINTY to its low and then to its high value, with all other inputs unchanged, and ranks the inputs by their effect on the total cost of one scenario in one year (tornado analysis). With --ceiling it marks the inputs that alone move the cost across the ceiling.

With -o the results workbook is written with the sheet SENSITIVITY: table and tornado chart.`,
			`sensitivity põe cada valor da folha UNCERTAINTY no seu mínimo e depois no seu máximo, sem alterar os outros, e ordena os valores pelo seu efeito no custo total de um cenário num ano (análise de tornado). Com --ceiling assinala os valores que por si sós fazem o custo atravessar o tecto.

Com -o guarda o livro de resultados com a folha SENSITIVITY: quadro e gráfico de tornado.`),
		Example: `  abnd sensitivity TLS --scenario high --year 2030
  abnd sensitivity timor.xlsx --scenario high --year 2030 --ceiling 9%
  abnd sensitivity timor.xlsx --scenario low --year 2040 --format csv > tornado.csv
  abnd sensitivity TLS --scenario high --year 2030 -o tornado.xlsx`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.sensitivity(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.scenario, "scenario", "", a.t("the scenario or package `ID`; default: the last scenario", "o cenário ou pacote `ID`; por omissão, o último cenário"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR`; default: the last one", "o `ANO`; por omissão, o último"))
	f.StringVar(&o.ceiling, "ceiling", "", a.t("cost ceiling in % of GDP, e.g. `1.5%`", "tecto do custo em % do PIB, por exemplo `1,5%`"))
	a.addOutputFlags(cmd, &o.output)
	a.addFormatFlag(cmd, &o.format)
	must(cmd.RegisterFlagCompletionFunc("scenario", a.completeScenarios))
	for _, flag := range []string{"year", "ceiling"} {
		must(cmd.RegisterFlagCompletionFunc(flag, cobra.NoFileCompletions))
	}
	return cmd
}

func (a *app) sensitivity(ctx context.Context, arg string, o sensitivityOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	ceiling, err := parseCeiling(o.ceiling)
	if err != nil {
		return err
	}
	year, err := optionalYear(o.year)
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
	study := in.study
	if err := knownRun(study, o.scenario); err != nil {
		return err
	}
	if o.scenario == "" {
		o.scenario = study.Scenarios[len(study.Scenarios)-1].ID
	}
	if err := projected(study, year); err != nil {
		return err
	}
	if year == 0 {
		year = study.Projection.Last
	}
	s, found, err := scenarios.Sensitive(ctx, study, scenarios.SensitivityOptions{Scenario: o.scenario, Year: year, Ceiling: ceiling})
	if err := a.answered(ctx, in, s != nil, found, err); err != nil {
		return err
	}
	result := in.run()
	if err := a.saveResults(ctx, in, result, "", o.output, workbook.SensitivityAnswer(s)); err != nil {
		return err
	}
	switch o.format {
	case "csv":
		return report.SensitivityCSV(a.csv(), s)
	case "json":
		return report.SensitivityJSON(a.stdout, a.manifest(in, result), s)
	}
	return report.SensitivityTable(a.stdout, s, a.lang)
}
